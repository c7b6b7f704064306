"""Matches: claimed jobs, active searches, and the alerts that come of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from jobscout.model import Salary
from jobscout.rules import salaries
from jobscout.rules.search_terms import Near
from jobscout.rules.searches import JobFeatures, SearchCriteria
from jobscout.rules.skills.text import folded
from jobscout.sql.columns import SEARCH
from jobscout.sql.learning import Learned, of_users
from jobscout.sql.lease_statements import Work
from jobscout.sql.leases import Leases, LeaseStore
from jobscout.sql.notification_preferences import notification_preferences
from jobscout.sql.queries import load
from jobscout.sql.rows import locations, stated_salary, struct
from jobscout.sql.searches import columns

if TYPE_CHECKING:
    import asyncpg

    from jobscout.rules.notification_times import NotificationPreferences
    from jobscout.rules.reason import Reason
    from jobscout.rules.search_terms import SearchTerms
    from jobscout.sql.database import Database, Transaction

Q = load("matches")
SKILLS = load("skills")

# After so many failures a job needs a person, not another try.
MAX_ATTEMPTS: Final = 5

LEASES = Leases(
    Work(
        kind="job",
        noun="matches",
        table="jobs",
        is_open=f"matched_at IS NULL AND attempts < {MAX_ATTEMPTS}",
        many=True,
        # One that failed, or was matched when a process died, is matched alone: nobody else
        # pays for it. So its attempts are counted when they have failed.
        chosen="id = ANY(:id::bigint[]) AND (attempts = 0 OR cardinality(:id::bigint[]) = 1)",
        counts_claims=False,
        due_if="(attempts > 0) = :tried::boolean",
        on_complete="matched_at = now(), last_error = NULL",
        on_discard=f"attempts = {MAX_ATTEMPTS}",
        on_death="last_error = CASE WHEN :died = 1"
        " THEN 'the process ended while it was matched' ELSE last_error END",
        attempts_max=MAX_ATTEMPTS,
        own_pauses=tuple(timedelta(minutes=2**n) for n in range(1, MAX_ATTEMPTS)),
        claimed=Q.claimed,
    )
)

# the columns of searches that say alike what is looked for
_LISTS = frozenset(SEARCH).intersection(SearchCriteria.__struct_fields__) - {
    *("skills", "min_score", "years_max", "excluded_in_text", "near"),
}
_NEAR: Final = msgspec.json.Decoder(tuple[Near, ...])


class Found(NamedTuple):
    """One person and one job, by the best of the person's searches."""

    user_id: int
    job_id: int
    search_id: int
    score: float
    reasons: tuple[Reason, ...]
    bundle_at: datetime


class Wanted(NamedTuple):
    """Searches in the order of their ids, and by user id how to reach their people.

    *learned*: of those who reacted to alerts.
    """

    criteria: list[SearchCriteria]
    preferences: dict[int, NotificationPreferences]
    learned: Mapping[int, Learned] = MappingProxyType({})


class Saved(NamedTuple):
    """How many alerts are new, and who should be told now: each person once."""

    alerts: int
    due: tuple[int, ...]


