"""Fetching: what a board may answer, and what we make of it."""

from __future__ import annotations

import asyncio
import gzip
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from jobscout import __version__
from jobscout.errors import SourceError
from jobscout.model import Tally
from jobscout.outside.fetch import Answer, Fetcher
from jobscout.outside.hosts import Hosts
from jobscout.sources.base import Request
from tests.fakes import Board, Names, raw_server, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

QUICK_S = 0.0001
CAP = 100_000


@pytest.fixture
async def board() -> AsyncIterator[Board]:
    async with served(Board()) as up:
        yield up


@asynccontextmanager
async def fetching(*opened: str, **options: Any) -> AsyncIterator[Fetcher]:
    given = {"contact": "ops@example.org", "hosts": Hosts(QUICK_S), "max_bytes": CAP, **options}
    fetcher = Fetcher(opened=opened, **given)
    try:
        async with asyncio.timeout(10):
            yield fetcher
    finally:
        await fetcher.close()


@pytest.fixture
async def fetcher(board: Board) -> AsyncIterator[Fetcher]:
    async with fetching(board.at) as made:
        yield made


async def get(fetcher: Fetcher, url: str, **given: Any) -> Answer:
    return await fetcher.get(Request(url=url), given.pop("tally", Tally()), **given)


async def refusal(fetcher: Fetcher, url: str, **given: Any) -> SourceError:
    with pytest.raises(SourceError) as refused:
        await get(fetcher, url, **given)
    return refused.value


async def test_answer(board: Board, fetcher: Fetcher) -> None:
    """A board's answer comes whole, with its validators and how long it is fresh."""
    board.says(
        body=b'{"jobs": []}',
        ETag='W/"7"',
        Last_Modified="Thu, 01 Jan 2026 00:00:00 GMT",
        Cache_Control="public, max-age=600",
    )
    tally = Tally()
    answer = await get(fetcher, f"{board.url}/jobs?content=true", tally=tally)

    assert answer == Answer(
        body=b'{"jobs": []}',
        not_modified=False,
        etag='W/"7"',
        last_modified="Thu, 01 Jan 2026 00:00:00 GMT",
        max_age_s=600.0,
    )
    assert board.asked[0].path_qs == "/jobs?content=true"
    assert tally == Tally(http_requests=1, bytes=12)


async def test_not_modified(board: Board, fetcher: Fetcher) -> None:
    """Both validators are sent, and a 304 is a success without a body."""
    board.says(304, ETag='"8"', Cache_Control="max-age=60")
    tally = Tally()
    answer = await get(
        fetcher,
        f"{board.url}/jobs",
        tally=tally,
        etag='"7"',
        last_modified="Thu, 01 Jan 2026 00:00:00 GMT",
    )

    assert board.asked[0].headers["If-None-Match"] == '"7"'
    assert board.asked[0].headers["If-Modified-Since"] == "Thu, 01 Jan 2026 00:00:00 GMT"
    assert answer == Answer(b"", not_modified=True, etag='"8"', last_modified=None, max_age_s=60.0)
    assert tally == Tally(http_requests=1, not_modified=1)


async def test_not_modified_without_being_asked(board: Board, fetcher: Fetcher) -> None:
    """A 304 to a request without validators is no answer at all, not an empty board."""
    board.says(304)
    refused = await refusal(fetcher, f"{board.url}/jobs")

    assert refused.kind == "changed"
    assert not {"If-None-Match", "If-Modified-Since"} & board.asked[0].headers.keys()


async def test_post(board: Board, fetcher: Fetcher) -> None:
    """A request with a body is a POST of JSON, with the headers the board needs."""
    request = Request(url=f"{board.url}/search", headers={"X-Site": "1"}, body=b'{"offset": 20}')
    await fetcher.get(request, Tally())

    asked = board.asked[0]
    assert (asked.method, await asked.read()) == ("POST", b'{"offset": 20}')
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.headers["X-Site"] == "1"


async def test_we_say_who_we_are(board: Board, fetcher: Fetcher) -> None:
    """The User-Agent names us and bears the contact, for boards and for their robots.txt."""
    await get(fetcher, f"{board.url}/jobs")

    assert board.asked[0].headers["User-Agent"] == f"JobScout/{__version__} (+ops@example.org)"


