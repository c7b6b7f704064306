"""Greenhouse: a saved answer in, raw postings out. No network."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import SourceChanged
from jobscout.model import Salary
from jobscout.sources.greenhouse import Greenhouse
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("greenhouse.json")
KIND = Kind(
    config={"board": "beaconworks"},
    fields={"url": "absolute_url", "description": "content"},
    decides=("internal_job_id",),
    totals=[("meta", "total")],
)
CONFIG = KIND.config
SOURCE = Greenhouse()
READS = ("2026-08-11", "2026-08-14", "2026-08-17", "2026-08-20")


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def one(**fields: Any) -> Page:
    """A board with one job, made of the necessary fields and *fields*."""
    job = {"id": 1, "title": "Diver", "absolute_url": "https://a.example/1", **fields}
    return read(json.dumps({"jobs": [job]}).encode())


def test_asks_for_texts_and_salary() -> None:
    """One request brings the whole board with its texts and its pay."""
    assert SOURCE.first_request(CONFIG).url == (
        "https://boards-api.greenhouse.io/v1/boards/beaconworks/jobs"
        "?content=true&pay_transparency=true"
    )


@pytest.mark.parametrize(
    ("config", "page"),
    [
        (CONFIG, "https://job-boards.greenhouse.io/beaconworks"),
        (
            {**CONFIG, "base_url": "https://boards.eu.greenhouse.io"},
            "https://job-boards.eu.greenhouse.io/beaconworks",
        ),
    ],
)
def test_page_for_people_is_in_the_boards_region(config: dict[str, Any], page: str) -> None:
    """A European board's page is on the European host."""
    assert SOURCE.page_url(config) == page


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the API documents for it."""
    posting = read(SAVED).postings[0]

    assert posting.external_id == "4100001"
    assert posting.title == "Lighthouse Keeper"
    assert posting.url == "https://job-boards.greenhouse.io/beaconworks/jobs/4100001"
    assert posting.apply_url == posting.url
    assert posting.company == "Beaconworks"
    assert posting.requisition_id == "9001"
    assert posting.locations == ("Lisbon, Portugal; Remote - EU",)
    assert posting.workplace == "Hybrid"
    assert posting.department == "Coast"
    assert posting.employment_type == "Full Time, Shifts"
    assert posting.posted_at == datetime(2026, 7, 2, 0, 30, tzinfo=UTC)
    assert posting.updated_at == datetime(2026, 8, 2, 13, 0, tzinfo=UTC)
    assert posting.expires_at == datetime(2026, 12, 31, 22, 0, tzinfo=UTC)
    assert posting.language == "en"


def test_content_is_unescaped_once() -> None:
    """What the board escaped as a whole becomes HTML, and an entity in it stays one."""
    assert read(SAVED).postings[0].description_html == "<p>Keep the light &amp; the log.</p>"


def test_offices_stand_in_for_an_empty_location() -> None:
    """Without a location the job is where its offices are."""
    assert read(SAVED).postings[1].locations == ("Lisbon", "Porto")


def test_salary_spans_its_zones() -> None:
    """Cents become units, and zones of one currency their envelope."""
    assert read(SAVED).postings[0].salary == Salary(
        min=48_000, max=61_000.5, currency="EUR", period="year"
    )


def test_salary_in_metadata_is_read() -> None:
    """A board's own range field is pay, with the period its name says."""
    assert read(SAVED).postings[1].salary == Salary(min=21, max=24.5, currency="USD", period="hour")


@pytest.mark.parametrize(
    ("title", "blurb", "period"),
    [
        ("Annual Salary", "", "year"),
        ("Pay range", "This is an hourly role.", "hour"),
        ("Rate per hour", "<p>Benefits every year.</p>", "hour"),
        ("Stipend per month", None, "month"),
        (None, None, "year"),
    ],
)
def test_period_is_what_the_board_says(title: str, blurb: str, period: str) -> None:
    """The first period in the range's own words counts; without one it is a year."""
    zone = {"min_cents": 2_000_000, "max_cents": 3_000_000, "currency_type": "USD"}

    (posting,) = one(pay_input_ranges=[{**zone, "title": title, "blurb": blurb}]).postings

    assert posting.salary == Salary(min=20_000, max=30_000, currency="USD", period=period)  # type: ignore[arg-type]  # a parameter


@pytest.mark.parametrize(
    ("cents", "blurb", "period"),
    [
        (12_000_000, "Benefits include a $150 per month internet allowance.", "year"),
        (12_000_000, "<p>Full-time, 40 hours per week. Paid weekly.</p>", "year"),
        (12_000_000, "Hourly employees are eligible for overtime.", "year"),
        (12_000_000, "A monthly wellness stipend and an annual bonus.", "year"),
        (2_200, "$22 per hour plus a $1,000 annual bonus", "hour"),
        (2_200, "The hourly rate for this role; $500 annual stipend", "hour"),
    ],
)
def test_period_belongs_to_the_range(cents: int, blurb: str, period: str) -> None:
    """Words of the blurb about benefits, hours and pay days are not the range's."""
    zone = {"min_cents": cents, "max_cents": cents, "currency_type": "USD", "blurb": blurb}

    (posting,) = one(pay_input_ranges=[zone]).postings

    assert posting.salary is not None
    assert posting.salary.period == period


