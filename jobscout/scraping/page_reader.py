"""Reads pages for people: which boards a career page shows, and what a posting's page says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from jobscout.errors import SourceError
from jobscout.model import ScrapeStats
from jobscout.rules import caps
from jobscout.scraping.gathered import for_worker
from jobscout.sources import posting_page, recognition
from jobscout.sources.base import Request
from jobscout.sources.jsonld import JsonLd

if TYPE_CHECKING:
    from jobscout.outside.answers import Answer
    from jobscout.outside.fetch import Fetcher
    from jobscout.scraping.work import Work
    from jobscout.sources.posting_page import PostingPage
    from jobscout.sources.recognition import Recognised


class PageReader:
    def __init__(self, fetcher: Fetcher, work: Work) -> None:
        self._fetcher = fetcher
        self._work = work

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
