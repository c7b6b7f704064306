"""P9: budgets of requests a day, for each host and over all, hold at the price of a request."""

from __future__ import annotations

import math
import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from jobscout.rules.schedule import (
    LEAST_PRICE,
    MAX_INTERVAL,
    MIN_INTERVAL,
    posting_rates,
    request_prices,
)
from jobscout.rules.schedule.request_prices import PLANNED_SHARE, Budgets, Demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.rules.schedule.request_prices import Price

AMPLE = Budgets(1e9, 1e9)


def demand(
    host: str, weekly: float, requests: float = 1.0, stated: timedelta | None = None
) -> Demand:
    expected = [weekly / 2 * rate for rate in posting_rates.PRIOR_RATES]
    return request_prices.demand(
        host, expected, weight=1.0, requests=requests, shortest=MIN_INTERVAL, stated=stated
    )


def population(seed: int, many: int = 200) -> list[Demand]:
    rng = random.Random(seed)  # noqa: S311
    return [
        demand(f"host-{n % 7}", rng.lognormvariate(0, 2), rng.choice((1.0, 3.5)))
        for n in range(many)
    ]


def spent(demands: Sequence[Demand], prices: Sequence[Price], host: str = "") -> float:
    """Requests on the busiest day of the week."""
    days = [0.0] * 7
    for asked, paid in zip(demands, prices, strict=True):
        if host in {"", asked.host}:
            least = asked.least if asked.is_fixed else asked.least * (MAX_INTERVAL / paid.longest)
            for day, slope in enumerate(asked.slopes):
                days[day] += min(max(least, slope / math.sqrt(paid.price)), asked.most)
    return max(days)


@pytest.mark.parametrize("seed", range(5))
def test_budgets_are_kept_and_used(seed: int) -> None:
    """On the busiest day: over all, and for each host that wants more."""
    demands = population(seed)
    for budgets in (
        Budgets(1_000, 3_000),
        Budgets(300, 1e9),
        Budgets(1e9, 2_000),
        Budgets(40, 1e9),
    ):
        prices = request_prices.prices(demands, budgets)

        total = spent(demands, prices)
        assert total <= budgets.total * PLANNED_SHARE * 1.000001
        if any(price.bound == "total" for price in prices):
            assert total == pytest.approx(budgets.total * PLANNED_SHARE)
        for host in {asked.host for asked in demands}:
            own = spent(demands, prices, host)
            assert own <= budgets.host * PLANNED_SHARE * 1.000001
            bounds = {
                price.bound
                for price, asked in zip(prices, demands, strict=True)
                if asked.host == host
            }
            if bounds == {"host"}:
                assert own == pytest.approx(budgets.host * PLANNED_SHARE)


def test_one_price_for_all() -> None:
    """Where no budget of a host binds, each request saves the same delay: the optimum."""
    prices = request_prices.prices(population(1), Budgets(1e9, 2_000))

    assert len({price.price for price in prices}) == 1
    assert prices[0].price > LEAST_PRICE


def test_a_crowded_host_pays_more() -> None:
    """Its boards are read less often; the others take what it leaves."""
    demands = [demand("crowded", 5)] * 100 + [demand("other", 5)] * 3

    prices = request_prices.prices(demands, Budgets(400, 500))

    assert (prices[0].bound, prices[-1].bound) == ("host", "total")
    assert prices[0].price > 3 * prices[-1].price


@pytest.mark.parametrize(
    ("delays", "a_day"), [((10, 0), 8640), ((0, 2, 40), 2160), ((1e9,), 1440), ((0.01,), 20_000)]
)
def test_crawl_delay_is_a_budget(delays: Sequence[float], a_day: float) -> None:
    """A host takes one request in it; what one of its boards was told holds for all."""
    slow = [
        demand("slow", 50)._replace(crawl_delay_s=delays[n % len(delays)]) for n in range(3_000)
    ]

    prices = request_prices.prices([*slow, demand("other", 5)], Budgets(20_000, 1e9))

    assert spent(slow, prices[:-1]) == pytest.approx(a_day * PLANNED_SHARE)
    assert (prices[0].bound, prices[-1].bound) == ("host", "value")


def test_ample_budgets() -> None:
    """A request must save a little delay all the same: nobody is read for nothing."""
    prices = request_prices.prices(population(2), AMPLE)

    assert {(price.bound, price.longest) for price in prices} == {("value", MAX_INTERVAL)}
    assert [price.price for price in prices] == pytest.approx([LEAST_PRICE] * len(prices))


def test_more_boards_than_requests() -> None:
    """A budget that does not read each board once a day is kept too; the boards share it."""
    demands = [demand("crowded", 5) for _ in range(100)] + [demand("other", 5)]

    prices = request_prices.prices(demands, Budgets(50, 1e9))

    assert prices[0].longest == MAX_INTERVAL * 100 / (50 * PLANNED_SHARE)
    assert (prices[0].price, prices[0].bound) == (math.inf, "host")
    assert prices[-1].longest == MAX_INTERVAL


def test_intervals_of_operators_count_first() -> None:
    """They are not stretched; what is left of the budget is for the others."""
    stated = [demand("host", 5, stated=timedelta(hours=1))]
    demands = stated + [demand("host", 5) for _ in range(10)]

    prices = request_prices.prices(demands, Budgets(100, 1e9))

    assert spent(demands, prices) == pytest.approx(100 * PLANNED_SHARE)
    assert spent(stated, prices[:1]) == 24


def test_intervals_of_operators_beyond_the_budget() -> None:
    """Nothing is left for anybody else, and nothing is divided by that."""
    often = timedelta(seconds=1)
    alone = request_prices.prices([demand("a", 5, stated=often)], Budgets(100, 100))
    beside = request_prices.prices(
        [demand("a", 5, stated=often), demand("a", 5)], Budgets(100, 100)
    )

    assert [price.longest for price in alone] == [MAX_INTERVAL]
    assert beside[1].longest > MAX_INTERVAL


def test_nothing_expected_and_nothing_asked() -> None:
    """A board of which nothing is expected, and readings that took no request, are planned."""
    silent = request_prices.demand(
        "a", [0.0] * 168, weight=1.0, requests=0.0, shortest=MIN_INTERVAL
    )

    (price,) = request_prices.prices([silent], Budgets(100, 100))

    assert price.longest == MAX_INTERVAL


def test_first_readings_are_paid_for() -> None:
    """On its first day a source is read once more than its schedule says."""
    demands = [asked._replace(once=asked.least) for asked in population(3)]
    first = sum(asked.once for asked in demands)

    prices = request_prices.prices(demands, Budgets(1e9, 3_000))

    assert spent(demands, prices) == pytest.approx(3_000 * PLANNED_SHARE - first)


def test_nothing_to_plan() -> None:
    """There may be no source, and a host may be asked no more than its pace allows."""
    assert request_prices.prices([], AMPLE) == []
    assert request_prices.budgets(100_000, 1e6, pace_s=2.0) == Budgets(43_200, 1e6)
    assert request_prices.budgets(100, 1e6, pace_s=2.0) == Budgets(100, 1e6)
