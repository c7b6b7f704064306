"""The user's skills, and the skills that matching jobs ask for."""

from typing import Annotated, ClassVar, Final

import msgspec
from aiohttp import web
from msgspec import Meta

from jobscout.http import fields
from jobscout.http.codec import row_id
from jobscout.http.inputs import Input
from jobscout.http.keys import SERVICES, stores, user_id
from jobscout.http.paging import Moment, Page, PageQuery, RowId, make_cursor, read_cursor
from jobscout.sql.job_views import JobSummary
from jobscout.sql.jobs import JobFilter
from jobscout.sql.skill_gaps import SkillAsked
from jobscout.sql.user_skills import UserSkill

MAX_SKILLS: Final = 300
SkillName = Annotated[str, Meta(max_length=100)]
SearchId = Annotated[fields.Id, Meta(description="if omitted, all searches")]


class SkillNames(Input):
    skills: Annotated[list[SkillName], Meta(max_length=MAX_SKILLS)]
    rules: ClassVar = {"skills": fields.each(fields.line)}


class UserSkillList(msgspec.Struct, frozen=True, kw_only=True):
    """All skills of a user, on one page."""

    items: list[UserSkill]
    next_cursor: None = None


class GapQuery(Input):
    search_id: SearchId | None = None


class GapJobsQuery(PageQuery, kw_only=True):
    skill: SkillName
    search_id: SearchId | None = None


class SkillGap(msgspec.Struct, frozen=True, kw_only=True):
    """*jobs*: number of open jobs that match; of many thousands only the newest are examined."""

    items: list[SkillAsked]
    jobs: int
    next_cursor: None = None


async def get_skills(request: web.Request) -> UserSkillList:
    """The user's skills, from their CV or set by hand."""
    return UserSkillList(items=await stores(request).user_skills.get(user_id(request)))


async def put_skills(request: web.Request, body: SkillNames) -> UserSkillList:
    """Set the user's skills. Omitted ones are removed, and no later CV adds them again."""
    skills = stores(request).user_skills
    return UserSkillList(items=await skills.put(user_id(request), body.skills))


async def skill_gap(request: web.Request, query: GapQuery) -> SkillGap:
    """What open matching jobs ask for, how many of them, and whether the user has it."""
    gaps, owner = stores(request).skill_gaps, user_id(request)
    job_ids = await gaps.jobs(owner, _search(query.search_id))
    return SkillGap(items=await gaps.requested(owner, job_ids), jobs=len(job_ids))


async def skill_gap_jobs(request: web.Request, query: GapJobsQuery) -> Page[JobSummary]:
    """The jobs behind one number of the skill gap, newest first."""
    services, owner = request.app[SERVICES], user_id(request)
    after = read_cursor(query.cursor, "newest", tuple[Moment, RowId])
    job_ids = await services.stores.skill_gaps.jobs(owner, _search(query.search_id))
    job_filter = JobFilter(ids=job_ids, skills=[query.skill])
    items, keys = await services.stores.jobs.page(job_filter, "newest", after, query.limit)
    return Page(items=items, next_cursor=make_cursor("newest", *keys) if keys else None)


def _search(text: str | None) -> int | None:
    return None if text is None else row_id(text)
