"""Scheduler: which rows of the tables are due?

Reads    all due work besides boards: unmatched jobs, alerts without a delivery and the like.
Sends    messages to the actor of each kind of work, while its inbox has room.

The other actors send messages for speed; this actor finds work whose message was lost. Boards
have a scheduler of their own, see ``dispatcher``.
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

    def __init__(self, due_work: Sequence[DueWork], interval_s: float) -> None:
        super().__init__(interval_s)
        self._due_work = due_work

    async def tick(self) -> None:
        for work in self._due_work:
            if not work.inbox.room:
                continue
            ids = await work.due(work.inbox.room * work.batch)
            for start in range(0, len(ids), work.batch):
                # If there is no room, or the inbox is closed, the next tick finds the row again.
                work.inbox.offer(work.message(tuple(ids[start : start + work.batch])))
