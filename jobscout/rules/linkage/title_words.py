"""A title as record linkage compares it: words in one form each, and what they say apart."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import titles
from jobscout.rules.linkage import vocabulary
from jobscout.rules.linkage.rarity import rarity
from jobscout.rules.linkage.stems import stem

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from jobscout.model import Seniority


class TitleWords(NamedTuple):
    """What a title says.

    Attributes:
        title: without the employer that some boards add.
        weights: of each word, its rarity.
        total: their sum.
        line: the words in alphabetical order, for comparison letter by letter.
        ranks: the words that name a level, as two of them may mean the same seniority.
        alternatives: by group of ``vocabulary.ALTERNATIVES``, those that the title names.
        plain: the title in lower case without punctuation, not else changed.
    """

    title: str
    words: frozenset[str]
    weights: dict[str, float]
    total: float
    line: str
    seasons: frozenset[str]
    years: frozenset[str]
    numerals: frozenset[str]
    specialities: frozenset[str]
    alternatives: tuple[frozenset[str], ...]
    ranks: frozenset[str]
    plain: str

    @property
    def level(self) -> Seniority | None:
        """The seniority that the title names, with abbreviations written out."""
        return _level(self.title)

    @property
    def canonical(self) -> str:
        """Equal for titles that say the same."""
        return " ".join(_sorted_all(self.words, self.seasons, self.years, self.numerals))

    def less(self, words: frozenset[str]) -> TitleWords:
        """The title without some of its words."""
        left = self.words - words
        return self._replace(
            words=left,
            total=sum(self.weights[word] for word in sorted(left)),
            line=" ".join(sorted(left)),
        )


@lru_cache(maxsize=32_768)
def title_words(title: str) -> TitleWords:
    title = _cleaned(title)
    plain = titles.key(title)
    seasons, years, numerals = set[str](), set[str](), set[str]()
    distinct: set[str] = set()
    parts = _spelt(plain).split()
    for part, after in zip(parts, [*parts, ""][1:], strict=True):
        kind, said = _read(part)
        if kind is _Kind.WORD:
            distinct.add(said)
        elif kind is _Kind.SEASON:
            seasons.add(said)
        elif kind is _Kind.YEAR:
            years.add(said)
        elif kind is _Kind.NUMERAL and after not in vocabulary.UNITS:
            numerals.add(said)
    ordered = sorted(distinct)
    weights = {word: _weight(word) for word in ordered}
    specialities = frozenset(
        vocabulary.SPECIALITIES[word] for word in ordered if word in vocabulary.SPECIALITIES
    )
    return TitleWords(
        title=title,
        words=frozenset(ordered),
        weights=weights,
        total=sum(weights.values()),
        line=" ".join(ordered),
        seasons=frozenset(seasons),
        years=frozenset(years),
        numerals=frozenset(numerals),
        specialities=specialities,
        alternatives=_alternatives(specialities.union(ordered)),
        ranks=vocabulary.RANKS.intersection(ordered),
        plain=plain,
    )


class _Kind(Enum):
    WORD = 1
    SEASON = 2
    YEAR = 3
    NUMERAL = 4
    NOTHING = 5


def _cleaned(title: str) -> str:
    """*title* without the employer at its end."""
    folded = title.lower()
    if any(sign in folded for sign in vocabulary.EMPLOYER_SIGNS):
        title = vocabulary.EMPLOYER.sub("", title)
    return vocabulary.JOINED_AND.sub("&", title) if "and" in folded else title


def _spelt(plain: str) -> str:
    """Without abbreviations, and with one word for what is one thing."""
    words = plain.split()
    if not vocabulary.SYNONYMS.keys().isdisjoint(words):
        words = " ".join(vocabulary.SYNONYMS.get(word, word) for word in words).split()
    if vocabulary.FIRST_OF_PHRASES.isdisjoint(words):
        return " ".join(words)
    said = f" {' '.join(words)} "
    for phrase, one in vocabulary.SPACED_PHRASES:
        if phrase in said:
            said = said.replace(phrase, one)
    return said


@lru_cache(maxsize=65_536)
def _read(part: str) -> tuple[_Kind, str]:
    if season := vocabulary.SEASONS.get(part):
        return _Kind.SEASON, season
    if vocabulary.FULL_YEAR.fullmatch(part):
        return _Kind.YEAR, part
    if numeral := _numeral(part):
        return _Kind.NUMERAL, numeral
    if vocabulary.REFERENCE.fullmatch(part) or part in vocabulary.IGNORED:
        return _Kind.NOTHING, ""
    return _Kind.WORD, stem(part)


def _weight(word: str) -> float:
    return vocabulary.LEVEL_RARITY if word in vocabulary.LEVEL_WORDS else rarity(word)


def _alternatives(said: frozenset[str]) -> tuple[frozenset[str], ...]:
    if said.isdisjoint(vocabulary.ALTERNATIVE):
        return _NO_ALTERNATIVES
    return tuple(group & said for group in vocabulary.ALTERNATIVES)


_NO_ALTERNATIVES: Final = tuple(frozenset[str]() for _ in vocabulary.ALTERNATIVES)


@lru_cache(maxsize=8192)
def _level(title: str) -> Seniority | None:
    return titles.seniority(vocabulary.ABBREVIATED.sub(_in_full, title))


def _numeral(part: str) -> str | None:
    """A grade, as in "Nurse II" and "L3"; None if *part* is none."""
    if roman := vocabulary.ROMAN.get(part):
        return roman
    if not vocabulary.NUMERAL.fullmatch(part):
        return None
    number = part.lstrip("l0") or "0"
    return number if not number.isdigit() or int(number) <= vocabulary.MOST_NUMBERED else None


def _in_full(found: re.Match[str]) -> str:
    said = found[1].lower()
    return "development" if said == "dev" else vocabulary.SYNONYMS[said]


def _sorted_all(*groups: Iterable[str]) -> list[str]:
    return [word for group in groups for word in sorted(group)]
