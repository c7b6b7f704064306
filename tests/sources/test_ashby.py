"""Ashby: a saved answer in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.model import RawPosting, Salary
from jobscout.sources import pages
from jobscout.sources.ashby import Ashby
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("ashby.json")
KIND = Kind(
    config={"board": "Wick.Works"},
    fields={"url": "jobUrl", "description": "descriptionHtml"},
    decides=("isListed",),
)
CONFIG = KIND.config
SOURCE = Ashby()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def board(**wire: Any) -> Page:
    """The board whose one posting has the necessary fields and *wire*."""
    job = {"id": "x", "title": "Diver", "jobUrl": "https://a.example/1", **wire}
    return read(json.dumps({"jobs": [job]}).encode())


def one(**wire: Any) -> RawPosting:
    page = board(**wire)
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def paid(*components: dict[str, Any], **compensation: Any) -> RawPosting:
    return one(compensation={"summaryComponents": list(components), **compensation})


def salary(low: object, high: object, currency: object, interval: object) -> dict[str, Any]:
    return {
        "compensationType": "Salary",
        "minValue": low,
        "maxValue": high,
        "currencyCode": currency,
        "interval": interval,
    }


def test_asks_for_pay() -> None:
    """One request brings the whole board; without the parameter it has no pay."""
    assert SOURCE.first_request(CONFIG).url == (
        "https://api.ashbyhq.com/posting-api/job-board/Wick.Works?includeCompensation=true"
    )


def test_board_may_have_a_space() -> None:
    """Some employers' boards are called by the employer's whole name."""
    config = {"board": "Wick Works"}

    assert SOURCE.page_url(config) == "https://jobs.ashbyhq.com/Wick%20Works"
    assert "/job-board/Wick%20Works?" in SOURCE.first_request(config).url
    assert SOURCE.recognise(urlsplit(SOURCE.page_url(config))) == config


@pytest.mark.parametrize(
    "url",
    [
        "https://jobs.ashbyhq.com/",
        "https://jobs.ashbyhq.com/api/non-user-graphql",
        "https://jobs.ashbyhq.com/embed",
        "https://jobs.ashbyhq.com/%20",
        "https://jobs.ashbyhq.com/a%2Fb",
        "https://jobs.ashbyhq.com/%2e%2e",
        "https://jobs.ashbyhq.com.evil.example/acme",
        "https://app.ashbyhq.com/acme",
        "https://api.ashbyhq.com/posting-api/job-board",
        "https://api.ashbyhq.com/posting-api/organization/acme",
    ],
)
def test_other_addresses_are_no_board(url: str) -> None:
    """The vendor's own pages, scripts and queries name no board."""
    assert SOURCE.recognise(urlsplit(url)) is None


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the API documents for it."""
    posting = read(SAVED).postings[0]

    assert posting.external_id == "0a51e6a0-0000-4000-8000-000000000001"
    assert posting.title == "Lamp Lighter"
    assert posting.url == f"https://jobs.ashbyhq.com/Wick.Works/{posting.external_id}"
    assert posting.apply_url == f"{posting.url}/application"
    assert (posting.company, posting.requisition_id, posting.seniority) == (None, None, None)
    assert posting.locations == ("Nairobi (HQ)", "Kampala", "Kigali, Rwanda")
    assert posting.country == "Kenya"
    assert posting.workplace == "Hybrid"
    assert posting.department == "Streets"
    assert posting.employment_type == "FullTime"
    assert posting.salary == Salary(min=30_000, max=48_000, currency="USD", period="year")
    assert posting.salary_text is None
    assert posting.description_html == "<p>Light &lt;lamps&gt; &amp; mind them.</p>"
    assert posting.posted_at == datetime(2026, 9, 14, 7, 30, 0, 250_000, tzinfo=UTC)
    assert (posting.updated_at, posting.expires_at, posting.language) == (None, None, None)


def test_what_a_board_does_not_state_is_none() -> None:
    """A team for a department, no pay, no date, no country, no script for an address."""
    posting = read(SAVED).postings[1]

    assert posting.department == "Night"
    assert posting.locations == ("Remote (Kenya)",)
    assert (posting.salary, posting.salary_text, posting.posted_at) == (None, None, None)
    assert (posting.country, posting.apply_url) == (None, None)


@pytest.mark.parametrize(("listed", "postings"), [(False, 0), (True, 1), (None, 1), ("no", 1)])
def test_unlisted_job_is_passed_over(listed: object, postings: int) -> None:
    """What the employer does not list is neither a posting nor a reject."""
    page = board(isListed=listed)

    assert (len(page.postings), page.rejects) == (postings, [])


@pytest.mark.parametrize(
    ("stated", "is_remote", "postal", "workplace"),
    [
        ("OnSite", False, {}, "OnSite"),
        ("Hybrid", True, {}, "Hybrid"),
        (None, True, {"addressCountry": "Kenya"}, "remote"),
        (None, True, {"addressCountry": "Kenya", "addressLocality": ""}, "remote"),
        (None, True, {"addressCountry": "Singapore", "addressLocality": "Singapore"}, None),
        (None, True, {"addressCountry": "Kenya", "addressLocality": "Nairobi"}, None),
        (None, False, {"addressCountry": "Kenya"}, None),
        (None, None, {}, None),
        (7, "yes", {}, None),
    ],
)
def test_remote_with_an_office_is_not_remote_only(
    stated: object, is_remote: object, postal: dict[str, str], workplace: str | None
) -> None:
    """Without a type, the mark tells of a remote job only where there is no office."""
    posting = one(workplaceType=stated, isRemote=is_remote, address={"postalAddress": postal})

    assert posting.workplace == workplace


@pytest.mark.parametrize("period", ["hour", "day", "week", "month", "year"])
def test_interval_is_the_period(period: str) -> None:
    """Every span of time that has a name is read."""
    found = paid(salary(10, 20, "KES", f"1 {period.upper()}")).salary

    assert found == Salary(min=10, max=20, currency="KES", period=period)  # type: ignore[arg-type]  # a parameter


@pytest.mark.parametrize("interval", ["1 TIME", "NONE", "2 WEEK", "11 YEAR", "", None, 1])
def test_other_intervals_are_no_salary(interval: object) -> None:
    """A sum for another span is not taken for yearly, neither as a number nor as text."""
    posting = paid(
        salary(20_000, 30_000, "USD", interval),
        scrapeableCompensationSalarySummary="$20K - $30K",
    )

    assert (posting.salary, posting.salary_text) == (None, None)


def test_first_readable_salary_counts() -> None:
    """Two salaries in different currencies are not mixed into one range."""
    found = paid(
        salary(None, None, "USD", "1 YEAR"),
        salary(60_000, None, "EUR", "1 YEAR"),
        salary(40, 50, "USD", "1 HOUR"),
    ).salary

    assert found == Salary(min=60_000, max=None, currency="EUR", period="year")


def test_pay_in_words_stands_in() -> None:
    """Without a salary in numbers, the salary's words are kept, and a bonus is none."""
    bonus = {**salary(1_000, 2_000, "USD", "1 YEAR"), "compensationType": "Bonus"}

    posting = paid(bonus, scrapeableCompensationSalarySummary="$20K - $30K")

    assert (posting.salary, posting.salary_text) == (None, "$20K - $30K")


