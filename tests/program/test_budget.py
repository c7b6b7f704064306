"""What searches may cost, on the real program: two addresses; one asks too much."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp

from tests.drills import drill
from tests.program.program import running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = drill()

HEAVY, OTHER = "192.0.2.7", "192.0.2.8"
SETTINGS = {
    "ROLES": "http",
    "SEED": "demo",
    "TRUSTED_PROXIES": "127.0.0.1",
    "JOBS_CALLS_PER_MINUTE": "100000",
    "SEARCH_SECONDS_PER_MINUTE": "0.05",
}


async def search(session: aiohttp.ClientSession, address: str) -> tuple[int, int]:
    """The status, and when to come back."""
    path = "/jobs?q=wordthatnobodyuses&sort=salary"
    async with session.get(path, headers={"X-Forwarded-For": address}) as answer:
        await answer.read()
        return answer.status, int(answer.headers.get("Retry-After", "0"))


async def test_one_address_uses_up_its_seconds(data_dir: Path) -> None:
    """It is refused before it has used up its calls, others are answered, and then it is again."""
    async with running(data_dir, SETTINGS) as program, aiohttp.ClientSession(program.url) as s:
        asked = 0
        async with asyncio.timeout(30):
            while (heavy := await search(s, HEAVY))[0] == 200:
                asked += 1
        other = await search(s, OTHER)
        later = heavy
        async with asyncio.timeout(60):
            while later[0] == 429:
                await asyncio.sleep(later[1])  # as it was told
                later = await search(s, HEAVY)

    assert asked < 1000
    assert heavy[0] == 429
    assert heavy[1] >= 1
    assert other[0] == 200
    assert later[0] == 200
