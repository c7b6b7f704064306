"""Phenom: saved answers of both of its APIs in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import Salary
from jobscout.sources import pages
from jobscout.sources.phenom import Phenom
from jobscout.sources.recognition import Recognised, by_address, in_page
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.model import RawPosting
    from jobscout.sources.base import Page, Request


def job_page(document: Any) -> bytes:
    """A job's page with one block of JSON-LD."""
    said = json.dumps(document).replace("</", "<\\/")
    return f'<html><script type="application/ld+json">{said}</script>'.encode()


SAVED = fixture("phenom.json")
DETAIL = job_page(json.loads(fixture("phenom_detail.json")))
KIND = Kind(
    config={"host": "careers.candlewick.example"},
    entries=("refineSearch", "data", "jobs"),
    needs=("host",),
    quoted=None,
    fields={"id": "jobSeqNo", "url": None},
    detail_needs=("title", "@type"),
    totals=[("refineSearch", "totalHits")],
    detail_written=job_page,
)
CONFIG = KIND.config
CONTENT = {**CONFIG, "refnum": "CANDUS"}
SOURCE = Phenom()
ROOT = "https://careers.candlewick.example"


def read(body: bytes, config: dict[str, Any] = CONFIG) -> Page:
    return SOURCE.parse(body, config, SOURCE.first_request(config))


def answer(jobs: list[dict[str, Any]], total: object) -> bytes:
    return json.dumps({"refineSearch": {"totalHits": total, "data": {"jobs": jobs}}}).encode()


def rows(*numbers: int) -> list[dict[str, Any]]:
    return [{"jobSeqNo": str(number), "title": "Diver"} for number in numbers]


def one(**fields: Any) -> RawPosting:
    page = read(answer([{"jobSeqNo": "x", "title": "Diver", **fields}], 1))
    assert page.rejects == []
    (posting,) = page.postings
    return posting


def read_all(*bodies: bytes, config: dict[str, Any] = CONFIG) -> list[Page]:
    """The pages of one reading, each asked for by the page before it."""
    request: Request | None = SOURCE.first_request(config)
    found = []
    for body in bodies:
        assert request is not None
        found.append(SOURCE.parse(body, config, request))
        request = found[-1].next
    return found


def asked(request: Request | None) -> dict[str, Any]:
    assert request is not None
    assert request.body is not None
    found: dict[str, Any] = json.loads(request.body)
    return found


def test_asks_the_site() -> None:
    request = SOURCE.first_request({**CONFIG, "locale": "en_global"})
    body = asked(request)

    assert request.url == f"{ROOT}/widgets"
    assert (body["ddoKey"], body["jobs"], body["from"], body["size"]) == (
        "refineSearch", True, 0, 100,
    )  # fmt: skip
    assert (body["lang"], body["country"]) == ("en_global", "global")
    assert asked(SOURCE.first_request(CONFIG))["lang"] == "en_us"


def test_asks_the_content_host() -> None:
    """Where the config has the site's id there; the job's page stays the site's."""
    request = SOURCE.first_request(CONTENT)
    detail = SOURCE.detail(one(), CONTENT)

    assert request.body is None
    assert request.url == (
        "https://content-us.phenompeople.com/api/CANDUS/searchJobs?from=0&size=100&locale=en_us"
    )
    assert detail is not None
    assert detail.url == f"{ROOT}/us/en/job/x"


