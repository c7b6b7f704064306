"""What runs in a worker process: one CV, within a limit of memory."""

from __future__ import annotations

import os
import resource
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.cv.faults import UnreadableError
from jobscout.rules.skill_rows import taxonomy_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

NICE: Final = 10
"""People who wait for an answer go before CVs, on however many cores there are."""


def read_packed(path: Path, packed_taxonomy: bytes, today: date, memory: int) -> bytes:
    """``reader.read`` with its answer packed, so that the event loop unpacks it in no time.

    Args:
        memory: bytes of address space that this process may have.

    Raises:
        UnreadableError: as ``reader.read``; what wants more memory counts as too long.
    """
    from jobscout.cv.reader import read  # noqa: PLC0415  (who only sends work needs no PDFium)

    os.setpriority(os.PRIO_PROCESS, 0, NICE)
    taxonomy = taxonomy_of(packed_taxonomy)
    with _at_most(memory):
        try:
            return msgspec.msgpack.encode(read(path, taxonomy, today))
        except MemoryError:
            # without what led here, which holds the memory
            raise UnreadableError("too-long", "it wants more memory than it may have") from None


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
