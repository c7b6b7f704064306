"""Boards that are gone, by their host's word or an operator's: their postings close together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.rules import gone_boards
from jobscout.rules.gone_boards import Failure, Host, NotFound
from jobscout.sql import closings
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from jobscout.sql.database import Transaction

Q = load("gone_boards")


async def after_failure(
    t: Transaction, source_id: int, failure: Failure, term: timedelta
) -> tuple[bool, int]:
    """Whether the board is gone after a scrape that has failed, and how many postings closed now.

    The source is locked.
    """
    row = await t.one(Q.latest, source_id=source_id, scrape_id=failure.scrape_id)
    if row["gone_at"] is not None:
        return True, 0
    if failure.refutes:
        await t.run(Q.remember, source_id=source_id, scrape_ids=[])
    if not failure.denies:
        return False, 0
    latest = NotFound(row["scrape_id"], row["at"])
    before = [NotFound(*one) for one in await t.all(Q.not_found, source_id=source_id)]
    spread = gone_boards.with_latest(before, latest, term)
    await t.run(Q.remember, source_id=source_id, scrape_ids=[one.scrape_id for one in spread])
    proof = gone_boards.evidence(spread, latest, term)
    if not proof:
        return False, 0
    host = Host(*await t.one(Q.host, source_id=source_id, since=proof[0].at))
    if not host.is_well:
        return False, 0
    closed = await close(t, source_id, [one.scrape_id for one in proof])
    await t.run(Q.note_closed, scrape_id=failure.scrape_id, closed=closed)
    return True, closed


async def close(t: Transaction, source_id: int, evidence: Sequence[int]) -> int:
    """Take a board for gone; how many postings closed. The source is locked.

    Args:
        evidence: the scrapes that prove it; none where an operator says so.
    """
    await t.run(Q.set_gone, source_id=source_id, wait=gone_boards.INTERVAL)
    return await closings.close_source(t, source_id, "board-gone", evidence)