@pytest.mark.parametrize(
    ("locale", "board", "folder"),
    [({}, "en_us", "us/en"), ({"locale": "de_global"}, "de_global", "global/de")],
)
def test_board_is_host_and_locale(locale: dict[str, str], board: str, folder: str) -> None:
    config = {"host": "Careers.Candlewick.example", **locale}

    assert SOURCE.board(config) == f"careers.candlewick.example/{board}"
    assert SOURCE.page_url(config) == f"{ROOT}/{folder}/search-results"
    assert SOURCE.employer(config) == "Candlewick"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        *(({"host": host}, "host") for host in [
            "a/b.example", "u@a.example", "a.example:80", "a b.example", "127.0.0.1", "a",
            "-a.example",
        ]),
        *(({"locale": locale}, "locale") for locale in ["en", "en-us", "en_us/x", "EN_US", "", 5]),
        *(({"refnum": refnum}, "refnum") for refnum in ["a", "AC/ME", "ACME?x", "", 5]),
    ],
)  # fmt: skip
def test_bad_setting_is_named(change: dict[str, object], named: str) -> None:
    """Nothing of the config can lead to another host, path or parameter."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, **change})

    assert caught.value.field == named


def test_base_url_moves_the_detail() -> None:
    config = {**CONFIG, "base_url": "http://127.0.0.1:9000"}

    detail = SOURCE.detail(one(jobSeqNo="a/b"), config)

    assert detail is not None
    assert detail.url == "http://127.0.0.1:9000/us/en/job/a%2Fb"


def test_reads_every_field_of_the_list() -> None:
    posting = read(SAVED).postings[0]

    assert (posting.external_id, posting.requisition_id) == ("CANDUS100EXTERNALENUS", "R100")
    assert posting.title == "Candle Maker & Dipper"
    assert posting.url == f"{ROOT}/us/en/job/CANDUS100EXTERNALENUS/Candle-Maker"
    assert posting.apply_url == "https://candlewick.wd5.example/jobs/R100/apply"
    assert posting.locations == ("Lamu, Kenya", "Kisumu, Kenya")
    assert (posting.workplace, posting.department) == ("Hybrid", "Workshop")
    assert posting.employment_type == "Regular"
    assert posting.posted_at == datetime(2026, 9, 2, tzinfo=UTC)
    assert posting.description_html == "Dip &lt;fine&gt; candles &amp; trim them."
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type


def test_what_is_empty_is_not_stated() -> None:
    posting = read(SAVED).postings[1]

    assert posting.url == f"{ROOT}/us/en/job/CANDUS101EXTERNALENUS"
    assert (posting.locations, posting.workplace) == (("Thika, Kenya",), None)
    assert (posting.posted_at, posting.apply_url, posting.department) == (None, None, None)
    assert (posting.requisition_id, posting.description_html) == (None, None)


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({"multi_location": ["Lamu", 5, None]}, ("Lamu",)),
        ({"multi_location_array": [{"location": "Lamu"}, {"location": 5}, {}]}, ("Lamu",)),
        ({"cityStateCountry": "Lamu, Kenya", "location": "HQ"}, ("Lamu, Kenya",)),
        ({"multi_location": [], "location": "HQ"}, ("HQ",)),
        ({}, ()),
    ],
)
def test_places(fields: dict[str, Any], places: tuple[str, ...]) -> None:
    assert one(**fields).locations == places


@pytest.mark.parametrize("page", ["javascript:alert(1)", "/us/en/job/x", "https://a@b/", "", 5])
def test_unusable_page_gives_way_to_the_usual_one(page: object) -> None:
    assert one(detailUrl=page).url == f"{ROOT}/us/en/job/x"


def test_next_page_is_asked_until_the_total() -> None:
    """By the offset asked, however short the page is; then jobs lack, and it is not whole."""
    first, second, third = read_all(
        answer(rows(*range(100)), 250), answer(rows(*range(100, 190)), 250), answer(rows(999), 250)
    )

    assert asked(first.next)["from"] == 100
    assert asked(second.next)["from"] == 200
    assert (third.next, third.whole) == (None, False)


def test_list_in_pages_is_whole_with_all_its_jobs() -> None:
    _, last = read_all(answer(rows(*range(100)), 102), answer(rows(100, 101), 102))

    assert (len(last.postings), last.next, last.whole) == (2, None, True)


def test_rows_that_repeat_prove_nothing() -> None:
    """The order changes between two pages: as many rows as stated, and a job lacks."""
    _, last = read_all(answer(rows(*range(100)), 102), answer(rows(99, 100), 102))

    assert [one.external_id for one in last.postings] == ["100"]
    assert (last.next, last.whole) == (None, False)


def test_unreadable_jobs_do_not_lack() -> None:
    broken = {"jobSeqNo": "broken", "title": 5}

    _, last = read_all(answer([broken, *rows(*range(99))], 101), answer(rows(99), 101))

    assert (last.next, last.whole) == (None, True)


def test_content_host_states_its_pages_and_total() -> None:
    """Beside the jobs; its pages may be smaller than asked."""
    first, last = read_all(
        *(
            json.dumps({"searchJobs": {"data": {"totalHits": 5, "size": 3, "jobs": jobs}}}).encode()
            for jobs in (rows(1, 2, 3), rows(4, 5))
        ),
        config=CONTENT,
    )

    assert first.next is not None
    assert "from=3&size=100" in first.next.url
    assert (last.next, last.whole) == (None, True)


@pytest.mark.parametrize("last", [rows(), rows(*range(100))], ids=["empty", "repeated"])
def test_page_without_a_new_job_is_the_last(last: list[dict[str, Any]]) -> None:
    _, page = read_all(answer(rows(*range(100)), 400), answer(last, 400))

    assert (page.postings, page.next, page.whole) == ([], None, False)


def test_endless_list_is_bounded() -> None:
    request: Request | None = SOURCE.first_request(CONFIG)
    number = 0
    while request is not None:
        page = SOURCE.parse(answer(rows(number), 10**6), CONFIG, request)
        request, number = page.next, number + 1

    assert (number, page.whole) == (100, False)


@pytest.mark.parametrize("total", [7, None, "7"])
def test_refusal_is_not_an_empty_board(total: object) -> None:
    with pytest.raises(SourceChanged, match="jobs and an empty first page"):
        read(answer([], total))


@pytest.mark.parametrize(
    "body",
    [
        b'{"status": "failure"}',
        b'{"refineSearch": {"tokenAvailable": true}}',
        b'{"refineSearch": null}',
        b'{"refineSearch": {"totalHits": 5, "data": {"counts": {}}}}',
    ],
)
def test_answer_without_a_list_is_source_changed(body: bytes) -> None:
    """None of these is an empty board."""
    with pytest.raises(SourceChanged):
        read(body)


def test_reads_the_data_of_the_sites_page() -> None:
    """Ten jobs a page, whatever is asked; the next page begins after those that came."""
    config = {**CONFIG, "form": "page"}
    data = {"eagerLoadRefineSearch": {"totalHits": 3, "data": {"jobs": rows(1, 2)}}}
    page = f"<!doctype html><script>var phApp = {{}}; phApp.ddo = {json.dumps(data)};</script>"
    first = SOURCE.first_request(config)
    read_ = SOURCE.parse(page.encode(), config, first)

    assert (first.url, first.body) == (f"{ROOT}/us/en/search-results?from=0&s=1", None)
    assert [one.external_id for one in read_.postings] == ["1", "2"]
    assert read_.next is not None
    assert read_.next.url == f"{ROOT}/us/en/search-results?from=2&s=1"

    data["eagerLoadRefineSearch"]["data"] = {"jobs": rows(3)}
    last = f"<html><script>phApp.ddo = {json.dumps(data)};</script>"
    end = SOURCE.parse(last.encode(), config, read_.next)
    assert ([one.external_id for one in end.postings], end.next, end.whole) == (["3"], None, True)


@pytest.mark.parametrize("page", [b"<html>Sign in</html>", b"<script>phApp.ddo = {};</script>"])
def test_other_page_is_source_changed(page: bytes) -> None:
    with pytest.raises(SourceChanged):
        read(page, {**CONFIG, "form": "page"})


def test_form_is_a_setting() -> None:
    with pytest.raises(BadConfig, match="search, page"):
        SOURCE.first_request({**CONFIG, "form": "xml"})


def test_detail_completes_the_posting() -> None:
    listed = read(SAVED).postings[0]

    posting = SOURCE.parse_detail(DETAIL, listed, CONFIG)

    assert posting.description_html == "<p>Dip candles &amp; trim.</p>"
    assert posting.salary == Salary(min=90000, max=90000, currency="KES", period="month")
    assert (posting.company, posting.employment_type) == ("Candlewick", "FULL_TIME")
    assert posting.expires_at == datetime(2026, 12, 31, tzinfo=UTC)
    assert (posting.posted_at, posting.locations) == (listed.posted_at, listed.locations)
    assert (posting.url, posting.list_hash) == (listed.url, listed.list_hash)


def test_detail_stands_in_for_what_the_list_lacks() -> None:
    posting = SOURCE.parse_detail(DETAIL, one(), CONFIG)

    assert posting.posted_at == datetime(2026, 9, 1, tzinfo=UTC)
    assert posting.locations == ("Lamu, Kenya",)


def test_poor_detail_takes_nothing_away() -> None:
    listed = read(SAVED).postings[0]

    assert SOURCE.parse_detail(job_page({"@type": "JobPosting", "title": "x"}), listed, CONFIG) == (
        listed
    )


def test_text_in_the_data_of_the_page() -> None:
    """Where a page has no JobPosting."""
    data = {"jobDetail": {"status": 200, "data": {"job": {"description": "<p>a; }; b</p>"}}}}
    page = f"<script>var phApp = phApp || {{}}; phApp.ddo = {json.dumps(data)}; x = 1</script>"

    posting = SOURCE.parse_detail(page.encode(), one(), CONFIG)

    assert posting.description_html == "<p>a; }; b</p>"


@pytest.mark.parametrize("page", [b"<html>Gone</html>", b"<script>phApp.ddo = {};</script>"])
def test_page_without_a_job_is_source_changed(page: bytes) -> None:
    with pytest.raises(SourceChanged):
        SOURCE.parse_detail(page, one(), CONFIG)


ENDPOINT = '<script>phApp = phApp || {"widgetApiEndpoint":"https://jobs.acme.example/widgets",'


@pytest.mark.parametrize(
    ("url", "page", "config"),
    [
        ("https://jobs.acme.example/", ENDPOINT, {}),
        ("https://jobs.acme.example/", f'{ENDPOINT}"locale":"en_us"', {}),
        ("https://jobs.acme.example/", f'{ENDPOINT}"locale":"fr_ca"', {"locale": "fr_ca"}),
        ("https://jobs.acme.example/global/en/x", ENDPOINT, {"locale": "en_global"}),
        ("https://acme.example/", ENDPOINT.replace("/", "\\/"), {}),
    ],
)  # fmt: skip
def test_recognises_a_site_by_its_page(url: str, page: str, config: dict[str, str]) -> None:
    board = {"host": "jobs.acme.example", **config}

    assert SOURCE.recognise_page(page, urlsplit(url)) == board
    assert Recognised("phenom", board) in in_page(page.encode(), url)


@pytest.mark.parametrize(
    "page", ["<p>phApp</p>", ENDPOINT.replace("/widgets", "/jobs/widgets"), ENDPOINT[:-12]]
)
def test_recognises_no_other_page(page: str) -> None:
    assert SOURCE.recognise_page(page, urlsplit("https://jobs.acme.example/us/en")) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://www.acme.example/us/en/search-results?keywords=shoes",
        "https://jobs.acme.example/search-results",
        "https://jobs.acme.example/us/en/search-results/x",
        "https://jobs.acme.example/us/en/job/100/diver",
        "https://127.0.0.1/us/en/job/ACMEUS100EXTERNAL",
    ],
)
def test_recognises_no_other_address(url: str) -> None:
    assert by_address(url) is None


def test_reads_a_recorded_page() -> None:
    """Ten of twelve jobs: the next two are asked for."""
    page = read(recorded("phenom/snowflake_searchjobs.json"), CONTENT)

    assert (len(page.postings), page.rejects, page.unknown_fields) == (10, [], 0)
    assert page.next is not None
    assert "from=10&" in page.next.url
    first = page.postings[0]
    assert first.title == "Solutions Architect (EMEA North)"
    assert first.locations == ("Finland", "Remote, Norway", "Denmark", "Remote, Sweden")
    assert (first.requisition_id, first.department) == ("REQ18172", "Professional Services")
    assert first.url.startswith("https://careers.snowflake.com/us/en/job/SNCOUSBCF1373BEC2C4B5FBF2")
    assert {one.posted_at for one in page.postings} == {None}
    assert page.postings[1].locations == ("London, United Kingdom",)
    found = by_address(first.url)
    assert found == Recognised("phenom", {"host": "careers.snowflake.com"})
