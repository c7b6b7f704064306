"""Lever: a saved answer in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.sources.lever import Lever
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("lever.json")
KIND = Kind(
    config={"board": "tickandsons"}, entries=(), fields={"title": "text", "url": "hostedUrl"}
)
CONFIG = KIND.config
SOURCE = Lever()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"id": "x", "text": "Diver", "hostedUrl": "https://a.example/1", **fields}
    (posting,) = read(json.dumps([wire]).encode()).postings
    return posting


def test_asks_for_json() -> None:
    """One request brings the whole site, in JSON whatever the Accept header says."""
    assert SOURCE.first_request(CONFIG).url == (
        "https://api.lever.co/v0/postings/tickandsons?mode=json"
    )


@pytest.mark.parametrize(
    ("config", "page"),
    [
        (CONFIG, "https://jobs.lever.co/tickandsons"),
        ({**CONFIG, "base_url": "https://api.eu.lever.co"}, "https://jobs.eu.lever.co/tickandsons"),
    ],
)
def test_page_for_people_is_in_the_sites_region(config: dict[str, Any], page: str) -> None:
    """A European site's page is on the European host."""
    assert SOURCE.page_url(config) == page


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the API documents for it."""
    posting = read(SAVED).postings[0]

    assert posting.external_id == "5f0c0e5e-0000-4000-8000-000000000001"
    assert posting.title == "Clock Repairer"
    assert posting.url == f"https://jobs.lever.co/tickandsons/{posting.external_id}"
    assert posting.apply_url == f"{posting.url}/apply"
    assert (posting.company, posting.requisition_id) == (None, None)
    assert posting.locations == ("Nairobi, Kenya", "Kampala, Uganda")
    assert posting.country == "KE"
    assert posting.workplace == "onsite"
    assert posting.department == "Workshop"
    assert posting.employment_type == "Full-time"
    assert posting.seniority == "Senior"
    assert posting.salary == Salary(min=42_000, max=51_000, currency="USD", period="year")
    assert posting.salary_text == "Paid monthly."
    assert posting.posted_at == datetime(2026, 7, 29, 15, 44, 26, 689_000, tzinfo=UTC)
    assert posting.updated_at is None


def test_description_is_the_whole_posting() -> None:
    """Text, lists under their headings, and closing words, none of them twice."""
    assert read(SAVED).postings[0].description_html == (
        "<p>We mend clocks.</p><p>All of them.</p>\n"
        "<h3>Tools &amp; time</h3><ul><li>Tweezers</li><li>Loupe</li></ul>\n"
        "<p>Ask for Tock.</p>"
    )


def test_what_a_site_does_not_use_is_none() -> None:
    """One place, a team for a department, both spellings of on-site, no pay, no old date."""
    posting = read(SAVED).postings[1]

    assert posting.locations == ("Remote",)
    assert posting.department == "Springs"
    assert posting.workplace == "on-site"
    assert (posting.salary, posting.country, posting.posted_at) == (None, None, None)


def test_unusable_apply_address_is_none() -> None:
    """A script in place of the form's address costs the address, not the posting."""
    assert read(SAVED).postings[1].apply_url is None


@pytest.mark.parametrize(
    ("interval", "period"),
    [
        ("per-year-salary", "year"),
        ("per-month-salary", "month"),
        ("per-week-salary", "week"),
        ("per-day-wage", "day"),
        ("per-hour-wage", "hour"),
    ],
)
def test_interval_is_the_period(interval: str, period: str) -> None:
    """Every documented interval is read."""
    salary = {"min": 10, "max": 20, "currency": "USD", "interval": interval}

    found = one(salaryRange=salary).salary

    assert found == Salary(min=10, max=20, currency="USD", period=period)  # type: ignore[arg-type]  # a parameter


@pytest.mark.parametrize("interval", ["one-time", "bi-week-salary", "per-yearling", "", None])
def test_other_intervals_are_no_salary(interval: str | None) -> None:
    """An amount for another span of time is not turned into one we know."""
    salary = {"min": 10, "max": 20, "currency": "USD", "interval": interval}

    assert one(salaryRange=salary).salary is None


@pytest.mark.parametrize("value", [None, "", "soon", True, [], 0, -5, 1e300, 10**400, 1.5])
def test_bad_date_is_no_date(value: object) -> None:
    """What is no date, or one from before 2010, is None and costs no posting."""
    assert one(createdAt=value).posted_at is None


def test_refusal_is_quoted() -> None:
    """An error object in place of the list is a SourceChanged with the vendor's words."""
    with pytest.raises(SourceChanged, match=r"lever: .*Document not found"):
        read(fixture("lever_refused.json"))


def test_recorded_refusal() -> None:
    """The recorded answer for an unknown site is read as what it is."""
    with pytest.raises(SourceChanged, match="Document not found"):
        read(recorded("lever/unknown_site_404.json"))


@pytest.mark.parametrize(("name", "postings"), [("jumpcloud", 2), ("palantir", 10), ("veeva", 2)])
def test_recorded_sites_are_read_without_rejects(name: str, postings: int) -> None:
    """Every posting of every recorded site is read."""
    page = read(recorded(f"lever/{name}.json"))

    assert (len(page.postings), page.rejects, page.whole) == (postings, [], True)
    assert all(posting.posted_at and posting.description_html for posting in page.postings)


def test_recorded_single_posting() -> None:
    """A single posting has the shape of a list's entry."""
    page = read(b"[" + recorded("lever/posting_detail.json") + b"]")

    (posting,) = page.postings
    assert posting.title == "Administrative Business Partner"
    assert posting.posted_at == datetime(2024, 3, 25, 21, 50, 16, 463_000, tzinfo=UTC)


def test_recorded_fields() -> None:
    """Titles, places, workplaces and dates of real sites come through."""
    palantir = read(recorded("lever/palantir.json")).postings
    jumpcloud = read(recorded("lever/jumpcloud.json")).postings

    assert palantir[5].title == "American Tech Fellowship"
    assert palantir[5].employment_type == "Scholarship"
    assert [posting.workplace for posting in palantir].count("onsite") == 2
    assert palantir[0].description_html is not None
    assert "<h3>Administrative Business Partner (Foundry)</h3><ul>\n<li>" in (
        palantir[0].description_html
    )
    assert jumpcloud[0].title == "Account Executive, North America SMB - India"
    assert jumpcloud[0].locations == ("Bangalore, India - Remote",)
    assert jumpcloud[0].department == "Sales"
    assert jumpcloud[0].posted_at == datetime(2026, 7, 29, 15, 44, 26, 689_000, tzinfo=UTC)
