"""The only module that requests boards: polite, with limits, and with typed failures."""

from __future__ import annotations

import asyncio
import logging
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urljoin

import aiohttp

from jobscout import __version__
from jobscout.errors import SourceError
from jobscout.model import ScrapeStats
from jobscout.outside import robots
from jobscout.outside.addresses import AddressPolicy, PolicyResolver
from jobscout.outside.answers import Answer, answer_of, location_of, without
from jobscout.outside.hosts import Hosts
from jobscout.outside.refusals import REDIRECTS, refuse, refuse_another_board
from jobscout.outside.robots import NO_RULES, Robots
from jobscout.rules import caps
from jobscout.rules.http_headers import validator

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from aiohttp.abc import AbstractResolver
    from yarl import URL

    from jobscout.outside.answers import Proof, Request
    from jobscout.outside.scratch import Scratch, Spooled

log = logging.getLogger(__name__)

# Decompression also proceeds by at most this much at a time.
CHUNK = 256 * 1024
IN_MEMORY = 2**18  # of an answer, of which hundreds may wait; a larger one is written to a file
REQUEST_S = 60.0  # for one whole answer, also a very slow one
CONNECT_S = 10.0
MAX_REDIRECTS = 5
_VALIDATORS = frozenset({"If-None-Match", "If-Modified-Since"})
# Outcomes that mean that a host has no robots.txt, RFC 9309, 2.3.1.3.
_NO_ROBOTS = frozenset({"not-found", "refused", "changed"})


class _Ask(NamedTuple):
    """One request. If an answer exceeds *most* bytes, *cut* truncates it; otherwise it fails."""

    target: URL
    stats: ScrapeStats
    most: int
    cut: bool = False
    headers: Mapping[str, str] = MappingProxyType({})
    body: bytes | None = None


