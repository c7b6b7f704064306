"""What people bring, on the real program: boards they propose, and postings they track."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

import aiohttp
import pytest
from aiohttp import web

from jobscout.embedded.valkey import Valkey
from jobscout.sql import database
from tests.drills import drill
from tests.program import boards
from tests.program.conftest import external
from tests.program.program import running
from tests.program.test_sources import Greenhouse, ask

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.program.program import Program

pytestmark = [drill(), pytest.mark.timeout(120)]

MINE = "/users/me/boards"
POSTING = {
    "@type": "JobPosting",
    "title": "Bush Pilot",
    "hiringOrganization": {"name": "Flights GmbH"},
    "jobLocation": {"address": {"addressLocality": "Nairobi", "addressCountry": "KE"}},
}
FILLING = " " * int(1.5 * 2**20)
"""As in pages with pictures inside, which are too large to stay in memory."""
PAGE_MIB = 50
INWARD = ("http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:1/", "http://[::1]/")


class Web:
    """A site with a career page, a board, a posting, and pages that mean harm. *asked*: paths."""

    def __init__(self) -> None:
        self.greenhouse = Greenhouse()
        self.asked: list[str] = []
        self.app = web.Application(middlewares=[self._note])
        self.app.router.add_get("/v1/boards/acme/jobs", self.greenhouse.jobs)
        self.app.router.add_get("/careers", self._careers)
        self.app.router.add_get("/jobs/7", self._posting)
        self.app.router.add_get("/inward/{n}", self._inward)
        self.app.router.add_get("/huge", self._huge)

    @web.middleware
    async def _note(self, request: web.Request, handler: boards.Handler) -> web.StreamResponse:
        self.asked.append(request.path)
        return await handler(request)

    async def _careers(self, request: web.Request) -> web.Response:
        page = await self.greenhouse.page(request)
        return web.Response(text=f"{page.text}{FILLING}", content_type="text/html")

    async def _posting(self, _request: web.Request) -> web.Response:
        text = f'<script type="application/ld+json">{json.dumps(POSTING)}</script>'
        return web.Response(text=f"{text}{FILLING}", content_type="text/html")

    async def _inward(self, request: web.Request) -> web.Response:
        raise web.HTTPFound(INWARD[int(request.match_info["n"])])

    async def _huge(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        for _ in range(PAGE_MIB * 16):
            await response.write(boards.CHUNK)
        return response


class World(NamedTuple):
    """*database_url* is that of the running program."""

    program: Program
    site: Web
    url: str
    database_url: str
    admin: aiohttp.ClientSession
    person: aiohttp.ClientSession


@asynccontextmanager
async def signed_in(
    program: Program, email: str, password: str
) -> AsyncIterator[aiohttp.ClientSession]:
    body = {"email": email, "password": password}
    async with aiohttp.ClientSession(program.url) as session:
        token = (await ask(session, "POST", "/auth/login", 200, **body))["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession(program.url, headers=headers) as session:
        yield session


@asynccontextmanager
async def world(data_dir: Path, **settings: str) -> AsyncIterator[World]:
    site = Web()
    async with boards.serving(site.app) as url, external(data_dir) as servers:
        host = url.removeprefix("http://")
        given = {
            "SEED": "demo",
            "FETCH_ALLOW": host,
            "ROLES": "http,scraper",
            **servers,
            **settings,
        }
        async with (
            running(data_dir / "program", given) as program,
            signed_in(program, "admin@jobscout.example", "admin-password-1") as admin,
            signed_in(program, "demo@jobscout.example", "demo-password-1") as person,
        ):
            yield World(program, site, url, servers["DATABASE_URL"], admin, person)


async def add_acme(at: World) -> str:
    """The board as a source that is read from the site; its id."""
    config = {"board": "acme", "base_url": at.url}
    body = {"kind": "greenhouse", "config": config, "interval_seconds": 86400}
    source_id: str = (await ask(at.admin, "POST", "/sources/", 201, **body))["id"]
    await ask(at.admin, "POST", f"/sources/{source_id}/scrape", 202)
    await at.program.until("scrape finished", 1, status="ok")
    return source_id


async def refusal(at: World, path: str, url: str) -> str:
    """What is said of a url that is refused."""
    (fault,) = (await ask(at.person, "POST", path, 422, url=url))["errors"]
    assert fault["field"] == "url"
    return str(fault["message"])


async def test_proposed_boards(data_dir: Path) -> None:
    """Known boards are found by their page, harm is refused; five a day, but without Redis more."""
    async with world(data_dir) as at:
        source_id = await add_acme(at)

        known = await ask(at.person, "POST", MINE, 201, url=f"{at.url}/careers")
        said = [
            await refusal(at, MINE, url)
            for url in (f"{at.url}/inward/0", f"{at.url}/inward/1", f"{at.url}/huge", INWARD[1])
        ]
        before = list(at.site.asked)
        async with at.person.post(MINE, json={"url": f"{at.url}/careers"}) as sixth:
            refused = sixth.status, int(sixth.headers["Retry-After"])
        after = list(at.site.asked)
        others = await ask(at.admin, "GET", MINE, 200)
        valkey = Valkey(data_dir)
        await asyncio.to_thread(valkey.stop)
        seventh = await ask(at.person, "POST", MINE, 200, url=f"{at.url}/careers")
        (mine,) = (await ask(at.person, "GET", MINE, 200))["items"]

    assert (known["state"], known["source_id"], known["postings"]) == ("known", source_id, 10)
    assert known["first_read_at"] is not None
    assert at.url not in json.dumps(known | {"url": ""})
    assert [one.partition(",")[0].rpartition(" ")[2] for one in said] == [
        *("address-refused", "address-refused", "too-large", "address-refused"),
    ]
    assert refused[0] == 429
    assert 0 < refused[1] <= 86400
    assert before == after
    assert others["items"] == []
    assert seventh["id"] == mine["id"] == known["id"]
    assert not [event for event in at.program.events if event["level"] == "ERROR"]


async def test_accepted_board_is_read(data_dir: Path) -> None:
    """Nothing of it is read before an admin accepts; then the person sees how many jobs it has."""
    async with world(data_dir) as at:
        async with database.connect(at.database_url, min_size=1, max_size=1) as db:
            await db.text(
                "INSERT INTO board_requests (user_id, url, kind, board, config, name)"
                " SELECT id, $1, 'greenhouse', 'acme', $2::text::jsonb, 'Acme' FROM users"
                " WHERE email = 'demo@jobscout.example'",
                f"{at.url}/careers",
                json.dumps({"board": "acme", "base_url": at.url}),
            )
        (waiting,) = (await ask(at.admin, "GET", "/admin/board-requests", 200))["items"]
        asked = list(at.site.asked)
        path = f"/admin/board-requests/{waiting['id']}/accept"
        accepted = await ask(at.admin, "POST", path, 200)
        await ask(at.admin, "POST", f"/sources/{accepted['source_id']}/scrape", 202)
        await at.program.until("scrape finished", 1, status="ok")
        (mine,) = (await ask(at.person, "GET", MINE, 200))["items"]
        await ask(at.person, "DELETE", f"{MINE}/{waiting['id']}", 409)

    assert (waiting["state"], waiting["user_email"]) == ("waiting", "demo@jobscout.example")
    assert asked == []
    assert (mine["state"], mine["name"], mine["postings"]) == ("active", "Acme", 10)
    assert mine["first_read_at"] is not None


async def test_tracked_postings(data_dir: Path) -> None:
    """By the address of a page, of a known posting, of harm; at once, and by somebody else."""
    async with world(data_dir) as at:
        await add_acme(at)
        page = f"{at.url}/jobs/7"
        both = await asyncio.gather(*(at.person.post("/alerts", json={"url": page}) for _ in "ab"))
        mine = [await answer.json() for answer in both]
        asked = list(at.site.asked)
        job = await ask(
            at.person, "POST", "/alerts", 201, url="https://acme.example/3?utm_source=x"
        )
        said = [
            await refusal(at, "/alerts", url)
            for url in (*(f"{at.url}/inward/{n}" for n in range(3)), f"{at.url}/huge", *INWARD)
        ]
        await ask(at.admin, "GET", f"/alerts/{mine[0]['id']}", 404)
        theirs = await ask(at.admin, "GET", "/alerts", 200)
        found = await ask(at.admin, "GET", "/jobs?q=bush&status=any", 200)
        await ask(at.person, "DELETE", f"/alerts/{mine[0]['id']}", 204)

    assert sorted(answer.status for answer in both) == [200, 201]
    assert mine[0]["id"] == mine[1]["id"]
    assert (mine[0]["job"]["title"], mine[0]["job"]["company"]["name"]) == (
        *("Bush Pilot", "Flights GmbH"),
    )
    assert mine[0]["job"]["locations"][0]["country"] == "KE"
    assert asked.count("/jobs/7") in {1, 2}
    assert (job["job"]["title"], job["is_private"]) == ("Python Engineer 3", False)
    kinds = [one.partition(",")[0].rpartition(" ")[2] for one in said]
    assert kinds == [*["address-refused"] * 3, "too-large", *["address-refused"] * 3]
    assert "Bush Pilot" not in json.dumps([theirs, found])
    assert not [event for event in at.program.events if event["level"] == "ERROR"]
