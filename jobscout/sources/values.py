"""Dates, counts and pay as boards state them. What says nothing, or is bad data, is None."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from jobscout.model import Salary, SalaryPeriod
from jobscout.rules import caps, dates

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = datetime(2010, 1, 1, tzinfo=UTC)  # earlier dates are bad data, see docs/boards.md
_LONGEST_DATE = 100
_SURELY_MS = 10**11  # in seconds the year 5138
_DIGITS = re.compile(r"[0-9]{9,14}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
_MOST_ENTRIES = 10**9
# Not ISO 8601, and not ambiguous: "2026-8-3", "2026/08/03", "... 10:00 UTC", Java's "...[Zone]".
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=[T\s]|$)", re.ASCII)
_ZONE_NAME = re.compile(r"\[[\w/+-]{1,40}\]$", re.ASCII)
_ZERO_OFFSET = re.compile(r"\s?(?:UTC|GMT)$|(?<=\d[+-]00:00)Z$")
# With the month's name, as in "August 3, 2026" and "3rd Aug 2026"; with dots the day comes first.
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_WEEKDAY = re.compile(r"[A-Za-z]{3,9}, (?=\w)", re.ASCII)


def time(value: object, zone: tzinfo = UTC) -> datetime | None:
    """An ISO 8601 date or time in UTC; without a zone it is taken as that of *zone*.

    None if *value* is not a date, or before 2010.
    """
    return in_utc(iso_time(value) if isinstance(value, str) else None, zone)


def written_time(value: str | None) -> datetime | None:
    """A date as people, feeds and programs write it, in UTC; None as for ``time``.

    ISO 8601, RFC 822, or with the name of its month.
    """
    return in_utc(as_written(value) if isinstance(value, str) else None, UTC)


def iso_time(text: str) -> datetime | None:
    """*text* as a date and time, with a zone if it states one; None if it is not ISO 8601.

    What sites write for it counts too, see ``_YEAR_FIRST``.
    """
    said = text.strip()[:_LONGEST_DATE]
    for form in (said, _as_iso(said)):
        try:
            return datetime.fromisoformat(form)
        except ValueError:
            continue
    return None


def as_written(text: str) -> datetime | None:
    """*text* as ``written_time`` reads it, with a zone if it states one; None if it is none."""
    if (when := iso_time(text)) is not None:
        return when
    said = " ".join(text[: 2 * _LONGEST_DATE].split())[:_LONGEST_DATE]
    if (when := _named_day(_WEEKDAY.sub("", said, count=1))) is not None:
        return when
    try:
        return parsedate_to_datetime(said)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _as_iso(text: str) -> str:
    text = _ZERO_OFFSET.sub("+00:00" if text[-1:] != "Z" else "", _ZONE_NAME.sub("", text))
    return _YEAR_FIRST.sub(lambda said: f"{said[1]}-{said[3]:0>2}-{said[4]:0>2}", text, count=1)


def _named_day(text: str) -> datetime | None:
    """A day without a time of day."""
    if found := _MONTH_FIRST.fullmatch(text):
        month, day, year = dates.MONTHS.get(found[1].lower(), 0), found[2], found[3]
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found[1], dates.MONTHS.get(found[2].lower(), 0), found[3]
    elif found := _DOTTED.fullmatch(text):
        day, month, year = found[1], int(found[2]), found[3]
    else:
        return None
    try:
        return datetime(int(year), month, int(day))  # noqa: DTZ001  (as written, without a zone)
    except ValueError:
        return None


def in_utc(when: datetime | None, zone: tzinfo) -> datetime | None:
    """*when* in UTC, without a zone taken as that of *zone*; None if it is before 2010."""
    if when is None:
        return None
    try:
        when = (when.replace(tzinfo=zone) if when.tzinfo is None else when).astimezone(UTC)
    except (ValueError, OverflowError):
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
    """A date in any form that is not ambiguous: as written, or seconds or milliseconds since 1970.

    None as for ``time``.
    """
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        return time_from_epoch(int(value))
    return written_time(value) if isinstance(value, str) else time_from_epoch(value)


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
