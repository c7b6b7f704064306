"""Reading a board: what parses a hostile answer is another process, with a deadline."""

from __future__ import annotations

import asyncio
import os
import time

import anyio
import pytest

from jobscout.errors import SourceChanged, SourceError
from tests.unit.fakes_flow import FakeFetcher
from tests.unit.scraping import board_reader


async def test_works_in_another_process() -> None:
    """P10: what parses a board's answer is not this process."""
    reader = board_reader(FakeFetcher(lambda _: b""))

    assert await reader._work(os.getpid, subject="test") != os.getpid()


async def test_stuck_work_is_killed() -> None:
    """P10: a parse that does not end is killed, and a new worker does the next."""
    reader = board_reader(FakeFetcher(lambda _: b""), work_s=5.0)
    before = await reader._work(os.getpid, subject="test")
    reader._work_s = 0.1

    with pytest.raises(SourceChanged, match=r"test: could not be read within 0\.1 s"):
        await reader._work(time.sleep, 15, subject="test")

    reader._work_s = 10.0
    assert await reader._work(os.getpid, subject="test") != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


async def test_broken_worker() -> None:
    """A parse that takes its process down costs that board its scrape, and is ours to explain."""
    reader = board_reader(FakeFetcher(lambda _: b""))

    with pytest.raises(SourceError, match="test: the process that read it ended") as raised:
        await reader._work(os._exit, 3, subject="test")

    assert raised.value.is_ours


async def test_waiting_for_a_worker_is_no_fault() -> None:
    """The deadline counts from when a worker is free, not from when one is wanted."""
    workers = anyio.CapacityLimiter(1)
    reader = board_reader(FakeFetcher(lambda _: b""), workers=workers)
    await reader._work(os.getpid, subject="test")  # the process is there
    reader._work_s = 1.0

    async with asyncio.timeout(10):
        await asyncio.gather(*(reader._work(time.sleep, 0.4, subject="test") for _ in range(4)))

    assert workers.borrowed_tokens == 0