class Fetcher:
    """Fetches for all scrapers, so that the rate limits hold for the whole process.

    Args:
        scratch: where large answers are stored; without it they stay in memory.
        max_bytes: largest answer accepted, whatever the request allows.
    """

    def __init__(
        self,
        *,
        contact: str,
        allowlist: Collection[str] = (),
        hosts: Hosts | None = None,
        scratch: Scratch | None = None,
        max_bytes: int = caps.ANSWER_BYTES,
        request_s: float = REQUEST_S,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._policy = policy = AddressPolicy(allowlist)
        self._hosts = hosts or Hosts()
        self._robots = Robots(self._robots_txt)
        self._scratch = scratch
        self._max_bytes = max_bytes
        self._request_s = request_s
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, resolver=PolicyResolver(policy, resolver)),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "User-Agent": user_agent(contact),
                "Accept": "application/json, */*;q=0.5",
            },
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S),
        )

    async def close(self) -> None:
        await self._session.close()

    def is_allowlisted(self, url: str) -> bool:
        """Whether *url* is on an explicitly allowed host, which is ours and no public board."""
        return self._policy.is_open_url(url)

    def check(self, url: str) -> None:
        """Raises SourceError if this address is never requested."""
        self._policy.check_url(url)

    async def forgive(self, url: str) -> None:
        """Allow requests to the host of *url* at once, despite earlier failures."""
        await self._hosts[_name(self._policy.check_url(url))].forgive()

    async def get(
        self,
        request: Request,
        stats: ScrapeStats,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        proof: Proof | None = None,
    ) -> Answer:
        """Request a board, following up to five redirects; *stats* counts requests and bytes.

        *etag* and *last_modified* are the validators of the stored answer; with them the board
        may answer 304. *proof* is sent to the request's own scheme, host and port only.

        Raises:
            SourceError: with the kind of outcome; see ``errors.SourceError``. It names nothing of
                the proof.
        """
        try:
            return await self._get(request, stats, etag, last_modified, proof)
        except SourceError as error:
            if proof is None:
                raise
            raise SourceError(
                error.kind, without(proof, str(error)), retry_after_s=error.retry_after_s
            ) from None

    async def _get(
        self,
        request: Request,
        stats: ScrapeStats,
        etag: str | None,
        last_modified: str | None,
        proof: Proof | None,
    ) -> Answer:
        headers = dict(request.headers)
        if etag := validator(etag):
            headers["If-None-Match"] = etag
        if last_modified := validator(last_modified):
            headers["If-Modified-Since"] = last_modified
        most = min(request.most, self._max_bytes)
        url = request.url
        origin = self._policy.check_url(url).origin()
        seen: set[str] = set()
        while url not in seen and len(seen) <= MAX_REDIRECTS:
            seen.add(url)
            try:
                target = self._policy.check_url(url)
                refuse_another_board(request.url, url, request.board_names)
                await self._ask_robots(target, stats)
                ask = _Ask(target, stats, most, headers=headers, body=request.body)
                if proof is not None and target.origin() == origin:
                    signed = target.update_query(proof.query)
                    ask = ask._replace(target=signed, headers={**headers, **proof.headers})
                answer = await self._once(ask)
            except SourceError as error:
                error.redirected_to = url if len(seen) > 1 else None
                raise
            if isinstance(answer, Answer):
                return answer._replace(url=url)
            url = answer
        raise SourceError(
            "redirect-loop", f"the redirects of {request.url.partition('?')[0][:200]} do not end"
        )

    async def _ask_robots(self, target: URL, stats: ScrapeStats) -> None:
        rules = await self._robots.rules(str(target.origin()))
        decision = NO_RULES
        if rules.has_any:
            decision = await asyncio.to_thread(rules.decide, str(target))
        stats.robots = stats.robots or decision
        if not decision.allowed:
            line = f": {decision.line}" if decision.line else ""
            said = f"robots.txt of {target.host} refuses {target.path[:200]}{line}"
            raise SourceError("robots-refused", said)
        await self._hosts[_name(target)].slow_down(decision.crawl_delay_s)

    async def _robots_txt(self, url: str) -> bytes | None:
        for _ in range(1 + MAX_REDIRECTS):
            target = self._policy.check_url(url)
            try:
                answer = await self._once(_Ask(target, ScrapeStats(), robots.MAX_BYTES, cut=True))
            except SourceError as error:
                if error.kind in _NO_ROBOTS:
                    return None
                raise
            if isinstance(answer, Answer):
                return cast("bytes", answer.body)  # such a small body stays in memory
            url = answer
        return None

    async def _once(self, ask: _Ask) -> Answer | str:
        """One request within the host's limits: an answer, or the target of a redirect."""
        host = self._hosts[_name(ask.target)]
        async with host.turn():
            ask.stats.http_requests += 1
            try:
                async with asyncio.timeout(self._request_s):
                    return await self._exchange(ask)
            except SourceError as error:
                if error.retry_after_s is not None:
                    await host.stay_away(error.retry_after_s)
                raise
            except TimeoutError as error:
                said = str(error) or f"no whole answer in {self._request_s:.0f} s"
                raise SourceError("timed-out", said) from error
            except aiohttp.ClientPayloadError as error:
                raise SourceError("truncated", "the answer ended too early") from error
            except aiohttp.ClientError as error:
                raise SourceError("unreachable", _brief(error)) from error
            except ValueError as error:  # aiohttp and yarl, on an invalid address or header
                raise SourceError("changed", f"unusable answer: {_brief(error)}") from error

    async def _exchange(self, ask: _Ask) -> Answer | str:
        method, headers = "GET", ask.headers
        if ask.body is not None:
            method, headers = "POST", {**headers, "Content-Type": "application/json"}
        async with self._session.request(
            method, ask.target, headers=headers, data=ask.body, allow_redirects=False
        ) as response:
            if response.status in REDIRECTS and method == "GET":
                return urljoin(str(ask.target), location_of(response))
            if response.status == 304 and _VALIDATORS & headers.keys():
                ask.stats.not_modified += 1
                return answer_of(response, b"")
            if response.status != 200:
                refuse(response)
            if response.headers.get("TDM-Reservation", "").strip() == "1":
                raise SourceError("refused", "the board reserves its text and data (TDM)")
            try:
                return answer_of(response, await self._body(response, ask))
            finally:
                ask.stats.bytes += response.content.total_raw_bytes

    async def _body(self, response: aiohttp.ClientResponse, ask: _Ask) -> bytes | Spooled:
        if (response.content_length or 0) > ask.most and not ask.cut:
            raise _too_large(ask)
        held, file, size = bytearray(), None, 0
        async for chunk in response.content.iter_chunked(CHUNK):
            held += chunk
            size += len(chunk)
            if size > ask.most:
                if not ask.cut:
                    raise _too_large(ask)
                del held[ask.most :]
                break
            if len(held) > IN_MEMORY and self._scratch is not None:
                file = file or await self._scratch.spool()
                await file.write(held)
                held = bytearray()
        if file is None:
            return bytes(held)
        await file.write(held)
        return file


def user_agent(contact: str) -> str:
    """The User-Agent of all our requests."""
    return f"JobScout/{__version__} (+{contact})"


def _too_large(ask: _Ask) -> SourceError:
    return SourceError("too-large", f"the answer is over {ask.most / 2**20:.3g} MiB")


def _name(target: URL) -> str:
    """The key of a host; http and https of one host are the same machine."""
    return target.host_port_subcomponent or ""


def _brief(error: BaseException) -> str:
    return (str(error) or type(error).__name__)[:200]
