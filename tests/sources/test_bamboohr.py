"""BambooHR: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.sources.bamboohr import BambooHR
from jobscout.sources.base import Request
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.model import RawPosting
    from jobscout.sources.base import Page

SAVED = fixture("bamboohr.json")
DETAIL = fixture("bamboohr_detail.json")
KIND = Kind(
    config={"board": "kiteworks"},
    entries=("result",),
    quoted=None,
    fields={"title": "jobOpeningName", "url": None},
    totals=[("meta", "totalCount")],
)
CONFIG = KIND.config
SOURCE = BambooHR()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def first() -> RawPosting:
    return read(SAVED).postings[0]


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"id": "39", "jobOpeningName": "Tester", **fields}
    (posting,) = read(json.dumps({"result": [wire]}).encode()).postings
    return posting


def detailed(**fields: Any) -> RawPosting:
    """The first posting, completed from a detail of *fields*."""
    body = json.dumps({"result": {"jobOpening": fields}}).encode()
    return SOURCE.parse_detail(body, first(), CONFIG)


def test_addresses() -> None:
    """List, page and detail are on the employer's host."""
    assert SOURCE.board({"board": " KiteWorks "}) == "kiteworks"
    assert SOURCE.first_request(CONFIG) == Request(
        url="https://kiteworks.bamboohr.com/careers/list"
    )
    assert SOURCE.page_url(CONFIG) == "https://kiteworks.bamboohr.com/careers"
    assert SOURCE.employer({"board": "one-kite"}) == "One Kite"


@pytest.mark.parametrize(
    "board",
    ["evil.example", "a.b", "a/b", "a@b", "a:8443", "a?b", "a#b", "a b", "-a", "a-", "ä", "x" * 64],
)
def test_board_is_one_label_of_a_host(board: str) -> None:
    """A board that would change the host is a bad config."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({"board": board})

    assert caught.value.field == "board"


@pytest.mark.parametrize(("id_", "quoted"), [("39", "39"), (39, "39"), ("../a?b", "..%2Fa%3Fb")])
def test_detail_is_asked_by_quoted_id(id_: object, quoted: str) -> None:
    """Page and second request name the posting, whatever is in its id."""
    posting = one(id=id_)

    assert posting.url == f"https://kiteworks.bamboohr.com/careers/{quoted}"
    assert SOURCE.detail(posting, CONFIG) == Request(url=f"{posting.url}/detail")


def test_base_url_moves_the_detail() -> None:
    """The second request goes where the first one went."""
    config = {**CONFIG, "base_url": "http://127.0.0.1:9000"}

    assert SOURCE.detail(first(), config) == Request(url="http://127.0.0.1:9000/careers/39/detail")


def test_reads_every_field_of_the_list() -> None:
    """Each field of a posting comes from the place the list has for it."""
    posting = first()

    assert (posting.external_id, posting.title) == ("39", "Kite Tester & Trainer")
    assert posting.url == "https://kiteworks.bamboohr.com/careers/39"
    assert posting.locations == ("Thika, Kiambu",)
    assert posting.workplace == "onsite"
    assert posting.department == "Wind"
    assert posting.employment_type == "Full-Time"
    assert (posting.country, posting.company, posting.posted_at) == (None, None, None)
    assert (posting.description_html, posting.salary, posting.apply_url) == (None, None, None)


def test_posting_with_its_own_place() -> None:
    """A place of the posting itself comes before the office; an empty department is none."""
    posting = read(SAVED).postings[1]

    assert posting.locations == ("Ottawa, Ontario, Canada",)
    assert (posting.country, posting.workplace) == ("Canada", "remote")
    assert posting.department is None


@pytest.mark.parametrize(
    ("place", "office", "locations", "country"),
    [
        ({"country": "Kenya"}, {"city": "Thika"}, ("Kenya",), "Kenya"),
        ({"city": " "}, {"city": "Thika", "state": " "}, ("Thika",), None),
        ({"state": "Ontario", "province": "Quebec"}, None, ("Ontario",), None),
        (None, {"addressCountry": "Kenya"}, ("Kenya",), "Kenya"),
        ("Nairobi", {"city": "Thika"}, ("Thika",), None),
        ({"city": 5, "country": ["x"]}, ["x"], (), None),
        ({}, {}, (), None),
    ],
)
def test_one_place_is_read(
    place: object, office: object, locations: tuple[str, ...], country: str | None
) -> None:
    """The first of both that states anything; odd values state nothing."""
    posting = one(atsLocation=place, location=office)

    assert (posting.locations, posting.country) == (locations, country)


@pytest.mark.parametrize(
    ("kind", "remote", "workplace"),
    [("0", None, "onsite"), ("1", None, "remote"), ("2", None, "hybrid"), (2, None, "hybrid"),
     ("2", True, "hybrid"), (None, True, "remote"), ("3", True, "remote"), (None, False, None),
     (None, "true", None), ("", None, None), (True, None, None), ([], None, None)],
)  # fmt: skip
def test_workplace(kind: object, remote: object, workplace: str | None) -> None:
    """The number counts, and without one a stated remote job is remote."""
    assert one(locationType=kind, isRemote=remote).workplace == workplace


@pytest.mark.parametrize("field", ["departmentLabel", "employmentStatusLabel"])
@pytest.mark.parametrize("value", [None, 5, True, ["x"], {"label": "x"}])
def test_odd_field_is_unknown(field: str, value: object) -> None:
    """An optional field of another type costs no posting."""
    assert one(**{field: value}) == one()


def test_detail_completes_the_posting() -> None:
    """Text, date, pay, level and the office's country."""
    whole = SOURCE.parse_detail(DETAIL, first(), CONFIG)

    assert whole.description_html == "<p>Test kites &amp; train.</p>"
    assert whole.posted_at == datetime(2026, 10, 12, tzinfo=UTC)
    assert whole.salary_text == "KES 90,000 - 120,000 per month"
    assert whole.seniority == "Mid-level"
    assert (whole.locations, whole.country) == (("Thika, Kiambu, Kenya",), "Kenya")
    assert (whole.title, whole.workplace) == (first().title, first().workplace)
    assert whole.list_hash == first().list_hash


