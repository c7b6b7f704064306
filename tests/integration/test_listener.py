"""Listener: a NOTIFY wakes, and a lost connection is an outage."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import asyncpg
import pytest

from jobscout.actors.listener import Listener
from jobscout.errors import Outage
from jobscout.sql.notifications import Notifications

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def other(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection of somebody else."""
    connection = await asyncpg.connect(database_url)
    yield connection
    await connection.close()


class Ears:
    """Collects notices; *ready* once the first test notice came through."""

    def __init__(self, url: str) -> None:
        self.said: asyncio.Queue[str] = asyncio.Queue()
        self.listener = Listener(Notifications(url, "jobscout", self.said.put_nowait))

    async def until_heard(self, other: asyncpg.Connection) -> None:
        """Notify until the listener hears, because nobody else says that it listens."""
        while self.said.empty():
            await other.execute("NOTIFY jobscout, 'hello'")


async def test_notice_wakes(database_url: str, other: asyncpg.Connection) -> None:
    """What another process notifies arrives with its payload; other channels do not."""
    ears = Ears(database_url)
    work = asyncio.create_task(ears.listener.run())
    async with asyncio.timeout(10):
        await ears.until_heard(other)
        await other.execute("NOTIFY elsewhere, 'not for us'")
        await other.execute("NOTIFY jobscout, 'jobs'")
        while (said := await ears.said.get()) == "hello":
            pass
        await ears.listener.stop()
        await work

    assert said == "jobs"


async def test_lost_connection_is_an_outage(database_url: str, other: asyncpg.Connection) -> None:
    """A backend that is terminated is an outage for the supervisor to wait out."""
    ears = Ears(database_url)
    work = asyncio.create_task(ears.listener.run())
    async with asyncio.timeout(10):
        await ears.until_heard(other)
        await other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        with pytest.raises(Outage):
            await work


async def test_nobody_there_is_an_outage(tmp_path: Path) -> None:
    """A database that does not answer is an outage, not a crash."""
    ears = Ears(f"postgresql://jobscout@/postgres?host={tmp_path}")

    with pytest.raises(Outage):
        await ears.listener.run()


async def test_stop_before_run_asks_nobody(tmp_path: Path) -> None:
    """Told to stop during an outage it ends, instead of failing for ever."""
    ears = Ears(f"postgresql://jobscout@/postgres?host={tmp_path}")
    await ears.listener.stop()
    await ears.listener.stop()
    async with asyncio.timeout(1):
        await ears.listener.run()


async def test_runs_again_after_an_outage(database_url: str, other: asyncpg.Connection) -> None:
    """Restarted by the supervisor, it listens on a new connection."""
    ears = Ears(database_url)
    async with asyncio.timeout(10):
        for _ in range(2):
            work = asyncio.create_task(ears.listener.run())
            await ears.until_heard(other)
            await other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            with pytest.raises(Outage):
                await work
            while not ears.said.empty():  # only now can no notice of this round still arrive
                ears.said.get_nowait()
