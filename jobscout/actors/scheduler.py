"""Scheduler: which rows of the tables are due?

Reads    sources that are due, and all other due work: queued scrapes, unmatched jobs, alerts
         without a delivery.
Writes   a queued scrape for each source that is due.
Sends    messages to the actor of each kind of work, while its inbox has room.

The other actors send messages for speed; this actor finds work whose message was lost. Each
priority of sources has its own inbox, so a thousand normal sources never delay an urgent one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jobscout.actors.base import Ticker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from jobscout.inbox import Inbox


class DueWork(NamedTuple):
    """Where to find due work of one kind, and the inbox of its actor.

    *due* returns at most as many ids as it is given, longest due first; *message* makes a message
    of up to *batch* ids.
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
        """*enqueues* add rows for what is due by the clock; some process finds them as due work."""
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