async def test_cookies_are_not_kept(board: Board) -> None:
    """A board cannot recognise us by a cookie it once set."""
    board.says(Set_Cookie="id=7; Path=/")
    at = f"boards.example:{board.at.partition(':')[2]}"
    async with fetching(at, resolver=Names("127.0.0.1")) as fetcher:
        await get(fetcher, f"http://{at}/jobs")
        await get(fetcher, f"http://{at}/jobs")

    assert "Cookie" not in board.asked[1].headers


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (201, "changed"),
        (204, "changed"),
        (206, "changed"),
        (400, "changed"),
        (401, "refused"),
        (403, "refused"),
        (404, "not-found"),
        (408, "rate-limited"),
        (410, "not-found"),
        (418, "changed"),
        (429, "rate-limited"),
        (451, "refused"),
        (500, "server-error"),
        (503, "server-error"),
    ],
)
async def test_status(board: Board, fetcher: Fetcher, status: int, kind: str) -> None:
    """Every status but 200 has one typed outcome that names it."""
    board.says(status)
    refused = await refusal(fetcher, f"{board.url}/jobs")

    assert (refused.kind, str(status) in str(refused)) == (kind, True)


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_is_obeyed(board: Board, fetcher: Fetcher, status: int) -> None:
    """Until the time a host asked for is over it gets no request at all."""
    board.says(status, Retry_After="120")
    refused = await refusal(fetcher, f"{board.url}/jobs")
    again = await refusal(fetcher, f"{board.url}/other")

    assert refused.retry_after_s == 120.0
    assert (again.kind, len(board.asked)) == ("rate-limited", 1)
    assert 110 < (again.retry_after_s or 0) <= 120


async def test_rate_limit_without_a_word(board: Board, fetcher: Fetcher) -> None:
    """A 429 that does not say how long means a minute."""
    board.says(429)

    assert (await refusal(fetcher, f"{board.url}/jobs")).retry_after_s == 60.0


async def test_reserved_text(board: Board, fetcher: Fetcher) -> None:
    """A board that reserves its text and data is not read, though it answers."""
    board.says(body=b"{}", TDM_Reservation="1")

    assert (await refusal(fetcher, f"{board.url}/jobs")).kind == "refused"


async def test_unpacked_and_counted_as_packed(board: Board, fetcher: Fetcher) -> None:
    """A packed answer is read unpacked; the tally counts what came over the wire."""
    packed = gzip.compress(b"x" * 10_000)
    board.says(body=packed, Content_Encoding="gzip")
    tally = Tally()
    answer = await get(fetcher, f"{board.url}/jobs", tally=tally)

    assert answer.body == b"x" * 10_000
    assert tally.bytes == len(packed)


async def test_too_large_by_its_own_word() -> None:
    """An answer that announces more than the cap is refused before it is read."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nx"
    async with raw_server(head, drip_s=3600) as at, fetching(at) as fetcher:
        refused = await refusal(fetcher, f"http://{at}/jobs")

    assert refused.kind == "too-large"


async def test_endless_answer_is_cut_off(board: Board, fetcher: Fetcher) -> None:
    """An answer without an end is left at the cap."""
    tally = Tally()

    async def pour(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 10_000)

    board.answer = pour
    refused = await refusal(fetcher, f"{board.url}/jobs", tally=tally)

    assert refused.kind == "too-large"
    assert CAP < tally.bytes < 50 * CAP


async def test_gzip_bomb(board: Board, fetcher: Fetcher) -> None:
    """A small answer that unpacks to a gigabyte is left at the cap."""
    block = gzip.compress(b"\0" * 10_000_000)
    board.says(body=block * 100, Content_Encoding="gzip")
    refused = await refusal(fetcher, f"{board.url}/jobs")

    assert refused.kind == "too-large"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"SSH-2.0-OpenSSH_9.9\r\n", "unreachable"),
        (b"HTTP/1.1 garbage\r\n\r\n", "unreachable"),
        (b"", "unreachable"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "truncated"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "truncated"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "unreachable"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nxxxx",
            "truncated",
        ),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "changed"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[/\r\nContent-Length: 0\r\n\r\n", "changed"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", "unreachable"),
    ],
)
async def test_what_is_no_answer(answer: bytes, kind: str) -> None:
    """Garbage, half an answer and none at all are typed outcomes, never a crash."""
    async with raw_server(answer) as at, fetching(at) as fetcher:
        refused = await refusal(fetcher, f"http://{at}/jobs")

    assert refused.kind == kind


async def test_nobody_there() -> None:
    """A closed port is unreachable."""
    async with raw_server(b"") as at:
        pass
    async with fetching(at) as fetcher:
        assert (await refusal(fetcher, f"http://{at}/jobs")).kind == "unreachable"


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 O",
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
    ],
    ids=["status", "headers", "body"],
)
async def test_slow_drip(head: bytes) -> None:
    """An answer that keeps coming, a byte at a time, ends at the deadline."""
    async with raw_server(head, drip_s=0.01) as at, fetching(at, request_s=0.2) as fetcher:
        refused = await refusal(fetcher, f"http://{at}/jobs")

    assert refused.kind == "timed-out"
