"""Responses that are streamed in pieces, so that none is completely in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import ClientConnectionResetError, hdrs, web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def answer(
    request: web.Request,
    pieces: AsyncIterator[bytes],
    *,
    media: str,
    disposition: str,
    size: int | None = None,
) -> web.StreamResponse:
    """Send *pieces* as a file to be saved; a HEAD request gets only the headers.

    An error before the first piece is answered as a problem. After it, the connection is aborted,
    because a problem would be read as part of the file.
    """
    first = await anext(pieces, b"")
    response = web.StreamResponse(headers={hdrs.CONTENT_DISPOSITION: disposition})
    response.content_type = media
    if size is not None:
        response.content_length = size
    try:
        await response.prepare(request)
        # for HEAD aiohttp would send the written data, as another response
        if request.method != hdrs.METH_HEAD:
            await response.write(first)
            async for piece in pieces:
                await response.write(piece)
            await response.write_eof()
    except ClientConnectionResetError:
        pass  # the client disconnected
    except Exception:
        if request.transport is not None:
            request.transport.abort()
        raise
    return response