def test_pay_that_is_not_to_be_shown_is_not_read() -> None:
    """The employer's wish counts, even if the answer has the numbers."""
    pay = {"summaryComponents": [salary(1, 2, "USD", "1 HOUR")]}

    posting = one(compensation=pay, shouldDisplayCompensationOnJobPostings=False)

    assert (posting.salary, posting.salary_text) == (None, None)


OPTIONAL = [
    "applyUrl", "isListed", "location", "secondaryLocations", "address", "workplaceType",
    "isRemote", "department", "team", "employmentType", "compensation", "descriptionHtml",
    "publishedAt", "shouldDisplayCompensationOnJobPostings",
]  # fmt: skip


@pytest.mark.parametrize("name", OPTIONAL)
@pytest.mark.parametrize("value", [None, 5, True, "x", [], [5], ["x"], {}, {"x": 5}])
def test_odd_value_costs_no_posting(name: str, value: object) -> None:
    """Whatever an optional field holds, the posting is kept."""
    assert one(**{name: value}).title == "Diver"


@pytest.mark.parametrize(
    "odd",
    [None, True, "x", [], {"postalAddress": 5}, {"postalAddress": [1]},
     {"postalAddress": {"addressCountry": 5, "addressLocality": [], "addressRegion": {}}}],
)  # fmt: skip
def test_odd_inner_value_costs_no_posting(odd: object) -> None:
    """The same holds inside addresses, places and pay."""
    posting = one(
        address=odd,
        secondaryLocations=[odd, {"location": odd, "address": odd}, {"location": "Lamu"}],
        compensation={
            "summaryComponents": [
                odd,
                salary(1, 2, odd, "1 YEAR"),
                salary(1, 2, "USD", odd),
                salary(odd, odd, "USD", "1 YEAR"),
            ]
        },
    )

    assert posting.locations[-1] == "Lamu"
    assert (posting.country, posting.salary) == (None, None)


