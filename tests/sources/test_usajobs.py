"""USAJOBS: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.rules import locations
from jobscout.rules.employment import employment_type
from jobscout.sources.base import Keyed, Page, Proof, Request
from jobscout.sources.paging import Progress
from jobscout.sources.usajobs import USAJobs
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded


def written(document: Any) -> bytes:
    """The answer: what is known of a job but its id stands in its descriptor."""
    result = document.get("SearchResult") if isinstance(document, dict) else None
    if isinstance(result, dict) and isinstance(result.get("SearchResultItems"), list):
        items = [_nested(item) for item in result["SearchResultItems"]]
        document = {**document, "SearchResult": {**result, "SearchResultItems": items}}
    return json.dumps(document).encode()


def _nested(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    outer = {name: value for name, value in item.items() if name == "MatchedObjectId"}
    return {
        **outer,
        "MatchedObjectDescriptor": {name: item[name] for name in item.keys() - outer.keys()},
    }


SAVED = written(json.loads(fixture("usajobs.json")))
KIND = Kind(
    config={"Keyword": "bell founder"},
    entries=("SearchResult", "SearchResultItems"),
    needs=(),
    quoted="Keyword",
    fields={
        "id": "MatchedObjectId",
        "title": "PositionTitle",
        "url": "PositionURI",
        "description": "QualificationSummary",
    },
    totals=[("SearchResult", "SearchResultCountAll")],
    written=written,
)
API = "https://data.usajobs.gov/api/Search"
END = "ResultsPerPage=500&Page={}&SortField=opendate&SortDirection=Desc"
SOURCE = USAJobs()


def read(body: bytes, before: Progress | None = None) -> Page:
    return SOURCE.parse(body, {}, Request(url=API, state=before))


def answer(rows: int, total: int | None) -> bytes:
    items = [
        {"MatchedObjectId": row, "PositionTitle": "Diver", "PositionURI": "https://a.example/1"}
        for row in range(rows)
    ]
    return written({"SearchResult": {"SearchResultItems": items, "SearchResultCountAll": total}})


def test_a_search_is_a_board() -> None:
    config = {"LocationName": "Juneau, Alaska", "Keyword": "a&b"}

    assert (SOURCE.board({}), SOURCE.employer({})) == ("all", "")
    assert SOURCE.first_request({}).url == f"{API}?{END.format(1)}"
    assert SOURCE.board(config) == "Keyword=a%26b&LocationName=Juneau%2C%20Alaska"
    assert SOURCE.first_request(config).url == f"{API}?{SOURCE.board(config)}&{END.format(1)}"
    assert SOURCE.page_url(config) == (
        "https://www.usajobs.gov/search/results/?k=a%26b&l=Juneau%2C%20Alaska"
    )


def test_key_and_address_are_the_proof() -> None:
    assert isinstance(SOURCE, Keyed)
    proof = SOURCE.proof({"USAJOBS_KEY": "k", "USAJOBS_EMAIL": "ops@example.org"})

    assert proof == Proof(headers={"Authorization-Key": "k", "User-Agent": "ops@example.org"})
    assert SOURCE.first_request({}).headers == {}


@pytest.mark.parametrize(
    "url",
    ["https://www.usajobs.gov/job/871000001", "https://www.usajobs.gov/", f"{API}?Keyword=%00",
     "https://www.usajobs.gov/search/results/?k=%00", "https://evil.example/search/results"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    assert SOURCE.recognise(urlsplit(url)) is None


def test_pages_follow_each_other() -> None:
    config = {"Keyword": "bell", "base_url": "http://127.0.0.1:9000"}

    page = SOURCE.parse(answer(499, 1200), config, SOURCE.first_request(config))
    cut = read(answer(5, 9999), Progress(offset=2000, found=2000))

    assert page.next is not None
    assert page.next.url == f"http://127.0.0.1:9000/api/Search?Keyword=bell&{END.format(2)}"
    assert (cut.next, cut.whole, cut.windowed) == (None, False, True)
    with pytest.raises(SourceChanged, match="empty first page"):
        read(answer(0, 5))


def test_reads_every_field() -> None:
    posting = read(SAVED).postings[0]

    assert posting == RawPosting(
        external_id="871000001",
        title="Bell Founder & Tuner",
        url="https://www.usajobs.gov/job/871000001",
        apply_url="https://www.usajobs.gov/job/871000001?PostingChannelID=",
        company="Bureau of Bells",
        requisition_id="26-BELL-1",
        locations=("Anchorage, Alaska", "Birmingham, Alabama"),
        country="United States",
        workplace="hybrid",
        department="Department of Sound",
        employment_type="Part-time",
        salary=Salary(min=20.5, max=30, currency="USD", period="hour"),
        description_html="<p>Cast &lt;bells&gt;.</p><p>Tune them.</p><p>Hang<br>them.</p>"
        "<p>Knows bronze.</p>",
        posted_at=datetime(2026, 6, 5, tzinfo=UTC),
        expires_at=datetime(2026, 6, 18, 11, 59, 59, 997000, tzinfo=UTC),
    )
    assert employment_type(posting.employment_type) == "part_time"


def test_what_a_job_does_not_state() -> None:
    """Pay without compensation, or of another interval, is no pay."""
    posting = read(SAVED).postings[1]

    assert (posting.workplace, posting.salary, posting.expires_at) == ("remote", None, None)
    assert posting.apply_url == posting.url == "https://www.usajobs.gov/job/871000002"
    assert posting.posted_at == datetime(2026, 6, 1, tzinfo=UTC)
    assert (posting.description_html, posting.country, posting.locations) == (None, None, ())


def test_recorded_jobs_are_read() -> None:
    page = read(recorded("usajobs/search.json"))
    first, second = page.postings

    assert (page.rejects, page.unknown_fields) == ([], 0)
    assert page.next is not None  # of 1,621
    assert first.title == "Information Technology Specialist (Applications Software)"
    assert first.url == "https://www.usajobs.gov/job/871922900"
    assert (first.company, first.workplace) == ("Internal Revenue Service", "hybrid")
    assert first.salary == Salary(min=89508, max=145468, currency="USD", period="year")
    assert first.posted_at == datetime(2026, 6, 5, tzinfo=UTC)
    assert first.expires_at == datetime(2026, 6, 19, 11, 59, 59, 997000, tzinfo=UTC)
    assert "Anchorage, Alaska" in first.locations
    assert second.requisition_id == "ST-12820154-26-JRT"
    (dahlgren,) = locations.read(second.locations, second.country)
    assert dahlgren.country == "US"
