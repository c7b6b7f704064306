"""Kinds that need a key in the real program: unconfigured without it, and silent about it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import msgspec
import pytest
from aiohttp import web

from tests.drills import drill
from tests.program import boards
from tests.program.program import running
from tests.program.test_sources import admin_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

KEY = "hunter2-name"


class ReliefWeb:
    """It answers only the approved name, and repeats it."""

    def __init__(self) -> None:
        self.names: list[str | None] = []

    async def jobs(self, request: web.Request) -> web.Response:
        name = request.query.get("appname")
        self.names.append(name)
        if name != KEY:
            return web.Response(status=403)
        fields = {"title": "Python Engineer", "url": "https://reliefweb.int/node/1"}
        answer: dict[str, Any] = {
            "href": str(request.url),
            "totalCount": 1,
            "data": [{"id": "1", "href": str(request.url), "fields": fields}],
        }
        return web.Response(body=msgspec.json.encode(answer), content_type="application/json")


async def source_of(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    body = {"kind": "reliefweb", "config": {"base_url": url}}
    async with session.post("/sources", json=body) as answer:
        made: dict[str, Any] = await answer.json()
    return made


async def test_key_is_shown_to_its_board_only(data_dir: Path) -> None:
    """The same folder without the setting, and then with it."""
    reliefweb, app = ReliefWeb(), web.Application()
    app.router.add_post("/v2/jobs", reliefweb.jobs)
    async with boards.serving(app) as url:
        settings = {"SEED": "demo", "FETCH_ALLOW": url.removeprefix("http://")}
        async with running(data_dir, settings) as program, admin_of(program) as session:
            made = await source_of(session, url)
            async with session.post(f"/sources/{made['id']}/scrape") as answer:
                refused = answer.status, (await answer.json())["type"]
            await program.stop()
        asked_without = len(reliefweb.names)

        settings["RELIEFWEB_APPNAME"] = KEY
        async with running(data_dir, settings) as program, admin_of(program) as session:
            await program.until("scrape finished", source_id=int(made["id"]), status="ok")
            async with asyncio.timeout(20), session.get(f"/sources/{made['id']}") as answer:
                read = await answer.text()
            metrics, events, said = await program.metrics(), program.events, program.said
            await program.stop()

    assert (made["health"], asked_without) == ("unconfigured", 0)
    assert made["health_reason"].endswith("need the setting RELIEFWEB_APPNAME.")
    assert refused == (409, "/problems/unconfigured")
    assert set(reliefweb.names) == {KEY}
    assert msgspec.json.decode(read)["health"] == "ok"
    assert KEY not in f"{read} {metrics} {events} {said}"
