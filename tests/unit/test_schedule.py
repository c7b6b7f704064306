"""P9: when sources are read, and when work that failed is tried again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import pytest

from jobscout.rules import schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.mark.parametrize(
    ("priority", "minimum", "stated_s", "poll_after", "expected"),
    [
        ("high", timedelta(0), None, None, timedelta(minutes=5)),
        ("normal", timedelta(0), None, None, timedelta(minutes=30)),
        ("low", timedelta(0), None, None, timedelta(hours=6)),
        ("high", timedelta(hours=6), None, None, timedelta(hours=6)),
        ("low", timedelta(minutes=1), 60, None, timedelta(minutes=1)),
        ("high", timedelta(0), 60, timedelta(hours=1), timedelta(hours=1)),
        ("high", timedelta(0), 10**9, None, timedelta(hours=24)),
        ("high", timedelta(0), None, timedelta(days=400), timedelta(hours=24)),
    ],
)
def test_scrape_interval(
    priority: Literal["high", "normal", "low"],
    minimum: timedelta,
    stated_s: int | None,
    poll_after: timedelta | None,
    expected: timedelta,
) -> None:
    """The largest of what was stated, allowed and asked for, at most a day."""
    assert schedule.scrape_interval(priority, minimum, stated_s, poll_after) == expected


@pytest.mark.parametrize(
    ("failures", "requested_s", "minutes"),
    [
        (1, None, 1),
        (2, None, 2),
        (3, None, 4),
        (9, None, 256),
        (10, None, 360),
        (10**9, None, 360),
        (0, None, 1),
        (1, 600.0, 10),
        (4, 60.0, 8),
        (1, 10.0**9, 24 * 60),
        (1, float("nan"), 1),
        (1, -5.0, 1),
    ],
)
def test_retry_after_failure(failures: int, requested_s: float | None, minutes: int) -> None:
    """Pauses double up to six hours, and the board's own word is kept up to a day."""
    assert schedule.retry_after_failure(failures, requested_s) == timedelta(minutes=minutes)


@pytest.fixture
def first_retry() -> Iterator[Callable[[float], None]]:
    """Sets the first pause for one test."""
    yield schedule.set_first_retry
    schedule.set_first_retry(schedule.FIRST_RETRY.total_seconds())


@pytest.mark.parametrize("first_s", [0.1, 60.0, 3600.0])
def test_all_pauses_grow_from_the_first(
    first_retry: Callable[[float], None], first_s: float
) -> None:
    """Those after failures of ours begin with a quarter of it; none is longer than six hours."""
    first_retry(first_s)
    first, own = timedelta(seconds=first_s), schedule.own_retries()

    assert schedule.retry_after_failure(1, None) == first
    assert schedule.retry_after_failure(2, None) == 2 * first
    assert schedule.retry_after_failure(10**9, None) == schedule.MAX_RETRY
    assert own[:3] == [first / 4, first / 2, first]
    assert own[-1] == schedule.MAX_RETRY
    assert schedule.retry_after_own_failure(1) == first / 4
