"""P3: each closing says why and on what evidence; what has expired closes by its own date."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.sources import board_address
from jobscout.sql.closings import Closings
from jobscout.sql.jobs import Jobs
from jobscout.sql.postings import Postings
from jobscout.sql.sources import Sources
from tests.integration.board_rows import Board, add_search, add_user, jobs
from tests.integration.closed_counts import closed_total
from tests.integration.match_rows import match_all
from tests.rows import board_of, posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from jobscout.sql.job_views import Job

ALL = board_of(4)
DAY = timedelta(days=1)


def now() -> datetime:
    return datetime.now(UTC)


async def job_of(db: Database, board: Board, external_id: str) -> Job:
    return await Jobs(db).get((await board.posting(external_id))["job_id"], None)


async def test_evidence_of_a_missing_posting(db: Database) -> None:
    """The two readings that did not list it, with their times, and the rule as a sentence."""
    board = await Board.open(db)
    await board.read(*ALL)
    before = closed_total("not-listed")
    await board.read(*ALL[:3])
    still_open = await job_of(db, board, "3")
    first = await board.scrape()
    await board.read(*ALL[:3])
    second = await board.scrape()

    job = await job_of(db, board, "3")

    assert (still_open.closed_reason, still_open.closing) == (None, None)
    assert closed_total("not-listed") - before == 1
    assert job.closed_reason == job.postings[0].closed_reason == "not-listed"
    assert job.closing == job.postings[0].closing
    assert job.closing is not None
    assert job.closing.scrape_ids == [str(first["id"]), str(second["id"])]
    assert [one.finished_at for one in job.closing.readings] == [
        first["finished_at"],
        second["finished_at"],
    ]
    assert job.closing.rule == "2 consecutive complete readings of the board did not list it."


async def test_evidence_begins_anew(db: Database) -> None:
    """A reading that listed it in between makes those before it worthless."""
    board = await Board.open(db)
    for listed in (ALL, ALL[:3], ALL, ALL[:3]):
        await board.read(*listed)
    third = await board.scrape()
    await board.read(*ALL[:3])

    evidence = (await board.posting("3"))["evidence"]

    assert list(evidence) == [third["id"], (await board.scrape())["id"]]


async def test_evidence_of_the_last_ones(db: Database) -> None:
    """The empty readings that were doubted until there were enough of them."""
    board = await Board.open(db)
    await board.read(ALL[0])
    for hours in (0, 1, 2):
        await db.text(
            "UPDATE scrapes SET finished_at = finished_at - make_interval(hours => $1)", hours
        )
        await board.read()

    scrapes = await db.text("SELECT id FROM scrapes WHERE found = 0 ORDER BY id")
    job = await job_of(db, board, "0")

    assert job.closing is not None
    assert job.closing.scrape_ids == [str(row["id"]) for row in scrapes]
    assert len(job.closing.scrape_ids) == 3


async def test_old_readings_keep_their_ids(db: Database) -> None:
    """The scrape log is purged in time; what proved a closing is still named."""
    board = await Board.open(db)
    for listed in (ALL, ALL[:3], ALL[:3]):
        await board.read(*listed)
    await db.text("DELETE FROM scrapes")

    job = await job_of(db, board, "3")

    assert job.closing is not None
    assert (len(job.closing.scrape_ids), job.closing.readings) == (2, [])


async def test_removed_source(db: Database) -> None:
    """A job that somebody tracks says that its source was removed; one that closed before, why."""
    by, board = await add_user(db), await Board.open(db)
    await add_search(db, await add_user(db), keywords=["engineer"])
    await board.read(*ALL)
    await match_all(db)
    for _ in range(2):
        await board.read(*ALL[:3])
    before = closed_total("source-removed")

    await Sources(db, board_address).purge(board.id, by)

    found = [await Jobs(db).get(row["id"], None) for row in await jobs(db)]
    assert closed_total("source-removed") - before == 3
    assert [job.closed_reason for job in found] == [*["source-removed"] * 3, "not-listed"]
    assert [job.postings for job in found] == [[]] * 4
    last = found[3].closing
    assert last is not None
    assert len(last.scrape_ids) == 2


async def test_job_closes_with_its_last_posting(db: Database) -> None:
    """The job's evidence is that of the posting that closed last; while one is open it has none."""
    shared = posting("shared", "shared")
    first, second = await Board.open(db), await Board.open(db)
    for board in (first, second):
        await board.read(shared, *ALL)
    for _ in range(2):
        await first.read(*ALL)
    half = await job_of(db, first, "shared")
    for _ in range(2):
        await second.read(*ALL)
    whole = await job_of(db, first, "shared")

    reasons = [one.closed_reason for one in half.postings]
    assert (half.closed_reason, sorted(map(str, reasons))) == (None, ["None", "not-listed"])
    assert whole.closing is not None
    assert whole.closing.scrape_ids == list(map(str, (await second.posting("shared"))["evidence"]))


async def expire(db: Database, at: datetime) -> int:
    return await Closings(db).expire(at)


@pytest.mark.parametrize(
    ("stated", "after", "closes"),
    [
        (datetime(2099, 3, 14, 9, tzinfo=UTC), timedelta(0), True),
        (datetime(2099, 3, 14, 9, tzinfo=UTC), timedelta(seconds=-1), False),
        (datetime(2099, 3, 14, tzinfo=UTC), timedelta(hours=35), False),
        (datetime(2099, 3, 14, tzinfo=UTC), timedelta(hours=36), True),
    ],
)
async def test_expires(db: Database, stated: datetime, after: timedelta, *, closes: bool) -> None:
    """By its date, at the end of that day anywhere; and the job shows it while it is open."""
    board = await Board.open(db)
    await board.read(*ALL, posting("dated", "dated", expires_at=stated))
    shown = (await job_of(db, board, "dated")).valid_through
    before = closed_total("expired")

    closed = await expire(db, stated + after)

    job = await job_of(db, board, "dated")
    assert shown == stated
    assert closed == closed_total("expired") - before == closes
    assert (job.closed_at is not None, job.closed_reason) == (
        (True, "expired") if closes else (False, None)
    )
    assert job.valid_through == (None if closes else stated)
    assert job.postings[0].valid_through == stated
    assert len(await board.open_ids()) == 5 - closes


