"""Clusters: permanent splits and joins of postings by admins.

Rules still decide about new postings; they respect ``partings`` and ``jobs.joined``, see
``rules.dedupe`` and docs/decisions/0008-split-and-join.md.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, TypeVar

import asyncpg
import msgspec

from jobscout.errors import Busy, Conflict, FieldError, InvalidInput, NotFound
from jobscout.rules import postings
from jobscout.rules.skills import rows as skill_rows
from jobscout.rules.words import searchable
from jobscout.sql import audit, job_events, job_merges
from jobscout.sql.queries import load
from jobscout.sql.rows import locations
from jobscout.sql.skills import Skills

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from jobscout.rules.skills import Taxonomy
    from jobscout.sql.database import Database, Transaction

Q = load("clusters")
LINKING = load("linking")
POSTINGS = load("postings")
SKILLS = load("skills")
T = TypeVar("T")

TRIES: Final = 5
LINKS_SHOWN: Final = 200


class LinkPart(msgspec.Struct, frozen=True, kw_only=True):
    """What one feature adds to the log odds that two postings are one opening."""

    name: str
    weight: float


class PostingLink(msgspec.Struct, frozen=True, kw_only=True):
    """A posting of a job and one of another board that it was compared with.

    *score*: how probably they are one opening, 0 to 1. *is_merged*: whether they are one job.
    """

    posting_id: str
    other_posting_id: str
    other_job_id: str
    title: str
    source_name: str
    url: str
    score: float
    is_merged: bool
    parts: list[LinkPart]


class _MovedError(Exception):
    """A reading of another source added to the jobs before they were locked."""


class Clusters:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._skills = Skills(db)

    async def split(self, job_id: int, posting_ids: Sequence[int], *, by: int) -> int:
        """Move *posting_ids* to a new job, whose id is returned; both stay split permanently.

        Nobody is alerted again, and existing alerts stay on the first job. Who was not told of that
        is alerted if the new one suits.

        Raises:
            NotFound: no such job.
            InvalidInput: postings of another job, or all of this one.
            Busy: concurrent readings and notifications prevented it; nothing has changed.
        """
        taxonomy = await self._taxonomy()
        moved = sorted(set(posting_ids))

        async def work(t: Transaction) -> int:
            members = await _locked(t, [job_id])
            _check_split(posting_ids, [member["id"] for member in members])
            new_id: int = await t.value(Q.add_job, job_id=job_id)
            await t.run(Q.move_postings, posting_ids=moved, job_id=new_id)
            await t.run(Q.add_cannot_links, job_id=job_id, new_id=new_id)
            await t.run(Q.date, job_id=job_id, new_id=new_id)
            await _sum_up(t, [new_id], taxonomy, recorded=())
            await job_events.split(t, job_id, new_id)
            await _sum_up(t, [job_id], taxonomy)
            await audit.note(
                *(t, by, "job split", ("job", job_id)),
                new_job_id=str(new_id),
                posting_ids=[str(posting_id) for posting_id in moved],
            )
            await t.run(POSTINGS.announce_jobs)
            return new_id

        return await self._undisturbed(work)

    async def join(self, job_id: int, other_id: int, *, by: int) -> None:
        """Move the postings of *other_id* to *job_id*, permanently, and delete the other job.

        If a user has alerts on both, one is kept with the data of both; nobody is alerted twice.

        Raises:
            NotFound: no such job.
            Conflict: both are the same job.
            InvalidInput: jobs of different companies.
            Busy: concurrent readings and notifications prevented it; nothing has changed.
        """
        if job_id == other_id:
            raise Conflict("conflict", "a job cannot be joined with itself")
        taxonomy = await self._taxonomy()

        async def work(t: Transaction) -> None:
            members = await _locked(t, [job_id, other_id])
            both = {"job_id": job_id, "other_id": other_id}
            moved = [member["id"] for member in members if member["job_id"] == other_id]
            await t.run(Q.move_postings, posting_ids=moved, job_id=job_id)
            await t.run(Q.remove_cannot_link, **both)
            await job_merges.absorb(t, job_id, other_id, joined=True)
            await _sum_up(t, [job_id], taxonomy)
            await t.all(POSTINGS.rematch, job_ids=[job_id])
            await audit.note(
                *(t, by, "jobs joined", ("job", job_id)),
                other_job_id=str(other_id),
                posting_ids=[str(posting_id) for posting_id in moved],
            )
            await t.run(POSTINGS.announce_jobs)

        await self._undisturbed(work)

    async def links(self, job_id: int) -> list[PostingLink]:
        """At most 200 comparisons of a job's postings, the likeliest first.

        Raises:
            NotFound: no such job.
        """
        rows = await self._db.all(LINKING.links_of_job, job_id=job_id, most=LINKS_SHOWN)
        if not rows and not await self._db.all(Q.exists, job_id=job_id):
            raise NotFound("the job does not exist")
        return [_link(row, job_id) for row in rows]

    async def _taxonomy(self) -> Taxonomy:
        """Built before anything is locked, because that takes a second."""
        return await asyncio.to_thread(skill_rows.taxonomy_of, await self._skills.packed())

    async def _undisturbed(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run *work* in a transaction, and again if it was disturbed by others."""
        for _ in range(TRIES):
            try:
                async with self._db.transaction() as t:
                    return await work(t)
            except (_MovedError, asyncpg.DeadlockDetectedError):
                continue
        raise Busy("this job is changing too often right now; try again")


