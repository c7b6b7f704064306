"""Jobs as people see them: lists, single ones, and summaries for whoever points at jobs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from jobscout.errors import NotFound
from jobscout.model import EmploymentType, Seniority, Workplace
from jobscout.rules.skill_text import folded
from jobscout.sql.choose import choose
from jobscout.sql.database import load
from jobscout.sql.job_views import Job, JobSummary, job, summary

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database

JOBS = load("jobs")
SKILLS = load("skills")

Sort = Literal["newest", "relevance", "salary"]
MAX_SUMMARIES: Final = 101  # one page and the row that tells of the next


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which jobs to list; None and empty mean that it does not matter.

    *q* is a query over ``jobs.words`` and *location* a phrase in ``jobs.place_words``, both
    as ``rules.words`` writes them. *skills* must all be there. *min_usd* is a year's pay and
    leaves out jobs that state none.
    """

    q: str | None = None
    companies: Sequence[str] = ()
    location: str | None = None
    country: str | None = None
    workplace: Workplace | None = None
    skills: Sequence[str] = ()
    seniority: Seniority | None = None
    employment_type: EmploymentType | None = None
    min_usd: int | None = None
    posted_after: datetime | None = None
    source_id: int | None = None
    ids: Sequence[int] | None = None
    status: Literal["open", "closed", "any"] = "open"


class Jobs:
    """Lists are paged by keys: the sort's value of the last row, and its id."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(
        self, wanted: Wanted, sort: Sort, after: tuple[Any, int] | None, limit: int
    ) -> tuple[list[JobSummary], tuple[Any, int] | None]:
        """At most *limit* jobs, best first, and the keys to go on after; None at the end.

        Args:
            after: (posted_at, id), (rank, id) or (dollars a year or None, id), by *sort*.
        """
        given = await self._conditions(wanted)
        if given is None:
            return [], None
        rows = await self._rows(given, sort, after, limit + 1)
        if sort == "salary" and after and after[0] is not None and len(rows) <= limit:
            rows += await self._list(given, {"salary", "unpaid"}, limit + 1)
        more = len(rows) > limit
        return [summary(row) for row in rows[:limit]], _keys(
            rows[limit - 1], sort
        ) if more else None

    async def summaries(self, job_ids: Sequence[int]) -> dict[int, JobSummary]:
        """The jobs of *job_ids* (at most 100) by id, closed ones too."""
        rows = await self._list({"ids": ("ids", list(job_ids))}, set(), MAX_SUMMARIES)
        return {row["id"]: summary(row) for row in rows}

    async def get(self, job_id: int, user_id: int | None) -> Job:
        """One job, with the match of *user_id* if there is one. Raises NotFound."""
        found = (await self.summaries([job_id])).get(job_id)
        if found is None:
            raise NotFound("there is no such job")
        return job(found, await self._db.one(JOBS.detail, job_id=job_id, user_id=user_id))

    async def _conditions(self, wanted: Wanted) -> dict[str, tuple[str, Any]] | None:
        """Line to (parameter, value); None when nothing can fit, as nobody knows a skill."""
        keys = list({folded(skill) for skill in wanted.skills})
        found = await self._db.all(SKILLS.named, keys=keys) if keys else []
        if len(found) < len(keys):
            return None
        skill_ids = list({row["id"] for row in found})
        companies = list(wanted.companies)
        several = len(companies) > 1
        given = {
            "q": ("q", wanted.q),
            "company": ("company", companies[0] if companies and not several else None),
            "companies": ("companies", companies if several else None),
            "location": ("location", wanted.location),
            "country": ("country", wanted.country),
            "workplace": ("workplace", wanted.workplace),
            "skill": ("skill_id", skill_ids[0] if skill_ids else None),
            "skills": ("skill_ids", skill_ids if len(skill_ids) > 1 else None),
            "seniority": ("seniority", wanted.seniority),
            "employment_type": ("employment_type", wanted.employment_type),
            "min_usd": ("min_usd", wanted.min_usd),
            "posted_after": ("posted_after", wanted.posted_after),
            "source": ("source_id", wanted.source_id),
            "ids": ("ids", wanted.ids),
        }
        asked = {line: pair for line, pair in given.items() if pair[1] is not None}
        return asked if wanted.status == "any" else asked | {wanted.status: ("", None)}

    async def _rows(
        self,
        given: dict[str, tuple[str, Any]],
        sort: Sort,
        after: tuple[Any, int] | None,
        most: int,
    ) -> list[asyncpg.Record]:
        if after is None:
            return await self._list(given, {sort}, most)
        key, job_id = after
        if sort == "salary" and key is None:
            lines = {"salary", "unpaid", "after_unpaid"}
            return await self._list(given, lines, most, after_id=job_id)
        name = {"newest": "after_posted_at", "relevance": "after_rank", "salary": "after_usd"}[sort]
        return await self._list(
            given, {sort, f"after_{sort}"}, most, **{name: key}, after_id=job_id
        )

    async def _list(
        self, given: dict[str, tuple[str, Any]], lines: set[str], most: int, **keys: Any
    ) -> list[asyncpg.Record]:
        query = choose(JOBS.listing, frozenset(given) | lines, most)
        values = dict(given.values()) | keys
        return await self._db.all(query, **{name: values[name] for name in query.parameters})


def _keys(row: asyncpg.Record, sort: Sort) -> tuple[Any, int]:
    if sort == "newest":
        return row["posted_at"], row["id"]
    if sort == "relevance":
        return row["rank"], row["id"]
    low, high = row["annual_usd_min"], row["annual_usd_max"]
    return low if high is None else high, row["id"]
