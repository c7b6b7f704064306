"""Listener: wakes the scheduler when another process wrote something that is due.

Reads    NOTIFY on the channel ``jobscout``.
Sends    nothing; a lost notification only delays work to the scheduler's next pass.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobscout.sql.notifications import Notifications


class Listener:
    name = "listener"

    def __init__(self, notifications: Notifications) -> None:
        self._notifications = notifications
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        if not self._stopping.is_set():  # after a stop during an outage, do not connect
            await self._notifications.run_until(self._stopping)

    async def stop(self) -> None:
        self._stopping.set()
