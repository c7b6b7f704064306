"""Source scheduler and dispatcher: which boards are read now, and by which process?

The source scheduler
Reads    sources that are due.
Writes   a queued scrape for each, for every host as many as its pace allows until the next pass.

The dispatcher
Reads    queued scrapes; claims as many as the scrapers of this process have room for.
Sends    ScrapeClaimed to the scraper of each lane.

So neither pass limits how fast boards are read: only the pace of a host and the number of scrapers
do. Each lane (high, normal, low) has scrapers of its own, and of each host there are only a few
boards in hand, since they would wait for its pace. So no host and no lane starves another.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from typing import TYPE_CHECKING

from jobscout.actors.base import Ticker
from jobscout.messages import ScrapeClaimed
from jobscout.model import PRIORITIES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from jobscout.inbox import Inbox
    from jobscout.model import Priority
    from jobscout.sql.scrapes import Scrapes

PER_HOST = 2  # boards of one host and lane in hand: one is read while the next is prepared
QUEUED_PER_SECOND = 400  # of one lane, more than one process reads
# Readings that end within this time are replaced together.
GATHER_S = 0.05


def in_hand(pace_s: float) -> int:
    """How many boards of one host and lane a process holds, so that the host never idles."""
    return max(PER_HOST, math.ceil(2 * GATHER_S / pace_s))


def queued(pace_s: float, sweep_s: float) -> int:
    """How many scrapes of one host and lane are queued, which last for two passes."""
    return max(PER_HOST, math.ceil(2 * sweep_s / pace_s))


class SourceScheduler(Ticker):
    name = "source_scheduler"

    def __init__(self, scrapes: Scrapes, *, sweep_s: float, pace_s: float) -> None:
        super().__init__(sweep_s)
        self._scrapes = scrapes
        self._per_host = queued(pace_s, sweep_s)
        self._most = math.ceil(QUEUED_PER_SECOND * sweep_s)

    async def tick(self) -> None:
        for lane in PRIORITIES:
            await self._scrapes.enqueue_due(lane, self._per_host, self._most)


class Lane:
    """The scrapers of one priority: *readers* of them, and how many boards of a host they hold."""

    def __init__(self, inbox: Inbox[ScrapeClaimed], readers: int) -> None:
        self._inbox = inbox
        self._readers = readers
        self.held: Counter[str] = Counter()

    @property
    def room(self) -> int:
        """How many more boards can be read at once; none after the inbox was closed."""
        return min(self._inbox.room, self._readers - self.held.total())

    def begin(self, message: ScrapeClaimed) -> None:
        if self._inbox.offer(message):
            self.held[message.host] += 1

    def end(self, host: str) -> None:
        self.held[host] -= 1
        if not self.held[host]:
            del self.held[host]


class Dispatcher(Ticker):
    name = "dispatcher"

    def __init__(
        self,
        lanes: Mapping[Priority, Lane],
        scrapes: Scrapes,
        *,
        sweep_s: float,
        pace_s: float,
        lease: timedelta,
    ) -> None:
        super().__init__(sweep_s)
        self._lanes = lanes
        self._scrapes = scrapes
        self._per_host = in_hand(pace_s)
        self._lease = lease

    async def tick(self) -> None:
        for priority, lane in self._lanes.items():
            if lane.room <= 0:
                continue
            claimed = await self._scrapes.claim_next(
                priority,
                lane.room,
                per_host=self._per_host,
                held=lane.held,
                lease=self._lease,
            )
            for one in claimed:
                lane.begin(ScrapeClaimed(one.due, one.host))
        await asyncio.sleep(GATHER_S)

    def ended(self, priority: Priority, host: str) -> None:
        """A board of that host was read, so the next one may be claimed."""
        self._lanes[priority].end(host)
        self.wake()
