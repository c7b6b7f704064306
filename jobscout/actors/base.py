"""What an actor is: something that runs until told to stop, and can be started again."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from jobscout import metrics
from jobscout.errors import Outage

if TYPE_CHECKING:
    from jobscout.inbox import Inbox

log = logging.getLogger(__name__)

M = TypeVar("M")
JITTER = 0.1  # keeps the timers of many processes from striking together


class Actor(Protocol):
    """What the supervisor needs to know.

    ``run`` works until told to stop: returning is a clean end, raising asks for a restart.
    ``stop`` asks ``run`` to finish what it holds; it is safe before ``run``, and safe twice.
    """

    name: str

    async def run(self) -> None: ...

    async def stop(self) -> None: ...


class Consumer(Generic[M]):
    """An actor that handles the messages of one inbox, with ``readers`` of them at a time."""

    name = "consumer"
    readers = 1

    def __init__(self, inbox: Inbox[M]) -> None:
        self.inbox = inbox

    async def handle(self, message: M) -> None:
        """Do the work of one message. The same message may come again: same rows then."""
        raise NotImplementedError

    async def fail(self, message: M, error: Exception) -> None:
        """Record on the row that this message failed. Raising here restarts the actor."""
        raise NotImplementedError

    async def run(self) -> None:
        async with asyncio.TaskGroup() as readers:
            for number in range(self.readers):
                readers.create_task(self._read(), name=f"{self.name}-{number}")

    async def stop(self) -> None:
        await self.inbox.close()

    async def attempt(self, message: M) -> None:
        """Handle a message, and record on its row when that failed. Raises Outage."""
        began = time.monotonic()
        outcome = "ok"
        try:
            await self.handle(message)
        except Outage:
            raise  # nothing can be recorded now; the row still says what is owed
        except Exception as error:
            outcome = "failed"
            log.exception(
                "message failed", extra={"actor": self.name, "about": type(message).__name__}
            )
            await self.fail(message, error)
        metrics.ACTOR_MESSAGES.labels(self.name, outcome).inc()
        metrics.ACTOR_SECONDS.labels(self.name).observe(time.monotonic() - began)

    async def _read(self) -> None:
        async for message in self.inbox:
            metrics.INBOX_DEPTH.labels(self.name).set(len(self.inbox))
            await self.attempt(message)


class Ticker:
    """An actor with a clock: ``tick`` is one pass, and ``wake`` brings the next one forward."""

    name = "ticker"

    def __init__(self, interval_s: float) -> None:
        self._interval_s = interval_s
        self._woken = asyncio.Event()
        self._stopping = False

    async def tick(self) -> None:
        """One pass over what is owed."""
        raise NotImplementedError

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            await self.tick()
            pause = self._interval_s * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()

    async def stop(self) -> None:
        self._stopping = True
        self._woken.set()
