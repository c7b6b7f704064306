"""Callers who never sign in and speak little HTTP, at the door of the real program."""

from __future__ import annotations

import asyncio
import gzip
import json
from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.drills import drill
from tests.program.program import Program, running

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = [drill(), pytest.mark.timeout(120)]

SETTINGS = {"ROLES": "http", "SEED": "none"}
HOST = b"Host: x\r\n"
BOMB = gzip.compress(b" " * 2**24) * 64  # a megabyte that holds a gigabyte
BOMBS = [
    b"%b HTTP/1.1\r\n%bContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b"
    % (start, HOST, len(BOMB), BOMB)
    for start in (b"GET /health", b"POST /auth/login", b"PUT /users/me/skills", b"GET /nothing")
]
NO_REQUESTS = [
    b"GET /jobs\xff HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /health HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 5_000_000 + b"\r\n\r\n",
    b"POST /auth/login HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    bytes.fromhex("16030100c8010000c40303") + bytes(193),
]
UNMET = [b"GET /health HTTP/1.1\r\n" + HOST + b"Expect: 200-ok\r\nConnection: close\r\n\r\n"]

GONE = (
    b"POST /auth/login HTTP/1.1\r\n"
    + HOST
    + (b"Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
)


async def slugs(program: Program, sent: Sequence[bytes]) -> set[str]:
    """What is answered to each of *sent* at once, as the slugs of well-formed problems."""

    async def slug(raw: bytes) -> str:
        port = int(program.url.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(raw)
        async with asyncio.timeout(20):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            headers = dict(field.split(": ", 1) for field in head.split("\r\n")[1:-2])
            said = json.loads(await reader.readexactly(int(headers["Content-Length"])))
        writer.close()
        assert headers["Content-Type"] == "application/problem+json"
        assert headers["X-Request-ID"] == said["request_id"]
        assert headers["Server"] == "jobscout"
        return str(said["type"])

    return set(await asyncio.gather(*map(slug, sent)))


async def ask_and_hang_up(program: Program, raw: bytes) -> None:
    """The server may ask for the body before it sees that nobody is there; it says no more."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(program.url.rpartition(":")[2]))
    writer.write(raw)
    writer.write_eof()
    try:
        async with asyncio.timeout(20):
            assert (await reader.read()).removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n") == b""
    finally:
        writer.close()


async def test_strangers(data_dir: Path) -> None:
    """Each gets a problem and a line in the log, and health checks are answered."""
    async with running(data_dir, SETTINGS) as program:
        encoded, *_ = await asyncio.gather(
            slugs(program, BOMBS * 10), *(healthy(program) for _ in range(20))
        )
        malformed = await slugs(program, NO_REQUESTS)
        unmet = await slugs(program, UNMET)
        await program.until("request", 40, status=415)
        await program.until("request", 5, status=400, method="OTHER", route="unmatched")
        await program.until("request", 1, status=417, route="/health")
        await ask_and_hang_up(program, GONE)
        await program.until("request", 1, status=400, route="/auth/login")
        code = await program.stop()

    assert encoded == {"/problems/unsupported-media-type"}
    assert malformed == {"/problems/bad-request"}
    assert unmet == {"/problems/expectation-failed"}
    lines = [line for line in program.events if line["message"] == "request"]
    assert len(lines) == 20 + 40 + 5 + 1 + 1
    assert "Traceback" not in str(program.events)
    assert {line["level"] for line in program.events} == {"INFO"}
    assert code == 0


async def healthy(program: Program) -> None:
    async with aiohttp.ClientSession(program.url) as session, session.get("/health") as answer:
        assert answer.status == 200
