"""What reactions to jobs say of other jobs: bounded, explained, and forgotten with time."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from jobscout.model import Location
from jobscout.rules.learning import (
    HALF_LIFE,
    MAX_SHIFT,
    Counts,
    DismissalReason,
    Reaction,
    counted,
    learned,
)
from jobscout.rules.scoring import judge
from jobscout.rules.searches import JobFeatures, SearchCriteria

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def job(**changes: Any) -> JobFeatures:
    given: dict[str, Any] = {
        "id": 1,
        "title": "Backend Engineer",
        "company_slug": "acme",
        "company_name": "Acme",
        "locations": (Location(city="Nairobi", country="KE"),),
        "workplace": "onsite",
        "seniority": "mid",
        "annual_usd_max": 70_000,
        "skills": ("Python",),
    }
    return JobFeatures(**(given | changes))


def dismissed(reason: DismissalReason, many: int = 3, **changes: Any) -> list[Reaction]:
    return [Reaction(job(**changes), NOW, dismissal=reason)] * many


def shift(reactions: list[Reaction], left: float = 1.0, **changes: Any) -> float:
    """What was learnt adds to the score of a job."""
    asked = SearchCriteria(id=1, user_id=1, titles=("engineer",), keywords=("engineer", "rust"))
    one = job(**changes)
    before = judge(asked, one)
    after = learned(counted(reactions, NOW), one, before, left)
    assert after.passed
    assert after.score == pytest.approx(math.fsum(reason.weight for reason in after.reasons))
    return after.score - before.score


@pytest.mark.parametrize(
    ("reason", "like", "unlike"),
    [
        ("company", {}, {"company_slug": "other"}),
        ("not_my_field", {}, {"title": "Engineer", "skills": ("Go",)}),
        ("place", {}, {"locations": (Location(city="Berlin", country="DE"),)}),
        ("workplace", {}, {"workplace": "remote"}),
        ("too_senior", {"seniority": "lead"}, {"seniority": "junior"}),
        ("too_junior", {"seniority": "intern"}, {"seniority": "senior"}),
        ("pay", {"annual_usd_max": 30_000}, {"annual_usd_max": 150_000}),
        ("other", {}, {"title": "Engineer", "company_slug": "b", "skills": (), "locations": (),
                       "workplace": "remote", "seniority": "lead", "annual_usd_max": None}),
    ],
)  # fmt: skip
def test_dismissed_for_a_reason(
    reason: DismissalReason, like: dict[str, Any], unlike: dict[str, Any]
) -> None:
    """What has the trait that it was dismissed for loses; what has another does not."""
    assert shift(dismissed(reason, title="Backend"), **like) < 0
    assert shift(dismissed(reason, title="Backend"), **unlike) == 0


def test_seen_elsewhere_says_nothing_of_others() -> None:
    assert shift(dismissed("seen_elsewhere")) == 0


def test_saved_and_applied() -> None:
    """Who saves jobs is shown more like them first, and an application says more."""
    saved = [Reaction(job(), NOW), *dismissed("not_my_field", title="Sales", skills=("Excel",))]
    applied = [saved[0]._replace(is_applied=True), *saved[1:]]

    assert 0 < shift(saved) < shift(applied)


def test_shared_traits_say_nothing() -> None:
    """What is in liked and in other jobs alike is no reason for or against one."""
    mixed = [
        *[Reaction(job(company_slug="good", skills=("Rust",)), NOW)] * 9,
        *[Reaction(job(company_slug="bad", skills=("PHP",)), NOW, dismissal="other")] * 18,
    ]

    assert shift(mixed, company_slug="new", skills=()) == 0
    assert shift(mixed, company_slug="new", skills=("PHP",)) < 0
    assert shift(mixed, company_slug="new", skills=("Rust",)) > 0


def test_says_why() -> None:
    """Each shift is a reason in words, with its part of the score."""
    asked = SearchCriteria(id=1, user_id=1, titles=("engineer",))

    found = learned(counted(dismissed("company"), NOW), job(), judge(asked, job()))

    (reason,) = [one for one in found.reasons if one.kind == "learned"]
    assert reason.text == "You dismissed three like this (company: acme)"
    assert -MAX_SHIFT <= reason.weight < 0
    assert found.reasons[-1] == reason


def test_bounded() -> None:
    """However often somebody says no: a match keeps most of its score, and no score leaves 0..1."""
    for many in (1, 20, 1000):
        no = dismissed("other", many) + dismissed("company", many) + dismissed("pay", many)
        yes = [Reaction(job(), NOW, is_applied=True)] * many
        for reactions in (no, yes, no + yes):
            asked = SearchCriteria(id=1, user_id=1, titles=("engineer",), keywords=("rust",))
            one = job(text="rust")
            before = judge(asked, one)
            after = learned(counted(reactions, NOW), one, before)
            assert before.score * (1 - MAX_SHIFT) <= after.score <= 1


def test_never_over_a_condition() -> None:
    """What a search rules out stays out, whatever its person liked."""
    asked = SearchCriteria(id=1, user_id=1, titles=("engineer",), excluded_companies=("acme",))
    before = judge(asked, job())

    assert learned(counted([Reaction(job(), NOW)] * 50, NOW), job(), before) == before


def test_forgotten_with_time() -> None:
    """Half of a reaction is left after ninety days, wherever it is decayed."""
    old = [one._replace(at=NOW - HALF_LIFE) for one in dismissed("company")]

    assert shift(dismissed("company")) < shift(old) < 0
    assert shift(old) == pytest.approx(shift(dismissed("company"), left=0.5))
    assert shift([one._replace(at=NOW - timedelta(days=3650)) for one in old]) == 0


def test_nothing_learnt() -> None:
    assert shift([]) == 0


def test_bounded_rows() -> None:
    """Of a job with very many traits a few are kept, and of many jobs the most frequent."""
    jobs = [
        job(id=n, title=" ".join(f"w{n}x{m}" for m in range(90)), company_slug=f"c{n}",
            skills=tuple(f"s{n}x{m}" for m in range(90)))
        for n in range(300)
    ]  # fmt: skip

    stored = msgspec.json.encode(counted([Reaction(one, NOW) for one in jobs], NOW))

    assert len(stored) < 60_000
    assert msgspec.json.decode(stored, type=Counts).totals["title"].likes == 300
