"""Worker processes: what takes long, or may break, is computed outside this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, TypeVarTuple

import anyio
import anyio.to_process

if TYPE_CHECKING:
    from collections.abc import Callable

Ts = TypeVarTuple("Ts")
T = TypeVar("T")


class Taxonomies(Protocol):
    """Of ``sql.skills``: what a worker process knows skills by."""

    async def packed(self) -> bytes: ...


async def compute(function: Callable[[*Ts], T], *arguments: *Ts, within_s: float) -> T:
    """What *function* answers; it is found in the worker process by its name.

    Who calls has a turn of the limiter that its kind of work shares.

    Raises:
        TimeoutError: the process was killed at the deadline.
        anyio.BrokenWorkerProcess: the process ended itself.
    """
    with anyio.fail_after(within_s):
        return await anyio.to_process.run_sync(
            function,
            *arguments,
            cancellable=True,  # by killing the process
            limiter=anyio.CapacityLimiter(1),  # not the one of all kinds of work together
        )
