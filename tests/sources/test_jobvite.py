"""Jobvite: saved pages and feeds in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.sources.jobvite import Jobvite
from jobscout.sources.recognition import by_address
from tests.sources.html_answers import as_html, element, entries_of, job_page, segment
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded
from tests.sources.xml_answers import as_xml, entries

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SOURCE = Jobvite()
ROOT = "https://jobs.jobvite.com"


def row(facts: dict[str, Any]) -> str:
    code, title = segment(facts.get("code")), facts.get("title")
    link = f'href="/clapper/job/{code}"' if code else ""
    anchor = element("a", title, link) if isinstance(title, str) else f"<a {link}></a>"
    said = "".join(
        element("td", value, f'class="jv-job-list-{"location" if name == "place" else "x"}"')
        for name, value in facts.items()
        if name not in {"code", "title"}
    )
    return f'<tr><td class="jv-job-list-name">{anchor if facts else ""}</td>{said}</tr>'


def listed(facts: Any) -> bytes:
    rows = entries_of(facts, "rows")
    if rows is None:
        return as_html("<p>Sign in</p>")
    return as_html(f'<div class="jv-wrapper"><table>{"".join(map(row, rows))}</table></div>')


KIND = Kind(
    config={"board": "clapper"},
    entries=("rows",),
    fields={"id": "code", "url": None},
    detail_needs=("title", "@type"),
    written=listed,
    detail_written=job_page,
)
CONFIG = KIND.config
FEED = {**CONFIG, "company_id": "qBellfwZ"}
FACTS = json.loads(fixture("jobvite.json"))
DETAIL = json.loads(fixture("jobvite_detail.json"))
JOB = {
    "id": "oBellfwA",
    "title": "Bell Founder",
    "requisitionid": "R-1",
    "category": "Foundry",
    "jobtype": "Full-Time",
    "location": "Chicago, IL, United States",
    "date": "9/2/2026",
    "detail-url": "http://jobs.jobvite.com/clapper/job/oBellfwA",
    "apply-url": "https://jobs.jobvite.com/clapper/job/oBellfwA/apply",
    "description": "<p>Cast &lt;bells&gt;.</p>",
}


def read(body: bytes, config: Any = CONFIG) -> Page:
    return SOURCE.parse(body, config, SOURCE.first_request(config))


def feed(*jobs: Any) -> bytes:
    return as_xml("result", entries("job", list(jobs)))


def first() -> RawPosting:
    return read(listed(FACTS)).postings[0]


def test_feed_is_read_if_its_id_is_known() -> None:
    assert SOURCE.first_request(CONFIG).url == f"{ROOT}/clapper/jobs/viewall"
    assert SOURCE.first_request(FEED).url == (
        "https://app.jobvite.com/CompanyJobs/Xml.aspx?c=qBellfwZ"
    )
    assert SOURCE.board(FEED) == SOURCE.board(CONFIG) == "clapper"
    assert SOURCE.employer(FEED) == "Clapper"


def test_company_id_alone_is_a_board() -> None:
    config = {"company_id": "qBellfwZ"}

    assert SOURCE.board(config) == "qBellfwZ"
    assert SOURCE.page_url(config) == (
        "https://app.jobvite.com/CompanyJobs/Careers.aspx?c=qBellfwZ"
    )
    assert SOURCE.first_request(config) == SOURCE.first_request(FEED)
    assert SOURCE.employer(config) is None


@pytest.mark.parametrize("company", ["", "a&b=c", "../x", None, "q" * 41])
def test_bad_company_id_is_named(company: Any) -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, "company_id": company})

    assert caught.value.field == "company_id"


def test_row_is_read() -> None:
    posting = first()

    assert posting == RawPosting(
        external_id="oBellfwA",
        title="Bell Founder (R&D)",
        url=f"{ROOT}/clapper/job/oBellfwA",
        locations=("Chicago, Illinois",),
        list_hash=posting.list_hash,
    )


def test_number_of_places_is_no_place() -> None:
    assert read(listed(FACTS)).postings[1].locations == ()


@pytest.mark.parametrize("name", ["title", "place"])
def test_hash_changes_with_what_the_row_says(name: str) -> None:
    edited = {"rows": [{**FACTS["rows"][0], name: "Another"}]}

    assert read(listed(edited)).postings[0].list_hash != first().list_hash


def test_classic_layout_has_categories() -> None:
    """The link is around name and place, and the rows stand under their category."""
    rows = "".join(
        f'<h3 class="h2">{category}</h3><ul><li><a href="/careers/Clapper/job/{code}?nl=1">'
        f'<div class="jv-job-list-name">{title}</div>'
        '<div class="jv-job-list-location">Lamu, Kenya</div></a></li></ul>'
        for category, code, title in (
            ("Foundry", "oA", "Founder"),
            ("Music &amp; Bells", "oB", "Ringer"),
        )
    )

    page = read(as_html(rows))

    assert page.rejects == []
    assert [(one.external_id, one.title, one.department) for one in page.postings] == [
        ("oA", "Founder", "Foundry"),
        ("oB", "Ringer", "Music & Bells"),
    ]
    assert page.postings[0].locations == ("Lamu, Kenya",)
    assert page.whole


FEATURED = (
    '<tr><td class="jv-featured-job-title"><a href="/clapper/job/oA">Founder</a></td>'
    '<td class="jv-featured-job-location">Lamu</td></tr>'
)


def test_featured_jobs_alone_are_no_whole_list() -> None:
    alone = read(as_html(f"<table>{FEATURED}</table>"))
    both = read(as_html(f"<table>{FEATURED}{row({'code': 'oB', 'title': 'Ringer'})}</table>"))
    again = read(as_html(f"<table>{FEATURED}{row({'code': 'oA', 'title': 'Founder'})}</table>"))

    assert [(one.external_id, one.locations) for one in alone.postings] == [("oA", ("Lamu",))]
    assert not alone.whole
    assert ([one.external_id for one in both.postings], both.whole) == (["oA", "oB"], True)
    assert [(one.external_id, one.locations) for one in again.postings] == [("oA", ("Lamu",))]
    assert again.whole
    assert both.rejects == again.rejects == []


def searched(label: str, *codes: str) -> bytes:
    """A page of the search, to which some sites lead who asks for all jobs."""
    jobs = "".join(
        f'<li class="job"><a class="jv-job-list-name" href="/clapper/job/{code}">Founder</a></li>'
        for code in codes
    )
    pager = f'<div class="jv-pagination-text">\n {label}\n</div>'
    return as_html(f'<ul class="jv-job-list jv-search-list">{jobs}</ul>{pager}')


def test_search_has_pages() -> None:
    first_page = read(searched("1-2 of 3", "oA", "oB"))

    assert [one.external_id for one in first_page.postings] == ["oA", "oB"]
    assert first_page.next is not None
    assert first_page.next.url == "https://jobs.jobvite.com/clapper/search?p=1"

    last = SOURCE.parse(searched("3-3 of 3", "oC"), CONFIG, first_page.next)
    assert ([one.external_id for one in last.postings], last.next) == (["oC"], None)
    assert last.whole

    short = SOURCE.parse(searched("3-3 of 4", "oC"), CONFIG, first_page.next)
    assert short.next is not None
    assert short.next.url.endswith("?p=2")
    empty = SOURCE.parse(searched("4-4 of 4"), CONFIG, short.next)
    again = SOURCE.parse(searched("1-2 of 4", "oA", "oB"), CONFIG, short.next)
    for end in (empty, again):
        assert (list(end.postings), end.next, end.whole) == ([], None, False)


def test_links_elsewhere_are_no_jobs() -> None:
    links = "".join(
        f'<tr><td><a href="{href}">Apply</a></td></tr>'
        for href in (
            "/clapper/job/oA/apply",
            "/another/job/oA",
            "https://evil.example/clapper/job/oA",
            "/clapper/jobs",
        )
    )

    page = read(as_html(f'<div class="jv-wrapper"><table>{links}</table></div>'))

    assert (page.postings, page.rejects) == ([], [])


@pytest.mark.parametrize("code", ["a/b", "a?b", "%2e%2e", "ä"])
def test_id_is_one_part_of_the_address(code: str) -> None:
    posting = read(listed({"rows": [{"code": code, "title": "Founder"}]})).postings[0]

    assert posting.external_id == code
    assert urlsplit(posting.url).path.count("/") == 3
    assert urlsplit(posting.url).query == ""


def test_detail_is_the_jobs_page() -> None:
    request = SOURCE.detail(first(), {**CONFIG, "base_url": "http://127.0.0.1:9000"})

    assert request is not None
    assert request.url == "http://127.0.0.1:9000/clapper/job/oBellfwA"


def test_detail_completes_the_posting() -> None:
    whole = SOURCE.parse_detail(job_page(DETAIL), first(), CONFIG)

    assert whole == RawPosting(
        external_id="oBellfwA",
        title="Bell Founder (R&D)",
        url=f"{ROOT}/clapper/job/oBellfwA",
        company="Clapper & Sons",
        locations=("Chicago, Illinois, United States", "Lamu, Kenya"),
        country="US",
        employment_type="FULL_TIME",
        salary=Salary(min=40, max=55, currency="USD", period="hour"),
        description_html="<p>Cast &lt;bells&gt;.</p>",
        posted_at=datetime(2026, 9, 2, tzinfo=UTC),
        list_hash=first().list_hash,
    )


def test_feed_has_it_all() -> None:
    (posting,) = read(feed(JOB), FEED).postings

    assert posting == RawPosting(
        external_id="oBellfwA",
        title="Bell Founder",
        url=f"{ROOT}/clapper/job/oBellfwA",
        apply_url=f"{ROOT}/clapper/job/oBellfwA/apply",
        requisition_id="R-1",
        locations=("Chicago, IL, United States",),
        department="Foundry",
        employment_type="Full-Time",
        description_html="<p>Cast &lt;bells&gt;.</p>",
        posted_at=datetime(2026, 9, 2, tzinfo=UTC),
    )
    assert SOURCE.detail(posting, FEED) is None


@pytest.mark.parametrize("date", ["13/40/2026", "", "2026-09-02", "9/2/0001"])
def test_odd_date_of_the_feed_is_none(date: str) -> None:
    assert read(feed({**JOB, "date": date}), FEED).postings[0].posted_at is None


def test_feed_without_details_address_has_the_applications() -> None:
    posting = read(feed({**JOB, "detail-url": ""}), FEED).postings[0]

    assert posting.url == f"{ROOT}/clapper/job/oBellfwA/apply"


def test_unreadable_job_of_the_feed_drops_no_other() -> None:
    page = read(feed({**JOB, "id": "oX", "title": None}, JOB), FEED)

    assert [one.external_id for one in page.postings] == ["oBellfwA"]
    assert [one.external_id for one in page.rejects] == ["oX"]


@pytest.mark.parametrize("body", [b"", b"<jobs></jobs>", listed(FACTS)])
def test_other_answer_is_no_feed(body: bytes) -> None:
    with pytest.raises(SourceChanged):
        read(body, FEED)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.jobvite.com/products",
        "https://jobs.jobvite.com/",
        "https://jobs.jobvite.com/careers",
        "https://jobs.jobvite.com/__assets__/main.css",
        "https://jobs.jobvite.com.evil.example/acme",
        "https://app.jobvite.com/CompanyJobs/Xml.aspx?c=a/b",
        "https://app.jobvite.com/login/login.html?c=qBellfwZ",
    ],
)
def test_other_pages_are_not_recognised(address: str) -> None:
    assert by_address(address) is None


def test_recorded_list_of_feeding_america() -> None:
    page = read(recorded("jobvite/feedingamerica_list.html"), {"board": "feedingamerica"})

    assert (len(page.postings), page.rejects, page.next, page.whole) == (2, [], None, True)
    posting = page.postings[1]
    assert posting.external_id == "ohAzAfwK"
    assert posting.title == "Manager, Technology Vendor Management (Chicago/Hybrid)"
    assert posting.url == "https://jobs.jobvite.com/feedingamerica/job/ohAzAfwK"
    assert posting.locations == ("Chicago, Illinois",)
