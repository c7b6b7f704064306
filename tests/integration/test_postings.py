"""Storing one reading of a board: what is written, what is not, and what it costs."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import asyncpg
import msgspec
import pytest

from jobscout.model import Salary, ScrapeStats
from jobscout.sources import board_address
from jobscout.sql import database
from jobscout.sql.posting_changes import ROWS_A_STATEMENT
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.sources import Sources
from tests.integration.board_rows import Board, add_user, jobs
from tests.rows import board_of, posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database

TODAY = datetime.now(UTC).replace(microsecond=0)
UNTOUCHED = (
    "SELECT 'postings', id, xmin::text, ctid::text FROM postings"
    " UNION ALL SELECT 'jobs', id, xmin::text, ctid::text FROM jobs"
    " UNION ALL SELECT 'alerts', id, xmin::text, ctid::text FROM alerts ORDER BY 1, 2"
)
# four for each part of 250 (two store it, two link it), and what a reading takes whatever its size
MAX_STATEMENTS = 4 * 10_000 // ROWS_A_STATEMENT + 38
ENDINGS = ("irwi", "opwe", "ulwo", "asbwe", "endwo")  # of towns that no list of places has


async def test_keeps_what_the_board_said(db: Database) -> None:
    """A new posting is stored with all its fields, which its job has too; the job is unmatched."""
    board = await Board.open(db)
    listed = posting(
        "a",
        title="Senior Site Engineer",
        locations=("Nairobi, Kenya", "Berlin, Germany"),
        workplace="hybrid",
        salary=Salary(min=50_000, max=70_000, currency="USD", period="year"),
        posted_at=TODAY - timedelta(days=3),
    )

    stored = await board.read(listed, stats=ScrapeStats(http_requests=2, bytes=900, found=1))

    (job,) = await jobs(db)
    kept, scrape = await board.posting("a"), await board.scrape()
    assert (stored.unmatched, stored.new, stored.found) == ((job["id"],), 1, 1)
    assert (job["title"], job["workplace"]) == ("Senior Site Engineer", "hybrid")
    assert job["seniority"] == "senior"
    assert (job["salary_min"], job["annual_usd_max"]) == (50_000, 70_000)
    assert job["countries"] == ["DE", "KE"]
    assert (job["posted_at"], job["lead_posting_id"]) == (TODAY - timedelta(days=3), kept["id"])
    assert (job["matched_at"], job["closed_at"], job["postings"]) == (None, None, 1)
    assert kept["description_text"].startswith("We look after")
    assert (scrape["status"], scrape["new"], scrape["bytes"]) == ("ok", 1, 900)


async def test_moves_the_cursor(db: Database) -> None:
    """The validators and the next reading are written with the postings; failures are over."""
    board = await Board.open(db, failures=3, priority="high")

    await board.read(posting("a"), etag='"v1"', last_modified="Mon", poll_after=timedelta(hours=2))

    source = await board.row()
    assert (source["etag"], source["last_modified"], source["failures"]) == ('"v1"', "Mon", 0)
    assert source["recent_found"] == [1]
    assert source["next_run_at"] - source["last_whole_read_at"] == timedelta(hours=2)


async def test_when_it_was_read_in_full(db: Database) -> None:
    """By a reading of postings; an answer "nothing changed" does not count as one."""
    board = await Board.open(db)
    await board.read(posting("a"), etag='"v1"')
    full_read_at = (await board.row())["full_read_at"]

    await board.read(unchanged=True, etag='"v1"')

    assert full_read_at == (await board.row())["full_read_at"]
    assert full_read_at is not None


@pytest.mark.parametrize(
    ("validators", "listed", "distrusted"),
    [
        ({"etag": '"v1"'}, ("a", "b"), True),
        ({"last_modified": "Mon"}, ("a", "b"), True),
        ({"etag": '"v1"'}, ("a",), False),
        ({"etag": '"v2"'}, ("a", "b"), False),
        ({}, ("a", "b"), False),
    ],
)
async def test_validators_that_hide_a_change(
    db: Database, validators: dict[str, str], listed: tuple[str, ...], distrusted: bool
) -> None:
    """New postings under the version that the board gave the last list: it is not believed."""
    board = await Board.open(db)
    await board.read(posting("a"), **({"etag": '"v1"'} if "etag" in validators else validators))
    result = await board.next(*map(posting, listed), **validators)
    row = await board.row()
    given = {name: row[name] for name in ("etag", "last_modified")}
    source = msgspec.structs.replace(result.source, **given)

    stored = await Postings(db).store(msgspec.structs.replace(result, source=source))

    assert stored is not None
    assert stored.hidden is distrusted
    assert (await board.row())["validators_distrusted"] is distrusted
    await Sources(db, board_address).reset(board.id, await add_user(db))
    assert not (await board.row())["validators_distrusted"]


async def test_same_reading_twice(db: Database) -> None:
    """A reading that comes again is recognised by its finished scrape and changes nothing."""
    board = await Board.open(db)
    result = await board.next(posting("a"))

    first = await Postings(db).store(result)
    before = await db.text(UNTOUCHED)
    second = await Postings(db).store(result)

    assert first is not None
    assert second is None
    assert await db.text(UNTOUCHED) == before


async def test_same_reading_at_once(db: Database) -> None:
    """Two processes that store one scrape at the same time count a missing posting once."""
    board = await Board.open(db)
    listed = board_of(4)
    for _ in range(5):
        await board.read(*listed)
        lacking = await board.next(*listed[1:])

        stored = await asyncio.gather(*(Postings(db).store(lacking) for _ in range(3)))

        assert sum(one is not None for one in stored) == 1
        assert (await board.posting("0"))["missed"] == 1


async def test_unchanged_reading_writes_no_rows(db: Database) -> None:
    """Reading the same board again writes no posting, no job and no alert."""
    board = await Board.open(db)
    listed = board_of(20)
    await board.read(*listed)
    before = await db.text(UNTOUCHED)

    stored = await board.read(*listed)

    assert len(before) == 40
    assert await db.text(UNTOUCHED) == before
    assert (stored.unchanged, stored.new, stored.updated, stored.unmatched) == (20, 0, 0, ())


async def test_edit_is_not_new(db: Database) -> None:
    """P8: an edited posting changes its job's words, and not its age."""
    board = await Board.open(db)
    await board.read(posting("a"))
    (before,) = await jobs(db)

    stored = await board.read(posting("a", "two", title="Site Wizard"))

    (job,) = await jobs(db)
    found = await db.text("SELECT id FROM jobs WHERE words @@ to_tsquery('simple', 'wizard')")
    assert (stored.updated, stored.new) == (1, 0)
    assert job["title"] == "Site Wizard"
    assert [job[name] for name in ("posted_at", "first_seen_at", "possible_at")] == [
        before[name] for name in ("posted_at", "first_seen_at", "possible_at")
    ]
    assert [row["id"] for row in found] == [job["id"]]


