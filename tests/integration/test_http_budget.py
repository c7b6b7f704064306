"""What one caller's searches may cost, counted in a real Valkey, over HTTP."""

from __future__ import annotations

import asyncio
import ipaddress
from typing import TYPE_CHECKING, Any

import pytest
import redis.asyncio
from prometheus_client import REGISTRY

from jobscout.http.fair_semaphore import Shares
from jobscout.outside.limits import Limits, connect
from jobscout.outside.tokens import RevokedSessions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.integration.http_server import Server

ONE = {"X-Forwarded-For": "192.0.2.7"}
OTHER = {"X-Forwarded-For": "192.0.2.8"}
MINUTE_US = 60_000_000
LITTLE_S = 1e-6  # no search is as cheap
PROXIES = (ipaddress.ip_network("127.0.0.0/8"),)


@pytest.fixture
async def counting(redis_url: str) -> AsyncIterator[Limits]:
    async with connect(redis_url) as client:
        yield Limits(client, RevokedSessions(client, "t:"), "t:")


async def start(server: Server, counting: Limits, **changes: Any) -> None:
    """With a budget that one search uses up, unless *changes* says otherwise."""
    usual = {"charge": counting.charge, "search_seconds": LITTLE_S}
    await server.start(admit=counting.admit, trusted_proxies=PROXIES, **usual | changes)
    await server.rows.job()


async def test_heavy_caller_waits_alone(
    idle_server: Server, counting: Limits, redis_url: str
) -> None:
    """Who has used up the seconds is refused with a time to come back, others are not."""
    server = idle_server
    await start(server, counting)

    first = await server.ask("GET", "/jobs?q=engineer", headers=ONE)
    refused = await server.ask("GET", "/jobs?q=engineer", headers=ONE)
    companies = await server.ask("GET", "/companies?q=acme", headers=ONE)
    other = await server.ask("GET", "/jobs?q=engineer", headers=OTHER)
    async with redis.asyncio.Redis.from_url(redis_url) as valkey:
        await valkey.decrby("t:limit:search:192.0.2.7", 2 * MINUTE_US)  # two minutes go by
    again = await server.ask("GET", "/jobs?q=engineer", headers=ONE)

    assert (first.status, refused.status, companies.status) == (200, 429, 429)
    assert (await refused.json())["type"] == "/problems/rate-limited"
    assert 55 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["RateLimit-Remaining"] == "0"
    assert (other.status, again.status) == (200, 200)
    assert int(again.headers["RateLimit-Remaining"]) > 0


async def test_cheap_caller_is_not_refused(idle_server: Server, counting: Limits) -> None:
    """As long as the seconds last, nobody notices them."""
    server = idle_server
    await start(server, counting, search_seconds=60.0)

    said = [(await server.ask("GET", "/jobs?q=engineer", headers=ONE)).status for _ in range(20)]

    assert said == [200] * 20


async def test_people_pay_for_themselves(idle_server: Server, counting: Limits) -> None:
    """A signed-in person is counted as such, whatever address they share."""
    server = idle_server
    await start(server, counting)
    one, other = await server.rows.user(), await server.rows.user()

    said = [
        (await server.ask("GET", "/jobs?q=engineer", headers=who.headers | ONE)).status
        for who in (one, one, other)
    ]

    assert said == [200, 429, 200]


async def test_without_redis_nobody_pays(idle_server: Server, tmp_path: Path) -> None:
    """Redis away: searches are answered, and it is counted that nobody paid."""
    server = idle_server
    async with connect(f"unix://{tmp_path}/nobody.sock") as client:
        await start(server, Limits(client, RevokedSessions(client, "t:"), "t:"))
        before = skipped()
        said = [(await server.ask("GET", "/jobs?q=engineer", headers=ONE)).status for _ in range(3)]

    assert said == [200] * 3
    assert skipped() - before == 6  # three calls let in, three not charged


async def test_takes_turns_with_itself(idle_server: Server, counting: Limits) -> None:
    """Of one caller's many searches at once few are at work; another's is answered meanwhile."""
    server = idle_server
    shares = Shares(1, patience_s=0.05)
    await start(server, counting, search_seconds=60.0, searching=shares)

    async with shares.of("search:192.0.2.7"):
        refused = await server.ask("GET", "/jobs?q=engineer", headers=ONE)
        other = await server.ask("GET", "/jobs?q=engineer", headers=OTHER)
    many = await asyncio.gather(
        *(server.ask("GET", "/jobs?q=engineer", headers=OTHER) for _ in range(2))
    )

    assert (refused.status, refused.headers["Retry-After"]) == (429, "1")
    assert other.status == 200
    assert 200 in {answer.status for answer in many}
    assert len(shares) == 0


def skipped() -> float:
    return REGISTRY.get_sample_value("jobscout_limits_skipped_total") or 0.0
