"""Limits for each host: one request at a time, a pace, and a circuit breaker.

The pace is kept by this process with a leaky bucket, and by all processes together, see ``paces``;
the breaker is this process's own.
"""

from __future__ import annotations

import asyncio
import math
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiolimiter import AsyncLimiter

from jobscout.errors import SourceError
from jobscout.outside.paces import NoPaces
from jobscout.rules.schedule import CRAWL_DELAY_MAX_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from jobscout.outside.paces import Paces

# docs/boards.md: one or two requests a second to a vendor's host is far below anything that was
# seen to be throttled.
SECONDS_PER_REQUEST = 1.0
FAILURES_TO_OPEN = 5
COOL_OFF_S = 60.0
COOL_OFF_MAX_S = 1800.0
# A board may ask for a pause; more than a day is an error of its clock.
PAUSE_MAX_S = 24 * 3600.0

# Outcomes that mean that the host fails, as opposed to one of its boards.
_UNHEALTHY = frozenset({"unreachable", "timed-out", "server-error", "truncated"})


class Host:
    """The limits for one host, with its circuit breaker (closed, open, half open)."""

    def __init__(
        self,
        name: str,
        pace_s: float,
        paces: Paces,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._name = name
        self._paces = paces
        self._clock = clock
        self._sleep = sleep
        self._one = asyncio.Semaphore(1)
        self._pace_s = pace_s
        self._limiter = AsyncLimiter(1, pace_s)
        self._last = -math.inf  # when the last request began
        self._failures = 0
        self._cool_off_s = COOL_OFF_S
        self._closed_until = 0.0
        self._reason = "breaker-open"

    async def slow_down(self, crawl_delay_s: float) -> None:
        """Keep at least this much time between requests, as robots.txt asks.

        It counts from the last request, which returned robots.txt.
        """
        delay = min(crawl_delay_s, CRAWL_DELAY_MAX_S)
        if delay > self._pace_s:
            self._pace_s = delay
            self._limiter = AsyncLimiter(1, delay)
            await self._limiter.acquire()  # counts the request that returned robots.txt
            await self._paces.hold(self._name, self._last + delay - self._clock())

    async def stay_away(self, seconds: float) -> None:
        """Pause for as long as the host itself asked (Retry-After); the others do so too."""
        pause = min(max(seconds, 0.0), PAUSE_MAX_S)
        self._close_for(pause, "rate-limited")
        await self._paces.hold(self._name, pause)

    async def forgive(self) -> None:
        """Allow requests at once, as if the host had never failed or asked for a pause."""
        self._recovered()
        self._closed_until = 0.0
        await self._paces.forget(self._name)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for our turn, then make one request; its outcome updates the breaker.

        Raises:
            SourceError: ``rate-limited`` or ``breaker-open`` during a pause.
        """
        self._refuse_while_closed()
        async with self._one:
            self._refuse_while_closed()  # it may have failed while we waited
            await self._wait_for_pace()
            try:
                yield
            except SourceError as error:
                if error.kind in _UNHEALTHY:
                    self._failed()
                else:
                    self._recovered()  # a refusal also shows that the host works
                raise
            else:
                self._recovered()

    async def _wait_for_pace(self) -> None:
        """Raises SourceError: the host asked another process for a pause."""
        await self._limiter.acquire()
        while (wait := await self._paces.take(self._name, self._pace_s)) > 0:
            if wait > CRAWL_DELAY_MAX_S:
                self._close_for(wait, "rate-limited")
                self._refuse_while_closed()
            await self._sleep(wait)
        self._last = self._clock()

    def _refuse_while_closed(self) -> None:
        wait = self._closed_until - self._clock()
        if wait > 0:
            why = "asked us to wait" if self._reason == "rate-limited" else "keeps failing"
            raise SourceError(
                self._reason,
                f"{self._name} {why}; next request in {wait:.0f} s",
                retry_after_s=wait,
            )

    def _failed(self) -> None:
        # Requests are sequential, so the first one after the pause is the half-open probe. If it
        # fails, the breaker opens again at once, for twice as long.
        self._failures += 1
        if self._failures >= FAILURES_TO_OPEN:
            self._close_for(self._cool_off_s, "breaker-open")
            self._cool_off_s = min(self._cool_off_s * 2, COOL_OFF_MAX_S)

    def _recovered(self) -> None:
        self._failures = 0
        self._cool_off_s = COOL_OFF_S

    def _close_for(self, seconds: float, reason: str) -> None:
        until = self._clock() + seconds
        if until > self._closed_until:
            self._closed_until = until
            self._reason = reason


class Hosts:
    """All hosts that this process has requested. *pace_s* is the least time between requests."""

    def __init__(
        self,
        pace_s: float = SECONDS_PER_REQUEST,
        clock: Callable[[], float] = time.monotonic,
        *,
        paces: Paces | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._pace_s = pace_s
        self._paces = paces or NoPaces()
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, Host] = {}

    def __getitem__(self, name: str) -> Host:
        host = self._hosts.get(name)
        if host is None:
            host = Host(name, self._pace_s, self._paces, self._clock, self._sleep)
            self._hosts[name] = host
        return host
