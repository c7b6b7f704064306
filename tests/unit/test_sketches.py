"""Sketches compare long lists well enough, and short ones exactly."""

from __future__ import annotations

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
    """Of five thousand ids, an estimate from some hundred bytes."""
    first, second = sketch(ids(0, 5000)), sketch(ids(moved, 5000 + moved))

    assert len(first) == len(second) == SIZE * 8
    assert similarity(first, second) == pytest.approx(share, abs=0.2)
