"""Workday: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.sources import pages
from jobscout.sources.workday import Workday
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.model import RawPosting
    from jobscout.sources.base import Page, Request

SAVED = fixture("workday.json")
DETAIL = fixture("workday_detail.json")
KIND = Kind(
    config={"host": "tidepool.wd5.myworkdayjobs.com", "site": "Careers"},
    entries=("jobPostings",),
    needs=("host", "site"),
    quoted=None,
    fields={"id": "externalPath", "url": None},
    totals=[("total",)],
)
CONFIG = KIND.config
SHARED = {"host": "wd3.myworkdaysite.com", "tenant": "tidepool", "site": "Careers"}
API = "https://tidepool.wd5.myworkdayjobs.com/wday/cxs/tidepool/Careers"
SOURCE = Workday()


def read(body: bytes, config: dict[str, Any] = CONFIG, request: Request | None = None) -> Page:
    return SOURCE.parse(body, config, request or SOURCE.first_request(config))


def first() -> RawPosting:
    return read(SAVED).postings[0]


def one(**fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"title": "Diver", "externalPath": "/job/Lamu/Diver_R1", **fields}
    (posting,) = read(json.dumps({"total": 1, "jobPostings": [wire]}).encode()).postings
    return posting


def detailed(**fields: Any) -> RawPosting:
    """The first posting, completed from a detail of *fields*."""
    return SOURCE.parse_detail(json.dumps({"jobPostingInfo": fields}).encode(), first(), CONFIG)


def answer(total: object, rows: int, start: int = 0) -> bytes:
    """A page of *rows* postings, the first with the number *start*."""
    listed = [
        {"title": "Diver", "externalPath": f"/job/Lamu/Diver_R{number}"}
        for number in range(start, start + rows)
    ]
    return json.dumps({"total": total, "jobPostings": listed}).encode()


def read_all(*bodies: bytes) -> tuple[list[int], list[str], bool]:
    """The offsets asked, the ids found, and whether the list is whole, of a board's answers."""
    request: Request | None = SOURCE.first_request(CONFIG)
    offsets: list[int] = []
    ids: list[str] = []
    whole = True
    for body in bodies:
        assert request is not None
        assert request.body is not None
        offsets.append(json.loads(request.body)["offset"])
        page = read(body, request=request)
        ids += [posting.external_id for posting in page.postings]
        whole = whole and page.whole
        request = page.next
    assert request is None
    return offsets, ids, whole


def test_list_is_asked_by_post() -> None:
    """The body holds all four fields, without which the vendor answers with an error."""
    request = SOURCE.first_request(CONFIG)

    assert request.url == f"{API}/jobs"
    assert json.loads(request.body or b"") == {
        "appliedFacets": {}, "limit": 20, "offset": 0, "searchText": "",
    }  # fmt: skip


def test_tenants_own_host() -> None:
    """The tenant is the host's first label, the board's page is the site's."""
    assert SOURCE.board(CONFIG) == "tidepool.wd5.myworkdayjobs.com/tidepool/Careers"
    assert SOURCE.page_url(CONFIG) == "https://tidepool.wd5.myworkdayjobs.com/Careers"
    assert SOURCE.employer(CONFIG) == "Tidepool"


def test_shared_host() -> None:
    """On the shared host the config names the tenant, and pages are below /recruiting."""
    assert SOURCE.board(SHARED) == "wd3.myworkdaysite.com/tidepool/Careers"
    assert SOURCE.page_url(SHARED) == "https://wd3.myworkdaysite.com/recruiting/tidepool/Careers"
    assert SOURCE.first_request(SHARED).url == (
        "https://wd3.myworkdaysite.com/wday/cxs/tidepool/Careers/jobs"
    )
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({"host": "wd3.myworkdaysite.com", "site": "Careers"})
    assert caught.value.field == "tenant"


def test_tenant_may_differ_from_the_host() -> None:
    """A stated tenant counts on every host."""
    assert SOURCE.first_request({**CONFIG, "tenant": "tide_group"}).url == (
        "https://tidepool.wd5.myworkdayjobs.com/wday/cxs/tide_group/Careers/jobs"
    )


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "tidepool.wd5.myworkdayjobs.com.evil.example",
        "evil.example/tidepool.wd5.myworkdayjobs.com",
        "a@tidepool.wd5.myworkdayjobs.com",
        "tidepool.wd5.myworkdayjobs.com:8443",
        "tidepool.wd5x.myworkdayjobs.com",
        "tidepool.myworkdayjobs.com",
        "169.254.169.254",
    ],
)
def test_other_hosts_are_refused(host: str) -> None:
    """A host outside the vendor's domains is a bad config that names the field."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, "host": host})

    assert caught.value.field == "host"


@pytest.mark.parametrize("field", ["tenant", "site"])
@pytest.mark.parametrize("value", ["../x", "a/b", "a?b", "a#b", "a.b", "-", "x" * 101])
def test_name_is_one_path_segment(field: str, value: str) -> None:
    """A tenant or site that would change the path is a bad config."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, field: value})

    assert caught.value.field == field


