"""P3: a board that becomes another one closes nothing, and its postings raise no alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.model import Reject
from jobscout.sources import board_address
from jobscout.sql.sources import Sources
from tests.integration.board_rows import Board, add_user, jobs
from tests.rows import board_of, posting

if TYPE_CHECKING:
    from jobscout.model import Posting
    from jobscout.sql.database import Database

OURS, OTHERS = board_of(40), board_of(40, first=100)
OUR_IDS = {one.external_id for one in OURS}
VERSIONS = (
    "SELECT 'posting', id, xmin::text FROM postings"
    " UNION ALL SELECT 'job', id, xmin::text FROM jobs ORDER BY 1, 2"
)
OTHER_IDS = {one.external_id for one in OTHERS}


async def test_another_boards_listing(db: Database) -> None:
    """Forty foreign postings for three readings: suspect each time, nothing closed or stored."""
    board = await Board.open(db)
    await board.read(*OURS, etag='"ours"')
    whole_at = (await board.row())["last_whole_read_at"]

    stored = [await board.read(*OTHERS, etag='"theirs"') for _ in range(3)]

    source, scrape = await board.row(), await board.scrape()
    assert [(one.status, one.closed, one.new, one.unmatched) for one in stored] == [
        ("suspect", 0, 0, ())
    ] * 3
    assert await board.open_ids() == OUR_IDS
    assert len(await jobs(db)) == 40
    assert (source["etag"], list(source["recent_found"])) == (None, [40])
    assert source["last_whole_read_at"] == whole_at
    assert scrape["error"] == (
        "The board lists 40 postings, but only 0 of the 40 that were open: it looks like another"
        " board. Nothing of it is stored."
    )


async def test_others_that_are_partly_unreadable(db: Database) -> None:
    """A foreign reading that is partial stores nothing either, so that none counts as open."""
    board = await Board.open(db)
    await board.read(*OURS)
    broken = tuple(Reject(external_id=key, reason="r") for key in (None, "100"))

    partial = await board.read(*OTHERS[1:], rejects=broken)
    whole = [await board.read(*OTHERS) for _ in range(3)]

    assert {one.status for one in (partial, *whole)} == {"suspect"}
    assert await board.open_ids() == OUR_IDS


async def test_others_in_a_window(db: Database) -> None:
    """What a cut list brought is stored, and does not vouch for the rest of that board."""
    board = await Board.open(db)
    await board.read(*OURS)
    await board.read(*OTHERS, whole=False)

    stored = [await board.read(*OTHERS) for _ in range(3)]

    assert {one.status for one in stored} == {"suspect"}
    assert await board.open_ids() == OUR_IDS | OTHER_IDS


async def test_ours_come_back(db: Database) -> None:
    """When the board is itself again, nothing has happened."""
    board = await Board.open(db)
    await board.read(*OURS)
    before = await db.text(
        "SELECT id, xmin::text FROM postings UNION SELECT id, xmin::text FROM jobs"
    )
    for _ in range(3):
        await board.read(*OTHERS)
        stored = await board.read(*OURS)
        assert (stored.status, stored.unchanged, stored.recovered) == ("ok", 40, True)

    after = await db.text(
        "SELECT id, xmin::text FROM postings UNION SELECT id, xmin::text FROM jobs"
    )
    assert sorted(after) == sorted(before)


async def test_accepted(db: Database) -> None:
    """An operator's word lets the other board in, and what was there closes after two readings."""
    board = await Board.open(db)
    sources, admin_id = Sources(db, board_address), await add_user(db)
    await board.read(*OURS)
    await board.read(*OTHERS)
    await sources.accept(board.id, by=admin_id)

    first = await board.read(*OTHERS)
    second = await board.read(*OTHERS)
    back = await board.read(*OURS)

    assert (first.status, first.new, first.closed) == ("ok", 40, 0)
    assert (second.status, second.closed) == ("ok", 40)
    assert (await board.row())["accepted_found"] is None
    assert back.status == "suspect"  # the word was about the others
    assert await board.open_ids() == OTHER_IDS


async def test_word_is_about_one_board(db: Database) -> None:
    """A word that the board is empty lets no other board in."""
    board = await Board.open(db)
    await board.read(*OURS)
    await board.read()
    await Sources(db, board_address).accept(board.id, by=await add_user(db))

    stored = [await board.read(*OTHERS) for _ in range(2)]

    assert {one.status for one in stored} == {"suspect"}
    assert await board.open_ids() == OUR_IDS


async def test_closed_ones_do_not_reopen(db: Database) -> None:
    """A listing of what closed long ago is another board's too: nothing opens."""
    board = await Board.open(db)
    await board.read(*OURS)
    await board.read(*OTHERS)
    await Sources(db, board_address).accept(board.id, by=await add_user(db))
    for _ in range(2):
        await board.read(*OTHERS)

    await board.read(*(posting(one.external_id, "edited") for one in OURS))

    assert await board.open_ids() == OTHER_IDS
    assert "Our desk number is 0." in (await board.posting("0"))["description_text"]


async def test_other_ids_for_the_same(db: Database) -> None:
    """Equal postings under other ids are in common: their jobs go on, the old postings close."""
    board = await Board.open(db)
    await board.read(*OURS)
    renamed = [posting(f"new-{number}", number) for number in range(40)]

    stored = [await board.read(*renamed) for _ in range(2)]

    assert [(one.status, one.closed) for one in stored] == [("ok", 0), ("ok", 40)]
    assert await board.open_ids() == {one.external_id for one in renamed}
    assert [job["closed_at"] for job in await jobs(db)] == [None] * 40


async def test_nothing_changed_after_a_miss(db: Database) -> None:
    """A 304 repeats a reading's misses, and what came with it vouches for none of them."""
    board = await Board.open(db)
    await board.read(*OURS)
    await board.read(*OURS[:12], *OTHERS[:28], etag='"x"')

    stored = await board.read(unchanged=True, etag='"x"')

    assert (stored.status, stored.closed) == ("suspect", 0)
    assert "28 of 40" in str(stored.reason)


@pytest.mark.parametrize("listed", [[*OURS[:20], *OTHERS[:20]], [*OURS, *OTHERS]])
async def test_sound_ones_are_told_at_once(db: Database, listed: list[Posting]) -> None:
    """P8: new postings of a board that is still itself are stored with the first reading."""
    board = await Board.open(db)
    await board.read(*OURS)

    stored = await board.read(*listed)

    assert stored.status == "ok"
    assert stored.new == len(listed) - len([one for one in OURS if one in listed])
    assert len(stored.unmatched) == stored.new


async def test_closes_as_turnover_goes_on(db: Database) -> None:
    """A board that replaces a quarter at each reading closes what goes, all of it in the end."""
    board = await Board.open(db)
    everything = board_of(120)
    for first in range(0, 80, 10):
        assert (await board.read(*everything[first : first + 40])).status == "ok"
    await board.read(*everything[70:110])

    assert await board.open_ids() == {str(number) for number in range(70, 110)}
