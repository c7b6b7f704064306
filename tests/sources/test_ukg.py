"""UKG Pro Recruiting: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.sources.ukg import UKG
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page, Request

GUID = "0b6a1f00-4cee-4334-8182-9de221ffb9e4"
ROOT = f"https://recruiting2.ultipro.com/RIV1000RIVER/JobBoard/{GUID}"
SAVED = fixture("ukg.json")
SOURCE = UKG()


def detail_page(document: Any) -> bytes:
    said = json.dumps(document).replace("</", "<\\/")
    return (
        "<html><script>\n$(function () { var opportunity = new "
        f"US.Opportunity.CandidateOpportunityDetail({said});\n ko.applyBindings(opportunity); }});"
        "</script></html>"
    ).encode()


KIND = Kind(
    config={"host": "recruiting2.ultipro.com", "tenant": "RIV1000RIVER", "board": GUID},
    entries=("opportunities",),
    needs=("host", "tenant", "board"),
    quoted=None,
    fields={"id": "Id", "title": "Title", "url": None, "description": "BriefDescription"},
    totals=[("totalCount",)],
    detail_written=detail_page,
)
CONFIG = KIND.config
DETAIL = detail_page(json.loads(fixture("ukg_detail.json")))


def read(body: bytes, request: Request | None = None) -> Page:
    return SOURCE.parse(body, CONFIG, request or SOURCE.first_request(CONFIG))


def answer(rows: int, total: object, first: int = 0) -> bytes:
    listed = [{"Id": str(n), "Title": "Pilot"} for n in range(first, first + rows)]
    return json.dumps({"opportunities": listed, "totalCount": total}).encode()


def one(**facts: Any) -> RawPosting:
    row = {"Id": "1", "Title": "Pilot", **facts}
    (posting,) = read(json.dumps({"opportunities": [row], "totalCount": 1}).encode()).postings
    return posting


def test_list_is_asked_by_post() -> None:
    """The newest first, so that the order of pages is one."""
    request = SOURCE.first_request(CONFIG)
    search = json.loads(request.body or b"")["opportunitySearch"]

    assert request.url == f"{ROOT}/JobBoardView/LoadSearchResults"
    assert (search["Top"], search["Skip"]) == (50, 0)
    assert search["OrderBy"][0]["PropertyName"] == "PostedDate"


def test_identity() -> None:
    """Codes are written in any case, and are asked for as they are written."""
    config = {**CONFIG, "tenant": "riv1000river", "board": GUID.upper()}

    assert SOURCE.board(config) == f"recruiting2.ultipro.com/RIV1000RIVER/{GUID}"
    assert SOURCE.page_url(config) == ROOT.replace("RIV1000RIVER", "riv1000river")
    assert SOURCE.employer(config) is None


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("host", "acme.ultipro.com"),
        ("host", "recruiting.ultipro.com.evil.example"),
        ("host", "rec.pro.ukg.net"),
        ("host", "recruiting.ultipro.ca:8443"),
        ("tenant", "a/b"),
        ("tenant", "a b"),
        ("board", "acme"),
        ("board", f"{GUID}/x"),
    ],
)
def test_bad_setting_is_named(setting: str, value: str) -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, setting: value})

    assert caught.value.field == setting


@pytest.mark.parametrize(
    "host", ["recruiting.ultipro.com", "recruiting.ultipro.ca", "Acme.rec.pro.ukg.net"]
)
def test_hosts(host: str) -> None:
    asked = SOURCE.first_request({**CONFIG, "host": host})

    assert asked.url.startswith(f"https://{host.lower()}/RIV1000RIVER/JobBoard/")


def test_reads_every_field() -> None:
    """States by name: WA is also Washington. The list's text is plain."""
    posting = read(SAVED).postings[0]

    assert posting.list_hash
    assert posting == RawPosting(
        external_id="173a7329-0000-4b96-ba18-bf372d2d7671",
        title="Barge Pilot & Mate",
        url=f"{ROOT}/OpportunityDetail?opportunityId=173a7329-0000-4b96-ba18-bf372d2d7671",
        requisition_id="BARGE001983",
        locations=("Gravesend, Western Australia, Australia", "The lower river"),
        country="AUS",
        workplace="onsite",
        department="River",
        employment_type="Full-time",
        description_html="<p>Pilot barges &amp; mates.</p><p>By night &lt;only&gt;.</p>",
        posted_at=datetime(2026, 9, 23, 19, 47, 22, 998_000, tzinfo=UTC),
        list_hash=posting.list_hash,
    )


def test_what_is_not_stated_is_none() -> None:
    posting = read(SAVED).postings[1]

    assert (posting.workplace, posting.employment_type, posting.posted_at) == (None, None, None)
    assert (posting.locations, posting.country, posting.description_html) == ((), None, None)


@pytest.mark.parametrize(
    ("stated", "workplace"),
    [(0, "hybrid"), (1, "onsite"), (2, "remote"), (3, None), (None, None), ("2", None)],
)
def test_workplaces(stated: object, workplace: str | None) -> None:
    assert one(JobLocationType=stated).workplace == workplace


def test_hours() -> None:
    assert one(FullTime=False).employment_type == "Part-time"
    assert one(FullTime="yes").employment_type is None


