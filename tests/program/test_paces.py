"""One host and several processes: together they keep its pace, also without Redis (P9)."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from jobscout.embedded.valkey import Valkey
from jobscout.sql import database
from tests.drills import drill
from tests.program import manners
from tests.program.conftest import external, fill, open_database
from tests.program.program import running

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.program.program import Program

pytestmark = [drill(), pytest.mark.timeout(120)]

PACE_S = 0.25
# A request that left in time may arrive late, on a machine that is busy.
LATE_S = PACE_S
BOARDS = 40
BUDGET = 60


class Counted(manners.Host):
    """A host without postings on which requests can be waited for."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self._news = asyncio.Condition()

    async def until_asked(self, many: int) -> None:
        async with asyncio.timeout(60), self._news:
            await self._news.wait_for(lambda: len(self.boards_asked) >= many)

    async def _answer(self, _request: web.Request) -> web.Response:
        async with self._news:
            self._news.notify_all()
        return web.Response(body=manners.EMPTY)


def check_pace(asked: Sequence[manners.SeenRequest]) -> None:
    """Between any two requests lies the time that the pace wants of them, and those between."""
    early = [
        (first, last)
        for first, last in combinations(range(len(asked)), 2)
        if asked[last].at - asked[first].at < (last - first) * PACE_S - LATE_S
    ]
    assert early == []


async def start(
    running_all: AsyncExitStack, folder: Path, settings: dict[str, str], many: int
) -> list[Program]:
    settings = {
        "SEED": "none",
        "FETCH_PACE_S": str(PACE_S),
        "HOST_REQUESTS_PER_DAY": "1000000",  # so that the pace counts, without Redis too
        "REQUESTS_PER_DAY": "1000000",
        "HEARTBEAT_S": "0.5",
        **settings,
    }
    return [
        await running_all.enter_async_context(running(folder / str(number), settings))
        for number in range(many)
    ]


async def test_three_processes_keep_one_pace(data_dir: Path, tmp_path: Path) -> None:
    """A host with many due boards is asked at its pace, and another one is not kept waiting."""
    large, small = Counted(), Counted()
    async with manners.serving(large, small) as allow, external(data_dir) as servers:
        async with database.connect(servers["DATABASE_URL"], min_size=1, max_size=1) as db:
            sources = [large.source(f"large-{number}") for number in range(BOARDS)]
            await fill(db, [*sources, small.source("small", priority="low")], {})
        async with AsyncExitStack() as programs:
            every = await start(programs, tmp_path, {**servers, "FETCH_ALLOW": allow}, 3)
            await small.until_asked(1)
            await large.until_asked(BOARDS)
            assert [await program.stop() for program in every] == [0, 0, 0]

    check_pace(large.asked)
    assert len({one.path for one in large.boards_asked}) == len(large.boards_asked) == BOARDS
    (at_small,) = small.boards_asked
    assert sum(one.at < at_small.at for one in large.boards_asked) < BOARDS / 2


async def test_budget_holds_with_and_without_redis(data_dir: Path, tmp_path: Path) -> None:
    """Three processes make no more requests of a host than a day has, while Redis goes away too.

    Boards that have to wait are not read for long, and have not failed.
    """
    host = Counted()
    async with (
        manners.serving(host) as allow,
        external(data_dir) as servers,
        database.connect(servers["DATABASE_URL"], min_size=1, max_size=1) as db,
        AsyncExitStack() as programs,
    ):
        await fill(db, [host.source(f"b-{n}") for n in range(80)], {})
        settings = {
            **servers,
            "FETCH_ALLOW": allow,
            "FETCH_PACE_S": "0.05",
            "HOST_REQUESTS_PER_DAY": str(BUDGET),
        }
        every = await start(programs, tmp_path, settings, 3)
        await every[0].until("scrape postponed")
        with_redis = len(host.asked)
        await asyncio.to_thread(Valkey(data_dir).stop)
        await db.text("UPDATE scrapes SET next_try_at = now() WHERE finished_at IS NULL")
        spent = f"{host.at} has had its 1 requests of a day without Redis"
        for program in every:
            await program.until("scrape postponed", error=spent)
        assert [await program.stop() for program in every] == [0, 0, 0]
        scrapes = await db.text("SELECT DISTINCT status FROM scrapes")

    assert with_redis <= BUDGET - BUDGET // 20
    assert with_redis < len(host.asked) <= BUDGET
    assert {row["status"] for row in scrapes} <= {"ok", "queued", "running"}


