"""Google's career site: saved pages in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.sources import pages
from jobscout.sources.base import Page, Request
from jobscout.sources.google import Google
from jobscout.sources.paging import Progress
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

URL = "https://www.google.com/about/careers/applications/jobs/results/"
POSITIONS = {
    "id": 0, "title": 1, "apply_url": 2, "responsibilities": 3, "qualifications": 4, "path": 5,
    "company": 7, "language": 8, "locations": 9, "description": 10, "levels": 11,
    "created": 12, "process": 15, "places_note": 18, "more": 19,
}  # fmt: skip
SOURCE = Google()


def page_with(data: str) -> bytes:
    return (
        "<!doctype html><title>Jobs</title><script>var a = {key: 'ds:1'};</script>"
        "<script class='ds:0'>AF_initDataCallback({key: 'ds:0', data:[[]], sideChannel: {}});"
        "</script><script class='ds:1'>AF_initDataCallback({key: 'ds:1', hash: '2', data:"
        f"{data}, sideChannel: {{}}}});</script><a href='jobs/results/101-x'>Learn more</a>"
    ).encode()


def row(job: Any) -> Any:
    """The list of values that a job is there."""
    if not isinstance(job, dict):
        return job
    values: list[Any] = [None] * 20
    for name, value in job.items():
        if name in POSITIONS:
            values[POSITIONS[name]] = value
    # Whatever else the facts say stands behind the known values.
    return [*values, *(value for name, value in job.items() if name not in POSITIONS)]


def written(document: Any) -> bytes:
    """The page with these jobs; what is no list of jobs stands in its place."""
    if not isinstance(document, dict) or "jobs" not in document:
        return b"<!doctype html><title>Sign in</title>"
    jobs = document["jobs"]
    rows = [row(job) for job in jobs] if isinstance(jobs, list) else jobs
    return page_with(json.dumps([rows, None, document.get("total"), 20]))


SAVED = written(json.loads(fixture("google.json")))
KIND = Kind(
    config={"q": "bell founder", "location": "Kenya"},
    needs=(),
    quoted="q",
    fields={"url": None},
    totals=[("total",)],
    written=written,
)


def read(body: bytes, before: Progress | None = None) -> Page:
    return SOURCE.parse(body, {}, Request(url=URL, state=before))


def answer(rows: int, total: int | None) -> bytes:
    jobs = [{"id": str(number), "title": "Diver"} for number in range(rows)]
    return written({"jobs": jobs, "total": total})


def one(**facts: Any) -> RawPosting:
    page = read(written({"jobs": [{"id": "7", "title": "Diver", **facts}], "total": 1}))
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def test_everything_is_one_board() -> None:
    assert SOURCE.board({}) == "all"
    assert SOURCE.page_url({}) == URL
    assert SOURCE.first_request({}).url == f"{URL}?sort_by=date"
    assert SOURCE.first_request({}).headers == {"Accept": "text/html"}
    assert SOURCE.employer({}) == ""  # its sister companies are named too


def test_filters_name_a_board() -> None:
    config = {"location": "Nairobi, Kenya", "q": "a&b"}

    assert SOURCE.board(config) == "q=a%26b&location=Nairobi%2C%20Kenya"
    assert SOURCE.page_url(config) == f"{URL}?{SOURCE.board(config)}"
    assert SOURCE.first_request(config).url == f"{URL}?{SOURCE.board(config)}&sort_by=date"


def test_is_read_a_few_times_a_day() -> None:
    assert SOURCE.min_interval >= timedelta(hours=6)


@pytest.mark.parametrize(
    "url",
    ["https://www.google.com/search?q=jobs", "https://google.com/", "https://jobs.google.com/",
     "https://www.google.com.evil.example/about/careers/applications/jobs/results/",
     f"{URL}?q=%00"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    assert SOURCE.recognise(urlsplit(url)) is None


def test_pages_follow_each_other() -> None:
    config = {"q": "bell", "base_url": "http://127.0.0.1:9000"}

    page = SOURCE.parse(answer(19, 41), config, SOURCE.first_request(config))

    assert page.next is not None
    assert page.next.url == (
        "http://127.0.0.1:9000/about/careers/applications/jobs/results/"
        "?q=bell&sort_by=date&page=2"
    )  # fmt: skip
    assert read(answer(1, 41), Progress(offset=40, found=40)).next is None


def test_the_newest_are_read() -> None:
    """Each page costs some hundred kilobytes."""
    page = read(answer(20, 4000), Progress(offset=480, found=480))

    assert (page.next, page.whole, page.windowed) == (None, False, True)


def test_empty_pages() -> None:
    """No job may be no list; jobs without a list are another page."""
    assert read(page_with("[null,null,0,20]")).whole
    assert read(page_with("[[],null,0,20]")).whole
    for data in ("[null,null,5,20]", "[null]", "[]", "{}", "[[],null,7,20]"):
        with pytest.raises(SourceChanged):
            read(page_with(data))


@pytest.mark.parametrize(
    "page",
    [b"<script>AF_initDataCallback({key: 'ds:0', data:[[]], sideChannel: {}});</script>",
     b"<script>AF_initDataCallback({key: 'ds:1', data:[[]]",
     b"<p>AF_initDataCallback({key: 'ds:1', data:[[]], sideChannel: {}});"],
)  # fmt: skip
def test_page_without_the_data_is_source_changed(page: bytes) -> None:
    with pytest.raises(SourceChanged, match="ds:1"):
        read(page)


def test_reads_every_field() -> None:
    """The data does not end where a text says what follows it."""
    assert read(SAVED).postings[0] == RawPosting(
        external_id="110690555461018310",
        title="Bell Founder & Tuner, Winter",
        url=f"{URL}110690555461018310",
        apply_url="https://www.google.com/about/careers/applications/signin?jobId=x",
        company="Klang",
        locations=("Nairobi, Kenya", "Mombasa, Kenya"),
        country="KE",
        description_html="<p>Cast &lt;bells&gt; &amp; tune them.</p>\n"
        "<ul><li>Cast, sideChannel: {} bells.</li></ul>\n<h3>Minimum qualifications:</h3>\n"
        "<p>More.</p>\nPreferred: Nairobi\n<p>Apply soon.</p>",
        language="en-US",
    )


def test_what_a_job_does_not_state_is_none() -> None:
    posting = read(SAVED).postings[1]

    assert (posting.external_id, posting.apply_url, posting.company) == (
        "110690555461018311",
        None,
        None,
    )
    assert posting.locations == ("Lamu, Kenya", "Zürich, Switzerland")
    assert (posting.country, posting.description_html, posting.posted_at) == (None, None, None)


@pytest.mark.parametrize("value", [5, "x", {}, [], [None], [5, 5], [[5]], True])
def test_value_of_another_type_is_left_out(value: object) -> None:
    """Positions are not documented."""
    for name in ("responsibilities", "description", "locations", "company", "language"):
        assert one(**{name: value}).title == "Diver"
    assert one(locations=value).locations == ()


def test_recorded_page_is_read() -> None:
    page = read(recorded("google/results_excerpt.html"))
    (posting,) = page.postings

    assert (page.rejects, page.unknown_fields) == ([], 0)
    assert posting.external_id == "138166347879064262"
    assert posting.title == "Student Researcher, BS/MS, Winter/Summer 2027"
    assert (posting.company, posting.language) == ("Google", "en-US")
    assert posting.locations == ("Mountain View, CA, USA", "Toronto, ON, Canada")
    assert posting.country is None
    assert "Preferred working location" in (posting.description_html or "")
