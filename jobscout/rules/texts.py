"""The text of a posting as the rules read it: with all cues found in one pass."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from ahocorasick_rs import AhoCorasick, Implementation

from jobscout.rules import cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span: TypeAlias = tuple[int, int]
"""Where something begins and ends in a text."""

MAX_CHARS: Final = 60_000
"""Length of a text that is read; the longest recorded one has 30,000."""

_FINDER: Final = AhoCorasick(
    [word for words in cues.WORDS for word in words], implementation=Implementation.DFA
)
_KINDS: Final = tuple(kind for kind, words in enumerate(cues.WORDS) for _ in words)


class Text(NamedTuple):
    """*whole* without lone surrogates, *low* the same in lower case, both of the same length.

    *cues* are those of each kind in ``rules.cues``, in order of their ends; they may overlap.
    """

    whole: str
    low: str
    cues: tuple[list[Span], ...]

    def numbers(self) -> Iterator[Span]:
        """Each run of the digits 0 to 9, in order."""
        start = end = -1
        for first, last in self.cues[cues.DIGITS]:
            if first != end:
                if end > 0:
                    yield start, end
                start = first
            end = last
        if end > 0:
            yield start, end


@lru_cache(maxsize=4)
def read(text: str) -> Text:
    """The first ``MAX_CHARS`` of *text*.

    The last results are kept, as all rules read the same text one after another.
    """
    whole = text[:MAX_CHARS]
    low = _lower(whole)
    try:
        found = _FINDER.find_matches_as_indexes(low, overlapping=True)
    except UnicodeEncodeError:
        whole = whole.encode(errors="replace").decode()
        low = _lower(whole)
        found = _FINDER.find_matches_as_indexes(low, overlapping=True)
    spans: tuple[list[Span], ...] = tuple([] for _ in cues.WORDS)
    for word, start, end in found:
        spans[_KINDS[word]].append((start, end))
    return Text(whole, low, spans)


def apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Those of *spans*, in order of their ends, that do not overlap one before them."""
    behind = 0
    for span in spans:
        if span[0] >= behind:
            behind = span[1]
            yield span


def _lower(text: str) -> str:
    """*text* in lower case with its length kept: the small "İ" would be two characters."""
    return text.replace("İ", "I").lower()
