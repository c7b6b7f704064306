"""Webhook: a signed POST for each alert, to an address that its person named and we may call."""

from __future__ import annotations

import asyncio
import socket
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

import aiohttp
import anyio
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from jobscout.errors import Busy, DeliveryError, DeliveryRefused, SourceError
from jobscout.outside.addresses import AddressPolicy, PolicyResolver
from jobscout.outside.channels import Adapter, Opening
from jobscout.outside.fetch import user_agent
from jobscout.rules import caps
from jobscout.rules.http_headers import retry_after_s
from jobscout.rules.webhook_signatures import signature, standard_headers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from jobscout.outgoing import Alerts, Outgoing

CALL_S: Final = 10.0  # from the first question to DNS to the status of the answer
PER_HOST: Final = 4  # calls under way; one host of many people's webhooks gets no more
THREADS: Final = 64  # a name that no server answers for holds one for half a minute


def receiver_form(text: str) -> str:
    """*text*, which is a web address by its form, whether or not it may be called.

    Raises:
        ValueError: what is wrong with it, in words that follow the field's name.
    """
    if not text.isprintable() or "\\" in text or any(letter.isspace() for letter in text):
        raise ValueError("holds a character that no address has")
    try:
        target = URL(text)
    except ValueError:
        raise ValueError("is not an address") from None
    if target.scheme not in {"http", "https"}:
        raise ValueError("must begin with https://")
    if "@" in target.raw_authority:
        raise ValueError("must not name a user")
    if "#" in text:
        raise ValueError("must not have a fragment")
    return text


def receiver_url(text: str, policy: AddressPolicy) -> str:
    """The address of a receiver, in the spelling that is then called.

    Raises:
        ValueError: what is wrong with it; without encryption only a host opened on purpose
            is called.
    """
    if URL(receiver_form(text)).scheme != "https" and not policy.is_open_url(text):
        raise ValueError("must begin with https://")
    try:
        checked = str(policy.check_url(text))
    except SourceError as error:
        raise ValueError(f"cannot be called: {error}") from error
    if len(checked) > caps.URL_CHARS:
        raise ValueError(f"is longer than {caps.URL_CHARS} characters")
    return checked


class Webhook(Adapter):
    """Calls webhooks for the whole process; *call_s* is what a receiver has for its answer."""

    kind = "webhook"
    has_receivers = True

    def __init__(
        self,
        *,
        contact: str,
        allow: Collection[str] = (),
        call_s: float = CALL_S,
        resolver: AbstractResolver | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._policy = AddressPolicy(allow)
        self._call_s = call_s
        self._clock = clock
        self._under_way: Counter[str] = Counter()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=PolicyResolver(self._policy, resolver or _Resolver()),
                use_dns_cache=False,
                # A kept connection that the receiver has just closed would look like a failure.
                force_close=True,
                limit=0,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": user_agent(contact)},
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None),
        )

    @classmethod
    def opened(cls, opening: Opening) -> Webhook:
        settings = opening.settings
        contact = settings.contact_email or settings.base_url
        return cls(contact=contact, allow=settings.fetch_allow)

    async def close(self) -> None:
        await self._session.close()

    async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
        """Returns once the receiver has taken it, which is any status 2xx.

        Raises:
            DeliveryError: it did not, in one sentence without the address; DeliveryRefused
                on its own word that it is gone.
            Busy: its host has enough to do with other calls of ours.
        """
        try:
            target = URL(receiver_url(outgoing.address or "", self._policy))
        except ValueError as error:
            raise DeliveryError(f"its address {error}") from error
        with self._turn(target.raw_host or ""):
            try:
                async with asyncio.timeout(self._call_s):
                    await self._call(target, outgoing, alerts.body)
            except TimeoutError as error:
                raise DeliveryError(f"no answer within {self._call_s:g} s") from error
            except SourceError as error:  # the policy refuses what the name resolves to
                raise DeliveryError("its name leads to an address that is not public") from error
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise DeliveryError(_sentence(error)) from error

    async def _call(self, target: URL, outgoing: Outgoing, body: bytes) -> None:
        secret, at = outgoing.secret, int(self._clock())
        headers = {
            "Content-Type": "application/json",
            **standard_headers(secret, outgoing.message_id, at, body),
            "X-Jobscout-Delivery": outgoing.message_id,
            "X-Jobscout-Signature": signature(secret, at, body),
        }
        async with self._session.post(
            target, data=body, headers=headers, allow_redirects=False
        ) as response:
            response.close()  # the status says everything; what follows is not read
            _check(response)

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        if self._under_way[host] >= PER_HOST:
            raise Busy("enough calls to this host are under way")
        self._under_way[host] += 1
        try:
            yield
        finally:
            self._under_way[host] -= 1
            if not self._under_way[host]:
                del self._under_way[host]


def _check(response: aiohttp.ClientResponse) -> None:
    """Raises DeliveryError: not taken."""
    status = response.status
    if 200 <= status < 300:
        return
    if 300 <= status < 400:
        raise DeliveryError(f"it answers HTTP {status}, and redirects are not followed")
    if status == 410:
        raise DeliveryRefused("it answers HTTP 410: it is gone for good")
    wait = retry_after_s(response.headers.get("Retry-After"), datetime.now(UTC))
    raise DeliveryError(f"it answers HTTP {status}", retry_after_s=wait)


def _sentence(error: Exception) -> str:
    """What went wrong, without the library's words, which name addresses."""
    match error:
        case aiohttp.ClientConnectorDNSError() | UnicodeError():
            return "its name is not known"
        case aiohttp.ClientConnectorCertificateError():
            return "its certificate is not accepted"
        case aiohttp.ClientConnectorSSLError():
            return "no encrypted connection comes about"
        case aiohttp.ClientConnectorError():
            return "it takes no connection"
        case aiohttp.ClientResponseError():
            return "what it answers is not HTTP"
        case _:
            return "the connection broke off"


class _Resolver(AbstractResolver):
    """Asks in threads of its own: mails and boards need those that all others share."""

    def __init__(self) -> None:
        self._threads = anyio.CapacityLimiter(THREADS)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        ask = partial(
            socket.getaddrinfo,
            host,
            port,
            family=family,
            type=socket.SOCK_STREAM,
            flags=socket.AI_ADDRCONFIG,
        )
        found = await anyio.to_thread.run_sync(ask, limiter=self._threads, abandon_on_cancel=True)
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=port,
                family=kind,
                proto=proto,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _, proto, _, address in found
        ]

    async def close(self) -> None:
        pass


ADAPTER = Webhook
