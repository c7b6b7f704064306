"""Reads one board: fetches it page by page, parses it in worker processes, normalises it.

Used by the scrapers, which store the result, and by previews.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout import actor_metrics, metrics
from jobscout.errors import OWNERS, BadConfig, SourceError
from jobscout.model import Previewed, ScrapeResult, ScrapeStats
from jobscout.rules import caps, schedule
from jobscout.scraping.details import Details
from jobscout.scraping.gathered import for_worker
from jobscout.scraping.walk import Walk, once
from jobscout.sources import by_kind, pages, unconfigured
from jobscout.sources.base import Keyed
from jobscout.sources.paging import Holding, Resumable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from jobscout.model import DueSource, PollHints, RawPosting
    from jobscout.outside.answers import Answer
    from jobscout.outside.fetch import Fetcher
    from jobscout.scraping.gathered import Gathered
    from jobscout.scraping.work import Work
    from jobscout.sources.base import Config, Proof, Request, Source
    from jobscout.sources.pages import Parcel
    from jobscout.sql.postings import Postings
    from jobscout.worker_processes import Taxonomies

log = logging.getLogger(__name__)

PREVIEW_PAGES: Final = 3  # an index of lists has no posting itself
PREVIEW_S: Final = 60.0  # somebody waits for it, and a slow host may take minutes for all texts


class BoardReader:
    """*work* parses.

    *credentials*: the values of settings that some kinds need, by name; see ``sources.base.Keyed``.
    """

    def __init__(
        self,
        *,
        fetcher: Fetcher,
        postings: Postings,
        skills: Taxonomies,
        work: Work,
        full_read: timedelta = schedule.FULL_READ,
        credentials: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._fetcher = fetcher
        self._postings = postings
        self._skills = skills
        self._work = work
        self._full_read = full_read
        self._credentials = credentials

    async def read(
        self, due: DueSource, stats: ScrapeStats, changed: Callable[[], Awaitable[object]]
    ) -> ScrapeResult:
        """Reads the whole board. Raises SourceError.

        *changed* is awaited once, before anything of a board that is not unchanged is computed.

        The validators of an answer that was the whole board, with nothing left to request, are
        kept: a 304 says then that nothing changed.
        """
        source = by_kind(due.kind)
        resumed = _resumed(source, due)
        request = resumed or source.first_request(due.config)
        changed = once(changed)
        walk = self._walk(due.kind, due.config, request, stats)
        is_allowlisted = self._fetcher.is_allowlisted(request.url)
        min_interval = timedelta(0) if is_allowlisted else source.min_interval
        if due.forgives:
            await self._fetcher.forgive(request.url)
        now = datetime.now(UTC)
        can_repeat = request.conditional and request.body is None
        conditional = can_repeat and schedule.revalidates(due, now, self._full_read)
        try:
            first = await walk.begin(
                etag=due.etag if conditional else None,
                last_modified=due.last_modified if conditional else None,
                changed=changed,
            )
        except SourceError as error:
            if resumed is None or OWNERS[error.kind] != "board":
                raise
            # the cursor leads nowhere any more
            walk = self._walk(due.kind, due.config, source.first_request(due.config), stats)
            first = await walk.begin(changed=changed)
        if first.not_modified:
            metrics.NOT_MODIFIED.labels(actor_metrics.label_of(due.kind)).inc()
            return _unchanged(due, first, stats, min_interval)
        await walk.follow()
        gathered = walk.gathered
        parcels: Sequence[Parcel] = gathered.parcels
        kept: list[str] = []
        no_text: list[str] = []
        cursor = gathered.cursor
        if not source.list_has_text:
            known = await self._postings.list_hashes(due.source_id)
            details = Details(source, due, stats, known, fetch=self._detailed, ended=gathered.ended)
            parcels = await details.complete(parcels)
            kept, no_text = details.kept, details.no_text
            can_repeat = can_repeat and not details.missed
            if cursor is not None and details.unasked:  # its pages are read again
                cursor = due.etag
        is_over = walk.next is None
        valid = first if can_repeat and gathered.pages == 1 and is_over else None
        await self._normalise(due, parcels, gathered)
        return ScrapeResult(
            source=due,
            min_interval=min_interval,
            postings=tuple(gathered.postings),
            kept=tuple(kept),
            rejects=tuple(gathered.rejects),
            more_rejects=gathered.more_rejects,
            no_text=tuple(no_text),
            whole=gathered.whole and is_over,
            windowed=gathered.windowed and is_over,
            ended=gathered.ended,
            cursor=cursor,
            etag=valid.etag if valid else None,
            last_modified=valid.last_modified if valid else None,
            poll_after=_poll_after(first, gathered.poll_hints),
            poll_hints=gathered.poll_hints,
            stats=stats,
        )

    def check(self, kind: str, config: Config) -> None:
        """Raises SourceError if the board's address is not allowed, and BadConfig."""
        source = by_kind(kind)
        self._fetcher.check(source.first_request(config).url)
        if isinstance(source, Keyed):
            self._check_receiver(source, config)

    async def preview(self, due: DueSource, many: int) -> Previewed:
        """The first postings of a board as they would be stored. Raises SourceError.

        After ``PREVIEW_S`` it is those that were had by then, perhaps without their texts.
        """
        source, stats = by_kind(due.kind), ScrapeStats()
        until = asyncio.get_running_loop().time() + PREVIEW_S
        walk = self._walk(due.kind, due.config, source.first_request(due.config), stats)
        slow: SourceError | None = None
        try:
            async with asyncio.timeout_at(until):
                await walk.begin()
                await walk.follow(PREVIEW_PAGES, until_any=True)
        except TimeoutError:
            slow = SourceError("timed-out", f"no postings within {PREVIEW_S:g} s")
        gathered = walk.gathered
        first: Sequence[RawPosting] = await asyncio.to_thread(_first, gathered.parcels, many)
        if not first and walk.next is not None and isinstance(source, Holding):
            first = (await asyncio.to_thread(source.held, walk.next))[:many]
        if not first and slow is not None:
            raise slow
        parcels: Sequence[Parcel] = pages.pack(first)
        no_text: list[str] = []
        if not source.list_has_text:
            details = Details(source, due, stats, {}, fetch=self._detailed, until=until)
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
        walk = self._walk(kind, config, by_kind(kind).first_request(config), ScrapeStats())
        await walk.begin()
        return None if walk.next else walk.gathered.found

    def _walk(self, kind: str, config: Config, request: Request, stats: ScrapeStats) -> Walk:
        """Raises SourceError and BadConfig as ``_proof``."""
        proof = self._proof(kind, config)
        return Walk(
            kind, config, request, stats, fetcher=self._fetcher, work=self._work, proof=proof
        )

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


def _first(parcels: Sequence[Parcel], many: int) -> list[RawPosting]:
    raw: list[RawPosting] = []
    for parcel in parcels:
        if len(raw) < many:
            raw += pages.unpack(parcel)
    return raw[:many]


def _resumed(source: Source, due: DueSource) -> Request | None:
    if not isinstance(source, Resumable) or due.etag is None:
        return None
    return source.resumed_request(due.config, due.etag)


def _unchanged(
    due: DueSource, answer: Answer, stats: ScrapeStats, min_interval: timedelta
) -> ScrapeResult:
    return ScrapeResult(
        source=due,
        min_interval=min_interval,
        unchanged=True,
        etag=due.etag if isinstance(by_kind(due.kind), Resumable) else answer.etag or due.etag,
        last_modified=answer.last_modified or due.last_modified,
        poll_after=_poll_after(answer, due.poll_hints),
        poll_hints=due.poll_hints,
        stats=stats,
    )


def _poll_after(answer: Answer | None, hints: PollHints | None) -> timedelta | None:
    """The longer of what the answer's headers and its document ask for."""
    asked = [hints.ttl_s if hints else None, answer.max_age_s if answer else None]
    return max((timedelta(seconds=one) for one in asked if one is not None), default=None)
