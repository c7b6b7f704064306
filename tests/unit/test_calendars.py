"""Calendars as other programs read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from jobscout.rules.calendars import Entry, as_ics

MADE = datetime(2026, 11, 1, 9, 30, 15, 123456, tzinfo=UTC)


def entry(**changes: Any) -> Entry:
    given: dict[str, Any] = {
        "kind": "deadline",
        "number": 7,
        "at": date(2026, 12, 10),
        "title": "Nurse",
        "company": "Clinic, Inc; the one",
        "place": "Nairobi, Kenya",
        "url": "https://jobs.example.com/7",
        "made_at": MADE,
        "modified_at": MADE,
    }
    return Entry(**(given | changes))


def events(*entries: Entry, alarms: bool = True) -> list[Any]:
    calendar: Any = icalendar.Calendar.from_ical(as_ics(entries, alarms=alarms))
    assert calendar["version"] == "2.0"
    assert "prodid" in calendar
    return list(calendar.walk("VEVENT"))


def test_a_day() -> None:
    """A deadline is a day, with an alarm three days before."""
    (event,) = events(entry())
    (alarm,) = event.walk("VALARM")

    assert event["summary"] == "Deadline: Nurse at Clinic, Inc; the one"
    assert event["dtstart"].dt == date(2026, 12, 10)
    assert event["dtend"].dt == date(2026, 12, 11)
    assert event["location"] == "Nairobi, Kenya"
    assert event["url"] == "https://jobs.example.com/7"
    head = as_ics([], alarms=True)
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n" in head
    assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta(days=-3))


def test_a_moment() -> None:
    """An interview is a moment in UTC, with an alarm whatever is switched off."""
    at = datetime(2026, 12, 10, 13, 0, tzinfo=UTC)
    (event,) = events(entry(kind="interview", at=at), alarms=False)

    assert (event["dtstart"].dt, event["dtend"].dt) == (at, at + timedelta(hours=1))
    assert b"DTSTART:20261210T130000Z" in as_ics([entry(kind="interview", at=at)], alarms=True)
    assert len(event.walk("VALARM")) == 1
    assert events(entry(), alarms=False)[0].walk("VALARM") == []
    assert events(entry(kind="quiet"))[0].walk("VALARM") == []


def test_revisions() -> None:
    """A changed entry keeps its UID, and SEQUENCE and LAST-MODIFIED grow; equal ones are equal."""
    later = MADE + timedelta(days=3)
    first, changed = events(entry(), entry(modified_at=later, at=date(2026, 12, 12), title="X"))
    other = events(entry(number=8), entry(kind="interview", at=MADE), entry(made_at=later))

    assert first["uid"] == changed["uid"]
    assert first["sequence"] < changed["sequence"]
    assert first["last-modified"].dt < changed["last-modified"].dt == later.replace(microsecond=0)
    assert changed["dtstamp"].dt == changed["last-modified"].dt
    assert len({event["uid"] for event in (first, *other)}) == 4
    assert as_ics([entry()], alarms=True) == as_ics([entry()], alarms=True)


@pytest.mark.parametrize(
    "text",
    [
        "a\r\nBEGIN:VEVENT\r\nSUMMARY:evil",
        "a\nEND:VCALENDAR",
        "x" * 5000,
        "\u202e\u0000\u2028\x1b",
        "emoji \U0001f600 日本語 " * 30,
        "\\, ; \\n",
        "\ud800",
    ],
)
def test_hostile_texts(text: str) -> None:
    """What a board says stays text: one event, lines of at most 75 octets, UTF-8."""
    hostile = entry(title=text, company=text, place=text, url=f"https://x/{text}")
    raw = as_ics([hostile], alarms=True)

    lines = raw.split(b"\r\n")
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VCALENDAR") == 1
    assert all(len(one) <= 75 for one in lines)
    assert len(events(hostile)) == 1
    raw.decode()


def test_url_is_a_web_address() -> None:
    """Anything else is no link."""
    for url in ("javascript:alert(1)", "", "https://a b", "https://x/" + "y" * 3000):
        assert "url" not in events(entry(url=url))[0]
