"""Jobicy: a saved answer in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from jobscout.model import RawPosting, Salary
from jobscout.rules import locations
from jobscout.rules.employment import employment_type
from jobscout.sources.base import Credited, Page
from jobscout.sources.jobicy import Jobicy
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED = fixture("jobicy.json")
KIND = Kind(
    config={},
    needs=(),
    quoted="tag",
    fields={"title": "jobTitle", "description": "jobDescription"},
    is_window=True,
)
API = "https://jobicy.com/api/v2/remote-jobs"
SOURCE = Jobicy()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, {}, SOURCE.first_request({}))


def one(**wire: Any) -> RawPosting:
    job = {"id": 7, "jobTitle": "Diver", "url": "https://a.example/1", **wire}
    (posting,) = read(json.dumps({"jobs": [job]}).encode()).postings
    return posting


def test_pay_of_a_year_under_its_older_name() -> None:
    posting = one(annualSalaryMin="50000", annualSalaryMax=60000, salaryCurrency="USD")

    assert posting.salary == Salary(min=50_000, max=60_000, currency="USD", period="year")


def test_single_values_are_no_list() -> None:
    posting = one(jobType="full-time", jobIndustry="Sea &amp; Reef")

    assert (posting.employment_type, posting.department) == ("full-time", "Sea & Reef")


def test_everything_is_one_board() -> None:
    assert SOURCE.board({}) == "all"
    assert SOURCE.employer({}) == ""
    assert SOURCE.first_request({}).url == f"{API}?count=100"


def test_filters_name_a_board() -> None:
    config = {"tag": "a&b", "geo": "kenya"}

    assert SOURCE.board(config) == "geo=kenya&tag=a%26b"
    assert SOURCE.first_request(config).url == f"{API}?count=100&geo=kenya&tag=a%26b"


def test_terms_are_kept() -> None:
    """Jobicy is named, each job links to its page there, and an hour passes between readings."""
    assert isinstance(SOURCE, Credited)
    assert SOURCE.attribution == "Jobicy"
    assert SOURCE.min_interval >= timedelta(hours=1)
    assert one().apply_url == one().url


@pytest.mark.parametrize(
    "url",
    ["https://jobicy.com/jobs/101-bell-founder", "https://jobicy.com/feed/newjobs",
     "https://jobicy.com.evil.example/jobs", f"{API}?tag=%00"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    """A company may link its own job there."""
    assert SOURCE.recognise(urlsplit(url)) is None


def test_reads_every_field() -> None:
    page = read(SAVED)

    assert (page.next, page.whole, page.windowed) == (None, False, True)
    assert page.postings[0] == RawPosting(
        external_id="101",
        title="Bell Founder & Tuner",
        url="https://jobicy.com/jobs/101-bell-founder",
        apply_url="https://jobicy.com/jobs/101-bell-founder",
        company="Klang",
        locations=("Kenya,  Uganda",),
        workplace="remote",
        department="Music & Metal, Design",
        employment_type="Part-Time",
        seniority="Senior",
        salary=Salary(min=1000, max=2000, currency="KES", period="month"),
        description_html="<p>Cast &lt;bells&gt; &amp; tune them.</p>",
        posted_at=datetime(2026, 8, 3, 16, 45, 5, tzinfo=UTC),
    )
    assert employment_type(page.postings[0].employment_type) == "part_time"


def test_pay_of_an_unknown_period_is_unknown() -> None:
    posting = read(SAVED).postings[1]

    assert (posting.salary, posting.company, posting.department) == (None, None, None)
    assert one(salaryMin=5, salaryCurrency="USD").salary is None
    assert one(salaryPeriod="hourly", salaryMin=5, salaryCurrency="USD").salary == Salary(
        min=5, currency="USD", period="hour"
    )


def test_recorded_jobs_are_read() -> None:
    page = read(recorded("other/jobicy.json"))
    first = page.postings[0]

    assert (len(page.postings), page.rejects, page.unknown_fields) == (5, [], 0)
    assert first.title == "Senior Manager, Change Enablement - Cox Automotive Fleet"
    assert (first.company, first.department) == (
        "Cox Enterprises",
        "Project & Program Management",
    )
    assert first.salary == Salary(min=122600, max=204400, currency="USD", period="year")
    assert first.posted_at == datetime(2026, 8, 3, 18, 45, 5, tzinfo=UTC)
    assert page.postings[1].title == "VP, Enterprise Change & Transformation Communications"
    assert all(posting.salary and posting.description_html for posting in page.postings)
    assert {
        place.country for posting in page.postings for place in locations.read(posting.locations)
    } == {"US"}
