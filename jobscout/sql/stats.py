"""Stats: the figures of the admins' overview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from jobscout.outgoing import FRESHNESS_PARTS
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Collection

    import asyncpg

    from jobscout.sql.database import Database

Q = load("stats")

FRESHNESS_OF: Final = 5_000  # alerts: enough for a percentile, in about 60 ms


class UserStats(msgspec.Struct, frozen=True, kw_only=True):
    """Users whose accounts are not closed. *active*: seen within seven days."""

    total: int
    verified: int
    active_7d: int
    new_7d: int


class JobStats(msgspec.Struct, frozen=True, kw_only=True):
    """*postings* are open; *duplicates_merged*: those whose job has another open posting."""

    open: int
    new_24h: int
    closed_24h: int
    postings: int
    duplicates_merged: int


class AlertStats(msgspec.Struct, frozen=True, kw_only=True):
    created_24h: int
    read_24h: int
    applied_24h: int


class DeliveryStats(msgspec.Struct, frozen=True, kw_only=True):
    sent_24h: int
    failed_24h: int
    pending: int


class SourceStats(msgspec.Struct, frozen=True, kw_only=True):
    """*failing* includes suspect sources: both need an admin.

    *unconfigured*: not read, for want of a setting that their kind needs.
    """

    total: int
    ok: int
    failing: int
    paused: int
    unconfigured: int


class Percentiles(msgspec.Struct, frozen=True, kw_only=True):
    """Null where nothing was measured within a day."""

    p50_seconds: float | None = None
    p95_seconds: float | None = None


class FreshnessParts(msgspec.Struct, frozen=True, kw_only=True):
    """What it was spent on: until the board's turn, reading it, matching, and sending."""

    waiting: Percentiles
    reading: Percentiles
    matching: Percentiles
    sending: Percentiles


class Freshness(msgspec.Struct, frozen=True, kw_only=True):
    """From a posting's publication, or first possible sight, to the delivery of its alert.

    Only for postings that appeared while their source was watched; null if none within a day.
    """

    p50_seconds: float | None
    p95_seconds: float | None
    parts: FreshnessParts


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    users: UserStats
    jobs: JobStats
    alerts: AlertStats
    deliveries: DeliveryStats
    sources: SourceStats
    freshness: Freshness


async def stats(db: Database, unconfigured: Collection[str] = ()) -> Stats:
    """Two statements; about 100 ms with 100,000 jobs and a million alerts.

    *unconfigured*: the kinds of sources that cannot be read.
    """
    row = await db.one(Q.everything, unconfigured=list(unconfigured))
    return Stats(
        users=UserStats(**_part(row, "users")),
        jobs=JobStats(**_part(row, "jobs")),
        alerts=AlertStats(**_part(row, "alerts")),
        deliveries=DeliveryStats(**_part(row, "deliveries")),
        sources=SourceStats(**_part(row, "sources")),
        freshness=_freshness(await db.all(Q.freshness, most=FRESHNESS_OF)),
    )


def _freshness(rows: list[asyncpg.Record]) -> Freshness:
    found = {part: Percentiles(p50_seconds=p50, p95_seconds=p95) for part, p50, p95 in rows}
    whole = found.get(None, Percentiles())
    parts = {part: found.get(part, Percentiles()) for part in FRESHNESS_PARTS}
    return Freshness(
        p50_seconds=whole.p50_seconds,
        p95_seconds=whole.p95_seconds,
        parts=FreshnessParts(**parts),
    )


def _part(row: asyncpg.Record, name: str) -> dict[str, Any]:
    return {key[len(name) + 1 :]: value for key, value in row.items() if key.startswith(name)}
