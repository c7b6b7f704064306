"""Processes that die at work: others go on with it, and no board is blamed."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from jobscout.actors.dispatcher import PER_HOST
from jobscout.rules.schedule import MAX_DEATHS
from jobscout.sql import database
from tests.drills import drill
from tests.program import manners
from tests.program.conftest import external, fill, open_database
from tests.program.program import running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

BOARDS = 60


class Boards:
    """A host whose boards named in *hang* say nothing; the others have no jobs."""

    def __init__(self, *hang: str) -> None:
        self.hang = set(hang)
        self.host = manners.Host(self._answer)
        self._news = asyncio.Condition()

    async def until_asked(self, boards: set[str], since: int = 0, within_s: float = 60.0) -> None:
        """Wait until each of these was asked, apart from the first *since* requests."""
        async with asyncio.timeout(within_s), self._news:
            await self._news.wait_for(lambda: boards <= self.asked(since))

    def asked(self, since: int = 0) -> set[str]:
        return {one.path.split("/")[3] for one in self.host.boards_asked[since:]}

    async def _answer(self, request: web.Request) -> web.Response:
        async with self._news:
            self._news.notify_all()
        if request.path.split("/")[3] in self.hang:
            await asyncio.Event().wait()
        return web.Response(body=manners.EMPTY)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
async def test_another_process_takes_over(
    data_dir: Path, tmp_path: Path, how: signal.Signals
) -> None:
    """The one that reads a host dies or is paused: the other soon reads all of its boards, once."""
    names = [f"board-{number}" for number in range(BOARDS)]
    boards = Boards(*names)
    async with (
        manners.serving(boards.host) as allow,
        external(data_dir) as servers,
        database.connect(servers["DATABASE_URL"], min_size=1, max_size=2) as db,
    ):
        await fill(db, [boards.host.source(name) for name in names], {})
        settings = {**servers, "SEED": "none", "HEARTBEAT_S": "0.5", "FETCH_ALLOW": allow}
        settings["FETCH_PACE_S"] = "0.1"  # with a shorter one it holds more boards of a host
        async with running(tmp_path / "first", settings) as first:
            async with asyncio.timeout(30):
                while len(held := await db.text("SELECT * FROM scrapes WHERE attempts > 0")) < 2:
                    await boards.until_asked(set())
            async with running(tmp_path / "second", settings) as second:
                asked = len(boards.host.boards_asked)
                boards.hang.clear()
                first.signal(how)

                await boards.until_asked(set(names), since=asked)
                await second.until("scrape finished", BOARDS)
                told = await second.until("processes died")
                finished = [e for e in second.events if e["message"] == "scrape finished"]
                states = await db.text("SELECT health, failures FROM source_states")
                left = await db.text("SELECT FROM scrapes WHERE finished_at IS NULL")
                said = await second.metrics()
                if how == signal.SIGSTOP:
                    first.signal(signal.SIGCONT)
                    await first.until("taken for dead; others have taken over the claims")
                assert await second.stop() == 0
            await first.kill()
        alive = await db.text("SELECT name FROM holders")
        readings = await db.text("SELECT status FROM scrapes")

    assert len(held) == PER_HOST
    assert [(len(event["holders"]), event["scrape"]) for event in told] == [(1, PER_HOST)]
    assert f'jobscout_claims_taken_over_total{{kind="scrape"}} {PER_HOST}.0' in said
    assert {event["status"] for event in finished} == {"ok"}
    assert {tuple(state) for state in states} == {("ok", 0)}
    assert [row["status"] for row in readings] == ["ok"] * BOARDS
    assert left == []
    assert len(alive) == (how == signal.SIGSTOP)  # the name that it took when it woke up


async def test_deadly_reading_leaves_its_source_well(data_dir: Path) -> None:
    """Five processes die over one board: it ends as ours, the source is healthy and due again."""
    boards = Boards("deadly")
    async with manners.serving(boards.host) as allow:
        async with open_database(data_dir) as db:
            sources = [
                boards.host.source(name, interval_seconds=60) for name in ("deadly", "innocent")
            ]
            await fill(db, sources, {})
        settings = {"SEED": "none", "FETCH_ALLOW": allow}
        for _ in range(MAX_DEATHS):
            asked = len(boards.host.boards_asked)
            async with running(data_dir, settings) as program:
                await boards.until_asked({"deadly"}, since=asked)
                await program.kill()
            async with open_database(data_dir) as db:  # let go already, for its pauses are long
                await db.text(
                    "UPDATE scrapes SET next_try_at = now(), claimed_until = NULL"
                    " WHERE finished_at IS NULL"
                    " AND source_id = (SELECT id FROM sources WHERE name = 'deadly')"
                )
        boards.hang.clear()
        async with running(data_dir, settings) as program:
            await program.until("scrape abandoned")
            await program.until("scrape finished", source="innocent")
            said = await program.metrics()
            assert await program.stop() == 0
        async with open_database(data_dir) as db:
            (state,) = await db.text(
                "SELECT health, failures, next_run_at - now() < interval '1 minute' AS is_soon"
                " FROM source_states WHERE name = 'deadly'"
            )
            (ended,) = await db.text("SELECT status, error_kind FROM scrapes WHERE attempts = 5")
            await db.text("UPDATE sources SET next_run_at = now()")
        async with running(data_dir, settings) as program:
            await program.until("scrape finished", source="deadly", status="ok")
            assert await program.stop() == 0

    failed = 'scrape_failures_total{error_kind="internal",kind="unknown",owner="ours"} 1.0'
    assert failed in said
    assert tuple(ended) == ("failed", "internal")
    assert tuple(state) == ("ok", 0, True)
