"""The time between two requests to a host, kept by all processes together.

Redis has a key for each host that was just requested, which lives for as long as nobody may
request the host again. The server's clock decides, and no process needs to know of another.

Requests are counted in slots of a quarter of an hour, for each host and over all hosts. All slots
that began within a day count, and one more for the way of a request to the host, so that the logs
of the hosts have no more than the two budgets in any 24 hours.

Without Redis each process keeps its share: time is divided into slots of one pace, which the
processes take in turn. So together they keep the pace as well as their clocks agree. A part of
each budget is kept for these times, since nobody knows then what the others have had.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from redis.exceptions import RedisError

from jobscout.errors import Postponed
from jobscout.rules.schedule.request_prices import DEFAULT_BUDGETS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    import redis.asyncio

    from jobscout.rules.schedule.request_prices import Budgets

log = logging.getLogger(__name__)

DAY_S = 24 * 3600
ASK_AGAIN_S = 5.0  # how long Redis is not asked after it did not answer
SLOT_S = 900
COUNTED = DAY_S // SLOT_S + 1  # slots before the current one
KEPT_BACK = 20  # one in so many requests of a day is for times without Redis
LATEST_S = 300.0  # for which a host's boards wait without Redis: it may be back
_HOST_SPENT, _TOTAL_SPENT, _EMPTIED = 1, 2, 3

# {0, milliseconds until the host may be requested}, where 0 is now, and nobody else may before
# ARGV[1] is over; {1 or 2, milliseconds until one of the requests counts no more}, where the
# ARGV[2] requests of the host, or the ARGV[3] of all hosts, are spent; or {3, 0}: without KEYS[4]
# this Redis knows nothing of the requests before. KEYS[2] and KEYS[3] have the requests of the host
# and of all by number of the slot, of ARGV[4] milliseconds, of which ARGV[5] count.
_TAKE = """
if redis.call('EXISTS', KEYS[4]) == 0 then return {3, 0} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local slot_ms, counted = tonumber(ARGV[4]), tonumber(ARGV[5])
local slot = math.floor(now / slot_ms)
for budget = 1, 2 do
    local key = KEYS[budget + 1]
    local many, oldest = 0, slot
    local counts = redis.call('HGETALL', key)
    for n = 1, #counts, 2 do
        local at = tonumber(counts[n])
        if at < slot - counted then
            redis.call('HDEL', key, counts[n])
        else
            many, oldest = many + counts[n + 1], math.min(oldest, at)
        end
    end
    if many >= tonumber(ARGV[budget + 1]) then
        return {budget, (oldest + counted + 1) * slot_ms - now}
    end
end
if not redis.call('SET', KEYS[1], '', 'NX', 'PX', ARGV[1]) then
    return {0, math.max(1, redis.call('PTTL', KEYS[1]))}
end
for n = 2, 3 do
    redis.call('HINCRBY', KEYS[n], slot, 1)
    redis.call('PEXPIRE', KEYS[n], (counted + 1) * slot_ms)
end
return {0, 0}
"""

# Slots and requests, of a host or of all, that are known elsewhere. Several processes may say so
# at once.
_RESTORE = """
for n = 2, #ARGV, 2 do
    local known = tonumber(redis.call('HGET', KEYS[1], ARGV[n]) or 0)
    redis.call('HSET', KEYS[1], ARGV[n], math.max(known, ARGV[n + 1]))
end
return redis.call('PEXPIRE', KEYS[1], ARGV[1])
"""

# The longer of two pauses counts: a request that was under way may be answered with a shorter one.
_HOLD = """
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
    redis.call('SET', KEYS[1], '', 'PX', ARGV[1])
end
"""


Asked: TypeAlias = tuple[str, int, int]
"""A host, the number of a slot since the epoch, and how many requests the host had in it."""


class Share(NamedTuple):
    """This process is number *place*, from 0, of *processes* that live."""

    place: int
    processes: int

    def wait_s(self, pace_s: float, now: float) -> float:
        """Seconds until the next slot of this process. *now* is the time of day in seconds."""
        return (self.place * pace_s - now) % (self.processes * pace_s)


async def _no_history() -> Sequence[Asked]:
    return ()


class Paces(Protocol):
    """How hosts ask for their turn. All times are in seconds."""

    async def take(self, host: str, pace_s: float) -> float:
        """How long to wait before asking again; 0.0: request the host now.

        Raises:
            Postponed: the host, or all hosts together, had all requests of a day.
        """

    async def hold(self, host: str, seconds: float) -> None:
        """Nobody requests the host for so long, or for as long as somebody asked before."""

    async def forget(self, host: str) -> None:
        """Anybody may request the host at once."""


class NoPaces:
    """Where there is no other process: each host's own clock is enough."""

    async def take(self, host: str, pace_s: float) -> float:  # noqa: ARG002
        return 0.0

    async def hold(self, host: str, seconds: float) -> None: ...

    async def forget(self, host: str) -> None: ...


