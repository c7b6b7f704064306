"""JustJoin.it and RocketJobs.pl: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.rules import employment, titles
from jobscout.sources import pages
from jobscout.sources.base import Config, NeedsPermission, Page, Request
from jobscout.sources.justjoinit import JustJoinIt
from jobscout.sources.paging import Progress
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED, DETAIL = fixture("justjoinit.json"), fixture("justjoinit_detail.json")
KIND = Kind(
    config={},
    entries=("data",),
    needs=(),
    quoted="city",
    fields={"id": "guid", "url": None},
    decides=("slug",),  # the page's address
    detail_needs=("body", "isOfferActive"),
    totals=[("meta", "totalItems")],
)
API = "https://justjoin.it/api/candidate-api/offers"
NEWEST = "sortBy=publishedAt&orderBy=descending"
EVERYTHING: Config = {}
SOURCE = JustJoinIt()


def read(body: bytes, *, offset: int = 0, config: Config = EVERYTHING) -> Page:
    state = Progress(offset, None, offset, ("earlier",)) if offset else None
    return SOURCE.parse(body, config, Request(url=API, state=state))


def answer(rows: int, total: int | None, *, first: int = 0) -> bytes:
    offers = [{"guid": str(first + row), "title": "Diver", "slug": "s"} for row in range(rows)]
    return json.dumps({"data": offers, "meta": {"totalItems": total}}).encode()


def one(**wire: Any) -> RawPosting:
    offer = {"guid": "7", "title": "Diver", "slug": "dzwon-diver", **wire}
    page = read(json.dumps({"data": [offer], "meta": {"totalItems": 1}}).encode())
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def paid(**wire: Any) -> Salary | None:
    contract = {"currency": "PLN", "currencySource": "original", "unit": "month", **wire}
    return one(employmentTypes=[contract]).salary


def test_everything_is_one_board() -> None:
    assert SOURCE.board({}) == "all"
    assert SOURCE.employer({}) == ""
    assert SOURCE.first_request({}).url == f"{API}?from=0&itemsCount=100&{NEWEST}"


def test_filters_name_a_board() -> None:
    config = {"city": "Gdańsk", "categories": "a&b"}

    assert SOURCE.board(config) == "categories=a%26b&city=Gda%C5%84sk"
    assert SOURCE.first_request(config).url == (
        f"{API}?from=0&itemsCount=100&{NEWEST}&categories=a%26b&city=Gda%C5%84sk"
    )


def test_sister_site_is_another_board() -> None:
    """It has the same API, and pages of its own."""
    config = {"site": "rocketjobs.pl", "city": "Gdynia"}

    posting = read(SAVED, config=config).postings[0]

    assert SOURCE.board(config) == "rocketjobs.pl/city=Gdynia"
    assert SOURCE.page_url(config) == "https://rocketjobs.pl/"
    assert SOURCE.first_request(config).url.startswith(
        "https://rocketjobs.pl/api/candidate-api/offers?from=0&"
    )
    assert posting.url == "https://rocketjobs.pl/oferta-pracy/dzwon-bell-founder-gdansk-other"


def test_other_site_and_filter_are_named_together() -> None:
    with pytest.raises(BadConfig, match=r"justjoin\.it, rocketjobs\.pl") as caught:
        SOURCE.first_request({"site": "a.example", "city": 5})

    assert [caught.value.field, *(also.field for also in caught.value.also)] == ["site", "city"]


def test_is_read_by_permission_only() -> None:
    assert isinstance(SOURCE, NeedsPermission)
    assert "no public API" in SOURCE.needs_permission


@pytest.mark.parametrize(
    "url",
    [f"{API}/dzwon-bell-founder", f"{API}?city=%00", "https://justjoin.it/brands/story/dzwon",
     "https://api.justjoin.it/"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    assert SOURCE.recognise(urlsplit(url)) is None


def test_reads_every_field() -> None:
    posting = read(SAVED).postings[0]

    assert posting.list_hash is not None
    assert msgspec.structs.replace(posting, list_hash=None) == RawPosting(
        external_id="00000000-0000-4000-8000-000000000001",
        title="Bell Founder & Tuner",
        url="https://justjoin.it/job-offer/dzwon-bell-founder-gdansk-other",
        apply_url="https://apply.dzwon.example/a/1",
        company="Dzwon",
        locations=(
            "Gdańsk",
            "Łódź",
        ),
        workplace="hybrid",
        department="casting",
        employment_type="part_time",
        seniority="senior",
        salary=Salary(min=100, max=125, currency="PLN", period="hour"),
        description_html="<p>Required: Casting, Tuning &amp; filing</p><p>Nice to have: Polish</p>",
        posted_at=datetime(2026, 8, 6, 6, 55, 32, 18515, tzinfo=UTC),
        expires_at=datetime(2026, 11, 4, 22, 59, 59, 999999, tzinfo=UTC),
    )


def test_what_an_offer_does_not_state_is_none() -> None:
    """A form of the site's own is no address to apply at, and "other" is no department."""
    posting = msgspec.structs.replace(read(SAVED).postings[1], list_hash=None)

    assert posting == RawPosting(
        external_id="00000000-0000-4000-8000-000000000002",
        title="Rope Puller",
        url="https://justjoin.it/job-offer/dzwon-rope-puller-szczecin-other",
        locations=("Szczecin",),
    )