def test_small_salary_without_a_period_stays_text() -> None:
    """44 a year is nobody's pay: an unsaid period is left open, not guessed."""
    zone = {"min_cents": 4400, "max_cents": 5200, "currency_type": "USD", "title": "Zone 1"}

    (posting,) = one(pay_input_ranges=[zone]).postings

    assert (posting.salary, posting.salary_text) == (None, "USD 44 - 52")


@pytest.mark.parametrize(
    "zone",
    [
        {"min_cents": 0, "max_cents": 0, "currency_type": "USD"},
        {"min_cents": None, "max_cents": None, "currency_type": "USD"},
        {"min_cents": 5_000_000, "max_cents": 6_000_000, "currency_type": None},
        {"min_cents": 5_000_000, "max_cents": 6_000_000, "currency_type": "dollars"},
        {"min_cents": 6_000_000, "max_cents": 5_000_000, "currency_type": "USD"},
    ],
)
def test_salary_that_says_nothing_is_none(zone: dict[str, Any]) -> None:
    """Zeros, no currency and bounds the wrong way round are no pay, and no Reject."""
    (posting,) = one(pay_input_ranges=[zone]).postings

    assert (posting.salary, posting.salary_text) == (None, None)


def test_prospect_post_is_no_vacancy() -> None:
    """A general application is neither a posting nor a Reject, and the read is whole."""
    page = read(SAVED)

    assert "4100003" not in {posting.external_id for posting in page.postings}
    assert (page.rejects, page.whole) == ([], True)


def test_absent_job_id_is_not_a_prospect() -> None:
    """Old answers lack internal_job_id: the posting stays, with no requisition."""
    (posting,) = one().postings

    assert posting.requisition_id is None


def test_short_list_is_not_whole() -> None:
    """When the board counts more jobs than it sent, nothing missing may close."""
    page = read(SAVED.replace(b'"total": 3', b'"total": 4'))

    assert not page.whole


@pytest.mark.parametrize("value", [None, "", "soon", 5, [], "1999-01-01T00:00:00-05:00"])
def test_bad_date_is_no_date(value: object) -> None:
    """What is no date, or one from before 2010, is None and costs no posting."""
    (posting,) = one(first_published=value).postings

    assert posting.posted_at is None


@pytest.mark.parametrize("model", ["Hybrid", "In-Office", "Remote", "  ", "Fully remote (hybrid)"])
def test_offices_where_the_location_is_a_work_model(model: str) -> None:
    """The offices are the places; the board's word stays, as it says how one works there."""
    offices = [{"name": "HQ", "location": "Berlin, Germany"}, {"name": "Nairobi"}, None, {}]
    (posting,) = one(location={"name": model}, offices=offices).postings

    said = (model.strip(),) if model.strip() else ()
    assert posting.locations == (*said, "Berlin, Germany", "Nairobi")


def test_a_place_needs_no_offices() -> None:
    """The offices of a job that states its place are those of its department."""
    offices = [{"name": "HQ", "location": "Berlin, Germany"}]
    (posting,) = one(location={"name": "Remote - Kenya"}, offices=offices).postings

    assert posting.locations == ("Remote - Kenya",)


def test_reason_names_the_missing_field() -> None:
    """The Reject says which field is gone."""
    (reject,) = read(b'{"jobs": [{"id": 2, "absolute_url": "https://a.example/"}]}').rejects

    assert reject.external_id == "2"
    assert reject.reason == "greenhouse: Object missing required field `title`"


def test_renamed_list_is_named() -> None:
    """An answer without jobs says so."""
    with pytest.raises(SourceChanged, match="greenhouse: Object missing required field `jobs`"):
        read(b'{"positions": []}')


@pytest.mark.parametrize(
    ("name", "postings", "whole"),
    [
        ("amplitude_content", 2, False),
        ("catawiki_content", 50, True),
        ("coupang_zhHant_ko_ja", 646, True),
        ("doctolib", 135, True),
        ("gitlab_content", 3, True),
        ("intercom_seq_2026-08-11", 122, True),
        ("intercom_seq_2026-08-14", 119, True),
        ("intercom_seq_2026-08-17", 118, True),
        ("intercom_seq_2026-08-20", 121, True),
        ("newsela_currency_range", 18, True),
        ("oneacrefund", 39, True),
    ],
)
def test_recorded_boards_are_read_without_rejects(name: str, postings: int, whole: bool) -> None:
    """Every vacancy of every recorded board is read; prospect posts are left out."""
    page = read(recorded(f"greenhouse/{name}.json"))

    assert (len(page.postings), page.rejects, page.whole) == (postings, [], whole)
    assert all(posting.requisition_id for posting in page.postings)
    assert all(posting.posted_at and posting.updated_at for posting in page.postings)


