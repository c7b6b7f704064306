"""Taking turns: so many at work at a time, and nobody kept waiting by a slow client."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable

T = TypeVar("T")


class Turns:
    """So many at work at a time; who has to wait for somebody outside lets another go on.

    Without that a few slow phones would keep everybody waiting.
    """

    def __init__(self, many: int) -> None:
        self._free = asyncio.Semaphore(many)

    async def __aenter__(self) -> None:
        await self._free.acquire()

    async def __aexit__(self, *_: object) -> None:
        self._free.release()

    async def wait_for(self, outside: Awaitable[T], patience_s: float) -> T:
        """What *outside* comes to; after *patience_s* the turn is another's until it does."""
        waiting = asyncio.ensure_future(outside)
        try:
            done, _ = await asyncio.wait([waiting], timeout=patience_s)
            if not done:
                self._free.release()
                try:
                    await asyncio.wait([waiting])
                finally:
                    await self._free.acquire()
            return await waiting
        finally:
            waiting.cancel()
