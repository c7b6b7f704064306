"""The disk is full, or read-only: an outage that is named, waited out, and over by itself."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import subprocess
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import psycopg
import pytest

from jobscout.sql import migrations
from seed.load import users
from tests.drills import drill
from tests.program.conftest import external
from tests.program.program import Program, running
from tests.program.test_cv import CV

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

pytestmark = [
    drill(),
    pytest.mark.timeout(120),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk"),
]

SETTINGS = {"ROLES": "http,cv,notifier", "SEED": "demo", "AUTH_CALLS_PER_MINUTE": "1000"}
BACK_S = 30.0


def mount(*options: str) -> None:
    subprocess.run([shutil.which("mount") or "mount", *options], check=True)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder))
    try:
        yield
    finally:
        subprocess.run([shutil.which("umount") or "umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, how: str) -> None:
    mount("-o", f"remount,{how}", str(folder))


def fill_up(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


@asynccontextmanager
async def signed_in(program: Program) -> AsyncIterator[aiohttp.ClientSession]:
    user = next(user for user in users() if not user.is_admin)
    async with aiohttp.ClientSession(program.url) as session:
        body = {"email": user.email, "password": user.password}
        async with session.post("/auth/login", json=body) as answer:
            token = (await answer.json())["access_token"]
        session.headers["Authorization"] = f"Bearer {token}"
        yield session


async def upload(session: aiohttp.ClientSession) -> tuple[int, bool]:
    """The status, and whether the answer says when to come back."""
    body = aiohttp.FormData()
    body.add_field("file", io.BytesIO(CV), filename="cv.pdf")
    async with session.post("/users/me/cv", data=body) as answer:
        return answer.status, "Retry-After" in answer.headers


async def say_skills(session: aiohttp.ClientSession, skills: list[str]) -> int:
    async with session.put("/users/me/skills", json={"skills": skills}) as answer:
        return answer.status


async def write_until_refused(session: aiohttp.ClientSession) -> set[int]:
    """Statuses of small changes to rows, up to the first that is none of 200."""
    statuses: set[int] = set()
    for number in range(500):
        skills = ["Python", "SQL", "Go", "Rust", "Docker"][: 1 + number % 5]
        statuses.add(await say_skills(session, skills))
        if statuses != {200}:
            break
    return statuses


async def ready(session: aiohttp.ClientSession) -> tuple[int, dict[str, Any]]:
    async with session.get("/health/ready") as answer:
        return answer.status, await answer.json()


async def until_ready(program: Program, session: aiohttp.ClientSession) -> None:
    async with asyncio.timeout(BACK_S):
        while (await ready(session))[0] != 200:
            with suppress(AssertionError):
                await program.until("never", within_s=0.2)


def check_calm(program: Program) -> None:
    """Nothing crashed, and no request ended in a traceback."""
    said = {event["message"] for event in program.events}
    assert said & {"actor crashed", "unexpected error", "message failed"} == set()
    assert not [event for event in program.events if event.get("status") == 500]


async def test_full(tmp_path: Path) -> None:
    """Everything of ours lies on one disk that has no room left, and then has room again."""
    data_dir = tmp_path / "d"
    with small_disk(data_dir, "320m"):
        async with running(data_dir, SETTINGS) as program, signed_in(program) as session:
            fill_up(data_dir / "ballast")
            uploaded = await upload(session)
            changed = await write_until_refused(session)
            status, said = await ready(session)
            (data_dir / "ballast").unlink()
            await until_ready(program, session)
            again = await upload(session)
            told = await say_skills(session, ["Python"])
            await program.until("CV read", outcome="ready")
            code = await program.stop()

    assert uploaded == (503, True)
    assert changed <= {200, 503}
    assert 503 in changed
    assert (status, said["disk"], said["db"]) == (503, "disk full", "disk full")
    assert (again, told, code) == ((202, False), 200, 0)
    check_calm(program)


async def test_read_only(tmp_path: Path) -> None:
    """First our folder, then PostgreSQL: readiness tells one from the other."""
    data_dir, servers_dir = tmp_path / "d", tmp_path / "s"
    servers_dir.mkdir(mode=0o700)
    with small_disk(data_dir, "32m"):
        async with external(servers_dir) as servers:
            url = servers["DATABASE_URL"]
            await asyncio.to_thread(migrations.apply, url)
            async with (
                running(data_dir, SETTINGS | servers) as program,
                signed_in(program) as session,
            ):
                await asyncio.to_thread(remount, data_dir, "ro")
                uploaded = await upload(session)
                folder = await ready(session)
                await asyncio.to_thread(remount, data_dir, "rw")
                await until_ready(program, session)
                again = await upload(session)
                await asyncio.to_thread(make_read_only, url, "on")
                changed = await write_until_refused(session)
                database = await ready(session)
                await asyncio.to_thread(make_read_only, url, "off")
                await until_ready(program, session)
                told = await say_skills(session, ["Python"])
                code = await program.stop()

    assert (uploaded, again) == ((503, True), (202, False))
    assert (folder[0], folder[1]["disk"], folder[1]["db"]) == (503, "read-only", "ok")
    assert changed == {503}
    assert (database[0], database[1]["disk"], database[1]["db"]) == (503, "ok", "read-only")
    assert (told, code) == (200, 0)
    check_calm(program)


def make_read_only(url: str, how: str) -> None:
    """As a server that is a standby now, or whose operator has stopped writes."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET transaction_read_only = off")
        connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {how}")
        connection.execute("SELECT pg_reload_conf()")


@pytest.mark.parametrize("has_data", [False, True])
async def test_full_at_start(tmp_path: Path, has_data: bool) -> None:
    """The program says that the disk is full, and ends; nothing of it is left running."""
    disk = tmp_path / "disk"
    with small_disk(disk, "160m"):
        data_dir = disk / "data"
        data_dir.mkdir(mode=0o700)
        if has_data:
            async with running(data_dir, {"SEED": "none", "ROLES": "http"}) as program:
                assert await program.stop() == 0
        fill_up(disk / "ballast")
        async with running(data_dir, {"SEED": "none"}, ready=False) as program:
            code = await program.wait()

    assert code in {1, 2}
    assert "No space left on device" in program.events[-1]["message"]
    assert [event for event in program.events if "exc_info" in event] == []


async def test_full_while_migrating(tmp_path: Path) -> None:
    """A schema that does not fit is waited for, and made when there is room."""
    disk = tmp_path / "disk"
    with small_disk(disk, "160m"):
        data_dir = disk / "data"
        data_dir.mkdir(mode=0o700)
        async with external(data_dir):
            pass
        fill_up(disk / "ballast")
        os.truncate(disk / "ballast", (disk / "ballast").stat().st_size - 600 * 1024)
        async with running(data_dir, {"SEED": "none", "ROLES": "http"}, ready=False) as program:
            (waiting,) = await program.until("waiting for the database")
            (disk / "ballast").unlink()
            await program.until_ready()
            assert await program.stop() == 0

    assert "No space left on device" in waiting["error"]
