"""Arbeitnow: a saved answer in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jobscout.model import RawPosting
from jobscout.sources.arbeitnow import Arbeitnow
from jobscout.sources.base import Page, Request
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED = fixture("arbeitnow.json")
KIND = Kind(config={}, entries=("data",), needs=(), quoted=None, fields={"id": "slug"})
NEXT = "https://www.arbeitnow.com/api/job-board-api?search=kites&page=2"
SOURCE = Arbeitnow()


def url(number: int) -> str:
    return f"https://www.arbeitnow.com/api/job-board-api?page={number}"


def read(body: bytes, number: int = 1) -> Page:
    return SOURCE.parse(body, {}, Request(url=url(number)))


def answer(rows: int, **envelope: Any) -> bytes:
    listed = [
        {"slug": f"diver-{row}", "title": "Diver", "url": "https://a.example/1"}
        for row in range(rows)
    ]
    return json.dumps({"data": listed, **envelope}).encode()


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"slug": "x", "title": "Diver", "url": "https://a.example/1", **fields}
    (posting,) = read(json.dumps({"data": [wire]}).encode()).postings
    return posting


def test_begins_with_the_first_page() -> None:
    assert SOURCE.board({}) == "all"
    assert SOURCE.first_request({}).url == url(1)
    assert SOURCE.page_url({}) == "https://www.arbeitnow.com/"
    assert SOURCE.employer({}) == ""


def test_is_read_hourly_at_most() -> None:
    """The API says that it changes hourly, and asks not to be abused."""
    assert SOURCE.min_interval >= timedelta(hours=1)


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place that the API has for it."""
    assert read(SAVED).postings[0] == RawPosting(
        external_id="kite-designer-kisumu-700001",
        title="Kite Designer (m/w/d)",
        url="https://www.arbeitnow.com/jobs/companies/updraft/kite-designer-kisumu-700001",
        apply_url="https://www.arbeitnow.com/jobs/companies/updraft/kite-designer-kisumu-700001",
        company="Updraft",
        locations=("Kisumu, Kenya",),
        workplace="remote",
        employment_type="Freelance, berufserfahren",
        seniority="berufserfahren",
        description_html="<p>Draw &lt;kites&gt; &#x26; fly them.</p>",
        posted_at=datetime(2026, 7, 24, 10, 33, 35, tzinfo=UTC),
    )


def test_what_is_empty_is_not_stated() -> None:
    """A job that is not remote may be hybrid or in an office."""
    posting = read(SAVED).postings[1]

    assert (posting.company, posting.locations, posting.workplace) == (None, (), None)
    assert (posting.employment_type, posting.seniority) == (None, None)
    assert (posting.description_html, posting.posted_at) == (None, None)


@pytest.mark.parametrize("value", [None, [], {}, 5, True, ["x", 5, None], "x"])
def test_odd_optional_field_costs_no_posting(value: object) -> None:
    names = ("company_name", "location", "remote", "job_types", "description", "created_at")
    for name in names:
        assert one(**{name: value}).title == "Diver"
    assert isinstance(one(company_name=value).company, str | None)


def test_only_true_is_remote() -> None:
    assert [one(remote=value).workplace for value in (True, "true", 1)] == ["remote", None, None]


def test_only_texts_are_job_types() -> None:
    posting = one(job_types=["Full time", 5, "mid", None])

    assert (posting.employment_type, posting.seniority) == ("Full time, mid", "mid")


@pytest.mark.parametrize(
    ("wire", "html"),
    [
        # Escaped as a whole, without and with the board's own link after it.
        ("&lt;p&gt;Dive &amp;amp; rise&lt;/p&gt;", "<p>Dive &amp; rise</p>"),
        ("Dive&lt;br&gt;Rise", "Dive<br>Rise"),
        (
            "&lt;p&gt;Dive&lt;/p&gt;<p>Find <a href='/'>Jobs</a> &lt;/p&gt;</p>",
            "<p>Dive</p><p>Find <a href='/'>Jobs</a> &lt;/p&gt;</p>",
        ),
        # HTML, where an escaped sign is a text.
        ("<p>Write &lt;/p&gt; &amp; more</p>", "<p>Write &lt;/p&gt; &amp; more</p>"),
        ("Depth &lt; 5 m <b>only</b>", "Depth &lt; 5 m <b>only</b>"),
    ],
)
def test_description_is_unescaped_where_it_is_escaped(wire: str, html: str) -> None:
    assert one(description=wire).description_html == html


