"""When a source is read, and when work that failed is tried again (P9).

For a given number of requests, the mean delay of postings is least where a source is read with
the frequency √(weight × rate / (2 × requests × price)): *rate* postings an hour, *requests* that a
reading costs, and one *price* for all sources, the delay that a request must save (Azar, Horvitz,
Lubetzky, Peres, Shahaf: Tractable near-optimal policies for crawling, PNAS 2018; Kolobov, Peres,
Lu, Horvitz: Staying up to date with online content changes, NeurIPS 2019). Rates differ by the
hour of the week, so the frequency is integrated, and the next look is when it reaches one.
``request_prices`` says what the price is, ``posting_rates`` how rates are learnt.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from jobscout.rules.schedule.posting_hours import HOURS
from jobscout.rules.schedule.posting_rates import (
    HOUR,
    NEW,
    PRIOR_RATES,
    WEEK,
    hour_of_week,
    hourly,
    next_hour,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from jobscout.model import DueSource, Priority
    from jobscout.rules.schedule.posting_rates import PostingCounts, RatePrior

DEFAULT_INTERVALS: Final[dict[Priority, timedelta]] = {
    "high": timedelta(minutes=5),
    "normal": timedelta(minutes=30),
    "low": timedelta(hours=6),
}
"""On average between two readings of a source of which nothing is known, where budgets allow."""
MIN_INTERVAL: Final = timedelta(minutes=1)
MAX_INTERVAL: Final = timedelta(hours=24)
"""Every source is read at least once a day, whatever interval its board asks for."""
LANE_WEIGHTS: Final[dict[Priority, float]] = {
    lane: (DEFAULT_INTERVALS["normal"] / interval) ** 2
    for lane, interval in DEFAULT_INTERVALS.items()
}
"""The frequency follows the square root, and so keeps the ratios of the intervals."""
LEAST_PRICE: Final = (
    sum(math.sqrt(rate / 2) for rate in PRIOR_RATES) / (WEEK / DEFAULT_INTERVALS["normal"])
) ** 2
"""Hours of delay of one posting that a request must save at least, however much the budgets allow.

Some twenty seconds: with it, a new source of the normal lane is read every ``DEFAULT_INTERVALS``.
"""
FIRST_RETRY: Final = timedelta(minutes=1)
MAX_RETRY: Final = timedelta(hours=6)
"""Pauses after failures double from the first to the longest: nine failures in a row."""
MAX_OWN_REST: Final = timedelta(hours=1)
"""Longest pause of a source after failures of our own; its usual interval if that is shorter."""
MAX_DEATHS: Final = 5
"""After this many process deaths during the same work, that work is suspected to cause them."""
CRAWL_DELAY_MAX_S: Final = 60.0
"""With a longer one no board of several pages would ever be read."""
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


Bound = Literal["value", "host", "total"]
"""What keeps a source from being read more often: that it brings nothing, or a budget."""


class Plan(NamedTuple):
    """How much reading a source is worth.

    Attributes:
        weight: of the delay of one of its postings.
        requests: of one reading.
        price: delay, weighted, in hours of a posting, that a request must save.
        longest: interval; longer than ``MAX_INTERVAL`` where there are more boards than requests.
        prior: what is expected of all sources, where little is known of this one.
    """

    weight: float = 1.0
    requests: float = 1.0
    price: float = LEAST_PRICE
    longest: timedelta = MAX_INTERVAL
    bound: Bound = "value"
    prior: RatePrior = NEW


def weight(priority: Priority, alerts: int, postings: int) -> float:
    """A posting counts once for all who may look for it, and once for each alert that it causes.

    *alerts* are those that *postings* new ones caused lately.
    """
    return LANE_WEIGHTS[priority] * (1 + alerts / max(postings, 1))


def look_rates(expected: Sequence[float], plan: Plan) -> list[float]:
    """Readings an hour by hour of the week, of a source with the *expected* postings."""
    factor = plan.weight / (2 * plan.requests * plan.price)
    return [math.sqrt(factor * rate) for rate in expected]


def next_look(now: datetime, rates: Sequence[float], most: timedelta = MAX_INTERVAL) -> timedelta:
    """How long after a reading the next one is due: when the *rates* add up to one reading."""
    due, at = 0.0, now
    while at < now + most:
        rate, until = rates[hour_of_week(at)], next_hour(at)
        more = rate * ((until - at) / HOUR)
        if due + more >= 1:
            return min(at - now + (1 - due) / rate * HOUR, most)
        due, at = due + more, until
    return most


def wait(
    now: datetime,
    seen: PostingCounts,
    plan: Plan,
    shortest: timedelta,
    stated_s: int | None = None,
    *,
    skipped: Collection[int] = (),
) -> timedelta:
    """How long to wait after a reading that ended *now*.

    Args:
        seen: what is known of the source's postings.
        plan: what its readings are worth.
        shortest: what kind and board ask for at least, see ``shortest_interval``.
        stated_s: the operator's interval in seconds, which replaces what is planned.
        skipped: hours of the week in which the board does not want to be read.
    """
    if stated_s is not None:
        return _beyond(skipped, now, stated_interval(stated_s, shortest))
    rates = look_rates(hourly(seen, now, plan.prior), plan)
    planned = max(next_look(now, rates, plan.longest), shortest, MIN_INTERVAL)
    return _beyond(skipped, now, planned)


def _beyond(skipped: Collection[int], now: datetime, planned: timedelta) -> timedelta:
    """*planned*, moved to the next hour that is not *skipped*, if that comes within a day."""
    at, latest = now + planned, now + max(planned, MAX_INTERVAL)
    while at < latest and hour_of_week(at) in skipped:
        at = next_hour(at)
    return min(at, latest) - now


def planned_interval(
    expected: Sequence[float], plan: Plan, shortest: timedelta, stated_s: int | None = None
) -> timedelta:
    """The mean over a week of what ``wait`` gives, with *expected* postings by hour of the week."""
    if stated_s is not None:
        return stated_interval(stated_s, shortest)
    looks = max(sum(look_rates(expected, plan)), HOURS * (HOUR / plan.longest))
    return max(WEEK / looks, shortest, MIN_INTERVAL)


def shortest_interval(min_interval: timedelta, poll_after: timedelta | None) -> timedelta:
    """What the kind of a board and its last answer ask for at least, up to ``MAX_INTERVAL``."""
    return min(max(min_interval, poll_after or timedelta()), MAX_INTERVAL)


def stated_interval(stated_s: int, shortest: timedelta) -> timedelta:
    """The interval that an operator stated, within what the board asks for and ``MAX_INTERVAL``."""
    return min(max(timedelta(seconds=stated_s), shortest), MAX_INTERVAL)


def revalidates(source: DueSource, now: datetime, full_read: timedelta = FULL_READ) -> bool:
    """Whether a board may be asked for changes only, or must be read in full."""
    if source.validators_distrusted or source.full_read_at is None:
        return False
    return now - source.full_read_at < full_read


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
