"""The least regret that any schedule can have which must learn the rates.

It knows how its boards were drawn, and all their publication times at once, also those that boards
do not state. So its rates are the posterior means, which minimise the expected delay, as that is
linear in the rates. Hours are sampled (Metropolis), levels integrated, and levels that drift
filtered (particles).
"""

from __future__ import annotations

import math
import random
from datetime import timedelta
from itertools import product
from statistics import NormalDist
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks import schedule_boards
from benchmarks.report import number, table
from benchmarks.schedule import BOARDS, SEEDS, UNSEEN_SEEDS, budgets_of
from benchmarks.schedule_boards import PAST, START
from benchmarks.schedule_policies import MEASURED_FROM, Learned, Oracle, simulate
from benchmarks.schedule_populations import population
from jobscout.rules.schedule.posting_hours import HOURS
from jobscout.rules.schedule.posting_rates import WEEK, hour_of_week

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from benchmarks.schedule_boards import Board
    from jobscout.rules.schedule.request_prices import Budgets

_FIRST_STEPS, _STEPS = 12000, 5000  # of a board's sampling, which goes on each day
_EACH: Final = 10  # steps between those of which the mean is taken
_PARTICLES: Final = 1500
_QUANTILES: Final = [(n + 0.5) / 200 for n in range(200)]
_LIFETIMES: Final = [
    math.exp(math.log(10) + 0.4 * NormalDist().inv_cdf((n + 0.5) / 12)) for n in range(12)
]


class Drawn(NamedTuple):
    """How a board was drawn: equally likely postings a week, none: its true ones are told.

    *drift* is the standard deviation of a week's step of the log of the level.
    """

    offsets: Sequence[int]
    weeks: Sequence[float] = ()
    drift: float = 0.0


def log_normal(median: float, spread: float) -> list[float]:
    return [median * math.exp(spread * NormalDist().inv_cdf(q)) for q in _QUANTILES]


def synthetic(n: int) -> Drawn:
    """As ``schedule_boards.synthetic`` draws its board number *n*, of which the part is known."""
    offsets, part = (-7, -4, 1, 3, 8), n % 20
    if part < 8:
        return Drawn(offsets, log_normal(4, 1))
    if part == 9:
        return Drawn(offsets, [40 + 80 * q for q in _QUANTILES])
    return Drawn(offsets, log_normal(1, 0.8) if part >= 14 else ())


POPULATIONS: Final = {
    "heavy tail": Drawn(
        (-8, -6, -3, 0, 1, 5), [min(0.3 * (1 - q) ** (-1 / 1.1), 400) for q in _QUANTILES]
    ),
    "small": Drawn((-5, 0, 1, 2, 3), log_normal(0.5, 0.8)),
    "drift": Drawn((-7, 0, 1, 3), log_normal(4, 0.5), drift=0.3),
}
"""Of ``schedule_populations``: those of single postings at the hours of offices."""


async def run() -> None:
    rows = []
    for seed in SEEDS:
        boards = schedule_boards.synthetic(BOARDS, seed)
        rows.append(_compared(f"seed {seed}", boards, [synthetic(n) for n in range(BOARDS)]))
    for name, drawn in POPULATIONS.items():
        for seed in UNSEEN_SEEDS:
            boards = population(name, BOARDS, seed)
            rows.append(_compared(f"{name} {seed}", boards, [drawn] * BOARDS))
    table(
        f"schedule, least regret: {BOARDS} boards, the third week, mean delays in minutes",
        ("", "oracle", "limit", "ours", "limit's requests", "limit's regret", "our regret"),
        rows,
        "The limit knows how the boards were drawn, and when all postings were published.",
    )


def _compared(name: str, boards: Sequence[Board], drawn: Sequence[Drawn]) -> list[str]:
    budgets = budgets_of(boards)
    policies = Oracle(boards, budgets), Informed(boards, budgets, drawn), Learned(boards, budgets)
    oracle, limit, ours = (simulate(boards, policy, budgets.host) for policy in policies)
    return [
        name,
        *(number(outcome.expected * 60) for outcome in (oracle, limit, ours)),
        f"{limit.requests / oracle.requests:.1%}",
        *(f"{outcome.expected / oracle.expected - 1:.1%}" for outcome in (limit, ours)),
    ]


class Informed(Oracle):
    """The product's schedule, with what can be known of the rates; the true ones until then."""

    def __init__(self, boards: Sequence[Board], budgets: Budgets, drawn: Sequence[Drawn]) -> None:
        super().__init__(boards, budgets)
        self._drawn = drawn
        self._rng = random.Random(1)
        self._hours = [_Hours(self._rng, one.offsets) for one in drawn]

    def _expected(self, at: datetime) -> list[list[float]]:
        if at < MEASURED_FROM:
            return super()._expected(at)
        return [
            self._posterior(*one, at)
            for one in zip(self._boards, self._drawn, self._hours, strict=True)
        ]

    def _posterior(self, board: Board, drawn: Drawn, hours: _Hours, at: datetime) -> list[float]:
        times = [time for time in board.published if time < at]
        if not drawn.weeks:
            week = sum(board.expected)
        elif drawn.drift:
            week = _drifting(self._rng, times, drawn, at)
        else:
            week = _steady(times, drawn.weeks, at)
        return [week * share for share in hours.seen(times)]

    def _plan(self, at: datetime) -> None:
        super()._plan(at)
        self._plan_until = at + timedelta(days=1)


