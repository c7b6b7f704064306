"""Teamtailor: a saved answer in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig
from jobscout.model import RawPosting, Salary
from jobscout.sources import pages
from jobscout.sources.base import Request
from jobscout.sources.teamtailor import Teamtailor
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("teamtailor.json")
KIND = Kind(
    config={"board": "clapper"},
    entries=("items",),
    quoted=None,
    fields={"description": "content_html"},
)
CONFIG = KIND.config
ROOT = "https://clapper.teamtailor.com"
SOURCE = Teamtailor()


def read(body: bytes, query: str = "per_page=100") -> Page:
    return SOURCE.parse(body, CONFIG, Request(url=f"{ROOT}/jobs.json?{query}"))


def feed(next_url: object, *, page: int = 1, rows: int = 1, config: Any = CONFIG) -> Page:
    items = [{"id": n, "title": "Diver", "url": "https://a.example/"} for n in range(rows)]
    body = json.dumps({"version": "1.1", "items": items, "next_url": next_url}).encode()
    request = Request(url=f"{ROOT}/jobs.json?per_page=100&page={page}")
    return SOURCE.parse(body, config, request)


def one(**job: Any) -> RawPosting:
    """The posting whose JobPosting is *job*."""
    item = {"id": "a", "title": "Diver", "url": "https://a.example/1", "_jobposting": job}
    page = read(json.dumps({"version": "1.1", "items": [item]}).encode())
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def at(**address: Any) -> tuple[str, ...]:
    return one(jobLocation=[{"address": address}]).locations


@pytest.mark.parametrize("board", ["clapper", "Clapper"])
def test_asks_the_employers_host(board: str) -> None:
    """A hundred jobs a page, whatever the case of the board's name."""
    assert SOURCE.first_request({"board": board}).url == f"{ROOT}/jobs.json?per_page=100"
    assert SOURCE.page_url({"board": board}) == f"{ROOT}/jobs"


def test_region_is_part_of_the_board() -> None:
    """Employers of another region have another host, and the same name."""
    config = {"board": "clapper-sons.na"}

    assert SOURCE.first_request(config).url.startswith("https://clapper-sons.na.teamtailor.com/")
    assert SOURCE.employer(config) == "Clapper Sons"


@pytest.mark.parametrize(
    "name",
    ["a.b.c", "a.nam", "a/b", "a@b", "a:1", "-a", "a-", "a b", "a_b", "ä", "x" * 64, "evil.co#"],
)
def test_board_is_no_more_than_a_host(name: str) -> None:
    """A name that would lead to another host is a bad config."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({"board": name})

    assert caught.value.field == "board"


@pytest.mark.parametrize(
    "url",
    [
        "https://teamtailor.com/",
        "https://www.teamtailor.com/en/",
        "https://api.teamtailor.com/v1/jobs",
        "https://api.na.teamtailor.com/v1/jobs",
        "https://app.teamtailor.com/",
        "https://a.b.c.teamtailor.com/",
        "https://-a.teamtailor.com/",
        "https://acme.teamtailor.com.evil.example/jobs",
        "https://acme.teamtailor.comx/jobs",
        "https://acmeteamtailor.com/",
        "https://jobs.acme.example/jobs/1-engineer",
    ],
)
def test_other_addresses_are_no_board(url: str) -> None:
    """The vendor's own hosts name no board, nor do pages on other domains."""
    assert SOURCE.recognise(urlsplit(url)) is None


@pytest.mark.parametrize("asked", [1, 2, 49])
def test_next_page_is_asked_for_at_the_own_host(asked: int) -> None:
    """Only the number comes from the answer, however short the page is."""
    page = feed(f"https://evil.example/x?page={asked + 1}&per_page=5#y", page=asked)
    moved = feed("/?page=9", config={**CONFIG, "base_url": "http://127.0.0.1:9000"})

    assert page.whole
    assert page.next == Request(url=f"{ROOT}/jobs.json?per_page=100&page={asked + 1}")
    assert moved.next == Request(url="http://127.0.0.1:9000/jobs.json?per_page=100&page=9")


@pytest.mark.parametrize("next_url", [None, ""])
def test_feed_without_a_next_page_is_whole(next_url: object) -> None:
    page = feed(next_url, page=3)

    assert (page.next, page.whole) == (None, True)


def test_empty_page_is_the_last() -> None:
    """Whatever it says of a next one."""
    page = feed(f"{ROOT}/jobs.json?page=4", page=3, rows=0)

    assert (page.next, page.whole) == (None, True)


@pytest.mark.parametrize(
    "next_url",
    [f"{ROOT}/jobs.json?page=3", f"{ROOT}/jobs.json?page=2", f"{ROOT}/jobs.json", "?page=51",
     "?page=0004", "?page=99999", "?xpage=4", "?page=4x", "?after=x", 4, ["?page=4"], {}, True],
)  # fmt: skip
def test_page_that_cannot_be_followed_is_missing(next_url: object) -> None:
    """A page that was read, one without a number and one beyond the cap end the reading."""
    page = feed(next_url, page=3)

    assert (page.next, page.whole) == (None, False)


