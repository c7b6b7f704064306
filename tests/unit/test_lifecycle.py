"""P3, P4: when a read may close postings."""

from __future__ import annotations

import pytest

from jobscout.rules import lifecycle


@pytest.mark.parametrize(
    ("found", "recent", "open_now", "due"),
    [
        (0, (), 0, 0),
        (100, (), 0, 0),
        (100, (100, 100, 100), 100, 50),
        (70, (100, 100, 100, 100, 100), 100, 30),
        (70, (1000, 100, 100, 100, 100, 100), 100, 0),
        (10, (1, 1000, 10), 10, 0),
        (1, (1,), 2, 1),
        (0, (0, 0), 0, 0),
    ],
)
def test_sound_reads(found: int, recent: tuple[int, ...], open_now: int, due: int) -> None:
    """An ordinary read may close what is due."""
    assert lifecycle.judge(found, recent, open_now, due) is None


@pytest.mark.parametrize(
    ("found", "recent", "open_now", "due", "reason"),
    [
        (0, (), 5, 0, "nothing"),
        (0, (5,), 0, 0, "nothing"),
        (69, (100, 100, 100, 100, 100), 100, 0, "69 postings"),
        (69, (1, 100, 100, 100, 100, 100), 100, 0, "70%"),
        (100, (100,), 100, 51, "51 of 100"),
        (1, (1,), 1, 1, "1 of 1"),
    ],
)
def test_suspect_reads(
    found: int, recent: tuple[int, ...], open_now: int, due: int, reason: str
) -> None:
    """Zero, a fall below 70 % of the median, or more than half at once closes nothing."""
    said = lifecycle.judge(found, recent, open_now, due)

    assert said is not None
    assert reason in said
    assert said.endswith(".")


def test_remembers_the_last_five() -> None:
    """The median is of the last five reads, oldest first."""
    recent: tuple[int, ...] = ()
    for found in range(7):
        recent = lifecycle.remember(recent, found)

    assert recent == (2, 3, 4, 5, 6)
