"""A board's backlog is shown, and no news: only what was published lately is sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from jobscout.messages import JobsStored
from jobscout.sql.deliveries import Deliveries
from tests.channels import channels
from tests.integration.board_rows import Board, add_search, add_user
from tests.integration.match_rows import matcher_of
from tests.rows import posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database

NEWS = timedelta(days=7)
NOW = datetime.now(UTC)


async def match(db: Database, *job_ids: int, news: timedelta | None = NEWS) -> None:
    matcher = matcher_of(db, news)
    await matcher.inbox.put(JobsStored(job_ids))
    await matcher.stop()
    await matcher.run()


async def titles(db: Database, condition: str) -> list[str]:
    rows = await db.text(
        "SELECT j.title FROM alerts a JOIN jobs j ON j.id = a.job_id"  # noqa: S608
        f" WHERE {condition} ORDER BY a.id"
    )
    return [row["title"] for row in rows]


async def test_backlog_is_shown_and_not_sent(db: Database) -> None:
    """A board that is new to us: all of it becomes alerts, and what is of this week is sent."""
    user_id = await add_user(db)
    await add_search(db, user_id)
    board = await Board.open(db)
    first = await board.read(
        posting("1", 1, title="Old Engineer", posted_at=NOW - timedelta(days=60)),
        posting("2", 2, title="Undated Engineer"),
        posting("3", 3, title="Recent Engineer", posted_at=NOW - timedelta(days=2)),
    )

    await match(db, *first.unmatched)
    due = await Deliveries(db, domain="example.org", channels=channels()).due_bundles(10)

    assert len(await titles(db, "true")) == 3
    assert await titles(db, "bundle_at <= now()") == ["Recent Engineer"]
    assert await titles(db, "bundle_at IS NULL AND bundled_at IS NULL") == [
        "Old Engineer",
        "Undated Engineer",
    ]
    assert due == [user_id]


async def test_new_on_a_watched_board(db: Database) -> None:
    """What appears while we watch is sent, whatever date its board states or does not state."""
    await add_search(db, await add_user(db))
    board = await Board.open(db)
    await board.read(posting("1", 1))
    second = await board.read(posting("1", 1), posting("2", 2, title="New Engineer"))

    await match(db, *second.unmatched)

    assert await titles(db, "bundle_at <= now()") == ["New Engineer"]


async def test_any_backlog(db: Database) -> None:
    """An operator may have all of it sent."""
    await add_search(db, await add_user(db))
    first = await (await Board.open(db)).read(posting("1", posted_at=NOW - timedelta(days=600)))

    await match(db, *first.unmatched, news=timedelta(days=36500))

    assert await titles(db, "bundle_at <= now()") == ["Site Engineer"]
