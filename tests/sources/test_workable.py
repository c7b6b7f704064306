"""Workable: a saved answer in, raw postings out. No network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import SourceChanged
from jobscout.sources.workable import Workable
from tests.sources.kind import Kind
from tests.sources.recordings import fixture, recorded

if TYPE_CHECKING:
    from jobscout.model import RawPosting
    from jobscout.sources.base import Page

SAVED = fixture("workable.json")
KIND = Kind(config={"board": "reed-and-rope"}, fields={"id": "shortcode"})
CONFIG = KIND.config
SOURCE = Workable()
KAMPALA = {"city": "Kampala", "region": "Central", "country": "Uganda", "countryCode": "UG"}
LAMU = {"city": "Lamu", "region": "", "country": "Kenya", "countryCode": "KE"}


def read(body: bytes) -> Page:
    return SOURCE.parse(body, CONFIG, SOURCE.first_request(CONFIG))


def one(*, account: object = "Reed & Rope", **fields: Any) -> RawPosting:
    """The posting made of the necessary fields and *fields*."""
    wire = {"shortcode": "x", "title": "Diver", "url": "https://a.example/1", **fields}
    (posting,) = read(json.dumps({"name": account, "jobs": [wire]}).encode()).postings
    return posting


def test_asks_for_the_texts() -> None:
    """One request brings the whole account, and without details it would lack the texts."""
    assert SOURCE.first_request(CONFIG).url == (
        "https://apply.workable.com/api/v1/widget/accounts/reed-and-rope?details=true"
    )


def test_reads_every_field() -> None:
    """Each field of a posting comes from the place the widget has for it."""
    posting = read(SAVED).postings[0]

    assert posting.external_id == "AAAA000001"
    assert posting.title == "Knot Tyer & Splicer"
    assert posting.url == "https://apply.workable.com/j/AAAA000001"
    assert posting.apply_url == f"{posting.url}/apply"
    assert posting.company == "Reed & Rope"
    assert posting.locations == ("Kisumu, Kenya", "Coast, Kenya")
    assert posting.country == "KE"
    assert posting.workplace == "remote"
    assert posting.department == "Rigging"
    assert posting.employment_type == "Full-time"
    assert posting.seniority == "Associate"
    assert posting.posted_at == datetime(2026, 9, 30, tzinfo=UTC)
    assert posting.description_html == (
        "<p>Tie knots &amp; splice.</p><h3>Requirements</h3><ul><li>Hands</li></ul>"
    )
    assert (posting.salary, posting.salary_text, posting.updated_at) == (None, None, None)


def test_what_an_account_does_not_use_is_none() -> None:
    """Empty texts say nothing, and the date of a draft is not one of publication."""
    posting = read(SAVED).postings[1]

    assert posting.locations == ("Jinja, Uganda",)
    assert (posting.workplace, posting.department, posting.employment_type) == (None, None, None)
    assert (posting.seniority, posting.posted_at, posting.apply_url) == (None, None, None)


@pytest.mark.parametrize(
    ("listed", "places", "country"),
    [
        ([KAMPALA], ("Kampala, Central, Uganda",), "UG"),
        ([KAMPALA, LAMU], ("Kampala, Central, Uganda", "Lamu, Kenya"), None),
        ([{**KAMPALA, "hidden": True}, LAMU], ("Lamu, Kenya",), "KE"),
        ([{**KAMPALA, "hidden": "true"}], ("Kampala, Central, Uganda",), "UG"),
        ([{**KAMPALA, "hidden": True}], (), None),
        ([{"city": 5, "region": [], "country": "Kenya", "countryCode": 5}], ("Kenya",), None),
        ([None, "Lamu", LAMU], ("Lamu, Kenya",), "KE"),
    ],
)
def test_places(listed: list[Any], places: tuple[str, ...], country: str | None) -> None:
    """All places that the employer shows; the country only if it is that of all of them."""
    posting = one(locations=listed, city="Kampala", state="Central", country="Uganda")

    assert (posting.locations, posting.country) == (places, country)


@pytest.mark.parametrize("listed", [None, [], {}, "Lamu", 5, ["Lamu", None]])
def test_account_without_a_list_of_places(listed: object) -> None:
    """The place is then in the fields of the job itself."""
    posting = one(locations=listed, city="Lamu", state=" ", country="Kenya")

    assert (posting.locations, posting.country) == (("Lamu, Kenya",), None)


@pytest.mark.parametrize(
    ("telecommuting", "workplace"),
    [(True, "remote"), (False, None), (None, None), ("true", None), (1, None)],
)
def test_only_remote_is_said(telecommuting: object, workplace: str | None) -> None:
    """Without the mark a job may be hybrid, so that it is not taken for one on site."""
    assert one(telecommuting=telecommuting).workplace == workplace


@pytest.mark.parametrize("value", [None, 5, True, [], ["x"], {}, {"x": 5}, 10**30])
@pytest.mark.parametrize(
    "field",
    ["application_url", "city", "state", "country", "department", "employment_type", "experience",
     "description", "published_on"],
)  # fmt: skip
def test_odd_optional_field_is_unknown(field: str, value: object) -> None:
    """An optional field of another type is unknown, and costs no posting."""
    assert one(**{field: value}) == one()


@pytest.mark.parametrize("name", [None, 5, [], {}])
def test_odd_name_of_the_account_is_unknown(name: object) -> None:
    assert one(account=name).company is None


@pytest.mark.parametrize(
    ("name", "postings", "titles"),
    [
        (
            "huggingface",
            3,
            (
                "Low-level Senior Software Engineer, Xet Storage - EMEA Remote",
                "Open-Source Machine Learning Engineer - US Remote",
                "Wild Card",
            ),
        ),
        (
            "vasion",
            2,
            (
                "Account Executive (Partner First) - APAC",
                "Account Executive - UK&I / Northern Europe",
            ),
        ),
    ],
)
def test_recorded_accounts_are_read_without_rejects(
    name: str, postings: int, titles: tuple[str, ...]
) -> None:
    """Every posting of every recorded account is read."""
    page = read(recorded(f"workable/{name}.json"))

    assert (len(page.postings), page.rejects, page.whole) == (postings, [], True)
    assert tuple(posting.title for posting in page.postings) == titles


def test_recorded_fields() -> None:
    """Places, countries, dates and texts of real accounts come through; hidden places do not."""
    xet, open_source, wild_card = read(recorded("workable/huggingface.json")).postings
    australia, london = read(recorded("workable/vasion.json")).postings

    assert (xet.locations, xet.country, xet.seniority) == ((), None, "Mid-Senior level")
    assert (open_source.locations, open_source.country) == (
        ("New York, New York, United States",), "US",
    )  # fmt: skip
    assert wild_card.locations == ("United States",)
    assert wild_card.posted_at == datetime(2024, 10, 17, tzinfo=UTC)
    assert (xet.company, xet.workplace, xet.description_html) == ("Hugging Face", "remote", None)
    assert australia.locations == ("New South Wales, Australia",)
    assert (london.locations, london.country) == (("London, England, United Kingdom",), "GB")
    assert (london.workplace, london.department) == (None, "Sales - International")
    assert (london.description_html or "").startswith("<p>Vasion is a cloud-native SaaS platform")


def test_recorded_answer_of_the_career_pages_is_no_empty_board() -> None:
    """The other API's answer, which is not asked for, is refused and closes nothing."""
    with pytest.raises(SourceChanged, match="`jobs`"):
        read(recorded("workable/huggingface_v3.json"))
