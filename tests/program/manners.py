"""Many hosts on loopback, one a port, that note who asked what and when."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

EMPTY = json.dumps({"jobs": []}).encode()


class SeenRequest(NamedTuple):
    """*at* is the loop's time in seconds."""

    at: float
    path: str
    headers: Mapping[str, str]


class Host:
    """Greenhouse boards behind a robots.txt; *answer* is what every board says."""

    def __init__(self, answer: Handler, robots: str | None = None) -> None:
        self.answer = answer
        self.robots = robots
        self.asked: list[SeenRequest] = []
        self.at = ""

    @property
    def boards_asked(self) -> list[SeenRequest]:
        return [one for one in self.asked if one.path != "/robots.txt"]

    def source(self, board: str, **changes: Any) -> dict[str, Any]:
        """A board of this host as ``fill`` takes it, read once an hour."""
        config = {"board": board, "base_url": f"http://{self.at}"}
        given = {"kind": "greenhouse", "config": config, "name": board, "company": "acme"}
        return {**given, "interval_seconds": 3600, **changes}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(
            SeenRequest(asyncio.get_running_loop().time(), request.path, dict(request.headers))
        )
        if request.path != "/robots.txt":
            return await self.answer(request)
        return web.Response(status=404) if self.robots is None else web.Response(text=self.robots)


@asynccontextmanager
async def serving(*hosts: Host) -> AsyncIterator[str]:
    """Each host on a port of its own; what ``FETCH_ALLOW`` must say."""
    runners: list[web.AppRunner] = []
    try:
        for host in hosts:
            app = web.Application()
            app.router.add_get("/{path:.*}", host.handle)
            runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
            runners.append(runner)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            host.at = f"127.0.0.1:{runner.addresses[0][1]}"
        yield ",".join(host.at for host in hosts)
    finally:
        for runner in runners:
            await runner.cleanup()
