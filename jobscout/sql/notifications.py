"""What other processes announce, heard on a connection of its own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import asyncpg

from jobscout.errors import Outage
from jobscout.sql.database import CONNECT_S, NAME_BYTES
from jobscout.sql.outages import outages

if TYPE_CHECKING:
    from collections.abc import Callable


class Notifications:
    """LISTEN on a connection of its own; ``on_notice`` gets each payload.

    *name* is what the server calls us in ``pg_stat_activity``.
    """

    def __init__(
        self,
        url: str,
        channel: str,
        on_notice: Callable[[str], None],
        *,
        name: str = "jobscout",
    ) -> None:
        self._url = url
        self._name = name[:NAME_BYTES]
        self._channel = channel
        self._on_notice = on_notice

    async def run_until(self, stopping: asyncio.Event) -> None:
        """Listen until *stopping*. Raises Outage when the connection is lost."""
        with outages():
            connection = await asyncpg.connect(
                self._url, timeout=CONNECT_S, server_settings={"application_name": self._name}
            )
            lost = asyncio.Event()
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener(self._channel, lambda *said: self._on_notice(said[3]))
            try:
                await _first(stopping, lost)
                if lost.is_set() and not stopping.is_set():
                    raise Outage("PostgreSQL closed the notification connection")
            finally:
                connection.terminate()


async def _first(*events: asyncio.Event) -> None:
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
