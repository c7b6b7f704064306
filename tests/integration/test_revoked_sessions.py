"""Ended sessions in a real Valkey, beside the limits, and what happens without it (P11)."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest
import redis.asyncio

from jobscout.actors.revocation_sync import RevocationSync
from jobscout.errors import Outage
from jobscout.outside.limits import CONNECTIONS, Limits, connect
from jobscout.outside.tokens import ACCESS_S, RevokedSessions
from jobscout.rate_limits import RateLimitRequest
from jobscout.sql.sessions import Client, Sessions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from jobscout.sql.database import Database
    from tests.integration.http_server import Server

CALL = RateLimitRequest(key="k", limit=10, period_s=3600)
ENDED = "11111111-1111-1111-1111-111111111111"
LIVE = "22222222-2222-2222-2222-222222222222"
NOWHERE = Client(None, None)


class Door(NamedTuple):
    limits: Limits
    ended: RevokedSessions

    async def word(self, session_id: str) -> bool | None:
        return (await self.limits.admit(session_id, None)).has_ended


@asynccontextmanager
async def door(url: str, prefix: str = "t:") -> AsyncIterator[Door]:
    async with asyncio.timeout(10), connect(url) as client:
        ended = RevokedSessions(client, prefix)
        yield Door(Limits(client, ended, prefix), ended)


async def nothing() -> dict[str, float]:
    return {}


async def test_told_and_asked(redis_url: str) -> None:
    """Once filled Redis tells, of one that ended and of one that did not."""
    async with door(redis_url) as at:
        unfilled = await at.word(LIVE)
        await at.ended.fill(nothing)
        await at.ended.revoke([ENDED])

        assert unfilled is None
        assert await at.word(ENDED) is True
        assert await at.word(LIVE) is False


async def test_one_round_trip(redis_url: str) -> None:
    """Session and limit are asked in one command."""
    async with door(redis_url) as at, redis.asyncio.Redis.from_url(redis_url) as client:
        await at.ended.fill(nothing)
        await at.limits.admit(LIVE, CALL)
        await client.config_resetstat()
        for _ in range(5):
            said = await at.limits.admit(LIVE, CALL)
        stats = await client.info("commandstats")

    assert said.has_ended is False
    assert said.grant is not None
    assert said.grant.remaining == 4
    inside = {"time", "get", "set", "exists", "config|resetstat"}
    sent = {name: stat["calls"] for name, stat in stats.items()}
    assert sent.pop("cmdstat_evalsha") == 5
    assert {name.removeprefix("cmdstat_") for name in sent} <= inside


async def test_many_at_once_share_connections(redis_url: str) -> None:
    """Hundreds of requests at once are all answered, over a bounded number of connections."""
    call = RateLimitRequest(key="k", limit=1000, period_s=3600)
    async with door(redis_url) as at, redis.asyncio.Redis.from_url(redis_url) as client:
        await at.ended.fill(nothing)
        before = (await client.info("stats"))["total_connections_received"]
        said = await asyncio.gather(*(at.limits.admit(LIVE, call) for _ in range(200)))
        opened = (await client.info("stats"))["total_connections_received"] - before

    assert {each.has_ended for each in said} == {False}
    assert sorted(each.grant.remaining for each in said if each.grant) == list(range(800, 1000))
    assert opened <= CONNECTIONS


async def test_refused_session_uses_up_no_call(redis_url: str) -> None:
    """Who is refused for a session's end counts for nobody."""
    async with door(redis_url) as at:
        await at.ended.fill(nothing)
        await at.ended.revoke([ENDED])
        await at.limits.admit(ENDED, CALL)
        said = await at.limits.admit(LIVE, CALL)

    assert said.grant is not None
    assert said.grant.remaining == 9


async def test_no_longer_than_a_token_lives(redis_url: str) -> None:
    """A session is forgotten when the last access token of it has expired."""

    async def ended() -> dict[str, float]:
        return {ENDED: 7.0}

    async with door(redis_url) as at, redis.asyncio.Redis.from_url(redis_url) as client:
        await at.ended.revoke([LIVE])
        await at.ended.fill(ended)
        told, filled = [await client.pttl(at.ended.key(each)) for each in (LIVE, ENDED)]

    assert ACCESS_S * 1000 - 5000 < told <= ACCESS_S * 1000
    assert 2000 < filled <= 7000


async def test_redis_that_forgot_is_not_believed(redis_url: str) -> None:
    """A Redis that was started anew with nothing in it cannot tell, until it is filled."""

    async def ended() -> dict[str, float]:
        return {ENDED: 60.0}

    async with door(redis_url) as at, redis.asyncio.Redis.from_url(redis_url) as client:
        await at.ended.fill(ended)
        await client.flushall()
        forgot = await at.word(ENDED)
        await at.ended.fill(ended)

        assert forgot is None
        assert await at.word(ENDED) is True


