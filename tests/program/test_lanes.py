"""Lanes: what is urgent does not wait for what is not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from jobscout.actors.dispatcher import queued
from jobscout.embedded.postgres import Postgres
from jobscout.sql import database
from tests.drills import drill
from tests.program import manners
from tests.program.conftest import fill, open_database
from tests.program.program import running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

SLOW_HOSTS = 50
BOARDS_A_HOST = 20


async def test_thousand_normal_sources_do_not_delay_a_high_one(data_dir: Path) -> None:
    """While a thousand due boards hang in the normal lane, a high one is read at once."""
    release, all_hang = asyncio.Event(), asyncio.Event()
    hanging = 0

    async def hang(_request: web.Request) -> web.Response:
        nonlocal hanging
        hanging += 1
        if hanging == SLOW_HOSTS:
            all_hang.set()
        await release.wait()
        return web.Response(body=manners.EMPTY)

    async def at_once(_request: web.Request) -> web.Response:
        return web.Response(body=manners.EMPTY)

    slow = [manners.Host(hang) for _ in range(SLOW_HOSTS)]
    quick = manners.Host(at_once)
    async with manners.serving(*slow, quick) as allow:
        sources = [
            host.source(f"board-{number}-{board}")
            for number, host in enumerate(slow)
            for board in range(BOARDS_A_HOST)
        ]
        async with open_database(data_dir) as db:
            await fill(db, [*sources, quick.source("urgent", priority="high")], {})
            await db.text(
                "UPDATE sources SET next_run_at = now() + interval '1 h' WHERE priority = 'high'"
            )
        settings = {"SEED": "none", "FETCH_ALLOW": allow, "FETCH_PACE_S": "1", "SWEEP_S": "1"}
        async with running(data_dir, settings) as program:
            async with asyncio.timeout(30):
                await all_hang.wait()
            async with database.connect(Postgres(data_dir).url, min_size=1) as db:
                await db.text("UPDATE sources SET next_run_at = now() WHERE priority = 'high'")
                await program.until("scrape finished", source="urgent", within_s=5)
                (unfinished,) = await db.text(
                    "SELECT count(*) FROM scrapes WHERE finished_at IS NULL"
                )
            finished = [one for one in program.events if one["message"] == "scrape finished"]
            release.set()
            assert await program.stop() == 0

    assert len(sources) == 1000
    assert [one["source"] for one in finished] == ["urgent"]
    assert unfinished["count"] == queued(1.0, 1.0) * SLOW_HOSTS
