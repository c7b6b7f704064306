"""The pace of a host, kept by all processes together in Redis (P9)."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from jobscout.errors import Postponed, SourceError
from jobscout.outside.hosts import Hosts
from jobscout.outside.limits import connect
from jobscout.outside.paces import COUNTED, DAY_S, SLOT_S, SharedPaces
from jobscout.rules.schedule.request_prices import Budgets

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PACE_S = 0.05
# Redis counts whole milliseconds, and a process is told a moment after Redis has decided.
ROUNDED_S = 0.005


@asynccontextmanager
async def process(
    url: str, pace_s: float = PACE_S, requests_per_day: int = 1000, total: int = 1000
) -> AsyncIterator[Hosts]:
    """The hosts as one process knows them."""
    async with asyncio.timeout(20), connect(url) as client:
        paces = SharedPaces(client, "t:", budgets=Budgets(requests_per_day, total))
        yield Hosts(pace_s, paces=paces)


async def test_processes_keep_one_pace(redis_url: str) -> None:
    """Three processes that want a host all the time come no more often than one."""
    asked: list[float] = []

    async def ask(hosts: Hosts) -> None:
        for _ in range(5):
            async with hosts["busy"].turn():
                asked.append(time.monotonic())

    async with process(redis_url) as one, process(redis_url) as two, process(redis_url) as three:
        await asyncio.gather(ask(one), ask(two), ask(three))

    assert len(asked) == 15
    assert asked[-1] - asked[0] >= 14 * (PACE_S - ROUNDED_S)


async def test_hosts_have_paces_of_their_own(redis_url: str) -> None:
    """Who waits for one host may request another."""
    processes = process(redis_url, 60.0), process(redis_url, 60.0)
    async with processes[0] as one, processes[1] as two, one["a"].turn(), two["b"].turn():
        assert one["a"] is not two["b"]


async def test_longer_of_two_pauses_counts(redis_url: str) -> None:
    """A request that was under way meanwhile is answered with a shorter pause."""
    async with process(redis_url) as one, process(redis_url) as two, process(redis_url) as three:
        await one["a"].stay_away(3600)
        await two["a"].stay_away(1)

        with pytest.raises(SourceError, match="asked us to wait") as refused:
            async with three["a"].turn():
                pass

    assert (refused.value.retry_after_s or 0) > 3000


async def test_crawl_delay_is_shared(redis_url: str) -> None:
    """A process that has not read robots.txt yet keeps the delay that another one found there."""
    async with process(redis_url, 0.001) as one, process(redis_url, 0.001) as two:
        async with one["a"].turn():
            began = time.monotonic()
        await one["a"].slow_down(0.3)
        async with two["a"].turn():
            waited = time.monotonic() - began

    assert waited >= 0.3 - ROUNDED_S


async def test_retry_after_is_shared_until_it_is_forgiven(redis_url: str) -> None:
    """P9: a host that asked one process for an hour is left alone by all, unless forgiven."""
    async with process(redis_url) as one, process(redis_url) as two:
        await one["a"].stay_away(3600)
        outcomes = []
        for _ in range(2):
            try:
                async with two["a"].turn():
                    outcomes.append("asked")
            except SourceError as error:
                outcomes.append(error.kind)
            await two["a"].forgive()

    assert outcomes == ["rate-limited", "asked"]


async def test_budget_is_shared(redis_url: str) -> None:
    """P9: three processes make as many requests of a host as a day has; another has its own."""
    made: list[str] = []

    async def ask(hosts: Hosts) -> float:
        for _ in range(10):
            try:
                async with hosts["a"].turn():
                    made.append("a")
            except Postponed as spent:
                return spent.wait_s
        return 0.0

    async with (
        process(redis_url, 0.001, 7) as one,
        process(redis_url, 0.001, 7) as two,
        process(redis_url, 0.001, 7) as three,
    ):
        waits = await asyncio.gather(ask(one), ask(two), ask(three))
        async with two["b"].turn():
            made.append("b")

    assert made == ["a"] * 7 + ["b"]
    assert all(DAY_S < wait <= DAY_S + 2 * SLOT_S for wait in waits)


@pytest.mark.parametrize(
    ("budgets", "key"), [(Budgets(3, 1000), "t:asked:a"), (Budgets(1000, 3), "t:asked_total")]
)
@pytest.mark.parametrize(
    ("slots_ago", "left"), [(0, 0), (DAY_S // SLOT_S // 2, 0), (COUNTED - 1, 0), (COUNTED + 2, 3)]
)
async def test_any_24_hours_count(
    redis_url: str, slots_ago: int, left: int, budgets: Budgets, key: str
) -> None:
    """P9: a day has no beginning at which a host, or all, could be asked twice as often."""
    async with connect(redis_url) as client:
        paces = SharedPaces(client, "t:", budgets=budgets)
        seconds, _ = await client.time()
        await client.set("t:asked", "")
        await client.hset(key, str(int(seconds) // SLOT_S - slots_ago), "3")
        for _ in range(left):
            while await paces.take("a", 0.001) > 0:
                pass
        with pytest.raises(Postponed) as spent:
            await paces.take("a", 0.001)

    again_s = (COUNTED + 1 - (slots_ago if not left else 0)) * SLOT_S
    assert again_s - 2 * SLOT_S < spent.value.wait_s <= again_s


async def test_emptied_redis_is_told_what_hosts_had(redis_url: str) -> None:
    """P9: a budget does not begin anew where Redis does, by whoever asks first."""
    now = int(time.time()) // SLOT_S
    asked = []

    async def history() -> list[tuple[str, int, int]]:
        asked.append("asked")
        return [("a", now, 1), ("a", now - 5, 2), ("a", now - COUNTED - 2, 9), ("b", now, 2)]

    async def take(paces: SharedPaces, host: str) -> int:
        made = 0
        while True:
            try:
                made += await paces.take(host, 0.001) == 0.0
            except Postponed:
                return made

    async with connect(redis_url) as client:
        one, two = (
            SharedPaces(client, "t:", budgets=Budgets(5, 1000), history=history) for _ in range(2)
        )
        made = [sum(await asyncio.gather(take(one, host), take(two, host))) for host in "abc"]
        before = len(asked)
        await client.flushall()
        again = await take(one, "a")

    assert made == [1, 2, 5]  # robots.txt is one of them
    assert before <= 2
    assert (again, len(asked)) == (1, before + 1)


async def test_total_is_shared_by_processes_and_hosts(redis_url: str) -> None:
    """P9: three processes ask all hosts together as often as a day has, whichever they are."""
    made: list[str] = []

    async def ask(hosts: Hosts, prefix: str) -> float:
        for number in range(10):
            try:
                async with hosts[f"{prefix}{number % 4}"].turn():
                    made.append(prefix)
            except Postponed as spent:
                assert "all hosts together have had their 9 requests" in str(spent)  # noqa: PT017
                return spent.wait_s
        return 0.0

    async with (
        process(redis_url, 0.001, total=9) as one,
        process(redis_url, 0.001, total=9) as two,
        process(redis_url, 0.001, total=9) as three,
    ):
        waits = await asyncio.gather(ask(one, "a"), ask(two, "b"), ask(three, "a"))

    assert len(made) == 9
    assert all(DAY_S < wait <= DAY_S + 2 * SLOT_S for wait in waits)


async def test_emptied_redis_is_told_what_all_hosts_had(redis_url: str) -> None:
    """P9: the budget over all hosts is what each had, with one robots.txt of each."""
    now = int(time.time()) // SLOT_S

    async def history() -> list[tuple[str, int, int]]:
        return [("a", now, 1), ("a", now - 5, 2), ("b", now, 2), ("b", now - COUNTED - 2, 5)]

    async with connect(redis_url) as client:
        paces = SharedPaces(client, "t:", budgets=Budgets(1000, 10), history=history)
        for _ in range(10 - (1 + 2 + 2 + 2)):
            while await paces.take("c", 0.001) > 0:
                pass
        with pytest.raises(Postponed, match="all hosts"):
            await paces.take("c", 0.001)


@pytest.mark.parametrize(
    ("budgets", "key"), [(Budgets(40, 1000), "t:asked:a"), (Budgets(1000, 40), "t:asked_total")]
)
async def test_some_are_kept_for_times_without_redis(
    redis_url: str, budgets: Budgets, key: str
) -> None:
    """What Redis grants, and what processes have without it, are one budget."""
    async with connect(redis_url) as client:
        paces = SharedPaces(client, "t:", budgets=budgets)
        seconds, _ = await client.time()
        await client.set("t:asked", "")
        await client.hset(key, str(int(seconds) // SLOT_S), "37")

        assert await paces.take("a", 0.001) == 0.0
        with pytest.raises(Postponed, match=r"had (its|their) 38 requests"):
            await paces.take("a", 0.001)
