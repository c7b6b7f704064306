"""Boards that misbehave: the table of their stories, on top of those that befall every kind."""

from __future__ import annotations

from aiohttp import web

from tests.program.content_stories import CONTENTS, DATES
from tests.program.paged_stories import PAGED
from tests.program.stories import (
    ALIEN,
    ALL,
    FEWER,
    FIRST,
    Story,
    edited,
    jobs,
    lists,
    of_every_kind,
    status,
    text_of,
    told,
)


def _same_validator(request: web.Request) -> web.Response:
    """304 whatever changed, to whoever asks for changes."""
    if request.headers.get("If-None-Match"):
        return web.Response(status=304, headers={"ETag": '"1"'})
    return web.Response(body=text_of(FIRST[:10]), headers={"ETag": '"1"'})


def _new_validator(request: web.Request) -> web.Response:
    tag = request.headers.get("If-None-Match", "") + "x"
    return web.Response(body=text_of(FIRST), headers={"ETag": f'"{tag.count("x")}x"'})


async def _half(request: web.Request) -> web.StreamResponse:
    """Ends before what its header promised."""
    body, response = text_of(FIRST), web.StreamResponse()
    response.content_length = len(body)
    await response.prepare(request)
    await response.write(body[:1000])
    assert request.transport is not None
    request.transport.abort()
    return response


STATUSES = [
    Story(
        "not found for a day",
        [ALL, status(404), status(404), ALL],
        FIRST,
        told("not-found", None),
    ),
    Story("gone for a day", [ALL, status(410), status(410), ALL], FIRST, told("not-found", None)),
    Story("server fails", [ALL, status(500), status(502), ALL], FIRST, told("server-error", None)),
    Story(
        "server fails while it shrinks",
        [ALL, FEWER, status(503), FEWER],
        FIRST[:10],
        told("server-error", None),
    ),
    Story("refuses", [ALL, status(403), status(401), ALL], FIRST, told("refused", None)),
    Story(
        "asks to wait",
        [ALL, status(429, Retry_After="0"), FEWER],
        FIRST[:10],
        told("rate-limited", None),
    ),
    Story("says nothing", [ALL, status(204), ALL], FIRST, told("changed", None)),
    Story(
        "redirects in a circle",
        [ALL, status(302, Location="/v1/boards/beaconworks/jobs"), ALL],
        FIRST,
        told("redirect-loop", None),
    ),
    Story(
        "redirects inwards",
        [ALL, status(302, Location="http://169.254.169.254/latest/"), ALL],
        FIRST,
        told("address-refused", None),
    ),
    Story("ends early", [ALL, _half, ALL], FIRST, told("truncated", None)),
    Story("is gone for days", [ALL, status(404)], [], told("not-found", None), until_last=FIRST),
    Story(
        "moves to another board",
        [ALL, status(301, Location="/v1/boards/another/jobs"), ALL],
        FIRST,
        told("moved", None),
    ),
]

LISTS = [
    Story(
        "half a list now and then",
        [ALL, jobs(*FIRST[:6]), ALL, jobs(*FIRST[6:]), ALL],
        FIRST,
        told("suspect", None),
    ),
    Story(
        "half a list of 12 for good",
        [ALL, jobs(*FIRST[:6])],
        FIRST[:6],
        told("suspect", None),
        until_last=FIRST[6:],
    ),
    Story(
        "one is missing now and then",
        [ALL, jobs(*FIRST[1:]), ALL, jobs(*FIRST[1:]), ALL],
        FIRST,
        told(None),
    ),
    Story("two vanish", [ALL, FEWER], FIRST[:10], told(None)),
    Story("two vanish and one is back", [ALL, FEWER, jobs(*FIRST[:11])], FIRST[:11], told(None)),
    Story(
        "one vanishes each time",
        [ALL, *(jobs(*FIRST[number:]) for number in range(1, 6))],
        FIRST[5:],
        told(None),
    ),
    Story("it doubles", [ALL, jobs(*FIRST, *ALIEN)], [*FIRST, *ALIEN], told(None)),
    Story(
        "a third is exchanged each time",
        [ALL, jobs(*range(4, 16)), jobs(*range(8, 20))],
        range(8, 20),
        told(None),
    ),
    Story(
        "a total that is higher",
        [ALL, lists("greenhouse", FIRST[:10], total=12)],
        FIRST,
        told("incomplete", None),
    ),
    Story(
        "new ids for the same jobs",
        [ALL, edited(lambda entries: [entry.update(id=entry["id"] + 50) for entry in entries])],
        FIRST,
        told(None),
    ),
    Story(
        "another employer's jobs now and then",
        [ALL, jobs(*ALIEN), ALL, jobs(*ALIEN), ALL],
        FIRST,
        told("suspect", None),
    ),
    Story(
        "more of another employer's jobs",
        [ALL, jobs(*range(12, 60))],
        range(12, 60),
        told("suspect", None),
        until_last=FIRST,
    ),
    Story("nothing now and then", [ALL, jobs(), ALL, jobs(), ALL], FIRST, told("suspect", None)),
    Story("304 whatever changed", [ALL, _same_validator], FIRST[:10], told(None)),
    Story("a new validator each time", [_new_validator], FIRST, told(None)),
]

SMALL = [
    Story("three become two", [jobs(0, 1, 2), jobs(0, 1)], [0, 1], told(None)),
    Story("two become one", [jobs(0, 1), jobs(0)], [0], told(None)),
    Story("one becomes none", [jobs(0), jobs()], [], told("suspect", None)),
    Story("two become none", [jobs(0, 1), jobs()], [], told("suspect", None)),
    Story("three become none", [jobs(0, 1, 2), jobs()], [0, 1, 2], told("suspect", None)),
    Story("one is missing twice", [jobs(0), jobs(), jobs(), jobs(0)], [0], told("suspect", None)),
    Story("one becomes another", [jobs(0), jobs(1)], [1], told(None)),
    Story("none becomes one", [jobs(), jobs(0)], [0], told(None)),
    Story("never any", [jobs()], [], told(None)),
]


def stories() -> list[Story]:
    return [*of_every_kind(), *STATUSES, *CONTENTS, *DATES, *LISTS, *SMALL, *PAGED]
