"""Reading a board: what parses a hostile answer is another process, with a deadline."""

from __future__ import annotations

import asyncio
import os
import time

import anyio
import pytest

from jobscout.errors import SourceChanged, SourceError
from jobscout.scraping.work import Work

pytestmark = pytest.mark.usefixtures("spawned_workers")


async def test_works_in_another_process() -> None:
    """P10: what parses a board's answer is not this process."""
    work = Work(anyio.CapacityLimiter(2))

    assert await work(os.getpid, subject="test") != os.getpid()


async def test_stuck_work_is_killed() -> None:
    """P10: a parse that does not end is killed, and a new worker does the next."""
    work = Work(anyio.CapacityLimiter(2), within_s=5.0)
    before = await work(os.getpid, subject="test")
    work._within_s = 0.1

    with pytest.raises(SourceChanged, match=r"test: could not be read within 0\.1 s"):
        await work(time.sleep, 15, subject="test")

    work._within_s = 10.0
    assert await work(os.getpid, subject="test") != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


async def test_broken_worker() -> None:
    """A parse that takes its process down costs that board its scrape, and is ours to explain."""
    work = Work(anyio.CapacityLimiter(2))

    with pytest.raises(SourceError, match="test: the process that read it ended") as raised:
        await work(os._exit, 3, subject="test")

    assert raised.value.is_ours


async def test_waiting_for_a_worker_is_no_fault() -> None:
    """The deadline counts from when a worker is free, not from when one is wanted."""
    workers = anyio.CapacityLimiter(1)
    work = Work(workers)
    await work(os.getpid, subject="test")  # the process is there
    work._within_s = 1.0

    async with asyncio.timeout(10):
        await asyncio.gather(*(work(time.sleep, 0.4, subject="test") for _ in range(4)))

    assert workers.borrowed_tokens == 0
