"""SAP SuccessFactors: saved feeds and pages in, raw postings out. No network."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting
from jobscout.sources.recognition import in_page
from jobscout.sources.successfactors import SuccessFactors
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded
from tests.sources.xml_answers import as_xml, entries

if TYPE_CHECKING:
    from jobscout.sources.base import Page, Request

ROOT = "https://fathom.jobs.hr.cloud.sap"
SOURCE = SuccessFactors()


def feed(document: Any) -> bytes:
    items = document.get("item") if isinstance(document, dict) else None
    channel = f"<channel><title>Jobs</title>{entries('item', items)}</channel>"
    return as_xml('rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"', channel)


def job_page(document: Any) -> bytes:
    said = document if isinstance(document, dict) else {}
    texts = {name: text for name, text in said.items() if isinstance(text, str)}
    metas = "".join(
        f'<meta itemprop="{name}" content="{html.escape(text)}">'
        for name, text in texts.items()
        if name != "description"
    )
    text = f'<span itemprop="description" class="jobdescription">{texts.get("description")}</span>'
    return f"<html><body>{metas}{text}<p>Apply</p>".encode("utf-8", "surrogatepass")


KIND = Kind(
    config={"host": "fathom.jobs.hr.cloud.sap"},
    entries=("item",),
    needs=("host",),
    quoted=None,
    fields={"id": "g:id", "url": "link"},
    detail_needs=("description",),
    written=feed,
    detail_written=job_page,
)
CONFIG = KIND.config
RESULTS = {**CONFIG, "form": "search"}
SAVED = feed(json.loads(fixture("successfactors.json")))
DETAIL = job_page(json.loads(fixture("successfactors_detail.json")))
ASSETS = b'<script src="//rmkcdn.successfactors.com/x/y.js"></script>'


def read(body: bytes, config: dict[str, Any] = CONFIG, request: Request | None = None) -> Page:
    return SOURCE.parse(body, config, request or SOURCE.first_request(config))


def one(**facts: Any) -> RawPosting:
    page = read(feed({"item": [{"g:id": "1", "title": "Diver", "link": f"{ROOT}/x", **facts}]}))
    assert page.rejects == []
    (posting,) = page.postings
    return posting


def row(number: int, *, place: str = "", more: str = "") -> str:
    link = f'<a class="jobTitle-link" href="/job/Lamu-Diver/{1_400_000_000 + number}/">Diver</a>'
    return (
        f'<tr class="data-row"><td><span class="jobTitle hidden-phone">{link}</span>'
        f'<span class="jobTitle visible-phone">{link}</span></td>'
        f'<td><span class="jobLocation">\n{place}\n</span></td>{more}</tr>'
    )


def tile(number: int) -> str:
    link = f'<a class="jobTitle-link" href="/job/Lamu-Diver/{1_400_000_000 + number}/">Diver</a>'
    cell = '<ul><li class="job-tile-cell">Jul 9</li></ul>'
    return f'<li class="job-tile job-id-{number}" data-url="/x">{link}{cell}</li>'


def table(*rows: str, label: str = "") -> bytes:
    said = f'<span class="paginationLabel">{label}</span>' if label else ""
    return f'<html>{said}<table id="searchresults">{"".join(rows)}</table></html>'.encode()


def tiles(*numbers: int, label: str = "") -> bytes:
    said = f'<span id="tile-search-results-label">{label}</span>' if label else ""
    return f'{said}<ul id="job-tile-list">{"".join(map(tile, numbers))}</ul>'.encode()


def offsets(page: Page) -> list[str]:
    assert page.next is not None
    return parse_qs(urlsplit(page.next.url).query)["startrow"]


def test_forms() -> None:
    """One host may have all of them; which is read is no part of the board's name."""
    urls = [
        SOURCE.first_request({**CONFIG, **config}).url
        for config in (
            {},
            {"form": "feeds"},
            {"form": "feeds", "locale": "de_DE"},
            {"form": "search"},
            {"form": "search", "locale": "de_DE"},
        )
    ]

    results = "q=&sortColumn=referencedate&sortDirection=desc"
    assert urls == [
        f"{ROOT}/googlefeed.xml",
        f"{ROOT}/feeds/?locale=en_US",
        f"{ROOT}/feeds/?locale=de_DE",
        f"{ROOT}/search/?{results}&startrow=0",
        f"{ROOT}/search/?{results}&locale=de_DE&startrow=0",
    ]
    assert SOURCE.board(RESULTS) == SOURCE.board(CONFIG) == "fathom.jobs.hr.cloud.sap"
    assert SOURCE.page_url(CONFIG) == f"{ROOT}/search/"


