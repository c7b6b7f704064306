"""Eightfold: saved answers of both of its APIs in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.sources import pages
from jobscout.sources.base import Request
from jobscout.sources.eightfold import Eightfold
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.model import RawPosting
    from jobscout.sources.base import Page

SAVED = fixture("eightfold.json")
KIND = Kind(
    config={"board": "windlass"},
    entries=("positions",),
    quoted=None,
    fields={"title": "name", "url": None, "description": "job_description"},
    decides=("isPrivate",),
    detail_needs=("job_description",),
    totals=[("count",)],
)
CONFIG = KIND.config
MICROSOFT = {"board": "apply.careers.microsoft.com", "domain": "microsoft.com", "api": "pcsx"}
SOURCE = Eightfold()
LISTS = {
    "apply": "https://windlass.eightfold.ai/api/apply/v2/jobs?domain=windlass.com&start={}&num=10",
    "pcsx": "https://windlass.eightfold.ai/api/pcsx/search"
    "?domain=windlass.com&query=&location=&start={}&sort_by=timestamp",
}

both_apis = pytest.mark.parametrize("api", ["apply", "pcsx"])


def read(body: bytes, api: str = "apply", *, start: int = 0) -> Page:
    return SOURCE.parse(body, {**CONFIG, "api": api}, Request(url=LISTS[api].format(start)))


def answer(api: str, entries: list[dict[str, Any]], **found: Any) -> bytes:
    listed = {"positions": entries, **found}
    return json.dumps({"status": 200, "data": listed} if api == "pcsx" else listed).encode()


def rows(api: str, many: int, total: int | None) -> bytes:
    entries = [{"id": number, "name": "Diver"} for number in range(many)]
    return answer(api, entries, **({} if total is None else {"count": total}))


def one(api: str = "apply", **wire: Any) -> RawPosting:
    """The posting of an entry with the necessary fields and *wire*."""
    page = read(answer(api, [{"id": 7, "name": "Diver", **wire}], count=1), api)
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


@both_apis
def test_asks_the_api_that_the_site_has(api: str) -> None:
    """Each site has one of the two enabled."""
    assert SOURCE.first_request({**CONFIG, "api": api}).url == LISTS[api].format(0)


def test_older_api_is_the_usual_one() -> None:
    assert SOURCE.first_request(CONFIG).url == LISTS["apply"].format(0)


@pytest.mark.parametrize(
    ("config", "board", "employer"),
    [
        ({"board": "windlass"}, "windlass.eightfold.ai/windlass.com", "Windlass"),
        ({"board": "Windlass.Eightfold.ai"}, "windlass.eightfold.ai/windlass.com", "Windlass"),
        ({"board": "a-b.eightfold-eu.ai"}, "a-b.eightfold-eu.ai/a-b.com", "A B"),
        ({"board": "wl", "domain": "Windlass.com"}, "wl.eightfold.ai/windlass.com", "Windlass"),
        ({"board": "jobs.wl.example", "domain": "wl"}, "jobs.wl.example/wl", "Wl"),
        (MICROSOFT, "apply.careers.microsoft.com/microsoft.com", "Microsoft"),
    ],
)
def test_board_is_host_and_domain(config: dict[str, str], board: str, employer: str) -> None:
    """A tenant's domain is its own name unless the config has another."""
    host, domain = board.split("/")

    assert SOURCE.board(config) == board
    assert SOURCE.page_url(config) == f"https://{host}/careers?domain={domain}"
    assert SOURCE.employer(config) == employer


