"""Landing.jobs: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from jobscout.model import RawPosting, Salary
from jobscout.rules import locations
from jobscout.sources import pages
from jobscout.sources.base import Page, Request
from jobscout.sources.landingjobs import LandingJobs
from jobscout.sources.paging import Progress
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED = fixture("landingjobs.json")
KIND = Kind(
    config={},
    entries=(),
    needs=(),
    quoted=None,
    fields={"description": "role_description"},
)
API = "https://landing.jobs/api/v1/jobs"
SOURCE = LandingJobs()


def read(body: bytes, request: Request | None = None) -> Page:
    return SOURCE.parse(body, {}, request or SOURCE.first_request({}))


def answer(rows: int, *, first: int = 0) -> bytes:
    url = "https://landing.jobs/at/sino/diver"
    jobs = [{"id": first + row, "title": "Diver", "url": url} for row in range(rows)]
    return json.dumps(jobs).encode()


def one(**wire: Any) -> RawPosting:
    job = {"id": 7, "title": "Diver", "url": "https://landing.jobs/at/sino/diver", **wire}
    page = read(json.dumps([job]).encode())
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def test_everything_is_one_board() -> None:
    assert (SOURCE.board({}), SOURCE.employer({})) == ("all", "")
    assert SOURCE.first_request({}).url == f"{API}?limit=50&offset=0"


def test_reads_every_field() -> None:
    assert read(SAVED).postings[0] == RawPosting(
        external_id="101",
        title="Bell Founder & Tuner",
        url="https://landing.jobs/at/sino-grande/bell-founder-in-lisbon-2026",
        company="Sino Grande",
        locations=("Lisbon, PT", "Munich, DE"),
        workplace="remote",
        employment_type="Part-time",
        salary=Salary(min=50000, max=67000, currency="EUR", period="year"),
        description_html="<p>Cast &lt;bells&gt;.</p>\n<ul><li>Patience &amp; bronze.</li></ul>\n"
        "<ul><li>Perfect pitch.</li></ul>",
        posted_at=datetime(2026, 2, 26, 9, 38, 38, 127000, tzinfo=UTC),
        updated_at=datetime(2026, 9, 2, 7, 19, 49, 719000, tzinfo=UTC),
        expires_at=datetime(2027, 3, 2, tzinfo=UTC),
    )


def test_what_a_job_does_not_state_is_none() -> None:
    """A job that is not remote may be hybrid; a currency alone is no pay."""
    assert read(SAVED).postings[1] == RawPosting(
        external_id="102",
        title="Rope Puller",
        url="https://landing.jobs/at/sino-grande/rope-puller",
        company="Sino Grande",
    )


@pytest.mark.parametrize(
    ("url", "company"),
    [
        ("https://landing.jobs/at/KI-labs/x", "KI Labs"),
        ("https://landing.jobs/at/%2e%2e/x", None),
        ("https://landing.jobs/jobs/x", None),
        ("https://a.example/at/sino/x", None),
    ],
)
def test_company_is_in_the_address(url: str, company: str | None) -> None:
    assert one(url=url).company == company


def test_odd_places_cost_no_other() -> None:
    stated = [None, {"city": 5}, {"city": "Faro"}, 7, {"country_code": "PT"}]

    assert one(locations=stated).locations == ("Faro", "PT")


def test_full_pages_are_followed() -> None:
    """There is no total: a page with fewer jobs than were asked for is the last."""
    first = read(answer(50))
    assert first.next is not None
    last = read(answer(3, first=50), first.next)

    assert first.next.url == f"{API}?limit=50&offset=50"
    assert (first.whole, last.next, last.whole) == (True, None, True)


def test_empty_page_after_full_ones_ends_the_list() -> None:
    after = read(answer(50)).next

    page = read(answer(0), after)

    assert (page.next, page.whole) == (None, True)


def test_repeated_page_ends_the_reading() -> None:
    """An API that does not know the offset sends the same again: there may be more."""
    after = read(answer(50)).next

    page = read(answer(50), after)

    assert (page.next, page.whole, page.windowed) == (None, False, False)


def test_reading_ends_after_two_thousand() -> None:
    request = Request(url=API, state=Progress(offset=1950, found=1950))

    page = read(answer(50, first=1950), request)

    assert (page.next, page.whole, page.windowed) == (None, False, False)


def test_recorded_jobs_are_read() -> None:
    page = read(recorded("landingjobs/jobs.json"))
    java, data = page.postings

    assert (page.rejects, page.unknown_fields, page.next, page.whole) == ([], 0, None, True)
    assert (java.title, java.company) == ("Senior Java Software Developer", "Inscale")
    assert java.salary == Salary(min=50000, max=67000, currency="EUR", period="year")
    assert java.expires_at == datetime(2027, 3, 2, tzinfo=UTC)
    assert (data.title, data.company, data.salary) == (
        "(Senior) Data Engineer", "Ki Performance", None,
    )  # fmt: skip
    assert data.posted_at == datetime(2026, 3, 17, 10, 23, 40, 667000, tzinfo=UTC)
    assert [(place.city, place.country) for place in locations.read(data.locations)] == [
        ("Munich", "DE"), ("Lisbon", "PT"), ("Köln", "DE"),
    ]  # fmt: skip
    assert all(posting.description_html for posting in page.postings)