async def test_publication_never_moves_later(db: Database) -> None:
    """P8: a board that renews its date daily does not make its posting or the job newer."""
    board = await Board.open(db)
    dates = [TODAY - timedelta(days=days) for days in (9, 2, 30)]
    seen = []
    for date in dates:
        await board.read(posting("a", posted_at=date))
        (job,) = await jobs(db)
        seen.append((job["posted_at"], (await board.posting("a"))["posted_at"]))

    assert seen == [(dates[0],) * 2, (dates[0],) * 2, (dates[2],) * 2]


async def test_without_a_date(db: Database) -> None:
    """P8: where the board states no date, a job dates from when we saw it first."""
    board = await Board.open(db)

    await board.read(posting("a", posted_at=None))

    (job,) = await jobs(db)
    assert job["posted_at"] == job["first_seen_at"]


async def test_listed_twice(db: Database) -> None:
    """An external id that a board lists twice is one posting: the first."""
    board = await Board.open(db)

    stored = await board.read(posting("a", title="First"), posting("a", "two", title="Second"))

    assert (stored.new, stored.found) == (1, 1)
    assert [job["title"] for job in await jobs(db)] == ["First"]


async def test_new_version_of_the_list_entry(db: Database) -> None:
    """Another list version with the same words is noted, so that its text is not asked again."""
    board = await Board.open(db)
    await board.read(posting("a", list_hash=b"1"))

    stored = await board.read(posting("a", list_hash=b"2"))

    assert (stored.updated, stored.unchanged) == (0, 1)
    assert await Postings(db).list_hashes(board.id) == {"a": b"2"}


