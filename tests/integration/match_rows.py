"""The matcher, run over everything that is due."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from jobscout.actors.matcher import Matcher
from jobscout.actors.search_indexer import SearchIndexer
from jobscout.inbox import Inbox
from jobscout.messages import JobsStored
from jobscout.sql.matches import Matches
from jobscout.sql.search_changes import SearchChanges

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from jobscout.sql.database import Database


async def claimed(db: Database, *job_ids: int) -> dict[int, datetime]:
    """What a claim of these jobs returns, also of those that are matched already."""
    rows = await db.text("SELECT id, changed_at FROM jobs WHERE id = ANY($1)", job_ids)
    return {row["id"]: row["changed_at"] for row in rows}


def matcher_of(db: Database, backlog_news: timedelta | None = None) -> Matcher:
    return Matcher(
        Inbox("matcher", 4),
        matches=Matches(db, backlog_news),
        searches=SearchIndexer(60, changes=SearchChanges(db)),
        notifier=None,
    )


async def match_all(db: Database) -> None:
    matcher = matcher_of(db)
    if due := await Matches(db).due(1000, tried=False):
        await matcher.inbox.put(JobsStored(tuple(due)))
    await matcher.stop()
    async with asyncio.timeout(10):
        await matcher.run()
