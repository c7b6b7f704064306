"""P3 and P4: a posting closes on evidence only, and a doubtful reading closes nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import SourceError
from jobscout.model import Reject
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes
from tests.integration.board_rows import Board, jobs
from tests.rows import board_of, posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from jobscout.sql.stored import Stored

ALL = board_of(10)
FEWER = ALL[:8]
ALL_IDS = {one.external_id for one in ALL}
FEWER_IDS = {one.external_id for one in FEWER}


async def test_closes_after_two_whole_reads(db: Database) -> None:
    """What is missing once stays open, what is missing twice running is closed with its job."""
    board = await Board.open(db)
    await board.read(*ALL)

    first = await board.read(*FEWER)
    open_after_first = await board.open_ids()
    second = await board.read(*FEWER)

    closed_jobs = [job for job in await jobs(db) if job["closed_at"]]
    assert (first.closed, second.closed) == (0, 2)
    assert open_after_first == ALL_IDS
    assert await board.open_ids() == FEWER_IDS
    assert len(closed_jobs) == 2
    assert (await board.scrape())["closed"] == 2


async def test_back_between_two_reads(db: Database) -> None:
    """A posting that was there again in between has not been missing twice running."""
    board = await Board.open(db)
    for listed in (ALL, FEWER, ALL, FEWER):
        await board.read(*listed)

    assert await board.open_ids() == ALL_IDS


async def test_nothing_changed_counts_as_a_read(db: Database) -> None:
    """A 304 after a read that missed a posting is the second read that misses it."""
    board = await Board.open(db)
    await board.read(*ALL)
    await board.read(*FEWER, etag='"8"')

    stored = await board.read(unchanged=True, etag='"8"')

    source, scrape = await board.row(), await board.scrape()
    assert (stored.status, stored.closed, stored.found, stored.unchanged) == ("ok", 2, 8, 8)
    assert await board.open_ids() == FEWER_IDS
    assert (source["etag"], list(source["recent_found"])) == ('"8"', [10, 8])
    assert (scrape["found"], scrape["unchanged"]) == (8, 8)


async def test_nothing_changed_and_nothing_missing(db: Database) -> None:
    """A 304 to a board we have in full closes nothing and proves that all was seen now."""
    board = await Board.open(db)
    await board.read(*ALL, etag='"10"')
    before = (await board.row())["last_whole_read_at"]

    stored = await board.read(unchanged=True, etag='"10"')

    assert (stored.status, stored.closed, stored.unchanged) == ("ok", 0, 10)
    assert (await board.row())["last_whole_read_at"] > before


async def test_incomplete_reading_is_told(db: Database) -> None:
    """The scrape says that the board did not list everything, and what follows: nothing closes."""
    board = await Board.open(db)
    await board.read(*ALL)

    stored = [await board.read(*FEWER, whole=False, etag='"window"') for _ in range(3)]

    scrape = await board.scrape()
    assert {(one.status, one.closed) for one in stored} == {("partial", 0)}
    assert (scrape["status"], scrape["error_kind"]) == ("partial", "incomplete")
    assert "does not close" in scrape["error"]
    assert (await board.row())["etag"] == '"window"'
    assert await board.open_ids() == ALL_IDS


async def test_windowed_reading_is_sound(db: Database) -> None:
    """A board that lists only its newest postings is read as it should be; nothing closes."""
    board = await Board.open(db)
    await board.read(*ALL)

    stored = [await board.read(*FEWER, whole=False, windowed=True) for _ in range(3)]

    scrape = await board.scrape()
    assert {(one.status, one.closed) for one in stored} == {("ok", 0)}
    assert (scrape["status"], scrape["error_kind"]) == ("ok", "windowed")
    assert "newest postings" in scrape["error"]
    assert await board.open_ids() == ALL_IDS


async def test_missing_texts_are_told(db: Database) -> None:
    """The scrape says of how many postings, and why; what the list lacks may close all the same."""
    board = await Board.open(db)
    await board.read(*ALL)

    stored = [await board.read(*FEWER, no_text=("not-found, 404",) * 2) for _ in range(2)]

    scrape = await board.scrape()
    assert [(one.status, one.closed) for one in stored] == [("partial", 0), ("partial", 2)]
    assert scrape["error_kind"] == "no-text"
    assert "text of 2 postings" in scrape["error"]
    assert scrape["error"].endswith("first: not-found, 404")


async def test_nothing_changed_since_a_windowed_read(db: Database) -> None:
    """A 304 proves no more than the read it repeats: after half a list it closes nothing."""
    board = await Board.open(db)
    await board.read(*ALL)
    await board.read(*FEWER)
    await board.read(*FEWER, whole=False, etag='"window"')
    before = (await board.row())["last_whole_read_at"]

    for _ in range(2):
        await board.read(unchanged=True, etag='"window"')

    assert await board.open_ids() == ALL_IDS
    assert (await board.row())["last_whole_read_at"] == before


async def test_a_board_that_repeats_itself(db: Database) -> None:
    """Postings listed twice are no sign of a broken read when the board says nothing changed."""
    board = await Board.open(db)
    twice = [*ALL, *ALL]
    await board.read(*twice, etag='"10"')

    stored = await board.read(unchanged=True, etag='"10"')

    assert (stored.status, stored.found) == ("ok", 10)


@pytest.mark.parametrize(
    ("listed", "words"),
    [((), "lists nothing"), (ALL[:6], "less than 70%")],
)
async def test_suspect_by_number(db: Database, listed: Any, words: str) -> None:
    """Nothing at all, or less than 70 % of the usual, closes nothing however often it comes."""
    board = await Board.open(db)
    await board.read(*ALL, etag='"10"', last_modified="Mon")
    whole_at = (await board.row())["last_whole_read_at"]

    stored = [await board.read(*listed, etag='"6"', last_modified="Tue") for _ in range(3)]

    source, scrape = await board.row(), await board.scrape()
    assert {one.status for one in stored} == {"suspect"}
    assert {one.closed for one in stored} == {0}
    assert await board.open_ids() == ALL_IDS
    assert (source["etag"], source["last_modified"]) == (None, None)
    assert source["last_whole_read_at"] == whole_at
    assert list(source["recent_found"]) == [10]
    assert (scrape["status"], scrape["error_kind"]) == ("suspect", "suspect")
    assert words in scrape["error"]


async def test_health_of_a_board(db: Database) -> None:
    """A board breaks once and recovers once, whether it fails or cannot be believed."""
    board = await Board.open(db)
    first = await board.read(*ALL)
    emptied = [await board.read() for _ in range(2)]
    failing = await board.next()
    error = SourceError("server-error", "HTTP 503")
    await Scrapes(db).discard(failing.source.scrape_id, error, failing.stats)
    still = await board.read()
    back = [await board.read(*ALL) for _ in range(2)]

    health = [(one.broke, one.recovered) for one in (first, *emptied, still, *back)]
    ill, well, same = (True, False), (False, True), (False, False)
    assert health == [same, ill, same, same, well, same]


async def test_suspect_read_finds_what_is_there(db: Database) -> None:
    """What a suspect read does list is stored, and what it lists again is missing no more."""
    board = await Board.open(db)
    await board.read(*ALL)
    await board.read(*FEWER)

    stored = await board.read(ALL[9], posting("new", "new"))

    assert (stored.status, stored.new) == ("suspect", 1)
    assert (await board.posting("9"))["missed"] == 0
    assert (await board.posting("8"))["missed"] == 1


async def test_more_than_half_at_once(db: Database) -> None:
    """P3's last guard alone: six of ten are due, the number listed is as usual, none closes."""
    board = await Board.open(db)
    await board.read(*ALL)
    await db.text("UPDATE postings SET missed = 1 WHERE external_id::integer >= 4")
    await db.text("UPDATE sources SET recent_found = '{4}'")

    stored = await board.read(*ALL[:4])

    assert (stored.status, stored.closed) == ("suspect", 0)
    assert "more than 50%" in str(stored.reason)
    assert await board.open_ids() == ALL_IDS