def _link(row: asyncpg.Record, job_id: int) -> PostingLink:
    return PostingLink(
        posting_id=str(row["posting_id"]),
        other_posting_id=str(row["other_posting_id"]),
        other_job_id=str(row["other_job_id"]),
        title=row["title"],
        source_name=row["source_name"],
        url=row["url"],
        score=round(row["score"], 3),
        is_merged=row["other_job_id"] == job_id,
        parts=[
            LinkPart(name=name, weight=weight)
            for name, weight in msgspec.json.decode(row["parts"], type=list[tuple[str, float]])
        ],
    )


async def _locked(t: Transaction, job_ids: Sequence[int]) -> list[asyncpg.Record]:
    """The postings of these jobs, locked until the end of *t*."""
    ids = list(job_ids)
    sources = {row["id"] for row in await t.all(Q.lock_sources, job_ids=ids)}
    await t.all(Q.lock_companies, job_ids=ids)
    jobs = await t.all(Q.lock_jobs, job_ids=ids)
    if len(jobs) < len(ids):
        raise NotFound("the job does not exist")
    if len({job["company_id"] for job in jobs}) > 1:
        raise InvalidInput([FieldError("job_id", "is a job of another company")])
    members = await t.all(Q.members, job_ids=ids)
    if {member["source_id"] for member in members} - sources:
        raise _MovedError
    return members


def _check_split(posting_ids: Sequence[int], members: Sequence[int]) -> None:
    known = set(members)
    faults = [
        FieldError(f"posting_ids[{n}]", "is not a posting of this job")
        for n, posting_id in enumerate(posting_ids)
        if posting_id not in known
    ]
    if not faults and known == set(posting_ids):
        faults.append(FieldError("posting_ids", "are all postings of this job; leave one"))
    if faults:
        raise InvalidInput(faults)


async def _sum_up(
    t: Transaction,
    job_ids: Sequence[int],
    taxonomy: Taxonomy,
    *,
    recorded: Sequence[int] | None = None,
) -> None:
    """Update jobs from their postings: facts, places, words and skills."""
    await job_events.refresh(t, job_ids, recorded=recorded)
    leads = await t.all(Q.leads, job_ids=list(job_ids))
    said = await asyncio.to_thread(_columns, leads, taxonomy)
    ids = {column: [lead[column] for lead in leads] for column in ("job_id", "posting_id")}
    which = {"job_ids": ids["job_id"], "posting_ids": ids["posting_id"]}
    await t.run(POSTINGS.index_words, **which, titles=said["titles"], words=said["words"])
    await t.run(SKILLS.tag, **which, slugs=said["slugs"])


def _columns(leads: Sequence[asyncpg.Record], taxonomy: Taxonomy) -> dict[str, list[Any]]:
    return {
        "titles": [searchable(lead["title"]) for lead in leads],
        "words": [
            postings.search_words(
                lead["title"], lead["company"], lead["department"], locations(lead), lead["text"]
            )
            for lead in leads
        ],
        "slugs": [
            " ".join(skill_rows.requested(taxonomy, lead["title"], lead["text"])) for lead in leads
        ],
    }
