"""What is no request, or none that can be met, is a problem like every other refusal."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from aiohttp import web

from jobscout.http.connections import Runner
from jobscout.http.server import MAX_LINE_BYTES, make_app
from jobscout.metrics import requests

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.integration.http_server import Server

HOST = b"Host: x\r\n"
GET = b"GET /health HTTP/1.1\r\n" + HOST
POST = b"POST /auth/login HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
CLIENT_HELLO = bytes.fromhex("16030100c8010000c40303") + bytes(193)
NO_REQUESTS = {
    "a line beyond ASCII": b"GET /jobs\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n",
    "no such method": b"BREW / HTTP/1.1\r\n" + HOST + b"\r\n",
    "a method that is none": b"G@T / HTTP/1.1\r\n" + HOST + b"\r\n",
    "a method in small letters": b"get / HTTP/1.1\r\n" + HOST + b"\r\n",
    "no such version": b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    "no target": b"GET  HTTP/1.1\r\n" + HOST + b"\r\n",
    "a target that is none": b"GET http:///x HTTP/1.1\r\n" + HOST + b"\r\n",
    "lines without CR": b"GET / HTTP/1.1\nHost: x\n\n",
    "a line too long": b"GET /?" + b"a" * (MAX_LINE_BYTES + 1) + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a header too long": GET + b"X: " + b"a" * (MAX_LINE_BYTES + 1) + b"\r\n\r\n",
    "a header far too long": GET + b"X: " + b"a" * 5_000_000 + b"\r\n\r\n",
    "a name too long": GET + b"X" * (MAX_LINE_BYTES + 1) + b": a\r\n\r\n",
    "too many headers": GET + b"".join(b"X%d: a\r\n" % n for n in range(500)) + b"\r\n",
    "no colon": GET + b"X\r\n\r\n",
    "a blank before the colon": GET + b"X : a\r\n\r\n",
    "a folded header": GET + b"X: a\r\n b\r\n\r\n",
    "a NUL": GET + b"X: \x00\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": GET + HOST + b"\r\n",
    "a length that is none": POST + b"Content-Length: ten\r\n\r\n",
    "a negative length": POST + b"Content-Length: -1\r\n\r\n",
    "an endless length": POST + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n",
    "two lengths": POST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
    "length and chunks": POST + b"Content-Length: 5\r\n" + CHUNKED + b"0\r\n\r\n",
    "chunks and length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    "a transfer coding": POST + b"Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
    "a chunk without size": POST + CHUNKED + b"ZZ\r\n{}\r\n0\r\n\r\n",
    "a chunk too short": POST + CHUNKED + b"1\r\n{}\r\n0\r\n\r\n",
    "a trailer that is none": POST + CHUNKED + b"0\r\nX y\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00",
    "TLS": CLIENT_HELLO,
    "an old WebSocket": GET + b"Sec-WebSocket-Key1: 1\r\n\r\n",
    "a request after the last": GET + b"Connection: close\r\n\r\n" + GET + b"\r\n",
    "SSH": b"SSH-2.0-OpenSSH_9.9\r\n",
    "SMTP": b"EHLO x\r\n",
    "nothing at all": b"\x00" * 100 + b"\r\n\r\n",
}
LIBRARIES = re.compile(rb"aiohttp|python|llhttp|brotli|zlib|cython|traceback", re.IGNORECASE)


class Said(NamedTuple):
    """One answer. *problem* is its body when it is one."""

    line: bytes
    headers: dict[str, str]
    problem: dict[str, Any]


class Client:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    async def head(self) -> bytes:
        async with asyncio.timeout(5):
            return await self._reader.readuntil(b"\r\n\r\n")

    async def answer(self) -> Said:
        head = await self.head()
        line, *fields = head.decode().split("\r\n")[:-2]
        headers = dict(field.split(": ", 1) for field in fields)
        async with asyncio.timeout(5):
            body = await self._reader.readexactly(int(headers["Content-Length"]))
        assert not LIBRARIES.search(head + body)
        return Said(line.encode(), headers, json.loads(body))

    async def refusal(self, status: int, slug: str) -> Said:
        """The next answer, which must have what every refusal has."""
        said = await self.answer()
        assert said.line.startswith(b"HTTP/1.1 %d " % status)
        assert said.headers["Content-Type"] == "application/problem+json"
        assert said.problem["type"] == f"/problems/{slug}"
        assert said.problem["status"] == status
        assert said.problem["title"]
        assert said.problem["detail"]
        assert said.problem["request_id"] == said.headers["X-Request-ID"]
        assert said.headers["Server"] == "jobscout"
        assert said.headers["X-Content-Type-Options"] == "nosniff"
        assert said.headers["X-Frame-Options"] == "DENY"
        assert said.headers["Referrer-Policy"] == "no-referrer"
        assert said.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in said.headers["Content-Security-Policy"]
        return said

    async def end(self) -> bytes:
        """What the server still says until it hangs up."""
        async with asyncio.timeout(5):
            return await self._reader.read()


@asynccontextmanager
async def connected(port: int | None) -> AsyncIterator[Client]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield Client(reader, writer)
    finally:
        writer.close()


@pytest.fixture
async def client(server: Server) -> AsyncIterator[Client]:
    async with connected(server.client.port) as client:
        yield client


def count(status: int) -> float:
    """The requests that were none and answered so."""
    value: float = requests("OTHER", "unmatched", status)._value.get()
    return value


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str, int]]:
    """Method, route and status of each log line, and nothing else of the request."""
    ours = [record for record in caplog.records if record.name != "aiohttp.access"]
    assert not [record for record in ours if record.exc_info or record.levelno > logging.INFO]
    return [
        (record.__dict__["method"], record.__dict__["route"], record.__dict__["status"])
        for record in ours
    ]


@pytest.mark.parametrize("raw", NO_REQUESTS.values(), ids=NO_REQUESTS)
async def test_no_request(client: Client, caplog: pytest.LogCaptureFixture, raw: bytes) -> None:
    """It is answered once, logged in one line, counted, and the connection ends."""
    caplog.set_level(logging.INFO)
    before = count(400)
    client.writer.write(raw)

    said = await client.refusal(400, "bad-request")

    assert said.headers["Connection"] == "close"
    assert await client.end() == b""
    assert lines(caplog) == [("OTHER", "unmatched", 400)]
    assert count(400) == before + 1


async def test_request_before_it(client: Client) -> None:
    """A request that was whole has its answer; what follows it and is none has another."""
    client.writer.write(GET + b"\r\n")
    assert (await client.answer()).line == b"HTTP/1.1 200 OK"
    client.writer.write(CLIENT_HELLO)

    await client.refusal(400, "bad-request")
    assert await client.end() == b""


async def test_client_that_has_said_everything(client: Client) -> None:
    """Who closes its own half at once hears the refusal nevertheless."""
    client.writer.write(CLIENT_HELLO)
    client.writer.write_eof()

    await client.refusal(400, "bad-request")
    assert await client.end() == b""


@pytest.mark.parametrize(
    "rest", [b"ZZ\r\n", b"5\r\n{    \r\nZZ\r\n", b"0\r\nX y\r\n\r\n", b"1\r\n{}\r\n"]
)
async def test_body_that_breaks(
    client: Client, caplog: pytest.LogCaptureFixture, rest: bytes
) -> None:
    """A body that turns out to be malformed while it is read is one refusal, at once."""
    caplog.set_level(logging.INFO)
    client.writer.write(POST + b"Expect: 100-continue\r\n" + CHUNKED)
    assert await client.head() == b"HTTP/1.1 100 Continue\r\n\r\n"
    client.writer.write(rest)

    await client.refusal(400, "malformed-body")
    assert await client.end() == b""
    assert lines(caplog) == [("POST", "/auth/login", 400)]


async def test_body_that_breaks_when_nobody_reads_it(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer was given; the connection ends without another."""
    caplog.set_level(logging.INFO)
    client.writer.write(GET + CHUNKED)
    assert (await client.answer()).line == b"HTTP/1.1 200 OK"
    client.writer.write(b"ZZ\r\n")

    assert await client.end() == b""
    assert lines(caplog) == [("GET", "/health", 200)]


