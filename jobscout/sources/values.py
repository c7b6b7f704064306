"""Dates, counts and pay as boards state them. What says nothing, or is bad data, is None."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from jobscout.model import Salary, SalaryPeriod
from jobscout.rules import caps

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = datetime(2010, 1, 1, tzinfo=UTC)  # earlier dates are bad data, see docs/boards.md
_LONGEST_DATE = 60
_SURELY_MS = 10**11  # in seconds the year 5138
_DIGITS = re.compile(r"[0-9]{9,14}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
_MOST_ENTRIES = 10**9


def time(value: object, zone: tzinfo = UTC) -> datetime | None:
    """An ISO 8601 date or time in UTC; without a zone it is taken as that of *zone*.

    None if *value* is not a date, or before 2010.
    """
    if not isinstance(value, str):
        return None
    try:
        when = datetime.fromisoformat(value.strip())
        when = (when.replace(tzinfo=zone) if when.tzinfo is None else when).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return when if when >= _EARLIEST else None


def written_time(value: str | None) -> datetime | None:
    """A date as feeds write it, ISO 8601 or RFC 822, in UTC; None as for ``time``."""
    text = (value or "").strip()[:_LONGEST_DATE]
    if (when := time(text)) is not None:
        return when
    try:
        when = parsedate_to_datetime(text)
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return when if when >= _EARLIEST else None


def time_from_ms(value: object) -> datetime | None:
    """Milliseconds since 1970 as a time in UTC; None as for ``time``."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        when = _EPOCH + timedelta(milliseconds=value)
    except (ValueError, OverflowError):
        return None
    return when if when >= _EARLIEST else None


def time_from_epoch(value: object) -> datetime | None:
    """Seconds since 1970, or milliseconds where it must be these, as a time in UTC.

    None as for ``time``.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return time_from_ms(value if abs(value) >= _SURELY_MS else value * 1000)


def stated_time(value: object) -> datetime | None:
    """A date in any form that is not ambiguous: ISO 8601, or seconds or milliseconds since 1970.

    None as for ``time``.
    """
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        return time_from_epoch(int(value))
    return time(value) or time_from_epoch(value)


def count(value: object) -> int | None:
    """A stated number of entries; None if it is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= _MOST_ENTRIES else None


def single(values: Iterable[T]) -> T | None:
    """The value that all of *values* are, as of the places in one country; None if they differ."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def read_salary(
    low: object, high: object, currency: str | None, period: SalaryPeriod
) -> Salary | None:
    """Stated pay; None without a currency or without an amount above zero.

    Amounts are numbers or numbers as text. Boards write zero for "not stated". Bounds in the
    wrong order are ignored.
    """
    code = (currency or "").strip().upper()
    least, most = _amount(low), _amount(high)
    if not _CURRENCY.fullmatch(code) or (least is None and most is None):
        return None
    if least is not None and most is not None and least > most:
        return None
    return Salary(min=least, max=most, currency=code, period=period)


def _amount(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        amount = float(value)
    except (ValueError, OverflowError):
        return None
    return amount if math.isfinite(amount) and 0 < amount <= caps.SALARY_UNITS else None
