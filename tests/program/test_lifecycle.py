"""Closings in the real program: boards that are gone, that moved, and postings that expired."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from aiohttp import web

from tests.drills import drill
from tests.program import boards
from tests.program.program import running
from tests.program.test_sources import admin_of, ask

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    import aiohttp

    from tests.program.program import Program

pytestmark = [drill(), pytest.mark.timeout(120)]

TERM_DAYS = "0.0001"  # nine seconds
SETTINGS = {
    "SEED": "demo",
    "SCRAPE_TRIGGERS_PER_MINUTE": "1000",
    "JOBS_CALLS_PER_MINUTE": "1000",
    "BOARD_GONE_DAYS": TERM_DAYS,
    "RETRY_S": "0.1",
}


class Greenhouse:
    """The board "acme" with three postings, as *status* says; another one is beside it."""

    def __init__(self) -> None:
        self.status = 200
        self.location: str | None = None
        self.deadlines: dict[int, str] = {}
        self.asked: list[str] = []

    async def jobs(self, request: web.Request) -> web.Response:
        board = request.match_info["board"]
        self.asked.append(board)
        if board == "acme" and self.status != 200:
            headers = {"Location": self.location} if self.location else {}
            return web.Response(status=self.status, headers=headers)
        first = 1 if board == "acme" else 1001
        jobs = [
            {
                "id": n,
                "title": f"Python Engineer {n}",
                "absolute_url": f"https://{board}.example/{n}",
                "location": {"name": "Nairobi, Kenya"},
                "content": f"&lt;p&gt;Desk {n}: Kubernetes and PostgreSQL.&lt;/p&gt;",
                "application_deadline": self.deadlines.get(n),
            }
            for n in range(first, first + 3)
        ]
        body = {"jobs": jobs, "meta": {"total": len(jobs)}}
        return web.Response(body=msgspec.json.encode(body), content_type="application/json")


class World:
    """A program that reads the board "acme", an admin of it, and what they see."""

    def __init__(
        self, program: Program, admin: aiohttp.ClientSession, board: Greenhouse, path: str
    ) -> None:
        self.program = program
        self.admin = admin
        self.board = board
        self.path = path

    async def source(self) -> Any:
        return await ask(self.admin, "GET", self.path, 200)

    async def until(self, fits: Callable[[Any], bool]) -> Any:
        """The source once it *fits*; it is looked at after each reading."""
        source_id = int(self.path.rpartition("/")[2])
        while True:
            done = [
                event
                for event in self.program.events
                if event["message"] == "scrape finished" and event["source_id"] == source_id
            ]
            if fits(found := await self.source()):
                return found
            await self.program.until("scrape finished", len(done) + 1, source_id=source_id)

    async def scrape(self) -> Any:
        """The source after one more reading."""
        before = (await self.source())["last_run"]
        async with self.admin.post(f"{self.path}/scrape") as answer:
            assert answer.status in {202, 409}
        return await self.until(lambda source: source["last_run"] != before)

    async def jobs(self, status: str = "open") -> dict[str, Any]:
        page = await ask(self.admin, "GET", f"/jobs?company=acme&status={status}", 200)
        return {
            job["title"]: await ask(self.admin, "GET", f"/jobs/{job['id']}", 200)
            for job in page["items"]
        }

    async def closed(self, reason: str) -> float:
        text = await self.program.metrics()
        found = re.search(
            rf'^jobscout_postings_closed_total{{reason="{reason}"}} (\S+)$', text, re.MULTILINE
        )
        assert found
        return float(found[1])


@asynccontextmanager
async def world(data_dir: Path) -> AsyncIterator[World]:
    board, app = Greenhouse(), web.Application()
    app.router.add_get("/v1/boards/{board}/jobs", board.jobs)
    async with boards.serving(app) as url:
        settings = SETTINGS | {"FETCH_ALLOW": url.removeprefix("http://")}
        async with running(data_dir, settings) as program, admin_of(program) as admin:
            config = {"board": "acme", "base_url": url}
            added = {"kind": "greenhouse", "config": config, "interval_seconds": 86400}
            source = await ask(admin, "POST", "/sources/", 201, **added)
            found = World(program, admin, board, f"/sources/{source['id']}")
            await found.until(lambda one: one["open_jobs"] == 3)
            yield found


async def test_board_that_is_gone(data_dir: Path) -> None:
    """404 over the whole term closes all, with its evidence; back again, all is as before."""
    async with world(data_dir) as here:
        here.board.status = 404
        await here.scrape()
        early = await here.jobs()
        gone = await here.until(lambda source: source["gone_at"])
        closed = await here.jobs("closed")
        counted = await here.closed("board-gone")
        logs = (await ask(here.admin, "GET", f"{here.path}/logs?status=failed", 200))["items"]

        here.board.status = 200
        back = await here.scrape()
        again = await here.jobs()

    assert len(early) == 3
    assert (gone["health"], gone["open_jobs"], counted) == ("failing", 0, 3)
    assert "is gone since" in gone["health_reason"]
    assert {job["closed_reason"] for job in closed.values()} == {"board-gone"}
    proof = closed["Python Engineer 1"]["closing"]
    assert len(proof["scrape_ids"]) >= 3
    assert {one["scrape_id"] for one in proof["readings"]} <= {log["id"] for log in logs}
    assert closed["Python Engineer 1"]["postings"][0]["closing"] == proof
    assert (back["health"], back["gone_at"], back["open_jobs"]) == ("ok", None, 3)
    assert again.keys() == closed.keys()
    assert {job["closing"] for job in again.values()} == {None}


async def test_operator_says_that_it_is_gone(data_dir: Path) -> None:
    """At once, and once; a sound reading afterwards opens everything."""
    async with world(data_dir) as here:
        said = await ask(here.admin, "POST", f"{here.path}/gone", 200)
        twice = await ask(here.admin, "POST", f"{here.path}/gone", 409)
        closed = await here.jobs("closed")
        entries = (await ask(here.admin, "GET", "/admin/audit", 200))["items"]
        back = await here.scrape()

    assert (said["open_jobs"], twice["type"]) == (0, "/problems/already-gone")
    assert {job["closing"]["rule"] for job in closed.values()} == {
        "An operator said that the board is gone."
    }
    assert (entries[0]["action"], entries[0]["details"]) == ("board gone", {"closed": 3})
    assert (back["health"], back["open_jobs"], back["last_run"]["new"]) == ("ok", 3, 0)


async def test_board_that_moved(data_dir: Path) -> None:
    """A redirect to another board is told, and neither read nor stored; nothing closes."""
    async with world(data_dir) as here:
        here.board.status, here.board.location = 302, "/v1/boards/globex/jobs"
        for _ in range(3):
            moved = await here.scrape()
        shown = await here.jobs()

    assert moved["health"] == "failing"
    assert "/v1/boards/globex/jobs" in moved["last_run"]["error"]
    assert "/v1/boards/globex/jobs" in moved["health_reason"]
    assert set(here.board.asked) == {"acme"}
    assert sorted(shown) == [f"Python Engineer {n}" for n in (1, 2, 3)]


async def test_deadlines(data_dir: Path) -> None:
    """Shown while the job is open; once it has passed the job is closed, though it is listed."""
    now = datetime.now(UTC).replace(microsecond=0)
    tomorrow, past = now + timedelta(days=1), now - timedelta(days=3)
    async with world(data_dir) as here:
        here.board.deadlines = {1: tomorrow.isoformat()}
        await here.scrape()
        dated = (await here.jobs())["Python Engineer 1"]
        here.board.deadlines = {1: past.isoformat()}
        await here.scrape()
        listed_on = await here.scrape()
        (over,) = (await here.jobs("closed")).values()
        counted = await here.closed("expired")
        here.board.deadlines = {1: tomorrow.isoformat()}
        later = await here.scrape()

    assert dated["valid_through"] == f"{tomorrow:%Y-%m-%dT%H:%M:%S}Z"
    assert (over["closed_reason"], over["valid_through"], counted) == ("expired", None, 1)
    assert (listed_on["health"], listed_on["open_jobs"]) == ("ok", 2)
    assert (later["open_jobs"], later["last_run"]["new"]) == (3, 0)
