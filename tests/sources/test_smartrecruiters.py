"""SmartRecruiters: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from jobscout.errors import SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.sources.base import Page, Request
from jobscout.sources.smartrecruiters import SmartRecruiters
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

SAVED = fixture("smartrecruiters.json")
DETAIL = fixture("smartrecruiters_detail.json")
KIND = Kind(
    config={"board": "LoftyKites"},
    entries=("content",),
    fields={"title": "name", "url": None},
    decides=("visibility",),
    totals=[("totalFound",)],
)
CONFIG = KIND.config
ROOT = "https://api.smartrecruiters.com/v1/companies/LoftyKites/postings"
ODD = dict.fromkeys(("name", "fullLocation", "city", "country", "label", "id", "code"), 7)
SOURCE = SmartRecruiters()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"id": "x", "name": "Diver", **fields}
    (posting,) = read(json.dumps({"totalFound": 1, "content": [wire]}).encode()).postings
    return posting


def detailed(**changes: Any) -> RawPosting:
    """The first posting, completed from the saved detail with *changes*."""
    body = json.dumps({**json.loads(DETAIL), **changes}).encode()
    return SOURCE.parse_detail(body, read(SAVED).postings[0], CONFIG)


def answer(ids: Sequence[int], **fields: Any) -> bytes:
    rows = [{"id": str(number), "name": "Diver"} for number in ids]
    return json.dumps({"content": rows, **fields}).encode()


def offset_of(request: Request) -> int:
    return int(parse_qs(urlsplit(request.url).query)["offset"][0])


def read_board(*bodies: bytes) -> list[Page]:
    """The pages of a board that answers with *bodies*; its next request must fit their number."""
    request: Request | None = SOURCE.first_request(CONFIG)
    pages = []
    for body in bodies:
        assert request is not None
        pages.append(SOURCE.parse(body, CONFIG, request))
        request = pages[-1].next
    assert request is None
    return pages


def is_whole(pages: Sequence[Page]) -> bool:
    return all(page.whole for page in pages)


def test_asks_for_the_largest_page() -> None:
    """A hundred rows at once, from the newest on."""
    assert SOURCE.first_request(CONFIG).url == f"{ROOT}?limit=100&offset=0"


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the list has for it."""
    posting = read(SAVED).postings[0]

    assert posting.external_id == "743000000000001"
    assert posting.title == "Kite Designer & Flyer"
    assert posting.url == "https://jobs.smartrecruiters.com/LoftyKites/743000000000001"
    assert posting.apply_url == posting.url
    assert posting.company == "Lofty Kites & Sons"
    assert posting.requisition_id == "REF1A"
    assert posting.locations == ("Mombasa, Coast, Kenya",)
    assert posting.country == "KE"
    assert posting.workplace == "hybrid"
    assert posting.department == "Workshop"
    assert posting.employment_type == "Full-time"
    assert posting.seniority == "mid_senior_level"
    assert posting.posted_at == datetime(2026, 9, 30, 8, 15, 2, 500_000, tzinfo=UTC)
    assert posting.language == "en"
    assert (posting.salary, posting.description_html, posting.updated_at) == (None, None, None)


def test_what_a_row_lacks_is_none() -> None:
    """A place of parts, an empty department, and nothing that the row does not state."""
    posting = read(SAVED).postings[1]

    assert posting.locations == ("Kisumu, KE",)
    assert (posting.workplace, posting.department, posting.employment_type) == (None, None, None)
    assert (posting.seniority, posting.language) == (None, None)


@pytest.mark.parametrize(
    ("remote", "hybrid", "workplace"),
    [
        (True, False, "remote"),
        (False, True, "hybrid"),
        (True, True, "hybrid"),
        (False, False, None),
        ("true", 1, None),
    ],
)
def test_workplace(remote: object, hybrid: object, workplace: str | None) -> None:
    """Two flags say where people work; without either it is unknown, not on site."""
    assert one(location={"remote": remote, "hybrid": hybrid}).workplace == workplace


