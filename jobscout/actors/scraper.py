"""Scraper: reads one board for each message.

Reads    ScrapeQueued; claims the scrape's row.
Writes   a failed scrape, with its outcome and next try.
Sends    BoardScraped to the ingester, which stores the postings and the cursor together.

Each lane (high, normal, low) has its own instance and readers, so that a slow board delays
one reader of one lane.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from jobscout import actor_metrics, logs
from jobscout.actors.leases import LeaseConsumer
from jobscout.errors import SourceError
from jobscout.messages import BoardScraped, ScrapeQueued
from jobscout.model import DueSource, ScrapeStats

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.model import Priority
    from jobscout.scraping.board_reader import BoardReader
    from jobscout.sql.scrapes import Scrapes

log = logging.getLogger(__name__)

SCRAPE_S = 9 * 60.0  # shorter than the lease, so that no process starts again before this one ends
READERS: dict[Priority, int] = {"high": 4, "normal": 8, "low": 2}


class Scraper(LeaseConsumer[ScrapeQueued, DueSource]):
    lease = timedelta(minutes=10)

    def __init__(
        self,
        lane: Priority,
        inbox: Inbox[ScrapeQueued],
        *,
        scrapes: Scrapes,
        reader: BoardReader,
        ingester: Inbox[BoardScraped],
        scrape_s: float = SCRAPE_S,
    ) -> None:
        super().__init__(inbox, scrapes)
        self.name = f"scraper[{lane}]"
        self.readers = READERS[lane]
        self._scrapes = scrapes
        self._reader = reader
        self._ingester = ingester
        self._scrape_s = scrape_s

    async def process(self, due: DueSource) -> None:
        logs.extend_context(scrape_id=due.scrape_id, source_id=due.source_id)
        stats = ScrapeStats()
        try:
            async with asyncio.timeout(self._scrape_s):
                result = await self._reader.read(due, stats)
        except TimeoutError:
            slow = SourceError("timed-out", f"the whole board took over {self._scrape_s:g} s")
            await self._failed(due, slow, stats)
        except SourceError as error:
            await self._failed(due, error, stats)
        else:
            await self._ingester.put(BoardScraped(result))

    async def fail(self, message: ScrapeQueued, error: Exception) -> None:
        """A fault of ours with this board, which does not count against it."""
        broken = SourceError("internal", f"{type(error).__name__}: {error}")
        await self._scrapes.discard(message.id, broken, ScrapeStats())
        actor_metrics.count_failure(None, broken.kind)

    async def stop(self) -> None:
        """Finish the boards being read; queued ones are read by the next process that runs."""
        self.inbox.drop()
        await super().stop()

    async def _failed(self, due: DueSource, error: SourceError, stats: ScrapeStats) -> None:
        failures = await self._scrapes.discard(due.scrape_id, error, stats)
        if error.kind != "unconfigured":  # an operator's decision, and no reason for an alarm
            actor_metrics.count_failure(due.kind, error.kind)
        if error.is_ours:
            log.error("reading broke", extra=_about(due, error))
        elif failures == 1:
            log.warning("source failing", extra=_about(due, error))
        log.info("scrape finished", extra={**_about(due, error), "status": "failed"})


def _about(due: DueSource, error: SourceError) -> dict[str, Any]:
    return {
        "source_id": due.source_id,
        "source": due.name,
        "scrape_id": due.scrape_id,
        "error_kind": error.kind,
        "error": str(error),
    }
