"""Pinpoint: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig
from jobscout.model import RawPosting, Salary
from jobscout.sources import pages
from jobscout.sources.base import Request
from jobscout.sources.pinpoint import Pinpoint
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("pinpoint.json")
KIND = Kind(config={"board": "tidewater"}, entries=("data",), quoted=None)
CONFIG = KIND.config
SOURCE = Pinpoint()
PAY = {
    "compensation": "$9 - $12 / hour",
    "compensation_minimum": 9,
    "compensation_maximum": "12",
    "compensation_currency": "usd",
    "compensation_frequency": "hour",
    "compensation_visible": True,
}


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"id": "7", "title": "Diver", "url": "https://a.example/7", **fields}
    (posting,) = read(json.dumps({"data": [wire]}).encode()).postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def test_one_request_has_it_all() -> None:
    """On the employer's host."""
    assert SOURCE.board({"board": " TideWater "}) == "tidewater"
    assert SOURCE.first_request(CONFIG) == Request(
        url="https://tidewater.pinpointhq.com/postings.json"
    )
    assert SOURCE.page_url(CONFIG) == "https://tidewater.pinpointhq.com/"
    assert SOURCE.employer({"board": "tide-water"}) == "Tide Water"


@pytest.mark.parametrize("board", ["evil.example", "a/b", "a@b", "a:8443", "a?b", "-a", "x" * 64])
def test_board_is_one_label_of_a_host(board: str) -> None:
    """A board that would change the host is a bad config."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({"board": board})

    assert caught.value.field == "board"


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the answer has for it."""
    assert read(SAVED).postings[0] == RawPosting(
        external_id="410001",
        title="Tide Reader & Logger",
        url="https://tidewater.pinpointhq.com/en/postings/0b6a7c00-0000-4000-8000-000000000001",
        requisition_id="PIN-0001",
        locations=("Kilifi, Coast",),
        workplace="hybrid",
        department="Water",
        employment_type="full_time",
        salary=Salary(min=90_000, max=120_000, currency="KES", period="month"),
        salary_text="KES 90,000 - 120,000 / month",
        description_html=(
            "<div>Read the <strong>tides</strong>.</div>\n"
            "<h3>What you do &amp; how</h3>\n<ul><li>Log &amp; report.</li></ul>\n"
            "<div>A boat.</div>"
        ),
        expires_at=datetime(2027, 1, 31, 20, 59, 59, tzinfo=UTC),
    )


def test_what_is_empty_is_not_stated() -> None:
    """Pay that the employer does not show is not stated either."""
    posting = read(SAVED).postings[1]

    assert (posting.salary, posting.salary_text) == (None, None)
    assert (posting.locations, posting.workplace) == (("North Coast",), None)
    assert (posting.employment_type, posting.department) == ("Casual", None)
    assert (posting.expires_at, posting.requisition_id) == (None, None)


@pytest.mark.parametrize("visible", [False, None, "false", "true", 1, []])
def test_pay_is_read_only_if_it_is_shown(visible: object) -> None:
    """Whatever else the field holds."""
    hidden = one(**{**PAY, "compensation_visible": visible})

    assert (hidden.salary, hidden.salary_text) == (None, None)
    assert one(**PAY).salary == Salary(min=9, max=12, currency="USD", period="hour")


@pytest.mark.parametrize(
    "field", ["compensation_frequency", "compensation_currency", "compensation_minimum"]
)
@pytest.mark.parametrize("value", [None, "", "two_weeks", [], {}])
def test_pay_that_lacks_a_part_is_its_text(field: str, value: object) -> None:
    """Without a currency or a period the amounts say nothing."""
    pay = {**PAY, "compensation_maximum": None, field: value}

    assert one(**pay).salary is None
    assert one(**pay).salary_text == "$9 - $12 / hour"


@pytest.mark.parametrize(
    ("place", "locations"),
    [
        ({"name": "London", "city": "London", "province": "London"}, ("London",)),
        ({"name": "Remote (EMEA)", "city": " ", "province": None}, ("Remote (EMEA)",)),
        ({"name": "HQ", "province": "Coast"}, ("HQ, Coast",)),
        ({"name": 5, "city": ["x"]}, ()),
        ({}, ()),
        ("Lamu", ()),
    ],
)
def test_place(place: object, locations: tuple[str, ...]) -> None:
    """A name is the employer's own, and is read where there is no city."""
    assert one(location=place).locations == locations


@pytest.mark.parametrize(
    ("header", "shown"),
    [("R&D", "<h3>R&amp;D</h3>\n<p>x</p>"), ("R&amp;D", "<h3>R&amp;D</h3>\n<p>x</p>"),
     ("<b>", "<h3>&lt;b&gt;</h3>\n<p>x</p>"), (" ", "<p>x</p>"), (5, "<p>x</p>")],
)  # fmt: skip
def test_header_is_text(header: object, shown: str) -> None:
    """It stands in the text as a heading."""
    assert one(benefits="<p>x</p>", benefits_header=header).description_html == shown


def test_part_without_a_text_has_no_header() -> None:
    assert one(benefits=" ", benefits_header="Benefits").description_html is None


def test_reads_a_recorded_board() -> None:
    """Three postings, with their pay, places and deadlines as they were sent."""
    page = read(recorded("other/pinpoint_postings.json"))

    assert (page.rejects, page.unknown_fields, page.whole, page.next) == ([], 0, True, None)
    assert [posting.title for posting in page.postings] == [
        "Warehouse/Fleet Manager",
        "Reach truck crown and Walkie Rider EPJ Operators in Jessup, MD",
        "Pipeline for Future IT Federal/Government Positions",
    ]
    assert [posting.locations for posting in page.postings] == [
        ("North County",), ("North County",), ("Varies by Listing, Maryland",),
    ]  # fmt: skip
    assert [posting.salary for posting in page.postings] == [
        Salary(min=80_000, max=100_000, currency="USD", period="year"),
        Salary(min=17, max=18, currency="USD", period="hour"),
        None,
    ]
    assert [posting.employment_type for posting in page.postings] == [
        "full_time", "contract_to_hire", "contract",
    ]  # fmt: skip
    assert page.postings[0].department == "Transportation"
    assert page.postings[0].expires_at == datetime(2026, 6, 27, 3, 59, 59, tzinfo=UTC)
    assert "<h3>Qualifications:</h3>" in (page.postings[2].description_html or "")
    assert "<h3>Benefits</h3>" not in (page.postings[0].description_html or "")
