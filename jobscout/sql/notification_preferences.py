"""How a person wants to be reached, read from a row with the columns of ``preferences``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.rules.notification_times import NotificationPreferences
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    import asyncpg

    from jobscout.outgoing import ChosenChannel

USUAL_CHANNELS: Final[tuple[ChosenChannel, ...]] = ("push", "email")


def channels(row: asyncpg.Record) -> list[ChosenChannel]:
    return list(USUAL_CHANNELS) if row["channels"] is None else row["channels"]


def notification_preferences(row: asyncpg.Record) -> NotificationPreferences:
    """Columns of a person without preferences are null, and the usual ones hold."""
    if row["cadence"] is None:
        return NotificationPreferences(timezone=row["timezone"])
    return struct(NotificationPreferences, row)