@pytest.mark.parametrize("value", [None, 5, "x", True, [], ["x"], ODD, {"x": {}}, 10**30])
@pytest.mark.parametrize(
    "field",
    ["company", "refNumber", "location", "department", "typeOfEmployment", "experienceLevel",
     "language", "releasedDate"],
)  # fmt: skip
def test_odd_optional_field_is_unknown(field: str, value: object) -> None:
    """An optional field of another type is unknown, and costs no posting."""
    posting = one(**{field: value})

    assert posting.requisition_id == (value if field == "refNumber" and value == "x" else None)
    assert (posting.company, posting.locations, posting.country, posting.department) == (
        None, (), None, None,
    )  # fmt: skip
    assert (posting.employment_type, posting.seniority, posting.posted_at, posting.language) == (
        None, None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("visibility", "postings"),
    [("PUBLIC", 1), (None, 1), (5, 1), ([], 1), ("INTERNAL", 0), ("PRIVATE", 0)],
)
def test_posting_that_is_not_public_is_skipped(visibility: object, postings: int) -> None:
    """A row for the company's own people is no vacancy, and no reject."""
    rows = [{"id": "x", "name": "Diver", "visibility": visibility}]
    page = read(json.dumps({"totalFound": 1, "content": rows}).encode())

    assert (len(page.postings), page.rejects, page.whole) == (postings, [], True)


@pytest.mark.parametrize(
    ("id_", "quoted"), [("74", "74"), ("a/../b", "a%2F..%2Fb"), ("a?b=c#d", "a%3Fb%3Dc%23d")]
)
def test_id_is_quoted_in_addresses(id_: str, quoted: str) -> None:
    """The page and the second request name the posting, whatever is in its id."""
    posting = one(id=id_)

    assert SOURCE.detail(posting, CONFIG) == Request(url=f"{ROOT}/{quoted}")
    assert posting.url == f"https://jobs.smartrecruiters.com/LoftyKites/{quoted}"


@pytest.mark.parametrize("id_", [".", "..", " .. "])
def test_id_that_leads_elsewhere_is_rejected(id_: str) -> None:
    """No quoting keeps such a segment from being taken for a folder."""
    page = read(json.dumps({"totalFound": 1, "content": [{"id": id_, "name": "x"}]}).encode())

    assert (len(page.postings), len(page.rejects)) == (0, 1)


def test_detail_completes_the_posting() -> None:
    """Text under its titles, the form's address, and pay; the rest stays as the list has it."""
    listed, posting = read(SAVED).postings[0], detailed()

    assert posting.description_html == (
        "<h3>Company Description</h3>\n<p>We fly &amp; sail.</p>\n"
        "<h3>Job &amp; Duties</h3>\n<p>Draw kites.</p>\n"
        "<p>Mind the wind.</p>"
    )
    assert posting.apply_url == f"{listed.url}-kite-designer?oga=true"
    assert posting.salary == Salary(min=90_000, max=120_000.5, currency="KES", period="month")
    assert (posting.url, posting.title, posting.list_hash) == (
        listed.url, listed.title, listed.list_hash,
    )  # fmt: skip


@pytest.mark.parametrize("value", [None, 5, "javascript:alert(1)", []])
def test_odd_apply_address_leaves_the_page(value: object) -> None:
    assert detailed(applyUrl=value).apply_url == read(SAVED).postings[0].url


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("HOURLY", "hour"),
        ("DAILY", "day"),
        ("WEEKLY", "week"),
        ("MONTHLY", "month"),
        ("yearly", "year"),
    ],
)
def test_period(said: str, period: str) -> None:
    """Every period that we know, in any case; a missing bound stays missing."""
    found = detailed(compensation={"min": 34, "currency": "USD", "period": said}).salary

    assert found == Salary(min=34, max=None, currency="USD", period=period)  # type: ignore[arg-type]  # a parameter


@pytest.mark.parametrize(
    ("compensation", "said"),
    [
        ({"min": 1_234_567, "max": 2e6, "currency": "KES"}, "KES 1234567 - 2000000"),
        ({"max": 34.5, "currency": "usd", "period": None}, "USD 34.5"),
        ({"min": 1, "max": 2, "currency": "USD", "period": "ONE_TIME"}, None),
        ({"min": 1, "max": 2, "period": "YEARLY"}, None),
        ({"min": 0, "max": 0, "currency": "USD", "period": "YEARLY"}, None),
        ({"min": 10**400, "currency": "USD"}, None),
        ({}, None),
        ("90k", None),
        ([], None),
        (None, None),
    ],
)
def test_pay_without_a_known_period_is_no_salary(compensation: object, said: str | None) -> None:
    """Without a period it is a text, and for another period it is not turned into one we know."""
    posting = detailed(compensation=compensation)

    assert (posting.salary, posting.salary_text) == (None, said)


@pytest.mark.parametrize("section", [None, 5, [], "text", {}, {"text": 5}, {"title": "Only"}])
def test_odd_section_is_left_out(section: object) -> None:
    """One section of another type takes nothing from the others."""
    sections = {"jobDescription": section, "qualifications": {"title": 7, "text": "<p>Q</p>"}}

    assert detailed(jobAd={"sections": sections}).description_html == "<p>Q</p>"


