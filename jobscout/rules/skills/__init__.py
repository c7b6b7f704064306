"""P6 for skills: which entries of the taxonomy a text names, and where.

One automaton finds all spellings, a boundary rule keeps those that are whole words, the longest
of overlapping ones wins, and ``skill_context`` decides about names that are also ordinary
words. The same function reads jobs and CVs.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from ahocorasick_rs import AhoCorasick

from jobscout.rules.skills.context import confirmed
from jobscout.rules.skills.entries import Skill
from jobscout.rules.skills.mention_context import another_acronym
from jobscout.rules.skills.spellings import LEADS, SHORT, TRAILS, spellings_of
from jobscout.rules.skills.text import read
from jobscout.rules.skills.trades import WINDOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jobscout.rules.skills.mention_context import Hit, Spelling
    from jobscout.rules.skills.text import Reading

__all__ = ["NO_SKILLS", "Mention", "Skill", "Taxonomy"]

CJK: Final = "\u2e80"
"""From this character on, scripts do not separate words by spaces, so letters end a word too."""

_PLAIN: Final = frozenset(" ,;()/\n")
_VERSIONED: Final = frozenset(
    {"language", "framework", "library", "database", "tool", "platform", "devops"}
)
_VERSION_STARTS: Final = frozenset("0123456789v")
_VERSION: Final = re.compile(
    r" ?(?:v\.?|version )?\d{1,2}(?:\.\d+|\.x)*(?:[a-z](?![a-z]))?\+?(?![\w%])(?!\+? ?-? ?(?:\d+ )?"
    r"(?:years?|yrs?|months?|jahre?n?|ans?|annees?|hours?|users?|people|days?)\b)"
    r"| (?:19|20)\d\d(?: r2)?(?!\w)(?! ?-)"
)

_SHORT_NAME: Final = re.compile(rf"(?<![a-z0-9])[a-z]{{1,{SHORT}}}(?![a-z0-9])")
_TOUCHING: Final = re.compile(r"\d{1,2}(?:\.\d+)*(?![\w.+#])|\d{1,2}(?:\.\d+)*(?=[.+](?!\w))")


class Mention(NamedTuple):
    """*surface* is ``text[start:end]`` of the searched text, including a version."""

    skill: Skill
    start: int
    end: int
    surface: str


class Taxonomy:
    """Cost: building takes a second for 5,000 skills; ``find`` is linear in the text."""

    def __init__(self, skills: Sequence[Skill]) -> None:
        self._by_slug = {skill.slug: skill for skill in skills}
        patterns = spellings_of(skills)
        self._spellings = list(patterns.values())
        self._automaton = AhoCorasick(list(patterns)) if patterns else None
        self._short = {
            name[1:-1]: n for n, (name, spelling) in enumerate(patterns.items()) if spelling.short
        }

    @classmethod
    def load(cls, rows: Iterable[Skill]) -> Taxonomy:
        """Raises ValueError if two rows share a slug or one implies an unknown slug."""
        skills = sorted(rows, key=lambda skill: skill.slug)
        slugs = {skill.slug for skill in skills}
        if len(slugs) != len(skills):
            raise ValueError("two skills share a slug")
        for skill in skills:
            missing = [slug for slug in skill.implies if slug not in slugs]
            if missing:
                raise ValueError(f"{skill.slug} implies {missing[0]}, which is not there")
        return cls(skills)

    def __len__(self) -> int:
        return len(self._by_slug)

    def find(self, text: str) -> list[Mention]:
        """The skills named in *text*, in order, without overlaps and without implied skills."""
        if self._automaton is None:
            return []
        reading = read(text)
        found = list(self._in_their_trade(text, reading, self._bounded(reading.text)))
        if not found:
            return []
        mentions = []
        low = reading.text
        size = len(low)
        for (start, end, spelling), meant in zip(
            found, confirmed(text, reading, found), strict=True
        ):
            if not meant:
                continue
            skill = self._by_slug[spelling.slug]
            last = end
            after = low[end]
            if (low[end + 1] if after == " " and end + 1 < size else after) in _VERSION_STARTS:
                last = _with_version(low, end, skill.category)
            a, b = reading.original(start), reading.original(last - 1) + 1
            surface = text[a:b]
            if surface.isupper() and another_acronym(text, a, b, spelling):
                continue
            if surface.isascii() or not _otherwise_accented(surface, spelling.written):
                mentions.append(Mention(skill, a, b, surface))
        return mentions

    def _bounded(self, text: str) -> list[Hit]:
        """Hits that are whole words; of overlapping ones the leftmost, then the longest."""
        if self._automaton is None:
            return []
        spellings = self._spellings
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            before = text[start - 1]
            if before.isalnum() and before < CJK and text[start].isalnum():
                continue  # inside a word, as most are
            _, category, _, _, short, word_last, _ = spellings[index]
            if short:
                first, last = start + 1, end - 1  # the frame is not part of the name
                if _apart(text, first, last):
                    found.append((first, -last, index))
                continue
            after = text[end]
            if word_last and after.isalnum() and not _numbered(text, end, after, category):
                continue
            if (before in _PLAIN and after in _PLAIN) or _free(text, start, end):
                found.append((start, -end, index))
        if not text.isascii():
            found += self._beside_cjk(text)
        return [(start, end, spellings[index]) for start, end, index in _longest(found)]

    def _in_their_trade(self, text: str, reading: Reading, hits: list[Hit]) -> Iterator[Hit]:
        """The hits that are skills beside the words around them, as what they mean there."""
        low = reading.text
        for hit in hits:
            start, end, spelling = hit
            trades = spelling.trades
            if trades is None:
                yield hit
                continue
            if trades.upper and not text[reading.original(start)].isupper():
                continue
            around = f"{low[max(0, start - WINDOW) : start]} {low[end : end + WINDOW]}"
            slug = trades.slug(around, spelling.slug)
            if slug == spelling.slug:
                yield hit
            elif slug in self._by_slug:
                yield start, end, _as(spelling, self._by_slug[slug])

    def _beside_cjk(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Names of one or two letters that touch a script without spaces: "R言語"."""
        for near in _SHORT_NAME.finditer(text):
            start, end = near.span()
            index = self._short.get(near[0])
            if index is None or not _apart(text, start, end):
                continue
            before, after = _unspaced(text[start - 1]), _unspaced(text[end])
            if (before or text[start - 1] in LEADS) and (after or text[end] in TRAILS):
                yield start, -end, index

    def closure(self, slugs: Iterable[str]) -> frozenset[str]:
        """*slugs* and everything they imply, transitively."""
        done: set[str] = set()
        ahead = [slug for slug in slugs if slug in self._by_slug]
        while ahead:
            slug = ahead.pop()
            if slug not in done:
                done.add(slug)
                ahead.extend(self._by_slug[slug].implies)
        return frozenset(done)


