"""Taleo: invented answers in, raw postings out, for no recording of it was found. No network."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.sources.paging import Progress
from jobscout.sources.recognition import Recognised, by_address
from jobscout.sources.taleo import Taleo
from tests.sources.kind import Kind
from tests.sources.recordings import fixture

if TYPE_CHECKING:
    from jobscout.model import RawPosting
    from jobscout.sources.base import Page, Request

SOURCE = Taleo()


def written(document: Any) -> bytes:
    """An answer whose rows are texts, of which the second is the title."""
    rows = document["rows"] if isinstance(document, dict) else None
    return json.dumps({
        "requisitionList": [_row(row) for row in rows] if isinstance(rows, list) else rows,
        "pagingData": {"totalCount": document.get("total"), "pageSize": 25},
        "careerSectionUnAvailable": False,
    }).encode()  # fmt: skip


def _row(row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    places = row.get("places")
    columns = [
        row.get("contestNo"),
        row.get("title"),
        json.dumps(places) if isinstance(places, list) else places,
        row.get("date"),
    ]
    return {
        "jobId": "90",
        "contestNo": row.get("contestNo"),
        "column": [text if isinstance(text, str) else None for text in columns],
        "linkedColumn": 1,
        "locationsColumns": [2],
        **{name: value for name, value in row.items() if name not in _USED},
    }


def _texts(document: Any) -> list[str]:
    return [text for text in document["texts"] if isinstance(text, str)]


_USED = {"contestNo", "title", "places", "date"}
KIND = Kind(
    config={"host": "lanternbank.taleo.net", "section": "ext_new", "portal": "101430233"},
    entries=("rows",),
    needs=("host", "section", "portal"),
    quoted=None,
    fields={"id": "contestNo", "url": None},
    totals=[("total",)],
    written=written,
    detail_written=lambda document: detail_page(*_texts(document)),
)
CONFIG = KIND.config
SAVED = written(json.loads(fixture("taleo.json")))
API = (
    "https://lanternbank.taleo.net/careersection/rest/jobboard/searchjobs?lang=en&portal=101430233"
)
PAGE = "https://lanternbank.taleo.net/careersection/ext_new"


def detail_page(*texts: str) -> bytes:
    state = html.escape("!|!".join(["220001", "true", *texts, "Nairobi"]))
    return f'<html><input type="hidden" id="initialHistory" value="{state}"></html>'.encode(
        "utf-8", "surrogatepass"
    )


def read(body: bytes, request: Request | None = None) -> Page:
    return SOURCE.parse(body, CONFIG, request or SOURCE.first_request(CONFIG))


def answer(rows: int, total: object, first: int = 0) -> bytes:
    return written({
        "total": total,
        "rows": [
            {"contestNo": str(number), "title": "Teller"} for number in range(first, first + rows)
        ],
    })  # fmt: skip


def first() -> RawPosting:
    return read(SAVED).postings[0]


def test_portal_is_read_from_the_sections_page() -> None:
    """Without the number in the config, the first request is for the page that has it."""
    config = {name: value for name, value in CONFIG.items() if name != "portal"}
    asked = SOURCE.first_request(config)

    page = SOURCE.parse(b"<script>var portalNo = '101430233';</script>", config, asked)

    assert asked.url == f"{PAGE}/jobsearch.ftl?lang=en"
    assert page.next == SOURCE.first_request(CONFIG)
    assert (page.postings, page.whole) == ((), True)


@pytest.mark.parametrize(
    "text", ["portal=101430233&x", "portalNo: '101430233'", 'portalNo":"101430233"']
)
def test_spellings_of_a_portal(text: str) -> None:
    config = {"host": CONFIG["host"], "section": CONFIG["section"]}

    page = SOURCE.parse(text.encode(), config, SOURCE.first_request(config))

    assert page.next is not None
    assert page.next.url == API


def test_page_without_a_portal_is_source_changed() -> None:
    config = {"host": CONFIG["host"], "section": CONFIG["section"]}

    with pytest.raises(SourceChanged, match="names no portal"):
        SOURCE.parse(b"<title>Sign in</title>", config, SOURCE.first_request(config))


def test_list_is_asked_by_post() -> None:
    """With the header without which every request fails, and the page's number."""
    request = SOURCE.first_request(CONFIG)

    assert request.url == API
    assert request.headers["tz"]
    assert json.loads(request.body or b"")["pageNo"] == 1


def test_reads_every_field() -> None:
    """The row says which text is the title and which are the places."""
    posting = first()

    assert (posting.external_id, posting.requisition_id) == ("220001", "220001")
    assert posting.title == "Branch Manager & Cashier"
    assert posting.url == f"{PAGE}/jobdetail.ftl?lang=en&job=220001"
    assert posting.locations == ("Nairobi, KE", "Kisumu")
    assert posting.posted_at == datetime(2026, 6, 17, tzinfo=UTC)
    assert (posting.description_html, posting.salary, posting.workplace) == (None, None, None)


def test_what_is_not_stated_is_none() -> None:
    posting = read(SAVED).postings[1]

    assert (posting.locations, posting.posted_at) == ((), None)


@pytest.mark.parametrize("date", ["Jun 17, 1009", "17/06/2026", "Jun 31, 2026", "soon"])
def test_odd_date_is_unknown(date: str) -> None:
    row = {"contestNo": "1", "title": "Teller", "date": date}

    (posting,) = read(written({"total": 1, "rows": [row]})).postings

    assert posting.posted_at is None


