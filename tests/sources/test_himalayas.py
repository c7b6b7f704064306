"""Himalayas: a saved answer in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.sources.base import Page, Request
from jobscout.sources.himalayas import Himalayas
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED = fixture("himalayas.json")
KIND = Kind(
    config={},
    needs=(),
    quoted=None,
    fields={"id": "guid", "url": "applicationLink"},
    totals=[("totalCount",)],
)
API = "https://himalayas.app/jobs/api?limit=20"
SOURCE = Himalayas()


def read(body: bytes, url: str = f"{API}&offset=0") -> Page:
    return SOURCE.parse(body, {}, Request(url=url))


def answer(rows: int, **envelope: Any) -> bytes:
    listed = [
        {"guid": f"diver-{row}", "title": "Diver", "applicationLink": "https://a.example/1"}
        for row in range(rows)
    ]
    return json.dumps({"jobs": listed, **envelope}).encode()


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"guid": "x", "title": "Diver", "applicationLink": "https://a.example/1", **fields}
    (posting,) = read(json.dumps({"jobs": [wire]}).encode()).postings
    return posting


def test_begins_with_the_newest() -> None:
    assert SOURCE.board({}) == "all"
    assert SOURCE.first_request({}).url == f"{API}&offset=0"
    assert SOURCE.page_url({}) == "https://himalayas.app/jobs"
    assert SOURCE.employer({}) == ""


def test_is_read_hourly_at_most() -> None:
    """A reading takes up to twenty requests, and about seventy jobs come in an hour."""
    assert SOURCE.min_interval >= timedelta(hours=1)


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place that the API has for it."""
    assert read(SAVED).postings[0] == RawPosting(
        external_id="https://himalayas.app/companies/updraft/jobs/kite-designer",
        title="Kite Designer",
        url="https://himalayas.app/companies/updraft/jobs/kite-designer",
        apply_url="https://himalayas.app/companies/updraft/jobs/kite-designer",
        company="Updraft",
        locations=("Kenya", "Uganda"),
        workplace="remote",
        department="Design",
        employment_type="Full Time",
        seniority="Senior",
        salary=Salary(min=40000, max=60000, currency="KES", period="year"),
        description_html="<p>Draw &lt;kites&gt;.</p>",
        posted_at=datetime(2026, 7, 24, 10, 33, 35, tzinfo=UTC),
        expires_at=datetime(2026, 9, 22, 10, 33, 35, tzinfo=UTC),
    )


def test_what_is_empty_is_not_stated() -> None:
    posting = read(SAVED).postings[1]

    assert (posting.company, posting.locations, posting.department) == (None, (), None)
    assert (posting.employment_type, posting.seniority, posting.salary) == (None, None, None)
    assert (posting.description_html, posting.posted_at, posting.expires_at) == (None, None, None)


@pytest.mark.parametrize("value", [None, [], {}, 5, True, ["x", 5, None, {}, []], "x", [{}]])
def test_odd_optional_field_costs_no_posting(value: object) -> None:
    names = (
        "companyName", "companySlug", "locationRestrictions", "parentCategories",
        "employmentType", "seniority", "minSalary", "maxSalary", "currency", "salaryPeriod",
        "description", "pubDate", "expiryDate",
    )  # fmt: skip
    for name in names:
        posting = one(**{name: value})
        assert posting.title == "Diver"
        for said in (
            posting.company, posting.department, posting.employment_type, posting.description_html,
        ):  # fmt: skip
            assert said in {None, "x", "X"}


@pytest.mark.parametrize(
    ("restrictions", "locations"),
    [
        ([], ("Worldwide",)),
        (None, ()),
        (["Kenya", "Uganda"], ("Kenya", "Uganda")),
        ([{"alpha2": "KE", "name": "Kenya", "slug": "kenya"}, {"slug": "x"}], ("Kenya",)),
    ],
)
def test_no_restriction_means_worldwide(restrictions: object, locations: tuple[str, ...]) -> None:
    """Countries are texts, or objects as the document has them; all of them are read."""
    assert one(locationRestrictions=restrictions).locations == locations


