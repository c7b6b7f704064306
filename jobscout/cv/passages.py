"""A CV as texts to search for skills, and the way back from a place in them to its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.cv.contacts import MASK, masked, name_of, pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobscout.cv.headings import Section
    from jobscout.cv.sections import Placed

STRETCH_AT_MOST: Final = 400
"""Characters: nobody shows more around a name."""

_HYPHENATED: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n(?=[^\W\d_])")
_CAPTIONS: Final[dict[Section, str]] = {
    "summary": "Summary",
    "experience": "Experience",
    "education": "Education",
    "skills": "Skills",
    "languages": "Languages",
    "projects": "Projects",
    "certifications": "Certifications",
    "contact": "Contact",
    "other": "Interests",
}
"""What stands for a heading in any language, so that what reads the text knows it."""


class Passage(NamedTuple):
    """The whole CV as one text. *starts* are where its lines begin, *lines* which those are."""

    text: str
    starts: list[int]
    lines: list[Placed]

    def at(self, position: int) -> Placed:
        return self.lines[bisect_right(self.starts, position) - 1]

    def stretch(self, position: int) -> tuple[int, int]:
        """Where the lines around *position* begin and end that no heading parts from it."""
        first = last = bisect_right(self.starts, position) - 1
        while first > 0 and not self.lines[first - 1].is_heading and self._near(first, position):
            first -= 1
        while last + 1 < len(self.lines) and self._near(last + 1, position):
            if self.lines[last + 1].is_heading:
                return self.starts[first], self.starts[last + 1]
            last += 1
        return self.starts[first], len(self.text)

    def _near(self, line: int, position: int) -> bool:
        return abs(self.starts[line] - position) <= STRETCH_AT_MOST


def passages(lines: Sequence[Placed]) -> tuple[Passage, list[Passage]]:
    """The CV as it stands, and further readings: words divided at a line's end made whole."""
    name = pattern_of(name_of(lines))
    main = _passage((part, _said(part, name)) for part in lines)
    return main, [_rejoined(main, ""), _rejoined(main, "-")]


def across(text: str, lines: Sequence[Placed]) -> str:
    """A further reading of one page without addresses and the name."""
    return _without(pattern_of(name_of(lines)), "\n".join(map(masked, text.split("\n"))))


def _said(part: Placed, name: re.Pattern[str] | None) -> str:
    if part.is_heading:
        return f"\n{_CAPTIONS[part.section or 'other']}"
    text = _without(name, masked(part.line.text))
    return f"\n{text}" if part.line.opens else text


def _without(name: re.Pattern[str] | None, text: str) -> str:
    return name.sub(lambda found: MASK + " " * (len(found[0]) - 1), text) if name else text


def _passage(parts: Iterable[tuple[Placed, str]]) -> Passage:
    texts, starts, lines = [], [], []
    at = 0
    for part, text in parts:
        texts.append(text)
        starts.append(at)
        lines.append(part)
        at += len(text) + 1
    return Passage("\n".join(texts), starts, lines)


def _rejoined(main: Passage, mark: str) -> Passage:
    """Words that a hyphen divides at a line's end, in one piece, with *mark* for the hyphen."""
    cuts = [found.start() for found in _HYPHENATED.finditer(main.text)]
    shrink = 2 - len(mark)
    starts = [start - shrink * bisect_right(cuts, start - 1) for start in main.starts]
    return Passage(_HYPHENATED.sub(mark, main.text), starts, main.lines)
