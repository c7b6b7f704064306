"""Scheduler: asks what is due, and passes on what fits."""

from __future__ import annotations

from typing import Any

import pytest

from jobscout.actors.scheduler import DueWork, Scheduler
from jobscout.errors import Outage
from jobscout.inbox import Inbox


class Due:
    """A table that owes *ids* and remembers what it was asked for."""

    def __init__(self, *ids: int) -> None:
        self.ids = list(ids)
        self.asked: list[int] = []

    async def __call__(self, most: int) -> list[int]:
        self.asked.append(most)
        return self.ids[:most]


def lane(size: int, *, queued: int = 0) -> Inbox[Any]:
    inbox: Inbox[Any] = Inbox("lane", size)
    for number in range(queued):
        assert inbox.offer(("old", number))
    return inbox


async def test_asks_for_no_more_than_there_is_room_for() -> None:
    """Three places free of four means three rows asked for and three messages."""
    due, inbox = Due(*range(10)), lane(4, queued=1)
    await Scheduler([DueWork(due, lambda ids: ids[0], inbox)], 5.0).tick()

    assert due.asked == [3]
    assert inbox.room == 0


async def test_batches() -> None:
    """Up to *batch* ids make one message, and room is counted in batches."""
    due, inbox = Due(1, 2, 3, 4, 5), lane(4)
    await Scheduler([DueWork(due, lambda ids: ids, inbox, batch=2)], 5.0).tick()
    messages = [await anext(inbox) for _ in range(len(inbox))]

    assert due.asked == [8]
    assert messages == [(1, 2), (3, 4), (5,)]


async def test_full_lane_does_not_stop_the_others() -> None:
    """A lane without room is not even asked for, and the next one gets its work."""
    full, free = Due(1), Due(2)
    inbox = lane(2)
    debts = [
        DueWork(full, lambda ids: ids[0], lane(1, queued=1)),
        DueWork(free, lambda ids: ids[0], inbox),
    ]
    await Scheduler(debts, 5.0).tick()

    assert full.asked == []
    assert await anext(inbox) == 2


async def test_inbox_that_has_ended_is_left_alone() -> None:
    """While everything stops, nobody is asked for work that nobody would do."""
    due, inbox = Due(1), lane(2)
    await inbox.close()
    await Scheduler([DueWork(due, lambda ids: ids[0], inbox)], 5.0).tick()

    assert due.asked == []


async def test_inbox_that_fills_meanwhile_does_not_block() -> None:
    """Room that others took while we asked is theirs; the row says the rest again."""
    inbox = lane(2)

    async def due(most: int) -> list[int]:
        inbox.offer("of somebody else")
        return list(range(most))

    await Scheduler([DueWork(due, lambda ids: ids[0], inbox)], 5.0).tick()

    assert [await anext(inbox), await anext(inbox)] == ["of somebody else", 0]


async def test_outage_passes() -> None:
    """When the database is away there is nothing to ask: the supervisor waits."""

    async def due(_most: int) -> list[int]:
        raise Outage("away")

    with pytest.raises(Outage):
        await Scheduler([DueWork(due, lambda ids: ids[0], lane(1))], 5.0).tick()
