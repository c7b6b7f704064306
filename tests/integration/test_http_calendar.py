"""Calendars over HTTP: what a person has planned, at an address that is the key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import icalendar
import pytest

from jobscout.rules.calendars import INTERVIEW

if TYPE_CHECKING:
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

PATH = "/users/me/calendar"
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


async def address(server: Server, user: SignedInUser, method: str = "GET") -> str:
    said = await server.json(method, PATH, headers=user.headers)
    path: str = urlsplit(said["url"]).path
    return path


async def events(server: Server, where: str) -> dict[str, Any]:
    """By what each is: ``deadline``, ``interview`` …."""
    async with await server.ask("GET", where) as answer:
        assert answer.status == 200, await answer.text()
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        calendar: Any = icalendar.Calendar.from_ical(await answer.text())
    return {event["uid"].partition("-")[0]: event for event in calendar.walk("VEVENT")}


async def test_what_is_planned(server: Server) -> None:
    """A deadline and an interview that the person states, and a nudge that came."""
    user, other = await server.rows.user(), await server.rows.user()
    job = await server.rows.job("Nurse")
    alert = await server.rows.alert(user, job)
    path = f"/alerts/{alert}"
    interview = "2026-12-10T15:30:00+02:00"
    where = await address(server, user)
    nothing = await events(server, where)

    deadline = (NOW + 5 * DAY).date()
    said = await server.json(
        "PATCH",
        path,
        headers=user.headers,
        json={"deadline": f"{deadline}", "interview_at": interview},
    )
    found = await events(server, where)
    await server.json("PATCH", f"{path}/status", headers=user.headers, json={"status": "Applied"})
    await server.rows.insert(
        "reminders", user_id=user.id, alert_id=alert, kind="quiet", about=NOW.date(), bundle_at=NOW
    )
    applied = await events(server, where)

    assert nothing == {}
    assert (said["deadline"], said["interview_at"]) == (f"{deadline}", "2026-12-10T13:30:00Z")
    assert set(found) == {"deadline", "interview"}
    at = datetime(2026, 12, 10, 13, 30, tzinfo=UTC)
    assert found["interview"]["dtstart"].dt == at
    assert found["interview"]["dtend"].dt == at + INTERVIEW
    assert found["deadline"]["dtstart"].dt == deadline
    assert "Nurse at " in found["deadline"]["summary"]
    assert set(applied) == {"interview", "quiet"}
    assert applied["interview"]["uid"] == found["interview"]["uid"]
    assert await events(server, await address(server, other)) == {}


async def test_deadline_of_the_job(server: Server) -> None:
    """Of a job that is saved or tracked, as its board states it, until the person does."""
    user = await server.rows.user()
    job = await server.rows.job("Nurse", deadline=(NOW + 9 * DAY).date())
    alert = await server.rows.alert(user, job)
    where = await address(server, user)
    unsaved = await events(server, where)
    await server.json("PATCH", f"/alerts/{alert}", headers=user.headers, json={"is_saved": True})
    saved = await events(server, where)
    own = (NOW + 2 * DAY).date()
    await server.json(
        "PATCH", f"/alerts/{alert}", headers=user.headers, json={"deadline": f"{own}"}
    )
    moved = await events(server, where)

    assert unsaved == {}
    assert saved["deadline"]["dtstart"].dt == (NOW + 9 * DAY).date()
    assert moved["deadline"]["dtstart"].dt == own
    assert moved["deadline"]["uid"] == saved["deadline"]["uid"]
    assert moved["deadline"]["sequence"] >= saved["deadline"]["sequence"]


async def test_unchanged(server: Server) -> None:
    """An unchanged calendar is a 304; a changed one is sent again."""
    user = await server.rows.user()
    alert = await server.rows.alert(user, await server.rows.job("Nurse"))
    where = await address(server, user)
    async with await server.ask("GET", where) as answer:
        known = {"If-None-Match": answer.headers["ETag"]}
    async with await server.ask("GET", where, headers=known) as same:
        pass
    await server.json(
        "PATCH",
        f"/alerts/{alert}",
        headers=user.headers,
        json={"deadline": f"{(NOW + DAY).date()}"},
    )
    async with await server.ask("GET", where, headers=known) as other:
        pass

    assert (same.status, other.status) == (304, 200)


async def test_address(server: Server) -> None:
    """It stays until it is renewed; then the old one, like any other, leads nowhere."""
    user = await server.rows.user()
    first = await address(server, user)
    same = await address(server, user)
    second = await address(server, user, "POST")

    assert first == same != second
    assert await events(server, second) == {}
    for where in (first, "/calendars/x.ics", f"/calendars/{'0' * 32}.ics", f"{second.upper()}"):
        async with await server.ask("GET", where) as answer:
            assert answer.status == 404
    await server.rows.value("UPDATE users SET disabled_at = now() RETURNING 1")
    async with await server.ask("GET", second) as answer:
        assert answer.status == 404


async def test_limit(idle_server: Server) -> None:
    """Twenty a minute, counted for the person; a guessed address counts for nobody."""
    server = await idle_server.start(calls={})
    user = await server.rows.user()
    where = await address(server, user)
    for _ in range(20):
        await events(server, where)

    assert await server.problem("GET", where, 429) == "rate-limited"
    assert not any("calendar" in key and "user" not in key for key in server.window.calls)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"interview_at": "2026-12-10T15:30:00"}, "interview_at"),
        ({"interview_at": "2026-12-10"}, "interview_at"),
        ({"interview_at": "1999-12-10T15:30:00Z"}, "interview_at"),
        ({"interview_at": "0001-01-01T00:00:00+23:00"}, "interview_at"),
        ({"deadline": "2026-12-10T00:00:00Z"}, "deadline"),
        ({"deadline": "2100-01-01"}, "deadline"),
        ({"deadline": 5}, "deadline"),
    ],
)
async def test_refused(server: Server, change: dict[str, Any], field: str) -> None:
    """A moment has a zone (RFC 3339), a deadline is a day, and neither is centuries away."""
    user = await server.rows.user()
    alert = await server.rows.alert(user, await server.rows.job("Nurse"))

    assert await server.faults("PATCH", f"/alerts/{alert}", headers=user.headers, json=change) == [
        field
    ]


async def test_taken_back(server: Server) -> None:
    """Null removes an interview or a deadline; another person's alert is 404."""
    user, other = await server.rows.user(), await server.rows.user()
    alert = await server.rows.alert(user, await server.rows.job("Nurse"))
    path, given = f"/alerts/{alert}", {"interview_at": "2026-12-10T15:30:00Z"}
    await server.json("PATCH", path, headers=user.headers, json=given | {"deadline": "2026-12-01"})
    said = await server.json(
        "PATCH", path, headers=user.headers, json={"interview_at": None, "deadline": None}
    )

    assert (said["interview_at"], said["deadline"]) == (None, None)
    assert (
        await server.problem("PATCH", path, 404, headers=other.headers, json=given) == "not-found"
    )
