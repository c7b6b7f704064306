"""JazzHR: saved answers of both forms in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.jazzhr import JazzHR
from jobscout.sources.recognition import by_address
from tests.sources.html_answers import as_html, element, entries_of, job_page, segment
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded
from tests.sources.xml_answers import as_xml, entries

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SOURCE = JazzHR()
ROOT = "https://clapper.applytojob.com"


def row(facts: dict[str, Any]) -> str:
    code = segment(facts.get("code"))
    link = f'href="{ROOT}/apply/{code}/Bell-Founder"' if code else ""
    title = facts.get("title")
    anchor = element("a", title, link) if isinstance(title, str) else f"<a {link}></a>"
    icons = {"place": "fa-map-marker", "department": "fa-sitemap"}
    said = "".join(
        element("li", value).replace(">", f"><i class='fa {icons.get(name, '')}'></i>", 1)
        for name, value in facts.items()
        if name not in {"code", "title"}
    )
    heading = f"<h3 class='list-group-item-heading'>{anchor}</h3>"
    inner = f"{heading}<ul class='list-inline list-group-item-text'>{said}</ul>" if facts else ""
    return f"<li class='list-group-item'>{inner}</li>"


def listed(facts: Any) -> bytes:
    rows = entries_of(facts, "rows")
    if rows is None:
        return as_html("<p>Sign in</p>")
    return as_html(f"<ul class='list-group'>{''.join(map(row, rows))}</ul>")


KIND = Kind(
    config={"board": "clapper"},
    entries=("rows",),
    quoted=None,
    fields={"id": "code", "url": None},
    detail_needs=("title", "@type"),
    written=listed,
    detail_written=job_page,
)
CONFIG = KIND.config
FEED = {**CONFIG, "form": "feed"}
FACTS = json.loads(fixture("jazzhr.json"))
DETAIL = json.loads(fixture("jazzhr_detail.json"))
JOB = {
    "id": "job_20260105135030_MBOOVQKBADWHJJKE",
    "status": "Open",
    "title": "Bell Founder",
    "department": "Foundry",
    "url": "http://clapper.applytojob.com/apply/bL1founder0/Bell-Founder",
    "city": "Lamu",
    "state": "",
    "country": "Kenya",
    "description": "<p>Cast &lt;bells&gt;.</p>",
    "type": "Full Time",
    "experience": "Entry Level",
}


def read(body: bytes, config: Any = CONFIG) -> Page:
    return SOURCE.parse(body, config, SOURCE.first_request(config))


def feed(*jobs: Any) -> bytes:
    publisher = "<publisher>JazzHR</publisher><company>Clapper</company>"
    return as_xml("jobs", publisher + entries("job", list(jobs)))


def first() -> RawPosting:
    return read(listed(FACTS)).postings[0]


def test_form_is_a_setting() -> None:
    assert SOURCE.first_request(CONFIG).url == f"{ROOT}/apply"
    assert SOURCE.first_request(FEED).url == "https://app.jazz.co/feeds/export/jobs/clapper"
    assert SOURCE.page_url(FEED) == f"{ROOT}/apply"
    assert SOURCE.employer(FEED) == "Clapper"
    with pytest.raises(BadConfig, match="page, feed") as caught:
        SOURCE.first_request({**CONFIG, "form": "json"})
    assert caught.value.field == "form"


@pytest.mark.parametrize("board", ["a.b", "a/b", "-a", "ä", "a b"])
def test_board_is_part_of_a_host(board: str) -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({"board": board})

    assert caught.value.field == "board"


def test_row_is_read() -> None:
    posting = first()

    assert posting == RawPosting(
        external_id="bL1founder0",
        title="Bell Founder (R&D)",
        url=f"{ROOT}/apply/bL1founder0/Bell-Founder",
        locations=("St. Catharine, KY",),
        department="Foundry",
        list_hash=posting.list_hash,
    )
    assert read(listed(FACTS)).postings[1].locations == ()


@pytest.mark.parametrize("name", ["title", "place", "department"])
def test_hash_changes_with_what_the_row_says(name: str) -> None:
    edited = {"rows": [{**FACTS["rows"][0], name: "Another"}]}

    assert read(listed(edited)).postings[0].list_hash != first().list_hash


def test_rows_that_differ_by_their_code_are_two_jobs() -> None:
    twice = {"rows": [FACTS["rows"][0], {**FACTS["rows"][0], "code": "bL3"}]}

    assert [one.external_id for one in read(listed(twice)).postings] == ["bL1founder0", "bL3"]


@pytest.mark.parametrize("code", ["a/b", "a?b", "%2e%2e", "ä"])
def test_code_is_one_part_of_the_address(code: str) -> None:
    posting = read(listed({"rows": [{"code": code, "title": "Founder"}]})).postings[0]

    assert posting.external_id == code
    assert urlsplit(posting.url).path.count("/") == 3
    assert urlsplit(posting.url).query == ""


def test_page_without_jobs_is_an_empty_list() -> None:
    page = read(as_html("<p>None today.</p>", "<title>Clapper - Career Page</title>"))

    assert (page.postings, page.whole) == ([], True)
    with pytest.raises(SourceChanged, match="no list of jobs"):
        read(as_html("<p>None today.</p>", "<title>Career Page of others</title>"))


def test_detail_is_the_jobs_page() -> None:
    request = SOURCE.detail(first(), {**CONFIG, "base_url": "http://127.0.0.1:9000"})

    assert request is not None
    assert request.url == "http://127.0.0.1:9000/apply/bL1founder0/Bell-Founder"


def test_detail_completes_the_posting() -> None:
    whole = SOURCE.parse_detail(job_page(DETAIL), first(), CONFIG)

    assert whole == RawPosting(
        external_id="bL1founder0",
        title="Bell Founder (R&D)",
        url=f"{ROOT}/apply/bL1founder0/Bell-Founder",
        company="Clapper & Sons",
        locations=("St. Catharine, KY, United States",),
        country="US",
        department="Foundry",
        employment_type="FULL_TIME",
        description_html="<p>Cast &lt;bells&gt;.</p>",
        posted_at=datetime(2026, 9, 2, tzinfo=UTC),
        expires_at=datetime(2026, 12, 31, tzinfo=UTC),
        list_hash=first().list_hash,
    )


@pytest.mark.parametrize(
    "page",
    [
        '<div class="col description" id="job-description"> <p>Cast bells.</p></div>',
        '<div class="padder"><div class="job_description"><p>Cast bells.</p></div></div>',
        '<div class="job_description"><div class="job_description"><p>Cast bells.</p></div></div>',
    ],
)
def test_page_without_markup_has_the_text(page: str) -> None:
    """Older layouts have none of the job, though one of the employer."""
    employer = '<script type="application/ld+json">{"@type": "Organization"}</script>'
    whole = SOURCE.parse_detail(f"<html>{employer}{page}</html>".encode(), first(), CONFIG)

    text = "<p>Cast bells.</p>"
    assert whole.description_html is not None
    assert whole.description_html.count(text) == 1
    assert msgspec.structs.replace(whole, description_html=None) == first()


@pytest.mark.parametrize("page", ["<h1>Gone</h1>", '<div id="job-description"> <img></div>'])
def test_page_without_text_is_source_changed(page: str) -> None:
    with pytest.raises(SourceChanged, match="no JobPosting"):
        SOURCE.parse_detail(page.encode(), first(), CONFIG)


def test_feed_has_it_all() -> None:
    """Its id is the code of the job's page, as in the other form; the creation is no date."""
    (posting,) = read(feed(JOB), FEED).postings

    assert posting == RawPosting(
        external_id="bL1founder0",
        title="Bell Founder",
        url=f"{ROOT}/apply/bL1founder0/Bell-Founder",
        locations=("Lamu, Kenya",),
        country="Kenya",
        department="Foundry",
        employment_type="Full Time",
        seniority="Entry Level",
        description_html="<p>Cast &lt;bells&gt;.</p>",
    )
    assert SOURCE.detail(posting, FEED) is None


