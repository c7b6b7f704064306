"""Inbox: order, back-pressure, and an end that reaches everybody."""

from __future__ import annotations

import asyncio
from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.inbox import Inbox


async def read_all(inbox: Inbox[int]) -> list[int]:
    async with asyncio.timeout(5):
        return [message async for message in inbox]


async def test_messages_come_in_order() -> None:
    """What was put first is read first, and the end comes after everything."""
    inbox: Inbox[int] = Inbox("i", 4)
    for number in range(3):
        await inbox.put(number)
    await inbox.close()

    assert await read_all(inbox) == [0, 1, 2]


async def test_full_inbox_makes_the_writer_wait() -> None:
    """A writer waits while there is no room, and goes on as soon as there is some."""
    inbox: Inbox[int] = Inbox("i", 1)
    await inbox.put(1)
    writer = asyncio.create_task(inbox.put(2))
    await asyncio.sleep(0)

    waited = not writer.done()
    first = await anext(inbox)
    async with asyncio.timeout(5):
        await writer

    assert waited
    assert (first, await anext(inbox)) == (1, 2)


async def test_end_reaches_every_reader_of_a_pool() -> None:
    """All readers stop at the end, also those that were waiting and those that come late."""
    inbox: Inbox[int] = Inbox("i", 1)
    waiting = [asyncio.create_task(read_all(inbox)) for _ in range(3)]
    await asyncio.sleep(0)
    await inbox.close()

    assert await asyncio.gather(*waiting) == [[], [], []]
    assert await read_all(inbox) == []


async def test_close_waits_behind_what_is_queued() -> None:
    """The end of a full inbox takes nothing from its readers."""
    inbox: Inbox[int] = Inbox("i", 1)
    await inbox.put(1)
    closing = asyncio.create_task(inbox.close())
    await asyncio.sleep(0)

    assert await read_all(inbox) == [1]
    assert closing.done()


async def test_close_twice() -> None:
    """A second close neither waits nor adds a second end."""
    inbox: Inbox[int] = Inbox("i", 1)
    async with asyncio.timeout(5):
        await inbox.close()
        await inbox.close()

    assert len(inbox) == 1


async def test_nothing_is_taken_after_the_end() -> None:
    """After the end there is no room: an offer is refused, a put is dropped and does not wait."""
    inbox: Inbox[int] = Inbox("i", 2)
    await inbox.close()
    async with asyncio.timeout(5):
        for number in range(5):
            await inbox.put(number)

    assert inbox.room == 0
    assert not inbox.offer(1)
    assert await read_all(inbox) == []


async def test_offer_never_waits() -> None:
    """An offer is taken while there is room and refused when there is none."""
    inbox: Inbox[int] = Inbox("i", 1)

    assert inbox.room == 1
    assert inbox.offer(1)
    assert inbox.room == 0
    assert not inbox.offer(2)
    assert len(inbox) == 1


async def test_drop_forgets_messages_and_keeps_the_end() -> None:
    """Dropping empties the inbox and makes room; an end that was queued stays."""
    inbox: Inbox[int] = Inbox("i", 3)
    await inbox.put(1)
    await inbox.put(2)
    inbox.drop()
    empty, room = len(inbox), inbox.room
    await inbox.put(3)
    await inbox.close()
    inbox.drop()

    assert (empty, room) == (0, 3)
    assert await read_all(inbox) == []


def test_size_is_at_least_one() -> None:
    """An inbox without room is an error at once, with its name."""
    with pytest.raises(ValueError, match="inbox tiny: size must be at least 1, got 0"):
        Inbox("tiny", 0)


@given(
    size=st.integers(1, 3),
    steps=st.lists(st.sampled_from(["offer", "read", "drop", "close"]), max_size=30),
)
def test_is_a_bounded_queue_with_an_end(size: int, steps: list[str]) -> None:
    """Whatever is done in whatever order, it behaves as a list of at most *size* with an end."""

    async def play() -> None:
        inbox: Inbox[int] = Inbox("i", size)
        model: deque[int] = deque()
        closed = False
        for number, step in enumerate(steps):
            if step == "offer":
                fits = not closed and len(model) < size
                assert inbox.offer(number) == fits
                model.extend([number] if fits else [])
            elif step == "read" and (model or closed):
                got = await anext(inbox, None)
                assert got == (model.popleft() if model else None)
            elif step == "drop":
                inbox.drop()
                model.clear()
            elif step == "close" and len(model) < size:
                await inbox.close()
                closed = True
            assert inbox.room == (0 if closed else size - len(model))

    asyncio.run(play())


async def test_rest_does_not_wait() -> None:
    """What is queued now, as much as is wanted, and never the end, which readers need."""
    inbox: Inbox[int] = Inbox("i", 4)
    for number in range(3):
        await inbox.put(number)
    await inbox.close()

    assert [inbox.rest(2), inbox.rest(2), inbox.rest(2)] == [[0, 1], [2], []]
    assert await read_all(inbox) == []
