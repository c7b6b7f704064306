"""Decisions of admins about which postings are one job."""

from typing import Annotated, Final

import msgspec
from aiohttp import web
from msgspec import Meta

from jobscout.http import fields
from jobscout.http.codec import path_id, row_id
from jobscout.http.inputs import Input
from jobscout.http.keys import SERVICES, user_id
from jobscout.sql.clusters import PostingLink
from jobscout.sql.job_views import Job

MAX_POSTINGS: Final = 100


class SplitOff(Input):
    posting_ids: Annotated[list[fields.Id], Meta(min_length=1, max_length=MAX_POSTINGS)]


class JoinWith(Input):
    job_id: fields.Id


class SplitJob(msgspec.Struct, frozen=True, kw_only=True):
    """*job* keeps the remaining postings, *new_job* has the others."""

    job: Job
    new_job: Job


async def split_job(request: web.Request, body: SplitOff) -> SplitJob:
    """Move some postings of a job to a new job, for good; nobody is alerted again."""
    services, job_id = request.app[SERVICES], path_id(request)
    ids = [fields.known_id(posting_id) for posting_id in body.posting_ids]
    new_id = await services.stores.clusters.split(job_id, ids, by=user_id(request))
    services.wake()
    return SplitJob(
        job=await services.stores.jobs.get(job_id, None),
        new_job=await services.stores.jobs.get(new_id, None),
    )


class PostingLinks(msgspec.Struct, frozen=True, kw_only=True):
    items: list[PostingLink]


async def job_links(request: web.Request) -> PostingLinks:
    """What a job's postings were compared with, and why they are one job or not."""
    clusters = request.app[SERVICES].stores.clusters
    return PostingLinks(items=await clusters.links(path_id(request)))


async def join_jobs(request: web.Request, body: JoinWith) -> Job:
    """Move another job's postings into this one, for good; the other job is removed."""
    services, job_id = request.app[SERVICES], path_id(request)
    await services.stores.clusters.join(job_id, row_id(body.job_id), by=user_id(request))
    services.wake()
    return await services.stores.jobs.get(job_id, None)