@pytest.mark.parametrize("rows", [1, 99, 100, 175])
def test_link_to_a_next_page_leads_there(rows: int) -> None:
    """A short page does not end the list, and the link's search word is not followed."""
    page = read(answer(rows, links={"next": NEXT}), number=4)

    assert (page.next, page.whole) == (Request(url=url(5)), True)


def test_next_page_stays_on_the_configured_host() -> None:
    """With base_url the second page is asked from the same place as the first."""
    config = {"base_url": "http://127.0.0.1:9000"}

    page = SOURCE.parse(answer(1, links={"next": NEXT}), config, SOURCE.first_request(config))

    assert page.next == Request(url="http://127.0.0.1:9000/api/job-board-api?page=2")


@pytest.mark.parametrize("number", [1, 3])
def test_without_a_next_page_the_list_is_whole(number: int) -> None:
    page = read(answer(100, links={"next": None}), number=number)

    assert (page.next, page.whole) == (None, True)


@pytest.mark.parametrize("links", [{}, {"links": None}, {"links": []}, {"links": {"last": None}}])
def test_without_links_an_empty_page_ends_the_list(links: dict[str, Any]) -> None:
    following = read(answer(5, **links))
    last = read(answer(0, **links), number=2)

    assert (following.next, following.whole) == (Request(url=url(2)), True)
    assert (last.next, last.whole) == (None, True)


def test_empty_first_page_that_leads_on_proves_nothing() -> None:
    page = read(answer(0, links={"next": NEXT}))

    assert (page.next, page.whole) == (None, False)


def test_list_is_cut_after_ten_pages() -> None:
    """A board that never ends is read ten pages deep, and is not whole then."""
    request: Request | None = SOURCE.first_request({})
    pages: list[Page] = []

    while request is not None and len(pages) < 50:
        page = SOURCE.parse(answer(1, links={"next": NEXT}), {}, request)
        pages.append(page)
        request = page.next

    assert len(pages) == 10
    assert [page.whole for page in pages] == [True] * 9 + [False]
    assert [page.windowed for page in pages] == [False] * 9 + [True]


@pytest.mark.parametrize(
    ("name", "postings"),
    [("board_497k", 100), ("page", 5), ("page1_links_meta", 2), ("page2_links_meta", 1)],
)
def test_recorded_pages_are_read_without_rejects(name: str, postings: int) -> None:
    page = read(recorded(f"arbeitnow/{name}.json"))

    assert (len(page.postings), page.rejects, page.whole) == (postings, [], True)
    assert all(posting.posted_at and posting.company for posting in page.postings)
    assert all(posting.locations for posting in page.postings)
    assert all(posting.url.startswith("https://www.arbeitnow.com/") for posting in page.postings)


def test_recorded_links() -> None:
    """The first recorded page leads to the second, and that one nowhere."""
    first, second = (recorded(f"arbeitnow/page{number}_links_meta.json") for number in (1, 2))

    assert read(first).next == Request(url=url(2))
    assert read(second, number=2).next is None


def test_recorded_fields() -> None:
    """Titles, places, dates and kinds of the real list come through."""
    postings = read(recorded("arbeitnow/board_497k.json")).postings

    assert postings[2].title == "Technical Account Manager - DACH"
    assert (postings[2].company, postings[2].locations) == ("SolarEdge", ("Munich",))
    assert postings[2].posted_at == datetime(2026, 2, 15, 12, 42, 10, tzinfo=UTC)
    assert sum(posting.workplace == "remote" for posting in postings) == 14
    assert sum(posting.employment_type is None for posting in postings) == 49
    assert sum(posting.seniority == "berufserfahren" for posting in postings) == 16


def test_recorded_escaped_texts_are_html() -> None:
    """Two of the five descriptions are escaped, and the board's link follows them as HTML."""
    postings = read(recorded("arbeitnow/page.json")).postings

    texts = [posting.description_html or "" for posting in postings]
    assert all(text.startswith("<p>") and "&lt;p" not in text for text in texts)
    assert postings[3].locations == ("Hamburg, Berlin",)
