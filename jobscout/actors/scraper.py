"""Scraper: reads one board for each message.

Reads    ScrapeQueued; claims the scrape's row.
Writes   a scrape that failed, with its outcome and when to try again.
Sends    BoardRead to the ingester, which stores the postings and moves the cursor together.

Each lane (high, normal, low) has an instance with readers of its own, so that a slow board
holds up one reader of one lane.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from jobscout import logs
from jobscout.actors import numbers
from jobscout.actors.base import Consumer
from jobscout.errors import SourceError
from jobscout.messages import BoardRead, ScrapeQueued
from jobscout.model import Tally

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.model import DueSource, Priority, Reading

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
SCRAPE_S = 9 * 60.0  # within the lease, so that nobody begins again before this one ends
READERS: dict[Priority, int] = {"high": 4, "normal": 8, "low": 2}


class Reader(Protocol):
    """What ``board_reader.BoardReader`` does."""

    async def read(self, due: DueSource, tally: Tally) -> Reading: ...


class Scrapes(Protocol):
    """The queries of ``sql.scrapes`` that are needed here."""

    async def claim(self, scrape_id: int, lease: timedelta) -> DueSource | None: ...

    async def give_back(self, scrape_id: int) -> None: ...

    async def fail(self, scrape_id: int, error: SourceError, tally: Tally) -> int | None: ...


class Scraper(Consumer[ScrapeQueued]):
    def __init__(
        self,
        lane: Priority,
        inbox: Inbox[ScrapeQueued],
        *,
        scrapes: Scrapes,
        reader: Reader,
        ingester: Inbox[BoardRead],
        scrape_s: float = SCRAPE_S,
    ) -> None:
        super().__init__(inbox)
        self.name = f"scraper[{lane}]"
        self.readers = READERS[lane]
        self._scrapes = scrapes
        self._reader = reader
        self._ingester = ingester
        self._scrape_s = scrape_s

    async def handle(self, message: ScrapeQueued) -> None:
        logs.learn(scrape_id=message.scrape_id)
        due = await self._scrapes.claim(message.scrape_id, LEASE)
        if due is None:
            return
        logs.learn(source_id=due.source_id)
        tally = Tally()
        try:
            async with asyncio.timeout(self._scrape_s):
                reading = await self._reader.read(due, tally)
        except TimeoutError:
            slow = SourceError("timed-out", f"the whole board took over {self._scrape_s:g} s")
            await self._failed(due, slow, tally)
        except SourceError as error:
            await self._failed(due, error, tally)
        else:
            await self._ingester.put(BoardRead(reading))

    async def fail(self, message: ScrapeQueued, error: Exception) -> None:
        """A defect of ours, over this one board, which is no worse for it."""
        broken = SourceError("internal", f"{type(error).__name__}: {error}")
        await self._scrapes.fail(message.scrape_id, broken, Tally())
        numbers.count_failure(None, broken.kind)

    async def give_back(self, message: ScrapeQueued) -> None:
        await self._scrapes.give_back(message.scrape_id)

    async def stop(self) -> None:
        """Finish the boards being read; those queued are read by whoever comes next."""
        self.inbox.drop()
        await super().stop()

    async def _failed(self, due: DueSource, error: SourceError, tally: Tally) -> None:
        failures = await self._scrapes.fail(due.scrape_id, error, tally)
        numbers.count_failure(due.kind, error.kind)
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
