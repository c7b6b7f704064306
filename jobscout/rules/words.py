"""P6: words match as words, the same way in a document, in a query and in a matcher.

``searchable`` prepares a text for PostgreSQL's ``simple`` configuration, which only splits it
into words: symbol terms become words (C++ is ``cplusplus``), spellings of one thing become one
word (k8s is ``kubernetes``) and plurals lose their s. The matcher compares the same words
(``searches.PreparedJob``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobscout.rules.spelling import line_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TEXT_CHARS: Final = 20_000
"""How much of a description is indexed, compared with searches and searched for skills: twice
the longest recorded posting, and far below PostgreSQL's limit of 1 MB for a tsvector."""

_ASKED: Final = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')


def searchable(text: str) -> str:
    """*text* as the words that PostgreSQL's ``simple`` configuration should index.

    Returns:
        Lower-case words with one space between them, without punctuation or operators. Words
        that a compound also matches (``level`` for "C-level") come at the end, so that they
        interrupt no phrase. Idempotent.
    """
    words, extras = words_of(text)
    if extras:
        said = set(words)
        words += [extra for extra in dict.fromkeys(extras) if extra not in said]
    return line_of(words)


def searchable_query(q: str) -> str:
    """*q* as a query for ``websearch_to_tsquery('simple', …)`` over ``searchable`` text.

    The operators of web search are kept: a quoted phrase, a leading minus, the word ``or``.
    Empty if *q* contains nothing searchable.
    """
    terms: list[str] = []
    for minus, phrase, run in _query_parts(q):
        words = line_of(words_of(run)[0])
        if not words:
            continue
        quoted = " " in words and (phrase or minus)
        terms.append(f'{minus}"{words}"' if quoted else minus + words)
    while terms and terms[-1] == "or":
        terms.pop()
    return " ".join(terms)


def required(q: str) -> str | None:
    """Words without which nothing matches *q*, as a query of the same kind without phrases.

    An index of words can answer it alone. It does not store positions, so for a phrase of two
    common words PostgreSQL would have to check every text. Excluded single words are kept.

    Args:
        q: a result of ``searchable_query``.

    Returns:
        None if texts may match that contain none of the words, as for ``-java``.
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
