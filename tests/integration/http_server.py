"""The HTTP API on a real PostgreSQL, with small stand-ins for what is not PostgreSQL."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from aiohttp.test_utils import TestServer
from aiojobs.aiohttp import get_scheduler_from_app

from jobscout.actors.broadcaster import Broadcaster
from jobscout.errors import NotFound, SourceError
from jobscout.http.connections import Runner
from jobscout.http.keys import Services
from jobscout.http.server import make_app
from jobscout.model import Previewed
from jobscout.outside.addresses import AddressPolicy
from jobscout.outside.mail import FileMailer
from jobscout.outside.receiver_client import receiver_url
from jobscout.outside.scratch import Scratch
from jobscout.outside.storage import Storage
from jobscout.rate_limits import Admission, Grant
from jobscout.sources import board_address
from jobscout.sources.posting_page import PostingPage
from jobscout.sources.recognition import Recognised, by_address
from jobscout.sql.stores import Stores
from tests.channels import channels
from tests.integration.rows import SECRET, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aiohttp import ClientResponse
    from aiohttp.test_utils import TestClient
    from pytest_aiohttp.plugin import AiohttpClient

    from jobscout.model import AccountMailKind, DueSource, Posting, Reject, Trigger
    from jobscout.rate_limits import RateLimitRequest
    from jobscout.sql.account_mails import ClaimedMail
    from jobscout.sql.database import Database

PLENTY = dict.fromkeys(
    ("auth", "password", "jobs", "scrape", "preview", "trial", "feed", "cv", "boards", "track"),
    10_000,
)
BASE_URL = "http://127.0.0.1:8080"
LEASE = timedelta(minutes=1)
ALLOWLISTED = "127.0.0.1:9"  # where webhooks may lead although it is not public


class Window:
    """A limiter whose window never ends, and which cannot tell of sessions: the rows do."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    async def admit(self, _session_id: str | None, call: RateLimitRequest | None) -> Admission:
        return Admission(has_ended=None, grant=self._count(call) if call else None)

    def _count(self, call: RateLimitRequest) -> Grant:
        self.calls[call.key] += 1
        left = call.limit - self.calls[call.key]
        return Grant(
            allowed=left >= 0,
            limit=call.limit,
            remaining=max(0, left),
            reset_s=call.period_s,
            retry_after_s=0 if left >= 0 else call.period_s,
        )


class FakeScrapes:
    """Knows one source, 1, whose scrape is 7 until it is finished."""

    def __init__(self) -> None:
        self.triggered: list[tuple[int, Trigger]] = []
        self.woken = 0
        self.unfinished: int | None = None

    async def running(self, source_id: int) -> int | None:
        if source_id != 1:
            raise NotFound("there is no such source")
        return self.unfinished

    async def trigger(
        self, source_id: int, trigger: Trigger, _by: int | None = None
    ) -> tuple[int, bool]:
        self.triggered.append((source_id, trigger))
        self.unfinished = 7
        return 7, True

    def wake(self) -> None:
        self.woken += 1


class FakeBoardReader:
    """Boards that are looked at: what is recognised, previewed, and out of bounds."""

    def __init__(self) -> None:
        self.pages: dict[str, list[Recognised]] = {}
        self.counts: dict[str, int] = {}
        self.listed: list[Posting] = []
        self.posting_pages: dict[str, PostingPage] = {}
        self.rejects: list[Reject] = []
        self.previewed: list[DueSource] = []
        self.error: SourceError | None = None

    def check(self, kind: str, config: Mapping[str, Any]) -> None:
        if "169.254" in board_address(kind, config).host:
            raise SourceError("address-refused", "a private address")

    async def preview(self, due: DueSource, many: int) -> Previewed:
        if self.error is not None:
            raise self.error
        self.previewed.append(due)
        return Previewed(
            postings=tuple(self.listed[:many]),
            rejects=tuple(self.rejects),
            more_rejects=1,
            no_text=("changed, no text",),
        )

    async def count(self, kind: str, config: Mapping[str, Any]) -> int | None:
        board = board_address(kind, config).board
        if board not in self.counts:
            raise SourceError("not-found", "HTTP 404")
        return self.counts[board]

    async def read_posting(self, url: str) -> PostingPage:
        if self.error is not None:
            raise self.error
        return self.posting_pages.get(url, PostingPage())

    async def recognise(self, url: str) -> list[Recognised]:
        if self.error is not None:
            raise self.error
        named = by_address(url)
        return [named] if named else self.pages.get(url, [])


class _Served(TestServer):
    """Runs the API on the connections that the program has."""

    async def _make_runner(self, **options: Any) -> Runner:
        return Runner(self.app, **options)


class Server:
    """A running API, its rows, and what it said to the outside."""

    def __init__(self, db: Database, client: AiohttpClient, folder: Path) -> None:
        self._start_client = client
        self.rows = Rows(db)
        self.scrapes = FakeScrapes()
        self.board_reader = FakeBoardReader()
        self.window = Window()
        self.revoked: list[str] = []
        self.stores = Stores(
            db,
            mail_domain="jobs.example.org",
            base_url=BASE_URL,
            channels=channels(),
            board_address=board_address,
        )
        self.mails, self.events = self.stores.account_mails, self.stores.events
        self.broadcaster = Broadcaster(1.0, events=self.events, sessions=self.stores.sessions)

        async def revoke(session_ids: Sequence[str]) -> None:
            self.revoked += session_ids

        self.services = Services(
            stores=self._with(scrapes=self.scrapes),
            receiver_url=partial(receiver_url, policy=AddressPolicy([ALLOWLISTED])),
            takes_utf8=FileMailer(folder / "mail", "jobs@example.org").takes_utf8,
            secrets=(SECRET,),
            admit=self.window.admit,
            revoke=revoke,
            boards=self.board_reader,
            pages=self.board_reader,
            wake=self.scrapes.wake,
            streams=self.broadcaster.streams,
            storage=Storage((folder / "storage").as_uri()),
            scratch=Scratch(folder / "scratch"),
            calls=PLENTY,
        )
        self.client: TestClient[Any, Any]

    async def start(self, **changes: Any) -> Server:
        """Serve, with other services and stores than the usual ones where *changes* says so."""
        stores = {name: changes.pop(name) for name in vars(self.stores).keys() & changes.keys()}
        services = replace(self.services, **changes)
        if stores:
            services = replace(services, stores=self._with(**stores))
        self.client = await self._start_client(_Served(make_app(services)))
        return self

    def _with(self, **others: Any) -> Stores:
        stores = copy.copy(self.stores)
        vars(stores).update(others)
        return stores

    async def ask(self, method: str, path: str, **options: Any) -> ClientResponse:
        return await self.client.request(method, path, **options)

    async def due_mails(self, kind: AccountMailKind) -> list[ClaimedMail]:
        """The mails of a kind that are due now."""
        return [mail for mail in await self.claimed_mails() if mail.kind == kind]

    async def claimed_mails(self) -> list[ClaimedMail]:
        """All mails that are due now, claimed, with their tokens."""
        jobs = get_scheduler_from_app(self.client.server.app)  # type: ignore[attr-defined]
        assert jobs is not None
        for job in list(jobs):
            await job.wait()
        claimed = [await self.mails.claim(one, LEASE) for one in await self.mails.due(100)]
        return [mail for mail in claimed if mail is not None]

    async def token(self, kind: AccountMailKind) -> str:
        """The token of the one mail of a kind that is due now."""
        (mail,) = await self.due_mails(kind)
        assert mail.token is not None
        return mail.token

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