async def test_text_of_a_missing_posting_is_known(db: Database) -> None:
    """A posting that a reading missed keeps its text: listed again, it is not asked for anew."""
    board = await Board.open(db)
    both = [posting("a", list_hash=b"1"), posting("b", "two", list_hash=b"1")]
    await board.read(*both, *board_of(8))
    await board.read(both[0], *board_of(8))

    assert (await board.posting("b"))["missed"] == 1
    assert (await Postings(db).list_hashes(board.id))["b"] == b"1"


async def test_text_that_comes_late(db: Database) -> None:
    """A job matched by its list entry alone is matched again once its whole text is there."""
    board = await Board.open(db)
    await board.read(posting("a", "short", list_hash=None))
    await db.text("UPDATE jobs SET matched_at = now()")

    completed = await board.read(posting("a", "whole", list_hash=b"1"))
    await db.text("UPDATE jobs SET matched_at = now()")
    edited = await board.read(posting("a", "edited", list_hash=b"2"))

    (job,) = await jobs(db)
    assert completed.unmatched == (job["id"],)
    assert edited.unmatched == ()
    assert job["matched_at"] is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"title": 'مهندس موقع 🚀 O\'Brien \\ "quoted" {x,NULL}'},
        {"title": "word " * 500, "department": "d" * 5000},
        {"title": "x" * 3000, "description_html": "<p>" + "y" * 200_000 + "</p>"},
        {"description_html": "<p>" + "needle stack " * 100_000 + "</p>"},
        {"description_html": " ".join(f"word{n}" for n in range(60_000))},
        {"locations": tuple(f"Town {n}, Kenya" for n in range(50))},
        {"locations": ("🚀" * 3000, "'; DROP TABLE jobs; --")},
        {"salary": Salary(min=1, max=1e300, currency="USD", period="hour")},
        {"salary": Salary(min=4_999_999, max=5_000_000, currency="USD", period="year")},
        {"salary": Salary(min=2e9, max=9e11, currency="XAU", period="hour")},
        {"external_id": "🚀" * 500},
        {"requisition_id": "r" * 10_000},
        {"url": "https://jobs.example.com/?" + "q" * 5000},
    ],
)
async def test_hostile_postings(db: Database, changes: dict[str, Any]) -> None:
    """Whatever a board sends is stored, and the posting beside it too."""
    board = await Board.open(db)
    external_id = changes.get("external_id", "a")
    given = {name: value for name, value in changes.items() if name != "external_id"}

    stored = await board.read(posting(external_id, **given), posting("b", "two"))

    assert (stored.status, stored.new) == ("ok", 2)
    assert len(await jobs(db)) == 2


async def test_many_locations(db: Database) -> None:
    """Fifty places stay fifty, in the board's order, and each of them finds the job."""
    board = await Board.open(db)
    towns = tuple(f"{letter}{ending}, Kenya" for letter in "BDFGHKLMNP" for ending in ENDINGS)

    await board.read(posting("a", locations=towns))

    (job,) = await jobs(db)
    found = await db.text(
        "SELECT id FROM jobs WHERE place_words @@ phraseto_tsquery('simple', 'pendwo')"
    )
    locations = msgspec.json.decode(job["locations"])
    assert [location["text"] for location in locations] == list(towns)
    assert len(found) == 1


async def test_ten_thousand_postings(db: Database, database_url: str) -> None:
    """A board of 10,000 is stored with a few statements for hundreds of them, not one for each."""
    board = await Board.open(db)
    template = posting("x", "x")
    listed = [
        msgspec.structs.replace(
            template, external_id=str(n), fingerprint=b"%d" % n, content_hash=b"%d" % n
        )
        for n in range(10_000)
    ]
    statements: list[str] = []

    async def count(query: asyncpg.connection.LoggedQuery) -> None:
        statements.append(query.query)

    async with database.connect(database_url, min_size=1, max_size=1) as counted:
        async with counted._pool.acquire() as connection:
            connection.add_query_logger(count)
        stored = await Postings(counted).store(await board.next(*listed))

    assert stored is not None
    assert stored.new == 10_000
    assert 5 < len(statements) <= MAX_STATEMENTS


async def test_nothing_is_half_stored(db: Database) -> None:
    """When one statement fails, nothing of the reading is there and the scrape is still due."""
    board = await Board.open(db)
    broken = msgspec.structs.replace(posting("b", "two"), external_id="")

    with pytest.raises(asyncpg.CheckViolationError):
        await board.read(posting("a"), broken)

    assert await jobs(db) == []
    assert (await board.scrape())["finished_at"] is None
    assert (await Scrapes(db).trigger(board.id, "manual"))[1] is False
