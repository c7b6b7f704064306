"""P6, P7: for whom a job is right, how well, and why."""

from __future__ import annotations

import math
from typing import Any

import pytest

from jobscout.model import Location, Salary
from jobscout.rules import locations
from jobscout.rules.salaries import annual_usd
from jobscout.rules.scoring import JobFeatures, SearchCriteria, Verdict, judge

NAIROBI = Location(city="Nairobi", country="KE", text="Nairobi, Kenya")


def criteria(**changes: Any) -> SearchCriteria:
    return SearchCriteria(**({"id": 1, "user_id": 1} | changes))


def features(**changes: Any) -> JobFeatures:
    fields: dict[str, Any] = {
        "id": 1,
        "title": "Senior Backend Engineer",
        "company_slug": "acme",
        "company_name": "Acme",
        "locations": (NAIROBI,),
        "workplace": "hybrid",
        "seniority": "senior",
        "employment_type": "full_time",
        "language": "en",
        "visa_sponsorship": "yes",
        "years_min": 3,
        "annual_usd_min": 90_000,
        "annual_usd_max": 120_000,
        "skills": ("Python", "PostgreSQL", "Kubernetes"),
        "text": "You write Python services on k8s, going from C++ to Node.js. R&D is near.",
    }
    return JobFeatures(**(fields | changes))


def verdict(search: dict[str, Any], **job: Any) -> Verdict:
    return judge(criteria(**search), features(**job))


@pytest.mark.parametrize(
    ("asked", "level", "passes"),
    [("lead", "lead", True), ("lead", "manager", True), ("manager", "manager", True),
     ("manager", "lead", False), ("director", "manager", False)],
)  # fmt: skip
def test_who_asks_for_leads_also_gets_managers(asked: str, level: str, passes: bool) -> None:
    """A search from before there were managers keeps finding what it found."""
    assert verdict({"seniority": (asked,)}, seniority=level).passed is passes


@pytest.mark.parametrize(
    "search",
    [
        {"titles": ("backend engineer",)},
        {"titles": ("Engineer, Back-End",)},
        {"titles": ("data scientist", "Sr. engineers")},
        {"keywords": ("python",)},
        {"keywords": ("Kubernetes",)},
        {"keywords": ("C++",)},
        {"keywords": ("node.js",)},
        {"keywords": ("cobol", "senior backend")},
        {"titles": ("nurse",), "keywords": ("python",)},
        {"titles": ("backend",), "keywords": ("cobol",)},
        {"titles": ("backend",), "excluded_keywords": ("Java", "C", "R", "Go")},
        {"titles": ("backend",), "excluded_keywords": ("Python", "k8s")},
        {"titles": ("backend",), "excluded_keywords": ("PHP",), "excluded_in_text": True},
        {"titles": ("backend",), "excluded_companies": ("other",)},
        {"companies": ("other", "acme")},
        {"countries": ("KE",)},
        {"countries": ("Kenya",)},
        {"locations": ("Nairobi",)},
        {"locations": ("nairobi, kenya",)},
        {"locations": ("Berlin", "Kenya")},
        {"locations": ("Africa",)},
        {"locations": ("EMEA",)},
        {"workplace": ("hybrid", "remote")},
        {"seniority": ("senior",)},
        {"employment_types": ("full_time",)},
        {"languages": ("en", "de")},
        {"visa_sponsorship": ("yes",)},
        {"years_max": 3},
        {"titles": ("backend",), "years_max": 10},
        {"skills": ("postgres",), "years_max": 3},
        {"skills": ("postgres", "Rust")},
        {"titles": ("backend",), "min_salary_annual_usd": 120_000},
    ],
)
def test_passes(search: dict[str, Any]) -> None:
    """What is asked and offered passes, with a score in (0, 1]."""
    found = verdict(search)

    assert found.passed
    assert 0 < found.score <= 1
    assert all(condition.passed for condition in found.conditions)


