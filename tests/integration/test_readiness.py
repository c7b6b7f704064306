"""Readiness of a whole process: each part asked, all at once, none waited for."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from jobscout.app import App
from jobscout.errors import Outage
from jobscout.http.server import make_app
from jobscout.resources import Resources, open_resources
from jobscout.settings import Settings
from jobscout.sql import migrations

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from aiohttp import web
    from aiohttp.test_utils import TestClient
    from pytest_aiohttp.plugin import AiohttpClient

    Client = TestClient[web.Request, web.Application]

FINE = {
    **dict.fromkeys(("db", "redis", "disk", "actors", "migrations"), "ok"),
    **dict.fromkeys(("mail", "push"), "unconfigured"),
}
SILENT = "no answer in time"


class Proxy:
    """Stands before PostgreSQL; while *talks* is not set it accepts, reads and says nothing."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._pipes: list[asyncio.Task[None]] = []
        self._writers: list[asyncio.StreamWriter] = []
        self.talks = asyncio.Event()
        self.talks.set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        behind, to_behind = await asyncio.open_unix_connection(self._path)
        self._writers += [writer, to_behind]
        for source, sink in ((reader, to_behind), (behind, writer)):
            self._pipes.append(asyncio.create_task(self._pipe(source, sink)))

    async def close(self) -> None:
        for pipe in self._pipes:
            pipe.cancel()
        await asyncio.gather(*self._pipes, return_exceptions=True)
        for writer in self._writers:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _pipe(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                await self.talks.wait()
                sink.write(data)
                await sink.drain()
        sink.close()


@asynccontextmanager
async def before(database_url: str, folder: Path) -> AsyncIterator[tuple[Proxy, str]]:
    """A proxy, and the address of the database behind it."""
    parts = urlsplit(database_url)
    (socket_folder,) = parse_qs(parts.query)["host"]
    proxy = Proxy(f"{socket_folder}/.s.PGSQL.5432")
    server = await asyncio.start_unix_server(proxy.serve, f"{folder}/.s.PGSQL.5432")
    try:
        yield proxy, parts._replace(query=f"host={folder}").geturl()
    finally:
        server.close()
        await proxy.close()


@asynccontextmanager
async def process(
    database_url: str, redis_url: str, data_dir: Path, client: AiohttpClient
) -> AsyncIterator[tuple[Client, Resources]]:
    """The API of a process whose actors have not begun."""
    settings = Settings(data_dir=data_dir, database_url=database_url, redis_url=redis_url)
    async with open_resources(settings) as outside:
        yield await client(make_app(App(settings, outside).services())), outside


async def readiness(client: Client) -> tuple[int, dict[str, Any]]:
    async with asyncio.timeout(10), client.get("/health/ready") as answer:
        return answer.status, await answer.json()


async def until_ready(client: Client) -> None:
    async with asyncio.timeout(10):
        while (await readiness(client))[0] != 200:
            pass  # each question waits for the part that is not


async def test_all_is_well(
    database_url: str, redis_url: str, tmp_path: Path, aiohttp_client: AiohttpClient
) -> None:
    """Every part by its name; the same among the metrics, with what is measured just then."""
    async with process(database_url, redis_url, tmp_path / "data", aiohttp_client) as (client, _):
        assert await readiness(client) == (200, FINE)
        text = await (await client.get("/metrics")).text()

    for part in ("db", "redis", "disk", "actors", "migrations"):
        assert f'jobscout_ready{{part="{part}"}} 1.0' in text
    assert "jobscout_db_connections_max 30.0" in text
    assert 'jobscout_inbox_capacity{actor="ingester"} 4.0' in text


async def test_postgres_says_nothing(
    database_url: str, redis_url: str, tmp_path: Path, aiohttp_client: AiohttpClient
) -> None:
    """A PostgreSQL that accepts and is silent holds up no answer, and is ready when it talks."""
    async with before(database_url, tmp_path) as (proxy, address):
        folder = tmp_path / "data"
        async with process(address, redis_url, folder, aiohttp_client) as (client, outside):
            before_it = await readiness(client)
            proxy.talks.clear()
            first, second = await asyncio.gather(readiness(client), readiness(client))
            async with asyncio.timeout(10):
                text = await (await client.get("/metrics")).text()
                alive = await client.get("/health")
            asking = outside.db.in_use.busy
            proxy.talks.set()
            await until_ready(client)

    assert before_it == (200, FINE)
    assert first == second == (503, FINE | {"db": SILENT, "migrations": SILENT})
    assert 'jobscout_ready{part="db"} 0.0' in text
    assert 'jobscout_ready{part="redis"} 1.0' in text
    assert alive.status == 200
    assert asking == 2  # one connection for each part, however often somebody asks


async def test_postgres_is_silent_from_the_start(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever for a migration's connection: a thread would hold up the end."""
    monkeypatch.setattr(migrations, "CONNECT_S", 2)  # libpq knows no less
    async with before(database_url, tmp_path) as (proxy, address):
        proxy.talks.clear()
        async with asyncio.timeout(15):
            with pytest.raises(Outage):
                await asyncio.to_thread(migrations.compare, address)


async def test_schema_is_older(
    database_url: str, redis_url: str, tmp_path: Path, aiohttp_client: AiohttpClient
) -> None:
    """A migration that the database lacks makes the process not ready."""
    async with process(database_url, redis_url, tmp_path / "data", aiohttp_client) as (client, out):
        await out.db.text(
            "DELETE FROM _yoyo_migration WHERE migration_id = $1", migrations.known()[-1]
        )
        said = await readiness(client)

    assert said == (503, FINE | {"migrations": "away"})


async def test_broken_schema(
    database_url: str, redis_url: str, tmp_path: Path, aiohttp_client: AiohttpClient
) -> None:
    """A check that breaks is a part that is not ready, not an error of the question."""
    async with process(database_url, redis_url, tmp_path / "data", aiohttp_client) as (client, out):
        await out.db.text("DROP TABLE _yoyo_migration CASCADE")
        said = await readiness(client)

    assert said == (503, FINE | {"migrations": "away"})


async def test_who_we_are(
    database_url: str, redis_url: str, tmp_path: Path, aiohttp_client: AiohttpClient
) -> None:
    """PostgreSQL knows the process by its roles and number."""
    settings = Settings(
        data_dir=tmp_path / "data",
        database_url=database_url,
        redis_url=redis_url,
        roles=frozenset({"matcher", "http"}),
        db_pool_min=3,
        db_pool_max=4,
    )
    async with open_resources(settings) as outside:
        rows = await outside.db.text(
            "SELECT application_name FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name <> ''"
        )
        most = outside.db.in_use.max

    assert {row["application_name"] for row in rows} == {settings.process_name}
    assert settings.process_name.startswith("jobscout http,matcher ")
    assert (len(rows), most) == (3 + 1, 4)  # and the one of its heartbeat
