"""The schedule of readings, simulated: beside fixed intervals, change-ratio polling, an oracle."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import schedule_boards, schedule_plot
from benchmarks.report import median, number, percentile, ratio, table
from benchmarks.schedule_policies import (
    Learned,
    Oracle,
    change_ratio_like,
    fixed_like,
    simulate,
)
from benchmarks.schedule_populations import POPULATIONS, population
from jobscout.rules.schedule.request_prices import Budgets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.schedule_boards import Board
    from benchmarks.schedule_policies import Outcome

BOARDS: Final = 300
SEEDS: Final = (1, 2)
UNSEEN_SEEDS: Final = (101, 102)
DAILY: Final = 12
"""Requests a day for each board that the budget allows; a host may take a sixth of all."""
_MOST: Final = "most in 24 h / of a host"
PLOT: Final = Path(__file__).parents[1] / "docs" / "benchmarks" / "schedule.svg"


async def run() -> None:
    plotted = None
    for seed in SEEDS:
        outcomes = _compare(f"seed {seed}", schedule_boards.synthetic(BOARDS, seed))
        plotted = plotted or outcomes
    _unseen()
    if folder := os.environ.get("JOBSCOUT_RECORDINGS"):
        _compare("recorded", schedule_boards.recorded(Path(folder)))
    if plotted is not None:
        PLOT.parent.mkdir(exist_ok=True)
        PLOT.write_text(schedule_plot.delays(plotted), "utf-8")


def _unseen() -> None:
    """Print the regret on populations of which nothing in the rules was chosen."""
    rows = []
    for name in POPULATIONS:
        for seed in UNSEEN_SEEDS:
            boards = population(name, BOARDS, seed)
            budgets = budgets_of(boards)
            learned, oracle = (
                simulate(boards, policy(boards, budgets), budgets.host)
                for policy in (Learned, Oracle)
            )
            fixed = fixed_like(boards, learned.requests)
            host = max(many for host, many in learned.busiest.items() if host)
            rows.append(
                [
                    f"{name} {seed}",
                    number(learned.requests),
                    number(oracle.expected * 60),
                    number(learned.expected * 60),
                    f"{learned.expected / oracle.expected - 1:.1%}",
                    ratio(median(fixed.delays), median(learned.delays)),
                    f"{number(learned.busiest[''])} / {number(host)}",
                ]
            )
    columns = ("", "requests", "oracle", "ours", "regret", "median of fixed to ours")
    table(
        f"schedule, other populations: {BOARDS} boards, the third week, mean delays in minutes",
        (*columns, _MOST),
        rows,
        "The populations are in benchmarks/schedule_populations.py.",
    )


def budgets_of(boards: Sequence[Board]) -> Budgets:
    total = DAILY * len(boards)
    return Budgets(total / 6, total)


def _compare(name: str, boards: Sequence[Board]) -> dict[str, Outcome]:
    """Simulate and print each policy; the two to compare with take as many requests as ours."""
    budgets = budgets_of(boards)
    learned, oracle = (
        simulate(boards, policy(boards, budgets), budgets.host) for policy in (Learned, Oracle)
    )
    outcomes = {
        "oracle": oracle,
        "learned": learned,
        "fixed interval": fixed_like(boards, learned.requests),
        "change ratio": change_ratio_like(boards, learned.requests),
    }
    rows = []
    for policy, outcome in outcomes.items():
        host = max(many for host, many in outcome.busiest.items() if host)
        rows.append(
            [
                policy,
                number(outcome.requests),
                number(outcome.expected * 60),
                number(median(outcome.delays) * 60),
                number(percentile(outcome.delays, 0.95) * 60),
                f"{outcome.expected / oracle.expected - 1:.1%}",
                ratio(median(outcome.delays), median(learned.delays)),
                f"{number(outcome.busiest[''])} / {number(host)}",
            ]
        )
    table(
        f"schedule, {name}: {len(boards)} boards, the third week, delays in minutes",
        (
            "",
            "requests",
            "mean",
            "median",
            "p95",
            "regret",
            "median to ours",
            "most in 24 h / of a host",
        ),
        rows,
        f"Budgets of requests a day: {number(budgets.total)}, {number(budgets.host)} a host.",
    )
    return outcomes
