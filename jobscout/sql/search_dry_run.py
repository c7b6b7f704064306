"""Searches tried on the jobs that are there, by the rules that decide about alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, TypeVarTuple

import anyio
import anyio.to_thread

from jobscout.errors import Busy
from jobscout.rules.matching import Matcher
from jobscout.rules.near_misses import Misses, near_misses
from jobscout.rules.phrases import phrases
from jobscout.rules.searches import wanted_titles
from jobscout.sql.matches import Matches
from jobscout.sql.queries import load
from jobscout.sql.query_variants import query_variant
from jobscout.sql.searching import Searching

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime

    import asyncpg

    from jobscout.rules.scoring import Verdict
    from jobscout.rules.searches import JobFeatures, SearchCriteria
    from jobscout.sql.database import Database
    from jobscout.sql.learning import Learned
    from jobscout.sql.queries import Query

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

Q = load("search_dry_run")

BATCH: Final = 250  # jobs in memory at a time, with their texts
MAX_WAITING: Final = 20
MISSES_OF: Final = 500  # telling why takes longer than telling whether


class Candidate(NamedTuple):
    id: int
    posted_at: datetime
    is_open: bool


class SearchDryRun:
    """Shared by those that try searches, so that one thread at a time compares for them.

    It takes turns with the event loop; several would leave the loop a fraction of its time.
    """

    max_candidates: Final = 2000
    """Newest jobs with a word of the search that are compared; so many take half a second."""

    def __init__(self, db: Database, *, comparing: anyio.CapacityLimiter | None = None) -> None:
        self._searching = Searching(db)
        self._matches = Matches(db)
        self._comparing = comparing or anyio.CapacityLimiter(1)

    async def candidates(
        self,
        criteria: Sequence[SearchCriteria],
        *,
        new_since: datetime | None = None,
        latest: bool = False,
        posted_since: datetime | None = None,
    ) -> list[Candidate]:
        """At most ``max_candidates`` open jobs that may match, the newest first.

        Args:
            new_since: closed ones too, where they were posted since.
            posted_since: only what was posted since.
            latest: what we saw last comes first, however long it has been on its board.
        """
        given = _needed(criteria)
        if given is None:
            return []
        lines = set(given) | {"open" if new_since is None else "open_or_new"}
        if latest:
            lines.add("latest")
        if posted_since is not None:
            lines.add("recent")
            given = given | {"posted_since": posted_since}
        query = query_variant(Q.candidates, frozenset(lines), self.max_candidates)
        values = given if new_since is None else given | {"since": new_since}
        return [Candidate(**row) for row in await self._found(query, values)]

    async def count_new(self, criteria: Sequence[SearchCriteria], since: datetime) -> int:
        """How many jobs posted since may match, however many they are."""
        given = _needed(criteria)
        if given is None:
            return 0
        query = query_variant(Q.count_new, frozenset(given), 1)
        (row,) = await self._found(query, given | {"since": since})
        jobs: int = row["jobs"]
        return jobs

    async def _found(self, query: Query, values: dict[str, Any]) -> list[asyncpg.Record]:
        """By the index where words or companies are asked for, else in the order of the list."""
        indexed = not {"words", "companies"}.isdisjoint(values)
        search = self._searching.through_indexes if indexed else self._searching.in_order
        async with search() as t:
            return await t.all(query, **values)

    async def passing(
        self,
        criteria: Sequence[SearchCriteria],
        job_ids: Sequence[int],
        *,
        most: int | None = None,
        learned: Learned | None = None,
    ) -> list[int]:
        """Those of the jobs that pass one of the searches, in their order; at most *most*.

        *learned*: of the person who asks, where a score that it lowers may be too low.

        Raises:
            Busy: others compare already, and more of them wait than can be served soon.
        """
        self._refuse_crowds()
        index = await self._compare(Matcher, criteria)
        passed: list[int] = []
        for start in range(0, len(job_ids), BATCH):
            batch = job_ids[start : start + BATCH]
            found = await self._compare(_passing, index, await self._job_features(batch), learned)
            passed += [job_id for job_id in batch if job_id in found]
            if most is not None and len(passed) >= most:
                break
        return passed[:most]

    async def verdicts(
        self, criteria: Sequence[SearchCriteria], job_ids: Sequence[int]
    ) -> AsyncIterator[list[tuple[JobFeatures, SearchCriteria, Verdict]]]:
        """The jobs that pass with the searches that they pass, batch by batch."""
        index = await self._compare(Matcher, criteria)
        for start in range(0, len(job_ids), BATCH):
            jobs = await self._job_features(job_ids[start : start + BATCH])
            yield await self._compare(_verdicts, index, jobs)

    async def misses(self, criteria: SearchCriteria, job_ids: Sequence[int]) -> Misses:
        """What stands between a search and the first of these jobs."""
        jobs = await self._job_features(job_ids[:MISSES_OF])
        return await self._compare(near_misses, criteria, jobs)

    async def _job_features(self, job_ids: Sequence[int]) -> list[JobFeatures]:
        return await self._matches.job_features(job_ids, closed=True)

    def _refuse_crowds(self) -> None:
        """At the door alone, for a dry run that has begun shall not have been for nothing."""
        if self._comparing.statistics().tasks_waiting >= MAX_WAITING:
            raise Busy("too many searches are being tried right now")

    async def _compare(self, work: Callable[[*Ts], T], *args: *Ts) -> T:
        return await anyio.to_thread.run_sync(work, *args, limiter=self._comparing)


def _passing(index: Matcher, jobs: Sequence[JobFeatures], learned: Learned | None) -> set[int]:
    return {
        job.id
        for job in jobs
        if any(
            learned is None or learned.applied(verdict, job).score >= criteria.min_score
            for criteria, verdict in index.match(job)
        )
    }


def _verdicts(
    index: Matcher, jobs: Sequence[JobFeatures]
) -> list[tuple[JobFeatures, SearchCriteria, Verdict]]:
    return [(job, *found) for job in jobs for found in index.match(job)]


def _needed(criteria: Sequence[SearchCriteria]) -> dict[str, Any] | None:
    """What every matching job has, by the lines of the query; None where none can match."""
    words = _words(criteria)
    if not criteria or words == "":
        return None
    given: dict[str, Any] = {} if words is None else {"words": words}
    if all(search.companies for search in criteria):
        given["companies"] = list({slug for search in criteria for slug in search.companies})
    return given


def _words(criteria: Sequence[SearchCriteria]) -> str | None:
    """A web search that no matching job escapes; None where jobs need no word to match."""
    terms = []
    for search in criteria:
        if not (search.titles or search.keywords):
            return None
        asked = [wanted.asked for wanted in wanted_titles(search.titles)]
        terms += [" ".join(words) for one in asked for words in one.searches]
        terms += [" ".join(phrase.words) for phrase in phrases(search.keywords)]
    return " or ".join(dict.fromkeys(terms))
