"""P9, P12: when sources are read and when alerts are delivered."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import schedule
from jobscout.rules.schedule import NotificationPreferences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def preferences(**changes: Any) -> NotificationPreferences:
    return NotificationPreferences(**({"timezone": "Europe/Berlin"} | changes))


QUIET = {"quiet_start": time(22), "quiet_end": time(7)}


@pytest.mark.parametrize(
    ("changes", "now", "due"),
    [
        ({}, "2026-11-23T12:00", "2026-11-23T12:00"),
        (QUIET, "2026-11-23T12:00", "2026-11-23T12:00"),
        (QUIET, "2026-11-23T21:00", "2026-11-24T06:00"),  # 22:00 in Berlin
        (QUIET, "2026-11-23T20:59", "2026-11-23T20:59"),
        (QUIET, "2026-11-24T05:59", "2026-11-24T06:00"),
        (QUIET, "2026-11-24T06:00", "2026-11-24T06:00"),
        ({"quiet_start": time(12), "quiet_end": time(14)}, "2026-11-23T11:30", "2026-11-23T13:00"),
        ({"quiet_start": time(9), "quiet_end": time(9)}, "2026-11-23T08:00", "2026-11-23T08:00"),
        ({"quiet_start": time(9)}, "2026-11-23T08:30", "2026-11-23T08:30"),
        ({"cadence": "daily"}, "2026-11-23T06:59", "2026-11-23T07:00"),
        ({"cadence": "daily"}, "2026-11-23T07:00", "2026-11-23T07:00"),
        ({"cadence": "daily"}, "2026-11-23T07:01", "2026-11-24T07:00"),
        ({"cadence": "daily", "digest_hour": 0}, "2026-11-23T22:30", "2026-11-23T23:00"),
        ({"cadence": "weekly"}, "2026-11-23T06:00", "2026-11-23T07:00"),  # a Monday
        ({"cadence": "weekly"}, "2026-11-23T08:00", "2026-11-30T07:00"),
        ({"cadence": "weekly"}, "2026-11-29T22:59", "2026-11-30T07:00"),
        ({"cadence": "weekly"}, "2026-11-29T23:30", "2026-11-30T07:00"),  # Monday in Berlin
        ({"cadence": "daily", "digest_hour": 5, **QUIET}, "2026-11-23T12:00", "2026-11-24T06:00"),
        ({"timezone": "Africa/Nairobi", **QUIET}, "2026-11-23T19:00", "2026-11-24T04:00"),
        ({"timezone": "Mars/Olympus", **QUIET}, "2026-11-23T23:00", "2026-11-24T07:00"),
        ({"timezone": "../etc/passwd"}, "2026-11-23T23:00", "2026-11-23T23:00"),
        ({"timezone": ""}, "2026-11-23T23:00", "2026-11-23T23:00"),
        # Clocks go forward on 29 March 2026 at 01:00 UTC and back on 25 October.
        (QUIET, "2026-03-28T22:00", "2026-03-29T05:00"),
        (QUIET, "2026-10-24T21:00", "2026-10-25T06:00"),
        ({"cadence": "daily"}, "2026-03-28T08:00", "2026-03-29T06:00"),
        ({"cadence": "daily"}, "2026-10-24T08:00", "2026-10-25T07:00"),
        ({"cadence": "daily", "digest_hour": 2}, "2026-03-28T12:00", "2026-03-29T01:00"),
        ({"cadence": "daily", "digest_hour": 2}, "2026-10-24T12:00", "2026-10-25T00:00"),
    ],
)
def test_bundle_at(changes: dict[str, Any], now: str, due: str) -> None:
    """Quiet hours hold over midnight and clock changes; digests come at their local hour."""
    assert schedule.bundle_at(preferences(**changes), at(now)) == at(due)


@pytest.mark.parametrize(
    ("now", "start", "end"),
    [
        ("2026-11-23T12:00", "2026-11-22T23:00", "2026-11-23T23:00"),
        ("2026-11-23T23:30", "2026-11-23T23:00", "2026-11-24T23:00"),
        ("2026-03-29T12:00", "2026-03-28T23:00", "2026-03-29T22:00"),  # 23 hours long
        ("2026-10-25T12:00", "2026-10-24T22:00", "2026-10-25T23:00"),  # 25 hours long
    ],
)
def test_the_users_day(now: str, start: str, end: str) -> None:
    """The daily limit counts from local midnight to local midnight."""
    assert schedule.local_day_start(preferences(), at(now)) == at(start)
    assert schedule.next_day(preferences(), at(now)) == at(end)


_TIMES = st.none() | st.times(timezones=st.none())


@given(
    st.builds(
        NotificationPreferences,
        timezone=st.sampled_from(
            ["Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Pacific/Apia", "Nope"]
        ),
        cadence=st.sampled_from(["instant", "daily", "weekly"]),
        digest_hour=st.integers(0, 23),
        quiet_start=_TIMES,
        quiet_end=_TIMES,
    ),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_never_before_now_and_never_far(asked: NotificationPreferences, now: datetime) -> None:
    """Nothing is due in the past, nor later than a week, a quiet day and a clock change."""
    due = schedule.bundle_at(asked, now)

    assert now <= due <= now + timedelta(days=8, hours=2)
    assert schedule.bundle_at(asked, due) >= due
    assert schedule.local_day_start(asked, now) <= now < schedule.next_day(asked, now)


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
