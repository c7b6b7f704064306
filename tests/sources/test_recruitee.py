"""Recruitee: a saved answer in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from jobscout.errors import BadConfig
from jobscout.model import RawPosting, Salary
from jobscout.sources import pages
from jobscout.sources.recruitee import Recruitee
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.sources.base import Page

SAVED = fixture("recruitee.json")
KIND = Kind(
    config={"board": "clapper"},
    entries=("offers",),
    quoted=None,
    fields={"url": "careers_url"},
    decides=("status",),
)
CONFIG = KIND.config
SOURCE = Recruitee()


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def board(**wire: Any) -> Page:
    """The board whose one offer has the necessary fields and *wire*."""
    offer = {"id": 1, "title": "Diver", "careers_url": "https://a.example/1", **wire}
    return read(json.dumps({"offers": [offer]}).encode())


def one(**wire: Any) -> RawPosting:
    page = board(**wire)
    assert page.rejects == []
    (posting,) = page.postings
    assert pages.unpack_one(pages.pack_one(posting)) == posting  # every field has its type
    return posting


def test_asks_the_employers_host() -> None:
    """One request brings the whole board, whatever the case of its name."""
    url = "https://clapper.recruitee.com/api/offers/"

    assert SOURCE.first_request(CONFIG).url == url
    assert SOURCE.first_request({"board": "Clapper"}).url == url


def test_own_domain_is_asked_for_the_same() -> None:
    """An employer whose careers site has a domain of its own is read there."""
    config = {**CONFIG, "base_url": "https://jobs.clapper.example"}

    assert SOURCE.first_request(config).url == "https://jobs.clapper.example/api/offers/"


@pytest.mark.parametrize(
    "name", ["a.b", "a/b", "a@b", "a:1", "-a", "a-", "a b", "a_b", "ä", "x" * 64, "evil.example#"]
)
def test_board_is_one_label_of_a_host(name: str) -> None:
    """A name that would lead to another host is a bad config."""
    with pytest.raises(BadConfig) as caught:
        SOURCE.first_request({"board": name})

    assert caught.value.field == "board"


@pytest.mark.parametrize(
    "url",
    [
        "https://recruitee.com/",
        "https://www.recruitee.com/careers",
        "https://api.recruitee.com/c/1/offers",
        "https://app.recruitee.com/",
        "https://docs.recruitee.com/docs/feed",
        "https://careers-analytics.recruitee.com/x.js",
        "https://a.b.recruitee.com/",
        "https://-a.recruitee.com/",
        "https://acme.recruitee.com.evil.example/o/x",
        "https://acmerecruitee.com/",
        "https://jobs.acme.example/o/engineer",
    ],
)
def test_other_addresses_are_no_board(url: str) -> None:
    """The vendor's own hosts name no board, nor do pages on other domains."""
    assert SOURCE.recognise(urlsplit(url)) is None


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the API documents for it."""
    posting = read(SAVED).postings[0]

    assert posting.external_id == "4100001"
    assert posting.title == "Bell Founder"
    assert posting.url == "https://clapper.recruitee.com/o/bell-founder-mombasa"
    assert posting.apply_url == f"{posting.url}/c/new"
    assert posting.company == "Clapper & Sons"
    assert (posting.requisition_id, posting.salary_text, posting.language) == (None, None, None)
    assert posting.locations == ("Mombasa, Kenya", "Wien, Austria", "East Africa")
    assert posting.country == "KE"
    assert posting.workplace == "hybrid"
    assert posting.department == "Foundry"
    assert posting.employment_type == "fulltime_permanent"
    assert posting.seniority == "mid_level"
    assert posting.salary == Salary(min=120_000, max=180_000.5, currency="KES", period="month")
    assert posting.description_html == (
        "<p>Cast &lt;bells&gt; &amp; tune them.</p>\n<ul><li>Good ears</li></ul>"
    )
    assert posting.posted_at == datetime(2026, 9, 2, 7, 15, 30, tzinfo=UTC)
    assert posting.updated_at == datetime(2026, 9, 5, 11, 45, 30, tzinfo=UTC)
    assert posting.expires_at == datetime(2026, 12, 31, 21, tzinfo=UTC)


def test_what_an_offer_does_not_state_is_none() -> None:
    """No pay, no dates, not even the day of its creation, no script for an address."""
    posting = read(SAVED).postings[1]

    assert posting.workplace == "remote"
    assert posting.locations == ("Remote job",)
    assert (posting.company, posting.department, posting.country) == (None, None, None)
    assert (posting.salary, posting.apply_url) == (None, None)
    assert (posting.posted_at, posting.updated_at, posting.expires_at) == (None, None, None)
    assert posting.description_html == "<p>Pull.</p>"


@pytest.mark.parametrize(
    ("status", "postings"),
    [("published", 1), (None, 1), (5, 1), ("internal", 0), ("draft", 0), ("closed", 0)],
)
def test_only_published_offers_are_postings(status: object, postings: int) -> None:
    """Another status makes an offer neither a posting nor a reject."""
    page = board(status=status)

    assert (len(page.postings), page.rejects) == (postings, [])


@pytest.mark.parametrize(
    ("remote", "hybrid", "on_site", "workplace"),
    [
        (True, False, False, "remote"),
        (False, True, False, "hybrid"),
        (False, False, True, "on_site"),
        (True, True, True, "remote"),
        (True, False, True, "remote"),
        (False, True, True, "hybrid"),
        (False, False, False, None),
        (None, None, None, None),
        ("no", 1, [], None),
    ],
)
def test_freest_workplace_counts(
    remote: object, hybrid: object, on_site: object, workplace: str | None
) -> None:
    """Of several workplaces that an offer is open to, it is the one farthest from the office."""
    assert one(remote=remote, hybrid=hybrid, on_site=on_site).workplace == workplace


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"city": "Chicago", "state": "Illinois", "country": "USA"}, "Chicago, Illinois, USA"),
        ({"name": "HQ", "state": "Bayern", "country": "Deutschland", "country_code": "DE"},
         "HQ, Bayern, Deutschland"),
        ({"city": "Singapore", "state": "Singapore", "country": "Singapore"}, "Singapore"),
        ({"city": "Wien", "country": "Austurríki"}, "Wien, Austurríki"),
        ({"city": "Wien", "country": "Austurríki", "country_code": "??"}, "Wien, Austurríki"),
        ({"city": "Wien", "country_code": "AT"}, "Wien, Austria"),
    ],
)  # fmt: skip
def test_place_is_city_state_and_country(place: dict[str, str], said: str) -> None:
    """A place without a city has its name, and a country that nobody knows the code's name."""
    assert one(locations=[place], location="Elsewhere").locations == (said,)


