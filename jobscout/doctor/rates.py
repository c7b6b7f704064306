"""The age of the exchange rates that are used to sort and filter by pay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.finding import Finding, ok, remark
from jobscout.rules.salaries.exchange_rates import FILE, RATES

if TYPE_CHECKING:
    from datetime import date

    from jobscout.rules.salaries.exchange_rates import Rates

MAX_DAYS: Final = 180
_PART: Final = "exchange rates"


def age(today: date, rates: Rates = RATES) -> Finding:
    days = (today - rates.as_of).days
    if days > MAX_DAYS:
        says = f"are of {rates.as_of}, {days} days old, and used to sort and filter by pay"
        return remark(_PART, says, f"install a newer version, or update {FILE}")
    return ok(_PART, f"are of {rates.as_of}")
