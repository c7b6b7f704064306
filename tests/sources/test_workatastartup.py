"""Work at a Startup: saved pages in, raw postings out. No network."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.rules import salaries, workplaces
from jobscout.sources import pages
from jobscout.sources.workatastartup import WorkAtAStartup
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page


def page_of(document: Any) -> bytes:
    """A page with this data."""
    data = html.escape(json.dumps(document))
    return f'<!doctype html><body><div id="app" data-page="{data}"></div>'.encode()


def job_page(document: Any) -> bytes:
    """The page of a job with this markup."""
    said = json.dumps(document).replace("</", "<\\/")
    return f'<html><body><script type="application/ld+json">{said}</script>'.encode()


FACTS = json.loads(fixture("workatastartup.json"))
SAVED = page_of(FACTS)
DETAIL = json.loads(fixture("workatastartup_detail.json"))
CONFIG = {"board": "clapper-bells"}
KIND = Kind(
    config=CONFIG,
    entries=("props", "jobPostings"),
    fields={"url": None},
    detail_needs=("title", "@type"),
    written=page_of,
    detail_written=job_page,
)
PAGE = "https://www.ycombinator.com/companies/clapper-bells/jobs"
SOURCE = WorkAtAStartup()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def one(**wire: Any) -> RawPosting:
    page = read(page_of({"props": {"jobPostings": [{"id": 7, "title": "Diver", **wire}]}}))
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def completed(posting: RawPosting | None = None, **markup: Any) -> RawPosting:
    listed = posting or read(SAVED).postings[0]
    return SOURCE.parse_detail(job_page({**DETAIL, **markup}), listed, CONFIG)


def test_a_board_is_a_companys_page() -> None:
    assert SOURCE.board(CONFIG) == "clapper-bells"
    assert SOURCE.employer(CONFIG) == "Clapper Bells"
    assert SOURCE.page_url(CONFIG) == SOURCE.first_request(CONFIG).url == PAGE


@pytest.mark.parametrize(
    "url",
    ["https://www.ycombinator.com/companies", "https://www.ycombinator.com/companies/industry/x",
     "https://www.ycombinator.com/companies/industry", "https://www.ycombinator.com/jobs",
     "https://www.ycombinator.com/companies/a/news", "https://news.ycombinator.com/companies/a",
     "https://www.ycombinator.com/companies/a%2fb/jobs", "https://www.workatastartup.com/jobs/7",
     "https://www.ycombinator.com.evil.example/companies/a/jobs"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    assert SOURCE.recognise(urlsplit(url)) is None


def test_reads_every_field_of_the_list() -> None:
    posting = read(SAVED).postings[0]

    assert posting == RawPosting(
        external_id="101",
        title="Bell Founder & Tuner",
        url=f"{PAGE}/Ab1-bell-founder",
        apply_url="https://account.ycombinator.example/authenticate?job=101",
        company="Clapper & Bells, Inc.",
        locations=("Lamu, KE", "Nairobi, Nairobi County, KE", "Remote (KE)"),
        workplace="Lamu, KE / Nairobi, Nairobi County, KE / Remote (KE)",
        department="Engineering",
        employment_type="Full-time",
        salary_text="$140K - $200K",
        list_hash=posting.list_hash,
    )
    assert posting.list_hash
    assert workplaces.workplace(posting.workplace, ()) == "remote"


def test_what_a_job_does_not_state_is_none() -> None:
    posting = read(SAVED).postings[1]

    assert posting == RawPosting(
        external_id="102",
        title="Rope Puller",
        url=f"{PAGE}/Cd2-rope-puller",
        locations=("Lamu, KE",),
        list_hash=posting.list_hash,
    )


def test_persons_are_not_read() -> None:
    posting = repr(read(SAVED).postings)

    assert "Ada" not in posting


@pytest.mark.parametrize(
    "path",
    [None, "", 5, "//evil.example/companies/a/jobs/b", "https://evil.example/", "/companies/a/jobs",
     "/companies/a/jobs/../../x", "/companies/a/jobs/b?x=1", "/companies/a/jobs/b%2fc"],
)  # fmt: skip
def test_job_without_a_page_links_to_the_board(path: object) -> None:
    """There is nothing to ask for then."""
    posting = one(url=path)

    assert posting.url == PAGE
    assert SOURCE.detail(posting, CONFIG) is None


def test_detail_is_asked_for_on_the_configured_host() -> None:
    posting = read(SAVED).postings[0]

    usual = SOURCE.detail(posting, CONFIG)
    moved = SOURCE.detail(posting, {**CONFIG, "base_url": "http://127.0.0.1:9000"})

    assert usual is not None
    assert moved is not None
    assert usual.url == f"{PAGE}/Ab1-bell-founder"
    assert moved.url == "http://127.0.0.1:9000/companies/clapper-bells/jobs/Ab1-bell-founder"


def test_pages_are_asked_for_as_html() -> None:
    """By default JSON is asked for."""
    detail = SOURCE.detail(read(SAVED).postings[0], CONFIG)

    for request in (SOURCE.first_request(CONFIG), detail):
        assert request is not None
        assert request.headers["Accept"].startswith("text/html")


def test_detail_completes_the_posting() -> None:
    """Its places are the cleaner ones; that the job may be remote is kept from the list."""
    listed, whole = read(SAVED).postings[0], completed()

    assert whole.description_html == "<p>Cast &lt;bells&gt; &amp; tune them.</p>"
    assert whole.posted_at == datetime(2026, 6, 4, 17, 4, 10, tzinfo=UTC)
    assert whole.salary == Salary(min=140_000, max=200_000, currency="USD", period="year")
    assert whole.locations == ("Lamu, Lamu County, Kenya",)
    assert (whole.workplace, whole.employment_type) == (listed.workplace, "Full-time")
    assert (whole.external_id, whole.title, whole.url, whole.list_hash) == (
        listed.external_id, listed.title, listed.url, listed.list_hash,
    )  # fmt: skip


def test_what_the_jobs_page_lacks_is_the_lists() -> None:
    whole = completed(baseSalary=None, jobLocation=None)
    remote = completed(one(), jobLocationType="TELECOMMUTE", validThrough="2026-12-31")

    assert (whole.salary, whole.salary_text) == (None, "$140K - $200K")
    assert whole.locations == read(SAVED).postings[0].locations
    assert (remote.workplace, remote.employment_type) == ("TELECOMMUTE", "FULL_TIME")
    assert remote.expires_at == datetime(2026, 12, 31, tzinfo=UTC)


@pytest.mark.parametrize("body", [b"", b"<p>Sign in</p>", job_page({"@type": "Place"})])
def test_page_without_markup_is_source_changed(body: bytes) -> None:
    """Then the text is asked for again."""
    with pytest.raises(SourceChanged, match="no JobPosting"):
        SOURCE.parse_detail(body, read(SAVED).postings[0], CONFIG)


def test_hash_is_of_the_job_alone() -> None:
    """How long ago it was published is another text every month."""
    aged, edited = json.loads(json.dumps(FACTS)), json.loads(json.dumps(FACTS))
    aged["props"]["jobPostings"][0] |= {"createdAt": "9 months", "lastActive": "today"}
    edited["props"]["jobPostings"][0]["salaryRange"] = "$1K - $2K"

    assert read(page_of(aged)).postings == read(SAVED).postings
    assert read(page_of(edited)).postings[0].list_hash != read(SAVED).postings[0].list_hash


@pytest.mark.parametrize(
    "body",
    [b"<div data-page>", b'<div data-page="">', b'<div data-page="{">',
     page_of({"props": {"job": {}}}), page_of({"props": {"jobPostings": None}})],
)  # fmt: skip
def test_page_without_a_list_is_source_changed(body: bytes) -> None:
    with pytest.raises(SourceChanged):
        read(body)


def test_recorded_list_is_read() -> None:
    page = read(recorded("workatastartup/list_diode.html"))
    staff, senior = page.postings

    assert (page.rejects, page.unknown_fields, page.next, page.whole) == ([], 0, None, True)
    assert (staff.external_id, staff.title) == ("84722", "Staff Electrical Engineer")
    assert (staff.company, staff.locations) == ("Diode Computers, Inc.", ("New York, NY, US",))
    assert (staff.department, staff.employment_type) == ("Engineering", "Full-time")
    assert staff.apply_url is not None
    assert staff.apply_url.startswith("https://account.ycombinator.com/authenticate?continue=")
    assert senior.url == (
        "https://www.ycombinator.com/companies/diode-computers-inc/jobs/"
        "V8LqvBH-senior-software-engineer"
    )
    assert salaries.parse(senior.salary_text or "") == Salary(
        min=140_000, max=240_000, currency="USD", period="year"
    )


def test_recorded_page_of_a_job_is_read() -> None:
    body = recorded("jsonld/workatastartup_detail_1.html")

    whole = SOURCE.parse_detail(body, one(), CONFIG)

    assert whole.posted_at == datetime(2026, 6, 4, 17, 4, 10, tzinfo=UTC)
    assert whole.salary == Salary(min=120_000, max=185_000, currency="USD", period="year")
    assert whole.locations == ("Toronto, Ontario, Canada", "Austin, Texas, United States")
    assert whole.description_html is not None
    assert whole.description_html.startswith("<h3>About Loombotic</h3>\n<p>")
