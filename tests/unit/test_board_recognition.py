"""From a career page's address to its boards, through the fetcher."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.errors import SourceError
from jobscout.sources.recognition import Recognised
from tests.unit.fakes_flow import FakeFetcher, answer
from tests.unit.scraping import page_reader

if TYPE_CHECKING:
    from jobscout.sources.base import Request

URL = "https://www.acme.example/careers"
ACME = Recognised("lever", {"board": "acme"})


async def test_address_of_a_board_is_not_requested() -> None:
    fetcher = FakeFetcher(lambda _: pytest.fail("requested"))

    assert await page_reader(fetcher).recognise("https://jobs.lever.co/acme") == [ACME]


async def test_address_that_redirects_to_a_board() -> None:
    """The final address names the board, whatever the page then holds."""
    page = answer(b"<a href=//jobs.ashbyhq.com/other>", url="https://jobs.lever.co/acme/")

    assert await page_reader(FakeFetcher(lambda _: page)).recognise(URL) == [ACME]


async def test_page_is_read_as_what_it_redirects_to() -> None:
    """The address of a source, and what decides whether a board is the page's own."""
    job = b'<script type="application/ld+json">{"@type": "JobPosting", "title": "Diver"}</script>'
    final = "https://careers.acme.example/"
    page = answer(job, url=final)

    found = await page_reader(FakeFetcher(lambda _: page)).recognise(URL)

    assert found == [Recognised("jsonld", {"url": final})]


def site(replies: dict[str, bytes]) -> FakeFetcher:
    """A site that has these pages."""

    def reply(request: Request) -> bytes | SourceError:
        return replies.get(request.url, SourceError("not-found", "HTTP 404"))

    return FakeFetcher(reply)


JOBS = b"<urlset><url><loc>https://www.acme.example/en/job/7</loc></url></urlset>"


@pytest.mark.parametrize(
    ("page", "sitemap", "sure"),
    [
        ("https://www.acme.example/en/jobs", "https://www.acme.example/en/sitemap.xml", True),
        ("https://www.acme.example/en/jobs", "https://www.acme.example/sitemap.xml", True),
        ("https://www.acme.example/about", "https://www.acme.example/sitemap.xml", False),
    ],
)
async def test_sitemap_beside_a_page_without_jobs(page: str, sitemap: str, sure: bool) -> None:
    """Sites that show their jobs by a script list them for search engines."""
    fetcher = site({page: b"<div id=app></div>", sitemap: JOBS})

    found = await page_reader(fetcher).recognise(page)

    assert found == [Recognised("jsonld", {"url": sitemap}, sure)]


@pytest.mark.parametrize(
    "sitemap", [JOBS.replace(b"job", b"about"), b"<urlset>", b"<h1>Home</h1>", b"\x1f\x8bx", b""]
)
async def test_other_sitemap_is_no_source(sitemap: bytes) -> None:
    fetcher = site({URL: b"<div id=app></div>", "https://www.acme.example/sitemap.xml": sitemap})

    assert await page_reader(fetcher).recognise(URL) == []
    assert len(fetcher.asked) == 2


async def test_page_with_a_board_needs_no_sitemap() -> None:
    fetcher = site({URL: b"<a href=//jobs.lever.co/acme>"})

    assert await page_reader(fetcher).recognise(URL) == [ACME]
    assert fetcher.asked == [URL]
