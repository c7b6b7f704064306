"""Each server is gone for long while boards go on publishing: all recovers by itself."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol

import aiohttp
import pytest
from aiosmtpd.smtp import SMTP

from jobscout.embedded.postgres import Postgres
from jobscout.embedded.valkey import Valkey
from jobscout.sql import database
from seed import demo
from seed.demo_board import WORLD, make_board
from tests.drills import drill
from tests.program import boards, mailbox
from tests.program.conftest import external, fill, open_database
from tests.program.program import Program, running
from tests.program.test_outages import USERS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from jobscout.sql.database import Database

pytestmark = [drill(), pytest.mark.timeout(120)]

# As long, beside the pauses after failures, as half a minute and longer beside the usual ones.
AWAY_STEPS = 30
STEP_S = 0.25
PAUSES = {"RETRY_S": "2"}
BACK_S = 15.0
RECOVERY_S = 60.0
DUE = """
SELECT (SELECT count(*) FROM jobs WHERE matched_at IS NULL)
     + (SELECT count(*) FROM alerts WHERE bundled_at IS NULL AND bundle_at <= now())
     + (SELECT count(*) FROM deliveries WHERE status <> 'sent') AS due
"""


class Server(Protocol):
    """A server that can be stopped and started again at the same place."""

    async def stop(self) -> None: ...

    async def start(self) -> None: ...


class Embedded:
    def __init__(self, server: Postgres | Valkey) -> None:
        self._server = server

    async def stop(self) -> None:
        if isinstance(self._server, Postgres):
            # adopts the one that the program started, under whose account only it can be stopped
            await asyncio.to_thread(self._server.start)
        await asyncio.to_thread(self._server.stop)

    async def start(self) -> None:
        await asyncio.to_thread(self._server.start)


class MailServer:
    def __init__(self) -> None:
        self.box = mailbox.Mailbox()
        self.port = 0
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        self._server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(self.box, enable_SMTPUTF8=True), "127.0.0.1", self.port
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            # Nobody new, then a turn for who was just let in: a connection that is accepted in
            # the same turn of the loop as the server closes is never closed (Python 3.11).
            for listening in self._server.sockets:
                asyncio.get_running_loop().remove_reader(listening.fileno())
            await asyncio.sleep(0)
            self._server.close()
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self._server.wait_closed()


@asynccontextmanager
async def mail_server() -> AsyncIterator[MailServer]:
    server = MailServer()
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def ready(program: Program) -> tuple[int, dict[str, Any]]:
    async with (
        aiohttp.ClientSession(program.url) as session,
        session.get("/health/ready") as answer,
    ):
        return answer.status, await answer.json()


async def until_ready(program: Program) -> tuple[int, dict[str, Any]]:
    """What readiness says once it is well: an actor that met the outage pauses for a moment."""
    async with asyncio.timeout(BACK_S):
        while (said := await ready(program))[0] != 200:
            with suppress(AssertionError):
                await program.until("never", within_s=0.2)
    return said


async def until_all_is_told(program: Program, db: Database) -> None:
    async with asyncio.timeout(RECOVERY_S):
        while (await db.text(DUE))[0]["due"]:
            sent = [event for event in program.events if event["message"] == "delivery sent"]
            with suppress(AssertionError):  # perhaps nothing was left to send
                await program.until("delivery sent", len(sent) + 1, within_s=2)


@pytest.mark.parametrize("gone", ["postgres", "redis", "smtp"])
async def test_goes_on_after_an_outage(data_dir: Path, gone: str) -> None:
    """Readiness tells which part is away; nothing crashes, and no scrape or alert is lost."""
    board = make_board()
    async with boards.serving(board) as base_url, mail_server() as mails:
        servers: dict[str, Server] = {
            "postgres": Embedded(Postgres(data_dir)),
            "redis": Embedded(Valkey(data_dir)),
            "smtp": mails,
        }
        async with open_database(data_dir) as db:
            sources = [{**one, "interval_seconds": 1} for one in demo.sources(base_url)]
            await fill(db, sources, USERS)
        settings = {
            "SEED": "none",
            "FETCH_ALLOW": base_url.removeprefix("http://"),
            "SMTP_URL": f"smtp://127.0.0.1:{mails.port}?starttls=false",
            **PAUSES,
        }
        async with (
            external(data_dir) as settings_of_servers,
            running(data_dir / "program", settings | settings_of_servers) as program,
        ):
            await program.until("delivery sent")
            await servers[gone].stop()
            told = []
            for _ in range(AWAY_STEPS):
                board[WORLD].step()
                with suppress(AssertionError):
                    await program.until("never", within_s=STEP_S)
                told.append(await ready(program))
            await servers[gone].start()
            scraped = sum(event["message"] == "scrape finished" for event in program.events)
            await program.until("scrape finished", scraped + 2 * len(sources), within_s=60)
            async with database.connect(Postgres(data_dir).url, min_size=1, max_size=2) as db:
                await until_all_is_told(program, db)
            back = await until_ready(program)
            assert not program.ended
            assert await program.stop() == 0
            if gone == "redis":
                await servers[gone].stop()
        async with open_database(data_dir) as db:
            alerts = await db.text("SELECT id FROM alerts WHERE bundled_at IS NOT NULL")
            told_ids = await db.text("SELECT DISTINCT unnest(alert_ids) AS id FROM deliveries")
            mailed = await db.text("SELECT message_id FROM deliveries WHERE channel = 'email'")
            lost = await db.text(
                "SELECT p.id FROM postings p JOIN jobs j ON j.id = p.job_id"
                " WHERE j.matched_at IS NULL AND j.closed_at IS NULL"
            )

    check(gone, told, back)
    assert not [event for event in program.events if event["message"] == "actor crashed"]
    assert lost == []
    assert {row["id"] for row in told_ids} == {row["id"] for row in alerts} != set()
    assert set(mails.box.message_ids) == {row["message_id"] for row in mailed}


def check(gone: str, told: list[tuple[int, dict[str, Any]]], back: tuple[int, Any]) -> None:
    """What readiness said: 503 naming the part; mail that waits is a remark."""
    part = {"postgres": "db", "redis": "redis", "smtp": "mail"}[gone]
    said = [answer[part] for _, answer in told]
    assert said[-1] not in {"ok", None}
    assert {status for status, _ in told[5:]} == ({200} if gone == "smtp" else {503})
    assert back[0] == 200
    assert back[1][part] == "ok"
