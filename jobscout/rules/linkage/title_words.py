"""A title as record linkage compares it: words in one form each, and what they say apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import titles
from jobscout.rules.linkage.rarity import rarity

if TYPE_CHECKING:
    from collections.abc import Iterable

# "Machine learning" is one thing. Replaced in this order, in a line of single words.
_PHRASES: Final = (
    ("machine learning", "ml"),
    ("deep learning", "deeplearning"),
    ("artificial intelligence", "ai"),
    ("natural language processing", "nlp"),
    ("large language model", "llm"),
    ("site reliability", "sre"),
    ("quality assurance", "qa"),
    ("user experience", "ux"),
    ("user interface", "ui"),
    ("human resource", "hr"),
    ("information technology", "it"),
    ("web application", "web"),
    ("computer vision", "computervision"),
    ("software development engineer", "software engineer"),
    ("software developer engineer", "software engineer"),
    ("fe engineer", "frontend engineer"),
    ("fe developer", "frontend developer"),
    ("be engineer", "backend engineer"),
    ("be developer", "backend developer"),
    ("fs engineer", "fullstack engineer"),
    ("fs developer", "fullstack developer"),
    ("working student", "werkstudent"),
    ("product manager", "pm"),
    ("project manager", "projectmanager"),
    ("vice president", "vp"),
)
_SYNONYMS: Final = {
    "sde": "software engineer",
    "sdet": "software engineer test",
    "sw": "software",
    "swe": "software engineer",
    "acct": "account",
    "adm": "administrator",
    "admin": "administrator",
    "analysis": "analyst",
    "analytic": "analyst",
    "assoc": "associate",
    "asst": "assistant",
    "biz": "business",
    "co-op": "intern",
    "coop": "intern",
    "coord": "coordinator",
    "dev": "developer",
    "dir": "director",
    "distributed": "distribute",
    "eng": "engineer",
    "engg": "engineer",
    "engr": "engineer",
    "exec": "executive",
    "grad": "graduate",
    "internship": "intern",
    "mfg": "manufacturing",
    "mgmt": "manager",
    "mgr": "manager",
    "mktg": "marketing",
    "ops": "operation",
    "practicante": "intern",
    "praktikant": "intern",
    "praktikum": "intern",
    "praktikantin": "intern",
    "quantitative": "quant",
    "science": "scientist",
    "rep": "representative",
    "stage": "intern",
    "stagiaire": "intern",
    "svc": "service",
    "tech": "technology",
    "technical": "technology",
    "univ": "university",
    "werkstudentin": "werkstudent",
    "werkstudierende": "werkstudent",
    "ingenieurin": "ingenieur",
    "entwicklerin": "entwickler",
}
_SMALL_WORDS: Final = (
    "a an and at by de der des die du el en et for from fur im in la le of on or our the to und"
    " with y your opening opportunity position role job hiring wanted needed new now urgent"
    " program programme session all gender f m d w x mwd mfd"
)
_IGNORED: Final = frozenset(_SMALL_WORDS.split())
_SEASONS: Final = {
    "spring": "spring",
    "summer": "summer",
    "fall": "fall",
    "autumn": "fall",
    "winter": "winter",
    "sommer": "summer",
    "herbst": "fall",
    "ete": "summer",
    "verano": "summer",
}
_SPECIALITIES: Final = {
    "frontend": "frontend", "backend": "backend", "fullstack": "fullstack", "data": "data",
    "ml": "ml", "deeplearning": "ml", "ai": "ai", "mobile": "mobile", "android": "android",
    "ios": "ios", "embedded": "embedded", "firmware": "firmware", "hardware": "hardware",
    "security": "security", "cybersecurity": "security", "devops": "devops", "sre": "sre",
    "cloud": "cloud", "network": "network", "networking": "network", "qa": "qa", "test": "qa",
    "ux": "ux", "ui": "ui", "web": "web", "research": "research", "quant": "quant",
    "infrastructure": "infrastructure", "platform": "platform", "product": "product", "pm": "pm",
    "robotic": "robotics", "robotics": "robotics", "database": "database", "game": "game",
    "phd": "phd", "master": "master", "bachelor": "bachelor", "undergraduate": "bachelor",
    "mba": "mba", "sales": "sales", "marketing": "marketing", "finance": "finance", "hr": "hr",
    "design": "design", "day": "day", "night": "night", "evening": "evening", "weekend": "weekend",
    "fpga": "fpga", "asic": "asic", "mechanical": "mechanical", "electrical": "electrical",
    "manufacturing": "manufacturing", "algorithm": "algorithm", "trad": "trader",
}  # fmt: skip
# What a level is read of, as "Eng. Mgr" is a manager.
_ABBREVIATED: Final = re.compile(
    r"\b(asst|assoc|dev|dir|eng|engr|exec|mgr|mgmt|sde|swe)\b\.?", re.IGNORECASE
)
_ALTERNATIVES: Final = tuple(frozenset(group.split()) for group in (
    "frontend backend fullstack",
    "android ios",
    "bachelor master phd mba",
    "day night evening weekend",
    "english german french spanish italian dutch portuguese polish swedish norwegian danish finnish"
    " czech hungarian romanian greek turkish russian ukrainian arabic hebrew hindi mandarin chinese"
    " cantonese japanese korean deutsch franzosisch italienisch spanisch englisch",
))  # fmt: skip
_RANKS: Final = frozenset({
    "senior", "staff", "principal", "lead", "junior", "director", "head", "vp", "chief",
})  # fmt: skip
_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_YEAR: Final = re.compile(r"(?:20)?2\d")
_FULL_YEAR: Final = re.compile(r"20[12]\d")
_NUMERAL: Final = re.compile(r"[a-z]?\d{1,2}")
_REFERENCE: Final = re.compile(r"[a-z]{0,5}\d{3,}")
_COUNTED: Final = "hour hr month week day year h std stunde mois"
_UNITS: Final = frozenset(_COUNTED.split())
_ENDINGS: Final = (
    "ing", "ement", "ment", "ship", "er", "or", "ist", "ion", "e", "s",
)  # fmt: skip
_MIN_STEM: Final = 4


class TitleWords(NamedTuple):
    """What a title says.

    Attributes:
        weights: of each word, its rarity.
        total: their sum.
        line: the words in alphabetical order, for comparison letter by letter.
        canonical: equal for titles that say the same.
        ranks: the words that name a level, as two of them may mean the same seniority.
        alternatives: by group of ``_ALTERNATIVES``, those that the title names.
        level: the seniority that the title names, with abbreviations written out.
        plain: the title in lower case without punctuation, not else changed.
    """

    words: frozenset[str]
    weights: dict[str, float]
    total: float
    line: str
    canonical: str
    seasons: frozenset[str]
    years: frozenset[str]
    numerals: frozenset[str]
    specialities: frozenset[str]
    alternatives: tuple[frozenset[str], ...]
    ranks: frozenset[str]
    level: str | None
    plain: str

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
    plain = titles.key(title)
    spelt = " ".join(_SYNONYMS.get(word, word) for word in plain.split())
    said = f" {spelt} "
    for phrase, one in _PHRASES:
        if f" {phrase} " in said:
            said = said.replace(f" {phrase} ", f" {one} ")
    seasons: set[str] = set()
    years: set[str] = set()
    numerals: set[str] = set()
    words: list[str] = []
    parts = said.split()
    for at, part in enumerate(parts):
        after = parts[at + 1] if at + 1 < len(parts) else ""
        if part in _SEASONS:
            seasons.add(_SEASONS[part])
        elif _FULL_YEAR.fullmatch(part):
            years.add(part)
        elif part in _ROMAN and at:
            numerals.add(_ROMAN[part])
        elif _NUMERAL.fullmatch(part):
            if after not in _UNITS:
                numerals.add(part.lstrip("l0") or "0")
        elif not _REFERENCE.fullmatch(part) and part not in _IGNORED:
            words.append(_word(part))
    distinct = frozenset(words)
    weights = {word: rarity(word) for word in distinct}
    return TitleWords(
        words=distinct,
        weights=weights,
        total=sum(weights[word] for word in sorted(distinct)),
        line=" ".join(sorted(distinct)),
        canonical=" ".join(_sorted_all(distinct, seasons, years, numerals)),
        seasons=frozenset(seasons),
        years=frozenset(years),
        numerals=frozenset(numerals),
        specialities=frozenset(_SPECIALITIES[word] for word in distinct if word in _SPECIALITIES),
        alternatives=tuple(
            group & {_SPECIALITIES.get(word, word) for word in distinct} for group in _ALTERNATIVES
        ),
        ranks=distinct & _RANKS,
        plain=plain,
        level=titles.seniority(_ABBREVIATED.sub(_in_full, title)),
    )


def _in_full(found: re.Match[str]) -> str:
    return _SYNONYMS[found[1].lower()]


def _sorted_all(*groups: Iterable[str]) -> list[str]:
    return [word for group in groups for word in sorted(group)]


def _word(word: str) -> str:
    """One form for "engineer" and "engineering", "trader" and "trading"."""
    if word in _SPECIALITIES or word in _RANKS or not word.isascii():
        return word
    while ending := next((one for one in _ENDINGS if word.endswith(one)), None):
        if len(word) - len(ending) < _MIN_STEM:
            break
        word = word[: -len(ending)]
    return _SPECIALITIES.get(word, word)
