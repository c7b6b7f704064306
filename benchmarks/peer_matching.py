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
CREATE TABLE wanted (
    n int PRIMARY KEY, terms text[] NOT NULL, countries text[] NOT NULL,
    workplace text[] NOT NULL, seniority text[] NOT NULL)
"""
_INDEX = "CREATE INDEX ON wanted USING gin (terms)"
_FIND = """
SELECT n FROM wanted
WHERE terms && $1::text[]
    AND (countries = '{}' OR countries && $2::text[])
    AND (workplace = '{}' OR $3::text = ANY (workplace))
    AND (seniority = '{}' OR $4::text IS NULL OR $4 = ANY (seniority))
ORDER BY n
"""


class JudgeEach:
    """``judge`` for every search, as one would first write it."""

    def __init__(self, wanted: Sequence[SearchCriteria]) -> None:
        self._wanted = wanted

    def match(self, offered: JobFeatures) -> Matches:
        judged = ((wanted, judge(wanted, offered)) for wanted in self._wanted)
        return [(w, said) for w, said in judged if said.passed and said.score >= w.min_score]


class Loop:
    """Searches and job prepared once; each search is left at its first check that fails."""

    def __init__(self, wanted: Sequence[SearchCriteria]) -> None:
        self.searches = [(asked, checks(asked)) for asked in map(PreparedSearch, wanted)]

    def match(self, offered: JobFeatures) -> Matches:
        return self.look_at(range(len(self.searches)), PreparedJob(offered))

    def look_at(self, numbers: Iterable[int], heard: PreparedJob) -> Matches:
        found: Matches = []
        for n in numbers:
            asked, needed = self.searches[n]
            if all(check.holds(asked, heard) for check in needed):
                said = verdict(asked, needed, heard)
                if said.passed and said.score >= asked.wanted.min_score:
                    found.append((asked.wanted, said))
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
        await connection.execute(f"DROP TABLE IF EXISTS wanted; {_TABLE}")
        common = Counter(
            word
            for asked, _ in loop.searches
            for phrase in (*asked.titles, *asked.keywords)
            for word in phrase.words
        )
        rows = [_row(n, asked, common) for n, (asked, _) in enumerate(loop.searches)]
        await connection.copy_records_to_table("wanted", records=rows)
        await connection.execute(_INDEX)
        await connection.execute("VACUUM ANALYZE wanted")
        return cls(loop, connection)

    async def match(self, offered: JobFeatures) -> Matches:
        heard = PreparedJob(offered)
        rows = await self._connection.fetch(
            _FIND, list(heard.words), list(heard.countries), offered.workplace, offered.seniority
        )
        return self._loop.look_at((row["n"] for row in rows), heard)

    async def close(self) -> None:
        await self._connection.close()


def _row(n: int, asked: PreparedSearch, common: Counter[str]) -> tuple[Any, ...]:
    phrases = (*asked.titles, *asked.keywords)
    terms = {min(phrase.words, key=lambda word: (common[word], word)) for phrase in phrases}
    wanted = asked.wanted
    return n, list(terms), list(asked.countries), list(wanted.workplace), list(wanted.seniority)