def _steady(times: Sequence[datetime], weeks: Sequence[float], at: datetime) -> float:
    """The mean of the postings a week, over what they and the lifetime may be."""
    ages = sum(max((START - time) / WEEK, 0.0) for time in times)
    logs, means = [], []
    for lifetime in _LIFETIMES:
        watched = lifetime * (1 - math.exp(-(PAST / WEEK) / lifetime)) + (at - START) / WEEK
        for week in weeks:
            logs.append(len(times) * math.log(week) - week * watched - ages / lifetime)
            means.append(week)
    return _mean(logs, means)


def _drifting(rng: random.Random, times: Sequence[datetime], drawn: Drawn, at: datetime) -> float:
    began, watched = START - PAST, (at - (START - PAST)) / WEEK
    counts = [0] * math.ceil(watched)
    for time in times:
        counts[(time - began) // WEEK] += 1
    particles = [(rng.choice(drawn.weeks), rng.choice(_LIFETIMES), 0.0) for _ in range(_PARTICLES)]
    for index, many in enumerate([*counts, 0] if watched == len(counts) else counts):
        particles = [
            (week, lifetime, 0.97 * level + rng.gauss(0, drawn.drift))
            for week, lifetime, level in particles
        ]
        age, seen = PAST / WEEK - index - 0.5, min(watched - index, 1.0)
        logs = []
        for week, lifetime, level in particles:
            mean = week * math.exp(level - max(age, 0.0) / lifetime) * seen
            logs.append(many * math.log(mean) - mean if mean else 0.0)
        best = max(logs)
        particles = rng.choices(particles, [math.exp(log - best) for log in logs], k=_PARTICLES)
    return sum(week * math.exp(level) for week, _, level in particles) / _PARTICLES


class _Hours:
    """What ``schedule_boards.office_week`` may have drawn, in a time zone of *offsets*."""

    def __init__(self, rng: random.Random, offsets: Sequence[int]) -> None:
        self._rng = rng
        self._offsets = list(offsets)
        self._days = [1.0] * 5
        self._weekend, self._late = 0.05, 0.06
        self._factors = [0.9] * 10
        self._office: tuple[int, int, int] | None = None
        self._many = 0
        self._counts: dict[int, tuple[list[int], list[int]]] = {}

    def seen(self, times: Sequence[datetime]) -> list[float]:
        """Each hour's share of the week's postings, in the mean of what *times* make likely."""
        self._many = len(times)
        for offset in self._offsets:
            local = [(hour_of_week(time) + offset) % HOURS for time in times]
            days, hours = [0] * 7, [0] * 24
            for hour in local:
                days[hour // 24] += 1
                hours[hour % 24] += 1
            self._counts[offset] = days, hours
        if self._office is not None:
            return self._mean(self._office, _STEPS)
        hours_open = range(7, 11)
        return self._mean(
            max(product(self._offsets, hours_open, hours_open), key=self._log), _FIRST_STEPS
        )

    def _week(self, office: tuple[int, int, int]) -> tuple[list[float], list[float]]:
        _, opens, open_for = office
        hours = [self._late] * 24
        hours[opens : opens + open_for] = self._factors[:open_for]
        hours[opens - 1] = hours[opens + open_for] = 0.4
        return [*self._days, self._weekend, self._weekend], hours

    def _log(self, office: tuple[int, int, int]) -> float:
        week, counts = self._week(office), self._counts[office[0]]
        return sum(
            sum(many * math.log(rate) for many, rate in zip(seen, rates, strict=True) if many)
            - self._many * math.log(sum(rates))
            for seen, rates in zip(counts, week, strict=True)
        )

    def _mean(self, office: tuple[int, int, int], steps: int) -> list[float]:
        rng, log = self._rng, self._log(office)
        whole = [0.0] * HOURS
        for step in range(steps):
            before = office, self._days[:], self._factors[:], self._weekend, self._late
            which = rng.randrange(6)
            if which < 2:
                office = (
                    rng.choice(self._offsets) if rng.random() < 0.5 else office[0],
                    rng.randint(7, 10),
                    rng.randint(7, 10),
                )
            elif which == 2:
                self._days[rng.randrange(5)] = rng.uniform(0.7, 1.3)
            elif which == 3:
                self._factors[rng.randrange(10)] = rng.uniform(0.6, 1.2)
            elif which == 4:
                self._weekend = rng.uniform(0.01, 0.1)
            else:
                self._late = rng.uniform(0.02, 0.1)
            new = self._log(office)
            if new >= log or rng.random() < math.exp(new - log):
                log = new
            else:
                office, self._days, self._factors, self._weekend, self._late = before
            if step >= steps // 4 and step % _EACH == 0:
                self._add(whole, office)
        self._office = office
        total = sum(whole)
        return [share / total for share in whole]

    def _add(self, whole: list[float], office: tuple[int, int, int]) -> None:
        days, hours = self._week(office)
        total = sum(days) * sum(hours)
        for hour in range(HOURS):
            local = (hour + office[0]) % HOURS
            whole[hour] += days[local // 24] * hours[local % 24] / total


def _mean(logs: Sequence[float], values: Sequence[float]) -> float:
    best = max(logs)
    weights = [math.exp(log - best) for log in logs]
    return sum(w * value for w, value in zip(weights, values, strict=True)) / sum(weights)
