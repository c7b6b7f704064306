"""Server-sent events about a user's alerts and CVs."""

import asyncio
import time
from typing import Final

from aiohttp import hdrs, web

from jobscout.event_streams import Stream
from jobscout.http.keys import IDENTITY, SERVICES

MEDIA: Final = "text/event-stream"
_RETRY_MS: Final = 3000
_RESET: Final = b'event: reset\ndata: {"reason":"too-old"}\n\n'


async def stream_events(request: web.Request) -> web.StreamResponse:
    """Alerts and CVs of the user, and scrapes for admins, as they happen.

    Each frame's id is a position to resume from. Pings have one too, so that a client without
    events for a day still resumes from a recent one. The stream ends with the token or session.
    """
    services, identity = request.app[SERVICES], request[IDENTITY]
    response = web.StreamResponse(headers={"X-Accel-Buffering": "no"})
    response.content_type = MEDIA
    if request.method == hdrs.METH_HEAD:  # aiohttp would send the written data, as another response
        await response.prepare(request)
        return response
    mark, is_too_old = await services.stores.events.start(request.headers.get("Last-Event-ID"))
    stream = services.streams.open(identity.user_id, identity.sid, mark, is_admin=identity.is_admin)
    hello = f"retry: {_RETRY_MS}\nid: {mark}\n\n".encode() + (_RESET if is_too_old else b"")
    try:
        async with stream.until_ended(identity.expires_at - time.time()):
            await response.prepare(request)
            await _write(response, hello, stream, services.slow_s)
            while stream.ended is None:
                frames = await stream.take(services.ping_s)
                ping = f": ping\nid: {stream.mark}\n\n".encode()
                await _write(response, frames or ping, stream, services.slow_s)
    except ConnectionError:
        pass  # the client disconnected
    finally:
        services.streams.close(stream)
    transport = request.transport
    if transport is not None and transport.get_write_buffer_size():  # aiohttp would wait for it
        transport.abort()
    return response


async def _write(
    response: web.StreamResponse, frames: bytes, stream: Stream, slow_s: float
) -> None:
    """Write *frames*, and end the stream if the client accepts nothing for *slow_s*."""
    try:
        async with asyncio.timeout(slow_s):
            await response.write(frames)
    except TimeoutError:
        stream.end("slow")


async def end_streams(app: web.Application) -> None:
    """End all streams when the server stops, because they do not end by themselves."""
    app[SERVICES].streams.stop()
