"""From a career page's address to its boards, through the fetcher."""

from __future__ import annotations

import pytest

from jobscout.sources.recognition import Recognised
from tests.unit.fakes_flow import FakeFetcher, answer
from tests.unit.scraping import board_reader

URL = "https://www.acme.example/careers"
ACME = Recognised("lever", {"board": "acme"})


async def test_address_of_a_board_is_not_requested() -> None:
    fetcher = FakeFetcher(lambda _: pytest.fail("requested"))

    assert await board_reader(fetcher).recognise("https://jobs.lever.co/acme") == [ACME]


async def test_address_that_redirects_to_a_board() -> None:
    """The final address names the board, whatever the page then holds."""
    page = answer(b"<a href=//jobs.ashbyhq.com/other>", url="https://jobs.lever.co/acme/")

    assert await board_reader(FakeFetcher(lambda _: page)).recognise(URL) == [ACME]


async def test_page_is_read_as_what_it_redirects_to() -> None:
    """The address of a source, and what decides whether a board is the page's own."""
    job = b'<script type="application/ld+json">{"@type": "JobPosting", "title": "Diver"}</script>'
    final = "https://careers.acme.example/"
    page = answer(job, url=final)

    found = await board_reader(FakeFetcher(lambda _: page)).recognise(URL)

    assert found == [Recognised("jsonld", {"url": final})]
