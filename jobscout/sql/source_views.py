"""What operators see of sources and of their scrapes, and how rows become that."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.model import Priority, RobotsDecision, ScrapeStatus, Trigger
from jobscout.rules import source_health
from jobscout.rules.source_health import Breaker, Health
from jobscout.sql import source_rates
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    import asyncpg


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A scrape that ended."""

    scrape_id: str
    status: ScrapeStatus
    started_at: datetime | None
    finished_at: datetime
    found: int
    new: int
    updated: int
    closed: int
    unchanged: int
    error: str | None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A board that is read.

    Attributes:
        company: the slug of the board's one employer, null for boards of many companies.
        health_reason: a sentence to act on; null where all is well.
        gone_at: since when the board is taken for gone; null while it exists.
        breaker: open while the source is left alone after failures, half open when the next
            scrape is the probe. *failures* in a row.
        running: the scrape that is queued or runs.
        last_runs: up to ten, newest first.
        robots: what robots.txt said of its address at the last reading, null before that.
        needs_permission: why this kind of board may only be read with its permission, else null.
        fresh_seconds: since the board was last read whole.
        changes_per_day: scrapes of the last week that brought a change, a day.
        postings_per_week: new postings that are expected.
        planned_interval_seconds: between two scrapes in the mean over a week; they are more
            frequent in the hours in which more postings are expected.
        schedule_reason: a sentence on what the planned interval follows from.
    """

    id: str
    company: str | None
    company_name: str | None
    name: str
    kind: str
    config: dict[str, Any]
    url: str
    priority: Priority
    interval_seconds: int | None
    active: bool
    health: Health
    health_reason: str | None
    gone_at: datetime | None
    breaker: Breaker
    failures: int
    next_run_at: datetime
    running: str | None
    last_run: Run | None
    last_runs: list[Run]
    last_change_at: datetime | None
    fresh_seconds: float | None
    changes_per_day: float
    postings_per_week: float
    planned_interval_seconds: float
    schedule_reason: str
    open_jobs: int
    created_at: datetime
    needs_permission: str | None
    robots: RobotsDecision | None


class ScrapeLog(msgspec.Struct, frozen=True, kw_only=True):
    """One scrape, as its row says."""

    id: str
    source_id: str
    trigger: Trigger
    status: ScrapeStatus
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    duration_ms: int | None
    http_requests: int
    not_modified: int
    bytes: int
    found: int
    new: int
    updated: int
    closed: int
    unchanged: int
    duplicates: int
    error_kind: str | None
    error: str | None


def robots(stored: str | None) -> RobotsDecision | None:
    """Of the column of that name."""
    return None if stored is None else msgspec.json.decode(stored, type=RobotsDecision)


def source(row: asyncpg.Record, unconfigured: Mapping[str, str]) -> Source:
    """*unconfigured*: the kinds that cannot be read, each with the settings that it lacks."""
    runs = msgspec.json.decode(row["runs"], type=list[Run])
    now = datetime.now(UTC)
    read_at = row["last_whole_read_at"]
    expected, interval, why = source_rates.outlook(row, now)
    lacks = unconfigured.get(row["kind"])
    health = source_health.health(row["health"], lacks)
    return struct(
        Source,
        row,
        id=str(row["id"]),
        config=msgspec.json.decode(row["config"]),
        robots=robots(row["robots"]),
        needs_permission=None,  # no row knows it; it is the kind's
        health=health,
        health_reason=source_health.reason(
            health,
            error_kind=row["last_error_kind"],
            error=runs[0].error if runs else None,
            never_read=not runs,
            gone_at=row["gone_at"],
            lacks=lacks,
        ),
        breaker=source_health.breaker(
            0 if health == "unconfigured" else row["failures"],
            is_due=row["next_run_at"] <= now,
            is_running=row["running_id"] is not None,
        ),
        running=None if row["running_id"] is None else str(row["running_id"]),
        last_run=runs[0] if runs else None,
        last_runs=runs,
        last_change_at=row["changed_at"],
        fresh_seconds=None if read_at is None else round((now - read_at).total_seconds(), 1),
        changes_per_day=round(row["changes_7d"] / 7, 2),
        postings_per_week=round(expected, 2),
        planned_interval_seconds=round(interval.total_seconds()),
        schedule_reason=why,
    )


def scrape_log(row: asyncpg.Record) -> ScrapeLog:
    return struct(ScrapeLog, row, id=str(row["id"]), source_id=str(row["source_id"]))
