"""Consumer and Ticker: what every actor inherits."""

from __future__ import annotations

import asyncio
import random

import pytest
from prometheus_client import REGISTRY

from jobscout.actors.base import Consumer, Ticker
from jobscout.errors import Outage
from jobscout.inbox import Inbox


class Squarer(Consumer[int]):
    """Squares; 13 is poison, 0 an outage, and what failed cannot be recorded for 99."""

    name = "squarer"

    def __init__(self, size: int = 8, readers: int = 1) -> None:
        super().__init__(Inbox(self.name, size))
        self.readers = readers
        self.done: list[int] = []
        self.failed: dict[int, str] = {}

    async def handle(self, message: int) -> None:
        if message == 0:
            raise Outage("away")
        if message in {13, 99}:
            raise KeyError(message)
        self.done.append(message**2)

    async def fail(self, message: int, error: Exception) -> None:
        if message == 99:
            raise ValueError("the row is gone")
        self.failed[message] = repr(error)


async def run_to_end(actor: Squarer, *messages: int) -> None:
    for message in messages:
        await actor.inbox.put(message)
    await actor.stop()
    async with asyncio.timeout(5):
        await actor.run()


async def test_handles_messages() -> None:
    """Every message is handled, in order, and the end ends the run."""
    actor = Squarer()
    await run_to_end(actor, 1, 2, 3)

    assert actor.done == [1, 4, 9]


async def test_poison_message_does_not_stop_the_next() -> None:
    """A message that cannot be handled is recorded, and the one after it still is handled."""
    actor = Squarer()
    await run_to_end(actor, 13, 2)

    assert actor.failed == {13: "KeyError(13)"}
    assert actor.done == [4]


async def test_messages_are_counted() -> None:
    """Each message handled or failed shows in the metrics."""

    def count(outcome: str) -> float:
        labels = {"actor": "squarer", "outcome": outcome}
        return REGISTRY.get_sample_value("jobscout_actor_messages_total", labels) or 0.0

    ok, failed = count("ok"), count("failed")
    await run_to_end(Squarer(), 1, 13, 2)

    assert (count("ok") - ok, count("failed") - failed) == (2.0, 1.0)


async def test_outage_passes() -> None:
    """An outage is nobody's fault: it is not recorded, and the supervisor waits it out."""
    actor = Squarer()

    with pytest.raises(ExceptionGroup) as raised:
        await run_to_end(actor, 0, 2)
    assert [type(error) for error in raised.value.exceptions] == [Outage]
    assert actor.failed == {}
    assert len(actor.inbox) == 2


class Slow(Consumer[int]):
    """0 is an outage; anything else takes until *resume*."""

    name = "slow"
    readers = 3

    def __init__(self, finish_s: float) -> None:
        super().__init__(Inbox(self.name, 8))
        self.finish_s = finish_s
        self.began = asyncio.Event()
        self.resume = asyncio.Event()
        self.done: list[int] = []

    async def handle(self, message: int) -> None:
        if message == 0:
            await self.began.wait()
            raise Outage("away")
        self.began.set()
        await self.resume.wait()
        self.done.append(message)


async def test_others_finish_what_they_hold() -> None:
    """A reader that breaks cuts off no message of another, and no further one is begun."""
    actor = Slow(finish_s=5.0)
    for message in (1, 0):
        await actor.inbox.put(message)
    work = asyncio.create_task(actor.run())
    async with asyncio.timeout(5):
        await actor.began.wait()
        readers = {task for task in asyncio.all_tasks() if task.get_name().startswith("slow-")}
        while len(readers) > 1:  # the one that breaks and the idle one end
            _, readers = await asyncio.wait(readers, return_when=asyncio.FIRST_COMPLETED)
        assert not work.done()
        await actor.inbox.put(2)
        actor.resume.set()
        with pytest.raises(ExceptionGroup, match="slow broke"):
            await work

    assert actor.done == [1]
    assert len(actor.inbox) == 1


@pytest.mark.parametrize("finish_s", [0.0, 0.01])
async def test_others_have_so_long_to_finish(finish_s: float) -> None:
    """A message that takes longer is cut off, so that the actor is not held up by it."""
    actor = Slow(finish_s)
    for message in (1, 0):
        await actor.inbox.put(message)
    async with asyncio.timeout(5):
        with pytest.raises(ExceptionGroup):
            await actor.run()

    assert actor.done == []


async def test_cut_off_readers_end_with_their_actor() -> None:
    """An actor that is cut off leaves no reader behind."""
    actor = Slow(finish_s=5.0)
    await actor.inbox.put(1)
    before = asyncio.all_tasks()
    work = asyncio.create_task(actor.run())
    async with asyncio.timeout(5):
        await actor.began.wait()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    assert asyncio.all_tasks() == before


async def test_fail_that_raises_passes() -> None:
    """When even the failure cannot be recorded, the actor breaks and is restarted."""
    actor = Squarer()

    with pytest.raises(ExceptionGroup) as raised:
        await run_to_end(actor, 99)
    assert isinstance(raised.value.exceptions[0], ValueError)


async def test_runs_on_after_a_crash() -> None:
    """Run again, it takes up what is still queued, and the end still ends it."""
    actor = Squarer()
    with pytest.raises(ExceptionGroup):
        await run_to_end(actor, 0, 2, 3)
    async with asyncio.timeout(5):
        await actor.run()

    assert actor.done == [4, 9]


