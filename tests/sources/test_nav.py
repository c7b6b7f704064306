"""Arbeidsplassen: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting
from jobscout.rules import locations
from jobscout.rules.employment import employment_type
from jobscout.sources.base import Keyed, Page, Proof, Request
from jobscout.sources.nav import Nav
from jobscout.sources.paging import Resumable
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

SAVED, DETAIL = fixture("nav.json"), fixture("nav_detail.json")
KIND = Kind(
    config={},
    entries=("items",),
    needs=(),
    quoted=None,
    fields={"url": None, "description": "content_text"},
    decides=("_feed_entry",),  # it says whether it is active
    is_window=True,
)
API = "https://pam-stilling-feed.nav.no/api/v1"
SITE = "https://arbeidsplassen.nav.no/stillinger"
SOURCE = Nav()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, {}, SOURCE.first_request({}))


def feed(
    *states: tuple[str, Any], title: str | None = "Dykker", page: Any = "p", following: Any = None
) -> bytes:
    """Changes of advertisements, each an id and a status."""
    items = [
        {"id": identity, "title": title, "_feed_entry": {"status": status, "businessName": str(n)}}
        for n, (identity, status) in enumerate(states)
    ]
    return json.dumps({"id": page, "next_id": following, "items": items}).encode()


def complete(**changes: Any) -> RawPosting:
    document = json.loads(DETAIL)
    document["ad_content"] |= changes
    return SOURCE.parse_detail(json.dumps(document).encode(), read(SAVED).postings[0], {})


def test_begins_with_the_last_page() -> None:
    assert SOURCE.board({}) == "all"
    assert SOURCE.employer({}) == ""
    assert SOURCE.page_url({}) == SITE
    assert SOURCE.first_request({}).url == f"{API}/feed?last=true"
    assert not SOURCE.first_request({}).conditional  # so that no ETag is sent back


def test_token_is_the_proof() -> None:
    assert isinstance(SOURCE, Keyed)
    assert SOURCE.proof({"NAV_TOKEN": "a.b.c"}) == Proof(headers={"Authorization": "Bearer a.b.c"})


@pytest.mark.parametrize(
    "url",
    [f"{SITE}/stilling/0b6a-1", f"{API}/feedentry/0b6a-1", "https://www.nav.no/stillinger",
     "https://evil.example/stillinger"],
)  # fmt: skip
def test_other_addresses_are_no_board(url: str) -> None:
    assert SOURCE.recognise(urlsplit(url)) is None


def test_reads_the_feed() -> None:
    posting = read(SAVED).postings[0]

    assert posting.list_hash is not None
    assert msgspec.structs.replace(posting, list_hash=None) == RawPosting(
        external_id="0b6a-1",
        title="Klokkestøper",
        url=f"{SITE}/stilling/0b6a-1",
        apply_url=f"{SITE}/stilling/0b6a-1",
        company="Klangverket AS",
        locations=("Molde",),
        updated_at=datetime(2026, 9, 24, 12, 55, 33, tzinfo=UTC),
    )


def test_last_state_counts() -> None:
    """An advertisement that was changed twice is one; one that ended is none."""
    page = read(
        feed(
            *(("a", "ACTIVE"), ("b", "ACTIVE"), ("a", "ACTIVE"), ("b", "INACTIVE")),
            *(("c", "INACTIVE"), ("c", "ACTIVE"), ("d", "STOPPED"), ("e", None)),
        )
    )

    assert [(posting.external_id, posting.company) for posting in page.postings] == [
        ("a", "2"),
        ("c", "5"),
    ]
    assert page.rejects == []
    assert (page.next, page.whole, page.windowed) == (None, False, True)


def test_pages_are_followed_and_tell_what_has_ended() -> None:
    """The last state of all pages counts; the next reading goes on where this one ended."""
    first = read(feed(("a", "INACTIVE"), ("b", "INACTIVE"), ("c", "ACTIVE"), following="q-1"))
    assert first.next is not None
    second = SOURCE.parse(
        feed(("b", "ACTIVE"), ("c", "INACTIVE"), ("d", "STOPPED"), page="q-1"), {}, first.next
    )

    assert first.next.url == f"{API}/feed/q-1"
    assert not first.next.conditional
    assert (first.ended, first.cursor) == (["a", "b"], "q-1")
    assert (second.ended, second.cursor, second.next) == (["a", "c"], "q-1", None)
    assert (second.whole, second.windowed) == (False, True)
    assert [posting.external_id for posting in second.postings] == ["b"]


def test_a_reading_goes_on_at_the_cursor() -> None:
    request = SOURCE.resumed_request({}, "q-1")

    assert isinstance(SOURCE, Resumable)
    assert (request.url, request.conditional) == (f"{API}/feed/q-1", False)


def test_pages_of_a_reading_are_bounded() -> None:
    """What is left is read next time."""
    page = read(feed(following="p1"))
    for number in range(2, 99):
        if page.next is None:
            break
        page = SOURCE.parse(feed(following=f"p{number}"), {}, page.next)

    assert (number, page.cursor) == (11, "p10")


@pytest.mark.parametrize("following", ["p", "../../x", 5, {}, ""])
def test_odd_names_of_pages_lead_nowhere(following: Any) -> None:
    page = read(feed(("a", "ACTIVE"), following=following))

    assert (page.next, page.cursor) == (None, "p")
    assert read(feed(page=7)).cursor is None


def test_ended_ones_need_no_title() -> None:
    """Theirs are masked or removed."""
    ended, active = (
        read(feed(("a", "INACTIVE"), title=None)),
        read(feed(("a", "ACTIVE"), title=None)),
    )

    assert (ended.postings, ended.rejects) == ([], [])
    assert [reject.external_id for reject in active.rejects] == ["a"]


def test_version_is_that_of_the_change() -> None:
    first, second = (read(feed(*states)).postings[0] for states in (
        [("a", "ACTIVE")], [("b", "ACTIVE"), ("a", "ACTIVE")]
    ))  # fmt: skip

    assert first.list_hash != second.list_hash  # another name of the employer


def test_text_is_in_a_second_answer() -> None:
    config = {"base_url": "http://127.0.0.1:9000"}

    assert SOURCE.detail(read(SAVED).postings[0], config) == Request(
        url="http://127.0.0.1:9000/api/v1/feedentry/0b6a-1"
    )


def test_detail_completes_the_posting() -> None:
    """Contacts are not read, and an inbox in the text is removed."""
    listed = read(SAVED).postings[0]
    whole = complete()

    assert whole == msgspec.structs.replace(
        listed,
        apply_url="https://klang.example/sok/1",
        company="Klangverket AS, støperiet",
        locations=("Molde, Møre og Romsdal, Norge", "Oslo, Norge"),
        country="Norge",
        department="Håndverk",
        employment_type="Fast, Deltid",
        description_html="<h2>Om stillingen</h2><p>Spør [address removed].</p>",
        posted_at=datetime(2026, 9, 23, 22, tzinfo=UTC),
        expires_at=datetime(2026, 10, 11, 22, tzinfo=UTC),
    )
    assert employment_type(whole.employment_type) == "part_time"
    assert {place.country for place in locations.read(whole.locations, "Norge")} == {"NO"}


def test_detail_of_the_documents_is_read_too() -> None:
    document = json.loads(DETAIL)
    document["json"] = document.pop("ad_content")

    whole = SOURCE.parse_detail(json.dumps(document).encode(), read(SAVED).postings[0], {})

    assert whole == complete()


def test_what_a_detail_lacks_stays() -> None:
    whole = complete(
        title=None, employer=None, applicationUrl="mailto:x@y.example", applicationDue="snarest"
    )

    assert (whole.title, whole.company) == ("Klokkestøper", "Klangverket AS")
    assert whole.apply_url == "https://klang.example/stilling/1"
    assert whole.expires_at == datetime(2026, 10, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize("body", [b"{}", DETAIL.replace(b'"ACTIVE"', b'"INACTIVE"')])
def test_withdrawn_advertisement_is_source_changed(body: bytes) -> None:
    with pytest.raises(SourceChanged, match="0b6a-1 was withdrawn"):
        SOURCE.parse_detail(body, read(SAVED).postings[0], {})


def test_recorded_answers() -> None:
    page = read(recorded("nav/feed_last_page.json"))
    (listed,) = page.postings
    whole = SOURCE.parse_detail(recorded("nav/feedentry.json"), listed, {})

    assert (page.rejects, page.unknown_fields) == ([], 0)
    assert (whole.title, whole.company) == ("Veterinærpatolog", "Veterinærinstituttet")
    assert (whole.locations, whole.country) == (("Ås, Akershus, Norge",), "Norge")
    assert locations.read(whole.locations, whole.country)[0].country == "NO"
    assert whole.posted_at == datetime(2026, 9, 23, 22, tzinfo=UTC)
    assert whole.expires_at == datetime(2026, 10, 11, 22, tzinfo=UTC)
    assert whole.apply_url == "https://jobseeker.jobbnorge.no/apply/300870"
    assert whole.employment_type == "Fast, Heltid"
