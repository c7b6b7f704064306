"""Bodies with a content coding are refused everywhere, and nothing of them is ever inflated."""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import compression_utils, http_parser

from tests.integration.test_http_cv import PDF
from tests.integration.test_http_edges import path_of, routes_with

if TYPE_CHECKING:
    from jobscout.http.routing import Route
    from tests.integration.http_server import Server

HOST = b"Host: x\r\n"
CODINGS = (
    *("gzip", "GZip", "x-gzip", "deflate", "br", "zstd", "compress", "identity", "chunked"),
    *("gzip, gzip", "identity, gzip", "gzip;q=1", "\u00fcnknown", "tea", ""),
)
BOMB = gzip.compress(b" " * 2**24)


@pytest.fixture
def decompressed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Sizes of what the server library was given to inflate."""
    sizes: list[int] = []

    def noted(self: Any, chunk: bytes, *others: Any, **named: Any) -> bytes:
        sizes.append(len(chunk))
        return b""

    monkeypatch.setattr(compression_utils.ZLibDecompressor, "decompress_sync", noted)
    monkeypatch.setattr(http_parser.DeflateBuffer, "feed_data", noted)
    return sizes


async def exchange(server: Server, *parts: bytes) -> tuple[bytes, bytes]:
    """The head and the body of the one answer to what was sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.client.port)
    writer.writelines(parts)
    async with asyncio.timeout(5):
        said = await _answer(reader)
    writer.close()
    return said


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
    return head, await reader.readexactly(int(length))


@pytest.mark.parametrize(
    "route", routes_with("public", "secret", "optional", "user", "verified", "admin")
)
async def test_every_route(server: Server, route: Route) -> None:
    """415 on every path and method, before anybody asks for a token or reads the body."""
    for coding in CODINGS:
        headers = {"Content-Encoding": coding, "Content-Type": "application/json"}
        async with await server.ask(
            route.method, path_of(route), data=b"{", headers=headers
        ) as answer:
            said = await answer.json(content_type="application/problem+json")

        assert (answer.status, said["type"]) == (415, "/problems/unsupported-media-type"), coding
        assert answer.headers["Accept-Encoding"] == "identity"
        assert said["request_id"] == answer.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("HEAD", "/health"), ("TRACE", "/health"), ("OPTIONS", "/jobs"), ("GET", "/nothing")],
)
async def test_every_method_and_unknown_paths(server: Server, method: str, path: str) -> None:
    """A method or path that is not there is refused for its coding first; so is a preflight."""
    headers = {"Content-Encoding": "gzip", "Access-Control-Request-Method": "GET"}
    async with await server.ask(method, path, headers=headers) as answer:
        assert answer.status == 415


async def test_preflight(idle_server: Server) -> None:
    """An origin that may call is no exception."""
    server = await idle_server.start(cors_origins=frozenset({"https://app.example"}))
    headers = {
        "Origin": "https://app.example",
        "Access-Control-Request-Method": "PATCH",
        "Content-Encoding": "gzip",
    }
    async with await server.ask("OPTIONS", "/alerts/1", headers=headers) as answer:
        assert answer.status == 415
        assert answer.headers["Access-Control-Allow-Origin"] == "https://app.example"


@pytest.mark.parametrize(
    "names",
    [
        b"content-encoding: gzip\r\n",
        b"CONTENT-ENCODING: GZIP\r\n",
        b"Content-Encoding: identity\r\nContent-Encoding: gzip\r\n",
        b"Content-Encoding:\r\nContent-Encoding: br\r\n",
        b"Content-Encoding: \xff\r\n",
    ],
)
async def test_repeated_and_in_any_case(
    server: Server, decompressed: list[int], names: bytes
) -> None:
    """However often and in whichever letters it is said."""
    head, _ = await exchange(
        server,
        b"POST /auth/login HTTP/1.1\r\n" + HOST + names,
        b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BOMB),
        BOMB,
    )

    assert head.startswith(b"HTTP/1.1 415 ")
    assert decompressed == []


