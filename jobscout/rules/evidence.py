"""What a rule found in the text of a posting, with the words that say so."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """*words* is the sentence or part of the text, one line, at most 300 characters."""

    value: T
    words: str