@pytest.mark.parametrize("body", [b"{}", b'{"jobAd": null}', b'{"jobAd": {}}', b'{"message": "x"}'])
def test_detail_without_an_advertisement_is_source_changed(body: bytes) -> None:
    """An answer that is no posting does not count as one without a text."""
    with pytest.raises(SourceChanged, match=r"jobAd|sections"):
        SOURCE.parse_detail(body, read(SAVED).postings[0], CONFIG)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Kite Designer", "Kite Maker"),
        ("Mombasa, Coast, Kenya", "Lamu, Coast, Kenya"),
        ('"hybrid": true', '"hybrid": false'),
        ("Workshop", "Studio"),
        ("Full-time", "Part-time"),
        ("mid_senior_level", "entry_level"),
        ("REF1A", "REF1B"),
        ("2026-09-30", "2026-10-01"),
        ('"code": "en"', '"code": "sw"'),
    ],
)
def test_hash_changes_with_what_is_read(old: str, new: str) -> None:
    """An edited entry has another hash, so that its text is asked for again."""
    edited = read(SAVED.replace(old.encode(), new.encode())).postings

    assert edited[0].list_hash != read(SAVED).postings[0].list_hash
    assert edited[1].list_hash == read(SAVED).postings[1].list_hash


def test_hash_ignores_what_is_not_read() -> None:
    """Neither the creator nor coordinates are an edit of the posting."""
    moved = SAVED.replace(b"Wanjiru Wind", b"Another").replace(b'"-4.04"', b"17")
    assert moved != SAVED

    assert read(moved).postings == read(SAVED).postings


def test_pages_are_read_up_to_the_total() -> None:
    """Full pages lead on, and the last one ends the list, which is whole."""
    pages = read_board(
        answer(range(100), limit=100, totalFound=250),
        answer(range(100, 200), limit=100, totalFound=250),
        answer(range(200, 250), limit=100, totalFound=250),
    )

    assert [page.next and offset_of(page.next) for page in pages] == [100, 200, None]
    assert is_whole(pages)


def test_all_requests_stay_on_the_configured_host() -> None:
    """With base_url the second page and the details are asked from where the first page is."""
    config = {**CONFIG, "base_url": "http://127.0.0.1:9000"}
    root = "http://127.0.0.1:9000/v1/companies/LoftyKites/postings"

    page = SOURCE.parse(answer(range(100), totalFound=250), config, SOURCE.first_request(config))

    assert page.next is not None
    assert page.next.url == f"{root}?limit=100&offset=100"
    assert SOURCE.detail(page.postings[0], config) == Request(url=f"{root}/0")


def test_short_page_does_not_end_the_list() -> None:
    """Rows that the board holds back are not a reason to stop, and the list is not whole."""
    pages = read_board(
        answer(range(97), limit=100, totalFound=150),
        answer(range(100, 150), limit=100, totalFound=150),
    )

    assert pages[0].next is not None
    assert offset_of(pages[0].next) == 100
    assert not is_whole(pages)


@pytest.mark.parametrize("limit", [{"limit": 10}, {"limit": None}, {"limit": True}, {}])
def test_smaller_pages_than_asked_for_skip_nothing(limit: dict[str, Any]) -> None:
    """Where the board serves fewer rows at once, the next page begins where this one ended."""
    pages = read_board(
        answer(range(10), totalFound=15, **limit), answer(range(10, 15), totalFound=15, **limit)
    )

    assert pages[0].next is not None
    assert offset_of(pages[0].next) == 10
    assert is_whole(pages)


def test_empty_page_ends_the_list() -> None:
    """A page without rows before the total is reached: there is no more, and rows are missing."""
    pages = read_board(
        answer(range(100), limit=100, totalFound=250), answer([], limit=100, totalFound=250)
    )

    assert [page.whole for page in pages] == [True, False]


@pytest.mark.parametrize("total", [500, 300])
def test_repeated_page_ends_the_list(total: int) -> None:
    """A board that serves an earlier page again is not asked on, and its list is not whole."""
    first = answer(range(100), limit=100, totalFound=total)

    pages = read_board(first, answer(range(100, 200), limit=100, totalFound=total), first)

    assert [page.whole for page in pages] == [True, True, False]


def test_posting_withdrawn_between_two_pages() -> None:
    """It moves one row to the page that was read before, so that the list is not whole."""
    pages = read_board(
        answer(range(100), limit=100, totalFound=150),
        answer(range(101, 150), limit=100, totalFound=149),
    )

    assert not is_whole(pages)


