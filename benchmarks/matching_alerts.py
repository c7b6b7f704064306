"""Storing the alerts of a job that very many searches ask for: one statement, or one for each."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import asyncpg
import msgspec

from benchmarks.report import median, must_equal, number, ratio
from benchmarks.samples import postings
from jobscout.rules.reasons import Reason
from jobscout.sql.database import connect
from jobscout.sql.matches import Found, Matches
from tests.integration.board_rows import Board

if TYPE_CHECKING:
    from benchmarks.world import World

HEADER = ("alerts of a job", "ours, a second", "each, a second", "ratio")
NOTES = ("With the event and the commit of each; `each` is executemany of the same two inserts.",)
PEOPLE = 20_000
ROUNDS = 5
_PEOPLE = (
    """
    INSERT INTO users (email, password_hash, full_name)
    SELECT 'p' || n || '@example.org', '-', 'Ada' FROM generate_series(1, 20000) n
    """,
    "INSERT INTO searches (user_id, name) SELECT id, 'one' FROM users",
    "VACUUM ANALYZE users, searches",
)
_EACH = """
WITH made AS (
    INSERT INTO alerts (user_id, job_id, search_id, score, reasons, bundle_at)
    VALUES ($1, $2, $3, $4, $5::text::jsonb, $6)
    ON CONFLICT (user_id, job_id) DO NOTHING RETURNING id, user_id)
INSERT INTO events (user_id, kind, about_id) SELECT user_id, 'alert', id FROM made
"""
_MADE = """
SELECT count(*) FROM alerts a JOIN events e ON e.about_id = a.id AND e.kind = 'alert'
"""
_REASONS = (
    Reason("title", "Title says \u201cBackend Engineer\u201d", 0.6),
    Reason("place", "In Nairobi, Kenya", 0.3),
    Reason("workplace", "Remote", 0.1),
)


async def row(servers: World) -> list[str]:
    url = await servers.migrated("alerts")
    ours: list[float] = []
    each: list[float] = []
    async with connect(url) as db:
        for statement in _PEOPLE:
            await db.text(statement)
        board = await Board.open(db)
        stored = await board.read(*postings(2 * ROUNDS, seed=11))
        connection = await asyncpg.connect(url)
        for at, job_id in enumerate(sorted(stored.unmatched)):
            now = datetime.now(UTC)
            found = [Found(n, job_id, n, 0.9, _REASONS, now) for n in range(1, PEOPLE + 1)]
            if at % 2:
                ours.append(await _ours(Matches(db), job_id, found))
            else:
                each.append(await _each(connection, found))
        made = await connection.fetchval(_MADE)
        await connection.close()
    must_equal("the number of alerts with their events", len(stored.unmatched) * PEOPLE, made)
    rates = [PEOPLE / median(ours), PEOPLE / median(each)]
    return [f"{PEOPLE:,}", number(rates[0]), number(rates[1]), ratio(rates[0], rates[1])]


async def _ours(matches: Matches, job_id: int, found: list[Found]) -> float:
    began = time.perf_counter()
    rows = await matches._db.text("SELECT changed_at FROM jobs WHERE id = $1", job_id)  # noqa: SLF001
    await matches.complete({job_id: rows[0]["changed_at"]}, found)
    return time.perf_counter() - began


async def _each(connection: asyncpg.Connection, found: list[Found]) -> float:
    began = time.perf_counter()
    reasons = msgspec.json.encode
    async with connection.transaction():
        await connection.executemany(
            _EACH,
            [(*one[:4], reasons(one.reasons).decode(), one.bundle_at) for one in found],
        )
    return time.perf_counter() - began
