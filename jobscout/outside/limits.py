"""Admission of requests: one Lua call in Redis, shared by all processes.

It returns whether the caller's session has ended, whether a call is left in a rate limit, and
whether the caller's budget is used up. The cost of a call is charged afterwards.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError, ResponseError

from jobscout import metrics
from jobscout.errors import Outage
from jobscout.rate_limits import Admission, Grant

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from jobscout.outside.tokens import RevokedSessions
    from jobscout.rate_limits import Budget, RateLimitRequest

log = logging.getLogger(__name__)

CONNECTIONS = 16  # a burst of callers opens all, and each costs the loop half a millisecond

# Whether the session has ended: 1 yes, 0 no, -1 unknown. A request refused for that does not use
# up a call. Then the generic cell rate algorithm (ITU-T I.371, 4.1.1): one timestamp for each key,
# no counters. The server's clock decides, so that processes need not agree on the time.
_ADMIT = """
local ended = -1
if ARGV[3] == '1' then
    if redis.call('EXISTS', KEYS[2]) == 1 then return {1} end
    ended = redis.call('EXISTS', KEYS[1]) - 1
end
local limit, period_us = tonumber(ARGV[1]), tonumber(ARGV[2])
if limit == 0 then return {ended} end
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local budget_us = tonumber(ARGV[4])
if budget_us > 0 then
    local owed = tonumber(redis.call('GET', KEYS[4]) or now) - now
    if owed > budget_us then
        return {ended, 0, 0, math.ceil(owed), math.ceil(owed - budget_us), 1}
    end
end
local step = period_us / limit
local free_at = math.max(tonumber(redis.call('GET', KEYS[3]) or now), now)
local ahead = free_at - now
if ahead + step > period_us then
    return {ended, 0, 0, math.ceil(ahead), math.ceil(ahead + step - period_us)}
end
local ends = math.ceil((ahead + step) / 1000)
redis.call('SET', KEYS[3], string.format('%.0f', math.floor(free_at + step)), 'PX', ends)
local left = math.floor((period_us - ahead - step) / step + 0.01)
return {ended, 1, left, math.ceil(ahead + step), 0}
"""

# The same for a budget: its timestamp advances by the cost's share of the budget, times the period.
# One very expensive call blocks its caller for at most one more period.
_CHARGE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local cost_us, period_us = tonumber(ARGV[1]), tonumber(ARGV[2])
local free_at = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now) + cost_us
local owed = math.min(free_at - now, 2 * period_us)
redis.call('SET', KEYS[1], string.format('%.0f', now + owed), 'PX', math.ceil(owed / 1000))
"""


def connect(url: str) -> redis.asyncio.Redis:
    """A client that gives up after a second: a request must not wait long for its limit.

    The connection pool is bounded: hundreds of concurrent requests wait for a connection.
    """
    pool = redis.asyncio.BlockingConnectionPool.from_url(
        url,
        max_connections=CONNECTIONS,
        timeout=1.0,
        socket_timeout=1.0,
        socket_connect_timeout=1.0,
        # one retry if an idle connection was closed; a timeout is not retried
        retry=Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
    )
    return redis.asyncio.Redis.from_pool(pool)


class RedisFacts(NamedTuple):
    """Facts about a server. *evicts*: its eviction policy if that may evict keys we rely on."""

    version: str
    major: int
    may_run_lua: bool
    is_read_only: bool
    evicts: str | None
    clock: float


# These evict the keys with the shortest lifetime first: counted calls, and the marker that all
# ended sessions are present, before any session.
_HARMLESS = frozenset({"noeviction", "volatile-ttl"})


async def inspect(url: str) -> RedisFacts:
    """Raises Outage if the server does not answer or refuses the login."""
    client = connect(url)
    try:
        about = await client.info()
        seconds, microseconds = await client.time()
        try:
            may_run_lua = await _awaited_any(client.eval("return 1", 0)) == 1
        except ResponseError:
            may_run_lua = False
    except (RedisError, ValueError) as error:
        raise Outage(f"{error}") from error
    finally:
        await client.aclose()
    version = str(about.get("valkey_version") or about.get("redis_version", "0"))
    policy = str(about.get("maxmemory_policy", "noeviction"))
    is_bounded = int(about.get("maxmemory", 0)) > 0
    return RedisFacts(
        version=f"{'Valkey' if 'valkey_version' in about else 'Redis'} {version}",
        major=int(version.partition(".")[0]),
        may_run_lua=may_run_lua,
        is_read_only=about.get("role") == "slave",
        evicts=policy if is_bounded and policy not in _HARMLESS else None,
        clock=seconds + microseconds / 1e6,
    )


