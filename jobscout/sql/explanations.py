"""Explanations: why a job suits a search, or why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from jobscout.errors import NotFound
from jobscout.rules.conditions import Condition
from jobscout.rules.reason import Reason
from jobscout.rules.scoring import judge
from jobscout.sql.matches import Matches

if TYPE_CHECKING:
    from jobscout.sql.database import Database


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """*below_score*: every condition holds, and the search asks for a better score."""

    verdict: Literal["match", "below_score", "blocked"]
    score: float
    conditions: list[Condition]
    reasons: list[Reason]


class Explanations:
    def __init__(self, db: Database) -> None:
        self._matches = Matches(db)

    async def explain(self, user_id: int, job_id: int, search_id: int) -> Explanation:
        """The same rules that decide about alerts, over one job, which may be closed.

        Raises:
            NotFound: the job or the user's search does not exist.
        """
        criteria, _, people = await self._matches.active_searches(user_id, search_id)
        features = await self._matches.job_features([job_id], closed=True)
        if not criteria or not features:
            raise NotFound("the job or the search does not exist")
        found = judge(criteria[0], features[0])
        if learned := people.get(user_id):
            found = learned.applied(found, features[0])
        enough = found.score >= criteria[0].min_score
        return Explanation(
            verdict=("match" if enough else "below_score") if found.passed else "blocked",
            score=found.score,
            conditions=list(found.conditions),
            reasons=list(found.reasons),
        )
