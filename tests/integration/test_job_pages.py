"""Pages of jobs in every step of the search, with bounds so small that few jobs reach them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.rules.words import searchable_query
from jobscout.sql import job_search
from jobscout.sql.jobs import JobFilter, Jobs
from tests.integration.plans import explained
from tests.integration.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.sql.database import Database
    from jobscout.sql.job_search import Sort

JOBS = 24
SMALL = {"QUICK": 2, "QUICK_TEXTS": 2, "CANDIDATES": 3, "COMPARED": 5, "WALK": 4}


@pytest.fixture
async def jobs(db: Database, monkeypatch: pytest.MonkeyPatch) -> Jobs:
    """Job n is n days old; every second says "half go", every fifth "go half" too."""
    for name, value in SMALL.items():
        monkeypatch.setattr(job_search, name, value)
    rows = Rows(db)
    for n in range(1, JOBS + 1):
        job = await rows.job(
            f"Job {n}",
            posted=JOBS + 1 - n,
            words="other" + " half go" * (n % 2 == 0) + " , go half" * (n % 5 == 0),
            annual_usd_max=None if n % 3 == 0 else 1_000 * n,
        )
        await rows.skill(job, "Even" if n % 2 == 0 else "Odd")
    return Jobs(db)


async def numbers(jobs: Jobs, sort: Sort, limit: int, **asked: Any) -> Sequence[int]:
    """The jobs of all pages in their order, by their numbers."""
    found: list[int] = []
    after: tuple[Any, ...] | None = None
    wanted = JobFilter(**asked)
    for _ in range(3 * JOBS):
        items, after = await jobs.page(wanted, sort, after, limit)
        assert len(items) <= limit
        found += [int(job.title.removeprefix("Job ")) for job in items]
        if after is None:
            return found
    raise AssertionError(f"no end: {found}")


def by_salary(those: Sequence[int]) -> list[int]:
    return sorted(those, key=lambda n: (-1 if n % 3 == 0 else n, n), reverse=True)


EVEN = [n for n in range(1, JOBS + 1) if n % 2 == 0]
CASES: dict[str, tuple[dict[str, Any], list[int]]] = {
    "word": ({"q": "half -zyx"}, [n for n in range(1, JOBS + 1) if n % 2 == 0 or n % 5 == 0]),
    "rare": ({"q": "zyx"}, []),
    "phrase": ({"q": '"go half"'}, [n for n in range(1, JOBS + 1) if n % 5 == 0]),
    "without": ({"q": "-half"}, [n for n in range(1, JOBS + 1) if n % 2 and n % 5]),
    "skill": ({"skills": ["Even"]}, EVEN),
    "word and skill": ({"q": "half", "skills": ["Odd"]}, [5, 15]),
    "phrase and skill": ({"q": '"go half"', "skills": ["Even"]}, [10, 20]),
    "never meet": ({"skills": ["Even", "Odd"]}, []),
    # so few that the first walk may see them all
    **{
        f"even of the last {days}": (
            {"skills": ["Even"], "posted_after": datetime(2026, 1, JOBS - days, 12, tzinfo=UTC)},
            [n for n in EVEN if n <= days],
        )
        for days in range(1, 5)
    },
}


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
@pytest.mark.parametrize("name", CASES)
async def test_pages_are_the_whole(jobs: Jobs, name: str, limit: int) -> None:
    """Page by page, short ones too, each job comes once and in order."""
    asked, expected = CASES[name]
    if "q" in asked:
        asked = asked | {"q": searchable_query(asked["q"])}

    newest = await numbers(jobs, "newest", limit, **asked)
    paid = await numbers(jobs, "salary", limit, **asked)

    assert newest == expected
    assert paid == by_salary(expected)


@pytest.mark.parametrize(
    ("of_company", "statements"),
    [
        (1, ["jobs.listing", "jobs.edge"]),
        (2, ["jobs.listing", "jobs.edge", "jobs.candidates", "jobs.listing"]),
    ],
)
async def test_a_walk_that_saw_all_is_the_answer(
    jobs: Jobs,
    db: Database,
    monkeypatch: pytest.MonkeyPatch,
    of_company: int,
    statements: list[str],
) -> None:
    """Nothing more is looked for among fewer jobs of a company than are walked at first."""
    for n in range(of_company):
        await Rows(db).job(f"Other {n}", company="other", workplace="remote")
    with explained(monkeypatch, "jobs") as read:
        items, after = await jobs.page(
            JobFilter(companies=["other"], facets={"workplace": "remote"}), "newest", None, 20
        )

    assert [statement.partition(":")[0] for statement in read.statements] == statements
    assert (len(items), after) == (of_company, None)


@pytest.mark.parametrize("q", ["other", '"job"', "-zyx"])
async def test_relevance_ends_where_it_began(jobs: Jobs, db: Database, q: str) -> None:
    """Of what is common the newest are compared, the same on all pages while jobs come in."""
    most = SMALL["WALK"] if q == "-zyx" else SMALL["COMPARED"]
    wanted = JobFilter(q=searchable_query(q))

    items, after = await jobs.page(wanted, "relevance", None, 2)
    await Rows(db).job("Job 99", words="something else", posted=28)
    found = [item.title for item in items]
    while after is not None:
        items, after = await jobs.page(wanted, "relevance", after, 2)
        found += [item.title for item in items]

    assert sorted(set(found) - {"Job 99"}) == [f"Job {n}" for n in range(1, most + 1)]
    assert len(found) == len(set(found))
