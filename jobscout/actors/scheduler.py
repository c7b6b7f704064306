"""Scheduler: what do the tables still owe?

Reads    sources that are due, and whatever its debts ask: queued scrapes, unmatched jobs,
         untold alerts.
Writes   a queued scrape for each source that is due.
Sends    one message for each to its actor, while there is room.

The other actors send messages because that is quick. This one makes it certain. Each lane
of sources is a debt of its own with an inbox of its own, so that a thousand normal sources
never stand in front of an urgent one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jobscout.actors.base import Ticker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from jobscout.inbox import Inbox


class Debt(NamedTuple):
    """Where to ask for owed work, and whom to tell.

    *owed* takes the most ids that are wanted and answers those longest due; *message* makes
    one message of up to *batch* of them.
    """

    owed: Callable[[int], Awaitable[list[int]]]
    message: Callable[[tuple[int, ...]], Any]
    inbox: Inbox[Any]
    batch: int = 1


class Scheduler(Ticker):
    name = "scheduler"

    def __init__(
        self,
        debts: Sequence[Debt],
        interval_s: float,
        *,
        due: Sequence[Callable[[], Awaitable[object]]] = (),
    ) -> None:
        """*due* turns what the clock owes into rows; the debts find them, here or elsewhere."""
        super().__init__(interval_s)
        self._debts = debts
        self._due = due

    async def tick(self) -> None:
        for enqueue in self._due:
            await enqueue()
        for debt in self._debts:
            if not debt.inbox.room:
                continue
            ids = await debt.owed(debt.inbox.room * debt.batch)
            for start in range(0, len(ids), debt.batch):
                # No room left, or the end: the row still says so, and the next tick asks again.
                debt.inbox.offer(debt.message(tuple(ids[start : start + debt.batch])))
