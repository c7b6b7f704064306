"""How places and pay read in a mail."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from jobscout.model import Location, Salary
from jobscout.rules.formatting import age_text, listed, location_names, salary_text


@pytest.mark.parametrize(
    ("low", "high", "currency", "period", "text"),
    [
        (90_000, 120_000, "USD", "year", "90,000–120,000 USD a year"),
        (40, None, "EUR", "hour", "from 40 EUR an hour"),
        (None, 5000, "KES", "month", "up to 5,000 KES a month"),
        (17.5, 17.5, "GBP", "hour", "17.50 GBP an hour"),
        (1234.567, None, "GBP", "day", "from 1,234.57 GBP a day"),
        (12_345_678_901, 1e12, "VND", "year", "12,345,678,901–1,000,000,000,000 VND a year"),
    ],
)
def test_salary(
    low: float | None, high: float | None, currency: str, period: str, text: str
) -> None:
    """Amounts read as people write them, whatever their size; cents only where there are any."""
    assert salary_text(Salary(min=low, max=high, currency=currency, period=period)) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("salary", [None, Salary(currency="USD", period="year")])
def test_no_salary(salary: Salary | None) -> None:
    """P7: what is not stated is not written."""
    assert salary_text(salary) is None


def test_locations() -> None:
    """The board's own words, each place once, and nothing for a place without a name."""
    read = [
        Location(city="Nairobi", text="Nairobi, Kenya"),
        Location(city="Berlin"),
        Location(country="KE"),
        Location(text="Nairobi, Kenya"),
    ]

    assert location_names(read) == ("Nairobi, Kenya", "Berlin")


@pytest.mark.parametrize(
    ("count", "last"), [(0, ()), (3, ("C2",)), (4, ("1 more",)), (50, ("47 more",))]
)
def test_many_locations(count: int, last: tuple[str, ...]) -> None:
    """After the third place the rest are counted."""
    assert location_names([Location(text=f"C{n}") for n in range(count)])[-1:] == last


def test_locations_are_told_apart() -> None:
    """A comma is part of a place and a semicolon never is: it stands between two."""
    names = location_names(
        [Location(text="Taipei, Taiwan"), Location(text="Tokyo; Minato\u2028, Japan")]
    )

    assert listed(names) == "Taipei, Taiwan; Tokyo, Minato , Japan"


@pytest.mark.parametrize(
    ("posted", "zone", "text"),
    [
        ("2026-11-26T23:30:00", "Asia/Tokyo", "posted 27 Nov 2026"),
        ("2026-11-26T02:30:00", "America/New_York", "posted 25 Nov 2026"),
        ("2026-11-26T00:00:00", "America/New_York", "posted 26 Nov 2026"),
        ("2026-11-26T00:00:00", "Asia/Tokyo", "posted 26 Nov 2026"),
        (None, "UTC", "first seen 1 Dec 2026"),
        (None, "America/New_York", "first seen 30 Nov 2026"),
    ],
)
def test_age(posted: str | None, zone: str, text: str) -> None:
    """The day is the reader's; a date without a time is that date; without one we say ours."""
    at = datetime.fromisoformat(posted).replace(tzinfo=UTC) if posted else None
    seen = datetime(2026, 12, 1, tzinfo=UTC)

    assert age_text(at, seen, ZoneInfo(zone)) == text
