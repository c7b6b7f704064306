"""Fetching: what a board may answer, and what we make of it."""

from __future__ import annotations

import asyncio
import gc
import gzip
import os
import zlib
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from aiohttp.compression_utils import ZLibDecompressor

from jobscout import __version__
from jobscout.errors import SourceError
from jobscout.model import ScrapeStats
from jobscout.outside.answers import Answer
from jobscout.outside.fetch import CHUNK, Fetcher
from jobscout.outside.hosts import Hosts
from jobscout.outside.robots import NO_RULES
from jobscout.outside.scratch import Scratch, Spooled
from jobscout.sources.base import Request
from tests.fakes import Board, Names, raw_server, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

QUICK_S = 0.0001
CAP = 100_000


@pytest.fixture
async def board() -> AsyncIterator[Board]:
    async with served(Board()) as up:
        yield up


@asynccontextmanager
async def fetching(*allowlist: str, **options: Any) -> AsyncIterator[Fetcher]:
    given = {"contact": "ops@example.org", "hosts": Hosts(QUICK_S), "max_bytes": CAP, **options}
    fetcher = Fetcher(allowlist=allowlist, **given)
    try:
        async with asyncio.timeout(10):
            yield fetcher
    finally:
        await fetcher.close()


@pytest.fixture
async def fetcher(board: Board) -> AsyncIterator[Fetcher]:
    async with fetching(board.at) as made:
        yield made


def packed(how: str) -> tuple[bytes, str]:
    """128 MiB of zeros, and how they are encoded; *members* is gzip, many times."""
    if how == "members":
        return gzip.compress(bytes(2**20)) * 128, "gzip"
    packer = zlib.compressobj(9, wbits=31 if how == "gzip" else 15)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(128)) + packer.flush(), how


@contextmanager
def unpacking() -> Iterator[list[int]]:
    """How many bytes came out of each step of unpacking."""
    steps: list[int] = []
    unpack = ZLibDecompressor.decompress_sync

    def counted(self: ZLibDecompressor, *arguments: Any, **named: Any) -> bytes:
        out = unpack(self, *arguments, **named)
        steps.append(len(out))
        return out

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ZLibDecompressor, "decompress_sync", counted)
        yield steps


async def get(fetcher: Fetcher, url: str, **given: Any) -> Answer:
    return await fetcher.get(Request(url=url), given.pop("stats", ScrapeStats()), **given)


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
    stats = ScrapeStats()
    answer = await get(fetcher, f"{board.url}/jobs?content=true", stats=stats)

    assert answer == Answer(
        body=b'{"jobs": []}',
        not_modified=False,
        etag='W/"7"',
        last_modified="Thu, 01 Jan 2026 00:00:00 GMT",
        max_age_s=600.0,
        url=f"{board.url}/jobs?content=true",
    )
    assert board.asked[0].path_qs == "/jobs?content=true"
    assert stats == ScrapeStats(http_requests=1, bytes=12, robots=NO_RULES)


async def test_answer_after_a_redirect(board: Board, fetcher: Fetcher) -> None:
    """It says which address gave it."""

    async def answer(request: web.Request) -> web.Response:
        moved = {"Location": "/careers?a=b"} if request.path == "/jobs" else {}
        return web.Response(status=302 if moved else 200, headers=moved)

    board.answer = answer

    assert (await get(fetcher, f"{board.url}/jobs")).url == f"{board.url}/careers?a=b"


async def test_not_modified(board: Board, fetcher: Fetcher) -> None:
    """Both validators are sent, and a 304 is a success without a body."""
    board.says(304, ETag='"8"', Cache_Control="max-age=60")
    stats = ScrapeStats()
    answer = await get(
        fetcher,
        f"{board.url}/jobs",
        stats=stats,
        etag='"7"',
        last_modified="Thu, 01 Jan 2026 00:00:00 GMT",
    )

    assert board.asked[0].headers["If-None-Match"] == '"7"'
    assert board.asked[0].headers["If-Modified-Since"] == "Thu, 01 Jan 2026 00:00:00 GMT"
    assert answer == Answer(
        b"",
        not_modified=True,
        etag='"8"',
        last_modified=None,
        max_age_s=60.0,
        url=f"{board.url}/jobs",
    )
    assert stats == ScrapeStats(http_requests=1, not_modified=1, robots=NO_RULES)


async def test_not_modified_without_being_asked(board: Board, fetcher: Fetcher) -> None:
    """A 304 to a request without validators is no answer at all, not an empty board."""
    board.says(304)
    refused = await refusal(fetcher, f"{board.url}/jobs")

    assert refused.kind == "changed"
    assert not {"If-None-Match", "If-Modified-Since"} & board.asked[0].headers.keys()


async def test_post(board: Board, fetcher: Fetcher) -> None:
    """A request with a body is a POST of JSON, with the headers the board needs."""
    request = Request(url=f"{board.url}/search", headers={"X-Site": "1"}, body=b'{"offset": 20}')
    await fetcher.get(request, ScrapeStats())

    asked = board.asked[0]
    assert (asked.method, await asked.read()) == ("POST", b'{"offset": 20}')
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.headers["X-Site"] == "1"


