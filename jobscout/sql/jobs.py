"""Jobs as people see them: lists, single ones, and summaries for what refers to jobs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

from jobscout.errors import NotFound
from jobscout.model import SafetyFact, SafetyWords
from jobscout.rules.safety import facts as safety
from jobscout.rules.search_terms import FACETS
from jobscout.rules.skills.text import folded
from jobscout.rules.words import required
from jobscout.sql.job_search import JobSearch, Sort, Status
from jobscout.sql.job_views import Job, JobSummary, job, possible_duplicate, summary
from jobscout.sql.queries import load
from jobscout.sql.query_variants import query_variant

if TYPE_CHECKING:
    from collections.abc import Mapping

    import asyncpg

    from jobscout.sql.database import Database

JOBS = load("jobs")
LINKING = load("linking")
SKILLS = load("skills")

MAX_SUMMARIES: Final = 100  # one page
POSSIBLE_SHOWN: Final = 10
MAX_COPIED: Final = 20
"""Most postings that are compared with a job's text, and that are looked at for each key."""

_SAFETY_WORDS: Final = msgspec.json.Decoder(list[SafetyWords])


class JobFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which jobs to list; None and empty mean that it does not matter.

    *q* is a query over ``jobs.words`` and *location* a phrase in ``jobs.location_words``, both
    as ``rules.words`` writes them. *skills* must all be there, and *facets* are
    values by column. *min_usd* is a year's pay and
    leaves out jobs that state none, as do the bounds of the deadline, which are exclusive.
    *years_max* leaves out jobs that ask for more experience.
    """

    q: str | None = None
    companies: Sequence[str] = ()
    location: str | None = None
    country: str | None = None
    skills: Sequence[str] = ()
    facets: dict[str, Any] = {}
    min_usd: int | None = None
    posted_after: datetime | None = None
    years_max: int | None = None
    deadline_before: date | None = None
    deadline_after: date | None = None
    source_id: int | None = None
    ids: Sequence[int] | None = None
    status: Status = "open"


class Jobs:
    """Lists are paged by keys: the sort's value of the last row, and its id."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(
        self, job_filter: JobFilter, sort: Sort, after: tuple[Any, ...] | None, limit: int
    ) -> tuple[list[JobSummary], tuple[Any, ...] | None]:
        """At most *limit* jobs, best first, and the keys to go on after; None at the end.

        A page may hold fewer and yet not be the last, see ``job_search``.

        Args:
            after: keys of the page before, (posted_at, id), (dollars a year or None, id) or
                (rank, id, where the newest of a common word end or None), by *sort*.

        Raises:
            Busy: the search takes too long.
        """
        given = await self._conditions(job_filter)
        if given is None:
            return [], None
        search = JobSearch(
            self._db,
            given,
            job_filter.status,
            required=required(job_filter.q) if job_filter.q else None,
            sort=sort,
            after=after,
        )
        found = await search.page(limit)
        return [summary(row) for row in found.rows], found.keys

    async def summaries(self, job_ids: Sequence[int]) -> dict[int, JobSummary]:
        """The jobs of *job_ids* (at most 100) by id, closed ones too."""
        query = query_variant(JOBS.listing, frozenset(("ids", "newest")), MAX_SUMMARIES)
        rows = await self._db.all(query, ids=list(job_ids))
        return {row["id"]: summary(row) for row in rows}

    async def get(self, job_id: int, user_id: int | None) -> Job:
        """One job, with the match of *user_id* if there is one. Raises NotFound."""
        possible = await self._db.all(LINKING.possible, job_ids=[job_id], most=POSSIBLE_SHOWN)
        found = await self.summaries([job_id, *(row["other_id"] for row in possible)])
        if job_id not in found:
            raise NotFound("the job does not exist")
        detail = await self._db.one(JOBS.detail, job_id=job_id, user_id=user_id)
        alike = [
            possible_duplicate(found[row["other_id"]], row["source_names"])
            for row in possible
            if row["other_id"] in found
        ]
        copied = await self._db.all(JOBS.copied, job_id=job_id, most=MAX_COPIED)
        return job(found[job_id], detail, alike, _safety_facts(detail, copied))

    async def _conditions(self, job_filter: JobFilter) -> dict[str, Any] | None:
        """None when nothing can fit: no searchable word, or a skill that nobody knows."""
        if "" in (job_filter.q, job_filter.location):
            return None
        keys = list({folded(skill) for skill in job_filter.skills})
        found = await self._db.all(SKILLS.named, keys=keys) if keys else []
        if len(found) < len(keys):
            return None
        skill_ids = list({row["id"] for row in found})
        companies = list(job_filter.companies)
        several = len(companies) > 1
        given = _facets(job_filter.facets) | {
            "q": job_filter.q,
            "company": companies[0] if companies and not several else None,
            "companies": companies if several else None,
            "location": job_filter.location,
            "country": job_filter.country,
            "skill_id": skill_ids[0] if skill_ids else None,
            "skill_ids": skill_ids if len(skill_ids) > 1 else None,
            "min_usd": job_filter.min_usd,
            "posted_after": job_filter.posted_after,
            "years_max": job_filter.years_max,
            "deadline_before": job_filter.deadline_before,
            "deadline_after": job_filter.deadline_after,
            "source_id": job_filter.source_id,
            "ids": job_filter.ids,
        }
        return {name: value for name, value in given.items() if value is not None}


def _facets(wanted: Mapping[str, str]) -> dict[str, Any]:
    """The parameters of ``listing`` for *wanted*: a value, or all those that suit who asks for it.

    Of those there are two, and the statement names both: the index knows "equal" only.
    """
    given: dict[str, Any] = {}
    for facet in FACETS:
        value = wanted.get(facet.column)
        if value is None:
            continue
        others = facet.includes.get(value)
        given |= {f"{facet.column}_any": [value, *others]} if others else {facet.column: value}
    return given


def _safety_facts(detail: asyncpg.Record, copied: Sequence[asyncpg.Record]) -> list[SafetyFact]:
    """The facts of a row of ``detail``, and the first of the rows of ``copied`` that is a copy."""
    said = [one for words in detail["safety_words"] for one in _SAFETY_WORDS.decode(words)]
    links = filter(None, [detail["apply_url"]])
    found = safety.of_job(said, links, detail["own_domains"])
    sketch = detail["sketch"] or b""
    copy = next((one for one in copied if safety.is_copy(sketch, one["sketch"])), None)
    if copy is not None:
        words = f"{copy['title']}, {copy['company']}"
        found.append(SafetyFact(kind="copied_text", words=words, job_id=str(copy["job_id"])))
    return found
