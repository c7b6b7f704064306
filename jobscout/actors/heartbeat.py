"""Heartbeat: says that this process lives, and takes from the dead what they held.

Reads    which holders were not heard for longer than their lease.
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
    """The last of all to stop: what the others could not finish is let go then.

    *after_deaths* is called when something was taken from the dead.
    """

    name = "heartbeat"

    def __init__(self, holders: Holders, after_deaths: Callable[[], None]) -> None:
        super().__init__(holders.beat_s)
        self._holders = holders
        self._after_deaths = after_deaths
        self._joined = False

    async def begin(self) -> None:
        """Claims are possible from here on; done by the first pass where nobody did it before."""
        await self._holders.join()
        self._joined = True

    async def tick(self) -> None:
        if not self._joined:
            await self.begin()
        dead = await self._holders.beat()
        if dead is None:
            log.warning("taken for dead; what this process held is others' now")
            await self._holders.join()
        elif dead:
            taken = await self._holders.bury(dead)
            log.warning("processes died", extra={"holders": dead, **taken})
            self._after_deaths()

    async def run(self) -> None:
        await super().run()
        await self._holders.leave()
