"""Reminders of what a person tracks: when they come, and what they say.

They come in the morning of the person, at the hour of their digest, whatever the cadence of their
alerts, and never in their quiet hours.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.rules import notification_times

if TYPE_CHECKING:
    from jobscout.model import ReminderKind
    from jobscout.rules.notification_times import NotificationPreferences

AHEAD: Final = timedelta(days=3)
"""So long before a deadline its reminder comes."""
QUIET: Final = timedelta(days=14)
"""So long nothing has happened to an application before its nudge comes."""
LOOKED_BACK: Final = timedelta(days=60)
"""What became quiet, or closed, longer ago is not news any more."""
DAY: Final = timedelta(days=1)

_SENTENCES: Final[dict[ReminderKind, str]] = {
    "deadline": "Apply by {}",
    "quiet": "No news since {}",
    "closed": "No longer listed since {}",
}


def deadline_at(
    preferences: NotificationPreferences, deadline: date, now: datetime
) -> datetime | None:
    """When to remind of a deadline, in UTC; None: there is no such moment, or it is not near.

    Three days ahead in the morning; at once if that is over and the deadline is not. A deadline
    includes its day, in the person's time zone. *now* is aware.
    """
    morning = notification_times.at(preferences, deadline - AHEAD, preferences.digest_hour)
    over = notification_times.at(preferences, deadline + DAY, 0)
    if morning > now + DAY:
        return None
    instant = msgspec.structs.replace(preferences, cadence="instant")
    due = notification_times.bundle_at(instant, max(morning, now))
    return due if due < over else None


def nudge_at(preferences: NotificationPreferences, now: datetime) -> datetime:
    """When a nudge that is due from *now* on comes: the next morning."""
    daily = msgspec.structs.replace(preferences, cadence="daily")
    return notification_times.bundle_at(daily, now)


def local_day(preferences: NotificationPreferences, moment: datetime) -> date:
    """The day of *moment* where the person is."""
    return moment.astimezone(notification_times.time_zone(preferences.timezone)).date()


def sentence(kind: ReminderKind, about: date) -> str:
    """``Apply by 3 Dec 2026``, ``No news since …``, ``No longer listed since …``."""
    return _SENTENCES[kind].format(f"{about.day} {about:%b %Y}")