@pytest.mark.parametrize(
    ("search", "kind"),
    [
        ({}, "empty"),
        ({"min_salary_annual_usd": 10}, "empty"),
        ({"excluded_keywords": ("php",)}, "empty"),
        ({"titles": ("backend designer",)}, "words"),
        ({"titles": ("end",)}, "words"),
        ({"keywords": ("java",)}, "words"),
        ({"keywords": ("go",)}, "words"),
        ({"keywords": ("R",)}, "words"),
        ({"keywords": ("C",)}, "words"),
        ({"keywords": ("services python",)}, "words"),
        ({"keywords": ("!!!",)}, "empty"),
        (
            {"titles": ("backend",), "excluded_keywords": ("k8s",), "excluded_in_text": True},
            "excluded",
        ),
        ({"titles": ("backend",), "excluded_companies": ("acme",)}, "excluded_company"),
        ({"excluded_companies": ("other",)}, "empty"),
        ({"titles": ("backend",), "excluded_keywords": ("senior",)}, "excluded"),
        ({"companies": ("other",)}, "company"),
        ({"countries": ("DE",)}, "country"),
        ({"locations": ("Mombasa",)}, "location"),
        ({"locations": ("Nai",)}, "location"),
        ({"locations": ("Remote",)}, "location"),
        ({"locations": ("Europe",)}, "location"),
        ({"workplace": ("remote",)}, "workplace"),
        ({"seniority": ("junior",)}, "seniority"),
        ({"employment_types": ("contract",)}, "employment_type"),
        ({"languages": ("ja",)}, "language"),
        ({"visa_sponsorship": ("no",)}, "visa_sponsorship"),
        ({"years_max": 2}, "years"),
        ({"titles": ("backend",), "years_max": 0}, "years"),
        ({"skills": ("Rust",)}, "skills"),
        ({"skills": ("Rust",), "years_max": 3}, "skills"),
        ({"titles": ("backend",), "min_salary_annual_usd": 120_001}, "salary"),
    ],
)
def test_blocks(search: dict[str, Any], kind: str) -> None:
    """What does not suit is blocked, and the condition that failed says so."""
    found = verdict(search)

    assert not found.passed
    assert (found.score, found.reasons) == (0.0, ())
    assert [condition.kind for condition in found.conditions if not condition.passed] == [kind]


@pytest.mark.parametrize(
    ("search", "job", "passed"),
    [
        ({"countries": ("KE",)}, {"locations": (), "workplace": "remote"}, False),
        ({"countries": ("KE",)}, {"locations": locations.read(("Worldwide",))}, True),
        ({"countries": ("DE",)}, {"locations": locations.read(("Europe",))}, True),
        ({"countries": ("KE",)}, {"locations": locations.read(("Europe",))}, False),
        ({"locations": ("Remote",)}, {"workplace": "remote"}, True),
        ({"locations": ("München",)}, {"locations": locations.read(("Munich, Germany",))}, True),
        ({"locations": ("Munich",)}, {"locations": locations.read(("München",))}, True),
        ({"locations": ("Germany",)}, {"locations": locations.read(("Berlin",))}, True),
        ({"locations": ("NYC",)}, {"locations": locations.read(("New York, NY",))}, True),
        ({"workplace": ("remote",)}, {"workplace": "unknown"}, False),
        ({"titles": ("backend",), "seniority": ("junior",)}, {"seniority": None}, True),
        ({"seniority": ("senior",)}, {"seniority": None}, False),
        (
            {"titles": ("backend",), "employment_types": ("contract",)},
            {"employment_type": None},
            True,
        ),
        (
            {"titles": ("backend",), "min_salary_annual_usd": 10**6},
            {"annual_usd_min": None, "annual_usd_max": None},
            True,
        ),
        (
            {"titles": ("backend",), "min_salary_annual_usd": 100_000},
            {"annual_usd_min": 80_000, "annual_usd_max": None},
            True,
        ),
    ],
)
def test_unknown_is_not_anything(search: dict[str, Any], job: dict[str, Any], passed: bool) -> None:
    """P7: an unknown place or workplace passes no filter; unknown pay and level block none."""
    assert verdict(search, **job).passed == passed


