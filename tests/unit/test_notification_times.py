"""P12: when alerts are delivered."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules import notification_times
from jobscout.rules.notification_times import NotificationPreferences


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
    assert notification_times.bundle_at(preferences(**changes), at(now)) == at(due)


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
    assert notification_times.local_day_start(preferences(), at(now)) == at(start)
    assert notification_times.next_day(preferences(), at(now)) == at(end)


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
    due = notification_times.bundle_at(asked, now)

    assert now <= due <= now + timedelta(days=8, hours=2)
    assert notification_times.bundle_at(asked, due) >= due
    assert (
        notification_times.local_day_start(asked, now)
        <= now
        < notification_times.next_day(asked, now)
    )