def test_base_url_frees_the_host_and_moves_every_request() -> None:
    """List, next page and detail are asked from the same place; the host only names the board."""
    config = {**CONFIG, "base_url": "http://127.0.0.1:9000", "host": "workday.example"}
    root = "http://127.0.0.1:9000/wday/cxs/workday/Careers"

    page = read(answer(30, 20), config)
    detail = SOURCE.detail(page.postings[0], config)

    assert SOURCE.first_request(config).url == f"{root}/jobs"
    assert page.next is not None
    assert page.next.url == f"{root}/jobs"
    assert detail is not None
    assert detail.url == f"{root}/job/Lamu/Diver_R0"
    with pytest.raises(BadConfig):
        SOURCE.first_request({**config, "host": "workday.example/x"})


def test_reads_every_field_of_the_list() -> None:
    """Each field of a posting comes from the place the list has for it."""
    posting = first()

    assert posting.external_id == "R_1401-1"
    assert posting.title == "Tide Gauge Fitter & Diver"
    assert posting.url == (
        "https://tidepool.wd5.myworkdayjobs.com/Careers"
        "/job/Mombasa-Harbour/Tide-Gauge-Fitter---Diver_R_1401-1"
    )
    assert posting.locations == ("Mombasa, Kenya",)
    assert posting.employment_type == "Full time"
    assert posting.workplace == "Office - Based"
    assert (posting.posted_at, posting.description_html, posting.salary) == (None, None, None)


@pytest.mark.parametrize("said", ["2 Locations", "1 Location", "17 Locations ", None, "", 5, ["x"]])
def test_number_of_places_is_no_place(said: object) -> None:
    """What says no place is left to the detail."""
    assert one(locationsText=said).locations == ()


@pytest.mark.parametrize("field", ["locationsText", "timeType", "remoteType"])
@pytest.mark.parametrize("value", [None, 5, True, ["x"], {"descriptor": "x"}])
def test_odd_field_is_unknown(field: str, value: object) -> None:
    """An optional field of another type costs no posting."""
    assert one(**{field: value}) == one()


@pytest.mark.parametrize(
    ("path", "id_", "quoted"),
    [
        ("/job/Lamu/Diver_R1", "R1", "/job/Lamu/Diver_R1"),
        ("/job/Lamu/Diver_Job_Req_40339", "Job_Req_40339", "/job/Lamu/Diver_Job_Req_40339"),
        ("/job/Diver_R1-2/", "R1-2", "/job/Diver_R1-2"),
        ("/job/Lamu/-EUV---_JR87841", "JR87841", "/job/Lamu/-EUV---_JR87841"),
        ("/job/Lamu/Diver", "Diver", "/job/Lamu/Diver"),
        ("/job/K%C3%B6ln/Diver_R1", "R1", "/job/K%C3%B6ln/Diver_R1"),
        ("/job/a?b=c#d/Diver_R;1", "R;1", "/job/a%3Fb%3Dc%23d/Diver_R%3B1"),
        ("//evil.example/x_R1", "R1", "/evil.example/x_R1"),
        ("https://evil.example/x_R1", "R1", "/https%3A//evil.example/x_R1"),
    ],
)
def test_path_is_quoted_and_ends_in_the_id(path: str, id_: str, quoted: str) -> None:
    """Whatever the path holds, page and detail are below the site."""
    posting = one(externalPath=path)
    detail = SOURCE.detail(posting, CONFIG)

    assert posting.external_id == id_
    assert posting.url == SOURCE.page_url(CONFIG) + quoted
    assert detail is not None
    assert (detail.url, detail.body) == (API + quoted, None)


@pytest.mark.parametrize("path", ["/job/../x_R1", "/job/%2e%2e/x_R1", "/./x_R1", "/job/.."])
def test_path_that_climbs_is_rejected(path: str) -> None:
    """A path to another folder is a Reject, which names the posting."""
    listed = [{"title": "Diver", "externalPath": path}]
    page = read(json.dumps({"total": 1, "jobPostings": listed}).encode())

    assert page.postings == []
    assert "externalPath" in page.rejects[0].reason


