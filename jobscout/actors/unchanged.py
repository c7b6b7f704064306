"""Ingester of boards that did not change: stores many of these readings at once.

Reads    BoardScraped, where the board answered 304.
Writes   the sources' cursors and the scrapes' outcomes, in one transaction.
Sends    BoardScraped to the ingester, where the reading is more than a repetition of the last one.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from jobscout.actors.base import Consumer
from jobscout.actors.ingester import log_stored
from jobscout.messages import BoardScraped

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.sql.scrapes import Scrapes
    from jobscout.sql.unchanged import UnchangedReadings

BOARDS_AT_ONCE = 200
# Readings that come within this time are stored together.
GATHER_S = 0.05


class UnchangedIngester(Consumer[BoardScraped]):
    name = "ingester[unchanged]"

    def __init__(
        self,
        inbox: Inbox[BoardScraped],
        *,
        unchanged: UnchangedReadings,
        scrapes: Scrapes,
        ingester: Inbox[BoardScraped],
    ) -> None:
        super().__init__(inbox)
        self._unchanged = unchanged
        self._scrapes = scrapes
        self._ingester = ingester
        self._batch: list[BoardScraped] = []

    async def handle(self, message: BoardScraped) -> None:
        self._batch = [message]
        await asyncio.sleep(GATHER_S)
        self._batch += self.inbox.rest(BOARDS_AT_ONCE - 1)
        stored = await self._unchanged.store([one.result for one in self._batch])
        for one in self._batch:
            if found := stored.get(one.result.source.scrape_id):
                log_stored(one.result, found)
            else:
                await self._ingester.put(one)

    async def fail(self, message: BoardScraped, error: Exception) -> None:  # noqa: ARG002
        """One of them may be at fault, so each is stored alone, and says so itself."""
        for one in self._batch:
            await self._ingester.put(one)

    async def release(self, message: BoardScraped) -> None:  # noqa: ARG002
        """Queue the readings again to store them, which avoids reading the boards once more."""
        for one in self._batch:
            if not self.inbox.offer(one):
                await self._scrapes.release(one.result.source.scrape_id)
