"""The ways to write each skill, as patterns for the automaton."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.rules.skills.mention_context import Spelling
from jobscout.rules.skills.text import folded
from jobscout.rules.skills.trades import trades_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.rules.skills.entries import Skill

SHORT: Final = 2
LEADS: Final = ' \n,/(;|:[*">{='
TRAILS: Final = ' \n,/);|:.]*"<}!?='
"""Characters that may surround a name of one or two letters. Without them in the pattern, each c
and r of a text would be a candidate.
"""

_UNITED: Final = frozenset({"concept", "method", "business", "soft"})


def spellings_of(skills: Sequence[Skill]) -> dict[str, Spelling]:
    """Maps spellings to skills; a shared one goes to the skill with that name, else the first."""
    patterns: dict[str, Spelling] = {}
    written: dict[str, tuple[Skill, set[str]]] = {}
    for skill in skills:
        _claim(written, skill, skill.name)
    for skill in skills:
        for alias in skill.aliases:
            _claim(written, skill, alias)
    for skill in skills:
        for name in (skill.name, *skill.aliases):
            for variant in _variants(folded(name), skill.category):
                written.setdefault(variant, (skill, set()))
    for name, (skill, ways) in written.items():
        ambiguity = skill.ambiguity if _is_plain(name, skill.ambiguity) else None
        short = len(name) <= SHORT and name.isalpha()
        spelling = Spelling(
            slug=skill.slug,
            category=skill.category,
            written=frozenset(ways),
            ambiguity=ambiguity,
            short=short,
            word_last=name[-1].isalnum(),
            trades=None if ambiguity else trades_of(name, skill.category),
        )
        if not short:
            patterns[name] = spelling
        else:
            patterns.update({a + name + b: spelling for a in LEADS for b in TRAILS})
    return patterns


def _claim(written: dict[str, tuple[Skill, set[str]]], skill: Skill, name: str) -> None:
    key = folded(name)
    if not key:
        return
    owner, ways = written.setdefault(key, (skill, set()))
    if owner is skill:
        ways.add(name)


def _variants(name: str, category: str) -> list[str]:
    """Other spellings of a phrase: hyphens and spaces exchanged; plurals of concepts."""
    if category == "trade":
        # its rows list their plurals, and few of their names are ever written as one word
        return [name.replace("-", " ")] if "-" in name[1:-1] else []
    ways = [name]
    if category in _UNITED and (" " in name or "-" in name):
        ways.append(name[:-1] if name.endswith("s") and name[-2] not in "sui" else name + "s")
    for way in list(ways):
        if " " in way:
            ways.append(way.replace(" ", "-"))
        elif "-" in way[1:-1]:
            ways.append(way.replace("-", " "))
    return ways[1:]


def _is_plain(name: str, ambiguity: str | None) -> bool:
    if ambiguity == "never_alone":
        name = name.replace("-", "")
    return name.isalpha() and not name.endswith(("js", "lang"))
