"""Years of experience, computed from dates of employment."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.cv.calendars import common_years
from jobscout.cv.date_patterns import AND, BETWEEN, DATE, OPEN, SINCE_DATE, TO_DATE
from jobscout.cv.date_words import MONTHS, PARTS_OF_YEARS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jobscout.cv.lines import Placed

_FIRST_YEAR: Final = 1950
_MAX_GAP: Final = 40
"""Most characters between the two dates of a range."""

_BLANKS: Final = re.compile(r"\s{3,}")

_MONTHS: Final = 12
_MONTHS_OF_TERM: Final = {"q": 3, "t": 3, "h": 6, "s": 6}

Span = tuple[int, int]
"""Months since the year 0: the first, and the one after the last."""

_Months = tuple[int, int, Span | None]


class _Date(NamedTuple):
    """A date in a text, from *start* to *end*; its months are None for now.

    *begin* is the first month that it means, *after* the one after the last if it ends a range.
    *alone*: the range that it is without another date.
    """

    start: int
    end: int
    begin: int | None
    after: int
    alone: Span | None = None


def years_of_experience(lines: Iterable[Placed], today: date) -> float | None:
    """Years with one decimal, counting overlapping months once; None without a date range.

    Only ranges in sections of experience count. A range of years counts from January to January:
    "2017–2019" is two years. A range that ends before it begins, or begins after *today*, is
    ignored as a mistake.
    """
    now = today.year * 12 + today.month
    experience = "\n".join(line.text for line, section, _ in lines if section == "experience")
    text = _BLANKS.sub(lambda run: run[0][:2], common_years(experience).casefold())
    spans = sorted(
        (begin, min(end, now))
        for begin, end in _spans(text, now)
        if _FIRST_YEAR * 12 <= begin < now and begin < end
    )
    if not spans:
        return None
    months, reached = 0, 0
    for begin, end in spans:
        months += max(0, end - max(begin, reached))
        reached = max(reached, end)
    return round(months / 12, 1)


def _spans(text: str, now: int) -> Iterator[Span]:
    dates = [_date(found) for found in DATE.finditer(text)]
    used: set[int] = set()
    for n, (one, other) in enumerate(pairwise(dates)):
        if n in used or not _is_range(text, one, other):
            continue
        if one.begin is not None and other.begin is not None:
            yield one.begin, other.after
        elif (begin := one.begin if other.begin is None else other.begin) is not None:
            yield begin, now
        used |= {n, n + 1}
    for n, one in enumerate(dates):
        if n in used or one.begin is None:
            continue
        if one.alone is not None:
            yield one.alone
        elif SINCE_DATE.search(text[max(0, one.start - 20) : one.start]) or OPEN.match(
            text, one.end
        ):
            yield one.begin, now


def _is_range(text: str, one: _Date, other: _Date) -> bool:
    between = text[one.end : other.start]
    if len(between) > _MAX_GAP:
        return False
    if TO_DATE.fullmatch(between):
        return True
    if one.begin is None:
        return False
    if other.begin is None and between in {"", " "}:
        return not text[other.start : other.end].isascii()  # 2018年4月 現在
    before = text[max(0, one.start - 12) : one.start]
    return AND.fullmatch(between) is not None and BETWEEN.search(before) is not None


def _date(found: re.Match[str]) -> _Date:
    start, end = found.span()
    if found["now"]:
        return _Date(start, end, None, 0)
    begin, after, alone = _months(found)
    return _Date(start, end, begin, after, alone)


def _months(found: re.Match[str]) -> _Months:
    """What is in _Date."""
    for reading in (_within_a_year, _term, _years):
        if (read := reading(found)) is not None:
            return read
    return _month(*_written(found))


def _within_a_year(found: re.Match[str]) -> _Months | None:
    """Two months of one year, as "Jan – Jun 2019"."""
    for kind in ("name", "word", "number", "cjk"):
        year, first, last = found[f"{kind}_year"], found[f"{kind}_from"], found[f"{kind}_to"]
        if year is not None:
            begin, after = int(year) * 12 + _number(first), int(year) * 12 + _number(last) + 1
            return begin, after, (begin, after)
    return None


def _number(month: str) -> int:
    return int(month) if month.isdecimal() else MONTHS[month]


def _term(found: re.Match[str]) -> _Months | None:
    """A quarter or a half of a year."""
    year = found["term_year"] or found["year_term"]
    if year is None:
        return None
    letter = found["term"] or found["nth_term"] or found["term_after"]
    nth = int(found["nth"] or found["term_nth"] or found["nth_after"])
    length = _MONTHS_OF_TERM[letter]
    begin = _year(year) * 12 + 1 + length * (nth - 1)
    return begin, begin + length, None


def _years(found: re.Match[str]) -> _Months | None:
    """A year alone, or one and the end of a span in two digits: "2017-19", "2017/18"."""
    if (span := found["span"] or found["span_to"]) is not None:
        begin, end = int(span), _year(found["short"] or found["short_to"], int(span))
        months = begin * 12 + 1, end * 12 + 1
        return *months, None if "/" in (found["between"] or "") else months
    if found["ym"] == "-" and int(found["ymy"]) % 100 < int(found["ymm"]) and len(found["ymm"]) > 1:
        # 2009-11 is November where another month follows; alone it is two years
        begin, month = int(found["ymy"]), int(found["ymm"])
        years = begin * 12 + 1, _year(found["ymm"], begin) * 12 + 1
        return begin * 12 + month, begin * 12 + month + 1, years
    alone = found["year"] or found["short_year"]
    return None if alone is None else (_year(alone) * 12 + 1, _year(alone) * 12 + 1, None)


def _written(found: re.Match[str]) -> tuple[str, int]:
    """The year of a date, and its month from 1."""
    if found["named"]:
        name, part = found["name"], found["part"]
        return found["named"], MONTHS[name] if name else PARTS_OF_YEARS[part]
    if found["name_after"]:
        return found["before_name"], MONTHS[found["name_after"]]
    if found["ymy"]:
        return found["ymy"], int(found["ymm"])
    if found["packed"]:
        return found["packed"], int(found["packed_month"])
    if found["full"]:
        # the day is first, unless it can be no month: 01/15/2018
        first, second = int(found["first"]), int(found["second"])
        return found["full"], first if second > _MONTHS else second
    return found["myy"], int(found["mym"])


def _month(year: str, month: int) -> _Months:
    begin = _year(year) * 12 + month
    return begin, begin + 1, None


def _year(written: str, since: int = 0) -> int:
    """A year of two or four digits; one of two is in the century of *since* if that is given."""
    short = written.lstrip("fy'’‘` ")
    if len(short) > 2:
        return int(short)
    if since:
        year = since - since % 100 + int(short)
        return year if year >= since else year + 100
    return (2000 if int(short) < 50 else 1900) + int(short)