def test_country_of_places_in_several_is_none() -> None:
    places = [
        {"Address": {"City": city, "Country": {"Code": code}}}
        for city, code in [("Lima", "PER"), ("Lima", "USA")]
    ]

    assert one(Locations=places).country is None
    assert one(Locations=places).locations == ("Lima, PER", "Lima, USA")
    assert one(Locations=[*places[:1], {"Address": 5}]).country == "PER"


def test_pages_go_on_to_the_total() -> None:
    """By the rows asked for, not by those that came."""
    first = read(answer(50, 101))
    assert first.next is not None
    second = read(answer(48, 101, first=50), first.next)
    assert second.next is not None
    third = read(answer(1, 101, first=100), second.next)

    assert [json.loads(page.next.body or b"")["opportunitySearch"]["Skip"]
            for page in (first, second) if page.next] == [50, 100]  # fmt: skip
    assert (first.whole, second.whole, third.whole, third.next) == (True, True, False, None)


def test_repeated_page_ends_the_list() -> None:
    first = read(answer(50, None))
    assert first.next is not None

    again = read(answer(50, None), first.next)

    assert (again.next, again.whole) == (None, False)


def test_first_page_that_lacks_its_jobs_is_source_changed() -> None:
    with pytest.raises(SourceChanged, match="7 jobs and an empty first page"):
        read(answer(0, 7))


def test_pages_end() -> None:
    request: Request | None = SOURCE.first_request(CONFIG)
    pages = 0
    while request is not None and pages < 1_000:
        page = read(answer(50, 10**6, first=pages * 50), request)
        request, pages = page.next, pages + 1

    assert (pages, page.whole, page.windowed) == (200, False, True)


def test_detail_has_text_and_first_date() -> None:
    """The list's date moves when the job is posted again."""
    listed = read(SAVED).postings[0]
    request = SOURCE.detail(listed, {**CONFIG, "base_url": "http://127.0.0.1:9000"})
    whole = SOURCE.parse_detail(DETAIL, listed, CONFIG)

    assert request is not None
    assert request.url == listed.url.replace(
        "https://recruiting2.ultipro.com", "http://127.0.0.1:9000"
    )
    assert request.body is None
    assert whole.description_html == "<p>Pilot barges &amp; mates (by night);</p>"
    assert whole.posted_at == datetime(2026, 7, 1, 9, 10, 11, 123_000, tzinfo=UTC)
    assert (whole.title, whole.list_hash) == (listed.title, listed.list_hash)


@pytest.mark.parametrize(
    ("said", "salary"),
    [
        (
            {"CompensationAnnualMinimum": 60000.0, "CompensationAnnualMaximum": 72000.0},
            Salary(min=60000, max=72000, currency="CAD", period="year"),
        ),
        (
            {"CompensationAnnualMinimum": None, "CompensationHourlyMinimum": "31.50"},
            Salary(min=31.5, currency="CAD", period="hour"),
        ),
        ({"CompensationAnnualMinimum": 60000.0, "PayRangeVisible": False}, None),
        ({"CompensationAnnualMinimum": 60000.0, "CompensationCurrencyCode": None}, None),
        ({"CompensationAnnualMinimum": [60000]}, None),
    ],
)
def test_detail_states_the_pay(said: dict[str, Any], salary: Salary | None) -> None:
    """Unless the employer hides it."""
    page = detail_page({"Description": "x", "CompensationCurrencyCode": "CAD", **said})

    assert SOURCE.parse_detail(page, read(SAVED).postings[0], CONFIG).salary == salary


def test_detail_without_text_keeps_the_lists() -> None:
    listed = read(SAVED).postings[0]

    assert SOURCE.parse_detail(detail_page({"Description": " "}), listed, CONFIG) == listed


@pytest.mark.parametrize("body", [b"", b"<html><div id='app'></div>", detail_page([])])
def test_page_of_a_job_that_is_gone_is_source_changed(body: bytes) -> None:
    """It is a 200 with an empty page."""
    with pytest.raises(SourceChanged):
        SOURCE.parse_detail(body, read(SAVED).postings[0], CONFIG)


def test_edited_entry_has_another_hash() -> None:
    assert one().list_hash == one(MatchScore=0.5).list_hash
    assert one().list_hash != one(BriefDescription="New.").list_hash


def test_recorded_answer() -> None:
    page = read(recorded("ukg/pason.json"))
    remote, houston, athabasca = page.postings

    assert (page.rejects, page.unknown_fields, page.next, page.whole) == ([], 0, None, True)
    assert remote.title == "Field Service Technician - Peace River"
    assert (remote.locations, remote.workplace) == (("Remote, Alberta, Canada",), "onsite")
    assert (houston.locations, houston.workplace) == (("Houston, Texas, United States",), None)
    assert houston.posted_at == datetime(2026, 7, 23, 1, 10, 25, 984_000, tzinfo=UTC)
    assert (houston.requisition_id, houston.department) == ("OPERA001981", "Operations")
    assert (athabasca.posted_at, athabasca.country) == (None, "CAN")
    assert athabasca.locations == ("Athabasca, Alberta, Canada",)
