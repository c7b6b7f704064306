"""Headers of every response, and the log line and metrics of every request.

Order from the outside: ``observe``, ``problems.errors_to_problems``, ``refuse_encoded``,
``meet_expectation``, then ``allow_origins``. Sign-in and rate limits belong to a route, see
``routing``.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from typing import TYPE_CHECKING, Final

from aiohttp import hdrs, web

from jobscout import logs
from jobscout.errors import MalformedBody
from jobscout.http.event_handlers import MEDIA
from jobscout.http.keys import EXPECTED, GRANT, IDENTITY, REQUEST_ID, SERVICES
from jobscout.metrics import request_seconds, requests

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = logging.getLogger("jobscout.http")

_SANE_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,128}")
_METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_PREFLIGHT_S: Final = 600
_DEFAULT_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
_HTTPS_ONLY: Final = "max-age=31536000"  # a year; subdomains are not ours
_EXPOSED: Final = (
    "ETag, Retry-After, X-Request-ID, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
)


@web.middleware
async def observe(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Assign the request id, then log and count the request when it is answered."""
    _name(request)
    started = time.perf_counter()
    method = request.method if request.method in _METHODS else "OTHER"
    route = route_template(request)
    with logs.log_context(route=route, request_id=request[REQUEST_ID]):
        response = await handler(request)
        seconds = time.perf_counter() - started
        requests(method, route, response.status).inc()
        if response.content_type != MEDIA:  # the duration of a stream is not a latency
            request_seconds(method, route).observe(seconds)
        identity = request.get(IDENTITY)
        log.info(
            "request",
            extra={
                "method": method,
                "route": route,
                "status": response.status,
                "duration_ms": round(seconds * 1000, 2),
                "user_id": identity.user_id if identity else None,
            },
        )
    return response


def _name(request: web.Request) -> None:
    """Set the request's id: the caller's, if it is valid, or a new one."""
    stated_id = request.headers.get("X-Request-ID", "")
    sane = _SANE_REQUEST_ID.fullmatch(stated_id)
    request[REQUEST_ID] = stated_id if sane else uuid.uuid4().hex


def route_template(request: web.Request) -> str:
    """The path as in ``routes.py``, so that labels are few; "unmatched" if there is none."""
    resource = request.match_info.route.resource
    return "unmatched" if resource is None else resource.canonical.rstrip("/") or "/"


@web.middleware
async def refuse_encoded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Reject a body with any content coding: a megabyte may decompress to a gigabyte.

    On every path, before sign-in. "identity" is rejected, too: it is defined only for
    Accept-Encoding (RFC 9110, section 8.4.1).

    Raises:
        HTTPUnsupportedMediaType: with the Accept-Encoding of RFC 9110, section 15.5.16.
    """
    if hdrs.CONTENT_ENCODING in request.headers:
        raise web.HTTPUnsupportedMediaType(
            reason="the body must be sent without a Content-Encoding",
            headers={hdrs.ACCEPT_ENCODING: "identity"},
        )
    return await handler(request)


@web.middleware
async def meet_expectation(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Ask for the body that a client holds back; other expectations are not supported.

    Raises:
        HTTPExpectationFailed: another expectation (RFC 9110, section 10.1.1).
        MalformedBody: the client disconnected without sending the body.
    """
    expected = request.get(EXPECTED)
    if expected is not None:
        if expected.lower() != "100-continue":
            raise web.HTTPExpectationFailed(reason="only 100-continue can be expected")
        try:
            await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        except ConnectionError as error:
            raise MalformedBody("the client disconnected before it sent the body") from error
        request.writer.output_size = 0  # the response has not begun
    return await handler(request)


@web.middleware
async def allow_origins(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer the preflight of an allowed origin; others get the usual answer."""
    preflight = request.method == hdrs.METH_OPTIONS and (
        hdrs.ACCESS_CONTROL_REQUEST_METHOD in request.headers
    )
    if not (preflight and _may_call(request)):
        return await handler(request)
    return web.Response(
        status=204,
        headers={
            hdrs.ACCESS_CONTROL_ALLOW_METHODS: "GET, POST, PUT, PATCH, DELETE",
            hdrs.ACCESS_CONTROL_ALLOW_HEADERS: (
                "Authorization, Content-Type, If-None-Match, Last-Event-ID, X-Request-ID"
            ),
            hdrs.ACCESS_CONTROL_MAX_AGE: str(_PREFLIGHT_S),
        },
    )


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Called for every response before its headers are sent, including streams and errors."""
    headers = response.headers
    for name, value in _DEFAULT_HEADERS.items():
        headers.setdefault(name, value)
    headers[hdrs.SERVER] = "jobscout"  # aiohttp's default names its and Python's version
    if REQUEST_ID not in request:
        _name(request)  # refused before any middleware ran
    headers["X-Request-ID"] = request[REQUEST_ID]
    if grant := request.get(GRANT):
        headers["RateLimit-Limit"] = str(grant.limit)
        headers["RateLimit-Remaining"] = str(grant.remaining)
        headers["RateLimit-Reset"] = str(grant.reset_s)
    if request.app[SERVICES].is_https:
        headers["Strict-Transport-Security"] = _HTTPS_ONLY
    if request.app[SERVICES].cors_origins:
        headers["Vary"] = ", ".join(filter(None, (headers.get("Vary"), "Origin")))
        if _may_call(request):
            headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = request.headers[hdrs.ORIGIN]
            headers[hdrs.ACCESS_CONTROL_EXPOSE_HEADERS] = _EXPOSED


def _may_call(request: web.Request) -> bool:
    return request.headers.get(hdrs.ORIGIN) in request.app[SERVICES].cors_origins