@pytest.mark.parametrize(
    ("host", "employer"),
    [("careers.deep-pearls.example", "Deep Pearls"), ("fathom.jobs.hr.cloud.sap", "Fathom")],
)
def test_employer(host: str, employer: str) -> None:
    assert SOURCE.employer({"host": host}) == employer


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("host", "career5.successfactors.eu"),
        ("host", "localhost"),
        ("host", "10.0.0.1"),
        ("host", "jobs.acme.example:80"),
        ("host", "jobs.acme.example/x"),
        ("form", "sitemap"),
        ("locale", "en"),
        ("locale", "en_US&x=1"),
    ],
)
def test_bad_setting_is_named(setting: str, value: str) -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, "form": "feeds", setting: value})

    assert caught.value.field == setting


def test_reads_every_field() -> None:
    """The feed has the text, so no page is asked for."""
    posting = read(SAVED).postings[0]

    assert posting == RawPosting(
        external_id="1397790900",
        title="Lens Grinder & Polisher",
        url=f"{ROOT}/job/Key-West-Lens-Grinder/",
        apply_url=f"{ROOT}/job/Key-West-Lens-Grinder/",
        company="Fathom Optics",
        locations=("Key West, FL, US, 33040",),
        description_html="<p>Grind &amp; polish lenses.</p>",
        posted_at=datetime(2026, 10, 2, 7, tzinfo=UTC),
    )
    assert SOURCE.detail(posting, CONFIG) is None


def test_text_that_repeats_the_title_is_asked_for() -> None:
    posting = read(SAVED).postings[1]
    request = SOURCE.detail(posting, {**CONFIG, "base_url": "http://127.0.0.1:9000"})

    assert (posting.description_html, posting.company, posting.posted_at) == (None, None, None)
    assert request is not None
    assert request.url == "http://127.0.0.1:9000/job/Lamu-Mirror-Turner/"
    assert one(title="Diver (Lamu, KE)", description="Diver (Lamu, KE)").list_hash


def test_page_at_another_host_is_not_asked_for() -> None:
    assert SOURCE.detail(one(link="https://evil.example/job/a-b/1397790900/"), CONFIG) is None


def test_feed_of_the_newest_closes_nothing() -> None:
    page = read(SAVED, {**CONFIG, "form": "feeds"})

    assert (len(page.postings), page.whole, page.windowed) == (2, False, True)


@pytest.mark.parametrize(
    ("title", "location", "read_as", "places"),
    [
        ("Diver (Lamu, KE)", None, "Diver", ("Lamu, KE",)),
        ("Diver (m/f/d) (Lamu, KE, 80500)", None, "Diver (m/f/d)", ("Lamu, KE, 80500",)),
        ("Diver (Toronto, ON, CA)", "Toronto, ON", "Diver", ("Toronto, ON",)),
        ("Diver (Day, IT) (Lamu, KE)", None, "Diver (Day, IT)", ("Lamu, KE",)),
        ("Diver (Day, IT, Reef)", "Lamu, KE", "Diver (Day, IT, Reef)", ("Lamu, KE",)),
        ("Diver (Gravesend, GB, DA12 2BN)", None, "Diver", ("Gravesend, GB, DA12 2BN",)),
        ("Diver (m/f/d, days)", None, "Diver (m/f/d, days)", ()),
        ("Taucher (Kiel, Germany, 24103)", None, "Taucher", ("Kiel, Germany, 24103",)),
        ("Diver (Lamu, Kenya)", None, "Diver", ("Lamu, Kenya",)),
        ("Diver (Reef 7)", "Reef 7", "Diver", ("Reef 7",)),
        ("Diver (Sales, Reef)", None, "Diver (Sales, Reef)", ()),
        ("Diver (KE)", None, "Diver (KE)", ()),
        ("(Lamu, KE)", None, "(Lamu, KE)", ()),
        ("Diver (Frankfurt (Main), HE, DE)", None, "Diver (Frankfurt (Main), HE, DE)", ()),
    ],
)
def test_place_behind_the_title(
    title: str, location: str | None, read_as: str, places: tuple[str, ...]
) -> None:
    posting = one(title=title, **({"g:location": location} if location else {}))

    assert (posting.title, posting.locations) == (read_as, places)


