"""Supervisor: restarts, outages, and stopping in the direction of the flow."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from jobscout.actors import supervisor as module
from jobscout.actors.base import Consumer, Work
from jobscout.actors.supervisor import (
    MAX_RESTARTS,
    WINDOW_S,
    RestartLimitError,
    Supervisor,
)
from jobscout.errors import Outage
from jobscout.inbox import Inbox
from jobscout.settings import MAX_RESTART_S
from tests.fakes import Clock, PlayedActor, listening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jobscout.actors.base import Actor


@pytest.fixture
def heard() -> Iterator[Callable[[str], asyncio.Event]]:
    """Events that are set when a message is logged."""
    with listening() as hear:
        yield hear


class Sleeper:
    """Remembers the pauses and lets the clock run through them."""

    def __init__(self, clock: Clock) -> None:
        self.pauses: list[float] = []
        self._clock = clock

    async def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self._clock.now += seconds


class Stubborn(PlayedActor):
    """Does not end when it is asked to stop."""

    async def stop(self) -> None:
        self.stops += 1


def crashes(count: int) -> list[Exception]:
    return [ValueError(f"crash {number}") for number in range(count)]


def outages(count: int) -> list[Exception]:
    return [Outage("PostgreSQL is away") for _ in range(count)]


def supervise(*actors: Actor, clock: Clock | None = None) -> tuple[Supervisor, Sleeper]:
    clock = clock or Clock()
    sleeper = Sleeper(clock)
    return Supervisor(actors, sleep=sleeper, clock=clock), sleeper


async def run(supervisor: Supervisor) -> None:
    async with asyncio.timeout(5):
        await supervisor.run()


async def test_restarts_with_growing_pauses() -> None:
    """Three crashes are waited out for 1, 2 and 4 seconds."""
    supervisor, sleeper = supervise(PlayedActor("a", crashes(3), ends=True))
    await run(supervisor)

    assert sleeper.pauses == [1.0, 2.0, 4.0]
    assert supervisor.states == {"a": "stopped"}


class Handler(Consumer[int]):
    """Breaks at a message below zero, and fails to handle zero."""

    name = "handler"

    async def handle(self, message: int) -> None:
        if message == 0:
            raise KeyError("what a person wrote")
        if message < 0:
            raise Outage("PostgreSQL is away")

    async def fail(self, message: int, error: Exception) -> None:
        assert isinstance(error, KeyError)


async def test_report() -> None:
    """Each actor's state, inbox and work, and of its last error the kind alone."""
    inbox: Inbox[int] = Inbox("handler", 8)
    supervisor, _ = supervise(
        PlayedActor("sick", [ValueError("secret"), Outage("host")], ends=True), Handler(inbox)
    )
    for message in (1, 2):
        inbox.offer(message)
    before = supervisor.report()
    await inbox.put(0)
    await inbox.close()
    await run(supervisor)
    sick, handler = supervisor.report()

    assert [(one.name, one.state, one.mailbox, one.capacity) for one in before] == [
        *(("sick", "waiting", 0, 0), ("handler", "waiting", 2, 8)),
    ]
    assert (sick.state, sick.restarts, sick.last_error) == ("stopped", 1, "Outage")
    assert (sick.processed, sick.busy_seconds) == (0, 0)
    assert (handler.state, handler.restarts, handler.last_error) == ("stopped", 0, "KeyError")
    assert handler.processed == 3


async def test_report_of_readers_that_broke() -> None:
    """The kind of what broke inside them, and not that several may have."""
    inbox: Inbox[int] = Inbox("handler", 8)
    supervisor, _ = supervise(Handler(inbox))
    inbox.offer(-1)
    await inbox.close()
    await run(supervisor)
    (handler,) = supervisor.report()

    assert (handler.last_error, handler.restarts) == ("Outage", 0)


async def test_work_under_way_counts() -> None:
    """A stuck actor is busy, and has done nothing yet; its end says how long it was."""
    clock = Clock()
    work, took = Work(clock), list[float]()
    with work.one(took.append), work.one(took.append):
        clock.now += 5
        stuck = work.busy_s, work.done, list(took)
        clock.now += 1

    assert stuck == (10, 0, [])
    assert (work.busy_s, work.done, took) == (12, 2, [6, 6])


