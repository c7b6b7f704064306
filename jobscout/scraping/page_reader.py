"""Reads pages for people: which boards a career page shows, and what a posting's page says."""

from __future__ import annotations

import asyncio
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar
from urllib.parse import urljoin

from jobscout.errors import Postponed, SourceError
from jobscout.model import ScrapeStats
from jobscout.rules import caps
from jobscout.scraping.gathered import for_worker
from jobscout.sources import posting_page, recognition
from jobscout.sources.base import Request
from jobscout.sources.career_pages import Leads
from jobscout.sources.jsonld import JsonLd

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobscout.outside.answers import Answer
    from jobscout.outside.fetch import Fetcher
    from jobscout.scraping.work import Work
    from jobscout.sources.posting_page import PostingPage
    from jobscout.sources.recognition import Recognised


T = TypeVar("T")

FURTHER_S: Final = 20.0
"""So long a page that shows no board is followed to others; its own answer is not counted."""
MAX_REFRESHES: Final = 2
MAX_JOBS: Final = 2


class _Seen(NamedTuple):
    """A page at *url*, after all redirects, and the boards that it shows or is."""

    url: str
    found: list[Recognised]
    leads: Leads = Leads()

    @property
    def is_settled(self) -> bool:
        """Whether no further page is needed: the boards are known, or a person has to choose."""
        return any(one.sure or one.kind != JsonLd.kind for one in self.found)


class PageReader:
    def __init__(self, fetcher: Fetcher, work: Work) -> None:
        self._fetcher = fetcher
        self._work = work

    async def recognise(self, url: str) -> list[Recognised]:
        """The boards behind a career page: the one its URL names, or those that the page shows.

        The address to which it redirects names a board just as well. Where the page shows nothing,
        its links to further pages about jobs are followed, and a sitemap of jobs beside it is
        looked for: fourteen requests at most. Another page on the host of a board may mean
        that board.

        Raises:
            SourceError: the page cannot be fetched.
        """
        named = recognition.by_pasted(url)
        if named is not None:
            return [named]
        url = url if "://" in url else f"https://{url}"
        whole = recognition.of_site(url)
        try:
            found = await self._read(url)
        except SourceError:
            if whole is None:
                raise
            return [whole]
        return [whole, *found] if whole and not any(one.sure for one in found) else found

    async def _read(self, url: str) -> list[Recognised]:
        """Raises SourceError."""
        page = await self._seen(url)
        if page.is_settled:
            return page.found
        try:
            async with asyncio.timeout(FURTHER_S):
                return await self._behind(page) or page.found
        except TimeoutError:
            return page.found

    async def _seen(self, url: str) -> _Seen:
        """Raises SourceError."""
        try:
            answer = await self._page(url, caps.PAGE_BYTES)
        except SourceError as error:
            # A board that refuses or lacks its page is named by its address all the same.
            named = recognition.by_address(error.redirected_to or "")
            if named is None:
                raise
            return _Seen(url, [named])
        final = answer.url or url
        named = recognition.by_address(final)
        if named is not None:
            return _Seen(final, [named])
        body = for_worker(answer.body)
        found = await self._work(recognition.in_page, body, final, subject="career page")
        seen = _Seen(final, found)
        if seen.is_settled:
            return seen
        leads = await self._work(recognition.leads, body, final, subject="career page")
        return seen._replace(leads=leads)

    async def _further(self, url: str) -> _Seen | None:
        """A page behind another one; None if it cannot be read, which is no fault of the first."""
        try:
            return await self._seen(url)
        except (SourceError, Postponed):
            return None

    async def _behind(self, page: _Seen) -> list[Recognised]:
        """What the pages say to which a page leads that shows no board itself."""
        for _ in range(MAX_REFRESHES):
            onward = page.leads.onward and await self._further(page.leads.onward)
            if not onward:
                break
            if onward.is_settled:
                return onward.found
            page = onward
        further = [one for link in page.leads.lists if (one := await self._further(link))]
        shown = [seen.found for seen in further if any(one.sure for one in seen.found)]
        if shown:
            return recognition.distinct(chain.from_iterable(shown))
        pages = [page, *further]
        return (
            await self._sitemap_of(page.url)
            or await self._shown_by_a_job(pages)
            or next((one.found for one in pages if one.found), [])
        )

    async def _shown_by_a_job(self, pages: Sequence[_Seen]) -> list[Recognised]:
        """A list of links is a source if the first job behind it has markup, or names a board."""
        for page in [one for one in pages if one.leads.job][:MAX_JOBS]:
            job = await self._further(page.leads.job or "")
            if job is None or not job.found:
                continue
            lists = [one for one in page.found if one.kind == JsonLd.kind]
            if lists and any(one.sure and one.kind == JsonLd.kind for one in job.found):
                return [one._replace(sure=True) for one in lists]
            vendors = [one for one in job.found if one.kind != JsonLd.kind]
            if any(one.sure for one in vendors):
                return vendors
            if vendors:
                return [*vendors, *lists]
        return []

    async def _sitemap_of(self, url: str) -> list[Recognised]:
        """The sitemap of jobs beside a page without any, at its host's root, or in robots.txt."""
        usual = list(dict.fromkeys(urljoin(url, path) for path in ("sitemap.xml", "/sitemap.xml")))
        for address in usual:
            if found := await self._read_further(address, recognition.in_sitemap, address, url):
                return [found]
        robots = urljoin(url, "/robots.txt")
        named = await self._read_further(robots, recognition.sitemaps_named, robots) or []
        for address in [one for one in named if one not in usual]:
            if found := await self._read_further(address, recognition.in_sitemap, address, url):
                return [found]
        return []

    async def _read_further(self, url: str, read: Callable[..., T], *about: Any) -> T | None:
        """What *read* gives of the file at *url*; None if it cannot be read."""
        try:
            answer = await self._fetcher.get(Request(url=url, most=caps.PAGE_BYTES), ScrapeStats())
            return await self._work(read, for_worker(answer.body), *about, subject="site's file")
        except (SourceError, Postponed):
            return None

    async def read_posting(self, url: str) -> PostingPage:
        """What the page of one posting says of it. Raises SourceError."""
        page = await self._page(url, caps.DETAIL_BYTES)
        return await self._work(posting_page.read, for_worker(page.body), subject="posting's page")

    async def _page(self, url: str, most: int) -> Answer:
        """A page for people. The file of a large one is removed with the answer."""
        request = Request(url=url, headers={"Accept": "text/html"}, most=most)
        return await self._fetcher.get(request, ScrapeStats())
