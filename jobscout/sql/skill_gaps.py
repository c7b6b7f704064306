"""Skill gaps: what the open jobs that suit a person ask for, and what of it they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
import msgspec

from jobscout.errors import NotFound
from jobscout.rules.matching import Matcher
from jobscout.rules.searches import phrases
from jobscout.sql.database import load
from jobscout.sql.matches import Matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.rules.searches import Offered, Wanted
    from jobscout.sql.database import Database

Q = load("skill_gaps")

CONSIDERED = 2000  # newest open jobs with a word of the search; comparing them takes a second
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
    def __init__(self, db: Database) -> None:
        self._db = db
        self._matches = Matches(db)
        # One at a time: a thread that computes takes turns with the event loop.
        self._comparing = anyio.CapacityLimiter(1)

    async def jobs(self, user_id: int, search_id: int | None) -> list[int]:
        """Open jobs that pass the person's search, or any of their searches; newest first.

        Raises:
            NotFound: the person has no such search.
        """
        wanted, _ = await self._matches.wanted(user_id, search_id)
        if search_id is not None and not wanted:
            raise NotFound("there is no such search")
        words = _words(wanted)
        if not wanted or words == "":
            return []
        rows = await self._db.all(Q.candidates, words=words, most=CONSIDERED)
        offered = await self._matches.offered([row["id"] for row in rows])
        passed = await anyio.to_thread.run_sync(_passing, wanted, offered, limiter=self._comparing)
        return [row["id"] for row in rows if row["id"] in passed]

    async def asked(self, user_id: int, job_ids: Sequence[int]) -> list[SkillAsked]:
        """What these jobs ask for, most asked first."""
        rows = await self._db.all(Q.asked, user_id=user_id, job_ids=job_ids, most=LISTED)
        return [SkillAsked(**row, share=round(row["jobs"] / len(job_ids), 4)) for row in rows]


def _passing(wanted: Sequence[Wanted], offered: Sequence[Offered]) -> set[int]:
    index = Matcher(wanted)
    return {job.id for job in offered if index.match(job)}


def _words(wanted: Sequence[Wanted]) -> str | None:
    """A web search that no matching job escapes; None where jobs need no word to match."""
    asked = []
    for search in wanted:
        named = phrases([*search.titles, *search.keywords])
        if not (search.titles or search.keywords):
            return None
        asked += [" ".join(phrase.words) for phrase in named]
    return " or ".join(dict.fromkeys(asked))
