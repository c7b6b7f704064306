"""Reactions: what a person did with their alerts, counted anew with each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import anyio.to_thread
import msgspec

from jobscout.rules.learning import REACTIONS, Reaction, counted
from jobscout.rules.searches import JobFeatures
from jobscout.sql.learning import Q
from jobscout.sql.rows import locations

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Transaction

_STATED: Final = ("workplace", "seniority", "annual_usd_min", "annual_usd_max")


async def relearn(t: Transaction, user_id: int) -> None:
    """Count this person's reactions again, the one of this transaction included."""
    await t.run(Q.lock, user_id=user_id)
    rows = await t.all(Q.reactions, user_id=user_id, most=REACTIONS)
    now = datetime.now(UTC)
    counts = await anyio.to_thread.run_sync(
        lambda: msgspec.json.encode(counted(map(_reaction, rows), now)).decode()
    )
    await t.run(Q.keep, user_id=user_id, counts=counts, as_of=now)


def _reaction(row: asyncpg.Record) -> Reaction:
    given = {name: row[name] for name in ("id", "title", "company_slug", "company_name", *_STATED)}
    job = JobFeatures(**given, locations=locations(row), skills=tuple(row["skills"]))
    return Reaction(job, row["reacted_at"], row["is_applied"], row["dismissal_reason"])
