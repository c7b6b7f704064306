"""Which share of its postings a source publishes in each hour of the week.

A source rarely has a posting for each of 168 hours. So hours share: the week of a source is shrunk
towards its own hours of the day and days of the week, and these towards the weeks that its
postings make likely: a mixture of opening hours in all time zones and of days that are worked.
How much a source is like any of these differs, and so several strengths of the shrinkage are
averaged, each with the probability that it gives to the postings (Dirichlet-multinomial). Hours
are of UTC, from Monday 00:00; a clock change moves a board's week by one hour, which is learnt
anew.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

HOURS: Final = 168
_OPENS: Final = 9
_OPEN_FOR: Final = {3: 0.04, 5: 0.08, 7: 0.28, 9: 0.32, 11: 0.2, 13: 0.08}
"""Hours for which an office is open, with their prior probabilities."""
_AHEAD: Final = range(-11, 13)
_EDGE, _CLOSED = 0.4, 0.08
"""Rates of the hour before and after, and of all others, relative to an open hour: as 1,243 times
that eleven recorded boards state."""
_ROUND_THE_CLOCK: Final = 0.06  # prior probability of a board that keeps no office hours
_UNLIKELY: Final = 0.02  # what is so much less likely than the likeliest is left out
_DAY_OFF, _HALF_DAY, _ANY_DAY = 0.05, 0.7, 0.8
_WEEKS: Final = (
    (0.8, (1.0, 1.0, 1.0, 1.0, 1.0, _DAY_OFF, _DAY_OFF)),
    (0.05, (1.0, 1.0, 1.0, 1.0, _DAY_OFF, _DAY_OFF, 1.0)),
    (0.05, (1.0, 1.0, 1.0, 1.0, 1.0, _HALF_DAY, _DAY_OFF)),
    (0.1, (1.0, 1.0, 1.0, 1.0, 1.0, _ANY_DAY, _ANY_DAY)),
)
"""Days from Monday that are worked, with their prior probabilities."""
_HOUR_PRIORS: Final = (16.0, 64.0, 256.0)
_DAY_PRIORS: Final = (4.0, 16.0, 64.0, 256.0)
_EACH_PRIOR: Final = 64.0
"""How many postings it takes in an hour of the day, on a day of the week and in an hour of the week
to move half way from what is usual elsewhere to what is usual there."""


class _Office(NamedTuple):
    """Opening hours in a time zone.

    Attributes:
        first: the hour of the day, in UTC, at which it opens.
        log_prior: of its probability.
        log_total: of the relative rates of a day.
        shares: of a day's postings in each UTC hour, as far as it belongs to the local day before,
            the same one, and the one after: three times 24.
    """

    first: int
    open_for: int
    log_prior: float
    log_total: float
    shares: tuple[float, ...]


def _office(open_for: int, ahead: int) -> _Office:
    """*ahead* is how many hours its clocks are ahead of UTC."""
    day = [_CLOSED] * 24
    day[_OPENS - 1 : _OPENS + open_for + 1] = [_EDGE, *[1.0] * open_for, _EDGE]
    total = sum(day)
    shares = [0.0] * 72
    for hour in range(24):
        local = hour + ahead
        shares[24 * (1 + local // 24) + hour] = day[local % 24] / total
    prior = (1 - _ROUND_THE_CLOCK) * _OPEN_FOR[open_for] / len(_AHEAD)
    first = (_OPENS - ahead) % 24
    return _Office(first, open_for, math.log(prior), math.log(total), tuple(shares))


_OFFICES: Final = tuple(_office(open_for, ahead) for open_for in _OPEN_FOR for ahead in _AHEAD)
_LOG_EDGE, _LOG_CLOSED = math.log(_EDGE), math.log(_CLOSED)


def _likely_hours(by_hour: Sequence[float]) -> list[float]:
    """As ``_Office.shares``: the mean of all offices by their posterior probabilities."""
    total = sum(by_hour)
    until = [0.0, *accumulate([*by_hour, *by_hour])]
    logs = []
    for first, open_for, log_prior, log_total, _ in _OFFICES:
        inside = until[first + open_for] - until[first]
        beside = by_hour[first - 1] + by_hour[(first + open_for) % 24]
        closed = (total - inside - beside) * _LOG_CLOSED
        logs.append(log_prior + beside * _LOG_EDGE + closed - total * log_total)
    clock = math.log(_ROUND_THE_CLOCK) - total * math.log(24)
    best = max(*logs, clock)
    clock = math.exp(clock - best)
    whole = clock
    mixed = [0.0] * 24 + [clock / 24] * 24 + [0.0] * 24
    for log, office in zip(logs, _OFFICES, strict=True):
        weight = math.exp(log - best)
        if weight > _UNLIKELY:
            whole += weight
            mixed = [
                sum_ + weight * share for sum_, share in zip(mixed, office.shares, strict=True)
            ]
    return [share / whole for share in mixed]


def _likely_days(by_day: Sequence[float], hours: Sequence[float]) -> list[float]:
    """The days' shares of a week, where they begin with the local midnight.

    *by_day* are the postings of UTC days, and *hours* from ``_likely_hours``.
    """
    before, same, after = (sum(hours[start : start + 24]) for start in (0, 24, 48))
    logs, weeks = [], []
    for prior, rates in _WEEKS:
        days = [rate / sum(rates) for rate in rates]
        seen = [
            before * days[day - 1] + same * days[day] + after * days[(day + 1) % 7]
            for day in range(7)
        ]
        weeks.append(days)
        logs.append(
            math.log(prior)
            + sum(many * math.log(share) for many, share in zip(by_day, seen, strict=True))
        )
    weights = [math.exp(log - max(logs)) for log in logs]
    return [
        sum(weight * days[day] for weight, days in zip(weights, weeks, strict=True)) / sum(weights)
        for day in range(7)
    ]


def _likely_week(by_hour: Sequence[float], by_day: Sequence[float]) -> list[float]:
    """The hours' shares of a week, by what is usual elsewhere."""
    hours = _likely_hours(by_hour)
    days = _likely_days(by_day, hours)
    each = list(zip(hours[:24], hours[24:48], hours[48:], strict=True))
    return [
        before * days[day - 1] + same * days[day] + after * days[(day + 1) % 7]
        for day in range(7)
        for before, same, after in each
    ]


