"""What a person should know of a search before they keep it."""

from __future__ import annotations

from collections import Counter

import pytest

from jobscout.model import Location
from jobscout.rules.near_misses import Misses, near_misses
from jobscout.rules.previews import warning
from jobscout.rules.searches import JobFeatures, SearchCriteria

SEARCH = SearchCriteria(id=0, user_id=1, titles=("engineer",), locations=("Berlin",), min_score=0.8)
NOTHING = Misses(Counter(), 0, 0.0)


def job(job_id: int, title: str, city: str) -> JobFeatures:
    return JobFeatures(
        id=job_id,
        title=title,
        company_slug="acme",
        company_name="Acme",
        locations=(Location(city=city, text=city),),
    )


def test_what_stands_between() -> None:
    """A job counts for the one condition it fails; one that fails two for none."""
    jobs = [
        job(1, "Engineer", "Paris"),
        job(2, "Engineer", "Rome"),
        job(3, "Pilot", "Berlin"),
        job(4, "Pilot", "Rome"),
        job(5, "Engineer", "Berlin"),
    ]

    found = near_misses(SEARCH, jobs)

    assert found == Misses(Counter({"location": 2, "words": 1}), 0, 0.0)


def test_scores_too_low() -> None:
    """Jobs that pass but for the score are counted apart, with the best score among them."""
    criteria = SearchCriteria(
        id=0, user_id=1, titles=("engineer",), keywords=("kafka",), min_score=0.9
    )

    found = near_misses(criteria, [job(1, "Engineer", "Rome"), job(2, "Kafka Engineer", "Rome")])

    assert (found.by_kind, found.below) == (Counter(), 1)
    assert found.best_score == pytest.approx(0.35 / 0.60)


@pytest.mark.parametrize(
    ("misses", "sentence"),
    [
        (NOTHING, "Nothing open matches."),
        (
            Misses(Counter(location=12, salary=3), 0, 0.0),
            "Nothing open matches; 12 jobs would, but for the place.",
        ),
        (
            Misses(Counter(evidence=1), 0, 0.0),
            "Nothing open matches; 1 job would, but they state nothing of what you ask for.",
        ),
        (
            Misses(Counter(location=12), 7, 0.624),
            "Nothing open scores 0.8: 7 jobs would match, the best with 0.62.",
        ),
    ],
)
def test_nothing_open(misses: Misses, sentence: str) -> None:
    """The obstacle that stands in most jobs' way is named."""
    assert warning(criteria=SEARCH, misses=misses, per_week=0, max_per_day=50) == sentence


@pytest.mark.parametrize(
    ("per_week", "max_per_day", "sentence"),
    [
        (70, 50, None),
        (
            70.5,
            50,
            "That is about 70 alerts a week; a title, a place or a higher score makes it fewer.",
        ),
        (
            1400,
            50,
            "That is about 1,400 alerts a week, and you take at most 50 a day.",
        ),
        (8, 1, "That is about 8 alerts a week, and you take at most 1 a day."),
    ],
)
def test_too_many(per_week: float, max_per_day: int, sentence: str | None) -> None:
    """More than a person takes, or than most read, is said; fewer is nothing to say."""
    said = warning(criteria=SEARCH, misses=None, per_week=per_week, max_per_day=max_per_day)

    assert said == sentence


def test_everything_at_once() -> None:
    """Each thing that may surprise has its sentence."""
    said = warning(
        criteria=SEARCH,
        misses=None,
        per_week=100,
        max_per_day=50,
        unknown_companies=("acme", "umbrella"),
        unknown_locations=("Foobarville",),
        estimated_from=2000,
    )

    assert said == (
        "No company here is called acme, umbrella."
        " We know no place called Foobarville, so only jobs whose place is written so are found."
        " That is about 100 alerts a week; a title, a place or a higher score makes it fewer."
        " Estimated from the newest 2,000 jobs with these words."
    )
