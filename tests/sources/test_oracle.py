"""Oracle Recruiting Cloud: saved answers in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.sources.base import Page, Request
from jobscout.sources.oracle import Oracle
from jobscout.sources.paging import Progress
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.model import RawPosting

SAVED = fixture("oracle.json")
KIND = Kind(
    config={"host": "egjd.fa.us6.oraclecloud.com", "site": "CX"},
    entries=("items", 0, "requisitionList"),
    needs=("host", "site"),
    quoted=None,
    fields={"title": "Title", "id": "Id", "url": None, "description": "ShortDescriptionStr"},
    totals=[("items", 0, "TotalJobsCount")],
)
CONFIG = KIND.config
ROOT = "https://egjd.fa.us6.oraclecloud.com/hcmRestApi/resources/latest/"
SOURCE = Oracle()


def list_url(offset: int) -> str:
    return (
        f"{ROOT}recruitingCEJobRequisitions?onlyData=true"
        "&expand=requisitionList.workLocation,requisitionList.secondaryLocations"
        f"&finder=findReqs;siteNumber=CX,limit=100,offset={offset},sortBy=POSTING_DATES_DESC"
    )


def read(body: bytes, offset: int = 0) -> Page:
    return SOURCE.parse(body, CONFIG, Request(url=list_url(offset), state=Progress(offset)))


def answer(total: int | None, *, rows: int, first: int = 0) -> bytes:
    numbers = range(first, first + rows)
    listed = [{"Id": str(number), "Title": "Rigger"} for number in numbers]
    found = {"TotalJobsCount": total, "requisitionList": listed}
    return json.dumps({"items": [found]}).encode()


def first() -> RawPosting:
    return read(SAVED).postings[0]


def test_asks_inside_the_finder() -> None:
    """Site, page and order stand inside the finder, where alone they count."""
    assert SOURCE.first_request(CONFIG).url == list_url(0)


def test_board_is_host_and_site() -> None:
    """One host serves several employers, so that the site belongs to the name."""
    assert SOURCE.board(CONFIG) == "egjd.fa.us6.oraclecloud.com/CX"
    assert SOURCE.page_url(CONFIG) == (
        "https://egjd.fa.us6.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX"
    )


@pytest.mark.parametrize(
    "host",
    [
        "jpmc.fa.oraclecloud.com",
        "eoin.fa.em3.oraclecloud.com",
        "abcd.fa.ocs.oraclecloud.com",
        "abcd.fa.ocs.oraclecloud9.com",
        "EGJD.fa.us6.oraclecloud.com",
    ],
)
def test_oracle_hosts_are_accepted(host: str) -> None:
    """Every documented form of host is one, in any case."""
    assert SOURCE.board({**CONFIG, "host": host}) == f"{host.lower()}/CX"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "egjd.fa.us6.oraclecloud.com.evil.example",
        "evil.example/egjd.fa.us6.oraclecloud.com",
        "a@egjd.fa.us6.oraclecloud.com",
        "egjd.fa.us6.oraclecloud.com:8443",
        "egjd.fa.us6.oraclecloud100.com",
        "egjd.fb.us6.oraclecloud.com",
        "169.254.169.254",
    ],
)
def test_other_hosts_are_refused(host: str) -> None:
    """A host outside Oracle's cloud is a bad config that names the field."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, "host": host})

    assert caught.value.field == "host"


def test_base_url_frees_the_host_but_not_its_form() -> None:
    """Behind a base_url the host may be any name, and is still one host name."""
    config = {**CONFIG, "base_url": "http://127.0.0.1:9000", "host": "oracle.example"}

    assert SOURCE.first_request(config).url.startswith("http://127.0.0.1:9000/hcmRestApi/")
    with pytest.raises(BadConfig):
        SOURCE.first_request({**config, "host": "oracle.example/x"})


@pytest.mark.parametrize("site", ["CX,limit=1", "CX;x", "../CX", 'CX"', "CX 1"])
def test_site_cannot_add_to_the_finder(site: str) -> None:
    """A site that would add to the finder is a bad config."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, "site": site})

    assert caught.value.field == "site"


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the list has for it."""
    posting = first()

    assert posting.external_id == posting.requisition_id == "1401"
    assert posting.title == "Mast Rigger"
    assert posting.url == f"{SOURCE.page_url(CONFIG)}/job/1401"
    assert (posting.company, posting.apply_url, posting.salary) == (None, None, None)
    assert posting.locations == ("Nairobi, Kenya", "Mombasa, Kenya", "Kisumu, Kenya")
    assert posting.country == "KE"
    assert posting.workplace == "ORA_HYBRID"
    assert posting.department == "Field"
    assert posting.employment_type == "Permanent"
    assert posting.seniority == "Team lead"
    assert posting.posted_at == datetime(2026, 9, 30, tzinfo=UTC)
    assert (posting.expires_at, posting.language) == (None, None)


