"""Skill gaps: what the open jobs that suit a person ask for, and what of it they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jobscout.errors import NotFound
from jobscout.sql.matches import Matches
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.sql.database import Database
    from jobscout.sql.search_dry_run import SearchDryRun

Q = load("skill_gaps")

LISTED = 200


class SkillAsked(msgspec.Struct, frozen=True, kw_only=True):
    """*jobs*: how many matching jobs ask for it; *share*: of all matching jobs, 0 to 1.

    *has*: the person knows it, or something that implies it.
    """

    skill: str
    category: str
    jobs: int
    share: float
    has: bool


class SkillGaps:
    def __init__(self, db: Database, dry_run: SearchDryRun) -> None:
        self._db = db
        self._matches = Matches(db)
        self._dry_run = dry_run

    async def jobs(self, user_id: int, search_id: int | None) -> list[int]:
        """Open jobs that pass the person's search, or any of their searches; newest first.

        Raises:
            NotFound: the person has no such search.
            Busy: too many are being compared.
        """
        criteria, *_ = await self._matches.active_searches(user_id, search_id)
        if search_id is not None and not criteria:
            raise NotFound("the search does not exist")
        candidates = await self._dry_run.candidates(criteria)
        return await self._dry_run.passing(criteria, [one.id for one in candidates])

    async def requested(self, user_id: int, job_ids: Sequence[int]) -> list[SkillAsked]:
        """What these jobs ask for, most asked first."""
        rows = await self._db.all(Q.requested, user_id=user_id, job_ids=job_ids, most=LISTED)
        return [SkillAsked(**row, share=round(row["jobs"] / len(job_ids), 4)) for row in rows]
