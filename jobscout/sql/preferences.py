"""Preferences: how a user wants to be notified."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.errors import NotFound
from jobscout.model import Cadence
from jobscout.outgoing import Channel, ChannelAddresses
from jobscout.sql.notification_preferences import addresses, channels, notification_preferences
from jobscout.sql.queries import Queries, load

if TYPE_CHECKING:
    from jobscout.sql.database import Database

Q = load("preferences")

_COLUMNS: Final = (
    *("channels", "cadence", "digest_hour", "quiet_start", "quiet_end", "max_alerts_per_day"),
    *ChannelAddresses.__struct_fields__,
)
_NAMES: Final = ", ".join(_COLUMNS)
PUT: Final = Queries(
    "preferences",
    f"""-- name: put
INSERT INTO preferences (user_id, {_NAMES})
SELECT id, {", ".join(f":{name}" for name in _COLUMNS)}
FROM users WHERE id = :user_id AND deleted_at IS NULL
ON CONFLICT (user_id) DO UPDATE
SET ({_NAMES}, updated_at) = ({", ".join(f"excluded.{name}" for name in _COLUMNS)}, now());
""",  # noqa: S608  (fixed names)
)


class QuietHours(msgspec.Struct, frozen=True, kw_only=True):
    """``HH:MM`` in the user's time zone, over midnight if *end* is before *start*."""

    start: str
    end: str


class Preferences(ChannelAddresses, kw_only=True):
    """Without channels, alerts appear only in the app. *digest_hour* is local."""

    channels: list[Channel]
    cadence: Cadence
    digest_hour: int
    quiet_hours: QuietHours | None
    max_alerts_per_day: int


class UserPreferences:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, user_id: int) -> Preferences:
        """Raises NotFound."""
        row = await self._db.one(Q.get, user_id=user_id)
        preferences, quiet = notification_preferences(row), None
        if row["quiet_start"] is not None:
            quiet = QuietHours(start=f"{row['quiet_start']:%H:%M}", end=f"{row['quiet_end']:%H:%M}")
        stored = addresses(row)
        return Preferences(
            **{name: stored[name] for name in ChannelAddresses.__struct_fields__ if name in stored},
            channels=channels(row),
            cadence=preferences.cadence,
            digest_hour=preferences.digest_hour,
            quiet_hours=quiet,
            max_alerts_per_day=preferences.max_alerts_per_day,
        )

    async def put(self, user_id: int, preferences: Preferences) -> None:
        """Raises NotFound."""
        quiet = preferences.quiet_hours
        written = await self._db.run(
            PUT.put,
            user_id=user_id,
            **{name: getattr(preferences, name) for name in ChannelAddresses.__struct_fields__},
            channels=preferences.channels,
            cadence=preferences.cadence,
            digest_hour=preferences.digest_hour,
            quiet_start=time.fromisoformat(quiet.start) if quiet else None,
            quiet_end=time.fromisoformat(quiet.end) if quiet else None,
            max_alerts_per_day=preferences.max_alerts_per_day,
        )
        if not written:
            raise NotFound("the account does not exist")
