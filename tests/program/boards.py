"""A loopback server that plays boards: recorded answers, and every kind of bad one."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

CHUNK = b"x" * 65536


class Recorded(NamedTuple):
    """One recorded board: its kind, its name in addresses, its file, and the postings in it."""

    kind: str
    board: str
    file: str
    postings: int


# Counts are those of the recorded boards, less "general applications" (no internal job id),
# which are no vacancies: one at Coupang, three at Doctolib.
RECORDED = (
    Recorded("ashby", "givebutter", "ashby/givebutter.json", 8),
    Recorded("ashby", "reedsy", "ashby/reedsy.json", 18),
    Recorded("greenhouse", "amplitude", "greenhouse/amplitude_content.json", 2),
    Recorded("greenhouse", "catawiki", "greenhouse/catawiki_content.json", 50),
    Recorded("greenhouse", "coupang", "greenhouse/coupang_zhHant_ko_ja.json", 646),
    Recorded("greenhouse", "doctolib", "greenhouse/doctolib.json", 135),
    Recorded("greenhouse", "gitlab", "greenhouse/gitlab_content.json", 3),
    Recorded("greenhouse", "intercom", "greenhouse/intercom_seq_2026-08-11.json", 122),
    Recorded("greenhouse", "newsela", "greenhouse/newsela_currency_range.json", 18),
    Recorded("greenhouse", "oneacrefund", "greenhouse/oneacrefund.json", 39),
    Recorded("lever", "jumpcloud", "lever/jumpcloud.json", 2),
    Recorded("lever", "palantir", "lever/palantir.json", 10),
    Recorded("lever", "veeva", "lever/veeva.json", 2),
    Recorded("oracle", "jpmc", "oracle/jpmc_requisitions.json", 4),
    Recorded("recruitee", "aikido", "recruitee/aikido.json", 3),
    Recorded("remotive", "all", "remotive/all_2026-07-18.json", 42),
)


def recordings() -> Path:
    """The folder of recorded answers; the test is skipped where there is none."""
    folder = os.environ.get("JOBSCOUT_RECORDINGS")
    if not folder:
        pytest.skip(
            "JOBSCOUT_RECORDINGS is not set: the recorded answers are not in this repository"
        )
    return Path(folder)


class Player:
    """Answers each board's address with its recording; *requests* counts what was asked."""

    def __init__(self, folder: Path, *, with_etags: bool) -> None:
        self._bodies = {(one.kind, one.board): (folder / one.file).read_bytes() for one in RECORDED}
        self._with_etags = with_etags
        self.requests = 0
        self.not_modified = 0

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/v1/boards/{board}/jobs", self._named("greenhouse"))
        app.router.add_get("/v0/postings/{board}", self._named("lever"))
        app.router.add_get("/posting-api/job-board/{board}", self._named("ashby"))
        app.router.add_get("/api/offers/", self._fixed("recruitee", "aikido"))
        app.router.add_get("/api/remote-jobs", self._fixed("remotive", "all"))
        path = "/hcmRestApi/resources/latest/recruitingCEJobRequisitions"
        app.router.add_get(path, self._fixed("oracle", "jpmc"))
        return app

    def _named(self, kind: str) -> Handler:
        async def answer(request: web.Request) -> web.StreamResponse:
            return self._answer(request, self._bodies[kind, request.match_info["board"]])

        return answer

    def _fixed(self, kind: str, board: str) -> Handler:
        async def answer(request: web.Request) -> web.StreamResponse:
            return self._answer(request, self._bodies[kind, board])

        return answer

    def _answer(self, request: web.Request, body: bytes) -> web.Response:
        self.requests += 1
        headers = {}
        if self._with_etags:
            headers["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
            if request.headers.get("If-None-Match") == headers["ETag"]:
                self.not_modified += 1
                return web.Response(status=304, headers=headers)
        return web.Response(body=body, content_type="application/json", headers=headers)


def sources(base_url: str) -> list[dict[str, Any]]:
    """The recorded boards as sources that are read from *base_url*."""
    host = {"host": "jpmc.fa.oraclecloud.com", "site": "CX_1001"}
    configs = {"oracle": host, "remotive": {}}
    return [
        {
            "kind": one.kind,
            "config": {**configs.get(one.kind, {"board": one.board}), "base_url": base_url},
            "name": one.board,
            "company": None if one.kind == "remotive" else one.board,
            "interval_seconds": 3600,
        }
        for one in RECORDED
    ]


def bad_boards() -> web.Application:
    """A Greenhouse whose every board misbehaves in the way of its name."""
    app = web.Application()
    app.router.add_get("/v1/boards/{board}/jobs", _misbehave)
    app.router.add_get("/loop", _loop)
    return app


# the board's name, and the outcome it must have
BAD = {
    "missing": "not-found",
    "busy": "rate-limited",
    "broken": "server-error",
    "secret": "refused",
    "garbage": "changed",
    "half": "truncated",
    "huge": "too-large",
    "endless": "too-large",
    "loop": "redirect-loop",
    "inward": "address-refused",
}


async def _misbehave(request: web.Request) -> web.StreamResponse:
    board = request.match_info["board"]
    if board in _STATUSES:
        status, headers = _STATUSES[board]
        return web.Response(status=status, headers=headers)
    if board in _FLOODS:
        length, chunks = _FLOODS[board]
        return await _pour(request, length=length, chunks=chunks)
    if board == "garbage":
        return web.Response(body=bytes(range(256)) * 20)
    return web.json_response({"jobs": []})


_STATUSES: dict[str, tuple[int, dict[str, str]]] = {
    "missing": (404, {}),
    # 0: the host is the others' too, and they must be asked as well
    "busy": (429, {"Retry-After": "0"}),
    "broken": (500, {}),
    "secret": (403, {}),
    "inward": (302, {"Location": "http://169.254.169.254/latest/meta-data/"}),
    "loop": (302, {"Location": "/loop"}),
}
# the length that is promised in bytes, and how many chunks come
_FLOODS: dict[str, tuple[int | None, int]] = {
    "half": (1000, 0),
    "huge": (300 * 2**20, 300 * 16),
    "endless": (None, 100_000),
}


async def _loop(_request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/loop")


async def _pour(request: web.Request, *, length: int | None, chunks: int) -> web.StreamResponse:
    response = web.StreamResponse()
    if length is not None:
        response.content_length = length
    await response.prepare(request)
    try:
        await response.write(b'{"jobs": [')
        for _ in range(chunks):
            await response.write(CHUNK)
    except ConnectionError:
        return response  # the reader had enough, as it should
    assert request.transport is not None
    request.transport.abort()
    return response


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[str]:
    """The address of *app* on a free loopback port."""
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await asyncio.shield(runner.cleanup())


def recorded_titles(folder: Path, one: Recorded) -> list[str]:
    """Titles of a recorded board, whatever its shape."""
    answer = json.loads((folder / one.file).read_text("utf-8-sig"))
    if one.kind == "lever":
        return [job["text"] for job in answer]
    if one.kind == "oracle":
        return [job["Title"] for job in answer["items"][0]["requisitionList"]]
    return [
        job["title"]
        for job in answer["offers" if one.kind == "recruitee" else "jobs"]
        if one.kind != "greenhouse" or job["internal_job_id"] is not None
    ]
