"""A stand-in for Sentry on loopback: takes envelopes, and shows what was in them."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import web
from aiohttp.test_utils import TestServer as WebServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


class Sentry:
    """What arrived: *raw* as it came, *events* decoded. While *answers* is not set, none comes."""

    def __init__(self) -> None:
        self.raw = b""
        self.events: list[dict[str, Any]] = []
        self.answers = asyncio.Event()
        self.answers.set()
        self.asked = asyncio.Event()
        self._news = asyncio.Condition()

    async def take(self, request: web.Request) -> web.Response:
        self.asked.set()
        await self.answers.wait()
        body = await request.read()
        self.raw += body
        _, *lines = body.split(b"\n")
        async with self._news:
            while len(lines) > 1:
                head, payload, *lines = lines
                if json.loads(head)["type"] in {"event", "transaction"}:
                    self.events.append(json.loads(payload))
            self._news.notify_all()
        return web.json_response({})

    async def until(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first event that *fits*, waited for."""
        async with asyncio.timeout(30), self._news:
            await self._news.wait_for(lambda: any(map(fits, self.events)))
        return next(filter(fits, self.events))


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[Sentry, str]]:
    """A Sentry and the ``SENTRY_DSN`` that leads to it."""
    sentry = Sentry()
    app = web.Application()
    app.router.add_post("/api/1/envelope/", sentry.take)
    async with WebServer(app) as server:
        yield sentry, f"http://public@127.0.0.1:{server.port}/1"
        sentry.answers.set()