def test_short_text_is_escaped_until_the_detail_comes() -> None:
    """The list's plain text becomes HTML, without its byte order mark."""
    assert first().description_html == "Climb &lt;high&gt; &amp; rig."


@pytest.mark.parametrize(
    ("id_", "quoted"), [("1401", "1401"), ('1",x="', "1%22%2Cx%3D%22"), ("a/b", "a%2Fb")]
)
def test_detail_is_asked_by_quoted_id(id_: str, quoted: str) -> None:
    """The second request names the posting, whatever is in its id."""
    body = SAVED.replace(b'"1401"', json.dumps(id_).encode())
    posting = read(body).postings[0]

    request = SOURCE.detail(posting, CONFIG)

    assert request == Request(
        url=f"{ROOT}recruitingCEJobRequisitionDetails?expand=all&onlyData=true"
        f"&finder=ById;Id=%22{quoted}%22,siteNumber=CX"
    )
    assert posting.url.endswith(f"/job/{quoted}")


def test_detail_completes_the_posting() -> None:
    """The whole text replaces the short one, without the employer's boilerplate."""
    posting = first()

    whole = SOURCE.parse_detail(fixture("oracle_detail.json"), posting, CONFIG)

    assert whole.description_html == "<p>Climb.</p>\n<p>Rig.</p>\n<p>No fear of heights.</p>"
    assert (whole.title, whole.list_hash) == (posting.title, posting.list_hash)


def test_detail_without_text_keeps_the_short_one() -> None:
    """An empty detail takes nothing away."""
    whole = SOURCE.parse_detail(b'{"items": [{"Id": "1401"}]}', first(), CONFIG)

    assert whole == first()


def test_detail_gives_the_date_that_the_list_lacks() -> None:
    """The detail's start date stands in, and only when the list has none."""
    body = b'{"items": [{"ExternalPostedStartDate": "2026-09-28T08:00:00+03:00"}]}'
    undated = read(SAVED.replace(b'"2026-09-30"', b"null")).postings[0]

    assert SOURCE.parse_detail(body, undated, CONFIG).posted_at == datetime(
        2026, 9, 28, 5, 0, tzinfo=UTC
    )
    assert SOURCE.parse_detail(body, first(), CONFIG).posted_at == first().posted_at


def test_withdrawn_job_is_said() -> None:
    """A job that went between list and detail is a SourceChanged that says so."""
    with pytest.raises(SourceChanged, match=r"oracle: job 1401 was withdrawn"):
        SOURCE.parse_detail(fixture("oracle_withdrawn.json"), first(), CONFIG)


def test_hash_ignores_what_moves_on_every_read() -> None:
    """Distance and Relevancy are about the search, not about the job."""
    moved = SAVED.replace(b"1790726400000.0", b"17.5").replace(b'"Relevancy": 9', b'"Relevancy": 1')
    assert moved != SAVED

    assert read(moved).postings == read(SAVED).postings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Mast Rigger", "Mast Rigger II"),
        ("Kisumu, Kenya", "Eldoret, Kenya"),
        ("ORA_HYBRID", "ORA_REMOTE"),
        ("Climb <high>", "Climb <low>"),
        ("2026-09-30", "2026-10-01"),
    ],
)
def test_hash_changes_with_what_people_see(old: str, new: str) -> None:
    """An edited entry has another hash, so that its text is asked for again."""
    edited = read(SAVED.replace(old.encode(), new.encode())).postings

    assert edited[0].list_hash != first().list_hash
    assert edited[1].list_hash == read(SAVED).postings[1].list_hash


@pytest.mark.parametrize(
    ("total", "rows", "offset", "whole"),
    [(250, 100, 100, True), (250, 98, 100, False), (250, 1, 0, False), (None, 100, 0, True),
     (None, 98, 0, True)],
)  # fmt: skip
def test_next_page_is_asked_until_the_total(
    total: int | None, rows: int, offset: int, whole: bool
) -> None:
    """By the offset asked, however short the page is; what is left out of it is not missing."""
    page = read(answer(total, rows=rows), offset=offset)

    assert page.next is not None
    assert page.next.url == list_url(offset + 100)
    assert page.whole is whole


