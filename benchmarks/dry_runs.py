"""A search tried on the jobs that are there: ours beside judging every open job."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import anyio.to_thread

from benchmarks import catalogue
from benchmarks.report import median, must_equal, number, ratio, table
from benchmarks.world import world
from jobscout.rules.scoring import judge
from jobscout.rules.searches import SearchCriteria
from jobscout.sql import database
from jobscout.sql.feeds import ITEMS
from jobscout.sql.matches import Matches
from jobscout.sql.search_dry_run import SearchDryRun

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from jobscout.sql.database import Database

JOBS = 20_000
ROUNDS = 5
SEARCHES = {
    "two words": SearchCriteria(id=1, user_id=1, titles=("Backend Engineer",), keywords=("kafka",)),
    "and a place": SearchCriteria(id=2, user_id=1, titles=("Engineer",), locations=("Berlin",)),
    "a company": SearchCriteria(id=3, user_id=1, companies=("company-7",)),
    "nothing there": SearchCriteria(id=4, user_id=1, titles=("zookeeper",)),
}


async def run() -> None:
    async with world() as servers:
        url = await servers.migrated("dry_runs")
        await catalogue.fill(url, JOBS)
        async with database.connect(url, min_size=1, max_size=2) as db:
            rows = [await _row(name, db, criteria) for name, criteria in SEARCHES.items()]
    table(
        f"dry-runs: a search on {JOBS:,} jobs, ms; medians of {ROUNDS} rounds",
        ("search", "found", "preview", "judge all", "ratio", "feed", "ratio"),
        rows,
        f"Preview: the newest {SearchDryRun.max_candidates:,} with a word of it;"
        f" feed: until {ITEMS} are found.",
        "Judge all: every open job is read and judged. All found the same among those considered.",
    )


async def _row(name: str, db: Database, criteria: SearchCriteria) -> tuple[str, ...]:
    dry_run = SearchDryRun(db)

    async def preview() -> list[int]:
        candidates = await dry_run.candidates([criteria])
        return await dry_run.passing([criteria], [one.id for one in candidates])

    async def feed() -> list[int]:
        candidates = await dry_run.candidates([criteria], latest=True)
        return await dry_run.passing([criteria], [one.id for one in candidates], most=ITEMS)

    async def judge_all() -> list[int]:
        rows = await db.text(
            "SELECT id FROM jobs WHERE closed_at IS NULL ORDER BY posted_at DESC, id DESC"
        )
        jobs = await Matches(db).job_features([row["id"] for row in rows])
        passed = await anyio.to_thread.run_sync(
            lambda: {one.id for one in jobs if judge(criteria, one).passed}
        )
        return [row["id"] for row in rows if row["id"] in passed]

    found, everything = await preview(), await judge_all()
    must_equal(name, found, everything[: len(found)])
    taken: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for way in (preview, feed, judge_all):
            taken.setdefault(way.__name__, []).append(await _ms(way))
    ours, quick, theirs = (median(taken[way]) for way in ("preview", "feed", "judge_all"))
    return (
        *(name, f"{len(found):,}", number(ours), number(theirs), ratio(theirs, ours)),
        *(number(quick), ratio(theirs, quick)),
    )


async def _ms(way: Callable[[], Awaitable[Any]]) -> float:
    began = time.perf_counter()
    await way()
    return (time.perf_counter() - began) * 1000
