"""When reminders come, and what they say."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobscout.rules.notification_times import NotificationPreferences
from jobscout.rules.reminders import deadline_at, local_day, nudge_at, sentence

TOKYO = NotificationPreferences(timezone="Asia/Tokyo", cadence="weekly")
KIRITIMATI = NotificationPreferences(timezone="Pacific/Kiritimati")
QUIET = NotificationPreferences(quiet_start=time(22), quiet_end=time(9))
PLAIN = NotificationPreferences()
DEADLINE = date(2026, 12, 10)


def utc(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("preferences", "now", "due"),
    [
        # three days ahead, at the hour of the digest, whatever the cadence
        (PLAIN, utc(6, 12), utc(7, 8)),
        (PLAIN, utc(7, 8), utc(7, 8)),
        (TOKYO, utc(6, 12), utc(6, 23)),
        (KIRITIMATI, utc(6), utc(6, 18)),
        # late, and at once
        (PLAIN, utc(9, 13, 5), utc(9, 13, 5)),
        (PLAIN, utc(10, 23, 59), utc(10, 23, 59)),
        # after quiet hours, unless the deadline is over by then
        (QUIET, utc(6, 12), utc(7, 9)),
        (QUIET, utc(9, 23), utc(10, 9)),
        (QUIET, utc(10, 23), None),
        # over, where the person is; and not near yet
        (PLAIN, utc(11), None),
        (TOKYO, utc(10, 15), None),
        (PLAIN, utc(5, 12), None),
    ],
)
def test_deadline_at(
    preferences: NotificationPreferences, now: datetime, due: datetime | None
) -> None:
    """A deadline includes its day, where the person is."""
    assert deadline_at(preferences, DEADLINE, now) == due


def test_clock_changes() -> None:
    """The morning is the person's on either side of a clock change."""
    berlin = NotificationPreferences(timezone="Europe/Berlin")
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        due = deadline_at(
            berlin,
            day + timedelta(days=3),
            datetime(day.year, day.month, day.day - 1, 12, tzinfo=UTC),
        )
        assert due is not None
        assert due.astimezone(ZoneInfo("Europe/Berlin")).hour == 8


@pytest.mark.parametrize(
    ("preferences", "now", "due"),
    [
        (PLAIN, utc(6, 3), utc(6, 8)),
        (PLAIN, utc(6, 12), utc(7, 8)),
        (TOKYO, utc(6, 3), utc(6, 23)),
        (QUIET, utc(6, 3), utc(6, 9)),
    ],
)
def test_nudge_at(preferences: NotificationPreferences, now: datetime, due: datetime) -> None:
    """The next morning, after quiet hours."""
    assert nudge_at(preferences, now) == due


def test_sentences() -> None:
    """Each says what, and the day."""
    assert [sentence(kind, DEADLINE) for kind in ("deadline", "quiet", "closed")] == [
        "Apply by 10 Dec 2026",
        "No news since 10 Dec 2026",
        "No longer listed since 10 Dec 2026",
    ]
    assert local_day(TOKYO, utc(6, 20)) == date(2026, 12, 7)
