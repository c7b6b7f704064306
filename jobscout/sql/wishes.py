"""How a person wants to be reached, read from a row that bears the preference columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.rules.schedule import Wishes

if TYPE_CHECKING:
    import asyncpg


def wishes(row: asyncpg.Record) -> Wishes:
    return Wishes(
        timezone=row["timezone"],
        cadence=row["cadence"],
        digest_hour=row["digest_hour"],
        quiet_start=row["quiet_start"],
        quiet_end=row["quiet_end"],
        max_alerts_per_day=row["max_alerts_per_day"],
    )
