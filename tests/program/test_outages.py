"""PostgreSQL or Redis goes away in the middle of the work, and comes back (P2, P11)."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

import aiohttp
import pytest

from jobscout.embedded.postgres import Postgres
from jobscout.embedded.valkey import Valkey
from seed import demo
from seed.demo_board import make_board
from tests.drills import drill
from tests.program import boards, mailbox
from tests.program.conftest import external, fill, open_database
from tests.program.program import Program, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

SEARCHES = [{"name": "All", "titles": ["engineer", "developer", "manager", "analyst"]}]
USERS = {f"person-{number}@example.org": SEARCHES for number in range(8)}


class World(NamedTuple):
    """What a program needs to have work: boards to read, and where its mails go."""

    settings: dict[str, str]
    box: mailbox.Mailbox


@asynccontextmanager
async def world(data_dir: Path) -> AsyncIterator[World]:
    async with boards.serving(make_board()) as base_url, mailbox.receiving() as (box, smtp_url):
        async with open_database(data_dir) as db:
            sources = [{**one, "interval_seconds": 1} for one in demo.sources(base_url)]
            await fill(db, sources, USERS)
        host = base_url.removeprefix("http://")
        yield World({"SEED": "none", "FETCH_ALLOW": host, "SMTP_URL": smtp_url}, box)


def kill_postgres(data_dir: Path) -> None:
    pid = (data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0]
    os.kill(int(pid), signal.SIGKILL)


async def ask(program: Program, path: str) -> tuple[int, str | None]:
    """Status and Retry-After."""
    async with aiohttp.ClientSession(program.url) as session, session.get(path) as answer:
        return answer.status, answer.headers.get("Retry-After")


async def test_postgres_dies_between_the_word_and_the_record(data_dir: Path) -> None:
    """Mails that were taken while PostgreSQL was killed are not sent again; all goes on."""
    async with world(data_dir) as (settings, box):
        async with (
            external(data_dir) as servers,
            running(data_dir / "program", settings | servers) as program,
        ):
            box.answers.clear()
            async with asyncio.timeout(30):
                await box.got_one.wait()
            kill_postgres(data_dir)
            box.answers.set()
            await program.until("outage", actor="notifier")
            away = await ask(program, "/jobs"), await ask(program, "/health")
            await asyncio.to_thread(Postgres(data_dir).start)
            await program.until("outage over")
            back = await ask(program, "/jobs"), await ask(program, "/health/ready")
            assert await program.stop() == 0
        # what was claimed and not yet sent is taken up at once by the next start
        async with running(data_dir, settings) as program:
            await program.until("scrape finished", 5)
            assert await program.stop() == 0
        async with open_database(data_dir) as db:
            due = await db.text("SELECT id FROM deliveries WHERE status <> 'sent'")
            sent = await db.text("SELECT message_id FROM deliveries")

    assert away == ((503, "5"), (200, None))
    assert back == ((200, None), (200, None))
    assert due == []
    assert sorted(box.message_ids) == sorted(row["message_id"] for row in sent)
    assert not [event for event in program.events if event["message"] == "actor crashed"]


async def test_stop_while_postgres_is_away(data_dir: Path) -> None:
    """SIGTERM in the middle of an outage ends with code 0, inside the grace period."""
    async with (
        world(data_dir) as (settings, _),
        external(data_dir) as servers,
        running(data_dir / "program", settings | servers | {"SHUTDOWN_GRACE_S": "4"}) as program,
    ):
        await program.until("delivery sent", 3)
        kill_postgres(data_dir)
        await program.until("outage", actor="scheduler")
        async with asyncio.timeout(5):
            assert await program.stop() == 0

    assert not [event for event in program.events if event["message"] == "actor crashed"]


async def test_redis_goes_and_comes_back(data_dir: Path) -> None:
    """Without Redis people are let in, which is said once; alerts go on; its return is said."""
    async with (
        world(data_dir) as (settings, _),
        external(data_dir) as servers,
        running(data_dir / "program", settings | servers) as program,
    ):
        valkey = Valkey(data_dir)
        await asyncio.to_thread(valkey.stop)
        without = [await ask(program, "/jobs") for _ in range(3)]
        ready = await ask(program, "/health/ready")
        await program.until("delivery sent")
        await asyncio.to_thread(valkey.start)
        try:
            assert await ask(program, "/jobs") == (200, None)
            await program.until("redis is available again")
        finally:
            await asyncio.to_thread(valkey.stop)
        assert await program.stop() == 0

    assert without == [(200, None)] * 3
    assert ready == (503, None)
    gone = [e for e in program.events if e["message"] == "redis is unavailable, limits are off"]
    assert len(gone) == 1
