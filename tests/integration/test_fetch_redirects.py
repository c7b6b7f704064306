"""Fetching: where redirects lead, and how far we follow them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from jobscout.errors import SourceError
from jobscout.model import ScrapeStats
from jobscout.outside.fetch import Fetcher
from jobscout.outside.hosts import Hosts
from jobscout.sources.base import Request
from tests.fakes import Board, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from jobscout.outside.answers import Answer


@pytest.fixture
async def board() -> AsyncIterator[Board]:
    async with served(Board()) as up:
        yield up


@pytest.fixture
async def fetcher(board: Board) -> AsyncIterator[Fetcher]:
    fetcher = Fetcher(contact="ops@example.org", allowlist=[board.at], hosts=Hosts(0.0001))
    async with asyncio.timeout(10):
        yield fetcher
    await fetcher.close()


async def get(fetcher: Fetcher, url: str, stats: ScrapeStats | None = None) -> Answer:
    return await fetcher.get(Request(url=url), stats or ScrapeStats())


async def refusal(fetcher: Fetcher, url: str) -> SourceError:
    with pytest.raises(SourceError) as refused:
        await get(fetcher, url)
    return refused.value


async def test_redirects_are_followed(board: Board, fetcher: Fetcher) -> None:
    """Five redirects, relative or not, lead to the answer; each is a request."""

    async def hop(request: web.Request) -> web.Response:
        left = int(request.path[1:])
        if left == 0:
            return web.Response(body=b"there")
        target = f"/{left - 1}" if left % 2 else f"{board.url}/{left - 1}"
        return web.Response(
            status=(301, 302, 303, 307, 308)[left - 1], headers={"Location": target}
        )

    board.answer = hop
    stats = ScrapeStats()

    assert (await get(fetcher, f"{board.url}/5", stats)).body == b"there"
    assert stats.http_requests == 6


async def test_too_many_redirects(board: Board, fetcher: Fetcher) -> None:
    """The sixth redirect is not followed."""

    async def hop(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": f"{request.path}x"})

    board.answer = hop

    assert (await refusal(fetcher, f"{board.url}/a")).kind == "redirect-loop"
    assert len(board.asked) == 6


async def test_redirect_loop(board: Board, fetcher: Fetcher) -> None:
    """A redirect to where we have been is noticed at once."""
    board.says(302, Location="/jobs")

    assert (await refusal(fetcher, f"{board.url}/jobs")).kind == "redirect-loop"
    assert len(board.asked) == 1


async def test_redirected_post_is_not_sent_again(board: Board, fetcher: Fetcher) -> None:
    """A POST is not repeated elsewhere on a board's word."""
    board.says(307, Location="/other")

    with pytest.raises(SourceError) as refused:
        await fetcher.get(Request(url=f"{board.url}/search", body=b"{}"), ScrapeStats())
    assert (refused.value.kind, len(board.asked)) == ("changed", 1)


MOVED = "/v1/boards/globex/jobs"


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/v1/boards/acme/jobs/", None),
        ("/eu/boards/ACME/jobs?content=true", None),
        (MOVED, "moved"),
        ("/", "moved"),
        ("/jobs?board=acme", None),
        ("http://169.254.169.254/latest", "address-refused"),
    ],
)
async def test_another_board(board: Board, fetcher: Fetcher, target: str, kind: str | None) -> None:
    """A redirect that loses the board's name is not followed, and the error names its target."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path_qs)
        first = request.path_qs == "/v1/boards/acme/jobs"
        return web.Response(status=302 if first else 200, headers={"Location": target})

    board.answer = answer
    request = Request(url=f"{board.url}/v1/boards/acme/jobs", board_names=("acme",))
    if kind is None:
        await fetcher.get(request, ScrapeStats())
        assert len(asked) == 2
        return

    with pytest.raises(SourceError) as refused:
        await fetcher.get(request, ScrapeStats())

    assert refused.value.kind == kind
    assert asked == ["/v1/boards/acme/jobs"]
    assert target in str(refused.value) or kind != "moved"


async def test_refusal_names_where_a_redirect_led(board: Board, fetcher: Fetcher) -> None:
    """Also where robots.txt refuses it there; none is named where nothing redirected."""
    board.robots = "User-agent: *\nDisallow: /closed\n"

    async def answer(request: web.Request) -> web.Response:
        if request.path in {"/away", "/shut"}:
            to = {"/away": "/gone", "/shut": "/closed"}[request.path]
            return web.Response(status=302, headers={"Location": to})
        return web.Response(status=404)

    board.answer = answer

    errors = [await refusal(fetcher, f"{board.url}/{path}") for path in ("away", "shut", "gone")]

    assert [(error.kind, error.redirected_to) for error in errors] == [
        ("not-found", f"{board.url}/gone"),
        ("robots-refused", f"{board.url}/closed"),
        ("not-found", None),
    ]
