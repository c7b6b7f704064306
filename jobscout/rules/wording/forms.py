"""One form of a word: British or American, of women, men or many, in one piece or compound.

Both a document's words and those that people ask get their form here. Compounds become their
parts ("Softwareentwickler" is "software entwickler"), so that who asks for a part finds it and
who asks for the whole still finds the parts side by side.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jobscout.rules.spelling import plain_word
from jobscout.rules.wording import inflections, professions
from jobscout.rules.wording.spellings import ACRONYMS, BRITISH, ENDINGS, NO_ENDING, PARTS

_MIN_COMPOUND: Final = 7
_MIN_MODIFIER: Final = 3
_MAX_CHARS: Final = 60  # longer ones are links and noise
# of a compound's last part: nothing, women, many
_HEAD_ENDINGS: Final = ("", "innen", "in", "nen", "ens", "en", "es", "er", "e", "n", "r", "s")
_HEAD_LENGTHS: Final = sorted({len(head) for head in professions.HEADS}, reverse=True)
_LINKS: Final = ("s", "")  # "Vertriebsleiter"
_NUMBERED: Final = re.compile(r"([a-z]{3,})(\d{1,3})")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]+")


def _known() -> dict[str, str]:
    """All forms of a profession to its first."""
    groups = [entry.split("/") for entry in professions.SUPPLETIVE.split()]
    for listed in professions.ROMANCE.values():
        for entry in listed.split():
            stem, *endings = entry.split("/")
            groups.append([stem + ending for ending in endings])
    known: dict[str, str] = {}
    for group in groups:
        for one in group:
            known.setdefault(plain_word(one), plain_word(group[0]))
    return {one: first for one, first in known.items() if one != first}


_LISTED: Final = {
    plain_word(word): " ".join(map(plain_word, one.split()))
    for word, one in (_known() | BRITISH | PARTS | ACRONYMS).items()
}
_IDENTIFIER: Final = "underscore"  # as spelling joins them


@lru_cache(maxsize=65_536)
def form(word: str) -> str:
    """The form of a word as ``spelling`` gives it; several words, with spaces, of a compound."""
    if known := _LISTED.get(word):
        return known
    if not 2 < len(word) <= _MAX_CHARS or _IDENTIFIER in word:
        return word
    if not word.isascii():
        return _other_script(word)
    if not word.isalpha():
        numbered = _NUMBERED.fullmatch(word)
        return f"{form(plain_word(numbered[1]))} {numbered[2]}" if numbered else word
    for british, american in ENDINGS:
        if word.endswith(british) and len(word) > len(british) + 2 and word not in NO_ENDING:
            return word[: -len(british)] + american
    return _compound(word) if len(word) >= _MIN_COMPOUND else _profession(word) or word


def _other_script(word: str) -> str:
    if "\u0400" <= word[0] <= "\u052f":
        return inflections.cyrillic(word)
    if "\u0600" <= word[0] <= "\u06ff":
        return inflections.arabic(word)
    if _HANGUL.fullmatch(word):
        return _korean(word)
    return katakana(word)


def _korean(word: str) -> str:
    word = inflections.korean(word)
    for length in range(len(word) - 1, 1, -1):
        head = word[-length:]
        if head in professions.KOREAN_HEADS:
            modifier = word[:-length]
            return f"{modifier} {head}" if len(modifier) > 1 else word
    return word


def katakana(word: str) -> str:
    """In two words what ICU has in one: "システムエンジニア"."""
    for head in ("エンジニア", "マネージャ", "デザイナ"):
        if word.endswith(head) and len(word) - len(head) >= _MIN_MODIFIER:
            return f"{word[: -len(head)]} {head}"
    return word


def _profession(word: str) -> str | None:
    """The first form of a profession's name, None of anything else."""
    for ending in _HEAD_ENDINGS:
        stem = word[: len(word) - len(ending)] if word.endswith(ending) else ""
        if stem in professions.HEADS or stem in professions.WHOLE:
            return stem
        if ending[:2] in ("in", "en") and f"{stem}e" in professions.HEADS:
            return f"{stem}e"  # "Biologin", "Therapeuten"
    return None


def _compound(word: str) -> str:
    if whole := _profession(word):
        return whole
    for length in _HEAD_LENGTHS:
        if parted := _parted(word, length):
            return parted
    return word


def _parted(word: str, length: int) -> str | None:
    """*word* in two, if it ends in a profession of *length* letters."""
    for ending in _HEAD_ENDINGS:
        if not word.endswith(ending):
            continue
        end = len(word) - len(ending)
        head, modifier = word[end - length : end], word[: max(0, end - length)]
        if head in professions.HEADS and _modifies(modifier):
            return f"{_unlinked(modifier)} {_LISTED.get(head, head)}"
        if ending[:2] == "in" and f"{head}e" in professions.HEADS and _modifies(modifier):
            return f"{_unlinked(modifier)} {head}e"
    return None


def _modifies(modifier: str) -> bool:
    return len(modifier) >= _MIN_MODIFIER and modifier not in professions.NO_MODIFIERS


def _unlinked(modifier: str) -> str:
    """Without the s that links it, and of a profession its first form."""
    if modifier.endswith("s") and not modifier.endswith(("ss", "us", "is")):
        modifier = modifier[:-1]
    return _profession(modifier) or PARTS.get(modifier) or modifier
