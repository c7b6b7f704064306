"""Light stems for languages that inflect or prefix what people ask: Russian, Arabic, Korean.

A word and its stem need not mean the same to a linguist; a document's word and the one that is
asked must only end up alike. Each is applied until it changes nothing, so that a stem is its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# Cases of Russian and Ukrainian nouns and adjectives; и is what folding makes of й too.
_CYRILLIC: Final = re.compile(
    "(?<=.{4})(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ои|ыи|ии|ая|яя|ое|ее|ые|ие|ую|юю|ов|ев|еи"
    "|ом|ем|ам|ям|ах|ях|ою|ею|а|я|у|ю|ы|и|е|о|ь|і|ї|є)$"
)
_ARABIC_MARKS: Final = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]+")
_ARABIC_LETTERS: Final = str.maketrans("أإآٱىؤئ", "ااااييي")
_ARABIC_PREFIX: Final = re.compile("^(?:وال|بال|كال|فال|لل|ال)(?=.{3})")
_ARABIC_ENDING: Final = re.compile("(?<=.{3})(?:ات|ون|ين|ية|ة|ه)$")
_KOREAN: Final = re.compile(
    "(?<=.{2})(?:에서|으로|에게|을|를|은|는)$|(?<=.{3})(?:이|가|로|도|의|와|과|만|님)$"
)


def cyrillic(word: str) -> str:
    return _settled(word, lambda one: _CYRILLIC.sub("", one))


def arabic(word: str) -> str:
    """Without the article, the ending of women and of many, and with one form of alef."""
    return _settled(_ARABIC_MARKS.sub("", word).translate(_ARABIC_LETTERS), _without_affixes)


def korean(word: str) -> str:
    """Without the particle that is glued to it."""
    return _settled(word, lambda one: _KOREAN.sub("", one))


def _without_affixes(word: str) -> str:
    return _ARABIC_ENDING.sub("", _ARABIC_PREFIX.sub("", word))


def _settled(word: str, change: Callable[[str], str]) -> str:
    while (changed := change(word)) != word:
        word = changed
    return word