async def test_body_that_breaks_before_its_turn(idle_server: Server) -> None:
    """One answer for each: the request that is being answered, and the broken one behind it."""
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        asked.set()
        await go_on.wait()

    server = await idle_server.start(checks={"db": wait})
    async with connected(server.client.port) as client:
        client.writer.write(b"GET /health/ready HTTP/1.1\r\n" + HOST + b"\r\n" + POST + CHUNKED)
        await asked.wait()
        client.writer.write(b"ZZ\r\n")
        async with connected(server.client.port) as other:  # by whose answer it has arrived
            other.writer.write(GET + b"\r\n")
            await other.answer()
        go_on.set()

        assert (await client.answer()).problem == {"db": "ok"}
        await client.refusal(400, "bad-request")
        assert await client.end() == b""


async def test_headers_too_late(idle_server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """Headers that do not end are a problem as well, by which the connection ends."""
    caplog.set_level(logging.INFO)
    before = count(408)
    runner = Runner(make_app(idle_server.services), headers_s=0.05, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with connected(runner.addresses[0][1]) as client:
            client.writer.write(GET + b"X: a")
            await client.refusal(408, "request-timeout")
            client.writer.write(b"a\r\n\r\n")
            assert await client.end() == b""
    finally:
        await runner.cleanup()

    assert lines(caplog) == [("OTHER", "unmatched", 408)]
    assert count(408) == before + 1


async def test_https_stays_https(idle_server: Server) -> None:
    """What is said to browsers of a server behind HTTPS stands on these refusals too."""
    server = await idle_server.start(is_https=True)
    async with connected(server.client.port) as client:
        client.writer.write(CLIENT_HELLO)
        said = await client.refusal(400, "bad-request")

    assert said.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    "expected",
    [
        *("200-ok", "tea", "100-continue, tea", "\u00e9", "100-continue;q=1"),
        "100-continue\r\nExpect: 100-continue",
    ],
)
@pytest.mark.parametrize(
    ("start", "route"),
    [(b"GET /health", "/health"), (b"POST /users/me", "unmatched"), (b"GET /x", "unmatched")],
)
async def test_expectation_that_is_not_met(
    client: Client, caplog: pytest.LogCaptureFixture, expected: str, start: bytes, route: str
) -> None:
    """417 on every path, with the caller's id."""
    caplog.set_level(logging.INFO)
    headers = HOST + b"X-Request-ID: mine\r\nExpect: " + expected.encode()
    client.writer.write(start + b" HTTP/1.1\r\n" + headers + b"\r\n\r\n")

    said = await client.refusal(417, "expectation-failed")

    assert said.headers["X-Request-ID"] == "mine"
    assert lines(caplog) == [(start.split()[0].decode(), route, 417)]


async def test_expectation_of_an_old_client(client: Client) -> None:
    """HTTP/1.0 knows no Expect: it is passed over (RFC 9110, section 10.1.1)."""
    client.writer.write(b"GET /health HTTP/1.0\r\nExpect: 100-continue\r\n\r\n")

    assert (await client.answer()).line == b"HTTP/1.0 200 OK"


async def test_body_that_is_asked_for(client: Client) -> None:
    """Who waits to be asked for the body is asked, in whichever letters."""
    client.writer.write(POST + b"Expect: 100-Continue\r\nContent-Length: 1\r\n\r\n")
    assert await client.head() == b"HTTP/1.1 100 Continue\r\n\r\n"
    client.writer.write(b"{")

    await client.refusal(400, "malformed-body")


async def test_client_that_is_gone_before_it_is_asked(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """It is no fault of ours: one line in the log, and no traceback."""
    caplog.set_level(logging.INFO)
    client.writer.write(POST + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
    client.writer.write_eof()

    assert await client.end() == b""
    assert lines(caplog) == [("POST", "/auth/login", 400)]


async def test_body_that_nobody_wants(client: Client) -> None:
    """An encoded body is refused before it is asked for."""
    client.writer.write(POST + b"Content-Encoding: gzip\r\nExpect: 100-continue\r\n")
    client.writer.write(b"Content-Length: 1000000000\r\n\r\n")

    await client.refusal(415, "unsupported-media-type")


@pytest.mark.parametrize("protocol", [b"h2c", b"websocket", b"tcp", b"TLS/1.0"])
async def test_upgrade(client: Client, caplog: pytest.LogCaptureFixture, protocol: bytes) -> None:
    """Nothing is upgraded: the request is answered, and what is no HTTP after it is refused."""
    caplog.set_level(logging.INFO)
    client.writer.write(GET + b"Connection: Upgrade\r\nUpgrade: " + protocol + b"\r\n\r\n")
    assert (await client.answer()).line == b"HTTP/1.1 200 OK"
    client.writer.write(b"\x81\x05hello\r\n\r\n")

    await client.refusal(400, "bad-request")
    assert await client.end() == b""
    assert lines(caplog) == [("GET", "/health", 200), ("OTHER", "unmatched", 400)]


async def test_tunnel(client: Client) -> None:
    """CONNECT leads nowhere."""
    client.writer.write(b"CONNECT example.org:443 HTTP/1.1\r\n" + HOST + b"\r\n")

    await client.refusal(404, "not-found")


async def test_trailers(client: Client) -> None:
    """What a trailer says never becomes a header of the next request on the connection."""
    trailer = b"X-Request-ID: of-another\r\n"
    client.writer.write(POST + CHUNKED + b"2\r\n{}\r\n0\r\n" + trailer + b"\r\n")
    client.writer.write(GET + b"\r\n")

    said = await client.refusal(422, "invalid-field")

    assert said.headers["Connection"] == "close"
    assert await client.end() == b""
