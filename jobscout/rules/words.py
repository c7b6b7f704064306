"""P6: words match as words, the same way in a document, in a query and in a matcher.

``searchable`` prepares a text for PostgreSQL's ``simple`` configuration, which knows words
and nothing else: symbol terms become words (C++ is ``cplusplus``), other spellings of one
thing become one (k8s is ``kubernetes``) and plurals lose their s. ``Phrases`` finds phrases
in a raw text by the boundary rule that was measured for skills.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jobscout.rules.spelling import ALIASES, ALSO, SYMBOL_TERMS, fold, line_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "ALIASES",
    "Phrases",
    "canonical",
    "fold",
    "required",
    "searchable",
    "searchable_query",
]

_WORD: Final = re.compile(r"[^\W_]+")
_ASKED: Final = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_SHORT: Final = 2
_MAX_SPELLINGS: Final = 16  # a phrase of many aliased words must not multiply without end


def searchable(text: str) -> str:
    """*text* as the words that PostgreSQL's ``simple`` configuration should index.

    Returns:
        Lower-case words with one space between them; no punctuation, no operators. Words
        that a compound also answers to (``level`` for "C-level") come at the end, so that
        they part no phrase. Idempotent: already prepared text stays as it is.
    """
    words, extras = words_of(text)
    if extras:
        said = set(words)
        words += [extra for extra in dict.fromkeys(extras) if extra not in said]
    return line_of(words)


def searchable_query(q: str) -> str:
    """*q* as a query for ``websearch_to_tsquery('simple', …)`` over ``searchable`` text.

    The operators of web search survive: a quoted phrase, a leading minus, the word ``or``.
    An empty answer means that nothing searchable was asked for.
    """
    asked: list[str] = []
    for minus, phrase, run in _query_parts(q):
        words = line_of(words_of(run)[0])
        if not words:
            continue
        quoted = " " in words and (phrase or minus)
        asked.append(f'{minus}"{words}"' if quoted else minus + words)
    while asked and asked[-1] == "or":
        asked.pop()
    return " ".join(asked)


def required(q: str) -> str | None:
    """Words without which nothing fits *q*, as a query of the same kind without phrases.

    An index of words answers it alone: it knows no places of words in a text, so that a phrase
    of two common words would have it look into every text. What is excluded stays where it
    is one word.

    Args:
        q: of ``searchable_query``.

    Returns:
        None where texts may fit that hold none of the words, as for ``-java``.
    """
    ways: list[list[str]] = [[]]
    for minus, phrase, word in _ASKED.findall(q):
        if word == "or" and not minus:
            ways.append([])
        elif minus:
            ways[-1] += [f"-{word}"] if word else []
        else:
            ways[-1] += [part for part in (word or phrase).split() if part != "or"]
    ways = [way for way in ways if way]
    if not ways or any(all(word.startswith("-") for word in way) for way in ways):
        return None
    return " or ".join(" ".join(way) for way in ways)


def canonical(term: str) -> str:
    """The one spelling of *term* that all its aliases share, as ``searchable`` words."""
    return line_of(words_of(term)[0])


class Phrases:
    """Finds phrases in texts, as whole words, whatever their case and accents.

    One boundary rule (see ``docs/skills.md``): no letter or digit touches an end of
    the phrase that is itself a letter or digit, and the next character is not ``+``, ``#``
    or ``_``; for phrases of one or two letters also no ``-`` on either side, never ``'``, and,
    beyond that rule, no ``&``: R&D is no R.
    Every spelling in ``ALIASES`` and ``ALSO`` counts.

    Cost: one substring search a phrase and spelling, so linear in the text.
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        self._spellings = [(phrase, _spellings(phrase)) for phrase in phrases]

    def found(self, text: str) -> list[str]:
        """Which phrases occur in *text*, as they were given and in their order."""
        folded = " ".join(fold(text).split())
        words = frozenset(_WORD.findall(folded))
        return [
            phrase
            for phrase, spellings in self._spellings
            if any(_occurs(spelling, folded, words) for spelling in spellings)
        ]


def _occurs(phrase: str, text: str, words: frozenset[str]) -> bool:
    if phrase.isalnum() and phrase not in words:
        return False  # spares a visit to every r of a text when looking for R
    start = text.find(phrase)
    while start >= 0:
        if _bounded(text, start, start + len(phrase)):
            return True
        start = text.find(phrase, start + 1)
    return False


def _bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() and text[start].isalnum():
        return False
    if after in "+#_" or (after.isalnum() and text[end - 1].isalnum()):
        return False
    short = end - start <= _SHORT and text[start:end].isalpha()
    return not short or (before not in "-'&" and after not in "-'&")


def _spellings(phrase: str) -> tuple[str, ...]:
    """Every way to write *phrase*, folded: the given one first."""
    folded = " ".join(fold(phrase).split())
    if not folded:
        return ()
    choices = [_synonyms(word) for word in folded.split(" ")]
    ways = itertools.islice(itertools.product(*choices), _MAX_SPELLINGS)
    return tuple(dict.fromkeys(" ".join(way) for way in ways))


@lru_cache(maxsize=4096)
def _synonyms(word: str) -> tuple[str, ...]:
    """*word* and its other raw spellings, as in ("k8s", "kubernetes")."""
    name = canonical(word)
    found = [word]
    if name:
        found.append(_WRITTEN.get(name) or (name if name != word else word))
        found += [alias for alias, target in ALIASES.items() if target == name]
        found += [long for long, short in ALSO.items() if short == name]
    if name == "node":
        found += ["node.js"]
    if name in _DOTTED:
        found += [name, name.removesuffix("js") + " js"]
    return tuple(dict.fromkeys(found))


_DOTTED: Final = {"nodejs": "node.js", "nextjs": "next.js", "expressjs": "express.js"}
_WRITTEN: Final = {words[0]: raw for raw, words in SYMBOL_TERMS.items() if words} | _DOTTED


def _query_parts(q: str) -> Iterator[tuple[str, bool, str]]:
    """(minus or "", is a phrase, words) in order; plain words in runs, as "front end" is one."""
    run: list[str] = []
    for match in re.finditer(r'(-?)"([^"]*)"?|([^\s"]+)', q):
        minus, phrase, word = match[1], match[2], match[3]
        if word is not None and not word.startswith("-") and word.lower() != "or":
            run.append(word)
            continue
        yield "", False, " ".join(run)
        run = []
        if word is None:
            yield minus, True, phrase
        elif word.lower() == "or":
            yield "", False, "or"
        else:
            yield "-", False, word[1:]
    yield "", False, " ".join(run)
