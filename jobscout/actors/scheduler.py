"""Scheduler: which rows of the tables are due?

Reads    sources that are due, and all other due work: queued scrapes, unmatched jobs, alerts
         without a delivery.
Writes   a queued scrape for each source that is due.
Sends    messages to each debt's actor, while there is room.

The other actors send messages for speed; this actor finds work whose message was lost. Each
of sources is due work of its own with an inbox of its own, so that a thousand normal sources
never delay an urgent one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jobscout.actors.base import Ticker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from jobscout.inbox import Inbox


class DueWork(NamedTuple):
    """Where to ask for due work, and whom to tell.

    *due* takes the most ids that are wanted and answers those longest due; *message* makes
    to *batch* ids.
    """

    due: Callable[[int], Awaitable[list[int]]]
    message: Callable[[tuple[int, ...]], Any]
    inbox: Inbox[Any]
    batch: int = 1


class Scheduler(Ticker):
    name = "scheduler"

    def __init__(
        self,
        due_work: Sequence[DueWork],
        interval_s: float,
        *,
        enqueues: Sequence[Callable[[], Awaitable[object]]] = (),
    ) -> None:
        """*enqueues* make rows of what the clock says; due work they are here or elsewhere."""
        super().__init__(interval_s)
        self._due_work = due_work
        self._enqueues = enqueues

    async def tick(self) -> None:
        for enqueue in self._enqueues:
            await enqueue()
        for work in self._due_work:
            if not work.inbox.room:
                continue
            ids = await work.due(work.inbox.room * work.batch)
            for start in range(0, len(ids), work.batch):
                # If there is no room, or the inbox is closed, the next tick finds the row again.
                work.inbox.offer(work.message(tuple(ids[start : start + work.batch])))
