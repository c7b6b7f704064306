"""How we treat each host: one request at a time, at a pace, and none while it is ill."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiolimiter import AsyncLimiter

from jobscout.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

# docs/boards.md: at most one or two requests a second for a vendor's host is far below
# anything seen to be throttled.
SECONDS_PER_REQUEST = 1.0
FAILURES_TO_OPEN = 5
COOL_OFF_S = 60.0
COOL_OFF_MAX_S = 1800.0
# A board may ask us to stay away; longer than a day is a fault of its clock, not a wish.
PAUSE_MAX_S = 24 * 3600.0
CRAWL_DELAY_MAX_S = 60.0  # slower than this, no board of more than one page is ever read

# Outcomes that say the host is ill, as opposed to one board on it.
_ILL = frozenset({"unreachable", "timed-out", "server-error", "truncated"})


class Host:
    """The manners for one host, with its circuit breaker (closed, open, half open)."""

    def __init__(self, name: str, pace_s: float, clock: Callable[[], float]) -> None:
        self._name = name
        self._clock = clock
        self._one = asyncio.Semaphore(1)
        self._pace_s = pace_s
        self._limiter = AsyncLimiter(1, pace_s)
        self._failures = 0
        self._cool_off_s = COOL_OFF_S
        self._closed_until = 0.0
        self._reason = "breaker-open"

    async def slow_down(self, crawl_delay_s: float) -> None:
        """Keep at least this distance between requests, as robots.txt asks."""
        delay = min(crawl_delay_s, CRAWL_DELAY_MAX_S)
        if delay > self._pace_s:
            self._pace_s = delay
            self._limiter = AsyncLimiter(1, delay)
            await self._limiter.acquire()  # counts the request that just told us

    def stay_away(self, seconds: float) -> None:
        """The host itself said how long (Retry-After)."""
        self._close_for(min(max(seconds, 0.0), PAUSE_MAX_S), "rate-limited")

    def forgive(self) -> None:
        """Ask again at once, as if the host had never failed nor asked us to wait."""
        self._recovered()
        self._closed_until = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for our turn, then make one request; its outcome moves the breaker.

        Raises:
            SourceError: ``rate-limited`` or ``breaker-open`` while the host is left alone.
        """
        self._refuse_while_closed()
        async with self._one:
            self._refuse_while_closed()  # it may have fallen ill while we waited
            await self._limiter.acquire()
            try:
                yield
            except SourceError as error:
                if error.kind in _ILL:
                    self._failed()
                else:
                    self._recovered()  # a refusal too is the answer of a host that is well
                raise
            else:
                self._recovered()

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
        # One request at a time, so the first after the pause is the half-open probe: its
        # failure opens the breaker again at once, for twice as long.
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
    """Every host we have met in this process."""

    def __init__(
        self,
        pace_s: float = SECONDS_PER_REQUEST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pace_s = pace_s
        self._clock = clock
        self._hosts: dict[str, Host] = {}

    def __getitem__(self, name: str) -> Host:
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = Host(name, self._pace_s, self._clock)
        return host
