"""No search reads the whole table, whatever it asks for, how often that occurs, and in what order.

The jobs differ so that each condition fits all, half, few or none of them, and fits the newest,
the oldest, the best paid or the worst paid: a plan that happens to be cheap for one is not for
another. Nothing is timed: what counts is what PostgreSQL read.
"""

# ruff: noqa: S608  (statements are put together of fixed parts)

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from jobscout.rules.words import searchable_query
from jobscout.sql.database import connect
from jobscout.sql.job_search import CANDIDATES
from jobscout.sql.jobs import JobFilter, Jobs
from tests.databases import database_named
from tests.drills import drill
from tests.integration.plans import explained

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jobscout.sql.job_search import Sort, Status

JOBS = 30_000
pytestmark = [
    drill("migrations", "jobscout/sql", "jobscout/rules"),
    pytest.mark.timeout(60),  # the first of a worker fills the database
]

NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
MANY_ROWS = 16_000  # beyond those that the rarest condition finds
MANY_BLOCKS = 60_000  # the texts of all jobs are over 100,000

# Job n was posted n minutes before the newest, pays less the older it is, and holds the words
# "the" and "team", of which "team the" is never said. An eleventh of the jobs is closed.
_FILL = f"""
INSERT INTO companies (id, slug, name) SELECT n, 'company-' || n, 'Company ' || n
FROM generate_series(1, 300) n;
INSERT INTO sources (id, kind, board, config, name, url, host)
SELECT n, 'greenhouse', n, '{{}}', n, 'https://x.example', 'x.example'
FROM generate_series(1, 40) n;
INSERT INTO skills (id, slug, name, category)
SELECT id, lower(name), name, 'x' FROM unnest(
    '{{Every,Half,Odd,Old,Few,None}}'::text[]) WITH ORDINALITY AS s(name, id);
INSERT INTO skill_names SELECT slug, id FROM skills;
CREATE TEMPORARY TABLE texts AS
SELECT t, 'the team ' || string_agg('w' || (t * 31 + k * 7) % 3000, ' ' ORDER BY k) AS text
FROM generate_series(0, 99) t, generate_series(1, 150) k GROUP BY t;
CREATE TEMPORARY TABLE facts AS
SELECT n, n % 2 = 0 AS half, n > {JOBS // 2} AS old, n % {JOBS // 10} = 0 AS few
FROM generate_series(1, {JOBS}) n;
INSERT INTO jobs (id, company_id, title, countries, place_words, workplace, seniority,
    employment_type, language, visa_sponsorship, years_min, deadline, annual_usd_max, posted_at,
    first_seen_at, closed_at, words)
SELECT n, CASE WHEN half THEN 1 ELSE 2 + n % 299 END, 'Job ' || n,
    CASE WHEN half THEN '{{DE}}'::text[] WHEN few THEN '{{KE}}'
        WHEN n % 1000 = 501 THEN '{{*,US}}' ELSE '{{US}}' END,
    to_tsvector('simple', CASE WHEN half THEN 'york new' WHEN old THEN 'old town'
        WHEN few THEN 'few town' ELSE 'new york' END),
    CASE WHEN half THEN 'remote' ELSE 'onsite' END,
    CASE WHEN old THEN 'intern' WHEN n % 3 = 0 THEN 'senior' END,
    CASE WHEN n % 3 = 0 THEN 'contract' ELSE 'full_time' END,
    CASE WHEN old THEN 'ja' WHEN half THEN 'de' ELSE 'en' END,
    CASE WHEN old THEN 'yes' WHEN half THEN 'no' END,
    CASE WHEN NOT old THEN 2 + n % 9 WHEN n % 3 > 0 THEN 1 END,
    CASE WHEN few THEN date '2026-11-01' WHEN half THEN date '2026-12-01' + n % 30 END,
    CASE WHEN n % 5 > 0 THEN 200000 - n END,
    timestamptz '{NEWEST.isoformat()}' - n * interval '1 minute', now(),
    CASE WHEN n % 11 = 0 THEN now() END,
    to_tsvector('simple', text || CASE WHEN half THEN ' half' ELSE ' odd' END
        || CASE WHEN old THEN ' old' ELSE '' END || CASE WHEN few THEN ' few' ELSE '' END)
FROM facts JOIN texts ON t = n % 100;
INSERT INTO job_skills
SELECT n, s FROM facts, generate_series(1, 5) s
WHERE CASE s WHEN 1 THEN true WHEN 2 THEN half WHEN 3 THEN NOT half WHEN 4 THEN old ELSE few END;
INSERT INTO postings (source_id, external_id, job_id, company_id, url, title, workplace,
    content_hash, fingerprint)
SELECT CASE WHEN half THEN 1 ELSE 2 + n % 37 END, n, n, 1, '', '', 'remote', '', '' FROM facts;
"""
FILTERS: Mapping[str, Mapping[str, Any]] = {
    "nothing": {},
    "word of all": {"q": "the"},
    "word of half": {"q": "half"},
    "word of the oldest": {"q": "old"},
    "word of few": {"q": "few"},
    "word of none": {"q": "zyx"},
    "two of none": {"q": "zyx or xyz"},
    "two that never meet": {"q": "half odd"},
    "phrase of all": {"q": '"the team"'},
    "phrase of none": {"q": '"team the"'},
    "phrase of none, or few": {"q": '"team the" or few'},
    "without a word of all": {"q": "-the"},
    "without a word of none": {"q": "-zyx"},
    "without a phrase": {"q": '-"the team"'},
    "all without all": {"q": "half -the"},
    "company of half": {"companies": ["company-1"]},
    "company": {"companies": ["company-7"]},
    "company of none": {"companies": ["nobody"]},
    "companies": {"companies": ["company-7", "company-8", "nobody"]},
    "place of half": {"location": "york"},
    "place of none": {"location": "atlantis"},
    "place the other way": {"location": "old new"},
    "country of few": {"country": "KE"},
    "country of none": {"country": "AQ"},
    "workplace of none": {"workplace": "hybrid"},
    "workplace of half": {"workplace": "remote"},
    "seniority of the oldest": {"seniority": "intern"},
    "seniority of none": {"seniority": "executive"},
    "seniority or another of none": {"seniority": "lead"},
    "type of none": {"employment_type": "volunteer"},
    "language of the oldest": {"language": "ja"},
    "language of none": {"language": "fr"},
    "sponsorship of the oldest": {"visa_sponsorship": "yes"},
    "years of all": {"years_max": 10},
    "years of the oldest": {"years_max": 1},
    "years and workplace of none": {"years_max": 9, "workplace": "hybrid"},
    "years of the oldest and word of few": {"years_max": 0, "q": "few"},
    "deadline of half": {"deadline_before": date(2027, 2, 1)},
    "deadline of few": {"deadline_before": date(2026, 11, 2)},
    "deadline of none": {"deadline_before": date(2026, 11, 1)},
    "deadline that is not over": {"deadline_after": date(2026, 11, 30)},
    "deadline soon": {
        "deadline_after": date(2026, 11, 30),
        "deadline_before": date(2026, 12, 3),
    },
    "deadline of half and word that they lack": {
        "deadline_before": date(2027, 2, 1),
        "q": "odd",
    },
    "skill of all": {"skills": ["Every"]},
    "skill of the oldest": {"skills": ["Old"]},
    "skill of few": {"skills": ["Few"]},
    "skill of none": {"skills": ["None"]},
    "skills that never meet": {"skills": ["Half", "Odd"]},
    "skills of which one is rare": {"skills": ["Every", "Few"]},
    "pay of all": {"min_usd": 1},
    "pay of the newest": {"min_usd": 199_900},
    "pay of none": {"min_usd": 10**9},
    "posted after all": {"posted_after": NEWEST},
    "posted after few": {"posted_after": NEWEST - timedelta(minutes=9)},
    "source of half": {"source_id": 1},
    "source": {"source_id": 7},
    "source of none": {"source_id": 40},
    "rare word and common rest": {"q": "few", "workplace": "remote", "skills": ["Every"]},
    "common word and rare skill": {"q": "half", "skills": ["Few"]},
    "common word and rare place": {"q": "the", "country": "KE"},
    "word and skill that never meet": {"q": "half", "skills": ["Odd"]},
    "phrase of none and a skill": {"q": '"team the"', "skills": ["Half"]},
    "word and source that never meet": {"q": "odd", "source_id": 1},
    "everything": {
        "q": "half",
        "companies": ["company-1"],
        "location": "york",
        "country": "DE",
        "workplace": "remote",
        "skills": ["Every", "Half"],
        "seniority": "intern",
        "employment_type": "contract",
        "visa_sponsorship": "yes",
        "years_max": 5,
        "deadline_before": date(2027, 2, 1),
        "min_usd": 150_000,
        "posted_after": NEWEST - timedelta(minutes=JOBS),
        "source_id": 1,
    },
}
# Where a page begins: at the top, and deep in the list.
DEEP: Mapping[Sort, tuple[Any, ...]] = {
    "newest": (NEWEST - timedelta(minutes=JOBS - 500), 10**9),
    "salary": (200_000 - JOBS + 900, 10**9),
    "relevance": (0.05, 10**9, None),
}
FACETS = ("workplace", "seniority", "employment_type", "language", "visa_sponsorship")
JOINED = frozenset(("skills", "source_id"))
TABLES = ("jobs", "job_skills", "postings", "companies")
LIMIT = 20
# Conditions whose pages may be short, as texts must be read.
SHORT = frozenset(name for name in FILTERS if "phrase" in name or "without" in name)
PLAIN = {
    "q": "words @@ websearch_to_tsquery('simple', $1)",
    "companies": "company_id IN (SELECT id FROM companies WHERE slug = ANY ($1::text[]))",
    "location": "place_words @@ phraseto_tsquery('simple', $1)",
    "country": "countries @> ARRAY[$1::text] OR countries @> '{*}'",
    "workplace": "workplace = $1",
    "skills": "id IN (SELECT job_id FROM job_skills JOIN skills ON skill_id = skills.id"
    " WHERE name = ANY ($1::text[]) GROUP BY job_id HAVING count(*) = cardinality($1))",
    "seniority": "seniority = $1",
    "employment_type": "employment_type = $1",
    "language": "language = $1",
    "visa_sponsorship": "visa_sponsorship = $1",
    "years_max": "years_min IS NULL OR years_min <= $1",
    "deadline_before": "deadline < $1",
    "deadline_after": "deadline > $1",
    "min_usd": "annual_usd_max >= $1",
    "posted_after": "posted_at > $1",
    "source_id": "id IN (SELECT job_id FROM postings WHERE source_id = $1)",
}
"""Each condition in the plainest words."""
SORTS: tuple[Sort, ...] = ("newest", "salary", "relevance")