@pytest.mark.parametrize(
    ("asked", "title", "text"),
    [
        (("Nurse",), "Registered Nurse, ICU", "Title says “Nurse”"),
        (("Nurse",), "Krankenpflegerin", "Title means “Nurse”"),
        (("Krankenpfleger", "Nurse"), "ICU Nurse", "Title says “Nurse”"),
    ],
)
def test_a_synonym_is_called_so(asked: tuple[str, ...], title: str, text: str) -> None:
    """A reason quotes what the title has before what only means the same."""
    assert [one.text for one in verdict({"titles": asked}, title=title).reasons] == [text]


def test_weights_add_up_to_the_score() -> None:
    """Every reason is a sentence with its part of the score, the weightiest first."""
    found = verdict(
        {
            "titles": ("backend engineer",),
            "keywords": ("python", "cobol"),
            "skills": ("Python", "Postgres", "Excel"),
            "countries": ("KE",),
            "min_salary_annual_usd": 80_000,
            "seniority": ("senior",),
        }
    )

    assert found.score == pytest.approx(math.fsum(reason.weight for reason in found.reasons))
    assert [reason.weight for reason in found.reasons] == sorted(
        (reason.weight for reason in found.reasons), reverse=True
    )
    assert {reason.text for reason in found.reasons} == {
        "Title says \N{LEFT DOUBLE QUOTATION MARK}backend engineer\N{RIGHT DOUBLE QUOTATION MARK}",
        "Mentions \N{LEFT DOUBLE QUOTATION MARK}python\N{RIGHT DOUBLE QUOTATION MARK}",
        "Asks for Python and PostgreSQL, which you have",
        "In Nairobi, Kenya",
        "Pays 90,000\N{EN DASH}120,000 USD a year",
        "Senior level",
    }


@pytest.mark.parametrize(
    ("stated", "least", "text"),
    [
        (
            Salary(min=60_000, max=80_000, currency="EUR", period="year"),
            None,
            "Pays 60,000–80,000 EUR a year",
        ),
        (
            Salary(min=60_000, max=80_000, currency="EUR", period="year"),
            Salary(min=50_000, currency="EUR", period="year"),
            "Pays 60,000–80,000 EUR a year",
        ),
        (
            Salary(min=900_000, max=1_200_000, currency="JPY", period="month"),
            Salary(min=50_000, currency="USD", period="year"),
            "Pays 900,000–1,200,000 JPY a month, about 69,000–92,000 USD a year",
        ),
        (
            Salary(max=40, currency="EUR", period="hour"),
            Salary(min=50_000, currency="EUR", period="year"),
            "Pays up to 40 EUR an hour, about 83,000 EUR a year",
        ),
        (
            Salary(min=60_000, currency="EUR", period="year"),
            Salary(min=1, currency="XOF", period="year"),
            "Pays from 60,000 EUR a year",
        ),
    ],
)
def test_reason_of_salary(stated: Salary, least: Salary | None, text: str) -> None:
    """The salary is shown as the board states it, and roughly in the user's currency."""
    low, high = annual_usd(stated)
    found = verdict(
        {"titles": ("backend",), "min_salary": least, "min_salary_annual_usd": 1},
        salary=stated,
        annual_usd_min=low,
        annual_usd_max=high,
    )

    assert text in {reason.text for reason in found.reasons}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"keywords": ("backend",)}, {"keywords": ("python",)}),
        ({"keywords": ("python",)}, {"keywords": ("python", "cobol")}),
        (
            {"titles": ("backend",), "keywords": ("k8s",)},
            {"titles": ("nurse",), "keywords": ("k8s",)},
        ),
        (
            {"titles": ("backend",), "skills": ("python",)},
            {"titles": ("backend",), "skills": ("excel",)},
        ),
    ],
)
def test_more_of_what_was_asked_scores_higher(
    better: dict[str, Any], worse: dict[str, Any]
) -> None:
    """The title counts more than the text, and more hits more than fewer."""
    assert verdict(better).score > verdict(worse).score


