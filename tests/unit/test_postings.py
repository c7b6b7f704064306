"""From raw posting to posting: bounds, hashes, dates (P5, P8, P10)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.model import Posting, RawPosting, Salary
from jobscout.rules import postings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT = "<p>We look for somebody who writes Python services for farmers.</p>" * 5


def raw(**changes: Any) -> RawPosting:
    fields: dict[str, Any] = {
        "external_id": "1",
        "title": "Senior Backend Engineer (m/w/d)",
        "url": "https://board.example/1",
        "locations": ("Nairobi, Kenya",),
        "department": "Engineering",
        "description_html": TEXT,
    }
    return RawPosting(**(fields | changes))


def normal(**changes: Any) -> Posting:
    return postings.normalise(raw(**changes), company_key="acme", now=NOW)


def test_joins_all_rules() -> None:
    """Each rule's answer stands in its field."""
    posting = normal(
        workplace="hybrid",
        employment_type="FullTime",
        salary_text="$80k - $100k",
        country="KE",
        company=" Acme  Ltd ",
    )

    assert posting.title == "Senior Backend Engineer (m/w/d)"
    assert (posting.workplace, posting.seniority) == ("hybrid", "senior")
    assert posting.employment_type == "full_time"
    assert (posting.locations[0].city, posting.locations[0].country) == ("Nairobi", "KE")
    assert (posting.annual_usd_min, posting.annual_usd_max) == (80_000, 100_000)
    assert posting.company == "Acme Ltd"
    assert posting.description_text.startswith("We look for")
    assert "nairobi kenya" in posting.words
    assert "backend engineer" in posting.words


def test_hash_stays_over_releases() -> None:
    """Another one for the same posting would make all that are stored look edited."""
    posting = normal(posted_at=datetime(2026, 1, 2, tzinfo=UTC), salary_text="$80k - $100k")

    expected = "9017b22deb4482b91c4829bb7852dec962aa622e21d76f83e7f07f41e7e5f08d"
    assert posting.content_hash.hex() == expected


def test_stated_salary_wins_over_text() -> None:
    """The board's numbers are better than its prose, unless they cannot be true."""
    stated = Salary(min=5000, max=6000, currency="EUR", period="month")
    absurd = Salary(min=75, max=95, currency="EUR", period="year")

    assert normal(salary=stated, salary_text="$80k").salary == stated
    assert normal(salary=absurd).salary is None
    assert normal(salary=absurd, salary_text="€80k").annual_usd_min == 83_200


def test_missing_stays_missing() -> None:
    """P7: what the board does not say is None or unknown."""
    posting = normal(description_html=None, locations=(), title="Nurse", department=None)

    assert posting.description_html is None
    assert posting.description_text == ""
    assert (posting.locations, posting.workplace, posting.seniority) == ((), "unknown", None)
    assert (posting.salary, posting.posted_at, posting.language) == (None, None, None)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        (NOW - timedelta(days=1), NOW - timedelta(days=1)),
        (NOW + timedelta(hours=30), NOW),
        (NOW + timedelta(days=3), None),
        (datetime(2009, 12, 31, tzinfo=UTC), None),
        (datetime(2010, 1, 2, tzinfo=UTC), datetime(2010, 1, 2, tzinfo=UTC)),
        (datetime(2026, 11, 1), datetime(2026, 11, 1, tzinfo=UTC)),  # noqa: DTZ001  (a board's)
        (None, None),
    ],
)
def test_posted_at(stated: datetime | None, kept: datetime | None) -> None:
    """P8: bad dates are dropped, a slight future is clock skew, zones become UTC."""
    assert normal(posted_at=stated).posted_at == kept


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Senior Backend Developer"},
        {"url": "https://board.example/2"},
        {"locations": ("Kigali, Rwanda",)},
        {"workplace": "remote"},
        {"department": "Sales"},
        {"description_html": TEXT + "<p>New.</p>"},
        {"salary_text": "$90k"},
        {"employment_type": "Contract"},
        {"expires_at": NOW},
    ],
)
def test_content_hash_sees_every_visible_change(changes: dict[str, Any]) -> None:
    """What a person can see changes the hash."""
    assert normal(**changes).content_hash != normal().content_hash


@pytest.mark.parametrize(
    "changes", [{"updated_at": NOW}, {"list_hash": b"x"}, {"requisition_id": "R1"}]
)
def test_content_hash_ignores_what_nobody_sees(changes: dict[str, Any]) -> None:
    """Bulk edits that touch nothing visible are no change."""
    assert normal(**changes).content_hash == normal().content_hash


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Sr. Back-End Engineer"},
        {"url": "https://other.example/9", "external_id": "9"},
        {"requisition_id": "R1"},
        {"department": "Tech"},
        {"posted_at": NOW},
        {"description_html": TEXT.replace("<p>", "<div>\n").replace("</p>", "</div>")},
        {"locations": ("Nairobi, Kenya", "Nairobi")},
    ],
)
def test_fingerprint_is_equal_for_the_same_posting(changes: dict[str, Any]) -> None:
    """The same advertisement on another board has the same fingerprint."""
    assert normal(**changes).fingerprint == normal().fingerprint


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Backend Engineer"},
        {"title": "Senior Backend Engineer II"},
        {"seniority": "Director"},
        {"locations": ("Kigali, Rwanda",)},
        {"locations": ("Nairobi, Kenya", "Kigali, Rwanda")},
        {"locations": ("North Campus",)},
        {"locations": ()},
        {"workplace": "remote"},
        {"description_html": TEXT + "<p>More.</p>"},
        {"description_html": None},
    ],
)
def test_fingerprint_keeps_openings_apart(changes: dict[str, Any]) -> None:
    """P5: another level, place, workplace or text is another opening."""
    assert normal(**changes).fingerprint != normal().fingerprint


