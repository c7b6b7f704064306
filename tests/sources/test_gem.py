"""Gem: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.model import RawPosting
from jobscout.sources.gem import Gem
from jobscout.sources.recognition import Recognised, by_address
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("gem.json")
KIND = Kind(
    config={"board": "lanternworks"},
    entries=(),
    fields={"url": "absolute_url", "description": "content"},
)
SOURCE = Gem()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, KIND.config, SOURCE.first_request(KIND.config))


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"id": "x", "title": "Diver", "absolute_url": "https://a.example/1", **fields}
    (posting,) = read(json.dumps([wire]).encode()).postings
    return posting


def test_one_request_has_it_all() -> None:
    request = SOURCE.first_request(KIND.config)

    assert request.url == "https://api.gem.com/job_board/v0/lanternworks/job_posts/"
    assert SOURCE.page_url(KIND.config) == "https://jobs.gem.com/lanternworks"
    assert SOURCE.employer(KIND.config) == "Lanternworks"


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the API has for it."""
    assert read(SAVED).postings[0] == RawPosting(
        external_id="4900001",
        title="Glass Blower & Polisher",
        url="https://jobs.gem.com/lanternworks/4900001",
        requisition_id="G-1",
        locations=("Kisumu, Kenya", "Lamu"),
        workplace="hybrid",
        department="Workshop",
        employment_type="full_time",
        description_html="<p>Blow &lt;glass&gt; &amp; cool it.</p>",
        posted_at=datetime(2026, 9, 2, 7, 15, 30, tzinfo=UTC),
        updated_at=datetime(2026, 9, 3, 8, tzinfo=UTC),
    )


def test_what_is_empty_is_not_stated() -> None:
    posting = read(SAVED).postings[1]

    assert (posting.locations, posting.workplace, posting.department) == ((), None, None)
    assert (posting.description_html, posting.posted_at, posting.updated_at) == (None, None, None)


@pytest.mark.parametrize("offices", [None, [None], "HQ", [{"name": None}], [{"location": 5}]])
def test_odd_offices_cost_no_place(offices: object) -> None:
    assert one(location={"name": "Lamu"}, offices=offices).locations == ("Lamu",)


def test_reads_a_recorded_board() -> None:
    """Titles, places and dates as they were sent."""
    page = read(recorded("gem/gem.json"))

    assert (page.rejects, page.unknown_fields, page.whole) == ([], 0, True)
    assert [posting.title for posting in page.postings] == [
        "Software Engineer", "Senior Software Engineer - Core ATS",
    ]  # fmt: skip
    assert {posting.locations for posting in page.postings} == {("San Francisco, United States",)}
    assert page.postings[0].posted_at == datetime(2020, 11, 17, 15, 37, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "board"),
    [
        ("https://jobs.gem.com/lanternworks", "lanternworks"),
        ("jobs.gem.com/lantern-works/4900001?src=x", "lantern-works"),
        ("https://api.gem.com/job_board/v0/lanternworks/job_posts/", "lanternworks"),
    ],
)
def test_recognises_a_board(address: str, board: str) -> None:
    assert by_address(address) == Recognised("gem", {"board": board})


@pytest.mark.parametrize(
    "address", ["https://jobs.gem.com/", "https://www.gem.com/jobs", "https://api.gem.com/v1/x"]
)
def test_recognises_nothing_else(address: str) -> None:
    assert by_address(address) is None
