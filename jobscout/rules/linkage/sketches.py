"""Sketches of texts, by which it is seen that one text contains another.

FracMinHash (Irber et al., "Lightweight compositional analysis of metagenomes with FracMinHash and
minimum metagenome covers", 2022): of all shingles those are kept whose hash is below a fixed
share of the largest, so that a short text and a long one keep the same of what they have in
common. Of a long text only the ``MAX_HASHES`` smallest are kept, and it is compared below the
largest of them.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

from jobscout.rules.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

SHINGLE_WORDS: Final = 3
SCALE: Final = 4
MAX_HASHES: Final = 160
"""640 bytes; a text of 640 words keeps all of its share."""
MIN_WORDS: Final = 24
"""A shorter text says too little of a posting to be compared."""
MIN_HASHES: Final = 4
"""With fewer in common reach of both sketches, nothing is said of their texts."""
BOILERPLATE_TEXTS: Final = 3
"""What so many postings of a company say, says nothing of an opening."""
MAX_TEXT_CHARS: Final = 20_000

_WORD: Final = re.compile(r"\w+")
_LIMIT: Final = 0x1_0000_0000 // SCALE
_MULTIPLIER: Final = 0x9E37_79B1  # Knuth's multiplicative hash: spreads the bits of the CRC
_MASK: Final = 0xFFFF_FFFF


def sketch(text: str) -> bytes:
    """At most ``MAX_HASHES`` hashes of 4 bytes, little-endian, rising; empty without enough text.

    Letters of scripts without spaces between words count as words.
    """
    words = _words(fold(text[:MAX_TEXT_CHARS]))
    if len(words) < MIN_WORDS:
        return b""
    kept = {
        hashed
        for at in range(len(words) - SHINGLE_WORDS + 1)
        if (
            hashed := crc32(" ".join(words[at : at + SHINGLE_WORDS]).encode("utf-8", "replace"))
            * _MULTIPLIER
            & _MASK
        )
        < _LIMIT
    }
    lowest = sorted(kept)[:MAX_HASHES]
    return struct.pack(f"<{len(lowest)}I", *lowest)


def hashes(sketched: bytes) -> tuple[int, ...]:
    """The hashes of a sketch, rising."""
    return _unpacked(sketched)[0]


def containment(a: bytes, b: bytes, without: frozenset[int] = frozenset()) -> float | None:
    """The share of the smaller text's shingles that the larger one has too, from 0 to 1.

    Args:
        without: hashes that say nothing, such as those of a company's boilerplate.

    Returns:
        None where less than ``MIN_HASHES`` of either are left to compare.
    """
    (ours, one, one_end), (theirs, other, other_end) = _unpacked(a), _unpacked(b)
    end = min(one_end, other_end)
    if one_end > end:
        one = frozenset(ours[: bisect_right(ours, end)])
    if other_end > end:
        other = frozenset(theirs[: bisect_right(theirs, end)])
    if without:
        one, other = one - without, other - without
    least = min(len(one), len(other))
    return len(one & other) / least if least >= MIN_HASHES else None


def boilerplate(sketched: Iterable[bytes]) -> frozenset[int]:
    """The hashes that at least ``BOILERPLATE_TEXTS`` of the sketches have.

    Args:
        sketched: of one company's postings on one board, each opening once.
    """
    counts = Counter(hashed for one in sketched for hashed in hashes(one))
    return frozenset(hashed for hashed, many in counts.items() if many >= BOILERPLATE_TEXTS)


@lru_cache(maxsize=8192)
def _unpacked(sketched: bytes) -> tuple[tuple[int, ...], frozenset[int], int]:
    """The hashes in order and as a set, and the largest that would have been kept."""
    found = struct.unpack(f"<{len(sketched) // 4}I", sketched)
    return found, frozenset(found), found[-1] if len(found) == MAX_HASHES else _LIMIT


def _words(folded: str) -> list[str]:
    words = _WORD.findall(folded)
    if folded.isascii():
        return words
    return [part for word in words for part in (word if _is_unspaced(word) else (word,))]


def _is_unspaced(word: str) -> bool:
    """Whether *word* is a run of Chinese, Japanese or Thai letters."""
    return any("\u0e00" <= letter <= "\u0e7f" or "\u3040" <= letter <= "\u9fff" for letter in word)
