"""Reads one board: fetches it page by page, parses it in worker processes, normalises it.

Used by the scrapers, which store the result, and by previews.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urljoin

import anyio
import msgspec

from jobscout import actor_metrics, metrics, worker_processes
from jobscout.errors import BadConfig, Outage, SourceChanged, SourceError
from jobscout.model import Previewed, ScrapeResult, ScrapeStats
from jobscout.rules import caps, schedule
from jobscout.scraping.details import Details
from jobscout.scraping.gathered import Gathered, for_worker
from jobscout.sources import by_kind, pages, posting_page, recognition, unconfigured
from jobscout.sources.base import Keyed, Request, of_board
from jobscout.sources.jsonld import JsonLd

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from jobscout.model import DueSource, RawPosting
    from jobscout.outside.fetch import Answer, Fetcher
    from jobscout.sources.base import Config, Proof, Source
    from jobscout.sources.pages import Parcel, Parsed
    from jobscout.sources.posting_page import PostingPage
    from jobscout.sources.recognition import Recognised
    from jobscout.sql.postings import Postings
    from jobscout.worker_processes import Taxonomies

log = logging.getLogger(__name__)
T = TypeVar("T")

WORK_S = 60.0  # for one answer in a worker process; the largest boards take less than two
MEMORY = 512 * 2**20  # of a worker process; the largest boards take less than 250 MB
MAX_PAGES = 500
PREVIEW_PAGES = 3


class BoardReader:
    """*workers* limits the processes that compute at a time, for all users of this reader.

    *credentials*: the values of settings that some kinds need, by name; see ``sources.base.Keyed``.
    """

    def __init__(
        self,
        *,
        fetcher: Fetcher,
        postings: Postings,
        skills: Taxonomies,
        workers: anyio.CapacityLimiter,
        work_s: float = WORK_S,
        memory: int = MEMORY,
        full_read: timedelta = schedule.FULL_READ,
        credentials: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._fetcher = fetcher
        self._postings = postings
        self._skills = skills
        self._workers = workers
        self._work_s = work_s
        self._memory = memory
        self._full_read = full_read
        self._credentials = credentials

    async def read(
        self, due: DueSource, stats: ScrapeStats, changed: Callable[[], Awaitable[object]]
    ) -> ScrapeResult:
        """Reads the whole board. Raises SourceError.

        *changed* is awaited once, before anything of a board that is not unchanged is computed.
        """
        source = by_kind(due.kind)
        proof = self._proof(due.kind, due.config)
        request: Request | None = source.first_request(due.config)
        allowlisted = request is not None and self._fetcher.is_allowlisted(request.url)
        min_interval = timedelta(0) if allowlisted else source.min_interval
        if due.forgives and request is not None:
            await self._fetcher.forgive(request.url)
        now = datetime.now(UTC)
        conditional = source.one_answer and schedule.revalidates(due, now, self._full_read)
        gathered = Gathered(due.kind)
        first: Answer | None = None
        for _ in range(MAX_PAGES):
            if request is None:
                break
            answer = await self._fetcher.get(
                of_board(request, due.config),
                stats,
                etag=due.etag if conditional else None,
                last_modified=due.last_modified if conditional else None,
                proof=proof,
            )
            if answer.not_modified:
                metrics.NOT_MODIFIED.labels(actor_metrics.label_of(due.kind)).inc()
                return _unchanged(due, answer, stats, min_interval)
            if first is None:
                first = answer
                await changed()
            gathered.weigh(answer.body)
            page = await self._parse(due.kind, due.config, answer, request)
            stats.found += page.found
            stats.unknown_fields += page.unknown_fields
            gathered.add(page)
            request = page.next
        parcels: Sequence[Parcel] = gathered.parcels
        kept: list[str] = []
        no_text: list[str] = []
        if not source.list_has_text:
            known = await self._postings.list_hashes(due.source_id)
            details = Details(source, due, stats, known, fetch=self._detailed)
            parcels = await details.complete(parcels)
            kept, no_text = details.kept, details.no_text
        await self._normalise(due, parcels, gathered)
        return ScrapeResult(
            source=due,
            min_interval=min_interval,
            postings=tuple(gathered.postings),
            kept=tuple(kept),
            rejects=tuple(gathered.rejects),
            more_rejects=gathered.more_rejects,
            no_text=tuple(no_text),
            whole=gathered.whole and request is None,
            windowed=gathered.windowed and request is None,
            etag=first.etag if first and source.one_answer else None,
            last_modified=first.last_modified if first and source.one_answer else None,
            poll_after=_seconds(first.max_age_s if first else None),
            stats=stats,
        )

    def check(self, kind: str, config: Config) -> None:
        """Raises SourceError if the board's address is not allowed, and BadConfig."""
        source = by_kind(kind)
        self._fetcher.check(source.first_request(config).url)
        if isinstance(source, Keyed):
            self._check_receiver(source, config)

    async def preview(self, due: DueSource, many: int) -> Previewed:
        """The first postings of a board as they would be stored. Raises SourceError."""
        source, stats = by_kind(due.kind), ScrapeStats()
        proof = self._proof(due.kind, due.config)
        request: Request | None = source.first_request(due.config)
        first: list[RawPosting] = []
        gathered = Gathered(due.kind)
        for _ in range(PREVIEW_PAGES):  # an index of lists has no posting itself
            if request is None or first:
                break
            answer = await self._fetcher.get(of_board(request, due.config), stats, proof=proof)
            page = await self._parse(due.kind, due.config, answer, request)
            gathered.reject(page.rejects, page.more_rejects)
            first = await asyncio.to_thread(_first, page.parcels, many)
            request = page.next
        parcels: Sequence[Parcel] = pages.pack(first)
        no_text: list[str] = []
        if not source.list_has_text:
            details = Details(source, due, stats, {}, fetch=self._detailed)
            parcels = await details.complete(parcels)
            no_text = details.no_text
        await self._normalise(due, parcels, gathered)
        return Previewed(
            postings=tuple(gathered.postings),
            rejects=tuple(gathered.rejects),
            more_rejects=gathered.more_rejects,
            no_text=tuple(no_text),
        )

    async def count(self, kind: str, config: Config) -> int | None:
        """How many postings a board lists; None if that takes more than one request.

        Raises:
            SourceError: it cannot be read.
        """
        request = by_kind(kind).first_request(config)
        answer = await self._fetcher.get(
            of_board(request, config), ScrapeStats(), proof=self._proof(kind, config)
        )
        page = await self._parse(kind, config, answer, request)
        return None if page.next else page.found

    async def recognise(self, url: str) -> list[Recognised]:
        """The boards behind a career page: the one its URL names, or those that the page shows.

        The address to which it redirects names a board just as well. Where the page shows nothing,
        a sitemap of jobs beside it does.

        Raises:
            SourceError: the page cannot be fetched.
        """
        named = recognition.by_address(url)
        if named is not None:
            return [named]
        answer = await self._page(url, caps.PAGE_BYTES)
        named = recognition.by_address(answer.url)
        if named is not None:
            return [named]
        final = answer.url or url
        body = for_worker(answer.body)
        found = await self._work(recognition.in_page, body, final, subject="career page")
        if any(one.sure or one.kind != JsonLd.kind for one in found):
            return found
        return await self._sitemap_of(final) or found

    async def _sitemap_of(self, url: str) -> list[Recognised]:
        """The sitemap of jobs beside a page that shows none itself, or at its host's root."""
        for address in dict.fromkeys(
            urljoin(url, path) for path in ("sitemap.xml", "/sitemap.xml")
        ):
            request = Request(url=address, most=caps.PAGE_BYTES)
            try:
                answer = await self._fetcher.get(request, ScrapeStats())
                found = await self._work(
                    recognition.in_sitemap,
                    for_worker(answer.body),
                    address,
                    url,
                    subject="sitemap",
                )
            except SourceError:
                continue
            if found:
                return [found]
        return []

    async def read_posting(self, url: str) -> PostingPage:
        """What the page of one posting says of it. Raises SourceError."""
        page = await self._page(url, caps.DETAIL_BYTES)
        return await self._work(posting_page.read, for_worker(page.body), subject="posting's page")

    async def _page(self, url: str, most: int) -> Answer:
        """A page for people. The file of a large one is removed with the answer."""
        request = Request(url=url, headers={"Accept": "text/html"}, most=most)
        return await self._fetcher.get(request, ScrapeStats())

    def _proof(self, kind: str, config: Config) -> Proof | None:
        """What a board of this kind asks to be shown.

        Raises:
            SourceError: ``unconfigured``.
            BadConfig: it is not for this board's host.
        """
        source = by_kind(kind)
        if not isinstance(source, Keyed):
            return None
        lacks = unconfigured(self._credentials).get(kind)
        if lacks:
            raise SourceError("unconfigured", f"the setting {lacks} is not given")
        self._check_receiver(source, config)
        return source.proof({name: self._credentials[name] for name in source.credentials})

    def _check_receiver(self, source: Source, config: Config) -> None:
        """Raises BadConfig: by ``base_url`` a key would be sent to a host that did not give it."""
        if "base_url" in config and not self._fetcher.is_allowlisted(
            source.first_request(config).url
        ):
            said = f"what {source.kind} asks for is sent to its own host only"
            raise BadConfig("base_url", said)

    async def _parse(self, kind: str, config: Config, answer: Answer, request: Request) -> Parsed:
        body = for_worker(answer.body)
        return await self._work(pages.parse, kind, config, body, request, subject=kind)

    async def _normalise(
        self, due: DueSource, parcels: Sequence[Parcel], gathered: Gathered
    ) -> None:
        """Add postings to store to *gathered*, and those on which a rule failed to its rejects."""
        now = datetime.now(UTC)
        taxonomy = await self._skills.packed() if parcels else b""
        for parcel in parcels:
            packed = await self._work(
                pages.normalise_parcel,
                parcel,
                due.company_name,
                now,
                taxonomy,
                subject=due.kind,
            )
            done = pages.normalised(packed)
            gathered.keep(done.postings)
            gathered.reject(done.rejects)

    async def _detailed(
        self, due: DueSource, posting: RawPosting, request: Request, stats: ScrapeStats
    ) -> RawPosting:
        """*posting* with its full text. Raises SourceError."""
        bounded = msgspec.structs.replace(request, most=caps.DETAIL_BYTES)
        answer = await self._fetcher.get(bounded, stats, proof=self._proof(due.kind, due.config))
        packed = await self._work(
            pages.parse_detail,
            due.kind,
            due.config,
            for_worker(answer.body),
            pages.pack_one(posting),
            subject=due.kind,
        )
        return pages.unpack_one(packed)

    async def _work(self, function: Callable[..., T], *arguments: Any, subject: str) -> T:
        """Run a function in a worker process that is killed when it exceeds its limits.

        Raises:
            SourceError: it exceeded a limit, or the function raised it.
            Outage: its file could not be read or written.
        """
        try:
            async with self._workers:  # waiting for a free one is not the board's fault
                return await worker_processes.compute(
                    function, *arguments, within_s=self._work_s, memory=self._memory
                )
        except TimeoutError:
            raise SourceChanged(subject, f"could not be read within {self._work_s:g} s") from None
        except MemoryError as error:
            raise SourceError(
                "too-large", f"{subject}: reading it takes {error} of memory"
            ) from None
        except OSError as error:
            raise Outage(f"the scratch folder: {error.strerror}") from error
        except anyio.BrokenWorkerProcess:
            # What a board can cause is handled above; a process that ended is our own fault.
            raise SourceError("internal", f"{subject}: the process that read it ended") from None


def _first(parcels: Sequence[Parcel], many: int) -> list[RawPosting]:
    raw: list[RawPosting] = []
    for parcel in parcels:
        if len(raw) < many:
            raw += pages.unpack(parcel)
    return raw[:many]


def _unchanged(
    due: DueSource, answer: Answer, stats: ScrapeStats, min_interval: timedelta
) -> ScrapeResult:
    return ScrapeResult(
        source=due,
        min_interval=min_interval,
        unchanged=True,
        etag=answer.etag or due.etag,
        last_modified=answer.last_modified or due.last_modified,
        poll_after=_seconds(answer.max_age_s),
        stats=stats,
    )


def _seconds(value: float | None) -> timedelta | None:
    return None if value is None else timedelta(seconds=value)