def test_reject_has_the_id_of_the_posting() -> None:
    """By it the stored posting is known to be still listed."""
    page = read(SAVED.replace(b'"Buoy Painter"', b"null"))

    assert [reject.external_id for reject in page.rejects] == ["R_1402"]


def test_detail_completes_the_posting() -> None:
    """Text, dates, all places once, and the company; the requisition's place is another thing."""
    whole = SOURCE.parse_detail(DETAIL, first(), CONFIG)

    assert whole.description_html == "<p>Fit gauges &amp; dive.</p>"
    assert whole.posted_at == datetime(2026, 11, 2, tzinfo=UTC)
    assert whole.expires_at == datetime(2027, 1, 31, tzinfo=UTC)
    assert whole.locations == ("Mombasa Harbour", "Kilifi, Kenya")
    assert whole.country == "Kenya"
    assert (whole.employment_type, whole.workplace) == ("Part time", "Hybrid")
    assert (whole.requisition_id, whole.external_id) == ("R_1401", "R_1401-1")
    assert whole.company == "Tidepool East Africa Ltd"
    assert whole.apply_url == whole.url == first().url
    assert (whole.title, whole.list_hash) == (first().title, first().list_hash)


def test_poor_detail_takes_nothing_away() -> None:
    """What the list states stays when the detail does not state it."""
    assert detailed() == first()


@pytest.mark.parametrize(
    "field",
    ["jobDescription", "location", "additionalLocations", "country", "startDate", "endDate",
     "timeType", "remoteType", "jobReqId", "externalUrl"],
)  # fmt: skip
@pytest.mark.parametrize("value", [None, 5, True, [1, None], {"descriptor": 7, "alpha2Code": []}])
def test_odd_field_of_a_detail_is_unknown(field: str, value: object) -> None:
    """An optional field of another type costs no posting."""
    assert detailed(**{field: value}) == first()


def test_code_of_the_country_is_preferred() -> None:
    """A code needs no reading, if there is one."""
    assert detailed(country={"descriptor": "Kenia", "alpha2Code": "KE"}).country == "KE"


def test_unusable_apply_address_is_none() -> None:
    """A script in place of an address costs the address, not the posting."""
    assert detailed(externalUrl="javascript:alert(1)").apply_url is None


def test_changed_detail_is_said() -> None:
    """A detail without the posting is a SourceChanged."""
    with pytest.raises(SourceChanged, match=r"workday: .*jobPostingInfo"):
        SOURCE.parse_detail(b'{"errorCode": "S22"}', first(), CONFIG)


def test_hash_ignores_what_moves_every_day() -> None:
    """The relative date and the tenant's own bullets are no edit."""
    moved = SAVED.replace(b"Posted 3 Days", b"Posted 4 Days").replace(b'"Harbour"', b'"Dock"')
    assert moved != SAVED

    assert read(moved).postings == read(SAVED).postings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Fitter & Diver", "Fitter II"),
        ("Mombasa, Kenya", "2 Locations"),
        ("Full time", "Part time"),
        ("Office - Based", "Hybrid"),
        ("/Mombasa-Harbour/", "/Kilifi/"),
    ],
)
def test_hash_changes_with_what_people_see(old: str, new: str) -> None:
    """An edited entry has another hash, so that its text is asked for again."""
    edited = read(SAVED.replace(old.encode(), new.encode())).postings

    assert edited[0].list_hash != first().list_hash
    assert edited[1].list_hash == read(SAVED).postings[1].list_hash


def test_total_of_the_first_page_counts() -> None:
    """Later pages state zero, and are read up to the first page's total."""
    offsets, ids, whole = read_all(answer(45, 20), answer(0, 20, start=20), answer(0, 5, start=40))

    assert (offsets, whole) == ([0, 20, 40], True)
    assert ids == [f"R{number}" for number in range(45)]


def test_short_page_does_not_end_the_list() -> None:
    """The pages after it are asked; what it lacked is missing, so the list is not whole."""
    offsets, ids, whole = read_all(answer(45, 20), answer(0, 13, start=20), answer(0, 5, start=40))

    assert (offsets, len(ids), whole) == ([0, 20, 40], 38, False)


def test_empty_page_ends_the_list() -> None:
    """An empty page before the total is a refusal: what follows is unknown."""
    assert read_all(answer(100, 20), answer(0, 0)) == (
        [0, 20], [f"R{number}" for number in range(20)], False,
    )  # fmt: skip


