"""Events: in any order of commits, each stream gets every event once, all in one order."""

from __future__ import annotations

import random
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest

from jobscout.sql import database
from tests.integration.event_world import World, ids, parsed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import asyncpg

    from jobscout.actors.broadcaster import Broadcaster
    from jobscout.event_streams import Stream
    from jobscout.sql.database import Database
    from tests.integration.rows import SignedInUser

EVENT = "INSERT INTO events (user_id, kind, about_id) VALUES ($1, 'alert', $2) RETURNING id"
STEPS = 120
MAX_STREAMS = 9  # of one person, so that none makes room for another


@pytest.fixture
def world(db: Database) -> World:
    return World(db)


@pytest.fixture
async def connections(database_url: str) -> AsyncIterator[list[asyncpg.Connection]]:
    """Four connections of others, for transactions that overlap."""
    async with AsyncExitStack() as stack:
        found = []
        for _ in range(4):
            db = await stack.enter_async_context(
                database.connect(database_url, min_size=1, max_size=1)
            )
            found.append(await stack.enter_async_context(db._pool.acquire()))
        yield found


async def test_lower_id_that_commits_later(
    world: World, connections: list[asyncpg.Connection]
) -> None:
    """With any ids and any order of commits nothing is skipped, not by a resume either."""
    user = await world.rows.user()
    job_alerts = await world.alerts(user, 4)
    stream = await world.listen(user)
    early, late, *_ = connections
    await early.execute("BEGIN")
    await early.fetchval("SELECT pg_current_xact_id()")  # the lower xid, and the higher event id
    await late.execute("BEGIN")
    await late.execute(EVENT, user.id, job_alerts[0])
    await early.execute(EVENT, user.id, job_alerts[1])
    await early.execute("COMMIT")
    first = await world.streamed(stream)
    resumed = await world.listen(user, first[-1]["mark"])
    await late.execute("COMMIT")

    assert ids(first) == [job_alerts[1]]
    assert ids(await world.streamed(stream)) == [job_alerts[0]]
    assert ids(await world.streamed(resumed)) == [job_alerts[0]]


async def test_waits_for_what_began_before(
    world: World, connections: list[asyncpg.Connection]
) -> None:
    """A committed event is sent once no earlier one can follow, and is read again until then."""
    user = await world.rows.user()
    (alert,) = await world.alerts(user, 1)
    stream = await world.listen(user)
    early, *_ = connections
    await early.execute("BEGIN")
    await early.fetchval("SELECT pg_current_xact_id()")
    await world.rows.value(EVENT, user.id, alert)
    held_up = await world.events.head()
    before = await world.streamed(stream)
    await early.execute("ROLLBACK")

    assert held_up.is_held_up
    assert before == []
    assert ids(await world.streamed(stream)) == [alert]
    assert not (await world.events.head()).is_held_up


async def test_asks_again_for_what_waits(
    world: World, connections: list[asyncpg.Connection]
) -> None:
    """What held an event up need not tell anybody that it is over."""
    user = await world.rows.user()
    (alert,) = await world.alerts(user, 1)
    async with world.running() as process:
        stream = await world.listen(user, by=process)
        early, *_ = connections
        await early.execute("BEGIN")
        await early.fetchval("SELECT pg_current_xact_id()")
        await world.rows.value(EVENT, user.id, alert)
        await process.tick()
        assert (await world.events.head()).is_held_up
        await early.execute("ROLLBACK")

        assert ids(parsed(await stream.take(15))) == [alert]


class Writers:
    """Transactions that overlap, each step of them by chance."""

    def __init__(
        self, chance: random.Random, connections: list[asyncpg.Connection], user: SignedInUser
    ) -> None:
        self._chance = chance
        self._connections = connections
        self._user = user
        self._pending: dict[int, list[int]] = {}
        self.committed: set[int] = set()

    async def step(self, alert: int) -> None:
        """Begin, with a transaction id at once or later; or write; or come to an end."""
        number = self._chance.randrange(len(self._connections))
        connection = self._connections[number]
        if number not in self._pending:
            await connection.execute("BEGIN")
            self._pending[number] = []
            if self._chance.random() < 0.5:
                await connection.fetchval("SELECT pg_current_xact_id()")
        elif self._chance.random() < 0.5:
            await connection.execute(EVENT, self._user.id, alert)
            self._pending[number].append(alert)
        else:
            await self._end(number, commit=self._chance.random() < 0.8)

    async def finish(self) -> None:
        for number in list(self._pending):
            await self._end(number, commit=True)

    async def _end(self, number: int, *, commit: bool) -> None:
        written = self._pending.pop(number)
        await self._connections[number].execute("COMMIT" if commit else "ROLLBACK")
        if commit:
            self.committed.update(written)


class Listeners:
    """Streams of one person in two processes, each with the story it heard: ids and marks."""

    def __init__(self, chance: random.Random, world: World, user: SignedInUser) -> None:
        self._chance = chance
        self._world = world
        self._user = user
        self._processes: list[Broadcaster] = [world.broadcaster, world.process()]
        self._streams: list[tuple[Stream, list[tuple[int, str]]]] = []
        self.start = ""

    @property
    def stories(self) -> list[list[tuple[int, str]]]:
        return [story for _, story in self._streams]

    async def begin(self) -> None:
        self.start = str((await self._world.events.start(None))[0])
        await self._listen([])

    async def resume(self) -> None:
        """One more stream, from any mark of any story."""
        if len(self._streams) < MAX_STREAMS:
            story = self._chance.choice(self.stories)
            await self._listen(story[: self._chance.randrange(len(story) + 1)])

    async def hear(self) -> None:
        for process in self._processes:
            await process.tick()
        for stream, story in self._streams:
            story += [(int(one["id"]), one["mark"]) for one in parsed(await stream.take(0))]

    async def _listen(self, known: list[tuple[int, str]]) -> None:
        process = self._chance.choice(self._processes)
        last = known[-1][1] if known else self.start
        stream = await self._world.listen(self._user, last, by=process)
        self._streams.append((stream, list(known)))


@pytest.mark.parametrize("seed", range(8))
async def test_any_interleaving(
    world: World, connections: list[asyncpg.Connection], seed: int
) -> None:
    """Transactions begin, write and end in any order, and streams resume from any mark."""
    chance = random.Random(seed)  # noqa: S311
    user = await world.rows.user()
    writers = Writers(chance, connections, user)
    listeners = Listeners(chance, world, user)
    alerts = await world.alerts(user, STEPS)
    await listeners.begin()

    for alert in alerts:
        await writers.step(alert)
        if chance.random() < 0.3:
            await listeners.hear()
        if chance.random() < 0.07:
            await listeners.resume()
    await writers.finish()
    await listeners.hear()

    first, *others = listeners.stories
    assert len(writers.committed) > 10
    assert len(others) > 2
    assert all(story == first for story in others)
    assert sorted(alert for alert, _ in first) == sorted(writers.committed)
