"""Storing readings of boards that did not change, many in one transaction.

What it leaves out is for ``postings.store``, which does the same for one reading of any kind.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from jobscout.rules import schedule
from jobscout.sql import source_rates
from jobscout.sql.queries import load
from jobscout.sql.stored import Stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import ScrapeResult
    from jobscout.sql.database import Database

Q = load("unchanged")


class UnchangedReadings:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def store(self, results: Sequence[ScrapeResult]) -> dict[int, Stored]:
        """What was stored, by scrape.

        The others need a closer look: a posting is missing, the reading before was not sound, it
        is not known how often the source publishes, or the scrape is finished or another's.

        Args:
            results: with ``unchanged``, each of another source.
        """
        by_scrape = {one.source.scrape_id: one for one in results}
        async with self._db.transaction() as t:
            rows = await t.all(Q.lock, scrape_ids=list(by_scrape), holder=self._db.holder)
            if not rows:
                return {}
            stored = [by_scrape[row["scrape_id"]] for row in rows]
            shortest = [
                schedule.shortest_interval(one.min_interval, one.poll_after) for one in stored
            ]
            waits = await asyncio.to_thread(
                lambda: [source_rates.wait(row, one) for row, one in zip(rows, stored, strict=True)]
            )
            await t.run(
                Q.finish,
                scrape_ids=[row["scrape_id"] for row in rows],
                open=[row["open"] for row in rows],
                http_requests=[one.stats.http_requests for one in stored],
                bytes=[one.stats.bytes for one in stored],
            )
            await t.run(
                Q.advance,
                source_ids=[row["source_id"] for row in rows],
                waits=waits,
                shortest=shortest,
                etags=[one.etag for one in stored],
                last_modifieds=[one.last_modified for one in stored],
            )
        return {row["scrape_id"]: _stored(row["open"]) for row in rows}


def _stored(found: int) -> Stored:
    return Stored(
        status="ok",
        kind=None,
        reason=None,
        unmatched=(),
        found=found,
        new=0,
        updated=0,
        closed=0,
        unchanged=found,
        duplicates=0,
        before="ok",
    )
