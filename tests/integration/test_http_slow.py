"""Clients that take their time over a request's headers, on both loops the program runs on."""

from __future__ import annotations

import asyncio
import logging
import socket
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
import uvloop
from aiohttp import web

from jobscout.http.connections import Runner

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

HEADERS_S = 0.1

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
GET_SLOW = b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"
TOO_SLOW = b"HTTP/1.1 408 "


class Service:
    """A server with one answer at once, one when ``release`` is set, and one that echoes."""

    def __init__(self) -> None:
        self.entered = asyncio.Event()
        self.release = asyncio.Event()
        self.stopping = asyncio.Event()
        self._connections: list[Connection] = []
        app = web.Application(handler_args={"max_field_size": 32_000, "keepalive_timeout": 60.0})
        app.router.add_get("/", self._at_once)
        app.router.add_get("/slow", self._slow)
        app.router.add_post("/", self._echo)
        app.on_shutdown.append(self._stop)
        self.runner = Runner(app, headers_s=HEADERS_S, shutdown_timeout=5.0)

    async def _at_once(self, request: web.Request) -> web.Response:
        return web.Response(text="at once")

    async def _slow(self, request: web.Request) -> web.Response:
        self.entered.set()
        await self.release.wait()
        return web.Response(text="slow")

    async def _echo(self, request: web.Request) -> web.Response:
        self.entered.set()
        return web.Response(body=await request.read())

    async def _stop(self, app: web.Application) -> None:
        self.stopping.set()

    async def pass_headers_s(self) -> None:
        """Return once HEADERS_S is over: somebody else who began just now was cut off."""
        assert (await drip(await self.connect())).startswith(TOO_SLOW)

    async def connect(self, first: bytes = b"") -> Connection:
        """A connection on which *first* has arrived before the server takes it."""
        plain = socket.create_connection(self.runner.addresses[0])
        plain.sendall(first)
        self._connections.append(Connection(*await asyncio.open_connection(sock=plain)))
        return self._connections[-1]

    async def close(self) -> None:
        self.release.set()
        for connection in self._connections:
            connection.writer.close()
        await self.runner.cleanup()


class Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def answer(self) -> bytes:
        """The body of the next answer, which must be a 200."""
        async with asyncio.timeout(5):
            head = await self.reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200 "), head
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            return await self.reader.readexactly(int(length))

    async def end(self) -> bytes:
        """What the server still says until it hangs up."""
        async with asyncio.timeout(5):
            return await self.reader.read()


async def drip(slow: Connection) -> bytes:
    """Send a header that never ends, a byte at a time; what the server says to that."""
    slow.writer.write(b"GET / HTTP/1.1\r\nX: ")
    async with asyncio.timeout(3):
        while True:
            slow.writer.write(b"a")
            with suppress(TimeoutError):
                said = await asyncio.wait_for(slow.reader.read(1024), 0.01)
                break
    with suppress(ConnectionResetError):  # a byte may have crossed with the server's last
        await slow.end()
    return said


@asynccontextmanager
async def served() -> AsyncIterator[Service]:
    service = Service()
    await service.runner.setup()
    await web.TCPSite(service.runner, "127.0.0.1", 0).start()
    try:
        yield service
    finally:
        await service.close()


