"""The index finds exactly what judging each search in turn would find."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from jobscout.model import Location
from jobscout.rules import locations
from jobscout.rules.matching import Matcher
from jobscout.rules.scoring import JobFeatures, SearchCriteria, judge
from jobscout.rules.search_terms import Near

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

TERMS = ["backend engineer", "engineer", "Go", "C++", "k8s", "node.js", "front end", "R", "!", ""]
LOCATIONS = [
    *("Nairobi", "Kenya", "Berlin, Germany", "Europe", "Remote", "Worldwide", "SF", "??"),
    *("London, UK", "London, ON", "Remote EU", "Remote, Foobarville", "CA", "Silicon Valley"),
    *("Palo Alto, CA", "Worldwide except US", "New England", "Greater London"),
]


def some(values: list[str], size: int = 2) -> SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=size).map(tuple)


CRITERIA = st.builds(
    SearchCriteria,
    id=st.integers(),
    user_id=st.integers(),
    keywords=some(TERMS),
    excluded_keywords=some(TERMS, 1),
    titles=some(TERMS),
    locations=some(LOCATIONS),
    near=st.sampled_from([(), (), (Near("Nairobi", 5), Near("London", 500)), (Near("??", 9),)]),
    countries=some(["KE", "DE", "Kenya", "XX"]),
    workplace=some(["remote", "unknown"]),
    seniority=some(["senior", "junior"], 1),
    employment_types=some(["contract"], 1),
    languages=some(["en", "de"], 1),
    visa_sponsorship=some(["yes", "no"], 1),
    years_max=st.sampled_from([None, None, 0, 3]),
    companies=some(["acme", "other"], 1),
    min_salary_annual_usd=st.sampled_from([None, 0, 50_000]),
    skills=some(["Python", "k8s", "Go"]),
    min_score=st.sampled_from([0.0, 0.0, 0.5, 1.0]),
)
FEATURES = st.builds(
    JobFeatures,
    id=st.integers(),
    title=some(TERMS, 3).map(" ".join),
    company_slug=st.sampled_from(["acme", "third"]),
    company_name=st.just("Acme"),
    locations=some(LOCATIONS).map(locations.read),
    workplace=st.sampled_from(["remote", "unknown", "hybrid"]),
    seniority=st.sampled_from(["senior", None, "lead"]),
    employment_type=st.sampled_from(["contract", None]),
    language=st.sampled_from(["en", "ja", None]),
    visa_sponsorship=st.sampled_from(["yes", "no", None]),
    years_min=st.sampled_from([None, 0, 3, 8]),
    remote_countries=some(["DE", "US"]),
    remote_anywhere=st.booleans(),
    annual_usd_min=st.none(),
    annual_usd_max=st.sampled_from([None, 40_000, 90_000]),
    skills=some(["python", "Kubernetes", "Rust"]),
    text=some([*TERMS, "golang", "nodejs", "kubernetes and frontend", "R&D"], 3).map(", ".join),
)


@given(st.lists(CRITERIA, max_size=8), st.lists(FEATURES, min_size=1, max_size=3))
def test_equals_the_plain_loop(criteria: list[SearchCriteria], jobs: list[JobFeatures]) -> None:
    """Same searches, same verdicts, same order as a loop over ``judge``."""
    matcher = Matcher(criteria)

    for job in jobs:
        judged = [(search, judge(search, job)) for search in criteria]
        assert matcher.match(job) == [
            (search, verdict)
            for search, verdict in judged
            if verdict.passed and verdict.score >= search.min_score
        ]


def test_ten_thousand_searches_are_not_looped_over() -> None:
    """A job of few interested people costs milliseconds beside 10,000 searches."""
    searches = [
        SearchCriteria(id=n, user_id=n, titles=(f"word{n % 2000} engineer",), countries=("KE",))
        for n in range(10_000)
    ]
    job = JobFeatures(
        id=1,
        title="Word7 Engineer",
        company_slug="acme",
        company_name="Acme",
        locations=(Location(country="KE", text="Kenya"),),
        text="engineer of services " * 250,
    )
    matcher = Matcher(searches)

    started = time.perf_counter()
    found = matcher.match(job)

    assert [search.id for search, _ in found] == [7, 2007, 4007, 6007, 8007]
    assert time.perf_counter() - started < 0.1
