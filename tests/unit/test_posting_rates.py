"""P9: how often a source publishes is learnt from stated times and from what readings found."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.schedule import posting_rates
from jobscout.rules.schedule.posting_hours import HOURS
from jobscout.rules.schedule.posting_rates import (
    HALF_LIFE,
    HISTORY,
    HOUR,
    WEEK,
    PostingCounts,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

MONDAY: Final = datetime(2026, 11, 23, tzinfo=UTC)
NOTHING: Final = PostingCounts((0.0,) * HOURS, 0.0, 0.0, MONDAY)
NINE: Final = MONDAY + 9 * HOUR


def nines(weeks: int, until: datetime = MONDAY) -> list[datetime]:
    """A posting at 09:30 on each weekday of the *weeks* before."""
    days = (until - timedelta(days=n) for n in range(1, weeks * 7 + 1))
    return [day + 9.5 * HOUR for day in days if day.weekday() < 5]


def test_a_new_source() -> None:
    """Two postings a week, three quarters of them at times when offices are open somewhere."""
    rates = posting_rates.hourly(NOTHING, MONDAY)

    assert sum(rates) == pytest.approx(2)
    assert rates == pytest.approx(posting_rates.PRIOR_RATES)
    assert min(rates) > 0
    assert sum(rates[:120]) > 1.8


def test_what_is_seen_soon_counts_more_than_what_was_expected() -> None:
    """After four weeks of twenty postings each, twenty are expected; of none, nearly none."""
    each = [MONDAY + n % 28 * timedelta(days=1) + n // 28 * HOUR for n in range(80)]
    spans = [Span(at, at) for at in each]
    busy = posting_rates.with_postings(NOTHING, spans, MONDAY + 4 * WEEK)

    assert posting_rates.weekly(busy) == pytest.approx(20, rel=0.3)
    assert posting_rates.weekly(posting_rates.aged(NOTHING, MONDAY + 4 * WEEK)) < 0.1


def test_stated_times_of_the_first_reading() -> None:
    """A board that says when its postings were published is known at once, hours included."""
    seen = posting_rates.first_counts(nines(12), MONDAY)
    rates = posting_rates.hourly(seen, MONDAY)

    # of twelve weeks, and those of them are missing that were closed
    assert 5 < posting_rates.weekly(seen) < 10
    assert max(range(HOURS), key=rates.__getitem__) % 24 == 9
    assert sum(rates[9:120:24]) > 10 * sum(rates[0:120:24])


def test_a_list_that_is_cut_off_reaches_back_to_its_oldest() -> None:
    """A hundred postings of two days are hundreds a week; of a whole list, they are all it has."""
    stated = [MONDAY - n / 2 * HOUR for n in range(100)]

    cut = posting_rates.first_counts(stated, MONDAY, whole=False)
    whole = posting_rates.first_counts(stated, MONDAY)

    assert posting_rates.weekly(cut) > 200
    assert posting_rates.weekly(whole) < 20


def test_old_postings_tell_of_the_hours_only() -> None:
    """What was published before ``HISTORY`` says nothing of how much is published now."""
    old = nines(4, MONDAY - HISTORY)
    seen = posting_rates.first_counts([*old, MONDAY - HOUR], MONDAY)

    assert posting_rates.weekly(seen) < 0.5
    assert sum(seen.counts) == pytest.approx(len(old) + 1)


def test_number_of_undated_postings() -> None:
    """A whole list of forty without times is four a week, less surely; a cut one tells nothing."""
    whole = posting_rates.first_counts([None] * 40, MONDAY)
    cut = posting_rates.first_counts([None] * 40, MONDAY, whole=False)

    assert posting_rates.weekly(whole) == pytest.approx(4, rel=0.1)
    assert sum(whole.counts) == 0
    assert posting_rates.weekly(cut) == pytest.approx(2)


@pytest.mark.parametrize(
    ("stated", "span"),
    [
        (None, (0, 10)),
        (4.5, (4.5, 4.5 + 1 / 60)),
        (-3, (0, 10)),  # a draft's
        (11, (0, 10)),  # not yet
        (-24, (0, 10)),  # midnight is a date, and that day is over
        (0, (0, 10)),  # so is this, and the day is not
    ],
)
def test_appeared(stated: float | None, span: tuple[float, float]) -> None:
    """A posting appeared when its board states, if that lies between two readings."""
    at = None if stated is None else MONDAY + stated * HOUR

    found = posting_rates.appeared(at, MONDAY, MONDAY + 10 * HOUR)

    assert [(each - MONDAY) / HOUR for each in found] == pytest.approx(list(span))


def test_unknown_times_go_where_postings_are_expected() -> None:
    """A posting found on Monday morning after a weekend was hardly published on Sunday."""
    seen = posting_rates.first_counts(nines(12), MONDAY)
    friday, noon = MONDAY + 4.75 * timedelta(days=1), MONDAY + 7.5 * timedelta(days=1)

    found = posting_rates.with_new(seen, [None] * 10, friday, noon)
    more = [
        now - then
        for now, then in zip(found.counts, posting_rates.aged(seen, noon).counts, strict=True)
    ]

    assert sum(more) == pytest.approx(10)
    assert sum(more[:12]) > 7
    assert min(more) == 0
    assert found.postings - posting_rates.aged(seen, noon).postings == 10


def test_time_zones_are_told_apart() -> None:
    """A few postings in Nairobi's mornings are enough for its afternoons, not for America's."""
    mornings = [NINE - 2 * HOUR + n * timedelta(days=1) for n in range(5)]
    seen = posting_rates.with_postings(NOTHING, [Span(at, at) for at in mornings], MONDAY + WEEK)
    rates = posting_rates.hourly(seen, MONDAY + WEEK)

    assert rates[11] > 3 * rates[20]


def seen_at(times: Sequence[datetime], weeks: int) -> PostingCounts:
    spans = [Span(at, at) for at in times]
    return posting_rates.with_postings(NOTHING, spans, MONDAY + weeks * WEEK)


def on_days(days: Sequence[int], hours: Sequence[int], weeks: int) -> list[datetime]:
    """A posting in each of these hours of these days of the week."""
    return [
        MONDAY + week * WEEK + day * timedelta(days=1) + (hour + 0.5) * HOUR
        for week in range(weeks)
        for day in days
        for hour in hours
    ]


@pytest.mark.parametrize(
    ("open_days", "closed"), [((6, 0, 1, 2, 3), (4, 5)), ((0, 1, 2, 3, 4), (5, 6))]
)
def test_days_that_are_worked(open_days: Sequence[int], closed: Sequence[int]) -> None:
    """Three weeks are enough to tell a weekend on Friday from one on Sunday."""
    rates = posting_rates.hourly(seen_at(on_days(open_days, [9], 3), 3), MONDAY + 3 * WEEK)
    days = [sum(rates[24 * day : 24 * day + 24]) for day in range(7)]

    assert max(days[day] for day in closed) < min(days[day] for day in open_days) / 5


def test_one_hour_of_every_day() -> None:
    """A nightly import is no office: after four weeks most is expected in its hour, any day."""
    rates = posting_rates.hourly(seen_at(on_days(range(7), [2], 4), 4), MONDAY + 4 * WEEK)

    assert sum(rates[2::24]) > 0.5 * sum(rates)
    assert sum(rates[120:]) > 0.2 * sum(rates)


def test_round_the_clock() -> None:
    """Neither nights nor weekends are neglected where as much is published in them."""
    times = on_days(range(7), range(24), 1)
    rates = posting_rates.hourly(seen_at(times[::5], 1), MONDAY + WEEK)

    assert max(rates) < 3 * min(rates)


def test_bursts_tell_less() -> None:
    """Twenty postings at once are one event: they move neither the rate nor the hours as much."""
    one_by_one = seen_at([*on_days(range(5), [18, 19], 2)], 2)
    at_once = seen_at([NINE + 9.5 * HOUR + n * timedelta(seconds=9) for n in range(20)], 2)
    now = MONDAY + 2 * WEEK

    assert posting_rates.weekly(at_once) < 0.8 * posting_rates.weekly(one_by_one)
    shares = []
    for seen in (one_by_one, at_once):
        rates = posting_rates.hourly(seen, now)
        shares.append(sum(rates[11::24]) / sum(rates[18::24]))
    assert 2 * shares[0] < shares[1] < 1


def test_undated_postings_of_one_reading_are_a_burst() -> None:
    """That it was read at a moment says nothing of when they were published one by one."""
    found = posting_rates.with_new(NOTHING, [None] * 30, MONDAY, MONDAY + 2 * HOUR)

    assert found.squares == 900


@pytest.mark.parametrize("each", [0.5, 4.0, 15.0])
def test_what_is_usual_of_sources(each: float) -> None:
    """A source of which little is known is expected to be like the others."""
    rng = random.Random(1)  # noqa: S311
    sources = [
        NOTHING._replace(postings=float(round(rng.gauss(7, 2) * each)), weeks=7.0)
        for _ in range(50)
    ]
    prior = posting_rates.learnt_prior(sources)
    quiet = NOTHING._replace(weeks=0.001)

    assert prior.postings / prior.weeks == pytest.approx(each, rel=0.7)
    assert posting_rates.weekly(quiet, prior) == pytest.approx(each, rel=0.7)
    assert sum(posting_rates.hourly(quiet, MONDAY, prior)) == pytest.approx(
        posting_rates.weekly(quiet, prior)
    )


def test_few_sources_tell_nothing_of_others() -> None:
    assert posting_rates.learnt_prior([NOTHING._replace(weeks=7.0)] * 19) == posting_rates.NEW
    assert posting_rates.learnt_prior([NOTHING] * 99) == posting_rates.NEW
    assert posting_rates.learnt_prior([NOTHING._replace(weeks=7.0)] * 20) != posting_rates.NEW


def test_half_life() -> None:
    """What was seen counts half after six weeks, and an endless past as less than nine weeks."""
    seen = NOTHING._replace(counts=(1.0,) * HOURS, postings=168.0, weeks=4.0, squares=200.0)

    later = posting_rates.aged(seen, MONDAY + HALF_LIFE)

    assert later.counts == pytest.approx((0.5,) * HOURS)
    assert later.postings == pytest.approx(84)
    assert later.squares == pytest.approx(100)
    assert 4 / 2 < later.weeks < 4 / 2 + 6
    assert posting_rates.aged(seen, MONDAY + 999 * WEEK).weeks == pytest.approx(8.66, abs=0.01)
    assert posting_rates.aged(seen, MONDAY - WEEK) == seen


_HOURS_AGO = st.none() | st.integers(-100, 10_000)


@given(st.lists(_HOURS_AGO.map(lambda n: None if n is None else MONDAY - n * HOUR)), st.booleans())
def test_anything_stated_gives_rates(stated: list[datetime | None], whole: bool) -> None:
    """All rates are positive and finite, add up to the week's, and count what was found."""
    seen = posting_rates.first_counts(stated, MONDAY, whole=whole)
    more = posting_rates.with_new(seen, stated, MONDAY, MONDAY + HOUR)
    rates = posting_rates.hourly(more, MONDAY + HOUR)

    assert all(0 < rate < 10**6 for rate in rates)
    assert sum(rates) == pytest.approx(posting_rates.weekly(more))
    assert more.postings >= seen.postings + len(stated) - 0.01 * (seen.postings + 1)
