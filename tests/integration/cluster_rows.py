"""Jobs on two boards, taken apart and put together by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.sql.clusters import Clusters
from tests.integration.board_rows import Board, add_user
from tests.rows import board_of, posting

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database

OTHERS = board_of(6, first=100)


async def two_boards(db: Database) -> tuple[Board, Board, int]:
    """Two boards that bear one job."""
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("1"), *OTHERS)
    await second.read(posting("2"))
    return first, second, (await first.posting("1"))["job_id"]


async def split(db: Database, board: Board, external_id: str) -> int:
    """Make a posting a job of its own."""
    row = await board.posting(external_id)
    return await Clusters(db).split(row["job_id"], [row["id"]], by=await add_user(db))


async def join(db: Database, job_id: int, other_id: int) -> None:
    await Clusters(db).join(job_id, other_id, by=await add_user(db))


async def job_of(board: Board, external_id: str) -> int:
    found: int = (await board.posting(external_id))["job_id"]
    return found


async def job(db: Database, job_id: int) -> asyncpg.Record:
    (row,) = await db.text("SELECT * FROM jobs WHERE id = $1", job_id)
    return row


async def two_jobs(db: Database) -> tuple[Board, Board, int, int]:
    """A job on each of two boards, which no rule would merge."""
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("1", "one"))
    await second.read(
        posting("2", "two", title="Site Engineer (m/f)", locations=("Mombasa, Kenya",))
    )
    return first, second, await job_of(first, "1"), await job_of(second, "2")
