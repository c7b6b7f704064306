"""Admins and readings that want the same source at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from jobscout.errors import NotFound
from jobscout.sources import board_address
from jobscout.sql.board_requests import BoardRequests
from jobscout.sql.new_sources import NewSource
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.sources import Sources
from tests.integration.board_rows import Board, add_user

if TYPE_CHECKING:
    from jobscout.sql.database import Database


async def until_one_waits(db: Database) -> None:
    """Until some transaction of this database waits for a lock."""
    waiting = (
        "SELECT FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    async with asyncio.timeout(10):
        while not await db.text(waiting):
            pass


@pytest.mark.parametrize("word", ["purge", "reset", "declare_gone"])
async def test_scrape_is_locked_before_its_source(db: Database, word: str) -> None:
    """As a reading that is stored does it; in another order both wait for each other."""
    board = await Board.open(db)
    by = await add_user(db)
    scrape_id, _ = await Scrapes(db).trigger(board.id, "manual")

    async with db.transaction() as reading:
        await reading.text("SELECT FROM scrapes WHERE id = $1 FOR NO KEY UPDATE", scrape_id)
        asked = asyncio.create_task(getattr(Sources(db, board_address), word)(board.id, by))
        await until_one_waits(db)
        stored = await reading.text(
            "SELECT id FROM sources WHERE id = $1 FOR NO KEY UPDATE NOWAIT", board.id
        )
    async with asyncio.timeout(10):
        await asked

    assert [row["id"] for row in stored] == [board.id]


async def test_no_scrape_is_planned_for_a_source_that_is_being_removed(db: Database) -> None:
    board, other = await Board.open(db), await Board.open(db)

    async with db.transaction() as removal:
        await removal.text("DELETE FROM sources WHERE id = $1", board.id)
        async with asyncio.timeout(10):
            await Scrapes(db).enqueue_due("normal", 10, 10)

    rows = await db.text("SELECT source_id FROM scrapes")
    assert [row["source_id"] for row in rows] == [other.id]


async def test_request_for_a_source_that_is_removed_meanwhile(db: Database) -> None:
    board = await Board.open(db, board="acme", config='{"board": "acme"}')
    by = await add_user(db)
    new = NewSource("greenhouse", {"board": "acme"}, "Acme", "Acme", "normal", None, active=True)

    async with db.transaction() as removal:
        await removal.text("DELETE FROM sources WHERE id = $1", board.id)
        asked = asyncio.create_task(
            BoardRequests(db, board_address).add(
                by, "https://a.example/", new, "ask", names_employer=True, needs_permission=False
            )
        )
        await until_one_waits(db)
    async with asyncio.timeout(10):
        made, _ = await asked

    assert made.state == "waiting"


async def test_scrape_of_a_source_that_is_removed_meanwhile(db: Database) -> None:
    board = await Board.open(db)

    async with db.transaction() as removal:
        await removal.text("DELETE FROM sources WHERE id = $1", board.id)
        asked = asyncio.create_task(Scrapes(db).trigger(board.id, "manual"))
        await until_one_waits(db)
    async with asyncio.timeout(10):
        with pytest.raises(NotFound):
            await asked