def test_unread_locations_tell_postings_apart() -> None:
    """Two buildings that we do not know are two places."""
    one, other = normal(locations=("North Campus",)), normal(locations=("South Campus",))

    assert one.fingerprint != other.fingerprint


@pytest.mark.parametrize("changes", [{"requisition_id": "R2"}, {"department": "Sales"}])
def test_near_empty_postings_do_not_collide(changes: dict[str, Any]) -> None:
    """Without a telling description, requisition and department count."""
    short = {"description_html": "<p>Join us!</p>", "requisition_id": "R1"}

    assert normal(**short).fingerprint != normal(**(short | changes)).fingerprint


def test_another_company_is_another_fingerprint() -> None:
    """Equal texts of two companies are boilerplate."""
    other = postings.normalise(raw(), company_key="other", now=NOW)

    assert other.fingerprint != normal().fingerprint


def test_dangerous_and_endless_input_is_bounded() -> None:
    """P10: nothing runs, nothing is endless, nothing holds NUL."""
    posting = normal(
        title="T\x00 " * 400,
        department="d\x00" * 900,
        language="x" * 90,
        company="c" * 900,
        url="https://a.b/" + "u" * 9000,
        description_html="<script>x()</script>\x00" + "word " * 90_000,
    )

    assert len(posting.title) <= 300
    assert len(posting.department or "") <= 200
    assert len(posting.company or "") <= 200
    assert len(posting.url) <= 2000
    assert len(posting.words) <= 20_000
    assert posting.language is None
    assert b"\\u0000" not in msgspec.json.encode(posting)
    assert "script" not in (posting.description_html or "")


@pytest.mark.parametrize(("stated", "kept"), [("en", "en"), ("pt-BR", "pt"), ("many", None)])
def test_language(stated: str, kept: str | None) -> None:
    """Where the text is too short to tell, the board's code counts."""
    assert normal(language=stated, description_html="Short.").language == kept
    assert normal(language=stated).language == "en"


def test_facts_of_the_text() -> None:
    """Each with the words that say so; what changes with the text alone is no other edit."""
    said = (
        "<p>You bring at least 4 years of experience in farming.</p>"
        "<p>We are unable to sponsor visas.</p><p>Apply by 30 November 2026.</p>"
        "<p>The salary range for this role is $120,000 - $150,000 per year.</p>"
        "<p>This role is fully remote.</p>"
    )

    read = normal(description_html=said, workplace=None, salary=None, salary_text=None)

    assert read.salary == Salary(min=120_000.0, max=150_000.0, currency="USD", period="year")
    assert (read.workplace, read.annual_usd_max) == ("remote", 150_000)
    assert (read.years_min, read.visa_sponsorship, read.deadline) == (4, "no", date(2026, 11, 30))
    assert {one.field: one.text for one in read.field_evidence} == {
        "years_min": "You bring at least 4 years of experience in farming.",
        "visa_sponsorship": "We are unable to sponsor visas.",
        "deadline": "Apply by 30 November 2026.",
        "salary": "The salary range for this role is $120,000 - $150,000 per year.",
        "workplace": "This role is fully remote.",
    }
    assert {one.source for one in read.field_evidence} == {"text"}


@given(st.text(), st.text() | st.none(), st.lists(st.text(), max_size=3))
def test_any_text_makes_a_posting(title: str, text: str | None, locations: list[str]) -> None:
    """Nothing raises, the same input gives the same answer, and it can be stored as UTF-8."""
    fields = {
        "title": title,
        "description_html": text,
        "locations": tuple(locations),
        "department": text,
    }
    posting = normal(**fields, company=text, salary_text=text, employment_type=text, country=text)

    assert posting.fingerprint == normal(**fields, company=text, country=text).fingerprint
    assert b"\\u0000" not in msgspec.json.encode(posting)


def test_same_posting_same_hash_whenever_it_is_read() -> None:
    """A date slightly ahead of our clock makes no reading look like an edit."""
    ahead = raw(posted_at=NOW + timedelta(hours=3))

    first, later = (
        postings.normalise(ahead, company_key="acme", now=NOW + timedelta(minutes=minutes))
        for minutes in (0, 30)
    )

    assert first.posted_at != later.posted_at
    assert first.content_hash == later.content_hash


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Sector 4, Kenya", "District 9, Kenya", False),
        ("Kenya", "Sector 4, Kenya", False),
        ("Kenya", "Remote, Kenya", True),
        ("United States", "Remote - US", True),
        ("Nairobi", "Nairobi, Kenya", True),
        ("Nairobi, Kenya", "Mombasa, Kenya", False),
    ],
)
def test_locations_in_the_fingerprint(one: str, other: str, *, alike: bool) -> None:
    """P5: postings for two places are two jobs, however the boards spell one and the same."""
    both = [normal(locations=(text,), workplace="remote").fingerprint for text in (one, other)]

    assert (both[0] == both[1]) == alike
