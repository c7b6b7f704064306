"""iCIMS: saved answers of both forms in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.sources import pages
from jobscout.sources.icims import Icims
from jobscout.sources.recognition import Recognised, by_address, in_page
from tests.sources.html_answers import as_html, element, entries_of, job_page, segment
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page, Request

SOURCE = Icims()
HOST = "careers-clapper.icims.com"
ROOT = f"https://{HOST}"
JIBE = {"host": "careers.clapper.example"}


def card(facts: dict[str, Any]) -> str:
    id_ = segment(facts.get("id"))
    link = f'href="{ROOT}/jobs/{id_}/bell-founder/job?in_iframe=1"' if id_ else ""
    label = '<span class="sr-only field-label">Job Title</span>'
    anchor = f'<a class="iCIMS_Anchor" {link}>{label}{element("h3", facts.get("title"))}</a>'
    places = element("span", facts.get("places"))
    where = f'<div class="header left"><span class="field-label">Job Locations</span>{places}</div>'
    fields = "".join(
        f'<div class="iCIMS_JobHeaderTag"><dt>{name}</dt>{element("dd", value)}</div>'
        for name, value in facts.items()
        if name not in {"id", "title", "places"}
    )
    said = f"{where}{anchor}<dl>{fields}</dl>" if facts else ""
    return f'<li class="iCIMS_JobCardItem">{said}</li>'


def listed(facts: Any, pager: str = "") -> bytes:
    cards = entries_of(facts, "cards")
    if cards is None:
        return as_html("<p>Sign in</p>")
    table = f'<ul class="iCIMS_JobsTable">{"".join(map(card, cards))}</ul>'
    return as_html(f'{table}<div class="iCIMS_Paging">{pager}</div>')


KIND = Kind(
    config={"host": HOST},
    entries=("cards",),
    needs=("host",),
    quoted=None,
    fields={"url": None},
    detail_needs=("title", "@type"),
    written=listed,
    detail_written=job_page,
)
CONFIG = KIND.config
FACTS = json.loads(fixture("icims.json"))
DETAIL = json.loads(fixture("icims_detail.json"))


def read(body: bytes, request: Request | None = None, config: Any = CONFIG) -> Page:
    return SOURCE.parse(body, config, request or SOURCE.first_request(config))


def first() -> RawPosting:
    return read(listed(FACTS)).postings[0]


def page(number: int, of: int | None, rows: int = 20) -> bytes:
    cards = [{"id": f"{number}-{row}", "title": "Founder"} for row in range(rows)]
    return listed({"cards": cards}, f"Page <b>{number + 1}</b>\n of {of}" if of else "")


def job(**fields: Any) -> dict[str, Any]:
    return {"data": {"slug": "7", "title": "Founder", **fields}}


def jobs(*entries: Any, total: Any = None) -> bytes:
    return json.dumps({"jobs": entries, "totalCount": total, "count": total}).encode()


def one(**fields: Any) -> RawPosting:
    found = read(jobs(job(**fields), total=1), config=JIBE)
    assert found.rejects == []
    (posting,) = found.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting
    return posting


def test_form_follows_the_host() -> None:
    """At the vendor's host the list is of pages, elsewhere it is JSON, unless the config says."""
    assert SOURCE.first_request(CONFIG).url == f"{ROOT}/jobs/search?ss=1&in_iframe=1&pr=0"
    assert SOURCE.first_request(JIBE).url == (
        "https://careers.clapper.example/api/jobs?page=1&limit=100"
    )
    assert SOURCE.first_request({**CONFIG, "form": "jibe"}).url == (
        f"{ROOT}/api/jobs?page=1&limit=100"
    )
    with pytest.raises(BadConfig, match="jibe, classic") as caught:
        SOURCE.first_request({**CONFIG, "form": "xml"})
    assert caught.value.field == "form"


@pytest.mark.parametrize(
    "host", ["icims", "a@careers.acme.example", "careers.acme.example/x", "10.0.0.1", "a..example"]
)
def test_host_is_one(host: str) -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({"host": host})

    assert caught.value.field == "host"


@pytest.mark.parametrize(
    ("host", "employer"),
    [
        ("careers-clapper.icims.com", "Clapper"),
        ("uscareers-clapper-sons.icims.com", "Clapper Sons"),
        ("jobs-clapper.icims.com", "Clapper"),
        ("clapper.jibeapply.com", "Clapper"),
        ("careers.clapper.example", "Clapper"),
    ],
)
def test_host_names_the_employer(host: str, employer: str) -> None:
    assert SOURCE.employer({"host": host}) == employer
    assert SOURCE.board({"host": host.upper()}) == host