def test_countrys_name_stands_in_for_its_code() -> None:
    """The code is preferred, because a name can be in any language."""
    assert one(country="Kenia").country == "Kenia"
    assert one(country="Kenia", country_code="KE").country == "KE"


def test_place_in_words_stands_in() -> None:
    """Without a usable list of places the offer's one line is read."""
    assert one(locations=[{"city": ""}, {}], location="Lamu").locations == ("Lamu",)


@pytest.mark.parametrize("period", ["hour", "day", "week", "month", "year"])
def test_period_of_pay(period: str) -> None:
    """Amounts are texts or numbers."""
    pay = {"min": "75.00", "max": 95, "period": period, "currency": "eur"}

    assert one(salary=pay).salary == Salary(min=75, max=95, currency="EUR", period=period)  # type: ignore[arg-type]  # a parameter


@pytest.mark.parametrize(
    "change",
    [{"period": None}, {"period": "quarter"}, {"period": ["year"]}, {"currency": None},
     {"currency": 5}, {"min": None, "max": ""}, {"min": "a lot", "max": None}],
)  # fmt: skip
def test_incomplete_pay_is_none(change: dict[str, object]) -> None:
    """Without amounts, currency and period there is no salary, and the offer is kept."""
    pay: dict[str, object] = {"min": "1", "max": "2", "period": "year", "currency": "EUR"}

    assert one(salary=pay).salary is not None
    assert one(salary=pay | change).salary is None


