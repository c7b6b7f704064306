"""Reminders of what people track: owed once each, bundled into deliveries like alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jobscout.outgoing import AlertItem
from jobscout.rules import formatting, reminders
from jobscout.sql.notification_preferences import notification_preferences
from jobscout.sql.queries import load
from jobscout.sql.rows import locations

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import date, datetime

    import asyncpg

    from jobscout.model import ReminderKind
    from jobscout.sql.database import Database, Transaction
    from jobscout.sql.queries import Query

Q = load("reminders")

PAGE: Final = 1000
A_DELIVERY: Final = 20
"""More reminders than a person reads at once; the rest comes next."""


class Owed(NamedTuple):
    """One to add. *about*: the deadline, or the day since when; *at*: when to tell."""

    alert_id: int
    user_id: int
    about: date
    own_deadline: date | None
    at: datetime


class Reminders:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def add_due(self, now: datetime) -> int:
        """Add all that are owed at *now* and are not there yet; how many.

        However often, and in however many processes at once: each is added once.
        """
        first = (now - 2 * reminders.DAY).date()
        last = (now + reminders.AHEAD + 2 * reminders.DAY).date()
        past, quiet = now - reminders.LOOKED_BACK, now - reminders.QUIET
        added = await self._add(
            "deadline", Q.coming_deadlines, _deadline, now, first=first, last=last
        )
        given = {"earliest": past, "latest": quiet}
        added += await self._add("quiet", Q.quiet_applications, _nudge, now, **given)
        return added + await self._add("closed", Q.closed_applications, _nudge, now, earliest=past)

    async def _add(
        self,
        kind: ReminderKind,
        query: Query,
        owed: Callable[[asyncpg.Record, datetime], Owed | None],
        now: datetime,
        **given: Any,
    ) -> int:
        added = 0
        async for rows in self._pages(query, given):
            found = [one for row in rows if (one := owed(row, now))]
            if found:
                added += await self._db.run(
                    Q.add,
                    kind=kind,
                    user_ids=[one.user_id for one in found],
                    alert_ids=[one.alert_id for one in found],
                    abouts=[one.about for one in found],
                    own_deadlines=[one.own_deadline for one in found],
                    bundle_ats=[one.at for one in found],
                )
        return added

    async def _pages(
        self, query: Query, given: dict[str, Any]
    ) -> AsyncIterator[list[asyncpg.Record]]:
        after = 0
        while rows := await self._db.all(query, after=after, most=PAGE, **given):
            yield rows
            if len(rows) < PAGE:
                return
            after = rows[-1]["alert_id"]


async def items(db: Database, reminder_ids: Sequence[int]) -> list[AlertItem]:
    """What these tell."""
    rows = await db.all(Q.items, reminder_ids=reminder_ids)
    return [_item(row) for row in rows]


async def take_pending(t: Transaction, user_id: int, now: datetime) -> list[tuple[int, int]]:
    """(id, alert id) of those to tell a person now; they are not taken again."""
    quiet_since = now - reminders.QUIET
    rows = await t.all(Q.pending, user_id=user_id, quiet_since=quiet_since, most=A_DELIVERY)
    true = [(row["id"], row["alert_id"]) for row in rows if row["is_true"]]
    if true:
        await t.run(Q.bundled, reminder_ids=[reminder_id for reminder_id, _ in true])
    if len(true) < len(rows):
        await t.run(Q.withdraw, reminder_ids=[row["id"] for row in rows if not row["is_true"]])
    return true


def _deadline(row: asyncpg.Record, now: datetime) -> Owed | None:
    at = reminders.deadline_at(notification_preferences(row), row["deadline"], now)
    if at is None:
        return None
    return Owed(row["alert_id"], row["user_id"], row["deadline"], row["own_deadline"], at)


def _nudge(row: asyncpg.Record, now: datetime) -> Owed:
    preferences = notification_preferences(row)
    about = reminders.local_day(preferences, row["since"])
    at = reminders.nudge_at(preferences, now)
    return Owed(row["alert_id"], row["user_id"], about, None, at)


def _item(row: asyncpg.Record) -> AlertItem:
    places = locations(row) if row["locations"] is not None else ()
    where = formatting.location_names(places) or tuple(filter(None, [row["location"]]))
    return AlertItem(
        alert_id=row["alert_id"],
        title=row["title"],
        company=row["company"],
        locations=where,
        salary=None,
        url=row["url"],
        source=row["source"],
        attribution=row["attribution"],
        reasons=(),
        reminder=reminders.sentence(row["kind"], row["about"]),
        # says nothing of how fast we are
        seen_at=row["created_at"],
        is_backlog=True,
    )
