"""GET /jobs: the real program beside FastAPI with SQLAlchemy's ORM, on one database."""

from __future__ import annotations

import urllib.request
from datetime import datetime
from typing import TYPE_CHECKING, Any

import asyncpg
import msgspec

from benchmarks import catalogue
from benchmarks.client import Figures, Load, measured_apart
from benchmarks.report import median, must_equal, number, ratio, table
from benchmarks.world import process, program, world
from jobscout.http.paging import make_cursor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

JOBS = 20_000
ROUNDS = 5
SLICE_S = 2.5
WARM_UP_S = 0.5
CONNECTIONS = 16
_MOMENTS = ("posted_at", "first_seen_at", "closed_at")


async def run() -> None:
    async with world() as servers:
        database_url = await servers.migrated("listing")
        await catalogue.fill(database_url, JOBS)
        paths = await _paths(database_url)
        env = {"BENCH_DATABASE_URL": database_url}
        uvicorn = ["-m", "uvicorn", "benchmarks.peer_app:app", "--port", "{port}"]
        options = ["--loop", "uvloop", "--http", "httptools", "--no-access-log"]
        with (
            program(
                servers,
                database_url,
                ROLES="http",
                JOBS_CALLS_PER_MINUTE="100000",
                TRUSTED_PROXIES="127.0.0.1",
            ) as ours,
            process(servers, [*uvicorn, *options], env, "/health") as theirs,
        ):
            for name, path in paths.items():
                _check(name, ours, theirs, path)
            rows = [_row(name, await _rounds(path, ours, theirs)) for name, path in paths.items()]
    _print(rows)


async def _paths(database_url: str) -> Mapping[str, str]:
    connection = await asyncpg.connect(database_url)
    try:
        deep = await connection.fetchrow(
            "SELECT posted_at, id FROM jobs WHERE closed_at IS NULL"
            " ORDER BY posted_at DESC, id DESC OFFSET $1 LIMIT 1",
            JOBS // 2,
        )
    finally:
        await connection.close()
    return {
        "latest": "/jobs?limit=20",
        "company + workplace": "/jobs?limit=20&company=company-7&workplace=remote",
        "words + workplace": "/jobs?limit=20&q=kubernetes&workplace=remote",
        f"page at row {JOBS // 2:,}": f"/jobs?limit=20&cursor={make_cursor('newest', *deep)}",
    }


def _check(name: str, ours: int, theirs: int, path: str) -> None:
    """Both answers show the same jobs, and so do the pages that their cursors lead to."""
    mine, other = _get(ours, path), _get(theirs, path)
    must_equal(f"the answers of {name!r}", _content(mine), _content(other))
    if not mine["items"]:
        raise RuntimeError(f"{name!r} finds nothing, so there is nothing to measure")
    must_equal("a next page", bool(mine["next_cursor"]), bool(other["next_cursor"]))
    if mine["next_cursor"]:
        base = path.partition("&cursor=")[0]
        pages = [
            _content(_get(port, f"{base}&cursor={page['next_cursor']}"))
            for port, page in ((ours, mine), (theirs, other))
        ]
        must_equal(f"the next pages of {name!r}", *pages)


def _get(port: int, path: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        page: dict[str, Any] = msgspec.json.decode(answer.read())
        return page


def _content(page: dict[str, Any]) -> list[dict[str, Any]]:
    """The jobs, with moments as moments: "Z" and "+00:00" say the same."""
    return [
        {
            name: datetime.fromisoformat(value) if value and name in _MOMENTS else value
            for name, value in job.items()
        }
        for job in page["items"]
    ]


async def _rounds(path: str, ours: int, theirs: int) -> tuple[list[Figures], list[Figures]]:
    """One round for warmth, which is thrown away, and then A B A B."""
    found: tuple[list[Figures], list[Figures]] = ([], [])
    for n in range(ROUNDS + 1):
        for port, figures in ((ours, found[0]), (theirs, found[1])):
            load = Load(
                port=port,
                path=path,
                connections=CONNECTIONS,
                seconds=SLICE_S + WARM_UP_S if n else 1.0,
                warm_up_s=WARM_UP_S,
            )
            measured = await measured_apart(load)
            if n:
                figures.append(measured)
    return found


def _row(name: str, figures: tuple[list[Figures], list[Figures]]) -> list[str]:
    rates = [median([one.rate for one in each]) for each in figures]
    cells = []
    for each, rate in zip(figures, rates, strict=True):
        p50, p99 = (median([getattr(one, key) for one in each]) for key in ("p50_ms", "p99_ms"))
        cells += [number(rate), f"{number(p50)} / {number(p99)}"]
    return [name, *cells, ratio(*rates)]


def _print(rows: Sequence[Sequence[str]]) -> None:
    table(
        f"listing: GET /jobs?limit=20 of {JOBS:,} jobs, {CONNECTIONS} connections,"
        f" medians of {ROUNDS} rounds of {SLICE_S:g} s",
        ("", "ours/s", "p50 / p99 ms", "FastAPI+ORM/s", "p50 / p99 ms", "ratio"),
        rows,
        "Ours also counts a limit in Valkey, logs, measures and makes an ETag; theirs does not.",
        "docs/performance.md, aiohttp + asyncpg + msgspec, 100,000 jobs: 6.4x, 7.9x, 1.4x, 6.2x.",
    )
