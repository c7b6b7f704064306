"""How many postings a source publishes in each hour of the week, learnt from what readings found.

The number of postings in an hour of the week is Poisson; its rate has a Gamma prior, so that the
expected rate is (postings seen + prior) / (weeks watched + prior). What was seen counts half after
``HALF_LIFE``, since boards change. A posting of which only a span of time is known (between two
readings, or a date without a time) is spread over that span in proportion to the rates expected
until then: the E step of expectation maximisation for interval-censored counts.

A source rarely has a posting for each of 168 hours. So hours share: the week of a source is shrunk
towards its own hours of the day and days of the week, and these towards the office weeks that its
postings make likely (a mixture of time zones and opening hours). Hours are of UTC, from Monday
00:00; a clock change moves a board's week by one hour, which is learnt anew.
"""

from __future__ import annotations

import math
import operator
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.freshness import latest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HOURS: Final = 168
WEEK: Final = timedelta(weeks=1)
HOUR: Final = timedelta(hours=1)
HALF_LIFE: Final = timedelta(weeks=6)
LIFETIME: Final = timedelta(weeks=10)
"""For which a posting is open in the mean: on recorded boards half of them are seven weeks old."""
HISTORY: Final = timedelta(weeks=12)
"""How far back the stated times count that the first reading of a board finds."""
_UNDATED_TRUST: Final = 0.5  # of what the number of open postings tells, where no times are stated
PRIOR_POSTINGS: Final = 0.25
PRIOR_WEEKS: Final = 0.125
"""A new source is expected to publish two postings a week, and that counts as much as a day of
watching: rates of boards differ a thousandfold."""
_HOUR_PRIOR: Final = 8.0
_DAY_PRIOR: Final = 32.0
_EACH_PRIOR: Final = 64.0
"""How many postings it takes in an hour of the day, on a day of the week and in an hour of the week
to move half way from what is usual elsewhere to what is usual there."""
_OPENS: Final = 9
_OPEN_FOR: Final = (7, 9, 11)
_AHEAD: Final = range(-11, 13)
_EDGE, _CLOSED, _WEEKEND = 0.4, 0.08, 0.05
"""Rates of the hour before and after, of all others, and of a day of the weekend, relative to an
open hour: as 1,243 times that eleven recorded boards state."""
_ROUND_THE_CLOCK: Final = 0.05  # prior probability of a board that keeps no office hours
_UNLIKELY: Final = 0.02  # what is so much less likely than the likeliest is left out
_DAY_RATES: Final = (_WEEKEND, *[1.0] * 5, _WEEKEND, _WEEKEND, 1.0)  # Sunday to the next Monday


class _Office(NamedTuple):
    """Opening hours in a time zone.

    Attributes:
        first: the hour of the day, in UTC, at which it opens.
        total: of the relative rates of a day.
        shares: of a week's postings in each UTC hour of a weekday, as far as it belongs to the
            local day before, the same one, and the one after: three times 24.
    """

    first: int
    open_for: int
    total: float
    shares: tuple[float, ...]


