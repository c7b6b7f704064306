"""Calls to receivers that people named: public addresses, with bounds on time, bytes and number.

A receiver's address and its answer are hostile: no redirect is followed, a name that leads inside
is refused after DNS, and no more of an answer is read than its reader asks for.
"""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import aiohttp
import anyio
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from jobscout.errors import Busy, DeliveryError, SourceError
from jobscout.outside.addresses import AddressPolicy, PolicyResolver
from jobscout.outside.fetch import user_agent
from jobscout.rules import caps
from jobscout.rules.http_headers import retry_after_s

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from jobscout.settings import Settings

CALL_S: Final = 10.0  # from the first question to DNS to the status of the answer
PER_HOST: Final = 4  # calls under way; one host of many people's receivers gets no more
THREADS: Final = 64  # a name that no server answers for holds one for half a minute
READ_BYTES: Final = 4096  # of a refusal


class Reply(NamedTuple):
    """What a receiver answered; *body* is the beginning, as much of it as was asked for."""

    status: int
    body: bytes = b""
    retry_after_s: float | None = None

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300

    def failure(self) -> DeliveryError:
        """That it was not taken, in one sentence without the address: try again later."""
        if 300 <= self.status < 400:
            said = f"it answers HTTP {self.status}, and redirects are not followed"
            return DeliveryError(said)
        return DeliveryError(f"it answers HTTP {self.status}", retry_after_s=self.retry_after_s)


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


class ReceiverClient:
    """Posts for one channel of this process; *call_s* is what a receiver has for its answer."""

    def __init__(
        self,
        *,
        contact: str,
        allow: Collection[str] = (),
        call_s: float = CALL_S,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self.policy = AddressPolicy(allow)
        self._call_s = call_s
        self._under_way: Counter[str] = Counter()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=PolicyResolver(self.policy, resolver or _Resolver()),
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
    def of(cls, settings: Settings) -> ReceiverClient:
        contact = settings.contact_email or settings.base_url
        return cls(contact=contact, allow=settings.fetch_allow)

    async def close(self) -> None:
        await self._session.close()

    async def post(
        self,
        address: str,
        body: bytes,
        headers: Mapping[str, str],
        *,
        params: Mapping[str, str] | None = None,
        reads_refusal: bool = False,
        reads_answer: int = 0,
    ) -> Reply:
        """What the receiver at *address* answers, with the beginning of the body where it is read.

        Raises:
            DeliveryError: it did not, in one sentence without the address.
            Busy: its host has enough to do with other calls of ours.
        """
        try:
            target = URL(receiver_url(address, self.policy))
        except ValueError as error:
            raise DeliveryError(f"its address {error}") from error
        if params:
            target = target.update_query(params)
        with self._turn(target.raw_host or ""):
            try:
                async with asyncio.timeout(self._call_s):
                    bounds = (READ_BYTES if reads_refusal else 0, reads_answer)
                    return await self._call(target, body, headers, bounds)
            except TimeoutError as error:
                raise DeliveryError(f"no answer within {self._call_s:g} s") from error
            except SourceError as error:  # the policy refuses what the name resolves to
                raise DeliveryError("its name leads to an address that is not public") from error
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise DeliveryError(_sentence(error)) from error

    async def _call(
        self, target: URL, body: bytes, headers: Mapping[str, str], bounds: tuple[int, int]
    ) -> Reply:
        """*bounds*: how many bytes are read of a refusal, and of a success."""
        async with self._session.post(
            target, data=body, headers=headers, allow_redirects=False
        ) as response:
            most = bounds[response.status < 400]
            said = await _beginning(response, most) if most else b""
            response.close()  # what follows is not read
            wait = retry_after_s(response.headers.get("Retry-After"), datetime.now(UTC))
            return Reply(response.status, said, wait)

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


async def _beginning(response: aiohttp.ClientResponse, most: int) -> bytes:
    """Of the body, or nothing of one that breaks off: its status is known all the same."""
    found = b""
    try:
        while len(found) < most:
            piece = await response.content.read(most - len(found))
            if not piece:
                break
            found += piece
    except (aiohttp.ClientError, OSError):
        return b""
    return found


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
