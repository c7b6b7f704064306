"""Streams: bounded, in order, nothing twice, and ended whatever they wait for."""

from __future__ import annotations

import asyncio

import pytest

from jobscout.errors import Busy
from jobscout.event_streams import (
    MAX_PER_USER,
    MAX_WAITING,
    Mark,
    Position,
    Stream,
    Streams,
    read_mark,
)

NEVER_S = 60.0


class Wakes:
    def __init__(self) -> None:
        self.many = 0

    def __call__(self) -> None:
        self.many += 1


def mark(xid: int, number: int = 0) -> Mark:
    return Mark(Position(xid, number), 1_700_000_000)


def stream(wake: Wakes | None = None) -> Stream:
    return Stream(1, "s", mark(5), is_admin=False, wake=wake or Wakes())


def open_stream(streams: Streams, user_id: int = 1, session_id: str = "s") -> Stream:
    return streams.open(user_id, session_id, mark(5), is_admin=False)


def test_mark_is_read_as_it_was_written() -> None:
    """What is an event's id is a mark again when it comes back."""
    assert read_mark(str(mark(7, 8))) == mark(7, 8)


@pytest.mark.parametrize(
    "text", ["", "7", "1-2", "1-2-3-4", "-1-2-3", "1-2-3\n", "a-b-c", "1-2-٣", "1-2-" + "9" * 30]
)
def test_no_mark_of_ours(text: str) -> None:
    """Whatever a client makes up is nothing, and never an error."""
    assert read_mark(text) is None


async def test_in_order_and_nothing_twice() -> None:
    """What is at or before the stream's mark was put already."""
    one = stream()

    for position in (
        mark(4, 9),
        mark(5),
        mark(5, 1),
        mark(6, 2),
        mark(5, 1),
        mark(6, 2),
        mark(6, 3),
    ):
        one.put(position, b"%d-%d " % position.position)

    assert await one.take(NEVER_S) == b"5-1 6-2 6-3 "
    assert one.mark == mark(6, 3)
    assert await one.take(0) == b""


async def test_full_stream_asks_again_when_all_is_taken() -> None:
    """Memory is bounded: what has no room is left to the rows, with no gap after it."""
    wake = Wakes()
    one = stream(wake)
    for number in range(1, MAX_WAITING + 2):
        one.put(mark(6, number), b".")
    one.reach(mark(9))
    full = (one.is_behind, one.mark)

    taken = await one.take(NEVER_S)
    one.put(mark(6, MAX_WAITING + 2), b"!")

    assert full == (True, mark(6, MAX_WAITING))
    assert taken == b"." * MAX_WAITING
    assert wake.many == 1
    assert one.is_empty


async def test_takes_what_comes_while_it_waits() -> None:
    """A put wakes the waiting reader."""
    one = stream()
    waiting = asyncio.create_task(one.take(NEVER_S))
    await asyncio.sleep(0)
    one.put(mark(6), b"x")

    assert await waiting == b"x"


async def test_end_breaks_off_any_wait() -> None:
    """What goes on inside is left when the stream ends, whatever it waits for."""
    one = stream()
    asyncio.get_running_loop().call_soon(one.end, "signed-out")
    async with one.until_ended(NEVER_S):
        await asyncio.Event().wait()
    one.end("slow")

    assert one.ended == "signed-out"


async def test_ended_before_it_began() -> None:
    """A stream that was ended while its headers were made ready waits for nothing."""
    one = stream()
    one.end("replaced")
    async with one.until_ended(NEVER_S):
        await asyncio.Event().wait()

    assert one.ended == "replaced"


async def test_expires_with_its_token() -> None:
    """It ends by itself when its access token does, and an end in that moment is no error."""
    one = stream()
    async with one.until_ended(-1.0):
        try:
            await asyncio.Event().wait()
        finally:
            one.end("slow")

    assert one.ended == "slow"
    other = stream()
    async with other.until_ended(0.0):
        await asyncio.Event().wait()
    assert other.ended == "expired"


async def test_other_timeouts_pass() -> None:
    """Only its own clock is an end of the stream."""
    one = stream()
    with pytest.raises(TimeoutError):
        async with one.until_ended(NEVER_S):
            raise TimeoutError
    assert one.ended is None


async def test_a_users_oldest_makes_room() -> None:
    """At most a few for each person; nobody else's are touched."""
    streams = Streams(Wakes())
    other = open_stream(streams, user_id=2)
    own = [open_stream(streams) for _ in range(MAX_PER_USER + 2)]

    assert [one.ended for one in own[:3]] == ["replaced", "replaced", None]
    assert other.ended is None
    assert len(streams.all()) == MAX_PER_USER + 1


async def test_all_are_bounded() -> None:
    """Without room the client is asked to come back; a closed stream makes room."""
    streams = Streams(Wakes(), most=2)
    first, _ = open_stream(streams), open_stream(streams, user_id=2)

    with pytest.raises(Busy):
        open_stream(streams, user_id=3)
    streams.close(first)
    open_stream(streams, user_id=3)

    assert first.ended == "gone"


async def test_sessions_end_their_streams() -> None:
    """All streams of an ended session, and no other."""
    streams = Streams(Wakes())
    gone, stays = open_stream(streams, session_id="a"), open_stream(streams, session_id="b")

    streams.end_sessions(["a", "c"])

    assert (gone.ended, stays.ended) == ("signed-out", None)


async def test_stopping_process_opens_none() -> None:
    """When the process stops all streams end, and a new one is refused."""
    streams = Streams(Wakes())
    one = open_stream(streams)

    streams.stop()

    assert one.ended == "stopping"
    with pytest.raises(Busy):
        open_stream(streams)