OPTIONAL = [
    "careers_apply_url", "status", "company_name", "locations", "location", "country",
    "country_code", "remote", "hybrid", "on_site", "department", "employment_type_code",
    "experience_code", "salary", "description", "requirements", "published_at", "updated_at",
    "close_at",
]  # fmt: skip


@pytest.mark.parametrize("name", OPTIONAL)
@pytest.mark.parametrize("value", [None, 5, True, "published", [], [5], ["x"], {}, {"x": 5}])
def test_odd_value_costs_no_posting(name: str, value: object) -> None:
    """Whatever an optional field holds, the posting is kept."""
    assert one(**{name: value}).title == "Diver"


@pytest.mark.parametrize("name", ["name", "city", "state", "country", "country_code"])
@pytest.mark.parametrize("odd", [None, True, [], ["x"], {"x": 5}])
def test_odd_value_inside_a_place_costs_no_other(name: str, odd: object) -> None:
    """The rest of the place and the other places are read."""
    place = {"name": "Port", "city": "Lamu", "state": "Coast", "country": "Kenya"}

    posting = one(locations=[odd, {name: odd}, place | {name: odd}, place])

    assert posting.locations[-1] == "Lamu, Coast, Kenya"


@pytest.mark.parametrize(("name", "postings"), [("acme_masked", 2), ("aikido", 3)])
def test_recorded_boards_are_read_without_rejects(name: str, postings: int) -> None:
    """Every offer of every recorded board is read."""
    page = read(recorded(f"recruitee/{name}.json"))

    assert (len(page.postings), page.rejects, page.whole) == (postings, [], True)
    assert all(posting.posted_at and posting.description_html for posting in page.postings)


def test_recorded_fields() -> None:
    """Titles, places, workplaces, pay and dates of real boards come through."""
    acme = read(recorded("recruitee/acme_masked.json")).postings
    aikido = read(recorded("recruitee/aikido.json")).postings

    assert acme[0].title == (
        "(Senior) Financial Accountant (f/m/d) - Berlin/Brandenburg Region, Germany"
    )
    assert acme[0].locations == ("Berlin, Germany",)
    assert acme[0].salary == Salary(min=60_000, max=75_000, currency="EUR", period="year")
    assert acme[0].posted_at == datetime(2026, 8, 5, 10, 10, 39, tzinfo=UTC)
    assert acme[0].updated_at == datetime(2026, 8, 5, 11, 45, 30, tzinfo=UTC)
    assert "What we expect from you" in (acme[0].description_html or "")
    assert [posting.locations for posting in aikido] == [
        ("Tel Aviv, Israel",),
        ("Dubai, United Arab Emirates",),
        ("Chicago, Illinois, United States",),
    ]
    assert [posting.country for posting in aikido] == ["IL", "AE", "US"]
    assert [posting.workplace for posting in aikido] == ["remote", "remote", "on_site"]
    assert [posting.workplace for posting in acme] == ["hybrid", "hybrid"]
    assert [posting.salary for posting in aikido] == [
        None, None, Salary(min=75, max=95, currency="USD", period="year"),
    ]  # fmt: skip
    assert {posting.company for posting in aikido} == {"Aikido Security"}


def test_recorded_inbox_is_not_kept() -> None:
    """The address of an offer's inbox is in no field of its posting."""
    for posting in read(recorded("recruitee/acme_masked.json")).postings:
        assert b"@acme.recruitee.com" not in pages.pack_one(posting)
