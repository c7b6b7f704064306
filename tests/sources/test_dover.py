"""Dover: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.sources import pages
from jobscout.sources.base import Request
from jobscout.sources.dover import Dover
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("dover.json")
DETAIL = fixture("dover_detail.json")
KIND = Kind(
    config={"board": "monsoonsails"},
    entries=("results",),
    fields={"url": None},
    decides=("is_sample", "is_published"),
    detail_needs=("user_provided_description",),
    totals=[("count",)],
)
CONFIG = KIND.config
SOURCE = Dover()
API = "https://app.dover.com/api/v1"
ID = "5a1b2c3d-0000-4000-8000-00000000000f"
PLACE = {"name": "Lamu", "location_type": "REMOTE", "location_option": {"country": "KE"}}


def led(config: dict[str, Any], **says: Any) -> Page:
    """What the answer about the career page leads to."""
    body = json.dumps({"id": ID, "name": "Monsoon Sails", **says}).encode()
    return SOURCE.parse(body, config, SOURCE.first_request(config))


def list_request(config: dict[str, Any] = CONFIG) -> Request:
    request = led(config).next
    assert request is not None
    return request


def read(body: bytes, request: Request | None = None) -> Page:
    return SOURCE.parse(body, CONFIG, request or list_request())


def answer(rows: int, total: int | None, first: int = 0) -> bytes:
    jobs = [{"id": str(number), "title": "Diver"} for number in range(first, first + rows)]
    return json.dumps({"count": total, "results": jobs}).encode()


def board_of(**fields: Any) -> Page:
    wire = {"id": "7", "title": "Diver", **fields}
    return read(json.dumps({"count": 1, "results": [wire]}).encode())


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    (posting,) = board_of(**fields).postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def first() -> RawPosting:
    return read(SAVED).postings[0]


def test_career_page_leads_to_the_list() -> None:
    """By its slug or by its id."""
    by_slug, by_id = SOURCE.first_request(CONFIG), SOURCE.first_request({"board": ID})

    assert by_slug.url == f"{API}/careers-page-slug/monsoonsails"
    assert by_id.url == f"{API}/careers-page/{ID}"
    for config in (CONFIG, {"board": ID}):
        page = led(config, slug="monsoon")
        assert (page.postings, page.whole) == ((), True)
        assert page.next is not None
        assert page.next.url == f"{API}/careers-page/{ID}/jobs?limit=300&offset=0"


def test_base_url_moves_the_list_and_the_details() -> None:
    config = {**CONFIG, "base_url": "http://127.0.0.1:9000"}
    asked = SOURCE.detail(first(), config)

    assert list_request(config).url.startswith("http://127.0.0.1:9000/api/v1/careers-page/")
    assert asked is not None
    assert asked.url.startswith("http://127.0.0.1:9000/api/v1/inbound/application-portal-job/")


@pytest.mark.parametrize("id_", ["", "acme", "../../x", f"{ID}/x", "x" * 500])
def test_career_page_without_an_id_is_source_changed(id_: str) -> None:
    """Nothing else becomes a part of a request."""
    with pytest.raises(SourceChanged, match="id is no UUID"):
        led(CONFIG, id=id_)


def test_pages_for_people() -> None:
    assert SOURCE.page_url(CONFIG) == "https://app.dover.com/jobs/monsoonsails"
    assert SOURCE.page_url({"board": ID}) == f"https://app.dover.com/dover/careers/{ID}"
    assert SOURCE.employer({"board": "monsoon-sails"}) == "Monsoon Sails"
    assert SOURCE.employer({"board": ID}) is None


def test_address_of_a_posting_has_the_slug() -> None:
    """That of the answer, else the board."""
    by_id = {"board": ID}
    named, unnamed = led(by_id, slug="a/b").next, led(CONFIG, slug=" ").next
    assert named is not None
    assert unnamed is not None

    (posting,) = SOURCE.parse(answer(1, 1), by_id, named).postings
    assert posting.url == "https://app.dover.com/apply/a%2Fb/0"
    (posting,) = SOURCE.parse(answer(1, 1), CONFIG, unnamed).postings
    assert posting.url == "https://app.dover.com/apply/monsoonsails/0"


def test_reads_every_field_of_the_list() -> None:
    """Each field of a posting comes from the place the list has for it."""
    assert msgspec.structs.replace(first(), list_hash=None) == RawPosting(
        external_id="5a1b2c3d-0000-4000-8000-000000000001",
        title="Sail Maker & Mender",
        url="https://app.dover.com/apply/monsoonsails/5a1b2c3d-0000-4000-8000-000000000001",
        locations=("Lamu, Kenya", "Malindi, Kenya"),
        country="KE",
        workplace="HYBRID",
    )


def test_workplace_is_that_of_all_places() -> None:
    """Where the job itself states none."""
    office = {**PLACE, "location_type": "IN_OFFICE", "location_option": {"country": "AT"}}

    assert read(SAVED).postings[1].workplace == "REMOTE"
    assert one(locations=[PLACE, office]).workplace is None
    assert one(locations=[PLACE, office]).country is None
    assert one(locations=[PLACE, office], workplace_type="HYBRID").workplace == "HYBRID"


@pytest.mark.parametrize("locations", [None, [], [None], "Lamu", [{"name": 5}], {"name": "x"}])
def test_odd_places_are_unknown(locations: object) -> None:
    assert one(locations=locations).locations == ()


@pytest.mark.parametrize(
    ("fields", "postings"),
    [
        ({"is_sample": True}, 0),
        ({"is_published": False}, 0),
        ({"is_sample": None, "is_published": None}, 1),
        ({"is_sample": "true", "is_published": 0}, 1),
    ],
)
def test_samples_and_drafts_are_passed_over(fields: dict[str, Any], postings: int) -> None:
    """They are no rejects."""
    page = board_of(**fields)

    assert (len(page.postings), page.rejects) == (postings, [])


@pytest.mark.parametrize("id_", [".", "..", " .. "])
def test_id_that_leads_elsewhere_is_rejected(id_: str) -> None:
    assert len(board_of(id=id_).rejects) == 1


def test_list_is_followed_to_its_total() -> None:
    """By offset, also after a short page."""
    page = read(answer(299, 310))
    assert page.next is not None
    assert page.next.url == f"{API}/careers-page/{ID}/jobs?limit=300&offset=300"
    assert page.whole

    last = read(answer(11, 310, first=299), page.next)
    assert (len(last.postings), last.next, last.whole) == (11, None, True)
    assert last.postings[0].url == "https://app.dover.com/apply/monsoonsails/299"

    lacking = read(answer(5, 310, first=299), page.next)
    assert (lacking.next, lacking.whole) == (None, False)


def test_repeated_page_ends_the_reading() -> None:
    page = read(answer(300, 900))

    repeated = read(answer(300, 900), page.next)

    assert (repeated.next, repeated.whole) == (None, False)


def test_reading_is_bounded() -> None:
    """What is beyond is missing, and the reading says so."""
    request: Request | None = list_request()
    number = 0
    while request is not None:
        page = read(answer(300, 10**9, first=300 * number), request)
        number, request = number + 1, page.next

    assert (number, page.whole, page.windowed) == (20, False, False)


def test_empty_list_with_a_total_is_a_failure() -> None:
    with pytest.raises(SourceChanged, match="7 jobs and an empty first page"):
        read(answer(0, 7))


@pytest.mark.parametrize(("id_", "quoted"), [("a1", "a1"), (39, "39"), ("../a?b", "..%2Fa%3Fb")])
def test_detail_is_asked_by_quoted_id(id_: object, quoted: str) -> None:
    asked = SOURCE.detail(one(id=id_), CONFIG)

    assert asked == Request(url=f"{API}/inbound/application-portal-job/{quoted}")


def test_detail_completes_the_posting() -> None:
    """Text, date, pay, type and the company's name."""
    assert SOURCE.parse_detail(DETAIL, first(), CONFIG) == msgspec.structs.replace(
        first(),
        company="Monsoon Sails",
        employment_type="FULL_TIME",
        salary=Salary(min=90_000, max=120_000, currency="KES", period="month"),
        description_html="<p>Make sails &amp; mend them.</p>",
        posted_at=datetime(2026, 9, 2, 7, 15, 30, tzinfo=UTC),
    )


