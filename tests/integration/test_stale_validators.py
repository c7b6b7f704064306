"""A board that says "nothing changed" for ever, whatever comes and goes."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes
from tests.integration.board_rows import Board
from tests.unit import boards
from tests.unit.fakes_flow import FakeFetcher, answer
from tests.unit.scraping import read_board

if TYPE_CHECKING:
    from jobscout.outside.answers import Answer
    from jobscout.sql.database import Database

DAYS = 12
IN_FULL = 3
"""In so many days there is one reading in full."""


def listed(*numbers: int) -> bytes:
    jobs = json.loads(boards.greenhouse(20))["jobs"]
    return json.dumps({"jobs": [jobs[number] for number in numbers]}).encode()


async def test_endless_304(db: Database) -> None:
    """What came is found and what went is closed within days, and then it is not believed."""
    board = await Board.open(db)
    days: list[list[int]] = [[*range(10)]]

    def reply(_: Any) -> Answer:
        if fetcher.validators[-1] != (None, None):
            return answer(not_modified=True, etag='"1"')
        return answer(listed(*days[-1]), etag='"1"')

    fetcher = FakeFetcher(reply)
    came = gone = None
    for day in range(DAYS):
        scrape_id, _ = await Scrapes(db).trigger(board.id, "manual")
        due = await Scrapes(db).claim(scrape_id, timedelta(minutes=1))
        await Postings(db).store(await read_board(fetcher, due=due))
        ids = await board.open_ids()
        came = came or ("10" in ids and day) or None
        gone = gone or ("3" not in ids and day) or None
        # the board changes after the first reading, and a day goes by
        days.append([*range(3), *range(4, 11)])
        await db.text(
            "UPDATE sources SET full_read_at = full_read_at - interval '1 day',"
            " last_whole_read_at = last_whole_read_at - interval '1 day'"
        )
        await db.text(
            "UPDATE scrapes SET finished_at = finished_at - interval '1 day',"
            " started_at = started_at - interval '1 day'"
        )

    asked_in_full = [day for day, given in enumerate(fetcher.validators) if given == (None, None)]
    assert asked_in_full[:2] == [0, IN_FULL]
    assert came == IN_FULL
    assert gone is not None
    assert gone <= 2 * IN_FULL
    assert (await board.row())["validators_distrusted"]
    assert asked_in_full[2:] == [*range(IN_FULL + 1, DAYS)]
