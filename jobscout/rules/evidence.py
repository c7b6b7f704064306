"""What a rule found in the text of a posting, with the words that say so."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """*value*, and in *words* the sentence or part of the text that states it.

    *words* is one line of at most ``MAX_WORDS_CHARS`` characters.
    """

    value: T
    words: str


MAX_WORDS_CHARS = 300
