"""A text, its candidate skill names, and the context of each of them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.skills import mention_patterns as patterns
from jobscout.rules.skills.trades import TRADE_TOOLS, Trades

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.rules.skills.text import Reading


class Spelling(NamedTuple):
    """One way to write a skill. *written* are its forms in their original case.

    *ambiguity* is None if the name needs no evidence. Patterns of *short* names include one
    character on each side. *trades* says what the name means elsewhere, if that is another thing.
    """

    slug: str
    category: str
    written: frozenset[str]
    ambiguity: str | None
    short: bool
    word_last: bool
    trades: Trades | None = None


Hit = tuple[int, int, Spelling]
"""Start and end in the reading, and the spelling found there."""

MAX_SECTION: Final = 2500
"""Most characters that a heading applies to if no other heading follows."""

MAX_LABEL: Final = 400
"""Most characters between a name and the label of its line."""

MAX_GAP: Final = 16
"""Most characters between two items of a list, as in " as well as (\"."""

CAPITALS: Final = 25
"""Characters on each side that show whether a line is written in capitals."""

MAX_HEADING: Final = 60


class MentionContext:
    """One text with its candidates; sections are found once, and only when needed."""

    def __init__(self, text: str, reading: Reading, hits: Sequence[Hit], keep: list[bool]) -> None:
        self.low = reading.text
        self.text = text
        self.reading = reading
        self.all = hits
        self.keep = keep
        self._sections: list[tuple[int, int]] | None = None

    def surface(self, n: int) -> str:
        start, end, _ = self.all[n]
        return self.text[self.reading.original(start) : self.reading.original(end - 1) + 1]

    def as_written(self, n: int) -> bool:
        """Whether it has the name's own case. In a line of capitals that is no evidence."""
        surface = self.surface(n)
        if surface not in self.all[n][2].written:
            return False
        if len(surface) < 3 or not surface.isupper():
            return True
        at = self.reading.original(self.all[n][0])
        around = self.text[max(0, at - CAPITALS) : at] + self.text[at + len(surface) :][:CAPITALS]
        return not around.isupper()

    def goes_on(self, n: int) -> bool:
        """Whether the next word on the line is in lower case."""
        return bool(
            patterns.LOWER_WORD.match(self.text, self.reading.original(self.all[n][1] - 1) + 1)
        )

    def supports(self, n: int, name: int) -> bool:
        """Whether hit *n* is certain and tells something about the ambiguous hit *name*."""
        if not self.keep[n]:
            return False
        category = self.all[n][2].category
        return category not in patterns.WEAK or (
            category == "trade" and self.all[name][2].slug in TRADE_TOOLS
        )

    def in_skills(self, n: int) -> bool:
        """Whether a label on its line or a heading above it introduces skills."""
        at = self.reading.original(self.all[n][0])
        line = max(self.text.rfind("\n", max(0, at - MAX_LABEL), at) + 1, at - MAX_LABEL)
        colon = max(self.text.rfind(":", line, at), self.text.rfind("\uff1a", line, at))
        if colon >= 0:
            label = self.text[max(line, colon - 50) : colon]
            if patterns.LABEL.search(label) or _cjk(label):
                return True
        sections = self._skill_sections()
        before = bisect_right(sections, (at, len(self.text)))
        return before > 0 and at < sections[before - 1][1]

    def _skill_sections(self) -> list[tuple[int, int]]:
        if self._sections is None:
            heads = list(self._headings())
            self._sections = []
            for n, (start, skills) in enumerate(heads):
                if skills:
                    end = heads[n + 1][0] if n + 1 < len(heads) else len(self.text)
                    self._sections.append((start, min(end, start + MAX_SECTION)))
        return self._sections

    def _headings(self) -> Iterator[tuple[int, bool]]:
        """Where each heading begins, and whether it introduces skills."""
        at = 0
        for line in self.text.split("\n"):
            if (
                2 < len(line) <= MAX_HEADING
                and line[-1] not in ".!?;)"
                and not line[0].islower()
                and "," not in line
            ):
                head = patterns.HEADING.fullmatch(line)
                if head:
                    yield at, head["skills"] is not None
                elif _cjk(line):
                    yield at, True
            at += len(line) + 1

    def gap(self, left: int, right: int) -> str | None:
        """The text between two hits if it separates items of a list; otherwise None."""
        if left < 0 or right >= len(self.all):
            return None
        start, end = self.all[left][1], self.all[right][0]
        if end - start > MAX_GAP:
            return None
        between = self.low[start:end]
        if between == " " or patterns.GAP.fullmatch(between):
            if between.strip(" "):
                return between
            # a line break separates list items, a space does not
            return self.text[self.reading.original(start - 1) + 1 : self.reading.original(end)]
        return None


def another_acronym(text: str, start: int, end: int, spelling: Spelling) -> bool:
    """Whether capitals there cannot mean a name that is only written like "ACLs".

    In a line of capitals they say nothing.
    """
    plural = bool(spelling.written) and all(
        form[-1:] == "s" and form[:-1].isupper() and len(form) > 2 for form in spelling.written
    )
    around = text[max(0, start - CAPITALS) : start] + text[end : end + CAPITALS]
    return plural and not around.isupper()


def _cjk(label: str) -> bool:
    return not label.isascii() and patterns.CJK_LABEL.search(label) is not None
