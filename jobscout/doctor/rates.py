"""The exchange rates by which pay is sorted and filtered: how old they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.finding import Finding, ok, remark
from jobscout.rules.pay import RATES, RATES_FILE

if TYPE_CHECKING:
    from datetime import date

    from jobscout.rules.pay import Rates

MAX_DAYS: Final = 180
_PART: Final = "exchange rates"


def age(today: date, rates: Rates = RATES) -> Finding:
    days = (today - rates.as_of).days
    if days > MAX_DAYS:
        says = f"are of {rates.as_of}, {days} days old: pay is sorted and filtered by them"
        return remark(_PART, says, f"take a newer version, or renew {RATES_FILE}")
    return ok(_PART, f"are of {rates.as_of}")
