"""Whether a name that is also an ordinary word is meant as a skill, from what stands around it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import skill_cues as cues

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.rules.skill_text import Reading


class Spelling(NamedTuple):
    """One way to write a skill. *written* are its forms with their case.

    *ambiguity* is None for what needs no evidence; *short* names have a frame of one character on
    each side in their pattern.
    """

    slug: str
    category: str
    written: frozenset[str]
    ambiguity: str | None
    short: bool
    word_first: bool
    word_last: bool


Hit = tuple[int, int, Spelling]
"""Start and end in the reading, and what stands there."""

NEAR: Final = 80
"""Characters between an ambiguous name and a sure one of the same sentence."""

SECTION_AT_MOST: Final = 2500
"""Characters that a heading speaks for when no other heading ends its section."""

LABEL_AT_MOST: Final = 400
"""How far before a name the label of its line may stand."""

GAP_AT_MOST: Final = 16
"""Between two items of a list: " as well as (", no more."""

CAPITALS: Final = 25
"""Characters on each side that show whether a line is written in capitals."""

HEADING_AT_MOST: Final = 60


class _Scene:
    """One text with its candidates; sections are looked for once, and only if asked for."""

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
        """Whether its case is that of the name, and a sign: in a line of capitals it is none."""
        surface = self.surface(n)
        if surface not in self.all[n][2].written:
            return False
        if len(surface) < 3 or not surface.isupper():
            return True
        at = self.reading.original(self.all[n][0])
        around = self.text[max(0, at - CAPITALS) : at] + self.text[at + len(surface) :][:CAPITALS]
        return not around.isupper()

    def supports(self, n: int) -> bool:
        return self.keep[n] and self.all[n][2].category not in cues.WEAK

    def in_skills(self, n: int) -> bool:
        """Whether a label on its line or a heading above it announces skills."""
        at = self.reading.original(self.all[n][0])
        line = max(self.text.rfind("\n", max(0, at - LABEL_AT_MOST), at) + 1, at - LABEL_AT_MOST)
        colon = self.text.rfind(":", line, at)
        if colon >= 0 and cues.LABEL.search(self.text[max(line, colon - 50) : colon]):
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
                    self._sections.append((start, min(end, start + SECTION_AT_MOST)))
        return self._sections

    def _headings(self) -> Iterator[tuple[int, bool]]:
        """Where each heading begins, and whether it announces skills."""
        at = 0
        for line in self.text.split("\n"):
            if 2 < len(line) <= HEADING_AT_MOST and not line[0].islower() and "," not in line:
                head = cues.HEADING.fullmatch(line)
                if head:
                    yield at, head["skills"] is not None
            at += len(line) + 1

    def gap(self, left: int, right: int) -> str | None:
        """What parts two hits, when it is what parts the items of a list; else None."""
        if left < 0 or right >= len(self.all):
            return None
        start, end = self.all[left][1], self.all[right][0]
        if end - start > GAP_AT_MOST:
            return None
        between = self.low[start:end]
        if between == " " or cues.GAP.fullmatch(between):
            if between.strip(" "):
                return between
            # a line break parts the items of a list, a blank does not
            return self.text[self.reading.original(start - 1) + 1 : self.reading.original(end)]
        return None


def confirmed(text: str, reading: Reading, hits: Sequence[Hit]) -> list[bool]:
    """For each hit whether it is meant.

    Sure names first; then the ambiguous ones, each beside what is already sure, twice, so that a
    list may begin with an ambiguous name.
    """
    keep, unsure = _at_first(reading.text, hits)
    if not unsure:
        return keep
    scene = _Scene(text, reading, hits, keep)
    for _ in range(2):
        before = len(unsure)
        for n in unsure:
            keep[n] = _meant(scene, n)
        unsure = [n for n in unsure if not keep[n]]
        if len(unsure) == before:
            break
    return keep


def _at_first(low: str, hits: Sequence[Hit]) -> tuple[list[bool], list[int]]:
    """What is sure by itself, and which of the others the text around may confirm."""
    keep: list[bool] = []
    unsure: list[int] = []
    behind = -GAP_AT_MOST
    for n, (start, end, spelling) in enumerate(hits):
        ambiguity = spelling.ambiguity
        sure = ambiguity is None
        if sure and spelling.category in cues.ROLES:
            role = cues.ROLE.match(low, end)
            sure = role is None or bool(spelling.category == "method" and role["team"])
        elif not sure:
            ahead = hits[n + 1][0] if n + 1 < len(hits) else len(low)
            near = start - behind <= GAP_AT_MOST or ahead - end <= GAP_AT_MOST
            if near or ambiguity != "never_alone":
                unsure.append(n)
        keep.append(sure)
        behind = end
    return keep, unsure


def _meant(scene: _Scene, n: int) -> bool:
    ambiguity = scene.all[n][2].ambiguity
    if ambiguity == "never_alone":
        return _between(scene, n)
    if _refuted(scene, n):
        return False
    if ambiguity == "exact_case":
        if scene.as_written(n):
            return _exact(scene, n)
        # San Francisco has nothing to do with SAN
        return not scene.surface(n).istitle() and _listed(scene, n)
    return _listed(scene, n) or (scene.surface(n)[0].isupper() and _cued(scene, n))


def _refuted(scene: _Scene, n: int) -> bool:
    start, end, _ = scene.all[n]
    if cues.REFUTED.match(scene.low, end):
        return True
    if end - start == 1:
        at = scene.reading.original(start)
        before = scene.text[max(0, at - 4) : at]  # R. A. Fisher is no statistics package
        return bool(cues.INITIAL_AFTER.match(scene.text, at + 1)) or (
            scene.text[at + 1 : at + 2] == "." and bool(cues.INITIAL_BEFORE.search(before))
        )
    return scene.low[start:end] in cues.SEASONS and bool(cues.YEAR.match(scene.low, end))


def _exact(scene: _Scene, n: int) -> bool:
    if _listed(scene, n) or _cued(scene, n) or _companions(scene, n):
        return True
    return not _opens(scene, n) and (_near(scene, n) or scene.in_skills(n))


def _cued(scene: _Scene, n: int) -> bool:
    start, end, _ = scene.all[n]
    if cues.CUE_AFTER.match(scene.low, end):
        return True
    if not cues.PLAIN_NEXT.match(scene.low, end):
        return False
    return bool(cues.CUE_BEFORE.search(scene.low[max(0, start - 40) : start]))


def _opens(scene: _Scene, n: int) -> bool:
    """Whether it is the first word of a sentence in lower case, where any word is written so."""
    start, end, _ = scene.all[n]
    if not cues.LOWER_WORD.match(scene.low, end):
        return False
    at = scene.reading.original(start)
    return bool(cues.START.search(scene.text[max(0, at - 4) : at]))


def _companions(scene: _Scene, n: int) -> bool:
    """Two more names in the same list, all written as they should be."""
    count = 0
    for step in (-1, 1):
        at = n
        while (scene.gap(min(at, at + step), max(at, at + step)) or " ") != " ":
            at += step
            if not scene.as_written(at):
                break
            count += 1
            if count == 2:
                return True
    return False


def _near(scene: _Scene, n: int) -> bool:
    """Whether a sure name stands in the same sentence, not far."""
    start, end, _ = scene.all[n]
    for step in (-1, 1):
        at = n + step
        while 0 <= at < len(scene.all):
            other = scene.all[at]
            first, last = (other[1], start) if step < 0 else (end, other[0])
            if last - first > NEAR:
                break
            if scene.supports(at) and other[2].ambiguity is None:
                stretch = scene.low[first:last]
                if ". " not in stretch and "\n" not in stretch:
                    return True
                break
            at += step
    return False


def _listed(scene: _Scene, n: int) -> bool:
    """Beside a sure skill in a list, in the same fashion of case; or in a section of skills.

    A word in lower case needs a thing beside it: "logging and access" names no database.
    """
    upper = scene.surface(n)[0].isupper()
    sides = []
    for left, right, other in ((n - 1, n, n - 1), (n, n + 1, n + 1)):
        gap = scene.gap(left, right)
        if gap is None or not scene.supports(other):
            continue
        if upper or scene.all[other][2].category not in cues.ROLES:
            sides.append((gap, other))
    if not sides:
        return scene.as_written(n) and not _opens(scene, n) and scene.in_skills(n)
    if len(sides) == 2:
        return True
    gap, other = sides[0]
    if not gap.strip(" ") and other > n:
        return scene.in_skills(n)  # "Nexus AI" is a company
    return upper or scene.surface(other)[0].islower() or scene.as_written(n)


def _between(scene: _Scene, n: int) -> bool:
    """Right before a sure name, or behind one with no more than a comma between them."""
    ahead = scene.gap(n, n + 1)
    if ahead is not None and ":" not in ahead and scene.supports(n + 1):
        return True
    behind = scene.gap(n - 1, n)
    return behind is not None and not behind.strip(" ,") and scene.supports(n - 1)
