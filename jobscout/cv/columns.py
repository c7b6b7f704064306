"""The reading order of a page: each column's lines together, one column after another.

A page is cut where a vertical gap runs through consecutive lines without being crossed. The part
above is read first, then the left side, the right side, and the part below. If all lines of one
side are at the height of lines of the other, it is not a column but belongs to those lines, like
dates or labels in a margin.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from jobscout.cv.beside import aligned, names_beside
from jobscout.cv.headings import heading_of
from jobscout.cv.lines import Line
from jobscout.cv.pieces import SAME_BASE
from jobscout.cv.pieces import pieces as pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from jobscout.cv.glyphs import Word
    from jobscout.cv.pieces import Piece

_CLEAR: Final = 0.4
"""Fraction of a line's height: the smallest gap between two columns."""

_WIDE: Final = 3.0
"""Multiple of a line's height: the widest gap between words of a justified line."""

_MIN_LINES: Final = 3
_ALIGNED: Final = 0.8
_DATED: Final = 1 / 3
"""Least share of a margin's lines that contain a date."""

_DATE: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)[01]?\d/\d\d(?!\d)|年")
_MAX_DEPTH: Final = 12
_MAX_CUTS: Final = 40
_MAX_PIECES: Final = 1500
"""With more pieces, the page is a drawing or an attack: read it line by line."""


def lines(words: Sequence[Word], page: int) -> list[Line]:
    """The words of a page as lines in reading order; rotated words come last."""
    if not words:
        return []
    turns = [turn for turn, _ in Counter(word.turn for word in words).most_common()]
    found: list[Line] = []
    for turn in turns:
        pieces = pieces_of([word for word in words if word.turn == turn])
        drawn = len(pieces) > _MAX_PIECES
        found += _joined(pieces, page) if drawn else _ordered(aligned(pieces), page, 0)
    return found


def straight(words: Sequence[Word], page: int) -> list[Line]:
    """The words of a page as lines across the whole page width."""
    return [] if not words else _joined(pieces_of(words), page)


def _ordered(pieces: list[Piece], page: int, depth: int) -> list[Line]:
    cut = _cut(pieces) if depth < _MAX_DEPTH else None
    if cut is None:
        return _joined(pieces, page)
    above, left, right, below = cut
    found = _ordered(above, page, depth + 1)
    found += _opened(_ordered(left, page, depth + 1))
    found += _opened(_ordered(right, page, depth + 1))
    return found + _ordered(below, page, depth + 1)


def _opened(column: list[Line]) -> list[Line]:
    return [column[0]._replace(opens=True), *column[1:]]


def _joined(pieces: Sequence[Piece], page: int) -> list[Line]:
    found: list[Line] = []
    base = 0.0
    for piece in pieces:
        if found and abs(piece.base - base) <= SAME_BASE * piece.size:
            last = found[-1]
            found[-1] = last._replace(text=f"{last.text}\t{piece.text}")
        else:
            found.append(Line(piece.text, page, piece.size, piece.bold, piece.left))
            base = piece.base
    return found


def _cut(pieces: list[Piece]) -> tuple[list[Piece], list[Piece], list[Piece], list[Piece]] | None:
    """The longest run of lines with a gap through it, as (above, left, right, below)."""
    if len(pieces) < 2 * _MIN_LINES:
        return None
    edges = Counter(round(piece.left) for piece in pieces)
    first = min(edges)
    best: tuple[int, float, int, int] | None = None
    names = names_beside(pieces)
    starts = [x for x, n in edges.most_common(_MAX_CUTS) if x > first + 5]
    for x in starts:
        for begin, end in _between_headings(pieces, x, names):
            run = pieces[begin:end]
            left = [piece for piece in run if piece.right < x]
            right = [piece for piece in run if piece.right >= x]
            if min(_count(left), _count(right)) < _MIN_LINES or _beside(left, right):
                continue
            worth = (end - begin, float(edges[x]), begin, x)
            if best is None or worth[:2] > best[:2]:
                best = worth
    if best is None:
        return None
    count, _, begin, x = best
    end = _end(pieces, begin, begin + count, x)
    run = pieces[begin:end]
    left = [piece for piece in run if piece.right < x]
    right = [piece for piece in run if piece.right >= x]
    return pieces[:begin], left, right, pieces[end:]


def _runs(pieces: list[Piece], x: int) -> list[tuple[int, int]]:
    """The runs of pieces that do not cross *x*, as slices."""
    found = []
    begin = 0
    for n, piece in enumerate(pieces):
        if piece.left < x - 1.5 and piece.right > x - _CLEAR * piece.size:
            if n > begin:
                found.append((begin, n))
            begin = n + 1
    if len(pieces) > begin:
        found.append((begin, len(pieces)))
    return found


def _between_headings(
    pieces: list[Piece], x: int, names: AbstractSet[int]
) -> Iterator[tuple[int, int]]:
    """The same runs, split at headings if only one side has headings.

    Text without a heading next to two sections belongs to both of them.
    """
    for begin, end in _runs(pieces, x):
        heads = [n for n in range(begin, end) if n in names or _is_heading(pieces, n)]
        sides = {pieces[n].right < x for n in heads}
        cuts = [begin, *(n for n in heads if n > begin), end] if len(sides) == 1 else [begin, end]
        yield from pairwise(cuts)


def _is_heading(pieces: list[Piece], n: int) -> bool:
    """Whether a piece reads like a heading and is not part of a justified line."""
    piece = pieces[n]
    if heading_of(piece.text, qualified=False) is None:
        return False
    for other in (*pieces[max(0, n - 1) : n], *pieces[n + 1 : n + 2]):
        gap = max(other.left - piece.right, piece.left - other.right)
        if other.base == piece.base and gap < _WIDE * piece.size:
            return False
    return True


def _end(pieces: list[Piece], begin: int, end: int, x: int) -> int:
    """Where the columns end: at the first heading with nothing beside it."""
    last = end - 1
    side = pieces[last].right >= x
    while last > begin and (pieces[last].right >= x) == side:
        last -= 1
    for n in range(last + 1, end):
        if pieces[n].base > pieces[last].base + 1 and _is_heading(pieces, n):
            return n
    return end


def _count(pieces: Sequence[Piece]) -> int:
    """Number of lines that contain words; icons alone are not a column."""
    return len({round(piece.base) for piece in pieces if any(map(str.isalnum, piece.text))})


def _beside(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether one side annotates the other line by line: dates, labels, headings in a margin."""
    heads = [sum(heading_of(piece.text) is not None for piece in side) for side in (left, right)]
    for side, headings in zip((left, right), heads, strict=True):
        dated = sum(_DATE.search(piece.text) is not None for piece in side)
        if not headings and dated >= _DATED * len(side):
            return True
    few, many = sorted((left, right), key=_count)
    bases = sorted(piece.base for piece in many)
    near = 0
    for piece in few:
        reach = SAME_BASE * piece.size
        at = bisect_left(bases, piece.base - reach)
        near += at < len(bases) and bases[at] <= piece.base + reach
    if near < _ALIGNED * len(few):
        return False
    headings = heads[0] if few is left else heads[1]
    return headings == 0 or 2 * headings >= len(few)
