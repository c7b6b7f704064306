"""Breezy HR: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.sources import pages
from jobscout.sources.base import Request
from jobscout.sources.breezy import Breezy
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page


def page_of_job(*jobs: Any) -> bytes:
    """The page of a posting, with the JobPostings *jobs*."""
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(job)}</script>' for job in jobs
    )
    return f"<!doctype html><title>Job</title><body>{scripts}<div class=description>".encode()


SAVED = fixture("breezy.json")
DETAIL = json.loads(fixture("breezy_detail.json"))
KIND = Kind(
    config={"board": "knotworks"},
    entries=(),
    quoted=None,
    fields={"title": "name"},
    detail_needs=("title", "@type"),
    detail_written=page_of_job,
)
CONFIG = KIND.config
SOURCE = Breezy()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def first() -> RawPosting:
    return read(SAVED).postings[0]


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"id": "7", "name": "Diver", "url": "https://knotworks.breezy.hr/p/7-diver", **fields}
    (posting,) = read(json.dumps([wire]).encode()).postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def test_addresses() -> None:
    """List and page are on the employer's host, and texts are asked for."""
    assert SOURCE.board({"board": " KnotWorks "}) == "knotworks"
    assert SOURCE.first_request(CONFIG).url == "https://knotworks.breezy.hr/json?verbose=true"
    assert SOURCE.page_url(CONFIG) == "https://knotworks.breezy.hr/"
    assert SOURCE.employer({"board": "knot-works"}) == "Knot Works"


@pytest.mark.parametrize("board", ["evil.example", "a/b", "a@b", "a:8443", "a?b", "-a", "x" * 64])
def test_board_is_one_label_of_a_host(board: str) -> None:
    """A board that would change the host is a bad config."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({"board": board})

    assert caught.value.field == "board"


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the list has for it."""
    posting = msgspec.structs.replace(first(), list_hash=None)

    assert posting == RawPosting(
        external_id="0a1b2c3d4e5f",
        title="Rope Maker & Splicer",
        url="https://knotworks.breezy.hr/p/0a1b2c3d4e5f-rope-maker",
        company="Knotworks",
        locations=("Nyali, Mombasa, Kenya",),
        country="KE",
        department="Workshop",
        employment_type="Full-Time",
        salary_text="$1,200 - $1,500 / month",
        posted_at=datetime(2026, 9, 2, 7, 15, 30, tzinfo=UTC),
    )


def test_posting_with_several_places() -> None:
    """All are read, and one that is remote makes the job so."""
    posting = read(SAVED).postings[1]

    assert posting.locations == ("Lamu, Kenya", "Worldwide")
    assert (posting.country, posting.workplace) == ("KE", "remote")
    assert (posting.employment_type, posting.department) == ("contractor", None)
    assert posting.salary_text is None


def test_country_is_that_of_all_places() -> None:
    """The country of one place is not that of another."""
    places = [{"city": "Lamu", "country": {"id": "KE"}}, {"city": "Wien", "country": {"id": "AT"}}]

    assert one(locations=places).country is None
    assert one(locations=places[:1]).country == "KE"


@pytest.mark.parametrize(
    ("place", "locations"),
    [
        ({"name": "Tacoma, WA"}, ("Tacoma, WA",)),
        ({"name": "x", "city": " ", "country": {"name": "Kenya"}}, ("Kenya",)),
        ({"city": 5, "state": "WA", "name": ["x"]}, ()),
        ("Lamu", ()),
        (None, ()),
    ],
)
def test_place(place: object, locations: tuple[str, ...]) -> None:
    """Its name is only read where it has no other; odd values state nothing."""
    assert one(location=place).locations == locations


@pytest.mark.parametrize(
    ("flag", "workplace"), [(True, "remote"), (False, None), (None, None), ("true", None)]
)
def test_workplace(flag: object, workplace: str | None) -> None:
    """A job that is not remote may be hybrid."""
    assert one(location={"is_remote": flag}).workplace == workplace


def test_text_of_the_list_is_all() -> None:
    """The page is asked for only where the list has no text."""
    posting = read(SAVED).postings[1]

    assert posting.description_html == "<p>Buy nets &amp; twine.</p>"
    assert posting.list_hash is None
    assert SOURCE.detail(posting, CONFIG) is None


