"""What an actor is: something that runs until told to stop, and can be started again."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from jobscout import logs, metrics
from jobscout.errors import Outage

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from jobscout.inbox import Inbox

log = logging.getLogger(__name__)

M = TypeVar("M")
JITTER = 0.1  # keeps the timers of many processes from striking together


class Work:
    """What an actor has done since the process began: *done* messages, or passes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.done = 0
        self.last_error: str | None = None
        self._busy_s = 0.0
        self._under_way: list[float] = []

    @contextmanager
    def one(self, took: Callable[[float], None]) -> Iterator[None]:
        """Count what happens inside as one, and tell *took* its seconds."""
        began = self._clock()
        self._under_way.append(began)
        try:
            yield
        finally:
            self._under_way.remove(began)
            seconds = self._clock() - began
            self._busy_s += seconds
            self.done += 1
            took(seconds)

    @property
    def busy_s(self) -> float:
        """Seconds in it, what is under way included, so that a stuck actor shows."""
        now = self._clock()
        return self._busy_s + sum(now - began for began in self._under_way)


class Actor(Protocol):
    """What the supervisor needs to know.

    ``run`` works until told to stop: returning is a clean end, raising asks for a restart.
    ``stop`` asks ``run`` to finish what it holds; it is safe before ``run``, and safe twice.
    """

    name: str

    async def run(self) -> None: ...

    async def stop(self) -> None: ...


class Consumer(Generic[M]):
    """An actor that handles the messages of one inbox, with ``readers`` of them at a time.

    When one reader breaks, the others may go on for *finish_s* with the message they hold:
    more than 0 where to be cut off in the middle costs more than to come back late.
    *is_private*: what an error says may quote what a person wrote, and stays out of the log.
    """

    name = "consumer"
    readers = 1
    finish_s = 0.0
    is_private = False

    def __init__(self, inbox: Inbox[M]) -> None:
        self.inbox = inbox
        self.work = Work()
        self._idle: set[asyncio.Task[None] | None] = set()
        self._breaking = False
        self._held_up: list[M] = []
        self._under_way: set[Hashable] = set()

    def key(self, message: M) -> Hashable | None:  # noqa: ARG002
        """What a message is about, where two must not be handled at once; else None.

        Its row can be claimed again while it is still worked on here, when this process was
        taken for dead meanwhile.
        """
        return None

    async def handle(self, message: M) -> None:
        """Do the work of one message. The same message may come again: same rows then."""
        raise NotImplementedError

    async def fail(self, message: M, error: Exception) -> None:
        """Record on the row that this message failed. Raising here restarts the actor."""
        raise NotImplementedError

    async def release(self, message: M) -> None:
        """After an outage: let go what was claimed for *message*, if it is still ours."""

    async def run(self) -> None:
        self._breaking = False
        while self._held_up:
            await self.release(self._held_up[-1])
            self._held_up.pop()
        readers = [
            asyncio.create_task(self._read(), name=f"{self.name}-{number}")
            for number in range(self.readers)
        ]
        try:
            _, others = await asyncio.wait(readers, return_when=asyncio.FIRST_EXCEPTION)
            self._breaking = bool(others)
            for reader in others & self._idle:
                reader.cancel()
            if others:
                await asyncio.wait(others, timeout=self.finish_s)
        finally:
            for reader in readers:
                reader.cancel()
            ends = await asyncio.gather(*readers, return_exceptions=True)
        if broken := [end for end in ends if isinstance(end, Exception)]:
            raise ExceptionGroup(f"{self.name} broke", broken)

    async def stop(self) -> None:
        await self.inbox.close()

    async def attempt(self, message: M) -> None:
        """Handle a message, and record on its row when that failed. Raises Outage."""
        key = self.key(message)
        if key is not None:
            if key in self._under_way:
                return  # the row says what is due after that
            self._under_way.add(key)
        try:
            await self._attempt(message)
        finally:
            self._under_way.discard(key)

    async def _attempt(self, message: M) -> None:
        numbers = metrics.of_actor(self.name)
        with logs.log_context(actor=self.name):
            try:
                await self.handle(message)
            except Outage:
                numbers.outage()
                self._held_up.append(message)
                raise  # nothing can be recorded now; the row still says what is due
            except asyncio.CancelledError:
                if self._breaking and not self.finish_s:  # nothing done so far is of consequence
                    self._held_up.append(message)
                raise
            except Exception as error:
                numbers.failed()
                shown = logs.without_words(error) if self.is_private else error
                said = {"about": type(message).__name__}
                log.exception("message failed", extra=said, exc_info=shown)
                self.work.last_error = type(error).__name__
                await self.fail(message, error)
            else:
                numbers.ok()

    async def _read(self) -> None:
        this = asyncio.current_task()
        numbers = metrics.of_actor(self.name)
        self._idle.add(this)
        try:
            async for message in self.inbox:
                self._idle.discard(this)
                numbers.waited(self.inbox.waited_s)
                with self.work.one(numbers.busy):
                    await self.attempt(message)
                if self._breaking:
                    return
                self._idle.add(this)
        finally:
            self._idle.discard(this)


class Ticker:
    """An actor with a clock: ``tick`` is one pass, and ``wake`` brings the next one forward."""

    name = "ticker"

    def __init__(self, interval_s: float) -> None:
        self._interval_s = interval_s
        self.work = Work()
        self._woken = asyncio.Event()
        self._stopping = False

    async def tick(self) -> None:
        """One pass."""
        raise NotImplementedError

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            with self.work.one(metrics.of_actor(self.name).busy):
                await self.tick()
            pause = self._interval_s * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()

    async def stop(self) -> None:
        self._stopping = True
        self._woken.set()
