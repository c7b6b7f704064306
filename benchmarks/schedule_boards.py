"""Boards for the simulator of schedules: synthetic weeks, and times that recorded boards state."""

from __future__ import annotations

import json
import math
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jobscout.rules.schedule import posting_rates
from jobscout.rules.schedule.posting_hours import HOURS
from jobscout.rules.schedule.posting_rates import HOUR, WEEK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

START: Final = datetime(2026, 9, 7, tzinfo=UTC)
"""A Monday, of the first readings, which find the postings of ``PAST`` that are still open."""
PAST: Final = timedelta(weeks=26)
WEEKS: Final = 3
_STATED_FIELDS: Final = ("first_published", "publishedAt")
_STATING_KINDS: Final = ("ashby", "greenhouse")
_LEAST_RECORDED: Final = 10


class Board(NamedTuple):
    """*expected*: the true rate of each hour of the week; *published*: ascending.

    *levels* are what the rates are multiplied by in each week of ``PAST`` and the ``WEEKS`` after
    it; nothing if they stay.
    """

    host: str
    expected: Sequence[float]
    published: Sequence[datetime]
    states_times: bool = True
    requests: float = 1.0
    levels: Sequence[float] = ()

    def level(self, at: datetime) -> float:
        return level(self.levels, at)


def synthetic(many: int, seed: int = 1) -> list[Board]:
    """A population as operators have it, in parts of *many*.

    Two fifths are offices in five time zones with log-normal rates (median four a week, as of the
    recorded boards), a
    twentieth publishes in bursts, another twentieth is a large employer or a board of many, a fifth
    is dead, and three tenths are small boards on one host. A tenth states no times.
    """
    rng = random.Random(seed)
    boards = []
    for n in range(many):
        part = n % 20
        host, burst, utc_offset = f"host-{n % (many // 8 + 1)}", 1.0, rng.choice((-7, -4, 1, 3, 8))
        if part < 8:
            week = rng.lognormvariate(math.log(4), 1)
        elif part == 8:
            week, burst = rng.uniform(3, 10), 5.0
        elif part == 9:
            week = rng.uniform(40, 120)
        elif part < 14:
            week = 0.02
        else:
            host, week = "host-of-many", rng.lognormvariate(0, 0.8)
        expected = office_week(rng, week, utc_offset)
        times = published(rng, expected, burst)
        boards.append(
            Board(host, expected, times, rng.random() > 0.1, rng.choice((1.0, 1.0, 1.0, 3.0)))
        )
    return boards


def published(
    rng: random.Random, expected: Sequence[float], burst: float, levels: Sequence[float] = ()
) -> list[datetime]:
    """A Poisson process of bursts, without what was closed before ``START``."""
    lifetime = rng.lognormvariate(math.log(10), 0.4) * WEEK
    return [
        at
        for at in _published(rng, expected, burst, levels)
        if at >= START or rng.random() < math.exp((at - START) / lifetime)
    ]


def level(levels: Sequence[float], at: datetime) -> float:
    if not levels:
        return 1.0
    return levels[min((at - (START - PAST)) // WEEK, len(levels) - 1)]


def office_week(rng: random.Random, week: float, utc_offset: int) -> list[float]:
    """*week* postings at the hours of an office in a time zone, each with habits of its own."""
    opens, open_for = rng.randint(7, 10), rng.randint(7, 10)
    late, weekend = rng.uniform(0.02, 0.1), rng.uniform(0.01, 0.1)
    weekdays = [rng.uniform(0.7, 1.3) for _ in range(5)] + [weekend] * 2
    hours = [late] * 24
    for hour in range(open_for):
        hours[opens + hour] = rng.uniform(0.6, 1.2)
    hours[opens - 1] = hours[opens + open_for] = 0.4
    local = [(hour + utc_offset) % HOURS for hour in range(HOURS)]
    rates = [weekdays[at // 24] * hours[at % 24] for at in local]
    return [week * rate / sum(rates) for rate in rates]


def recorded(folder: Path) -> list[Board]:
    """Boards with the stated times moved by whole weeks to ``START``.

    Their true rates are unknown: *expected* is what all these times together tell, also
    those that a schedule cannot know yet.
    """
    paths = sorted(path for kind in _STATING_KINDS for path in folder.glob(f"{kind}/*.json"))
    latest = {path.stem.partition("_seq_")[0]: path for path in paths}  # of one board's sequence
    boards = []
    for path in latest.values():
        answer = json.loads(path.read_text("utf-8-sig", "replace"), strict=False)
        times = sorted(_stated(answer))
        if not times:
            continue
        by = math.ceil((times[-1] - START) / WEEK - WEEKS) * WEEK
        times = [at - by for at in times]
        if len(times) >= _LEAST_RECORDED:
            seen = posting_rates.first_counts(times, times[-1])
            boards.append(Board(path.parent.name, posting_rates.hourly(seen, times[-1]), times))
    return boards


def _published(
    rng: random.Random, expected: Sequence[float], burst: float, levels: Sequence[float]
) -> Iterator[datetime]:
    """A Poisson process of bursts, each of a geometric number of postings within minutes."""
    start = START - PAST
    hours = int((START + WEEKS * WEEK - start) / HOUR)
    for hour in range(hours):
        times = []
        rate = expected[hour % HOURS] * level(levels, start + hour * HOUR)
        for _ in range(_poisson(rng, rate / burst)):
            at = start + (hour + rng.random()) * HOUR
            times.append(at)
            while rng.random() > 1 / burst:
                times.append(times[-1] + timedelta(seconds=rng.uniform(1, 60)))
        yield from sorted(times)


def _poisson(rng: random.Random, mean: float) -> int:
    many, left = 0, rng.random() - math.exp(-mean)
    chance = math.exp(-mean)
    while left > 0:
        many += 1
        chance *= mean / many
        left -= chance
    return many


def _stated(value: Any) -> Iterator[datetime]:
    """Publication times anywhere in a board's answer."""
    if isinstance(value, list):
        for one in value:
            yield from _stated(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name in _STATED_FIELDS and isinstance(one, str):
                yield datetime.fromisoformat(one).astimezone(UTC)
            else:
                yield from _stated(one)
