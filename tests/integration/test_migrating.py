"""Migrations that are interrupted, run twice at once, or meet a schema that is not theirs."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from jobscout import upgrades
from jobscout.errors import Outage, SettingError
from jobscout.sql import database, migrations
from tests.databases import database_named
from tests.program.preloaded import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yoyo.backends import DatabaseBackend

LAST = migrations.known()[-1]
FROM_THE_FUTURE = (
    "INSERT INTO _yoyo_migration (migration_hash, migration_id, applied_at_utc)"
    " VALUES ('x', '9999.of-tomorrow', now())"
)


@pytest.fixture
def behind(servers: tuple[str, str], template: str) -> Iterator[str]:
    """A database that lacks the newest migration."""
    postgres, _ = servers
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS behind WITH (FORCE)")
        connection.execute(f"CREATE DATABASE behind TEMPLATE {template}")
        url = database_named(postgres, "behind")
        migrations.roll_back(url, most=1)
        yield url
        connection.execute("DROP DATABASE behind WITH (FORCE)")


@contextmanager
def locked(url: str) -> Iterator[None]:
    """A table that every migration needs is in somebody's hands: it waits."""
    with psycopg.connect(url) as connection:
        connection.execute("LOCK TABLE _yoyo_log IN ACCESS EXCLUSIVE MODE")
        yield


async def until_waiting(url: str) -> None:
    """Until a migration waits for a lock."""
    waiting = (
        "SELECT FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    async with asyncio.timeout(15), database.connect(url, min_size=1, max_size=1) as db:
        while not await db.text(waiting):
            pass


async def migrate(url: str) -> asyncio.subprocess.Process:
    environment = {"DATABASE_URL": url, "REDIS_URL": "redis://127.0.0.1:1"}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "main.py", "migrate"), cwd=ROOT, env=environment
    )


async def test_killed_while_it_migrates(behind: str) -> None:
    """Kill -9 leaves nothing behind that the next start would trip over."""
    with locked(behind):
        process = await migrate(behind)
        await until_waiting(behind)
        process.send_signal(signal.SIGKILL)
        await process.wait()

    assert migrations.compare(behind).missing == [LAST]
    assert await asyncio.to_thread(migrations.apply, behind) == [LAST]
    assert migrations.compare(behind).missing == []


def test_dies_before_it_is_recorded(behind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not recorded was not done either, so that it can be done again."""

    def die(_backend: DatabaseBackend, *_given: Any, **_named: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("yoyo.backends.base.DatabaseBackend.mark_one", die)
        with pytest.raises(KeyboardInterrupt):
            migrations.apply(behind)

    assert migrations.apply(behind) == [LAST]


async def test_two_at_once(behind: str, caplog: pytest.LogCaptureFixture) -> None:
    """One works, the other waits for as long as it takes, and finds nothing to do."""
    with locked(behind):
        both = [asyncio.create_task(asyncio.to_thread(migrations.apply, behind)) for _ in range(2)]
        await until_waiting(behind)
        async with asyncio.timeout(15):
            while "waiting for another process" not in caplog.text:
                await until_waiting(behind)
    done = await asyncio.gather(*both)

    assert sorted(done) == [[], [LAST]]


def test_lock_of_an_earlier_release(behind: str) -> None:
    """Its row may be that of one that was killed: a person says so, or waits."""
    with psycopg.connect(behind) as connection:
        connection.execute("INSERT INTO yoyo_lock (locked, ctime, pid) VALUES (1, now(), 77)")

    with pytest.raises(Outage, match=r"process 77 .* --break-lock"):
        migrations.apply(behind)

    assert migrations.apply(behind, break_lock=True) == [LAST]
    assert migrations.apply(behind) == []


def test_schema_of_a_newer_release(behind: str) -> None:
    """It is neither migrated nor rolled back by this one, which says what helps."""
    with psycopg.connect(behind) as connection:
        connection.execute(FROM_THE_FUTURE)

    assert migrations.compare(behind).unknown == ["9999.of-tomorrow"]
    with pytest.raises(SettingError, match=r"newer release, with 9999\.of-tomorrow; start that"):
        migrations.apply(behind)
    with pytest.raises(SettingError, match="newer release"):
        upgrades.roll_back(behind, is_sure=True)
    assert migrations.compare(behind).missing == [LAST]
    assert upgrades.status(behind)[-2:] == [
        "of a newer release    9999.of-tomorrow",
        f"not applied           {LAST}",
    ]


def test_plan_and_rollback(behind: str) -> None:
    """What would happen is said before, also what is lost, which needs a word of the person."""
    newest = migrations.known().index("0054.informed_users")
    planned = upgrades.plan(behind)
    migrations.apply(behind)
    after = upgrades.plan(behind)
    migrations.roll_back(behind, most=len(migrations.known()) - 1 - newest)
    with psycopg.connect(behind) as connection:
        for statement in (
            "INSERT INTO companies (slug, name) VALUES ('a', 'A')",
            "INSERT INTO jobs (company_id, title, posted_at) VALUES (1, 'J', now())",
            "INSERT INTO users (email, password_hash, full_name) VALUES ('a@b.example', '-', 'A')",
            "INSERT INTO informed_users (job_id, user_id) VALUES (1, 1)",
        ):
            connection.execute(statement)
    refused = upgrades.roll_back(behind, is_sure=False)
    done = upgrades.roll_back(behind, is_sure=True)

    lost = "    all of the 1 rows of informed_users"
    assert planned[0] == LAST
    assert after == ["the schema is up to date"]
    assert refused == (
        False,
        ["undoing 0054.informed_users loses", lost, "add --yes if that is meant"],
    )
    assert done == (True, ["undone 0054.informed_users", lost])
    assert upgrades.plan(behind)[0] == "0054.informed_users"
