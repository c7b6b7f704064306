"""Fetching: where we do not go, and how we behave where we do."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from jobscout.errors import SourceError
from jobscout.model import ScrapeStats
from jobscout.outside import robots
from jobscout.outside.fetch import Fetcher
from jobscout.outside.hosts import COOL_OFF_S, FAILURES_TO_OPEN, Hosts
from jobscout.sources.base import Request
from tests.fakes import Board, Clock, Names, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

QUICK_S = 0.0001


@pytest.fixture
async def board() -> AsyncIterator[Board]:
    async with served(Board()) as up:
        yield up


@asynccontextmanager
async def fetching(*allowlist: str, **options: Any) -> AsyncIterator[Fetcher]:
    fetcher = Fetcher(
        contact="ops@example.org", allowlist=allowlist, **{"hosts": Hosts(QUICK_S), **options}
    )
    try:
        async with asyncio.timeout(10):
            yield fetcher
    finally:
        await fetcher.close()


async def outcome(fetcher: Fetcher, url: str) -> str:
    """What came of a request: ``ok`` or the kind of its failure."""
    try:
        await fetcher.get(Request(url=url), ScrapeStats())
    except SourceError as error:
        return error.kind
    return "ok"


async def test_loopback_is_refused(board: Board) -> None:
    """A board at a private address is refused, and hears nothing of it."""
    async with fetching() as fetcher:
        assert await outcome(fetcher, f"{board.url}/jobs") == "address-refused"
    assert (board.asked, board.robots_asked) == ([], 0)


async def test_name_that_leads_inside_is_refused(board: Board) -> None:
    """A public name whose DNS answer is private is refused after DNS."""
    port = board.at.partition(":")[2]
    async with fetching(resolver=Names("127.0.0.1", "::1", "169.254.169.254")) as fetcher:
        assert await outcome(fetcher, f"http://boards.example:{port}/jobs") == "address-refused"
    assert board.robots_asked == 0


async def test_opened_name(board: Board) -> None:
    """A name opened for tests is reached, whatever it leads to."""
    port = board.at.partition(":")[2]
    async with fetching(f"boards.example:{port}", resolver=Names("127.0.0.1")) as fetcher:
        assert await outcome(fetcher, f"http://boards.example:{port}/jobs") == "ok"
        assert fetcher.is_allowlisted(f"http://boards.example:{port}/jobs")
        assert not fetcher.is_allowlisted(f"{board.url}/jobs")


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://127.0.0.1:1/",
        "http://2130706433/",
        "//localhost:1/",
        "file:///etc/passwd",
        "ftp://example.com/",
        "http://user@example.com/",
    ],
)
async def test_redirect_inwards_is_refused(board: Board, target: str) -> None:
    """An opened board that redirects to an inward address does not open that."""
    board.says(302, Location=target)
    async with fetching(board.at) as fetcher:
        assert await outcome(fetcher, f"{board.url}/jobs") == "address-refused"


async def test_redirect_of_robots_inwards_is_refused(board: Board) -> None:
    """robots.txt is no way in either."""
    board.robots = web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"})
    async with fetching(board.at) as fetcher:
        assert await outcome(fetcher, f"{board.url}/jobs") == "address-refused"
    assert board.asked == []


async def test_robots_refuses(board: Board) -> None:
    """What robots.txt forbids is not asked for; the rest is, and the file only once."""
    board.robots = "User-agent: *\nDisallow: /private"
    async with fetching(board.at) as fetcher:
        assert await outcome(fetcher, f"{board.url}/private/jobs") == "robots-refused"
        assert await outcome(fetcher, f"{board.url}/jobs") == "ok"
    assert [asked.path for asked in board.asked] == ["/jobs"]
    assert board.robots_asked == 1


async def test_robots_holds_after_a_redirect(board: Board) -> None:
    """A redirect does not lead past robots.txt."""
    board.robots = "User-agent: *\nDisallow: /private"
    board.says(302, Location="/private/jobs")
    async with fetching(board.at) as fetcher:
        assert await outcome(fetcher, f"{board.url}/jobs") == "robots-refused"
    assert len(board.asked) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_no_robots_allows(board: Board, status: int) -> None:
    """A host without a robots.txt allows everything (RFC 9309, 2.3.1.3)."""
    board.robots = web.Response(status=status)
    async with fetching(board.at) as fetcher:
        assert await outcome(fetcher, f"{board.url}/jobs") == "ok"


@pytest.mark.parametrize(("status", "kind"), [(500, "server-error"), (429, "rate-limited")])
async def test_ill_robots_refuses(board: Board, status: int, kind: str) -> None:
    """Where robots.txt cannot be had, nothing is fetched (RFC 9309, 2.3.1.4)."""
    board.robots = web.Response(status=status)
    async with fetching(board.at) as fetcher:
        assert await outcome(fetcher, f"{board.url}/jobs") == kind
    assert board.asked == []


async def test_beginning_of_a_huge_robots_counts(board: Board) -> None:
    """Of a robots.txt without end the first 500 KiB are read and obeyed."""
    board.robots = "User-agent: *\nDisallow: /private\n" + "# filler\n" * (robots.MAX_BYTES // 4)
    async with fetching(board.at) as fetcher:
        assert await outcome(fetcher, f"{board.url}/private") == "robots-refused"
        assert await outcome(fetcher, f"{board.url}/jobs") == "ok"


async def test_robots_elsewhere(board: Board) -> None:
    """A robots.txt behind five redirects is followed and obeyed (RFC 9309, 2.3.1.2)."""
    board.robots = web.Response(status=301, headers={"Location": "/r/5"})

    async def hop(request: web.Request) -> web.Response:
        left = int(request.path.rpartition("/")[2])
        if left == 1:
            return web.Response(text="User-agent: *\nDisallow: /jobs")
        return web.Response(status=302, headers={"Location": f"/r/{left - 1}"})

    board.answer = hop
    async with fetching(board.at) as fetcher:
        assert await outcome(fetcher, f"{board.url}/jobs") == "robots-refused"


async def test_crawl_delay_is_obeyed(board: Board) -> None:
    """The distance robots.txt asks for lies between its own request and each that follows."""
    board.robots = "User-agent: *\nCrawl-delay: 0.1"
    loop = asyncio.get_running_loop()
    async with fetching(board.at) as fetcher:
        began = loop.time()
        for path in ("a", "b", "c"):
            assert await outcome(fetcher, f"{board.url}/{path}") == "ok"
        took = loop.time() - began

    assert took >= 0.28


async def test_breaker(board: Board) -> None:
    """After five failures the host is left alone; then one probe, and twice the pause."""
    clock = Clock()
    async with fetching(board.at, hosts=Hosts(QUICK_S, clock)) as fetcher:
        board.says(500)
        failed = [await outcome(fetcher, f"{board.url}/jobs") for _ in range(FAILURES_TO_OPEN)]
        shut = await outcome(fetcher, f"{board.url}/jobs")
        clock.now += COOL_OFF_S + 1
        probe = await outcome(fetcher, f"{board.url}/jobs")
        clock.now += COOL_OFF_S + 1
        still = await outcome(fetcher, f"{board.url}/jobs")
        clock.now += COOL_OFF_S
        board.says()
        healed = await outcome(fetcher, f"{board.url}/jobs")

    assert failed == ["server-error"] * FAILURES_TO_OPEN
    assert (shut, probe, still, healed) == ("breaker-open", "server-error", "breaker-open", "ok")
    assert len(board.asked) == FAILURES_TO_OPEN + 2


async def test_one_request_at_a_time_for_a_host(board: Board) -> None:
    """Ten boards of one host are read one after another, robots.txt included."""
    now = most = 0
    crowded = asyncio.Event()

    async def answer(_request: web.Request) -> web.Response:
        nonlocal now, most
        now += 1
        most = max(most, now)
        if most > 1:
            crowded.set()
        with suppress(TimeoutError):  # so long another could come as well
            async with asyncio.timeout(0.01):
                await crowded.wait()
        now -= 1
        return web.Response(body=b"{}")

    board.answer = answer
    async with fetching(board.at) as fetcher:
        outcomes = await asyncio.gather(
            *(outcome(fetcher, f"{board.url}/{number}") for number in range(10))
        )

    assert outcomes == ["ok"] * 10
    assert (most, board.robots_asked) == (1, 1)


async def test_pace_holds_across_spellings_of_a_host(board: Board) -> None:
    """A host written in capitals, or with its port, is the same host and keeps its pace."""
    port = board.at.partition(":")[2]
    hosts = Hosts(0.1)
    loop = asyncio.get_running_loop()
    async with fetching(
        f"boards.example:{port}", hosts=hosts, resolver=Names("127.0.0.1")
    ) as fetcher:
        began = loop.time()
        for name in ("boards.example", "BOARDS.Example"):
            assert await outcome(fetcher, f"http://{name}:{port}/jobs") == "ok"
        took = loop.time() - began

    assert board.robots_asked == 1
    assert took >= 0.19