async def test_expired_is_listed_on(db: Database) -> None:
    """Its board goes on listing it: it stays closed until a later date is stated."""
    board = await Board.open(db)
    stated = datetime(2099, 3, 14, 9, tzinfo=UTC)
    await board.read(*ALL, posting("dated", "dated", expires_at=stated))
    await expire(db, stated)
    await db.text(
        "UPDATE postings SET expires_at = now() - interval '3 days' WHERE expires_at > now()"
    )
    past = posting("dated", "dated", expires_at=now() - 3 * DAY)
    for _ in range(3):
        await board.read(*ALL, past)
    kept = await board.open_ids()
    await board.read(*ALL, kept=("dated",))
    still = await board.open_ids()

    await board.read(*ALL, posting("dated", "dated", expires_at=now() + 9 * DAY))

    assert "dated" not in kept | still
    assert "dated" in await board.open_ids()
    job = await job_of(db, board, "dated")
    assert (job.closed_at, job.closed_reason, job.closing) == (None, None, None)


async def test_expired_at_first_sight(db: Database) -> None:
    """Nobody is told of it; of one whose date is moved, those whom it suits are, once."""
    await add_search(db, await add_user(db), keywords=["engineer"])
    board = await Board.open(db)
    past = posting("dated", "dated", expires_at=now() - 3 * DAY)

    stored = await board.read(past)
    await match_all(db)
    told = await db.text("SELECT FROM alerts")
    scrape = await board.scrape()
    closed = await board.posting("dated")
    again = await board.read(past)
    await board.read(posting("dated", "dated", expires_at=now() + 9 * DAY))
    await match_all(db)
    once = await db.text("SELECT FROM alerts")
    await board.read(past)
    await board.read(posting("dated", "dated", expires_at=now() + 8 * DAY))
    await match_all(db)

    assert (stored.new, stored.closed, stored.expired, told) == (1, 1, 1, [])
    assert (closed["closed_reason"], list(closed["evidence"])) == ("expired", [scrape["id"]])
    assert (again.status, again.new, again.closed) == ("ok", 0, 0)
    assert len(once) == len(await db.text("SELECT FROM alerts")) == 1


async def test_board_says_that_it_has_ended(db: Database) -> None:
    """The reading that says so closes it, and one that lists it again opens it."""
    board = await Board.open(db)
    await board.read(*ALL, whole=False, windowed=True)
    before = closed_total("ended")

    stored = await board.read(whole=False, windowed=True, ended=("3", "unknown"), cursor="p2")

    scrape, job = await board.scrape(), await job_of(db, board, "3")
    assert (stored.status, stored.closed, stored.ended) == ("ok", 1, 1)
    assert closed_total("ended") - before == 1
    assert (job.closed_reason, job.closing and job.closing.rule) == (
        "ended",
        "The board said that it has ended.",
    )
    assert job.closing is not None
    assert job.closing.scrape_ids == [str(scrape["id"])]
    assert (await board.row())["etag"] == "p2"
    await board.read(ALL[3], whole=False, windowed=True)
    assert await board.open_ids() == {"0", "1", "2", "3"}


async def test_cursor_of_a_doubtful_reading_is_not_kept(db: Database) -> None:
    board = await Board.open(db)
    await board.read(*ALL, whole=False, windowed=True, cursor="p1")

    reading = await board.next(whole=False, windowed=True, cursor="p2")
    source = msgspec.structs.replace(reading.source, etag="p1")
    stored = await Postings(db).store(msgspec.structs.replace(reading, source=source))

    assert stored is not None
    assert stored.status == "suspect"
    assert (await board.row())["etag"] == "p1"


async def test_date_is_moved_into_the_past(db: Database) -> None:
    """The reading that says so closes it."""
    board = await Board.open(db)
    await board.read(*ALL, posting("dated", "dated", expires_at=now() + DAY))

    stored = await board.read(*ALL, posting("dated", "dated", expires_at=now() - 3 * DAY))

    assert (stored.updated, stored.closed) == (1, 1)
    assert (await board.posting("dated"))["closed_reason"] == "expired"


async def test_open_on_another_board(db: Database) -> None:
    """A job is valid as long as one of its boards lists it, and as long as all of them say."""
    stated = datetime(2099, 3, 14, 9, tzinfo=UTC)
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("a", "shared", expires_at=stated))
    await second.read(posting("b", "shared"))
    unknown = (await job_of(db, first, "a")).valid_through

    await expire(db, stated)

    job = await job_of(db, first, "a")
    assert unknown is None
    assert (job.closed_at, job.valid_through) == (None, None)
    assert {one.closed_reason for one in job.postings} == {None, "expired"}


async def test_counted_once(db: Database) -> None:
    """Several processes look at the same time: each posting closes, and is counted, once."""
    board = await Board.open(db)
    stated = datetime(2099, 3, 14, 9, tzinfo=UTC)
    await board.read(*(posting(str(n), n, expires_at=stated) for n in range(50)))
    before = closed_total("expired")

    closed: list[Any] = await asyncio.gather(*(expire(db, stated) for _ in range(4)))

    assert sum(closed) == closed_total("expired") - before == 50
