"""The index of many searches as a process starts it, asks it and edits it, each in a fresh one."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import multiprocessing
import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import asyncpg
import msgspec

from benchmarks.matching_jobs import job_features
from benchmarks.report import median, must_equal, number, percentile
from benchmarks.sample_searches import searches
from jobscout.actors.search_indexer import SNAPSHOT, SearchIndexer
from jobscout.rules.searches import PreparedJob
from jobscout.sql.database import connect
from jobscout.sql.search_changes import SearchChanges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.world import World
    from jobscout.rules.search_index import SearchIndex
    from jobscout.rules.searches import SearchCriteria

INDEXED = (10_000, 100_000, 1_000_000)
HEADER = (
    *("N", "found", "ms to find", "p99", "bytes a search", "edit µs", "p99", "committed to found"),
    *("start: table", "of it CPU", "snapshot", "MB"),
)
NOTES = (
    "To find: the ids that are left to be judged, of a prepared job. An edit: bits are changed.",
    "Committed to found: the row of a change is read too.",
    "Bytes: growth of the process, what searches share included. Each start is a new process.",
    "docs/performance.md, prototype: 0.06, 0.13 and 1.1 ms to find.",
)
JOBS = 100
WARM = 4_000  # searches, indexed before anything is measured
ROUNDS = 5
EDITS = 2_000
FOLLOWED = 50
_COLUMNS = (
    *("id", "user_id", "name", "titles", "keywords", "excluded_keywords", "countries"),
    *("locations", "workplace", "seniority", "min_salary_amount", "min_salary_currency"),
    *("min_salary_period", "skills", "min_score"),
)


class Measured(NamedTuple):
    """What one start cost and gave; *left* are the ids of each job."""

    seconds: float
    cpu_s: float
    grown: int
    find_s: list[float]
    edit_s: list[float]
    follow_s: list[float]
    left: list[bytes]


class _Few(SearchChanges):
    async def page(self, after: int, most: int) -> list[SearchCriteria]:
        return await super().page(after, most) if after < WARM else []


async def row(many: int, servers: World) -> list[str]:
    """The figures of an index of so many searches, see ``HEADER``."""
    name = f"index_{many}"
    url = await servers.migrated(name)
    await _fill(url, many)
    folder = servers.folder / name
    table = await _in_a_process(url, folder, many)
    snapshot = await _in_a_process(url, folder, many)
    must_equal("what was found after a start from the snapshot", table.left, snapshot.left)
    sizes = (folder / SNAPSHOT).stat().st_size
    found = sum(len(one) for one in table.left) / 4 / len(table.left)
    finds = table.find_s + snapshot.find_s
    edits, follows = table.edit_s + snapshot.edit_s, table.follow_s + snapshot.follow_s
    return [
        f"{many:,}",
        f"{found / many:.2%}",
        number(median(finds) * 1e3),
        number(percentile(finds, 0.99) * 1e3),
        number(table.grown / many),
        number(median(edits) * 1e6),
        number(percentile(edits, 0.99) * 1e6),
        f"{number(median(follows) * 1e3)} ms",
        f"{number(table.seconds)} s",
        f"{number(table.cpu_s)} s",
        f"{number(snapshot.seconds)} s",
        number(sizes / 1e6),
    ]


async def _fill(url: str, many: int) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(
            "INSERT INTO users (email, password_hash, full_name)"
            " SELECT 'p' || n || '@example.org', '-', 'Ada' FROM generate_series(1, $1) n",
            many // 3 + 1,
        )
        await connection.copy_records_to_table(
            "searches", columns=_COLUMNS, records=map(_record, searches(many)), timeout=600
        )
        await connection.execute("TRUNCATE search_changes")  # as a week later
        await connection.execute("VACUUM ANALYZE searches")
    finally:
        await connection.close()


def _record(one: SearchCriteria) -> tuple[object, ...]:
    pay = one.min_salary_annual_usd
    return (
        *(one.id, one.user_id, f"search {one.id}", one.titles, one.keywords),
        *(one.excluded_keywords, one.countries, one.locations, one.workplace, one.seniority),
        *((float(pay), "USD", "year") if pay else (None, None, None)),
        *(one.skills, one.min_score),
    )


async def _in_a_process(url: str, folder: Path, many: int) -> Measured:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as processes:
        return await asyncio.wrap_future(processes.submit(_measure, url, folder, many))


def _measure(url: str, folder: Path, many: int) -> Measured:
    return asyncio.run(_measured(url, folder, many))


async def _measured(url: str, folder: Path, many: int) -> Measured:
    jobs = job_features(JOBS)
    async with connect(url, max_size=4) as db:
        await SearchIndexer(60, changes=_Few(db)).catch_up()  # what every start costs
        indexer = SearchIndexer(60, changes=SearchChanges(db), folder=folder)
        before = _resident()
        began, cpu_began = time.perf_counter(), time.process_time()
        await indexer.catch_up()
        seconds, cpu_s = time.perf_counter() - began, time.process_time() - cpu_began
        grown = _resident() - before
        gc.freeze()
        left = [one.asking.to_array().tobytes() for one in await indexer.find(jobs)]
        finds = list(_finds(indexer._index, [PreparedJob(job) for job in jobs]))  # noqa: SLF001
        follows = [await _follow(url, indexer, many) for _ in range(FOLLOWED)]
        await indexer.stop()
        await indexer.run()  # writes the snapshot
        edits = list(_edits(indexer._index, many))  # noqa: SLF001
    return Measured(seconds, cpu_s, grown, finds, edits, follows, left)


def _finds(index: SearchIndex, jobs: list[PreparedJob]) -> Iterator[float]:
    for n in range(ROUNDS + 1):
        for job in jobs:
            began = time.perf_counter()
            index.find(job)
            if n:  # the first round is for warmth
                yield time.perf_counter() - began


async def _follow(url: str, indexer: SearchIndexer, many: int) -> float:
    """Seconds from the commit of an edit, of a name here, to the index."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(
            "UPDATE searches SET name = name || '.' WHERE id = $1", random.randrange(many) + 1
        )
    finally:
        await connection.close()
    began = time.perf_counter()
    await indexer.catch_up()
    return time.perf_counter() - began


def _edits(index: SearchIndex, many: int) -> Iterator[float]:
    """Seconds of replacing a search by what somebody else asks."""
    rng = random.Random(5)
    for one in searches(EDITS, seed=5):
        changed = msgspec.structs.replace(one, id=rng.randrange(many) + 1)
        began = time.perf_counter()
        index.put(changed)
        yield time.perf_counter() - began


def _resident() -> int:
    """Bytes of this process in memory, without what the allocator could give back."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
