"""Broadcaster: sends new events to the streams of this process.

Reads    new events, once for all streams; events that a resumed stream missed.
Writes   nothing.
Sends    frames into the streams, which http writes to their clients.

Every change writes its event in the same statement, in any process. A NOTIFY wakes this
actor at once, and each regular pass finds events whose notification was lost.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.actors.base import Ticker
from jobscout.event_streams import Streams
from jobscout.sql.events import EventQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.event_streams import Mark, Position, Stream
    from jobscout.sql.events import Event, Events
    from jobscout.sql.sessions import Sessions

AGAIN_S: Final = 0.2  # the newest events usually wait only a moment for a running transaction


class Broadcaster(Ticker):
    """*streams* are those of this process; sessions ended elsewhere are found in the rows."""

    name = "broadcaster"

    def __init__(self, interval_s: float, *, events: Events, sessions: Sessions) -> None:
        super().__init__(interval_s)
        self.streams = Streams(self.wake)
        self._events = events
        self._sessions = sessions
        self._check_at = 0.0
        self._read: Mark | None = None  # None: there was no stream to read for

    async def tick(self) -> None:
        await self._end_signed_out()
        if not self.streams.all():
            self._read = None
            return
        head = await self._events.head()
        if head.is_held_up:
            asyncio.get_running_loop().call_later(AGAIN_S, self.wake)
        if self._read is not None:
            await self._send(self._read, head.mark)
        self._read = head.mark
        await self._catch_up(head.mark)

    async def _send(self, read: Mark, head: Mark) -> None:
        """Read new events once, for all streams that have everything before them."""
        current = [
            stream
            for stream in self.streams.all()
            if stream.mark.position >= read.position and not stream.is_behind
        ]
        users: dict[int | None, list[Stream]] = {}
        for stream in current:
            users.setdefault(stream.user_id, []).append(stream)
        user_ids = [user_id for user_id in users if user_id is not None]
        users[None] = [stream for stream in current if stream.is_admin]
        after: Position | None = read.position
        while after is not None:
            page = await self._events.news(
                after, head.position, user_ids, with_scrapes=bool(users[None])
            )
            for event in page.events:
                _put(event, users[event.user_id])
            after = page.end and page.end.position
        for stream in current:
            stream.reach(head)

    async def _catch_up(self, head: Mark) -> None:
        """Read a page for each stream that resumes or overflowed, and whose queue is empty."""
        behind = {
            number: stream
            for number, stream in enumerate(self.streams.all())
            if stream.mark.position < head.position and stream.is_empty
        }
        if not behind:
            return
        queries = {
            number: EventQuery(stream.user_id, stream.is_admin, stream.mark.position)
            for number, stream in behind.items()
        }
        for number, page in (await self._events.missed(queries, head.position)).items():
            stream = behind[number]
            stream.is_behind = False
            for event in page.events:
                _put(event, [stream])
            stream.reach(page.end or head)
            stream.is_behind = page.end is not None
            if stream.is_behind and stream.is_empty:  # all of the page was about deleted objects
                self.wake()

    async def _end_signed_out(self) -> None:
        now = asyncio.get_running_loop().time()
        if now < self._check_at:
            return
        self._check_at = now + self._interval_s / 2  # not on every NOTIFY
        if session_ids := {stream.session_id for stream in self.streams.all()}:
            self.streams.end_sessions(await self._sessions.ended_of(session_ids))


def _put(event: Event, streams: Sequence[Stream]) -> None:
    if streams:
        data = msgspec.json.encode(event.data)
        frame = b"event: %b\nid: %b\ndata: %b\n\n" % (
            event.kind.encode(),
            str(event.mark).encode(),
            data,
        )
        for stream in streams:
            stream.put(event.mark, frame)
