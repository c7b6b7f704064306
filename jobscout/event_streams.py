"""Streams: the open connections on which people hear of their events.

Nothing here asks the database or the network: ``actors.broadcaster`` reads events and puts
them into streams, ``http.event_handlers`` takes them out and writes them.
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

MAX_WAITING: Final = 200  # frames of some 300 bytes in memory for one stream
MAX_PER_PERSON: Final = 10
MAX_IN_ALL: Final = 5_000  # or half of the files that this process may open, if those are fewer

End = Literal["gone", "expired", "signed-out", "slow", "replaced", "stopping"]
"""Why a stream ended: its client went, its access token expired, its session was ended, its
client took nothing for too long, the same person opened too many, the process stops."""

_MARK: Final = re.compile(r"([0-9]{1,12})-([0-9]{1,18})-([0-9]{1,18})")


class Place(NamedTuple):
    """A place in the order of all events, see ``sql/events.sql``."""

    xid: int
    number: int


class Mark(NamedTuple):
    """How far somebody has read. Nothing after *place* was older than *seconds* (Unix time)."""

    place: Place
    seconds: int

    def __str__(self) -> str:
        return f"{self.seconds}-{self.place.xid}-{self.place.number}"


def read_mark(text: str) -> Mark | None:
    """The mark that was written as *text*; None when we never wrote that."""
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    seconds, xid, number = map(int, found.groups())
    return Mark(Place(xid, number), seconds)


class Stream:
    """One open connection: what is still to be written to it, in order.

    Attributes:
        mark: everything for this stream up to here was put into it.
        is_behind: rows hold more than had room; they are asked for when all is taken.
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
        """Queue *frame*, unless it was put already, or has to be asked for again."""
        if self.is_behind or mark.place <= self.mark.place:
            return
        if len(self._waiting) >= MAX_WAITING:
            self.is_behind = True
            return
        self._waiting.append(frame)
        self.mark = mark
        self._news.set()

    def reach(self, mark: Mark) -> None:
        """All for this stream up to *mark* was put, unless it has to be asked for again."""
        if not self.is_behind and mark.place > self.mark.place:
            self.mark = mark

    async def take(self, patience_s: float) -> bytes:
        """All that is to be written now; nothing when nothing came for *patience_s*."""
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
        """Break off what goes on inside ``until_ended``."""
        if self.ended is None:
            self.ended = why
            if self._clock is not None and not self._clock.expired():
                self._clock.reschedule(0)

    @asynccontextmanager
    async def until_ended(self, seconds: float) -> AsyncIterator[None]:
        """What is inside may wait for anything: it is left when the stream ends.

        After *seconds* its access token is no longer good, and it ends by itself.
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
    """The streams of this process. *wake* tells who reads that one of them wants something."""

    def __init__(self, wake: Callable[[], None], most: int | None = None) -> None:
        self._wake = wake
        self._most = _room() if most is None else most
        self._by_user: dict[int, list[Stream]] = {}  # the oldest first
        self._many = 0
        self._is_stopping = False

    def all(self) -> list[Stream]:
        """Those that have not ended."""
        return [one for own in self._by_user.values() for one in own if one.ended is None]

    def open(self, user_id: int, session_id: str, mark: Mark, *, is_admin: bool) -> Stream:
        """A stream of what comes after *mark*. A person's oldest makes room.

        Raises:
            Busy: there are too many, or the process stops.
        """
        if self._is_stopping or self._many >= self._most:
            raise Busy("too many streams are open")
        stream = Stream(user_id, session_id, mark, is_admin=is_admin, wake=self._wake)
        own = self._by_user.setdefault(user_id, [])
        own.append(stream)
        for oldest in own[:-MAX_PER_PERSON]:
            oldest.end("replaced")
        self._count(+1)
        self._wake()
        return stream

    def close(self, stream: Stream) -> None:
        """The connection is done with; without an end from here its client went."""
        stream.end("gone")
        own = self._by_user[stream.user_id]
        own.remove(stream)
        if not own:
            del self._by_user[stream.user_id]
        self._count(-1)
        metrics.STREAMS_ENDED.labels(stream.ended).inc()

    def end_sessions(self, session_ids: Collection[str]) -> None:
        """End the streams of sessions that were ended."""
        for stream in self.all():
            if stream.session_id in session_ids:
                stream.end("signed-out")

    def stop(self) -> None:
        """End all streams, and open no more."""
        self._is_stopping = True
        for stream in self.all():
            stream.end("stopping")

    def _count(self, change: int) -> None:
        self._many += change
        metrics.STREAMS.inc(change)


def _room() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_IN_ALL if files == resource.RLIM_INFINITY else min(MAX_IN_ALL, files // 2)
