"""Watchdog: how late the event loop runs, so that work that blocks it shows."""

from __future__ import annotations

import asyncio
import logging

from jobscout import metrics

log = logging.getLogger(__name__)

EVERY_S = 0.25
LATE_S = 0.25  # a tenth of a second is noise on a busy machine; this is somebody's work


class Watchdog:
    name = "watchdog"

    def __init__(self) -> None:
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            due = loop.time() + EVERY_S
            try:
                async with asyncio.timeout_at(due):
                    await self._stopping.wait()
            except TimeoutError:
                lag = loop.time() - due
                metrics.LOOP_LAG.observe(max(0.0, lag))
                if lag > LATE_S:
                    log.warning("the event loop was late", extra={"lag_s": round(lag, 3)})

    async def stop(self) -> None:
        self._stopping.set()