@pytest.mark.parametrize(
    ("name", "postings"),
    [("anara", 0), ("backmarket", 41), ("board_subset_2026", 1), ("claylabs", 35),
     ("etched_2026", 10), ("givebutter", 8), ("ramp", 115), ("reedsy", 18), ("sardine", 21),
     ("telli", 8), ("wealthsimple_2026", 2)],
)  # fmt: skip
def test_recorded_boards_are_read_without_rejects(name: str, postings: int) -> None:
    """Every listed posting of every recorded board is read; Wealthsimple has one unlisted."""
    page = read(recorded(f"ashby/{name}.json"))

    assert (len(page.postings), page.rejects, page.whole) == (postings, [], True)
    for posting in page.postings:
        assert posting.posted_at
        assert posting.description_html
        assert posting.locations
        assert posting.country
        assert posting.title == posting.title.strip()


def test_recorded_fields() -> None:
    """Titles, places, workplaces and dates of real boards come through."""
    etched = read(recorded("ashby/etched_2026.json")).postings[0]
    ramp = read(recorded("ashby/board_subset_2026.json")).postings[0]
    sardine = read(recorded("ashby/sardine.json")).postings
    backmarket = read(recorded("ashby/backmarket.json")).postings

    assert etched.title == "Design Verification Engineer - Internal IP"
    assert etched.locations == ("San Jose",)
    assert (etched.country, etched.workplace) == ("United States", "OnSite")
    assert etched.employment_type == "FullTime"
    assert etched.posted_at == datetime(2025, 6, 11, 5, 3, 53, 978_000, tzinfo=UTC)
    assert ramp.locations == ("New York, NY (HQ)", "Remote (Canada)", "Remote (US)", "Miami, FL")
    assert ramp.workplace == "Hybrid"
    assert [posting.workplace for posting in sardine] == ["remote"] * 21
    assert [posting.workplace for posting in backmarket] == [None] * 41


def salaries(name: str) -> list[Salary | None]:
    return [posting.salary for posting in read(recorded(f"ashby/{name}.json")).postings]


def test_recorded_pay() -> None:
    """Pay by the hour, month and year, in the currency of the summary and never of equity."""
    assert salaries("givebutter").count(
        Salary(min=550, max=550, currency="PHP", period="hour")
    ) == 3  # fmt: skip
    assert salaries("telli").count(
        Salary(min=3_000, max=5_000, currency="EUR", period="month")
    ) == 3  # fmt: skip
    assert Salary(min=159_000, max=240_000, currency="USD", period="year") in salaries("ramp")
    assert Salary(min=105_000, max=120_000, currency="GBP", period="year") in salaries("sardine")
    assert salaries("etched_2026") == [None] * 10
