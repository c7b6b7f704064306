"""Rate limits in Redis: one Lua call for each decision, right across processes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from jobscout import metrics
from jobscout.errors import Outage
from jobscout.model import Grant

if TYPE_CHECKING:
    from collections.abc import Awaitable

log = logging.getLogger(__name__)

# The generic cell rate algorithm (ITU-T I.371, 4.1.1): one time stamp for each key, no
# counters. The server's clock decides, so that processes need not agree on the time.
_GCRA = """
local limit, period_us = tonumber(ARGV[1]), tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local step = period_us / limit
local free_at = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
local ahead = free_at - now
if ahead + step > period_us then
    return {0, 0, math.ceil(ahead), math.ceil(ahead + step - period_us)}
end
local ends = math.ceil((ahead + step) / 1000)
redis.call('SET', KEYS[1], string.format('%.0f', math.floor(free_at + step)), 'PX', ends)
return {1, math.floor((period_us - ahead - step) / step + 0.01), math.ceil(ahead + step), 0}
"""


class Limits:
    """Answers whether a call may pass. Redis away: everybody is let in, and counted."""

    def __init__(self, url: str, prefix: str = "jobscout:limit:") -> None:
        self._redis = redis.asyncio.Redis.from_url(
            url,
            socket_timeout=1.0,
            socket_connect_timeout=1.0,
            # once more where a connection died while idle; who waits a second waits no second one
            retry=Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        )
        self._script = self._redis.register_script(_GCRA)
        self._prefix = prefix
        self._away = False

    async def allow(self, key: str, limit: int, period_s: int) -> Grant:
        """Take one of *limit* calls in *period_s* seconds that *key* has, if there is one."""
        try:
            passed, remaining, reset_us, wait_us = await self._script(
                keys=[self._prefix + key], args=[limit, period_s * 1_000_000]
            )
        except RedisError as error:
            metrics.LIMITS_SKIPPED.inc()
            if not self._away:
                self._away = True
                log.warning("redis is away, limits let people in", extra={"error": str(error)})
            return Grant(allowed=True, limit=limit, remaining=limit, reset_s=0)
        if self._away:
            self._away = False
            log.info("redis is back")
        return Grant(
            allowed=bool(passed),
            limit=limit,
            remaining=int(remaining),
            reset_s=_seconds(reset_us),
            retry_after_s=_seconds(wait_us),
        )

    async def ping(self) -> None:
        """Raises Outage: Redis does not answer."""
        try:
            await _awaited(self._redis.ping())
        except RedisError as error:
            raise Outage(f"Redis is away: {error}") from error

    async def close(self) -> None:
        await self._redis.aclose()


def _seconds(microseconds: int) -> int:
    return -(-int(microseconds) // 1_000_000)


async def _awaited(answer: Awaitable[bool] | bool) -> None:
    # redis-py types its commands for both its clients at once
    if not isinstance(answer, bool):
        await answer
