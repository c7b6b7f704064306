"""What a request costs, so that all sources together keep to the budgets of requests a day.

Each source asks for more requests the cheaper they are: its frequency follows 1/√price, see
``schedule``, between the least and the most that it may have. The price of a host is the lowest at
which its sources keep to the host's budget, and the price of all likewise; a source pays the
higher of both. It is the sum μ + ν of the Lagrange multipliers of the two budgets.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.freshness import DAY
from jobscout.rules.schedule import CRAWL_DELAY_MAX_S, LEAST_PRICE, MAX_INTERVAL, Bound
from jobscout.rules.schedule.posting_hours import HOURS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

PLANNED_SHARE: Final = 0.9
"""Of a budget; the rest is for what comes in between, new sources and details of new postings, and
for times in which nobody counts all requests, see ``paces``."""
_FASTEST: Final = 1 / math.sqrt(LEAST_PRICE)
_MAX_STRETCH: Final = 30.0


class Budgets(NamedTuple):
    """Requests a day of each host, and over all."""

    host: float
    total: float


DEFAULT_BUDGETS: Final = Budgets(host=20_000, total=100_000)


class Demand(NamedTuple):
    """What a source asks for.

    Attributes:
        slopes: requests on each day of the week at the price 1, from Monday.
        least: requests a day, at any price.
        most: requests a day, at no price.
        once: requests of its first reading, if that is today's.
        crawl_delay_s: between two requests to the host, as its robots.txt said to this source.
    """

    host: str
    slopes: Sequence[float]
    least: float
    most: float
    once: float = 0.0
    crawl_delay_s: float = 0.0

    @property
    def is_fixed(self) -> bool:
        return self.least >= self.most


class Price(NamedTuple):
    """What a request of a source must be worth, and its longest interval: see ``schedule.Plan``."""

    price: float
    longest: timedelta
    bound: Bound


def budgets(host: float, total: float, pace_s: float) -> Budgets:
    """As set; a host that is asked once in *pace_s* seconds takes no more."""
    return Budgets(min(host, DAY.total_seconds() / pace_s), total)


def demand(
    host: str,
    expected: Sequence[float],
    *,
    weight: float,
    requests: float,
    shortest: timedelta,
    stated: timedelta | None = None,
    is_new: bool = False,
    crawl_delay_s: float = 0.0,
) -> Demand:
    """Of a source with the *expected* postings by hour of the week.

    *requests* are those of one reading, which takes at least one; *shortest* is its least interval,
    and *stated* is the interval by its operator. *is_new*: it was added within a day.
    *crawl_delay_s* is what robots.txt asks for.
    """
    requests = max(requests, 1.0)  # a reading that failed before it asked anything took none
    each = math.sqrt(weight * requests / 2)
    roots = list(map(math.sqrt, expected))
    slopes = [each * sum(roots[day : day + 24]) for day in range(0, HOURS, 24)]
    slowest, fastest = (stated, stated) if stated else (MAX_INTERVAL, shortest)
    least, most = requests * (DAY / slowest), requests * (DAY / fastest)
    return Demand(host, slopes, least, most, requests if is_new else 0.0, crawl_delay_s)


def prices(demands: Sequence[Demand], budgets: Budgets) -> list[Price]:
    """The price for each source at which they keep to the *budgets* on every day of the week.

    Where a budget is less than its sources need to be read once a day, all of them wait longer.
    What ``least`` and ``most`` fix, the intervals of operators, is spent before.
    """
    hosts = defaultdict(list)
    for n, demand in enumerate(demands):
        hosts[demand.host].append(n)
    caps, stretches = [_FASTEST] * len(demands), [1.0] * len(demands)
    for members in hosts.values():
        asked = [demands[n] for n in members]
        speed, stretch = _keep(
            asked, [_FASTEST] * len(asked), _host_budget(asked, budgets) * PLANNED_SHARE
        )
        for n in members:
            caps[n], stretches[n] = min(speed, _FASTEST), stretch
    asked = [_stretched(demand, by) for demand, by in zip(demands, stretches, strict=True)]
    speed, stretch = _keep(asked, caps, budgets.total * PLANNED_SHARE)
    return [
        Price(
            1 / min(speed, cap) ** 2 if speed and cap else math.inf,
            MAX_INTERVAL * host_stretch * stretch,
            "total" if speed < cap else "host" if cap < _FASTEST else "value",
        )
        for cap, host_stretch in zip(caps, stretches, strict=True)
    ]


def _host_budget(demands: Sequence[Demand], budgets: Budgets) -> float:
    """Requests a day that the host of these *demands* takes: one in its crawl delay, at most."""
    delay_s = min(max(demand.crawl_delay_s for demand in demands), CRAWL_DELAY_MAX_S)
    return min(budgets.host, DAY.total_seconds() / delay_s) if delay_s > 0 else budgets.host


def _keep(demands: Sequence[Demand], caps: Sequence[float], budget: float) -> tuple[float, float]:
    """The highest speed, 1/√price, at which *demands* cost at most *budget*, and their stretch.

    *caps* are the speeds that each has anyway.
    """
    budget -= sum(demand.once for demand in demands)
    least = sum(demand.least for demand in demands if not demand.is_fixed)
    left = budget - sum(demand.least for demand in demands if demand.is_fixed)
    if least > left:
        return 0.0, least / max(left, least / _MAX_STRETCH) if least else 1.0
    days = range(len(demands[0].slopes)) if demands else ()
    return min((_speed(demands, caps, day, budget) for day in days), default=math.inf), 1.0


def _speed(demands: Sequence[Demand], caps: Sequence[float], day: int, budget: float) -> float:
    """Where the demands of one day, which grow with the speed in straight pieces, cost *budget*."""
    pieces: list[tuple[float, float]] = []
    cost = 0.0
    for demand, cap in zip(demands, caps, strict=True):
        slope, least = demand.slopes[day], demand.least
        cost += least
        if slope <= 0:  # nothing is expected on that day
            continue
        begins, ends = least / slope, min(cap, demand.most / slope)
        if begins < ends:
            pieces += ((begins, slope), (ends, -slope))
    pieces.sort()
    at = growth = 0.0
    for end, more in pieces:
        if growth > 0 and cost + growth * (end - at) > budget:
            return at + (budget - cost) / growth
        cost, at, growth = cost + growth * (end - at), end, growth + more
    return math.inf


def _stretched(demand: Demand, by: float) -> Demand:
    return demand if demand.is_fixed else demand._replace(least=demand.least / by)
