"""Openings: which job each new posting is of, and what stays known of postings that are gone.

What takes a transaction is a step of it: its caller has locked source and companies.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from jobscout.rules import dedupe
from jobscout.rules.openings import NewPosting, Opening, apply_link, recall
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import asyncpg

    from jobscout.model import Posting
    from jobscout.rules.changes import Changes
    from jobscout.sql.database import Database, Transaction

Q = load("openings")
CLUSTERS = load("clusters")

FORGOTTEN_AT_ONCE: Final = 1000
"""Jobs: what is locked for them is soon free again."""

_SIGNS: Final = ("company_id", "external_id", "requisition_id", "fingerprint")
_RECALLED_BY: Final = (*_SIGNS, "apply_link")
_REMEMBERED: Final = ("job_id", *_SIGNS, "seniority", "place_text")


async def forget_without_alerts(db: Database) -> None:
    """Forget postings that are remembered for nobody any more, and jobs that are of nobody else."""
    while True:
        async with db.transaction() as t:
            job_ids = [
                row["job_id"] for row in await t.all(Q.without_alerts, most=FORGOTTEN_AT_ONCE)
            ]
            if not job_ids:
                return
            await t.all(CLUSTERS.lock_companies, job_ids=job_ids)
            await t.all(CLUSTERS.lock_jobs, job_ids=job_ids)
            await t.run(Q.forget, job_ids=job_ids)
            await forget_jobs(t, job_ids)


async def assign(
    t: Transaction, source: asyncpg.Record, changes: Changes, company_ids: Sequence[int]
) -> list[dedupe.Assignment]:
    """What exact rules and remembered openings say of each new posting of a reading.

    Args:
        company_ids: of the new postings, in their order; more may follow.
    """
    new = [
        dedupe.New(
            index=index,
            company_id=company_ids[index],
            fingerprint=posting.fingerprint,
            requisition_id=posting.requisition_id,
        )
        for index, posting in enumerate(changes.new)
    ]
    if not new:
        return []
    recalled = await _recall(t, source, changes, company_ids)
    rows = await t.all(
        Q.alike,
        company_ids=[one.company_id for one in new],
        fingerprints=[one.fingerprint for one in new],
        source_id=source["id"],
    )
    # A posting that gave way to an equal one in this very reading was posted again (P1).
    candidates = [
        dedupe.Candidate(**{**row, "open": row["open"] and row["posting_id"] not in changes.absent})
        for row in rows
    ]
    return await asyncio.to_thread(dedupe.assign, new, candidates, source["id"], recalled)


async def keep_openings(t: Transaction, source: asyncpg.Record) -> None:
    """Keep what the postings of a source that is about to go would be known by.

    Only where somebody has an alert on their job. *source* has its id, kind and board.
    """
    rows = await t.all(Q.alerted, source_id=source["id"])
    links = await asyncio.to_thread(
        lambda: [apply_link(row["apply_url"] or row["url"]) for row in rows]
    )
    await t.run(
        Q.insert_openings,
        kind=source["kind"],
        board=source["board"],
        apply_link=links,
        **{name: [row[name] for row in rows] for name in _REMEMBERED},
    )


async def forget_jobs(t: Transaction, job_ids: Sequence[int]) -> None:
    """Those of these jobs that are on no board and that nobody tracks."""
    await t.run(Q.forget_jobs, job_ids=list(job_ids))


async def _recall(
    t: Transaction, source: asyncpg.Record, changes: Changes, company_ids: Sequence[int]
) -> dict[int, int]:
    """Index of a new posting to the job that it had on a source that was removed."""
    new_postings = await asyncio.to_thread(_new_postings, changes.new, company_ids)
    rows = await t.all(
        Q.recalled,
        kind=source["kind"],
        board=source["board"],
        source_id=source["id"],
        **{name: [getattr(one, name) for one in new_postings] for name in _RECALLED_BY},
    )
    if not rows:
        return {}
    known = [_opening(row, changes.absent) for row in rows]
    found = await asyncio.to_thread(recall, new_postings, known)
    await t.run(Q.returned, ids=[one.id for one in found.values()])
    await t.run(
        Q.adopt,
        job_ids=[one.job_id for one in found.values()],
        company_ids=[company_ids[index] for index in found],
    )
    return {index: one.job_id for index, one in found.items()}


def _new_postings(postings: Sequence[Posting], company_ids: Sequence[int]) -> list[NewPosting]:
    return [
        NewPosting(
            number=index,
            company_id=company_ids[index],
            external_id=posting.external_id,
            requisition_id=posting.requisition_id,
            fingerprint=posting.fingerprint,
            apply_link=apply_link(posting.apply_url or posting.url),
            seniority=posting.seniority,
            location_words=posting.location_words,
        )
        for index, posting in enumerate(postings)
    ]


def _opening(row: asyncpg.Record, absent: Collection[int]) -> Opening:
    values = dict(row)
    here = values.pop("here")
    return Opening(**values, is_here=any(posting_id not in absent for posting_id in here))
