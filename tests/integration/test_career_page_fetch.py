"""Career pages that lead inwards: nothing that a page names is fetched past the guard."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import anyio
import pytest
from aiohttp import web

from jobscout.errors import SourceError
from jobscout.outside.fetch import Fetcher
from jobscout.outside.hosts import Hosts
from jobscout.scraping.page_reader import PageReader
from jobscout.scraping.work import Work
from tests.fakes import Board, Names, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

QUICK_S = 0.0001


@pytest.fixture
async def site() -> AsyncIterator[Board]:
    async with served(Board()) as up:
        yield up


@pytest.fixture
async def inward() -> AsyncIterator[Board]:
    """Something at a private address that nobody opened."""
    async with served(Board()) as up:
        yield up


@pytest.fixture
async def reader(site: Board) -> AsyncIterator[PageReader]:
    """It may reach *site*; every name leads to loopback."""
    fetcher = Fetcher(
        contact="ops@example.org",
        allowlist=[site.at],
        hosts=Hosts(QUICK_S),
        resolver=Names("127.0.0.1"),
    )
    try:
        async with asyncio.timeout(60):
            yield PageReader(fetcher, Work(anyio.CapacityLimiter(1)))
    finally:
        await fetcher.close()


FORMS = [
    '<meta http-equiv="refresh" content="0; url={}">',
    "<script>location.replace('{}')</script>",
    '<a href="{}">Jobs</a>',
    '<iframe src="{}"></iframe>',
    '<link rel="sitemap" href="{}"><a href="{}">Jobs</a>',
]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "jobs.127.0.0.1", "acme.example"])
@pytest.mark.parametrize("form", FORMS)
async def test_page_that_leads_inwards(
    site: Board, inward: Board, reader: PageReader, form: str, host: str
) -> None:
    """Links, frames and refreshes to the site's own host too, at another port."""
    port = inward.at.partition(":")[2]
    page = form.replace("{}", f"http://{host}:{port}/jobs").encode()
    site.says(200, page, Content_Type="text/html")

    assert await reader.recognise(f"{site.url}/careers") == []
    assert (inward.asked, inward.robots_asked) == ([], 0)


async def test_further_page_that_redirects_inwards(
    site: Board, inward: Board, reader: PageReader
) -> None:
    """Also the files beside the page, and what robots.txt names."""

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/careers":
            return web.Response(text='<a href="/jobs">Jobs</a><a href="/jobs/diver">Diver</a>')
        return web.Response(status=302, headers={"Location": f"{inward.url}{request.path}"})

    site.answer = answer
    site.robots = f"Sitemap: {inward.url}/jobs.xml\nSitemap: {site.url}/sitemap2.xml\n"

    found = await reader.recognise(f"{site.url}/careers")

    assert [(one.kind, one.sure) for one in found] == [("jsonld", False)]
    assert [asked.path for asked in site.asked] == [
        "/careers", "/jobs", "/sitemap.xml", "/sitemap2.xml", "/jobs/diver",
    ]  # fmt: skip
    assert (inward.asked, inward.robots_asked) == ([], 0)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/careers",
        "http://[::1]/careers",
        "http://169.254.169.254/latest/meta-data/",
        "http://acme.example/careers",
        "127.0.0.1/careers",
        "http://user:secret@acme.example/careers",
        "file:///etc/passwd",
        "javascript:alert(1)//",
        "https://boards.greenhouse.io@127.0.0.1/acme",
    ],
)
async def test_address_that_leads_inwards(reader: PageReader, url: str) -> None:
    with pytest.raises(SourceError) as refused:
        await reader.recognise(url)

    assert refused.value.kind == "address-refused"


async def test_board_that_a_redirect_names_and_that_refuses(
    site: Board, inward: Board, reader: PageReader
) -> None:
    """The address says which board it is, and is not asked for more."""
    port = inward.at.partition(":")[2]
    site.says(302, b"", Location=f"http://jobs.lever.co:{port}/acme")

    found = await reader.recognise(f"{site.url}/careers")

    assert [(one.kind, one.config) for one in found] == [("lever", {"board": "acme"})]
    assert inward.asked == []
