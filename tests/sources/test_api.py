"""Any JSON endpoint by paths: invented answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.sources.api import JsonApi
from jobscout.sources.base import Page, Request
from jobscout.sources.paging import Progress
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

URL = "https://api.acme.example/jobs"
KIND = Kind(
    config={
        "url": URL,
        "items": "jobs",
        "total": "total",
        "fields": {
            "id": "id",
            "title": "title",
            "url": "https://acme.example/jobs/{id}",
            "location": "places.*.city",
            "department": "team.name",
            "employment_type": "kind",
            "workplace": "remote",
            "posted_at": "published",
            "description": "description",
            "salary_text": "pay",
        },
        "detail": {
            "url": "https://api.acme.example/jobs/{id}",
            "fields": {
                "description": "job.text",
                "workplace": "job.workplace",
                "expires_at": "job.closes",
            },
        },
    },
    needs=("url",),
    quoted=None,
    fields={"url": None},
    detail_needs=("text",),
    totals=[("total",)],
)
CONFIG = KIND.config
SOURCE = JsonApi()
LIST: dict[str, Any] = {
    "url": URL,
    "items": "jobs",
    "fields": {"id": "id", "title": "title", "url": "https://acme.example/jobs/{id}"},
}


def read(document: Any, config: dict[str, Any], state: Any = None, url: str = URL) -> Page:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return SOURCE.parse(body, config, Request(url=url, state=state))


def jobs(*ids: object, **others: Any) -> dict[str, Any]:
    return {"jobs": [{"id": one, "title": f"Job {one}"} for one in ids], **others}


def told(config: dict[str, Any]) -> list[str]:
    """The fields of a config's faults."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.board(config)
    return [fault.field for fault in caught.value.faults]


def test_every_field_is_read() -> None:
    one, other = read(fixture("api.json"), CONFIG).postings

    assert (one.external_id, one.title) == ("d-1", "Deep Sea Diver")
    assert one.url == "https://acme.example/jobs/d-1"
    assert one.locations == ("Mombasa, Kenya", "Lamu, Kenya")
    assert (one.department, one.employment_type) == ("Diving", "Full-time")
    assert one.posted_at == datetime(2026, 11, 2, tzinfo=UTC)
    assert (one.description_html, one.salary_text) == ("<p>Dive.</p>", "KES 200,000 a month")
    assert (one.workplace, other.workplace) == (None, "remote")
    assert other.posted_at == datetime(2026, 11, 4, 13, 46, 40, tzinfo=UTC)
    assert (other.department, other.salary_text, other.locations) == (None, None, ())


def test_detail_completes_the_posting() -> None:
    listed = read(fixture("api.json"), CONFIG).postings[0]
    request = SOURCE.detail(listed, {**CONFIG, "base_url": "http://127.0.0.1:9000"})
    assert request is not None
    assert request.url == "http://127.0.0.1:9000/jobs/d-1"

    posting = SOURCE.parse_detail(fixture("api_detail.json"), listed, CONFIG)

    assert posting.description_html == "<p>Dive deep, and come back.</p>"
    assert posting.workplace == "On-site"
    assert posting.expires_at == datetime(2026, 12, 31, tzinfo=UTC)
    assert posting.title == listed.title
    with pytest.raises(SourceChanged, match=r"detail\.fields\.description: `job\.text` is not"):
        SOURCE.parse_detail(b"{}", listed, CONFIG)


def test_without_detail_the_list_has_the_text() -> None:
    posting = read(fixture("api.json"), {**CONFIG, "detail": None}).postings[0]

    assert SOURCE.detail(posting, {**CONFIG, "detail": None}) is None
    assert posting.list_hash is None


@pytest.mark.parametrize(
    ("items", "document", "ids"),
    [
        ("", [{"id": 1, "title": "A"}], ["1"]),
        ("data.jobs", {"data": {"jobs": [{"id": "x", "title": "A"}], "n": 1}}, ["x"]),
        ("0.jobs", [jobs(1), jobs(2)], ["1"]),
        ("*.jobs", [jobs(1), jobs(2, 3)], ["1", "2", "3"]),
        ("teams.*.groups.*.jobs", {"teams": [{"groups": [jobs(1)]}, {"groups": []}, {}]}, ["1"]),
        ("teams.*.jobs", {"teams": []}, []),
        ("teams.*.jobs", {"teams": [{"jobs": None}, jobs(2)]}, ["2"]),
    ],
)
def test_items_are_found(items: str, document: Any, ids: list[str]) -> None:
    found = read(document, {**LIST, "items": items})

    assert [one.external_id for one in found.postings] == ids
    assert found.whole


