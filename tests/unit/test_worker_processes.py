"""Worker processes: what may be computed there, and what it may cost."""

from __future__ import annotations

import asyncio
import os
import resource
from typing import Any

import anyio
import anyio.to_process
import pytest

from jobscout import worker_processes

pytestmark = pytest.mark.usefixtures("spawned_workers")

AMPLE = 2**30


def hungry() -> int:
    return len(bytearray(2**34))


def limit() -> int:
    return resource.getrlimit(resource.RLIMIT_AS)[0]


async def test_memory_is_capped() -> None:
    """What wants more is a MemoryError here, and its process is given up."""
    before = await worker_processes.compute(os.getpid, within_s=20)

    with pytest.raises(MemoryError, match="more than 768 MiB"):
        await worker_processes.compute(hungry, within_s=20)

    assert await worker_processes.compute(os.getpid, within_s=20) != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


async def test_given_to_one_that_has_just_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy loop learns late that a process has ended; the work goes to another one."""
    with pytest.raises(MemoryError):
        await worker_processes.compute(hungry, within_s=20)
    run_sync = anyio.to_process.run_sync
    broken = [anyio.BrokenWorkerProcess()]

    async def late(*given: Any, **named: Any) -> Any:
        if broken:
            raise broken.pop()
        return await run_sync(*given, **named)

    monkeypatch.setattr(anyio.to_process, "run_sync", late)

    assert await worker_processes.compute(os.getpid, within_s=20) != os.getpid()


async def test_many_hungry_ones_hurt_no_other() -> None:
    """Whoever comes after them, or beside them, gets a process that lives."""

    async def fails() -> None:
        with pytest.raises(MemoryError):
            await worker_processes.compute(hungry, within_s=20)

    async def works() -> int:
        found = 0
        for _ in range(20):
            found = await worker_processes.compute(limit, within_s=20)
        return found

    for _ in range(5):
        *_, beside = await asyncio.gather(fails(), fails(), works())
        assert [beside, await works()] == [worker_processes.MEMORY] * 2


async def test_each_work_has_its_own_limit() -> None:
    """A process that is shared keeps nothing of the bounds of the work before."""
    found = [
        await worker_processes.compute(limit, within_s=20, memory=memory)
        for memory in (AMPLE // 2, AMPLE, AMPLE // 2)
    ]

    assert found == [AMPLE // 2, AMPLE, AMPLE // 2]


async def test_what_breaks_every_process_is_told() -> None:
    with pytest.raises(anyio.BrokenWorkerProcess):
        await worker_processes.compute(os._exit, 3, within_s=20)
