"""P9: three simulated weeks of readings by the product's rules.

``benchmarks/schedule.py`` has more boards. Everything is seeded, and no time is measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from benchmarks import schedule_boards, schedule_limit
from benchmarks.report import median
from benchmarks.schedule_policies import Learned, Oracle, fixed_like, simulate
from benchmarks.schedule_populations import population
from jobscout.rules.schedule.request_prices import Budgets
from tests.drills import drill

if TYPE_CHECKING:
    from benchmarks.schedule_boards import Board
    from benchmarks.schedule_policies import Outcome

BUDGETS: Final = Budgets(host=160, total=960)

pytestmark = [drill("jobscout/rules/schedule", "benchmarks"), pytest.mark.timeout(90)]


@pytest.fixture(scope="module")
def boards() -> list[Board]:
    return schedule_boards.synthetic(80, seed=3)


@pytest.fixture(scope="module")
def learned(boards: list[Board]) -> Outcome:
    return simulate(boards, Learned(boards, BUDGETS), BUDGETS.host)


def test_near_the_oracle(boards: list[Board], learned: Outcome) -> None:
    """After two weeks the delay is within 5 % of what knowing the true rates would give."""
    oracle = simulate(boards, Oracle(boards, BUDGETS), BUDGETS.host)

    assert learned.requests <= 1.02 * oracle.requests
    assert learned.expected <= 1.05 * oracle.expected


def test_half_the_delay_of_fixed_intervals(boards: list[Board], learned: Outcome) -> None:
    """With as many requests, the median delay is at most half."""
    fixed = fixed_like(boards, learned.requests)

    assert fixed.requests == pytest.approx(learned.requests, rel=0.02)
    assert 2 * median(learned.delays) <= median(fixed.delays)


def test_budgets_are_never_exceeded(learned: Outcome) -> None:
    """Neither over all nor of any host, in any 24 hours of the three weeks."""
    hosts = {host: most for host, most in learned.busiest.items() if host}

    assert 0.85 * BUDGETS.total <= learned.busiest[""] <= BUDGETS.total
    assert 0.85 * BUDGETS.host <= max(hosts.values()) <= BUDGETS.host
    assert learned.delays


def test_a_small_budget_is_never_exceeded(boards: list[Board]) -> None:
    """Where rounding shows: twelve busy boards of a host that takes 24 requests a day."""
    busy = [board._replace(host="one") for board in boards if sum(board.expected) > 2][:12]
    budgets = Budgets(host=24, total=1e6)

    outcome = simulate(busy, Learned(busy, budgets), budgets.host)

    assert 20 <= outcome.busiest["one"] <= 24


@pytest.mark.parametrize("name", ["east", "imports"])
def test_boards_without_western_office_hours(name: str) -> None:
    """Where days, hours and pauses are others than the rules expect, they are learnt too."""
    boards = population(name, 60, seed=7)
    budgets = Budgets(host=180, total=720)
    learned, oracle = (
        simulate(boards, policy(boards, budgets), budgets.host) for policy in (Learned, Oracle)
    )

    assert learned.expected <= 1.11 * oracle.expected


def test_limit_of_what_can_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who knows how boards were drawn is nearer to the oracle than the rules, and not there."""
    monkeypatch.setattr(schedule_limit, "_FIRST_STEPS", 2000)
    monkeypatch.setattr(schedule_limit, "_STEPS", 600)
    boards = population("small", 60, seed=7)
    budgets = Budgets(host=180, total=720)
    drawn = [schedule_limit.POPULATIONS["small"]] * len(boards)
    policies = (
        Oracle(boards, budgets),
        schedule_limit.Informed(boards, budgets, drawn),
        Learned(boards, budgets),
    )

    oracle, limit, ours = (simulate(boards, policy, budgets.host) for policy in policies)

    assert oracle.expected < limit.expected < ours.expected
    assert limit.requests == pytest.approx(oracle.requests, rel=0.02)
