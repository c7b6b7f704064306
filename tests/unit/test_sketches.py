"""Sketches compare long lists well enough, and short ones exactly."""

from __future__ import annotations

from statistics import mean

import pytest

from jobscout.rules.sketches import SIZE, similarity, sketch


def ids(first: int, end: int) -> list[str]:
    return [f"posting-{number}" for number in range(first, end)]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (ids(0, 0), ids(0, 0), 1.0),
        (ids(0, 0), ids(0, 3), 0.0),
        (ids(0, 3), ids(3, 6), 0.0),
        (ids(0, 2), ids(1, 3), 1 / 3),
        (ids(0, 30), ids(10, 40), 0.5),
    ],
)
def test_short_lists(one: list[str], other: list[str], share: float) -> None:
    """The share of what either lists that both list."""
    assert similarity(sketch(one), sketch(other)) == share


@pytest.mark.parametrize(("moved", "share"), [(0, 1.0), (1000, 2 / 3), (2500, 1 / 3), (5000, 0.0)])
def test_long_lists(moved: int, share: float) -> None:
    """Of five thousand ids an estimate from some hundred bytes, which is right on average."""
    estimates = []
    for first in range(0, 200_000, 10_000):
        one = sketch(ids(first, first + 5000))
        other = sketch(ids(first + moved, first + moved + 5000))
        assert len(one) == len(other) == SIZE * 8
        estimates.append(similarity(one, other))

    assert mean(estimates) == pytest.approx(share, abs=0.05)


def test_any_text() -> None:
    """An unreadable posting may have half a character in its id."""
    assert similarity(sketch(["\ud83d"]), sketch(["\ud83d"])) == 1


def test_lists_of_other_lengths() -> None:
    """A thousand ids among ten thousand share a tenth, though their sketches are as long."""
    estimates = [
        similarity(sketch(ids(first, first + 1000)), sketch(ids(first, first + 10_000)))
        for first in range(0, 200_000, 10_000)
    ]

    assert mean(estimates) == pytest.approx(0.1, abs=0.03)