class Market:
    """A database with many jobs, and what fits what, worked out without any index."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._fitting: dict[tuple[str, str], set[int]] = {}
        self._ordered = {
            (sort, deep): sorted(
                (n for n in range(1, JOBS + 1) if not deep or place(n, sort) < DEEP[sort]),
                key=partial(place, sort=sort),
                reverse=True,
            )
            for sort in ("newest", "salary")
            for deep in (False, True)
        }

    def page(
        self, conditions: Mapping[str, Any], status: Status, sort: Sort, *, deep: bool
    ) -> list[int]:
        """The ids of a page in an order that is not by relevance."""
        fitting = self._by_condition(conditions)
        found = (
            n
            for n in self._ordered[sort, deep]
            if status in ("any", "closed" if n % 11 == 0 else "open")
            and all(n in ids for ids in fitting)
        )
        return list(islice(found, LIMIT))

    def rarest(self, conditions: Mapping[str, Any]) -> int:
        """How many jobs fit that of the conditions which fits fewest; of phrases the words."""
        if "q" in conditions:
            conditions = {**conditions, "q": conditions["q"].replace('"', "")}
        return min((len(ids) for ids in self._by_condition(conditions)), default=0)

    def _by_condition(self, conditions: Mapping[str, Any]) -> list[set[int]]:
        return [self._fit(name, value) for name, value in conditions.items()]

    def _fit(self, name: str, value: Any) -> set[int]:
        key = (name, str(value))
        if key not in self._fitting:
            with psycopg.connect(self.url, cursor_factory=psycopg.RawCursor) as connection:
                rows = connection.execute(f"SELECT id FROM jobs WHERE {PLAIN[name]}", [value])
                self._fitting[key] = {row[0] for row in rows}
        return self._fitting[key]


@pytest.fixture(scope="module")
def bulk(servers: tuple[str, str], template: str) -> Iterator[str]:
    """The name of a database as it is right after the jobs came."""
    with copied(servers[0], template, "bulk") as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_FILL)
        yield "bulk"


@pytest.fixture(scope="module", params=["bulk", "analyzed"])
def market(servers: tuple[str, str], bulk: str, request: pytest.FixtureRequest) -> Iterator[Market]:
    """As it is right after the jobs came, and with statistics."""
    with copied(servers[0], bulk, "market") as url:
        if request.param == "analyzed":
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"VACUUM ANALYZE {', '.join(TABLES)}")
        yield Market(url)


@contextmanager
def copied(postgres: str, template: str, name: str) -> Iterator[str]:
    """The address of a copy of a database, which is dropped again."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield database_named(postgres, name)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def job_filter(conditions: Mapping[str, Any], status: Status) -> JobFilter:
    given = {name: value for name, value in conditions.items() if name not in FACETS}
    given["facets"] = {name: conditions[name] for name in FACETS if name in conditions}
    if "q" in conditions:
        given["q"] = searchable_query(conditions["q"])
    return JobFilter(**given, status=status)


