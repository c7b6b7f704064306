"""Recorded readings of one board, stored one after the other, give the changes that are known."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jobscout.rules import postings
from jobscout.sources.greenhouse import Greenhouse
from tests.integration.board_rows import Board
from tests.sources.recordings import recorded

if TYPE_CHECKING:
    from jobscout.model import Posting
    from jobscout.sql.database import Database

DAYS = ("2026-08-11", "2026-08-14", "2026-08-17", "2026-08-20")
CONFIG = {"board": "intercom"}


def listed(day: str) -> list[Posting]:
    source, now = Greenhouse(), datetime(2026, 8, 21, tzinfo=UTC)
    body = recorded(f"greenhouse/intercom_seq_{day}.json")
    page = source.parse(body, CONFIG, source.first_request(CONFIG))
    return [postings.normalise(raw, company_key="intercom", now=now) for raw in page.postings]


async def test_intercom(db: Database) -> None:
    """1, 0 and 7 new; 4, 1 and 4 gone; 6, 1 and 1 changed; what is gone twice running closes."""
    board = await Board.open(db, "Intercom")
    await board.read(*listed(DAYS[0]))
    seen = {one.external_id for one in listed(DAYS[0])}
    found, missing = [], set()
    for day in DAYS[1:]:
        shown = {one.external_id for one in listed(day)}
        stored = await board.read(*listed(day))
        rows = await db.text(
            "SELECT external_id FROM postings WHERE missed = 1 AND closed_at IS NULL"
        )
        fresh = {row["external_id"] for row in rows}
        found.append((stored.status, stored.new, len(fresh), stored.updated, stored.closed))
        missing |= fresh
        seen |= shown

    assert found == [("ok", 1, 4, 6, 0), ("ok", 0, 1, 1, 4), ("ok", 7, 4, 1, 1)]
    assert await board.open_ids() == shown | fresh
    assert len(missing) == 9
    assert len(seen) == 130