@pytest.mark.parametrize(
    ("change", "named"),
    [
        *(({"board": board}, "board") for board in [
            "a/b", "a@b", "a:1", "-a", "a-", "a b", "a_b", "evil.example:80", "u@evil.example",
            "evil.example/x", "127.0.0.1", "[::1]", "a..b", ".", "evil.example#", "x" * 64,
        ]),
        *(({"domain": domain}, "domain") for domain in [
            "a/b", "a&b=c", "a b", "a.", "a..b", "", 5, None, "a%26b",
        ]),
        ({"board": "jobs.windlass.example"}, "domain"),
        ({"board": "app.eightfold.ai"}, "domain"),
        *(({"api": api}, "api") for api in ["v2", "../x", "", None]),
    ],
)  # fmt: skip
def test_bad_setting_is_named(change: dict[str, object], named: str) -> None:
    """Nothing of the config can lead to another host, path or parameter."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, **change})

    assert caught.value.field == named


@pytest.mark.parametrize(
    "url",
    [
        "https://eightfold.ai/",
        "https://www.eightfold.ai/careers",
        "https://www.eightfold.ai/careers?domain=acme.com",
        "https://app.eightfold.ai/careers",
        "https://static.eightfold.ai/x.js",
        "https://a.b.eightfold.ai/careers",
        "https://acme.eightfold.ai.evil.example/careers",
        "https://acmeeightfold.ai/careers",
        "https://acme.eightfold-xx.ai/careers",
        "https://jobs.acme.example/careers",
        "https://jobs.acme.example/careers/job/42478672",
        "https://jobs.acme.example/careers/job/engineer?domain=acme.com",
        "https://jobs.acme.example/jobs?domain=acme.com",
        "https://jobs.acme.example/careers?domain=../x",
        "https://127.0.0.1/careers?domain=acme.com",
        "https://www.microsoft.com/careers",
        "https://careers.microsoft.com.evil.example/",
    ],
)
def test_other_addresses_are_no_board(url: str) -> None:
    """Neither the vendor's own hosts, nor pages that do not name Eightfold's parameter."""
    assert SOURCE.recognise(urlsplit(url)) is None


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place that the older API has for it."""
    posting = read(SAVED).postings[0]

    assert posting.external_id == "42000011"
    assert posting.requisition_id == "R-11"
    assert posting.title == "Rope Maker & Splicer"
    assert posting.url == posting.apply_url == "https://jobs.windlass.example/careers/job/42000011"
    assert posting.locations == ("Mombasa, Kenya", "Lamu, Kenya")
    assert posting.workplace == "hybrid"
    assert posting.department == "Ropewalk"
    assert posting.language == "en_US"
    assert posting.posted_at == datetime.fromtimestamp(1789900000, UTC)
    assert posting.updated_at == datetime.fromtimestamp(1790000500, UTC)
    assert (posting.company, posting.salary, posting.country) == (None, None, None)
    assert (posting.employment_type, posting.seniority, posting.expires_at) == (None, None, None)
    assert posting.description_html is None


def test_name_for_the_public_stands_first() -> None:
    """``posting_name`` is what people see; what an entry does not state is None."""
    posting = read(SAVED).postings[1]

    assert posting.title == "Capstan Hand"
    assert posting.url == "https://windlass.eightfold.ai/careers/job/42000012"
    assert posting.locations == ("Kisumu, Kenya",)
    assert (posting.apply_url, posting.requisition_id, posting.workplace) == (None, None, None)
    assert (posting.posted_at, posting.updated_at, posting.language) == (None, None, None)
    assert one(posting_name=" ").title == "Diver"
    assert one(name=None, posting_name="Rower").title == "Rower"


def test_reads_every_field_of_the_newer_api() -> None:
    """People know a job by the number that the page shows, not by Eightfold's own."""
    posting = one(
        "pcsx",
        displayJobId="200",
        atsJobId="R-200",
        locations=["Kenya, Nairobi County, Nairobi"],
        standardizedLocations=["Nairobi, KE", "Mombasa, KE"],
        postedTs=1789900000,
        creationTs=1789800000,
        department="Docks",
        workLocationOption="remote",
        positionUrl="/careers/job/7",
    )

    assert (posting.external_id, posting.requisition_id) == ("200", "R-200")
    assert posting.title == "Diver"
    assert posting.url == "https://windlass.eightfold.ai/careers/job/7"
    assert posting.locations == ("Nairobi, KE", "Mombasa, KE")
    assert posting.posted_at == datetime.fromtimestamp(1789900000, UTC)
    assert (posting.department, posting.workplace) == ("Docks", "remote")
    assert (posting.apply_url, posting.updated_at) == (None, None)


def test_what_stands_in_for_missing_fields_of_the_newer_api() -> None:
    """Without a shown number the requisition's, then Eightfold's; a creation is no publication."""
    bare = one("pcsx", creationTs=1789800000, locations=["Kenya, Lamu"], displayJobId=None)

    assert (bare.external_id, bare.requisition_id) == ("7", None)
    assert bare.locations == ("Kenya, Lamu",)
    assert bare.posted_at is None
    assert one("pcsx", atsJobId="R-1").external_id == "R-1"


