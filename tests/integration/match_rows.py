"""The matcher, run over everything that is due."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from jobscout.actors.matcher import Matcher
from jobscout.inbox import Inbox
from jobscout.messages import JobsStored
from jobscout.sql.matches import Matches

if TYPE_CHECKING:
    from datetime import datetime

    from jobscout.sql.database import Database


async def claimed(db: Database, *job_ids: int) -> dict[int, datetime]:
    """What a claim of these jobs returns, also of those that are matched already."""
    rows = await db.text("SELECT id, changed_at FROM jobs WHERE id = ANY($1)", job_ids)
    return {row["id"]: row["changed_at"] for row in rows}


async def match_all(db: Database) -> None:
    matches = Matches(db)
    matcher = Matcher(Inbox("matcher", 4), matches=matches, notifier=None)
    if due := await matches.due(1000, tried=False):
        await matcher.inbox.put(JobsStored(tuple(due)))
    await matcher.stop()
    async with asyncio.timeout(10):
        await matcher.run()
