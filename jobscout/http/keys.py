"""What handlers receive: one ``Services`` for the application, one ``Identity`` per request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol

import anyio
import msgspec
from aiohttp import web

from jobscout.http.fair_semaphore import FairSemaphore, Shares
from jobscout.http.visits import Visits
from jobscout.rate_limits import Admission, Budget, Grant, RateLimitRequest
from jobscout.rules.return_addresses import NO_RETURNS, ReturnAddresses

if TYPE_CHECKING:
    import asyncio
    from ipaddress import IPv4Network, IPv6Network

    from jobscout.event_streams import Streams
    from jobscout.model import ActorReport, DueSource, Previewed
    from jobscout.outgoing import Alerts, Channel, Destination, Outgoing
    from jobscout.outside.scratch import Scratch
    from jobscout.outside.storage import Storage
    from jobscout.settings import BoardPolicy
    from jobscout.sources.posting_page import PostingPage
    from jobscout.sources.recognition import Recognised
    from jobscout.sql.stores import Stores


@dataclass(frozen=True, kw_only=True)
class Limit:
    """*calls* in *period_s* seconds; routes that share a *name* share the count.

    *per*: whose calls are counted together. "user" falls back to the caller's address without a
    sign-in; "path" counts for the ``{id}`` in the path, for all callers together.
    *searches*: the calls search, for which each caller has a budget and a concurrency limit.
    """

    name: str
    calls: int
    period_s: int
    per: Literal["ip", "user", "path"]
    searches: bool = False


class BoardReader(Protocol):
    """What the routes need of boards; implemented by ``scraping.board_reader``.

    Each may raise SourceError.
    """

    def check(self, kind: str, config: Mapping[str, Any]) -> None: ...

    async def preview(self, due: DueSource, many: int) -> Previewed: ...

    async def count(self, kind: str, config: Mapping[str, Any]) -> int | None: ...


class PageReader(Protocol):
    """What they need of pages for people; implemented by ``scraping.page_reader``.

    Each may raise SourceError.
    """

    async def recognise(self, url: str) -> list[Recognised]: ...

    async def read_posting(self, url: str) -> PostingPage: ...


class ChannelAdapter(Protocol):
    """What they need of channels to test them; implemented in ``outside.channels``."""

    kind: ClassVar[Channel]

    @property
    def is_configured(self) -> bool: ...

    async def send(self, outgoing: Outgoing, alerts: Alerts) -> None: ...


class UserChannelAdapter(ChannelAdapter, Protocol):
    """What they need besides of channels that users add."""

    @property
    def public_key(self) -> str | None: ...

    async def destination(self, config: Mapping[str, Any]) -> Destination: ...


Admit = Callable[[str | None, RateLimitRequest | None], Awaitable[Admission]]
Charge = Callable[[Budget, float], Awaitable[None]]
Check = Callable[[], Coroutine[Any, Any, None]]


async def _free(_budget: Budget, _seconds: float) -> None:
    """Charges nothing."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """Everything the handlers need, provided by the composition root.

    Attributes:
        secrets: signing secrets of at least 32 bytes: the current one, then the previous.
        receiver_url: normalises a webhook's URL; raises ValueError with what is wrong.
        channels: the adapters of channels that users add; each reads an address, and may raise
            InvalidInput.
        senders: those of all channels; each sends, and may raise DeliveryError and Busy.
        takes_utf8: whether mail can be sent to an address that is not ASCII before its @; raises
            Outage while that is unknown.
        admit: checks whether a session has ended and whether a call is left.
        charge: takes the seconds that a call searched from its caller's budget.
        revoke: makes ``admit`` refuse these sessions at once.
        wake: signals that work is due, which would otherwise be found a few seconds later.
        actors: the state of each actor of this process.
        checks: readiness checks by name; a check raises if its part is not ok.
        sample: updates metrics that are measured when Prometheus asks.
        remarks: further information in readiness: ``{"mail": "ok", "push": "unconfigured"}``.
        hashing: passwords hashed concurrently (19 MiB and 20 ms of a core each).
        uploading: files received concurrently; a limit leaves the event loop time for others.
        searching: concurrent searches of each caller.
        search_seconds: each caller's budget for a minute.
        calls: rates that replace those of ``routes.py``, by the limit's name.
        visits: pages fetched for people who wait.
        board_policy: whether boards that people propose are read at once, or an admin is asked.
        webhook_secret: the secret of CI systems and mail servers; None: they cannot call.
        returns: where mails come back to.
        reading_bounces: bounces read concurrently.
        base_url: the URL at which users reach this server.
        cors_origins: exact origins that may call from a browser.
        is_https: users reach this server only by HTTPS.
        trusted_proxies: networks whose ``X-Forwarded-For`` is trusted.
        body_s: timeout for a body; *upload_s* that for a file.
        ping_s: interval of pings on an event stream; *slow_s*: how long its client may accept
            nothing.
    """

    stores: Stores
    boards: BoardReader
    pages: PageReader
    streams: Streams
    storage: Storage
    scratch: Scratch
    secrets: tuple[str, ...]
    receiver_url: Callable[[str], str]
    takes_utf8: Callable[[], Awaitable[bool]]
    admit: Admit
    revoke: Callable[[Sequence[str]], Awaitable[None]]
    wake: Callable[[], None]
    channels: Mapping[Channel, UserChannelAdapter] = field(default_factory=dict)
    senders: Mapping[Channel, ChannelAdapter] = field(default_factory=dict)
    actors: Callable[[], Sequence[ActorReport]] = list
    checks: Mapping[str, Check] = field(default_factory=dict)
    sample: Callable[[], None] = lambda: None
    remarks: Callable[[], Mapping[str, str]] = dict
    hashing: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(2))
    uploading: FairSemaphore = field(default_factory=lambda: FairSemaphore(8))
    charge: Charge = _free
    searching: Shares = field(default_factory=lambda: Shares(2))
    search_seconds: float = 5.0
    calls: Mapping[str, int] = field(default_factory=dict)
    visits: Visits = field(default_factory=Visits)
    board_policy: BoardPolicy = "ask"
    cors_origins: frozenset[str] = frozenset()
    webhook_secret: str | None = None
    returns: ReturnAddresses = NO_RETURNS
    reading_bounces: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(1))
    base_url: str = "http://127.0.0.1:8080"
    is_https: bool = False
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    body_s: float = 30.0
    upload_s: float = 120.0
    ping_s: float = 15.0
    slow_s: float = 30.0


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The caller according to the access token; the row may be newer for *is_verified*.

    *expires_at*: the token's expiry, in Unix seconds.
    """

    user_id: int
    is_admin: bool
    is_verified: bool
    jti: str
    sid: str
    expires_at: int


SERVICES: web.AppKey[Services] = web.AppKey("services", Services)
CHECKING: web.AppKey[dict[str, asyncio.Task[None]]] = web.AppKey("checking", dict)
DOCUMENT: web.AppKey[Callable[[], dict[str, Any]]] = web.AppKey("document")
REQUEST_ID: web.RequestKey[str] = web.RequestKey("request_id", str)
IDENTITY: web.RequestKey[Identity] = web.RequestKey("identity", Identity)
EXPECTED: web.RequestKey[str] = web.RequestKey("expected", str)
CALL: web.RequestKey[RateLimitRequest] = web.RequestKey("call", RateLimitRequest)
GRANT: web.RequestKey[Grant] = web.RequestKey("grant", Grant)


def user_id(request: web.Request) -> int:
    """The signed-in caller, on a route that requires sign-in."""
    return request[IDENTITY].user_id


def stores(request: web.Request) -> Stores:
    """The stores of this process."""
    return request.app[SERVICES].stores
