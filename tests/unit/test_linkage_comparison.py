"""``linkage.comparison``: which pairs are one opening, which may be, and which are never."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.dedup_pairs import judge, pairs
from jobscout.rules.linkage.comparison import MERGE, POSSIBLE, compare
from jobscout.rules.linkage.sketches import hashes
from tests.unit.linkage_records import ABOUT, POSTED, record

if TYPE_CHECKING:
    from jobscout.rules.linkage.records import Record

_OTHER: Final = (
    "Guests of the hotel breakfast from six, so that bread is baked at four and eggs are boiled"
    " before the first bus leaves. On Sundays half the town has lunch here, then soups and stews"
    " are cooked the day before, and the kitchen closes in the first week of each January."
)
_LATER: Final = POSTED + timedelta(days=50)


@cache
def _pairs() -> list[tuple[Record, Record, bool]]:
    """Made when a test first needs them: it takes a second, in each process that collects tests."""
    return list(pairs())


_ONES: Final = st.deferred(lambda: st.sampled_from([one for one, _, _ in _pairs()]))
_OTHERS: Final = st.deferred(lambda: st.sampled_from([other for _, other, _ in _pairs()]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (record("Night Nurse", "Boston, MA"), record("NIGHT NURSE (m/f/d)", "Boston")),
        (
            record("Software Engineer, Payments", "London, UK", text=ABOUT),
            record("SWE - Payments", "London", text=ABOUT[:200]),
        ),
        (record("Baker", "New York, NY; Boston, MA"), record("Baker", "Boston; New York City")),
        (record("Baker", "Washington, D.C."), record("Baker", "Washington")),
        (record("Baker", "Porto"), record("Baker - Porto", "Porto, Portugal")),
        (record("Senior Manager, Sales", "Oslo"), record("Senior Sales Manager", "Oslo")),
        (record("Cook", "Remote, Europe; Berlin"), record("Cook", "Berlin; Europe")),
        (record("Cook", "Remote - US", workplace="remote"), record("Cook", "United States")),
        (record("Intern, Robotics", "Oslo"), record("Robotics", "Oslo")),
        (
            record("Java Developer", "Paris, Paris, France"),
            record("Java Dev. - Paris, Paris, France", "Paris", posted_at=_LATER),
        ),
        (
            record("Controller", "Gräfelfing"),
            record("Controller - Gräfelfing", "Gräfelfing, Germany", posted_at=_LATER),
        ),
        (
            record("Lead Cook", "Brazil; Chile; Peru"),
            record("Lead Cook (m/f/d)", "Peru; Brazil", posted_at=_LATER),
        ),
        (
            record("Data Analyst", "Oslo", seniority="mid"),
            record("Data Analyst", "Oslo"),
        ),
    ],
)
def test_one_opening_merges(one: Record, other: Record) -> None:
    """Retyped titles, reformatted places and truncated texts are recognised."""
    assert compare(one, other).score >= MERGE, compare(one, other)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (record("Engineer", "Oslo"), record("Senior Engineer", "Oslo"), "levels"),
        (record("Staff Engineer", "Oslo"), record("Senior Staff Engineer", "Oslo"), "levels"),
        (record("Cook", seniority="lead"), record("Cook", seniority="mid"), "levels"),
        (record("Lead Cook", seniority="lead"), record("Lead Cook", seniority="mid"), "levels"),
        (record("Clerk, Ward 2", "Oslo"), record("Clerk, Ward 3", "Oslo"), "numerals"),
        (record("Nurse", "Oslo"), record("Nurse II", "Oslo"), "numerals"),
        (record("Nurse II", "Oslo"), record("Nurse III", "Oslo"), "numerals"),
        (record("Frontend Engineer"), record("Backend Engineer"), "specialities"),
        (record("Agent, German"), record("Agent, Italian"), "specialities"),
        (record("Guard, Night Shift"), record("Guard, Day Shift"), "specialities"),
        (record("Intern Summer 2026"), record("Intern Fall 2026"), "seasons"),
        (record("Cook", language="de", text=ABOUT), record("Koch", language="en"), "languages"),
        (
            record("Cook", employment_type="contract"),
            record("Cook", employment_type="full_time"),
            "employment types",
        ),
        (record("Cook", "Paris, France"), record("Cook", "Madrid, Spain"), "places"),
        (record("Cook", "Dallas, TX"), record("Cook", "Boston, MA"), "places"),
        (record("Cook", "Remote, Germany"), record("Cook", "Remote, France"), "places"),
        (record("Cook", "Remote, Europe"), record("Cook", "Remote - US"), "places"),
        (record("Cook", "LATAM"), record("Cook", "EMEA"), "places"),
    ],
)
def test_what_p5_forbids_is_a_veto(one: Record, other: Record, why: str) -> None:
    """No likeness outweighs another level, grade, season, language, contract or country."""
    found = compare(one, other)

    assert (found.score, found.veto) == (0.0, f"different {why}")


@pytest.mark.parametrize(
    ("one", "other", "doubt"),
    [
        (
            record("Cook", "Reston, VA"),
            record("Cook", "Herndon, VA"),
            "another town or a wider area",
        ),
        (
            record("Cook", "Remote, Europe", text=ABOUT),
            record("Cook", "Remote, Spain", text=ABOUT),
            "another town or a wider area",
        ),
        (
            record("Cook", "Oslo", workplace="remote"),
            record("Cook", "Oslo", workplace="onsite"),
            "different workplaces",
        ),
        (record("Cook", "Oslo"), record("Cook", "Oslo", company_id=2), "different companies"),
        (record("Cook I", "Oslo"), record("Cook", "Oslo"), "a numeral in one title"),
        (
            record("Nurse, Cardiology", "Oslo", text=ABOUT),
            record("Nurse, Oncology", "Oslo", text=ABOUT),
            "words of its own in a title",
        ),
        (
            record("Cook", "Oslo", text=ABOUT),
            record("Cook", "Oslo", text=f"{ABOUT[:110]} {_OTHER}"),
            "another text",
        ),
    ],
)
def test_a_doubt_is_left_to_people(one: Record, other: Record, doubt: str) -> None:
    """What boards state loosely is shown as possible, and never merged by a rule."""
    found = compare(one, other)

    assert POSSIBLE <= found.score < MERGE
    assert found.veto is None
    assert f"doubt: {doubt}" in dict(found.parts)


def test_one_requisition_is_one_opening() -> None:
    """Whatever else differs: it is the employer's own number."""
    one = record("Cook", "Oslo", requisition_key="lever:acme:1")
    other = record("Senior Chef", "Paris, France", requisition_key="lever:acme:1")

    assert compare(one, other).score == 1.0