@pytest.mark.parametrize(
    ("items", "document"),
    [
        ("", {"jobs": []}),
        ("data.jobs", {"data": {}}),
        ("data.jobs", {"data": []}),
        ("data.jobs", {"data": {"jobs": None}}),
        ("teams.*.jobs", {"teams": None}),
        ("teams.*.jobs", {"teams": [{"jobs": 5}]}),
        ("teams.*.jobs", {"teams": [5]}),
        ("0.jobs", {"0": jobs(1)}),
    ],
)
def test_items_in_another_place_are_a_changed_answer(items: str, document: Any) -> None:
    with pytest.raises(SourceChanged, match=r"^api: "):
        read(document, {**LIST, "items": items})


def test_paths_lead_through_lists_and_share_their_way() -> None:
    fields = {
        "id": "job.id",
        "title": "names.1.text",
        "url": "https://acme.example/{job.area.slug}/{job.id}?a={names.0.text}",
        "location": ["office.city", "others.*.city"],
        "description": ["texts.*.body", "footer"],
        "department": "job.area.name",
    }
    entry = {
        "job": {"id": 7, "area": {"slug": "a/../b", "name": "Boats"}},
        "names": [{"text": "x&y"}, {"text": "Rigger"}],
        "office": {"city": "Lamu"},
        "others": [{"city": "Kilifi"}, {"city": None}, 5, {"city": "Voi"}],
        "texts": [{"body": "<p>1</p>"}, {"body": "<p>2</p>"}],
        "footer": "<p>3</p>",
    }

    found = read({"jobs": [entry]}, {**LIST, "fields": fields})

    (posting,) = found.postings
    assert (posting.external_id, posting.title) == ("7", "Rigger")
    assert posting.url == "https://acme.example/a%2F..%2Fb/7?a=x%26y"
    assert posting.locations == ("Lamu", "Kilifi", "Voi")
    assert posting.department == "Boats"
    assert posting.description_html == "<p>1</p>\n<p>2</p>\n<p>3</p>"
    assert found.unknown_fields == 1


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"title": "A", "url": "https://a.example/"}, "`id`"),
        ({"id": 1, "url": "https://a.example/"}, "`title`"),
        ({"id": 1, "title": "A"}, "`url`"),
        ({"id": 1, "title": None, "url": "https://a.example/"}, "title"),
        ({"id": 1, "title": ["A"], "url": "https://a.example/"}, "title"),
        ({"id": 1, "title": "A", "url": "/jobs/1"}, "address"),
        ({"id": 1, "title": "A", "url": "javascript:alert(1)"}, "address"),
        ({"id": 1, "title": "A", "url": "https://a@b.example/"}, "address"),
        ([], "object"),
    ],
)
def test_reject_names_the_path(entry: Any, said: str) -> None:
    config = {**LIST, "fields": {"id": "id", "title": "title", "url": "url"}}
    good = {"id": 2, "title": "B", "url": "http://a.example/2"}

    found = read({"jobs": [entry, good]}, config)

    assert [one.url for one in found.postings] == ["https://a.example/2"]
    (reject,) = found.rejects
    assert said in reject.reason


def test_address_without_its_value_is_a_reject() -> None:
    fields = LIST["fields"] | {"url": "https://acme.example/jobs/{link.slug}"}
    found = read(
        {"jobs": [{"id": 1, "title": "A", "link": {"slug": ""}}]}, LIST | {"fields": fields}
    )

    assert [one.reason for one in found.rejects] == ["api: fields.url: `link.slug` is not stated"]


@pytest.mark.parametrize(
    ("total", "whole"), [(2, True), ("2", True), (1, True), (3, False), (None, False), ("x", False),
    (-1, False), (True, False), (2.5, False)]
)  # fmt: skip
def test_total_tells_a_whole_list(total: Any, whole: bool) -> None:
    """A list that was cut, and one whose number is unknown, closes nothing."""
    assert read(jobs(1, 2, n={"all": total}), {**LIST, "total": "n.all"}).whole is whole


