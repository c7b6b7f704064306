"""Connections on which a request's headers arrive in good time, or nobody waits for them.

aiohttp has one clock for a connection, ``keepalive_timeout``: it runs while no request is being
answered, whether the client is silent or sends a header one byte a minute. The clock here is
for the second kind. It runs from the opening of a connection, and later from the first byte
after an answer, until the headers are complete; bodies have a clock of their own, see
``codec.read_body``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

if TYPE_CHECKING:
    import asyncio

HEADERS_S: Final = 10.0  # an honest client sends them at once, in one or two packets

_TOO_SLOW: Final = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Runner(web.AppRunner):
    """Runs *app* as ``web.AppRunner`` does, for clients who send their headers in *headers_s*."""

    def __init__(
        self, app: web.Application, *, headers_s: float = HEADERS_S, **options: Any
    ) -> None:
        super().__init__(app, **options)
        self._headers_s = headers_s

    async def _make_server(self) -> web.Server:
        return _Server(await super()._make_server(), self._headers_s)


class _Server(web.Server):
    """A copy of *made* whose connections are ours: aiohttp has no setting for their class."""

    def __init__(self, made: web.Server, headers_s: float) -> None:
        options = made._kwargs  # noqa: SLF001  (the runner's and the app's, put together by aiohttp)
        super().__init__(
            made.request_handler,
            request_factory=made.request_factory,
            handler_cancellation=made.handler_cancellation,
            **options,
        )
        self._headers_s = headers_s

    def __call__(self) -> web.RequestHandler:
        return _Connection(self, loop=self._loop, headers_s=self._headers_s, **self._kwargs)


class _Connection(web.RequestHandler):
    """Hangs up on a client whose headers are not complete in *headers_s*.

    What aiohttp keeps to itself and this reads: ``_messages``, the requests whose headers are
    complete and whose turn has not come; and ``_waiter``, which is there while nothing is
    being answered. It is not there before the connection's task first runs, and on uvloop a
    client's first bytes may come sooner than that.
    """

    __slots__ = ("_headers_s", "_spoken", "_timer")

    def __init__(self, manager: web.Server, *, headers_s: float, **options: Any) -> None:
        super().__init__(manager, **options)
        self._headers_s = headers_s
        self._spoken = False
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._timer = self._loop.call_later(self._headers_s, self._hang_up)

    def data_received(self, data: bytes) -> None:
        self._spoken = True
        super().data_received(data)
        if self._messages:
            self._stop_timer()
        elif self._waiter is not None and self._timer is None:
            self._timer = self._loop.call_later(self._headers_s, self._hang_up)

    def connection_lost(self, exc: BaseException | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _hang_up(self) -> None:
        if self._spoken and self.transport is not None:
            self.transport.write(_TOO_SLOW)
        self.force_close()