@given(
    st.sampled_from(["greenhouse:*", "workday:acme", "lever:acme"]),
    st.integers(0, 3),
    st.integers(0, 3),
    _ONES,
    _OTHERS,
)
def test_two_requisitions_of_a_tenant_never_merge(
    space: str, number: int, another: int, one: Record, other: Record
) -> None:
    """However alike the two are, only the same number is the same opening."""
    a = one._replace(requisition_key=f"{space}:{number}")
    b = other._replace(requisition_key=f"{space}:{another}")
    twin = a._replace(requisition_key=f"{space}:{another}")

    assert (compare(a, b).score >= MERGE) == (number == another)
    assert (compare(a, twin).score >= MERGE) == (number == another)


@given(_ONES, _OTHERS)
def test_the_order_of_two_does_not_matter(one: Record, other: Record) -> None:
    """The same score with the same parts, and equal to the last digit."""
    assert compare(one, other) == compare(other, one)


def test_a_title_may_repeat_its_place() -> None:
    """Aggregators append it; it is no word that the other title lacks."""
    plain = record("Night Nurse", "Boston, MA")
    repeated = compare(plain, record("Night Nurse - Boston, Massachusetts", "Boston, MA"))

    assert dict(repeated.parts)["words_shared"] == dict(compare(plain, plain).parts)["words_shared"]


def test_boilerplate_is_no_evidence() -> None:
    """What the company says in all postings does not make two of them one."""
    one = record("Cook", "Oslo", text=ABOUT)
    other = record("Cook", "Oslo", text=ABOUT, posted_at=POSTED + timedelta(days=60))
    known = frozenset(hashes(one.sketch))

    assert "text" in dict(compare(one, other).parts)
    assert "text" not in dict(compare(one, other, known).parts)


def test_a_season_that_is_over_speaks_against() -> None:
    """Nobody advertises the summer of last year."""
    stated = record("Analyst Intern, Summer 2025", "Oslo", posted_at=POSTED)

    assert dict(compare(stated, record("Analyst Intern", "Oslo")).parts)["season_past"] < 0


def test_the_fixed_pairs() -> None:
    """200 invented pairs, judged by eye: P >= .99, R >= .95."""
    found = judge()

    assert found.right >= 0.99 * found.merged
    assert found.right >= 0.95 * found.same
