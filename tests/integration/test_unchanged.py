"""Boards that did not change, stored many at once: as if each had been stored alone."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import SourceError
from jobscout.model import PollHints, ScrapeStats
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.unchanged import UnchangedReadings
from tests.integration.board_rows import Board
from tests.rows import board_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from jobscout.sql.database import Database

ALL = board_of(10)
SAME: dict[str, Any] = {
    "unchanged": True,
    "etag": '"2"',
    "last_modified": "Mon, 02 Nov 2026 10:00:00 GMT",
    "poll_after": timedelta(hours=2),
    "poll_hints": PollHints(ttl_s=7200.0, skipped=(1, 2)),
}
# of rows that need not be equal
_OWN = {"id", "board", "config", "name", "source_id", "company_id"}
_TIMES = {"created_at", "queued_at", "started_at", "full_read_at", "watched_since"}
_NOW = {"finished_at", "last_whole_read_at", "next_run_at", "next_try_at"}


async def board_with_all(db: Database, **changes: Any) -> Board:
    board = await Board.open(db, f"Company {changes.get('name', 'x')}", **changes)
    await board.read(*ALL, etag='"1"', poll_hints=SAME["poll_hints"])
    return board


async def test_as_if_stored_alone(db: Database) -> None:
    """Scrape, source, events and what is said of it are those of ``Postings.store``."""
    alone = await board_with_all(db, name="alone", priority="high", failures=2)
    batch = await board_with_all(db, name="batch", priority="high", failures=2)
    for board in (alone, batch):
        await db.text("UPDATE sources SET internal_failures = 1 WHERE id = $1", board.id)
    one = await alone.next(**SAME, stats=ScrapeStats(http_requests=1, not_modified=1))
    other = await batch.next(**SAME, stats=ScrapeStats(http_requests=1, not_modified=1))

    expected = await Postings(db).store(one)
    stored = await UnchangedReadings(db).store([other])

    assert stored == {other.source.scrape_id: expected}
    for rows in (
        (await alone.row(), await batch.row()),
        (await alone.scrape(), await batch.scrape()),
    ):
        first, second = (
            {name: value for name, value in row.items() if name not in _OWN | _TIMES | _NOW}
            for row in rows
        )
        assert first == second
    (waits,) = await db.text(
        "SELECT array_agg(DISTINCT next_run_at - last_whole_read_at) AS found,"
        " bool_and(watched_since < last_whole_read_at) AS watched FROM sources"
    )
    assert (waits["found"], waits["watched"]) == ([timedelta(hours=2)], True)
    events = await db.text("SELECT status, count(*) AS n FROM events GROUP BY status ORDER BY 1")
    assert {row["status"]: row["n"] for row in events}["ok"] == 4


async def test_many_at_once(db: Database) -> None:
    """Each source has its own validators, and its own answer."""
    boards = [await board_with_all(db, name=str(n)) for n in range(3)]
    results = [await board.next(unchanged=True, etag=f'"{n}"') for n, board in enumerate(boards)]

    stored = await UnchangedReadings(db).store(results)

    assert {one.source.scrape_id for one in results} == stored.keys()
    assert [(await board.row())["etag"] for board in boards] == ['"0"', '"1"', '"2"']
    assert [(await board.scrape())["status"] for board in boards] == ["ok"] * 3


async def missed(_db: Database, board: Board) -> None:
    await board.read(*ALL[:9], etag='"1"')


async def suspect(_db: Database, board: Board) -> None:
    await board.read(*ALL[:1])


async def windowed(_db: Database, board: Board) -> None:
    await board.read(*ALL, whole=False)


async def failed(db: Database, board: Board) -> None:
    result = await board.next()
    error = SourceError("server-error", "HTTP 500")
    await Scrapes(db).discard(result.source.scrape_id, error, ScrapeStats())


@pytest.mark.parametrize("before", [missed, suspect, windowed, failed])
async def test_more_than_a_repetition(
    db: Database, before: Callable[[Database, Board], Awaitable[None]]
) -> None:
    """P3: where the last reading was not whole and sound, or lacked something, rules decide."""
    board, plain = await board_with_all(db, name="a"), await board_with_all(db, name="b")
    await before(db, board)
    results = [await board.next(**SAME), await plain.next(**SAME)]

    stored = await UnchangedReadings(db).store(results)

    assert list(stored) == [results[1].source.scrape_id]
    assert (await board.scrape())["finished_at"] is None


async def test_first_reading(db: Database) -> None:
    """A board that was never read repeats nothing."""
    board = await Board.open(db)

    assert await UnchangedReadings(db).store([await board.next(**SAME)]) == {}


async def test_stored_once(db: Database) -> None:
    """P2: a reading that comes twice, also at the same moment, is stored once."""
    board = await board_with_all(db)
    result = await board.next(**SAME)
    unchanged = UnchangedReadings(db)

    stored = await asyncio.gather(*(unchanged.store([result]) for _ in range(4)))

    assert sorted(len(one) for one in stored) == [0, 0, 0, 1]
    assert await unchanged.store([result]) == {}


async def test_of_another_process(db: Database) -> None:
    """P2: one that was taken for dead stores nothing of what another has claimed since."""
    board = await board_with_all(db)
    result = await board.next(**SAME)
    await db.text("UPDATE scrapes SET claimed_by = 99 WHERE finished_at IS NULL")

    assert await UnchangedReadings(db).store([result]) == {}
