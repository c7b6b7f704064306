"""Pieces of the lines of a page: words without a wide gap between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobscout.cv.glyphs import Word

SAME_BASE: Final = 0.3
"""Fraction of a line's height: how far baselines within one line may differ."""

_APART: Final = 0.85
"""Fraction of a line's height, about an em: a wider gap separates parts of one line."""

_SPREAD: Final = 0.8
_MIN_SPREAD: Final = 4
_BLANK: Final = 0.12


class Piece(NamedTuple):
    """Words of one line without a wide gap between them."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


def pieces(words: Sequence[Word]) -> list[Piece]:
    """Pieces from top to bottom, and from left to right within a line."""
    found = []
    for row in _rows(words):
        row.sort(key=lambda word: word.left)
        run = [row[0]]
        for last, word in pairwise(row):
            if word.left - last.right > _APART * max(last.size, word.size):
                found.append(_piece(run))
                run = []
            run.append(word)
        found.append(_piece(run))
    return found


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    base = 0.0
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if rows and word.base - base <= SAME_BASE * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
            base = word.base
    return rows


def _piece(run: list[Word]) -> Piece:
    text = run[0].text
    spread = _spread(run)
    for last, word in pairwise(run):
        gap = word.left - last.right
        apart = gap > spread if spread else word.spaced or gap > _BLANK * word.size
        text += f" {word.text}" if apart else word.text
    letters = sum(len(word.text) for word in run)
    return Piece(
        text=text,
        left=run[0].left,
        right=max(word.right for word in run),
        base=run[0].base,
        size=max(word.size for word in run),
        bold=2 * sum(len(word.text) for word in run if word.bold) > letters,
    )


def _spread(run: list[Word]) -> float:
    """The gap above which letter-spaced text has a word break; 0.0 if it is not letter-spaced."""
    single = sum(len(word.text) == 1 for word in run)
    if len(run) < _MIN_SPREAD or single < _SPREAD * len(run):
        return 0.0
    gaps = sorted(word.left - last.right for last, word in pairwise(run))
    return 1.6 * max(0.1, gaps[len(gaps) // 2])
