"""Simulated readings of boards, by the product's schedule and by those it is compared with."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections import defaultdict, deque
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from benchmarks.schedule_boards import START, WEEKS
from jobscout.outside.paces import COUNTED, KEPT_BACK, SLOT_S
from jobscout.rules import schedule
from jobscout.rules.schedule import posting_rates, request_prices
from jobscout.rules.schedule.posting_rates import HOUR, WEEK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from benchmarks.schedule_boards import Board
    from jobscout.rules.schedule import Plan
    from jobscout.rules.schedule.posting_rates import PostingCounts
    from jobscout.rules.schedule.request_prices import Budgets

END: Final = START + WEEKS * WEEK
MEASURED_FROM: Final = END - WEEK
SLOT: Final = timedelta(seconds=SLOT_S)
_REPLANNED: Final = timedelta(hours=6)
"""Plans are made less often than by the product, which costs time here: hourly only at first."""
_SLOWER: Final = 0.9  # the frequency of change-ratio polling, after a reading without news


class Policy(Protocol):
    def wait(self, n: int, now: datetime, new: Sequence[datetime]) -> timedelta:
        """Until the next reading of board *n*, which published *new* since the last one."""
        ...


class Outcome(NamedTuple):
    """*delays* in hours and *requests* are those of the week that is measured.

    *expected* is the mean delay by the true rates, over all that could have been published: what
    *delays* scatter around. *busiest* is the most requests in any 24 hours of all weeks, by host,
    and over all as "".
    """

    delays: list[float]
    expected: float
    requests: float
    busiest: dict[str, float]


class Counter:
    """The requests of a host: in slots as ``outside.paces`` counts them, and in any 24 hours."""

    def __init__(self, most: float) -> None:
        self._most = most - most // KEPT_BACK
        self._slots: deque[list[float]] = deque()  # number and requests
        self._day: deque[tuple[datetime, float]] = deque()
        self._counted = self._in_day = self.busiest = 0.0

    def wait(self, now: datetime, requests: float) -> timedelta:
        """Until there is room for so many more, which are counted if there is."""
        slot = (now - START) // SLOT
        while self._slots and self._slots[0][0] < slot - COUNTED:
            self._counted -= self._slots.popleft()[1]
        if self._counted + requests > self._most:
            return START + (self._slots[0][0] + COUNTED + 1) * SLOT - now
        if not self._slots or self._slots[-1][0] != slot:
            self._slots.append([slot, 0.0])
        self._slots[-1][1] += requests
        self._counted += requests
        while self._day and self._day[0][0] <= now - timedelta(days=1):
            self._in_day -= self._day.popleft()[1]
        self._day.append((now, requests))
        self._in_day += requests
        self.busiest = max(self.busiest, self._in_day)
        return timedelta()


class Fixed:
    """The same interval for all."""

    def __init__(self, interval: timedelta) -> None:
        self._interval = interval

    def wait(self, _n: int, _now: datetime, _new: Sequence[datetime]) -> timedelta:
        return self._interval


class ChangeRatio:
    """Additive increase of the frequency after a reading with news, multiplicative decrease else.

    *step* in readings a day.
    """

    def __init__(self, boards: Sequence[Board], step: float) -> None:
        self._step = step
        self._daily = [step] * len(boards)

    def wait(self, n: int, _now: datetime, new: Sequence[datetime]) -> timedelta:
        daily = self._daily[n]
        self._daily[n] = min(max(daily + self._step if new else daily * _SLOWER, 1), 1440)
        return timedelta(days=1) / self._daily[n]


class Oracle:
    """The product's schedule, with the true rates of each week."""

    def __init__(self, boards: Sequence[Board], budgets: Budgets) -> None:
        self._boards = boards
        self._budgets = budgets
        self._plan_until = START

    def _expected(self, at: datetime) -> list[list[float]]:
        return [[rate * board.level(at) for rate in board.expected] for board in self._boards]

    def _plan(self, at: datetime) -> None:
        expected = self._expected(at)
        self._plans = _plans(self._boards, expected, self._budgets, are_new=False)
        self._rates = list(map(schedule.look_rates, expected, self._plans))
        self._plan_until = at + WEEK

    def wait(self, n: int, now: datetime, _new: Sequence[datetime]) -> timedelta:
        while now >= self._plan_until:
            self._plan(self._plan_until)
        return max(
            schedule.next_look(now, self._rates[n], self._plans[n].longest), schedule.MIN_INTERVAL
        )


