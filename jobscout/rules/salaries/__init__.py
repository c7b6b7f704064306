"""Reads a job's pay from free text, checks it, and makes it comparable."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.model import Salary
from jobscout.rules import caps
from jobscout.rules.salaries import sums as salary_sums
from jobscout.rules.salaries.exchange_rates import PERIODS_PER_YEAR, USD_PER_UNIT

if TYPE_CHECKING:
    from jobscout.model import SalaryPeriod

MAX_TEXT_CHARS: Final = 500
"""Pay is stated in one line; the longest recorded one has 120 characters."""
MAX_ANNUAL_USD: Final = 5_000_000
"""Above any advertised salary: a higher bound is a typing error or the company's revenue."""
MAX_WAGE_ANNUAL_USD: Final = 2_000_000
"""The same for pay by the hour to the month: higher pay is stated for a year."""
MIN_SURE_YEAR_USD: Final = 15_000
MAX_SURE_YEAR_USD: Final = 1_000_000
"""Nobody is paid so much an hour, but many are a year."""
MIN_RATE_USD: Final = 7
MAX_RATE_USD: Final = 100
MAX_SURE_RATE_USD: Final = 40
"""Nobody is paid so little a year, but many are an hour."""
_PAID_BY_THE_HOUR: Final = frozenset({"USD", "CAD", "AUD", "NZD"})
MIN_ANNUAL_USD: Final = 500
"""Below any salary: a lower bound is in thousands, or an hourly rate labelled yearly."""


def parse(text: str, country: str | None = None) -> Salary | None:
    """The pay that a free text states.

    Args:
        text: as a board wrote it: "$18 - $22/hr", "OTE $25k - $35k", "€60.000-€80.000".
        country: the alpha-2 code of where the job is; it tells which "kr" or "$" is meant.

    Returns:
        The first range or else the first amount that is pay, bounds in order. None if there is
        no currency or no plausible amount, if it is in millions, or if the period is unknown:
        neither stated nor implied by an amount that is a year's, see ``salary_sums``.
    """
    line = salary_sums.prepared(text[:MAX_TEXT_CHARS])
    found = [one for one in salary_sums.read(line, country) if not one.is_no_pay]
    first = min(found, key=lambda one: (one.is_target, not one.is_range), default=None)
    return sane(first.salary) if first and first.salary else None


def sane(salary: Salary) -> Salary | None:
    """*salary* if it is plausible, None otherwise.

    Bounds must be finite and not negative (0 means unknown) and are put in order; the currency is
    three capital letters. Yearly pay that is called hourly, and an hourly rate that is called
    yearly, get their own period, see ``_own_period``. A bound below ``MIN_ANNUAL_USD`` a year
    becomes unknown; one above ``MAX_ANNUAL_USD`` (``MAX_WAGE_ANNUAL_USD`` for shorter periods)
    makes the whole value implausible.
    """
    currency = salary.currency.strip().upper()
    if not re.fullmatch("[A-Z]{3}", currency) or salary.period not in PERIODS_PER_YEAR:
        return None
    bounds = [salary.min, salary.max]
    if any(bound is not None and (not math.isfinite(bound) or bound < 0) for bound in bounds):
        return None
    rate = USD_PER_UNIT.get(currency)
    period = _own_period(bounds, currency, salary.period) if rate else salary.period
    to_usd = PERIODS_PER_YEAR[period] * rate if rate else None
    most = MAX_ANNUAL_USD if period == "year" else MAX_WAGE_ANNUAL_USD
    highest = most / to_usd if to_usd else caps.SALARY_UNITS
    lowest = MIN_ANNUAL_USD / to_usd if to_usd else 0
    if any(bound is not None and bound > highest for bound in bounds):
        return None
    low, high = (bound if bound and bound >= lowest else None for bound in bounds)
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        low, high = high, low
    return msgspec.structs.replace(salary, min=low, max=high, currency=currency, period=period)


def annual_usd(salary: Salary) -> tuple[int | None, int | None]:
    """(lowest, highest) in whole US dollars a year; (None, None) for an unknown currency.

    Source: ``USD_PER_UNIT`` and ``PERIODS_PER_YEAR``; for sorting and filtering only.
    """
    rate = USD_PER_UNIT.get(salary.currency)
    if rate is None:
        return None, None
    factor = rate * PERIODS_PER_YEAR[salary.period]
    low, high = (
        None if bound is None else round(bound * factor) for bound in (salary.min, salary.max)
    )
    return low, high


def converted(salary: Salary, currency: str, period: SalaryPeriod) -> Salary | None:
    """*salary* converted to another currency and period, rounded to two digits, for comparison.

    A missing bound equals the other one. None if an exchange rate is unknown.
    """
    own, other = USD_PER_UNIT.get(salary.currency), USD_PER_UNIT.get(currency)
    stated = [bound for bound in (salary.min, salary.max) if bound is not None]
    if own is None or other is None or not stated:
        return None
    factor = own * PERIODS_PER_YEAR[salary.period] / (other * PERIODS_PER_YEAR[period])
    low, high = (float(f"{bound * factor:.1e}") for bound in (stated[0], stated[-1]))
    return Salary(min=low, max=high, currency=currency, period=period)


def _own_period(bounds: list[float | None], currency: str, stated: SalaryPeriod) -> SalaryPeriod:
    """The period that the amounts can only be of, if *stated* is an hour or a year.

    Small yearly amounts may be hourly rates, or thousands. They are hourly with cents, and up to
    ``MAX_SURE_RATE`` in currencies of countries that advertise wages so.
    """
    known = [bound * USD_PER_UNIT[currency] for bound in bounds if bound]
    if not known:
        return stated
    if stated == "hour" and MIN_SURE_YEAR_USD <= min(known) <= max(known) <= MAX_SURE_YEAR_USD:
        return "year"
    if stated == "year" and MIN_RATE_USD <= min(known) <= max(known) <= MAX_RATE_USD:
        has_cents = any(bound and bound * 2 % 1 for bound in bounds)
        if has_cents or (currency in _PAID_BY_THE_HOUR and max(known) <= MAX_SURE_RATE_USD):
            return "hour"
    return stated