def test_feed_lists_open_jobs_only() -> None:
    closed = {**JOB, "url": f"{ROOT}/apply/bL2/x", "status": "Closed"}
    unstated = {**JOB, "url": f"{ROOT}/apply/bL3/x", "status": None}

    page = read(feed(JOB, closed, unstated), FEED)

    assert [one.external_id for one in page.postings] == ["bL1founder0", "bL3"]


def test_unreadable_job_of_the_feed_drops_no_other() -> None:
    """It is named by the code of its page, or by nothing."""
    untitled = {**JOB, "url": f"{ROOT}/apply/bL2/x", "title": None}
    elsewhere = {**JOB, "url": "https://clapper.example/jobs/1"}

    page = read(feed(untitled, elsewhere, JOB), FEED)

    assert [one.external_id for one in page.postings] == ["bL1founder0"]
    assert [one.external_id for one in page.rejects] == ["bL2", None]


def test_empty_feed_proves_nothing() -> None:
    """Employers may syndicate none of their jobs."""
    assert read(feed(JOB), FEED).whole
    assert not read(feed(), FEED).whole


@pytest.mark.parametrize("body", [b"", b"<rss></rss>", listed(FACTS)])
def test_other_answer_is_no_feed(body: bytes) -> None:
    with pytest.raises(SourceChanged):
        read(body, FEED)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.applytojob.com/apply",
        "https://applytojob.com/apply",
        "https://acme.applytojob.com.evil.example/apply",
        "https://app.jazz.co/login",
        "https://jazz.co/feeds/export/jobs/acme",
    ],
)
def test_other_pages_are_not_recognised(address: str) -> None:
    assert by_address(address) is None


def test_recorded_list_of_addiction_recovery_care() -> None:
    """Four rows, of which two differ by their code only."""
    config = {"board": "addictionrecoverycare"}
    page = read(recorded("jazzhr/addictionrecoverycare_list.html"), config)

    assert (len(page.postings), page.rejects, page.next, page.whole) == (4, [], None, True)
    assert [one.external_id for one in page.postings] == [
        "sf4i9HFuTa",
        "WbdogO3ePy",
        "Tg23QkBXzM",
        "7vqozGIHcS",
    ]
    posting = page.postings[1]
    assert posting.title == "Behavioral Health Assessor - Weekend Shifts"
    assert (posting.locations, posting.department) == (("Ashland, KY",), "Bellefonte Hospital")
    assert posting.url == (
        "https://addictionrecoverycare.applytojob.com/apply/WbdogO3ePy/"
        "Behavioral-Health-Assessor-Weekend-Shifts"
    )
