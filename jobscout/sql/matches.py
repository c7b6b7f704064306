"""Matches: claimed jobs, active searches, and the alerts that come of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.model import Pay
from jobscout.rules import pay
from jobscout.rules.searches import JobFeatures, SearchCriteria, SearchTerms
from jobscout.rules.skill_text import folded
from jobscout.sql import claims
from jobscout.sql.columns import SEARCH
from jobscout.sql.database import load
from jobscout.sql.notification_preferences import notification_preferences
from jobscout.sql.rows import places, stated_pay, struct
from jobscout.sql.searches import columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    import asyncpg

    from jobscout.rules.reasons import Reason
    from jobscout.rules.schedule import NotificationPreferences
    from jobscout.sql.database import Database

Q = load("matches")
POSTINGS = load("postings")
SKILLS = load("skills")

# the columns of searches that say alike what is looked for
_LISTS = frozenset(SEARCH).intersection(SearchCriteria.__struct_fields__) - {"skills", "min_score"}


class Found(NamedTuple):
    """One person and one job, by the best of the person's searches."""

    user_id: int
    job_id: int
    search_id: int
    score: float
    reasons: tuple[Reason, ...]
    bundle_at: datetime


class Saved(NamedTuple):
    """How many alerts are new, and who should be told now: each person once."""

    alerts: int
    due: tuple[int, ...]


class Matches:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def claim(self, job_ids: Sequence[int], lease: timedelta) -> list[int]:
        """Those of the jobs that are ours to match now."""
        rows = await self._db.all(
            Q.claim, job_ids=list(job_ids), holder=self._db.holder, lease=lease
        )
        return [claims.counted("job", row)["id"] for row in rows]

    async def owed(self, most: int) -> list[int]:
        return [row["id"] for row in await self._db.all(Q.owed, most=most, tried=False)]

    async def owed_alone(self, most: int) -> list[int]:
        """Those that were tried before: each is claimed alone or not at all."""
        return [row["id"] for row in await self._db.all(Q.owed, most=most, tried=True)]

    async def offered(self, job_ids: Sequence[int], *, closed: bool = False) -> list[JobFeatures]:
        """The open ones of these jobs, for one that closed is nothing to tell; or all of them."""
        rows = await self._db.all(Q.offered, job_ids=list(job_ids))
        return [_offered(row) for row in rows if closed or row["closed_at"] is None]

    async def version(self) -> str:
        """Equal as long as no search, preference or account changed."""
        return str(await self._db.value(Q.version))

    async def wanted(
        self, user_id: int | None = None, search_id: int | None = None
    ) -> tuple[list[SearchCriteria], dict[int, NotificationPreferences]]:
        """Active searches, of one person or of all, and by user id how to reach their people.

        The one search *search_id* is there even when it is paused.
        """
        rows = await self._db.all(Q.wanted, user_id=user_id, search_id=search_id)
        return await self._read(rows), {
            row["user_id"]: notification_preferences(row) for row in rows
        }

    async def imagined(self, user_id: int, terms: SearchTerms) -> SearchCriteria:
        """A search that the person has not stored, as it would be compared."""
        skills = list(terms.skills)
        if terms.use_cv_skills:
            known = await self._db.all(Q.known_skills, user_id=user_id)
            skills += [row["name"] for row in known]
        row = columns(terms) | {"id": 0, "user_id": user_id, "skills": skills}
        (wanted,) = await self._read([row])
        return wanted

    async def _read(self, rows: Sequence[Mapping[str, Any]]) -> list[SearchCriteria]:
        """Rows of searches as they are compared; the taxonomy's names for skills it knows."""
        keys = {skill: folded(skill) for row in rows for skill in row["skills"]}
        named = await self._db.all(SKILLS.named, keys=list(set(keys.values())))
        names = {row["key"]: row["name"] for row in named}
        proper = {skill: names.get(key, skill) for skill, key in keys.items()}
        return [_wanted(row, proper) for row in rows]

    async def save(self, job_ids: Sequence[int], found: Sequence[Found]) -> Saved:
        """Store the alerts of these jobs, and that they are matched.

        One transaction: after a crash either all of it happened or the jobs are still owed.
        """
        async with self._db.transaction() as t:
            # First, and in the order of everyone who locks jobs; a joined one may be gone.
            locked = await t.all(POSTINGS.lock_jobs, job_ids=list(job_ids))
            there = {row["id"] for row in locked}
            found = [one for one in found if one.job_id in there]
            rows = await t.all(
                Q.save,
                user_ids=[one.user_id for one in found],
                job_ids=[one.job_id for one in found],
                search_ids=[one.search_id for one in found],
                scores=[one.score for one in found],
                reasons=[msgspec.json.encode(one.reasons).decode() for one in found],
                bundle_ats=[one.bundle_at for one in found],
            )
            await t.run(Q.matched, job_ids=list(job_ids), holder=self._db.holder)
            if rows:
                await t.run(Q.announce_alerts)
        due = dict.fromkeys(row["user_id"] for row in rows if row["due"])
        return Saved(alerts=len(rows), due=tuple(due))

    async def failed(self, job_id: int, reason: str) -> None:
        reason = reason.replace("\0", "")[:1000]
        await self._db.run(Q.failed, job_id=job_id, holder=self._db.holder, reason=reason)

    async def release(self, job_ids: Sequence[int]) -> None:
        await self._db.run(Q.release, job_ids=list(job_ids), holder=self._db.holder)


def _offered(row: asyncpg.Record) -> JobFeatures:
    return struct(
        JobFeatures, row, places=places(row), pay=stated_pay(row), skills=tuple(row["skills"])
    )


def _wanted(row: Mapping[str, Any], proper: Mapping[str, str]) -> SearchCriteria:
    """*proper* has the taxonomy's name for each skill that it knows."""
    asked = None
    if row["min_salary_amount"] is not None and row["min_salary_period"] is not None:
        asked = Pay(
            min=row["min_salary_amount"],
            currency=row["min_salary_currency"],
            period=row["min_salary_period"],
        )
    return SearchCriteria(
        id=row["id"],
        user_id=row["user_id"],
        **{name: tuple(row[name]) for name in _LISTS},
        min_salary=asked,
        min_salary_annual_usd=pay.annual_usd(asked)[0] if asked else None,
        skills=tuple(proper[skill] for skill in row["skills"]),
        min_score=row["min_score"],
    )
