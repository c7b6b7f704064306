"""Worker processes: what takes long, or may break, is computed outside this one.

Each piece of work has a deadline that kills its process, and so much memory as it may have;
a process that wanted more is given up, since what it holds by then is anybody's guess.
Processes are shared by all kinds of work, so nothing of one work's bounds stays for the next.
"""

from __future__ import annotations

import os
import resource
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, TypeVarTuple

import anyio
import anyio.to_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Ts = TypeVarTuple("Ts")
T = TypeVar("T")

MEMORY: Final = 768 * 2**20
"""Bytes of address space that a worker may have. The interpreter and the taxonomy take 100 MB."""

NICE: Final = 10
"""People who wait for an answer go before what is computed here, on however many cores."""

_POLL_S: Final = 0.002


class Taxonomies(Protocol):
    """Of ``sql.skills``: what a worker process knows skills by."""

    async def packed(self) -> bytes: ...


async def compute(
    function: Callable[[*Ts], T], *arguments: *Ts, within_s: float, memory: int = MEMORY
) -> T:
    """What *function* answers; it is found in the worker process by its name.

    Who calls has a turn of the limiter that its kind of work shares. What goes in and what comes
    out passes through the event loop in one piece, so a few megabytes each are the most.

    Raises:
        TimeoutError: the process was killed at the deadline.
        MemoryError: it wanted more than *memory* bytes.
        anyio.BrokenWorkerProcess: the process ended itself.
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
                    limiter=anyio.CapacityLimiter(1),  # not the one of all kinds of work together
                )
            except _FullError as error:
                await _endings.wait_for(error.code)
                raise MemoryError(f"more than {memory / 2**20:.3g} MiB") from None
            except anyio.BrokenWorkerProcess:
                if before == _endings.count and not _endings.going:
                    raise
                # It may have been given a process that was ending. Once all of those are gone,
                # another one shows whether it is the work that breaks it.
                await anyio.sleep(_POLL_S)


class _FullError(SystemExit):
    """A SystemExit ends the worker process once the one that waits was told, see ``anyio``.

    Its *code* is the process's id.
    """

    code: int


class _Endings:
    """Processes that reached their limit: how many so far, and those that are not gone yet."""

    def __init__(self) -> None:
        self.count = 0
        self.going: set[int] = set()

    async def wait_for(self, pid: int) -> None:
        """Until the process is gone and the loop knows it: some milliseconds."""
        self.count += 1
        self.going.add(pid)
        try:
            with suppress(ProcessLookupError):
                while True:
                    os.kill(pid, 0)
                    await anyio.sleep(_POLL_S)
            await anyio.sleep(_POLL_S)
        finally:
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
            pass  # so that what led here, which holds the memory, is let go
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