class Matches(LeaseStore[Sequence[int], Mapping[int, datetime]]):
    """``due`` takes *tried*: True for jobs that were tried before, which are claimed alone."""

    leases = LEASES

    def __init__(self, db: Database, backlog_news: timedelta | None = None) -> None:
        """*backlog_news*: how old backlog may be that people are told of; None: any."""
        super().__init__(db)
        self._backlog_news = backlog_news

    async def claim(self, job_ids: Sequence[int], lease: timedelta) -> dict[int, datetime]:
        """Those of the jobs that are ours to match now, and when each was summed up."""
        rows = await LEASES.claim(self._db, job_ids, lease)
        return {row["id"]: row["changed_at"] for row in rows}

    async def job_features(
        self, job_ids: Sequence[int], *, closed: bool = False
    ) -> list[JobFeatures]:
        """The open ones of these jobs, for one that closed is nothing to tell; or all of them."""
        rows = await self._db.all(Q.job_features, job_ids=list(job_ids))
        return [_job_features(row) for row in rows if closed or row["closed_at"] is None]

    async def active_searches(self, user_id: int, search_id: int | None = None) -> Wanted:
        """One person's active searches; the one search *search_id* even when it is paused."""
        rows = await self._db.all(Q.active_searches, user_id=user_id, search_id=search_id)
        return await self._wanted(rows)

    async def by_user(self, search_ids: Sequence[int]) -> list[tuple[int, int]]:
        """(search, user) for those of the searches that are there, each user's side by side."""
        rows = await self._db.all(Q.by_user, search_ids=list(search_ids))
        return [(row["id"], row["user_id"]) for row in rows]

    async def wanted(self, search_ids: Sequence[int]) -> Wanted:
        """Those of the searches that are active now."""
        return await self._wanted(await self._db.all(Q.wanted, search_ids=list(search_ids)))

    async def _wanted(self, rows: Sequence[asyncpg.Record]) -> Wanted:
        preferences = {row["user_id"]: notification_preferences(row) for row in rows}
        people = await of_users(self._db, [*preferences])
        return Wanted(await self.criteria(rows), preferences, people)

    async def imagined(self, user_id: int, terms: SearchTerms) -> SearchCriteria:
        """A search that the person has not stored, as it would be compared."""
        skills = list(terms.skills)
        if terms.use_cv_skills:
            known = await self._db.all(Q.known_skills, user_id=user_id)
            skills += [row["name"] for row in known]
        row = columns(terms) | {"id": 0, "user_id": user_id, "skills": skills}
        (criteria,) = await self.criteria([row])
        return criteria

    async def criteria(self, rows: Sequence[Mapping[str, Any]]) -> list[SearchCriteria]:
        """Rows of searches as they are compared; the taxonomy's names for skills it knows."""
        keys = {skill: folded(skill) for row in rows for skill in row["skills"]}
        named = await self._db.all(SKILLS.named, keys=list(set(keys.values()))) if keys else []
        names = {row["key"]: row["name"] for row in named}
        proper = {skill: names.get(key, skill) for skill, key in keys.items()}
        return [_criteria(row, proper) for row in rows]

    async def complete(
        self, claimed: Mapping[int, datetime], found: Sequence[Found], *, finished: bool = True
    ) -> Saved:
        """Store the alerts of these jobs, and unless more follow, that they are matched.

        One transaction: after a crash either all of it happened or the jobs are still due.
        A job that another process has by now is left to it. One that was summed up anew since
        it was claimed stays due, as nobody was asked about what it states now.
        """
        async with self._db.transaction() as t:
            # First, and in the order of everyone who locks jobs; a joined one may be gone.
            locked = await t.all(Q.lock, job_ids=[*claimed])
            same = {row["id"] for row in locked if row["changed_at"] == claimed[row["id"]]}
            if restated := [row["id"] for row in locked if row["id"] not in same]:
                await LEASES.snooze(t, restated, timedelta())
            found = [one for one in found if one.job_id in same]
            saved = await _save(t, found, self._backlog_news)
            if finished:
                await LEASES.complete(t, sorted(same))
        return saved

    async def show(self, found: Sequence[Found], *, silent: bool) -> Saved:
        """Store alerts of jobs that are matched already, of those that are open still.

        *silent*: they are shown and never sent, except those of jobs that are not matched yet,
        for these are news.
        """
        async with self._db.transaction() as t:
            locked = await t.all(Q.lock, job_ids=sorted({one.job_id for one in found}))
            is_open = {row["id"] for row in locked if row["closed_at"] is None}
            left = [one for one in found if one.job_id in is_open]
            return await _save(t, left, self._backlog_news if silent else None, silent=silent)


async def _save(
    t: Transaction,
    found: Sequence[Found],
    backlog_news: timedelta | None,
    *,
    silent: bool = False,
) -> Saved:
    rows = await t.all(
        Q.save,
        user_ids=[one.user_id for one in found],
        job_ids=[one.job_id for one in found],
        search_ids=[one.search_id for one in found],
        scores=[one.score for one in found],
        reasons=[msgspec.json.encode(one.reasons).decode() for one in found],
        bundle_ats=[one.bundle_at for one in found],
        backlog_news=backlog_news,
        silent=silent,
    )
    if rows:
        await t.run(Q.announce_alerts)
    due = dict.fromkeys(row["user_id"] for row in rows if row["due"])
    return Saved(alerts=len(rows), due=tuple(due))


def _job_features(row: asyncpg.Record) -> JobFeatures:
    return struct(
        JobFeatures,
        row,
        locations=locations(row),
        salary=stated_salary(row),
        skills=tuple(row["skills"]),
        merged_slugs=tuple(row["merged_slugs"]),
    )


def _criteria(row: Mapping[str, Any], proper: Mapping[str, str]) -> SearchCriteria:
    """*proper* has the taxonomy's name for each skill that it knows."""
    min_salary = None
    if row["min_salary_amount"] is not None and row["min_salary_period"] is not None:
        min_salary = Salary(
            min=row["min_salary_amount"],
            currency=row["min_salary_currency"],
            period=row["min_salary_period"],
        )
    return SearchCriteria(
        id=row["id"],
        user_id=row["user_id"],
        **{name: tuple(row[name]) for name in _LISTS},
        near=_NEAR.decode(row["near"]),
        excluded_in_text=row["excluded_in_text"],
        min_salary=min_salary,
        min_salary_annual_usd=salaries.annual_usd(min_salary)[0] if min_salary else None,
        years_max=row["years_max"],
        skills=tuple(proper[skill] for skill in row["skills"]),
        min_score=row["min_score"],
    )
