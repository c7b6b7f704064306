"""The time between two requests to a host, kept by all processes together.

Redis has a key for each host that was just requested, which lives for as long as nobody may
request the host again. The server's clock decides, and no process needs to know of another.

Requests are counted in slots of a quarter of an hour. All that began within a day count, and one
more for the way of a request to the host, so that its log has no more than the budget in any 24
hours.

Without Redis each process keeps its share: time is divided into slots of one pace, which the
processes take in turn. So together they keep the pace as well as their clocks agree. A part of the
budget is kept for these times, since nobody knows then what the others have had.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from redis.exceptions import RedisError

from jobscout.errors import Postponed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    import redis.asyncio

log = logging.getLogger(__name__)

DAY_S = 24 * 3600
REQUESTS_PER_DAY = 20_000  # of one host
ASK_AGAIN_S = 5.0  # how long Redis is not asked after it did not answer
SLOT_S = 900
COUNTED = DAY_S // SLOT_S + 1  # slots before the current one
KEPT_BACK = 20  # one in so many requests of a day is for times without Redis
_EMPTIED = 2
LATEST_S = 300.0  # for which a host's boards wait without Redis: it may be back

# {0, milliseconds until the host may be requested}, where 0 is now, and nobody else may before
# ARGV[1] is over; {1, milliseconds until one of the ARGV[2] requests counts no more}; or {2, 0}:
# without KEYS[3] this Redis knows nothing of the requests before. KEYS[2] has the requests by
# number of the slot, of ARGV[3] milliseconds, of which ARGV[4] count.
_TAKE = """
if redis.call('EXISTS', KEYS[3]) == 0 then return {2, 0} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local slot = math.floor(now / ARGV[3])
local many, oldest = 0, slot
local counts = redis.call('HGETALL', KEYS[2])
for n = 1, #counts, 2 do
    local at = tonumber(counts[n])
    if at < slot - ARGV[4] then
        redis.call('HDEL', KEYS[2], counts[n])
    else
        many, oldest = many + counts[n + 1], math.min(oldest, at)
    end
end
if many >= tonumber(ARGV[2]) then
    return {1, (oldest + ARGV[4] + 1) * ARGV[3] - now}
end
if not redis.call('SET', KEYS[1], '', 'NX', 'PX', ARGV[1]) then
    return {0, math.max(1, redis.call('PTTL', KEYS[1]))}
end
redis.call('HINCRBY', KEYS[2], slot, 1)
redis.call('PEXPIRE', KEYS[2], (ARGV[4] + 1) * ARGV[3])
return {0, 0}
"""

# Slots and requests of a host that others know of. Several processes may say so at once.
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
            Postponed: the host has had all of its requests of a day.
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
    """Paces in Redis, and a budget of requests a day for each host.

    *share* says what this process may do where Redis is unavailable. *history* gives the requests
    of the last ``COUNTED`` slots that are known elsewhere, for a Redis that was emptied.
    """

    def __init__(
        self,
        client: redis.asyncio.Redis,
        prefix: str = "jobscout:",
        *,
        requests_per_day: int = REQUESTS_PER_DAY,
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
        self._requests_per_day = requests_per_day
        self._kept_back = requests_per_day // KEPT_BACK
        self._processes = 1  # most at once while Redis was away: who left had their share
        self._had: defaultdict[str, Counter[int]] = defaultdict(Counter)  # without Redis, by slot
        self._clock = clock
        self._now = now
        self._sleep = sleep
        self._away_until = -math.inf

    async def take(self, host: str, pace_s: float) -> float:
        keys = [self._key(host), self._asked(host), f"{self._prefix}asked"]
        most = self._requests_per_day - self._kept_back
        args = [_ms(pace_s), most, SLOT_S * 1000, COUNTED]
        said = await self._ask(lambda: self._take(keys=keys, args=args))
        while said is not None and said[0] == _EMPTIED:
            await self._fill(await self._history())
            said = await self._ask(lambda: self._take(keys=keys, args=args))
        if said is None:
            share = self.share()
            self._processes = max(self._processes, share.processes)
            self._count(host, self._kept_back // self._processes)
            await self._sleep(share.wait_s(pace_s, self._now()))
            return 0.0
        is_spent, wait_s = bool(said[0]), int(said[1]) / 1000
        if is_spent:
            raise Postponed(f"{host} has had its {most} requests of a day", wait_s)
        return wait_s

    async def _fill(self, history: Sequence[Asked]) -> None:
        """Tell a Redis that knows nothing what each host was asked."""
        hosts: defaultdict[str, list[int]] = defaultdict(list)
        for host, slot, requests in history:
            hosts[host] += [slot, requests]
        for host, slots in hosts.items():
            slots[1] += 1  # robots.txt, which no scrape counts
            args = [(COUNTED + 1) * SLOT_S * 1000, *slots]
            keys = [self._asked(host)]
            if await self._ask(lambda: self._restore(keys=keys, args=args)) is None:  # noqa: B023
                return
        await self._ask(lambda: self._redis.set(f"{self._prefix}asked", ""))

    def _count(self, host: str, most: int) -> None:
        """Count a request without Redis. Raises Postponed: these were *most* of a day."""
        now = self._now()
        slot = int(now // SLOT_S)
        had = self._had[host]
        for old in [at for at in had if at < slot - COUNTED]:
            del had[old]
        if had.total() >= most:
            spent = f"{host} has had its {most} requests of a day without Redis"
            again_s = (min(had, default=slot) + COUNTED + 1) * SLOT_S - now
            raise Postponed(spent, min(again_s, LATEST_S))
        had[slot] += 1

    async def hold(self, host: str, seconds: float) -> None:
        if seconds > 0:
            await self._ask(lambda: self._hold(keys=[self._key(host)], args=[_ms(seconds)]))

    async def forget(self, host: str) -> None:
        await self._ask(lambda: self._redis.unlink(self._key(host)))

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


def _ms(seconds: float) -> int:
    return max(1, math.ceil(seconds * 1000))
