"""How the real program treats the hosts it reads (P9)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import pytest
from aiohttp import web

from jobscout.embedded.postgres import Postgres
from jobscout.sql import database
from tests.drills import drill
from tests.program import manners
from tests.program.conftest import fill, open_database
from tests.program.program import running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

CRAWL_DELAY_S = 1.0
WAITS = """
SELECT name, extract(epoch FROM next_run_at - now())::integer AS seconds FROM sources
"""
SCRAPES = "SELECT status, not_modified, bytes FROM scrapes ORDER BY id"


async def tagged(request: web.Request) -> web.Response:
    headers = {"ETag": '"v1"', "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"}
    if request.headers.get("If-None-Match") == '"v1"':
        return web.Response(status=304, headers=headers)
    return web.Response(body=manners.EMPTY, headers=headers)


async def busy(_request: web.Request) -> web.Response:
    return web.Response(status=429, headers={"Retry-After": "7200"})


async def test_robots_txt_is_obeyed(data_dir: Path) -> None:
    """A board that robots.txt refuses is never asked, and a Crawl-delay lies between requests."""
    private = manners.Host(tagged, "User-agent: JobScout\nDisallow: /v1/\n")
    paced = manners.Host(tagged, f"User-agent: *\nCrawl-delay: {CRAWL_DELAY_S}\n")
    async with manners.serving(private, paced) as allow:
        async with open_database(data_dir) as db:
            boards = [paced.source(f"paced-{number}") for number in range(2)]
            await fill(db, [private.source("private"), *boards], {})
        settings = {"SEED": "none", "FETCH_ALLOW": allow, "CONTACT_EMAIL": "ops@example.org"}
        async with running(data_dir, settings) as program:
            (refused,) = await program.until("scrape finished", source="private")
            for board in boards:
                await program.until("scrape finished", source=board["name"], status="ok")
            assert await program.stop() == 0
        async with open_database(data_dir) as db:
            rows = await db.text("SELECT robots::text FROM sources ORDER BY name DESC")

    assert refused["error_kind"] == "robots-refused"
    assert refused["error"].endswith(": Disallow: /v1/")
    robots = [msgspec.json.decode(row["robots"]) for row in rows]
    assert robots[0] == {"allowed": False, "line": "Disallow: /v1/", "crawl_delay_s": 0.0}
    assert robots[1] == {"allowed": True, "line": None, "crawl_delay_s": CRAWL_DELAY_S}
    assert private.boards_asked == []
    assert len(private.asked) == 1
    gaps = [later.at - earlier.at for earlier, later in pairwise(paced.asked)]
    assert len(gaps) == 2
    assert min(gaps) > CRAWL_DELAY_S * 0.9  # the distance is kept where requests leave
    agents = {one.headers["User-Agent"] for one in (*private.asked, *paced.asked)}
    assert len(agents) == 1
    assert agents.pop().endswith(" (+ops@example.org)")


async def test_retry_after_holds_for_the_host_and_the_next_scrape(data_dir: Path) -> None:
    """After a 429 no board of the host is asked, be it due again, until the time it named."""
    host = manners.Host(busy)
    async with manners.serving(host) as allow:
        async with open_database(data_dir) as db:
            await fill(db, [host.source("one"), host.source("two")], {})
        async with running(data_dir, {"SEED": "none", "FETCH_ALLOW": allow}) as program:
            await program.until("scrape finished", 2, error_kind="rate-limited")
            async with database.connect(Postgres(data_dir).url, min_size=1) as db:
                first = {row["name"]: row["seconds"] for row in await db.text(WAITS)}
                await db.text("UPDATE sources SET next_run_at = now()")
                await program.until("scrape finished", 4, error_kind="rate-limited")
                second = {row["name"]: row["seconds"] for row in await db.text(WAITS)}
            assert await program.stop() == 0

    assert len(host.boards_asked) == 1
    for waits in (first, second):
        assert waits.keys() == {"one", "two"}
        assert all(7000 < seconds <= 7200 for seconds in waits.values())


async def test_unchanged_board_costs_a_304(data_dir: Path) -> None:
    """Each further scrape sends the validators, across a restart too, and reads no body."""
    host = manners.Host(tagged)
    async with manners.serving(host) as allow:
        async with open_database(data_dir) as db:
            await fill(db, [host.source("tagged", interval_seconds=1)], {})
        for _ in range(2):
            async with running(data_dir, {"SEED": "none", "FETCH_ALLOW": allow}) as program:
                await program.until("scrape finished", 2, status="ok")
                assert await program.stop() == 0
        async with open_database(data_dir) as db:
            scrapes = [tuple(row) for row in await db.text(SCRAPES)]

    first, *others = host.boards_asked
    assert "If-None-Match" not in first.headers
    assert {one.headers["If-None-Match"] for one in others} == {'"v1"'}
    assert {one.headers["If-Modified-Since"] for one in others} == {"Mon, 02 Nov 2026 10:00:00 GMT"}
    assert scrapes[0] == ("ok", 0, len(manners.EMPTY))
    assert set(scrapes[1:4]) == {("ok", 1, 0)}


async def test_unchanged_boards_cost_a_request_each(data_dir: Path) -> None:
    """However many are read at once: one request for a board, and one robots.txt for a host."""
    hosts = [manners.Host(tagged) for _ in range(4)]
    async with manners.serving(*hosts) as allow:
        boards = [
            host.source(f"{number}-{n}") for number, host in enumerate(hosts) for n in range(25)
        ]
        async with open_database(data_dir) as db:
            await fill(db, boards, {})
        async with running(data_dir, {"SEED": "none", "FETCH_ALLOW": allow}) as program:
            await program.until("scrape finished", len(boards), status="ok")
            async with database.connect(Postgres(data_dir).url, min_size=1) as db:
                await db.text("UPDATE sources SET next_run_at = now()")
                await program.until("scrape finished", len(boards), status="ok", not_modified=True)
                (scrapes,) = await db.text(
                    "SELECT count(*) AS n, sum(http_requests) AS requests,"
                    " sum(not_modified) AS unchanged FROM scrapes WHERE status = 'ok'"
                )
            assert await program.stop() == 0

    assert tuple(scrapes) == (200, 200, 100)
    assert sum(len(host.boards_asked) for host in hosts) == 200
    assert [len(host.asked) - len(host.boards_asked) for host in hosts] == [1] * 4
