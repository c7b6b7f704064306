"""Counts a call against its rate limit, and its cost against its caller's budget."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from jobscout.errors import RateLimited
from jobscout.http.addresses import client_address, counted
from jobscout.http.keys import CALL, GRANT, IDENTITY, SERVICES, Limit
from jobscout.rate_limits import Budget, RateLimitRequest
from jobscout.sql.searching import spending

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import web

    from jobscout.rate_limits import Admission

AUTH: Final = Limit(name="auth", calls=5, period_s=60, per="ip")
JOBS: Final = Limit(name="jobs", calls=60, period_s=60, per="user", searches=True)
# guesses by somebody with a stolen access token
PASSWORD: Final = Limit(name="password", calls=5, period_s=60, per="user")
CV: Final = Limit(name="cv", calls=10, period_s=86400, per="user")
PREVIEW: Final = Limit(name="preview", calls=5, period_s=60, per="path")
DRAFT: Final = Limit(name="preview", calls=5, period_s=60, per="user")
DRY_RUN: Final = Limit(name="trial", calls=30, period_s=60, per="user", searches=True)
# all feeds of one user together; each request runs the search again
FEED: Final = Limit(name="feed", calls=20, period_s=60, per="user", searches=True)
CALENDAR: Final = Limit(name="calendar", calls=20, period_s=60, per="user")
# each makes us fetch what a person names, also if it fails
BOARDS: Final = Limit(name="boards", calls=5, period_s=86400, per="user")
TRACK: Final = Limit(name="track", calls=30, period_s=3600, per="user")
CHANNEL_TEST: Final = Limit(name="channel-test", calls=5, period_s=60, per="user")
SCRAPE: Final = Limit(name="scrape", calls=1, period_s=60, per="path")
BUDGET_S: Final = 60  # the period of the budgets
CHARGED_SHARE: Final = 0.001  # of a budget; most searches cost less, and this saves a call to Redis


async def count(limit: Limit, request: web.Request, user_id: int | None = None) -> None:
    """Take one call of *limit*, for the caller or *user_id*. Raises RateLimited: none is left."""
    identity = request.get(IDENTITY)
    call = call_of(limit, request, user_id or (identity and identity.user_id))
    admission = await request.app[SERVICES].admit(None, call)
    check(admission, call, request)


def call_of(limit: Limit, request: web.Request, user_id: int | None) -> RateLimitRequest:
    """The call that this request takes of *limit*."""
    if limit.per == "path":
        (who,) = request.match_info.values()
    elif limit.per == "user" and user_id is not None:
        who = f"user-{user_id}"
    else:
        who = counted(client_address(request))
    services = request.app[SERVICES]
    calls = services.calls.get(limit.name, limit.calls)
    budget = None
    if limit.searches:
        budget = Budget(key=f"search:{who}", seconds=services.search_seconds, period_s=BUDGET_S)
    return RateLimitRequest(
        key=f"{limit.name}:{who}", limit=calls, period_s=limit.period_s, budget=budget
    )


def check(admission: Admission, call: RateLimitRequest, request: web.Request) -> None:
    """Store the result for the ``RateLimit-`` headers. Raises RateLimited."""
    request[CALL] = call
    if admission.grant is None:
        return
    request[GRANT] = admission.grant
    if not admission.grant.allowed:
        said = f"at most {call.limit} calls in {call.period_s} s"
        if admission.is_spent and call.budget is not None:
            said = f"at most {call.budget.seconds:g} s of searching in {call.budget.period_s} s"
        raise RateLimited(said, admission.grant.retry_after_s)


@asynccontextmanager
async def budgeted(request: web.Request) -> AsyncIterator[None]:
    """Charge the time of searches inside to the caller, also if they fail."""
    with spending() as spent:
        try:
            yield
        finally:
            call = request.get(CALL)  # missing if the handler counts and failed earlier
            budget = call and call.budget
            if budget is not None and spent.seconds >= budget.seconds * CHARGED_SHARE:
                await request.app[SERVICES].charge(budget, spent.seconds)


@asynccontextmanager
async def search_slot(request: web.Request) -> AsyncIterator[None]:
    """Take one of the caller's slots for concurrent searches. Raises RateLimited."""
    call = request.get(CALL)
    if call is None or call.budget is None:
        yield
        return
    async with request.app[SERVICES].searching.of(call.budget.key):
        yield
