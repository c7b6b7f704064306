"""Scraper: reads one board for each message.

Reads    ScrapeQueued; claims the scrape's row.
Writes   a scrape that failed, with its outcome and when to try again.
Sends    BoardRead to the ingester, which stores the postings and moves the cursor together.

Each lane (high, normal, low) has an instance with readers of its own, so that a slow board
holds up one reader of one lane.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import anyio
import anyio.to_process
import msgspec

from jobscout import metrics
from jobscout.actors.base import Consumer
from jobscout.errors import SourceChanged, SourceError
from jobscout.messages import BoardRead, ScrapeQueued
from jobscout.model import Reading, Tally
from jobscout.sources import by_kind, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jobscout.inbox import Inbox
    from jobscout.model import DueSource, Posting, Priority, RawPosting, Reject
    from jobscout.outside.fetch import Answer
    from jobscout.sources.base import Request, Source

log = logging.getLogger(__name__)
T = TypeVar("T")

LEASE = timedelta(minutes=10)
SCRAPE_S = 9 * 60.0  # within the lease, so that no second process begins before this one ends
WORK_S = 60.0  # for one answer in a worker process; the largest boards take under two
PAGES_MAX = 500
# A board of thousands of new postings is completed over several scrapes, not in one burst.
DETAILS_A_SCRAPE = 100
DETAILS_S = 240.0  # so that a host with a long Crawl-delay, or a slow one, leaves time to store
_STOP = frozenset({"rate-limited", "breaker-open", "refused"})  # the host wants no more requests
READERS: dict[Priority, int] = {"high": 4, "normal": 8, "low": 2}


class Fetcher(Protocol):
    """What ``outside.fetch.Fetcher`` does."""

    async def get(
        self,
        request: Request,
        tally: Tally,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Answer: ...

    def is_opened(self, url: str) -> bool: ...


class Scrapes(Protocol):
    """The queries of ``sql.scrapes`` that are needed here."""

    async def claim(self, scrape_id: int, lease: timedelta) -> DueSource | None: ...

    async def fail(self, scrape_id: int, error: SourceError, tally: Tally) -> int | None: ...


class ListHashes(Protocol):
    """Of ``sql.postings``."""

    async def list_hashes(self, source_id: int) -> Mapping[str, bytes]: ...


class Taxonomies(Protocol):
    """Of ``sql.skills``."""

    async def packed(self) -> bytes: ...


class Scraper(Consumer[ScrapeQueued]):
    def __init__(
        self,
        lane: Priority,
        inbox: Inbox[ScrapeQueued],
        *,
        scrapes: Scrapes,
        postings: ListHashes,
        skills: Taxonomies,
        fetcher: Fetcher,
        ingester: Inbox[BoardRead],
        workers: anyio.CapacityLimiter,
        scrape_s: float = SCRAPE_S,
        work_s: float = WORK_S,
    ) -> None:
        super().__init__(inbox)
        self.name = f"scraper[{lane}]"
        self.readers = READERS[lane]
        self._scrapes = scrapes
        self._postings = postings
        self._skills = skills
        self._fetcher = fetcher
        self._ingester = ingester
        self._workers = workers
        self._scrape_s = scrape_s
        self._work_s = work_s

    async def handle(self, message: ScrapeQueued) -> None:
        due = await self._scrapes.claim(message.scrape_id, LEASE)
        if due is None:
            return
        tally = Tally()
        try:
            async with asyncio.timeout(self._scrape_s):
                reading = await self._read_board(due, tally)
        except TimeoutError:
            slow = SourceError("timed-out", f"the whole board took over {self._scrape_s:g} s")
            await self._failed(due, slow, tally)
        except SourceError as error:
            await self._failed(due, error, tally)
        else:
            await self._ingester.put(BoardRead(reading))

    async def fail(self, message: ScrapeQueued, error: Exception) -> None:
        broken = SourceError("internal", f"{type(error).__name__}: {error}")
        failures = await self._scrapes.fail(message.scrape_id, broken, Tally())
        if failures == 1:
            fields = {"scrape_id": message.scrape_id, "error_kind": broken.kind}
            log.warning("source failing", extra={**fields, "error": str(broken)})

    async def stop(self) -> None:
        """Finish the boards being read; those queued are read by whoever comes next."""
        self.inbox.drop()
        await super().stop()

    async def _failed(self, due: DueSource, error: SourceError, tally: Tally) -> None:
        failures = await self._scrapes.fail(due.scrape_id, error, tally)
        metrics.SCRAPES.labels(due.kind, error.kind).inc()
        if failures == 1:
            log.warning("source failing", extra=_about(due, error))
        log.info("scrape finished", extra={**_about(due, error), "status": "failed"})

    async def _read_board(self, due: DueSource, tally: Tally) -> Reading:
        """The whole board. Raises SourceError."""
        source = by_kind(due.kind)
        request: Request | None = source.first_request(due.config)
        opened = request is not None and self._fetcher.is_opened(request.url)
        min_interval = timedelta(0) if opened else source.min_interval
        conditional = source.one_answer
        parcels: list[bytes] = []
        rejects: list[Reject] = []
        first: Answer | None = None
        whole = True
        for _ in range(PAGES_MAX):
            if request is None:
                break
            answer = await self._fetcher.get(
                request,
                tally,
                etag=due.etag if conditional else None,
                last_modified=due.last_modified if conditional else None,
            )
            first = first or answer
            if answer.not_modified:
                metrics.NOT_MODIFIED.labels(due.kind).inc()
                return _unchanged(due, answer, tally, min_interval)
            page = await self._work(
                pages.parse, due.kind, due.config, answer.body, request, about=due.kind
            )
            parcels += page.parcels
            rejects += page.rejects
            tally.found += page.found
            whole = whole and page.whole
            request = page.next
        kept: list[str] = []
        if not source.list_has_text:
            raw, kept = await self._complete(source, due, pages.unpack(parcels), tally)
            parcels = list(pages.pack(raw))
        now = datetime.now(UTC)
        taxonomy = await self._skills.packed() if parcels else b""
        postings: list[Posting] = []
        for parcel in parcels:
            done = pages.normalised(
                await self._work(
                    pages.normalise_parcel,
                    parcel,
                    due.company_name,
                    now,
                    taxonomy,
                    about=due.kind,
                )
            )
            postings += done.postings
            rejects += done.rejects
        return Reading(
            source=due,
            min_interval=min_interval,
            postings=tuple(postings),
            kept=tuple(kept),
            rejects=tuple(rejects),
            whole=whole and request is None,
            etag=first.etag if first and conditional else None,
            last_modified=first.last_modified if first and conditional else None,
            poll_after=_seconds(first.max_age_s if first else None),
            tally=tally,
        )

    async def _complete(
        self, source: Source, due: DueSource, raw: list[RawPosting], tally: Tally
    ) -> tuple[list[RawPosting], list[str]]:
        """Ask for the whole text where the list has none: of new and changed entries only.

        Returns the postings to store, and the external ids of those that stay as they are
        because we have their text: in this version, or in an older one that is better than
        none. A detail that fails costs the text until the next scrape, nothing more; when the
        host wants us to stop, or ``DETAILS_S`` are over, no more are asked for.
        """
        over_at = asyncio.get_running_loop().time() + DETAILS_S
        known = await self._postings.list_hashes(due.source_id)
        complete: list[RawPosting] = []
        kept: list[str] = []
        left = DETAILS_A_SCRAPE
        for posting in raw:
            request = source.detail(posting, due.config)
            whole: RawPosting | None = None
            version = known.get(posting.external_id)
            if version is None or version != posting.list_hash:
                if request is not None and left and asyncio.get_running_loop().time() < over_at:
                    left -= 1
                    try:
                        answer = await self._fetcher.get(request, tally)
                        whole = source.parse_detail(answer.body, posting, due.config)
                    except SourceError as error:
                        if error.kind in _STOP:
                            left = 0
                            log.warning("texts left out", extra=_about(due, error))
                if whole is None and version is None:
                    # without a version, so that the text is asked for again
                    whole = msgspec.structs.replace(posting, list_hash=None)
            if whole is None:
                kept.append(posting.external_id)
            else:
                complete.append(whole)
        return complete, kept

    async def _work(self, function: Callable[..., T], *arguments: Any, about: str) -> T:
        """Run a pure function in a worker process that is killed when it takes too long."""
        try:
            async with self._workers:  # waiting for a free one is no fault of the board's
                with anyio.fail_after(self._work_s):
                    return await anyio.to_process.run_sync(
                        function, *arguments, cancellable=True, limiter=anyio.CapacityLimiter(1)
                    )
        except TimeoutError:
            raise SourceChanged(about, f"could not be read within {self._work_s:g} s") from None
        except anyio.BrokenWorkerProcess:
            raise SourceChanged(about, "the answer broke the process that read it") from None


def _unchanged(due: DueSource, answer: Answer, tally: Tally, min_interval: timedelta) -> Reading:
    return Reading(
        source=due,
        min_interval=min_interval,
        unchanged=True,
        etag=answer.etag or due.etag,
        last_modified=answer.last_modified or due.last_modified,
        poll_after=_seconds(answer.max_age_s),
        tally=tally,
    )


def _about(due: DueSource, error: SourceError) -> dict[str, Any]:
    return {
        "source_id": due.source_id,
        "source": due.name,
        "scrape_id": due.scrape_id,
        "error_kind": error.kind,
        "error": str(error),
    }


def _seconds(value: float | None) -> timedelta | None:
    return None if value is None else timedelta(seconds=value)
