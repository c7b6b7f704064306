"""Preferences: how a person wants to be reached."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import msgspec

from jobscout.errors import NotFound
from jobscout.model import Cadence, Channel
from jobscout.sql.database import load
from jobscout.sql.notification_preferences import channels, notification_preferences

if TYPE_CHECKING:
    from jobscout.sql.database import Database

Q = load("preferences")


class QuietHours(msgspec.Struct, frozen=True, kw_only=True):
    """``HH:MM`` in the person's time zone, past midnight where *end* comes first."""

    start: str
    end: str


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """No channel at all means alerts in the app alone. *digest_hour* is local."""

    channels: list[Channel]
    cadence: Cadence
    digest_hour: int
    quiet_hours: QuietHours | None
    max_alerts_per_day: int


class PreferenceStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, user_id: int) -> Preferences:
        """Raises NotFound."""
        row = await self._db.one(Q.get, user_id=user_id)
        wanted, quiet = notification_preferences(row), None
        if row["quiet_start"] is not None:
            quiet = QuietHours(start=f"{row['quiet_start']:%H:%M}", end=f"{row['quiet_end']:%H:%M}")
        return Preferences(
            channels=channels(row),
            cadence=wanted.cadence,
            digest_hour=wanted.digest_hour,
            quiet_hours=quiet,
            max_alerts_per_day=wanted.max_alerts_per_day,
        )

    async def put(self, user_id: int, wanted: Preferences) -> None:
        """Raises NotFound."""
        quiet = wanted.quiet_hours
        written = await self._db.run(
            Q.put,
            user_id=user_id,
            channels=wanted.channels,
            cadence=wanted.cadence,
            digest_hour=wanted.digest_hour,
            quiet_start=time.fromisoformat(quiet.start) if quiet else None,
            quiet_end=time.fromisoformat(quiet.end) if quiet else None,
            max_alerts_per_day=wanted.max_alerts_per_day,
        )
        if not written:
            raise NotFound("there is no such account")
