"""Names of sections that stand beside their text on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.cv.headings import heading_of
from jobscout.cv.pieces import SAME_BASE
from jobscout.cv.rails import is_rail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.cv.pieces import Piece

_BESIDE: Final = 0.9
"""Fraction of a line's height: how far a section's name may be from the base of the text beside it.
"""

_MAX_NEAR: Final = 40
"""Most pieces before and after a name among which the text beside it is looked for."""


def aligned(pieces: list[Piece]) -> list[Piece]:
    """*pieces* with each name of a section that stands beside text on the base of that text.

    Names in a rail are often larger than their text, or a little above or below its base.
    """
    beside = {n: m for n in range(len(pieces)) if (m := _text_beside(pieces, n)) is not None}
    if not is_rail({heading_of(pieces[n].text) for n in beside} - {None}):
        return pieces
    before: dict[int, list[Piece]] = {}
    for n, m in beside.items():
        name = pieces[n]._replace(base=pieces[m].base)
        before.setdefault(m + (name.left > pieces[m].left), []).append(name)
    found: list[Piece] = []
    for n in range(len(pieces) + 1):
        found += before.get(n, ())
        found += pieces[n : n + 1] if n not in beside else ()
    return found


def _text_beside(pieces: Sequence[Piece], n: int) -> int | None:
    """Where the line is to which a section's name belongs that stands a little above or below it.

    None if it is no such name, or if it stands above its text.
    """
    piece = pieces[n]
    if heading_of(piece.text) is None:
        return None
    near = _BESIDE * piece.size
    others = [
        (m, other)
        for m, other in enumerate(
            pieces[max(0, n - _MAX_NEAR) : n + _MAX_NEAR], max(0, n - _MAX_NEAR)
        )
        if m != n and -near <= other.base - piece.base <= 2 * near
    ]
    if any(_is_under(piece, other) and heading_of(other.text) is None for _, other in others):
        return None
    beside = [
        (abs(other.base - piece.base), m)
        for m, other in others
        if not _is_under(piece, other) and abs(other.base - piece.base) <= near
    ]
    if not beside or min(beside)[0] <= SAME_BASE * piece.size:
        return None
    base = pieces[min(beside)[1]].base
    row = [m for _, m in beside if abs(pieces[m].base - base) <= SAME_BASE * piece.size]
    return min(row) if piece.left < pieces[min(row)].left else max(row)


def _is_under(piece: Piece, other: Piece) -> bool:
    return other.left < piece.right and other.right > piece.left


def names_beside(pieces: Sequence[Piece]) -> set[int]:
    """Where names of sections stand in a rail: beside text, one below the other."""
    found = [
        (round(piece.left), n, section)
        for n, piece in enumerate(pieces)
        if (section := heading_of(piece.text)) is not None
        and any(
            one.base == piece.base for one in (*pieces[max(0, n - 1) : n], *pieces[n + 1 : n + 2])
        )
    ]
    edges = {left for left, _, _ in found}
    rails = {edge for edge in edges if is_rail({one[2] for one in found if one[0] == edge})}
    return {n for left, n, _ in found if left in rails}
