"""Answers in pieces, over a real connection."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from jobscout.errors import Outage
from jobscout.http import file_responses
from jobscout.http.keys import REQUEST_ID
from jobscout.http.problems import errors_to_problems

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


@asynccontextmanager
async def served(
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> AsyncIterator[int]:
    """The port where *handler* answers, which goes on when its client is gone."""
    app = web.Application(middlewares=[errors_to_problems])
    app.router.add_get("/", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("late", [0, 1])
async def test_client_that_is_gone(late: int) -> None:
    """Nothing broke, whether it went before the headers or between two pieces."""
    outcome: asyncio.Future[BaseException | None] = asyncio.get_running_loop().create_future()
    is_asked = asyncio.Event()

    async def pieces(transport: asyncio.Transport) -> AsyncIterator[bytes]:
        for n in range(3):
            if n == late:
                is_asked.set()
                while not transport.is_closing():  # noqa: ASYNC110  (it tells nobody)
                    await asyncio.sleep(0)
            yield b"a piece"

    async def handler(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        try:
            answer = await file_responses.answer(
                request, pieces(request.transport), media="text/plain", disposition="attachment"
            )
        except Exception as error:
            outcome.set_result(error)
            raise
        outcome.set_result(None)
        return answer

    async with served(handler) as port:
        _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(GET)
        await is_asked.wait()
        writer.close()
        async with asyncio.timeout(10):
            assert await outcome is None


@pytest.mark.parametrize("size", [None, 2000])
async def test_file_that_breaks_off(size: int | None) -> None:
    """Whoever saves it sees that it is not whole, and saves no refusal with it."""

    async def pieces() -> AsyncIterator[bytes]:
        yield b"a piece"
        raise Outage("the storage is away")

    async def handler(request: web.Request) -> web.StreamResponse:
        request[REQUEST_ID] = "mine"
        return await file_responses.answer(
            request, pieces(), media="text/plain", disposition="attachment", size=size
        )

    async with served(handler) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(GET)
        try:
            async with asyncio.timeout(5):
                said = await reader.read()
        except ConnectionError:
            said = b""
        finally:
            writer.close()

    assert b"503" not in said
    assert not said.endswith(b"0\r\n\r\n")
