"""Comeet: saved pages and answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.sources import pages
from jobscout.sources.comeet import Comeet
from jobscout.sources.recognition import Recognised, by_address, in_page
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.model import RawPosting
    from jobscout.sources.base import Page


def written(positions: Any) -> bytes:
    """The hosted career page with these positions."""
    return (
        '<!doctype html><title>Jobs; {"</title><script>COMPANY_DATA = {"name": "x"};\n'
        f"    COMPANY_POSITIONS_DATA = {json.dumps(positions)};\n    POSITION_DATA = null;"
        "</script><div ng-app='x'></div>"
    ).encode()


FACTS = fixture("comeet.json")
SAVED = written(json.loads(FACTS))
KIND = Kind(
    config={"company": "ropeworks", "uid": "F0.001"},
    entries=(),
    needs=("uid",),
    quoted="company",
    fields={"id": "uid", "title": "name", "url": "url_active_page"},
    decides=("is_internal",),
    written=written,
)
CONFIG = KIND.config
TOKEN = "ABCDEF0123456789"
KEYED = {"uid": "F0.001", "token": TOKEN}
SOURCE = Comeet()


def read(body: bytes, config: dict[str, Any] = CONFIG) -> Page:
    return SOURCE.parse(body, config, SOURCE.first_request(config))


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"uid": "A1.1", "name": "Diver", "url_active_page": "https://a.example/1", **fields}
    page = read(written([wire]))
    assert page.rejects == []
    (posting,) = page.postings
    return posting


def test_reads_the_hosted_page() -> None:
    """It has everything, and needs no token."""
    assert SOURCE.first_request(CONFIG).url == "https://www.comeet.com/jobs/ropeworks/F0.001"
    assert SOURCE.page_url(CONFIG) == SOURCE.first_request(CONFIG).url
    assert SOURCE.employer({**CONFIG, "company": "rope-works"}) == "Rope Works"


def test_asks_the_api_with_the_token_of_an_own_page() -> None:
    """Both are one board, whose identity has no token."""
    assert SOURCE.first_request(KEYED).url == (
        f"https://www.comeet.co/careers-api/2.0/company/F0.001/positions?details=true&token={TOKEN}"
    )
    assert SOURCE.board(KEYED) == SOURCE.board({"uid": "f0.001", "company": "x"}) == "F0.001"
    assert TOKEN not in SOURCE.page_url(KEYED)
    assert SOURCE.employer(KEYED) is None


@pytest.mark.parametrize(
    ("config", "named"),
    [
        ({"uid": "F0.001"}, "company"),
        *(({**CONFIG, "uid": uid}, "uid") for uid in ["F0", "F0/001", "F0.001?x", "G0.001", "F.."]),
        *(({**CONFIG, "company": company}, "company") for company in [".", "..", "", 5]),
        *(({**KEYED, "token": token}, "token") for token in [f"{TOKEN}&x=1", "short", "", 5]),
    ],
)  # fmt: skip
def test_bad_setting_is_named(config: dict[str, object], named: str) -> None:
    """And no message repeats a token."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request(config)

    assert caught.value.field == named
    assert TOKEN not in str(caught.value)


def test_reads_every_field() -> None:
    posting = read(SAVED).postings[0]

    assert (posting.external_id, posting.title) == ("A1.101", "Rope Walker & Rigger")
    assert posting.url == "https://www.ropeworks.example/jobs/rope-walker"
    assert posting.company == "Ropeworks"
    assert (posting.locations, posting.country) == (("Lamu, Coast, Kenya",), "KE")
    assert (posting.workplace, posting.department) == ("Hybrid", "Rigging")
    assert (posting.employment_type, posting.seniority) == ("Full-time", "Senior")
    assert posting.updated_at == datetime(2026, 9, 2, 7, 15, 30, tzinfo=UTC)
    assert (posting.posted_at, posting.apply_url) == (None, None)
    assert posting.description_html == (
        "<h3>Description &amp; tasks</h3><p>Walk ropes.</p>\n"
        "<h3>Requirements</h3><p>Rope &amp; balance. Ask Asha, [address removed].</p>"
    )
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type


def test_what_is_empty_is_not_stated() -> None:
    posting = read(SAVED).postings[1]

    assert posting.url == posting.apply_url
    assert posting.url == "https://www.comeet.com/jobs/ropeworks/F0.001/net-mender/A1.102"
    assert (posting.locations, posting.country, posting.workplace) == (("Kisumu",), None, "remote")
    assert (posting.company, posting.department, posting.seniority) == (None, None, None)
    assert (posting.description_html, posting.updated_at) == (None, None)


def test_answer_of_the_api_reads_as_the_page() -> None:
    """It has the texts elsewhere."""
    positions = json.loads(FACTS)
    positions[0]["details"] = positions[0].pop("custom_fields")["details"]

    assert read(json.dumps(positions).encode(), KEYED) == read(SAVED)


@pytest.mark.parametrize("config", [CONFIG, KEYED])
def test_neither_inbox_nor_token_is_kept(config: dict[str, Any]) -> None:
    body = SAVED if config is CONFIG else FACTS
    assert TOKEN.encode() in body

    said = repr(read(body, config))

    assert "@" not in said
    assert TOKEN not in said


@pytest.mark.parametrize(("internal", "postings"), [(True, 0), (False, 1), (None, 1), ("x", 1)])
def test_internal_positions_are_no_postings(internal: object, postings: int) -> None:
    wire = {"uid": "A", "name": "Diver", "url_active_page": "https://a.example/1"}
    page = read(written([{**wire, "is_internal": internal}]))

    assert (len(page.postings), page.rejects, page.whole) == (postings, [], True)


