"""Servers of our own in a temporary folder, fresh databases on them, and programs that use them."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg

from jobscout.embedded import Embedded
from jobscout.settings import ROLES
from jobscout.sql import migrations
from tests.program.memory import peaks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

ROOT = Path(__file__).parents[1]
START_S = 60.0
STOP_S = 30.0
_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


class World:
    """A PostgreSQL with as many databases as wanted, and a Valkey."""

    def __init__(self, folder: Path, database_url: str, redis_url: str) -> None:
        self.folder = folder
        self.redis_url = redis_url
        self.pids: dict[int, int] = {}  # of the programs, by their ports
        self._database_url = database_url

    def url(self, name: str) -> str:
        return self._database_url.replace("@/postgres?", f"@/{name}?")

    def cpu_s(self, port: int) -> float:
        """CPU seconds that the program on *port* has used so far; 0 where there is no /proc."""
        stat = Path(f"/proc/{self.pids[port]}/stat")
        if not stat.exists():
            return 0.0
        user, system = stat.read_text("ascii").rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def peaks_mib(self, port: int) -> list[int]:
        """The most memory of the program on *port*, then of each of its worker processes.

        Nothing where there is no /proc.
        """
        program, workers = peaks(self.pids[port])
        return [size // 2**20 for size in (program, *workers)] if program else []

    async def migrated(self, name: str) -> str:
        """The address of a new database with today's schema."""
        await self._admin(f"CREATE DATABASE {name}")
        await asyncio.to_thread(migrations.apply, self.url(name))
        return self.url(name)

    async def copied(self, name: str, template: str) -> str:
        """The address of a database equal to *template*, made anew."""
        await self._admin(
            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            f"CREATE DATABASE {name} TEMPLATE {template}",
            "CHECKPOINT",  # nobody pays for what was written before
        )
        return self.url(name)

    async def _admin(self, *statements: str) -> None:
        connection = await asyncpg.connect(self._database_url)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


@asynccontextmanager
async def world() -> AsyncIterator[World]:
    folder = Path(tempfile.mkdtemp(prefix="jobscout-bench-"))
    servers = Embedded(folder)
    try:
        urls = await asyncio.to_thread(servers.start, postgres=True, valkey=True)
        database_url, redis_url = (url or "" for url in urls)
        yield World(folder, database_url, redis_url)
    finally:
        await asyncio.to_thread(servers.stop)
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def program(world: World, database_url: str, root: Path = ROOT, **settings: str) -> Iterator[int]:
    """The real program on a port of its own, with all roles that there are unless told.

    *root* is where its files are.
    """
    with tempfile.TemporaryDirectory(dir=world.folder) as data_dir:
        env = {
            "DATABASE_URL": database_url,
            "REDIS_URL": world.redis_url,
            "DATA_DIR": data_dir,
            "SEED": "none",
            "ROLES": ",".join(ROLES),
            "LOG_FORMAT": "json",
            "BACKLOG_NEWS_DAYS": "36500",  # first readings are told
            **settings,
        }
        with process(world, [str(root / "main.py"), "serve"], env, "/health", root) as port:
            yield port


@contextmanager
def process(
    world: World, arguments: Sequence[str], env: Mapping[str, str], path: str, root: Path = ROOT
) -> Iterator[int]:
    """A Python program that listens on ``PORT`` and answers GET *path* when it is ready.

    A ``{port}`` in *arguments* is replaced. Raises RuntimeError with its last words when it
    does not come up.
    """
    port = free_port()
    log = world.folder / f"program-{port}.log"
    known = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    with log.open("wb") as said:
        running = subprocess.Popen(
            [sys.executable, *(argument.format(port=port) for argument in arguments)],
            cwd=root,
            env={**known, "PORT": str(port), **env},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        world.pids[port] = running.pid
        try:
            _wait(running, f"http://127.0.0.1:{port}{path}", log)
            yield port
        finally:
            running.terminate()
            try:
                running.wait(STOP_S)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()


def _wait(running: subprocess.Popen[Any], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_S
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  (our own loopback)
                return
        except OSError as error:
            if running.poll() is not None or time.monotonic() > deadline:
                words = log.read_text("utf-8", "replace")[-2000:]
                raise RuntimeError(f"{running.args!r} did not start: {words}") from error
        time.sleep(0.05)
