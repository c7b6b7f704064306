"""Embedded servers: restarts the embedded PostgreSQL and Valkey when they die.

Reads    whether their sockets accept connections.
Writes   nothing; a server that died is restarted on the same data.

While a server is down the other actors wait as in any outage. If a server cannot be restarted,
the process ends, because an operator must look at it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol

from jobscout import metrics
from jobscout.errors import SettingError, Unrecoverable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

log = logging.getLogger(__name__)

EVERY_S: Final = 0.5
STARTS: Final = 5
"""Consecutive failed starts after which the process gives up."""
RESTARTS: Final = 30
WINDOW_S: Final = 60.0
"""After so many restarts within so many seconds, another restart would not help."""


class Servers(Protocol):
    """The part of ``jobscout.embedded`` used here."""

    def dead(self) -> Sequence[str]:
        """The names of servers whose sockets accept no connections."""
        ...

    def restart(self, name: str) -> None:
        """Raises SettingError: it does not start. Outage: the disk is full."""
        ...


class EmbeddedServers:
    name = "embedded_servers"

    def __init__(
        self,
        servers: Servers,
        *,
        every_s: float = EVERY_S,
        first_pause_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._servers = servers
        self._every_s = every_s
        self._first_pause_s = first_pause_s
        self._clock = clock
        self._stopping = asyncio.Event()
        self._restarts: deque[float] = deque()
        self._in_vain = 0

    async def run(self) -> None:
        """Raises Unrecoverable: a server cannot be kept running. Outage: the disk is full."""
        while not self._stopping.is_set():
            for server in await asyncio.to_thread(self._servers.dead):
                await self._restart(server)
            await self._pause(self._every_s)

    async def stop(self) -> None:
        self._stopping.set()

    async def _restart(self, server: str) -> None:
        now = self._clock()
        while self._restarts and self._restarts[0] < now - WINDOW_S:
            self._restarts.popleft()
        if len(self._restarts) >= RESTARTS:
            raise Unrecoverable(
                f"the embedded {server} died again after {RESTARTS} restarts in {WINDOW_S:g} s"
            )
        log.error("embedded server died", extra={"server": server})
        try:
            await asyncio.to_thread(self._servers.restart, server)
        except SettingError as error:
            self._in_vain += 1
            if self._in_vain >= STARTS:
                raise Unrecoverable(str(error)) from error
            said = {"server": server, "error": str(error)}
            log.warning("embedded server does not start", extra=said)
            await self._pause(self._first_pause_s * 2 ** (self._in_vain - 1))
        else:
            self._in_vain = 0
            self._restarts.append(now)
            metrics.EMBEDDED_RESTARTS.labels(server).inc()
            log.info("embedded server restarted", extra={"server": server})

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
