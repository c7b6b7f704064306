"""Calendars: what a user has planned, at a secret URL."""

import re
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import anyio.to_thread
import msgspec
from aiohttp import web

from jobscout.errors import NotFound
from jobscout.http.keys import stores, user_id
from jobscout.http.limits import CALENDAR, count
from jobscout.rules.calendars import as_ics

ICS: Final = "text/calendar"
_TOKEN: Final = re.compile("[0-9a-f]{32}")


class CalendarLink(msgspec.Struct, frozen=True, kw_only=True):
    """*url* is the key: who has it sees deadlines, interviews and nudges."""

    url: str


async def get_calendar(request: web.Request) -> CalendarLink:
    """The address of the user's calendar, to subscribe to."""
    return CalendarLink(url=await stores(request).calendars.address(user_id(request)))


async def renew_calendar(request: web.Request) -> CalendarLink:
    """Create a new address for the calendar, after the old one has leaked."""
    return CalendarLink(url=await stores(request).calendars.renew(user_id(request)))


async def read_calendar(request: web.Request) -> web.Response:
    """A user's deadlines, interviews and nudges, as iCalendar (RFC 5545)."""
    store, token = stores(request).calendars, request.match_info["token"]
    if not _TOKEN.fullmatch(token):
        raise NotFound("the calendar does not exist")
    owner = await store.owner(UUID(token))
    # only now, so that guessed tokens create no counters
    await count(CALENDAR, request, owner.user_id)
    entries = await store.entries(owner, datetime.now(UTC))

    def written() -> bytes:
        return as_ics(entries, alarms=owner.deadline_reminders)

    body = await anyio.to_thread.run_sync(written)
    return web.Response(body=body, content_type=ICS, charset="utf-8")
