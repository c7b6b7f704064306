"""The full text of postings of a board whose list does not contain it, one request each."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import msgspec

from jobscout.errors import OWNERS, Postponed, SourceError
from jobscout.sources import pages

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

    from jobscout.model import DueSource, RawPosting, ScrapeStats
    from jobscout.sources.base import Request, Source
    from jobscout.sources.pages import Parcel

    Fetch = Callable[[DueSource, RawPosting, Request, ScrapeStats], Awaitable[RawPosting]]

log = logging.getLogger(__name__)

# Thousands of new postings are completed over several scrapes, not in one burst.
DETAILS_A_SCRAPE = 100
# Fewer than open the circuit breaker of the host, or its lists would not be read either.
DETAILS_FAILED = 3
DETAILS_S = 240.0  # leaves time to store when the host is slow or has a long Crawl-delay
_STOP = frozenset({"rate-limited", "breaker-open", "refused"})  # the host wants no more requests


class Details:
    """Completes the postings of one reading.

    *known*: external id to the version of the list entry whose text is stored. After ``complete``
    *kept* are the ids of postings that stay unchanged, because their text is stored, in this
    version or an older one, *no_text* says why requests failed, *missed* counts the texts that
    the next reading has to request, and *unasked* those of them for which the host was not asked.
    *ended*: ids of postings that are listed, and ended after that. *until* is a time of the event
    loop, ``DETAILS_S`` from now if it is not given.
    """

    def __init__(
        self,
        source: Source,
        due: DueSource,
        stats: ScrapeStats,
        known: Mapping[str, bytes],
        *,
        fetch: Fetch,
        until: float | None = None,
        ended: Collection[str] = (),
    ) -> None:
        self.kept: list[str] = []
        self.no_text: list[str] = []
        self.unasked = 0
        self.missed = 0
        self._source = source
        self._due = due
        self._stats = stats
        self._known = known
        self._fetch = fetch
        self._ended = frozenset(ended)
        self._nameless: set[str] = set()
        self._left = DETAILS_A_SCRAPE
        self._failures = 0
        self._over_at = asyncio.get_running_loop().time() + DETAILS_S if until is None else until

    async def complete(self, parcels: Sequence[Parcel]) -> list[Parcel]:
        """The postings to store: new and changed entries with their text.

        A request that fails only delays the text until the next scrape. When the host refuses more
        requests or fails ``DETAILS_FAILED`` times running, or after *until*, no more are sent, and
        one on its way then is given up.
        """
        complete: list[Parcel] = []
        for parcel in parcels:
            raw = await asyncio.to_thread(pages.unpack, parcel)
            stored = [one for posting in raw if (one := await self._completed(posting)) is not None]
            complete += pages.pack(stored)
        return complete

    async def _completed(self, posting: RawPosting) -> RawPosting | None:
        """None if it is kept as it is stored."""
        if posting.external_id in self._ended:  # after it was listed
            return None
        if posting.list_hash is None:  # the list has all there is of it
            return posting
        version = self._known.get(posting.external_id)
        if not posting.title:
            if posting.external_id in self._nameless:
                return None
            self._nameless.add(posting.external_id)
        if version is not None and version == posting.list_hash:
            whole = None
        else:
            request = self._source.detail(posting, self._due.config)
            if request is None:
                return posting
            whole = await self._requested(posting, request)
            self.missed += whole is None
            if whole is None and version is None and posting.title:
                # without a version, so that the text is requested again
                whole = msgspec.structs.replace(posting, list_hash=None)
        if whole is None:
            self.kept.append(posting.external_id)
        return whole

    async def _requested(self, posting: RawPosting, request: Request) -> RawPosting | None:
        in_time = asyncio.get_running_loop().time() < self._over_at
        if not self._left or not in_time:
            self.unasked += 1
            return None
        self._left -= 1
        try:
            async with asyncio.timeout_at(self._over_at):
                whole = await self._fetch(self._due, posting, request, self._stats)
        except TimeoutError:
            self.no_text.append("timed-out, there was no time left for the texts")
            self._left = 0
            self.unasked += 1
            return None
        except SourceError as error:
            self.no_text.append(f"{error.kind}, {error}")
            self._failures += OWNERS[error.kind] == "host"
            self.unasked += error.kind in _STOP
            if error.kind in _STOP or self._failures == DETAILS_FAILED:
                self._left = 0
                _log_left_out(self._due, error)
            return None
        except Postponed:  # the host has no more requests for us today; what is listed is stored
            self._left = 0
            self.unasked += 1
            return None
        self._failures = 0
        return whole


def _log_left_out(due: DueSource, error: SourceError) -> None:
    log.warning(
        "texts left out",
        extra={
            "source_id": due.source_id,
            "scrape_id": due.scrape_id,
            "error_kind": error.kind,
            "error": str(error),
        },
    )
