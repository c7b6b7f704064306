"""ReliefWeb: saved answers in, raw postings out. No network. All answers are invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import locations
from jobscout.rules.employment import employment_type
from jobscout.sources.base import Keyed, Page, Proof, Request
from jobscout.sources.paging import Progress
from jobscout.sources.reliefweb import ReliefWeb
from tests.sources.kind import Kind
from tests.sources.recordings import fixture


def written(document: Any) -> bytes:
    """The answer: what is known of a job stands in its ``fields``, but for a few."""
    if isinstance(document, dict) and isinstance(document.get("data"), list):
        document = {**document, "data": [_nested(job) for job in document["data"]]}
    return json.dumps(document).encode()


def _nested(job: Any) -> Any:
    if not isinstance(job, dict):
        return job
    outer = {name: value for name, value in job.items() if name in {"id", "score", "href"}}
    return {**outer, "fields": {name: job[name] for name in job.keys() - outer.keys()}}


SAVED = written(json.loads(fixture("reliefweb.json")))
KIND = Kind(
    config={"country": "ken"},
    entries=("data",),
    needs=("country",),
    quoted=None,
    fields={"description": "body-html", "url": None},
    totals=[("totalCount",)],
    written=written,
)
API = "https://api.reliefweb.int/v2/jobs"
SOURCE = ReliefWeb()


def read(body: bytes, before: Progress | None = None) -> Page:
    return SOURCE.parse(body, {}, Request(url=API, state=before))


def asked(request: Request | None) -> dict[str, Any]:
    assert request is not None
    document: dict[str, Any] = json.loads(request.body or b"")
    return document


def answer(rows: int, total: int | None) -> bytes:
    jobs = [{"id": str(row), "title": "Diver"} for row in range(rows)]
    return written({"data": jobs, "totalCount": total})


def one(**fields: Any) -> RawPosting:
    page = read(written({"data": [{"id": "7", "title": "Diver", **fields}], "totalCount": 1}))
    (posting,) = page.postings
    return posting


def test_a_country_is_a_board() -> None:
    everything, kenya = SOURCE.first_request({}), SOURCE.first_request({"country": " KEN"})

    assert (SOURCE.board({}), SOURCE.board({"country": "ken"})) == ("all", "country=ken")
    assert SOURCE.employer({}) == ""
    assert everything.url == kenya.url == API
    assert "filter" not in asked(everything)
    assert asked(kenya)["filter"] == {"field": "country.iso3", "value": "ken"}
    assert (asked(kenya)["preset"], asked(kenya)["limit"], asked(kenya)["offset"]) == (
        "latest",
        1000,
        0,
    )
    assert "body-html" in asked(kenya)["fields"]["include"]


@pytest.mark.parametrize("country", ["ke", "Kenya", "k1n", "ken,uga", 'ken"'])
def test_other_codes_are_refused(country: str) -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({"country": country})

    assert caught.value.field == "country"


def test_name_of_the_application_is_the_proof() -> None:
    """It is in no request that the adapter makes."""
    assert isinstance(SOURCE, Keyed)
    assert SOURCE.proof({"RELIEFWEB_APPNAME": "hunter2"}) == Proof(query={"appname": "hunter2"})
    assert "appname" not in str(SOURCE.first_request({}))
    assert "appname" not in str(read(SAVED))


@pytest.mark.parametrize(
    "url",
    ["https://reliefweb.int/job/4100001/x", "https://reliefweb.int/", "https://evil.example/jobs",
     "https://reliefweb.int.evil.example/jobs", "https://api.reliefweb.int/v1/jobs"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    assert SOURCE.recognise(urlsplit(url)) is None


def test_pages_follow_each_other() -> None:
    config = {"country": "ken", "base_url": "http://127.0.0.1:9000"}

    page = SOURCE.parse(answer(999, 2500), config, SOURCE.first_request(config))

    assert page.next is not None
    assert page.next.url == "http://127.0.0.1:9000/v2/jobs"
    assert asked(page.next) == {**asked(SOURCE.first_request(config)), "offset": 1000}
    cut = read(answer(3, 9000), Progress(offset=4000, found=4000))
    assert (cut.next, cut.whole, cut.windowed) == (None, False, True)


def test_empty_first_page_of_a_list_is_source_changed() -> None:
    with pytest.raises(SourceChanged, match="empty first page"):
        read(answer(0, 5))


def test_reads_every_field() -> None:
    posting = read(SAVED).postings[0]

    assert posting == RawPosting(
        external_id="4100001",
        title="Bell Founder & Tuner",
        url="https://reliefweb.int/job/4100001/bell-founder",
        company="Klang, Bells Without Borders",
        locations=("Nairobi, Kenya", "Lamu, Kenya"),
        country="ken",
        department="Logistics",
        employment_type="Internship",
        seniority="0-2 years",
        description_html="<p>Cast &lt;bells&gt;.</p>\n<p>Write to [address removed] or see "
        '<a href="https://klang.example">us</a>.</p>',
        posted_at=datetime(2026, 8, 3, 18, 45, 5, tzinfo=UTC),
        updated_at=datetime(2026, 8, 4, tzinfo=UTC),
        expires_at=datetime(2026, 9, 1, tzinfo=UTC),
    )
    assert employment_type(posting.employment_type) == "internship"
    assert {place.country for place in locations.read(posting.locations, "ken")} == {"KE"}


def test_towns_of_several_countries_stay_apart() -> None:
    """Which town is where is not stated."""
    posting = read(SAVED).postings[1]

    assert posting.locations == ("Juba", "South Sudan", "Uganda")
    assert (posting.url, posting.country) == ("https://reliefweb.int/node/4100002", None)
    assert (posting.company, posting.description_html, posting.posted_at) == (None, None, None)


def test_page_without_an_address_is_that_of_the_node() -> None:
    assert one(url_alias="javascript:x", url=5).url == "https://reliefweb.int/node/7"
    assert one(country=[{"name": "Kenya"}]).country == "Kenya"
