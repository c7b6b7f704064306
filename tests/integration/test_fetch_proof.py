"""Fetching: what shows a board who asks is sent there, and is nowhere else."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from jobscout.errors import SourceError
from jobscout.model import ScrapeStats
from jobscout.outside.fetch import Fetcher
from jobscout.outside.hosts import Hosts
from jobscout.sources.base import Proof, Request
from tests.fakes import Board, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PROOF = Proof(headers={"Authorization": "Bearer hunter2"}, query={"appname": "hunter2/é &x"})


@pytest.fixture
async def board() -> AsyncIterator[Board]:
    async with served(Board()) as up:
        yield up


@pytest.fixture
async def other() -> AsyncIterator[Board]:
    async with served(Board()) as up:
        yield up


@pytest.fixture
async def fetcher(board: Board, other: Board) -> AsyncIterator[Fetcher]:
    fetcher = Fetcher(
        contact="ops@example.org", allowlist=[board.at, other.at], hosts=Hosts(0.0001)
    )
    async with asyncio.timeout(10):
        yield fetcher
    await fetcher.close()


async def get(fetcher: Fetcher, url: str, proof: Proof = PROOF, body: bytes | None = None) -> None:
    request = Request(url=url, headers={"X-Own": "1"}, body=body)
    await fetcher.get(request, ScrapeStats(), proof=proof)


@pytest.mark.parametrize("body", [None, b"{}"])
async def test_proof_is_added(board: Board, fetcher: Fetcher, body: bytes | None) -> None:
    """Beside what the request itself has; the User-Agent may be a part of it."""
    proof = Proof(headers={"User-Agent": "ops@example.org"}, query=PROOF.query)

    await get(fetcher, f"{board.url}/jobs?q=a%26b", proof, body)

    (asked,) = board.asked
    assert dict(asked.query) == {"q": "a&b", "appname": "hunter2/é &x"}
    assert asked.headers["User-Agent"] == "ops@example.org"
    assert asked.headers["X-Own"] == "1"


async def test_robots_txt_is_asked_without_it(board: Board, fetcher: Fetcher) -> None:
    """And rules are those of the address without it."""
    board.robots = "User-agent: *\nDisallow: /*appname"

    await get(fetcher, f"{board.url}/jobs")

    assert len(board.asked) == 1


async def test_proof_stays_with_its_origin(board: Board, other: Board, fetcher: Fetcher) -> None:
    """A board's redirect takes it along on the same host and port, and nowhere else."""

    async def hop(request: web.Request) -> web.Response:
        target = "/there" if request.path == "/jobs" else f"{other.url}/away"
        return web.Response(status=302, headers={"Location": target})

    board.answer = hop

    await get(fetcher, f"{board.url}/jobs")

    assert [request.query.get("appname") for request in board.asked] == ["hunter2/é &x"] * 2
    assert all("hunter2" in request.headers["Authorization"] for request in board.asked)
    (away,) = other.asked
    assert "Authorization" not in away.headers
    assert "appname" not in away.query


async def test_no_error_and_no_log_names_it(
    board: Board, fetcher: Fetcher, caplog: pytest.LogCaptureFixture
) -> None:
    """Not even where the board repeats it, or where it makes the address unusable."""
    caplog.set_level(logging.DEBUG)

    async def echo(request: web.Request) -> web.Response:
        target = f"http://{request.query['appname']}.invalid:99999/?{request.query_string}"
        return web.Response(status=302, headers={"Location": target})

    board.answer = echo
    plain = Proof(headers={"X-Key": "hunter2"}, query={"appname": "hunter2"})
    said = []
    for url, proof in (
        (f"{board.url}/jobs", plain),
        (f"{board.url}/jobs", Proof(headers={"X-Key": "hunter2\nX: 1"}, query=plain.query)),
        ("http://hunter2.invalid:1/jobs", plain),
        ("http://127.0.0.1:1/jobs", plain),
    ):
        with pytest.raises(SourceError) as refused:
            await get(fetcher, url, proof)
        said.append(f"{refused.value} {refused.value.__cause__}")
        assert refused.value.__suppress_context__

    logged = [
        str(one.__dict__) for one in caplog.records if one.name != "aiohttp.access"
    ]  # its own
    assert len(said) == 4
    assert "hunter2" not in " ".join([*said, *logged])


async def test_how_long_to_wait_is_kept(board: Board, fetcher: Fetcher) -> None:
    board.says(429, Retry_After="7")

    with pytest.raises(SourceError) as refused:
        await get(fetcher, f"{board.url}/jobs")

    assert (refused.value.kind, refused.value.retry_after_s) == ("rate-limited", 7)
