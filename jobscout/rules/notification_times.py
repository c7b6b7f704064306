"""When a user is notified: digests, quiet hours and the daily limit, in local time (P12)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from jobscout.model import Cadence

MONDAY: Final = 0


class NotificationPreferences(msgspec.Struct, frozen=True, kw_only=True):
    """When a user wants to be notified, in local time.

    Quiet hours last from *quiet_start* to *quiet_end*, possibly over midnight; there are none if
    either is None or both are equal. The defaults apply to users without settings and equal those
    of the table ``preferences``.
    """

    timezone: str = "UTC"
    cadence: Cadence = "instant"
    digest_hour: int = 8
    quiet_start: time | None = None
    quiet_end: time | None = None
    max_alerts_per_day: int = 50


def bundle_at(preferences: NotificationPreferences, now: datetime) -> datetime:
    """When alerts made at *now* may be bundled into a delivery, in UTC, never before *now*.

    Instant means now; daily the next ``digest_hour``, weekly that of the next Monday. A time in
    quiet hours moves to their end. An hour that the clocks skip becomes the next existing one;
    of an hour that occurs twice, the first counts. An unknown time zone is UTC.
    """
    due = now.astimezone(UTC)
    if preferences.cadence != "instant":
        due = _digest(preferences, due)
    return _after_quiet(preferences, due)


def local_day_start(preferences: NotificationPreferences, now: datetime) -> datetime:
    """The user's last local midnight in UTC, from which the daily limit counts."""
    zone = time_zone(preferences.timezone)
    return _instant(now.astimezone(zone).date(), time(), zone)


def next_day(preferences: NotificationPreferences, now: datetime) -> datetime:
    """The user's next local midnight in UTC, when the daily limit starts anew."""
    zone = time_zone(preferences.timezone)
    return _instant(now.astimezone(zone).date() + timedelta(days=1), time(), zone)


def at(preferences: NotificationPreferences, day: date, hour: int) -> datetime:
    """That hour of the user's local *day*, in UTC."""
    return _instant(day, time(min(max(hour, 0), 23)), time_zone(preferences.timezone))


def _digest(preferences: NotificationPreferences, now: datetime) -> datetime:
    zone = time_zone(preferences.timezone)
    hour = time(min(max(preferences.digest_hour, 0), 23))
    today = now.astimezone(zone).date()
    days = (MONDAY - today.weekday()) % 7 if preferences.cadence == "weekly" else 0
    due = _instant(today + timedelta(days=days), hour, zone)
    if due >= now:
        return due
    return _instant(today + timedelta(days=7 if preferences.cadence == "weekly" else 1), hour, zone)


def _after_quiet(preferences: NotificationPreferences, due: datetime) -> datetime:
    start, end = preferences.quiet_start, preferences.quiet_end
    if start is None or end is None or start == end:
        return due
    zone = time_zone(preferences.timezone)
    today = due.astimezone(zone).date()
    for first in (today - timedelta(days=1), today):
        last = first if start < end else first + timedelta(days=1)
        quiet_ends = _instant(last, end, zone)
        if _instant(first, start, zone) <= due < quiet_ends:
            return quiet_ends
    return due


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time as an instant; one in the gap of a clock change moves past the gap."""
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), zone).astimezone(UTC)


@lru_cache(maxsize=1024)
def time_zone(name: str) -> ZoneInfo:
    """The zone with that name; UTC if it is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
