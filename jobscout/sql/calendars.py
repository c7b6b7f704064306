"""Calendars: what a person has planned, at a secret address."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.errors import NotFound
from jobscout.rules import formatting
from jobscout.rules.calendars import Entry
from jobscout.rules.notification_times import time_zone
from jobscout.sql.queries import load
from jobscout.sql.rows import locations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    import asyncpg

    from jobscout.sql.database import Database

Q = load("calendars")

SHOWN: Final = timedelta(days=60)  # of the past
MOST: Final = 300  # alerts, and as many nudges, newest first


class Owner(NamedTuple):
    """Whose calendar it is. *deadline_reminders*: they want to be reminded of deadlines."""

    user_id: int
    timezone: str
    deadline_reminders: bool


class Calendars:
    """*base_url*: base of the addresses."""

    def __init__(self, db: Database, *, base_url: str) -> None:
        self._db = db
        self._base_url = base_url

    async def address(self, user_id: int) -> str:
        """Raises NotFound."""
        return self._address(await self._db.value(Q.token, user_id=user_id))

    async def renew(self, user_id: int) -> str:
        """A new address; the old one becomes invalid. Raises NotFound."""
        return self._address(await self._db.value(Q.renew, user_id=user_id))

    def _address(self, token: UUID | None) -> str:
        if token is None:
            raise NotFound("the account does not exist")
        return f"{self._base_url}/calendars/{token.hex}.ics"

    async def owner(self, token: UUID) -> Owner:
        """Raises NotFound: the token is unknown or was replaced."""
        row = await self._db.maybe(Q.owner, token=token)
        if row is None:
            raise NotFound("the calendar does not exist, or its address was changed")
        return Owner(**row)

    async def entries(self, owner: Owner, now: datetime) -> list[Entry]:
        """Newest alert first; of at most ``MOST`` alerts and as many nudges."""
        given = {"user_id": owner.user_id, "since": now - SHOWN, "most": MOST}
        planned = await self._db.all(Q.planned, **given)
        nudges = await self._db.all(Q.nudges, **given)
        zone = time_zone(owner.timezone)
        return [
            *(entry for row in planned for entry in _planned(row)),
            *(
                Entry(
                    kind=row["kind"],
                    number=row["id"],
                    at=row["bundle_at"].astimezone(zone).date(),
                    title=row["title"],
                    company=row["company"],
                    place=_place(row),
                    url=row["url"],
                    made_at=row["created_at"],
                    modified_at=row["modified_at"],
                )
                for row in nudges
            ),
        ]


def _planned(row: asyncpg.Record) -> Iterator[Entry]:
    for kind, column in (("interview", "interview_at"), ("deadline", "deadline")):
        if row[column] is not None:
            yield Entry(
                kind=kind,  # type: ignore[arg-type]
                number=row["id"],
                at=row[column],
                title=row["title"],
                company=row["company"],
                place=_place(row),
                url=row["url"],
                made_at=row["created_at"],
                modified_at=row["modified_at"],
            )


def _place(row: asyncpg.Record) -> str:
    if row["locations"] is None:
        return row["location"] or ""
    return formatting.listed(formatting.location_names(locations(row)))
