"""Reads a job's pay from free text, checks it, and makes it comparable."""

from __future__ import annotations

import math
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import msgspec

from jobscout.model import Salary
from jobscout.rules import caps

if TYPE_CHECKING:
    from jobscout.model import SalaryPeriod

RATES_FILE: Final = Path(__file__).with_name("exchange_rates.toml")


class Rates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Exchange rates of one day: US dollars for one unit, by ISO 4217 code."""

    as_of: date
    source: str
    usd_per_unit: dict[
        Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")],
        Annotated[float, msgspec.Meta(gt=0, le=1000)],
    ]


RATES: Final = msgspec.toml.decode(RATES_FILE.read_bytes(), type=Rates)
USD_PER_UNIT: Final = RATES.usd_per_unit
"""For sorting and filtering only: pay is always shown in its own currency."""

PERIODS_PER_YEAR: Final[dict[SalaryPeriod, int]] = {
    "hour": 2080,  # 52 weeks of 40 hours
    "day": 260,
    "week": 52,
    "month": 12,
    "year": 1,
}

MAX_TEXT_CHARS: Final = 500
"""Pay is stated in one line; the longest recorded one has 120 characters."""
MAX_ANNUAL_USD: Final = 5_000_000
"""Above any advertised salary: a higher bound is a typing error or the company's revenue."""
MIN_ANNUAL_USD: Final = 500
"""Below any salary: a lower bound is in thousands, or an hourly rate labelled yearly."""
MIN_UNSTATED_ANNUAL_USD: Final = 12_000
"""If no period is stated, an amount from here on is taken as yearly. Below it, "$3k - $10k" can
be monthly or yearly, and a wrong guess would be off by a factor of twelve."""

# Longest first, because "$" is the end of "CA$". Signs shared by several currencies (kr, ¥, Rs)
# are no evidence; "$" alone is the US dollar on every recorded board.
_SIGN_LIST: Final = """
    us$ USD  usd$ USD  $ USD  ca$ CAD  cad$ CAD  c$ CAD  au$ AUD  a$ AUD  nz$ NZD  hk$ HKD
    s$ SGD  sg$ SGD  mx$ MXN  r$ BRL  nt$ TWD  € EUR  euro EUR  £ GBP  ₹ INR  ₦ NGN  ksh KES
    kshs KES  zł PLN  ₪ ILS  ₩ KRW  ₫ VND  ฿ THB  ₺ TRY  ₴ UAH  ₱ PHP  rmb CNY  cn¥ CNY
"""
_SIGNS: Final = {code.lower(): code for code in USD_PER_UNIT} | dict(
    zip(_SIGN_LIST.split()[::2], _SIGN_LIST.split()[1::2], strict=True)
)
_SIGN: Final = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_AMOUNT: Final = (
    rf"(?:(?<![a-z])(?P<before{{0}}>{_SIGN})\s?)?"
    r"(?P<number{0}>\d[\d.,']{{0,20}})\s?(?P<scale{0}>k|tsd|m|mm|mio|million|bn|b|lpa|lakhs?)?(?![a-z%])"
    rf"(?:\s?(?P<after{{0}}>{_SIGN})(?![a-z]))?"
)
_SCALES: Final[dict[str | None, int]] = {
    None: 1,
    "k": 1000,
    "tsd": 1000,
    "lpa": 100_000,
    "lakh": 100_000,
    "lakhs": 100_000,
}
_UNIT: Final = r"(?:\s?(?:/|per)\s?[a-z]{1,5})?"
_RANGE: Final = re.compile(
    _AMOUNT.format(1) + _UNIT + r"\s{0,3}(?:-|–|—|to|bis|and|à)\s{0,3}" + _AMOUNT.format(2)
)
_SINGLE: Final = re.compile(_AMOUNT.format(1))
_AT_MOST: Final = re.compile(r"\b(?:up to|max(?:imum)?|bis zu|jusqu)\b")
_AT_LEAST: Final = re.compile(r"\b(?:from|min(?:imum)?|at least|starting|ab|over)\b|\d\s?k?\s?\+")
_PERIODS: Final[tuple[tuple[SalaryPeriod, re.Pattern[str]], ...]] = (
    ("hour", re.compile(r"(?:/|\bper|\ban?|\bpro)\s?(?:hr|hour|h|stunde)\b|\bhourly\b")),
    ("day", re.compile(r"(?:/|\bper|\ba|\bpro)\s?(?:day|tag)\b|\bdaily\b|\bp\.?d\b")),
    ("week", re.compile(r"(?:/|\bper|\ba|\bpro)\s?(?:week|wk|woche)\b|\bweekly\b")),
    ("month", re.compile(r"(?:/|\bper|\ba|\bpro)\s?(?:month|mo|mth|monat)\b|\bmonthly\b|\bpcm\b")),
    (
        "year",
        re.compile(
            r"(?:/|\bper|\ba|\bpro)\s?(?:year|yr|y|annum|jahr)\b|\b(?:yearly|annual(?:ly)?|p\.?a|lpa)\b"
        ),
    ),
)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")