@pytest.mark.parametrize(
    ("sent", "read_as"),
    [
        ("<p>a &amp;lt;b&gt;</p>", "<p>a &amp;lt;b&gt;</p>"),
        ("&lt;p&gt;a &amp;amp; b&lt;/p&gt;", "<p>a &amp; b</p>"),
        ("5 &amp; 6", "5 &amp; 6"),
    ],
)
def test_text_is_unescaped_as_often_as_it_was_escaped(sent: str, read_as: str) -> None:
    assert one(description=sent).description_html == read_as


def test_address_without_what_counts_readers() -> None:
    """Its number is the id where the feed states none."""
    link = f"{ROOT}/India/job/Lamu-R&D-Diver/1397790900/?feedId=null&utm_source=J2WRSS"
    items = [{"title": "Diver", "link": link, "guid": link}]

    (posting,) = read(feed({"item": items})).postings

    assert posting.external_id == "1397790900"
    assert posting.url == f"{ROOT}/India/job/Lamu-R&D-Diver/1397790900/"


def test_item_that_says_that_there_is_none() -> None:
    nothing = {"title": "No jobs currently available", "link": ROOT, "guid": "0"}

    page = read(feed({"item": [nothing]}))

    assert (page.postings, page.rejects, page.whole) == ([], [], True)


def test_feed_that_is_turned_off_leads_to_the_results() -> None:
    """It is a page of the site, and 200; a page of another site is a changed source."""
    page = read(b"<!doctype html><html>" + ASSETS)

    assert page.next == SOURCE.first_request(RESULTS)
    assert (page.postings, page.whole) == ((), True)
    assert [p.title for p in read(table(row(1)), CONFIG, page.next).postings] == ["Diver"]
    with pytest.raises(SourceChanged, match="no RSS"):
        read(b"<!doctype html><title>Sign in</title>")


def test_reads_rows() -> None:
    """Each prints its title twice, and shortens its places; times are where it shows them."""
    more = '<td><span class="jobDepartment">Reef</span><span class="jobDate">Jul 9, 2026</span>'
    page = read(table(row(1, place="Lamu, KE, 80500 +12 more&hellip;", more=more)), RESULTS)
    (posting,) = page.postings

    assert posting.list_hash
    assert posting == RawPosting(
        external_id="1400000001",
        title="Diver",
        url=f"{ROOT}/job/Lamu-Diver/1400000001/",
        apply_url=f"{ROOT}/job/Lamu-Diver/1400000001/",
        locations=("Lamu, KE, 80500",),
        department="Reef",
        posted_at=datetime(2026, 7, 9, tzinfo=UTC),
        list_hash=posting.list_hash,
    )
    request = SOURCE.detail(posting, CONFIG)
    assert request is not None
    assert request.url == posting.url


def test_row_without_a_link_costs_itself() -> None:
    page = read(table('<tr class="data-row"><td>Diver</td></tr>', row(2), row(2)), RESULTS)

    assert [posting.external_id for posting in page.postings] == ["1400000002"]
    assert len(page.rejects) == 1


def test_pages_go_on_by_rows_to_the_total() -> None:
    first = read(table(row(1), row(2), label="Results <b>1 – 2</b> of <b>1.003</b>"), RESULTS)
    assert offsets(first) == ["2"]
    second = read(table(row(3)), RESULTS, first.next)
    assert offsets(second) == ["3"]
    again = read(table(row(1), row(2)), RESULTS, second.next)
    end = read(table(label="Results 0 of 3"), RESULTS, second.next)

    assert (first.whole, second.whole) == (True, True)
    assert (again.next, again.whole) == (None, False)
    assert (end.next, end.whole) == (None, True)


def test_last_page() -> None:
    page = read(table(row(1), row(2), label="Results 1 – 2 of 2"), RESULTS)

    assert (page.next, page.whole) == (None, True)


def test_pages_after_tiles_are_at_another_address() -> None:
    """Behind the last tile the answer is empty."""
    first = read(tiles(1, 2, label="Showing 1 to 2 of 4 Jobs"), RESULTS)
    assert first.next is not None
    second = read(tiles(3, 4), RESULTS, first.next)
    unsure = read(tiles(1, 2), RESULTS)
    assert unsure.next is not None

    assert [posting.locations for posting in first.postings] == [(), ()]
    assert urlsplit(first.next.url).path == "/tile-search-results/"
    assert offsets(first) == ["2"]
    assert (second.next, second.whole) == (None, True)
    assert read(b"", RESULTS, unsure.next).whole
    assert not read(b"", RESULTS, first.next).whole


