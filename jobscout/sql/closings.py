"""Closings: postings that close together, why, and on the word of which readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout import metrics
from jobscout.rules.closings import REASONS
from jobscout.rules.expiry import has_expired
from jobscout.sql import job_events
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jobscout.rules.closings import ClosedReason
    from jobscout.sql.database import Database, Transaction

Q = load("closings")
POSTINGS = load("postings")

for _reason in REASONS:  # export from 0, as in ``metrics``
    metrics.POSTINGS_CLOSED.labels(_reason)

EXPIRED_AT_ONCE: Final = 1000
"""Postings: what is locked for them is soon free again."""


def count(reason: ClosedReason, closed: int) -> None:
    """Count postings that closed, once their transaction has committed."""
    metrics.POSTINGS_CLOSED.labels(reason).inc(closed)


async def close(
    t: Transaction, ids: Sequence[int], reason: ClosedReason, evidence: Sequence[int] | None = None
) -> int:
    """Close postings; how many were open.

    Their sources are locked, and the caller sums up their jobs afterwards.

    Args:
        evidence: the scrapes that prove it; None: those that the postings were missing from.
    """
    if not ids:
        return 0
    return len(await t.all(Q.close, ids=ids, reason=reason, evidence=evidence))


async def close_with_jobs(
    t: Transaction, ids: Sequence[int], reason: ClosedReason, evidence: Sequence[int]
) -> int:
    """Close postings and sum up their jobs; how many were open. Their sources are locked."""
    if not ids:
        return 0
    job_ids = [row["job_id"] for row in await t.all(POSTINGS.jobs_of, ids=ids)]
    await t.all(POSTINGS.lock_jobs, job_ids=job_ids)
    closed = await close(t, ids, reason, evidence)
    await job_events.refresh(t, job_ids)
    return closed


async def close_source(
    t: Transaction, source_id: int, reason: ClosedReason, evidence: Sequence[int]
) -> int:
    """Close all open postings of a source, which is locked; how many there were."""
    ids = [row["id"] for row in await t.all(Q.open_of_source, source_id=source_id)]
    return await close_with_jobs(t, ids, reason, evidence)


class Closings:
    """Postings that close by the clock."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def expire(self, now: datetime) -> int:
        """Close the postings whose stated date has passed by *now*; how many."""
        closed = 0
        while True:
            rows = await self._db.all(Q.stated, until=now, most=EXPIRED_AT_ONCE)
            over = [row for row in rows if has_expired(row["expires_at"], now)]
            if not over:
                return closed
            async with self._db.transaction() as t:
                await t.all(Q.lock_sources, ids=sorted({row["source_id"] for row in over}))
                # a reading that was stored meanwhile may have stated another date
                still = await t.all(Q.still_stated, ids=[row["id"] for row in over])
                ids = [row["id"] for row in still if has_expired(row["expires_at"], now)]
                expired = await close_with_jobs(t, ids, "expired", ())
            count("expired", expired)
            closed += expired