def test_jobs_without_a_list_are_a_refusal() -> None:
    with pytest.raises(SourceChanged, match="api: 5 jobs and an empty list"):
        read(jobs(total=5), {**LIST, "total": "total"})


def pages(config: dict[str, Any], *answers: Any) -> tuple[list[str], list[str], bool]:
    """Reads *answers* one after the other: what was asked, the ids found, and whether all."""
    request: Request | None = SOURCE.first_request(config)
    asked, ids, whole = [], [], True
    for answer in answers:
        if request is None:
            break
        asked.append(request.body.decode() if request.body else request.url)
        found = SOURCE.parse(json.dumps(answer).encode(), config, request)
        ids += [one.external_id for one in found.postings]
        whole &= found.whole
        request = found.next
    assert request is None
    return asked, ids, whole


def test_pages_by_number() -> None:
    """Without a total an empty page ends them; a short one does not."""
    config = {**LIST, "url": f"{URL}?page=9&q=a", "page": {"parameter": "page", "start": 0}}

    asked, ids, whole = pages(config, jobs(1, 2), jobs(3), jobs(4, 5), jobs())

    assert asked == [f"{URL}?q=a&page={number}" for number in range(4)]
    assert (ids, whole) == (["1", "2", "3", "4", "5"], True)


def test_pages_by_offset_end_at_the_total() -> None:
    page = {"parameter": "offset", "start": 0, "step": 2, "size": 2}
    config = {**LIST, "total": "total", "page": page}

    assert pages(config, jobs(1, 2, total=3), jobs(3, total=3)) == (
        [f"{URL}?offset=0", f"{URL}?offset=2"], ["1", "2", "3"], True,
    )  # fmt: skip
    assert pages(config, jobs(1, 2, total=4), jobs(3))[1:] == (["1", "2", "3"], False)


def test_posted_pages_have_the_parameter_in_their_body() -> None:
    page = {"parameter": "paging.from", "start": 0, "step": 10}
    body = {"q": "", "paging": {"size": 10}}
    config = {**LIST, "method": "POST", "body": body, "total": "n", "page": page}

    asked, ids, whole = pages(config, jobs(1, n=2), jobs(2, n=2))

    assert [json.loads(one) for one in asked] == [
        {"q": "", "paging": {"size": 10, "from": 0}},
        {"q": "", "paging": {"size": 10, "from": 10}},
    ]
    assert (ids, whole) == (["1", "2"], True)
    assert body == {"q": "", "paging": {"size": 10}}


def test_pages_by_cursor_and_by_link() -> None:
    cursor = {**LIST, "page": {"parameter": "after", "next": "next"}}
    link = {**LIST, "page": {"next": "links.next"}}

    assert pages(cursor, jobs(1, next="a&b"), jobs(2, next=7), jobs(3, next=None)) == (
        [URL, f"{URL}?after=a%26b", f"{URL}?after=7"], ["1", "2", "3"], True,
    )  # fmt: skip
    assert pages(link, jobs(1, links={"next": "/jobs?p=2"}), jobs(2, links={})) == (
        [URL, "https://api.acme.example/jobs?p=2"], ["1", "2"], True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/", "//evil.example/", "javascript:x()", "http://[", 5, {"a": 1}, True,
     "http://169.254.169.254/latest"],
)  # fmt: skip
def test_link_to_another_host_is_not_followed(link: Any) -> None:
    found = read(jobs(1, next=link), {**LIST, "page": {"next": "next"}})

    assert (len(found.postings), found.next, found.whole) == (1, None, False)


def test_repeated_page_ends_the_reading() -> None:
    config = {**LIST, "page": {"parameter": "page"}}

    assert pages(config, jobs(1, 2), jobs(1, 2))[1:] == (["1", "2"], False)
    assert pages(config, jobs(1), jobs(2), jobs(2))[1:] == (["1", "2"], True)
    told_all = {**config, "total": "n"}
    assert pages(told_all, jobs(1, n=9), jobs(2), jobs(2))[1:] == (["1", "2"], False)


def test_pages_are_bounded() -> None:
    found = read(jobs(1), {**LIST, "page": {"parameter": "page"}}, Progress(offset=99))

    assert (len(found.postings), found.next, found.whole) == (1, None, False)


