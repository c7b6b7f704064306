"""Paces without Redis: each process keeps its share, and asks Redis again after a while."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis.exceptions import ConnectionError as RedisConnectionError

from jobscout.errors import Postponed
from jobscout.outside.hosts import Hosts
from jobscout.outside.paces import (
    ASK_AGAIN_S,
    DAY_S,
    LATEST_S,
    Share,
    SharedPaces,
)
from jobscout.rules.schedule.request_prices import Budgets
from tests.fakes import Clock

if TYPE_CHECKING:
    from collections.abc import Sequence


class World:
    """A clock that goes on while somebody sleeps."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.now += seconds


class FakeRedis:
    """Answers each script call with the next of *said*; an exception is raised.

    A number is the wait in milliseconds; a list is the answer as it stands.
    """

    def __init__(self, *said: int | list[int] | Exception) -> None:
        self._said = list(said)
        self.asked = 0

    def register_script(self, _text: str) -> Any:
        return self._answer

    async def _answer(self, **_: Any) -> list[int]:
        self.asked += 1
        found = self._said.pop(0)
        if isinstance(found, Exception):
            raise found
        return [0, found] if isinstance(found, int) else found


AWAY = RedisConnectionError("away")
ALONE = Share(0, 1)
AMPLE = 1_000_000


def paces(
    redis: FakeRedis,
    world: World,
    share: Share = ALONE,
    requests_per_day: int = AMPLE,
    total: int = AMPLE,
) -> SharedPaces:
    made = SharedPaces(
        redis,  # type: ignore[arg-type]
        budgets=Budgets(requests_per_day, total),
        clock=world.clock,
        now=world.clock,
        sleep=world.sleep,
    )
    made.share = lambda: share
    return made


def slots(share: Share, pace_s: float, since: float, many: int) -> Sequence[float]:
    """When a process that always wants its next turn has it."""
    found = [since + share.wait_s(pace_s, since)]
    while len(found) < many:
        later = found[-1] + pace_s  # what the host itself waits after a request
        found.append(later + share.wait_s(pace_s, later))
    return found


@given(
    processes=st.integers(1, 8),
    pace_s=st.floats(0.05, 60),
    begins=st.lists(st.floats(0, 500), min_size=8, max_size=8),
)
def test_shares_are_one_pace_together(processes: int, pace_s: float, begins: list[float]) -> None:
    """P9: however many processes there are and whenever they begin, none comes too early."""
    asked = sorted(
        at
        for place in range(processes)
        for at in slots(Share(place, processes), pace_s, begins[place], 6)
    )

    assert min(later - one for one, later in pairwise(asked)) >= pace_s * 0.999


async def test_redis_decides() -> None:
    """The answer in milliseconds is how long to wait."""
    world, redis = World(), FakeRedis(250, 0)
    shared = paces(redis, world)

    assert [await shared.take("a", 1.0) for _ in range(2)] == [0.25, 0.0]
    assert world.slept == []


async def test_without_redis_each_waits_for_its_slot() -> None:
    """The third of four processes waits for the third slot, and then goes."""
    world = World()
    world.clock.now = 4000.5
    shared = paces(FakeRedis(AWAY), world, Share(2, 4))

    assert await shared.take("a", 10.0) == 0.0
    assert world.slept == [19.5]


@given(
    processes=st.integers(1, 4),
    requests_per_day=st.integers(2, 200),
    is_total=st.booleans(),
    steps=st.lists(st.floats(0, 30_000), min_size=1, max_size=60),
)
async def test_without_redis_a_part_of_the_budget_is_shared(
    processes: int, requests_per_day: int, is_total: bool, steps: list[float]
) -> None:
    """P9: in any 24 hours all processes together have no more than what Redis does not grant.

    That is so of each host, and of all hosts together.
    """
    budgets = (AMPLE, requests_per_day) if is_total else (requests_per_day, AMPLE)
    world = World()
    every = [
        paces(FakeRedis(*[AWAY] * 99), world, Share(place, processes), *budgets)
        for place in range(processes)
    ]
    made: list[float] = []
    waits: list[float] = []
    for number, step in enumerate(steps):
        host = f"h{number % 3}" if is_total else "a"
        for shared in every:
            try:
                await shared.take(host, 0.5)
                made.append(world.clock.now)
            except Postponed as spent:
                waits.append(spent.wait_s)
        world.clock.now += step

    kept_back = requests_per_day // 20
    assert all(0 < wait <= LATEST_S for wait in waits)
    assert bool(made) == (kept_back >= processes)
    assert all(sum(start <= at < start + DAY_S for at in made) <= kept_back for start in made)
    assert max(world.slept, default=0) <= 0.5 * processes


async def test_share_does_not_grow_where_others_leave() -> None:
    """They had theirs, and nobody knows how much of it."""
    world = World()
    shared = paces(FakeRedis(*[AWAY] * 9), world, Share(2, 3), requests_per_day=60)
    await shared.take("a", 0.5)

    shared.share = lambda: ALONE

    with pytest.raises(Postponed):
        await shared.take("a", 0.5)


async def test_other_hosts_have_shares_of_their_own() -> None:
    world = World()
    shared = paces(FakeRedis(AWAY), world, requests_per_day=20)

    assert [await shared.take(host, 0.5) for host in ("a", "b")] == [0.0, 0.0]
    with pytest.raises(Postponed, match="a has had its 1 requests of a day without Redis"):
        await shared.take("a", 0.5)


async def test_total_is_shared_by_hosts_without_redis() -> None:
    """P9: what one host had, another cannot have; a request that is refused is not counted."""
    shared = paces(FakeRedis(AWAY), World(), requests_per_day=40, total=60)

    assert [await shared.take(host, 0.5) for host in "aab"] == [0.0, 0.0, 0.0]
    with pytest.raises(Postponed, match="all hosts together have had their 3 requests"):
        await shared.take("c", 0.5)


@pytest.mark.parametrize("budget", [1, 2])
async def test_budget_spent(budget: int) -> None:
    """Who asks learns when there is a new one, and the host is not requested."""
    world = World()
    hosts = Hosts(
        1.0, world.clock, paces=paces(FakeRedis([budget, 5000]), world), sleep=world.sleep
    )

    with pytest.raises(Postponed) as spent:
        async with hosts["a"].turn():
            pytest.fail("the host was requested")

    assert spent.value.wait_s == 5.0
    assert world.slept == []


async def test_redis_is_not_asked_all_the_time(caplog: pytest.LogCaptureFixture) -> None:
    """A Redis that hangs costs one request its timeout in some seconds, and is said once."""
    world, redis = World(), FakeRedis(AWAY, AWAY, 0)
    shared = paces(redis, world)
    for _ in range(5):
        await shared.take("a", 0.001)
    asked_while_away = redis.asked
    for _ in range(2):
        world.clock.now += ASK_AGAIN_S
        await shared.take("a", 0.001)

    assert (asked_while_away, redis.asked) == (1, 3)
    assert caplog.messages == ["redis is unavailable, paces are divided"]


async def test_pause_that_another_process_was_asked_for() -> None:
    """P9: what a host said to one process is not asked again by another."""
    world = World()
    hosts = Hosts(1.0, world.clock, paces=paces(FakeRedis(7_200_000), world), sleep=world.sleep)

    with pytest.raises(Exception, match="asked us to wait; next request in 7200 s") as refused:
        async with hosts["a"].turn():
            pass

    assert vars(refused.value)["kind"] == "rate-limited"
    assert world.slept == []
