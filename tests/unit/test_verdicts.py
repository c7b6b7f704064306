"""What becomes of a reading: what is stored, what is believed, and what is remembered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jobscout.rules.changes import Changes
from jobscout.rules.lifecycle import Overlap
from jobscout.rules.verdicts import Memory, Verdict, decide

START = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
USUAL = Memory((10, 10))
FEWER = {"found": 3, "open_now": 10, "missing": range(3, 10), "overlaps": (Overlap(10, 3),)}
NOTHING = {"open_now": 10, "missing": range(10), "overlaps": (Overlap(10, 0),)}


def readings(days: int, listed: list[str] | None, memory: Memory, **found: Any) -> Verdict:
    """The verdict on the last of the daily readings from the first day to the last."""
    for day in range(days + 1):
        verdict = decide(
            Changes(**found), memory, scrape_id=day, listed=listed, now=START + day * DAY
        )
        memory = verdict.memory
    return verdict


def test_doubted() -> None:
    """Nothing closes; the first and the latest readings are remembered, and what is usual stays."""
    verdict = readings(2, ["a", "b", "c"], USUAL, **FEWER)

    assert verdict.suspicion is not None
    assert (verdict.changes.missing, verdict.changes.whole) == ((), False)
    assert verdict.memory.recent_found == (10, 10)
    assert verdict.memory.streak.scrape_ids == (0, 1, 2)
    assert verdict.memory.streak.since == START


def test_believed() -> None:
    """As if an operator had accepted it: what it lacks is missing once, and that many are usual."""
    verdict = readings(3, ["a", "b", "c"], USUAL, **FEWER)

    assert (verdict.suspicion, verdict.is_restart) == (None, True)
    assert (list(verdict.changes.missing), verdict.changes.due) == (list(range(3, 10)), ())
    assert verdict.memory == Memory((3,), accepted_found=3)


def test_believed_to_be_empty() -> None:
    """All that was missing from every one of the readings closes, on their evidence."""
    verdict = readings(7, [], USUAL, **NOTHING)

    assert list(verdict.changes.due) == list(range(10))
    assert verdict.evidence == (0, 6, 7)
    assert verdict.memory == Memory((0,))


@pytest.mark.parametrize(
    ("listed", "whole"), [(None, True), (None, False), (["a", "b", "c"], False)]
)
def test_what_proves_nothing(listed: list[str] | None, *, whole: bool) -> None:
    """A list that was cut, was not read, or has entries without an id is never believed."""
    verdict = readings(30, listed, USUAL, **FEWER, whole=whole)

    assert verdict.suspicion is not None
    assert verdict.memory == USUAL


def test_sound_in_between() -> None:
    """A sound reading ends the doubt, and another one begins anew."""
    doubted = readings(2, ["a"], USUAL, **FEWER).memory

    verdict = readings(0, ["a"], doubted, found=10, open_now=10, overlaps=(Overlap(10, 10),))

    assert (verdict.suspicion, verdict.memory) == (None, Memory((10, 10, 10)))


def test_accepted_until_settled() -> None:
    """An operator's word counts until what was missing has closed."""
    accepted = Memory((3,), accepted_found=3)

    first = readings(0, ["a"], accepted, **FEWER)
    second = readings(0, ["a"], first.memory, **FEWER, due=range(3, 10))

    assert (first.suspicion, first.memory.accepted_found) == (None, 3)
    assert (second.suspicion, second.memory) == (None, Memory((3, 3, 3)))
