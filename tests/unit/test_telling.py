"""How places and pay read in a mail."""

from __future__ import annotations

import pytest

from jobscout.model import Pay, Place
from jobscout.rules.telling import pay_text, place_names


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
def test_pay(low: float | None, high: float | None, currency: str, period: str, text: str) -> None:
    """Amounts read as people write them, whatever their size; cents only where there are any."""
    assert pay_text(Pay(min=low, max=high, currency=currency, period=period)) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("pay", [None, Pay(currency="USD", period="year")])
def test_no_pay(pay: Pay | None) -> None:
    """P7: what is not stated is not written."""
    assert pay_text(pay) is None


def test_places() -> None:
    """The board's own words, each place once, and nothing for a place without a name."""
    read = [
        Place(city="Nairobi", text="Nairobi, Kenya"),
        Place(city="Berlin"),
        Place(country="KE"),
        Place(text="Nairobi, Kenya"),
    ]

    assert place_names(read) == ("Nairobi, Kenya", "Berlin")


@pytest.mark.parametrize(
    ("count", "last"), [(0, ()), (3, ("C2",)), (4, ("1 more",)), (50, ("47 more",))]
)
def test_many_places(count: int, last: tuple[str, ...]) -> None:
    """After the third place the rest are counted."""
    assert place_names([Place(text=f"C{n}") for n in range(count)])[-1:] == last
