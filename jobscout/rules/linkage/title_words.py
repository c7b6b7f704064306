"""A title as record linkage compares it: words in one form each, and what they say apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import titles
from jobscout.rules.linkage.rarity import rarity

if TYPE_CHECKING:
    from collections.abc import Iterable

# Phrases first, as "machine learning" is one thing; each is replaced in the canonical line.
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
    ("software dev engineer", "software engineer"),
    ("sde", "software engineer"),
    ("sdet", "software engineer test"),
    ("swe", "software engineer"),
    ("sw", "software"),
    ("fe engineer", "frontend engineer"),
    ("fe developer", "frontend developer"),
    ("be engineer", "backend engineer"),
    ("be developer", "backend developer"),
    ("fs engineer", "fullstack engineer"),
    ("fs developer", "fullstack developer"),
    ("co op", "intern"),
    ("working student", "werkstudent"),
    ("product manager", "pm"),
    ("project manager", "projectmanager"),
    ("vice president", "vp"),
    ("customer success", "cs"),
    ("north america", "na"),
)
_SYNONYMS: Final = {
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
    "manufacturing": "manufacturing", "algorithm": "algorithm", "trader": "trader",
}  # fmt: skip
_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_YEAR: Final = re.compile(r"(?:20)?2\d")
_FULL_YEAR: Final = re.compile(r"20[12]\d")
_NUMERAL: Final = re.compile(r"[a-z]?\d{1,2}")
_REFERENCE: Final = re.compile(r"[a-z]{0,5}\d{3,}")
_COUNTED: Final = "hour hr month week day year h std stunde mois"
_UNITS: Final = frozenset(_COUNTED.split())
_ENDINGS: Final = ("ings", "ing", "ment", "ship", "ers", "ors", "er", "or", "ist")
_MIN_STEM: Final = 4


class TitleWords(NamedTuple):
    """What a title says.

    Attributes:
        weights: of each word, its rarity.
        total: their sum.
        line: the words in alphabetical order, for comparison letter by letter.
        canonical: equal for titles that say the same.
        level: the seniority that the title names.
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
    level: str | None


@lru_cache(maxsize=32_768)
def title_words(title: str) -> TitleWords:
    said = f" {titles.key(title)} "
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
        total=sum(weights.values()),
        line=" ".join(sorted(distinct)),
        canonical=" ".join(_sorted_all(distinct, seasons, years, numerals)),
        seasons=frozenset(seasons),
        years=frozenset(years),
        numerals=frozenset(numerals),
        specialities=frozenset(_SPECIALITIES[word] for word in distinct if word in _SPECIALITIES),
        level=titles.seniority(title),
    )


def _sorted_all(*groups: Iterable[str]) -> list[str]:
    return [word for group in groups for word in sorted(group)]


def _word(word: str) -> str:
    """One form for "engineer" and "engineering", "trader" and "trading"."""
    word = _SYNONYMS.get(word, word)
    if word in _SPECIALITIES or not word.isascii():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return word
