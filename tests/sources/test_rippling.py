"""Rippling: saved answers of both of its APIs in, raw postings out. No network."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import Salary
from jobscout.sources import pages
from jobscout.sources.rippling import Rippling
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.model import RawPosting
    from jobscout.sources.base import Page, Request

SAVED = fixture("rippling.json")
DETAIL = fixture("rippling_detail.json")
KIND = Kind(
    config={"board": "beaconworks"},
    entries=("items",),
    fields={"title": "name"},
    detail_needs=("name",),
    totals=[("totalItems",)],
)
CONFIG = KIND.config
V1 = {**CONFIG, "api": "v1"}
SOURCE = Rippling()
LIST = "https://ats.rippling.com/api/v2/board/beaconworks/jobs"


def read(body: bytes, config: dict[str, Any] = CONFIG) -> Page:
    return SOURCE.parse(body, config, SOURCE.first_request(config))


def row(id_: str, *cities: str, **fields: Any) -> dict[str, Any]:
    places = [{"city": city, "workplaceType": "ON_SITE"} for city in cities]
    return {"id": id_, "name": "Diver", "url": "https://a.example/1", "locations": places, **fields}


def answer(*rows: dict[str, Any], **stated: Any) -> bytes:
    return json.dumps({"items": rows, "totalItems": None, "pageSize": 2, **stated}).encode()


def one(**fields: Any) -> RawPosting:
    (posting,) = read(answer(row("x", **fields), totalItems=1)).postings
    return posting


def read_all(*bodies: bytes) -> list[Page]:
    """The pages of one reading, each asked for by the page before it."""
    request: Request | None = SOURCE.first_request(CONFIG)
    found = []
    for body in bodies:
        assert request is not None
        found.append(SOURCE.parse(body, CONFIG, request))
        request = found[-1].next
    return found


def detailed(**fields: Any) -> RawPosting:
    body = json.dumps({"name": "Diver", **fields}).encode()
    return SOURCE.parse_detail(body, read(SAVED).postings[0], CONFIG)


def test_addresses() -> None:
    first = read(SAVED).postings[0]
    detail, older = SOURCE.detail(first, CONFIG), SOURCE.detail(first, V1)

    assert SOURCE.first_request(CONFIG).url == (
        f"{LIST}?page=0&pageSize=100&groupJobsByLocation=true"
    )
    assert SOURCE.first_request(V1).url == (
        "https://api.rippling.com/platform/api/ats/v1/board/beaconworks/jobs"
    )
    assert detail is not None
    assert detail.url == f"{LIST}/{first.external_id}"
    assert older is not None
    assert older.url == f"{SOURCE.first_request(V1).url}/{first.external_id}"
    assert SOURCE.page_url(CONFIG) == "https://ats.rippling.com/beaconworks/jobs"
    assert SOURCE.employer({"board": "beacon-works"}) == "Beacon Works"
    assert SOURCE.board(V1) == SOURCE.board(CONFIG)


def test_unknown_api_is_named() -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, "api": "v3"})

    assert caught.value.field == "api"


def test_reads_every_field_of_the_list() -> None:
    posting = read(SAVED).postings[0]

    assert posting.title == "Lighthouse Keeper & Cook"
    assert posting.url == f"https://ats.rippling.com/beaconworks/jobs/{posting.external_id}"
    assert posting.locations == ("Lamu, Lamu County, Kenya", "Remote (Kenya)")
    assert (posting.workplace, posting.department) == ("REMOTE", "Towers")
    assert posting.language == "en-US"
    assert (posting.posted_at, posting.salary, posting.description_html) == (None, None, None)


def test_what_is_empty_is_not_stated() -> None:
    posting = read(SAVED).postings[1]

    assert posting.locations == ("Kisumu, Kenya",)
    assert (posting.workplace, posting.department, posting.language) == (None, None, None)


def test_rows_of_one_job_are_joined() -> None:
    """Each place once, in the order of the rows; the total counts rows."""
    again = row("a", "Kisumu", "Lamu", name="Taucher")
    body = answer(row("a", "Lamu"), row("b", "Thika"), again, totalItems=3)

    page = read(body.replace(b'"pageSize": 2', b'"pageSize": 50'))

    assert [(one.external_id, one.locations) for one in page.postings] == [
        ("a", ("Lamu", "Kisumu")), ("b", ("Thika",)),
    ]  # fmt: skip
    assert page.postings[0].title == "Diver"
    assert (page.whole, page.next) == (True, None)


def test_rows_are_joined_across_pages() -> None:
    """The first posting of an id counts, so nothing is said before all of its rows are known."""
    remote = [{"city": "Nakuru", "workplaceType": "REMOTE"}]

    first, second = read_all(
        answer(row("a", "Lamu"), row("b", "Thika"), totalItems=4),
        answer(row("c", "Meru"), row("a", locations=remote), totalItems=4),
    )

    assert first.postings == []
    assert first.next is not None
    assert first.next.url == f"{LIST}?page=1&pageSize=100&groupJobsByLocation=true"
    assert [(one.external_id, one.locations, one.workplace) for one in second.postings] == [
        ("a", ("Lamu", "Nakuru"), "REMOTE"), ("b", ("Thika",), "ON_SITE"),
        ("c", ("Meru",), "ON_SITE"),
    ]  # fmt: skip
    assert (second.whole, second.next) == (True, None)
    (posting, *_) = second.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type


def test_order_of_places_is_no_change() -> None:
    """The rows of a job may come in another order with every reading."""
    said = [
        read(answer(row("a", first), row("a", second), totalItems=2)).postings[0].list_hash
        for first, second in [("Lamu", "Thika"), ("Thika", "Lamu"), ("Lamu", "Meru")]
    ]

    assert said[0] is not None
    assert said[0] == said[1] != said[2]


def test_short_page_is_not_the_last() -> None:
    """Rows that a page lacks are in no other: then the reading is not whole."""
    first, second = read_all(
        answer(row("a", "Lamu"), totalItems=4),
        answer(row("b", "Lamu"), row("c", "Lamu"), totalItems=4),
    )

    assert first.next is not None
    assert (len(second.postings), second.whole, second.next) == (3, False, None)


@pytest.mark.parametrize(
    ("last", "whole"),
    [(answer(totalItems=6), False), (answer(), True), (answer(row("a", "Lamu")), False)],
    ids=["empty", "empty without a total", "repeated"],
)
def test_empty_or_repeated_page_ends_the_list(last: bytes, whole: bool) -> None:
    """What was read before it is kept."""
    stated = {"totalItems": 6} if b'"totalItems": 6' in last else {}

    _, page = read_all(answer(row("a", "Lamu"), **stated), last)

    assert ([one.external_id for one in page.postings], page.next) == (["a"], None)
    assert page.whole is whole


def test_job_of_many_places_is_no_repeated_page() -> None:
    """Two pages may begin with rows of the same job."""
    _, page = read_all(
        answer(row("a", "Lamu"), row("a", "Thika"), totalItems=4),
        answer(row("a", "Meru"), row("a", "Nakuru"), totalItems=4),
    )

    assert page.postings[0].locations == ("Lamu", "Thika", "Meru", "Nakuru")
    assert page.whole


@pytest.mark.parametrize("total", [10**6, None])
def test_endless_list_is_bounded(total: int | None) -> None:
    """A board that never runs out is read a hundred pages deep, and is not whole."""
    request: Request | None = SOURCE.first_request(CONFIG)
    number = 0
    while request is not None:
        body = answer(row(f"{number}a", "Lamu"), row(f"{number}b", "Lamu"), totalItems=total)
        page = SOURCE.parse(body, CONFIG, request)
        request, number = page.next, number + 1

    assert number == 100
    assert (len(page.postings), page.whole) == (200, False)


def test_held_rows_are_bounded() -> None:
    """Rows of megabytes do not wait for a last page."""
    rows = [row(str(number), *[f"{'x' * 9_000}{n}" for n in range(200)]) for number in range(3)]

    page = read(answer(*rows, totalItems=10**6))

    assert (len(page.postings), page.whole, page.next) == (3, False, None)


def test_refusal_is_not_an_empty_board() -> None:
    with pytest.raises(SourceChanged, match="7 jobs and an empty first page"):
        read(answer(totalItems=7))


@pytest.mark.parametrize("total", [None, "7", -1, True, 1.5])
def test_without_a_total_pages_are_read_until_an_empty_one(total: object) -> None:
    assert read(answer(row("a", "Lamu"), totalItems=total)).next is not None


def test_detail_completes_the_posting() -> None:
    listed = read(SAVED).postings[0]

    posting = SOURCE.parse_detail(DETAIL, listed, CONFIG)

    assert posting.description_html == "<p>Keep the light &amp; cook.</p>\n<p>We keep lights.</p>"
    assert posting.employment_type == "Salaried, full-time"
    assert posting.salary == Salary(min=90000, max=110000, currency="KES", period="month")
    assert posting.company == "Beaconworks"
    assert (posting.locations, posting.list_hash) == (listed.locations, listed.list_hash)
    assert posting.posted_at is None


def test_places_of_the_detail_stand_in() -> None:
    listed = one(locations=None)
    body = json.dumps({"name": "Diver", "workLocations": ["Lamu, Kenya", 5]}).encode()

    assert SOURCE.parse_detail(body, listed, CONFIG).locations == ("Lamu, Kenya",)


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("<p>x</p>", "<p>x</p>"),
        ({"company": "c", "benefits": "b", "role": "r"}, "r\nb\nc"),
        ({"role": None, "company": "c"}, "c"),
        ({}, None), (None, None), (5, None),
    ],
)  # fmt: skip
def test_description(text: object, description: str | None) -> None:
    """The job's own section stands first."""
    assert detailed(description=text).description_html == description


