"""Real servers for the tests: one PostgreSQL and one Valkey for each test process."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import anyio.to_process
import hypothesis
import pytest
import redis

from jobscout.embedded import Embedded
from jobscout.sql import database
from tests import drills, forked_workers
from tests.databases import TEMPLATE, Databases
from tests.rows_as_one import ROWS, merged

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

# a busy machine is no fault of what is tested
hypothesis.settings.register_profile(
    "jobscout", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("jobscout")

# Hundreds of databases and data folders are made and dropped again: on a disk that is most of a
# run. Inherited by worker processes and by the programs that tests start.
_MEMORY = Path("/dev/shm")  # noqa: S108 - what is made there gets random names
_MEMORY_NEEDED = 4 * 2**30  # bytes; a container may give 64 MB
if (
    "TMPDIR" not in os.environ
    and os.access(_MEMORY, os.W_OK)
    and shutil.disk_usage(_MEMORY).free >= _MEMORY_NEEDED
):
    os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)

# The programs that tests start would compile every module again where bytecode is not to be kept.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


# ``preloaded`` needs descriptors of processes, which only Linux has
if hasattr(os, "pidfd_open"):
    vars(anyio.to_process)["open_process"] = forked_workers.fork


def pytest_addoption(parser: pytest.Parser) -> None:
    drills.add_option(parser)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(drills.Drills(config), drills.NAME)


@pytest.fixture
def spawned_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes are started as the program starts them."""
    monkeypatch.setattr(anyio.to_process, "open_process", forked_workers.spawn)


@pytest.hookimpl(trylast=True)  # after the rows that ``-k`` leaves out are gone
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin each worker's share with files that have a time limit of their own: they take longest.

    A worker that has done its share takes over the end of another's, see ``--dist worksteal``.
    """
    slow: dict[Path, list[pytest.Item]] = {}
    quick = []
    items[:] = merged(items)
    config.pluginmanager.getplugin(drills.NAME).choose(config, items)
    for item in items:
        if item.get_closest_marker("timeout"):
            slow.setdefault(item.path, []).append(item)
        else:
            quick.append(item)
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    files, share = list(slow.values()), -(-len(items) // workers)
    items.clear()
    for worker in range(workers):
        first = [item for file in files[worker::workers] for item in file]
        many = max(0, share - len(first))
        items += first + quick[:many]
        del quick[:many]
    items += quick


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many rows the tests had that count as one."""
    reports = [*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())]
    many = [rows for report in reports for name, rows in report.user_properties if name == ROWS]
    if many:
        terminalreporter.line(f"{len(many)} of the tests had {sum(many)} rows")


def pytest_collection_finish() -> None:
    """What there is by now stays, and no later collection walks it: up to a second each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def servers() -> Iterator[tuple[str, str]]:
    """Addresses of a PostgreSQL with nothing in it and of a Valkey."""
    with tempfile.TemporaryDirectory(prefix="jobscout-tests-") as folder:
        embedded = Embedded(Path(folder))
        postgres, valkey = embedded.start(postgres=True, valkey=True)
        assert postgres is not None
        assert valkey is not None
        try:
            yield postgres, valkey
        finally:
            embedded.stop()


@pytest.fixture(scope="session")
def databases(servers: tuple[str, str]) -> Iterator[Databases]:
    made = Databases(servers[0])
    yield made
    made.close()


@pytest.fixture(scope="session")
def template(databases: Databases) -> str:
    """The name of a migrated database that tests copy; nobody stays connected to it."""
    return TEMPLATE


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """A migrated, empty database of this test's own."""
    yield from databases.use()


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[database.Database]:
    """A pool on this test's database."""
    async with database.connect(database_url, min_size=1, max_size=5) as opened:
        yield opened


@pytest.fixture
def redis_url(servers: tuple[str, str]) -> str:
    """An empty Valkey."""
    _, valkey = servers
    with redis.Redis.from_url(valkey) as client:
        client.flushall()
    return valkey
