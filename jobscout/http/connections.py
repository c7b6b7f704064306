"""Connections with a deadline for request headers, and with our own answer to every refusal.

aiohttp has one timer for a connection, ``keepalive_timeout``: it runs while no request is being
answered, whether the client is silent or sends one header byte a minute. The timer here handles
the second case. It runs from the opening of a connection, and later from the first byte after an
answer, until the headers are complete. Bodies have their own timeout, see ``codec.read_body``.

Requests that aiohttp rejects before the application sees them (bytes that are not HTTP, late
headers, an unknown ``Expect``) go through the application's middlewares, so that they are
answered, logged and counted like any other refusal.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from aiohttp import HttpVersion11, hdrs, web
from aiohttp.http_exceptions import BadStatusLine, InvalidURLError, LineTooLong
from aiohttp.streams import EMPTY_PAYLOAD
from aiohttp.web_protocol import ERROR, _ErrInfo
from aiohttp.web_urldispatcher import MatchInfoError
from multidict import CIMultiDict, CIMultiDictProxy

from jobscout.http.keys import EXPECTED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp.http import RawRequestMessage
    from aiohttp.streams import StreamReader

HEADERS_S: Final = 10.0  # normal clients send them at once, in one or two packets
LINGER_S: Final = 1.0  # for the client of a refused request to read the answer and hang up

# aiohttp's placeholder for an unreadable request, with our HTTP version
_NO_REQUEST: Final = ERROR._replace(
    version=HttpVersion11, headers=CIMultiDictProxy(CIMultiDict[str]())
)


class Runner(web.AppRunner):
    """Runs *app* like ``web.AppRunner``, with a deadline of *headers_s* for request headers."""

    def __init__(
        self, app: web.Application, *, headers_s: float = HEADERS_S, **options: Any
    ) -> None:
        super().__init__(app, **options)
        self._headers_s = headers_s

    async def _make_server(self) -> web.Server:
        return _Server(await super()._make_server(), self.app, self._headers_s)


class _Server(web.Server):
    """A copy of *made* with our connection class, for which aiohttp has no setting."""

    def __init__(self, made: web.Server, app: web.Application, headers_s: float) -> None:
        options = made._kwargs  # noqa: SLF001  (those of runner and app, merged by aiohttp)
        super().__init__(
            made.request_handler,
            request_factory=self._request,
            handler_cancellation=made.handler_cancellation,
            **options,
        )
        self._make = made.request_factory
        self._app = app
        self._headers_s = headers_s

    def __call__(self) -> web.RequestHandler:
        return _Connection(
            self, self._app, loop=self._loop, headers_s=self._headers_s, **self._kwargs
        )

    def _request(self, message: RawRequestMessage, *others: Any) -> web.BaseRequest:
        """Create the request that the application gets.

        ``Expect`` is removed, because aiohttp would answer it before any middleware runs. It is in
        ``EXPECTED`` instead, except for HTTP versions that do not define it (RFC 9110, 10.1.1).
        """
        if message is ERROR:
            return self._make(_NO_REQUEST, *others)
        if message.chunked:
            # The parser takes a field in a trailer for a header of the next request, which may
            # belong to another user if a proxy shares connections.
            message = message._replace(should_close=True)
        expected = message.headers.getall(hdrs.EXPECT, ())
        if expected:
            headers = CIMultiDict(message.headers)
            del headers[hdrs.EXPECT]
            message = message._replace(headers=CIMultiDictProxy(headers))
        request = self._make(message, *others)
        if expected and message.version >= HttpVersion11:
            request[EXPECTED] = ", ".join(expected)
        return request


class _Connection(web.RequestHandler):
    """Answers unreadable requests, and clients whose headers are late.

    It reads two private attributes of aiohttp. ``_messages`` are the requests with complete
    headers that wait for their turn, with their bodies. ``_waiter`` is set while nothing is being
    answered; it is not set before the connection's task first runs, and on uvloop a client's
    first bytes may arrive earlier than that.
    """

    __slots__ = (
        "_answered",
        "_app",
        "_body",
        "_headers_s",
        "_hung_up",
        "_refused",
        "_spoken",
        "_timer",
    )

    def __init__(
        self, manager: web.Server, app: web.Application, *, headers_s: float, **options: Any
    ) -> None:
        super().__init__(manager, **options)
        self._app = app
        self._headers_s = headers_s
        self._spoken = False
        self._timer: asyncio.TimerHandle | None = None
        self._body: StreamReader = EMPTY_PAYLOAD  # of the latest request
        self._answered: StreamReader | None = None  # the body of the request answered last
        self._refused = False  # further input is read and ignored
        self._hung_up = asyncio.Event()  # set when the client closes

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._timer = self._loop.call_later(self._headers_s, self._hang_up)

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        self._spoken = True
        body = self._body
        super().data_received(data)
        if self._messages:
            self._stop_timer()
            message, self._body = self._messages[-1]
            if isinstance(message, _ErrInfo):
                self._refused = True
                if not body.is_eof():
                    self._break_off(body)
        elif self._waiter is not None and self._timer is None:
            self._timer = self._loop.call_later(self._headers_s, self._hang_up)

    def eof_received(self) -> bool | None:  # type: ignore[override]
        super().eof_received()
        self._hung_up.set()
        return self._refused  # otherwise the transport closes before the refusal is written

    def connection_lost(self, exc: BaseException | None) -> None:
        self._stop_timer()
        self._hung_up.set()
        super().connection_lost(exc)

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        finished = await super().finish_response(request, resp, start_time)
        self._answered = request.content
        if self._refused and not self._messages:
            await self._linger()
        return finished

    def _make_error_handler(
        self, err_info: _ErrInfo
    ) -> Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]:
        self._refused = True
        error = err_info.exc
        refusal = error if isinstance(error, web.HTTPException) else _bad_request(error)
        return partial(_refuse, self._app, refusal)

    def _break_off(self, body: StreamReader) -> None:
        """Handle the case that the unreadable bytes belong to a request's *body*."""
        refusal = self._messages.pop()
        if self._messages:  # that request is still waiting for its turn
            self._messages[-1] = refusal
            return
        self._close = True
        if body is not self._answered:
            body.set_exception(web.RequestPayloadError("the body is malformed"))
        body.feed_eof()

    async def _linger(self) -> None:
        """Read on briefly: closing with unread input may discard the answer (RFC 9112, 9.6)."""
        if self.transport is None or self.transport.is_closing():
            return
        self.transport.write_eof()
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER_S):
                await self._hung_up.wait()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _hang_up(self) -> None:
        if not self._spoken:
            self.force_close()
            return
        self._refused = True
        late = web.HTTPRequestTimeout(reason="the headers were not complete in time")
        self._messages.append((_ErrInfo(late.status, late, ""), EMPTY_PAYLOAD))
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


async def _refuse(
    app: web.Application, refusal: web.HTTPException, request: web.Request
) -> web.StreamResponse:
    """The answer of *app* to a request that could not be read because of *refusal*."""
    match = MatchInfoError(refusal)
    match.add_app(app)
    match.freeze()
    request._match_info = match  # noqa: SLF001  (as the router does)
    handler = match.handler
    for middleware in reversed(app.middlewares):
        handler = partial(middleware, handler=handler)
    return await handler(request)


def _bad_request(error: BaseException) -> web.HTTPBadRequest:
    """Describes the parser's error without its text, which quotes the client and libraries."""
    match error:
        case LineTooLong():
            said = "the request line or a header is too long"
        case BadStatusLine() | InvalidURLError():
            said = "the request line is malformed"
        case _:
            said = "the request is not well-formed HTTP/1.1"
    return web.HTTPBadRequest(reason=said)