@pytest.mark.parametrize("setting", ["HOST_REQUESTS_PER_DAY", "REQUESTS_PER_DAY"])
async def test_budget_holds_across_a_restart(data_dir: Path, setting: str) -> None:
    """The embedded Redis forgets; the scrapes say what the hosts were asked."""
    host = Counted()
    async with manners.serving(host) as allow:
        async with open_database(data_dir) as db:
            await fill(db, [host.source(f"b-{n}") for n in range(40)], {})
        settings = {"SEED": "none", "FETCH_ALLOW": allow, "FETCH_PACE_S": "0.05", setting: "19"}
        async with running(data_dir, settings) as program:
            await program.until("scrape finished", 18)
            await program.until("scrape postponed")
            assert await program.stop() == 0
        first = len(host.asked)
        async with open_database(data_dir) as db:
            await db.text("UPDATE scrapes SET next_try_at = now() WHERE finished_at IS NULL")
        async with running(data_dir, settings) as program:
            await program.until("scrape postponed")
            assert await program.stop() == 0

    assert first == len(host.asked) == 19


async def any_postpones(programs: Sequence[Program], error: str) -> None:
    """Until one of these has postponed a scrape: the others may have none in hand by then."""
    waiting = [asyncio.create_task(one.until("scrape postponed", error=error)) for one in programs]
    done, others = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        task.cancel()
    await asyncio.gather(*done)


async def test_total_budget_holds_with_and_without_redis(data_dir: Path, tmp_path: Path) -> None:
    """Three processes ask six hosts no more often together than a day has, as Redis goes too."""
    hosts = [Counted() for _ in range(6)]

    def asked() -> int:
        return sum(len(host.asked) for host in hosts)

    async with (
        manners.serving(*hosts) as allow,
        external(data_dir) as servers,
        database.connect(servers["DATABASE_URL"], min_size=1, max_size=1) as db,
        AsyncExitStack() as programs,
    ):
        boards = [host.source(f"{n}-{m}") for n, host in enumerate(hosts) for m in range(40)]
        await fill(db, boards, {})
        settings = {
            **servers,
            "FETCH_ALLOW": allow,
            "FETCH_PACE_S": "0.05",
            "REQUESTS_PER_DAY": str(BUDGET),
        }
        every = await start(programs, tmp_path, settings, 3)
        spent = f"all hosts together have had their {BUDGET - BUDGET // 20} requests of a day"
        await any_postpones(every, spent)
        with_redis = asked()
        await asyncio.to_thread(Valkey(data_dir).stop)
        await db.text("UPDATE scrapes SET next_try_at = now() WHERE finished_at IS NULL")
        spent = "all hosts together have had their 1 requests of a day without Redis"
        for program in every:
            await program.until("scrape postponed", error=spent)
        assert [await program.stop() for program in every] == [0, 0, 0]
        scrapes = await db.text("SELECT DISTINCT status FROM scrapes")

    assert with_redis <= BUDGET - BUDGET // 20
    assert with_redis < asked() <= BUDGET
    assert {row["status"] for row in scrapes} <= {"ok", "queued", "running"}


async def test_redis_goes_away(data_dir: Path, tmp_path: Path) -> None:
    """Each of two processes keeps half of the pace: the host is asked on, and not more often."""
    host = Counted()
    async with manners.serving(host) as allow, external(data_dir) as servers:
        async with database.connect(servers["DATABASE_URL"], min_size=1, max_size=1) as db:
            sources = [host.source(f"b-{n}", interval_seconds=1) for n in range(BOARDS)]
            await fill(db, sources, {})
        async with AsyncExitStack() as programs:
            every = await start(programs, tmp_path, {**servers, "FETCH_ALLOW": allow}, 2)
            await host.until_asked(8)
            await asyncio.to_thread(Valkey(data_dir).stop)
            for program in every:
                await program.until("redis is unavailable, paces are divided")
            divided = len(host.asked) + 2  # what was granted before
            await host.until_asked(len(host.boards_asked) + 20)
            assert [await program.stop() for program in every] == [0, 0]

    check_pace(host.asked[:8])
    check_pace(host.asked[divided:])
