"""Paylocity: saved pages in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.rules import caps
from jobscout.sources.paylocity import Paylocity
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

GUID = "0b6a1f00-4cee-4334-8182-9de221ffb9e4"
ROOT = "https://recruiting.paylocity.com/recruiting/jobs"
SOURCE = Paylocity()


def page_with(data: str, *, after: str = "") -> bytes:
    return (
        "<!doctype html><title>Jobs</title><script>window.dataLayer = [{}];</script>"
        f"<script>\n  window.pageData = {data};{after}\n</script><p>Powered by</p>"
    ).encode()


def in_script(document: Any) -> str:
    return json.dumps(document).replace("</", "<\\/")


def block(document: Any) -> bytes:
    said = in_script(document)
    return f'<html><script type="application/ld+json">{said}</script></html>'.encode()


KIND = Kind(
    config={"board": GUID},
    entries=("Jobs",),
    quoted=None,
    fields={"id": "JobId", "title": "JobTitle", "url": None, "description": "Description"},
    decides=("IsInternal",),
    detail_needs=("title", "@type"),
    written=lambda document: page_with(in_script(document)),
    detail_written=block,
)
CONFIG = KIND.config
SAVED = KIND.written(json.loads(fixture("paylocity.json")))
DETAIL = KIND.detail_written(json.loads(fixture("paylocity_detail.json")))


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def board(*jobs: dict[str, Any], **more: Any) -> Page:
    named = [{"JobId": n, "JobTitle": "Diver", **job} for n, job in enumerate(jobs, 1)]
    return read(KIND.written({"Jobs": named, **more}))


def test_asks_for_the_page_of_the_board() -> None:
    assert SOURCE.first_request(CONFIG).url == f"{ROOT}/All/{GUID}"
    assert SOURCE.first_request(CONFIG).most == caps.HTML_BYTES
    assert SOURCE.board({"board": GUID.upper()}) == GUID
    assert SOURCE.employer(CONFIG) is None


@pytest.mark.parametrize("value", ["acme", f"{GUID}0", f"../{GUID}", "0b6a1f00"])
def test_board_is_a_guid(value: str) -> None:
    with pytest.raises(BadConfig, match="GUID"):
        SOURCE.board({"board": value})


def test_reads_every_field() -> None:
    posting = read(SAVED).postings[0]

    assert posting.list_hash
    assert posting == RawPosting(
        external_id="4100001",
        title='Pearl Diver {Day} & "Night"',
        url=f"{ROOT}/Details/4100001/{GUID}",
        company="Deep Pearls LLC",
        locations=("Key West, FL, USA",),
        country="USA",
        workplace="remote",
        department="Depths",
        posted_at=datetime(2026, 9, 11, 21, 42, 33, tzinfo=UTC),
        list_hash=posting.list_hash,
    )


def test_what_is_not_stated_is_none() -> None:
    """Not remote may be hybrid; without a city the place is what the employer calls it."""
    posting = read(SAVED).postings[1]

    assert (posting.workplace, posting.department) == (None, None)
    assert posting.locations == ("Greater Keys, FL",)


@pytest.mark.parametrize(
    ("job", "locations"),
    [
        ({"JobLocation": {"State": "FL", "Country": "USA"}}, ("FL, USA",)),
        ({"LocationName": "Reef"}, ("Reef",)),
        (
            {"LocationName": "Home Office", "JobLocation": {"State": "KY", "Country": "USA"}},
            ("KY, USA",),
        ),
        ({"LocationName": "Home Office"}, ("Home Office",)),
        ({"LocationName": "Reef", "ShouldDisplayLocation": False}, ()),
        ({"LocationName": 5, "JobLocation": "x"}, ()),
    ],
)
def test_places(job: dict[str, Any], locations: tuple[str, ...]) -> None:
    """One that is not to be shown is not."""
    assert board(job).postings[0].locations == locations


@pytest.mark.parametrize(
    ("name", "workplace"),
    [("Hybrid", "Hybrid"), ("Fully Remote", "Fully Remote"), ("1000-Home Office", None)],
)
def test_name_of_the_place_may_say_how_one_works(name: str, workplace: str | None) -> None:
    """The address says where. A home office may be the head office."""
    at = {"City": "Key West", "State": "FL", "Country": "USA"}
    posting = board({"LocationName": name, "JobLocation": at}).postings[0]

    assert (posting.workplace, posting.locations) == (workplace, ("Key West, FL, USA",))


def test_internal_jobs_are_skipped() -> None:
    page = board({"IsInternal": True}, {"IsInternal": False}, {})

    assert [posting.external_id for posting in page.postings] == ["2", "3"]
    assert (page.rejects, page.whole) == ([], True)


@pytest.mark.parametrize(("title", "company"), [("A [B] Ltd [12]", "A [B] Ltd"), (5, None)])
def test_company(title: Any, company: str | None) -> None:
    """The vendor's number is no part of it."""
    assert board({}, ModuleTitle=title).postings[0].company == company


