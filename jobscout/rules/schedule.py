"""When things are due: reading a source, retrying, and notifying a user (P9, P12)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from jobscout.model import Cadence, DueSource, Priority

DEFAULT_INTERVALS: Final[dict[Priority, timedelta]] = {
    "high": timedelta(minutes=5),
    "normal": timedelta(minutes=30),
    "low": timedelta(hours=6),
}
MAX_INTERVAL: Final = timedelta(hours=24)
"""Every source is read at least once a day, whatever interval its board asks for."""
FIRST_RETRY: Final = timedelta(minutes=1)
MAX_RETRY: Final = timedelta(hours=6)
"""Pauses after failures double from the first to the longest: nine failures in a row."""
MAX_OWN_REST: Final = timedelta(hours=1)
"""Longest pause of a source after failures of our own; its usual interval if that is shorter."""
MAX_DEATHS: Final = 5
"""After this many process deaths during the same work, that work is suspected to cause them."""
MONDAY: Final = 0
FULL_READ: Final = timedelta(days=3)
"""A board that answers 304 is read in full once in this time: some answer so in error."""
_OWN_SHARE: Final = 4  # failures of ours begin with a quarter of the first pause
_RETRIES: Final = 22  # enough for the shortest first pause to become the longest


class _Retries:
    """The pauses of this process, see ``set_first_retry``."""

    first = FIRST_RETRY


def set_first_retry(seconds: float) -> None:
    """Set the pause after a first failure, from which all others grow, before anything runs."""
    _Retries.first = timedelta(seconds=seconds)


def own_retries() -> list[timedelta]:
    """Pauses after failures of ours, by how many there were: 15 seconds, then twice as long."""
    first = _Retries.first / _OWN_SHARE
    return [min(first * (1 << n), MAX_RETRY) for n in range(_RETRIES)]


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


def revalidates(source: DueSource, now: datetime, full_read: timedelta = FULL_READ) -> bool:
    """Whether a board may be asked for changes only, or must be read in full."""
    if source.validators_distrusted or source.full_read_at is None:
        return False
    return now - source.full_read_at < full_read


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


def scrape_interval(
    priority: Priority,
    min_interval: timedelta,
    stated_s: int | None,
    poll_after: timedelta | None,
) -> timedelta:
    """How long to wait between two readings of a source.

    Args:
        priority: gives the default if the operator set no interval.
        min_interval: the minimum for this kind of board.
        stated_s: the operator's interval in seconds.
        poll_after: what the board asked for in its last answer.

    Returns:
        The largest of them, at most ``MAX_INTERVAL``.
    """
    wanted = DEFAULT_INTERVALS[priority] if stated_s is None else timedelta(seconds=stated_s)
    return min(max(wanted, min_interval, poll_after or timedelta()), MAX_INTERVAL)


def retry_after_failure(failures: int, requested_s: float | None) -> timedelta:
    """How long to wait after the n-th failure in a row: 1, 2, 4 … minutes, at most 6 hours.

    At least the *requested_s* seconds that the board asked for, up to ``MAX_INTERVAL``.
    """
    doublings = min(max(failures, 1) - 1, 30)  # far beyond the longest pause, and cannot overflow
    pause = min(_Retries.first * (1 << doublings), MAX_RETRY)
    longest_s = MAX_INTERVAL.total_seconds()
    requested = requested_s if requested_s is not None and requested_s > 0 else 0.0  # also for NaN
    return max(pause, timedelta(seconds=min(requested, longest_s)))


def retry_after_own_failure(failures: int) -> timedelta:
    """How long a source waits after the n-th consecutive reading that failed on our side."""
    retries = own_retries()
    return min(retries[min(max(failures, 1), len(retries)) - 1], MAX_OWN_REST)


def rest_after_deaths(failures: int, interval: timedelta) -> timedelta:
    """How long a source waits after its readings killed several processes, at most an hour.

    At least its usual interval (within that hour), so that other work proceeds between the crashes.
    """
    return max(retry_after_own_failure(failures), min(interval, MAX_OWN_REST))


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
