"""How a person wants to be reached, read from a row with the columns of ``preferences``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from jobscout.rules.notification_times import NotificationPreferences
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    import asyncpg

    from jobscout.outgoing import Channel

USUAL_CHANNELS: Final[tuple[Channel, ...]] = ("push", "email")


def channels(row: asyncpg.Record) -> list[Channel]:
    return list(USUAL_CHANNELS) if row["channels"] is None else row["channels"]


def addresses(row: Mapping[str, Any]) -> dict[str, Any]:
    """Where channels reach the person, by the names that ``outgoing.ChannelTraits`` has for it."""
    preferences: dict[str, Any] = msgspec.json.decode(row["preferences"] or "{}")
    return preferences | {"email": row.get("email")}


def notification_preferences(row: asyncpg.Record) -> NotificationPreferences:
    """Columns of a person without preferences are null, and the usual ones hold."""
    if row["cadence"] is None:
        return NotificationPreferences(timezone=row["timezone"])
    return struct(NotificationPreferences, row)
