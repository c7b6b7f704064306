"""Data folders whose embedded database is migrated and holds sources and people."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.embedded import Embedded
from jobscout.sources import board_address
from jobscout.sql import database
from jobscout.sql.seeds import NewCompany, NewSearch, NewSource, Seeds
from tests.program.preloaded import ROOT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from jobscout.sql.database import Database


@pytest.fixture
def new_data_dir(tmp_path: Path) -> Iterator[Path]:
    """An empty DATA_DIR."""
    with folder_for_a_program(tmp_path / "data") as folder:
        yield folder


@pytest.fixture
def data_dir(new_data_dir: Path) -> Path:
    """A DATA_DIR as an earlier start left it: the schema and the taxonomy are up to date."""
    copy_migrated(new_data_dir)
    return new_data_dir


@contextmanager
def folder_for_a_program(folder: Path) -> Iterator[Path]:
    """A new folder; servers that a killed program leaves behind in it are stopped."""
    folder.mkdir(mode=0o700)
    yield folder
    if any((folder / left).exists() for left in ("postgres/postmaster.pid", "run/valkey.sock")):
        leftover = Embedded(folder)
        leftover.start(postgres=(folder / "postgres" / "PG_VERSION").exists(), valkey=True)
        leftover.stop()


@cache
def migrated() -> Path:
    """A DATA_DIR with a migrated database in it, to be copied."""
    folder = Path(tempfile.mkdtemp(prefix="jobscout-migrated-"))
    command = [sys.executable, "main.py", "migrate"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "DATA_DIR": str(folder)}
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return folder


def copy_migrated(data_dir: Path) -> None:
    """With its owner, who is not ours where PostgreSQL runs under another account."""
    command = ["cp", "--archive", str(migrated() / "postgres"), str(data_dir)]
    subprocess.run(command, check=True)


@pytest.fixture(scope="session", autouse=True)
def _no_copies_left() -> Iterator[None]:
    yield
    if migrated.cache_info().currsize:
        shutil.rmtree(migrated())


@asynccontextmanager
async def open_database(data_dir: Path) -> AsyncIterator[Database]:
    """The embedded database of a folder whose program does not run."""
    servers = Embedded(data_dir)
    url, _ = await asyncio.to_thread(servers.start, postgres=True, valkey=False)
    assert url is not None
    try:
        async with database.connect(url, min_size=1, max_size=3) as db:
            yield db
    finally:
        await asyncio.to_thread(servers.stop)


@asynccontextmanager
async def external(data_dir: Path, *, postgres: bool = True) -> AsyncIterator[dict[str, str]]:
    """The servers of a folder, run by the test, and the settings that lead a program to them.

    A program brings back servers of its own; these stay away for as long as a test wants.
    """
    servers = Embedded(data_dir)
    database_url, redis_url = await asyncio.to_thread(servers.start, postgres=postgres, valkey=True)
    urls = {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
    try:
        yield {name: url for name, url in urls.items() if url is not None}
    finally:
        await asyncio.to_thread(servers.stop)


async def fill(
    db: Database, sources: Sequence[dict[str, Any]], users: dict[str, list[dict[str, Any]]]
) -> None:
    """Add companies, sources, and verified people with their searches, by mail address."""
    seeds = Seeds(db)
    slugs = sorted({source["company"] for source in sources if source.get("company")})
    companies = await seeds.add_companies([NewCompany(slug, slug.title()) for slug in slugs])
    await seeds.add_sources(
        msgspec.convert(list(sources), list[NewSource]), companies, board_address
    )
    for email, searches in users.items():
        await seeds.add_user(
            email=email,
            password_hash="never signs in",
            full_name=email.partition("@")[0],
            timezone="UTC",
            is_admin=False,
            email_verified=True,
            searches=msgspec.convert(searches, list[NewSearch]),
        )
