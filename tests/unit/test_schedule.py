"""P9: when sources are read, and when work that failed is tried again."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest

from jobscout.model import PollHints
from jobscout.rules import schedule
from jobscout.rules.schedule import Plan, posting_rates
from jobscout.rules.schedule import reasons as schedule_reasons
from jobscout.rules.schedule.posting_rates import HOUR, PostingCounts, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from jobscout.model import Priority

MONDAY: Final = datetime(2026, 11, 23, tzinfo=UTC)
NOTHING: Final = PostingCounts((0.0,) * 168, 0.0, 0.0, MONDAY + timedelta(weeks=1))
"""Of a source that was not watched before the times of these tests."""


@pytest.mark.parametrize(
    ("minimum", "stated_s", "poll_after", "expected"),
    [
        (timedelta(0), 1, None, timedelta(seconds=1)),
        (timedelta(minutes=1), 60, None, timedelta(minutes=1)),
        (timedelta(hours=6), 60, None, timedelta(hours=6)),
        (timedelta(0), 60, timedelta(hours=1), timedelta(hours=1)),
        (timedelta(0), 10**9, None, timedelta(hours=24)),
        (timedelta(0), 60, timedelta(days=400), timedelta(hours=24)),
    ],
)
def test_stated_interval(
    minimum: timedelta, stated_s: int, poll_after: timedelta | None, expected: timedelta
) -> None:
    """The operator's interval wins over what is planned; the board's word bounds it."""
    shortest = schedule.shortest_interval(minimum, poll_after)
    plan = Plan(price=1e-12)

    assert schedule.wait(MONDAY, NOTHING, plan, shortest, stated_s) == expected


@pytest.mark.parametrize(
    ("now", "skipped", "expected"),
    [
        (MONDAY, {3}, timedelta(hours=2)),
        (MONDAY, {2, 3}, timedelta(hours=4)),
        (MONDAY + timedelta(minutes=50), {2, 3}, timedelta(hours=3, minutes=10)),
        (MONDAY - timedelta(hours=1), {0, 1}, timedelta(hours=3)),
        (MONDAY, range(24), timedelta(hours=24)),
        (MONDAY, range(30), timedelta(hours=24)),
        (MONDAY, range(168), timedelta(hours=24)),
    ],
)
@pytest.mark.parametrize("stated_s", [7200, None])
def test_hours_that_a_board_excludes(
    now: datetime, skipped: Collection[int], expected: timedelta, stated_s: int | None
) -> None:
    """They are waited for, but no longer than a day."""
    shortest = timedelta(hours=2)
    plan = Plan(price=1e-12)

    assert schedule.wait(now, NOTHING, plan, shortest, stated_s, skipped=skipped) == expected


@pytest.mark.parametrize(
    ("hints", "said"),
    [
        (PollHints(ttl_s=3600.0), "The feed itself asks not to be read more often (its ttl)."),
        (PollHints(ttl_s=60.0), "The board may not be read more often,"),
        (PollHints(ttl_s=1e9, skipped=(1,)), "(its ttl). It is not read in the hours that"),
    ],
)
def test_reason_of_a_feed(hints: PollHints, said: str) -> None:
    shortest = schedule.shortest_interval(timedelta(0), timedelta(seconds=min(hints.ttl_s, 1e8)))
    shortest = max(shortest, HOUR)

    assert said in schedule_reasons.reason(shortest, Plan(), shortest, 60, hints)


@pytest.mark.parametrize(
    ("lane", "mean"),
    [
        ("high", timedelta(minutes=5)),
        ("normal", timedelta(minutes=30)),
        ("low", timedelta(hours=6)),
    ],
)
def test_a_new_source(lane: Priority, mean: timedelta) -> None:
    """The lanes keep their intervals while nothing is known, with more looks in office hours."""
    plan = Plan(schedule.LANE_WEIGHTS[lane])
    planned = schedule.planned_interval(posting_rates.PRIOR_RATES, plan, timedelta(0))
    waits = [schedule.wait(MONDAY + n * HOUR, NOTHING, plan, timedelta(0)) for n in range(168)]

    assert planned / mean == pytest.approx(1)
    assert waits[10] < mean < waits[-24]


def test_the_next_look_is_when_the_rates_add_up_to_one() -> None:
    """More readings fall into hours with more postings, and at least one into each day."""
    night_and_day = [0.0] * 9 + [2.0] * 8 + [0.0] * 7
    half_past_8, half_past_16 = MONDAY + 8.5 * HOUR, MONDAY + 16.5 * HOUR

    assert schedule.next_look(half_past_8, night_and_day * 7) == HOUR
    assert schedule.next_look(MONDAY + 10 * HOUR, night_and_day * 7) == HOUR / 2
    assert schedule.next_look(half_past_16, [rate / 2 for rate in night_and_day] * 7) == 17 * HOUR
    assert schedule.next_look(MONDAY, [0.0] * 168) == schedule.MAX_INTERVAL
    assert schedule.next_look(MONDAY, [0.0] * 168, 2 * schedule.MAX_INTERVAL) == 48 * HOUR


@pytest.mark.parametrize(
    ("times_more", "plan"),
    [
        (2, Plan(weight=4)),
        (1 / 2, Plan(requests=4)),
        (1 / 2, Plan(price=4 * schedule.LEAST_PRICE)),
        (0, Plan(price=math.inf)),
    ],
)
def test_the_frequency_follows_the_square_root(times_more: float, plan: Plan) -> None:
    """Of weight × rate over requests × price: four times the worth, twice the readings."""
    rates = schedule.look_rates([0.1] * 168, Plan())

    assert schedule.look_rates([0.1] * 168, plan) == pytest.approx(
        [rate * times_more for rate in rates]
    )
    assert schedule.look_rates([0.4] * 168, Plan()) == pytest.approx([rate * 2 for rate in rates])


def test_bounds_of_a_wait() -> None:
    """Never sooner than the board asks, nor twice a minute, nor later than the plan says."""
    each = [MONDAY + n % 20 * HOUR / 4 + n // 20 * posting_rates.WEEK for n in range(10_000)]
    busy = posting_rates.with_postings(NOTHING, [Span(at, at) for at in each], MONDAY)
    dead = NOTHING._replace(weeks=1e9)

    assert schedule.wait(MONDAY, busy, Plan(), timedelta(0)) == schedule.MIN_INTERVAL
    assert schedule.wait(MONDAY, busy, Plan(), 2 * HOUR) == 2 * HOUR
    assert schedule.wait(MONDAY, dead, Plan(), timedelta(0)) == schedule.MAX_INTERVAL
    assert schedule.wait(MONDAY, dead, Plan(longest=40 * HOUR), timedelta(0)) == 40 * HOUR


def test_weights() -> None:
    """A posting counts once, and once more for each alert; a lane as the square of its interval."""
    assert schedule.weight("normal", alerts=0, postings=0) == 1
    assert schedule.weight("normal", alerts=30, postings=10) == 4
    assert schedule.weight("high", alerts=0, postings=5) == 36


@pytest.mark.parametrize(
    ("plan", "shortest", "stated_s", "begins"),
    [
        (Plan(), 6 * HOUR, None, "The board may not"),
        (Plan(), 6 * HOUR, 60, "The board may not"),
        (Plan(), timedelta(0), 60, "An operator"),
        (Plan(price=1e-12), timedelta(0), None, "No source"),
        (Plan(price=1e3), timedelta(0), None, "So few"),
        (Plan(price=math.inf, longest=30 * HOUR, bound="host"), timedelta(0), None, "There are"),
        (Plan(price=0.01, bound="host"), timedelta(0), None, "The budget of requests of its host"),
        (Plan(price=0.01, bound="total"), timedelta(0), None, "The budget of requests over all"),
        (Plan(), timedelta(0), None, "Another reading would save less than 5 seconds"),
    ],
)
def test_reason(plan: Plan, shortest: timedelta, stated_s: int | None, begins: str) -> None:
    """An operator is told what the interval follows from."""
    interval = schedule.planned_interval(posting_rates.PRIOR_RATES, plan, shortest, stated_s)

    assert schedule_reasons.reason(interval, plan, shortest, stated_s).startswith(begins)


@pytest.mark.parametrize(
    ("failures", "requested_s", "minutes"),
    [
        (1, None, 1),
        (2, None, 2),
        (3, None, 4),
        (9, None, 256),
        (10, None, 360),
        (10**9, None, 360),
        (0, None, 1),
        (1, 600.0, 10),
        (4, 60.0, 8),
        (1, 10.0**9, 24 * 60),
        (1, float("nan"), 1),
        (1, -5.0, 1),
    ],
)
def test_retry_after_failure(failures: int, requested_s: float | None, minutes: int) -> None:
    """Pauses double up to six hours, and the board's own word is kept up to a day."""
    assert schedule.retry_after_failure(failures, requested_s) == timedelta(minutes=minutes)


@pytest.fixture
def first_retry() -> Iterator[Callable[[float], None]]:
    """Sets the first pause for one test."""
    yield schedule.set_first_retry
    schedule.set_first_retry(schedule.FIRST_RETRY.total_seconds())


@pytest.mark.parametrize("first_s", [0.1, 60.0, 3600.0])
def test_all_pauses_grow_from_the_first(
    first_retry: Callable[[float], None], first_s: float
) -> None:
    """Those after failures of ours begin with a quarter of it; none is longer than six hours."""
    first_retry(first_s)
    first, own = timedelta(seconds=first_s), schedule.own_retries()

    assert schedule.retry_after_failure(1, None) == first
    assert schedule.retry_after_failure(2, None) == 2 * first
    assert schedule.retry_after_failure(10**9, None) == schedule.MAX_RETRY
    assert own[:3] == [first / 4, first / 2, first]
    assert own[-1] == schedule.MAX_RETRY
    assert schedule.retry_after_own_failure(1) == first / 4
