"""GET /health on the real program while it reads, stores and matches a board of 10,000."""

from __future__ import annotations

import asyncio
import time
import urllib.request
from typing import TYPE_CHECKING

import msgspec

from benchmarks import furnish
from benchmarks.board import TOKEN
from benchmarks.client import Load, measure
from benchmarks.report import median, must_equal, number, ratio, table
from benchmarks.sample_searches import searches
from benchmarks.world import process, program, world
from jobscout.sql.database import connect
from jobscout.sql.seeds import Seeds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.client import Figures
    from jobscout.sql.database import Database

POSTINGS = 10_000
SEARCHES = 1_000
ROUNDS = 3
IDLE_S = 6.0
EVERY_S = 0.005
INGEST_S = 90.0
_QUIET_S = 1.0

_DUE = "UPDATE sources SET next_run_at = now()"
_LAST = """
SELECT status, new, updated, error, extract(epoch FROM finished_at - started_at)::float8 AS seconds
FROM scrapes ORDER BY id DESC LIMIT 1
"""
_UNMATCHED = "SELECT count(*) FROM jobs WHERE matched_at IS NULL"
_SEARCH = """
INSERT INTO searches (user_id, name, titles, keywords, excluded_keywords, countries, locations)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""


async def run() -> None:
    rounds: list[tuple[Figures, Figures, float]] = []
    async with world() as servers:
        database_url = await servers.migrated("health")
        board_command = ["-m", "benchmarks.board", "{port}", str(POSTINGS)]
        with process(servers, board_command, {}, "/health") as board:
            async with connect(database_url, max_size=3) as db:
                await _furnish(db, board)
                with program(
                    servers,
                    database_url,
                    FETCH_ALLOW=f"127.0.0.1:{board}",
                    FETCH_PACE_S="0.01",
                    SWEEP_S="0.5",
                ) as port:
                    for n in range(ROUNDS):
                        rounds.append(await _round(db, port, first=n == 0))
                        await asyncio.to_thread(_renew, board)
    _print(rounds)


async def _furnish(db: Database, board: int) -> None:
    """The board, not due yet, and people whose searches are asked about its jobs."""
    await furnish.add_board(db, board, TOKEN)
    seeds = Seeds(db)
    users: dict[int, int | None] = {}
    for criteria in searches(SEARCHES):
        if criteria.user_id not in users:
            users[criteria.user_id] = await seeds.add_user(
                email=f"{criteria.user_id}@bench.example",
                password_hash="none",  # noqa: S106  (nobody signs in)
                full_name="Bench",
                timezone="UTC",
                is_admin=False,
                email_verified=False,  # so that nobody is written to
                searches=[],
            )
        values = msgspec.structs.asdict(criteria)
        names = ("titles", "keywords", "excluded_keywords", "countries", "locations")
        texts = [list(values[name]) for name in names]
        await db.text(_SEARCH, users[criteria.user_id], str(criteria.id), *texts)


async def _round(db: Database, port: int, *, first: bool) -> tuple[Figures, Figures, float]:
    """Idle, then from the moment the board is due until all its jobs are matched."""
    load = Load(port=port, path="/health", seconds=IDLE_S, warm_up_s=0, every_s=EVERY_S)
    await measure(msgspec.structs.replace(load, seconds=_QUIET_S))  # for warmth
    idle = await measure(load)
    stop = asyncio.Event()
    began = time.monotonic()
    asking = asyncio.create_task(measure(load, stop))
    try:
        async with asyncio.timeout(INGEST_S):
            await _ingested(db, first=first)
    finally:
        stop.set()
        busy = await asking
    return idle, busy, time.monotonic() - began


async def _ingested(db: Database, *, first: bool) -> None:
    """Raises Unequal unless every posting is stored as new, or as changed after the *first*."""
    before = await db.text("SELECT count(*) AS n FROM scrapes WHERE finished_at IS NOT NULL")
    await db.text(_DUE)
    while True:
        await asyncio.sleep(0.2)
        done = await db.text("SELECT count(*) AS n FROM scrapes WHERE finished_at IS NOT NULL")
        owed = await db.text(_UNMATCHED)
        if done[0]["n"] > before[0]["n"] and owed[0]["count"] == 0:
            break
    last = (await db.text(_LAST))[0]
    must_equal("the reading's outcome", (last["status"], last["error"]), ("ok", None))
    must_equal("postings stored", last["new" if first else "updated"], POSTINGS)


def _renew(board: int) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{board}/renew", timeout=60):
        pass


def _print(rounds: Sequence[tuple[Figures, Figures, float]]) -> None:
    rows = []
    for name in ("p50_ms", "p99_ms", "max_ms"):
        idle, busy = (median([getattr(each[n], name) for each in rounds]) for n in (0, 1))
        rows.append([name.removesuffix("_ms"), number(idle), number(busy), ratio(busy, idle)])
    took = median([seconds for _, _, seconds in rounds])
    table(
        f"health: GET /health every {EVERY_S * 1000:g} ms, ms from when it was due; idle, and"
        f" while {POSTINGS:,} postings are read, stored and matched ({number(took)} s a time)",
        ("", "idle", "ingesting", "ratio"),
        rows,
        f"Medians of {ROUNDS} rounds: one with every posting new, then every posting changed;"
        f" {SEARCHES:,} searches.",
    )
