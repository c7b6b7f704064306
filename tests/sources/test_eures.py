"""EURES: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import employment, locations
from jobscout.sources import pages
from jobscout.sources.base import Page, Request
from jobscout.sources.eures import Eures
from jobscout.sources.paging import Progress
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED = fixture("eures.json")
CONFIG = {"keywords": "bell founder", "locationCodes": "fi,de3"}
KIND = Kind(
    config=CONFIG,
    entries=("jvs",),
    needs=(),
    quoted="keywords",
    fields={"url": None},
    totals=[("numberRecords",)],
)
URL = "https://europa.eu/eures/api/jv-searchengine/public/jv-search/search"
PORTAL = "https://europa.eu/eures/portal/jv-se"
SOURCE = Eures()


def read(body: bytes, before: Progress | None = None) -> Page:
    return SOURCE.parse(body, CONFIG, Request(url=URL, state=before))


def asked(request: Request | None) -> dict[str, Any]:
    assert request is not None
    document: dict[str, Any] = json.loads(request.body or b"")
    return document


def answer(rows: int, total: int | None) -> bytes:
    jobs = [{"id": str(row), "title": "Diver"} for row in range(rows)]
    return json.dumps({"jvs": jobs, "numberRecords": total}).encode()


def one(**wire: Any) -> RawPosting:
    page = read(json.dumps({"jvs": [{"id": "7", "title": "Diver", **wire}]}).encode())
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def test_a_search_is_asked_for() -> None:
    """All keys that the API wants are there."""
    request = SOURCE.first_request(CONFIG)
    body = asked(request)

    assert request.url == URL
    assert body["keywords"] == [{"keyword": "bell founder", "specificSearchCode": "EVERYWHERE"}]
    assert body["locationCodes"] == ["fi", "de3"]
    assert (body["page"], body["resultsPerPage"]) == (1, 50)
    assert body["sortSearch"] == "MOST_RECENT"
    assert {"publicationPeriod", "requestLanguage", "sessionId", "occupationUris"} <= body.keys()


def test_a_search_is_the_board() -> None:
    assert SOURCE.board(CONFIG) == "keywords=bell%20founder&locationCodes=fi%2Cde3"
    assert SOURCE.board({}) == "all"
    assert SOURCE.employer({}) == ""
    assert asked(SOURCE.first_request({}))["keywords"] == []
    assert SOURCE.page_url({}) == f"{PORTAL}/search?lang=en"


def test_is_read_a_few_times_a_day() -> None:
    """No public API is offered."""
    assert SOURCE.min_interval >= timedelta(hours=6)


@pytest.mark.parametrize("codes", ["Finland", "f", "DE3", "de300", "fi de", 'fi"]', 5, "", "fi,é1"])
def test_bad_codes_are_named(codes: object) -> None:
    """A code that the API does not know would silently find nothing."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({"locationCodes": codes})

    assert caught.value.field == "locationCodes"


@pytest.mark.parametrize(
    "url",
    [f"{PORTAL}/jv-details/QUJDIDE?lang=en", "https://europa.eu/eures/", "https://europa.eu/",
     "https://eures.europa.eu/search", f"{PORTAL}/search?locationCodes=de300",
     "https://evil.example/eures/portal/jv-se/search"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    assert SOURCE.recognise(urlsplit(url)) is None


def test_pages_follow_each_other() -> None:
    config = {**CONFIG, "base_url": "http://127.0.0.1:9000"}

    page = SOURCE.parse(answer(49, 120), config, SOURCE.first_request(config))

    assert page.next is not None
    assert page.next.url.startswith("http://127.0.0.1:9000/eures/api/")
    assert asked(page.next) == {**asked(SOURCE.first_request(config)), "page": 2}


def test_the_newest_thousand_are_read() -> None:
    page = read(answer(50, 3_000_000), Progress(offset=950, found=950))

    assert (page.next, page.whole, page.windowed) == (None, False, True)


def test_empty_first_page_of_a_list_is_source_changed() -> None:
    with pytest.raises(SourceChanged, match="empty first page"):
        read(answer(0, 5))


def test_reads_every_field() -> None:
    """Neither translations nor codes of regions are read, nor a person's inbox."""
    assert read(SAVED).postings[0] == RawPosting(
        external_id="QUJDIDE",
        title="Bell Founder & Tuner",
        url=f"{PORTAL}/jv-details/QUJDIDE?lang=en",
        company="Klang Oy",
        locations=("Finland", "Greece"),
        employment_type="parttime, temporary",
        description_html="<p>Cast &lt;bells&gt;. Ask [address removed]</p>",
        posted_at=datetime(2026, 8, 19, 5, 0, 51, 726000, tzinfo=UTC),
        updated_at=datetime(2026, 8, 20, 5, 0, 51, tzinfo=UTC),
        language="fi",
    )


def test_original_language_is_read() -> None:
    posting = read(SAVED).postings[1]

    assert (posting.title, posting.language) == ("Seilzieher", "de")
    assert posting.description_html == "Ziehen.<br>Loslassen &amp; warten."
    assert (posting.locations, posting.country) == (("Germany",), "DE")
    assert (posting.employment_type, posting.company) == (None, None)


def test_odd_translation_costs_no_other() -> None:
    posting = one(
        availableLanguages=["fi"], translations={"en": 5, "fi": {"title": "Sukeltaja", "x": []}}
    )

    assert posting.title == "Sukeltaja"


@pytest.mark.parametrize(
    ("codes", "known"),
    [
        (["fulltime"], "full_time"),
        (["parttime"], "part_time"),
        (["fulltime", "parttime"], None),
        ([], None),
    ],
)
def test_working_hours_are_understood(codes: list[str], known: str | None) -> None:
    stated = one(positionScheduleCodes=codes).employment_type

    assert employment.employment_type(stated) == known


def test_recorded_vacancies_are_read() -> None:
    page = read(recorded("eures/search.json"))
    finnish, german = page.postings[1:]

    assert (len(page.postings), page.rejects, page.unknown_fields) == (3, [], 0)
    assert page.next is not None  # of 225
    assert page.postings[0].title == "AI Agent Developer & Enablement Specialist"
    assert page.postings[0].posted_at == datetime(2026, 8, 19, 5, 0, 51, 726000, tzinfo=UTC)
    assert (finnish.company, finnish.language) == ("Tallink Silja Oy", "fi")
    assert (german.locations, german.country) == (("Germany", "Denmark"), None)
    assert [place.country for place in locations.read(german.locations)] == ["DE", "DK"]
    assert german.updated_at == datetime(2026, 8, 18, 21, 44, 10, 42000, tzinfo=UTC)
    assert all(posting.employment_type == "fulltime" for posting in page.postings)
    assert all(len(posting.description_html or "") > 800 for posting in page.postings)
