"""Each condition of a search, alone, in the index and judged."""

from __future__ import annotations

from typing import Any

import pytest

from jobscout.rules import locations
from jobscout.rules.scoring import JobFeatures, SearchCriteria, judge
from jobscout.rules.search_index import SearchIndex
from jobscout.rules.search_terms import Near
from jobscout.rules.searches import PreparedJob

NAIROBI = locations.read(("Nairobi, Kenya",))
# what a search asks, a job that has it, and one that has not
ROWS: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ({"titles": ("Data Engineer",)}, {"title": "Data Engineer"}, {"title": "Data Sales Engineer"}),
    ({"keywords": ("go team",)}, {"text": "the go team"}, {"text": "a team, go"}),
    ({"excluded_keywords": ("php",)}, {"text": "PHP"}, {"title": "PHP Pilot"}),
    ({"excluded_keywords": ("php",), "excluded_in_text": True}, {}, {"text": "our PHP"}),
    (
        {"companies": ("acme", "b")},
        {"merged_slugs": ("b",), "company_slug": "c"},
        {"company_slug": "c"},
    ),
    ({"excluded_companies": ("b",)}, {"merged_slugs": ("b",)}, {"company_slug": "b"}),
    ({"countries": ("Kenya",)}, {"locations": NAIROBI}, {}),
    ({"countries": ("KE",)}, {"remote_anywhere": True}, {"remote_countries": ("DE",)}),
    ({"locations": ("Nairobi",)}, {"locations": NAIROBI}, {"text": "Nairobi"}),
    ({"near": (Near("Thika", 60),)}, {"locations": NAIROBI}, {}),
    ({"locations": ("Remote",)}, {"workplace": "remote"}, {"workplace": "hybrid"}),
    ({"workplace": ("remote",)}, {"workplace": "remote"}, {}),
    ({"seniority": ("lead",)}, {"seniority": "manager"}, {"seniority": "senior"}),
    ({"employment_types": ("contract",)}, {}, {"employment_type": "internship"}),
    ({"languages": ("de",)}, {"language": "de"}, {"language": "en"}),
    ({"visa_sponsorship": ("yes",)}, {}, {"visa_sponsorship": "no"}),
    ({"years_max": 3}, {"years_min": 3}, {"years_min": 4}),
    ({"min_salary_annual_usd": 50_000}, {"annual_usd_max": 50_000}, {"annual_usd_max": 30_000}),
]


@pytest.mark.parametrize(("asked", "good", "bad"), ROWS)
def test_each_condition(asked: dict[str, Any], good: dict[str, Any], bad: dict[str, Any]) -> None:
    """Beside words that the job has, each condition alone decides whether a search is found."""
    given = asked if asked.keys() & {"titles", "keywords"} else {"keywords": ("pilot",), **asked}
    search = SearchCriteria(id=9, user_id=1, **given)
    index = SearchIndex()
    index.put(search)

    for stated, is_found in ((good, True), (bad, False)):
        job = {"title": "Pilot", "company_slug": "acme", **stated}
        features = JobFeatures(id=1, company_name="Acme", **job)
        assert judge(search, features).passed == is_found, stated
        assert list(index.find(PreparedJob(features))) == [9] * is_found, stated


@pytest.mark.parametrize(
    ("asked", "stated", "is_found"),
    [
        ({"skills": ("Go",)}, {"skills": ("Go",)}, True),
        ({"skills": ("Go",)}, {}, False),
        ({"skills": ("Go",), "years_max": 3}, {"skills": ("Go",)}, True),
        ({"skills": ("Go",), "years_max": 3}, {"years_min": 2}, False),
        ({"skills": ("Go",), "seniority": ("lead",)}, {"seniority": "lead"}, True),
        ({"skills": ("Go",), "seniority": ("lead",)}, {"skills": ("Go",)}, True),
        ({"skills": ("Go",), "seniority": ("lead",)}, {}, False),
        ({"seniority": ("lead",)}, {}, False),
        ({"seniority": ("lead",), "min_salary_annual_usd": 9}, {"annual_usd_max": 9}, True),
        ({"years_max": 3}, {"years_min": 1}, True),
        ({"years_max": 3}, {}, False),
        ({"min_salary_annual_usd": 9}, {"annual_usd_max": 9}, False),
        ({"excluded_keywords": ("php",)}, {}, False),
        ({"titles": ("!",)}, {}, False),
        ({"titles": ("!",), "keywords": ("pilot",)}, {}, True),
    ],
)
def test_without_words(asked: dict[str, Any], stated: dict[str, Any], *, is_found: bool) -> None:
    """P7: a search that asks for no words, place or company is found by what the job states."""
    search = SearchCriteria(id=9, user_id=1, **asked)
    features = JobFeatures(id=1, title="Pilot", company_slug="acme", company_name="Acme", **stated)
    index = SearchIndex()
    index.put(search)

    assert judge(search, features).passed == is_found
    assert list(index.find(PreparedJob(features))) == [9] * is_found
