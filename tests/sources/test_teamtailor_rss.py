"""Teamtailor's RSS: an answer in, raw postings out. No network."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.base import Request
from jobscout.sources.paging import Progress
from jobscout.sources.teamtailor import Teamtailor
from tests.sources.recordings import recorded
from tests.sources.xml_answers import as_xml, entries

if TYPE_CHECKING:
    from jobscout.sources.base import Page

CONFIG = {"board": "clapper", "form": "rss"}
ROOT = "https://clapper.teamtailor.com"
SOURCE = Teamtailor()
NAMESPACE = 'rss version="2.0" xmlns:tt="https://teamtailor.com/locations"'
ITEM = {
    "title": "Bell Founder (R&D)",
    "description": "<p>Cast &lt;bells&gt;.</p>",
    "pubDate": "Wed, 02 Sep 2026 09:15:30 +0200",
    "link": f"{ROOT}/jobs/4100001-bell-founder",
    "remoteStatus": "hybrid",
    "guid": "0b6a1c2d-1",
    "tt:locations": {
        "tt:location": [
            {"tt:name": "Works", "tt:zip": "1", "tt:city": "Malmö", "tt:country": "Sweden"},
            {"tt:name": "Head office", "tt:city": "", "tt:country": ""},
        ]
    },
    "tt:department": "Foundry",
    "tt:role": "Founder",
}


def read(body: bytes, request: Request | None = None) -> Page:
    return SOURCE.parse(body, CONFIG, request or SOURCE.first_request(CONFIG))


def rss(*items: Any) -> bytes:
    return as_xml(NAMESPACE, f"<channel>{entries('item', list(items))}</channel>")


def full(first: str) -> bytes:
    """A page of a hundred."""
    return rss(*({**ITEM, "guid": first if number == 0 else f"x{number}"} for number in range(100)))


def one(**changes: Any) -> RawPosting:
    return read(rss({**ITEM, **changes})).postings[0]


def test_form_is_a_setting() -> None:
    assert SOURCE.first_request(CONFIG).url == f"{ROOT}/jobs.rss?per_page=100"
    assert SOURCE.first_request({"board": "clapper"}).url == f"{ROOT}/jobs.json?per_page=100"
    with pytest.raises(BadConfig, match="json, rss") as caught:
        SOURCE.first_request({**CONFIG, "form": "atom"})
    assert caught.value.field == "form"


def test_reads_every_field() -> None:
    assert one() == RawPosting(
        external_id="0b6a1c2d-1",
        title="Bell Founder (R&D)",
        url=f"{ROOT}/jobs/4100001-bell-founder",
        apply_url=f"{ROOT}/jobs/4100001-bell-founder",
        locations=("Malmö, Sweden", "Head office"),
        workplace="hybrid",
        department="Foundry",
        description_html="<p>Cast &lt;bells&gt;.</p>",
        posted_at=datetime(2026, 9, 2, 7, 15, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("status", "workplace"),
    [("fully", "remote"), ("onsite", "onsite"), ("none", None), ("temporary", None), (None, None)],
)
def test_workplace(status: str | None, workplace: str | None) -> None:
    """Its commonest value says nothing."""
    assert one(remoteStatus=status).workplace == workplace


@pytest.mark.parametrize("field", ["guid", "title", "link"])
def test_item_without_identity_is_rejected(field: str) -> None:
    page = read(rss({**ITEM, field: None}, {**ITEM, "guid": "2"}))

    assert [posting.external_id for posting in page.postings] == ["2"]
    assert [reject.reason for reject in page.rejects] == [
        f"teamtailor: Object missing required field `{field}`"
    ]


def test_full_page_is_followed() -> None:
    """By number, until one is not full."""
    first = read(full("a"))
    assert first.next == Request(
        url=f"{ROOT}/jobs.rss?per_page=100&page=2", state=Progress(marks=("a",))
    )
    second = read(full("b"), first.next)
    assert second.next == Request(
        url=f"{ROOT}/jobs.rss?per_page=100&page=3", state=Progress(marks=("a", "b"))
    )
    assert second.whole

    for last in (read(rss(ITEM), second.next), read(rss(), second.next)):
        assert (last.next, last.whole) == (None, True)


def test_repeated_page_ends_the_reading() -> None:
    """A site that does not know pages sends the first one again; what lies behind it is unknown."""
    following = read(full("a")).next

    page = read(full("a"), following)

    assert (page.postings, page.next, page.whole) == ((), None, False)


def test_last_page_is_capped() -> None:
    page = read(full("a"), Request(url=f"{ROOT}/jobs.rss?per_page=100&page=50"))

    assert (page.next, page.whole) == (None, False)


@pytest.mark.parametrize("body", [b"", b"{}", b"<html/>", b"<rss>"])
def test_other_documents_are_no_feed(body: bytes) -> None:
    with pytest.raises(SourceChanged, match=r"^teamtailor: "):
        read(body)


def test_recorded_feed_is_read_without_rejects() -> None:
    page = read(recorded("teamtailor/capio_jobs.rss.xml"))

    assert (len(page.postings), page.rejects, page.next, page.whole) == (3, [], None, True)
    assert [posting.workplace for posting in page.postings] == [None, "hybrid", "onsite"]
    assert [posting.department for posting in page.postings] == [
        "Läkare", "Psykosocialt", "Rehabilitering",
    ]  # fmt: skip
    assert [posting.locations for posting in page.postings] == [
        ("Båstad, Sweden",), ("Veberöd, Sweden",), ("Umeå, Sweden",),
    ]  # fmt: skip
    assert page.postings[2].title == "Fysioterapeut"
    assert page.postings[2].posted_at == datetime(2026, 8, 21, 9, 46, 57, tzinfo=UTC)
