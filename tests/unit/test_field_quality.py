"""How often the fields of postings are read right, and how that is counted."""

from __future__ import annotations

import pytest

from benchmarks import fields
from benchmarks.field_scores import Score, wilson

FIELDS = (
    "country", "city", "workplace", "remote", "level", "employment type", "pay in text",
    "pay, stated", "years", "language", "visa", "deadline",
)  # fmt: skip
LOWEST_F1 = 0.98


@pytest.fixture(scope="module")
def scores() -> fields.Scores:
    found = fields.Scores()
    for row in fields.read_rows():
        found.add(row)
    return found


@pytest.mark.parametrize("field", FIELDS)
def test_fields_of_labelled_postings(scores: fields.Scores, field: str) -> None:
    """Of 300 postings, as a person reads them."""
    score = scores.of[field]

    assert score.f1 >= LOWEST_F1, score.misses


def test_places_are_not_invented(scores: fields.Scores) -> None:
    """At most one in two hundred places that are read is none that the posting names."""
    assert scores.rows == 300
    assert len(scores.invented) <= scores.places / 200, scores.invented


def test_counts() -> None:
    """What is stated, read and both; right is also where there is nothing to read."""
    score = Score("level")
    for label, read in (("a", "a"), ("a", "b"), ("a", None), (None, "a"), (None, None)):
        score.add("posting", label, read)

    assert (score.total, score.right, score.told, score.labels, score.same) == (5, 2, 3, 3, 1)
    assert (score.precision, score.recall, score.f1) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert [(miss.label, miss.read) for miss in score.misses] == [
        ("a", "b"), ("a", None), (None, "a"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "of", "low", "high"),
    [
        (0, 0, 0.0, 1.0),
        (0, 100, 0.0, 0.0370),
        (5, 100, 0.0215, 0.1118),
        (50, 100, 0.4038, 0.5962),
        (100, 100, 0.9630, 1.0),
    ],
)
def test_wilson(wrong: int, of: int, low: float, high: float) -> None:
    """Known intervals of the score method (Wilson 1927)."""
    assert wilson(wrong, of) == pytest.approx((low, high), abs=1e-4)
