"""Parsing and other computing on what boards send, in worker processes within limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import anyio

from jobscout import worker_processes
from jobscout.errors import Outage, SourceChanged, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

WORK_S = 60.0  # for one answer; the largest boards take less than two
MEMORY = 512 * 2**20  # of a worker process; the largest boards take less than 250 MB


class Work:
    """*workers* limits the processes that compute at a time."""

    def __init__(
        self, workers: anyio.CapacityLimiter, *, within_s: float = WORK_S, memory: int = MEMORY
    ) -> None:
        self._workers = workers
        self._within_s = within_s
        self._memory = memory

    async def __call__(self, function: Callable[..., T], *arguments: Any, subject: str) -> T:
        """Run a function in a worker process that is killed when it exceeds its limits.

        Raises:
            SourceError: it exceeded a limit, or the function raised it.
            Outage: its file could not be read or written.
        """
        try:
            async with self._workers:  # waiting for a free one is not the board's fault
                return await worker_processes.compute(
                    function, *arguments, within_s=self._within_s, memory=self._memory
                )
        except TimeoutError:
            raise SourceChanged(subject, f"could not be read within {self._within_s:g} s") from None
        except MemoryError as error:
            raise SourceError(
                "too-large", f"{subject}: reading it takes {error} of memory"
            ) from None
        except OSError as error:
            raise Outage(f"the scratch folder: {error.strerror}") from error
        except anyio.BrokenWorkerProcess:
            # What a board can cause is handled above; a process that ended is our own fault.
            raise SourceError("internal", f"{subject}: the process that read it ended") from None