@pytest.mark.parametrize("repeated", [0, 20])
def test_repeated_page_ends_the_list(repeated: int) -> None:
    """A page that was there before is not read twice, and the list is not whole."""
    offsets, ids, whole = read_all(
        answer(200, 20), answer(0, 20, start=20), answer(0, 20, start=repeated)
    )

    assert (offsets, len(ids), whole) == ([0, 20, 40], 40, False)


@pytest.mark.parametrize("total", [None, 0, 19, -1, True, "20", 2.5])
def test_unknown_total_proves_nothing_missing(total: object) -> None:
    """The pages are read until an empty one, and the list is not known to be whole."""
    offsets, ids, whole = read_all(answer(total, 20), answer(20, 20, start=20), answer(20, 0))

    assert (offsets, len(ids), whole) == ([0, 20, 40], 40, False)


def test_progress_travels_to_worker_processes() -> None:
    """A later page is parsed in another process, which knows what the pages before said."""
    request = pages.parse("workday", CONFIG, answer(45, 20), SOURCE.first_request(CONFIG)).next
    travelled = pickle.loads(pickle.dumps(request))  # noqa: S301  (our own bytes)
    later = pages.parse("workday", CONFIG, answer(0, 20, start=20), travelled).next

    assert later is not None
    assert (later.state.offset, later.state.total, later.state.found) == (40, 45, 40)


@pytest.mark.parametrize(("total", "whole"), [(1_999, True), (2_000, False), (18_387, False)])
def test_list_is_cut_at_the_vendors_cap(total: int, whole: bool) -> None:
    """A hundred pages are read and no more; a total from there on may be a cap."""
    bodies = [answer(total, 20, start=start) for start in range(0, 2_000, 20)]

    offsets, _, found_whole = read_all(*bodies)

    assert (len(offsets), found_whole) == (100, whole)


@pytest.mark.parametrize("total", [7, None, False])
def test_refusal_is_not_an_empty_board(total: int | None) -> None:
    """An empty first page of a board that counts jobs is a failure, not zero jobs."""
    with pytest.raises(SourceChanged, match="jobs and an empty first page"):
        read(answer(total, 0))


@pytest.mark.parametrize(
    ("name", "total", "postings"),
    [("list_page0", 1025, 20), ("list_later_page_total0", None, 20), ("nvidia_list", 2000, 10)],
)
def test_recorded_lists_are_read_without_rejects(
    name: str, total: int | None, postings: int
) -> None:
    """Every row of every recorded page is read, and more pages are asked for."""
    page = read(recorded(f"workday/{name}.json"))

    assert (len(page.postings), page.rejects) == (postings, [])
    assert page.next is not None
    assert page.next.state.total == total
    assert len({posting.external_id for posting in page.postings}) == postings


def test_recorded_fields() -> None:
    """Ids, titles and places of real sites come through; counts of places do not."""
    analog = read(recorded("workday/list_page0.json")).postings
    later = read(recorded("workday/list_later_page_total0.json")).postings
    nvidia = read(recorded("workday/nvidia_list.json")).postings

    assert (analog[0].external_id, analog[0].title) == (
        "R264661", "Engineer, Equipment Engineering",
    )  # fmt: skip
    assert analog[0].locations == ("US, OR, Beaverton",)
    assert analog[3].locations == ()
    assert sum(not posting.locations for posting in analog) == 7
    assert later[8].external_id == "R258818-1"
    assert later[8].title == "Principal Analog & Mixed-Signal Design Engineer - Power/ATE"
    assert nvidia[3].locations == ("US, AR, Remote",)
    assert nvidia[8].external_id == "JR2023203-1"


def test_recorded_detail() -> None:
    """Text, date, place, company and requisition of a real posting come through."""
    config = {"host": "synchronyfinancial.wd5.myworkdayjobs.com", "site": "University"}
    path = "/job/Stamford-Hub/BLP-Intern---Technology_2601695-1"
    listed = {"title": "BLP Intern – Technology", "externalPath": path}
    (posting,) = read(json.dumps({"total": 1, "jobPostings": [listed]}).encode(), config).postings

    whole = SOURCE.parse_detail(recorded("workday/job_detail.json"), posting, config)

    assert (whole.external_id, whole.requisition_id) == ("2601695-1", "2601695")
    assert whole.url == whole.apply_url
    assert (whole.locations, whole.country) == (("Stamford Hub",), "United States of America")
    assert whole.posted_at == datetime(2026, 6, 16, tzinfo=UTC)
    assert (whole.employment_type, whole.company) == ("Full time", "Synchrony Bank")
    assert (whole.description_html or "").startswith("<div><p><b><span>Business Leadership")