def complete(posting: RawPosting, **changes: Any) -> RawPosting:
    body = json.dumps(json.loads(DETAIL) | changes).encode()
    return SOURCE.parse_detail(body, posting, {})


def test_text_is_in_a_second_answer() -> None:
    """The skills, by which searches find an offer, stay."""
    listed = read(SAVED).postings[0]
    request = SOURCE.detail(listed, {"site": "rocketjobs.pl"})

    whole = complete(listed)

    assert request is not None
    assert request.url == (
        "https://rocketjobs.pl/api/candidate-api/offers/dzwon-bell-founder-gdansk-other"
    )
    assert whole == msgspec.structs.replace(
        listed,
        description_html=(
            '<p class="ql-header-3">About us</p><p>Cast bells &amp; tune them.</p>\n'
            f"{listed.description_html}"
        ),
    )


def test_country_is_that_of_the_one_place() -> None:
    several, single = read(SAVED).postings

    assert (complete(several).country, complete(single).country) == (None, "PL")


def test_withdrawn_offer_has_no_text() -> None:
    with pytest.raises(SourceChanged, match="was withdrawn"):
        complete(one(), isOfferActive=False)


@pytest.mark.parametrize("slug", [None, "", " ", "..", 5])
def test_offer_without_a_page_is_rejected(slug: object) -> None:
    offers = [{"guid": "7", "title": "Diver", "slug": slug}]

    page = read(json.dumps({"data": offers, "meta": {"totalItems": 1}}).encode())

    assert [reject.external_id for reject in page.rejects] == ["7"]
    assert "slug" in page.rejects[0].reason


def test_slug_is_quoted() -> None:
    assert one(slug="a/../b?c").url == "https://justjoin.it/job-offer/a%2F..%2Fb%3Fc"


def test_pay_is_what_the_employer_stated() -> None:
    """In its currency, for its unit: ``from`` and ``to`` are a month's, whatever the unit."""
    month = Salary(min=10, max=20, currency="PLN", period="month")

    assert paid(**{"from": 10, "to": 20, "unit": "Month"}) == month
    assert paid(**{"from": 10, "to": 20, "unit": "hour"}) is None
    assert paid(fromPerUnit=10, toPerUnit=20, currencySource="conversion") is None
    assert paid(fromPerUnit=10, toPerUnit=20, unit="project") is None
    assert paid(toPerUnit=20, unit="Day") == Salary(max=20, currency="PLN", period="day")


def test_levels_and_hours_are_understood() -> None:
    levels = [titles.seniority("Diver", level) for level in ("junior", "mid", "c_level")]
    hours = [
        employment.employment_type(time) for time in ("full_time", "practice_internship")
    ]  # fmt: skip

    assert levels == ["junior", "mid", "executive"]
    assert hours == ["full_time", "internship"]


def test_pages_are_asked_for_until_the_total() -> None:
    """However short they are."""
    first = read(answer(99, 101))
    last = SOURCE.parse(answer(2, 101, first=99), {}, first.next or Request(url=""))

    assert first.next is not None
    assert first.next.url == f"{API}?from=100&itemsCount=100&{NEWEST}"
    assert (first.whole, last.next, last.whole, last.windowed) == (True, None, True, False)


def test_ten_thousand_is_no_total() -> None:
    """A longer list says so, too; rows beyond are refused, so only its newest are read."""
    last, gap, exact = (
        read(answer(100, 10_000), offset=9_900),
        read(answer(0, 10_000), offset=5_000),
        read(answer(99, 9_999), offset=9_900),
    )

    assert (last.next, last.whole, last.windowed) == (None, False, True)
    assert (gap.next, gap.whole, gap.windowed) == (None, False, False)
    assert (exact.next, exact.whole, exact.windowed) == (None, True, False)


def test_every_list_comes_to_an_end() -> None:
    request, many = SOURCE.first_request({}), 0
    while request is not None and many < 200:
        page = SOURCE.parse(answer(100, 10_000, first=many * 100), {}, request)
        request, many = page.next, many + 1  # type: ignore[assignment]

    assert many == 100


def test_repeated_page_ends_the_reading() -> None:
    first = read(answer(100, 500))
    again = SOURCE.parse(answer(100, 500), {}, first.next or Request(url=""))

    assert (again.next, again.whole) == (None, False)


def test_empty_first_page_of_a_list_is_source_changed() -> None:
    with pytest.raises(SourceChanged, match="empty first page"):
        read(answer(0, 5))


def test_recorded_offers_are_read() -> None:
    page = read(recorded("justjoinit/offers.json"))
    control, net, tester = page.postings

    assert (page.rejects, page.unknown_fields, page.next, page.whole) == ([], 0, None, True)
    assert (control.title, control.company) == (
        "Grid Converter Control Engineer", "Antal Sp. z o.o.",
    )  # fmt: skip
    assert (control.workplace, control.salary) == ("office", None)
    assert control.expires_at == datetime(2026, 11, 4, 22, 59, 59, 999999, tzinfo=UTC)
    assert net.locations == (
        "Gdańsk", "Warszawa",
        "Kraków",
    )  # fmt: skip
    assert net.salary == Salary(min=26000, max=31000, currency="PLN", period="month")
    assert net.posted_at == datetime(2026, 8, 6, 10, 31, 23, 32739, tzinfo=UTC)
    assert tester.posted_at == datetime(2026, 7, 17, 11, 37, 49, 730513, tzinfo=UTC)
    assert tester.salary is None
    assert all(posting.description_html and posting.apply_url for posting in page.postings)
