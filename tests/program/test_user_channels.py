"""The channels that people add through the real program: killed and cut off, counted exactly."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.sql.user_channels import UserChannels
from tests.channel_service import Service, breaks_off, says
from tests.channel_services import SERVICES
from tests.channels import channels
from tests.drills import drill
from tests.fakes import served
from tests.integration.alert_rows import add_alert
from tests.integration.board_rows import add_user
from tests.program.conftest import open_database
from tests.program.program import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import asyncpg
    from aiohttp import web

    from jobscout.sql.database import Database

log = logging.getLogger(__name__)

KILLS = 10
USERS = 36  # more than are told in ten runs that end early
# nothing is read or matched: what is to be told is there
SETTINGS = {"SEED": "none", "RETRY_S": "1", "SWEEP_S": "0.3", "ROLES": "http,notifier"}

pytestmark = [drill(), pytest.mark.timeout(300)]


@asynccontextmanager
async def all_services() -> AsyncIterator[list[Service]]:
    async with AsyncExitStack() as stack:
        found = []
        for kind in sorted(SERVICES):
            service = await stack.enter_async_context(served(SERVICES[kind]()))
            assert isinstance(service, Service)
            found.append(service)
        yield found


def settings(services: list[Service]) -> dict[str, str]:
    allow = {"FETCH_ALLOW": ",".join(service.at for service in services)}
    for service in services:
        allow |= service.settings
    return SETTINGS | allow


async def add_people(db: Database, services: list[Service]) -> None:
    """Each with one alert that is due, whose title nobody else has, and a channel of each kind."""
    store = UserChannels(db, channels=channels())
    for number in range(USERS):
        user_id = await add_user(db)
        await db.text("INSERT INTO preferences (user_id, channels) VALUES ($1, '{}')", user_id)
        await add_alert(db, user_id, title=f"Engineer of {chr(97 + number % 26)}{number}")
        for service in services:
            adapter = service.adapter_of()
            await store.add(user_id, service.kind, await service.destination(adapter))
            await adapter.close()


def hold(service: Service, reached: asyncio.Event, *, lets: int, takes: bool) -> None:
    """From its *lets*-th call on the service answers nothing, before or after it *takes* it."""
    speak, calls = service.speak, 0

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal calls
        calls += 1
        if calls <= lets:
            return await speak(request)
        if takes:
            await service.take(request)
        reached.set()
        await asyncio.Event().wait()
        raise AssertionError

    service.answer = answer


async def all_sent(data_dir: Path, services: list[Service], within_s: float = 120.0) -> int:
    """Run until each service has taken every message; the exit code."""
    async with running(data_dir, settings(services)) as program:
        async with asyncio.timeout(within_s):
            for service in services:
                while len(service.taken) < USERS:
                    service.took.clear()
                    await service.took.wait()
        return await program.stop()


async def until_confirmed(data_dir: Path, services: list[Service]) -> None:
    """What a killed program left unconfirmed is sent again, and confirmed."""
    while True:
        async with open_database(data_dir) as db:
            if all(row["status"] == "sent" for row in await rows_of(db)):
                return
        async with running(data_dir, settings(services)) as program:
            await program.until("delivery sent")
            assert await program.stop() == 0


async def rows_of(db: Database) -> list[asyncpg.Record]:
    return await db.text("SELECT * FROM deliveries ORDER BY id")


async def test_killed_at_ten_moments(data_dir: Path) -> None:
    """P2: killed before and after services took messages, it loses none.

    Each service took each message, and once more at most for each time that a process died with
    it in hand; the row says how often. Copies bear the same id.
    """
    async with all_services() as services:
        async with open_database(data_dir) as db:
            await add_people(db, services)
        for number in range(KILLS):
            reached = asyncio.Event()
            for service in services:
                hold(service, reached, lets=2 + number % 3, takes=number % 2 == 1)
            async with running(data_dir, settings(services)) as program:
                async with asyncio.timeout(60):
                    await reached.wait()
                await program.kill()
        for service in services:
            service.answer = service.speak
        code = await all_sent(data_dir, services)
        await until_confirmed(data_dir, services)
        async with open_database(data_dir) as db:
            rows = await rows_of(db)

    sent = Counter(row["channel"] for row in rows if row["status"] == "sent")
    resends: Counter[str] = Counter()
    for row in rows:
        resends[row["channel"]] += row["resends"]
    copies = {each.kind: sum(each.taken.values()) - len(each.taken) for each in services}
    log.info("%d kills: %s sent, %s copies, %s resends", KILLS, dict(sent), copies, dict(resends))
    assert code == 0
    assert sent == {service.kind: USERS for service in services}
    assert all(len(service.taken) == USERS for service in services)
    assert sum(resends.values()) >= KILLS / 2
    assert all(copies[kind] <= resends[kind] for kind in copies)
    for service in services:  # where the service can tell copies apart, they are copies to it
        told = Counter((service.text(one), service.copy_id(one)) for one in service.messages)
        assert len(told) == USERS


async def test_outage_of_every_service(data_dir: Path) -> None:
    """P11: while services are away messages wait, and then each is taken once."""
    async with all_services() as services:
        for service in services:
            service.next = [says(503), breaks_off, says(500), says(502)] * 3
        async with open_database(data_dir) as db:
            await add_people(db, services)
        code = await all_sent(data_dir, services)
        async with open_database(data_dir) as db:
            rows = await rows_of(db)

    statuses: Counter[Any] = Counter((row["channel"], row["status"]) for row in rows)
    assert code == 0
    assert statuses == {(service.kind, "sent"): USERS for service in services}
    assert all(set(service.taken.values()) == {1} for service in services)
    assert all(len(service.asked) == USERS + 12 for service in services)
