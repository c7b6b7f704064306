"""Heartbeat: shows that this process lives, and releases the claims of dead processes.

Reads    the holders whose lease has expired.
Writes   this process's own row; what the dead held is due again.
Sends    nothing; a ``NOTIFY`` wakes every scheduler.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from jobscout.actors.base import Ticker

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobscout.sql.holders import Holders

log = logging.getLogger(__name__)


class Heartbeat(Ticker):
    """The last actor to stop; then unfinished work of the others is released.

    *after_deaths* is called when claims were taken over from dead processes.
    """

    name = "heartbeat"

    def __init__(self, holders: Holders, after_deaths: Callable[[], None]) -> None:
        super().__init__(holders.beat_s)
        self._holders = holders
        self._after_deaths = after_deaths
        self._joined = False

    async def begin(self) -> None:
        """Allow claims from here on; the first pass does this if nobody did it before."""
        await self._holders.join()
        self._joined = True

    async def tick(self) -> None:
        if not self._joined:
            await self.begin()
        dead = await self._holders.beat()
        if dead is None:
            log.warning("taken for dead; others have taken over the claims")
            await self._holders.join()
        elif dead:
            taken = await self._holders.bury(dead)
            log.warning("processes died", extra={"holders": dead, **taken})
            self._after_deaths()

    async def run(self) -> None:
        await super().run()
        await self._holders.leave()
