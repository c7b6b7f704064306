"""Event streams: the open connections that send events to users.

This module does not use the database or the network: ``actors.broadcaster`` reads events and
puts them into streams, ``http.event_handlers`` takes them out and writes them.
"""

from __future__ import annotations

import asyncio
import re
import resource
from collections import deque
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from jobscout import metrics
from jobscout.errors import Busy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection

MAX_WAITING: Final = 200  # frames of about 300 bytes in memory for one stream
MAX_PER_USER: Final = 10
MAX_IN_ALL: Final = 5_000  # or half of the process's open-file limit, if that is smaller

End = Literal["gone", "expired", "signed-out", "slow", "replaced", "stopping"]
"""Why a stream ended: its client disconnected, its access token expired, its session ended, its
client accepted nothing for too long, the user opened too many, or the process stops."""

_MARK: Final = re.compile(r"([0-9]{1,12})-([0-9]{1,18})-([0-9]{1,18})")


class Position(NamedTuple):
    """A position in the order of all events, see ``sql/events.sql``."""

    xid: int
    number: int


class Mark(NamedTuple):
    """A position up to which a client has read; later events are from *seconds* (Unix) or later."""

    position: Position
    seconds: int

    def __str__(self) -> str:
        return f"{self.seconds}-{self.position.xid}-{self.position.number}"


def read_mark(text: str) -> Mark | None:
    """The mark in *text*; None if we never issued it."""
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    seconds, xid, number = map(int, found.groups())
    return Mark(Position(xid, number), seconds)


class Stream:
    """One open connection: the queue of frames to write to it.

    Attributes:
        mark: everything for this stream up to here was queued.
        is_behind: the queue was full; the rest is read from the rows once the queue is empty.
    """

    def __init__(
        self,
        user_id: int,
        session_id: str,
        mark: Mark,
        *,
        is_admin: bool,
        wake: Callable[[], None],
    ) -> None:
        self.user_id = user_id
        self.session_id = session_id
        self.is_admin = is_admin
        self.mark = mark
        self.is_behind = False
        self.ended: End | None = None
        self._wake = wake
        self._waiting: deque[bytes] = deque()
        self._news = asyncio.Event()
        self._clock: asyncio.Timeout | None = None

    @property
    def is_empty(self) -> bool:
        return not self._waiting

    def put(self, mark: Mark, frame: bytes) -> None:
        """Queue *frame*, unless it was queued already or will be read from the rows."""
        if self.is_behind or mark.position <= self.mark.position:
            return
        if len(self._waiting) >= MAX_WAITING:
            self.is_behind = True
            return
        self._waiting.append(frame)
        self.mark = mark
        self._news.set()

    def reach(self, mark: Mark) -> None:
        """Everything up to *mark* was queued, unless it will be read from the rows."""
        if not self.is_behind and mark.position > self.mark.position:
            self.mark = mark

    async def take(self, patience_s: float) -> bytes:
        """All queued frames; empty if none came within *patience_s*."""
        if not self._waiting:
            self._news.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(patience_s):
                    await self._news.wait()
        taken = b"".join(self._waiting)
        self._waiting.clear()
        if self.is_behind:
            self._wake()
        return taken

    def end(self, why: End) -> None:
        """End the stream, and cancel what runs inside ``until_ended``."""
        if self.ended is None:
            self.ended = why
            if self._clock is not None and not self._clock.expired():
                self._clock.reschedule(0)

    @asynccontextmanager
    async def until_ended(self, seconds: float) -> AsyncIterator[None]:
        """Cancel the code inside when the stream ends.

        After *seconds* its access token has expired, and the stream ends by itself.
        """
        clock = asyncio.timeout(0 if self.ended else seconds)
        try:
            async with clock:
                self._clock = clock
                yield
        except TimeoutError:
            if not clock.expired():
                raise
            self.end("expired")
        finally:
            self._clock = None


class Streams:
    """The streams of this process. *wake* tells the broadcaster that a stream needs events."""

    def __init__(self, wake: Callable[[], None], most: int | None = None) -> None:
        self._wake = wake
        self._most = _room() if most is None else most
        self._by_user: dict[int, list[Stream]] = {}  # oldest first
        self._many = 0
        self._is_stopping = False

    def all(self) -> list[Stream]:
        """The streams that have not ended."""
        return [one for own in self._by_user.values() for one in own if one.ended is None]

    def open(self, user_id: int, session_id: str, mark: Mark, *, is_admin: bool) -> Stream:
        """A stream of events after *mark*. If the user has too many, the oldest ends.

        Raises:
            Busy: there are too many in total, or the process stops.
        """
        if self._is_stopping or self._many >= self._most:
            raise Busy("too many streams are open")
        stream = Stream(user_id, session_id, mark, is_admin=is_admin, wake=self._wake)
        own = self._by_user.setdefault(user_id, [])
        own.append(stream)
        for oldest in own[:-MAX_PER_USER]:
            oldest.end("replaced")
        self._count(+1)
        self._wake()
        return stream

    def close(self, stream: Stream) -> None:
        """Remove a closed connection; if the stream had not ended, its client disconnected."""
        stream.end("gone")
        own = self._by_user[stream.user_id]
        own.remove(stream)
        if not own:
            del self._by_user[stream.user_id]
        self._count(-1)
        metrics.STREAMS_ENDED.labels(stream.ended).inc()

    def end_sessions(self, session_ids: Collection[str]) -> None:
        """End the streams of sessions that have ended."""
        for stream in self.all():
            if stream.session_id in session_ids:
                stream.end("signed-out")

    def stop(self) -> None:
        """End all streams, and refuse new ones."""
        self._is_stopping = True
        for stream in self.all():
            stream.end("stopping")

    def _count(self, change: int) -> None:
        self._many += change
        metrics.STREAMS.inc(change)


def _room() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_IN_ALL if files == resource.RLIM_INFINITY else min(MAX_IN_ALL, files // 2)
