"""Counting a call against its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.errors import RateLimited
from jobscout.http.addresses import client_address, counted
from jobscout.http.keys import GRANT, IDENTITY, SERVICES, Limit
from jobscout.model import Call

if TYPE_CHECKING:
    from aiohttp import web

    from jobscout.model import Admission

AUTH: Final = Limit(name="auth", calls=5, period_s=60, per="ip")
JOBS: Final = Limit(name="jobs", calls=60, period_s=60, per="user")
# guesses by whoever holds a stolen access token
PASSWORD: Final = Limit(name="password", calls=5, period_s=60, per="user")
CV: Final = Limit(name="cv", calls=10, period_s=86400, per="user")
PREVIEW: Final = Limit(name="preview", calls=5, period_s=60, per="path")
TRIAL: Final = Limit(name="trial", calls=30, period_s=60, per="user")
# all feeds of one person together; each reading tries the search anew
FEED: Final = Limit(name="feed", calls=20, period_s=60, per="user")
SCRAPE: Final = Limit(name="scrape", calls=1, period_s=60, per="path")


async def count(limit: Limit, request: web.Request, user_id: int | None = None) -> None:
    """Take one call of *limit*, of the caller or of *user_id*. Raises RateLimited: none is left."""
    identity = request.get(IDENTITY)
    call = call_of(limit, request, user_id or (identity and identity.user_id))
    admission = await request.app[SERVICES].admit(None, call)
    check(admission, call, request)


def call_of(limit: Limit, request: web.Request, user_id: int | None) -> Call:
    """What this request takes of *limit*."""
    if limit.per == "path":
        (who,) = request.match_info.values()
    elif limit.per == "user" and user_id is not None:
        who = f"user-{user_id}"
    else:
        who = counted(client_address(request))
    calls = request.app[SERVICES].calls.get(limit.name, limit.calls)
    return Call(key=f"{limit.name}:{who}", limit=calls, period_s=limit.period_s)


def check(admission: Admission, call: Call, request: web.Request) -> None:
    """The answer's ``RateLimit-`` headers come of it. Raises RateLimited."""
    if admission.grant is None:
        return
    request[GRANT] = admission.grant
    if not admission.grant.allowed:
        said = f"at most {call.limit} calls in {call.period_s} s"
        raise RateLimited(said, admission.grant.retry_after_s)