def test_recorded_texts_and_locations() -> None:
    """Titles, places, offices and HTML of real boards come through."""
    posting = read(recorded("greenhouse/amplitude_content.json")).postings[0]

    assert posting.title == "Customer Data Scientist - Experimentation"
    assert posting.locations == ("London, UK",)
    assert posting.department == "Solutions Consulting"
    assert posting.employment_type == "Regular"
    assert posting.description_html is not None
    assert posting.description_html.startswith('<div class="content-intro"><p>')


def test_recorded_dates_are_utc() -> None:
    """New York time stamps become UTC."""
    postings = read(recorded("greenhouse/catawiki_content.json")).postings
    posting = postings[0]

    assert posting.title == "Android Developer"
    assert posting.locations == ("Lisbon, Portugal",)
    assert posting.posted_at == datetime(2025, 6, 5, 9, 6, 1, tzinfo=UTC)
    assert sum(posting.employment_type is not None for posting in postings) == 39


def test_recorded_deadlines_are_read() -> None:
    """The two deadlines of the board are the only ones."""
    postings = read(recorded("greenhouse/oneacrefund.json")).postings

    assert {posting.title: posting.expires_at for posting in postings if posting.expires_at} == {
        "Burundi People Division Lead (Fixed-Term)": datetime(2026, 10, 31, 21, 0, tzinfo=UTC),
        "Internal Audit Specialist": datetime(2026, 11, 11, 21, 0, tzinfo=UTC),
    }


def test_recorded_languages_are_as_given() -> None:
    """Languages are passed on as the board writes them, zhHant too."""
    postings = read(recorded("greenhouse/coupang_zhHant_ko_ja.json")).postings

    assert {posting.language for posting in postings} == {"en", "ko", "ja", "zhHant"}
    assert len({posting.requisition_id for posting in postings}) < len(postings)


def test_recorded_salary_ranges() -> None:
    """Ranges in metadata are yearly pay; zeros are none; what cannot be yearly is text."""
    postings = read(recorded("greenhouse/newsela_currency_range.json")).postings
    by_title = {posting.title: posting for posting in postings}

    assert by_title["Data Engineer"].salary == Salary(
        min=121_000, max=138_000, currency="USD", period="year"
    )
    assert by_title["Contractor: Senior Quality Engineer"].salary is None
    assert by_title["Contractor: Lead Analytics Engineer"].salary is None
    assert by_title["Contractor: Lead Analytics Engineer"].salary_text == "USD 5000 - 6500"
    assert sum(posting.salary is not None for posting in postings) == 13


@pytest.mark.parametrize(
    ("before", "after", "new", "gone", "edited"),
    [(*READS[0:2], 1, 4, 6), (*READS[1:3], 0, 1, 1), (*READS[2:4], 7, 4, 1)],
)
def test_recorded_sequence(before: str, after: str, new: int, gone: int, edited: int) -> None:
    """Between two reads of one board exactly the recorded postings came, went and changed."""
    first, second = (
        {
            posting.external_id: posting
            for posting in read(recorded(f"greenhouse/intercom_seq_{day}.json")).postings
        }
        for day in (before, after)
    )

    assert len(second.keys() - first.keys()) == new
    assert len(first.keys() - second.keys()) == gone
    both = first.keys() & second.keys()
    assert sum(first[key].updated_at != second[key].updated_at for key in both) == edited


def test_recorded_answer_about_one_job_is_an_entry_of_a_list() -> None:
    page = read(b'{"jobs": [' + recorded("greenhouse/job_detail.json") + b"]}")

    (posting,) = page.postings
    assert (posting.external_id, page.rejects) == ("8026689", [])
    assert posting.title == "Internal Audit Data Analytics Lead"
    assert posting.description_html
    assert posting.posted_at


def test_recorded_board_of_2013() -> None:
    """The answer is in a recording of a whole exchange, in YAML."""
    cassette = recorded("greenhouse/vcr_embed_jobs_2013.yml").decode()
    quoted = cassette.split("string: ! '", 1)[1].split("'\n    http_version", 1)[0]
    body = re.sub(r"\s*\n\s*", " ", quoted).replace("''", "'")

    page = read(body.encode())

    assert [posting.title for posting in page.postings] == [
        "Application developer",
        "Finance Analyst",
    ]
    assert [posting.locations for posting in page.postings] == [("New York, NY",), ("New York",)]
    assert page.rejects == []


def test_recorded_list_by_departments_is_another_endpoint() -> None:
    """It has ids and titles only, and no addresses of jobs."""
    with pytest.raises(SourceChanged, match="missing required field `jobs`"):
        read(recorded("greenhouse/departments.json"))