def parse(text: str) -> Salary | None:
    """The pay that a free text states.

    Args:
        text: as a board wrote it: "$18 - $22/hr", "OTE $25k - $35k", "€60.000-€80.000".

    Returns:
        The first range or amount, bounds in order. None if there is no currency or no
        plausible amount, if it is in millions, or if the period is unknown: neither stated
        nor implied by a yearly amount of ``MIN_UNSTATED_ANNUAL_USD`` or more.
    """
    line = " ".join(text[:MAX_TEXT_CHARS].lower().split())
    match = _RANGE.search(line)
    while match and not _currency(match):
        match = _RANGE.search(line, match.end())
    if match:
        return _range(match, line)
    single = next((found for found in _SINGLE.finditer(line) if _currency(found)), None)
    return _single(single, line) if single else None


def sane(salary: Salary) -> Salary | None:
    """*salary* if it is plausible, None otherwise.

    Bounds must be finite and not negative (0 means unknown) and are put in order; the currency is
    three capital letters. A bound below ``MIN_ANNUAL_USD`` a year becomes unknown; one above
    ``MAX_ANNUAL_USD`` makes the whole value implausible.
    """
    currency = salary.currency.strip().upper()
    if not re.fullmatch("[A-Z]{3}", currency) or salary.period not in PERIODS_PER_YEAR:
        return None
    bounds = [salary.min, salary.max]
    if any(bound is not None and (not math.isfinite(bound) or bound < 0) for bound in bounds):
        return None
    rate = USD_PER_UNIT.get(currency)
    to_usd = PERIODS_PER_YEAR[salary.period] * rate if rate else None
    highest = MAX_ANNUAL_USD / to_usd if to_usd else caps.SALARY_UNITS
    lowest = MIN_ANNUAL_USD / to_usd if to_usd else 0
    if any(bound is not None and bound > highest for bound in bounds):
        return None
    low, high = (bound if bound and bound >= lowest else None for bound in bounds)
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        low, high = high, low
    return msgspec.structs.replace(salary, min=low, max=high, currency=currency)


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


def _range(match: re.Match[str], line: str) -> Salary | None:
    first = _amount(match["number1"], match["scale1"])
    second = _amount(match["number2"], match["scale2"])
    currency = _currency(match)
    if first is None or second is None or currency is None:
        return None
    scale = _SCALES[match["scale2"]]
    if not match["scale1"] and first * scale <= second:
        first *= scale  # "$30-40k"
    return _stated(min(first, second), max(first, second), currency, line)


def _single(match: re.Match[str], line: str) -> Salary | None:
    amount = _amount(match["number1"], match["scale1"])
    currency = _currency(match)
    if amount is None or currency is None:
        return None
    low = None if _AT_MOST.search(line[: match.start()]) else amount
    high = None if low is not None and _AT_LEAST.search(line[: match.end() + 2]) else amount
    return _stated(low, high, currency, line)


def _stated(low: float | None, high: float | None, currency: str, line: str) -> Salary | None:
    period = next((period for period, pattern in _PERIODS if pattern.search(line)), None)
    if period is None:
        largest = (high or low or 0) * USD_PER_UNIT.get(currency, 0)
        if largest < MIN_UNSTATED_ANNUAL_USD:
            return None
        period = "year"
    return sane(Salary(min=low, max=high, currency=currency, period=period))


def _currency(match: re.Match[str]) -> str | None:
    signs = [
        sign
        for name, sign in match.groupdict().items()
        if sign and name[:-1] in {"before", "after"}
    ]
    currencies = {_SIGNS[sign] for sign in signs}
    plain = currencies - {"USD"} if "$" in signs else currencies  # "CA$80k - $90k"
    return next(iter(plain or currencies)) if len(plain) <= 1 and currencies else None


def _amount(number: str, scale: str | None) -> float | None:
    """The amount as a number; None if it is invalid or in millions."""
    digits = number.rstrip(".,'")
    if scale in {None, "tsd"} and _THOUSANDS.fullmatch(digits):
        digits = re.sub(r"[.,']", "", digits)
    elif "," in digits and "." in digits:
        decimal = max(".,", key=digits.rfind)
        other = "," if decimal == "." else "."
        digits = digits.replace(other, "").replace(decimal, ".")
    else:
        digits = digits.replace("'", "").replace(",", ".")
    try:
        amount = float(digits)
    except ValueError:
        return None
    return amount * _SCALES[scale] if scale in _SCALES else None