def test_reads_every_field() -> None:
    """Each field of a posting comes from the feed's item or its JobPosting."""
    posting = read(SAVED).postings[0]

    assert posting == RawPosting(
        external_id="0b6a1c2d-0000-4000-8000-000000000001",
        title="Bell Founder",
        url=f"{ROOT}/jobs/4100001-bell-founder",
        apply_url=f"{ROOT}/jobs/4100001-bell-founder",
        company="Clapper & Sons",
        requisition_id="4100001",
        locations=("Malmö, Skåne, Sweden", "Wien, Austria"),
        country="SE",
        employment_type="FULL_TIME",
        salary=Salary(min=30_000, max=45_000.5, currency="SEK", period="month"),
        description_html="<p>Cast &lt;bells&gt; &amp; tune them.</p>",
        posted_at=datetime(2026, 9, 2, 7, 15, 30, tzinfo=UTC),
        expires_at=datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC),
    )


def test_what_an_item_does_not_state_is_none() -> None:
    """A remote job has no place; the JobPosting's text stands in."""
    posting = read(SAVED).postings[1]

    assert posting == RawPosting(
        external_id="0b6a1c2d-0000-4000-8000-000000000002",
        title="Rope Puller",
        url="https://jobs.clapper.example/jobs/4100002-rope-puller",
        apply_url="https://jobs.clapper.example/jobs/4100002-rope-puller",
        workplace="TELECOMMUTE",
        description_html="<p>Pull.</p>",
    )


@pytest.mark.parametrize(
    ("locality", "region", "country", "said"),
    [
        ("Portland", "Oregon", "US", ("Portland, Oregon, United States",)),
        ("Singapore", None, "SG", ("Singapore",)),
        ("Berlin", "Europe", "DE", ("Berlin, Germany",)),
        (None, "Nordics", None, ("Nordics",)),
        (None, "Nordics", "SE", ("Sweden",)),
        ("Lamu", "", "Kenya", ("Lamu, Kenya",)),
        ("Lamu", None, "??", ("Lamu, ??",)),
        (None, None, None, ()),
    ],
)
def test_place(
    locality: str | None, region: str | None, country: str | None, said: tuple[str, ...]
) -> None:
    """City, region and the country's name; a region of the world is no part of a place."""
    address = {"addressLocality": locality, "addressRegion": region, "addressCountry": country}

    assert at(**address) == said


def test_several_employment_types_are_alternatives() -> None:
    assert one(employmentType=["FULL_TIME", 5, "PART_TIME"]).employment_type == (
        "FULL_TIME or PART_TIME"
    )


@pytest.mark.parametrize("unit", ["HOUR", "DAY", "WEEK", "MONTH", "YEAR", "year"])
def test_period_of_pay(unit: str) -> None:
    """One amount is both bounds."""
    pay = {"currency": "EUR", "value": {"value": 75, "unitText": unit}}

    assert one(baseSalary=pay).salary == Salary(
        min=75, max=75, currency="EUR", period=unit.lower()  # type: ignore[arg-type]  # a parameter
    )  # fmt: skip


@pytest.mark.parametrize(
    "pay",
    [
        {"currency": "EUR", "value": {"minValue": 1, "maxValue": 2}},
        {"currency": "EUR", "value": {"minValue": 1, "maxValue": 2, "unitText": "PROJECT"}},
        {"value": {"minValue": 1, "maxValue": 2, "unitText": "YEAR"}},
        {"currency": "EUR", "value": {"minValue": "a lot", "unitText": "YEAR"}},
        {"currency": "EUR", "value": 5},
        "EUR 5",
    ],
)
def test_incomplete_pay_is_none(pay: object) -> None:
    """Without amounts, currency and period there is no salary, and the job is kept."""
    assert one(baseSalary=pay).salary is None


def test_recorded_feed_is_read_without_rejects() -> None:
    """Every item of the recorded feed is read, with its place and date."""
    page = read(recorded("teamtailor/1komma5_jobs_json.json"))
    first, second = page.postings

    assert (page.rejects, page.unknown_fields, page.next, page.whole) == ([], 0, None, True)
    assert first.title == "Utesäljare energilösningar till 1KOMMA5° i Stockholm"
    assert second.title.endswith("Mållön 80–100k \N{ROCKET}")
    assert {posting.locations for posting in page.postings} == {("Stockholm, Mälardalen, Sweden",)}
    assert {posting.country for posting in page.postings} == {"SE"}
    assert {posting.company for posting in page.postings} == {"1KOMMA5° Sverige"}
    assert [posting.requisition_id for posting in page.postings] == ["7793185", "7675543"]
    assert first.posted_at == datetime(2026, 5, 26, 6, 33, 5, tzinfo=UTC)
    assert second.posted_at == datetime(2026, 5, 4, 12, 38, 52, tzinfo=UTC)
    assert all((posting.description_html or "").startswith("<p>") for posting in page.postings)
    assert {(posting.workplace, posting.salary) for posting in page.postings} == {(None, None)}