@pytest.mark.parametrize("deep", [False, True], ids=["top", "deep"])
@pytest.mark.parametrize("status", ["open", "closed", "any"])
@pytest.mark.parametrize("sort", SORTS)
async def test_no_page_reads_all(
    market: Market, monkeypatch: pytest.MonkeyPatch, sort: Sort, status: Status, deep: bool
) -> None:
    """A page reads few rows besides those that fit, and few texts; and shows the right jobs."""
    reads: dict[str, list[str]] = {}
    shows: dict[str, list[int]] = {}
    async with connect(market.url, min_size=1, max_size=2) as db:
        for name, conditions in FILTERS.items():
            if sort == "relevance" and "q" not in conditions:
                continue
            with explained(monkeypatch, "jobs") as read:
                found, keys = await Jobs(db).page(
                    job_filter(conditions, status), sort, DEEP[sort] if deep else None, LIMIT
                )
            if read.rows > most_rows(market, conditions) or read.blocks > MANY_BLOCKS:
                reads[name] = read.statements
            ids = [int(job.id) for job in found]
            is_short = name in SHORT and keys is not None
            if sort != "relevance" and not is_short:
                fit = market.page(conditions, status, sort, deep=deep)
                if ids != fit:
                    shows[name] = ids

    assert reads == {}
    assert shows == {}


def most_rows(market: Market, conditions: Mapping[str, Any]) -> int:
    """Skills and sources that are common are joined with the ids of all that the rest finds."""
    rarest = market.rarest(conditions)
    if rarest > CANDIDATES and not JOINED.isdisjoint(conditions):
        return MANY_ROWS + JOBS
    return MANY_ROWS + rarest


def place(n: int, sort: Sort) -> tuple[Any, ...]:
    """Where job *n* has its place in an order."""
    if sort == "salary":
        return (-1 if n % 5 == 0 else 200_000 - n), n
    return NEWEST - timedelta(minutes=n), n
