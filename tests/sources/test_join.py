"""JOIN: saved pages in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.rules import caps
from jobscout.sources import pages
from jobscout.sources.base import Request
from jobscout.sources.join import Join
from jobscout.sources.paging import Progress
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page


def page_with(state: Any) -> bytes:
    """A page whose scripts are given *state*, escaped as the board's framework does."""
    data = json.dumps({"props": {"pageProps": {"locale": "en", "initialState": state}}})
    for sign in "<>&":
        data = data.replace(sign, f"\\u{ord(sign):04x}")
    return (
        "<!doctype html><html><body><div id=__next>Jobs</div><script>var a = 1;</script>"
        f'<script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>'
    ).encode()


def written(document: Any) -> bytes:
    return page_with({"company": {"id": 1}, "jobs": document})


def page_of_job(document: Any) -> bytes:
    return page_with({"company": {"id": 1}, "job": document})


SAVED = written(json.loads(fixture("join.json")))
DETAIL = json.loads(fixture("join_detail.json"))
KIND = Kind(
    config={"board": "uhrwerk"},
    entries=("items",),
    quoted=None,
    fields={"url": None},
    detail_needs=("schemaDescription",),
    totals=[("pagination", "total")],
    written=written,
    detail_written=page_of_job,
)
CONFIG = KIND.config
SOURCE = Join()
PAGE = "https://join.com/companies/uhrwerk"
PAY = {
    "salaryAmountFrom": {"amount": 150050, "currency": "EUR"},
    "salaryFrequency": "PER_MONTH",
    "settings": {"showSalary": True},
}


def read(body: bytes, request: Request | None = None) -> Page:
    return SOURCE.parse(body, CONFIG, request or SOURCE.first_request(CONFIG))


def answer(rows: int, total: object, first: int = 0) -> bytes:
    items = [{"id": number, "title": "Diver"} for number in range(first, first + rows)]
    return written({"items": items, "pagination": {"total": total}})


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    (posting,) = read(written({"items": [{"id": 7, "title": "Diver", **fields}]})).postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def detailed(**fields: Any) -> RawPosting:
    """The posting ``one()``, completed from the page of a job of *fields*."""
    return SOURCE.parse_detail(page_of_job(fields), one(), CONFIG)


def first() -> RawPosting:
    return read(SAVED).postings[0]


def test_addresses() -> None:
    assert SOURCE.first_request(CONFIG) == Request(
        url=f"{PAGE}?page=1",
        headers={"Accept": "text/html"},
        most=caps.HTML_BYTES,
        state=Progress(),
    )
    assert SOURCE.page_url(CONFIG) == PAGE
    assert SOURCE.employer({"board": "uhr-werk"}) == "Uhr Werk"


def test_is_read_a_few_times_a_day() -> None:
    assert SOURCE.min_interval >= timedelta(hours=6)


@pytest.mark.parametrize("board", ["a/b", "a?b", "a#b", "a b", "%2e%2e", ".", "ä"])
def test_board_is_one_name(board: str) -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({"board": board})

    assert caught.value.field == "board"


def test_reads_every_field_of_the_list() -> None:
    """Each field of a posting comes from the place the page has for it."""
    assert msgspec.structs.replace(first(), list_hash=None) == RawPosting(
        external_id="16000001",
        title="Clock Maker & Winder",
        url=f"{PAGE}/16000001-clock-maker",
        locations=("Jena, Germany",),
        country="DE",
        workplace="HYBRID",
        department="Workshop",
        employment_type="Full-time",
        salary=Salary(min=45_000, max=52_500.5, currency="EUR", period="year"),
        posted_at=datetime(2026, 9, 2, 7, 15, 30, tzinfo=UTC),
    )


def test_what_is_empty_is_not_stated() -> None:
    """Pay that the employer does not show is not stated either."""
    posting = read(SAVED).postings[1]

    assert (posting.locations, posting.country, posting.salary) == ((), None, None)
    assert (posting.department, posting.employment_type) == (None, None)
    assert posting.workplace == "REMOTE"


@pytest.mark.parametrize("shown", [False, None, "true", 1, []])
def test_pay_is_read_only_if_it_is_shown(shown: object) -> None:
    """Whatever else the setting is, in the list and on the page."""
    hidden = {**PAY, "settings": {"showSalary": shown}}

    assert one(**hidden).salary is None
    assert one(**{**PAY, "settings": None}).salary is None
    assert detailed(schemaDescription="<p>x</p>", **hidden).salary is None
    assert one(**PAY).salary == Salary(min=1_500.5, currency="EUR", period="month")


@pytest.mark.parametrize(
    "lacks",
    [{"salaryFrequency": None}, {"salaryFrequency": "ONCE"}, {"salaryAmountFrom": None},
     {"salaryAmountFrom": {"amount": 5}}, {"salaryAmountFrom": {"amount": "x", "currency": "EUR"}}],
)  # fmt: skip
def test_pay_that_lacks_a_part_is_not_read(lacks: dict[str, Any]) -> None:
    assert one(**{**PAY, **lacks}).salary is None


def test_currency_may_be_that_of_the_other_bound() -> None:
    bound = {"amount": 200000, "currency": "CHF"}

    assert one(**{**PAY, "salaryAmountFrom": None, "salaryAmountTo": bound}).salary == Salary(
        max=2_000, currency="CHF", period="month"
    )