@pytest.mark.parametrize(("private", "postings"), [(True, 0), (False, 1), (None, 1), ("x", 1)])
def test_private_positions_are_no_postings(private: object, postings: int) -> None:
    """They are neither postings nor rejects, and none is missing for it."""
    page = read(answer("apply", [{"id": 7, "name": "Diver", "isPrivate": private}], count=1))

    assert (len(page.postings), page.rejects, page.whole) == (postings, [], True)


@pytest.mark.parametrize("page", ["javascript:alert(1)", "/careers/job/7", "https://a@b/", "", 5])
def test_unusable_page_gives_way_to_the_usual_one(page: object) -> None:
    posting = one(canonicalPositionUrl=page)

    assert posting.url == "https://windlass.eightfold.ai/careers/job/7"
    assert posting.apply_url is None


def test_page_of_another_address_cannot_change_what_is_asked() -> None:
    """In the newer API the detail's request comes from the page's address: it is always ours."""
    page = "https://a.example/?x=/1&domain=evil.example"

    posting = one("pcsx", canonicalPositionUrl=page)

    assert posting.url == "https://windlass.eightfold.ai/careers/job/7"


def test_each_api_has_its_own_number() -> None:
    """An older entry keeps its id if it has the newer one's number too."""
    both = {"displayJobId": "200", "atsJobId": "R-1", "ats_job_id": "R-2"}

    assert (one(**both).external_id, one(**both).requisition_id) == ("7", "R-2")
    assert (one("pcsx", **both).external_id, one("pcsx", **both).requisition_id) == ("200", "R-1")


@both_apis
@pytest.mark.parametrize("id_", [".", "..", " .. ", "\ufeff"])
def test_id_that_would_shorten_the_path_is_rejected(api: str, id_: str) -> None:
    page = read(answer(api, [{"id": id_, "name": "Diver", "displayJobId": "1"}], count=1), api)

    assert (len(page.postings), len(page.rejects)) == (0, 1)


def test_newer_reject_is_named_as_its_posting_would_be() -> None:
    """So that a posting which cannot be read is not taken for missing."""
    page = read(answer("pcsx", [{"id": 7, "displayJobId": "200"}], count=1), "pcsx")

    assert [reject.external_id for reject in page.rejects] == ["200"]


OPTIONAL = [
    "posting_name", "location", "locations", "department", "ats_job_id", "canonicalPositionUrl",
    "locale", "t_create", "t_update", "work_location_option", "atsJobId", "displayJobId",
    "standardizedLocations", "postedTs", "workLocationOption",
]  # fmt: skip


@both_apis
@pytest.mark.parametrize("name", OPTIONAL)
@pytest.mark.parametrize(
    "value", [None, 5, -1, 1e300, 10**400, True, "x", [], [5, None], ["x"], {}, {"x": 5}]
)
def test_odd_value_costs_no_posting(api: str, name: str, value: object) -> None:
    """Whatever an optional field holds, the posting is kept."""
    assert one(api, **{name: value}).title in {"Diver", "x"}


def test_odd_place_costs_no_other() -> None:
    assert one(locations=["Lamu", 5, None, {}, "Nairobi"]).locations == ("Lamu", "Nairobi")


@both_apis
@pytest.mark.parametrize(
    ("total", "many", "start", "whole"),
    [(25, 10, 0, True), (25, 10, 10, True), (25, 9, 10, False), (21, 1, 10, False),
     (None, 10, 10, True), (None, 3, 10, True), (5_000, 10, 1_990, True)],
)  # fmt: skip
def test_next_page_is_asked_until_the_total(
    api: str, total: int | None, many: int, start: int, whole: bool
) -> None:
    """By the offset asked, ten further, however short the page is."""
    page = read(rows(api, many, total), api, start=start)

    assert page.next == Request(url=LISTS[api].format(start + 10))
    assert page.whole is whole


@both_apis
@pytest.mark.parametrize(
    ("total", "many", "start", "whole"),
    [(25, 5, 20, True), (25, 4, 20, False), (20, 10, 10, True), (20, 0, 20, True),
     (500, 0, 20, False), (0, 0, 0, True), (2, 3, 0, True), (None, 0, 20, True),
     (2_010, 10, 2_000, True), (2_011, 10, 2_000, False), (2_005, 0, 2_000, False),
     (None, 10, 2_000, False), (None, 0, 2_000, False)],
)  # fmt: skip
def test_last_page(api: str, total: int | None, many: int, start: int, whole: bool) -> None:
    """At the total, at an empty page, or where offsets end: then the list may be cut."""
    page = read(rows(api, many, total), api, start=start)

    assert (page.next, page.whole) == (None, whole)


