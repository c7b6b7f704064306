"""The load: keep-alive connections that ask for one path over and over, and cost little.

As a process of its own: ``python -m benchmarks.client '{"port": 8080, "path": "/jobs"}'``.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from functools import partial
from typing import Any

import msgspec

from benchmarks.report import percentile

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_REFRESH = re.compile(rb'"refresh_token": *"([^"]+)"')


class Load(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to ask. With *every_s* each connection asks by the clock instead of at once.

    Each connection is a client of its own to a server that trusts X-Forwarded-For, so that
    16 of them have the limits of 16 people.

    Attributes:
        tokens: access tokens, one a connection in turn.
        bodies: JSON to POST, one a connection in turn; GET without.
        refreshing: the body that follows is the refresh token of the last answer.
    """

    port: int
    path: str
    connections: int = 1
    seconds: float = 2.0
    warm_up_s: float = 0.5
    every_s: float = 0.0
    tokens: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    refreshing: bool = False


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    requests: int
    rate: float
    p50_ms: float
    p99_ms: float
    max_ms: float


class Caller(asyncio.Protocol):
    """Connection *n* of a load: one request at a time, the next when the last is answered.

    With ``every_s`` a request's time counts from when it was due, not from when the connection
    had become free, so that a server that stalls cannot hide those it kept from being sent.
    The connections then take turns: a hundred that ask every second make one every 10 ms,
    and no request waits for another's answer.
    """

    def __init__(self, load: Load, n: int) -> None:
        self.times: list[tuple[float, float]] = []  # when it was due, how long it took
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._load = load
        self._n = n
        body = load.bodies[n % len(load.bodies)].encode() if load.bodies else None
        self._request = _written(load, n, body)
        self._buffer = b""
        self._due = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        wait_s = self._load.every_s * self._n / self._load.connections
        self._due = time.perf_counter() + wait_s
        asyncio.get_running_loop().call_later(wait_s, self._send)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self._buffer[:end]
        length = _LENGTH.search(head)
        if not head.startswith(b"HTTP/1.1 200 ") or length is None:
            self._fail(RuntimeError(f"an answer that was not asked for: {self._buffer[:600]!r}"))
        elif len(self._buffer) >= end + 4 + int(length[1]):
            self._answered(self._buffer[end + 4 :])

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(RuntimeError(f"the connection was lost: {exc}"))

    def close(self) -> None:
        self.failed.cancel()
        self._transport.abort()

    def _answered(self, body: bytes) -> None:
        now = time.perf_counter()
        self.times.append((self._due, now - self._due))
        self._buffer = b""
        if self._load.refreshing:
            token = _REFRESH.search(body)
            if token is None:
                self._fail(RuntimeError(f"an answer without a refresh token: {body[:600]!r}"))
                return
            self._request = _written(self._load, self._n, b'{"refresh_token":"%b"}' % token[1])
        self._due = self._due + self._load.every_s if self._load.every_s else now
        if self._due <= now:
            self._send()
        else:
            asyncio.get_running_loop().call_later(self._due - now, self._send)

    def _send(self) -> None:
        if not self._transport.is_closing():
            self._transport.write(self._request)

    def _fail(self, error: Exception) -> None:
        if not self.failed.done():
            self.failed.set_exception(error)


def _written(load: Load, n: int, body: bytes | None) -> bytes:
    lines = [
        f"{'GET' if body is None else 'POST'} {load.path} HTTP/1.1",
        f"Host: 127.0.0.1:{load.port}",
        f"X-Forwarded-For: 192.0.2.{n + 1}",
        "Accept: application/json",
    ]
    if load.tokens:
        lines.append(f"Authorization: Bearer {load.tokens[n % len(load.tokens)]}")
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join((*lines, "", "")).encode("ascii") + (body or b"")


async def measure(load: Load, stop: asyncio.Event | None = None) -> Figures:
    """Ask for ``load.seconds``, or until *stop* is set. Raises RuntimeError for any but a 200."""
    loop = asyncio.get_running_loop()
    callers: list[Caller] = []
    began = time.perf_counter()
    end = asyncio.ensure_future(_ended(load.seconds, stop))
    try:
        for n in range(load.connections):
            caller = Caller(load, n)
            callers.append(caller)
            await loop.create_connection(partial(_same, caller), "127.0.0.1", load.port)
        waits = [end, *(caller.failed for caller in callers)]
        done, _ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        seconds = time.perf_counter() - began - load.warm_up_s
        for wait in done:
            wait.result()
    finally:
        end.cancel()
        for caller in callers:
            caller.close()
    taken = [
        took * 1000
        for caller in callers
        for due, took in caller.times
        if due + took >= began + load.warm_up_s
    ]
    if not taken:
        raise RuntimeError(f"no answer from {load.path} in {seconds:.1f} s")
    return Figures(
        requests=len(taken),
        rate=len(taken) / seconds,
        p50_ms=percentile(taken, 0.5),
        p99_ms=percentile(taken, 0.99),
        max_ms=max(taken),
    )


def _same(caller: Caller) -> Caller:
    return caller


async def _ended(seconds: float, stop: asyncio.Event | None) -> None:
    if stop is None:
        await asyncio.sleep(seconds)
    else:
        await stop.wait()


async def measured_apart(load: Load) -> Figures:
    """``measure`` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.client", msgspec.json.encode(load).decode()]
    running = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said, complaint = await running.communicate()
    if running.returncode != 0:
        raise RuntimeError(complaint.decode("utf-8", "replace")[-2000:])
    return msgspec.json.decode(said, type=Figures)


def main(arguments: list[str]) -> int:
    import uvloop  # noqa: PLC0415  (where there is none, the other parts still run)

    load = msgspec.json.decode(arguments[0], type=Load)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(msgspec.json.encode(runner.run(measure(load))).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
