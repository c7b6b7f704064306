"""P9: three simulated weeks of readings by the product's rules.

``benchmarks/schedule.py`` has more boards. Everything is seeded, and no time is measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from benchmarks import schedule_boards
from benchmarks.report import median
from benchmarks.schedule_policies import Learned, Oracle, fixed_like, simulate
from jobscout.rules.request_prices import Budgets

if TYPE_CHECKING:
    from benchmarks.schedule_policies import Outcome

BOARDS: Final = schedule_boards.synthetic(80, seed=3)
BUDGETS: Final = Budgets(host=160, total=960)


@pytest.fixture(scope="module")
def learned() -> Outcome:
    return simulate(BOARDS, Learned(BOARDS, BUDGETS))


def test_near_the_oracle(learned: Outcome) -> None:
    """After two weeks the delay is within 5 % of what knowing the true rates would give."""
    oracle = simulate(BOARDS, Oracle(BOARDS, BUDGETS))

    assert learned.requests <= 1.02 * oracle.requests
    assert learned.expected <= 1.05 * oracle.expected


def test_half_the_delay_of_fixed_intervals(learned: Outcome) -> None:
    """With as many requests, the median delay is at most half."""
    fixed = fixed_like(BOARDS, learned.requests)

    assert fixed.requests == pytest.approx(learned.requests, rel=0.02)
    assert 2 * median(learned.delays) <= median(fixed.delays)


def test_budgets_are_never_exceeded(learned: Outcome) -> None:
    """Neither over all nor of any host, on any day of the three weeks."""
    hosts = {host: most for host, most in learned.busiest.items() if host}

    assert 0.9 * BUDGETS.total <= learned.busiest[""] <= BUDGETS.total
    assert 0.9 * BUDGETS.host <= max(hosts.values()) <= BUDGETS.host
    assert learned.delays