async def test_too_many_crashes_end_everything() -> None:
    """The sixth crash within a minute ends the process, other actors included."""
    healthy = PlayedActor("healthy")
    supervisor, sleeper = supervise(healthy, PlayedActor("sick", crashes(6)))

    with pytest.raises(ExceptionGroup) as ended:
        await run(supervisor)

    (limit,) = ended.value.exceptions
    assert isinstance(limit, RestartLimitError)
    assert str(limit) == "sick: crash 5"
    assert str(limit.__cause__) == "crash 5"
    assert sleeper.pauses == [1.0, 2.0, 4.0, 8.0, 16.0]


async def test_pauses_grow_from_the_first() -> None:
    """All pauses derive from the first, that of an outage too."""
    clock = Clock()
    sleeper = Sleeper(clock)
    actor = PlayedActor("a", [*crashes(2), *outages(1)], ends=True)
    await run(Supervisor([actor], restart_s=0.25, sleep=sleeper, clock=clock))

    assert sleeper.pauses == [0.25, 0.5, 0.5]


def test_longest_pauses_end_within_the_window() -> None:
    """However long the first pause is set, an actor that always breaks is given up."""
    assert MAX_RESTART_S * (2**MAX_RESTARTS - 1) < WINDOW_S


async def test_crash_after_a_quiet_window_is_the_first_again() -> None:
    """Crashes older than a minute are forgotten: the pauses begin anew at 1 second."""
    clock = Clock()

    class Later(PlayedActor):
        async def run(self) -> None:
            clock.now += 61.0
            await super().run()

    supervisor, sleeper = supervise(Later("a", crashes(8), ends=True), clock=clock)
    await run(supervisor)

    assert sleeper.pauses == [1.0] * 8


async def test_outage_is_waited_out_and_not_counted() -> None:
    """However long the database is away, nobody gives up and no crash is counted."""
    actor = PlayedActor("a", [*crashes(1), *outages(50), *crashes(1)], ends=True)
    supervisor, sleeper = supervise(actor)
    await run(supervisor)

    assert sleeper.pauses == [1.0, *[2.0] * 50, 1.0]


async def test_outage_inside_a_group_is_an_outage() -> None:
    """A pool of readers raises its outage in a group, nested or not."""
    inner = ExceptionGroup("readers", [Outage("away"), ExceptionGroup("more", [Outage("away")])])
    supervisor, sleeper = supervise(PlayedActor("a", [inner], ends=True))
    await run(supervisor)

    assert sleeper.pauses == [2.0]


async def test_outage_beside_a_crash_is_a_crash() -> None:
    """A group with anything else than outages in it is counted."""
    mixed = ExceptionGroup("readers", [Outage("away"), ValueError("bug")])
    supervisor, sleeper = supervise(PlayedActor("a", [mixed], ends=True))
    await run(supervisor)

    assert sleeper.pauses == [1.0]


async def test_outage_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    """An outage is logged when it begins, not at each of a thousand tries."""
    supervisor, _ = supervise(PlayedActor("a", outages(5), ends=True))
    with caplog.at_level(logging.INFO):
        await run(supervisor)

    assert [record.message for record in caplog.records] == ["outage"]


async def test_end_of_an_outage_is_said(
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    heard: Callable[[str], asyncio.Event],
) -> None:
    """An actor that has run for a while after an outage is back, and the next one is news."""
    monkeypatch.setattr(module, "STEADY", 0.0)
    actor = PlayedActor("a", outages(1))
    supervisor, _ = supervise(actor)
    over = heard("outage over")
    with caplog.at_level(logging.INFO):
        work = asyncio.create_task(run(supervisor))
        async with asyncio.timeout(5):
            await actor.running.wait()
            await over.wait()
        await supervisor.stop(1.0)
        await work

    assert caplog.messages == ["outage", "outage over"]


async def test_outage_is_over_when_all_are_back(
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    heard: Callable[[str], asyncio.Event],
) -> None:
    """One that idles on while another still asks in vain does not say that it is over."""
    monkeypatch.setattr(module, "STEADY", 0.0)
    idle, asking = PlayedActor("idle", outages(1)), PlayedActor("asking", outages(20))
    supervisor = Supervisor([idle, asking], sleep=lambda _seconds: asyncio.sleep(0))
    over = heard("outage over")
    with caplog.at_level(logging.INFO):
        work = asyncio.create_task(run(supervisor))
        async with asyncio.timeout(5):
            await idle.running.wait()
            await over.wait()
        assert asking.running.is_set()
        await supervisor.stop(1.0)
        await work

    assert caplog.messages == ["outage", "outage", "outage over"]