@pytest.mark.parametrize(
    ("places", "read_as"),
    [('["US-TX-Dallas"]', ("Dallas, TX, US",)), ('["Addis-Ababa"]', ("Addis-Ababa",)),
     ("Nairobi", ("Nairobi",)), ('["a", 5]', ('["a", 5]',)), ("", ())],
)  # fmt: skip
def test_places(places: str, read_as: tuple[str, ...]) -> None:
    """A JSON array in a text; whatever else it is, is the place."""
    row = {"contestNo": "1", "title": "Teller", "places": places}

    (posting,) = read(written({"total": 1, "rows": [row]})).postings

    assert posting.locations == read_as


def test_pages_go_on_to_the_total() -> None:
    """A page of the API has at most 25 rows; the number asked counts, not the rows."""
    one = read(answer(25, 60))
    assert one.next is not None
    two = read(answer(24, 60, first=25), one.next)
    assert two.next is not None
    three = read(answer(10, 60, first=50), two.next)

    assert [json.loads(page.next.body or b"")["pageNo"] for page in (one, two) if page.next] == [
        2,
        3,
    ]
    assert (one.whole, two.whole, three.whole, three.next) == (True, True, False, None)
    assert read(answer(11, 60, first=49), two.next).whole


def test_repeated_page_ends_the_list() -> None:
    one = read(answer(25, None))
    assert one.next is not None

    again = read(answer(25, None), one.next)

    assert (again.postings, again.next, again.whole) == ((), None, False)


def test_without_a_total_an_empty_page_is_the_end() -> None:
    one = read(answer(25, "many"))
    assert one.next is not None

    end = read(answer(0, None), one.next)

    assert (end.next, end.whole) == (None, True)


def test_pages_end() -> None:
    """However many jobs are stated."""
    request: Request | None = SOURCE.first_request(CONFIG)
    pages = 0
    while request is not None and pages < 1_000:
        page = read(answer(25, 10**6, first=pages * 25), request)
        request, pages = page.next, pages + 1

    assert (pages, page.whole) == (400, False)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"requisitionList": None}, "portal is another"),
        ({"requisitionList": [], "careerSectionUnAvailable": True}, "classic interface"),
    ],
)
def test_unusable_section_is_source_changed(document: dict[str, object], said: str) -> None:
    """It is not an empty board: closed, of another interface, or asked with a wrong number."""
    with pytest.raises(SourceChanged, match=said):
        read(json.dumps(document).encode())


def test_detail_has_the_text() -> None:
    """The parts of the page's state that are percent-encoded HTML, each once."""
    asked = SOURCE.detail(first(), CONFIG)
    assert asked is not None
    text = "!*!%3Cp%3ECount%20%26amp%3B%20keep.%3C%2Fp%3E"

    posting = SOURCE.parse_detail(detail_page(text, "!*!Honest", text, "!*!"), first(), CONFIG)

    assert asked.url == f"{PAGE}/jobdetail.ftl?lang=en&job=220001"
    assert posting.description_html == "<p>Count &amp; keep.</p>\nHonest"
    assert posting.title == first().title


@pytest.mark.parametrize("body", [b"", b"<p>Gone</p>", b'<input id="initialHistory">'])
def test_detail_without_a_state_is_source_changed(body: bytes) -> None:
    with pytest.raises(SourceChanged, match="220001 has no state"):
        SOURCE.parse_detail(body, first(), CONFIG)


def test_edited_row_has_another_hash() -> None:
    (edited,) = read(
        written({"total": 1, "rows": [{"contestNo": "220001", "title": "x"}]})
    ).postings

    assert edited.list_hash != first().list_hash
    assert first().list_hash == read(SAVED).postings[0].list_hash


@pytest.mark.parametrize(
    ("address", "section"),
    [
        ("https://lanternbank.taleo.net/careersection/ext_new/jobsearch.ftl?lang=en", "ext_new"),
        ("lanternbank.taleo.net/careersection/2/moresearch.ftl", "2"),
        ("https://lanternbank.taleo.net/careersection/ke/jobdetail.ftl?job=220001", "ke"),
    ],
)
def test_recognises_a_section(address: str, section: str) -> None:
    config = {"host": "lanternbank.taleo.net", "section": section}

    assert by_address(address) == Recognised("taleo", config)


@pytest.mark.parametrize(
    "address",
    ["https://lanternbank.taleo.net/", "https://taleo.net/careersection/a/jobsearch.ftl",
     "https://lanternbank.taleo.net/careersection/rest/jobboard/searchjobs?portal=1",
     "https://phg.tbe.taleo.net/phg02/ats/careers/v2/searchResults?org=A&cws=1"],
)  # fmt: skip
def test_recognises_nothing_else(address: str) -> None:
    found = by_address(address)

    assert found is None or found.kind != "taleo"


@pytest.mark.parametrize("section", ["..", "a/b", "a b", "%2e%2e"])
def test_section_is_one_name(section: str) -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, "section": section})

    assert caught.value.field == "section"


def test_identity() -> None:
    """The portal is not a part of it: it may be missing in one config of the same section."""
    assert SOURCE.board(CONFIG) == "lanternbank.taleo.net/ext_new"
    assert SOURCE.page_url(CONFIG) == f"{PAGE}/jobsearch.ftl?lang=en"
    assert SOURCE.employer(CONFIG) == "Lanternbank"
    assert Progress.before(SOURCE.first_request(CONFIG)).offset == 1
