"""Job events: what changed on jobs, written in the transaction that changes them.

Every change of what a job states, or of whether it is open, is made by ``refresh``, which compares
the job before and after; see docs/decisions/0024-job-history.md.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.model import Location, Salary
from jobscout.rules.job_history import KEPT, Change, JobState, changes, title_text
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import asyncpg

    from jobscout.sql.database import Transaction

Q = load("job_events")
POSTINGS = load("postings")
_LOCATIONS = msgspec.json.Decoder(tuple[Location, ...])


class _Event(NamedTuple):
    """*other_job_id*: the job that this one was merged with or split from."""

    job_id: int
    change: Change
    other_job_id: int | None = None


async def refresh(
    t: Transaction,
    job_ids: Collection[int],
    *,
    recorded: Collection[int] | None = None,
    rematched: Collection[int] = (),
) -> list[int]:
    """Sum up jobs, which are locked, from their postings, and record what changed on them.

    Args:
        recorded: those of which it is recorded what they state; None: all. The others are new, or
            only the rules read them otherwise. That they close or open is recorded of all.
        rematched: those that are matched again if they state something else.

    Returns:
        The jobs that are to be matched again.
    """
    recorded = job_ids if recorded is None else recorded
    rows = await t.all(
        POSTINGS.refresh_jobs,
        job_ids=list(job_ids),
        recorded=list(recorded),
        rematched=list(rematched),
    )
    if rows:
        await _record(t, await asyncio.to_thread(_events, rows))
    return [row["id"] for row in rows if row["again"]]


async def repost(t: Transaction, job_ids: Collection[int]) -> None:
    """These jobs were seen again, under a new id on the same board."""
    await t.run(POSTINGS.count_reposts, job_ids=list(job_ids))
    again = Change("reposted", None, None)
    await _record(t, [_Event(job_id, again) for job_id in sorted(job_ids)])


async def merge(t: Transaction, job_id: int, other_id: int) -> None:
    """The postings of *other_id*, which is about to be deleted, are those of *job_id* from now on.

    Its events come along.
    """
    title = await _titles(t, other_id)
    await t.run(Q.move, job_id=job_id, other_id=other_id)
    await _record(t, [_Event(job_id, Change("merged", title[other_id], None), other_id)])


async def split(t: Transaction, job_id: int, new_id: int) -> None:
    """Postings of *job_id* are those of *new_id*, which is summed up already, from now on."""
    title = await _titles(t, job_id, new_id)
    await _record(
        t,
        [
            _Event(job_id, Change("split", None, title[new_id]), new_id),
            _Event(new_id, Change("split", title[job_id], None), job_id),
        ],
    )


async def _titles(t: Transaction, *job_ids: int) -> dict[int, str]:
    rows = await t.all(Q.titles, job_ids=list(job_ids))
    return {row["id"]: title_text(row["title"]) for row in rows}


async def _record(t: Transaction, events: Sequence[_Event]) -> None:
    if not events:
        return
    job_ids = [event.job_id for event in events]
    await t.run(
        Q.add,
        job_ids=job_ids,
        kinds=[event.change.kind for event in events],
        befores=[event.change.before for event in events],
        afters=[event.change.after for event in events],
        other_job_ids=[event.other_job_id for event in events],
    )
    await t.run(Q.trim, job_ids=list(dict.fromkeys(job_ids)), kept=KEPT)


def _events(rows: Sequence[asyncpg.Record]) -> list[_Event]:
    return [
        _Event(row["id"], change)
        for row in rows
        for change in changes(
            _state(*row["before"]), _state(*row["after"]), facts=row["is_recorded"]
        )
    ]


def _state(
    title: str, workplace: Any, locations: str, closed_at: Any, closed_reason: Any, *pay: Any
) -> JobState:
    """The columns of a row in the order of ``refresh_jobs``."""
    salary = dict(zip(Salary.__struct_fields__, pay, strict=True))
    is_stated = salary["currency"] is not None and salary["period"] is not None
    return JobState(
        title=title,
        salary=Salary(**salary) if is_stated else None,
        locations=_LOCATIONS.decode(locations),
        workplace=workplace,
        closed=closed_at is not None,
        closed_reason=closed_reason,
    )
