"""How the program begins and ends, as a person at a terminal sees it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import stat
from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from seed.skills import rows
from tests.drills import drill
from tests.program import program as programs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program.program import Program

pytestmark = [drill(), pytest.mark.timeout(120)]

running = partial(programs.running, fresh=True)
OFFLINE = {"ROLES": "http,matcher,notifier"}  # no board is asked in these tests
BARE = {**OFFLINE, "SEED": "none"}


async def _get(program: Program, path: str, token: str | None = None) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession(program.url, headers=headers) as session:
        answer = await session.get(path)
        assert answer.status == 200, await answer.text()
        body: dict[str, Any] = await answer.json()
        return body


async def _sign_in(program: Program, email: str, password: str) -> str:
    async with aiohttp.ClientSession(program.url) as session:
        body = {"email": email, "password": password}
        answer = await session.post("/auth/login", json=body)
        assert answer.status == 200, await answer.text()
        return str((await answer.json())["access_token"])


async def test_first_start_has_jobs_and_alerts(new_data_dir: Path) -> None:
    """A first start on an empty folder serves sample jobs, and the demo person has alerts."""
    async with running(new_data_dir, OFFLINE) as program:
        ready = await _get(program, "/health/ready")
        jobs = await _get(program, "/jobs?country=KE&limit=100")
        token = await _sign_in(program, "demo@jobscout.example", "demo-password-1")
        alerts = await _get(program, "/alerts?limit=100", token)
        code = await program.stop()

    assert {ready[part] for part in ("db", "redis", "actors", "migrations")} == {"ok"}
    assert len(jobs["items"]) > 20
    states = {alert["application_status"] for alert in alerts["items"]}
    assert states >= {"Applied", "Interviewing", "Offer", "Rejected"}
    assert any("demo@jobscout.example" in line for line in program.said)
    assert any("Mail is not configured" in line for line in program.said)
    assert stat.S_IMODE(new_data_dir.stat().st_mode) == 0o700
    assert code == 0


async def test_second_program_is_refused(data_dir: Path) -> None:
    """Two programs on one folder: the second ends with one sentence and touches nothing."""
    async with running(data_dir, BARE) as first:
        async with running(data_dir, BARE, ready=False) as second:
            code = await second.wait()
        ready = await _get(first, "/health/ready")

    assert code == 2
    assert len(second.events) == 1
    assert "in use by another Job Scout" in second.events[0]["message"]
    assert ready["db"] == "ok"


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("PORT", "eighty", "PORT must be a number"),
        ("DATABASE_URL", "mysql://host/db", "DATABASE_URL must begin with postgresql://"),
        ("SECRET_KEY", "short", "SECRET_KEY must be at least 32 bytes"),
        ("ROLES", "cook", "ROLES must be some of"),
        ("SMTP_URL", "mail.example.org", "SMTP_URL must begin with smtp://"),
        ("PUBLIC_URL", "https://jobs.example.org", "SEED would open sign-ins"),
        ("DATABASE_URL_FILE", "/nowhere", "DATABASE_URL_FILE cannot be read"),
        ("DATA_DIR", "/dev/null/here", "DATA_DIR /dev/null/here cannot be used: Not a directory"),
    ],
)
async def test_bad_setting_stops_the_start(
    data_dir: Path, setting: str, value: str, says: str
) -> None:
    """A setting that cannot be meant stops the start with one sentence that names it."""
    async with running(data_dir, {**OFFLINE, "PORT": "0", setting: value}, ready=False) as program:
        code = await program.wait()

    assert code == 2
    assert [event["message"] for event in program.events if says in event["message"]]
    assert len(program.events) == 1


async def test_port_in_use_is_said_before_anything_begins(data_dir: Path) -> None:
    """A PORT that somebody has: one sentence, and no board was read and nobody told meanwhile."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with running(data_dir, {"SEED": "none", "PORT": port}, ready=False) as program:
            code = await program.wait()

    assert code == 2
    (said,) = program.events
    assert said["message"].startswith(f"PORT {port} cannot be used")


async def test_stop_while_waiting_for_the_database(data_dir: Path) -> None:
    """SIGTERM is obeyed while a database that does not answer is waited for."""
    settings = {**BARE, "DATABASE_URL": "postgresql://127.0.0.1:1/nobody"}
    async with running(data_dir, settings, ready=False) as program:
        await program.until("waiting for the database")
        async with asyncio.timeout(10):
            code = await program.stop()

    assert code == 0
    assert len(program.events) == 1


async def test_second_signal_changes_nothing(data_dir: Path) -> None:
    """Ctrl-C twice, and SIGTERM after it, are one stop in good order."""
    async with running(data_dir, BARE) as program:
        for number in (signal.SIGINT, signal.SIGINT, signal.SIGTERM):
            program.signal(number)
        code = await program.wait()

    assert code == 0
    assert not (data_dir / "postgres" / "postmaster.pid").exists()
    assert not [line for line in program.events if "Traceback" in str(line)]


async def test_outdated_schema_is_refused(data_dir: Path, servers: tuple[str, str]) -> None:
    """A database of somebody else's is not migrated unasked; the sentence has the command."""
    postgres, valkey = servers
    async with running(
        data_dir, {**OFFLINE, "DATABASE_URL": postgres, "REDIS_URL": valkey}, ready=False
    ) as program:
        code = await program.wait()

    assert code == 2
    assert "python main.py migrate" in program.events[-1]["message"]


async def test_misspelt_setting_is_pointed_out(data_dir: Path) -> None:
    """A name one slip away from a known one is said at start."""
    async with running(data_dir, {**BARE, "DATABASE_ULR": "x"}) as program:
        said = await program.until("unknown setting", setting="DATABASE_ULR")

    assert said[0]["did_you_mean"] == "DATABASE_URL"


async def test_kill_then_start_again(data_dir: Path) -> None:
    """After kill -9 the next start takes up the databases that were left running."""
    async with running(data_dir, BARE) as program:
        await program.kill()
    async with running(data_dir, BARE) as program:
        ready = await _get(program, "/health/ready")
        code = await program.stop()

    assert ready["db"] == ready["redis"] == "ok"
    assert code == 0
    assert not (data_dir / "run" / "valkey.sock").exists()


async def test_unprivileged_user(data_dir: Path) -> None:
    """It runs as an ordinary user too; as root its PostgreSQL runs as somebody else."""
    async with running(data_dir, BARE) as program:
        pid = int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        owner = (await asyncio.to_thread(os.stat, f"/proc/{pid}")).st_uid
        await program.stop()

    assert owner != 0


async def test_operators_skills(data_dir: Path, tmp_path: Path) -> None:
    """SKILLS_FILE adds skills to the taxonomy; a file that is none is one sentence."""
    file = tmp_path / "skills.tsv"
    file.write_text(f"{rows.HEAD}\nzorbling\tZorbling\tmethod\tzorbs\t\t\tacme\n")
    async with running(data_dir, {**BARE, "SKILLS_FILE": str(file)}) as program:
        assert program.events[0]["message"] == "taxonomy loaded"
        first = program.events[0]["skills"]
    file.write_text("hello\n")
    async with running(data_dir, {**BARE, "SKILLS_FILE": str(file)}, ready=False) as program:
        code = await program.wait()

    assert first == len(rows.read()) + 1
    assert code == 2
    assert program.events[-1]["message"].startswith("SKILLS_FILE cannot be used: skills.tsv")