@pytest.mark.parametrize(
    ("said", "period"),
    [({}, "year"), ({"salaryPeriod": None}, "year"), ({"salaryPeriod": "annual"}, "year"),
     ({"salaryPeriod": "hourly"}, "hour"), ({"salaryPeriod": "daily"}, "day"),
     ({"salaryPeriod": "weekly"}, "week"), ({"salaryPeriod": "monthly"}, "month"),
     ({"salaryPeriod": "per project"}, None), ({"salaryPeriod": 5}, None)],
)  # fmt: skip
def test_period_of_pay(said: dict[str, Any], period: Any) -> None:
    """Without a period, as before mid-2026, pay is a year's; another one is unknown."""
    expected = period and Salary(min=50, max=60, currency="USD", period=period)

    assert one(minSalary=50, maxSalary=60, currency="USD", **said).salary == expected


def test_amounts_without_a_currency_are_no_pay() -> None:
    assert one(minSalary=50, maxSalary=60, currency=None).salary is None


@pytest.mark.parametrize(
    ("name", "slug", "company"),
    [("Torc Robotics", "torc", "Torc Robotics"), ("name", "torc-robotics", "Torc Robotics"),
     ("companyName", "torc", "Torc"), ("", "torc", "Torc"), ("name", None, "name"),
     (None, None, None)],
)  # fmt: skip
def test_slug_stands_in_for_a_fields_name(
    name: str | None, slug: str | None, company: str | None
) -> None:
    assert one(companyName=name, companySlug=slug).company == company


@pytest.mark.parametrize("stamp", [1784889215, 1784889215000, 1784889215.0])
def test_times_are_seconds_or_milliseconds(stamp: float) -> None:
    posting = one(pubDate=stamp, expiryDate=stamp)

    assert posting.posted_at == posting.expires_at == datetime(2026, 7, 24, 10, 33, 35, tzinfo=UTC)


def test_several_levels_are_kept() -> None:
    assert one(seniority=["Entry-level", 5, "Mid-level"]).seniority == "Entry-level, Mid-level"


@pytest.mark.parametrize(
    ("rows", "envelope", "offset", "whole"),
    [
        (20, {"limit": 20, "totalCount": 99}, 20, True),
        (20, {"limit": 20}, 20, False),
        # The limit in the answer is what counts.
        (3, {"limit": 3, "totalCount": 99}, 3, True),
        (3, {"totalCount": 99}, 20, False),
        (20, {"limit": "many", "totalCount": 99}, 20, True),
        (20, {"limit": 0, "totalCount": 99}, 20, True),
        (20, {"limit": True, "totalCount": 99}, 20, True),
        # A short page does not end the list, but what it lacks may be missing.
        (19, {"limit": 20, "totalCount": 99}, 20, False),
    ],
)
def test_next_page_without_a_cursor(
    rows: int, envelope: dict[str, Any], offset: int, whole: bool
) -> None:
    page = read(answer(rows, **envelope))

    assert (page.next, page.whole) == (Request(url=f"{API}&offset={offset}"), whole)


@pytest.mark.parametrize(
    ("rows", "total", "whole"),
    [(5, 45, True), (20, 60, True), (4, 45, False), (0, 99, False), (0, 40, True), (5, "x", None)],
)
def test_last_page_reaches_the_total(rows: int, total: object, whole: bool | None) -> None:
    """A page that is empty or reaches the total ends the list, whole if all rows were there."""
    page = read(answer(rows, limit=20, totalCount=total), f"{API}&offset=40")

    if whole is None:
        assert (page.next, page.whole) == (Request(url=f"{API}&offset=60"), False)
    else:
        assert (page.next, page.whole) == (None, whole)


def test_cursor_is_followed() -> None:
    """It stands in place of the offset, which is kept where it is not sent."""
    first = read(answer(20, limit=20, totalCount=99, nextCursor="a=b&c#d/é"))
    url = f"{API}&cursor=a%3Db%26c%23d%2F%C3%A9#offset=20"
    second = read(answer(20, limit=20, totalCount=99, nextCursor="e"), url)

    assert (first.next, first.whole) == (Request(url=url), True)
    assert read(answer(2, limit=20, totalCount=2, nextCursor="e")).whole
    assert (second.next, second.whole) == (Request(url=f"{API}&cursor=e#offset=40"), True)


def test_list_ends_with_the_cursor() -> None:
    """No cursor, or the same again, after a cursor: there is nothing more to ask for."""
    url = f"{API}&cursor=e#offset=40"

    assert read(answer(20, totalCount=99), url).next is None
    assert read(answer(20, totalCount=99, nextCursor="e"), url).next is None
    assert not read(answer(20, totalCount=99, nextCursor="e"), url).whole
    assert read(answer(5, totalCount=45, nextCursor=None), url).whole
    assert read(answer(0, totalCount=45, nextCursor="f"), url).next is None


