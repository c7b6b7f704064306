"""PostgreSQL freezes: it is there, keeps its connections, and does nothing."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.drills import drill
from tests.program.program import running

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [drill(), pytest.mark.timeout(120)]

FINE = {
    **dict.fromkeys(("db", "redis", "disk", "actors", "migrations"), "ok"),
    **dict.fromkeys(("mail", "push"), "unconfigured"),
}
SILENT = "no answer in time"


@contextmanager
def frozen(data_dir: Path) -> Iterator[None]:
    """Stop the server and every process of it, so that none answers; and let them go on."""
    server = int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(server, signal.SIGSTOP)  # first, so that it starts no further ones
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    pids = [server, *(int(pid) for pid in children)]
    try:
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in pids[::-1]:
            os.kill(pid, signal.SIGCONT)


async def test_readiness_tells(data_dir: Path) -> None:
    """Readiness says so, the process stays alive, crashes nothing, and all goes on by itself."""
    async with (
        running(data_dir, {"SEED": "none"}) as program,
        aiohttp.ClientSession(program.url) as session,
    ):

        async def ask(path: str) -> tuple[int, Any]:
            async with asyncio.timeout(10), session.get(path) as answer:
                return answer.status, await answer.json()

        before = await ask("/health/ready")
        with frozen(data_dir):
            during = await ask("/health/ready")
            alive = (await ask("/health"))[0]
            again = await ask("/health/ready")
        async with asyncio.timeout(30):
            while (after := await ask("/health/ready"))[0] != 200:
                pass  # each question waits for the part that is not
        assert await program.stop() == 0

    assert before == (200, FINE)
    assert during == again == (503, FINE | {"db": SILENT, "migrations": SILENT})
    assert alive == 200
    assert after == (200, FINE)
    assert not [event for event in program.events if event["message"] == "actor crashed"]


async def test_stop_while_it_is_frozen(data_dir: Path) -> None:
    """SIGTERM meanwhile ends the program in good time: nobody waits for a frozen server's word."""
    async with (
        running(data_dir, {"SEED": "none", "SHUTDOWN_GRACE_S": "2"}) as program,
        aiohttp.ClientSession(program.url) as session,
    ):
        with frozen(data_dir):
            async with asyncio.timeout(10), session.get("/health/ready") as answer:
                assert answer.status == 503
            program.signal(signal.SIGTERM)
            await program.until("actor cut off")
        assert await program.wait() == 0