@pytest.mark.parametrize(
    ("location", "places", "workplace"),
    [
        ("Lamu, Kenya", ("Lamu, Kenya",), None),
        ({"city": "Plano", "name": "Dallas", "country": "US"}, ("Plano, United States",), None),
        ({"city": "Lamu", "state": "Lamu", "country": "Xx"}, ("Lamu, Xx",), None),
        ({"city": 5, "is_remote": True}, (), "remote"),
        ({"is_remote": "yes"}, (), None),
        (None, (), None), ([], (), None),
    ],
)  # fmt: skip
def test_places(location: object, places: tuple[str, ...], workplace: str | None) -> None:
    posting = one(location=location)

    assert (posting.locations, posting.workplace) == (places, workplace)


@pytest.mark.parametrize("details", [None, [], "x", [None], [{"name": "x"}], [{"value": 5}], {}])
def test_odd_texts_are_none(details: object) -> None:
    assert one(details=details).description_html is None


def test_sections_without_an_order_come_last() -> None:
    sections = [{"name": "c", "value": "3"}, {"name": "b", "value": "2", "order": 2}]
    sections += [{"name": "a", "value": "1", "order": 1}]

    assert one(details=sections).description_html == (
        "<h3>a</h3>1\n<h3>b</h3>2\n<h3>c</h3>3"
    )  # fmt: skip


def test_megabytes_of_brackets_end_soon() -> None:
    assert one(details=[{"name": "x", "value": "<" * 1_000_000}]).title == "Diver"


def test_unusable_own_page_gives_way_to_the_hosted_one() -> None:
    hosted = "https://www.comeet.com/jobs/x/F0.001/diver/A1.1"

    assert one(url_active_page="javascript:x", url_comeet_hosted_page=hosted).url == hosted


@pytest.mark.parametrize("rest", [b"", b"COMPANY_POSITIONS_DATA = null;", b"POSITION_DATA = [];"])
def test_page_without_positions_is_source_changed(rest: bytes) -> None:
    """It is no empty board."""
    with pytest.raises(SourceChanged, match="no COMPANY_POSITIONS_DATA"):
        read(b"<!doctype html><script>" + rest + b"</script>")


@pytest.mark.parametrize("cut", [0.5, 0.9])
def test_half_an_answer_is_source_changed(cut: float) -> None:
    for body, config in ((FACTS, KEYED), (SAVED[: SAVED.index(b"POSITION_DATA = null")], CONFIG)):
        with pytest.raises(SourceChanged):
            read(body[: int(len(body) * cut)], config)


def test_page_in_place_of_the_answer_is_source_changed() -> None:
    with pytest.raises(SourceChanged):
        read(SAVED, KEYED)


WIDGET = """<script>window.comeetInit = function() {{ COMEET.init({{
  "token":       "ABCDEF0123456789",
  {}: "F0.001", "company-name": "Ropeworks", color: "278fe6"
}}); }};</script><script src="//www.comeet.co/careers-api/api.js"></script>"""


@pytest.mark.parametrize("name", ['"company-uid"', "'company-uid'"])
def test_recognises_the_widget_of_an_own_page(name: str) -> None:
    url, page = "https://www.ropeworks.example/careers", WIDGET.format(name)

    assert SOURCE.recognise_page(page, urlsplit(url)) == KEYED
    assert in_page(page.encode(), url) == [Recognised("comeet", KEYED)]


@pytest.mark.parametrize(
    "page", ["", WIDGET.format("uid"), WIDGET.format('"company-uid"').replace("token", "x-token")]
)
def test_recognises_no_other_page(page: str) -> None:
    assert SOURCE.recognise_page(page, urlsplit("https://www.ropeworks.example/")) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://www.comeet.com/",
        "https://www.comeet.com/jobs/ropeworks",
        "https://www.comeet.com/jobs/ropeworks/about",
        "https://www.comeet.com/jobs/a%2fb/F0.001",
        "https://www.comeet.co/careers-api/2.0/company/F0.001/positions",
        "https://www.comeet.co/careers-api/2.0/company/F0.001/positions?token=a/b",
        "https://www.comeet.co/careers-api/api.js",
        "https://www.comeet.com.evil.example/jobs/ropeworks/F0.001",
    ],
)
def test_recognises_no_other_address(url: str) -> None:
    assert by_address(url) is None


def test_reads_a_recorded_answer() -> None:
    """One position in two places is two positions; neither inbox nor token is kept."""
    body = recorded("comeet/wiliot.json")
    page = read(body, KEYED)

    assert (page.rejects, page.unknown_fields, page.whole) == ([], 0, True)
    assert [(one.external_id, one.title, one.locations) for one in page.postings] == [
        ("18.767", "Forward Deployed Engineer", ("New York, NY, United States",)),
        ("18.767-9B.20A", "Forward Deployed Engineer", ("Plano, TX, United States",)),
    ]
    first = page.postings[0]
    assert first.url == "https://www.wiliot.com/positions/position-18_767"
    assert first.updated_at == datetime(2026, 8, 12, 2, 36, 49, tzinfo=UTC)
    assert (first.company, first.workplace, first.posted_at) == ("Wiliot", "On-site", None)
    assert (first.description_html or "").startswith("<h3>Description</h3><p>Wiliot was founded")
    assert "Requirements" not in (first.description_html or "")
    said = repr(page)
    assert "@" not in said
    assert "token" not in said
