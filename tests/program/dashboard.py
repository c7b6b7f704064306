"""A stand-in for the dashboard: its two pages take the token of a mail to the API."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer as WebServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from email.message import EmailMessage

NEW_PASSWORD = "quite another long one"


class Dashboard:
    """*api* is the address of the program whose mails lead here."""

    def __init__(self) -> None:
        self.api = ""
        self.url = ""

    async def verify(self, request: web.Request) -> web.Response:
        return await self._post("/auth/verify-email", {"token": request.query["token"]})

    async def reset(self, request: web.Request) -> web.Response:
        body = {"token": request.query["token"], "new_password": NEW_PASSWORD}
        return await self._post("/auth/reset-password", body)

    async def _post(self, path: str, body: dict[str, Any]) -> web.Response:
        async with aiohttp.ClientSession(self.api) as session:
            answer = await session.post(path, json=body)
            return web.Response(status=answer.status, text=await answer.text())


@asynccontextmanager
async def serving() -> AsyncIterator[Dashboard]:
    dashboard = Dashboard()
    app = web.Application()
    app.router.add_get("/verify-email", dashboard.verify)
    app.router.add_get("/reset-password", dashboard.reset)
    server = WebServer(app)
    await server.start_server(shutdown_timeout=0.1)
    dashboard.url = f"http://127.0.0.1:{server.port}"
    try:
        yield dashboard
    finally:
        await server.close()


def link_of(mail: EmailMessage) -> str:
    """The link of the text and of the HTML, which must be the same."""
    links: set[str] = set()
    for kind in ("plain", "html"):
        part = mail.get_body((kind,))
        assert part is not None
        links.update(re.findall(r"http://127[^\s\"<]+", part.get_content()))
    (link,) = links
    return link


async def follow(mail: EmailMessage) -> list[int]:
    """The status behind the mail's link, twice."""
    async with aiohttp.ClientSession() as session:
        return [(await session.get(link_of(mail))).status for _ in range(2)]
