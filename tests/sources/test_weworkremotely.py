"""We Work Remotely: a saved feed in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.model import RawPosting
from jobscout.sources.weworkremotely import WeWorkRemotely
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded
from tests.sources.xml_answers import as_xml, entries

if TYPE_CHECKING:
    from jobscout.sources.base import Page

ROOT = "https://weworkremotely.com"
SOURCE = WeWorkRemotely()


def written(document: Any) -> bytes:
    jobs = document.get("jobs") if isinstance(document, dict) else None
    return as_xml('rss version="2.0"', f"<channel><ttl>60</ttl>{entries('item', jobs)}</channel>")


KIND = Kind(
    config={},
    needs=(),
    quoted="category",
    fields={"id": "guid", "url": "link"},
    is_window=True,
    written=written,
)
FACTS = json.loads(fixture("weworkremotely.json"))


def read(body: bytes) -> Page:
    return SOURCE.parse(body, {}, SOURCE.first_request({}))


def one(**changes: str) -> RawPosting:
    return read(written({"jobs": [{**FACTS["jobs"][0], **changes}]})).postings[0]


def test_whole_feed_and_categories_are_boards() -> None:
    """A category's name is quoted."""
    config = {"category": "design & more"}

    assert (SOURCE.board({}), SOURCE.board(config)) == ("all", "design & more")
    assert SOURCE.first_request({}).url == f"{ROOT}/remote-jobs.rss"
    assert SOURCE.page_url({}) == f"{ROOT}/remote-jobs"
    assert SOURCE.page_url(config) == f"{ROOT}/categories/remote-design%20%26%20more-jobs"
    assert SOURCE.first_request(config).url == f"{SOURCE.page_url(config)}.rss"


@pytest.mark.parametrize(
    ("path", "config"),
    [
        ("", {}),
        ("/remote-jobs", {}),
        ("/remote-jobs.rss", {}),
        ("/categories/remote-design-jobs", {"category": "design"}),
        ("/categories/remote-sales-and-marketing-jobs.rss", {"category": "sales-and-marketing"}),
        ("/remote-jobs/updraft-kite-designer", None),
        ("/company/updraft", None),
        ("/categories/remote-a/b-jobs", None),
    ],
)
def test_recognise(path: str, config: dict[str, str] | None) -> None:
    """Lists are boards; a single job's page is not."""
    assert SOURCE.recognise(urlsplit(f"{ROOT}{path}")) == config
    assert SOURCE.recognise(urlsplit(f"https://other.example{path}")) is None


def test_is_read_only_with_permission() -> None:
    """The terms forbid a job search service to use it unasked, and ask to be named."""
    assert "agreed" in SOURCE.needs_permission
    assert SOURCE.attribution == "We Work Remotely"
    assert SOURCE.min_interval >= timedelta(hours=1)


def test_reads_every_field() -> None:
    """Company and title are told apart at the first colon."""
    assert one() == RawPosting(
        external_id=f"{ROOT}/remote-jobs/updraft-kite-designer",
        title="Kite Designer: Large Kites",
        url=f"{ROOT}/remote-jobs/updraft-kite-designer",
        apply_url=f"{ROOT}/remote-jobs/updraft-kite-designer",
        company="Updraft",
        locations=("Canada", "United States of America"),
        workplace="remote",
        department="Design",
        employment_type="Contract",
        description_html="<p>Draw &lt;kites&gt;.</p>",
        posted_at=datetime(2026, 7, 24, 10, 33, 35, tzinfo=UTC),
        expires_at=datetime(2026, 8, 23, 10, 33, 35, tzinfo=UTC),
    )


def test_what_an_item_does_not_state_is_none() -> None:
    page = f"{ROOT}/remote-jobs/knot-writer"

    assert read(written(FACTS)).postings[1] == RawPosting(
        external_id=page, title="Knot Writer", url=page, apply_url=page, workplace="remote"
    )


@pytest.mark.parametrize(
    ("region", "country", "locations"),
    [
        ("Anywhere in the World", "", ("Anywhere in the World",)),
        ("Europe Only", "", ("Europe Only",)),
        ("Texas", "\U0001f1fa\U0001f1f8 United States of America",
         ("Texas", "United States of America")),
        ("Remote", "\U0001f1ee\U0001f1f3 India", ("India",)),
        ("", "Kenya", ("Kenya",)),
        ("", "\U0001f1f0\U0001f1ea Kenya, \U0001f1f9\U0001f1f9 Trinidad and Tobago",
         ("Kenya", "Trinidad and Tobago")),
    ],
)  # fmt: skip
def test_where_one_may_live(region: str, country: str, locations: tuple[str, ...]) -> None:
    """Countries narrow a region; the state is the employer's seat."""
    assert one(region=region, country=country, state="London").locations == locations


@pytest.mark.parametrize(
    ("name", "many", "titles", "companies"),
    [
        ("remote-jobs", 4, ["Maths Coach", "Developer Advocate"], ["Mathmo", "Qase"]),
        (
            "sales_marketing",
            3,
            ["Account Executive DACH", "Account Executive - In-Territory (SF/Bay Area, CA)"],
            ["Remote", "Justworks"],
        ),
    ],
)
def test_recorded_feeds_are_read_without_rejects(
    name: str, many: int, titles: list[str], companies: list[str]
) -> None:
    page = read(recorded(f"weworkremotely/{name}.rss.xml"))

    assert (len(page.postings), page.rejects) == (many, [])
    assert [posting.title for posting in page.postings[:2]] == titles
    assert [posting.company for posting in page.postings[:2]] == companies
    assert {posting.locations for posting in page.postings} == {("Anywhere in the World",)}
    assert all(
        posting.posted_at
        and posting.expires_at
        and posting.expires_at - posting.posted_at == timedelta(days=30)
        for posting in page.postings
    )
