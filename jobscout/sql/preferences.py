"""Preferences: how a user wants to be notified."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import msgspec

from jobscout.errors import NotFound
from jobscout.model import Cadence
from jobscout.outgoing import ChosenChannel
from jobscout.sql.notification_preferences import channels, notification_preferences
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from jobscout.sql.database import Database

Q = load("preferences")


class QuietHours(msgspec.Struct, frozen=True, kw_only=True):
    """``HH:MM`` in the user's time zone, over midnight if *end* is before *start*."""

    start: str
    end: str


class Preferences(msgspec.Struct, kw_only=True):
    """Of *channels* alerts come by these, and by the channels that the user added.

    *digest_hour* is local. *deadline_reminders* come three days before a deadline of a posting that
    the user saved or tracks; *application_nudges* when an application was quiet for 14 days, or its
    posting closed.
    """

    channels: list[ChosenChannel]
    cadence: Cadence
    digest_hour: int
    quiet_hours: QuietHours | None
    max_alerts_per_day: int
    deadline_reminders: bool
    application_nudges: bool


class UserPreferences:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, user_id: int) -> Preferences:
        """Raises NotFound."""
        row = await self._db.one(Q.get, user_id=user_id)
        preferences, quiet = notification_preferences(row), None
        if row["quiet_start"] is not None:
            quiet = QuietHours(start=f"{row['quiet_start']:%H:%M}", end=f"{row['quiet_end']:%H:%M}")
        return Preferences(
            channels=channels(row),
            cadence=preferences.cadence,
            digest_hour=preferences.digest_hour,
            quiet_hours=quiet,
            max_alerts_per_day=preferences.max_alerts_per_day,
            deadline_reminders=row["deadline_reminders"],
            application_nudges=row["application_nudges"],
        )

    async def put(self, user_id: int, preferences: Preferences) -> None:
        """Raises NotFound."""
        quiet = preferences.quiet_hours
        written = await self._db.run(
            Q.put,
            user_id=user_id,
            channels=preferences.channels,
            cadence=preferences.cadence,
            digest_hour=preferences.digest_hour,
            quiet_start=time.fromisoformat(quiet.start) if quiet else None,
            quiet_end=time.fromisoformat(quiet.end) if quiet else None,
            max_alerts_per_day=preferences.max_alerts_per_day,
            deadline_reminders=preferences.deadline_reminders,
            application_nudges=preferences.application_nudges,
        )
        if not written:
            raise NotFound("the account does not exist")
