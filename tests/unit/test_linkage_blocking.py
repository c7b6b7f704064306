"""``linkage.blocking``: pairs that are one opening share a key, few others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.dedup_pairs import pairs
from jobscout.rules.linkage.blocking import blocking_keys
from tests.unit.linkage_records import ABOUT, record

if TYPE_CHECKING:
    from jobscout.rules.linkage.records import Record


def test_pairs_of_one_opening_share_a_key() -> None:
    """Of the 100 fixed ones each."""
    missed = [
        f"{a.title} / {b.title}"
        for a, b, same in pairs()
        if same and set(blocking_keys(a)).isdisjoint(blocking_keys(b))
    ]

    assert missed == []


def test_keys_are_few_and_fit_a_bigint() -> None:
    """At most 17, rising, each once."""
    keys = blocking_keys(
        record(
            "Zephyr Quokka Walrus",
            "Oslo, Norway; Bergen, Norway; Paris, France; Rome, Italy",
            text=ABOUT,
            requisition_key="lever:acme:1",
        )
    )

    assert list(keys) == sorted(set(keys))
    assert len(keys) == 17
    assert all(-(2**63) <= key < 2**63 for key in keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            record("Senior Procurement Specialist", "Seoul, South Korea"),
            record("Senior Procurement Specialist - Seoul, South Korea", "Seoul"),
        ),
        (
            record("Security Analyst", "New York, NY (HQ)"),
            record("Security Analyst - New York, NY (HQ)", "New York, NY (HQ)"),
        ),
    ],
)
def test_places_in_a_title_are_no_rare_words(one: Record, other: Record) -> None:
    """A copy that adds its place to the title is found by the title's other words."""
    whole = set(blocking_keys(one)) & set(blocking_keys(other))

    assert len(whole) >= len(blocking_keys(one)) - 1


def test_a_title_that_is_a_place_keeps_its_words() -> None:
    """Otherwise it would have the key of all titles without words."""
    one = record("Paris", "Paris, France")
    other = record("Rome", "Rome, Italy")

    assert set(blocking_keys(one)).isdisjoint(blocking_keys(other))


def test_titles_are_compared_inside_a_company() -> None:
    """The same title elsewhere shares no key."""
    ours, theirs = record("Cook"), record("Cook", company_id=2)

    assert set(blocking_keys(ours)).isdisjoint(blocking_keys(theirs))


def test_a_text_or_a_requisition_is_compared_anywhere() -> None:
    """A recruiter's board hides the company, not the text and not the link."""
    ours = record("Cook", text=ABOUT, requisition_key="lever:acme:1")
    copied = record("Chef wanted", text=ABOUT, company_id=2)
    linked = record("Chef wanted", company_id=2, requisition_key="lever:acme:1")

    assert not set(blocking_keys(ours)).isdisjoint(blocking_keys(copied))
    assert not set(blocking_keys(ours)).isdisjoint(blocking_keys(linked))
