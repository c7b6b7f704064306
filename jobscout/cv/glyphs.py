"""Words and their positions on one page of a PDF, from the glyphs that pdfium reports."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

ICON: Final = "•"
BOLD: Final = 550

_HYPHEN: Final = 2  # how pdfium marks a hyphen at the end of a line
_SOFT_HYPHEN: Final = 0xAD
_SOFT: Final = re.compile("[-\u2010]?\u00ad[-\u2010]?")
"""A visible hyphen; some programs write several code points for one."""

_SEEN: Final = 0.05
_LIGATURE: Final = ("ff", "fi", "fl", "ffi", "ffl")
_LIGATURES: Final = dict(zip((*range(27, 32), *range(11, 16)), 2 * _LIGATURE, strict=True))
"""By code in TeX's encodings T1 and OT1, whose fonts often do not name these glyphs."""
_COMPATIBLE: Final = re.compile("[\u2f00-\u2fdf\uf900-\ufaff\ufb00-\ufb06]+")
"""Radicals that fonts use for Chinese characters, and ligatures."""

_MAX_ICONS: Final = 0.3
"""Up to this share, glyphs without a Unicode value are icons. Above it, the fonts do not name
their letters, and the codes are the best available text.
"""


class Word(NamedTuple):
    """Positions and *size*, the height of its line, are in points; *base* grows down the page.

    They apply to the word rotated upright: *turn* counts its quarter turns. *spaced*: a space
    precedes it. *holed*: it contains a letter that pdfium cannot identify.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    turn: int
    spaced: bool
    holed: bool = False


class _Glyph(NamedTuple):
    code: int
    left: float
    right: float
    base: float
    size: float
    weight: int
    turn: int
    nameless: bool


def words(text: pypdfium2.PdfTextPage) -> list[Word]:
    """The words in pdfium's order; empty if the page has no text."""
    glyphs = list(_glyphs(text))
    nameless = sum(glyph is not None and glyph.nameless for glyph in glyphs)
    icons = nameless <= _MAX_ICONS * len(glyphs)
    found: list[Word] = []
    run: list[_Glyph] = []
    spaced = after_blank = False
    for glyph in (*glyphs, None):
        if run and (glyph is None or _parted(run[-1], glyph)):
            found.append(_word(run, spaced=spaced, icons=icons))
            run = []
        if glyph is None:
            after_blank = True
            continue
        if not run:
            spaced = after_blank
        after_blank = False
        run.append(glyph)
    return [word for word in found if word.text]


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[_Glyph | None]:
    """Yields None for each space or break between two words."""
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for n in range(max(0, pdfium.FPDFText_CountChars(text))):
        code = pdfium.FPDFText_GetUnicode(text, n)
        nameless = pdfium.FPDFText_HasUnicodeMapError(text, n) == 1
        if not nameless and code != _HYPHEN and (code < 32 or chr(code).isspace()):
            yield None
            continue
        pdfium.FPDFText_GetLooseCharBox(text, n, box)
        pdfium.FPDFText_GetCharOrigin(text, n, x, y)
        weight = pdfium.FPDFText_GetFontWeight(text, n)
        turn = round(pdfium.FPDFText_GetCharAngle(text, n) / (math.pi / 2)) % 4
        if turn == 0:
            left, right, base, size = box.left, box.right, -y.value, box.top - box.bottom
        elif turn == 3:
            left, right, base, size = box.bottom, box.top, x.value, box.right - box.left
        elif turn == 2:
            left, right, base, size = -box.right, -box.left, y.value, box.top - box.bottom
        else:
            left, right, base, size = -box.top, -box.bottom, -x.value, box.right - box.left
        # a font without metrics has boxes without height
        size = abs(size) or pdfium.FPDFText_GetFontSize(text, n)
        if math.isfinite(left + right + base + size):
            yield _Glyph(code, left, right, base, size, weight, turn, nameless)


def _parted(last: _Glyph, following: _Glyph) -> bool:
    """Whether two glyphs without a space between them are still apart."""
    if last.turn != following.turn:
        return True
    size = max(last.size, following.size, 1.0)
    if abs(last.base - following.base) > 0.5 * size:
        return True
    return following.left - last.right > 0.5 * size or following.right < last.left - 0.5 * size


def _word(run: list[_Glyph], *, spaced: bool, icons: bool) -> Word:
    size = max(glyph.size for glyph in run)
    return Word(
        text=_text(run, icons=icons),
        left=min(glyph.left for glyph in run),
        right=max(glyph.right for glyph in run),
        base=Counter(round(glyph.base, 1) for glyph in run).most_common(1)[0][0],
        size=size,
        bold=2 * sum(glyph.weight >= BOLD for glyph in run) > len(run),
        turn=run[0].turn,
        spaced=spaced,
        holed=len(run) > 1 and any(map(_is_hole, run)),
    )


def _text(run: list[_Glyph], *, icons: bool) -> str:
    parts = []
    for glyph in run:
        code = glyph.code
        if glyph.nameless and code in _LIGATURES and len(run) > 1:
            parts.append(_LIGATURES[code])
        elif glyph.nameless and icons:
            parts.append(ICON)
        elif code == _HYPHEN:
            parts.append("-")
        elif code == _SOFT_HYPHEN and glyph.right - glyph.left < _SEEN * glyph.size:
            continue
        elif code >= 32 and not 0xD800 <= code < 0xE000 and code not in {0xFFFE, 0xFFFF}:
            parts.append(ICON if _private(code) else chr(code))
    text = _SOFT.sub("-", "".join(parts))
    return _COMPATIBLE.sub(lambda found: normalize("NFKC", found[0]), text)


def _is_hole(glyph: _Glyph) -> bool:
    return glyph.nameless and glyph.code not in _LIGATURES


def _private(code: int) -> bool:
    return 0xE000 <= code < 0xF900 or code >= 0xF0000
