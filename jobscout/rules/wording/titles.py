"""Which words of a title belong together, so that a title which is asked is found as a whole.

A title becomes *readings*: sequences of words as people would ask for them. "Senior Director of
Data Engineering (m/w/d)" reads "data engineering director", and whoever asks for "Director of
Engineering", "Engineering Director" or "Director, Engineering" asks for two words of it that
stand side by side. The table in docs/decisions/0027-words.md says what may stand between.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import words
from jobscout.rules.spelling import fold
from jobscout.rules.wording.gender import one_gender
from jobscout.rules.wording.meanings import with_languages
from jobscout.rules.wording.title_synonyms import narrower, synonyms
from jobscout.rules.wording.title_ways import (
    behind,
    developers,
    is_alone,
    otherwise_said,
    spaced,
    stands,
)
from jobscout.rules.wording.title_words import (
    AND,
    ASIDE,
    DEVELOPERS,
    HEAD_FIRST,
    LEVELS,
    LITTLE,
    OF,
    OTHER_HEADS,
    REFINING,
    ROMANCE_OF,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

_SEPARATORS: Final = re.compile(
    r"\s+[-\u2013\u2014|~]+\s*|\s*[-\u2013\u2014|~]+\s+"
    r"|\s*[,;:|()\[\]{}\u2022\u3001\u3010\u3011\uff08\uff09\uff0f\uff1a\uff5c]+\s*"
    r"|\s+/\s*|\s*/\s+|(?<=\w{4})/(?=\w{4})"
)
_AMPERSAND: Final = re.compile(r"(?<=\w\w) & (?=\w\w)")
MAX_SEGMENTS: Final = 6
MAX_WORDS: Final = 24
"""What is behind these says no more about the job, and reading it all would take longer."""
MARK: Final = "="
"""Begins what stands for a group of synonyms in a line of readings; no word has it."""
BREAK: Final = " | "


class Synonyms(NamedTuple):
    """The mark of each title's group, the titles of each mark, and how long titles are.

    *narrower*: for names of whole fields, the marks of what people do in them.
    """

    groups: dict[Words, str]
    members: dict[str, tuple[Words, ...]]
    longest: int
    narrower: dict[Words, tuple[str, ...]]


class AskedTitle(NamedTuple):
    """A title that is asked: any of *lines* in a job's readings, and all *levels* in its title.

    Attributes:
        exact: how many of the lines are the title itself; the rest are synonyms.
        whole: the synonyms are of the title with its levels, as "Registered Nurse" has some.
        profession: it names who does the work, and what follows may make others of them.
        searches: for an index of words, sequences of which every matching title has one.
    """

    lines: tuple[str, ...]
    levels: frozenset[str]
    exact: int
    whole: bool
    profession: bool
    searches: tuple[Words, ...]

    def is_in(self, found: str, levels: AbstractSet[str], *, exactly: bool = False) -> bool:
        """Whether a job with the readings *found* and the words *levels* has this title."""
        lines = self.lines[: self.exact] if exactly else self.lines
        if not levels >= self.levels:
            lines = lines[self.exact :] if self.whole and not exactly else ()
        if not self.profession:
            return any(line in found for line in lines)
        return any(line in found and stands(line, found) for line in lines)


@lru_cache(maxsize=16_384)
def readings(title: str) -> str:
    """All readings of a job's title in one line, for ``AskedTitle.lines`` to be looked for.

    Also a mark of each group of synonyms that it names.
    """
    segments = _segments(title, words.in_order)
    plain = [_without_levels(segment) for segment in segments]
    found: dict[Words, None] = {}
    for parts in (segments, plain):
        phrases = [variant for segment in parts for variant in _of_segment(segment)]
        found |= dict.fromkeys(phrases)
        first = [_head_last(segment) for segment in parts]
        found[tuple(word for segment in first for word in segment)] = None
        found[tuple(word for segment in parts for word in _small_out(segment))] = None
        for later in parts[1:]:  # "Director, Engineering and Design"
            found |= dict.fromkeys(half + first[0] for half in _each(later))
    for reading in list(found):
        found |= dict.fromkeys(developers(reading))
    found |= dict.fromkeys(behind(plain))
    for reading in list(found):
        found |= dict.fromkeys(_refined(reading))
    marks = {mark for reading in found for mark in _marks(reading)}
    lines = [" ".join(reading) for reading in found if reading]
    return f" {BREAK.join([*lines, *sorted(marks)])} "


@lru_cache(maxsize=16_384)
def asked(title: str) -> AskedTitle:
    """What to look for when *title* is asked. Without words it has no lines."""
    segments = _segments(title, words.canonical)
    said = tuple(word for segment in segments for word in segment)
    if not said:
        return AskedTitle((), frozenset(), 0, False, False, ())
    plain = [_without_levels(segment) for segment in segments]
    levels = frozenset(said) - {word for segment in plain for word in segment} - LITTLE
    plain = [segment for segment in plain if segment]
    ways: dict[Words, None] = {}
    if not plain:
        plain, levels = segments, frozenset()
    first = [_head_last(segment) for segment in plain]
    if len(plain) > 1:
        ways[tuple(word for segment in [*first[1:], first[0]] for word in segment)] = None
    # "Head, Marketing" is no "Head Marketing Operations"
    if len(plain) == 1 or first[0] not in HEAD_FIRST:
        ways[tuple(word for segment in first for word in segment)] = None
        if all(map(_keeps_order, plain)):
            ways[tuple(word for segment in plain for word in _small_out(segment))] = None
    for way in list(ways):
        for one in (way, *developers(way, whole=True)):
            ways |= dict.fromkeys((one, *_other_developers(one)))
        ways |= dict.fromkeys(spaced(way))
    own = [way for way in ways if way]
    whole = _synonyms().groups.get(_small_out(said))
    marks = (
        [whole] if whole else sorted({mark for way in own if (mark := _synonyms().groups.get(way))})
    )
    field = (mark for way in own for mark in _synonyms().narrower.get(way, ()))
    marks = list(dict.fromkeys([*marks, *field]))
    members = [member for mark in marks for member in _synonyms().members[mark]]
    lines = [f" {' '.join(way)} " for way in own] + [f" {mark} " for mark in marks]
    profession = any(map(_is_profession, own))
    named = (*own, *members)
    searches = (*named, *(found for way in named for found in otherwise_said(way)))
    return AskedTitle(tuple(lines), levels, len(own), bool(whole), profession, searches)


def _segments(title: str, read: Callable[[str], str]) -> list[Words]:
    """The words between separators; without marks of gender."""
    plain = one_gender(fold(with_languages(title)))
    parts = _SEPARATORS.split(_AMPERSAND.sub(" and ", plain))
    found = [tuple(read(part).split()[:MAX_WORDS]) for part in parts if part]
    return [segment for segment in found if segment][:MAX_SEGMENTS]


def _without_levels(segment: Words) -> Words:
    """Without words of level, except one that names the work, as the last of "Tech Lead"."""
    last = len(segment) - 1
    return tuple(
        word
        for at, word in enumerate(segment)
        if word not in LEVELS or (at == last and LEVELS[word] and last)
    )


def _small_out(segment: Words) -> Words:
    return tuple(word for word in segment if word not in LITTLE)


def _head_last(segment: Words) -> Words:
    """With the head at the end: "head of marketing" and "vp sales" as they are also put."""
    parts: list[list[str]] = [[]]
    ends = next((at for at, word in enumerate(segment) if at and word in ASIDE), len(segment))
    for word in segment[:ends]:
        if word in OF and parts[-1]:
            parts.append([])
        elif word not in LITTLE:
            parts[-1].append(word)
    turned = [word for part in reversed(parts) for word in part]
    if len(parts) == 1 and len(turned) > 1:
        for head in HEAD_FIRST:
            if tuple(turned[: len(head)]) == head:
                return (*turned[len(head) :], *head, *segment[ends:])
    return (*turned, *segment[ends:])


def _keeps_order(segment: Words) -> bool:
    """Whether its words are also asked in their order: "Head of …" is not, "Chef de …" is."""
    return not OF.intersection(segment) or bool(ROMANCE_OF.intersection(segment))


def _of_segment(segment: Words) -> Iterator[Words]:
    """How one part of a title may be asked."""
    yield _head_last(segment)
    if _keeps_order(segment):
        yield _small_out(segment)
    for at, word in enumerate(segment):
        if word in AND and 0 < at < len(segment) - 1:
            yield from _halves(segment[:at], segment[at + 1 :])


def _each(segment: Words) -> Iterator[Words]:
    """The whole, and what "and" separates in it."""
    yield _head_last(segment)
    cuts = [at for at, word in enumerate(segment) if word in AND]
    for start, end in zip([-1, *cuts], [*cuts, len(segment)], strict=True):
        if cuts and end > start + 1:
            yield _small_out(segment[start + 1 : end])


def _halves(left: Words, right: Words) -> Iterator[Words]:
    """The two titles in one: "Sales and Marketing Manager" is a sales manager too."""
    head_first = OF.intersection(left)
    if head_first:
        at = next(n for n, word in enumerate(left) if word in OF)
        yield _head_last(left)
        yield _head_last((*left[: at + 1], *right))
    elif len(right) > 1:
        yield (*_small_out(left), right[-1])
        yield _small_out(right)


def _refined(reading: Words) -> Iterator[Words]:
    """Each refinement alone: "Java Backend Developer" is a Java developer, and a backend one."""
    for at, word in enumerate(reading):
        if word not in DEVELOPERS:
            continue
        start = at
        while start and reading[start - 1] in REFINING:
            start -= 1
        for one in reading[start : at - 1]:
            yield one, word


def _is_profession(way: Words) -> bool:
    """Whether its last words name who does the work."""
    groups = _synonyms().groups
    return way[-1] in DEVELOPERS or any(way[at:] in groups for at in range(len(way)))


def _other_developers(way: Words) -> Iterator[Words]:
    """Who asks for a Java developer means a Java engineer too."""
    if len(way) > 1 and way[-1] in DEVELOPERS and way[-2] in REFINING:
        for other in DEVELOPERS - {way[-1]}:
            yield (*way[:-1], other)


def _marks(reading: Words) -> Iterator[str]:
    groups, _, longest, _ = _synonyms()
    for start in range(len(reading)):
        for end in range(start + 1, min(start + longest, len(reading)) + 1):
            mark = groups.get(reading[start:end])
            if mark:
                before = reading[start - 1] if start else ""
                after = reading[end] if end < len(reading) else ""
                if is_alone(before, reading[end - 1], after, OTHER_HEADS):
                    yield mark


@cache
def _synonyms() -> Synonyms:
    """The table in the words of readings. Reading it takes a tenth of a second."""
    groups: dict[Words, str] = {}
    members: dict[str, tuple[Words, ...]] = {}
    for n, titles in enumerate(synonyms()):
        mark = f"{MARK}{n}"
        said = {_small_out(tuple(words.canonical(title).split())): None for title in titles}
        members[mark] = tuple(title for title in said if title)
        for title in members[mark]:
            groups.setdefault(title, mark)
    fields: dict[Words, tuple[str, ...]] = {}
    for names, inside in narrower():
        done = [_small_out(tuple(words.canonical(title).split())) for title in inside]
        for title in done:
            if title not in groups:
                groups[title] = mark = f"{MARK}{len(members)}"
                members[mark] = (title,)
        marks = tuple(dict.fromkeys(groups[title] for title in done))
        for name in names:
            fields[_small_out(tuple(words.canonical(name).split()))] = marks
    return Synonyms(groups, members, max(map(len, groups)), fields)
