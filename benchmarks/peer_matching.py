"""Other ways to find the searches that a job passes, with the very same answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

import asyncpg

from jobscout.rules.conditions import checks
from jobscout.rules.scoring import Verdict, judge, verdict
from jobscout.rules.searches import JobFeatures, PreparedJob, PreparedSearch, SearchCriteria

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Matches: TypeAlias = list[tuple[SearchCriteria, Verdict]]

_TABLE = """
CREATE TABLE saved_searches (
    n int PRIMARY KEY, terms text[] NOT NULL, countries text[] NOT NULL,
    workplace text[] NOT NULL, seniority text[] NOT NULL)
"""
_INDEX = "CREATE INDEX ON saved_searches USING gin (terms)"
_FIND = """
SELECT n FROM saved_searches
WHERE terms && $1::text[]
    AND (countries = '{}' OR countries && $2::text[])
    AND (workplace = '{}' OR $3::text = ANY (workplace))
    AND (seniority = '{}' OR $4::text IS NULL OR $4 = ANY (seniority))
ORDER BY n
"""


class JudgeEach:
    """``judge`` for every search, as one would first write it."""

    def __init__(self, criteria: Sequence[SearchCriteria]) -> None:
        self._criteria = criteria

    def match(self, features: JobFeatures) -> Matches:
        judged = ((criteria, judge(criteria, features)) for criteria in self._criteria)
        return [(w, said) for w, said in judged if said.passed and said.score >= w.min_score]


class Loop:
    """Searches and job prepared once; each search is left at its first check that fails."""

    def __init__(self, criteria: Sequence[SearchCriteria]) -> None:
        self.searches = [(search, checks(search)) for search in map(PreparedSearch, criteria)]

    def match(self, features: JobFeatures) -> Matches:
        return self.look_at(range(len(self.searches)), PreparedJob(features))

    def look_at(self, numbers: Iterable[int], job: PreparedJob) -> Matches:
        found: Matches = []
        for n in numbers:
            search, needed = self.searches[n]
            if all(check.holds(search, job) for check in needed):
                said = verdict(search, needed, job)
                if said.passed and said.score >= search.criteria.min_score:
                    found.append((search.criteria, said))
        return found


class Gin:
    """PostgreSQL chooses by a GIN index over terms, and by countries, workplace and level.

    What it chose is then scored as everywhere else. A search's terms are the rarest word of
    each of its titles and keywords: a job must have one of them.
    """

    def __init__(self, loop: Loop, connection: asyncpg.Connection) -> None:
        self._loop = loop
        self._connection = connection

    @classmethod
    async def over(cls, loop: Loop, url: str) -> Gin:
        connection = await asyncpg.connect(url)
        await connection.execute(f"DROP TABLE IF EXISTS saved_searches; {_TABLE}")
        common = Counter(
            word for search, _ in loop.searches for words in _asked(search) for word in words
        )
        rows = [_row(n, search, common) for n, (search, _) in enumerate(loop.searches)]
        await connection.copy_records_to_table("saved_searches", records=rows)
        await connection.execute(_INDEX)
        await connection.execute("VACUUM ANALYZE saved_searches")
        return cls(loop, connection)

    async def match(self, features: JobFeatures) -> Matches:
        job = PreparedJob(features)
        rows = await self._connection.fetch(
            _FIND, list(job.words), list(job.countries), features.workplace, features.seniority
        )
        return self._loop.look_at((row["n"] for row in rows), job)

    async def close(self) -> None:
        await self._connection.close()


def _asked(search: PreparedSearch) -> list[tuple[str, ...]]:
    """Words side by side, of which a job's titles and text have one."""
    titled = [words for wanted in search.titles for words in wanted.asked.searches]
    return [*titled, *(phrase.words for phrase in search.keywords)]


def _row(n: int, search: PreparedSearch, common: Counter[str]) -> tuple[Any, ...]:
    terms = {min(words, key=lambda word: (common[word], word)) for words in _asked(search)}
    criteria = search.criteria
    return (
        n,
        list(terms),
        list(search.countries),
        list(criteria.workplace),
        list(criteria.seniority),
    )
