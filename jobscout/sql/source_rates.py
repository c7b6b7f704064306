"""How often sources publish, learnt from their readings, and when they are read next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from jobscout.model import PollHints
from jobscout.rules import schedule
from jobscout.rules.schedule import Plan, posting_rates
from jobscout.rules.schedule import reasons as schedule_reasons
from jobscout.rules.schedule.posting_rates import PostingCounts, RatePrior
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    import asyncpg

    from jobscout.model import ScrapeResult
    from jobscout.rules.changes import Changes
    from jobscout.sql.database import Transaction

Q = load("source_rates")


async def next_wait(
    t: Transaction, source: asyncpg.Record, result: ScrapeResult, changes: Changes
) -> timedelta:
    """Learn from a reading whose *changes* are written; how long to wait until the next one.

    *source* is a row of ``postings.lock_source``.
    """
    current = await t.one(Q.current, source_id=source["id"], scrape_id=result.source.scrape_id)
    seen = counts(current)
    if seen is None or current["read_at"] is None:
        rows = await t.all(Q.stated_times, source_id=source["id"])
        stated = [row["posted_at"] for row in rows]
        seen = await asyncio.to_thread(
            posting_rates.first_counts, stated, source["now"], whole=changes.whole
        )
        await t.run(Q.learn, source_id=source["id"], **seen._asdict())
    elif changes.new and not (changes.whole and source["watched_since"] is None):  # not backlog
        stated = [posting.posted_at for posting in changes.new]
        seen = await asyncio.to_thread(
            posting_rates.with_new, seen, stated, current["read_at"], source["now"]
        )
        await t.run(Q.learn, source_id=source["id"], **seen._asdict())
    return _wait(source, planned(current), seen, result)


def wait(row: asyncpg.Record, result: ScrapeResult) -> timedelta:
    """How long to wait after a reading that brought nothing, of a row of ``unchanged.lock``."""
    return _wait(row, planned(row), _counts(row), result)


def _wait(
    source: asyncpg.Record, plan: Plan | None, seen: PostingCounts, result: ScrapeResult
) -> timedelta:
    return schedule.wait(
        source["now"],
        seen,
        plan or Plan(schedule.LANE_WEIGHTS[source["priority"]]),
        shortest=schedule.shortest_interval(result.min_interval, result.poll_after),
        stated_s=source["interval_seconds"],
        skipped=result.poll_hints.skipped if result.poll_hints else (),
    )


class Outlook(NamedTuple):
    """Postings that are expected a week, the mean interval of readings, and why that."""

    postings: float
    interval: timedelta
    reason: str


def outlook(row: asyncpg.Record, now: datetime) -> Outlook:
    """Of a source of ``sources.page``."""
    seen, plan = counts(row), planned(row) or Plan(schedule.LANE_WEIGHTS[row["priority"]])
    expected = (
        posting_rates.PRIOR_RATES if seen is None else posting_rates.hourly(seen, now, plan.prior)
    )
    shortest, stated_s = row["shortest_interval"], row["interval_seconds"]
    interval = schedule.planned_interval(expected, plan, shortest, stated_s)
    hints = poll_hints(row["poll_hints"])
    why = schedule_reasons.reason(interval, plan, shortest, stated_s, hints)
    return Outlook(sum(expected), interval, why)


def counts(row: asyncpg.Record) -> PostingCounts | None:
    """What was learnt, None: nothing yet."""
    return None if row["counts"] is None else _counts(row)


def _counts(row: asyncpg.Record) -> PostingCounts:
    return PostingCounts(
        tuple(row["counts"]), row["postings"], row["weeks"], row["as_of"], row["squares"]
    )


def poll_hints(stored: str | None) -> PollHints | None:
    """Of the column of that name."""
    return None if stored is None else msgspec.json.decode(stored, type=PollHints)


def planned(row: asyncpg.Record) -> Plan | None:
    """None: the source is newer than the last planning."""
    if row["price"] is None:
        return None
    prior = RatePrior(row["prior_postings"], row["prior_weeks"])
    return Plan(row["weight"], row["requests"], row["price"], row["longest"], row["bound"], prior)