async def test_we_say_who_we_are(board: Board, fetcher: Fetcher) -> None:
    """The User-Agent has our name and the contact, for boards and for their robots.txt."""
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
    """A packed answer is read unpacked; the stats count what came over the wire."""
    packed = gzip.compress(b"x" * 10_000)
    board.says(body=packed, Content_Encoding="gzip")
    stats = ScrapeStats()
    answer = await get(fetcher, f"{board.url}/jobs", stats=stats)

    assert answer.body == b"x" * 10_000
    assert stats.bytes == len(packed)


async def test_too_large_by_its_own_word() -> None:
    """An answer that announces more than the cap is refused before it is read."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nx"
    async with raw_server(head, drip_s=3600) as at, fetching(at) as fetcher:
        refused = await refusal(fetcher, f"http://{at}/jobs")

    assert refused.kind == "too-large"


async def test_endless_answer_is_cut_off(board: Board, fetcher: Fetcher) -> None:
    """An answer without an end is left at the cap."""
    stats = ScrapeStats()

    async def pour(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 10_000)

    board.answer = pour
    refused = await refusal(fetcher, f"{board.url}/jobs", stats=stats)

    assert refused.kind == "too-large"
    assert CAP < stats.bytes < 50 * CAP


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "members"])
@pytest.mark.parametrize("where", ["jobs", "robots", "redirect", "refusal"])
async def test_bomb(board: Board, encoding: str, where: str) -> None:
    """Of a small answer that unpacks to a large one no more is unpacked than is taken."""
    body, encoding = packed(encoding)
    headers = {"Content-Encoding": encoding, "Location": "/jobs"}
    statuses = {"jobs": 200, "redirect": 302, "refusal": 404}
    if where == "robots":
        board.robots = web.Response(body=body, headers=headers)
    else:
        board.says(
            statuses[where], body, **{name.replace("-", "_"): v for name, v in headers.items()}
        )
    with unpacking() as steps:
        async with fetching(board.at, max_bytes=4 * 2**20) as fetcher:
            outcome = [await refusal(fetcher, f"{board.url}/jobs")] if where != "robots" else []
            if where == "robots":
                await get(fetcher, f"{board.url}/jobs")

    kinds = {"jobs": "too-large", "redirect": "redirect-loop", "refusal": "not-found"}
    assert [error.kind for error in outcome] == [kinds[one] for one in [where] if one in kinds]
    assert max(steps, default=0) <= CHUNK
    assert sum(steps) < 6 * 2**20


async def test_large_answer_is_not_held_in_memory(board: Board, tmp_path: Path) -> None:
    """It lies in a file until nobody needs it; a small one is in memory."""
    large, small = os.urandom(3 * 2**20), b"x" * 1000
    async with fetching(board.at, max_bytes=2**23, scratch=Scratch(tmp_path)) as fetcher:
        board.says(body=small)
        assert (await get(fetcher, f"{board.url}/jobs")).body == small
        board.says(body=large)
        answer = await get(fetcher, f"{board.url}/jobs")

        assert isinstance(answer.body, Spooled)
        assert len(answer.body) == len(large)
        assert answer.body.path.read_bytes() == large
        del answer
        assert list(tmp_path.iterdir()) == []
        board.says(body=large * 3)
        assert (await refusal(fetcher, f"{board.url}/jobs")).kind == "too-large"
    gc.collect()  # the error's traceback held it
    assert list(tmp_path.iterdir()) == []


async def test_request_has_its_own_cap(board: Board, fetcher: Fetcher) -> None:
    """What is asked for may be smaller than any board."""
    board.says(body=b"x" * 1001)
    with pytest.raises(SourceError) as refused:
        await fetcher.get(Request(url=f"{board.url}/jobs", most=1000), ScrapeStats())

    assert refused.value.kind == "too-large"


@pytest.mark.parametrize(
    "value", [b'"\xff\xfe"', b'"\xc3\xa9"', b'"' + b"x" * 2000 + b'"', b'"a\tb"', b'""\x7f'],
    ids=["no UTF-8", "not ASCII", "long", "tab", "control"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["ETag", "Last-Modified"])
async def test_bad_validator_is_dropped(
    name: str, value: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer is taken, and the log says whose validator was not."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + name.encode() + b": " + value
    async with raw_server(head + b"\r\n\r\n{}") as at, fetching(at) as fetcher:
        answer = await get(fetcher, f"http://{at}/jobs")

    assert (answer.body, answer.etag, answer.last_modified) == (b"{}", None, None)
    (said,) = [vars(one) for one in caplog.records if one.message == "validator dropped"]
    assert (said["host"], said["header"]) == ("127.0.0.1", name)


async def test_bad_validator_is_not_sent(board: Board, fetcher: Fetcher) -> None:
    """One that was stored once does not spoil the next request."""
    await get(fetcher, f"{board.url}/jobs", etag='"a"\r\nX-Other: 1', last_modified="\udcff")

    assert not {"If-None-Match", "If-Modified-Since", "X-Other"} & board.asked[0].headers.keys()


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
