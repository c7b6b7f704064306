"""Personio: a saved feed in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig, SourceChanged
from jobscout.model import RawPosting, Salary
from jobscout.sources.personio import Personio
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded
from tests.sources.xml_answers import as_xml, entries

if TYPE_CHECKING:
    from jobscout.sources.base import Page

CONFIG = {"board": "clapper-sons"}
SITE = "https://clapper-sons.jobs.personio.de"
SOURCE = Personio()


def written(document: Any) -> bytes:
    positions = document.get("positions") if isinstance(document, dict) else None
    return as_xml("workzag-jobs", entries("position", positions))


KIND = Kind(
    config=CONFIG,
    entries=("positions",),
    quoted=None,
    fields={"title": "name", "url": None, "description": "jobDescriptions"},
    written=written,
)
FACTS = json.loads(fixture("personio.json"))


def read(body: bytes, config: dict[str, str] = CONFIG) -> Page:
    return SOURCE.parse(body, config, SOURCE.first_request(config))


def one(**changes: Any) -> RawPosting:
    return read(written({"positions": [{**FACTS["positions"][0], **changes}]})).postings[0]


def test_site_is_the_board() -> None:
    assert SOURCE.board({"board": "Clapper-Sons"}) == "clapper-sons"
    assert SOURCE.page_url(CONFIG) == f"{SITE}/"
    assert SOURCE.employer(CONFIG) == "Clapper Sons"
    assert SOURCE.first_request(CONFIG).url == f"{SITE}/xml?language=en"
    assert SOURCE.first_request({**CONFIG, "domain": "com", "language": "de"}).url == (
        "https://clapper-sons.jobs.personio.com/xml?language=de"
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("board", "a.b"), ("board", "a/b"), ("board", "-a"), ("domain", "org"), ("domain", 5),
     ("language", "english"), ("language", "e&"), ("language", "")],
)  # fmt: skip
def test_bad_setting_is_named(field: str, value: object) -> None:
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({**CONFIG, field: value})

    assert caught.value.field == field


@pytest.mark.parametrize(
    ("url", "config"),
    [
        (f"{SITE}/", CONFIG),
        (f"{SITE}/job/4100001?language=de", CONFIG),
        (f"{SITE}/xml", CONFIG),
        ("https://clapper-sons.jobs.personio.com/", {**CONFIG, "domain": "com"}),
        ("https://www.personio.de/", None),
        ("https://jobs.personio.de/", None),
        ("https://a.b.jobs.personio.de/", None),
        ("https://clapper-sons.jobs.personio.de.example/", None),
    ],
)
def test_recognise(url: str, config: dict[str, str] | None) -> None:
    assert SOURCE.recognise(urlsplit(url)) == config


def test_reads_every_field() -> None:
    """All offices are places, and each section of the text has its heading."""
    assert one() == RawPosting(
        external_id="4100001",
        title="Bell Founder (R&D)",
        url=f"{SITE}/job/4100001",
        apply_url=f"{SITE}/job/4100001",
        company="Clapper & Sons GmbH",
        locations=("Munich", "Berlin", "Remote"),
        department="Foundry",
        employment_type="full-time",
        seniority="experienced",
        salary=Salary(min=30_000, max=45_000.5, currency="EUR", period="year"),
        description_html=(
            "<h3>Your &lt;mission&gt;</h3><ul><li>Cast &amp; tune</li></ul>\n"
            "<h3>Your profile</h3>Strong arms"
        ),
        posted_at=datetime(2026, 9, 2, 7, 15, 30, tzinfo=UTC),
        language="en",
    )


def test_what_a_position_does_not_state_is_none() -> None:
    assert read(written(FACTS)).postings[1] == RawPosting(
        external_id="4100002",
        title="Rope Puller",
        url=f"{SITE}/job/4100002",
        apply_url=f"{SITE}/job/4100002",
        employment_type="working_student",
        language="en",
    )


@pytest.mark.parametrize(
    ("stated", "schedule", "read_as"),
    [
        ("permanent", "part-time", "part-time"),
        ("permanent", None, "permanent"),
        (None, "full-time", "full-time"),
        ("intern", "full-time", "intern"),
        ("freelance", "part-time", "freelance"),
        (None, None, None),
    ],
)
def test_employment_type(stated: str | None, schedule: str | None, read_as: str | None) -> None:
    """A type of its own says more than the schedule."""
    assert one(employmentType=stated, schedule=schedule).employment_type == read_as


@pytest.mark.parametrize(
    ("kind", "period"),
    [("hourly", "hour"), ("daily", "day"), ("weekly", "week"), ("monthly", "month")],
)
def test_period_of_pay(kind: str, period: Any) -> None:
    """One bound may be missing."""
    pay = {"min": "15", "max": "", "currencyCode": "GBP", "type": kind}

    assert one(salaryInformation=pay).salary == Salary(
        min=15, max=None, currency="GBP", period=period
    )


@pytest.mark.parametrize(
    "pay",
    [{}, "30000", {"min": "", "max": "", "currencyCode": "EUR", "type": "yearly"},
     {"min": "1", "currencyCode": "EUR", "type": "once"}, {"min": "1", "type": "yearly"},
     {"min": "a lot", "currencyCode": "EUR", "type": "yearly"}],
)  # fmt: skip
def test_incomplete_pay_is_none(pay: object) -> None:
    assert one(salaryInformation=pay).salary is None


def test_recorded_demo_tenant() -> None:
    """Eleven positions, five of them with pay."""
    page = read(recorded("personio/demo_tenant.xml"))
    first, second = page.postings[:2]

    assert (len(page.postings), page.rejects, page.whole) == (11, [], True)
    assert (first.external_id, first.locations) == ("2140231", ("London",))
    assert first.title == "Copy of Junior Compliance and Immigrations Manager"
    assert first.salary == Salary(min=100_000, max=None, currency="GBP", period="year")
    assert first.posted_at == datetime(2024, 9, 24, 11, 0, 15, tzinfo=UTC)
    assert (first.description_html or "").startswith("<h3>Your mission</h3>The International")
    assert (second.title, second.company) == ("General Application", "Subsidiary NL")
    assert sum(posting.salary is not None for posting in page.postings) == 5
    assert all(posting.description_html and posting.posted_at for posting in page.postings)


def test_recorded_position_in_two_offices() -> None:
    (posting,) = read(recorded("personio/personio_live.xml")).postings

    assert posting.title == "Staff Software Engineer, Data Platform"
    assert posting.locations == ("Munich", "Berlin")
    assert posting.company == "Personio SE & Co. KG"
    assert (posting.employment_type, posting.description_html) == ("full-time", None)
    assert posting.posted_at == datetime(2024, 11, 13, 14, 10, 41, tzinfo=UTC)


def test_recorded_empty_feed_is_a_board() -> None:
    page = read(recorded("personio/empty_feed.xml"))

    assert (page.postings, page.rejects, page.whole) == ([], [], True)


def test_recorded_damaged_feed_is_refused() -> None:
    """Nothing of it is taken for the whole board."""
    with pytest.raises(SourceChanged, match=r"^personio: no well-formed XML: .*line 5"):
        read(recorded("personio/demo_tenant_faulty.xml"))
