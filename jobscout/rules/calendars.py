"""A person's calendar: deadlines, interviews and nudges as iCalendar (RFC 5545).

An entry is known by its UID, which depends on nothing that changes: neither on the address of the
calendar nor on that of this server. It is revised when its alert or job is: LAST-MODIFIED says
when, and SEQUENCE grows with it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from jobscout.rules.lines import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icalendar import Calendar, Event

EntryKind = Literal["deadline", "interview", "quiet", "closed"]

MAX_SUMMARY: Final = 200  # characters
MAX_TEXT: Final = 500
REFRESH: Final = timedelta(hours=1)
INTERVIEW: Final = timedelta(hours=1)
"""So long it is shown; nobody states how long it takes."""
_PREFIXES: Final[dict[EntryKind, str]] = {
    "deadline": "Deadline",
    "interview": "Interview",
    "quiet": "Ask for news",
    "closed": "No longer listed",
}
# before the beginning of the day of a deadline, and of an interview
_ALARMS: Final[dict[EntryKind, timedelta]] = {
    "deadline": -timedelta(days=3),
    "interview": -timedelta(hours=1),
}


class Entry(NamedTuple):
    """One event.

    *number*: of the alert, or of the reminder where there may be several of an alert.
    *at*: the moment of an interview, aware; else a day. *made_at*, *modified_at*: aware.
    """

    kind: EntryKind
    number: int
    at: datetime | date
    title: str
    company: str
    place: str
    url: str
    made_at: datetime
    modified_at: datetime


def as_ics(entries: Sequence[Entry], *, alarms: bool) -> bytes:
    """The calendar. Equal entries give equal bytes, so that an unchanged one is known by its ETag.

    *alarms*: whether the person wants to be reminded of deadlines; interviews always remind.
    """
    from icalendar import Calendar  # noqa: PLC0415  (a fifth of a second, for who has a calendar)

    calendar: Calendar = Calendar()
    calendar.add("prodid", "-//Job Scout//Applications//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Job Scout")
    calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, alarms=alarms))
    made: bytes = calendar.to_ical()
    return made


def _event(entry: Entry, *, alarms: bool) -> Event:
    from icalendar import Event  # noqa: PLC0415

    summary = shortened(f"{_PREFIXES[entry.kind]}: {entry.title} at {entry.company}", MAX_SUMMARY)
    modified = max(entry.modified_at, entry.made_at).replace(microsecond=0)
    event: Any = Event()
    event.add("uid", f"{entry.kind}-{entry.number}-{entry.made_at.timestamp():.0f}@jobscout")
    event.add("dtstamp", modified)
    event.add("last-modified", modified)
    event.add("sequence", max(0, int((modified - entry.made_at).total_seconds())))
    event.add("dtstart", entry.at)
    is_moment = isinstance(entry.at, datetime)
    event.add("dtend", entry.at + (INTERVIEW if is_moment else timedelta(days=1)))
    event.add("summary", summary)
    # a day is not taken by what is due on it
    event.add("transp", "OPAQUE" if is_moment else "TRANSPARENT")
    if entry.place:
        event.add("location", shortened(entry.place, MAX_TEXT))
    if _is_web(entry.url):
        event.add("url", entry.url)
    before = _ALARMS.get(entry.kind)
    if before is not None and (alarms or entry.kind != "deadline"):
        event.add_component(_alarm(before, summary))
    return event  # type: ignore[no-any-return]


def _alarm(before: timedelta, summary: str) -> Any:
    from icalendar import Alarm  # noqa: PLC0415

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", before)
    return alarm


def _is_web(url: str) -> bool:
    return (
        url.startswith(("https://", "http://"))
        and url.isascii()
        and url.isprintable()
        and " " not in url
        and len(url) <= 2000
    )
