"""Recognising 20,000 new postings among stored jobs, as the ingester does it."""

from __future__ import annotations

import asyncio
import gc
import random
import resource
import struct
import time
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from benchmarks.report import number, percentile, ratio, table
from benchmarks.samples import postings
from benchmarks.world import world
from jobscout.model import DueSource, ScrapeResult, ScrapeStats
from jobscout.sql import linking, openings
from jobscout.sql.database import connect
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.model import Posting
    from jobscout.sql.database import Database

STORED = (20_000, 200_000)
NEW = 20_000
COMPANIES = 1_000
A_READING = 2_000
TEMPLATES = 400
HASHES = 90  # of a text of some 360 words
TICK_S = 0.005
_FIELDS = ("Payments", "Growth", "Platform", "Logistics", "Risk", "Billing", "Search", "Mobile")


class _Cost(NamedTuple):
    """*lag_s*: how late the loop was, in 99 of 100 cases at most."""

    seconds: float
    merged: int
    lag_s: float


async def run() -> None:
    templates = postings(TEMPLATES)
    rows = []
    costs: list[_Cost] = []
    async with world() as servers:
        for many in STORED:
            async with connect(await servers.migrated(f"stored_{many}")) as db:
                await _fill(db, templates, many)
                cost = await _recognise(db, templates, many)
            costs.append(cost)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            rows.append(
                [
                    number(many),
                    number(NEW / cost.seconds),
                    number(cost.merged),
                    f"{cost.lag_s * 1000:.0f} ms",
                    f"{memory} MiB",
                ]
            )
    table(
        f"dedup: {NEW:,} new postings among stored jobs, in readings of {A_READING:,}",
        ("open jobs", "postings/s", "recognised", "loop lag p99", "memory"),
        rows,
        f"A posting costs {ratio(costs[1].seconds, costs[0].seconds)} with ten times the jobs.",
    )


async def _fill(db: Database, templates: Sequence[Posting], many: int) -> None:
    await db.text(
        "INSERT INTO sources (kind, board, config, name, url, host, active)"
        " SELECT 'bench', n::text, '{}', 'Bench', 'https://bench.example', 'bench.example', false"
        " FROM generate_series(1, 2) AS n"
    )
    for batch in _batches(templates, range(many)):
        await _store(db, 1, batch)
    await db.text("ANALYZE")


async def _recognise(db: Database, templates: Sequence[Posting], many: int) -> _Cost:
    """Half of the new postings are of stored jobs, in somebody else's words."""
    spent = [0.0]
    gc.collect()
    gc.freeze()  # as the program does when it has started
    with _timed(spent):
        lag = asyncio.create_task(_lag())
        merged = 0
        numbers = [n if n % 2 else many + n for n in range(NEW)]
        for batch in _batches(templates, numbers, retyped=True):
            merged += await _store(db, 2, batch)
        lag.cancel()
        lags = await lag
    return _Cost(spent[0], merged, percentile(lags, 0.99))


async def _lag() -> list[float]:
    lags = [0.0]
    try:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK_S)
            lags.append(time.perf_counter() - began - TICK_S)
    except asyncio.CancelledError:
        return lags


class _timed:  # noqa: N801
    """Adds up the seconds of what recognises postings in *spent*."""

    def __init__(self, spent: list[float]) -> None:
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
        async def timed(*given, **named):  # noqa: ANN002, ANN003, ANN202
            began = time.perf_counter()
            try:
                return await step(*given, **named)
            finally:
                self._spent[0] += time.perf_counter() - began

        return timed


def _batches(
    templates: Sequence[Posting], numbers: Sequence[int], *, retyped: bool = False
) -> Iterator[list[Posting]]:
    for at in range(0, len(numbers), A_READING):
        yield [_posting(templates, n, retyped=retyped) for n in numbers[at : at + A_READING]]


def _posting(templates: Sequence[Posting], n: int, *, retyped: bool) -> Posting:
    chance = random.Random(n)
    template = templates[chance.randrange(len(templates))]
    field, team = chance.choice(_FIELDS), chance.randrange(40)
    title = f"{template.title}, {field} {team}"
    if retyped:
        title = f"{field} {team} - {template.title}"
    key = sha256(f"{n} {retyped}".encode()).digest()
    hashes = sorted(chance.randrange(2**30) for _ in range(HASHES))
    return msgspec.structs.replace(
        template,
        external_id=f"{n}",
        url=f"https://jobs.example.com/{n}",
        title=title,
        company=f"Company {n % COMPANIES}",
        fingerprint=key,
        content_hash=key,
        posted_at=None,
        sketch=struct.pack(f"<{HASHES}I", *hashes),
    )


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
