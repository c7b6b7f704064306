"""Sources in the real program: added by address, triggered by webhook, reset and accepted."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import msgspec
import pytest
from aiohttp import web

from tests.drills import drill
from tests.program import boards
from tests.program.program import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.program.program import Program

pytestmark = [drill(), pytest.mark.timeout(120)]

SECRET = "a webhook's secret of more than 32 bytes"
SETTINGS = {"SEED": "demo", "WEBHOOK_SECRET": SECRET, "SCRAPE_TRIGGERS_PER_MINUTE": "1000"}


class Greenhouse:
    """A board of *many* postings from *first* on that can be ill, and a page that embeds it."""

    def __init__(self) -> None:
        self.first = 0
        self.many = 10
        self.is_ill = False

    async def jobs(self, _request: web.Request) -> web.Response:
        if self.is_ill:
            return web.Response(status=500)
        jobs = [
            {
                "id": n,
                "title": f"Python Engineer {n}",
                "absolute_url": f"https://acme.example/{n}",
                "location": {"name": "Nairobi, Kenya"},
                "content": f"&lt;p&gt;Desk {n}: Kubernetes and PostgreSQL.&lt;/p&gt;",
            }
            for n in range(self.first, self.first + self.many)
        ]
        body = {"jobs": jobs, "meta": {"total": len(jobs)}}
        return web.Response(body=msgspec.json.encode(body), content_type="application/json")

    async def page(self, _request: web.Request) -> web.Response:
        frame = '<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>'
        return web.Response(text=frame, content_type="text/html")


@asynccontextmanager
async def board() -> AsyncIterator[tuple[Greenhouse, str]]:
    greenhouse, app = Greenhouse(), web.Application()
    app.router.add_get("/v1/boards/acme/jobs", greenhouse.jobs)
    app.router.add_get("/careers", greenhouse.page)
    async with boards.serving(app) as url:
        yield greenhouse, url


@asynccontextmanager
async def admin_of(program: Program) -> AsyncIterator[aiohttp.ClientSession]:
    body = {"email": "admin@jobscout.example", "password": "admin-password-1"}
    async with (
        aiohttp.ClientSession(program.url) as session,
        session.post("/auth/login", json=body) as answer,
    ):
        token = (await answer.json())["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession(program.url, headers=headers) as session:
        yield session


async def ask(
    session: aiohttp.ClientSession, method: str, path: str, status: int, **body: Any
) -> Any:
    async with session.request(method, path, json=body or None) as answer:
        assert answer.status == status, await answer.text()
        return await answer.json() if status != 204 else None


async def test_life_of_a_source(data_dir: Path) -> None:
    """From a career page's address to postings; ill, reset, shrunk, accepted, purged."""
    async with board() as (greenhouse, url):
        host = url.removeprefix("http://")
        settings = SETTINGS | {"FETCH_ALLOW": host, "ROLES": "http,scraper"}
        async with running(data_dir, settings) as program, admin_of(program) as admin:
            found = await ask(admin, "POST", "/sources/", 201, url=f"{url}/careers", active=False)
            assert (found["kind"], found["config"]) == ("greenhouse", {"board": "acme"})
            path = f"/sources/{found['id']}"
            config = {"board": "acme", "base_url": url}
            await ask(admin, "PATCH", path, 200, config=config, active=True, interval_seconds=86400)
            seen = await ask(admin, "POST", f"{path}/preview", 200)
            assert {"kubernetes", "postgresql", "python"} <= set(seen["items"][0]["skills"])

            async def scraped(status: str, times: int) -> None:
                await program.until("scrape finished", times, status=status)

            headers = {"Authorization": f"Bearer {SECRET}"}
            async with aiohttp.ClientSession(program.url, headers=headers) as ci:
                await ask(ci, "POST", f"/webhooks/scrape/{found['id']}", 202)
            await scraped("ok", 1)
            assert (await ask(admin, "GET", path, 200))["open_jobs"] == 10

            greenhouse.is_ill = True
            for times in range(1, 6):
                await ask(admin, "POST", f"{path}/scrape", 202)
                await scraped("failed", times)
            ill = await ask(admin, "GET", path, 200)
            assert (ill["health"], ill["breaker"], ill["failures"]) == ("failing", "open", 5)
            greenhouse.is_ill = False
            await ask(admin, "POST", f"{path}/scrape", 202)
            await scraped("failed", 6)  # its host is left alone
            assert (await ask(admin, "GET", path, 200))["last_run"]["error"].endswith(" s")
            await ask(admin, "POST", f"{path}/reset", 200)
            await scraped("ok", 2)

            greenhouse.many = 2
            await ask(admin, "POST", f"{path}/scrape", 202)
            await scraped("suspect", 1)
            assert (await ask(admin, "GET", path, 200))["health"] == "suspect"
            await ask(admin, "POST", f"{path}/accept", 200)
            await scraped("ok", 3)
            await ask(admin, "POST", f"{path}/scrape", 202)
            await scraped("ok", 4)
            last = await ask(admin, "GET", path, 200)
            assert (last["health"], last["open_jobs"], last["last_run"]["closed"]) == ("ok", 2, 8)

            await ask(admin, "DELETE", f"{path}?purge=true", 204)
            await ask(admin, "GET", path, 404)
            logs = await ask(admin, "GET", "/admin/scrape-logs", 200)
            assert not [log for log in logs["items"] if log["source_id"] == found["id"]]
            assert not [event for event in program.events if event["level"] == "ERROR"]


async def test_board_that_becomes_another(data_dir: Path) -> None:
    """P3: forty foreign postings, three times: nothing closes, nothing is shown, and it is said."""
    async with board() as (greenhouse, url):
        greenhouse.many = 40
        settings = SETTINGS | {"FETCH_ALLOW": url.removeprefix("http://"), "ROLES": "http,scraper"}
        async with running(data_dir, settings) as program, admin_of(program) as admin:
            config = {"board": "acme", "base_url": url}
            added = {"kind": "greenhouse", "config": config, "interval_seconds": 86400}
            path = f"/sources/{(await ask(admin, 'POST', '/sources/', 201, **added))['id']}"
            await ask(admin, "POST", f"{path}/scrape", 202)
            await program.until("scrape finished", 1, status="ok")

            async def shown() -> set[str]:
                page = await ask(admin, "GET", "/jobs?company=acme&limit=100", 200)
                return {job["title"] for job in page["items"]}

            ours = await shown()
            greenhouse.first = 1000
            for times in range(1, 4):
                await ask(admin, "POST", f"{path}/scrape", 202)
                await program.until("scrape finished", times, status="suspect")
            suspect = await ask(admin, "GET", path, 200)
            during = await shown()
            greenhouse.first = 0
            await ask(admin, "POST", f"{path}/scrape", 202)
            await program.until("scrape finished", 2, status="ok")
            well = await ask(admin, "GET", path, 200)

    assert ours == during == {f"Python Engineer {n}" for n in range(40)}
    assert (suspect["health"], suspect["open_jobs"]) == ("suspect", 40)
    assert [(run["new"], run["closed"]) for run in suspect["last_runs"][:3]] == [(0, 0)] * 3
    assert suspect["health_reason"] == (
        "The board lists 40 postings, but only 0 of the 40 that were open: it looks like another"
        " board. Nothing of it is stored. Accept it if it is right."
    )
    assert (well["health"], well["open_jobs"], well["last_run"]["unchanged"]) == ("ok", 40, 40)
