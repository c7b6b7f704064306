"""GET /health on the real program while sixty of the dearest searches are asked at once."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from typing import TYPE_CHECKING, Final

import aiohttp

from benchmarks import catalogue
from benchmarks.client import Load, measured_apart
from benchmarks.report import number, ratio, table
from benchmarks.world import program, world

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.client import Figures

JOBS = 50_000
AT_ONCE: Final = 60
SECONDS = 10.0
EVERY_S = 0.005
# What no job fits, what all fit, and what makes PostgreSQL look into texts.
HEAVY: Final[Sequence[str]] = (
    "/jobs?limit=100&q=wordthatnobodyuses",
    "/jobs?limit=100&q=the&sort=relevance",
    '/jobs?limit=100&q="you+the"',
    "/jobs?limit=100&q=-you",
    "/jobs?limit=100&q=kubernetes&sort=salary&seniority=intern",
    "/jobs?limit=100&location=atlantis",
    "/jobs?limit=100&country=AQ&status=any",
    "/jobs?limit=100&min_salary=1e9",
    "/jobs?limit=100&source=4000",
    "/jobs?limit=100&skill=Skill+7&skill=Skill+8",
    "/jobs?limit=100&employment_type=volunteer&sort=salary",
    "/companies?limit=100&q=zzz",
)


async def send(
    base_url: str, client: aiohttp.ClientSession, *, at_once: int = AT_ONCE
) -> Counter[int]:
    """Ask *at_once* heavy searches at once, each from an address of its own where a proxy counts.

    Args:
        base_url: of the program, without a slash at the end.
        client: signed in by its headers, or not; its limit of connections must be *at_once*.

    Returns:
        How many answers had which status.
    """

    async def ask(n: int, path: str) -> int:
        headers = {"X-Forwarded-For": f"198.51.100.{n + 1}"}
        async with client.get(f"{base_url}{path}", headers=headers) as answer:
            await answer.read()
            return answer.status

    paths = itertools.islice(itertools.cycle(HEAVY), at_once)
    return Counter(await asyncio.gather(*(ask(n, path) for n, path in enumerate(paths))))


async def run() -> None:
    async with world() as servers:
        database_url = await servers.migrated("heavy")
        await catalogue.fill(database_url, JOBS)
        settings = {
            "ROLES": "http",
            "JOBS_CALLS_PER_MINUTE": "100000",
            "SEARCH_SECONDS_PER_MINUTE": "3600",
            "TRUSTED_PROXIES": "127.0.0.1",
        }
        with program(servers, database_url, **settings) as port:
            idle, busy, statuses = await measured(port)
    rows = [
        [name.removesuffix("_ms"), number(before), number(after), ratio(after, before)]
        for name in ("p50_ms", "p99_ms", "max_ms")
        for before, after in [(getattr(idle, name), getattr(busy, name))]
    ]
    said = ", ".join(f"{many:,} times {status}" for status, many in sorted(statuses.items()))
    table(
        f"heavy searches: GET /health every {EVERY_S * 1000:g} ms, ms from when it was due; idle,"
        f" and while {AT_ONCE} searches of {JOBS:,} jobs are asked at once, over and over",
        ("", "idle", "searching", "ratio"),
        rows,
        f"In {SECONDS:g} s the searches were answered {said}.",
    )


async def measured(port: int) -> tuple[Figures, Figures, Counter[int]]:
    """/health of a program when idle, and under the load; and the statuses of the searches."""
    load = Load(port=port, path="/health", seconds=SECONDS, warm_up_s=1.0, every_s=EVERY_S)
    idle = await measured_apart(load)
    statuses: Counter[int] = Counter()
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector) as client:
        asking = asyncio.create_task(measured_apart(load))
        while not asking.done():
            statuses += await send(f"http://127.0.0.1:{port}", client)
        return idle, await asking, statuses
