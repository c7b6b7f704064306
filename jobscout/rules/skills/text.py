"""A text as the skill automaton reads it: lower case, no accents, one space between words.

The reading has the length of the original except where marks and extra spaces were removed, so
a short list of cuts maps each position back to the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from operator import sub
from typing import Final, NamedTuple

_GONE: Final = "\x00"
_MAX_PLAIN: Final = 48  # above this many distinct non-ASCII letters a table is faster
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_BLANKS: Final = re.compile(r"(  +)")
_MARKED_BLANKS: Final = re.compile(r"( ?\x00[\x00 ]*|  [\x00 ]*)")
_LINE_BREAK: Final = "\x02"
_BLANK_LINE: Final = _LINE_BREAK + " "
_PUNCTUATION: Final = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("•·∙●▪■◦‣⁃►▶※", "*"),
    **dict.fromkeys("，、・･", ","),
    **dict.fromkeys("；", ";"),
    **dict.fromkeys("：", ":"),
    **dict.fromkeys("（", "("),
    **dict.fromkeys("）", ")"),
    "¬": _GONE,
    "\u00ad": _GONE,
}


class Reading(NamedTuple):
    """A text to search, and the mapping back to the original.

    *text* starts and ends with a space. *ends[i]* is the position of the i-th cut in it; from there
    on the original is *shifts[i + 1]* ahead. *shifts[0]* is for the text before the first cut.
    """

    text: str
    ends: list[int]
    shifts: list[int]

    def original(self, position: int) -> int:
        """The position in the original text that corresponds to *position* in the reading."""
        return position + self.shifts[bisect_right(self.ends, position)]


def read(text: str) -> Reading:
    """Reads any text, also with lone surrogates and NUL. Cost: linear.

    A blank line is kept as a line break, so that no phrase spans it.
    """
    plain = text.replace(_GONE, " ").replace(_LINE_BREAK, " ")
    gaps = _BLANKS
    if not plain.isascii():
        plain = _without_accents(plain)
        gaps = _MARKED_BLANKS if _GONE in plain else _BLANKS
    for blank in "\t\r\f\v":
        plain = plain.replace(blank, " ")
    plain = plain.lower().replace("\n\n", _BLANK_LINE).replace("\n \n", _BLANK_LINE + " ")
    plain = plain.replace("\n", " ")
    parts = gaps.split(plain)
    read_to = list(accumulate(map(len, parts)))[1::2]
    parts[1::2] = map(_instead, parts[1::2])
    written_to = list(accumulate(map(len, parts), initial=1))[2::2]
    whole = f" {''.join(parts)} ".replace(_LINE_BREAK, "\n")
    return Reading(whole, written_to, [-1, *map(sub, read_to, written_to)])


def folded(name: str) -> str:
    """A name as the automaton sees it."""
    if name.isascii() and name.isprintable() and "  " not in name:
        return name.lower().strip()  # as nearly all are, and thousands are read at a start
    return read(name).text.strip()


def _instead(gap: str) -> str:
    return " " if " " in gap else ""


def _without_accents(text: str) -> str:
    """Replaces each non-ASCII character with one other, or with the mark for removal."""
    letters = set(_BEYOND_ASCII.findall(text))
    if len(letters) > _MAX_PLAIN:
        return text.translate({ord(letter): _base(letter) for letter in letters})
    for letter in letters:
        text = text.replace(letter, _base(letter))
    return text


def _base(letter: str) -> str:
    if letter in _PUNCTUATION:
        return _PUNCTUATION[letter]
    kind = unicodedata.category(letter)
    if kind in {"Mn", "Me", "Cf"}:
        return _GONE
    if kind in {"Cs", "Zs", "Zl", "Zp", "Cc"}:
        return " "
    if kind == "Co":
        return "*"  # icon fonts in CVs
    first = unicodedata.normalize("NFKD", letter)[0]
    lower = (first if first.isalnum() else letter).lower()
    return lower if len(lower) == 1 else letter