def test_repeated_page_ends_the_list() -> None:
    """A host that ignores the offset would be asked a hundred times; nothing closes by it."""
    first = read(answer(None, rows=100))
    assert first.next is not None

    again = SOURCE.parse(answer(None, rows=100), CONFIG, first.next)

    assert (again.postings, again.next, again.whole) == ((), None, False)


def test_next_page_stays_on_the_configured_host() -> None:
    """With base_url the second page is asked from the same place as the first."""
    config = {**CONFIG, "base_url": "http://127.0.0.1:9000"}

    page = SOURCE.parse(answer(250, rows=100), config, SOURCE.first_request(config))

    assert page.next is not None
    assert page.next.url == list_url(100).replace(
        "https://egjd.fa.us6.oraclecloud.com", "http://127.0.0.1:9000"
    )


@pytest.mark.parametrize(
    ("total", "rows", "offset", "whole"),
    [(250, 50, 200, True), (251, 50, 200, True), (252, 50, 200, False), (200, 0, 200, True),
     (500, 0, 200, False), (1, 0, 0, True), (3, 5, 0, True), (300, 100, 200, True),
     (None, 0, 200, True)],
)  # fmt: skip
def test_last_page(total: int | None, rows: int, offset: int, whole: bool) -> None:
    """At the total, or empty; it is whole when at most the one job too many is missing."""
    page = read(answer(total, rows=rows), offset=offset)

    assert (page.next, page.whole) == (None, whole)


def test_list_is_cut_where_oracle_stops_serving() -> None:
    """Beyond 10,000 there is nothing to ask for, and the list is not whole."""
    page = read(answer(12_000, rows=100), offset=9_900)

    assert (page.next, page.whole) == (None, False)


def test_every_full_page_comes_to_an_end() -> None:
    """A board that never runs short is read a hundred pages deep and no deeper."""
    request: Request | None = SOURCE.first_request(CONFIG)
    pages = 0

    while request is not None:
        request = SOURCE.parse(answer(99_999, rows=100, first=pages * 100), CONFIG, request).next
        pages += 1

    assert pages == 100


def test_refusal_is_not_an_empty_board() -> None:
    """An empty first page of a board that counts jobs is a failure, not zero jobs."""
    with pytest.raises(SourceChanged, match="7 jobs and an empty first page"):
        read(answer(7, rows=0))


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b'{"items": [{"TotalJobsCount": 7}]}', "requisitionList"),
        (b'{"items": [{"TotalJobsCount": 7, "requisitionList": null}]}', "requisitionList"),
        (b'{"items": [{"requisitionList": []}]}', "empty first page"),
        (b'{"items": []}', "items"),
        (b'{"count": 1}', "items"),
    ],
)
def test_changed_envelope_is_named(body: bytes, place: str) -> None:
    """What the answer lacks is named."""
    with pytest.raises(SourceChanged, match=place):
        read(body)


def test_recorded_list_is_read_without_rejects() -> None:
    """The recorded page, cut by its recorder to 4 of 7,343 jobs, is read and is not whole."""
    config: dict[str, Any] = {"host": "jpmc.fa.oraclecloud.com", "site": "CX_1001"}

    page = SOURCE.parse(
        recorded("oracle/jpmc_requisitions.json"), config, SOURCE.first_request(config)
    )

    assert (len(page.postings), page.rejects, page.whole) == (4, [], False)
    assert [posting.external_id for posting in page.postings] == [
        "210606635", "210708056", "210714677", "210722431",
    ]  # fmt: skip
    assert page.postings[0].title == "Senior Home Lending Advisor - Encinitas, CA"
    assert page.postings[0].locations == (
        "San Diego, CA, United States",
        "Encinitas, CA, United States",
        "Poway, CA, United States",
        "Cardiff By The Sea, CA, United States",
    )
    assert page.postings[0].department == "Originations"
    assert page.postings[0].workplace is None
    assert page.postings[3].locations == ("Mumbai, Maharashtra, India",)
    assert all(posting.posted_at == datetime(2026, 9, 30, tzinfo=UTC) for posting in page.postings)
    assert page.postings[0].url == (
        "https://jpmc.fa.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1001/job/210606635"
    )


def test_recorded_detail_has_all_three_texts() -> None:
    """Description, responsibilities and qualifications are there, boilerplate is not."""
    body = recorded("oracle/amex_requisition_detail.json")
    wire = json.loads(body)["items"][0]

    text = SOURCE.parse_detail(body, first(), CONFIG).description_html or ""

    assert wire["ExternalDescriptionStr"] in text
    assert wire["ExternalResponsibilitiesStr"] in text
    assert wire["ExternalQualificationsStr"] in text
    assert wire["CorporateDescriptionStr"] not in text
