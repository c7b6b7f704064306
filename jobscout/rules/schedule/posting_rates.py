"""How many postings a source publishes in each hour of the week, learnt from what readings found.

The number of postings in an hour of the week is Poisson; its rate has a Gamma prior, so that the
expected rate is (postings seen + prior) / (weeks watched + prior). The prior is that of the other
sources, by empirical Bayes; postings that come in bursts tell less, by the mean of the squares of
how many come at once (a compound Poisson process). What was seen counts half after
``HALF_LIFE``, since boards change. A posting of which only a span of time is known (between two
readings, or a date without a time) is spread over that span in proportion to the rates expected
until then: the E step of expectation maximisation for interval-censored counts.

``posting_hours`` says how a week's postings are spread over its hours.
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.freshness import latest
from jobscout.rules.schedule import posting_hours
from jobscout.rules.schedule.posting_hours import HOURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_LEAST_SOURCES: Final = 20  # of which a prior is learnt
_ONE_BURST: Final = timedelta(minutes=10)
"""Postings that are not further apart belong together, and tell as much as one."""
PRIOR_RATES: Final = [PRIOR_POSTINGS / PRIOR_WEEKS * share for share in posting_hours.TYPICAL_WEEK]
"""Postings that are expected in each hour of the week of a source of which nothing is known."""
_NONE: Final = (0.0,) * HOURS


class PostingCounts(NamedTuple):
    """What was seen of a source until *as_of*.

    Attributes:
        counts: postings by hour of the week, decayed.
        postings: all of them, also those of an unknown hour, decayed likewise.
        weeks: how long they were counted, decayed likewise.
        squares: the sum over bursts of the square of how many *counts* has of each, decayed
            likewise; 0.0: not known.
    """

    counts: tuple[float, ...]
    postings: float
    weeks: float
    as_of: datetime
    squares: float = 0.0


class RatePrior(NamedTuple):
    """What is expected of any source: as if *postings* had been seen in so many *weeks*."""

    postings: float = PRIOR_POSTINGS
    weeks: float = PRIOR_WEEKS


NEW: Final = RatePrior()
_PRIORS: Final = tuple(
    RatePrior(postings, postings / mean)
    for postings in (0.1, 0.25, 0.5, 1.0, 2.0)
    for mean in (0.25, 0.5, 1, 2, 4, 8, 16)
)


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
    return seen._replace(
        counts=tuple(counts),
        postings=seen.postings + len(spans),
        squares=seen.squares + _squares(spans),
    )


def _squares(spans: Sequence[Span]) -> int:
    """Of the numbers of postings that came together, as far as the spans tell."""
    many, squares = 0, 0
    last = datetime.min.replace(tzinfo=UTC)
    for start, _ in sorted(spans):
        if start - last > _ONE_BURST:
            squares, many = squares + many**2, 0
        many, last = many + 1, start
    return squares + many**2


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
        seen.squares * kept,
    )


def weekly(seen: PostingCounts, prior: RatePrior = NEW) -> float:
    """Expected postings a week."""
    each = _independent(seen)
    return (each * seen.postings + prior.postings) / (each * seen.weeks + prior.weeks)


def hourly(seen: PostingCounts, now: datetime, prior: RatePrior = NEW) -> Sequence[float]:
    """Expected postings in each hour of the week, from *now* on."""
    return _hourly(aged(seen, now), prior)


def learnt_prior(sources: Sequence[PostingCounts]) -> RatePrior:
    """The prior, of some, that makes what was seen of all sources likeliest."""
    told = [
        (each * seen.postings, each * seen.weeks)
        for seen in sources
        for each in (_independent(seen),)
        if seen.weeks > 0
    ]
    if len(told) < _LEAST_SOURCES:
        return NEW
    return max(_PRIORS, key=lambda prior: _log_likelihood(prior, told))


def _log_likelihood(prior: RatePrior, told: Sequence[tuple[float, float]]) -> float:
    """Of postings in weeks, each of another source: negative binomial."""
    shape, rate = prior
    return sum(
        math.lgamma(shape + postings)
        + shape * math.log(rate / (rate + weeks))
        - postings * math.log(rate + weeks)
        for postings, weeks in told
    ) - len(told) * math.lgamma(shape)


def _hourly(seen: PostingCounts, prior: RatePrior = NEW) -> list[float]:
    each = _independent(seen)
    week = weekly(seen, prior)
    return [week * share for share in posting_hours.shares([each * n for n in seen.counts])]


def _independent(seen: PostingCounts) -> float:
    """How many postings that come one by one tell as much as one of these."""
    return min(sum(seen.counts) / seen.squares, 1.0) if seen.squares else 1.0


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
