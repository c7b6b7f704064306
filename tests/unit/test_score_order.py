"""Pairs of jobs for one search, read by eye: the first suits at least as well as the second.

Skills count alike, however rare they are: weights by rarity put a job with one rare skill above
one that has all that a person knows.
"""

from __future__ import annotations

from typing import Any

import pytest

from jobscout.model import Location
from jobscout.rules.scoring import judge
from jobscout.rules.searches import JobFeatures, SearchCriteria

KNOWN = ("Python", "PostgreSQL", "Kafka", "Haskell")
SKILLED: dict[str, Any] = {"titles": ("engineer",), "skills": KNOWN}
PYTHON: dict[str, Any] = {"keywords": ("python", "django", "postgresql")}
NURSE: dict[str, Any] = {"titles": ("registered nurse",), "keywords": ("icu", "acls")}
PAID: dict[str, Any] = {"titles": ("accountant",), "min_salary_annual_usd": 50_000}
OLD_HAND: dict[str, Any] = {"titles": ("engineer",), "years_max": 5}
LEVELS: dict[str, Any] = {"titles": ("engineer",), "seniority": ("senior", "lead")}
PLACES: dict[str, Any] = {"keywords": ("chef",), "countries": ("KE",), "workplace": ("onsite",)}
KENYA = (Location(city="Nairobi", country="KE"),)


def skills(*names: str) -> dict[str, Any]:
    return {"title": "Engineer", "skills": names}


PAIRS: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    # all that a person knows, before a part of it, common or rare
    (SKILLED, skills(*KNOWN), skills("Haskell", "COBOL")),
    (SKILLED, skills(*KNOWN), skills("Python", "COBOL")),
    (SKILLED, skills("Python", "PostgreSQL"), skills("Haskell", "Java")),
    (SKILLED, skills("Python", "PostgreSQL", "Kafka"), skills("Haskell", "Java", "PHP")),
    (SKILLED, skills("Python", "PostgreSQL", "Java"), skills("Haskell", "Java", "PHP")),
    (SKILLED, skills("Python", "Kafka"), skills("Kafka", "PHP")),
    (SKILLED, skills("Python"), skills("Haskell")),
    (SKILLED, skills("Haskell"), skills("Python")),
    (SKILLED, skills("Python", "Kafka"), skills("Haskell", "PostgreSQL")),
    (SKILLED, skills("Haskell", "PostgreSQL"), skills("Python", "Kafka")),
    (SKILLED, skills("Python", "Java"), skills("Java", "PHP")),
    (SKILLED, skills("Haskell", "Java"), skills("Java", "PHP")),
    (SKILLED, skills(*KNOWN), skills(*KNOWN, "Java")),
    (SKILLED, skills(*KNOWN, "Java"), skills("Python", "Java", "PHP")),
    # words: more of them first, in the title before the text
    (PYTHON, {"title": "Python Django Developer"}, {"title": "Python Developer"}),
    (PYTHON, {"title": "Python Developer"}, {"title": "Developer", "text": "python"}),
    (PYTHON, {"title": "Python Developer", "text": "django"}, {"title": "Python Developer"}),
    (PYTHON, {"text": "python django postgresql"}, {"text": "python and more"}),
    (PYTHON, {"text": "python django"}, {"text": "django"}),
    (PYTHON, {"title": "Django Developer"}, {"title": "Web Developer", "text": "django"}),
    (PYTHON, {"title": "PostgreSQL Administrator", "text": "python"}, {"text": "python"}),
    (PYTHON, {"title": "Developer", "text": "postgresql, python"}, {"text": "postgresql"}),
    (NURSE, {"title": "Registered Nurse ICU", "text": "ACLS"}, {"title": "Registered Nurse ICU"}),
    (NURSE, {"title": "Registered Nurse", "text": "ICU and ACLS"},
     {"title": "Registered Nurse", "text": "ICU"}),
    (NURSE, {"title": "Registered Nurse, ICU"}, {"title": "Registered Nurse", "text": "ICU"}),
    (NURSE, {"title": "Registered Nurse", "text": "ICU"}, {"title": "Nursing Aide", "text": "ICU"}),
    (NURSE, {"title": "Registered Nurse, ICU", "text": "ACLS"}, {"title": "Cook", "text": "icu"}),
    (NURSE, {"title": "RN", "text": "icu acls"}, {"title": "Clerk", "text": "icu acls"}),
    # what a job states, before what it leaves open
    (PAID, {"title": "Accountant", "annual_usd_max": 60_000}, {"title": "Accountant"}),
    (PAID, {"title": "Accountant", "annual_usd_min": 55_000}, {"title": "Accountant"}),
    (PAID, {"title": "Accountant", "annual_usd_max": 60_000},
     {"title": "Accountant", "annual_usd_max": 30_000}),
    (PAID, {"title": "Accountant"}, {"title": "Auditor", "annual_usd_max": 90_000}),
    (OLD_HAND, {"title": "Engineer", "years_min": 3}, {"title": "Engineer"}),
    (OLD_HAND, {"title": "Engineer"}, {"title": "Engineer", "years_min": 9}),
    (LEVELS, {"title": "Senior Engineer", "seniority": "senior"}, {"title": "Engineer"}),
    (LEVELS, {"title": "Engineer"}, {"title": "Junior Engineer", "seniority": "junior"}),
    (LEVELS, {"title": "Lead Engineer", "seniority": "lead"},
     {"title": "Engineer Intern", "seniority": "intern"}),
    # what a search rules out, last
    (PLACES, {"title": "Chef", "locations": KENYA, "workplace": "onsite"},
     {"title": "Chef", "locations": KENYA, "workplace": "remote"}),
    (PLACES, {"title": "Chef", "locations": KENYA, "workplace": "onsite"},
     {"title": "Chef", "locations": (Location(city="Lima", country="PE"),),
      "workplace": "onsite"}),
    (PLACES, {"title": "Chef", "locations": KENYA, "workplace": "onsite"},
     {"title": "Chef, Cook", "locations": KENYA}),
]  # fmt: skip


def score(search: dict[str, Any], job: dict[str, Any]) -> float:
    given: dict[str, Any] = {
        "id": 1,
        "title": "Developer",
        "company_slug": "a",
        "company_name": "A",
    }
    return judge(SearchCriteria(id=1, user_id=1, **search), JobFeatures(**(given | job))).score


@pytest.mark.parametrize(("search", "better", "worse"), PAIRS)
def test_first_is_at_least_as_good(
    search: dict[str, Any], better: dict[str, Any], worse: dict[str, Any]
) -> None:
    assert 0 < score(search, better) >= score(search, worse)