class Learned:
    """The product's schedule."""

    def __init__(self, boards: Sequence[Board], budgets: Budgets) -> None:
        self._boards = boards
        self._budgets = budgets
        nothing = posting_rates.first_counts((), START)
        self._seen: list[PostingCounts] = [nothing] * len(boards)
        self._read_at: list[datetime | None] = [None] * len(boards)
        self._plans: Sequence[Plan] = ()
        self._plan_at = START

    def wait(self, n: int, now: datetime, new: Sequence[datetime]) -> timedelta:
        read_at, self._read_at[n] = self._read_at[n], now
        stated = [at if self._boards[n].states_times else None for at in new]
        if read_at is None:
            self._seen[n] = posting_rates.first_counts(stated, now)
        elif new:
            self._seen[n] = posting_rates.with_new(self._seen[n], stated, read_at, now)
        if now >= self._plan_at:
            prior = posting_rates.learnt_prior(
                [posting_rates.aged(seen, now) for seen in self._seen]
            )
            expected = [posting_rates.hourly(seen, now, prior) for seen in self._seen]
            plans = _plans(
                self._boards, expected, self._budgets, are_new=now - START < timedelta(days=1)
            )
            self._plans = [plan._replace(prior=prior) for plan in plans]
            self._plan_at = now + (HOUR if now < START + _REPLANNED else _REPLANNED)
        return schedule.wait(now, self._seen[n], self._plans[n], schedule.MIN_INTERVAL)


def simulate(boards: Sequence[Board], policy: Policy, host_budget: float = math.inf) -> Outcome:
    """Three weeks of readings, which begin within the first hour.

    A reading that a host's budget has no room for is postponed, as the product does.
    """
    counters: defaultdict[str, Counter] = defaultdict(lambda: Counter(host_budget))
    total = Counter(math.inf)
    agenda = [(START + n / len(boards) * HOUR, n) for n in range(len(boards))]
    read_at: list[datetime | None] = [None] * len(boards)
    delays: list[float] = []
    delayed = requests = 0.0
    while agenda:
        now, n = agenda[0]
        board, before = boards[n], read_at[n]
        if now < END and (postponed := counters[board.host].wait(now, board.requests)):
            heapq.heapreplace(agenda, (now + postponed, n))
            continue
        known = 0 if before is None else bisect_right(board.published, before)
        new = board.published[known : bisect_right(board.published, now)]
        delays += [(now - at) / HOUR for at in new if MEASURED_FROM <= at < END]
        if before is not None and now > MEASURED_FROM:
            delayed += _expected(board, max(before, MEASURED_FROM), now)
        read_at[n] = now
        if now < END:
            requests += board.requests * (now >= MEASURED_FROM)
            total.wait(now, board.requests)
            heapq.heapreplace(agenda, (now + policy.wait(n, now, new), n))
        else:
            heapq.heappop(agenda)
    busiest = {host: counter.busiest for host, counter in counters.items()}
    busiest[""] = total.busiest
    published = sum(sum(board.expected) * board.level(MEASURED_FROM) for board in boards)
    return Outcome(delays, delayed / published, requests, busiest)


def _expected(board: Board, start: datetime, now: datetime) -> float:
    """Hours of delay of all postings together that are expected from *start* on, read *now*."""
    delayed = 0.0
    while start < min(now, END):
        until = min(posting_rates.next_hour(start), now, END)
        rate = board.expected[posting_rates.hour_of_week(start)] * board.level(start)
        delayed += rate * ((until - start) / HOUR) * ((now - start + (now - until)) / HOUR / 2)
        start = until
    return delayed


def fixed_like(boards: Sequence[Board], requests: float) -> Outcome:
    """Fixed intervals that take so many requests in a week."""
    return simulate(boards, Fixed(WEEK * sum(board.requests for board in boards) / requests))


def change_ratio_like(boards: Sequence[Board], requests: float) -> Outcome:
    """Change-ratio polling that takes so many requests in a week, within a hundredth."""
    low, high = 0.01, 1000.0
    for _ in range(20):
        step = (low * high) ** 0.5
        outcome = simulate(boards, ChangeRatio(boards, step))
        if abs(outcome.requests / requests - 1) < 0.01:
            break
        low, high = (step, high) if outcome.requests < requests else (low, step)
    return outcome


def _plans(
    boards: Sequence[Board],
    expected: Sequence[Sequence[float]],
    budgets: Budgets,
    *,
    are_new: bool,
) -> list[Plan]:
    demands = [
        request_prices.demand(
            board.host,
            rates,
            weight=1.0,
            requests=board.requests,
            shortest=schedule.MIN_INTERVAL,
            is_new=are_new,
        )
        for board, rates in zip(boards, expected, strict=True)
    ]
    return [
        schedule.Plan(1.0, board.requests, *price)
        for board, price in zip(boards, request_prices.prices(demands, budgets), strict=True)
    ]