class SharedPaces:
    """Paces in Redis, and the budgets of requests a day, for each host and over all.

    *share* says what this process may do where Redis is unavailable. *history* gives the requests
    of the last ``COUNTED`` slots that are known elsewhere, for a Redis that was emptied.
    """

    def __init__(
        self,
        client: redis.asyncio.Redis,
        prefix: str = "jobscout:",
        *,
        budgets: Budgets = DEFAULT_BUDGETS,
        history: Callable[[], Awaitable[Sequence[Asked]]] = _no_history,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.share: Callable[[], Share] = lambda: Share(0, 1)
        self._redis = client
        self._history = history
        self._take = client.register_script(_TAKE)
        self._restore = client.register_script(_RESTORE)
        self._hold = client.register_script(_HOLD)
        self._prefix = prefix
        self._budgets = [int(most) for most in budgets]
        self._kept_back = [most // KEPT_BACK for most in self._budgets]
        self._processes = 1  # most at once while Redis was away: who left had their share
        # Without Redis, by slot: of each host, and of all.
        self._had: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._had_total: Counter[int] = Counter()
        self._clock = clock
        self._now = now
        self._sleep = sleep
        self._away_until = -math.inf

    async def take(self, host: str, pace_s: float) -> float:
        keys = [self._key(host), self._asked(host), self._asked_total, f"{self._prefix}asked"]
        granted = [a - b for a, b in zip(self._budgets, self._kept_back, strict=True)]
        args = [_ms(pace_s), *granted, SLOT_S * 1000, COUNTED]
        said = await self._ask(lambda: self._take(keys=keys, args=args))
        while said is not None and said[0] == _EMPTIED:
            await self._fill(await self._history())
            said = await self._ask(lambda: self._take(keys=keys, args=args))
        if said is None:
            share = self.share()
            self._processes = max(self._processes, share.processes)
            self._count(host)
            await self._sleep(share.wait_s(pace_s, self._now()))
            return 0.0
        outcome, wait_s = said[0], int(said[1]) / 1000
        if outcome == _HOST_SPENT:
            raise Postponed(_spent(host, granted[0]), wait_s)
        if outcome == _TOTAL_SPENT:
            raise Postponed(_spent(None, granted[1]), wait_s)
        return wait_s

    async def _fill(self, history: Sequence[Asked]) -> None:
        """Tell a Redis that knows nothing what each host was asked, and all together."""
        keys: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for host, slot, requests in history:
            of_host = keys[self._asked(host)]
            # robots.txt, which no scrape counts, is one more of each host.
            asked = requests if of_host else requests + 1
            of_host[slot] += asked
            keys[self._asked_total][slot] += asked
        for key, slots in keys.items():
            args = [(COUNTED + 1) * SLOT_S * 1000, *chain.from_iterable(slots.items())]
            if await self._ask(lambda: self._restore(keys=[key], args=args)) is None:  # noqa: B023
                return
        await self._ask(lambda: self._redis.set(f"{self._prefix}asked", ""))

    def _count(self, host: str) -> None:
        """Count a request without Redis.

        Raises:
            Postponed: this process had its share of a day, of the host or of all hosts.
        """
        now = self._now()
        slot = int(now // SLOT_S)
        counters = self._had[host], self._had_total
        for had, kept_back, name in zip(counters, self._kept_back, (host, None), strict=True):
            most = kept_back // self._processes
            for old in [at for at in had if at < slot - COUNTED]:
                del had[old]
            if had.total() >= most:
                again_s = (min(had, default=slot) + COUNTED + 1) * SLOT_S - now
                raise Postponed(f"{_spent(name, most)} without Redis", min(again_s, LATEST_S))
        for had in counters:
            had[slot] += 1

    async def hold(self, host: str, seconds: float) -> None:
        if seconds > 0:
            await self._ask(lambda: self._hold(keys=[self._key(host)], args=[_ms(seconds)]))

    async def forget(self, host: str) -> None:
        await self._ask(lambda: self._redis.unlink(self._key(host)))

    @property
    def _asked_total(self) -> str:
        return f"{self._prefix}asked_total"

    def _asked(self, host: str) -> str:
        return f"{self._prefix}asked:{host}"

    def _key(self, host: str) -> str:
        return f"{self._prefix}pace:{host}"

    async def _ask(self, question: Callable[[], Awaitable[Any]]) -> Any:
        """The answer; None where Redis is unavailable, or was a moment ago."""
        if self._clock() < self._away_until:
            return None
        try:
            said = await question()
        except RedisError as error:
            if self._away_until == -math.inf:
                log.warning("redis is unavailable, paces are divided", extra={"error": str(error)})
            self._away_until = self._clock() + ASK_AGAIN_S
            return None
        if self._away_until != -math.inf:
            self._away_until = -math.inf
            self._processes = 1
            log.info("paces are shared again")
        return said


def _spent(host: str | None, most: int) -> str:
    """What is told when *host*, or None for all, had its *most* requests."""
    if host is None:
        return f"all hosts together have had their {most} requests of a day"
    return f"{host} has had its {most} requests of a day"


def _ms(seconds: float) -> int:
    return max(1, math.ceil(seconds * 1000))
