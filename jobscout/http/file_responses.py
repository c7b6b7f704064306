"""Answers that are sent piece by piece, so that none lies in memory whole."""

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
    """Send *pieces*, to be saved as a file; a HEAD request gets the headers alone.

    What raises before the first piece is still refused in words; after it, the connection
    breaks off, for a refusal would be read as part of the file.
    """
    first = await anext(pieces, b"")
    response = web.StreamResponse(headers={hdrs.CONTENT_DISPOSITION: disposition})
    response.content_type = media
    if size is not None:
        response.content_length = size
    try:
        await response.prepare(request)
        # to HEAD aiohttp would send what is written, as another answer
        if request.method != hdrs.METH_HEAD:
            await response.write(first)
            async for piece in pieces:
                await response.write(piece)
            await response.write_eof()
    except ClientConnectionResetError:
        pass  # the client went
    except Exception:
        if request.transport is not None:
            request.transport.abort()
        raise
    return response