@pytest.mark.parametrize("cursor", [5, True, [], {}, "", "x" * 501])
def test_odd_cursor_is_none(cursor: object) -> None:
    page = read(answer(20, limit=20, totalCount=99, nextCursor=cursor))

    assert page.next == Request(url=f"{API}&offset=20")


@pytest.mark.parametrize("cursor", [None, "a"])
def test_next_page_stays_on_the_configured_host(cursor: str | None) -> None:
    """With base_url the second page is asked from the same place as the first."""
    config = {"base_url": "http://127.0.0.1:9000"}
    body = answer(20, totalCount=99, nextCursor=cursor)

    page = SOURCE.parse(body, config, SOURCE.first_request(config))

    assert page.next is not None
    assert page.next.url.startswith("http://127.0.0.1:9000/jobs/api?limit=20&")


@pytest.mark.parametrize("has_cursor", [True, False])
@pytest.mark.parametrize(("limit", "pages"), [(20, 20), (10**9, 1), (10**400, 20), (-1, 20)])
def test_only_the_newest_are_read(has_cursor: bool, limit: int, pages: int) -> None:
    """The list has 100,000 jobs: twenty pages are read, and the reading is not whole."""
    request: Request | None = SOURCE.first_request({})
    read_pages: list[Page] = []

    while request is not None and len(read_pages) < 50:
        cursor = f"c{len(read_pages)}" if has_cursor else None
        body = answer(20, limit=limit, totalCount=100_000, nextCursor=cursor)
        read_pages.append(SOURCE.parse(body, {}, request))
        request = read_pages[-1].next

    assert len(read_pages) == pages
    assert not read_pages[-1].whole
    assert read_pages[-1].windowed is (limit != 10**9)  # its rows were not all there otherwise


def test_absurd_total_is_unknown() -> None:
    page = read(answer(0, totalCount="@@").replace(b'"@@"', b"9" * 4_000))

    assert (page.next, page.whole) == (None, False)


def test_refusal_is_not_an_empty_board() -> None:
    """An empty first page of a list that counts jobs is a failure, not zero jobs."""
    with pytest.raises(SourceChanged, match="7 jobs and an empty first page"):
        read(answer(0, totalCount=7))


@pytest.mark.parametrize(
    ("name", "postings", "offset", "whole"),
    [("2026-03", 3, 3, True), ("2026-07", 4, 5, False), ("2026-08_hourly", 3, 20, False)],
)
def test_recorded_pages_are_read_without_rejects(
    name: str, postings: int, offset: int, whole: bool
) -> None:
    """Two were cut by their recorders, so that rows of the page are missing."""
    page = read(recorded(f"himalayas/jobs_api_{name}.json"))

    assert (len(page.postings), page.rejects, page.whole) == (postings, [], whole)
    assert page.next == Request(url=f"{API}&offset={offset}")
    for posting in page.postings:
        assert posting.posted_at
        assert posting.expires_at
        assert posting.expires_at - posting.posted_at >= timedelta(days=59)
        assert all((posting.company, posting.locations, posting.seniority))
        assert posting.url == posting.external_id


def test_recorded_fields() -> None:
    """Titles, places, pay and dates of the real list come through."""
    march, july, august = (
        read(recorded(f"himalayas/jobs_api_{name}.json")).postings
        for name in ("2026-03", "2026-07", "2026-08_hourly")
    )

    assert march[0].title == "Senior Front-End Developer"
    assert march[0].salary is None
    assert march[0].posted_at == datetime(2026, 3, 28, 10, 12, tzinfo=UTC)
    assert march[1].salary == Salary(min=600_000, max=660_000, currency="PHP", period="year")
    assert len(march[2].locations) == 10
    assert july[2].salary == Salary(min=50, max=50, currency="USD", period="hour")
    assert july[3].locations == ("Canada", "United States")
    assert july[3].salary == Salary(min=184_000, max=356_500, currency="USD", period="year")
    assert august[0].salary == Salary(min=80, max=135, currency="USD", period="hour")
    assert (august[1].department, august[1].seniority) == ("Marketing", "Manager")
