"""The time between two requests to a host, kept by all processes together.

Redis has a key for each host that was just requested, which lives for as long as nobody may
request the host again. The server's clock decides, and no process needs to know of another.

Without Redis each process keeps its share: time is divided into slots of one pace, which the
processes take in turn. So together they keep the pace as well as their clocks agree. The budget
is then spread over the day.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from redis.exceptions import RedisError

from jobscout.errors import Postponed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import redis.asyncio

log = logging.getLogger(__name__)

DAY_S = 24 * 3600
REQUESTS_PER_DAY = 20_000  # of one host
ASK_AGAIN_S = 5.0  # how long Redis is not asked after it did not answer

# {0, milliseconds until the host may be requested}, where 0 is now, and nobody else may before
# ARGV[1] is over; or {1, milliseconds until there is a new budget}. KEYS[2] counts the requests of
# a day, which begins with its first request.
_TAKE = """
if tonumber(redis.call('GET', KEYS[2]) or 0) >= tonumber(ARGV[2]) then
    return {1, redis.call('PTTL', KEYS[2])}
end
if not redis.call('SET', KEYS[1], '', 'NX', 'PX', ARGV[1]) then
    return {0, math.max(1, redis.call('PTTL', KEYS[1]))}
end
if redis.call('INCR', KEYS[2]) == 1 then redis.call('EXPIRE', KEYS[2], ARGV[3]) end
return {0, 0}
"""

# The longer of two pauses counts: a request that was under way may be answered with a shorter one.
_HOLD = """
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
    redis.call('SET', KEYS[1], '', 'PX', ARGV[1])
end
"""


class Share(NamedTuple):
    """This process is number *place*, from 0, of *processes* that live."""

    place: int
    processes: int

    def wait_s(self, pace_s: float, now: float) -> float:
        """Seconds until the next slot of this process. *now* is the time of day in seconds."""
        return (self.place * pace_s - now) % (self.processes * pace_s)


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

    *share* says what this process may do where Redis is unavailable.
    """

    def __init__(
        self,
        client: redis.asyncio.Redis,
        prefix: str = "jobscout:",
        *,
        requests_per_day: int = REQUESTS_PER_DAY,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.share: Callable[[], Share] = lambda: Share(0, 1)
        self._redis = client
        self._take = client.register_script(_TAKE)
        self._hold = client.register_script(_HOLD)
        self._prefix = prefix
        self._requests_per_day = requests_per_day
        self._clock = clock
        self._now = now
        self._sleep = sleep
        self._away_until = -math.inf

    async def take(self, host: str, pace_s: float) -> float:
        keys = [self._key(host), f"{self._prefix}requests:{host}"]
        args = [_ms(pace_s), self._requests_per_day, DAY_S]
        said = await self._ask(lambda: self._take(keys=keys, args=args))
        if said is None:
            spread_s = max(pace_s, DAY_S / self._requests_per_day)
            await self._sleep(self.share().wait_s(spread_s, self._now()))
            return 0.0
        is_spent, wait_s = bool(said[0]), int(said[1]) / 1000
        if is_spent:
            spent = f"{host} has had its {self._requests_per_day} requests of a day"
            raise Postponed(spent, wait_s)
        return wait_s

    async def hold(self, host: str, seconds: float) -> None:
        if seconds > 0:
            await self._ask(lambda: self._hold(keys=[self._key(host)], args=[_ms(seconds)]))

    async def forget(self, host: str) -> None:
        await self._ask(lambda: self._redis.unlink(self._key(host)))

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
            log.info("paces are shared again")
        return said


def _ms(seconds: float) -> int:
    return max(1, math.ceil(seconds * 1000))
