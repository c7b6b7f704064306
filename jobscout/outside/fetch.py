"""The one door to the boards: polite, bounded, and typed in its failures."""

from __future__ import annotations

import asyncio
import email.utils
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from urllib.parse import urljoin, urlsplit

import aiohttp

from jobscout import __version__
from jobscout.errors import SourceError
from jobscout.model import Tally
from jobscout.outside.addresses import Gate, GatedResolver
from jobscout.outside.hosts import Hosts
from jobscout.outside.robots import Robots

if TYPE_CHECKING:
    from collections.abc import Collection

    from jobscout.sources.base import Request

MAX_BYTES = 64 * 1024 * 1024  # the largest Greenhouse boards are 20-36 MB
CHUNK = 256 * 1024
REQUEST_S = 60.0  # for one answer, the slow drip included
REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Answer(NamedTuple):
    """A board's answer. *body* is empty after a 304. *max_age_s*: from Cache-Control."""

    body: bytes
    not_modified: bool
    etag: str | None
    last_modified: str | None
    max_age_s: float | None


class Fetcher:
    """Fetches for all scrapers, so that the manners hold for the whole process."""

    def __init__(
        self,
        *,
        contact: str,
        opened: Collection[str] = (),
        hosts: Hosts | None = None,
        max_bytes: int = MAX_BYTES,
        request_s: float = REQUEST_S,
    ) -> None:
        self._gate = Gate(opened)
        self._hosts = hosts or Hosts()
        self._robots = Robots(self._robots_txt)
        self._max_bytes = max_bytes
        self._request_s = request_s
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=GatedResolver(self._gate), limit=100),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "User-Agent": f"JobScout/{__version__} (+{contact})",
                "Accept": "application/json, */*;q=0.5",
            },
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=10.0),
        )

    async def close(self) -> None:
        await self._session.close()

    def is_opened(self, url: str) -> bool:
        """Whether *url* leads to a host opened on purpose: our own, not somebody's board."""
        return self._gate.is_open_url(url)

    async def get(
        self,
        request: Request,
        tally: Tally,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Answer:
        """Ask a board, following up to five redirects; *tally* counts requests and bytes.

        *etag* and *last_modified* are the validators of the answer we have; with them the
        board may say 304.

        Raises:
            SourceError: with the kind of outcome; see ``errors.SourceError``.
        """
        headers = dict(request.headers)
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        url = request.url
        seen: set[str] = set()
        while url not in seen and len(seen) <= REDIRECTS:
            seen.add(url)
            await self._ask_robots(url)
            answer = await self._once(url, headers, request.body, tally, self._max_bytes)
            if isinstance(answer, Answer):
                return answer
            url = answer
        raise SourceError("redirect-loop", f"{urlsplit(request.url).hostname} redirects in circles")

    async def _ask_robots(self, url: str) -> None:
        self._gate.check_url(url)
        parts = urlsplit(url)
        rules = await self._robots.rules(f"{parts.scheme}://{parts.netloc}")
        if not rules.allow(url):
            raise SourceError(
                "robots-refused", f"robots.txt of {parts.netloc} refuses {parts.path}"
            )
        self._hosts[parts.netloc].slow_down(rules.crawl_delay_s)

    async def _robots_txt(self, url: str) -> bytes | None:
        for _ in range(REDIRECTS):
            self._gate.check_url(url)
            try:
                answer = await self._once(url, {}, None, Tally(), self._max_bytes)
            except SourceError as error:
                if error.kind in {"not-found", "refused", "changed", "too-large"}:
                    return None
                raise
            if isinstance(answer, Answer):
                return answer.body
            url = answer
        return None

    async def _once(
        self, url: str, headers: dict[str, str], body: bytes | None, tally: Tally, most: int
    ) -> Answer | str:
        """One request in its turn: an answer, or the address a redirect leads to."""
        host = self._hosts[urlsplit(url).netloc]
        async with host.turn():
            tally.http_requests += 1
            try:
                async with asyncio.timeout(self._request_s):
                    return await self._exchange(url, headers, body, tally, most)
            except SourceError as error:
                if error.retry_after_s is not None:
                    host.stay_away(error.retry_after_s)
                raise
            except (TimeoutError, aiohttp.ServerTimeoutError):
                raise SourceError(
                    "timed-out", f"no whole answer in {self._request_s:.0f} s"
                ) from None
            except aiohttp.ClientPayloadError as error:
                raise SourceError("truncated", "the answer broke off") from error
            except aiohttp.TooManyRedirects as error:
                raise SourceError("redirect-loop", str(error)) from error
            except aiohttp.ClientError as error:
                if isinstance(error.__cause__, SourceError):
                    raise error.__cause__ from None
                raise SourceError("unreachable", _brief(error)) from error
            except ValueError as error:  # aiohttp and yarl on an impossible address or header
                raise SourceError("changed", f"unusable answer: {_brief(error)}") from error

    async def _exchange(
        self, url: str, headers: dict[str, str], body: bytes | None, tally: Tally, most: int
    ) -> Answer | str:
        method = "GET" if body is None else "POST"
        if body is not None:
            headers = {**headers, "Content-Type": "application/json"}
        async with self._session.request(
            method, url, headers=headers, data=body, allow_redirects=False
        ) as response:
            if response.status in _REDIRECTS and method == "GET":
                return urljoin(url, _location(response))
            if response.status == 304:
                tally.not_modified += 1
                return _answer(response, b"")
            if response.status != 200:
                _refuse(response)
            if response.headers.get("TDM-Reservation", "").strip() == "1":
                raise SourceError("refused", "the board reserves its text and data (TDM)")
            if (response.content_length or 0) > most:
                raise SourceError("too-large", f"the answer is over {most // 2**20} MiB")
            whole = bytearray()
            async for chunk in response.content.iter_chunked(CHUNK):
                whole += chunk
                tally.bytes += len(chunk)
                if len(whole) > most:
                    raise SourceError("too-large", f"the answer is over {most // 2**20} MiB")
            return _answer(response, bytes(whole))


def retry_after_s(header: str | None, now: datetime) -> float | None:
    """Seconds to wait before asking this host again, as the host put it.

    Args:
        header: the raw ``Retry-After``: whole seconds ("120") or an HTTP date.
        now: aware; used only when *header* is a date.

    Returns:
        0.0 or more; None when there is no header or it makes no sense.

    Source: RFC 9110, section 10.2.3.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        date = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())


def max_age_s(header: str | None) -> float | None:
    """The ``max-age`` of a Cache-Control header in seconds, None when it has none (RFC 9111)."""
    for directive in (header or "").lower().split(","):
        name, _, value = directive.strip().partition("=")
        if name == "max-age" and value.isascii() and value.isdigit():
            return float(value[:9])
    return None


def _answer(response: aiohttp.ClientResponse, body: bytes) -> Answer:
    return Answer(
        body=body,
        not_modified=response.status == 304,
        etag=response.headers.get("ETag"),
        last_modified=response.headers.get("Last-Modified"),
        max_age_s=max_age_s(response.headers.get("Cache-Control")),
    )


def _location(response: aiohttp.ClientResponse) -> str:
    location = response.headers.get("Location")
    if not location:
        raise SourceError("changed", f"a redirect ({response.status}) that leads nowhere")
    return location


def _refuse(response: aiohttp.ClientResponse) -> NoReturn:
    status = response.status
    wait = retry_after_s(response.headers.get("Retry-After"), datetime.now(UTC))
    said = f"HTTP {status}"
    if status in {401, 403, 451}:
        raise SourceError("refused", said)
    if status in {404, 410}:
        raise SourceError("not-found", said)
    if status in {408, 429}:
        # without a word from the host, a minute is the least that is polite
        raise SourceError("rate-limited", said, retry_after_s=60.0 if wait is None else wait)
    if status >= 500:
        raise SourceError("server-error", said, retry_after_s=wait)
    raise SourceError("changed", f"unexpected {said}")


def _brief(error: BaseException) -> str:
    return (str(error) or type(error).__name__)[:200]
