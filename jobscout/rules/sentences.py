"""The sentence of a text that a match stands in."""

from __future__ import annotations

import re
from typing import Final

from jobscout.rules.evidence import MAX_WORDS_CHARS
from jobscout.rules.lines import line

REACH: Final = 240
"""Most characters looked at on either side of a match."""
LEAD: Final = 100
"""Most characters kept before a match in a sentence that is too long to be quoted."""

# A full stop ends a sentence only before a capital, a letter of another script or a sum of money,
# and behind a whole word before a digit; a question mark not inside an address.
_END: Final = re.compile(
    r"[;!?。！？؟।.](?:(?<![!?.])|(?<=[!?])(?![\w/])|(?<=\.) +(?:(?=[\"“(]?(?:[^\Wa-z\d]|[$€£])|•)"
    r"|(?<=[^\W\d_]{4}\. )(?=\d)))"
)
_AHEAD: Final = 2
"""Characters that ``_END`` looks at behind the end of a sentence."""
_ABBREVIATION: Final = re.compile(
    r"\b(?:[^\W\d]|min|mind|max|ca|approx|circa|inkl|zzgl|exkl|incl|excl|evtl|sect|no|yrs|nov|dec"
    r"|oct|sept?|st|rs|k?shs?)\Z",
    re.IGNORECASE,
)


def bounds(text: str, start: int, end: int, *, floor: int = 0) -> tuple[int, int]:
    """Where the sentence around ``text[start:end]`` begins and ends, each within ``REACH``.

    Sentences do not go on over line breaks. A question mark is a part of its sentence. It begins
    at *floor* or after it.
    """
    first = max(floor, start - REACH)
    first = max(first, text.rfind("\n", first, start) + 1)
    for match in _END.finditer(text, first, start + _AHEAD):
        if match.end() <= start and _ends(text, match, first):
            first = match.end()
    last = text.find("\n", end, end + REACH)
    last = min(len(text), end + REACH) if last < 0 else last
    for match in _END.finditer(text, end, last):
        if _ends(text, match, start):
            return first, match.end() if match[0] in "?？؟" else match.start()
    return first, last


def _ends(text: str, match: re.Match[str], first: int) -> bool:
    """Whether it ends a sentence: "min. 3", "U.S. or" and "z. B." do not."""
    if match[0][0] != ".":
        return True
    before = text[max(first, match.start() - 8) : match.start()]
    return not _ABBREVIATION.search(before)


def around(text: str, start: int, end: int) -> str:
    """The sentence of ``text[start:end]`` as evidence: one line, without a bullet.

    Of a long sentence the part from shortly before the match.
    """
    first, last = bounds(text, start, end)
    if last - first > MAX_WORDS_CHARS and start - first > LEAD:
        first = text.find(" ", start - LEAD, start) + 1 or start
    return line(text[first:last].lstrip("•–*· \n"), MAX_WORDS_CHARS)
