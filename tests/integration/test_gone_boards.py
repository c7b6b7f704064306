"""P3: boards that are gone, by their host's word over days or an operator's, and that return."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import Conflict, SourceError
from jobscout.model import ScrapeStats
from jobscout.sources import board_address
from jobscout.sql.jobs import Jobs
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.sources import Sources
from tests.integration.board_rows import Board, add_search, add_user, jobs
from tests.integration.closed_counts import closed_total
from tests.integration.match_rows import match_all
from tests.rows import board_of, posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database

ALL = board_of(5)
ALL_IDS = {one.external_id for one in ALL}
HOST = {"host": "boards.example.org"}


async def later(db: Database, hours: float) -> None:
    """Move what has been recorded into the past."""
    await db.text(
        "UPDATE scrapes SET finished_at = finished_at - make_interval(secs => $1)", hours * 3600
    )


async def failed(db: Database, board: Board, kind: str = "not-found", found: int = 0) -> int:
    """A scrape of *board* that fails; its id."""
    result = await board.next()
    scrape_id = result.source.scrape_id
    error = SourceError(kind, "HTTP 404")
    await Scrapes(db).discard(scrape_id, error, ScrapeStats(found=found))
    return scrape_id


async def gone(db: Database, board: Board, *between: str) -> list[int]:
    """Four days of 404, with these failures in between; the scrapes that were answered so."""
    found = []
    for _ in range(5):
        found.append(await failed(db, board))
        for kind in between:
            await failed(db, board, kind)
        await later(db, 24)
    return found


async def test_gone(db: Database) -> None:
    """After three days of 404 all closes, on the evidence of these readings, and is told."""
    board = await Board.open(db)
    await board.read(*ALL, etag='"5"')
    before = closed_total("board-gone")

    scrapes = await gone(db, board)

    source, closed = await board.row(), await board.posting("0")
    job = await Jobs(db).get(closed["job_id"], None)
    said = await Sources(db, board_address).get(board.id)
    assert await board.open_ids() == set()
    assert closed_total("board-gone") - before == 5
    assert (closed["closed_reason"], list(closed["evidence"])) == ("board-gone", scrapes[:4])
    assert (source["etag"], list(source["recent_found"])) == (None, [])
    assert job.closed_reason == "board-gone"
    assert job.closing is not None
    assert job.closing.scrape_ids == [str(one) for one in scrapes[:4]]
    assert [one.scrape_id for one in job.closing.readings] == job.closing.scrape_ids
    assert "4 readings" in job.closing.rule
    assert (said.health, said.open_jobs) == ("failing", 0)
    assert said.gone_at is not None
    assert str(said.health_reason).startswith(f"The board is gone since {said.gone_at:%Y-%m-%d}")
    run = said.last_runs[1]
    assert (run.closed, run.error) == (5, "HTTP 404; the board is gone")


async def test_gone_is_asked_daily(db: Database) -> None:
    """However often it failed before, and although other failures are retried within hours."""
    board = await Board.open(db)
    await board.read(*ALL)
    await gone(db, board)

    await failed(db, board)
    daily = await db.text(
        "SELECT next_run_at - now() BETWEEN '23 hours 59 minutes' AND '24 hours' AS daily"
        " FROM sources WHERE id = $1",
        board.id,
    )

    assert daily[0]["daily"]


async def test_back_again(db: Database) -> None:
    """What it lists opens, the rest stays closed, nobody is told twice, and all is well."""
    user_id = await add_user(db)
    await add_search(db, user_id, keywords=["engineer"])
    board = await Board.open(db)
    await board.read(*ALL)
    await match_all(db)
    await gone(db, board)

    stored = await board.read(*ALL[:2])
    await match_all(db)

    source = await board.row()
    assert (stored.status, stored.new) == ("ok", 0)
    assert await board.open_ids() == {"0", "1"}
    assert (await board.posting("0"))["closed_reason"] is None
    assert (await board.posting("2"))["closed_reason"] == "board-gone"
    assert (source["gone_at"], list(source["not_found_scrapes"])) == (None, [])
    assert len(await db.text("SELECT FROM alerts")) == 5
    assert [job["closed_reason"] for job in await jobs(db)] == [None] * 2 + ["board-gone"] * 3


@pytest.mark.parametrize("between", ["unreachable", "server-error", "breaker-open", "internal"])
async def test_failures_of_others_say_nothing(db: Database, between: str) -> None:
    """Neither for nor against: a network that fails at times delays nothing."""
    board = await Board.open(db)
    await board.read(*ALL)

    await gone(db, board, between)

    assert await board.open_ids() == set()


@pytest.mark.parametrize("between", ["refused", "changed"])
async def test_other_answers_refute(db: Database, between: str) -> None:
    """A board that also answers otherwise is there."""
    board = await Board.open(db)
    await board.read(*ALL)

    await gone(db, board, between)

    assert await board.open_ids() == ALL_IDS


async def test_read_in_between(db: Database) -> None:
    """A reading that is stored begins the count anew."""
    board = await Board.open(db)
    await board.read(*ALL)
    for _ in range(3):
        await failed(db, board)
        await later(db, 30)
        await board.read(*ALL)

    await failed(db, board)

    assert await board.open_ids() == ALL_IDS


async def test_later_page_not_found(db: Database) -> None:
    """A 404 after postings were read is no word about the board."""
    board = await Board.open(db)
    await board.read(*ALL)
    for _ in range(5):
        await failed(db, board, found=3)
        await later(db, 24)

    assert await board.open_ids() == ALL_IDS


@pytest.mark.parametrize(
    ("other", "closes"),
    [("read", True), ("failing", False), ("paused", True), ("gone", True), ("elsewhere", True)],
)
async def test_other_boards_of_the_host(db: Database, other: str, *, closes: bool) -> None:
    """A host that serves none of its boards is not well; those that we do not read say nothing."""
    board = await Board.open(db, **HOST)
    await board.read(*ALL)
    host = {} if other == "elsewhere" else HOST
    neighbour = await Board.open(db, "Globex", active=other != "paused", **host)
    await neighbour.read(posting("n", "n", company="Globex"))
    await later(db, 24)
    if other == "gone":
        await Sources(db, board_address).declare_gone(neighbour.id, await add_user(db))

    for _ in range(5):
        await failed(db, board)
        await (neighbour.read(unchanged=True) if other == "read" else failed(db, neighbour))
        await later(db, 24)

    assert (await board.open_ids() == set()) is closes


async def test_given_another_address(db: Database) -> None:
    """What the old address answered says nothing about the new one, nor does that it is gone."""
    sources, by = Sources(db, board_address), await add_user(db)
    board = await Board.open(db)
    await board.read(*ALL)
    for _ in range(3):
        await failed(db, board)
        await later(db, 30)
    await sources.change(board.id, {"config": {"board": "other"}}, by)

    await failed(db, board)
    await sources.declare_gone(board.id, by)
    again = await sources.change(board.id, {"config": {"board": "third"}}, by)

    assert again.gone_at is None
    assert list((await board.row())["not_found_scrapes"]) == []


async def test_operator_says_so(db: Database) -> None:
    """All closes at once; what is being read is not stored; and once it is back, it opens."""
    by, sources = await add_user(db), Sources(db, board_address)
    board = await Board.open(db)
    await board.read(*ALL)
    reading = await board.next(*ALL)
    before = closed_total("board-gone")

    said = await sources.declare_gone(board.id, by)
    late = await Scrapes(db).running(board.id)

    closed = await board.posting("0")
    job = await Jobs(db).get(closed["job_id"], None)
    assert (said.health, said.open_jobs, late) == ("failing", 0, None)
    assert closed_total("board-gone") - before == 5
    assert job.closing is not None
    assert (job.closing.rule, job.closing.scrape_ids) == (
        "An operator said that the board is gone.",
        [],
    )
    assert reading.source.scrape_id
    with pytest.raises(Conflict, match="is gone since"):
        await sources.declare_gone(board.id, by)
    assert (await board.read(*ALL)).status == "ok"
    assert await board.open_ids() == ALL_IDS
    assert (await sources.get(board.id)).gone_at is None


async def test_setting(db: Database) -> None:
    """The operator decides how long a board must be missing."""
    board = await Board.open(db)
    await board.read(*ALL)
    found: list[Any] = []
    for _ in range(4):
        result = await board.next()
        store = Scrapes(db, timedelta(hours=2))
        error = SourceError("not-found", "HTTP 410")
        await store.discard(result.source.scrape_id, error, ScrapeStats())
        found.append(len(await board.open_ids()))
        await later(db, 1)

    assert found == [5, 5, 0, 0]