def test_request_is_as_configured() -> None:
    config = {**LIST, "method": "POST", "headers": {"x-requested-with": "XMLHttpRequest"}}

    request = SOURCE.first_request({**config, "base_url": "http://127.0.0.1:9000"})

    assert (request.url, request.body) == ("http://127.0.0.1:9000/jobs", b"{}")
    assert request.headers == {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}
    assert SOURCE.board(LIST) == "api.acme.example/jobs"
    boards = {SOURCE.board({**config, "body": {"of": name}}) for name in ("a", "b")}
    assert len(boards) == 2


@pytest.mark.parametrize(
    ("headers", "field"),
    [
        ({"Authorization": "Bearer x"}, "headers.Authorization"),
        ({"Cookie": "a=b"}, "headers.Cookie"),
        ({"X-API-Key": "x"}, "headers.X-API-Key"),
        ({"Host": "x"}, "headers.Host"),
        ({"Referer": "a\r\nCookie: b"}, "headers.Referer"),
        ({"Accept": "x" * 301}, "headers.Accept"),
        ({"Accept": 5}, "headers"),
    ],
)
def test_headers_are_few_and_no_secrets(headers: dict[str, Any], field: str) -> None:
    assert told({**LIST, "headers": headers}) == [field]


def test_all_faults_are_told_at_once() -> None:
    deep: dict[str, Any] = {}
    for _ in range(5_000):
        deep = {"a": deep}
    config = {
        "url": "ftp://x",
        "base_url": "x",
        "method": "PUT",
        "body": deep,
        "headers": {"Authorization": "x"},
        "items": "a..b",
        "fields": {"title": "a.*.", "url": "https://{host}/x", "salary": "x", "company": []},
        "total": "{x}",
        "page": {"step": 0, "size": 10**6, "next": "a.*", "parameter": "a b", "more": 1},
        "detail": {"url": "https://acme.example/{slug}", "fields": {"id": "x"}},
        "limit": 5,
    }

    assert set(told(config)) == {
        "url", "base_url", "method", "body", "headers.Authorization", "items", "fields.title",
        "fields.url", "fields.salary", "fields.company", "fields.id", "total", "page.step",
        "page.size", "page.next", "page.parameter", "page.more", "detail.url", "detail.fields.id",
        "limit",
    }  # fmt: skip
    assert set(told({})) == {"url", "items", "fields.id", "fields.title", "fields.url"}


@pytest.mark.parametrize(
    "path",
    ["", ".", "a.", ".a", "a..b", "a[0]", "$.a", "a" * 201, ".".join("a" * 11), "a\0", "{a}",
     "title.x", "id"],
)  # fmt: skip
def test_path_that_cannot_be_read_is_named(path: str) -> None:
    """So is one that leads through the value of another field."""
    config = {**LIST, "fields": LIST["fields"] | {"department": path}}

    if path == "id":
        assert read(jobs(1), config).postings[0].department == "1"
    else:
        assert told(config) == ["fields.department"]


@pytest.mark.parametrize(
    "url",
    ["https://acme.example{id}", "https://{id}/", "https://acme.example/{id", "https://a/{}",
     "https://a/{{id}}", "ftp://acme.example/{id}", "https://a@acme.example/{id}", "{url}",
     "https://acme.example/{id}" + "x" * 2_000],
)  # fmt: skip
def test_address_whose_host_is_not_fixed_is_refused(url: str) -> None:
    """No answer decides which host people are sent to by a template."""
    assert told({**LIST, "fields": LIST["fields"] | {"url": url}}) == ["fields.url"]


def test_employer_is_guessed_unless_jobs_name_theirs() -> None:
    assert SOURCE.employer(LIST) == "Acme"
    assert SOURCE.employer({**LIST, "fields": LIST["fields"] | {"company": "firm"}}) == ""


