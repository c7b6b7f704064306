"""``python main.py doctor`` as an operator runs it: beside the program, before, in trouble."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.program.preloaded import ROOT
from tests.program.program import running

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.timeout(120)

BARE = {"ROLES": "http", "SEED": "none"}


async def doctor(data_dir: Path, settings: Mapping[str, str]) -> tuple[int, dict[str, list[str]]]:
    """The exit code, and by part the lines that it has."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "main.py",
        "doctor",
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir), **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(60):
        out, errors = await process.communicate()
    assert errors == b""
    found: dict[str, list[str]] = {}
    for line in out.decode().splitlines():
        _, part, _ = line.split(maxsplit=2)
        found.setdefault(part, []).append(line)
    assert process.returncode is not None
    return process.returncode, found


async def test_beside_the_program(data_dir: Path) -> None:
    """It looks into the embedded servers that the program runs, and disturbs nothing."""
    async with running(data_dir, BARE) as program:
        before = {path.name for path in data_dir.iterdir()}
        code, found = await doctor(data_dir, BARE)
        after = {path.name for path in data_dir.iterdir()}
        async with aiohttp.ClientSession(program.url) as session:
            answer = await session.get("/health/ready")
        assert await program.stop() == 0

    assert code == 0, found
    assert answer.status == 200
    assert f"in use by process {program.pid}" in found["PostgreSQL"][0]
    assert any("18." in line for line in found["PostgreSQL"])
    assert any("Valkey 9" in line for line in found["Redis"])
    assert found["schema"][0].startswith("ok")
    assert "with PostgreSQL and Redis" in found["clock"][0]
    assert not [event for event in program.events if event["level"] in {"ERROR", "WARNING"}]
    assert after - before <= {"storage"}


async def test_before_the_first_start(tmp_path: Path) -> None:
    """Nothing is there yet, nothing is made, and nothing is wrong."""
    code, found = await doctor(tmp_path / "data", {})

    assert code == 0
    assert "the first start creates it" in found["DATA_DIR"][0]
    assert "runs only with the program" in found["PostgreSQL"][0]
    assert not (tmp_path / "data").exists()


async def test_in_trouble(tmp_path: Path) -> None:
    """Everything that is wrong has its line with the cure, no secret is in any, and it ends.

    Servers that take a connection and say nothing are given up after their time.
    """
    with socket.create_server(("127.0.0.1", 0)) as mute:
        at = f"127.0.0.1:{mute.getsockname()[1]}"
        settings = {
            "DATABASE_URL": f"postgresql://u:hunter2@{at}/x",
            "REDIS_URL": f"redis://:hunter2@{at}",
            "SMTP_URL": f"smtp://u:hunter2@{at}",
            "STORAGE_URL": f"s3://bucket?region=x&endpoint=http://{at}",
            "AWS_ACCESS_KEY_ID": "AKIAHUNTER2",
            "AWS_SECRET_ACCESS_KEY": "hunter2",
            "SECRET_KEY": "hunter2",
            "LOG_LEVEL": "loud",
            "DATABASE_ULR": "hunter2",
            "PUBLIC_URL": "https://jobs.example.org",
            "SEED": "demo",
            "TRUSTED_PROXIES": "0.0.0.0/0",
        }
        code, found = await doctor(tmp_path, settings)

    broken = {part for part, lines in found.items() if any(x.startswith("broken") for x in lines)}
    assert code == 1
    assert broken == {
        *("DATABASE_URL", "Redis", "SMTP_URL", "STORAGE_URL", "SECRET_KEY", "LOG_LEVEL"),
        *("SEED", "TRUSTED_PROXIES"),
    }
    assert "did you mean DATABASE_URL?" in found["DATABASE_ULR"][0]
    everything = "\n".join(line for lines in found.values() for line in lines)
    assert "hunter2" not in everything.lower()
    assert all("; " in line for lines in found.values() for line in lines if line[:2] != "ok")