@pytest.mark.parametrize("after", [' var a = {"b": [1]};', ' f("}]);");', "//}"])
def test_data_ends_where_it_ends(after: str) -> None:
    """Whatever the script says then, and whatever brackets its texts have."""
    data = in_script({"Jobs": [{"JobId": 1, "JobTitle": 'a}];{"\\'}]})

    (posting,) = read(page_with(data, after=after)).postings

    assert posting.title == 'a}];{"\\'


@pytest.mark.parametrize(
    "body",
    [
        page_with('{"jobTitle": "Diver"}'),
        page_with("null"),
        page_with('{"Jobs": [{"JobId": 1, "JobTitle": "a"}, '),
        b'<p>window.pageData = {"Jobs": []};</p>',
    ],
)
def test_other_pages_are_source_changed(body: bytes) -> None:
    """The page of one job has such data too."""
    with pytest.raises(SourceChanged):
        read(body)


def test_detail_completes_the_posting() -> None:
    """The date in the markup is UTC with another offset, so the list's stays."""
    listed = read(SAVED).postings[0]
    request = SOURCE.detail(listed, {**CONFIG, "base_url": "http://127.0.0.1:9000"})
    whole = SOURCE.parse_detail(DETAIL, listed, CONFIG)

    assert request is not None
    assert request.url == f"http://127.0.0.1:9000/recruiting/jobs/Details/4100001/{GUID}"
    assert whole.description_html == "<p>Dive &amp; surface.</p>"
    assert whole.employment_type == "FULL_TIME"
    assert whole.salary == Salary(min=60_000, max=70_000, currency="USD", period="year")
    assert whole.expires_at == datetime(2026, 12, 1, tzinfo=UTC)
    assert (whole.title, whole.posted_at) == (listed.title, listed.posted_at)
    assert (whole.locations, whole.list_hash) == (listed.locations, listed.list_hash)


def test_detail_names_the_place_that_the_list_lacks() -> None:
    listed = board({}).postings[0]

    assert SOURCE.parse_detail(DETAIL, listed, CONFIG).locations == ("Key West, FL, United States",)


def test_page_without_markup_has_the_text() -> None:
    listed = read(SAVED).postings[0]
    page = (
        b'<div class="job-preview-details"><h1>Diver</h1>'
        b'<div class="job-listing-header">Description</div><div><p>Dive <b>deep</b>.</p></div>'
        b'<div class="job-listing-header">Requirements</div><div>Lungs</div></div>'
    )
    whole = SOURCE.parse_detail(page, listed, CONFIG)

    assert whole.description_html == "Description\n<p>Dive <b>deep</b>.</p>\nRequirements\nLungs"
    assert (whole.title, whole.list_hash) == (listed.title, listed.list_hash)


def test_page_without_markup_and_text_is_source_changed() -> None:
    with pytest.raises(SourceChanged, match="no JobPosting on the page of 4100001"):
        SOURCE.parse_detail(SAVED, read(SAVED).postings[0], CONFIG)


def test_edited_entry_has_another_hash() -> None:
    first, edited = board({}).postings[0], board({"LocationName": "Reef"}).postings[0]

    assert first.list_hash == board({"Description": "x"}).postings[0].list_hash
    assert first.list_hash != edited.list_hash


def test_recorded_board() -> None:
    page = read(recorded("paylocity/fermi_board.html"))
    first, power = page.postings[0], page.postings[2]

    assert (len(page.postings), page.rejects, page.unknown_fields) == (18, [], 0)
    assert (page.next, page.whole) == (None, True)
    assert {posting.company for posting in page.postings} == {"Fermi LLC"}
    assert (first.external_id, first.title) == ("4248451", "Corporate Tax Director")
    assert (first.locations, first.department) == (("Dallas, TX, USA",), "Finance")
    assert first.posted_at == datetime(2026, 6, 11, 21, 42, 33, tzinfo=UTC)
    assert (power.title, power.locations) == ("Head of Power", ("Amarillo, TX, USA",))
    assert [posting.title for posting in page.postings if posting.workplace] == [
        "Director of Marketing"
    ]
    assert page.postings[16].locations == ("Dallas - Amarillo",)


def test_recorded_detail() -> None:
    listed = read(recorded("paylocity/fermi_board.html")).postings[0]

    whole = SOURCE.parse_detail(recorded("jsonld/paylocity_detail_1.html"), listed, CONFIG)

    assert (whole.description_html or "").startswith("<p>Description</p>")
    assert whole.locations == ("Dallas, TX, USA",)
    assert (whole.salary, whole.employment_type, whole.expires_at) == (None, None, None)
