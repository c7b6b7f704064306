"""FairSemaphore: so many at a time, and a slow one keeps nobody waiting."""

from __future__ import annotations

import asyncio

import pytest

from jobscout.errors import RateLimited
from jobscout.http.fair_semaphore import FairSemaphore, Shares


async def test_so_many_at_a_time() -> None:
    semaphore, at_work, most = FairSemaphore(3), 0, 0

    async def work() -> None:
        nonlocal at_work, most
        async with semaphore:
            at_work += 1
            most = max(most, at_work)
            for _ in range(5):
                await semaphore.wait_for(asyncio.sleep(0), 60)
            at_work -= 1

    async with asyncio.timeout(10):
        await asyncio.gather(*(work() for _ in range(20)))

    assert most == 3


async def test_who_waits_for_a_client_lets_others_go_on() -> None:
    """And has its turn back when the client has spoken, or has gone."""
    semaphore = FairSemaphore(1)
    spoken: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def slow() -> str:
        async with semaphore:
            return await semaphore.wait_for(spoken, 0.01)

    waiting = asyncio.create_task(slow())
    async with asyncio.timeout(10):
        async with semaphore:  # only free once the slow one has lent its turn
            pass
        spoken.set_result("late")
        assert await waiting == "late"
        async with semaphore:
            pass


async def test_given_up() -> None:
    """A wait that is cut off gives its turn back once, and ends what it waited for."""
    semaphore = FairSemaphore(1)
    never = asyncio.get_running_loop().create_future()

    async def slow() -> None:
        async with semaphore:
            await semaphore.wait_for(never, 0.01)

    async with asyncio.timeout(10):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await slow()
        assert never.cancelled()
        async with semaphore:
            assert semaphore._free.locked()


async def test_errors_pass() -> None:
    async def broken() -> None:
        raise KeyError("x")

    semaphore = FairSemaphore(1)
    async with semaphore:
        with pytest.raises(KeyError):
            await semaphore.wait_for(broken(), 60)


async def test_shares_are_each_clients_own() -> None:
    """Whoever holds all of theirs waits; others do not, and nothing is kept of who is done."""
    shares = Shares(2, patience_s=0.01)

    async with shares.of("one"), shares.of("one"):
        with pytest.raises(RateLimited, match="at most 2"):
            async with shares.of("one"):
                pass
        async with shares.of("other"):
            held = len(shares)

    assert held == 2
    assert len(shares) == 0


async def test_a_share_is_passed_on() -> None:
    """Who waits is next, also after one that failed."""
    shares, done = Shares(1, patience_s=60), []

    async def work(n: int) -> None:
        async with shares.of("one"):
            await asyncio.sleep(0)
            done.append(n)
            if n == 0:
                raise ValueError(n)

    async with asyncio.timeout(10):
        await asyncio.gather(*(work(n) for n in range(5)), return_exceptions=True)

    assert done == [0, 1, 2, 3, 4]
