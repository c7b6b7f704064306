"""Titles that a board escaped are text everywhere: stored, listed, searched for and alerted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.rules.words import searchable_query
from jobscout.sql.jobs import JobFilter, Jobs
from tests.integration.board_rows import Board, add_search, add_user
from tests.integration.match_rows import match_all
from tests.unit import boards
from tests.unit.fakes_flow import FakeFetcher, answer
from tests.unit.scraping import read_board

if TYPE_CHECKING:
    from jobscout.sql.database import Database


@pytest.mark.parametrize("sent", ["R&amp;D Engineer", "R&amp;amp;D Engineer", "R&#38;D Engineer"])
async def test_entities_in_titles(db: Database, sent: str) -> None:
    """Who looks for "R&D" finds it, in the list and by an alert; who looks for "amp" does not."""
    board = await Board.open(db)
    user, other = await add_user(db), await add_user(db)
    await add_search(db, user, keywords=[], titles=["R&D engineer"])
    await add_search(db, other, keywords=["amp"])
    body = boards.greenhouse(2).replace(b"Site Engineer", sent.encode(), 1)

    await board.read(*(await read_board(FakeFetcher(lambda _: answer(body)))).postings)
    await match_all(db)

    found = {
        words: await Jobs(db).page(JobFilter(q=searchable_query(words)), "newest", None, 9)
        for words in ("R&D", "r&d engineer", '"R&D"', "amp")
    }
    titles = {words: [one.title for one in page] for words, (page, _) in found.items()}
    expected = ["R&D Engineer"]
    assert titles == {"R&D": expected, "r&d engineer": expected, '"R&D"': expected, "amp": []}
    assert [one["user_id"] for one in await db.text("SELECT user_id FROM alerts")] == [user]
