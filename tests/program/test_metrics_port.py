"""METRICS_PORT: a process of any role says how it is, and nothing else, on a port of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.drills import drill
from tests.program.program import free_port, running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]


async def statuses(port: int, *paths: str) -> list[int]:
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        found = []
        for path in paths:
            async with session.get(path) as answer:
                await answer.read()
                found.append(answer.status)
        return found


@pytest.mark.parametrize("roles", ["matcher,notifier", "http"])
async def test_port_of_its_own(data_dir: Path, roles: str) -> None:
    port = free_port()
    settings = {"SEED": "none", "ROLES": roles, "METRICS_PORT": str(port)}
    async with running(data_dir, settings):
        asked = await statuses(port, "/health", "/health/ready", "/metrics", "/jobs", "/", "/docs")

    assert asked == [200, 200, 200, 404, 404, 404]


async def test_taken(data_dir: Path) -> None:
    """The port is named, and nothing was started."""
    port = free_port()
    settings = {"SEED": "none", "METRICS_PORT": str(port), "PORT": str(port)}
    async with running(data_dir, settings, ready=False) as program:
        assert await program.wait() == 2
        assert any("METRICS_PORT" in str(line) for line in program.events)
