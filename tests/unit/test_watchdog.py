"""Watchdog: work that blocks the event loop shows."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from jobscout.actors.watchdog import EVERY_S, LATE_S, Watchdog
from tests.fakes import listening

if TYPE_CHECKING:
    import pytest


async def test_blocked_loop_is_said(caplog: pytest.LogCaptureFixture) -> None:
    """Work that holds the loop up is logged with how late it made everything else."""
    watchdog = Watchdog()
    work = asyncio.create_task(watchdog.run())
    await asyncio.sleep(0)
    with listening() as hear:
        late = hear("the event loop was late")
        time.sleep(EVERY_S + LATE_S + 0.05)  # noqa: ASYNC251  (blocking is what is tested)
        async with asyncio.timeout(5):
            await late.wait()
            await watchdog.stop()
            await work

    assert caplog.records[0].message == "the event loop was late"
    assert vars(caplog.records[0])["lag_s"] >= LATE_S


async def test_stop_is_immediate() -> None:
    """Stopped before it runs, while it runs, and twice: it ends at once."""
    watchdog = Watchdog()
    work = asyncio.create_task(watchdog.run())
    await asyncio.sleep(0)
    async with asyncio.timeout(EVERY_S / 2):
        await watchdog.stop()
        await watchdog.stop()
        await work
        await watchdog.run()


async def test_quiet_loop_is_not_late(caplog: pytest.LogCaptureFixture) -> None:
    """A loop with nothing to do says nothing."""
    watchdog = Watchdog()
    asyncio.get_running_loop().call_later(EVERY_S * 1.5, watchdog._stopping.set)
    async with asyncio.timeout(5):
        await watchdog.run()

    assert caplog.records == []