class Limits:
    """Without Redis, all requests are admitted and counted, and *sessions* becomes incomplete."""

    def __init__(
        self, client: redis.asyncio.Redis, sessions: RevokedSessions, prefix: str = "jobscout:"
    ) -> None:
        self._redis = client
        self._sessions = sessions
        self._script = client.register_script(_ADMIT)
        self._charge = client.register_script(_CHARGE)
        self._prefix = f"{prefix}limit:"
        self._away = False

    async def admit(self, session_id: str | None, call: RateLimitRequest | None) -> Admission:
        """Ask whether *session_id* has ended, and take one *call* of its limit."""
        session = self._sessions.key(session_id or "nobody")
        keys = [self._sessions.complete_key, session, "none", "none"]
        args = [0, 0, int(session_id is not None), 0]
        if call is not None:
            keys[2] = self._prefix + call.key
            args[:2] = [call.limit, call.period_s * 1_000_000]
            if call.budget is not None:
                keys[3] = self._prefix + call.budget.key
                args[3] = call.budget.period_s * 1_000_000
        try:
            said = await self._script(keys=keys, args=args)
        except RedisError as error:
            self._sessions.invalidate()
            self._note(error)
            return Admission(has_ended=None, grant=_let_in(call))
        if self._away:
            self._away = False
            log.info("redis is available again")
        ended = _ended(said[0], is_complete=self._sessions.is_complete)
        grant = _grant(call, *said[1:5]) if call else None
        return Admission(has_ended=ended, grant=grant, is_spent=bool(said[5:]))

    async def charge(self, budget: Budget, seconds: float) -> None:
        """Charge the cost of a call. Without Redis nothing is charged, and that is counted."""
        cost_us = seconds / budget.seconds * budget.period_s * 1_000_000
        try:
            await self._charge(
                keys=[self._prefix + budget.key],
                args=[max(1, round(cost_us)), budget.period_s * 1_000_000],
            )
        except RedisError as error:
            metrics.LIMITS_SKIPPED.inc()
            self._note(error)

    async def forget_user(self, user_id: int) -> None:
        """Remove a user's counters. Raises Outage: Redis is unavailable."""
        try:
            async for key in self._redis.scan_iter(match=f"{self._prefix}*:user-{user_id}"):
                await self._redis.unlink(key)
        except RedisError as error:
            raise Outage(f"Redis is unavailable: {error}") from error

    async def ping(self) -> None:
        """Raises Outage: Redis does not answer."""
        try:
            await _awaited(self._redis.ping())
        except RedisError as error:
            raise Outage(f"Redis is unavailable: {error}") from error

    def _note(self, error: RedisError) -> None:
        if not self._away:
            self._away = True
            log.warning("redis is unavailable, limits are off", extra={"error": str(error)})


def _ended(said: int, *, is_complete: bool) -> bool | None:
    if said == 1:
        return True
    return False if said == 0 and is_complete else None


def _let_in(call: RateLimitRequest | None) -> Grant | None:
    if call is None:
        return None
    metrics.LIMITS_SKIPPED.inc()
    return Grant(allowed=True, limit=call.limit, remaining=call.limit, reset_s=0)


def _grant(
    call: RateLimitRequest, passed: int = 0, remaining: int = 0, reset_us: int = 0, wait_us: int = 0
) -> Grant:
    """Without numbers nothing was counted, because the session has ended."""
    return Grant(
        allowed=bool(passed),
        limit=call.limit,
        remaining=int(remaining),
        reset_s=_seconds(reset_us),
        retry_after_s=_seconds(wait_us),
    )


def _seconds(microseconds: int) -> int:
    return -(-int(microseconds) // 1_000_000)


async def _awaited(answer: Awaitable[bool] | bool) -> None:
    # redis-py declares one return type for its sync and async clients
    if not isinstance(answer, bool):
        await answer


async def _awaited_any(answer: Awaitable[Any] | Any) -> Any:
    return await answer
