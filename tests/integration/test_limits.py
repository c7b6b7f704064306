"""Limits against a real Valkey: exact, shared, and gentle when it is away."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
import redis.asyncio
from prometheus_client import REGISTRY

from jobscout.errors import Outage
from jobscout.outside.limits import Limits, connect
from jobscout.outside.tokens import RevokedSessions
from jobscout.rate_limits import Grant, RateLimitRequest
from tests.fakes import raw_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

HOUR_S = 3600


class Counted:
    """Limits whose other parts are not used."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.ping = limits.ping

    async def allow(self, key: str, limit: int, period_s: int) -> Grant:
        said = await self._limits.admit(
            None, RateLimitRequest(key=key, limit=limit, period_s=period_s)
        )
        assert said.grant is not None
        return said.grant


@asynccontextmanager
async def limiting(url: str, prefix: str = "t:") -> AsyncIterator[Counted]:
    async with asyncio.timeout(10), connect(url) as client:
        yield Counted(Limits(client, RevokedSessions(client, prefix), prefix))


def skipped() -> float:
    return REGISTRY.get_sample_value("jobscout_limits_skipped_total") or 0.0


@pytest.mark.parametrize("limit", [1, 3, 5, 7, 60, 97])
async def test_exactly_as_many_as_allowed(redis_url: str, limit: int) -> None:
    """All calls of the limit pass at once, each says how many are left, and the next waits."""
    async with limiting(redis_url) as limits:
        grants = [await limits.allow("k", limit, HOUR_S) for _ in range(limit)]
        refused = await limits.allow("k", limit, HOUR_S)

    assert [grant.allowed for grant in grants] == [True] * limit
    assert [grant.remaining for grant in grants] == list(range(limit - 1, -1, -1))
    assert all(grant.limit == limit for grant in grants)
    assert (refused.allowed, refused.remaining) == (False, 0)
    assert HOUR_S / limit - 2 <= refused.retry_after_s <= HOUR_S / limit + 1
    assert HOUR_S - 2 <= refused.reset_s <= HOUR_S


async def test_refills(redis_url: str) -> None:
    """A place is free again after its share of the period, and only one."""
    async with limiting(redis_url) as limits, redis.asyncio.Redis.from_url(redis_url) as server:
        for _ in range(10):
            assert (await limits.allow("k", 10, HOUR_S)).allowed
        refused = await limits.allow("k", 10, HOUR_S)
        (key,) = await server.keys("*")
        # a tenth of the hour goes by
        await server.decrby(key, HOUR_S * 1_000_000 // 10)
        granted = [await limits.allow("k", 10, HOUR_S) for _ in range(2)]

    assert not refused.allowed
    assert [grant.allowed for grant in granted] == [True, False]


async def test_refused_calls_cost_nothing(redis_url: str) -> None:
    """Who keeps knocking does not wait the longer for it."""
    async with limiting(redis_url) as limits:
        await limits.allow("k", 1, HOUR_S)
        refused = [await limits.allow("k", 1, HOUR_S) for _ in range(50)]

    assert {grant.retry_after_s for grant in refused} <= {HOUR_S, HOUR_S - 1}


async def test_processes_share(redis_url: str) -> None:
    """Two processes together let in what one would; another key and prefix are apart."""
    async with limiting(redis_url) as one, limiting(redis_url) as two:
        grants = await asyncio.gather(
            *(limits.allow("k", 10, HOUR_S) for limits in (one, two) for _ in range(10))
        )
        other_key = await one.allow("other", 10, HOUR_S)
    async with limiting(redis_url, "u:") as three:
        other_prefix = await three.allow("k", 10, HOUR_S)

    assert sum(grant.allowed for grant in grants) == 10
    assert other_key.remaining == other_prefix.remaining == 9


async def test_forgets(redis_url: str) -> None:
    """A key lives no longer than it matters."""
    async with limiting(redis_url) as limits:
        await limits.allow("k", 2, 60)
    async with redis.asyncio.Redis.from_url(redis_url) as client:
        left_ms = await client.pttl("t:limit:k")

    assert 29_000 < left_ms <= 30_000


async def test_one_round_trip(redis_url: str) -> None:
    """A decision is one command: the script is known after the first call."""
    async with limiting(redis_url) as limits, redis.asyncio.Redis.from_url(redis_url) as client:
        await limits.allow("k", 10, 60)
        await client.config_resetstat()
        for _ in range(5):
            await limits.allow("k", 10, 60)
        stats = await client.info("commandstats")

    sent = {name: stat["calls"] for name, stat in stats.items()}
    assert sent.pop("cmdstat_evalsha") == 5
    assert set(sent) <= {"cmdstat_time", "cmdstat_get", "cmdstat_set", "cmdstat_config|resetstat"}


async def test_script_forgotten_by_the_server(redis_url: str) -> None:
    """A Valkey that was started anew is taught the script again."""
    async with limiting(redis_url) as limits, redis.asyncio.Redis.from_url(redis_url) as client:
        await limits.allow("k", 10, 60)
        await client.script_flush()
        before = skipped()

        assert (await limits.allow("k", 10, 60)).remaining == 8
    assert skipped() == before


async def test_redis_away_lets_in(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Without Redis everybody is let in and counted, and the log says so once."""
    before = skipped()
    async with limiting(f"unix://{tmp_path}/nobody.sock") as limits:
        grants = [await limits.allow("k", 1, 60) for _ in range(3)]
        with pytest.raises(Outage):
            await limits.ping()

    assert grants == [Grant(allowed=True, limit=1, remaining=1, reset_s=0)] * 3
    assert skipped() - before == 3
    assert caplog.messages == ["redis is unavailable, limits are off"]


async def test_redis_that_hangs_is_away(caplog: pytest.LogCaptureFixture) -> None:
    """A Redis that takes calls and never answers is away too: the wait has an end."""
    async with raw_server(b"", drip_s=3600) as at, limiting(f"redis://{at}") as limits:
        grant = await limits.allow("k", 1, 60)

    assert grant.allowed
    assert caplog.messages == ["redis is unavailable, limits are off"]


async def test_redis_comes_back(
    redis_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """When Redis is back, limits hold again without a restart, and the log says so once."""
    link = tmp_path / "valkey.sock"
    async with limiting(f"unix://{link}") as limits:
        await limits.allow("k", 1, HOUR_S)
        link.symlink_to(redis_url.removeprefix("unix://"))
        with caplog.at_level(logging.INFO):
            grants = [await limits.allow("k", 1, HOUR_S) for _ in range(3)]
        await limits.ping()

    assert [grant.allowed for grant in grants] == [True, False, False]
    assert caplog.messages == ["redis is unavailable, limits are off", "redis is available again"]
