"""The HTTP API on a real PostgreSQL, with small stand-ins for what is not PostgreSQL."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jobscout.errors import NotFound
from jobscout.http.keys import Services
from jobscout.http.server import make_app
from jobscout.model import Grant
from jobscout.sql.alerts import Alerts
from jobscout.sql.companies import Companies
from jobscout.sql.devices import Devices
from jobscout.sql.jobs import Jobs
from jobscout.sql.searches import Searches
from jobscout.sql.users import Users
from tests.integration.rows import SECRET, Rows

if TYPE_CHECKING:
    from aiohttp import ClientResponse
    from aiohttp.test_utils import TestClient
    from aiohttp.web import Application, Request
    from pytest_aiohttp.plugin import AiohttpClient

    from jobscout.model import Trigger
    from jobscout.sql.database import Database

PLENTY = {"auth": 10_000, "jobs": 10_000, "scrape": 10_000}


class Window:
    """A limiter whose window never ends."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    async def allow(self, key: str, calls: int, period_s: int) -> Grant:
        self.calls[key] += 1
        left = calls - self.calls[key]
        return Grant(
            allowed=left >= 0,
            limit=calls,
            remaining=max(0, left),
            reset_s=period_s,
            retry_after_s=0 if left >= 0 else period_s,
        )


class Boards:
    """Knows one source, 1, whose scrape is 7 until it is finished."""

    def __init__(self) -> None:
        self.triggered: list[tuple[int, Trigger]] = []
        self.offered: list[int] = []
        self.unfinished: int | None = None

    async def running(self, source_id: int) -> int | None:
        if source_id != 1:
            raise NotFound("there is no such source")
        return self.unfinished

    async def trigger(self, source_id: int, trigger: Trigger) -> tuple[int, bool]:
        self.triggered.append((source_id, trigger))
        self.unfinished = 7
        return 7, True

    def offer(self, scrape_id: int) -> bool:
        self.offered.append(scrape_id)
        return False


class Server:
    """A running API, its rows, and what it said to the outside."""

    def __init__(self, db: Database, client: AiohttpClient) -> None:
        self._start_client = client
        self.rows = Rows(db)
        self.boards = Boards()
        self.window = Window()
        self.mails: asyncio.Queue[tuple[str, str | None, str]] = asyncio.Queue()
        users = Users(db)

        async def mail(email: str, full_name: str | None, token: str) -> None:
            await self.mails.put((email, full_name, token))

        self.services = Services(
            users=users,
            searches=Searches(db),
            devices=Devices(db),
            jobs=Jobs(db),
            companies=Companies(db),
            alerts=Alerts(db),
            scrapes=self.boards,
            secrets=(SECRET,),
            is_revoked=users.is_revoked,
            allow=self.window.allow,
            send_verification=mail,
            offer_scrape=self.boards.offer,
            calls=PLENTY,
        )
        self.client: TestClient[Request, Application]

    async def start(self, **changes: Any) -> Server:
        """Serve, with other services than the usual ones where *changes* says so."""
        self.client = await self._start_client(make_app(replace(self.services, **changes)))
        return self

    async def ask(self, method: str, path: str, **options: Any) -> ClientResponse:
        return await self.client.request(method, path, **options)

    async def json(self, method: str, path: str, status: int = 200, **options: Any) -> Any:
        """The decoded answer, which must have *status*."""
        async with self.client.request(method, path, **options) as answer:
            text = await answer.text()
            assert answer.status == status, text
            return await answer.json(content_type=None) if text else None

    async def problem(self, method: str, path: str, status: int, **options: Any) -> str:
        """The slug of a refusal, which must have *status* and the shape of every refusal."""
        async with self.client.request(method, path, **options) as answer:
            assert answer.status == status, await answer.text()
            assert answer.content_type == "application/problem+json"
            said = await answer.json(content_type="application/problem+json")
            assert said["status"] == status
            assert said["title"]
            assert said["request_id"] == answer.headers["X-Request-ID"]
            slug: str = said["type"].removeprefix("/problems/")
            return slug

    async def faults(self, method: str, path: str, **options: Any) -> list[str]:
        """The fields that a 422 names, in order of name."""
        said = await self.json(method, path, 422, **options)
        assert said["type"] == "/problems/invalid-field"
        return sorted(fault["field"] for fault in said["errors"])