def band(low: float, high: float, currency: str = "KES", frequency: str = "YEAR") -> dict[str, Any]:
    return {"rangeStart": low, "rangeEnd": high, "currency": currency, "frequency": frequency}


@pytest.mark.parametrize(
    ("bands", "salary"),
    [
        ([band(10, 20, frequency="HOUR")], Salary(min=10, max=20, currency="KES", period="hour")),
        (
            [band(30, 40), band(20, 35), band(1, 99, "USD"), band(1, 2, frequency="HOUR")],
            Salary(min=20, max=40, currency="KES", period="year"),
        ),
        ([band(30, 40, frequency="BONUS")], None),
        ([band(30, 40, currency="")], None),
        ([band(0, 0), band(30, 40)], Salary(min=30, max=40, currency="KES", period="year")),
        ([], None),
    ],
)
def test_pay_is_what_the_bands_span(bands: list[dict[str, Any]], salary: Salary | None) -> None:
    """Bands differ by place; those in another unit than the first are left out."""
    assert detailed(payRangeDetails=bands).salary == salary


def test_older_api() -> None:
    """One answer with the whole board, in other words."""
    rows: list[dict[str, Any]]
    rows = [{"uuid": str(n), "name": "Diver", "url": "https://a.example/1"} for n in range(150)]
    rows += [{**rows[0], "workLocation": {"label": place}} for place in ("Lamu", "Thika")]

    page = read(json.dumps(rows).encode(), V1)

    assert (len(page.postings), page.next, page.whole) == (150, None, True)
    assert page.postings[0].locations == ("Lamu", "Thika")