TYPICAL_WEEK: Final = tuple(_likely_week([0.0] * 24, [0.0] * 7))


def shares(counts: Sequence[float]) -> Sequence[float]:
    """Each hour's share of a week's postings, where *counts* were seen."""
    total = sum(counts)
    if not total:
        return TYPICAL_WEEK
    by_hour = [sum(counts[hour::24]) for hour in range(24)]
    by_day = [sum(counts[start : start + 24]) for start in range(0, HOURS, 24)]
    week = _likely_week(by_hour, by_day)
    hours = _factors(by_hour, [sum(week[hour::24]) for hour in range(24)], _HOUR_PRIORS)
    week = _scaled([share * hours[n % 24] for n, share in enumerate(week)])
    usual = [sum(week[start : start + 24]) for start in range(0, HOURS, 24)]
    days = _factors(by_day, usual, _DAY_PRIORS)
    week = _scaled([share * days[n // 24] for n, share in enumerate(week)])
    return _scaled(
        [
            share * (many + _EACH_PRIOR) / (total * share + _EACH_PRIOR)
            for many, share in zip(counts, week, strict=True)
        ]
    )


def _scaled(week: Sequence[float]) -> list[float]:
    whole = sum(week)
    return [share / whole for share in week]


def _factors(
    counts: Sequence[float], usual: Sequence[float], priors: Sequence[float]
) -> list[float]:
    """How many times more postings parts of a week have than is *usual*.

    The mean over all *priors*, numbers of postings that what is usual counts as, by the
    probability that each gives to *counts*.
    """
    total = sum(counts)
    logs = [
        math.lgamma(prior)
        - math.lgamma(total + prior)
        + sum(
            math.lgamma(many + prior * share) - math.lgamma(prior * share)
            for many, share in zip(counts, usual, strict=True)
            if many
        )
        for prior in priors
    ]
    weights = [math.exp(log - max(logs)) for log in logs]
    trusts = [
        weight / sum(weights) / (total + prior)
        for weight, prior in zip(weights, priors, strict=True)
    ]
    own = sum(trusts)
    rest = sum(trust * prior for trust, prior in zip(trusts, priors, strict=True))
    return [own * many / share + rest for many, share in zip(counts, usual, strict=True)]
