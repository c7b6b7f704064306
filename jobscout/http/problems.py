"""Errors as RFC 9457 problems: the only module that maps errors to statuses."""

from __future__ import annotations

import logging
import math
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec
from aiohttp import web

from jobscout.errors import (
    Busy,
    Conflict,
    InvalidInput,
    MalformedBody,
    NotFound,
    Outage,
    Postponed,
    RateLimited,
    ScoutError,
    Unauthenticated,
)
from jobscout.http.keys import REQUEST_ID

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger("jobscout.http")

CONTENT_TYPE: Final = "application/problem+json"
RETRY_AFTER_S: Final = 5  # a restarted database is available again within seconds

# slug: status and title. A slug's title does not change (RFC 9457, section 3.1.3).
KINDS: Final[dict[str, tuple[int, str]]] = {
    "malformed-body": (400, "Malformed request body"),
    "invalid-token": (400, "Invalid or expired token"),
    "bad-request": (400, "Bad request"),
    "unauthenticated": (401, "Authentication required"),
    "token-reused": (401, "Refresh token reused"),
    "token-revoked": (401, "Session revoked"),
    "invalid-credentials": (401, "Wrong email or password"),
    "forbidden": (403, "Forbidden"),
    "email-not-verified": (403, "Email address not verified"),
    "account-disabled": (403, "Account disabled"),
    "not-found": (404, "Not found"),
    "method-not-allowed": (405, "Method not allowed"),
    "request-timeout": (408, "Request timeout"),
    "conflict": (409, "Conflict"),
    "email-taken": (409, "Email address already registered"),
    "name-taken": (409, "Name already in use"),
    "too-many-searches": (409, "Too many saved searches"),
    "too-many-channels": (409, "Too many channels"),
    "too-many-boards": (409, "Too many proposed boards"),
    "too-many-postings": (409, "Too many tracked postings"),
    "source-exists": (409, "Board already has a source"),
    "ambiguous-board": (409, "Page shows several boards"),
    "not-suspect": (409, "Last reading is not suspect"),
    "not-waiting": (409, "Request is not waiting"),
    "already-gone": (409, "Board is gone already"),
    "board-unreadable": (409, "Board unreadable"),
    "already-running": (409, "Scrape already running"),
    "unconfigured": (409, "Kind of source not configured"),
    "too-large": (413, "Request body too large"),
    "unsupported-media-type": (415, "Unsupported media type"),
    "expectation-failed": (417, "Expectation failed"),
    "invalid-field": (422, "Validation failed"),
    "rate-limited": (429, "Too many requests"),
    "internal": (500, "Internal server error"),
    "busy": (503, "Server busy"),
    "unavailable": (503, "Service unavailable"),
}

_SLUGS: Final[dict[type[ScoutError], str]] = {
    MalformedBody: "malformed-body",
    InvalidInput: "invalid-field",
    NotFound: "not-found",
    RateLimited: "rate-limited",
    Busy: "busy",
    Outage: "unavailable",
}
_BY_STATUS: Final = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    408: "request-timeout",
    413: "too-large",
    415: "unsupported-media-type",
    417: "expectation-failed",
}
# headers that are copied from aiohttp's refusals
_PASSED_ON: Final = ("Allow", "Accept-Encoding")


class FieldProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One field and what is wrong with it."""

    field: str
    message: str


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A board that a career page shows; the call, repeated with its choice, chooses it."""

    choice: str
    kind: str
    board: str
    name: Annotated[str | None, msgspec.Meta(description="the likely employer")]
    url: str
    jobs: Annotated[int | None, msgspec.Meta(description="that it lists; null if unknown")]


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """RFC 9457 problem details; *errors* names every field that breaks a rule."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] | msgspec.UnsetType = msgspec.UNSET
    request_id: str
    scrape_id: str | msgspec.UnsetType = msgspec.UNSET
    candidates: list[Candidate] | msgspec.UnsetType = msgspec.UNSET


class InvalidToken(ScoutError):
    """A one-time token is unknown, spent or expired."""

    slug = "invalid-token"


@web.middleware
async def errors_to_problems(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer our errors and aiohttp's; anything else is a bug, which is logged and answered 500."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        return _from_aiohttp(request, error)
    except ScoutError as error:
        return from_error(request, error)
    except Exception:
        log.exception("unexpected error")
        return problem(request, "internal", "An unexpected error; it was logged.")


def from_error(request: web.Request, error: ScoutError) -> web.Response:
    """The response to a ``ScoutError``."""
    slug = getattr(error, "slug", None) or _slug(type(error))
    extra: dict[str, Any] = dict(error.extra) if isinstance(error, Conflict) else {}
    if isinstance(error, InvalidInput):
        extra["errors"] = [FieldProblem(field=e.field, message=e.message) for e in error.fields]
    elif isinstance(error, MalformedBody):
        extra["errors"] = [FieldProblem(field="body", message=str(error))]
    detail = str(error)
    if isinstance(error, Outage) and not isinstance(error, Postponed):
        log.warning("outage", extra={"error": detail})  # one line: there may be thousands
        detail = "A required service is unavailable; try again in a few seconds."
    answer = problem(request, slug, detail, **extra)
    if isinstance(error, RateLimited):
        answer.headers["Retry-After"] = str(error.retry_after_s)
    elif isinstance(error, Postponed):
        answer.headers["Retry-After"] = str(math.ceil(error.wait_s))
    elif isinstance(error, (Busy, Outage)):
        answer.headers["Retry-After"] = str(RETRY_AFTER_S)
    elif isinstance(error, Unauthenticated) and slug != "invalid-credentials":
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _slug(kind: type[ScoutError]) -> str:
    return next((_SLUGS[each] for each in kind.__mro__ if each in _SLUGS), "internal")


def problem(request: web.Request, slug: str, detail: str, **extra: Any) -> web.Response:
    """A problem with a known slug; *extra* members are added unchanged."""
    status, title = KINDS[slug]
    body = {
        "type": f"/problems/{slug}",
        "title": title,
        "status": status,
        "detail": detail,
        **extra,
        "request_id": request[REQUEST_ID],
    }
    return web.Response(status=status, body=msgspec.json.encode(body), content_type=CONTENT_TYPE)


def _from_aiohttp(request: web.Request, error: web.HTTPException) -> web.Response:
    """Refusals by aiohttp: unknown route, wrong method, wrong type, too large."""
    slug = _BY_STATUS.get(error.status, "bad-request")
    answer = problem(request, slug, error.reason or KINDS[slug][1])
    for name in _PASSED_ON:
        if value := error.headers.get(name):
            answer.headers[name] = value
    return answer
