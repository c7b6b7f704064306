"""The exchange rates of ``exchange_rates.toml``, and what pay comes to in dollars a year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import msgspec

if TYPE_CHECKING:
    from jobscout.model import SalaryPeriod

FILE: Final = Path(__file__).with_name("exchange_rates.toml")


class Rates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Exchange rates of one day: US dollars for one unit, by ISO 4217 code."""

    as_of: date
    source: str
    usd_per_unit: dict[
        Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")],
        Annotated[float, msgspec.Meta(gt=0, le=1000)],
    ]


RATES: Final = msgspec.toml.decode(FILE.read_bytes(), type=Rates)
USD_PER_UNIT: Final = RATES.usd_per_unit
"""For sorting and filtering only: pay is always shown in its own currency."""

PERIODS_PER_YEAR: Final[dict[SalaryPeriod, int]] = {
    "hour": 2080,  # 52 weeks of 40 hours
    "day": 260,
    "week": 52,
    "month": 12,
    "year": 1,
}


def annual(amount: float, currency: str, period: SalaryPeriod) -> float | None:
    """*amount* each *period* in US dollars a year; None for a currency without a rate."""
    rate = USD_PER_UNIT.get(currency)
    return amount * rate * PERIODS_PER_YEAR[period] if rate else None