async def test_stop_drains() -> None:
    """Told to stop while running, it finishes what is queued; twice is as good as once."""
    actor = Squarer(readers=3)
    work = asyncio.create_task(actor.run())
    for number in range(1, 6):
        await actor.inbox.put(number)
    async with asyncio.timeout(5):
        await actor.stop()
        await actor.stop()
        await work

    assert sorted(actor.done) == [1, 4, 9, 16, 25]


async def test_readers_work_side_by_side() -> None:
    """A slow message holds up one reader, not the others."""
    other = asyncio.Event()

    class Slow(Squarer):
        async def handle(self, message: int) -> None:
            if message == 7:
                await other.wait()
            await super().handle(message)
            other.set()

    await run_to_end(actor := Slow(readers=2), 7, 2)

    assert actor.done == [4, 49]


class Counter(Ticker):
    def __init__(self, interval_s: float) -> None:
        super().__init__(interval_s)
        self.ticks = 0
        self.ticked: asyncio.Queue[int] = asyncio.Queue()

    async def tick(self) -> None:
        self.ticks += 1
        self.ticked.put_nowait(self.ticks)


async def test_wake_brings_the_tick_forward() -> None:
    """With an interval of an hour, the second tick comes when somebody wakes it."""
    ticker = Counter(3600.0)
    work = asyncio.create_task(ticker.run())
    async with asyncio.timeout(5):
        assert await ticker.ticked.get() == 1
        ticker.wake()
        assert await ticker.ticked.get() == 2
        await ticker.stop()
        await work


async def test_wake_during_a_tick_is_not_lost() -> None:
    """What is woken for while a pass runs is seen by a pass that begins after it."""
    ticker = Counter(3600.0)
    tick = ticker.tick

    async def tick_and_wake() -> None:
        await tick()
        if ticker.ticks == 1:
            ticker.wake()

    ticker.tick = tick_and_wake  # type: ignore[method-assign]
    work = asyncio.create_task(ticker.run())
    async with asyncio.timeout(5):
        while await ticker.ticked.get() < 2:
            pass
        await ticker.stop()
        await work

    assert ticker.ticks == 2


async def test_ticks_by_itself() -> None:
    """Without anybody waking it, it ticks at its interval."""
    ticker = Counter(0.001)
    work = asyncio.create_task(ticker.run())
    async with asyncio.timeout(5):
        while await ticker.ticked.get() < 3:
            pass
        await ticker.stop()
        await work


async def test_stop_before_run_and_twice() -> None:
    """A ticker that was stopped does not tick, and may be told so as often as one likes."""
    ticker = Counter(3600.0)
    await ticker.stop()
    await ticker.stop()
    async with asyncio.timeout(5):
        await ticker.run()

    assert ticker.ticks == 0


async def test_jitter_stays_within_a_tenth(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pause is the interval, give or take a tenth, so that many timers drift apart."""
    asked: list[tuple[float, float]] = []

    def uniform(low: float, high: float) -> float:
        asked.append((low, high))
        return 0.0

    monkeypatch.setattr(random, "uniform", uniform)
    ticker = Counter(3600.0)
    work = asyncio.create_task(ticker.run())
    async with asyncio.timeout(5):
        while await ticker.ticked.get() < 3:
            pass
        await ticker.stop()
        await work

    assert set(asked) == {(0.9, 1.1)}


async def test_crash_of_a_tick_passes() -> None:
    """A tick that raises ends the run: restarting is the supervisor's work."""

    class Broken(Ticker):
        async def tick(self) -> None:
            raise Outage("away")

    with pytest.raises(Outage):
        await Broken(1.0).run()


class Borrower(Squarer):
    """Gives back what it claimed for a message that an outage held up."""

    name = "borrower"

    def __init__(self) -> None:
        super().__init__()
        self.released: list[int] = []
        self.outages = 0

    async def release(self, message: int) -> None:
        if self.outages:
            self.outages -= 1
            raise Outage("still away")
        self.released.append(message)


async def test_released_after_an_outage() -> None:
    """What was claimed when the outage came is let go before anything else is done, once."""
    actor = Borrower()
    with pytest.raises(ExceptionGroup):
        await run_to_end(actor, 1, 0, 2)
    actor.outages = 2
    for _ in range(2):
        with pytest.raises(Outage):
            await actor.run()

    await actor.run()

    assert actor.released == [0]
    assert actor.done == [1, 4]
    await actor.run()
    assert actor.released == [0]


async def test_one_at_a_time_of_what_must_be() -> None:
    """What is claimed again while it is still worked on here waits for the row to say so."""
    began, resume = asyncio.Event(), asyncio.Event()

    class Sender(Squarer):
        def key(self, message: int) -> int:
            return message % 10

        async def handle(self, message: int) -> None:
            if message == 1:
                began.set()
                await resume.wait()
            await super().handle(message)

    actor = Sender()
    first = asyncio.create_task(actor.attempt(1))
    async with asyncio.timeout(5):
        await began.wait()
        for message in (11, 2):
            await actor.attempt(message)
        resume.set()
        await first
        await actor.attempt(11)

    assert actor.done == [4, 1, 121]


async def test_who_is_cut_off_by_an_outage_gives_back_too() -> None:
    """Of two readers one meets the outage; what the other held is let go as well."""
    holding = asyncio.Event()

    class Two(Borrower):
        async def handle(self, message: int) -> None:
            if message == 7:
                holding.set()
                await asyncio.Event().wait()
            await holding.wait()
            await super().handle(message)

    actor = Two()
    actor.readers = 2
    with pytest.raises(ExceptionGroup):
        await run_to_end(actor, 7, 0)

    await actor.run()

    assert sorted(actor.released) == [0, 7]