async def test_reject_with_an_id_is_not_missing(db: Database) -> None:
    """P4: a posting that cannot be read is still listed, and those truly missing do close."""
    board = await Board.open(db)
    await board.read(*ALL)
    broken = Reject(external_id="8", reason="greenhouse: no title")

    stored = [await board.read(*FEWER, rejects=(broken,), etag='"x"') for _ in range(2)]

    scrape = await board.scrape()
    assert [one.status for one in stored] == ["partial", "partial"]
    assert await board.open_ids() == FEWER_IDS | {"8"}
    assert (await board.row())["etag"] is None
    assert scrape["found"] == 9
    assert scrape["error"] == "1 postings could not be read; first: greenhouse: no title"
    assert scrape["rejects"] == '[{"reason": "greenhouse: no title", "external_id": "8"}]'


async def test_reject_without_an_id_hides_anything(db: Database) -> None:
    """P4: while an unreadable posting could be any of ours, none of them is missing."""
    board = await Board.open(db)
    await board.read(*ALL)
    nameless = Reject(external_id=None, reason="greenhouse: not an object")

    for _ in range(3):
        await board.read(*FEWER, rejects=(nameless,))

    assert await board.open_ids() == ALL_IDS


async def test_windowed_read_closes_nothing(db: Database) -> None:
    """A list that was cut proves nothing about what it lacks."""
    board = await Board.open(db)
    await board.read(*ALL)
    before = (await board.row())["last_whole_read_at"]

    for _ in range(3):
        await board.read(*FEWER, whole=False)

    assert await board.open_ids() == ALL_IDS
    assert (await board.row())["last_whole_read_at"] == before


async def test_kept_is_listed(db: Database) -> None:
    """A posting whose text was not asked for again is seen like any other."""
    board = await Board.open(db)
    await board.read(*ALL)

    stored = [await board.read(*FEWER, kept=("8", "9")) for _ in range(2)]

    assert [(one.found, one.unchanged, one.closed) for one in stored] == [(10, 10, 0)] * 2