def on_both_loops(test: Callable[[Service], Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """*test* on each loop, with a server of its own that must find nothing to complain about."""

    @pytest.mark.parametrize(
        "new_loop",
        [asyncio.new_event_loop, uvloop.new_event_loop],
        ids=["asyncio", "uvloop"],
    )
    def run(
        new_loop: Callable[[], asyncio.AbstractEventLoop], caplog: pytest.LogCaptureFixture
    ) -> None:
        async def with_service() -> None:
            async with served() as service:
                await test(service)

        with asyncio.Runner(loop_factory=new_loop) as runner:
            runner.run(with_service())
        assert not [r for r in caplog.records if r.levelno >= logging.WARNING]

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    return run


@on_both_loops
async def test_dripping(service: Service) -> None:
    """A first request whose headers do not end is refused and hung up on."""
    assert (await drip(await service.connect())).startswith(TOO_SLOW)


@on_both_loops
async def test_first_bytes_before_the_server_looks(service: Service) -> None:
    """A request begun before the connection was taken, and never gone on with, is one too."""
    assert (await (await service.connect(GET[:9])).end()).startswith(TOO_SLOW)


@on_both_loops
async def test_silence(service: Service) -> None:
    """Who connects and says nothing is hung up on without a word."""
    assert await (await service.connect()).end() == b""


@on_both_loops
async def test_between_two_requests(service: Service) -> None:
    """A connection that has been used may rest for longer than headers may take."""
    resting = await service.connect(GET)
    await resting.answer()
    await service.pass_headers_s()
    resting.writer.write(GET)

    assert await resting.answer() == b"at once"


@on_both_loops
async def test_dripping_a_later_request(service: Service) -> None:
    """The headers of a second request have no more time than those of the first."""
    connection = await service.connect(GET)
    await connection.answer()

    assert (await drip(connection)).startswith(TOO_SLOW)


@on_both_loops
async def test_headers_in_two_parts(service: Service) -> None:
    """Headers in time, in however many packets, stop the clock until the next request."""
    connection = await service.connect(GET[:9])
    for _ in range(2):
        await (await service.connect(GET)).answer()  # so that the first part has been read
        connection.writer.write(GET[9:])
        await connection.answer()
        await service.pass_headers_s()
        connection.writer.write(GET[:9])
    connection.writer.write(GET[9:])

    assert await connection.answer() == b"at once"


@on_both_loops
async def test_slow_handler(service: Service) -> None:
    """An answer may take longer than headers may."""
    connection = await service.connect(GET_SLOW)
    await service.entered.wait()
    await service.pass_headers_s()
    service.release.set()

    assert await connection.answer() == b"slow"


@on_both_loops
async def test_slow_body(service: Service) -> None:
    """A body may take longer than headers may, on a first request and on a later one."""
    connection = await service.connect()
    for _ in range(2):
        service.entered.clear()
        connection.writer.write(POST + b"bo")
        await service.entered.wait()
        await service.pass_headers_s()
        connection.writer.write(b"dy")
        await service.pass_headers_s()
        connection.writer.write(b"!")

        assert await connection.answer() == b"body!"


@on_both_loops
async def test_pipelining(service: Service) -> None:
    """Requests that wait for their turn are not late, nor is one that is still arriving."""
    connection = await service.connect(GET_SLOW + GET + GET[:9])
    await service.entered.wait()
    await service.pass_headers_s()
    connection.writer.write(GET[9:])
    await service.pass_headers_s()
    service.release.set()

    assert [await connection.answer() for _ in range(3)] == [b"slow", b"at once", b"at once"]


@on_both_loops
async def test_stopping(service: Service) -> None:
    """Who is being answered gets the answer; who rests or drips holds nobody up."""
    resting = await service.connect(GET)
    await resting.answer()
    begun = await service.connect(GET[:9])
    served = await service.connect(GET_SLOW)
    await service.entered.wait()
    stopped = asyncio.create_task(service.runner.cleanup())
    await service.stopping.wait()
    service.release.set()

    assert await served.answer() == b"slow"
    async with asyncio.timeout(2):
        await stopped
    assert await resting.end() == b""
    assert await begun.end() in {b"", TOO_SLOW}


@on_both_loops
async def test_what_the_application_asks_for(service: Service) -> None:
    """The application's own limits hold: a field longer than aiohttp allows by itself."""
    connection = await service.connect(GET[:-2] + b"X: " + b"a" * 20_000 + b"\r\n\r\n")

    assert await connection.answer() == b"at once"
