"""P3, P4: when a read may close postings."""

from __future__ import annotations

import pytest

from jobscout.rules import lifecycle
from jobscout.rules.lifecycle import Overlap, judge

ScrapeResult = tuple[int, tuple[int, ...], int, tuple[Overlap, ...]]

SOUND: list[ScrapeResult] = [
    (0, (), 0, ()),
    (100, (), 0, ()),
    (100, (100, 100, 100), 100, (Overlap(100, 50, 50),)),
    (70, (100, 100, 100, 100, 100), 100, (Overlap(100, 70, 30),)),
    (70, (1000, 100, 100, 100, 100, 100), 100, (Overlap(100, 100, 0),)),
    (10, (1, 1000, 10), 10, (Overlap(10, 10, 0),)),
    (0, (0, 0), 0, ()),
    # normal turnover: each read shares most with the one before
    (40, (40,), 64, (Overlap(40, 16, 12),)),
    (40, (40,), 40, (Overlap(40, 12, 0),)),
    (40, (40,), 54, (Overlap(54, 26, 0), Overlap(40, 12, 14))),
    # the same content under other ids is in common, and nothing of it goes
    (40, (40,), 80, (Overlap(40, 40, 0),)),
    # windowed: it proves nothing either way
    (40, (), 1000, ()),
    # small boards: one posting more or less is a large share
    (2, (3,), 3, (Overlap(3, 2, 0),)),
    (2, (3,), 3, (Overlap(3, 2, 1),)),
    (1, (2,), 2, (Overlap(2, 1, 1),)),
    (1, (1,), 1, (Overlap(1, 0, 0),)),
    (1, (1,), 2, (Overlap(1, 0, 1),)),
    (2, (2,), 4, (Overlap(2, 0, 2),)),
    (3, (3,), 5, (Overlap(3, 1, 2),)),
    # a board of many more postings was added to
    (440, (40,), 40, (Overlap(40, 40, 0),)),
]


@pytest.mark.parametrize(("found", "recent", "open_now", "overlaps"), SOUND)
def test_sound_reads(
    found: int, recent: tuple[int, ...], open_now: int, overlaps: tuple[Overlap, ...]
) -> None:
    """An ordinary read may close what is due."""
    assert judge(found, recent, open_now, overlaps) is None


BROKEN: list[tuple[int, tuple[int, ...], int, tuple[Overlap, ...], str]] = [
    (0, (), 5, (Overlap(5, 0, 0),), "nothing"),
    (0, (5,), 0, (), "nothing"),
    (0, (1,), 1, (Overlap(1, 0, 1),), "nothing"),
    (69, (100, 100, 100, 100, 100), 100, (Overlap(100, 69, 0),), "69 postings"),
    (69, (1, 100, 100, 100, 100, 100), 100, (Overlap(100, 69, 0),), "70%"),
    (100, (100,), 151, (Overlap(100, 49, 51),), "51 of 100"),
    (1, (3,), 3, (Overlap(3, 1, 0),), "less than 70%"),
    (1, (2,), 2, (Overlap(2, 0, 0),), "less than 70%"),
    (20, (20,), 40, (Overlap(40, 11, 0),), "only 11 of the 40"),
]


@pytest.mark.parametrize(("found", "recent", "open_now", "overlaps", "words"), BROKEN)
def test_broken_reads(
    found: int, recent: tuple[int, ...], open_now: int, overlaps: tuple[Overlap, ...], words: str
) -> None:
    """Zero, a fall below 70 % of the median, or more than half at once closes nothing."""
    suspicion = judge(found, recent, open_now, overlaps)

    assert suspicion is not None
    assert words in suspicion.reason
    assert suspicion.reason.endswith(".")
    assert not suspicion.is_strange


STRANGE: list[ScrapeResult] = [
    (40, (40,), 40, (Overlap(40, 0, 0),)),
    (40, (40,), 80, (Overlap(40, 0, 40),)),  # the others were stored: they still count for nothing
    (40, (40,), 40, (Overlap(40, 11, 0),)),
    (10, (40,), 40, (Overlap(40, 2, 0),)),
    (400, (40,), 40, (Overlap(40, 11, 0),)),
    (3, (3,), 3, (Overlap(3, 0, 0),)),
    (11, (1,), 1, (Overlap(1, 0, 0),)),
    # what goes for the first time is judged by the last reading, whatever is due besides
    (72, (99,), 99, (Overlap(99, 12, 1), Overlap(40, 12, 1))),
]


@pytest.mark.parametrize(("found", "recent", "open_now", "overlaps"), STRANGE)
def test_strange_reads(
    found: int, recent: tuple[int, ...], open_now: int, overlaps: tuple[Overlap, ...]
) -> None:
    """A read that shares too little with what was open, and knows little else, is another's."""
    suspicion = judge(found, recent, open_now, overlaps)

    assert suspicion is not None
    assert suspicion.is_strange
    assert (
        f"only {overlaps[0].shared} of the {overlaps[0].before} that were open" in suspicion.reason
    )
    assert "looks like another board" in suspicion.reason


@pytest.mark.parametrize(
    ("accepted", "found", "sound"),
    [
        (40, 40, True),
        (40, 28, True),
        (40, 27, False),
        (40, 57, True),
        (40, 58, False),
        (0, 0, True),
        (0, 3, False),
        (1, 3, True),
    ],
)
def test_accepted(accepted: int, found: int, *, sound: bool) -> None:
    """An operator's word holds for a read of about as many postings, and for no other board."""
    suspicion = judge(found, (40,), 40, [Overlap(40, 0, 40)], accepted)

    assert (suspicion is None) is sound


def test_remembers_the_last_five() -> None:
    """The median is of the last five reads, oldest first."""
    recent: tuple[int, ...] = ()
    for found in range(7):
        recent = lifecycle.with_latest(recent, found)

    assert recent == (2, 3, 4, 5, 6)
