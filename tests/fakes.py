"""Small stand-ins that fit the same protocols as the real things."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
import ssl
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer as WebServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
    from pathlib import Path


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class PlayedActor:
    """Raises each of *failures* in turn, one for each run, and then works until told to stop."""

    def __init__(
        self, name: str, failures: Sequence[Exception] = (), *, ends: bool = False
    ) -> None:
        self.name = name
        self.running = asyncio.Event()
        self.runs = 0
        self.stops = 0
        self._failures = list(failures)
        self._stopping = asyncio.Event()
        if ends:
            self._stopping.set()

    async def run(self) -> None:
        self.runs += 1
        if self._failures:
            raise self._failures.pop(0)
        self.running.set()
        await self._stopping.wait()

    async def stop(self) -> None:
        self.stops += 1
        self._stopping.set()


class _Ears(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.awaited: dict[str, asyncio.Event] = {}

    def hear(self, message: str) -> asyncio.Event:
        return self.awaited.setdefault(message, asyncio.Event())

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() in self.awaited:
            self.awaited[record.getMessage()].set()


@contextmanager
def listening() -> Iterator[Callable[[str], asyncio.Event]]:
    """Hands out events that are set when our code logs a message."""
    ears = _Ears()
    logger = logging.getLogger("jobscout")
    logger.addHandler(ears)
    try:
        yield ears.hear
    finally:
        logger.removeHandler(ears)


class Names(AbstractResolver):
    """A name server that answers every name with the same addresses."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address in self.addresses
        ]

    async def close(self) -> None:
        pass


class Board:
    """A job board on loopback: it remembers requests and answers them as the test likes.

    Without *robots* it has no robots.txt.
    """

    def __init__(self, robots: web.Response | str | None = None) -> None:
        self.robots = robots
        self.asked: list[web.Request] = []
        self.robots_asked = 0
        self.answer: Callable[[web.Request], Awaitable[web.StreamResponse]] = _empty
        self.at = ""

    @property
    def url(self) -> str:
        return f"http://{self.at}"

    def says(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        """Answer everything with this; an underscore in a header's name is a hyphen."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(_request: web.Request) -> web.Response:
            return web.Response(status=status, body=body, headers=named)

        self.answer = answer

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/robots.txt":
            self.robots_asked += 1
            if isinstance(self.robots, str):
                return web.Response(text=self.robots)
            return self.robots or web.Response(status=404)
        self.asked.append(request)
        await request.read()
        return await self.answer(request)


async def _empty(_request: web.Request) -> web.Response:
    return web.Response(body=b"{}")


@asynccontextmanager
async def served(board: Board) -> AsyncIterator[Board]:
    """The board behind a real server; ``board.at`` is its ``host:port``."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", board.handle)
    server = WebServer(app)
    await server.start_server(shutdown_timeout=0.1)
    board.at = f"127.0.0.1:{server.port}"
    try:
        yield board
    finally:
        await server.close()


@asynccontextmanager
async def raw_server(answer: bytes, *, drip_s: float | None = None) -> AsyncIterator[str]:
    """Something that speaks no HTTP of ours: *answer* follows each request; its host:port.

    Then the connection is closed, or with *drip_s* gets one more byte as often as that.
    robots.txt is served properly.
    """
    over = asyncio.Event()
    speaking: set[asyncio.Task[None] | None] = set()

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        speaking.add(asyncio.current_task())
        try:
            asked = await reader.readuntil(b"\r\n\r\n")
            if b"/robots.txt" in asked:
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            else:
                writer.write(answer)
                while drip_s is not None and not over.is_set():
                    await writer.drain()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(over.wait(), drip_s)
                    writer.write(b"x")
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    try:
        yield f"{host}:{port}"
    finally:
        server.close()
        over.set()
        await asyncio.gather(*filter(None, speaking))


def own_certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's context for 127.0.0.1 with a certificate of our own, and its file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "public.pem", folder / "private.pem"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(public, private)
    return context, public
