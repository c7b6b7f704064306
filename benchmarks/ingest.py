"""Storing one reading of 10,000 postings: ``Postings.store`` beside SQLAlchemy's ORM."""

from __future__ import annotations

import gc
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from benchmarks import peer_store
from benchmarks.peer_models import WORDS_FUNCTION
from benchmarks.report import median, must_equal, number, ratio, table
from benchmarks.samples import COMPANY, changed, postings
from benchmarks.world import world
from jobscout.model import DueSource, ScrapeResult, ScrapeStats
from jobscout.rules.skills import Taxonomy
from jobscout.sql.database import connect
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.skills import Skills
from seed.skills import rows

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from benchmarks.world import World
    from jobscout.model import Posting

    # Stores the postings in the database at an address; the seconds it took.
    Way = Callable[[str, Sequence[Posting]], Awaitable[float]]

NEW = 5_000
CHANGED = 5_000
ROUNDS = 3
SPARED = 5  # row by row stores every fifth posting only: the whole takes half a minute
ROW_BY_ROW = "ORM, row by row"
BOARD = peer_store.Board(source_id=1, company_id=1)
_BOARD = (
    "INSERT INTO companies (slug, name) VALUES ('bench', 'Bench Works')",
    """
    INSERT INTO sources (kind, board, config, company_id, name, url, host, active)
    VALUES ('bench', 'bench', '{}', 1, 'Bench', 'https://bench.example', 'bench.example', false)
    """,
    WORDS_FUNCTION,
)
# What must be the same whoever stored it. Ids and the hour of writing differ.
_OUTCOME = """
SELECT p.external_id, p.title, p.url, p.locations, p.workplace, p.department, p.seniority,
    p.employment_type, p.salary_min, p.salary_max, p.salary_currency, p.salary_period,
    p.annual_usd_min, p.annual_usd_max, md5(p.description_html), md5(p.description_text),
    p.posted_at, p.place_text, p.content_hash, p.fingerprint, p.closed_at,
    j.title, j.locations, j.countries, j.place_words::text, j.workplace, j.seniority,
    j.employment_type, j.salary_min, j.salary_max, j.salary_currency, j.salary_period,
    j.annual_usd_min, j.annual_usd_max, j.posted_at, j.closed_at, j.postings,
    j.lead_posting_id = p.id, md5(j.words::text)
FROM postings p JOIN jobs j ON j.id = p.job_id WHERE p.external_id = ANY ($1::text[])
"""


async def run() -> None:
    skills = rows.read()
    samples = postings(NEW + CHANGED, taxonomy=Taxonomy.load(skills))
    before = samples[:CHANGED]
    after = [*changed(before, 1), *samples[CHANGED:]]
    async with world() as servers:
        async with connect(await servers.migrated("board")) as db:
            for statement in _BOARD:
                await db.text(statement)
            await Skills(db).replace(skills)
        await _ours(servers.url("board"), before)
        figures = await _rounds(servers, after)
    _print(figures)


async def _rounds(servers: World, after: Sequence[Posting]) -> dict[str, list[list[float]]]:
    """For each way its rows a second for the changed reading and for the same one again."""
    ways: dict[str, Way] = {
        "ours": _ours,
        "ORM, prefetched by 1,000": _with_orm(peer_store.prefetched),
        ROW_BY_ROW: _with_orm(peer_store.row_by_row),
    }
    figures: dict[str, list[list[float]]] = {name: [[], []] for name in ways}
    warm = after[: len(after) // 20]
    for n in range(ROUNDS + 1):
        expected: dict[str, Any] = {}
        for name, store in ways.items():
            given = after[::SPARED] if name == ROW_BY_ROW else after
            url = await servers.copied("reading", "board")
            if n == 0:  # for warmth, and thrown away
                await store(url, warm)
                continue
            rates = [await _rate(store, url, given) for _ in range(2)]
            for kept, rate in zip(figures[name], rates, strict=True):
                kept.append(rate)
            outcome = await _outcome(url, [one.external_id for one in given])
            expected = expected or outcome  # ours comes first
            must_equal(
                f"the rows of ours and {name!r}",
                [expected[key] for key in outcome],
                [*outcome.values()],
            )
    return figures


async def _rate(store: Way, url: str, given: Sequence[Posting]) -> float:
    """Rows a second.

    The program freezes what lives when it starts, so that no collection walks it. Otherwise a
    collection of all samples falls into the time of one way or another, by chance.
    """
    gc.collect()
    gc.freeze()
    return len(given) / await store(url, given)


async def _outcome(url: str, external_ids: Sequence[str]) -> dict[str, Any]:
    connection = await asyncpg.connect(url)
    try:
        rows = {row[0]: tuple(row) for row in await connection.fetch(_OUTCOME, external_ids)}
    finally:
        await connection.close()
    must_equal("the number of postings stored", len(rows), len(external_ids))
    return rows


async def _ours(url: str, reading: Sequence[Posting]) -> float:
    async with connect(url) as db:
        scrape_id, _ = await Scrapes(db).trigger(BOARD.source_id, "manual")
        due = DueSource(
            scrape_id=scrape_id,
            source_id=BOARD.source_id,
            kind="bench",
            config={},
            company_id=BOARD.company_id,
            company_name=COMPANY,
            name="Bench",
            trigger="manual",
            etag=None,
            last_modified=None,
        )
        whole = ScrapeResult(
            source=due,
            min_interval=timedelta(minutes=5),
            postings=tuple(reading),
            stats=ScrapeStats(found=len(reading)),
        )
        began = time.perf_counter()
        stored = await Postings(db).store(whole)
        took = time.perf_counter() - began
    if stored is None:
        raise RuntimeError("the scrape was finished before its reading was stored")
    return took


def _with_orm(
    store: Callable[[AsyncSession, peer_store.Board, Sequence[Posting]], Awaitable[None]],
) -> Way:
    async def timed(url: str, reading: Sequence[Posting]) -> float:
        engine = create_async_engine(
            url.replace("postgresql://", "postgresql+asyncpg://"),
            connect_args={"server_settings": {"jit": "off", "TimeZone": "UTC"}},
        )
        try:
            async with AsyncSession(engine, expire_on_commit=False) as db:
                began = time.perf_counter()
                await store(db, BOARD, reading)
                return time.perf_counter() - began
        finally:
            await engine.dispose()

    return timed


def _print(figures: dict[str, list[list[float]]]) -> None:
    many = NEW + CHANGED
    rates = {name: [median(each) for each in both] for name, both in figures.items()}
    changing, again = rates["ours"]
    table(
        f"ingest: one reading of {many:,} postings, {NEW:,} new and {CHANGED:,} changed,"
        f" and the same again; rows/s, medians of {ROUNDS} rounds",
        ("", "new and changed", "ours is", "unchanged", "ours is"),
        [
            [name, number(first), ratio(changing, first), number(second), ratio(again, second)]
            for name, (first, second) in rates.items()
        ],
        "Both write tables and full-text index of the real schema, and end with equal rows.",
        "Ours also looks for the same opening on other boards, for what is missing and for skills.",
        "docs/performance.md, one table without full text, unnest beside the ORM:"
        " 2.5x prefetched, 17x row by row.",
    )
