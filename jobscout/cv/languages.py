"""The languages that a person says they speak, and how well; never those they program in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobscout.cv.language_names import NAMES
from jobscout.model import SpokenLanguage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jobscout.cv.sections import Placed

_CODES: Final = {name: code for code, names in NAMES.items() for name in names}
_ENGLISH: Final = {code: names[0] for code, names in NAMES.items()}

_LATIN: Final = sorted((name for name in _CODES if name.isascii() or name[0] < "\u2e80"), key=len)
_EAST: Final = sorted((name for name in _CODES if name[0] >= "\u2e80"), key=len)
_NAME: Final = re.compile(
    rf"(?<![\w+#.@/-])(?:{'|'.join(map(re.escape, reversed(_LATIN)))})(?![\w@]|[.+#/-]\w)"
    rf"|{'|'.join(map(re.escape, reversed(_EAST)))}",
    re.IGNORECASE,
)

_LEVEL: Final = re.compile(
    r"(?<!\w)(?:"
    r"(?P<cefr>[ABC][12]\+?(?:\s?[-–/]\s?[ABC][12])?)(?!\w)"
    r"|(?P<words>"
    r"native or bilingual(?: proficiency)?|full professional(?: proficiency)?"
    r"|professional working(?: proficiency)?|limited working(?: proficiency)?"
    r"|elementary(?: proficiency)?|professional(?: proficiency)?|native(?: speaker| language)?"
    r"|mother tongue|bilingual|fluent|fluently|near-native|proficient|proficiency|advanced"
    r"|upper[- ]intermediate|pre-intermediate|intermediate|conversational|working knowledge"
    r"|business fluent|business level|basic(?: knowledge)?|basics|beginner|good|very good|excellent"
    r"|first language|second language|academic proficiency|technical"
    r"|muttersprache|muttersprachler(?:in)?|muttersprachlich|verhandlungssicher|fließend|fliessend"
    r"|sehr gut|gute kenntnisse|gut|grundkenntnisse|konversationssicher|fortgeschritten"
    r"|langue maternelle|maternelle|courant|bilingue|intermédiaire|notions|débutant|scolaire"
    r"|lu, écrit, parlé|professionnel|avancé"
    r"|nativo|nativa|lengua materna|materno|materna|fluido|fluida|avanzado|intermedio|básico"
    r"|alto|medio|bajo|madrelingua|fluente|buono|ottimo|nativo|avançado|intermediário"
    r"|moedertaal|vloeiend|goed|ojczysty|biegły|biegle|zaawansowany|średniozaawansowany|podstawowy"
    r"|родной|свободно|средний|базовый|продвинутый"
    r")(?!\w))"
    r"|(?P<east>母语|流利|熟练|精通|良好|一般|普通话|母語|ネイティブ|ビジネスレベル|日常会話|원어민|유창"
    r"|CET-?[46]|TEM-?[48])",
    re.IGNORECASE,
)

_SENTENCE: Final = re.compile(
    r"(?:\b(?:fluent|fluency|native|proficient|bilingual|conversational|speak(?:s|ing)?|spoken"
    r"|native speaker|working knowledge|command|fluently)\s+(?:(?:in|of|speaker of|knowledge of"
    r"|both|written|and|spoken|level|business|english)\s+)*"
    r"|\b(?:sprachen|sprachkenntnisse|langues|languages?|idiomas)\s*:\s*"
    r"|\b(?:fließend|fließendes|fliessend|verhandlungssicher(?:es)?|spreche)\s+"
    r"|\b(?:courant en|parle couramment|hablo)\s+)$",
    re.IGNORECASE,
)
_BEFORE: Final = 80
"""Characters before a name in which the sentence says that it is spoken."""

_AFTER: Final = re.compile(
    r"\s*(?:[(:–—-]\s*)?(?:native speaker|native|fluent|mother tongue|muttersprache|fließend"
    r"|verhandlungssicher|[ABC][12]\b)",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(r"\s*(?:,|/|&|and|und|et|y|,\s*and)\s*")


def names_one(text: str) -> bool:
    return _NAME.search(text) is not None


def spoken(lines: Iterable[Placed]) -> tuple[SpokenLanguage, ...]:
    """In the order of the CV, each once, with the first level that is stated."""
    found: dict[str, str | None] = {}
    last: str | None = None
    for line, section, is_heading in lines:
        if section == "languages":
            if is_heading and not names_one(line.text):
                last = None
                continue
            pairs = list(_listed(line.text))
            if not pairs and last is not None and found[last] is None:
                found[last] = _level(line.text)
        else:
            pairs = list(_said(line.text))
            last = None
        for code, level in pairs:
            found[code] = found.get(code) or level
            last = code if section == "languages" else None
    return tuple(
        SpokenLanguage(code=code, name=_ENGLISH[code].capitalize(), level=level)
        for code, level in found.items()
    )


def _listed(text: str) -> Iterator[tuple[str, str | None]]:
    """Every language of a line of the section, with the level beside it.

    A level stands behind the name ("German: B2"), or before all names ("Fluent in Spanish").
    """
    hits = list(_NAME.finditer(text))
    before = _level(text[: hits[0].start()]) if hits else None
    for n, hit in enumerate(hits):
        end = hits[n + 1].start() if n + 1 < len(hits) else len(text)
        yield _CODES[hit[0].casefold()], _level(text[hit.end() : end]) or before


def _said(text: str) -> Iterator[tuple[str, str | None]]:
    """Languages of a sentence, where it says that they are spoken."""
    reached = -1
    level = None
    for hit in _NAME.finditer(text):
        said = _SENTENCE.search(text[max(0, hit.start() - _BEFORE) : hit.start()])
        joined = reached >= 0 and _NEXT.fullmatch(text, reached, hit.start())
        after = _AFTER.match(text, hit.end())
        if said:
            level = _level(said[0])
        if said or joined or after:
            reached = hit.end()
            yield _CODES[hit[0].casefold()], (_level(after[0]) if after else None) or level
        else:
            reached = -1


def _level(text: str) -> str | None:
    found = _LEVEL.search(text)
    if found is None:
        return None
    return found["cefr"].upper() if found["cefr"] else found[0].casefold()