def test_page_is_asked_for_the_text() -> None:
    """On the employer's host, whatever host the link has."""
    moved = {**CONFIG, "base_url": "http://127.0.0.1:9000"}
    path = "/p/0a1b2c3d4e5f-rope-maker"

    assert SOURCE.detail(first(), CONFIG) == Request(
        url=f"https://knotworks.breezy.hr{path}", headers={"Accept": "text/html"}
    )
    for url in (f"https://jobs.example{path}/", f"https://jobs.example{path}?x=1"):
        asked = SOURCE.detail(one(url=url), moved)
        assert asked is not None
        assert asked.url == f"http://127.0.0.1:9000{path}"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://a.example/p/..%2F..%2Fadmin", "/p/..%2F..%2Fadmin"),
        ("https://a.example/p/a%3Fb", "/p/a%3Fb"),
        ("https://a.example/p/%2e%2e", None),
        ("https://a.example", None),
    ],
)
def test_hostile_link_leads_nowhere_else(url: str, path: str | None) -> None:
    """The name in a link stays one segment of the path."""
    asked = SOURCE.detail(one(url=url), CONFIG)

    assert (asked and asked.url) == (path and f"https://knotworks.breezy.hr{path}")


def test_page_completes_the_posting() -> None:
    """Text and pay are the page's; all else stays as the list has it."""
    whole = SOURCE.parse_detail(page_of_job(DETAIL), first(), CONFIG)

    assert whole == msgspec.structs.replace(
        first(),
        description_html="<p>Make ropes &amp; splice them.</p>",
        salary=Salary(min=1200, max=1500, currency="USD", period="month"),
    )


def test_page_without_markup_has_the_text() -> None:
    page = b'<div class="position"><div class="description"><p>Make ropes.</p></div></div>'
    whole = SOURCE.parse_detail(page, first(), CONFIG)

    assert whole == msgspec.structs.replace(first(), description_html="<p>Make ropes.</p>")


@pytest.mark.parametrize("jobs", [[], [DETAIL, {**DETAIL, "title": "Another"}]])
def test_page_without_the_job_is_source_changed(jobs: list[Any]) -> None:
    """As where the page of a job that is gone leads to the list."""
    with pytest.raises(SourceChanged, match=f"has {len(jobs)} JobPostings"):
        SOURCE.parse_detail(page_of_job(*jobs), first(), CONFIG)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Rope Maker", "Wire Maker"), ("Nyali", "Likoni"), ("Workshop", "Yard"), ("1,200", "1,300")],
)
def test_hash_changes_with_what_people_see(old: str, new: str) -> None:
    """An edited entry has another hash, so that its text is asked for again."""
    edited = read(SAVED.replace(old.encode(), new.encode())).postings

    assert edited[0].list_hash != first().list_hash
    assert edited[1].list_hash is None


def test_reads_a_recorded_board() -> None:
    """Three postings, of which one has its text in the list."""
    page = read(recorded("other/breezy.json"))

    assert (page.rejects, page.unknown_fields, page.whole, page.next) == ([], 0, True, None)
    assert [posting.title for posting in page.postings] == [
        "CDL A Home Daily Truck Driving Position", "Senior Backend Engineer", "Dispatch Intern",
    ]  # fmt: skip
    assert [posting.locations for posting in page.postings] == [
        ("Tacoma, Washington, United States",),
        ("Remote",),
        ("Dallas, Texas, United States",),
    ]
    assert [posting.country for posting in page.postings] == ["US", None, "US"]
    assert [posting.workplace for posting in page.postings] == [None, "remote", None]
    assert [posting.salary_text for posting in page.postings] == ["$1.40k - $1.80k", None, None]
    assert {posting.company for posting in page.postings} == {"10-4 Truck Recruiting"}
    assert page.postings[0].posted_at == datetime(2026, 6, 4, 23, 24, 11, 988000, tzinfo=UTC)
    assert [bool(SOURCE.detail(posting, CONFIG)) for posting in page.postings] == [
        False, True, True,
    ]  # fmt: skip
