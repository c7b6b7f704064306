"""Many hosts of boards on loopback, in a process of their own, that log who was asked when.

``python -m benchmarks.capacity_hosts PORT HOSTS``: host *n* is ``address(n)`` on that port, and
every board of every host has three postings. A board whose name ends in 9 never says that nothing
changed. A board named ``slow-…`` answers after ``SLOW_S``.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import defaultdict
from typing import cast

import msgspec
import uvloop

POSTINGS = 3
SLOW_S = 3.0
_TEXT = "<p>You build water pumps in Python and know PostgreSQL.</p>" * 20


class HostLog(msgspec.Struct):
    """What the hosts saw since the last look: of boards, not of robots.txt.

    Attributes:
        requests: of boards; *robots*: of robots.txt.
        times: for each host the monotonic seconds of its requests, robots.txt among them.
        most_at_once: requests of all hosts that were being answered at a moment.
    """

    requests: int = 0
    not_modified: int = 0
    robots: int = 0
    times: dict[str, list[float]] = msgspec.field(default_factory=lambda: defaultdict(list))
    most_at_once: int = 0


def address(number: int) -> str:
    return f"127.77.{number // 250}.{number % 250 + 1}"


class Hosts:
    def __init__(self) -> None:
        self.log = HostLog()
        self.at_once = 0
        self._editions = 0

    def answer(self, path: str, host: str, tag: str) -> bytes:
        if path == "/log":
            seen, self.log = self.log, HostLog()
            return _response(msgspec.json.encode(seen))
        self.log.times[host].append(time.monotonic())
        if path == "/robots.txt":
            self.log.robots += 1
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        self.log.requests += 1
        board = path.split("/")[3]
        edition = 0
        if board.endswith("9"):
            self._editions += 1
            edition = self._editions
        etag = f'"v{edition}"'
        if tag == etag:
            self.log.not_modified += 1
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        jobs = [_job(board, number, edition) for number in range(POSTINGS)]
        body = {"jobs": jobs, "meta": {"total": len(jobs)}}
        return _response(msgspec.json.encode(body), f"ETag: {etag}\r\n")


class Connection(asyncio.Protocol):
    """Answers GET requests without bodies, which is all that a reading of these boards sends."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts
        self._held = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        *requests, self._held = (self._held + data).split(b"\r\n\r\n")
        for request in requests:
            first, *lines = request.decode("latin-1").split("\r\n")
            pairs = (one.partition(": ") for one in lines)
            headers = {name.lower(): value for name, _, value in pairs}
            path = first.split(" ")[1].partition("?")[0]
            said = self._hosts.answer(path, headers["host"], headers.get("if-none-match", ""))
            if path != "/log":
                self._hosts.at_once += 1
                most = max(self._hosts.log.most_at_once, self._hosts.at_once)
                self._hosts.log.most_at_once = most
            if "/slow-" in path:
                asyncio.get_running_loop().call_later(SLOW_S, self._send, said)
            else:
                self._send(said, counted=path != "/log")

    def _send(self, said: bytes, *, counted: bool = True) -> None:
        self._hosts.at_once -= counted
        self._transport.write(said)


def _response(body: bytes, headers: str = "") -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{headers}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def _job(board: str, number: int, edition: int) -> dict[str, object]:
    return {
        "id": number + 1,
        "title": f"Site Engineer {board} {number}",
        "absolute_url": f"https://boards.example/{board}/{number}",
        "location": {"name": "Nairobi, Kenya"},
        "updated_at": "2026-11-02T10:00:00Z",
        "content": f"{_TEXT}<p>Edition {edition}.</p>",
    }


async def serve(port: int, many: int) -> None:
    hosts = Hosts()
    addresses = ["127.0.0.1", *(address(number) for number in range(many))]
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(hosts), addresses, port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(*map(int, sys.argv[1:])))
