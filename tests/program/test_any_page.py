"""Any page in the real program: a config is tried, corrected, and becomes a source that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from tests.drills import drill
from tests.program import boards
from tests.program.program import running
from tests.program.test_sources import SETTINGS, admin_of, ask

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

LIST = """<ul><li><a href="/jobs/diver">Deep Sea Diver</a><i>Mombasa, Kenya</i>
<li><a href="/jobs/rigger">Mast Rigger</a><i>Lamu, Kenya</i></ul>"""
JOB = "<article><p>Knowledge of Python and PostgreSQL.</p></article>"
JOBS = {"n": 1, "jobs": [{"id": 7, "name": "Boat Builder", "text": JOB}]}


async def test_draft_to_jobs(data_dir: Path) -> None:
    """Both kinds, with their jobs' texts; previews write nothing, and the readings are whole."""
    app = web.Application()

    async def page(_request: web.Request) -> web.Response:
        return web.Response(text=LIST, content_type="text/html")

    async def job(_request: web.Request) -> web.Response:
        return web.Response(text=JOB, content_type="text/html")

    async def api(_request: web.Request) -> web.Response:
        return web.json_response(JOBS)

    app.router.add_get("/careers", page)
    app.router.add_get("/jobs/{name}", job)
    app.router.add_post("/api", api)
    async with boards.serving(app) as url:
        settings = SETTINGS | {
            "FETCH_ALLOW": url.removeprefix("http://"), "ROLES": "http,scraper",
        }  # fmt: skip
        fields: dict[str, Any] = {"title": "h3", "url": "a@href", "location": "i"}
        static = {
            "url": "https://acme.example/careers", "base_url": url, "list": "ul", "item": "li",
            "fields": fields, "detail": {"description": "article"},
        }  # fmt: skip
        paths = {"id": "id", "title": "name", "url": "https://acme.example/j/{id}",
                 "description": "text"}  # fmt: skip
        api_config = {
            "url": "https://boats.example/api", "base_url": url, "method": "POST",
            "body": {"filter": {"open": True}}, "items": "jobs", "total": "n", "fields": paths,
        }  # fmt: skip
        async with running(data_dir, settings) as program, admin_of(program) as admin:
            wrong = await ask(admin, "POST", "/sources/preview", 200, kind="static", config=static)
            assert (wrong["total"], wrong["unread_total"]) == (0, 2)
            assert wrong["unread"][0]["reason"] == "static: fields.title: `h3` found nothing"

            fields["title"] = "a"
            seen = await ask(admin, "POST", "/sources/preview", 200, kind="static", config=static)
            assert [one["title"] for one in seen["items"]] == ["Deep Sea Diver", "Mast Rigger"]
            assert "python" in seen["items"][0]["skills"]
            assert seen["without_text"] == []

            made = [
                await ask(admin, "POST", "/sources/", 201, kind=kind, config=config)
                for kind, config in (("static", static), ("api", api_config))
            ]
            for one in made:
                await ask(admin, "POST", f"/sources/{one['id']}/scrape", 202)
            await program.until("scrape finished", 2, status="ok")
            read = [await ask(admin, "GET", f"/sources/{one['id']}", 200) for one in made]
            assert [(one["company_name"], one["open_jobs"]) for one in read] == [
                ("Acme", 2), ("Boats", 1),
            ]  # fmt: skip
            found = await ask(admin, "GET", "/jobs?q=diver", 200)
            assert [one["title"] for one in found["items"]] == ["Deep Sea Diver"]