async def test_reopens(db: Database) -> None:
    """Seen again, a closed posting and its job are open, and the job is not new."""
    board = await Board.open(db)
    await board.read(*ALL)
    await db.text("UPDATE jobs SET matched_at = now()")
    for listed in (FEWER, FEWER):
        await board.read(*listed)

    stored = await board.read(*ALL)

    assert (stored.new, stored.unmatched) == (0, ())
    assert await board.open_ids() == ALL_IDS
    assert [job["closed_at"] for job in await jobs(db)] == [None] * 10
    assert all(job["matched_at"] for job in await jobs(db))
    assert (await board.posting("9"))["missed"] == 0


async def test_job_closes_with_its_last_posting(db: Database) -> None:
    """A job that two boards bear is open while one of them does, and counts the open ones."""
    first, second = await Board.open(db), await Board.open(db)
    shared = posting("shared", "shared")
    await first.read(shared, *ALL)
    await second.read(shared, *ALL)
    seen = []
    for board in (first, second):
        for _ in range(2):
            await board.read(*ALL)
        job = (await jobs(db))[0]
        seen.append((job["closed_at"] is not None, job["postings"]))

    assert seen == [(False, 1), (True, 2)]


async def test_last_two_close_at_once(db: Database) -> None:
    """Two boards that close the two postings of a job at the same moment close the job."""
    for number in range(8):
        company = f"Company {number}"
        boards = [await Board.open(db, company) for _ in range(2)]
        shared = posting("shared", "shared", company=company)
        for board in boards:
            await board.read(shared, *ALL)
            await board.read(*ALL)
        last = [await board.next(*ALL) for board in boards]

        await asyncio.gather(*(Postings(db).store(one) for one in last))

    still = await db.text(
        "SELECT id FROM jobs j WHERE closed_at IS NULL AND NOT EXISTS ("
        "SELECT FROM postings p WHERE p.job_id = j.id AND p.closed_at IS NULL)"
    )
    assert still == []


async def test_last_seen(db: Database) -> None:
    """A missing posting was last seen by the last whole read that listed it."""
    board = await Board.open(db)
    await board.read(*ALL)
    await board.read(*ALL)
    seen_at = (await board.row())["last_whole_read_at"]

    await board.read(*FEWER)
    once = (await board.posting("9"))["last_seen_at"]
    await board.read(*FEWER)
    twice = (await board.posting("9"))["last_seen_at"]

    assert once == seen_at
    assert twice == seen_at


async def test_partial_read_saw_what_it_listed(db: Database) -> None:
    """One unreadable posting does not keep a board from having been read whole."""
    board = await Board.open(db)
    await board.read(*ALL)
    before = (await board.row())["last_whole_read_at"]

    await board.read(*ALL[:9], rejects=(Reject(external_id="9", reason="broken"),))

    assert (await board.row())["last_whole_read_at"] > before


async def empty_reads(db: Database, board: Board, *hours: int) -> list[Stored]:
    """Readings that list nothing, each so many hours after the one before."""
    stored = []
    for later in hours:
        await db.text(
            "UPDATE scrapes SET finished_at = finished_at - make_interval(hours => $1)", later
        )
        stored.append(await board.read())
    return stored


@pytest.mark.parametrize("many", [1, 2])
async def test_last_postings_close(db: Database, many: int) -> None:
    """Three readings over hours without the last one or two close them; then all is well."""
    board = await Board.open(db)
    await board.read(*ALL[:many])

    stored = await empty_reads(db, board, 0, 1, 2)
    still_empty = await board.read()
    back = await board.read(posting("new", "new"))

    assert [(one.status, one.closed) for one in stored] == [
        ("suspect", 0),
        ("suspect", 0),
        ("ok", many),
    ]
    assert stored[2].recovered
    assert (still_empty.status, still_empty.closed) == ("ok", 0)
    assert (back.status, back.new) == ("ok", 1)


@pytest.mark.parametrize(
    ("many", "hours"), [(1, (0, 0, 0, 2)), (1, (0, 9)), (3, (0, 2, 2, 2)), (10, (0, 9, 9, 9))]
)
async def test_emptied_too_soon_or_too_large(
    db: Database, many: int, hours: tuple[int, ...]
) -> None:
    """Minutes prove nothing, nor do two readings, nor a larger board that lists nothing."""
    board = await Board.open(db)
    await board.read(*ALL[:many])

    stored = await empty_reads(db, board, *hours)

    assert {(one.status, one.closed) for one in stored} == {("suspect", 0)}


async def test_empty_readings_in_between(db: Database) -> None:
    """What is listed again was not gone: the readings before it count no more."""
    board = await Board.open(db)
    await board.read(ALL[0])
    await empty_reads(db, board, 0, 2)
    await board.read(ALL[0])

    stored = await empty_reads(db, board, 2, 1)

    assert {(one.status, one.closed) for one in stored} == {("suspect", 0)}
