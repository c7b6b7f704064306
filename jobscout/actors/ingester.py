"""Ingester: stores a whole reading.

Reads    BoardScraped.
Writes   postings, jobs, the source's cursor and the scrape's outcome, in one transaction.
Sends    JobsStored to the matcher.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from jobscout import actor_metrics, logs, metrics
from jobscout.actors.base import Consumer
from jobscout.errors import SourceError
from jobscout.messages import BoardScraped, JobsStored

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.model import DueSource, ScrapeResult
    from jobscout.sql.postings import Postings
    from jobscout.sql.scrapes import Scrapes
    from jobscout.sql.stored import Stored

log = logging.getLogger(__name__)

JOBS_A_MESSAGE = 100  # one transaction of the matcher: early first alerts, few round trips


class Ingester(Consumer[BoardScraped]):
    name = "ingester"
    readers = 2

    def __init__(
        self,
        inbox: Inbox[BoardScraped],
        *,
        postings: Postings,
        scrapes: Scrapes,
        matcher: Inbox[JobsStored] | None,
    ) -> None:
        super().__init__(inbox)
        self._postings = postings
        self._scrapes = scrapes
        self._matcher = matcher

    async def handle(self, message: BoardScraped) -> None:
        result = message.result
        logs.extend_context(**_fields(result.source))
        stored = await self._postings.store(result)
        if stored is None:
            return
        log_stored(result, stored)
        if self._matcher is not None:
            for start in range(0, len(stored.unmatched), JOBS_A_MESSAGE):
                ids = stored.unmatched[start : start + JOBS_A_MESSAGE]
                await self._matcher.put(JobsStored(ids))

    async def release(self, message: BoardScraped) -> None:
        """Queue the reading again to store it, which avoids reading the board once more."""
        if not self.inbox.offer(message):
            await self._scrapes.release(message.result.source.scrape_id)

    async def fail(self, message: BoardScraped, error: Exception) -> None:
        """A fault of ours or of the database, which does not count against the board."""
        source = message.result.source
        broken = SourceError("internal", f"{type(error).__name__}: {error}")
        await self._scrapes.discard(source.scrape_id, broken, message.result.stats)
        actor_metrics.count_failure(source.kind, broken.kind)


def log_stored(result: ScrapeResult, stored: Stored) -> None:
    source = result.source
    actor_metrics.count_scrape(source.kind, stored.status)
    for event in ("new", "updated", "closed", "unchanged"):
        metrics.POSTINGS.labels(event).inc(getattr(stored, event))
    metrics.POSTINGS.labels("merged").inc(stored.duplicates)
    unknown = result.stats.unknown_fields
    metrics.UNKNOWN_FIELDS.labels(actor_metrics.label_of(source.kind)).inc(unknown)
    if stored.recovered:
        log.info("source recovered", extra=_fields(source))
    if stored.broke:
        _log_failing(source, stored.status, stored.reason)
    if stored.hidden:
        log.warning("validators distrusted", extra=_fields(source))
    log.info(
        "scrape finished",
        extra={
            **_fields(source),
            "status": stored.status,
            "found": stored.found,
            "new": stored.new,
            "updated": stored.updated,
            "closed": stored.closed,
            "expired": stored.expired,
            "ended": stored.ended,
            "duplicates": stored.duplicates,
            "not_modified": result.unchanged,
            "error": stored.reason,
        },
    )


def _log_failing(source: DueSource, kind: str, reason: str | None) -> None:
    log.warning("source failing", extra={**_fields(source), "error_kind": kind, "error": reason})


def _fields(source: DueSource) -> dict[str, Any]:
    return {"source_id": source.source_id, "source": source.name, "scrape_id": source.scrape_id}