async def test_what_redis_was_not_told(
    redis_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Back after an outage, Redis is not believed before it was filled."""
    link = tmp_path / "valkey.sock"
    link.symlink_to(redis_url.removeprefix("unix://"))
    async with door(f"unix://{link}") as at:
        await at.ended.fill(nothing)
        link.rename(tmp_path / "away")
        await at.limits._redis.connection_pool.disconnect()
        await at.ended.revoke([ENDED])
        without = await at.word(ENDED)
        with pytest.raises(Outage):
            await at.ended.fill(nothing)
        (tmp_path / "away").rename(link)
        back = await at.word(ENDED)

    assert "ended sessions could not be written to redis" in caplog.messages
    assert without is None
    assert back is None


@pytest.mark.parametrize("how", ["tell", "admit"])
async def test_either_failure_is_a_doubt(redis_url: str, tmp_path: Path, how: str) -> None:
    """Whoever notices that Redis was away believes it no more, whichever call that was."""
    link = tmp_path / "valkey.sock"
    link.symlink_to(redis_url.removeprefix("unix://"))
    async with door(f"unix://{link}") as at:
        await at.ended.fill(nothing)
        link.rename(tmp_path / "away")
        await at.limits._redis.connection_pool.disconnect()
        if how == "tell":
            await at.ended.revoke([ENDED])
        else:
            await at.limits.admit(LIVE, None)
        (tmp_path / "away").rename(link)

        assert await at.word(LIVE) is None
        await at.ended.fill(nothing)
        assert await at.word(LIVE) is False


async def test_told_in_vain_while_it_is_filled(redis_url: str) -> None:
    """A session that ended after the rows were read, and was told in vain, leaves a doubt."""
    async with door(redis_url) as at:

        async def read() -> dict[str, float]:
            at.ended.invalidate()
            return {}

        await at.ended.fill(read)
        assert await at.word(LIVE) is None
        await at.ended.fill(nothing)
        assert await at.word(LIVE) is False


async def test_doorkeeper(db: Database, redis_url: str, server: Server) -> None:
    """Each pass tells Redis the sessions that ended in the last quarter of an hour."""
    user = await server.rows.user()
    sessions = Sessions(db)
    kept = await server.rows.value("SELECT password_hash FROM users")
    started = [await sessions.start(str(user.id), kept, NOWHERE) for _ in range(3)]
    fresh, old, live = (session for session in started if session is not None)
    for session in (fresh, old):
        await sessions.end_own(user.id, session.id)
    await server.rows.value(
        "UPDATE sessions SET revoked_at = now() - interval '16 minutes' WHERE id::text = $1"
        " RETURNING 1",
        old.id,
    )
    async with door(redis_url) as at:
        await RevocationSync(5.0, sessions=sessions, redis=at.ended).tick()

        assert [await at.word(each.id) for each in (fresh, old, live)] == [True, False, False]


async def test_a_request_asks_postgresql_only_without_redis(
    idle_server: Server, db: Database, redis_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """P11: with Redis the row is not asked; without, the row refuses what was ended."""
    asked: list[str] = []

    class Watched(Sessions):
        async def is_live(self, session_id: str) -> bool:
            asked.append(session_id)
            return await super().is_live(session_id)

    async with door(redis_url) as at, redis.asyncio.Redis.from_url(redis_url) as client:
        await at.ended.fill(nothing)
        server = await idle_server.start(
            sessions=Watched(db), admit=at.limits.admit, revoke=at.ended.revoke
        )
        user = await server.rows.user()
        other = await server.rows.sign_in(user)
        await server.json("GET", "/users/me", headers=user.headers)
        with_redis = list(asked)
        await server.json("POST", "/auth/logout", 204, headers=other.headers)
        refused = await server.problem("GET", "/users/me", 401, headers=other.headers)
        with caplog.at_level(logging.CRITICAL, "jobscout"):
            await client.flushall()
            again = await server.problem("GET", "/users/me", 401, headers=other.headers)
            await server.json("GET", "/users/me", headers=user.headers)

    assert with_redis == []
    assert refused == again == "token-revoked"
    assert asked == [other.session_id, user.session_id]


async def test_forgetting(redis_url: str) -> None:
    """P13: a person's sessions and counts go, another's stay; Redis away is an Outage."""
    async with door(redis_url) as at, redis.asyncio.Redis.from_url(redis_url) as client:
        await at.ended.revoke([ENDED, LIVE])
        for who in ("user-7", "user-70", "127.0.0.1"):
            for limit in ("jobs", "password"):
                await at.limits.admit(
                    None, RateLimitRequest(key=f"{limit}:{who}", limit=5, period_s=3600)
                )
        await at.ended.forget([ENDED])
        await at.ended.forget([])
        await at.limits.forget_user(7)
        left = sorted([key.decode() async for key in client.scan_iter()])

    assert left == [
        f"t:ended:{LIVE}",
        *("t:limit:jobs:127.0.0.1", "t:limit:jobs:user-70"),
        *("t:limit:password:127.0.0.1", "t:limit:password:user-70"),
    ]


async def test_forgetting_without_redis(tmp_path: Path) -> None:
    """Nothing is called forgotten that may still be there."""
    async with door(f"unix://{tmp_path}/nobody.sock") as at:
        with pytest.raises(Outage):
            await at.ended.forget([ENDED])
        with pytest.raises(Outage):
            await at.limits.forget_user(7)
