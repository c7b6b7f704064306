"""Counting a call against its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.errors import RateLimited
from jobscout.http.addresses import client_address, counted
from jobscout.http.keys import GRANT, IDENTITY, SERVICES, Limit

if TYPE_CHECKING:
    from aiohttp import web

AUTH: Final = Limit(name="auth", calls=5, period_s=60, per="ip")
JOBS: Final = Limit(name="jobs", calls=60, period_s=60, per="user")
SCRAPE: Final = Limit(name="scrape", calls=1, period_s=60, per="path")


async def count(limit: Limit, request: web.Request) -> None:
    """Take one call of *limit*. The answer's ``RateLimit-`` headers come of it.

    Raises:
        RateLimited: there is none left.
    """
    services = request.app[SERVICES]
    identity = request.get(IDENTITY)
    if limit.per == "path":
        who = request.match_info["id"]
    elif limit.per == "user" and identity is not None:
        who = f"user-{identity.user_id}"
    else:
        who = counted(client_address(request))
    calls = services.calls.get(limit.name, limit.calls)
    grant = await services.allow(f"{limit.name}:{who}", calls, limit.period_s)
    request[GRANT] = grant
    if not grant.allowed:
        raise RateLimited(f"at most {calls} calls in {limit.period_s} s", grant.retry_after_s)
