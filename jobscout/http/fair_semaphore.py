"""Concurrency limits under which a slow or busy client does not delay the others."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from jobscout.errors import RateLimited

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

T = TypeVar("T")


class FairSemaphore:
    """Limits concurrent work; during ``wait_for`` a task may give its slot to another.

    Otherwise a few slow phones would delay everybody.
    """

    def __init__(self, many: int) -> None:
        self._free = asyncio.Semaphore(many)

    async def __aenter__(self) -> None:
        await self._free.acquire()

    async def __aexit__(self, *_: object) -> None:
        self._free.release()

    async def wait_for(self, outside: Awaitable[T], patience_s: float) -> T:
        """The result of *outside*; after *patience_s* the slot is released until it is there."""
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


class Shares:
    """Limits concurrent work for each client, so that a busy one does not block others."""

    def __init__(self, each: int, *, noun: str = "searches", patience_s: float = 3.0) -> None:
        self._each = each
        self._noun = noun
        self._patience_s = patience_s
        self._held: dict[str, tuple[asyncio.Semaphore, int]] = {}

    def __len__(self) -> int:
        """Number of clients that work or wait."""
        return len(self._held)

    @asynccontextmanager
    async def of(self, client: str) -> AsyncIterator[None]:
        """Raises RateLimited: all slots of the client stay in use."""
        free, many = self._held.get(client) or (asyncio.Semaphore(self._each), 0)
        self._held[client] = free, many + 1
        try:
            try:
                async with asyncio.timeout(self._patience_s):
                    await free.acquire()
            except TimeoutError as error:
                raise RateLimited(f"at most {self._each} {self._noun} at a time", 1) from error
            try:
                yield
            finally:
                free.release()
        finally:
            free, many = self._held.pop(client)
            if many > 1:
                self._held[client] = free, many - 1
