"""Watchdog: measures the lag of the event loop, to detect code that blocks it."""

from __future__ import annotations

import asyncio
import logging

from jobscout import metrics

log = logging.getLogger(__name__)

EVERY_S = 0.25
LATE_S = 0.25  # a tenth of a second is normal on a busy machine; more is blocking code


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
