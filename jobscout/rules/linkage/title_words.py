"""A title as record linkage compares it: words in one form each, and what they say apart."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jobscout.rules import titles
from jobscout.rules.linkage import vocabulary
from jobscout.rules.linkage.rarity import rarity

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable


class TitleWords(NamedTuple):
    """What a title says.

    Attributes:
        weights: of each word, its rarity.
        total: their sum.
        line: the words in alphabetical order, for comparison letter by letter.
        ranks: the words that name a level, as two of them may mean the same seniority.
        alternatives: by group of ``vocabulary.ALTERNATIVES``, those that the title names.
        level: the seniority that the title names, with abbreviations written out.
        plain: the title in lower case without punctuation, not else changed.
    """

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
    level: str | None
    plain: str

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
    title = vocabulary.JOINED_AND.sub("&", vocabulary.EMPLOYER.sub("", title))
    plain = titles.key(title)
    spelt = " ".join(vocabulary.SYNONYMS.get(word, word) for word in plain.split())
    said = f" {spelt} "
    for phrase, one in vocabulary.PHRASES:
        if f" {phrase} " in said:
            said = said.replace(f" {phrase} ", f" {one} ")
    seasons, years, numerals = set[str](), set[str](), set[str]()
    words: list[str] = []
    parts = said.split()
    for part, after in zip(parts, [*parts, ""][1:], strict=True):
        if season := vocabulary.SEASONS.get(part):
            seasons.add(season)
        elif vocabulary.FULL_YEAR.fullmatch(part):
            years.add(part)
        elif numeral := _numeral(part):
            if after not in vocabulary.UNITS:
                numerals.add(numeral)
        elif not vocabulary.REFERENCE.fullmatch(part) and part not in vocabulary.IGNORED:
            words.append(stem(part))
    distinct = frozenset(words)
    weights = {
        word: vocabulary.LEVEL_RARITY if word in vocabulary.LEVEL_WORDS else rarity(word)
        for word in distinct
    }
    return TitleWords(
        words=distinct,
        weights=weights,
        total=sum(weights[word] for word in sorted(distinct)),
        line=" ".join(sorted(distinct)),
        seasons=frozenset(seasons),
        years=frozenset(years),
        numerals=frozenset(numerals),
        specialities=frozenset(
            vocabulary.SPECIALITIES[word] for word in distinct if word in vocabulary.SPECIALITIES
        ),
        alternatives=tuple(
            group & {vocabulary.SPECIALITIES.get(word, word) for word in distinct}
            for group in vocabulary.ALTERNATIVES
        ),
        ranks=distinct & vocabulary.RANKS,
        plain=plain,
        level=titles.seniority(vocabulary.ABBREVIATED.sub(_in_full, title)),
    )


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


def stem(word: str) -> str:
    """One form for "engineer" and "engineering", "trader" and "trading"."""
    if word in vocabulary.WHOLE or not word.isascii():
        return word
    while ending := next((one for one in vocabulary.ENDINGS if word.endswith(one)), None):
        if len(word) - len(ending) < vocabulary.MIN_STEM:
            break
        word = word[: -len(ending)]
    return vocabulary.SPECIALITIES.get(word, word)
