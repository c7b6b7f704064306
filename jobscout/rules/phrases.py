"""What a search asks for in words, prepared for comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jobscout.rules import words

if TYPE_CHECKING:
    from collections.abc import Sequence


class Phrase(msgspec.Struct, frozen=True):
    """A phrase as the user wrote it, and its canonical words."""

    given: str
    words: tuple[str, ...]
    line: str  # the words with a space around each, for substring search in a line of words

    @classmethod
    def of(cls, given: str) -> Phrase:
        canonical = words.canonical(given)
        return cls(given, tuple(canonical.split()), f" {canonical} ")


def phrases(given: Sequence[str]) -> tuple[Phrase, ...]:
    """Each phrase once, without phrases that contain no word."""
    read = (Phrase.of(text) for text in given)
    return tuple({phrase.line: phrase for phrase in read if phrase.words}.values())
