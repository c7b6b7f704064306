"""Previews: what a search would find, before it is stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Final

import anyio.to_thread
import msgspec

from jobscout.rules import wanted_places
from jobscout.rules.previews import warning
from jobscout.sql.job_views import JobCompany, JobSummary
from jobscout.sql.jobs import Jobs
from jobscout.sql.learning import of_users
from jobscout.sql.matches import Matches
from jobscout.sql.preferences import UserPreferences
from jobscout.sql.queries import load
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    from datetime import datetime

    from jobscout.rules.search_terms import SearchTerms
    from jobscout.sql.database import Database
    from jobscout.sql.search_dry_run import SearchDryRun

Q = load("previews")

WINDOW: Final = timedelta(days=14)
SHOWN: Final = 20
TOP: Final = 5
PER_WEEK: Final = timedelta(weeks=1) / WINDOW


class TopCompany(msgspec.Struct, frozen=True, kw_only=True):
    """*jobs*: how many of the open jobs that match are this company's."""

    company: JobCompany
    jobs: int


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """*items*: the newest open jobs that match; *warning*: what may surprise, in a sentence."""

    items: list[JobSummary]
    alerts_14d: Annotated[
        int, msgspec.Meta(description="matching jobs that were new in the last 14 days")
    ]
    per_week: float
    top_companies: list[TopCompany]
    unknown_locations: Annotated[
        list[str], msgspec.Meta(description="wanted places that the gazetteer does not know")
    ]
    warning: str | None


class Previews:
    def __init__(self, db: Database, dry_run: SearchDryRun) -> None:
        self._db = db
        self._jobs = Jobs(db)
        self._matches = Matches(db)
        self._preferences = UserPreferences(db)
        self._dry_run = dry_run

    async def preview(self, user_id: int, terms: SearchTerms, now: datetime) -> Preview:
        """Nothing is written. Raises NotFound: unknown account; Busy: too many try searches.

        New is what was first published, or else first seen, in the last 14 days (P8), whether
        it is open still or not: each of these would have been an alert. Of more than
        ``max_candidates`` candidates the rest is projected.
        """
        preferences = await self._preferences.get(user_id)
        criteria = await self._matches.imagined(user_id, terms)
        since = now - WINDOW
        most = self._dry_run.max_candidates
        candidates = await self._dry_run.candidates([criteria], new_since=since)
        learned = (await of_users(self._db, [user_id])).get(user_id)
        ids = [one.id for one in candidates]
        passed = set(await self._dry_run.passing([criteria], ids, learned=learned))
        matching = [one.id for one in candidates if one.is_open and one.id in passed]
        alerts = sum(one.posted_at >= since for one in candidates if one.id in passed)
        cut_off = len(candidates) == most and candidates[-1].posted_at >= since
        if cut_off:
            alerts = round(alerts * await self._dry_run.count_new([criteria], since) / most)
        per_week = round(alerts * PER_WEEK, 1)
        misses = None
        if not matching:
            misses = await self._dry_run.misses(
                criteria, [one.id for one in candidates if one.is_open]
            )
        summaries = await self._jobs.summaries(matching[:SHOWN])
        unknown = await self._db.all(
            Q.unknown_companies, slugs=[*terms.companies, *terms.excluded_companies]
        )
        nowhere = await anyio.to_thread.run_sync(wanted_places.unknown, terms.locations)
        return Preview(
            items=[summaries[job_id] for job_id in matching[:SHOWN] if job_id in summaries],
            alerts_14d=alerts,
            per_week=per_week,
            top_companies=await self._top_companies(matching),
            unknown_locations=nowhere,
            warning=warning(
                criteria=criteria,
                misses=misses,
                per_week=per_week,
                max_per_day=preferences.max_alerts_per_day,
                unknown_companies=[row["slug"] for row in unknown],
                unknown_locations=nowhere,
                estimated_from=most if cut_off else None,
            ),
        )

    async def _top_companies(self, job_ids: list[int]) -> list[TopCompany]:
        rows = await self._db.all(Q.top_companies, job_ids=job_ids, most=TOP)
        return [TopCompany(company=struct(JobCompany, row), jobs=row["jobs"]) for row in rows]
