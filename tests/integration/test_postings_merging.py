"""P1 and P5: which postings are one job, and what stays apart."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.sql.postings import Postings
from tests.integration.board_rows import Board, add_search, add_user, jobs
from tests.integration.match_rows import match_all
from tests.rows import board_of, posting, text

if TYPE_CHECKING:
    from jobscout.sql.database import Database

OTHERS = board_of(6, first=100)


async def test_two_boards_of_one_company(db: Database) -> None:
    """The same posting on a second board joins the first one's job; it is no new job."""
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("1"))

    stored = await second.read(posting("x-1"))

    (job,) = await jobs(db)
    assert (stored.new, stored.duplicates, stored.unmatched) == (1, 1, ())
    assert job["postings"] == 2
    assert job["lead_posting_id"] == (await first.posting("1"))["id"]
    assert (await second.scrape())["duplicates"] == 1


async def test_aggregator(db: Database) -> None:
    """A board of many companies finds the company by its name, legal form and case aside."""
    own, aggregator = await Board.open(db, "Acme"), await Board.open(db, None)
    await own.read(posting("1"))

    stored = await aggregator.read(
        posting("9", company="ACME Ltd."),
        msgspec.structs.replace(posting("8", "other", company="Globex"), company="Globex"),
        msgspec.structs.replace(posting("7", company="ACME Ltd."), company="ACME Ltd."),
    )

    named = await db.text("SELECT slug FROM companies ORDER BY slug")
    assert stored.duplicates == 1
    assert [row["slug"] for row in named] == ["acme", "globex", "unknown"]


async def test_aggregators_that_meet_a_company_at_once(db: Database) -> None:
    """Two boards that name the same unknown companies at the same moment share them."""
    boards = [await Board.open(db, None) for _ in range(4)]
    for number in range(6):
        names = [f"Firm {number} {letter}" for letter in "ABCDEF"]
        readings = [
            await board.next(
                *(
                    msgspec.structs.replace(
                        posting(f"{number}-{name}", name, company=name), company=name
                    )
                    for name in (names if turn % 2 else reversed(names))
                ),
                whole=False,
            )
            for turn, board in enumerate(boards)
        ]

        stored = await asyncio.gather(*(Postings(db).store(one) for one in readings))

        assert sum(one.new for one in stored if one) == 24
        assert sum(one.duplicates for one in stored if one) == 18


async def test_boards_stored_at_once(db: Database) -> None:
    """Boards of one company that bring the same postings at one moment make one job of each."""
    boards = [await Board.open(db) for _ in range(3)]
    listed = board_of(20)
    readings = [await board.next(*listed) for board in boards]

    await asyncio.gather(*(Postings(db).store(one) for one in readings))

    found = await jobs(db)
    assert len(found) == 20
    assert {job["postings"] for job in found} == {3}


async def test_twins_stay_two(db: Database) -> None:
    """Two equal postings on one board are two openings, on the second board as well."""
    first, second = await Board.open(db), await Board.open(db)

    await first.read(posting("1"), posting("2"))
    await second.read(posting("a"), posting("b"), posting("c"))

    found = await jobs(db)
    assert [job["postings"] for job in found] == [2, 2, 1]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Senior Site Engineer"},
        {"title": "Site Engineer II"},
        {"title": "Site Reliability Engineer"},
        {"locations": ("Mombasa, Kenya",)},
        {"description_html": text("another")},
        {"url": "https://boards.greenhouse.io/acme/jobs/4100002"},
    ],
)
async def test_never_merged(db: Database, changes: dict[str, Any]) -> None:
    """P5: what differs in level, field, place, text or requisition stays apart."""
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("1", url="https://boards.greenhouse.io/acme/jobs/4100001"))

    await second.read(posting("2", **changes))

    assert len(await jobs(db)) == 2


async def test_same_text_at_another_company(db: Database) -> None:
    """Boilerplate that two companies share is no evidence of one opening."""
    first, second = await Board.open(db, "Acme"), await Board.open(db, "Globex")

    await first.read(posting("1", company="Acme"))
    await second.read(posting("1", company="Acme"))

    assert len(await jobs(db)) == 2


