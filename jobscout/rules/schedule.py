"""When a source is read, and when work that failed is tried again (P9)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from jobscout.model import DueSource, Priority

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


def revalidates(source: DueSource, now: datetime, full_read: timedelta = FULL_READ) -> bool:
    """Whether a board may be asked for changes only, or must be read in full."""
    if source.validators_distrusted or source.full_read_at is None:
        return False
    return now - source.full_read_at < full_read


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