@pytest.mark.parametrize(
    ("fields", "name"),
    [({}, "7"), ({"idParam": " "}, "7"), ({"idParam": "../a?b"}, "..%2Fa%3Fb")],
)
def test_address_of_a_posting(fields: dict[str, Any], name: str) -> None:
    """It names the posting, whatever is in its name; its page is asked for the text."""
    posting = one(**fields)
    moved = SOURCE.detail(posting, {**CONFIG, "base_url": "http://127.0.0.1:9000"})

    assert posting.url == f"{PAGE}/{name}"
    assert SOURCE.detail(posting, CONFIG) == Request(
        url=posting.url, headers={"Accept": "text/html"}
    )
    assert moved is not None
    assert moved.url == f"http://127.0.0.1:9000/companies/uhrwerk/{name}"


@pytest.mark.parametrize("name", [".", " .. "])
def test_name_that_leads_elsewhere_is_rejected(name: str) -> None:
    page = read(written({"items": [{"id": 7, "title": "Diver", "idParam": name}]}))

    assert (len(page.postings), len(page.rejects)) == (0, 1)


def test_list_is_followed_to_its_total() -> None:
    """By page number, also after a short page."""
    page = read(answer(4, 7))
    assert page.next is not None
    assert page.next.url == f"{PAGE}?page=2"
    assert page.whole

    assert read(answer(3, 7, first=4), page.next).next is None
    assert read(answer(3, 7, first=4), page.next).whole
    assert not read(answer(2, 7, first=4), page.next).whole


def test_pages_may_be_longer_than_they_were() -> None:
    """The reading ends when there are as many jobs as stated."""
    page = read(answer(10, 20))

    last = read(answer(10, 20, first=10), page.next)

    assert (page.whole, last.next, last.whole) == (True, None, True)


def test_list_without_a_total_ends_with_an_empty_page() -> None:
    page = read(answer(5, None))

    last = read(answer(0, None), page.next)

    assert (page.whole, last.next, last.whole) == (True, None, True)


def test_repeated_page_ends_the_reading() -> None:
    page = read(answer(5, 20))

    repeated = read(answer(5, 20), page.next)

    assert (repeated.next, repeated.whole) == (None, False)


def test_reading_is_bounded() -> None:
    """What is beyond is missing, and the reading says so."""
    request: Request | None = SOURCE.first_request(CONFIG)
    number = 0
    while request is not None:
        page = read(answer(5, 10**9, first=5 * number), request)
        number, request = number + 1, page.next

    assert (number, page.whole, page.windowed) == (200, False, False)


def test_empty_page_with_a_total_is_a_failure() -> None:
    with pytest.raises(SourceChanged, match="7 jobs and an empty first page"):
        read(answer(0, 7))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<title>Sign in</title>", "no __NEXT_DATA__"),
        (b'<script id="__NEXT_DATA__"></script>', "join: "),
        (page_with({"company": {}}), "jobs"),
    ],
)
def test_page_without_jobs_is_source_changed(body: bytes, said: str) -> None:
    with pytest.raises(SourceChanged, match=said):
        read(body)


def test_page_of_a_job_completes_the_posting() -> None:
    """All else stays as the list has it."""
    whole = SOURCE.parse_detail(page_of_job(DETAIL), first(), CONFIG)

    assert whole == msgspec.structs.replace(
        first(), description_html="<p>Make clocks &amp; wind them.</p>"
    )


def test_pay_may_be_on_the_page_only() -> None:
    assert detailed(description="x", **PAY).salary == one(**PAY).salary


def test_plain_text_keeps_its_paragraphs() -> None:
    """HTML comes before plain text."""
    plain = "Make clocks.\nA & B.\n\nWind them."

    assert detailed(schemaDescription=" ", description=plain).description_html == (
        "<p>Make clocks.<br>A &amp; B.</p><p>Wind them.</p>"
    )
    assert detailed(unifiedDescription="a", description="b").description_html == "<p>a</p>"


@pytest.mark.parametrize("body", [page_of_job({}), page_of_job(None), SAVED, b"<title>x</title>"])
def test_page_without_the_job_is_source_changed(body: bytes) -> None:
    """As where the page of a job that is gone leads to the list."""
    with pytest.raises(SourceChanged):
        SOURCE.parse_detail(body, first(), CONFIG)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Clock Maker", "Watch Maker"), ("Jena", "Ulm"), ("HYBRID", "ONSITE"), ("4500000", "4600000")],
)
def test_hash_changes_with_what_people_see(old: str, new: str) -> None:
    """An edited entry has another hash, so that its text is asked for again."""
    edited = read(SAVED.replace(old.encode(), new.encode(), 1)).postings

    assert edited[0].list_hash != first().list_hash
    assert edited[1].list_hash == read(SAVED).postings[1].list_hash


def test_reads_a_recorded_page() -> None:
    """Both postings; of the first, pay is shown and not given."""
    page = read(recorded("join/onetwosocial.html"))

    assert (page.rejects, page.unknown_fields, page.whole, page.next) == ([], 0, True, None)
    assert [(posting.external_id, posting.title) for posting in page.postings] == [
        ("16084660", "Social Motion Designer"), ("16084661", "Marketing Intern"),
    ]  # fmt: skip
    assert [posting.locations for posting in page.postings] == [
        ("Munich, Germany",), ("Berlin, Germany",),
    ]  # fmt: skip
    assert [(posting.workplace, posting.department) for posting in page.postings] == [
        ("ONSITE", "Design"), ("REMOTE", "Marketing"),
    ]  # fmt: skip
    assert {(posting.country, posting.salary) for posting in page.postings} == {("DE", None)}
    assert page.postings[0].posted_at == datetime(2026, 4, 29, 13, 54, 4, 101000, tzinfo=UTC)
    assert page.postings[0].url == f"{PAGE}/16084660-social-motion-designer"
