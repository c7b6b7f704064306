"""Compares what two readings list, of which only a few hundred bytes are kept.

A sketch holds the smallest hashes of the ids (bottom-k, Broder 1997). Of up to ``SIZE`` ids it
compares exactly, of more with an error of about 6 %.
"""

from __future__ import annotations

import heapq
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZE: Final = 64
_BYTES: Final = 8


def sketch(ids: Iterable[str]) -> bytes:
    """At most ``SIZE`` hashes of 8 bytes, in order."""
    hashes = {blake2b(one.encode(errors="replace"), digest_size=_BYTES).digest() for one in ids}
    return b"".join(heapq.nsmallest(SIZE, hashes))


def similarity(one: bytes, other: bytes) -> float:
    """The share of ids that both have among those that either has (Jaccard), 1 if none has any."""
    first, second = _hashes(one), _hashes(other)
    either = heapq.nsmallest(SIZE, first | second)
    both = first & second
    return sum(each in both for each in either) / len(either) if either else 1.0


def _hashes(packed: bytes) -> set[bytes]:
    return {packed[at : at + _BYTES] for at in range(0, len(packed), _BYTES)}