@both_apis
@pytest.mark.parametrize("total", [99_999, None])
def test_every_full_page_comes_to_an_end(api: str, total: int | None) -> None:
    """A site that never runs out is read 201 pages deep and no deeper."""
    config = {**CONFIG, "api": api}
    request: Request | None = SOURCE.first_request(config)
    many = 0

    while request is not None:
        request = SOURCE.parse(rows(api, 10, total), config, request).next
        many += 1

    assert many == 201


def test_next_page_and_detail_stay_on_the_configured_host() -> None:
    """With base_url all is asked from the same place, and pages stay the employer's."""
    config = {**MICROSOFT, "base_url": "http://127.0.0.1:9000"}

    page = SOURCE.parse(rows("pcsx", 10, 12), config, SOURCE.first_request(config))
    detail = SOURCE.detail(page.postings[3], config)

    assert page.next is not None
    assert page.next.url.startswith("http://127.0.0.1:9000/api/pcsx/search?domain=microsoft.com&")
    assert detail is not None
    assert detail.url.startswith("http://127.0.0.1:9000/api/pcsx/position_details?position_id=3&")
    assert page.postings[3].url == "https://apply.careers.microsoft.com/careers/job/3"


@both_apis
@pytest.mark.parametrize("total", [7, None])
def test_refusal_is_not_an_empty_board(api: str, total: int | None) -> None:
    """An empty first page of a board that has jobs, or does not say, is a failure."""
    with pytest.raises(SourceChanged, match="jobs and an empty first page"):
        read(rows(api, 0, total), api)


@pytest.mark.parametrize(
    ("api", "body"),
    [
        ("pcsx", b'{"status": 403, "error": {"message": "PCSX is not enabled"}, "data": null}'),
        ("pcsx", b'{"positions": [], "count": 0}'),
        ("apply", b'{"status": 200, "data": {"positions": [], "count": 0}}'),
        ("apply", b'{"message": "Not authorized for PCSX"}'),
    ],
)
def test_answer_of_the_other_api_is_source_changed(api: str, body: bytes) -> None:
    """So that the wrong setting is no empty board."""
    with pytest.raises(SourceChanged, match=r"data|positions"):
        read(body, api)


@pytest.mark.parametrize(
    ("id_", "quoted"),
    [(42000011, "42000011"), ("a/b", "a%2Fb"), ("a?b&c#d", "a%3Fb%26c%23d"), ("a b", "a%20b")],
)
def test_detail_is_asked_by_quoted_id(id_: int | str, quoted: str) -> None:
    """In both APIs by Eightfold's own id."""
    older = SOURCE.detail(one(id=id_), CONFIG)
    newer = SOURCE.detail(one("pcsx", id=id_, displayJobId="200"), {**CONFIG, "api": "pcsx"})

    assert older == Request(
        url=f"https://windlass.eightfold.ai/api/apply/v2/jobs/{quoted}?domain=windlass.com"
    )
    assert newer == Request(
        url="https://windlass.eightfold.ai/api/pcsx/position_details"
        f"?position_id={quoted}&domain=windlass.com&hl=en"
    )


def test_detail_completes_the_posting() -> None:
    """The text is added, nothing else changes."""
    posting = read(SAVED).postings[0]

    whole = SOURCE.parse_detail(fixture("eightfold_detail.json"), posting, CONFIG)

    assert whole.description_html == "<p>Lay rope &amp; splice it.</p>"
    assert (whole.title, whole.url, whole.list_hash) == (
        posting.title, posting.url, posting.list_hash,
    )  # fmt: skip


def test_newer_detail_completes_the_posting() -> None:
    body = b'{"status": 200, "data": {"id": 7, "jobDescription": "<p>Dive.</p>"}}'

    whole = SOURCE.parse_detail(body, one("pcsx"), {**CONFIG, "api": "pcsx"})

    assert whole.description_html == "<p>Dive.</p>"


