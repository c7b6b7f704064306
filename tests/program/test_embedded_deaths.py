"""The embedded PostgreSQL and Valkey are killed while the program works."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

import aiohttp
import pytest
import redis

from jobscout.embedded.valkey import Valkey
from tests.drills import drill
from tests.program.conftest import open_database
from tests.program.program import Program, running
from tests.program.test_outages import ask, kill_postgres, world

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = int(os.environ.get("JOBSCOUT_KILLS", "4"))
BACK_S = 10.0

pytestmark = [drill(), pytest.mark.timeout(60 + 15 * ROUNDS)]


def kill_valkey(data_dir: Path) -> None:
    with redis.Redis.from_url(Valkey(data_dir).url) as client:
        pid = int(client.info("server")["process_id"])
    os.kill(pid, signal.SIGKILL)


async def until_ready(program: Program) -> None:
    """Ask again and again, as an orchestrator does, until all parts are there."""
    async with asyncio.timeout(BACK_S):
        while (await ask(program, "/health/ready"))[0] != 200:
            with suppress(AssertionError):
                await program.until("never", within_s=0.1)


async def read_on(program: Program, statuses: set[int]) -> None:
    """The load: somebody reads jobs all the time."""
    async with aiohttp.ClientSession(program.url) as session:
        while True:
            async with session.get("/jobs") as answer:
                await answer.read()
                statuses.add(answer.status)


async def guess(program: Program, times: int) -> list[int]:
    """Statuses of wrong passwords."""
    body = {"email": "person-1@example.org", "password": "not the password"}
    statuses = []
    async with aiohttp.ClientSession(program.url) as session:
        for _ in range(times):
            async with session.post("/auth/login", json=body) as answer:
                statuses.append(answer.status)
    return statuses


async def test_killed_by_turns(data_dir: Path) -> None:
    """Each is back within seconds, on its data; nothing is lost or doubled, limits hold."""
    statuses: set[int] = set()
    async with world(data_dir) as (settings, box):
        settings["JOBS_CALLS_PER_MINUTE"] = "100000"
        async with running(data_dir, settings) as program:
            load = asyncio.create_task(read_on(program, statuses))
            await program.until("delivery sent")
            for number in range(ROUNDS):
                kill, server = (
                    (kill_postgres, "PostgreSQL") if number % 2 else (kill_valkey, "Valkey")
                )
                await asyncio.to_thread(kill, data_dir)
                await program.until("embedded server restarted", number // 2 + 1, server=server)
                await until_ready(program)
            scraped = sum(event["message"] == "scrape finished" for event in program.events)
            await program.until("scrape finished", scraped + 10)
            guesses = await guess(program, 40)
            load.cancel()
            code = await program.stop()
        async with open_database(data_dir) as db:
            due = await db.text("SELECT id FROM deliveries WHERE status <> 'sent'")
            sent = await db.text("SELECT message_id FROM deliveries")
            twice = await db.text(
                "SELECT user_id, job_id FROM alerts GROUP BY 1, 2 HAVING count(*) > 1"
            )

    assert code == 0
    assert statuses <= {200, 503}
    assert 429 in guesses
    assert (due, twice) == ([], [])
    assert set(box.message_ids) == {row["message_id"] for row in sent} != set()
    assert not [event for event in program.events if event["message"] == "actor crashed"]


async def test_server_that_cannot_come_back(data_dir: Path) -> None:
    """The process ends with code 1, and its last words are the server's."""
    async with world(data_dir) as (settings, _), running(data_dir, settings) as program:
        with (data_dir / "postgres" / "postgresql.conf").open("a") as conf:
            conf.write("no_such_setting = 1\n")
        kill_postgres(data_dir)
        (last,) = await program.until("an actor failed permanently", within_s=60)
        code = await program.wait()
        (data_dir / "postgres" / "postgresql.conf").write_text("")

    assert code == 1
    assert "the embedded PostgreSQL does not start" in last["error"]
    assert "contains errors" in last["error"]