@pytest.mark.parametrize("path", [b"GET /health", b"POST /auth/login", b"POST /users/me/cv"])
@pytest.mark.parametrize("is_chunked", [False, True])
async def test_bombs_inflate_nothing(
    server: Server, decompressed: list[int], path: bytes, is_chunked: bool
) -> None:
    """Ten at once cost no more than their bytes, and other calls are answered meanwhile."""
    framing, body = b"Content-Length: %d" % len(BOMB), BOMB
    if is_chunked:
        framing = b"Transfer-Encoding: chunked"
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(BOMB), BOMB)
    head = path + b" HTTP/1.1\r\n" + HOST + b"Content-Encoding: gzip\r\n" + framing + b"\r\n\r\n"

    *answers, healthy = await asyncio.gather(
        *(exchange(server, head, body) for _ in range(10)),
        exchange(server, b"GET /health HTTP/1.1\r\n" + HOST + b"\r\n"),
    )

    assert {line.partition(b"\r\n")[0] for line, _ in answers} == {
        b"HTTP/1.1 415 Unsupported Media Type"
    }
    assert healthy[0].startswith(b"HTTP/1.1 200 ")
    assert decompressed == []


async def test_body_is_not_waited_for(server: Server) -> None:
    """The headers alone are answered, though a gigabyte was announced."""
    head, body = await exchange(
        server,
        b"POST /auth/login HTTP/1.1\r\n" + HOST,
        b"Content-Encoding: gzip\r\nContent-Length: 1000000000\r\n\r\n",
    )

    assert head.startswith(b"HTTP/1.1 415 ")
    assert json.loads(body)["type"] == "/problems/unsupported-media-type"


async def test_body_is_no_request(server: Server, decompressed: list[int]) -> None:
    """The body of a refused request is passed over, and the next request is answered."""
    smuggled = b"GET /users/me HTTP/1.1\r\n" + HOST + b"\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", server.client.port)
    for body in (smuggled, BOMB):
        writer.write(
            b"POST /auth/login HTTP/1.1\r\n"
            + HOST
            + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
            + body
        )
        writer.write(b"GET /health HTTP/1.1\r\n" + HOST + b"\r\n")
        async with asyncio.timeout(5):
            refused, answered = await _answer(reader), await _answer(reader)

        assert refused[0].startswith(b"HTTP/1.1 415 ")
        assert answered[0].startswith(b"HTTP/1.1 200 ")
    writer.close()
    assert decompressed == []


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
async def test_malformed_is_not_logged(
    server: Server, caplog: pytest.LogCaptureFixture, coding: str
) -> None:
    """What does not even decode is one line of the log, without a traceback."""
    caplog.set_level(logging.INFO)
    for body in (b"no such thing", b"", b"\x1f\x8b\x08"):
        head = f"POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Encoding: {coding}\r\n"
        answer, said = await exchange(
            server, head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body
        )
        assert answer.startswith(b"HTTP/1.1 415 ")
        assert b"rotli" not in said

    lines = [r.__dict__["status"] for r in caplog.records if r.name == "jobscout.http"]
    assert lines == [415] * 3
    assert not [r for r in caplog.records if r.exc_info]


def form(file: bytes, *headers: str) -> dict[str, Any]:
    """A multipart body whose one part, the file, has these headers besides."""
    said = "".join(f"{header}\r\n" for header in headers)
    head = f'Content-Disposition: form-data; name="file"; filename="cv.pdf"\r\n{said}\r\n'
    body = b"--frontier\r\n" + head.encode() + file + b"\r\n--frontier--\r\n"
    return {"data": body, "headers": {"Content-Type": "multipart/form-data; boundary=frontier"}}


@pytest.mark.parametrize(
    "header",
    [
        *("Content-Encoding: gzip", "content-encoding: identity", "Content-Encoding: br"),
        *("Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: Quoted-Printable"),
        *("Content-Transfer-Encoding: x-gzip", "Content-Transfer-Encoding: binary, base64"),
    ],
)
async def test_encoded_file(server: Server, decompressed: list[int], header: str) -> None:
    """The file in an upload is refused likewise, whatever it holds, and nothing is kept."""
    user = await server.rows.user()
    for file in (PDF, gzip.compress(PDF), base64.b64encode(PDF), b"no such thing"):
        sent = form(file, header)
        said = await server.problem(
            "POST", "/users/me/cv", 415, data=sent["data"], headers=sent["headers"] | user.headers
        )

        assert said == "unsupported-media-type"
    assert decompressed == []
    assert await server.problem("GET", "/users/me/cv", 404, headers=user.headers)


@pytest.mark.parametrize("coding", ["binary", "8bit", "7BIT"])
async def test_file_as_it_is(server: Server, coding: str) -> None:
    """Clients that say that a file's bytes are its own are believed."""
    user = await server.rows.user()
    sent = form(PDF, f"Content-Transfer-Encoding: {coding}")
    cv = await server.json(
        "POST", "/users/me/cv", 202, data=sent["data"], headers=sent["headers"] | user.headers
    )

    assert cv["sha256"] == hashlib.sha256(PDF).hexdigest()