async def test_requisition_ids_of_one_board(db: Database) -> None:
    """P5: a repost under another requisition id is another opening; under the same it is not."""
    board = await Board.open(db)
    await board.read(posting("1", requisition_id="R1"), *OTHERS)
    for _ in range(2):
        await board.read(*OTHERS)

    other = await board.read(posting("2", requisition_id="R2"), *OTHERS)
    same = await board.read(posting("3", requisition_id="R1"), *OTHERS)

    assert len(other.unmatched) == 1
    assert same.unmatched == ()


async def test_union_of_locations(db: Database) -> None:
    """P5: a job has the places of all its postings, and is found by each of them."""
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("1"))
    await second.read(posting("1"))

    there = ("Nairobi, Kenya", "Mombasa, Kenya", "Berlin, Germany")
    await second.read(posting("1", locations=there))

    (job,) = await jobs(db)
    cities = [location["city"] for location in msgspec.json.decode(job["locations"])]
    assert sorted(cities) == ["Berlin", "Mombasa", "Nairobi"]
    assert job["countries"] == ["DE", "KE"]
    for word in ("berlin", "mombasa", "nairobi"):
        found = await db.text(
            "SELECT FROM jobs WHERE place_words @@ to_tsquery('simple', $1)", word
        )
        assert len(found) == 1


async def test_lead_passes_on(db: Database) -> None:
    """When the posting whose words are shown closes, an open one of the job takes its place."""
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("1"), *OTHERS)
    await second.read(posting("2", url="https://elsewhere.example.com/2"))

    for _ in range(2):
        await first.read(*OTHERS)

    job = (await jobs(db))[0]
    assert job["lead_posting_id"] == (await second.posting("2"))["id"]
    assert job["closed_at"] is None


async def test_removed_board(db: Database) -> None:
    """P8: a job outlives the board that had it first, and does not get younger."""
    first, second = await Board.open(db), await Board.open(db)
    long_ago = datetime.now(UTC).replace(microsecond=0) - timedelta(days=20)
    await first.read(posting("1", posted_at=long_ago))
    await second.read(posting("2"))

    await db.text("DELETE FROM sources WHERE id = $1", first.id)
    await second.read(posting("2", department="Sites"))

    (job,) = await jobs(db)
    assert job["lead_posting_id"] == (await second.posting("2"))["id"]
    assert (job["postings"], job["posted_at"]) == (1, long_ago)


async def _send_all(db: Database) -> int:
    """Match what is due; how many alerts there are now."""
    await match_all(db)
    return int((await db.text("SELECT count(*) FROM alerts"))[0][0])


async def test_one_alert_on_two_boards(db: Database) -> None:
    """P1: the same posting on a second board alerts nobody again."""
    await add_search(db, await add_user(db))
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("1"))
    once = await _send_all(db)

    await second.read(posting("2"))

    assert (once, await _send_all(db)) == (1, 1)


async def test_one_alert_when_posted_again_later(db: Database) -> None:
    """P1: a posting that closed and comes back under a new id is the job it was, open again."""
    await add_search(db, await add_user(db), keywords=["desk"], titles=["Site Engineer"])
    board = await Board.open(db)
    await board.read(posting("old", "old"), *OTHERS)
    once = await _send_all(db)
    for _ in range(2):
        await board.read(*OTHERS)

    stored = await board.read(posting("new", "old"), *OTHERS)

    job = (await jobs(db))[0]
    assert stored.unmatched == ()
    assert (job["closed_at"], job["reposted"]) == (None, 1)
    assert await _send_all(db) == once


async def test_one_alert_when_posted_again_at_once(db: Database) -> None:
    """P1: one reading in which a new id takes the place of the old one is a repost as well."""
    board = await Board.open(db)
    await board.read(posting("old", "old"), *OTHERS)

    stored = await board.read(posting("new", "old"), *OTHERS)
    await board.read(posting("new", "old"), *OTHERS)

    job = (await jobs(db))[0]
    assert stored.unmatched == ()
    assert (job["reposted"], job["closed_at"], job["postings"]) == (1, None, 1)
    assert await board.open_ids() == {"new", *(one.external_id for one in OTHERS)}
