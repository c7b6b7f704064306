"""Embedded servers: the PostgreSQL and the Valkey of our own, started again when they die.

Reads    whether somebody listens on their sockets.
Writes   nothing; a server that died is started again on the same data.

While a server is away the other actors meet an outage and wait. A server that does not come
back ends the process, because nothing can: whoever runs it must look.
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
"""How often in a row a server is started in vain."""
RESTARTS: Final = 30
WINDOW_S: Final = 60.0
"""A server that dies again after so many restarts in so many seconds has a reason to."""


class Servers(Protocol):
    """Of ``jobscout.embedded``."""

    def dead(self) -> Sequence[str]:
        """The names of those on whose sockets nobody listens."""
        ...

    def restart(self, name: str) -> None:
        """Raises SettingError: it does not start. Outage: there is no room for it to run."""
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
        """Raises Unrecoverable: a server cannot be kept alive. Outage: the disk is full."""
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
            log.info("embedded server is back", extra={"server": server})

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
