"""Merging two jobs, by a rule or by an admin, with the alerts of their users.

Steps of a transaction that has locked both jobs and moved the postings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.sql import job_events
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from jobscout.sql.database import Transaction

Q = load("clusters")
OPENINGS = load("openings")


async def absorb(t: Transaction, job_id: int, other_id: int, *, joined: bool) -> None:
    """Delete *other_id*, whose postings have gone to *job_id*; nobody is alerted twice.

    Args:
        joined: whether an operator decided it, so that the postings stay together.
    """
    both = {"job_id": job_id, "other_id": other_id}
    await t.run(Q.inherit_cannot_links, **both)
    await t.run(OPENINGS.move, **both)
    await _join_alerts(t, both)
    await t.run(Q.take_over, **both, joined=joined)
    await job_events.merge(t, job_id, other_id)
    await t.run(Q.forget_job, job_id=other_id)


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
        await t.run(Q.move_reminders, kept=kept, gone=gone)
        await t.run(Q.drop_duplicate_deliveries, gone=known)
        await t.run(Q.drop_told, kept=kept, gone=gone)
        await t.run(Q.move_deliveries, kept=kept, gone=gone, notified=notified)
        await t.run(Q.unsend_dismissed, kept=kept)
        await t.run(Q.forget_alerts, gone=gone)
    await t.run(Q.move_alerts, **both)
    await t.run(Q.move_informed, **both)
