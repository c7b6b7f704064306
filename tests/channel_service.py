"""A stand-in on loopback for a service behind users' channels, and how it may answer."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

from aiohttp import web

from jobscout.outside.receiver_client import ReceiverClient
from tests.fakes import Board

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobscout.outgoing import Destination, UserChannelKind
    from jobscout.outside.channels.receiver import ReceiverAdapter

APP_URL = "https://scout.example"


class Refused(Exception):
    """What the service answers where a message breaks its rules."""

    def __init__(self, status: int, body: bytes | str) -> None:
        super().__init__(status)
        self.status = status
        self.body = body if isinstance(body, bytes) else body.encode()


class Service(Board):
    """Takes messages; *taken* counts each by what it says, *ids* are what copies are told by.

    *next* are answers to the next calls, each a function of the request that returns one, or None
    to take the message. *took* is set by each that is taken.
    """

    kind: ClassVar[UserChannelKind]
    adapter: ClassVar[type[ReceiverAdapter[Any]]]
    taken_status: ClassVar[int] = 200

    def __init__(self) -> None:
        super().__init__()
        self.taken: Counter[str] = Counter()
        self.messages: list[dict[str, Any]] = []
        self.next: list[Callable[[web.Request], Any]] = []
        self.took = asyncio.Event()
        self.answer = self.speak

    @property
    def config(self) -> dict[str, Any]:
        """An address of this service, as a person gives it."""
        raise NotImplementedError

    @property
    def settings(self) -> dict[str, str]:
        """What leads a program here, besides FETCH_ALLOW."""
        return {}

    def adapter_of(self, **options: Any) -> ReceiverAdapter[Any]:
        given: dict[str, Any] = {"contact": "ops@example.org", "allow": [self.at], "call_s": 0.5}
        return self.adapter(ReceiverClient(**(given | options)), app_url=APP_URL)

    async def speak(self, request: web.Request) -> web.StreamResponse:
        if self.next and (answer := await self.next.pop(0)(request)) is not None:
            said: web.StreamResponse = answer
            return said
        try:
            await self.take(request)
        except Refused as refused:
            return web.Response(status=refused.status, body=refused.body)
        return web.Response(
            status=self.taken_status, body=b"ok" if self.taken_status == 200 else b""
        )

    async def take(self, request: web.Request) -> None:
        """Keep the message, or raise ``Refused``."""
        content = json.loads(await request.read())
        self.check(request, content)
        self.messages.append(content)
        self.taken[self.text(content)] += 1
        self.took.set()

    async def destination(self, adapter: ReceiverAdapter[Any]) -> Destination:
        """An address that may be sent to."""
        return await adapter.destination(self.config)

    def check(self, request: web.Request, content: dict[str, Any]) -> None:
        raise NotImplementedError

    def text(self, content: dict[str, Any]) -> str:
        """All that a reader sees of a message."""
        raise NotImplementedError

    def copy_id(self, content: dict[str, Any]) -> str:
        """By which the service tells that a message is a copy; empty where it cannot."""
        said: str = content.get("sequence_id") or content.get("tag") or ""
        assert said or self.kind not in {"ntfy", "webpush"}
        return said


def says(status: int, body: bytes | str = b"", **headers: str) -> Callable[[web.Request], Any]:
    """An answer; an underscore in a header's name is a hyphen."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status, body=body, headers=named)

    return answer


def takes_and_is_silent(service: Service) -> Callable[[web.Request], Any]:
    """It takes the message, and its answer never comes."""

    async def answer(request: web.Request) -> web.Response:
        await service.take(request)
        await asyncio.Event().wait()
        raise AssertionError

    return answer


async def breaks_off(request: web.Request) -> web.Response:
    """The connection is lost in the middle, before the message was taken."""
    assert request.transport is not None
    request.transport.close()
    return web.Response()
