"""Supervisor: restarts actors, and gives up after too many crashes."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, deque
from contextlib import suppress
from typing import TYPE_CHECKING

from jobscout import metrics
from jobscout.actors.base import Consumer, Ticker, Work
from jobscout.errors import Outage, Unrecoverable
from jobscout.model import ActorReport

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from jobscout.actors.base import Actor
    from jobscout.model import ActorState

log = logging.getLogger(__name__)

RESTART_S = 1.0  # the pause before the first restart
# The others, in pauses before a first restart:
OUTAGE_PAUSE = 2  # long enough to be polite, short enough to notice
STEADY = 10  # an actor that has run for so long after an outage is over it
MAX_RESTARTS = 5
WINDOW_S = 60.0


class RestartLimitError(Exception):
    """An actor crashed too often within a short time; the process must end."""


class Supervisor:
    """Runs actors, given in the order of the data flow.

    A crashed actor is restarted after 1, 2, 4 … times *restart_s*. More than ``MAX_RESTARTS``
    crashes within ``WINDOW_S`` end the whole process: a clean start beats a half-dead process.
    An outage is not a crash: it is waited out, however long it takes.
    """

    def __init__(
        self,
        actors: Sequence[Actor],
        *,
        restart_s: float = RESTART_S,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._actors = actors
        self._restart_s = restart_s
        self._sleep = sleep
        self._clock = clock
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._stop_requested = {actor.name: asyncio.Event() for actor in actors}
        self._away: set[str] = set()
        self._restarts: Counter[str] = Counter()
        self._errors: dict[str, str] = {}
        self.states: dict[str, ActorState] = {actor.name: "waiting" for actor in actors}
        for actor in actors:
            metrics.of_actor(actor.name)  # creates its metrics with value 0

    async def run(self) -> None:
        """Return when every actor has ended; raise if one crashes too often."""
        async with asyncio.TaskGroup() as group:
            for actor in self._actors:
                self._tasks[actor.name] = group.create_task(self._keep(actor), name=actor.name)

    def report(self) -> list[ActorReport]:
        """The state of each actor, in the order of the data flow."""
        return [self._report(actor) for actor in self._actors]

    def _report(self, actor: Actor) -> ActorReport:
        inbox = actor.inbox if isinstance(actor, Consumer) else None
        work = actor.work if isinstance(actor, (Consumer, Ticker)) else Work()
        return ActorReport(
            name=actor.name,
            state=self.states[actor.name],
            mailbox=0 if inbox is None else len(inbox),
            capacity=0 if inbox is None else inbox.size,
            restarts=self._restarts[actor.name],
            last_error=self._errors.get(actor.name) or work.last_error,
            processed=work.done,
            busy_seconds=round(work.busy_s, 3),
        )

    async def stop(self, grace_s: float) -> list[str]:
        """Stop actors, upstream first, within *grace_s*; returns the names of those cut off.

        Each may take half of the remaining time, so that one that hangs leaves time for those after
        it.
        """
        clock = asyncio.get_running_loop().time
        deadline = clock() + grace_s
        return [
            actor.name
            for actor in self._actors
            if not await self._stop(actor, (deadline - clock()) / 2)
        ]

    async def _stop(self, actor: Actor, seconds: float) -> bool:
        """Whether the actor ended by itself; one that was never started ends when it is run."""
        task = self._tasks.get(actor.name)
        if task is not None and task.done():
            return True
        self._stop_requested[actor.name].set()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await actor.stop()
                if task is not None:
                    await asyncio.wait([task])
        if task is None or task.done():
            return True
        task.cancel()
        return False

    async def _keep(self, actor: Actor) -> None:
        crashes: deque[float] = deque()
        while (error := await self._run(actor)) is not None:
            if _is_outage(error):
                await self._wait_out(actor, error)
            else:
                await self._restart(actor, error, crashes)
        self.states[actor.name] = "stopped"

    async def _run(self, actor: Actor) -> Exception | None:
        """Run the actor; None if it ended normally, otherwise its error."""
        self.states[actor.name] = "running"
        steady = asyncio.get_running_loop().call_later(
            STEADY * self._restart_s, self._is_back, actor.name
        )
        try:
            await actor.run()
        except Exception as error:  # noqa: BLE001  (any crash of an actor is our case)
            self._errors[actor.name] = type(_first(error)).__name__
            return error
        finally:
            steady.cancel()
        return None

    async def _wait_out(self, actor: Actor, error: Exception) -> None:
        self.states[actor.name] = "outage"
        if actor.name not in self._away:
            self._away.add(actor.name)
            log.warning("outage", extra={"actor": actor.name, "error": _first_words(error)})
        await self._pause(actor, OUTAGE_PAUSE * self._restart_s)

    def _is_back(self, name: str) -> None:
        # An idle actor also runs during an outage. But the scheduler, which always queries, and the
        # listener recover only when the database does.
        if name in self._away:
            self._away.remove(name)
            if not self._away:
                log.info("outage over")

    async def _restart(self, actor: Actor, error: Exception, crashes: deque[float]) -> None:
        now = self._clock()
        crashes.append(now)
        while crashes[0] < now - WINDOW_S:
            crashes.popleft()
        self._restarts[actor.name] += 1
        metrics.of_actor(actor.name).restarted()
        self.states[actor.name] = "restarting"
        if len(crashes) > MAX_RESTARTS or isinstance(error, Unrecoverable):
            raise RestartLimitError(f"{actor.name}: {_first(error)}") from error
        delay = self._restart_s * 2.0 ** (len(crashes) - 1)
        log.error(
            "actor crashed", extra={"actor": actor.name, "restart_in_s": delay}, exc_info=error
        )
        await self._pause(actor, delay)

    async def _pause(self, actor: Actor, seconds: float) -> None:
        """Sleep until the actor is asked to stop: then it only has to finish what it holds."""
        if self._stop_requested[actor.name].is_set():
            await self._sleep(seconds)  # else it would try without a pause until it is cut off
            return
        sleep = asyncio.ensure_future(self._sleep(seconds))
        stop = asyncio.ensure_future(self._stop_requested[actor.name].wait())
        try:
            await asyncio.wait([sleep, stop], return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleep.cancel()
            stop.cancel()


def _is_outage(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):  # what a TaskGroup of readers raises
        return all(_is_outage(inner) for inner in error.exceptions)
    return isinstance(error, Outage)


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _first_words(error: BaseException) -> str:
    return str(_first(error))[:200]
