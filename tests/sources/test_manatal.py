"""Manatal: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.rules import locations, salaries
from jobscout.sources import pages
from jobscout.sources.base import Page, Request
from jobscout.sources.manatal import Manatal
from jobscout.sources.paging import Progress
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED = fixture("manatal.json")
CONFIG = {"board": "clapper-bells"}
KIND = Kind(
    config=CONFIG,
    entries=("results",),
    fields={"title": "position_name", "url": None},
    totals=[("count",)],
)
API = "https://www.careers-page.com/api/v1.0/c/clapper-bells/jobs/"
PAGE = "https://www.careers-page.com/clapper-bells"
SOURCE = Manatal()


def read(body: bytes, request: Request | None = None) -> Page:
    return SOURCE.parse(body, CONFIG, request or SOURCE.first_request(CONFIG))


def answer(rows: int, total: int | None, *, first: int = 0, more: bool = True) -> bytes:
    jobs = [{"id": first + row, "hash": "H", "position_name": "Diver"} for row in range(rows)]
    following = f"{API}?page=99" if more else None
    return json.dumps({"results": jobs, "count": total, "next": following}).encode()


def one(**wire: Any) -> RawPosting:
    job = {"id": 7, "hash": "DIVE0007", "position_name": "Diver", **wire}
    page = read(json.dumps({"results": [job], "count": 1}).encode())
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def test_a_board_is_an_employers_page() -> None:
    assert SOURCE.board(CONFIG) == "clapper-bells"
    assert SOURCE.employer(CONFIG) == "Clapper Bells"
    assert SOURCE.page_url(CONFIG) == PAGE
    assert SOURCE.first_request(CONFIG).url == f"{API}?page=1"


@pytest.mark.parametrize(
    "url",
    ["https://www.careers-page.com/", "https://www.careers-page.com/api/v1.0/",
     "https://www.careers-page.com/robots.txt", "https://www.careers-page.com/a%2fb",
     "https://www.careers-page.com.evil.example/clapper", "https://www.manatal.com/clapper"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    assert SOURCE.recognise(urlsplit(url)) is None


def test_reads_every_field() -> None:
    posting = read(SAVED).postings[0]

    assert posting == RawPosting(
        external_id="1000001",
        title="Bell Founder & Tuner",
        url=f"{PAGE}/job/BELL0001",
        locations=("Mombasa, Mombasa County, Kenya",),
        country="Kenya",
        salary_text="USD 40000 - 50000",
        description_html="<p>Cast &lt;bells&gt; &amp; tune them.</p>",
    )
    assert salaries.parse(posting.salary_text or "") == Salary(
        min=40000, max=50000, currency="USD", period="year"
    )


def test_what_a_job_does_not_state_is_none() -> None:
    """Pay that is not to be seen is not shown."""
    assert read(SAVED).postings[1] == RawPosting(
        external_id="1000002",
        title="Rope Puller",
        url=f"{PAGE}/job/ROPE0002",
    )


def test_pay_without_a_period_stays_a_text() -> None:
    def said(low: object, high: object) -> str | None:
        return one(currency_code="USD", salary_min=low, salary_max=high).salary_text

    assert said("40.50", 12_500_000) == "USD 40.5 - 12500000"
    assert (said(40, "40.00"), said("0.00", 40)) == ("USD 40", "USD 40")
    assert (said(None, None), said("50", "40"), one(salary_min="40").salary_text) == (None,) * 3


def test_place_without_a_line_of_its_own() -> None:
    """Then it is put together."""
    assert one(location_display="Lamu Island", city="Lamu").locations == ("Lamu Island",)
    assert one(city="Lamu", state="", country="Kenya").locations == ("Lamu, Kenya",)


@pytest.mark.parametrize("name", [None, "", "..", "a/b", 5])
def test_job_without_a_page_links_to_the_board(name: object) -> None:
    assert one(hash=name).url == PAGE


def test_pages_are_asked_for_until_the_total() -> None:
    """However short they are, and by number: an answer's own link may lead anywhere."""
    first = read(answer(9, 12))
    assert first.next is not None
    last = read(answer(3, 12, first=9, more=False), first.next)

    assert first.next.url == f"{API}?page=2"
    assert (first.whole, last.next, last.whole) == (True, None, True)


def test_no_page_after_the_last_is_asked_for() -> None:
    """It would be answered with 404; what the total has more is missing."""
    cut, larger = read(answer(9, 12, more=False)), read(answer(12, 12, more=False))

    assert (cut.next, cut.whole) == (None, False)
    assert (larger.next, larger.whole) == (None, True)


def test_repeated_and_empty_pages_end_the_reading() -> None:
    after = read(answer(10, 30)).next

    again, empty = read(answer(10, 30), after), read(answer(0, 30), after)

    assert (again.next, again.whole, empty.next, empty.whole) == (None, False, None, False)


def test_reading_ends_after_five_thousand() -> None:
    request = Request(url=API, state=Progress(offset=4990, found=4990))

    page = read(answer(10, 9000), request)

    assert (page.next, page.whole, page.windowed) == (None, False, False)


def test_next_page_stays_on_the_configured_host() -> None:
    config = {**CONFIG, "base_url": "http://127.0.0.1:9000"}

    page = SOURCE.parse(answer(10, 12), config, SOURCE.first_request(config))

    assert page.next is not None
    assert page.next.url == "http://127.0.0.1:9000/api/v1.0/c/clapper-bells/jobs/?page=2"
    assert page.postings[0].url == f"{PAGE}/job/H"


def test_empty_first_page_of_a_list_is_source_changed() -> None:
    with pytest.raises(SourceChanged, match="5 jobs and an empty first page"):
        read(answer(0, 5))


def test_recorded_page_is_read() -> None:
    """The first ten of 137 jobs."""
    config = {"board": "castelion-corporation"}
    body = recorded("other/manatal_page1.json")

    page = SOURCE.parse(body, config, SOURCE.first_request(config))
    by_id = {posting.external_id: posting for posting in page.postings}

    assert (len(page.postings), page.rejects, page.unknown_fields, page.whole) == (10, [], 0, True)
    assert page.next is not None
    assert page.next.url == (
        "https://www.careers-page.com/api/v1.0/c/castelion-corporation/jobs/?page=2"
    )  # fmt: skip
    assert by_id["3164048"].title == "Automation and Controls Engineer"
    assert by_id["3164048"].url == (
        "https://www.careers-page.com/castelion-corporation/job/RY6X46WX"
    )  # fmt: skip
    assert by_id["3880458"].title == "Avionics R&D Tech II/Senior (Integration)"
    assert by_id["3880458"].salary_text == "USD 40 - 50"
    assert salaries.parse(by_id["3587114"].salary_text or "") == Salary(
        min=140_000, max=180_000, currency="USD", period="year"
    )
    assert by_id["3841304"].locations == ()
    places = locations.read(by_id["3164048"].locations, by_id["3164048"].country)
    assert [(place.city, place.country) for place in places] == [("Torrance", "US")]
    assert all(posting.description_html for posting in page.postings)
