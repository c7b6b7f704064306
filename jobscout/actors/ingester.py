"""Ingester: a whole reading in, jobs out.

Reads    BoardRead.
Writes   postings, jobs, the source's cursor and the scrape's outcome, in one transaction.
Sends    JobsStored to the matcher.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from jobscout import metrics
from jobscout.actors.base import Consumer
from jobscout.errors import SourceError
from jobscout.messages import BoardRead, JobsStored
from jobscout.rules import schedule

if TYPE_CHECKING:
    from datetime import timedelta

    from jobscout.inbox import Inbox
    from jobscout.model import Reading, Tally
    from jobscout.sql.postings import Stored

log = logging.getLogger(__name__)

JOBS_A_MESSAGE = 500


class Postings(Protocol):
    """Of ``sql.postings``."""

    async def store(self, reading: Reading) -> Stored | None: ...


class Scrapes(Protocol):
    """Of ``sql.scrapes``."""

    async def fail(
        self, scrape_id: int, error: SourceError, tally: Tally, wait: timedelta
    ) -> int | None: ...


class Ingester(Consumer[BoardRead]):
    name = "ingester"
    readers = 2

    def __init__(
        self,
        inbox: Inbox[BoardRead],
        *,
        postings: Postings,
        scrapes: Scrapes,
        matcher: Inbox[JobsStored] | None,
    ) -> None:
        super().__init__(inbox)
        self._postings = postings
        self._scrapes = scrapes
        self._matcher = matcher

    async def handle(self, message: BoardRead) -> None:
        reading = message.reading
        stored = await self._postings.store(reading)
        if stored is None:
            return
        _tell(reading, stored)
        if self._matcher is not None:
            for start in range(0, len(stored.new_jobs), JOBS_A_MESSAGE):
                ids = stored.new_jobs[start : start + JOBS_A_MESSAGE]
                await self._matcher.put(JobsStored(ids))

    async def fail(self, message: BoardRead, error: Exception) -> None:
        source = message.reading.source
        broken = SourceError("internal", f"{type(error).__name__}: {error}")
        wait = schedule.retry_after_failure(1, None)
        await self._scrapes.fail(source.scrape_id, broken, message.reading.tally, wait)
        metrics.SCRAPES.labels(source.kind, broken.kind).inc()


def _tell(reading: Reading, stored: Stored) -> None:
    source = reading.source
    metrics.SCRAPES.labels(source.kind, stored.status).inc()
    for event in ("new", "updated", "closed", "unchanged", "duplicates"):
        metrics.POSTINGS.labels(event).inc(getattr(stored, event))
    fields = {"source_id": source.source_id, "source": source.name, "scrape_id": source.scrape_id}
    if stored.recovered:
        log.info("source recovered", extra=fields)
    log.log(
        logging.INFO if stored.status == "ok" else logging.WARNING,
        "scrape finished",
        extra={
            **fields,
            "status": stored.status,
            "found": len(reading.postings) + len(reading.kept),
            "new": stored.new,
            "updated": stored.updated,
            "closed": stored.closed,
            "duplicates": stored.duplicates,
            "not_modified": reading.unchanged,
            "error": stored.reason,
        },
    )