def test_everything_asked_and_given_scores_one() -> None:
    """A search that gets all it asks scores 1."""
    assert verdict({"titles": ("backend",), "countries": ("KE",)}).score == pytest.approx(1.0)


def test_unstated_salary_and_level_earn_nothing() -> None:
    """A job that says more scores higher."""
    search = {"titles": ("backend",), "min_salary_annual_usd": 50_000, "seniority": ("senior",)}
    silent = {"annual_usd_min": None, "annual_usd_max": None, "seniority": None}

    assert 0 < verdict(search, **silent).score < verdict(search).score


def test_prepared_text_means_the_same() -> None:
    """The indexed words of a posting may stand in for its description."""
    search = {"keywords": ("C++", "node.js"), "excluded_keywords": ("R", "C")}
    text = "cplusplus nodejs node rnd"

    assert verdict(search, text=text).passed


def test_language_is_named() -> None:
    """The reason names the language; a job whose language is not known passes without one."""
    asked = {"titles": ("backend",), "languages": ("en",)}

    assert "Written in English" in [reason.text for reason in verdict(asked).reasons]
    unknown = verdict(asked, language=None)
    assert unknown.passed
    assert "language" not in {reason.kind for reason in unknown.reasons}


@pytest.mark.parametrize(
    ("years", "said"),
    [
        (0, "Asks for no experience"),
        (1, "Asks for 1 year of experience"),
        (3, "Asks for 3 years of experience"),
    ],
)
def test_years_are_named(years: int, said: str) -> None:
    """The reason names the years; a job that asks for none passes without one."""
    asked = {"titles": ("backend",), "years_max": 3}

    assert said in [reason.text for reason in verdict(asked, years_min=years).reasons]
    unknown = verdict(asked, years_min=None)
    assert unknown.passed
    assert "years" not in {reason.kind for reason in unknown.reasons}
    assert unknown.score < verdict(asked).score


def test_sponsorship_is_named() -> None:
    """The reason says what the job states; one that does not state it passes without one."""
    asked = {"titles": ("backend",), "visa_sponsorship": ("yes", "no")}

    assert "Sponsors visas" in [reason.text for reason in verdict(asked).reasons]
    declined = verdict(asked, visa_sponsorship="no")
    assert "Sponsors no visas" in [reason.text for reason in declined.reasons]
    unknown = verdict({"titles": ("backend",), "visa_sponsorship": ("yes",)}, visa_sponsorship=None)
    assert unknown.passed
    assert [reason.kind for reason in unknown.reasons] == ["title"]


@pytest.mark.parametrize(
    ("search", "open_to", "said"),
    [
        ({"countries": ("DE",)}, {"remote_countries": ("AT", "DE")}, "Remote, open to Germany"),
        ({"locations": ("Germany",)}, {"remote_countries": ("DE",)}, "Remote, open to Germany"),
        ({"locations": ("Europe",)}, {"remote_countries": ("DE",)}, "Remote, open to Germany"),
        ({"countries": ("DE",)}, {"remote_anywhere": True}, "Remote, open to all countries"),
        ({"countries": ("KE",)}, {"remote_countries": ("DE",)}, "In Nairobi, Kenya"),
        ({"countries": ("FR",)}, {"remote_countries": ("DE",)}, None),
        ({"locations": ("Berlin",)}, {"remote_countries": ("DE",)}, None),
    ],
)
def test_remote_jobs_are_where_they_are_open_to(
    search: dict[str, Any], open_to: dict[str, Any], said: str | None
) -> None:
    """Who looks for work in a country finds remote jobs that people there may do."""
    found = verdict(search, workplace="remote", **open_to)

    assert found.passed == (said is not None)
    assert [reason.text for reason in found.reasons] == ([said] if said else [])