def test_card_is_read() -> None:
    posting = first()

    assert posting == RawPosting(
        external_id="4100",
        title="Bell Founder (R&D)",
        url=f"{ROOT}/jobs/4100/bell-founder/job",
        requisition_id="2026-4100",
        locations=("Chicago, IL, US", "Nairobi, 30, KE"),
        department="Foundry",
        employment_type="Regular Full-Time",
        list_hash=posting.list_hash,
    )


def test_rows_of_older_tables_are_cards() -> None:
    body = listed(FACTS).replace(b'<li class="iCIMS_JobCardItem">', b'<li class="row">')

    assert read(body).postings == read(listed(FACTS)).postings


@pytest.mark.parametrize("name", ["title", "places", "Job ID", "Category", "Type"])
def test_hash_changes_with_what_the_card_says(name: str) -> None:
    """An edited card has another hash, so that its text is asked for again."""
    edited = {"cards": [{**FACTS["cards"][0], name: "Another"}]}

    assert read(listed(edited)).postings[0].list_hash != first().list_hash


def test_detail_is_the_jobs_page() -> None:
    request = SOURCE.detail(first(), {**CONFIG, "base_url": "http://127.0.0.1:9000"})

    assert request is not None
    assert request.url == "http://127.0.0.1:9000/jobs/4100/bell-founder/job?in_iframe=1"


@pytest.mark.parametrize("id_", ["a/b", "a?b", "%2e%2e", "ä"])
def test_id_is_one_part_of_the_address(id_: str) -> None:
    posting = read(listed({"cards": [{"id": id_, "title": "Founder"}]})).postings[0]

    assert posting.external_id == id_
    assert urlsplit(posting.url).path.count("/") == 4
    assert urlsplit(posting.url).query == ""


def test_detail_completes_the_posting() -> None:
    """Its markup has the text, dates, pay and places; the list's title stays."""
    whole = SOURCE.parse_detail(job_page(DETAIL), first(), CONFIG)

    assert whole == RawPosting(
        external_id="4100",
        title="Bell Founder (R&D)",
        url=f"{ROOT}/jobs/4100/bell-founder/job",
        company="Clapper & Sons",
        requisition_id="2026-4100",
        locations=("Chicago, IL, United States", "Nairobi, Kenya"),
        country="US",
        department="Foundry",
        employment_type="FULL_TIME",
        salary=Salary(min=90_000, max=120_000, currency="USD", period="year"),
        description_html="<h2>Overview</h2><p>Cast &lt;bells&gt;.</p>",
        posted_at=datetime(2026, 9, 2, tzinfo=UTC),
        expires_at=whole.expires_at,
        list_hash=first().list_hash,
    )
    assert whole.expires_at is not None


def test_fewer_places_of_the_page_replace_none() -> None:
    """The list names all places of a job, the page may name one."""
    detail = {**DETAIL, "jobLocation": DETAIL["jobLocation"][0]}

    assert SOURCE.parse_detail(job_page(detail), first(), CONFIG).locations == first().locations


def test_page_of_a_gone_job_is_said() -> None:
    with pytest.raises(SourceChanged, match="job 4100 has no JobPosting"):
        SOURCE.parse_detail(as_html("<p>Sorry</p>"), first(), CONFIG)


def test_page_of_other_jobs_is_none() -> None:
    """Of several jobs the one with the title is meant; without it the page is the list's."""
    others = [{**DETAIL, "title": "Ringer"}, {**DETAIL, "title": "Caster"}]
    with pytest.raises(SourceChanged, match="2 JobPostings"):
        SOURCE.parse_detail(job_page(others), first(), CONFIG)

    own = {**DETAIL, "title": "Bell Founder (R&amp;D)", "description": "<p>Own</p>"}
    whole = SOURCE.parse_detail(job_page([*others, own]), first(), CONFIG)
    assert whole.description_html == "<p>Own</p>"


def test_pages_are_asked_up_to_the_stated_last() -> None:
    """A short page does not end the list; the last one does."""
    one_ = read(page(0, of=3, rows=19))
    assert one_.next is not None
    assert one_.next.url.endswith("&pr=1")
    two = read(page(1, of=3), one_.next)
    assert two.next is not None
    three = read(page(2, of=3, rows=5), two.next)

    assert [found.whole for found in (one_, two, three)] == [True, True, True]
    assert three.next is None


def test_repeated_page_ends_the_list() -> None:
    """A site that wants a session repeats its first page; nothing closes by that."""
    following = read(page(0, of=3)).next
    assert following is not None

    again = read(page(0, of=3), following)

    assert (again.postings, again.next, again.whole) == ((), None, False)


def test_empty_page_before_the_stated_last_is_no_end() -> None:
    following = read(page(0, of=3)).next
    assert following is not None

    page_ = read(page(1, of=3, rows=0), following)

    assert (list(page_.postings), page_.next, page_.whole) == ([], None, False)


