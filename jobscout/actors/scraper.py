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
from jobscout.rules import schedule
from jobscout.sources import by_kind, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jobscout.inbox import Inbox
    from jobscout.model import DueSource, Priority, RawPosting, Reject
    from jobscout.outside.fetch import Answer
    from jobscout.sources.base import Page, Request, Source
    from jobscout.sql.scrapes import Claim

log = logging.getLogger(__name__)
T = TypeVar("T")

LEASE = timedelta(minutes=10)
SCRAPE_S = 9 * 60.0  # within the lease, so that no second process begins before this one ends
WORK_S = 60.0  # for one answer in a worker process; the largest boards take under two
PAGES_MAX = 500
# A board of thousands of new postings is completed over several scrapes, not in one burst.
DETAILS_A_SCRAPE = 100
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

    async def claim(self, scrape_id: int, lease: timedelta) -> Claim | None: ...

    async def fail(
        self, scrape_id: int, error: SourceError, tally: Tally, wait: timedelta
    ) -> int | None: ...


class ListHashes(Protocol):
    """Of ``sql.postings``."""

    async def list_hashes(self, source_id: int) -> Mapping[str, bytes]: ...


class Scraper(Consumer[ScrapeQueued]):
    def __init__(
        self,
        lane: Priority,
        inbox: Inbox[ScrapeQueued],
        *,
        scrapes: Scrapes,
        postings: ListHashes,
        fetcher: Fetcher,
        ingester: Inbox[BoardRead],
        workers: anyio.CapacityLimiter,
    ) -> None:
        super().__init__(inbox)
        self.name = f"scraper[{lane}]"
        self.readers = READERS[lane]
        self._scrapes = scrapes
        self._postings = postings
        self._fetcher = fetcher
        self._ingester = ingester
        self._workers = workers

    async def handle(self, message: ScrapeQueued) -> None:
        claim = await self._scrapes.claim(message.scrape_id, LEASE)
        if claim is None:
            return
        tally = Tally()
        try:
            async with asyncio.timeout(SCRAPE_S):
                reading = await self._read(claim.source, tally)
        except TimeoutError:
            slow = SourceError("timed-out", f"the whole board took over {SCRAPE_S:.0f} s")
            await self._failed(claim, slow, tally)
        except SourceError as error:
            await self._failed(claim, error, tally)
        else:
            await self._ingester.put(BoardRead(reading))

    async def fail(self, message: ScrapeQueued, error: Exception) -> None:
        broken = SourceError("internal", f"{type(error).__name__}: {error}")
        wait = schedule.retry_after_failure(1, None)
        await self._scrapes.fail(message.scrape_id, broken, Tally(), wait)

    async def stop(self) -> None:
        """Finish the boards being read; those queued are read by whoever comes next."""
        self.inbox.drop()
        await super().stop()

    async def _failed(self, claim: Claim, error: SourceError, tally: Tally) -> None:
        wait = schedule.retry_after_failure(claim.failures + 1, error.retry_after_s)
        failures = await self._scrapes.fail(claim.source.scrape_id, error, tally, wait)
        metrics.SCRAPES.labels(claim.source.kind, error.kind).inc()
        fields = {
            "source_id": claim.source.source_id,
            "source": claim.source.name,
            "scrape_id": claim.source.scrape_id,
            "error_kind": error.kind,
            "error": str(error),
        }
        if failures == 1:
            log.warning("source failing", extra=fields)
        log.info("scrape finished", extra={**fields, "status": "failed"})

    async def _read(self, due: DueSource, tally: Tally) -> Reading:
        """The whole board. Raises SourceError."""
        source = by_kind(due.kind)
        request: Request | None = source.first_request(due.config)
        opened = request is not None and self._fetcher.is_opened(request.url)
        min_interval = timedelta(0) if opened else source.min_interval
        conditional = source.one_answer
        raw: list[RawPosting] = []
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
            page: Page = await self._work(
                pages.parse, due.kind, due.config, answer.body, request, about=due.kind
            )
            raw += page.postings
            rejects += page.rejects
            whole = whole and page.whole
            request = page.next
        complete, kept = await self._complete(source, due, raw, tally)
        done, refused = await self._work(
            pages.normalise, complete, due.company_name, datetime.now(UTC), about=due.kind
        )
        return Reading(
            source=due,
            min_interval=min_interval,
            postings=tuple(done),
            kept=tuple(kept),
            rejects=(*rejects, *refused),
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

        Returns the postings to store and the external ids whose text we have already. A
        detail that fails costs that posting its text until the next scrape, nothing more.
        """
        if all(source.detail(posting, due.config) is None for posting in raw[:1]):
            return raw, []
        known = await self._postings.list_hashes(due.source_id)
        complete: list[RawPosting] = []
        kept: list[str] = []
        asked = 0
        for posting in raw:
            if posting.list_hash and known.get(posting.external_id) == posting.list_hash:
                kept.append(posting.external_id)
                continue
            request = source.detail(posting, due.config)
            if request is not None and asked < DETAILS_A_SCRAPE:
                asked += 1
                complete.append(await self._detail(source, due, posting, request, tally))
            else:
                complete.append(_without_version(posting))
        return complete, kept

    async def _detail(
        self, source: Source, due: DueSource, posting: RawPosting, request: Request, tally: Tally
    ) -> RawPosting:
        try:
            answer = await self._fetcher.get(request, tally)
            return source.parse_detail(answer.body, posting, due.config)
        except SourceError as error:
            if error.kind in {"rate-limited", "breaker-open", "refused"}:
                raise  # the host wants us to stop, so every further detail would fail too
            return _without_version(posting)

    async def _work(self, function: Callable[..., T], *arguments: Any, about: str) -> T:
        """Run a pure function in a worker process that is killed when it takes too long."""
        try:
            with anyio.fail_after(WORK_S):
                return await anyio.to_process.run_sync(
                    function, *arguments, cancellable=True, limiter=self._workers
                )
        except TimeoutError:
            raise SourceChanged(about, f"could not be read within {WORK_S:.0f} s") from None
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


def _without_version(posting: RawPosting) -> RawPosting:
    """Without the version of its list entry the posting's text is asked for again."""
    return msgspec.structs.replace(posting, list_hash=None)


def _seconds(value: float | None) -> timedelta | None:
    return None if value is None else timedelta(seconds=value)