def _unspaced(sign: str) -> bool:
    """Whether it is a letter of a script without spaces, which ends a word too."""
    return sign >= CJK and sign.isalnum()


def _otherwise_accented(surface: str, written: frozenset[str]) -> bool:
    """Whether accents make it another word than the name: "Informática" means computing."""
    plain = unicodedata.normalize("NFKC", surface)
    accents = any(char.isalpha() and not char.isascii() for char in plain)
    return accents and bool(written) and all(form.isascii() for form in written)


def _with_version(text: str, end: int, category: str) -> int:
    version = _VERSION.match(text, end) if category in _VERSIONED else None
    return version.end() if version else end


def _longest(found: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Selects from (start, minus end, spelling) the leftmost, then longest, without overlaps."""
    found.sort()
    reached = 0
    for start, minus_end, index in found:
        if start >= reached:
            reached = -minus_end
            yield start, reached, index


def _numbered(text: str, end: int, after: str, category: str) -> bool:
    """Whether the next character is the name's version, as in Bootstrap3 but not in Word2vec.

    Also true if it is a letter of a script without spaces between words.
    """
    if after >= CJK:
        return True
    if not after.isdigit() or text[end - 1].isdigit():
        return False  # Angular 18 is not Angular 1
    return category in _VERSIONED and bool(_TOUCHING.match(text, end))


def _free(text: str, start: int, end: int) -> bool:
    """Whether the name is not part of a longer name, a file name or an address."""
    before, after = text[start - 1], text[end]
    if after in "+#_@" or before in "@_":
        return False
    if after == ":" and text[end : end + 3] == "://":
        return False
    if after == "." and text[end + 1 : end + 2].isalnum():
        return False
    dotted = before == "." and text[start - 2].isalnum()
    # a domain, as in example.net
    return not (dotted or (text[start] == "." and before.isalnum()))


def _apart(text: str, start: int, end: int) -> bool:
    """For one or two letters: "R & D" does not name R, nor "node.c" C."""
    if text[end : end + 2] == " &" or text[max(0, start - 2) : start] == "& ":
        return False
    return not (text[end] == "." and text[end + 1 : end + 2].isalnum())


def _as(spelling: Spelling, skill: Skill) -> Spelling:
    """The spelling where it names *skill*, of which it is no doubt then."""
    return spelling._replace(slug=skill.slug, category=skill.category, ambiguity=None)


NO_SKILLS: Final = Taxonomy(())