@pytest.mark.parametrize(
    ("api", "body"),
    [("apply", b"{}"), ("apply", b'{"data": {"jobDescription": "x"}}'), ("pcsx", b'{"data": {}}'),
     ("pcsx", b'{"status": 404, "data": null}'), ("pcsx", b'{"job_description": "x"}')],
)  # fmt: skip
def test_detail_without_a_place_for_text_is_source_changed(api: str, body: bytes) -> None:
    """Then the text is asked for again; a text that is there and empty is one."""
    with pytest.raises(SourceChanged, match=r"data|[dD]escription"):
        SOURCE.parse_detail(body, one(), {**CONFIG, "api": api})

    assert SOURCE.parse_detail(b'{"job_description": ""}', one(), CONFIG) == one()


@pytest.mark.parametrize(
    ("old", "new"),
    [("Rope Maker", "Rope Layer"), ("Lamu", "Malindi"), ("hybrid", "onsite"),
     ("Ropewalk", "Loft"), ("1790000500", "1790000501"), ('"R-11"', '"R-12"')],
)  # fmt: skip
def test_hash_changes_with_the_entry(old: str, new: str) -> None:
    """An edit moves t_update, so that the text is asked for again."""
    edited = read(SAVED.replace(old.encode(), new.encode())).postings

    assert edited[0].list_hash != read(SAVED).postings[0].list_hash
    assert edited[1].list_hash == read(SAVED).postings[1].list_hash


def test_hash_ignores_what_is_about_the_search() -> None:
    """Stars and hotness are not the job's."""
    moved = SAVED.replace(b'"stars": 0.0', b'"stars": 4.5').replace(b'"hot": 0', b'"hot": 1')

    assert read(moved).postings == read(SAVED).postings


def test_recorded_list_of_the_older_api() -> None:
    """The recorded page, cut by its recorder to 3 of 256 positions, is read and is not whole."""
    config = {"board": "talent.fmjobs.com", "domain": "fcx.com"}

    page = SOURCE.parse(
        recorded("eightfold/fcx_apply_v2.json"), config, SOURCE.first_request(config)
    )

    assert (len(page.postings), page.rejects, page.whole) == (3, [], False)
    assert page.next is not None
    assert page.next.url == (
        "https://talent.fmjobs.com/api/apply/v2/jobs?domain=fcx.com&start=10&num=10"
    )
    assert [(one.external_id, one.requisition_id, one.title) for one in page.postings] == [
        ("42478672", "144860", "Manager Engineering - Electrical"),
        ("42477103", "144857", "Chief Biodiversity and Wildlife"),
        ("42475929", "144856", "CLP Operator Trainee - Hydromet"),
    ]
    assert [posting.locations for posting in page.postings] == [
        ("New Orleans, LA USA 70112",), ("Phoenix, AZ USA 85040",), ("Bagdad, AZ USA 86321",),
    ]  # fmt: skip
    assert page.postings[0].url == "https://talent.fmjobs.com/careers/job/42478672"
    assert page.postings[0].posted_at == datetime(2026, 6, 17, 1, 48, 12, tzinfo=UTC)
    assert page.postings[0].updated_at == datetime(2026, 6, 17, 15, 54, 57, tzinfo=UTC)
    assert {(one.workplace, one.language) for one in page.postings} == {("onsite", "en_US")}
    assert page.postings[2].department == "Operations"


def test_recorded_list_of_the_newer_api() -> None:
    """Microsoft's recorded page, cut to 4 of 1,140 positions, is read and is not whole."""
    page = SOURCE.parse(
        recorded("microsoft/pcsx_search.json"), MICROSOFT, SOURCE.first_request(MICROSOFT)
    )

    assert (len(page.postings), page.rejects, page.whole) == (4, [], False)
    assert page.next == Request(
        url="https://apply.careers.microsoft.com/api/pcsx/search"
        "?domain=microsoft.com&query=&location=&start=10&sort_by=timestamp"
    )
    assert [posting.external_id for posting in page.postings] == [
        "200049019", "200050006", "200048982", "200049633",
    ]  # fmt: skip
    first = page.postings[0]
    assert first.title == "AI Software Engineering Intern"
    assert first.locations == ("Redmond, WA, US", "Mountain View, CA, US")
    assert first.url == "https://apply.careers.microsoft.com/careers/job/1970393556962891"
    assert first.posted_at == datetime(2026, 8, 19, 7, 0, tzinfo=UTC)
    assert (first.workplace, first.department) == ("onsite", "Software Engineering")
    assert page.postings[3].locations == ("US",)
