"""Backfill: reads stored postings again after an update that improved the rules.

Reads    postings that an earlier version of the rules read, and companies and boards of which it
         is not recorded by what they are known.
Writes   what the rules of today read in them, and their jobs and companies. Nobody is alerted.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from jobscout import metrics
from jobscout.actors.base import Ticker
from jobscout.rules.rereading import pack, reread_packed, unpack

if TYPE_CHECKING:
    from jobscout.scraping.work import Work
    from jobscout.sql.backfills import Backfills
    from jobscout.sql.company_upkeep import CompanyUpkeep
    from jobscout.worker_processes import Taxonomies

log = logging.getLogger(__name__)

INTERVAL_S: Final = 600.0  # other processes may run an earlier version during an update
POSTINGS_A_BATCH: Final = 200


class Backfill(Ticker):
    """One batch at a time in a worker process, which gives way to readings."""

    name = "backfill"

    def __init__(
        self, backfills: Backfills, *, upkeep: CompanyUpkeep, skills: Taxonomies, work: Work
    ) -> None:
        super().__init__(INTERVAL_S)
        self._backfills = backfills
        self._upkeep = upkeep
        self._skills = skills
        self._compute = work

    async def tick(self) -> None:
        companies = 0
        while not self._stopping and (done := await self._upkeep.run()):
            companies += done
        if companies:
            log.info("companies recorded", extra={"companies": companies})
        many = 0
        while not self._stopping and (done := await self._next_batch()):
            many += done
        if many:
            log.info("postings read again", extra={"postings": many})

    async def _next_batch(self) -> int:
        due = await self._backfills.due(POSTINGS_A_BATCH)
        if not due:
            return 0
        packed = await self._compute(
            reread_packed,
            pack(due),
            datetime.now(UTC),
            await self._skills.packed(),
            subject="stored postings",
        )
        done = await self._backfills.store(unpack(packed))
        metrics.POSTINGS.labels("reread").inc(done)
        return done
