"""What a job title says: how to show it, how to compare it, and which level it names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jobscout.rules import levels, spelling
from jobscout.rules.lines import line
from jobscout.rules.spelling import fold

if TYPE_CHECKING:
    from jobscout.model import Seniority

MAX_TITLE_CHARS: Final = 300
"""Longest title kept; the longest recorded one has 160."""

_GENDER: Final = re.compile(
    r"[(\[]\s*(?:all genders?|alle geschlechter|gn"
    r"|[mwfdxhiv](?:\s?[/|*,]\s?(?:[mwfdxhi]|divers)){1,3})"
    r"\s*[)\]]\*?"
    r"|(?<![\w/])[mwfdxhiv](?:\s?[/|]\s?[mwfdxhi]){1,3}(?![\w/])\*?"
)
_GENDER_SIGNS: Final = re.compile(r"[(\[/|:*]")
"""One of these is in everything that the patterns above and below match."""
_INFLECTED: Final = re.compile(r"(?<=[a-z]{2})(?:[:*]|/-?)in(?:nen)?\b|(?<=[a-z]{2})\(in\)")

_SIGNS: Final = re.compile(r"[^\w]+")
_STATED: Final[dict[str, Seniority]] = {
    "entry": "junior",
    "entry level": "junior",
    "berufseinstieg": "junior",
    "junior level": "junior",
    "mid": "mid",
    "middle": "mid",
    "manager": "manager",
    "management": "manager",
    "manager level": "manager",
    "manager supervisor": "manager",
    "people manager": "manager",
    "middle management": "manager",
    "team lead": "lead",
    "teamleitung": "lead",
    "executive": "executive",
    "c level": "executive",
    "student": "intern",
    "student college": "intern",
    "student school": "intern",
    "student high school": "intern",
    "hilfstatigkeit student": "intern",
}
_PRECEDENCE: Final[tuple[Seniority, ...]] = ("intern", *levels.RANKED)
# Boards state these for most of their postings, so a level in the title takes precedence.
_VAGUE: Final[dict[str, Seniority]] = {
    "associate": "junior",
    "berufserfahren": "mid",
    "experienced": "mid",
    "professional experienced": "mid",
    "professional": "mid",
    "mid senior level": "mid",
    "mid senior": "mid",
}


def clean(title: str) -> str:
    """*title* for display: no invisible characters, single spaces, at most 300 characters."""
    return line(title, MAX_TITLE_CHARS)


def key(title: str) -> str:
    """*title* for comparison: words in their canonical spelling, without gender marks.

    "Sr. Entwickler:in C++ (m/w/d)" and "Senior Entwickler, C++" have one key, "C++ Developer"
    and "C# Developer" have two. Empty only if the title contains no letter or digit.
    """
    return spelling.line_of(spelling.words_of(_ungendered(clean(title)))[0])


def seniority(title: str, stated: str | None = None) -> Seniority | None:
    """The level a posting asks for; None if neither the board nor the title states one.

    Args:
        title: as the board wrote it. Only whole phrases count: "Internal Audit" is no
            internship, "Lead Generation" no lead, "Assistant to the CEO" no CEO.
        stated: the board's own level. Where the title states another one, the higher of the two
            counts, since boards give whole groups of postings one level, or the lowest by
            default; an internship counts in any case. Vague ones ("experienced", "Mid-Senior
            level") count only if the title states none.

    Staff and Principal count as lead, a vice president as executive, II as mid, III as
    senior. Apprentices and working students count as interns. Who manages people is a manager:
    "Engineering Manager", "Manager, Sales"; a product or account manager has no level by that.
    """
    titled = _titled(title)
    if not stated:
        return titled
    name = _name(stated)
    if name in _VAGUE:
        return titled or _VAGUE[name]
    found = _STATED.get(name) or _named(name)
    if found is None or titled is None:
        return found or titled
    return min(found, titled, key=_PRECEDENCE.index)


@lru_cache(maxsize=8192)
def _titled(title: str) -> Seniority | None:
    return levels.named(" ".join(_ungendered(clean(title)).replace("_", " ").split()))


_named: Final = lru_cache(maxsize=1024)(levels.named)


@lru_cache(maxsize=1024)
def _name(stated: str) -> str:
    """A board's value as it is listed here: "Mid-Senior level" and "mid_senior_level" are one."""
    return " ".join(_SIGNS.sub(" ", fold(stated[:MAX_TITLE_CHARS]).replace("_", " ")).split())


def _ungendered(title: str) -> str:
    folded = fold(title)
    if not _GENDER_SIGNS.search(folded):
        return folded
    return _INFLECTED.sub("", _GENDER.sub(" ", folded))
