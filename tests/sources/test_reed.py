"""Reed: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.rules.employment import employment_type
from jobscout.sources.base import Keyed, Page, Proof, Request
from jobscout.sources.paging import Progress
from jobscout.sources.reed import Reed
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED, DETAIL = fixture("reed.json"), fixture("reed_detail.json")
KIND = Kind(
    config={"keywords": "bell founder"},
    entries=("results",),
    needs=(),
    quoted="keywords",
    fields={"id": "jobId", "title": "jobTitle", "url": "jobUrl", "description": "jobDescription"},
    totals=[("totalResults",)],
)
API = "https://www.reed.co.uk/api/1.0"
SOURCE = Reed()


def read(body: bytes, before: Progress | None = None) -> Page:
    return SOURCE.parse(body, {}, Request(url=API, state=before))


def answer(rows: int, total: int | None, **changes: Any) -> bytes:
    job = {"jobTitle": "Diver", "jobUrl": "https://a.example/1", **changes}
    jobs = [{"jobId": row, **job} for row in range(rows)]
    return json.dumps({"results": jobs, "totalResults": total}).encode()


def complete(**changes: Any) -> RawPosting:
    body = json.dumps(json.loads(DETAIL) | changes).encode()
    return SOURCE.parse_detail(body, read(SAVED).postings[0], {})


def test_a_search_is_a_board() -> None:
    config = {"locationName": "Leeds", "keywords": "a&b"}
    end = "resultsToTake=100&resultsToSkip=0"

    assert (SOURCE.board({}), SOURCE.employer({})) == ("all", "")
    assert SOURCE.first_request({}).url == f"{API}/search?{end}"
    assert SOURCE.board(config) == "keywords=a%26b&locationName=Leeds"
    assert SOURCE.first_request(config).url == f"{API}/search?{SOURCE.board(config)}&{end}"
    assert SOURCE.page_url(config) == "https://www.reed.co.uk/jobs?keywords=a%26b"


def test_key_is_the_user_of_basic() -> None:
    assert isinstance(SOURCE, Keyed)
    assert SOURCE.proof({"REED_KEY": "0b6a"}) == Proof(headers={"Authorization": "Basic MGI2YTo="})


def test_is_read_a_few_times_a_day() -> None:
    """No limits are published."""
    assert SOURCE.min_interval >= timedelta(hours=6)


@pytest.mark.parametrize(
    "url",
    ["https://www.reed.co.uk/jobs/bell-founder/5600001", "https://www.reed.co.uk/", f"{API}/jobs/5",
     "https://www.reed.co.uk/jobs?keywords=%00", "https://evil.example/jobs"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    assert SOURCE.recognise(urlsplit(url)) is None


def test_pages_follow_each_other() -> None:
    """The order is not by date, so that a longer list is incomplete."""
    config = {"keywords": "bell", "base_url": "http://127.0.0.1:9000"}

    page = SOURCE.parse(answer(99, 150), config, SOURCE.first_request(config))
    cut = read(answer(5, 9999), Progress(offset=1900, found=1900))

    assert page.next is not None
    assert page.next.url == (
        "http://127.0.0.1:9000/api/1.0/search?keywords=bell&resultsToTake=100&resultsToSkip=100"
    )
    assert (cut.next, cut.whole, cut.windowed) == (None, False, False)
    with pytest.raises(SourceChanged, match="empty first page"):
        read(answer(0, 5))


def test_reads_every_field() -> None:
    """Of what the pay is, the list does not say."""
    posting = read(SAVED).postings[0]

    assert posting.list_hash is not None
    assert msgspec.structs.replace(posting, list_hash=None) == RawPosting(
        external_id="5600001",
        title="Bell Founder",
        url="https://www.reed.co.uk/jobs/bell-founder/5600001",
        apply_url="https://www.reed.co.uk/jobs/bell-founder/5600001",
        company="Clapper & Sons",
        locations=("Leeds",),
        description_html="Cast bells &amp; tune ...",
        posted_at=datetime(2026, 4, 15, tzinfo=UTC),
        expires_at=datetime(2026, 7, 23, tzinfo=UTC),
    )


def test_what_a_job_does_not_state_is_none() -> None:
    posting = read(SAVED).postings[1]

    assert (posting.company, posting.locations, posting.description_html) == (None, (), None)
    assert (posting.posted_at, posting.expires_at) == (None, None)


def test_version_of_an_entry() -> None:
    """It does not grow with the number of applications."""
    plain, more, other = (
        read(answer(1, 1, **changes)).postings[0].list_hash
        for changes in ({}, {"applications": 5}, {"expirationDate": "01/01/2027"})
    )

    assert plain == more != other


def test_detail_completes_the_posting() -> None:
    listed = read(SAVED).postings[0]
    whole = complete()

    assert SOURCE.detail(listed, {}) == Request(url=f"{API}/jobs/5600001")
    assert whole == msgspec.structs.replace(
        listed,
        apply_url="https://clapper.example/jobs/1",
        employment_type="part time, Permanent",
        salary=Salary(min=20, max=25.5, currency="GBP", period="hour"),
        description_html="<p>Cast bells &amp; tune them.</p>",
    )
    assert employment_type(whole.employment_type) == "part_time"


@pytest.mark.parametrize("said", [None, "", "per shift", 5])
def test_pay_of_an_unknown_period_is_unknown(said: object) -> None:
    assert complete(salaryType=said).salary is None


def test_hours_may_be_either() -> None:
    both, neither = complete(fullTime=True), complete(partTime=None, contractType=None)

    assert both.employment_type == "full or part time, Permanent"
    assert employment_type(both.employment_type) is None
    assert neither.employment_type is None


def test_recorded_jobs_are_read() -> None:
    page = read(recorded("reed/search.json"))
    first, second = page.postings

    assert (page.rejects, page.unknown_fields) == ([], 0)
    assert page.next is not None  # of 7,434
    assert (first.title, first.company) == ("Software Engineer", "Moorepay")
    assert first.locations == ("Manchester",)
    assert first.posted_at == datetime(2026, 4, 15, tzinfo=UTC)
    assert first.expires_at == datetime(2026, 7, 23, tzinfo=UTC)
    assert (second.company, second.posted_at) == ("Matchtech", datetime(2026, 6, 9, tzinfo=UTC))