@pytest.mark.parametrize("total", [None, "150", True, -1, 2.5, []])
def test_list_without_a_total_is_read_to_an_empty_page(total: object) -> None:
    """Without a total nothing says that the list is whole."""
    pages = read_board(
        answer(range(100), totalFound=total),
        answer(range(100, 150), totalFound=total),
        answer([], totalFound=total),
    )

    assert [len(page.postings) for page in pages] == [100, 50, 0]
    assert not is_whole(pages)


def test_list_is_cut_at_ten_thousand() -> None:
    """However many rows the board says it has, and however it numbers them, reading ends."""
    request: Request | None = SOURCE.first_request(CONFIG)
    pages: list[Page] = []

    while request is not None:
        start = offset_of(request)
        body = answer(range(start, start + 100), limit=10**9, totalFound=24_000)
        pages.append(SOURCE.parse(body, CONFIG, request))
        request = pages[-1].next

    assert len(pages) == 100
    assert [page.whole for page in pages] == [True] * 99 + [False]


@pytest.mark.parametrize(("total", "said"), [(7, "7 postings"), (None, "an unknown number of")])
def test_empty_first_page_with_a_total_is_a_failure(total: int | None, said: str) -> None:
    """A refusal must not close every posting of the board."""
    with pytest.raises(SourceChanged, match=f"{said}.* and an empty first page"):
        read(answer([], totalFound=total))


def test_recorded_pages_are_read_without_rejects() -> None:
    """Three postings and one, which repeats the first: the fourth of the board is missing."""
    pages = read_board(
        recorded("smartrecruiters/automationanywhere_page0.json"),
        recorded("smartrecruiters/automationanywhere_page1.json"),
    )

    assert [(len(page.postings), page.rejects) for page in pages] == [(3, []), (1, [])]
    assert not is_whole(pages)
    assert pages[0].postings[0].title == "Pricing Analyst"
    assert pages[0].postings[0].locations == ("San Jose, CA, United States",)
    assert pages[0].postings[0].country == "US"
    assert pages[0].postings[0].company == "Automation Anywhere"
    assert pages[0].postings[1].posted_at == datetime(2020, 2, 6, 18, 23, 10, tzinfo=UTC)


def test_recorded_list_is_read_without_rejects() -> None:
    """Ten of 359 postings, in the page size of its recorder."""
    page = read(recorded("smartrecruiters/westerndigital_list.json"))

    assert (len(page.postings), page.rejects) == (10, [])
    assert page.next is not None
    assert offset_of(page.next) == 10
    assert page.postings[0].title == "Technician 2, Failure Analysis Engineering"
    assert page.postings[1].title == "Senior Engineer, Analytical & Characterization Engineering"
    assert page.postings[2].locations == ("BangPa-in, PHRA NAKHON SI AYUTTHAYA, Thailand",)
    assert page.postings[2].language == "th"
    assert page.postings[7].country == "US"
    assert {posting.department for posting in page.postings} == {None}
    assert page.postings[0].posted_at == datetime(2026, 8, 17, 7, 35, 2, 787_000, tzinfo=UTC)


def test_recorded_japanese_list_is_whole() -> None:
    """A small board in one page, with titles in two scripts."""
    page = read(recorded("smartrecruiters/westerndigital_list_ja.json"))

    assert (len(page.postings), page.rejects, page.next, page.whole) == (3, [], None, True)
    assert page.postings[0].title == (
        "環境・安全衛生マネージャー (Environmental Health & Safety Manager)"
    )
    assert page.postings[1].seniority == "internship"
    assert page.postings[1].employment_type == "Intern"


def test_recorded_details() -> None:
    """All texts of a real posting are there, its hourly pay, and the address of its form."""
    posting = read(SAVED).postings[0]
    body = recorded("smartrecruiters/posting_detail.json")

    whole = SOURCE.parse_detail(body, posting, CONFIG)
    cut = SOURCE.parse_detail(
        recorded("smartrecruiters/automationanywhere_detail.json"), posting, CONFIG
    )

    for section in json.loads(body)["jobAd"]["sections"].values():
        assert section["text"].strip() in (whole.description_html or "")
    assert whole.salary == Salary(min=34, max=47, currency="USD", period="hour")
    assert (whole.apply_url or "").endswith("-summer-2027-intern-hardware-engineering?oga=true")
    assert cut.description_html is not None
    assert "<h3>Job Description</h3>\n<p>Pricing analysts work" in cut.description_html
    assert "Qualifications" not in cut.description_html
    assert cut.salary is None