def test_reject_of_the_older_api_is_named() -> None:
    page = read(b'[{"uuid": "7", "name": 5, "url": "https://a.example/1"}]', V1)

    assert [reject.external_id for reject in page.rejects] == ["7"]


def test_reads_a_recorded_page() -> None:
    """One job in two places; the total of 629 rows makes it the first page of many."""
    page = read(recorded("rippling/rippling_v2_page.json"))
    last = SOURCE.parse(answer(), CONFIG, page.next or SOURCE.first_request(CONFIG))

    assert (page.postings, page.rejects, page.unknown_fields) == ([], [], 0)
    assert page.next is not None
    (posting,) = last.postings
    assert posting.title == "Business Operations Manager"
    assert posting.locations == (
        "San Francisco, California, United States", "New York, United States",
    )  # fmt: skip
    assert (posting.workplace, posting.department) == ("ON_SITE", "Bizops")


def test_reads_a_recorded_board_of_the_older_api() -> None:
    page = read(recorded("rippling/11fs_v1.json"), V1)

    assert (page.rejects, page.unknown_fields, page.whole) == ([], 0, True)
    assert [(one.title, one.locations) for one in page.postings] == [
        ("Senior Sales Executive", ("London, United Kingdom",)),
        ("Director, Strategic Solutions", ("Remote (United States)",)),
    ]
    assert page.postings[0].department == "Pulse"