async def test_stops_in_the_direction_of_the_flow() -> None:
    """An actor is stopped only when the one before it has ended."""
    order: list[str] = []

    class Told(PlayedActor):
        async def run(self) -> None:
            await super().run()
            order.append(f"{self.name} ended")

        async def stop(self) -> None:
            order.append(f"{self.name} told")
            await super().stop()

    first, second = Told("first"), Told("second")
    supervisor, _ = supervise(first, second)
    work = asyncio.create_task(run(supervisor))
    async with asyncio.timeout(5):
        await first.running.wait()
        await second.running.wait()
        late = await supervisor.stop(5.0)
    await work

    assert late == []
    assert order == ["first told", "first ended", "second told", "second ended"]


async def test_stop_before_run() -> None:
    """Stopped before it ran, it runs nothing on."""
    actor = PlayedActor("a")
    supervisor, _ = supervise(actor)

    assert await supervisor.stop(1.0) == []
    await run(supervisor)


async def test_stop_twice() -> None:
    """A second stop finds nothing to do."""
    actor = PlayedActor("a")
    supervisor, _ = supervise(actor)
    work = asyncio.create_task(run(supervisor))
    await actor.running.wait()

    assert await supervisor.stop(5.0) == []
    assert await supervisor.stop(5.0) == []
    assert actor.stops == 1
    await work


@pytest.mark.parametrize("failure", [ValueError("crash"), Outage("away")], ids=["crash", "outage"])
async def test_stop_during_a_pause_is_immediate(failure: Exception) -> None:
    """An actor that waits for its restart is run at once, to finish what it holds."""
    paused = asyncio.Event()

    async def for_ever(_seconds: float) -> None:
        paused.set()
        await asyncio.Event().wait()

    actor = PlayedActor("a", [failure])
    supervisor = Supervisor([actor], sleep=for_ever)
    work = asyncio.create_task(run(supervisor))
    async with asyncio.timeout(5):
        await paused.wait()
        late = await supervisor.stop(60.0)
    await work

    assert late == []
    assert actor.runs == 2


async def test_stopping_in_an_outage_is_no_race() -> None:
    """What cannot finish what it holds is tried again after a pause each time, as ever."""
    pauses: asyncio.Queue[asyncio.Event] = asyncio.Queue()

    async def sleep(_seconds: float) -> None:
        over = asyncio.Event()
        await pauses.put(over)
        await over.wait()

    actor = PlayedActor("a", outages(1000))
    supervisor = Supervisor([actor], sleep=sleep)
    work = asyncio.create_task(run(supervisor))
    async with asyncio.timeout(5):
        await pauses.get()
        stopping = asyncio.create_task(supervisor.stop(60.0))
        second = await pauses.get()
        for _ in range(100):
            await asyncio.sleep(0)
        runs = [actor.runs]
        second.set()
        await pauses.get()
        runs.append(actor.runs)

    assert runs == [2, 3]
    stopping.cancel()
    work.cancel()
    await asyncio.gather(stopping, work, return_exceptions=True)


async def test_others_keep_their_pauses_while_one_stops() -> None:
    """While the first still finishes, a second in an outage does not hammer the database."""
    clock = Clock()
    sleeper = Sleeper(clock)
    first, second = Stubborn("first"), PlayedActor("second", outages(1000))
    again = asyncio.Event()

    async def sleep(seconds: float) -> None:
        await sleeper(seconds)
        if len(sleeper.pauses) > 1:
            again.set()
        await asyncio.Event().wait()

    supervisor = Supervisor([first, second], sleep=sleep, clock=clock)
    work = asyncio.create_task(run(supervisor))
    await first.running.wait()
    stopping = asyncio.create_task(supervisor.stop(60.0))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await again.wait()

    assert first.stops == 1
    assert second.runs == 1
    stopping.cancel()
    work.cancel()
    await asyncio.gather(stopping, work, return_exceptions=True)


async def test_late_are_cut_off_and_named() -> None:
    """One that does not end is cut off and named; those behind it have time to finish."""

    class Busy(PlayedActor):
        async def run(self) -> None:
            await super().run()
            for _ in range(10):
                await asyncio.sleep(0)

    actors = [PlayedActor("a"), Stubborn("hung"), Busy("b")]
    supervisor, _ = supervise(*actors)
    work = asyncio.create_task(run(supervisor))
    for actor in actors:
        await actor.running.wait()
    async with asyncio.timeout(5):
        late = await supervisor.stop(0.1)
        await work

    assert late == ["hung"]
    assert [actor.stops for actor in actors] == [1, 1, 1]
