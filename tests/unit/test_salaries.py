"""Pay: free text, checks, and the comparable figure."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.model import Salary
from jobscout.rules import salaries
from jobscout.rules.salaries import currencies, exchange_rates


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "period"),
    [
        ("$18 - $22/hr", 18, 22, "USD", "hour"),
        ("$36k", 36_000, 36_000, "USD", "year"),
        ("$12K", 12_000, 12_000, "USD", "year"),
        ("$30k - $100k", 30_000, 100_000, "USD", "year"),
        ("$45,000 - $50,000", 45_000, 50_000, "USD", "year"),
        ("OTE $25k - $35k", 25_000, 35_000, "USD", "year"),
        ("$31,2k- $52k", 31_200, 52_000, "USD", "year"),
        ("€60.000\N{EN DASH}€80.000", 60_000, 80_000, "EUR", "year"),
        ("60.000 - 80.000 EUR", 60_000, 80_000, "EUR", "year"),
        ("EUR 50.000 bis 60.000", 50_000, 60_000, "EUR", "year"),
        ("KES 150,000 per month", 150_000, 150_000, "KES", "month"),
        ("£45k", 45_000, 45_000, "GBP", "year"),
        ("$50-$75 /hour", 50, 75, "USD", "hour"),
        ("$14/hr", 14, 14, "USD", "hour"),
        ("$80,000 - $100,000 / year", 80_000, 100_000, "USD", "year"),
        ("$100,000/year - $120,000/year", 100_000, 120_000, "USD", "year"),
        ("CA$152K \N{EN DASH} CA$190K • Offers Equity", 152_000, 190_000, "CAD", "year"),
        ("₱550.00 per hour • Offers Bonus", 550, 550, "PHP", "hour"),
        ("€1.2K \N{EN DASH} €1.4K per month", 1200, 1400, "EUR", "month"),
        ("1.234,56 € pro Monat", 1234.56, 1234.56, "EUR", "month"),
        ("12,00,000 INR", 1_200_000, 1_200_000, "INR", "year"),
        ("10-15 LPA ₹", 1_000_000, 1_500_000, "INR", "year"),
        ("$30-40k", 30_000, 40_000, "USD", "year"),
        ("$120k - $90k", 90_000, 120_000, "USD", "year"),
        ("up to $120k", None, 120_000, "USD", "year"),
        ("from €50k", 50_000, None, "EUR", "year"),
        ("$100k+", 100_000, None, "USD", "year"),
        ("$500 per day", 500, 500, "USD", "day"),
        ("$1,000 weekly", 1000, 1000, "USD", "week"),
    ],
)
def test_parse(
    text: str, low: float | None, high: float | None, currency: str, period: str
) -> None:
    """Bounds, currency and period are read as boards write them."""
    found = salaries.parse(text)

    assert found is not None
    assert (found.min, found.max) == (low, high)
    assert (found.currency, found.period) == (currency, period)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "competitive",
        "100k",
        "50000-60000",
        "$3k - $10k",
        "$1.40k - $1.80k",
        "$18 - $22",
        "0% - 0.2%",
        "raised $20M",
        "80\N{EN DASH}100k",
        "5000 kr per month",
        "$" + "9" * 20,
        "$0",
        "$-",
        "9" * 600,
    ],
)
def test_parse_guesses_nothing(text: str) -> None:
    """No currency, no period that can be known, no sense: no pay."""
    assert salaries.parse(text) is None


@pytest.mark.parametrize(
    ("low", "high", "currency", "period", "expected"),
    [
        (50_000, 60_000, "usd", "year", (50_000, 60_000)),
        (60_000, 50_000, "USD", "year", (50_000, 60_000)),
        (0, 50_000, "USD", "year", (None, 50_000)),
        (0, 0, "USD", "year", None),
        (None, None, "USD", "year", None),
        (-1, 50_000, "USD", "year", None),
        (math.nan, 50_000, "USD", "year", None),
        (math.inf, None, "USD", "year", None),
        (75, 95, "EUR", "year", None),
        (1, 90_000, "USD", "year", (None, 90_000)),
        (2500, 3000, "USD", "hour", None),
        (50_000, 60_000, "DOLLARS", "year", None),
        (50_000, 60_000, "", "year", None),
        (5, 6, "XYZ", "year", (5, 6)),
        (5, 1e15, "XYZ", "year", None),
    ],
)
def test_sane(
    low: float | None, high: float | None, currency: str, period: str, expected: object
) -> None:
    """What cannot be true is not shown: absurd sums, odd currencies, numbers that are none."""
    found = salaries.sane(Salary(min=low, max=high, currency=currency, period=period))  # type: ignore[arg-type]  # parametrised

    assert (found and (found.min, found.max)) == expected
    assert found is None or found.currency == currency.upper()


@pytest.mark.parametrize(
    ("low", "high", "currency", "period", "expected"),
    [
        (50_000, 60_000, "USD", "hour", "year"),
        (None, 85_000, "GBP", "hour", "year"),
        (18.5, 22.75, "USD", "year", "hour"),
        (25, 30, "USD", "year", "hour"),
        (None, 32, "CAD", "year", "hour"),
        (12.21, 13.15, "GBP", "year", "hour"),
        (45, 60, "USD", "hour", "hour"),
        (50_000, 60_000, "USD", "year", "year"),
        (1500, 2000, "KES", "hour", "hour"),
        (90_000, 120_000, "XYZ", "hour", "hour"),
    ],
)
def test_hourly_rates_and_yearly_pay_are_told_apart(
    low: float | None, high: float | None, currency: str, period: str, expected: str
) -> None:
    """Amounts that can only be of the other one get its period."""
    found = salaries.sane(Salary(min=low, max=high, currency=currency, period=period))  # type: ignore[arg-type]  # parametrised

    assert found is not None
    assert (found.min, found.max, found.period) == (low, high, expected)
    assert salaries.sane(found) == found


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (Salary(min=50, max=75, currency="USD", period="hour"), (104_000, 156_000)),
        (Salary(min=5000, currency="USD", period="month"), (60_000, None)),
        (Salary(max=100_000, currency="EUR", period="year"), (None, 104_000)),
        (Salary(min=1, max=2, currency="XYZ", period="year"), (None, None)),
    ],
)
def test_annual_usd(stated: Salary, expected: tuple[int | None, int | None]) -> None:
    """Periods and known currencies become comparable; unknown currencies do not."""
    assert salaries.annual_usd(stated) == expected


@given(st.text() | st.text(alphabet="$€k0123456789.,- /hr'+", max_size=40))
def test_parsed_salary_is_sane(text: str) -> None:
    """Any text is read without an error, and what comes out passes the check unchanged."""
    found = salaries.parse(text)

    assert found is None or salaries.sane(found) == found


def test_exchange_rates() -> None:
    """The file says of when and whence its rates are; every currency that is read has one."""
    assert exchange_rates.RATES.source
    assert exchange_rates.RATES.usd_per_unit["USD"] == 1
    assert set(currencies.CODES) == set(exchange_rates.RATES.usd_per_unit)


@pytest.mark.parametrize(
    "rates",
    ["eur = 1.1", "EUR = 0", "EUR = '1.1'", "EUR = -1", "EURO = 1.1", "EUR = nan", "EUR = inf"],
)
def test_exchange_rates_that_are_none(rates: str) -> None:
    """A slip in the file is found when it is read, not in the pay of jobs."""
    file = f"as_of = 2026-05-01\nsource = 'a bank'\n[usd_per_unit]\n{rates}\n"

    with pytest.raises(msgspec.ValidationError, match="usd_per_unit"):
        msgspec.toml.decode(file, type=exchange_rates.Rates)
