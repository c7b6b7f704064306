"""Other ways to put a title: with other spaces in Korean, with the head of another language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobscout.rules import words
from jobscout.rules.wording.title_words import (
    DEVELOPERS,
    DEVELOPERS_ABROAD,
    FIELDS,
    OTHER_WORK,
    OTHER_WORK_BEFORE,
    REFINED_BEHIND,
    REFINING,
    STUDENTS,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]+")
_FIRST: Final = frozenset(head[0] for head in DEVELOPERS_ABROAD)
_LEAST_LETTERS: Final = 2
_MANAGERS: Final[tuple[Words, ...]] = ((), ("manager",))
_MOST_LETTERS: Final = 12


def spaced(way: Words) -> Iterator[Words]:
    """*way* with one space of Korean more or less, which its writers set as they like."""
    for at, word in enumerate(way):
        if not _HANGUL.fullmatch(word) or len(word) > _MOST_LETTERS:
            continue
        if at + 1 < len(way) and _HANGUL.fullmatch(way[at + 1]):
            yield (*way[:at], words.canonical(word + way[at + 1]), *way[at + 2 :])
        for cut in range(_LEAST_LETTERS, len(word) - _LEAST_LETTERS + 1):
            yield (*way[:at], word[:cut], word[cut:], *way[at + 1 :])


def developers(reading: Words, *, whole: bool = False) -> Iterator[Words]:
    """The developers in it as English has them: "desarrollador java" is a "java engineer".

    *whole*: only one that all its words name.
    """
    if _FIRST.isdisjoint(reading):
        return
    for at, first in enumerate(reading):
        for head in DEVELOPERS_ABROAD if first in _FIRST else ():
            after = at + len(head)
            if reading[at:after] != head:
                continue
            start = at
            while start and reading[start - 1] in REFINING:
                start -= 1
            end = after
            while end < len(reading) and reading[end] in REFINING:
                end += 1
            if whole and end - start < len(reading):
                continue
            if start < at:
                yield (*reading[start:at], "engineer")
            elif end > after:
                yield (*reading[after:end], "engineer")


def behind(segments: Sequence[Words]) -> Iterator[Words]:
    """What later parts of a title make of its first, in whose place a level alone may stand.

    "Product Engineer (Java)" is a Java engineer, "Principal, Product Management" a product manager.
    """
    first, *rest = segments or [()]
    is_refined = first[-2:-1] in REFINED_BEHIND and not DEVELOPERS.isdisjoint(first[-1:])
    for later in filter(None, rest):
        if first in _MANAGERS and later[-1] == "management" and len(later) > 1:
            yield (*later[:-1], "manager")
        elif is_refined and REFINING.issuperset(later):
            yield (*later, first[-1])


def otherwise_said(way: Words) -> Iterator[Words]:
    """The words of which ``developers`` and ``behind`` make *way*."""
    if way[-1] == "engineer" and way[:-1] and REFINING.issuperset(way[:-1]):
        yield from ((*way[:-1], *head) for head in DEVELOPERS_ABROAD)
    elif way[-1] == "manager" and way[:-1]:
        yield (*way[:-1], "management")


def stands(line: str, readings: str) -> bool:
    """Whether *line*, which names a profession, does so in a reading, and no other work with it.

    A "nurse recruiter" is no nurse; where another reading ends behind it, it is one.
    """
    at = readings.find(line)
    while at >= 0:
        before = readings[:at].rpartition(" ")[2]
        if is_alone(
            before, line.rsplit(maxsplit=1)[-1], readings[at + len(line) :].partition(" ")[0]
        ):
            return True
        at = readings.find(line, at + 1)
    return False


def is_alone(before: str, last: str, after: str, others: AbstractSet[str] = OTHER_WORK) -> bool:
    """Whether the words around a profession, whose last is *last*, make no other work of it."""
    if before in OTHER_WORK_BEFORE:
        return False
    return after not in others or (last in STUDENTS and after in FIELDS)
