"""What a rule found in the text of a posting, with the words that say so."""

from __future__ import annotations

from typing import Final, Generic, NamedTuple, TypeVar

T = TypeVar("T")

MAX_WORDS_CHARS: Final = 300
"""Length of the words that are kept."""


class Found(NamedTuple, Generic[T]):
    """*words* is the sentence or part of the text, one line, at most ``MAX_WORDS_CHARS``."""

    value: T
    words: str