def test_full_page_of_a_list_without_a_pager_is_followed() -> None:
    full, short = read(page(0, of=None)), read(page(0, of=None, rows=19))

    assert full.next is not None
    assert (short.next, short.whole) == (None, True)
    assert read(page(1, of=None, rows=0), full.next).whole


@pytest.mark.parametrize(("form", "body"), [("classic", page(299, of=400)), ("jibe", None)])
def test_pages_are_bounded(form: str, body: bytes | None) -> None:
    config = {**CONFIG, "form": form}
    request = SOURCE.first_request(config)
    last = msgspec.structs.replace(
        request, state=msgspec.structs.replace(request.state, offset=299)
    )

    found = read(body or jobs(job(), total=40_000), last, config)

    assert len(found.postings) >= 1
    assert (found.next, found.whole) == (None, False)


def test_pages_without_first_jobs_are_no_list() -> None:
    with pytest.raises(SourceChanged, match="3 pages"):
        read(page(0, of=3, rows=0))
    with pytest.raises(SourceChanged, match="9 jobs"):
        read(jobs(total=9), config=JIBE)


def test_jibe_has_it_all() -> None:
    """Each field of a posting comes from the place the API has for it; no second request."""
    posting = one(
        slug="29",
        req_id="R-29",
        title="Bell Founder &amp; Tuner",
        hiring_organization="Clapper",
        full_location="Chicago, Illinois, United States",
        country="United States",
        category=[" Foundry", " Workshop"],
        employment_type="FULL_TIME",
        salary_min_value=90000,
        salary_max_value="120000.50",
        description="<p>Cast &lt;bells&gt;.</p>",
        apply_url="https://careers-clapper.icims.com/jobs/29/login",
        posted_date="2026-07-23T19:16:00+0000",
        update_date="2026-08-01T10:00:00+0000",
        language="en-us",
    )

    assert posting == RawPosting(
        external_id="29",
        title="Bell Founder & Tuner",
        url="https://careers.clapper.example/jobs/29",
        apply_url="https://careers-clapper.icims.com/jobs/29/login",
        company="Clapper",
        requisition_id="R-29",
        locations=("Chicago, Illinois, United States",),
        country="United States",
        department="Foundry, Workshop",
        employment_type="FULL_TIME",
        salary_text="90000 - 120000.50",
        description_html="<p>Cast &lt;bells&gt;.</p>",
        posted_at=datetime(2026, 7, 23, 19, 16, tzinfo=UTC),
        updated_at=datetime(2026, 8, 1, 10, tzinfo=UTC),
        language="en-us",
    )
    assert SOURCE.detail(posting, JIBE) is None


def test_jibe_names_further_places() -> None:
    """All places count; the one country is not said of places elsewhere."""
    posting = one(
        full_location="Chicago",
        country="United States",
        additional_locations=[{"full_location": "Nairobi, Kenya"}, "Lagos", {}, 5],
    )

    assert posting.locations == ("Chicago", "Nairobi, Kenya", "Lagos")
    assert posting.country is None


def test_jibe_pay_of_zero_is_unstated() -> None:
    assert one(salary_min_value=0, salary_max_value="0.00").salary_text is None


@pytest.mark.parametrize(
    "odd",
    [
        {"category": 5},
        {"additional_locations": "x"},
        {"salary_min_value": {}},
        {"posted_date": []},
        {"description": 7},
        {"country": ["US"]},
        {"language": False},
    ],
)
def test_odd_value_of_jibe_costs_itself(odd: dict[str, Any]) -> None:
    assert one(**odd).title == "Founder"


def test_job_of_jibe_that_is_unreadable_drops_no_other() -> None:
    page_ = read(jobs(job(), {"data": {"slug": "8"}}, {}, 5, job(slug="9"), total=5), config=JIBE)

    assert [posting.external_id for posting in page_.postings] == ["7", "9"]
    assert [reject.external_id for reject in page_.rejects] == ["8", None, None]


def test_pages_of_jibe_are_counted_by_what_they_had() -> None:
    """Some sites keep to ten a page, whatever is asked."""
    tens = [[job(slug=f"{number}{row}") for row in range(10)] for number in range(3)]
    one_ = read(jobs(*tens[0], total=25), config=JIBE)
    assert one_.next is not None
    assert one_.next.url.endswith("?page=2&limit=100")
    two = read(jobs(*tens[1], total=25), one_.next, JIBE)
    assert two.next is not None

    again = read(jobs(*tens[0], total=25), two.next, JIBE)
    three = read(jobs(*tens[2][:5], total=25), two.next, JIBE)
    fewer = read(jobs(*tens[2][:4], total=25), two.next, JIBE)
    assert fewer.next is not None
    end = read(jobs(total=25), fewer.next, JIBE)

    assert (again.next, again.whole) == (None, False)
    assert (three.next, three.whole) == (None, True)
    assert (end.next, end.whole) == (None, False)


