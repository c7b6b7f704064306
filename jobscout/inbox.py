"""Inbox: a bounded queue that can be closed, the only thing that actors share."""

from __future__ import annotations

import asyncio
import enum
import time
from typing import Generic, TypeVar

M = TypeVar("M")


class _End(enum.Enum):
    END = enum.auto()


class Inbox(Generic[M]):
    """Messages for one actor, in order, until the inbox is closed.

    ``put`` waits while the queue is full. That wait is the back-pressure: a slow reader slows its
    writers down. A message may be lost when the process or the inbox ends; the row it names still
    end of the inbox: the row it names still says what is due.

    *waited_s*: how long the last message waited, including the wait for room in the queue.
    """

    def __init__(self, name: str, size: int) -> None:
        if size < 1:
            raise ValueError(f"inbox {name}: size must be at least 1, got {size}")
        self.name = name
        self.size = size
        self.waited_s = 0.0
        self._queue: asyncio.Queue[tuple[float, M] | _End] = asyncio.Queue(size)
        self._closed = False

    async def put(self, message: M) -> None:
        """Wait for room, then queue; after ``close`` the message is dropped."""
        if not self._closed:
            await self._queue.put((time.monotonic(), message))

    def offer(self, message: M) -> bool:
        """Queue without waiting; False if there is no room or the inbox is closed."""
        if not self.room:
            return False
        self._queue.put_nowait((time.monotonic(), message))
        return True

    async def close(self) -> None:
        """Readers process what is queued, then stop. Safe to call twice."""
        if not self._closed:
            self._closed = True
            await self._queue.put(_End.END)

    def drop(self) -> None:
        """Forget what is queued: its rows still say what is due."""
        while not self._queue.empty():
            if isinstance(self._queue.get_nowait(), _End):
                self._queue.put_nowait(_End.END)
                return

    def rest(self, most: int) -> list[M]:
        """Up to *most* messages that are queued now, without waiting."""
        taken: list[M] = []
        while len(taken) < most and not self._queue.empty():
            item = self._queue.get_nowait()
            if isinstance(item, _End):
                self._queue.put_nowait(item)
                break
            taken.append(item[1])
        return taken

    def __len__(self) -> int:
        return self._queue.qsize()

    @property
    def room(self) -> int:
        """How many more messages fit now; none after ``close``."""
        return 0 if self._closed else self.size - self._queue.qsize()

    def __aiter__(self) -> Inbox[M]:
        return self

    async def __anext__(self) -> M:
        item = await self._queue.get()
        if isinstance(item, _End):
            self._queue.put_nowait(item)  # the same end must reach every reader of a pool
            raise StopAsyncIteration
        since, message = item
        self.waited_s = time.monotonic() - since
        return message