def test_poor_detail_takes_nothing_away() -> None:
    assert SOURCE.parse_detail(b'{"user_provided_description": null}', first(), CONFIG) == first()


def test_date_of_publication_comes_before_that_of_creation() -> None:
    detail = {**json.loads(DETAIL), "date_posted": "2026-10-01"}

    whole = SOURCE.parse_detail(json.dumps(detail).encode(), first(), CONFIG)

    assert whole.posted_at == datetime(2026, 10, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "pay", [None, {}, "x", {"salary_range_type": "OTHER"}, {"currency_code": None}]
)
def test_pay_that_lacks_a_part_is_not_read(pay: object) -> None:
    detail = json.loads(DETAIL)
    detail["compensation"] = {**detail["compensation"], **pay} if isinstance(pay, dict) else pay
    whole = SOURCE.parse_detail(json.dumps(detail).encode(), first(), CONFIG)

    assert (whole.salary is None) is (pay != {})


def test_changed_detail_is_said() -> None:
    with pytest.raises(SourceChanged, match=r"dover: .*user_provided_description"):
        SOURCE.parse_detail(b"{}", first(), CONFIG)


@pytest.mark.parametrize(
    ("old", "new"), [("Sail Maker", "Rope Maker"), ("Lamu, Kenya", "Kilifi"), ("HYBRID", "REMOTE")]
)
def test_hash_changes_with_what_people_see(old: str, new: str) -> None:
    """An edited entry has another hash, so that its text is asked for again."""
    edited = read(SAVED.replace(old.encode(), new.encode(), 1)).postings

    assert edited[0].list_hash != first().list_hash
    assert edited[1].list_hash == read(SAVED).postings[1].list_hash


def test_reads_a_recorded_list() -> None:
    """Both postings; the recording has the list without the object around it."""
    results = json.loads(recorded("dover/careers_page_jobs.json"))

    page = read(json.dumps({"count": 2, "next": None, "results": results}).encode())

    assert (page.rejects, page.unknown_fields, page.whole, page.next) == ([], 0, True, None)
    assert [(posting.external_id, posting.title) for posting in page.postings] == [
        ("aa378aa1-79f3-4995-8667-b78a61c12b11", "Head of People"),
        ("066865ee-3ba5-4098-9420-53cd8d45cd12", "Marketing Leader"),
    ]
    assert {posting.locations for posting in page.postings} == {("United States",)}
    assert {(posting.country, posting.workplace) for posting in page.postings} == {("US", "REMOTE")}
