"""A simulator of three kinds of job boards over HTTP, for the demo and for tests.

Serves    ``/v1/boards/{token}/jobs`` as Greenhouse, ``/v0/postings/{site}`` as Lever,
          ``/api/remote-jobs`` as Remotive, ``/robots.txt``.
Control   ``POST /control/fault`` lets a board misbehave, see ``BoardWorld.fault``.

It listens on loopback only, and knows when it was asked and how: ``app[WORLD].requests``.
"""

from __future__ import annotations

import asyncio
import hashlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeAlias

import msgspec
from aiohttp import ETag, web

from seed import demo_shapes
from seed.demo_world import BoardWorld, FaultKind, Seen

__all__ = ["WORLD", "BoardWorld", "make_board", "serving"]

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

WORLD = web.AppKey("world", BoardWorld)
_FAULT: web.RequestKey[str] = web.RequestKey("fault", str)

RETRY_AFTER_S = 2
_DRIPS = 20  # a slow answer comes in this many pieces, so it ends by itself
_HEADERS = ("User-Agent", "Accept", "Accept-Encoding", "If-None-Match", "If-Modified-Since")


class FaultOrder(msgspec.Struct, forbid_unknown_fields=True):
    """The body of ``POST /control/fault``."""

    path_prefix: str
    fault: FaultKind | None
    times: int | None = None


def make_board(rng_seed: int = 7, world: BoardWorld | None = None) -> web.Application:
    """The boards as an application; *world* instead of one grown from *rng_seed*."""
    app = web.Application(middlewares=[_act_out])
    app[WORLD] = world or BoardWorld(rng_seed)
    app.router.add_get("/v1/boards/{token}/jobs", greenhouse_jobs)
    app.router.add_get("/v0/postings/{site}", lever_postings)
    app.router.add_get("/api/remote-jobs", remotive_jobs)
    app.router.add_get("/robots.txt", robots)
    app.router.add_post("/control/fault", order_fault)
    app.on_shutdown.append(_release)
    return app


@asynccontextmanager
async def serving(app: web.Application, port: int = 0) -> AsyncIterator[str]:
    """Serve *app* on loopback (port 0: any free one) and give its address, without a slash."""
    listener = socket.create_server(("127.0.0.1", port))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        await runner.cleanup()


async def greenhouse_jobs(request: web.Request) -> web.Response:
    openings = request.app[WORLD].on("greenhouse", request.match_info["token"])
    if openings is None:
        return _json({"status": 404, "error": "Board not found"}, status=404)
    asked = request.query
    answer = demo_shapes.greenhouse(
        openings,
        content=asked.get("content") == "true",
        salary=asked.get("pay_transparency") == "true",
    )
    response = _document(request, answer, weak=True)
    response.headers["Cache-Control"] = "max-age=0, private, must-revalidate"
    return response


async def lever_postings(request: web.Request) -> web.Response:
    asked = request.query
    if asked.get("mode") != "json" and "text/html" in request.headers.get("Accept", ""):
        return web.Response(text="<!doctype html><title>Jobs</title>", content_type="text/html")
    openings = request.app[WORLD].on("lever", request.match_info["site"])
    if openings is None:
        return _json({"ok": False, "error": "Document not found"}, status=404)
    skip, limit = int(asked.get("skip", 0)), int(asked.get("limit", len(openings)))
    return _document(request, demo_shapes.lever(openings)[skip : skip + limit], weak=True)


async def remotive_jobs(request: web.Request) -> web.Response:
    openings = request.app[WORLD].on("remotive")
    return _document(request, demo_shapes.remotive(openings or []), weak=False)


async def robots(request: web.Request) -> web.Response:  # noqa: ARG001
    return web.Response(text="User-agent: *\nAllow: /\n")


async def order_fault(request: web.Request) -> web.Response:
    """204; 400 where the body is not a ``FaultOrder``."""
    try:
        order = msgspec.json.decode(await request.read(), type=FaultOrder)
    except msgspec.DecodeError as error:
        return _json({"error": str(error)}, status=400)
    request.app[WORLD].fault(order.path_prefix, order.fault, order.times)
    return web.Response(status=204)


@web.middleware
async def _act_out(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer, with the fault that was ordered for this path, and write the request down."""
    if request.path.startswith("/control/"):
        return await handler(request)
    world = request.app[WORLD]
    fault = world.take_fault(request.path)
    if fault is not None:
        request[_FAULT] = fault
    try:
        response = _refusal(fault)
        if response is None:
            response = await handler(request)
    except web.HTTPException as error:
        _note(world, request, error.status)
        raise
    _note(world, request, response.status)
    if isinstance(response, web.Response) and isinstance(response.body, bytes):
        return await _spoilt(request, response, response.body, fault)
    return response


def _refusal(fault: FaultKind | None) -> web.StreamResponse | None:
    """The answer to a fault that needs no board; None for the others."""
    match fault:
        case "429":
            return web.Response(status=429, headers={"Retry-After": str(RETRY_AFTER_S)})
        case "500":
            return web.Response(status=500, text="Internal Server Error")
        case "gone":
            return _json({"ok": False, "error": "Document not found"}, status=404)
        case _:
            return None


async def _spoilt(
    request: web.Request, response: web.Response, body: bytes, fault: FaultKind | None
) -> web.StreamResponse:
    match fault:
        case "broken-json":
            return web.Response(body=body[: len(body) // 2], content_type="application/json")
        case "half-body":
            return await _hang_up_half_way(request, body)
        case "slow":
            return await _drip(request, body)
        case _:
            return response


async def _hang_up_half_way(request: web.Request, body: bytes) -> web.StreamResponse:
    response = await _begin(request, len(body))
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


async def _drip(request: web.Request, body: bytes) -> web.StreamResponse:
    world = request.app[WORLD]
    response = await _begin(request, len(body))
    size = len(body) // _DRIPS + 1
    with suppress(ConnectionResetError):  # the client lost patience, as clients should
        for start in range(0, len(body), size):
            await response.write(body[start : start + size])
            with suppress(TimeoutError):
                async with asyncio.timeout(world.drip_pause_s):
                    await world.release.wait()
    return response


async def _begin(request: web.Request, length: int) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = length
    response.force_close()
    await response.prepare(request)
    return response


def _note(world: BoardWorld, request: web.Request, status: int) -> None:
    headers = {name: request.headers[name] for name in _HEADERS if name in request.headers}
    world.requests.append(Seen(request.path, request.query_string, headers, status))


def _document(request: web.Request, answer: Any, *, weak: bool) -> web.Response:
    """*answer* with an ETag, or 304 where the client has it; a faulty answer is never a 304."""
    body = msgspec.json.encode(answer)
    tag = hashlib.sha256(body).hexdigest()[:32]
    known = {etag.value for etag in request.if_none_match or ()}
    if known & {tag, "*"} and _FAULT not in request:
        response = web.Response(status=304)
    else:
        response = web.Response(body=body, content_type="application/json")
    response.etag = ETag(value=tag, is_weak=weak)
    return response


def _json(answer: Any, *, status: int) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(answer), status=status, content_type="application/json"
    )


async def _release(app: web.Application) -> None:
    app[WORLD].release.set()
