"""Clusters: permanent splits and joins of postings by admins.

Rules still decide about new postings; they respect ``partings`` and ``jobs.joined``, see
``rules.dedupe`` and docs/decisions/0008-split-and-join.md.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, TypeVar

import asyncpg

from jobscout.errors import Busy, Conflict, FieldError, InvalidInput, NotFound
from jobscout.rules import postings
from jobscout.rules.skills import rows as skill_rows
from jobscout.rules.words import searchable
from jobscout.sql import audit, job_events
from jobscout.sql.queries import load
from jobscout.sql.rows import locations
from jobscout.sql.skills import Skills

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from jobscout.rules.skills import Taxonomy
    from jobscout.sql.database import Database, Transaction

Q = load("clusters")
OPENINGS = load("openings")
POSTINGS = load("postings")
SKILLS = load("skills")
T = TypeVar("T")

TRIES: Final = 5


class _MovedError(Exception):
    """A reading of another source added to the jobs before they were locked."""


class Clusters:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._skills = Skills(db)

    async def split(self, job_id: int, posting_ids: Sequence[int], *, by: int) -> int:
        """Move *posting_ids* to a new job, whose id is returned; both stay split permanently.

        Nobody is alerted again, and existing alerts stay on the first job.

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
            await t.run(Q.inherit_cannot_links, **both)
            await t.run(OPENINGS.move, **both)
            await _join_alerts(t, both)
            is_due = await t.value(Q.take_over, **both)
            await job_events.merge(t, **both)
            await t.run(Q.forget_job, job_id=other_id)
            await _sum_up(t, [job_id], taxonomy)
            await audit.note(
                *(t, by, "jobs joined", ("job", job_id)),
                other_job_id=str(other_id),
                posting_ids=[str(posting_id) for posting_id in moved],
            )
            if is_due:
                await t.run(POSTINGS.announce_jobs)

        await self._undisturbed(work)

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


async def _join_alerts(t: Transaction, both: dict[str, int]) -> None:
    """Keep one alert for each user (P1), and one delivery of it."""
    await t.all(Q.lock_users, **both)
    if twins := await t.all(Q.twins, **both):
        kept, gone, notified = (list(column) for column in zip(*twins, strict=True))
        known = [
            alert_id for alert_id, is_notified in zip(gone, notified, strict=True) if is_notified
        ]
        await t.run(Q.absorb, kept=kept, gone=gone)
        await t.run(Q.move_events, kept=kept, gone=gone)
        await t.run(Q.drop_duplicate_deliveries, gone=known)
        await t.run(Q.move_deliveries, kept=kept, gone=gone, notified=notified)
        await t.run(Q.forget_alerts, gone=gone)
    await t.run(Q.move_alerts, **both)


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
