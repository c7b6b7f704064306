"""Clients that break off, dawdle or speak no HTTP: they cost little and are never a 5xx."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from jobscout.http.server import make_app

if TYPE_CHECKING:
    from jobscout.rate_limits import Admission, RateLimitRequest
    from tests.integration.http_server import Server

BEGUN = (
    b"POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Content-Length: 20\r\n\r\n{"
)


async def first_line(server: Server, raw: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.client.port)
    writer.write(raw)
    async with asyncio.timeout(5):
        line = await reader.readline()
    writer.close()
    return line


@pytest.mark.parametrize("path", ["/health", "/nothing"])
async def test_unknown_expectation(server: Server, path: str) -> None:
    """The answer has the caller's request id; the connection used to break."""
    headers = {"Expect": "tea", "X-Request-ID": "mine"}

    async with await server.ask("GET", path, headers=headers) as answer:
        assert answer.status == 417
        assert answer.headers["X-Request-ID"] == "mine"


async def test_breaking_off_is_no_fault_of_ours(
    idle_server: Server, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who hangs up in mid-body is counted as 400, and nobody is woken."""
    caplog.set_level(logging.INFO, "jobscout.http")
    begun = asyncio.Event()

    async def admit(session_id: str | None, call: RateLimitRequest | None) -> Admission:
        begun.set()
        return await idle_server.window.admit(session_id, call)

    # as the program runs it: aiohttp's own test server cancels handlers, which hides this
    runner = web.AppRunner(make_app(replace(idle_server.services, admit=admit)))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()

    logged = asyncio.Event()
    emit = caplog.handler.emit

    def heard(record: logging.LogRecord) -> None:
        emit(record)
        logged.set()

    monkeypatch.setattr(caplog.handler, "emit", heard)
    _, writer = await asyncio.open_connection(*runner.addresses[0])
    writer.write(BEGUN)
    async with asyncio.timeout(5):
        await begun.wait()
        writer.close()
        await logged.wait()
    await runner.cleanup()

    (line,) = caplog.records
    assert line.__dict__["status"] == 400


async def test_dripping_body(idle_server: Server) -> None:
    """A body that does not arrive in time is 408."""
    server = await idle_server.start(body_s=0.05)

    assert await first_line(server, BEGUN) == b"HTTP/1.1 408 Request Timeout\r\n"


async def test_long_lines_are_refused_in_our_words(server: Server) -> None:
    """A word or token of more than 8 kB is a 422 or 401 like any other bad one."""
    token = {"Authorization": "Bearer " + "a" * 20_000}

    assert await server.faults("GET", "/jobs?q=" + "a" * 20_000) == ["q"]
    assert await server.problem("GET", "/users/me", 401, headers=token) == "unauthenticated"


@pytest.mark.parametrize("raw", [b"GET /jobs?q=\xd9\xa3 HTTP/1.1\r\n\r\n", b"GET / HTTP/9\r\n\r\n"])
async def test_noise_is_not_logged(
    server: Server, caplog: pytest.LogCaptureFixture, raw: bytes
) -> None:
    """Bytes that are no HTTP are refused without a traceback for each."""
    assert b" 400 " in await first_line(server, raw)

    assert not [r for r in caplog.records if r.levelno >= logging.WARNING]


async def test_stuck_check_is_asked_once(idle_server: Server) -> None:
    """A check that even cancelling does not end holds up no answer and is not piled up."""
    asked = 0
    thaw = asyncio.Event()

    async def frozen() -> None:
        nonlocal asked
        asked += 1
        while not thaw.is_set():
            try:
                await thaw.wait()
            except asyncio.CancelledError:
                continue

    server = await idle_server.start(checks={"db": frozen})

    async with asyncio.timeout(10):
        first = await server.json("GET", "/health/ready", 503)
        second = await server.json("GET", "/health/ready", 503)
        stuck = asked
        thaw.set()
        third = await server.json("GET", "/health/ready")

    assert first == second == {"db": "no answer in time"}
    assert third == {"db": "ok"}
    assert stuck == 1
