"""Preferences: how a user wants to be notified."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import NotFound
from jobscout.model import Cadence
from jobscout.outgoing import ChosenChannel
from jobscout.sql.notification_preferences import channels, notification_preferences
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.sql.database import Database, Transaction

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
        return await _read(self._db, user_id)

    async def put(self, user_id: int, preferences: Preferences) -> None:
        """Raises NotFound."""
        await _write(self._db, user_id, preferences)

    async def change(self, user_id: int, changes: Mapping[str, Any]) -> Preferences:
        """Set some of the fields of ``Preferences``. Raises NotFound."""
        async with self._db.transaction() as t:
            await t.value(Q.lock, user_id=user_id)
            preferences = msgspec.structs.replace(await _read(t, user_id), **changes)
            await _write(t, user_id, preferences)
        return preferences


async def _read(db: Database | Transaction, user_id: int) -> Preferences:
    row = await db.one(Q.get, user_id=user_id)
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


async def _write(db: Database | Transaction, user_id: int, preferences: Preferences) -> None:
    quiet = preferences.quiet_hours
    written = await db.run(
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
