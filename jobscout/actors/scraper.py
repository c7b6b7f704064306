"""Scraper: reads one board for each message.

Reads    ScrapeClaimed.
Writes   a failed scrape, with its outcome and next try.
Sends    BoardScraped to the ingester, which stores the postings and the cursor together; a board
         that did not change to the actor that stores many of these at once.

Each lane (high, normal, low) has its own instance and readers, so that a slow board delays one
reader of one lane.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from jobscout import actor_metrics, logs
from jobscout.actors.base import Consumer
from jobscout.errors import Postponed, SourceError
from jobscout.messages import BoardScraped, ScrapeClaimed
from jobscout.model import ScrapeStats

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobscout.inbox import Inbox
    from jobscout.model import DueSource, Priority
    from jobscout.scraping.board_reader import BoardReader
    from jobscout.sql.scrapes import Scrapes

log = logging.getLogger(__name__)

SCRAPE_S = 9 * 60.0  # shorter than the lease, so that no process starts again before this one ends
LEASE: Final = timedelta(minutes=10)
ROOM_S = 60.0  # how long a board that changed waits until others are stored
# Boards of a lane in hand. Most of these wait for their host.
READERS: Final[dict[Priority, int]] = {"high": 100, "normal": 500, "low": 100}
# Boards of a lane whose postings are in memory, which those that did not change are not.
CHANGED: Final[dict[Priority, int]] = {"high": 8, "normal": 24, "low": 4}


class Scraper(Consumer[ScrapeClaimed]):
    """*ended* is called with the host of each board that is no longer in hand."""

    def __init__(
        self,
        lane: Priority,
        inbox: Inbox[ScrapeClaimed],
        *,
        scrapes: Scrapes,
        reader: BoardReader,
        ingester: Inbox[BoardScraped],
        unchanged: Inbox[BoardScraped],
        ended: Callable[[str], None],
        scrape_s: float = SCRAPE_S,
        room_s: float = ROOM_S,
    ) -> None:
        super().__init__(inbox)
        self.name = f"scraper[{lane}]"
        self.readers = READERS[lane]
        self._scrapes = scrapes
        self._reader = reader
        self._ingester = ingester
        self._unchanged = unchanged
        self._ended = ended
        self._scrape_s = scrape_s
        self._room_s = room_s
        self._changed = asyncio.Semaphore(CHANGED[lane])

    def key(self, message: ScrapeClaimed) -> int:
        return message.due.scrape_id

    async def handle(self, message: ScrapeClaimed) -> None:
        due, stats = message.due, ScrapeStats()
        logs.extend_context(scrape_id=due.scrape_id, source_id=due.source_id)
        try:
            async with AsyncExitStack() as held:
                async with asyncio.timeout(self._scrape_s):
                    result = await self._reader.read(
                        due, stats, changed=lambda: self._wait_for_room(held)
                    )
                await self._note_robots(due, stats)
                inbox = self._unchanged if result.unchanged else self._ingester
                await inbox.put(BoardScraped(result))
        except TimeoutError:
            slow = SourceError("timed-out", f"the whole board took over {self._scrape_s:g} s")
            await self._failed(due, slow, stats)
        except SourceError as error:
            await self._failed(due, error, stats)
        except Postponed as error:
            await self._scrapes.snooze(due.scrape_id, timedelta(seconds=error.wait_s))
            log.info("scrape postponed", extra={"error": str(error)})

    async def attempt(self, message: ScrapeClaimed) -> None:
        try:
            await super().attempt(message)
        finally:
            self._ended(message.host)

    async def fail(self, message: ScrapeClaimed, error: Exception) -> None:
        """A fault of ours with this board, which does not count against it."""
        broken = SourceError("internal", f"{type(error).__name__}: {error}")
        await self._scrapes.discard(message.due.scrape_id, broken, ScrapeStats())
        actor_metrics.count_failure(None, broken.kind)

    async def release(self, message: ScrapeClaimed) -> None:
        await self._scrapes.release(message.due.scrape_id)

    async def stop(self) -> None:
        """Finish the boards being read; others are released when the process leaves."""
        self.inbox.drop()
        await super().stop()

    async def _wait_for_room(self, held: AsyncExitStack) -> None:
        """Raises Postponed: others keep theirs for long, which is not this board's fault."""
        try:
            async with asyncio.timeout(self._room_s):
                await held.enter_async_context(self._changed)
        except TimeoutError:
            raise Postponed("too many boards changed at once", self._room_s) from None

    async def _note_robots(self, due: DueSource, stats: ScrapeStats) -> None:
        if stats.robots is not None and stats.robots != due.robots:
            await self._scrapes.note_robots(due.source_id, stats.robots)

    async def _failed(self, due: DueSource, error: SourceError, stats: ScrapeStats) -> None:
        await self._note_robots(due, stats)
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
