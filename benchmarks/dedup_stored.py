"""Recognising 20,000 new postings among stored jobs, as the ingester does it.

Beside it ``GET /health`` is asked of the process that does so. The machine may be shared, so the
CPU time of the program and of PostgreSQL is what counts; they work at the same time when two
readings are stored at once, as the ingester does.
"""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import time
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec
from aiohttp import web

from benchmarks.client import Load, measure
from benchmarks.dedup_fill import fill
from benchmarks.dedup_postings import COMPANIES, invented, templates
from benchmarks.report import number, ratio, table
from benchmarks.world import free_port, world
from jobscout.http import health_handlers
from jobscout.model import DueSource, ScrapeResult, ScrapeStats
from jobscout.sql import linking, openings
from jobscout.sql.database import connect
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from benchmarks.client import Figures
    from jobscout.model import Posting
    from jobscout.sql.database import Database

STORED: Final = tuple(map(int, os.environ.get("JOBSCOUT_DEDUP_STORED", "20000,200000").split(",")))
NEW: Final = int(os.environ.get("JOBSCOUT_DEDUP_NEW", "20000"))
A_READING: Final = 2_000
_HEALTH_EVERY_S: Final = 0.05  # rarely, as what it costs is counted too
_OWN, _OTHER = 1, 2  # sources


class _Spent:
    """Seconds of what recognises postings: in all, and of CPU in the program and PostgreSQL."""

    def __init__(self) -> None:
        self.wall_s = self.program_s = self.postgres_s = 0.0

    @property
    def cpu_s(self) -> float:
        return self.program_s + self.postgres_s


class _Cost(NamedTuple):
    spent: _Spent
    merged: int
    health: Figures


async def run() -> None:
    rows = []
    costs: list[_Cost] = []
    known = templates()
    async with world() as servers:
        for many in STORED:
            url = await servers.migrated(f"stored_{many}")
            async with connect(url) as db:
                await _begin(db, known)
                began = time.monotonic()
                await fill(url, many)
                print(f"  {many:,} jobs stored in {time.monotonic() - began:.0f} s", flush=True)
                cost = await _recognise(db, known, many)
            costs.append(cost)
            rows.append(_row(many, cost))
    notes = ["postings/s by CPU: on two cores, one for the program and one for PostgreSQL."]
    if len(costs) > 1:
        growth = ratio(costs[-1].spent.cpu_s, costs[0].spent.cpu_s)
        notes.append(f"A posting costs {growth} the CPU time among the most jobs.")
    table(
        f"dedup: {NEW:,} new postings among stored jobs, in readings of {A_READING:,},"
        f" load {os.getloadavg()[0]:.1f}",
        (
            "open jobs",
            "postings/s",
            "by CPU",
            "program",
            "PostgreSQL",
            "recognised",
            "/health p99",
            "memory",
        ),
        rows,
        *notes,
    )


def _row(many: int, cost: _Cost) -> list[str]:
    spent = cost.spent
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [
        number(many),
        number(NEW / spent.wall_s),
        number(NEW / max(spent.program_s, spent.postgres_s)),
        f"{spent.program_s / NEW * 1e6:.0f} us",
        f"{spent.postgres_s / NEW * 1e6:.0f} us",
        number(cost.merged),
        f"{cost.health.p99_ms:.0f} ms",
        f"{memory} MiB",
    ]


async def _begin(db: Database, known: Sequence[Posting]) -> None:
    """Companies by their numbers, two boards, and the postings of which others are copies."""
    await db.text(
        "INSERT INTO companies (id, slug, name) OVERRIDING SYSTEM VALUE"
        " SELECT n, 'company-' || n, 'Company ' || n FROM generate_series(1, $1::integer) AS n",
        COMPANIES,
    )
    await db.text(
        "INSERT INTO sources (kind, board, config, name, url, host, active)"
        " SELECT 'bench', n::text, '{}', 'Bench', 'https://bench.example', 'bench.example', false"
        " FROM generate_series(1, 2) AS n"
    )
    await _store(db, _OWN, known)


async def _recognise(db: Database, known: Sequence[Posting], many: int) -> _Cost:
    """Half of the new postings are of stored jobs, in somebody else's words."""
    spent = _Spent()
    gc.collect()
    gc.freeze()  # as the program does when it has started
    stop = asyncio.Event()
    async with _serving() as port:
        load = Load(port=port, path="/health", warm_up_s=0, every_s=_HEALTH_EVERY_S)
        asking = asyncio.create_task(measure(load, stop))
        with _timed(spent):
            merged = 0
            numbers = [n if n % 2 else many + n for n in range(NEW)]
            for batch in _batches(known, numbers):
                merged += await _store(db, _OTHER, batch)
        stop.set()
        health = await asking
    return _Cost(spent, merged, health)


@asynccontextmanager
async def _serving() -> AsyncIterator[int]:
    """The port on which this process answers ``GET /health``."""

    async def health(request: web.Request) -> web.Response:
        said = await health_handlers.health(request)
        return web.Response(body=msgspec.json.encode(said), content_type="application/json")

    app = web.Application()
    app.router.add_get("/health", health)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield port
    finally:
        await runner.cleanup()


class _timed:  # noqa: N801
    """Adds up what recognises postings in *spent*; one reading is stored at a time."""

    def __init__(self, spent: _Spent) -> None:
        self._spent = spent
        self._steps = ((openings, "assign"), (linking, "link"), (linking, "keep"))

    def __enter__(self) -> None:
        self._before = [getattr(module, name) for module, name in self._steps]
        for (module, name), step in zip(self._steps, self._before, strict=True):
            setattr(module, name, self._wrapped(step))

    def __exit__(self, *_: object) -> None:
        for (module, name), step in zip(self._steps, self._before, strict=True):
            setattr(module, name, step)

    def _wrapped(self, step):  # noqa: ANN001, ANN202
        async def timed(t, *given, **named):  # noqa: ANN001, ANN002, ANN003, ANN202
            (row,) = await t.text("SELECT pg_backend_pid() AS pid")
            backend_s, program_s = _cpu_s(row["pid"]), time.process_time()
            began = time.perf_counter()
            try:
                return await step(t, *given, **named)
            finally:
                self._spent.wall_s += time.perf_counter() - began
                self._spent.program_s += time.process_time() - program_s
                self._spent.postgres_s += _cpu_s(row["pid"]) - backend_s

        return timed


def _cpu_s(pid: int) -> float:
    stat = Path(f"/proc/{pid}/stat").read_text("ascii")
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _batches(known: Sequence[Posting], numbers: Sequence[int]) -> Iterator[list[Posting]]:
    for at in range(0, len(numbers), A_READING):
        part = numbers[at : at + A_READING]
        yield [invented(known, n, retyped=True)[0] for n in part]


async def _store(db: Database, source_id: int, batch: Sequence[Posting]) -> int:
    """How many of them were recognised."""
    scrape_id, _ = await Scrapes(db).trigger(source_id, "manual")
    due = DueSource(
        scrape_id=scrape_id,
        source_id=source_id,
        kind="bench",
        config={},
        company_id=None,
        company_name=None,
        name="Bench",
        trigger="manual",
        etag=None,
        last_modified=None,
    )
    result = ScrapeResult(
        source=due,
        min_interval=timedelta(minutes=5),
        postings=tuple(batch),
        whole=False,
        stats=ScrapeStats(found=len(batch)),
    )
    stored = await Postings(db).store(result)
    if stored is None:
        raise RuntimeError("the scrape was finished before its reading was stored")
    return stored.duplicates
