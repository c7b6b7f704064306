"""Populations of boards on which nothing of the schedule was tuned.

Each differs from ``schedule_boards.synthetic`` in what the product's rules assume: the hours and
days of publication, how rates are distributed, whether postings come alone, and whether a board
stays as it was.
"""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Final

from benchmarks.schedule_boards import PAST, WEEKS, Board, office_week, published
from jobscout.rules.schedule.posting_hours import HOURS
from jobscout.rules.schedule.posting_rates import WEEK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ALL_WEEKS: Final = PAST // WEEK + WEEKS


def east(rng: random.Random) -> Board:
    """Offices between Nairobi and Auckland with a pause at noon; a third work from Sunday on."""
    week = office_week(rng, rng.lognormvariate(math.log(3), 1), rng.choice((3, 4, 6, 8, 9, 12)))
    noon = max(range(HOURS), key=week.__getitem__) % 24
    week = [rate * (0.2 if hour % 24 == noon else 1) for hour, rate in enumerate(week)]
    if rng.random() < 1 / 3:
        week = week[24:] + week[:24]
    return _board(rng, week)


def bursts(rng: random.Random) -> Board:
    """Two thirds publish two to fifteen at once."""
    week = office_week(rng, rng.lognormvariate(math.log(6), 1), rng.choice((-8, -5, 0, 1, 2)))
    return _board(rng, week, burst=rng.uniform(2, 15) if rng.random() < 2 / 3 else 1.0)


def heavy_tail(rng: random.Random) -> Board:
    """Rates by a Pareto law with the exponent 1.1: a few boards have most of the postings."""
    week = min(0.3 * rng.paretovariate(1.1), 400)
    return _board(rng, office_week(rng, week, rng.choice((-8, -6, -3, 0, 1, 5))))


def drift(rng: random.Random) -> Board:
    """A random walk of each board's rate, by 30 % in a week, round about four postings a week."""
    level, levels = 0.0, []
    for _ in range(_ALL_WEEKS):
        level = 0.97 * level + rng.gauss(0, 0.3)
        levels.append(math.exp(level))
    week = office_week(rng, rng.lognormvariate(math.log(4), 0.5), rng.choice((-7, 0, 1, 3)))
    return _board(rng, week, levels=levels)


def imports(rng: random.Random) -> Board:
    """Half publish round the clock, a quarter at one hour of every day, the rest in the evening."""
    kind, rate = rng.random(), rng.lognormvariate(math.log(6), 1)
    if kind < 0.5:
        hours = [rng.uniform(0.7, 1.3) for _ in range(24)]
    elif kind < 0.75:
        hours, at = [0.01] * 24, rng.randrange(24)
        hours[at] = 1.0
    else:
        begins = rng.randrange(24)
        hours = [1.0 if (hour - begins) % 24 < 5 else 0.1 for hour in range(24)]
    days = [rng.uniform(0.6, 1.2) for _ in range(7)]
    week = [day * hour for day in days for hour in hours]
    return _board(rng, [rate * share / sum(week) for share in week])


def undated(rng: random.Random) -> Board:
    """Offices that state no times."""
    week = office_week(rng, rng.lognormvariate(math.log(4), 1), rng.choice((-7, -4, 1, 3, 8)))
    return _board(rng, week, states_times=False)


def small(rng: random.Random) -> Board:
    """Small employers, half of whom publish less than one posting in two weeks."""
    week = rng.lognormvariate(math.log(0.5), 0.8)
    return _board(rng, office_week(rng, week, rng.choice((-5, 0, 1, 2, 3))))


POPULATIONS: Final[dict[str, Callable[[random.Random], Board]]] = {
    "east": east,
    "bursts": bursts,
    "heavy tail": heavy_tail,
    "drift": drift,
    "imports": imports,
    "undated": undated,
    "small": small,
}


def population(name: str, many: int, seed: int) -> list[Board]:
    """*many* boards; a third are on one host, the others on hosts of some eight boards each."""
    rng = random.Random(f"{name} {seed}")
    return [
        POPULATIONS[name](rng)._replace(
            host="host-of-many" if n % 3 == 0 else f"host-{n % (many // 8 + 1)}"
        )
        for n in range(many)
    ]


def _board(
    rng: random.Random,
    expected: Sequence[float],
    *,
    burst: float = 1.0,
    levels: Sequence[float] = (),
    states_times: bool | None = None,
) -> Board:
    dated = rng.random() > 0.1 if states_times is None else states_times
    times = published(rng, expected, burst, levels)
    return Board("", expected, times, dated, rng.choice((1.0, 1.0, 1.0, 3.0)), levels)
