"""MyJobMag: a saved feed in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig
from jobscout.model import RawPosting
from jobscout.sources.myjobmag import MyJobMag
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded
from tests.sources.xml_answers import as_xml, entries

if TYPE_CHECKING:
    from jobscout.sources.base import Page

CONFIG = {"country": "ke"}
SOURCE = MyJobMag()


def written(document: Any) -> bytes:
    jobs = document.get("jobs") if isinstance(document, dict) else None
    body = as_xml('rss version="2.0"', f"<channel><ttl>10</ttl>{entries('item', jobs)}</channel>")
    return body.replace(b"UTF-8", b"iso-8859-1", 1)


KIND = Kind(
    config=CONFIG,
    needs=("country",),
    quoted=None,
    fields={"id": "guid", "title": "position", "url": "link"},
    is_window=True,
    written=written,
)
FACTS = json.loads(fixture("myjobmag.json"))


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def one(**changes: Any) -> RawPosting:
    return read(written({"jobs": [{**FACTS["jobs"][0], **changes}]})).postings[0]


@pytest.mark.parametrize(
    ("country", "host"),
    [
        ("ke", "www.myjobmag.co.ke"),
        ("NG", "www.myjobmag.com"),
        ("za", "www.myjobmag.co.za"),
        ("gh", "www.myjobmagghana.com"),
    ],
)
def test_country_is_the_board(country: str, host: str) -> None:
    config = {"country": country}

    assert SOURCE.board(config) == country.lower()
    assert SOURCE.first_request(config).url == f"https://{host}/jobsxml_by_categories.xml"
    assert SOURCE.recognise(urlsplit(SOURCE.page_url(config))) == {"country": country.lower()}


def test_other_countries_have_no_site() -> None:
    with pytest.raises(BadConfig, match="ke, ng, za, gh") as caught:
        SOURCE.board({"country": "ug"})

    assert caught.value.field == "country"


@pytest.mark.parametrize(
    ("url", "config"),
    [
        ("https://www.myjobmag.co.ke/feeds", CONFIG),
        ("https://myjobmag.co.ke/jobsxml.xml", CONFIG),
        ("https://www.myjobmag.co.ke/job/bell-founder-clapper", None),
        ("https://www.myjobmag.co.ke/a_fields.php?id=700001", None),
        ("https://www.myjobmag.example/", None),
    ],
)
def test_recognise(url: str, config: dict[str, str] | None) -> None:
    """Lists are boards; a single job's page is not."""
    assert SOURCE.recognise(urlsplit(url)) == config


def test_is_read_only_with_permission() -> None:
    """A few times a day, and with its name."""
    assert "ask" in SOURCE.needs_permission
    assert SOURCE.attribution == "MyJobMag"
    assert SOURCE.min_interval >= timedelta(hours=6)


def test_reads_every_field() -> None:
    """A title without its company, and plain text as paragraphs."""
    assert one() == RawPosting(
        external_id="700001",
        title="Bell Founder \N{EN DASH} Large Bells",
        url="https://www.myjobmag.co.ke/a_fields.php?id=700001",
        apply_url="https://www.myjobmag.co.ke/a_fields.php?id=700001",
        company="Clapper & Sons",
        locations=("Nairobi",),
        country="KE",
        department="Banking / Financial Services",
        description_html=(
            "<p>We cast bells.Key Responsibilities</p><p>Cast &amp; tune &lt; 5 bells"
            "<br>The founder's tools</p>"
        ),
        posted_at=datetime(2026, 10, 9, 16, 1, 29, tzinfo=UTC),
        expires_at=datetime(2026, 10, 16, tzinfo=UTC),
    )


def test_what_an_item_does_not_state_is_none() -> None:
    page = "https://www.myjobmag.co.ke/a_fields.php?id=700002"

    assert read(written(FACTS)).postings[1] == RawPosting(
        external_id="700002", title="Rope Puller", url=page, apply_url=page, country="KE"
    )


@pytest.mark.parametrize(
    ("title", "company", "read_as"),
    [
        ("Diver at Deep &amp; Co", "Deep & Co", "Diver"),
        ("Diver at Deep", "", "Diver at Deep"),
        ("Diver", "Deep", "Diver"),
    ],
)
def test_title_stands_in_for_the_position(title: str, company: str, read_as: str) -> None:
    assert one(position=None, title=title, company=company).title == read_as


@pytest.mark.parametrize("times", [0, 1, 2, 3])
@pytest.mark.parametrize(
    "text", ["Area \N{EN DASH} Food", "Caf\xe9", "plain", "\xc3\xa9 \N{EN DASH}"]
)
def test_text_that_was_encoded_again(text: str, times: int) -> None:
    """As often as the feed does it; a text that only looks so is not changed."""
    sent = text
    for _ in range(times):
        sent = sent.encode().decode("latin-1")

    assert one(position=sent).title == text


def test_damaged_characters_do_not_change_the_encoding() -> None:
    """However many they are: what the feed declares is never true."""
    body = written(FACTS).replace(b"Nairobi", b"\xff\xfe" * 50)

    assert read(body).postings[0].title == "Bell Founder \N{EN DASH} Large Bells"


def test_recorded_feed_is_read_without_rejects() -> None:
    page = read(recorded("myjobmag/kenya_jobsxml_by_categories.xml"))

    assert page.rejects == []
    assert [(posting.external_id, posting.title) for posting in page.postings] == [
        ("1357556", "Security Supervisor - Guarding"),
        ("1357498", "Senior Legal Counsel- Litigation"),
        ("1357483", "Area Sales Representative \N{EN DASH} Food Category"),
    ]
    assert [posting.company for posting in page.postings] == [
        "Nine One One Group", "KCB Bank Kenya", "Frank Management Consult Ltd",
    ]  # fmt: skip
    assert {posting.locations for posting in page.postings} == {("Nairobi",)}
    assert page.postings[1].posted_at == datetime(2026, 10, 9, 15, 19, tzinfo=UTC)
    assert page.postings[1].expires_at == datetime(2026, 10, 16, tzinfo=UTC)
    assert "<p>A bachelor\N{RIGHT SINGLE QUOTATION MARK}s degree in law.</p>" in (
        page.postings[1].description_html or ""
    )