JUSTJOIN = {
    "url": "https://justjoin.it/api/candidate-api/offers?itemsCount=100",
    "items": "data",
    "fields": {
        "id": "guid",
        "title": "title",
        "url": "https://justjoin.it/job-offer/{slug}",
        "company": "companyName",
        "location": "locations.*.city",
        "workplace": "workplaceType",
        "employment_type": "workingTime",
        "posted_at": "publishedAt",
    },
}
LANDING = {
    "url": "https://landing.jobs/api/v1/jobs?limit=50",
    "items": "",
    "fields": {
        "id": "id",
        "title": "title",
        "url": "url",
        "location": "locations.*.city",
        "workplace": "remote",
        "posted_at": "published_at",
        "expires_at": "expires_at",
        "description": ["role_description", "main_requirements", "nice_to_have"],
    },
}
BREEZY = {
    "url": "https://10-4-truck-recruiting.breezy.hr/json",
    "items": "",
    "fields": {
        "id": "id",
        "title": "name",
        "url": "url",
        "company": "company.name",
        "location": "location.name",
        "workplace": "location.is_remote",
        "department": "department",
        "employment_type": "type.name",
        "posted_at": "published_date",
        "salary_text": "salary",
        "description": "description",
    },
}
PINPOINT = {
    "url": "https://aawdc.pinpointhq.com/postings.json",
    "items": "data",
    "fields": {
        "id": "id",
        "title": "title",
        "url": "url",
        "location": "location.name",
        "workplace": "workplace_type",
        "department": "job.department.name",
        "employment_type": "employment_type",
        "expires_at": "deadline_at",
        "salary_text": "compensation",
        "description": ["description", "key_responsibilities", "skills_knowledge_expertise"],
    },
}
RECORDED: dict[str, tuple[dict[str, Any], list[tuple[str, tuple[str, ...], str | None]]]] = {
    "justjoinit/offers.json": (
        JUSTJOIN,
        [
            ("Grid Converter Control Engineer", ("Szczecin",), "office"),
            ("Senior .Net Developer", ("Gda\u0144sk", "Warszawa", "Krak\u00f3w"), "remote"),
            (
                "Starszy Tester/Starsza Testerka oprogramowania (Playwright/Cypress)",
                ("Gda\u0144sk",),
                "office",
            ),
        ],
    ),
    "landingjobs/jobs.json": (
        LANDING,
        [
            ("Senior Java Software Developer", ("Lisbon",), None),
            ("(Senior) Data Engineer", ("Munich", "Lisbon", "Cologne"), None),
        ],
    ),
    "other/breezy.json": (
        BREEZY,
        [
            ("CDL A Home Daily Truck Driving Position", ("Tacoma, WA",), None),
            ("Senior Backend Engineer", ("Remote",), "remote"),
            ("Dispatch Intern", ("Dallas, TX",), None),
        ],
    ),
    "other/pinpoint_postings.json": (
        PINPOINT,
        [
            ("Warehouse/Fleet Manager", ("North County",), "onsite"),
            (
                "Reach truck crown and Walkie Rider EPJ Operators in Jessup, MD",
                ("North County",),
                "onsite",
            ),
            (
                "Pipeline for Future IT Federal/Government Positions",
                ("Partner Employment Opportunity",),
                "onsite",
            ),
        ],
    ),
}


@pytest.mark.parametrize("path", RECORDED)
def test_recorded_answer(path: str) -> None:
    """Titles and places as the recordings' READMEs count them."""
    config, expected = RECORDED[path]

    found = read(recorded(path), config, url=config["url"])

    assert (found.rejects, found.unknown_fields) == ([], 0)
    assert [(one.title, one.locations, one.workplace) for one in found.postings] == expected


def test_recorded_fields() -> None:
    offer = read(recorded("justjoinit/offers.json"), JUSTJOIN).postings[0]
    assert (offer.company, offer.employment_type) == ("Antal Sp. z o.o.", "full_time")
    assert offer.posted_at == datetime(2026, 8, 6, 6, 55, 32, 18515, tzinfo=UTC)
    assert offer.url.startswith("https://justjoin.it/job-offer/antal-sp-z-o-o--grid")

    job = read(recorded("landingjobs/jobs.json"), LANDING).postings[0]
    assert job.external_id == "19066"
    assert job.expires_at == datetime(2027, 3, 2, tzinfo=UTC)
    assert (job.description_html or "").startswith("<div>Our client is a Global retail chain")

    position = read(recorded("other/breezy.json"), BREEZY).postings[0]
    assert (position.company, position.salary_text) == ("10-4 Truck Recruiting", "$1.40k - $1.80k")
    assert (position.department, position.employment_type) == ("Local - Home Daily", "Full-Time")

    posting = read(recorded("other/pinpoint_postings.json"), PINPOINT).postings[0]
    assert (posting.department, posting.salary_text) == (
        "Transportation", "$80,000 - $100,000 / year",
    )  # fmt: skip
    assert posting.expires_at == datetime(2026, 6, 27, 3, 59, 59, tzinfo=UTC)