def _office(open_for: int, ahead: int) -> _Office:
    """*ahead* is how many hours its clocks are ahead of UTC."""
    day = [_CLOSED] * 24
    day[_OPENS - 1 : _OPENS + open_for + 1] = [_EDGE, *[1.0] * open_for, _EDGE]
    whole = sum(day) * sum(_DAY_RATES[1:8])
    shares = [0.0] * 72
    for hour in range(24):
        local = hour + ahead
        shares[24 * (1 + local // 24) + hour] = day[local % 24] / whole
    return _Office((_OPENS - ahead) % 24, open_for, sum(day), tuple(shares))


_OFFICES: Final = tuple(_office(open_for, ahead) for open_for in _OPEN_FOR for ahead in _AHEAD)


def _likely_week(by_hour: Sequence[float]) -> list[float]:
    """The hours' shares of a week, given the postings of each hour of the day.

    The mean of what offices share, and of boards that publish round the clock, by their posterior
    probabilities.
    """
    total = sum(by_hour)
    until = [0.0, *accumulate([*by_hour, *by_hour])]
    prior = math.log((1 - _ROUND_THE_CLOCK) / len(_OFFICES))
    logs = []
    for first, open_for, day, _ in _OFFICES:
        inside = until[first + open_for] - until[first]
        beside = by_hour[first - 1] + by_hour[(first + open_for) % 24]
        closed = (total - inside - beside) * _LOG_CLOSED
        logs.append(prior + beside * _LOG_EDGE + closed - total * math.log(day))
    clock = math.log(_ROUND_THE_CLOCK) - total * math.log(24)
    best = max(*logs, clock)
    clock = math.exp(clock - best)
    weights = [math.exp(log - best) for log in logs]
    whole = clock
    mixed = [0.0] * 72
    for weight, office in zip(weights, _OFFICES, strict=True):
        if weight > _UNLIKELY:
            whole += weight
            mixed = [
                sum_ + weight * share for sum_, share in zip(mixed, office.shares, strict=True)
            ]
    hours = list(zip(mixed[:24], mixed[24:48], mixed[48:], strict=True))
    return [
        (
            before * _DAY_RATES[day]
            + same * _DAY_RATES[day + 1]
            + after * _DAY_RATES[day + 2]
            + clock / HOURS
        )
        / whole
        for day in range(7)
        for before, same, after in hours
    ]


_LOG_EDGE, _LOG_CLOSED = math.log(_EDGE), math.log(_CLOSED)
TYPICAL_WEEK: Final = tuple(_likely_week([0.0] * 24))
PRIOR_RATES: Final = [PRIOR_POSTINGS / PRIOR_WEEKS * share for share in TYPICAL_WEEK]
"""Postings that are expected in each hour of the week of a source of which nothing is known."""
_NONE: Final = (0.0,) * HOURS


class PostingCounts(NamedTuple):
    """What was seen of a source until *as_of*.

    Attributes:
        counts: postings by hour of the week, decayed.
        postings: all of them, also those of an unknown hour, decayed likewise.
        weeks: how long they were counted, decayed likewise.
    """

    counts: tuple[float, ...]
    postings: float
    weeks: float
    as_of: datetime


class Span(NamedTuple):
    """When a posting appeared: not before *start*, and not after *end*."""

    start: datetime
    end: datetime


def hour_of_week(at: datetime) -> int:
    at = at.astimezone(UTC)
    return at.weekday() * 24 + at.hour


def first_counts(
    stated: Sequence[datetime | None], now: datetime, *, whole: bool = True
) -> PostingCounts:
    """What the first reading of a board tells by the times that its postings state, if any.

    Postings are open for a ``LIFETIME`` in the mean, exponentially distributed, so of those of
    *t* weeks only lifetime × (1 - exp(-t / lifetime)) weeks' are left; of those of all time,
    one lifetime's (Little's law). A list that is cut off reaches back to its oldest posting.
    Older times than ``HISTORY`` still tell of the hours.
    """
    times = [at for at in stated if at is not None and at <= now]
    lifetime = LIFETIME / WEEK
    if not times:
        trust = _UNDATED_TRUST if whole else 0.0
        return PostingCounts(_NONE, len(stated) * trust, lifetime * trust, now)
    oldest = min(times)
    since = now - HISTORY if whole else max(now - HISTORY, oldest)
    spans = [appeared(at, oldest, now) for at in times]
    found = with_postings(PostingCounts(_NONE, 0.0, 0.0, now), spans, now)
    return found._replace(
        postings=sum(at >= since for at in times),
        weeks=lifetime * (1 - math.exp((since - now) / LIFETIME)),
    )


def appeared(stated: datetime | None, read_at: datetime, now: datetime) -> Span:
    """When a posting appeared that the reading at *read_at* did not list and the one *now* does.

    A time stated for it that is before *read_at* tells nothing: the board listed it later.
    """
    if stated is None or stated > now or latest(stated) <= read_at:
        return Span(read_at, now)
    return Span(max(stated, read_at), min(latest(stated), now))


def with_new(
    seen: PostingCounts, stated: Sequence[datetime | None], read_at: datetime, now: datetime
) -> PostingCounts:
    """*seen* with the postings that the reading *now* found and the one at *read_at* did not."""
    return with_postings(seen, [appeared(at, read_at, now) for at in stated], now)


def with_postings(seen: PostingCounts, spans: Sequence[Span], now: datetime) -> PostingCounts:
    """*seen*, aged until *now*, with the postings that appeared meanwhile."""
    seen = aged(seen, now)
    counts, expected = list(seen.counts), _hourly(seen)
    for span, many in Counter(spans).items():
        for hour, share in _shares(span, expected):
            counts[hour] += many * share
    return seen._replace(counts=tuple(counts), postings=seen.postings + len(spans))


def aged(seen: PostingCounts, now: datetime) -> PostingCounts:
    """*seen* as it counts at *now*, where nothing more appeared."""
    if now <= seen.as_of:
        return seen
    kept = 0.5 ** ((now - seen.as_of) / HALF_LIFE)
    always = HALF_LIFE / WEEK / math.log(2)  # weeks that an endless past is worth
    return PostingCounts(
        tuple(count * kept for count in seen.counts),
        seen.postings * kept,
        seen.weeks * kept + always * (1 - kept),
        now,
    )


def weekly(seen: PostingCounts) -> float:
    """Expected postings a week."""
    return (seen.postings + PRIOR_POSTINGS) / (seen.weeks + PRIOR_WEEKS)


def hourly(seen: PostingCounts, now: datetime) -> Sequence[float]:
    """Expected postings in each hour of the week, from *now* on."""
    return _hourly(aged(seen, now))


def _hourly(seen: PostingCounts) -> list[float]:
    total, week = sum(seen.counts), weekly(seen)
    if not total:
        return [week * share for share in TYPICAL_WEEK]
    counts = seen.counts
    by_hour = [sum(counts[hour::24]) for hour in range(24)]
    shares = _likely_week(by_hour)
    expected = [total * sum(shares[hour::24]) for hour in range(24)]
    hours = _factors(by_hour, expected, _HOUR_PRIOR)
    shares = list(map(operator.mul, shares, hours * 7))
    starts = range(0, HOURS, 24)
    by_day = [sum(counts[start : start + 24]) for start in starts]
    expected = [total * sum(shares[start : start + 24]) for start in starts]
    days = _factors(by_day, expected, _DAY_PRIOR)
    shares = [share * days[n // 24] for n, share in enumerate(shares)]
    each = _factors(counts, [total * share for share in shares], _EACH_PRIOR)
    shares = list(map(operator.mul, shares, each))
    by = week / sum(shares)
    return [by * share for share in shares]


def _factors(counts: Sequence[float], expected: Sequence[float], prior: float) -> list[float]:
    """How many times more postings there are in parts of a week than expected."""
    return [(n + prior) / (other + prior) for n, other in zip(counts, expected, strict=True)]


def _shares(span: Span, expected: Sequence[float]) -> Iterator[tuple[int, float]]:
    """The hours of the week in which a posting may have appeared, each with its probability."""
    start = max(span.start, span.end - WEEK)
    if start >= span.end:
        yield hour_of_week(span.end), 1.0
        return
    hours: list[tuple[int, float]] = []
    while start < span.end:
        hour = hour_of_week(start)
        until = min(next_hour(start), span.end)
        hours.append((hour, expected[hour] * ((until - start) / HOUR)))
        start = until
    whole = sum(weight for _, weight in hours)
    yield from ((hour, weight / whole) for hour, weight in hours)


def next_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0) + HOUR
