"""Events: changes for a user, or for admins, as their streams send them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import msgspec

from jobscout.event_streams import Mark, Position, read_mark
from jobscout.model import CVStatus, ScrapeStatus, Trigger
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import asyncpg

    from jobscout.sql.database import Database

Q = load("events")

KEPT: Final = timedelta(days=1)
# An hour less: an event's time is the start of its transaction, possibly before earlier events.
RESUMED_WITHIN: Final = KEPT - timedelta(hours=1)
PAGE: Final = 100

Kind = Literal["alert", "cv", "scrape"]


class AlertEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An alert was created. *id* is the alert's."""

    id: str
    job_id: str
    title: str
    company: str
    score: float


class CVEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A CV became *status*; *error* is the code of the failure."""

    id: str
    status: CVStatus
    error: str | None


class ScrapeEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A scrape was queued, began (``running``) or ended; the numbers are known at its end."""

    scrape_id: str
    source_id: str
    trigger: Trigger
    status: ScrapeStatus
    queued_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    found: int = 0
    new: int = 0
    updated: int = 0
    closed: int = 0
    unchanged: int = 0
    duplicates: int = 0
    error_kind: str | None = None
    error: str | None = None


class Event(NamedTuple):
    """*user_id* None: for admins."""

    mark: Mark
    user_id: int | None
    kind: Kind
    data: AlertEvent | CVEvent | ScrapeEvent


class Head(NamedTuple):
    """The end of what can be read; *is_held_up*: committed events have to wait."""

    mark: Mark
    is_held_up: bool


class EventQuery(NamedTuple):
    """Whose events to read, and after which position; *with_scrapes* for admins."""

    user_id: int
    with_scrapes: bool
    after: Position


class Page(NamedTuple):
    """Events in order. *end*: where the next page begins, None if there is no more."""

    events: list[Event]
    end: Mark | None


class Events:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def head(self) -> Head:
        row = await self._db.one(Q.head)
        return Head(Mark(Position(row["horizon"], 0), row["seconds"]), row["is_held_up"])

    async def start(self, last_event_id: str | None) -> tuple[Mark, bool]:
        """The position where a stream begins, and whether events before it have been deleted.

        It begins now without an id, with one that we never issued, or with one of a position in the
        future.
        """
        now = (await self.head()).mark
        known = read_mark(last_event_id) if last_event_id else None
        if known is None or known.position > now.position:
            return now, False
        if known.seconds < now.seconds - RESUMED_WITHIN.total_seconds():
            return now, True
        return known, False

    async def news(
        self, after: Position, before: Position, user_ids: Collection[int], *, with_scrapes: bool
    ) -> Page:
        """A page of events for these users, and for admins, between two positions."""
        rows = await self._db.all(
            Q.news,
            after_xid=after.xid,
            after_id=after.number,
            horizon=before.xid,
            user_ids=list(user_ids),
            with_scrapes=with_scrapes,
            most=PAGE,
        )
        return _page(rows)

    async def missed(self, queries: Mapping[int, EventQuery], before: Position) -> dict[int, Page]:
        """A page for each number of *queries*, up to a position."""
        rows = await self._db.all(
            Q.missed,
            numbers=list(queries),
            user_ids=[one.user_id for one in queries.values()],
            with_scrapes=[one.with_scrapes for one in queries.values()],
            after_xids=[one.after.xid for one in queries.values()],
            after_ids=[one.after.number for one in queries.values()],
            horizon=before.xid,
            most=PAGE,
        )
        by_number: dict[int, list[asyncpg.Record]] = {number: [] for number in queries}
        for row in rows:
            by_number[row["number"]].append(row)
        return {number: _page(found) for number, found in by_number.items()}

    async def purge(self, older_than: timedelta) -> int:
        return await self._db.run(Q.purge, older_than=older_than)


def _page(rows: list[asyncpg.Record]) -> Page:
    events = [_event(row) for row in rows if not row["is_gone"]]
    return Page(events, _mark(rows[-1]) if len(rows) == PAGE else None)


def _mark(row: asyncpg.Record) -> Mark:
    return Mark(Position(row["xid"], row["id"]), int(row["created_at"].timestamp()))


def _event(row: asyncpg.Record) -> Event:
    return Event(_mark(row), row["user_id"], row["kind"], _TOLD[row["kind"]](row))


def _alert(row: asyncpg.Record) -> AlertEvent:
    return AlertEvent(
        id=str(row["about_id"]),
        job_id=str(row["job_id"]),
        title=row["title"],
        company=row["company"],
        score=row["score"],
    )


def _cv(row: asyncpg.Record) -> CVEvent:
    error = row["cv_error"].partition(":")[0] if row["status"] == "failed" else None
    return CVEvent(id=str(row["about_id"]), status=row["status"], error=error)


def _scrape(row: asyncpg.Record) -> ScrapeEvent:
    """The row may be newer than the event: fields of later states are omitted."""
    names = ["queued_at"]
    if row["status"] != "queued":
        names += ["started_at"]
    if row["status"] not in {"queued", "running"}:
        names += ["finished_at", "found", "new", "updated", "closed", "unchanged", "duplicates"]
        names += ["error_kind", "error"]
    return ScrapeEvent(
        scrape_id=str(row["about_id"]),
        source_id=str(row["source_id"]),
        trigger=row["trigger"],
        status=row["status"],
        **{name: row[name] for name in names},
    )


_TOLD: Final[dict[str, Callable[[asyncpg.Record], AlertEvent | CVEvent | ScrapeEvent]]] = {
    "alert": _alert,
    "cv": _cv,
    "scrape": _scrape,
}
