"""The last day to apply, where the text of a posting states it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from jobscout.rules import application_deadline_cues as cues
from jobscout.rules import dates, sentences, texts
from jobscout.rules.evidence import Found

if TYPE_CHECKING:
    from datetime import datetime

MAX_NUMBERS: Final = 1_000
"""Numbers looked at; recorded postings have fewer than a hundred."""
LATEST: Final = timedelta(days=400)
"""No posting is open longer after its publication; a later date is another or a mistake."""
SKEW: Final = timedelta(days=1)
"""A posting may be published a day before its date, in another time zone."""
MONTH_FIRST: Final = frozenset({"US"})
EITHER_FIRST: Final = frozenset({None, "CA", "PH", "PR", "GU"})
"""Where both 3/11 and 11/3 are the third of November."""


def find(text: str, posted_at: datetime | None, country: str | None) -> Found[date] | None:
    """The last day to apply; None if no date is stated, or several are.

    Args:
        text: the plain text of a posting.
        posted_at: when it was published. A date without a year is the next one after it, and
            one before it is of an earlier publication.
        country: ISO 3166-1 alpha-2, where the job is. It decides whether 3/11 is in March;
            without it only one reading may make sense.
    """
    read = texts.read(text)
    whole, low = read.whole, read.low
    posted = posted_at.date() if posted_at else None
    found: Found[date] | None = None
    behind = 0
    for start, end in islice(read.numbers(), MAX_NUMBERS):
        if start < behind or end - start > 4:
            continue
        written = dates.read(low, start, end)
        if written is None:
            continue
        behind = written.end
        first, last = sentences.bounds(whole, written.start, written.end)
        if not _is_announced(low[first : written.start], low[written.end : last]):
            continue
        day = _day(written, posted, country, low[first : written.start])
        if day is None or (found and found.value != day):
            return None
        found = found or Found(day, sentences.around(whole, written.start, written.end))
    return found


def _is_announced(before: str, after: str) -> bool:
    """Whether the date ends the time to apply, and is not the first day of that time."""
    if cues.GOES_ON.match(after):
        return False
    near = before[-cues.NEAR :]
    return bool(cues.ANNOUNCED.search(near)) and not cues.OF_OTHER_THINGS.search(near)


def _day(
    written: dates.Written, posted: date | None, country: str | None, before: str
) -> date | None:
    """The one day that is meant; None if there is none, or more than one."""
    weekday = cues.weekday(before)
    readings = [(written.first, written.second)]
    if written.is_numeric and written.first != written.second:
        other = (written.second, written.first)
        if country in MONTH_FIRST:
            readings = [other] if written.first <= 12 else readings
        elif country in EITHER_FIRST or written.first <= 12 < written.second:
            readings.append(other)
    days = {
        day
        for number, month in readings
        for year in _years(written.year, posted)
        if (day := _date(year, month, number)) is not None
        and (weekday is None or day.weekday() == weekday)
        and (posted is None or -SKEW <= day - posted <= LATEST)
    }
    if written.year is None and len(days) > 1:
        days = {min(days)}
    return days.pop() if len(days) == 1 else None


def _years(year: int | None, posted: date | None) -> tuple[int, ...]:
    if year is not None:
        return (year,)
    return (posted.year, posted.year + 1) if posted else ()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
