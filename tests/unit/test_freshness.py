"""From when on it counts how long a posting took to reach people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.rules.freshness import parts_s, possible_at

if TYPE_CHECKING:
    from collections.abc import Sequence

WATCHED = datetime(2026, 3, 1, 10, tzinfo=UTC)
READ = datetime(2026, 3, 9, 10, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "watched_since", "whole_at", "expected"),
    [
        # what comes with the first reading was there before
        (None, None, None, None),
        (READ, None, None, None),
        (READ + HOUR, None, READ, None),
        (READ + HOUR, WATCHED, None, None),
        # the last reading did not have it
        (None, WATCHED, READ, READ),
        (READ - HOUR, WATCHED, READ, READ),
        (READ + HOUR, WATCHED, READ, READ + HOUR),
        ((READ + HOUR).astimezone(timezone(HOUR)), WATCHED, READ, READ + HOUR),
        # an old posting that is shown again
        (WATCHED - HOUR, WATCHED, READ, None),
        (WATCHED - 28 * DAY, WATCHED, READ, None),
        (WATCHED, WATCHED, READ, READ),
        # rounded down by its board
        (WATCHED - timedelta(seconds=59), WATCHED, READ, READ),
        # a day is any moment of it
        (MIDNIGHT, WATCHED, READ, READ),
        (MIDNIGHT - DAY, WATCHED, READ, None),
    ],
)
def test_possible_at(
    stated: datetime | None,
    watched_since: datetime | None,
    whole_at: datetime | None,
    expected: datetime | None,
) -> None:
    """The later of publication and the last reading without it; None for backlog."""
    assert possible_at(stated, watched_since, whole_at) == expected


@pytest.mark.parametrize(
    ("moments", "parts"),
    [
        ((0, 60, 65, 66, 70), [60, 5, 1, 4]),
        ((0, None, 65, 66, 70), [65, 0, 1, 4]),
        # a board whose clock is ahead, and ours that differ
        ((63, 60, 65, 66, 70), [0, 2, 1, 4]),
        ((100, 60, 65, 66, 70), [0, 0, 0, 0]),
        ((0, 60, 65, 64, 70), [60, 5, 0, 5]),
    ],
)
def test_parts(moments: Sequence[int | None], parts: list[float]) -> None:
    """They add up to the whole, and none is negative."""
    at: Any = [None if s is None else datetime.fromtimestamp(s, UTC) for s in moments]
    assert parts_s(*at) == parts
