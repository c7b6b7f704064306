"""Worker processes: run work that takes long or may crash outside of this process.

Each piece of work has a deadline after which its process is killed, and a memory limit. A process
that exceeded the limit is discarded, because its state is unknown.
All kinds of work share the processes, so the limits of one piece of work never apply to the next.
"""

from __future__ import annotations

import os
import resource
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, TypeVarTuple

import anyio
import anyio.to_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Ts = TypeVarTuple("Ts")
T = TypeVar("T")

MEMORY: Final = 768 * 2**20
"""Bytes of address space of a worker. The interpreter and the taxonomy take 100 MB."""

NICE: Final = 10
"""Users who wait for an answer take precedence over this work, on any number of cores."""

_POLL_S: Final = 0.002
_KNOWN_S: Final = 1.0  # within which a busy event loop learns that a process has ended


class Taxonomies(Protocol):
    """The part of ``sql.skills`` used here: the taxonomy for worker processes."""

    async def packed(self) -> bytes: ...


async def compute(
    function: Callable[[*Ts], T], *arguments: *Ts, within_s: float, memory: int = MEMORY
) -> T:
    """The result of *function*, which the worker process finds by its name.

    The caller holds a slot of the limiter for its kind of work. Arguments and result pass through
    the event loop in one piece, so each should have at most a few megabytes.

    Raises:
        TimeoutError: the process was killed at the deadline.
        MemoryError: it needed more than *memory* bytes.
        anyio.BrokenWorkerProcess: the process ended by itself.
    """
    with anyio.fail_after(within_s):
        while True:
            before = _endings.count
            try:
                return await anyio.to_process.run_sync(
                    _bounded,
                    function,
                    arguments,
                    memory,
                    cancellable=True,  # by killing the process
                    limiter=anyio.CapacityLimiter(1),  # replaces the limiter of all work
                )
            except _FullError as error:
                await _endings.wait_for(error.code)
                raise MemoryError(f"more than {memory / 2**20:.3g} MiB") from None
            except anyio.BrokenWorkerProcess:
                if before == _endings.count and _endings.are_known:
                    raise
                # The work may have been given to a process that was ending. After all of those have
                # ended, another attempt shows whether the work itself crashes the process.
                await anyio.sleep(_POLL_S)


class _FullError(SystemExit):
    """A SystemExit ends the worker process after its waiter got the exception, see ``anyio``.

    Its *code* is the process's id.
    """

    code: int


class _Endings:
    """Processes that reached their limit: how many so far, and those that still run."""

    def __init__(self) -> None:
        self.count = 0
        self.going: set[int] = set()
        self._ended_at = -_KNOWN_S

    @property
    def are_known(self) -> bool:
        """The loop, which may be busy, has learnt of each of them by now."""
        return not self.going and time.monotonic() - self._ended_at >= _KNOWN_S

    async def wait_for(self, pid: int) -> None:
        """Wait until the process has ended and the loop knows it: some milliseconds, mostly."""
        self.count += 1
        self.going.add(pid)
        try:
            with suppress(ProcessLookupError):
                while True:
                    os.kill(pid, 0)
                    await anyio.sleep(_POLL_S)
            await anyio.sleep(_POLL_S)
        finally:
            self._ended_at = time.monotonic()
            self.going.discard(pid)


_endings: Final = _Endings()


def _bounded(function: Callable[..., T], arguments: tuple[object, ...], memory: int) -> T:
    """Runs in the worker process."""
    if os.getpriority(os.PRIO_PROCESS, 0) < NICE:
        os.setpriority(os.PRIO_PROCESS, 0, NICE)
    with _at_most(memory):
        try:
            return function(*arguments)
        except MemoryError:
            pass  # leave the handler, so that its traceback releases the memory
    raise _FullError(os.getpid())


@contextmanager
def _at_most(memory: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_AS)
    hard = before[1]
    soft = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