@pytest.mark.parametrize("total", [None, "25", True, -1])
def test_pages_of_jibe_without_a_total_end_with_an_empty_one(total: Any) -> None:
    one_ = read(jobs(job(), total=total), config=JIBE)
    assert one_.next is not None

    end = read(jobs(total=total), one_.next, JIBE)

    assert (end.next, end.whole) == (None, True)


def test_page_instead_of_the_api_is_source_changed() -> None:
    with pytest.raises(SourceChanged):
        read(listed(FACTS), config=JIBE)


def test_page_with_jibes_assets_is_a_site_of_it() -> None:
    page_ = b'<script src="https://app.jibecdn.com/prod/search/4.1/main.js"></script>'

    assert in_page(page_, "https://Careers.clapper.example/jobs") == [
        Recognised("icims", JIBE, sure=True)
    ]
    assert in_page(page_, "https://careers.icims.com/jobs") == [
        Recognised("icims", {"host": "careers.icims.com", "form": "jibe"}, sure=True)
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.icims.com/jobs",
        "https://login.icims.com/",
        "https://careers-acme.icims.com/connect",
        "https://careers-acme.icims.com.evil.example/jobs",
        "https://www.jibeapply.com/jobs",
        "https://careers.acme.example/api/jobs?page=1",
    ],
)
def test_other_pages_are_not_recognised(address: str) -> None:
    assert by_address(address) is None


def test_recorded_list_of_wipfli() -> None:
    page_ = read(recorded("icims/wipfli_list.html"), config={"host": "careers-wipfli.icims.com"})

    assert (len(page_.postings), page_.rejects, page_.next, page_.whole) == (2, [], None, True)
    posting = page_.postings[0]
    assert (posting.external_id, posting.title) == ("8214", "Payroll Tax Specialist")
    assert posting.url == "https://careers-wipfli.icims.com/jobs/8214/payroll-tax-specialist/job"
    assert (posting.requisition_id, posting.locations) == ("2026-8214", ("US",))


def test_recorded_answer_of_exelon() -> None:
    page_ = read(recorded("icims/exelon_jibe.json"), config={"host": "jobs.exeloncorp.example"})

    assert (len(page_.postings), page_.rejects) == (3, [])
    assert page_.next is not None  # 3 of 99
    posting = page_.postings[1]
    assert (posting.external_id, posting.title) == ("29504", "Dir Reg Strategy & Rev Policy")
    assert posting.locations == ("PHILADELPHIA, Pennsylvania",)
    assert posting.apply_url == "https://careers-peco.icims.com/jobs/29504/login"
    assert posting.posted_at == datetime(2026, 7, 23, 18, 15, tzinfo=UTC)


def test_card_says_how_one_works() -> None:
    (posting,) = read(
        listed({"cards": [{"id": "7", "title": "Founder", "Work Arrangement": "On Site"}]})
    ).postings

    assert posting.workplace == "On Site"


@pytest.mark.parametrize(
    ("listed_type", "page_type", "read_type"),
    [
        ("Full-time", "OTHER", "Full-time"),
        ("Full-time", "PART_TIME", "PART_TIME"),
        ("Full-time", None, "Full-time"),
        (None, "OTHER", "OTHER"),
        ("Evenings", "OTHER", "Evenings"),
    ],
)
def test_type_that_says_nothing_replaces_none(
    listed_type: str | None, page_type: str | None, read_type: str
) -> None:
    posting = msgspec.structs.replace(first(), employment_type=listed_type)
    page_ = job_page({**DETAIL, "employmentType": page_type})

    assert SOURCE.parse_detail(page_, posting, CONFIG).employment_type == read_type


def test_sections_of_the_text() -> None:
    """One that the description has already is not repeated."""
    posting = one(
        description="<p>Cast bells.</p><p>Strong arms.</p>",
        responsibilities="<p>Pour bronze.</p>",
        qualifications="<p>Strong arms.</p>",
    )

    assert posting.description_html == (
        "<p>Cast bells.</p><p>Strong arms.</p>\n<p>Pour bronze.</p>"
    )


def test_recorded_page_of_sig() -> None:
    listed_ = RawPosting(external_id="11169", title="Internship", url="https://a.example/11169")

    posting = SOURCE.parse_detail(recorded("jsonld/icims_detail.html"), listed_, CONFIG)

    assert posting.company == "Susquehanna International Group, LLP"
    assert posting.locations == ("Hong Kong",)
    assert posting.country == "HK"
    assert posting.employment_type == "OTHER"
    assert posting.posted_at == datetime(2026, 7, 6, tzinfo=UTC)
    assert (posting.description_html or "").startswith("<h2>Overview</h2>")
    assert (posting.external_id, posting.title, posting.url) == (
        "11169",
        "Internship",
        "https://a.example/11169",
    )