def test_empty_results() -> None:
    assert read(table(), RESULTS).whole
    for body in (b"", b"<title>Sign in</title>", ASSETS, tiles()[:3]):
        with pytest.raises(SourceChanged, match="no list of jobs"):
            read(body, RESULTS)


def test_pages_end() -> None:
    request: Request | None = SOURCE.first_request(RESULTS)
    pages = 0
    while request is not None and pages < 1_000:
        rows = (row(number) for number in range(pages * 25, pages * 25 + 25))
        page = read(table(*rows), RESULTS, request)
        request, pages = page.next, pages + 1

    assert (pages, page.whole, page.windowed) == (200, False, True)


def test_detail_completes_the_posting() -> None:
    listed = read(SAVED).postings[1]

    whole = SOURCE.parse_detail(DETAIL, listed, CONFIG)

    assert whole.description_html == "<p>Turn mirrors &amp; lamps.</p>"
    assert whole.locations == ("Lamu, KE, 80500",)
    assert whole.posted_at == datetime(2026, 10, 1, tzinfo=UTC)
    assert (whole.title, whole.list_hash) == (listed.title, listed.list_hash)


def test_detail_has_all_places() -> None:
    """And no date replaces the list's."""
    (listed,) = read(
        table(row(1, place="A, KE +1 more…", more='<b class="jobDate">Jul 9, 2026</b>')), RESULTS
    ).postings
    meta = b'<meta itemprop="streetAddress" content="B, KE">'

    two = SOURCE.parse_detail(DETAIL.replace(b"<body>", b"<body>" + meta), listed, CONFIG)

    assert two.locations == ("B, KE", "Lamu, KE, 80500")
    assert SOURCE.parse_detail(DETAIL, listed, CONFIG).locations == ("A, KE",)
    assert two.posted_at == datetime(2026, 7, 9, tzinfo=UTC)


def test_text_without_markup() -> None:
    listed = read(SAVED).postings[1]

    whole = SOURCE.parse_detail(b"<div class='x jobdescription'><p>Turn.</p>", listed, CONFIG)

    assert whole.description_html == "<p>Turn.</p>"
    with pytest.raises(SourceChanged, match="no text on the page of job 1397790901"):
        SOURCE.parse_detail(b"<p>This position has been filled.</p>", listed, CONFIG)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://jobs.acme.example/search/", {"host": "jobs.acme.example"}),
        ("https://career5.successfactors.eu/career?company=acme", None),
    ],
)
def test_recognises_its_pages_on_any_host(url: str, found: dict[str, Any] | None) -> None:
    assert SOURCE.recognise_page(ASSETS.decode(), urlsplit(url)) == found
    assert SOURCE.recognise_page("<p>successfactors.com</p>", urlsplit(url)) is None
    configs = [one.config for one in in_page(ASSETS, url) if one.kind == "successfactors"]
    assert configs == ([found] if found else [])


def test_recorded_feed() -> None:
    page = read(recorded("successfactors/qorvo_feed.rss.xml"), {**CONFIG, "form": "feeds"})
    first, second = page.postings

    assert (page.rejects, page.next, page.windowed) == ([], None, True)
    assert (first.external_id, first.title) == ("1397790900", "Principal Research Scientist")
    assert first.url == (
        "https://careers.qorvo.com/job/Richardson-Principal-Research-Scientist-TX-75080/1397790900/"
    )
    assert first.locations == second.locations == ("Richardson, TX, US, 75080",)
    assert first.posted_at == datetime(2026, 10, 2, 7, tzinfo=UTC)
    assert second.title == "Principal Research Scientist -  RF MMIC Design"


def test_recorded_rows() -> None:
    page = read(recorded("successfactors/search_rows.html"), RESULTS)

    assert (page.rejects, page.unknown_fields, page.whole) == ([], 0, True)
    assert [(p.external_id, p.title, p.locations) for p in page.postings] == [
        ("1344992400", "Sr Product Manager", ("CHICAGO, IL, US, 60654-4203",)),
        ("1372668800", "Lead UX Designer", ("LAKE FOREST, IL, US, 60045-5202",)),
        ("1404125600", "Warehouse Associate (Days)", ("BORDENTOWN, NJ, US, 08505-4750",)),
    ]
    assert offsets(page) == ["3"]