def test_poor_detail_takes_nothing_away() -> None:
    """What the list states stays when the detail does not state it."""
    abroad = read(SAVED).postings[1]

    assert detailed() == first()
    assert SOURCE.parse_detail(b'{"result": {"jobOpening": {}}}', abroad, CONFIG) == abroad


@pytest.mark.parametrize(
    "field",
    ["location", "atsLocation", "description", "datePosted", "compensation", "minimumExperience"],
)
@pytest.mark.parametrize("value", [None, 5, True, [1, None], {"city": 7, "min": 1}])
def test_odd_field_of_a_detail_is_unknown(field: str, value: object) -> None:
    """An optional field of another type costs no posting."""
    assert detailed(**{field: value}) == first()


def test_changed_detail_is_said() -> None:
    """A detail without the posting is a SourceChanged."""
    with pytest.raises(SourceChanged, match=r"bamboohr: .*jobOpening"):
        SOURCE.parse_detail(b'{"result": {}}', first(), CONFIG)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Kite Tester", "Senior Kite Tester"),
        ('"Thika", "state": "Kiambu"', '"Nairobi", "state": "Kiambu"'),
        ('"locationType": "0"', '"locationType": "2"'),
        (" Wind ", "Water"),
        ("Full-Time", "Part-Time"),
    ],
)
def test_hash_changes_with_what_people_see(old: str, new: str) -> None:
    """An edited entry has another hash, so that its text is asked for again."""
    edited = read(SAVED.replace(old.encode(), new.encode(), 1)).postings

    assert edited[0].list_hash != first().list_hash
    assert edited[1].list_hash == read(SAVED).postings[1].list_hash


def test_hash_ignores_unread_fields() -> None:
    """A change that nobody sees is no edit."""
    moved = SAVED.replace(b'"departmentId": "7"', b'"departmentId": "9"')
    assert moved != SAVED

    assert read(moved).postings == read(SAVED).postings


@pytest.mark.parametrize(
    ("total", "whole"), [(2, True), (3, False), (1, False), (None, True), ("2", False)]
)
def test_list_is_whole_when_it_has_as_many_as_stated(total: object, whole: bool) -> None:
    """Another number of entries means an incomplete answer."""
    document = {**json.loads(SAVED), "meta": {"totalCount": total}}

    page = read(json.dumps(document).encode())

    assert (len(page.postings), page.whole, page.next) == (2, whole, None)


@pytest.mark.parametrize("meta", [None, {}, [], 2])
def test_list_without_a_total_is_read(meta: object) -> None:
    """The total is optional, as a whole."""
    document = {**json.loads(SAVED), "meta": meta}

    assert read(json.dumps(document).encode()) == read(SAVED)


def test_empty_list_with_a_total_is_a_failure() -> None:
    """A board that counts jobs and lists none is not an empty one."""
    with pytest.raises(SourceChanged, match="7 jobs and an empty list"):
        read(b'{"meta": {"totalCount": 7}, "result": []}')


def test_recorded_list_is_read_without_rejects() -> None:
    """All three postings of the recorded board, with the places and kinds of workplace."""
    page = read(recorded("bamboohr/alberta_list.json"))

    assert (len(page.postings), page.rejects, page.whole) == (3, [], True)
    assert [(posting.external_id, posting.title) for posting in page.postings] == [
        ("39", "Aircraft Maintenance Engineer"),
        ("41", "Advanced Care Paramedic - Flights"),
        ("44", "Remote Dispatch Coordinator"),
    ]
    assert [posting.locations for posting in page.postings] == [
        ("Edmonton International Airport, Alberta",),
        ("Edmonton, Alberta, Canada",),
        (),
    ]
    assert [posting.workplace for posting in page.postings] == ["onsite", "remote", "hybrid"]
    assert [posting.employment_type for posting in page.postings] == [
        "Full-Time", "Part-Time", "Internship",
    ]  # fmt: skip
