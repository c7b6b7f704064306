"""P6: words match as words, the same way in a document, in a query and in a matcher.

``searchable`` prepares a text for PostgreSQL's ``simple`` configuration, which only splits it
into words: symbol terms become words (C++ is ``cplusplus``), spellings of one thing become one
word (k8s is ``kubernetes``) and plurals lose their s. The matcher compares the same words
(``searches.PreparedJob``).
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from jobscout.rules import spelling
from jobscout.rules.spelling import line_of
from jobscout.rules.wording import meanings, phrases, scripts
from jobscout.rules.wording.forms import form
from jobscout.rules.wording.gender import one_gender

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TEXT_CHARS: Final = 20_000
"""How much of a description is indexed, compared with searches and searched for skills: twice
the longest recorded posting, and far below PostgreSQL's limit of 1 MB for a tsvector."""

_MAX_KNOWN_CHARS: Final = 8_000_000
_CHARS_A_CHUNK: Final = 100  # what one costs besides its letters

_ASKED: Final = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')


def searchable(text: str) -> str:
    """*text* as the words that PostgreSQL's ``simple`` configuration should index.

    Returns:
        Lower-case words with one space between them, without punctuation or operators. Words
        that a compound also matches (``level`` for "C-level") come at the end, so that they
        interrupt no phrase. Idempotent.
    """
    words, extras = _read(text)
    if extras:
        said = set(words)
        words += [extra for extra in dict.fromkeys(extras) if extra not in said]
    return line_of(words)


def _read(text: str) -> tuple[list[str], list[str]]:
    """The words of *text* in order, each in its one form, and others that it also matches."""
    folded = meanings.otherwise(one_gender(spelling.readable(meanings.with_languages(text))))
    if not folded.isascii():
        folded = scripts.cut(folded)
    chunks, known = spelling.chunks(folded), _Forms.current()
    words, also = phrases.one_name(list(chain.from_iterable(map(known.__getitem__, chunks))))
    if not known.extras.keys().isdisjoint(chunks):
        found = (known.extras[chunk] for chunk in chunks if chunk in known.extras)
        also = [*chain.from_iterable(found), *also]
    return words, also


class _Forms(dict[str, tuple[str, ...]]):
    """The words of each chunk that was read, and in *extras* those that it also matches.

    Looking a chunk up costs a third of calling a cached function, and a text has hundreds.
    """

    _current: _Forms | None = None

    def __init__(self) -> None:
        self.extras: dict[str, tuple[str, ...]] = {}
        self.chars = 0

    @classmethod
    def current(cls) -> _Forms:
        """What is full is left to those who use it, and a new one begins."""
        if cls._current is None or cls._current.chars > _MAX_KNOWN_CHARS:
            cls._current = cls()
        return cls._current

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        said, also = spelling.words_of_chunk(chunk)
        words = tuple(" ".join(map(form, said)).split())
        if also:
            self.extras[chunk] = tuple(" ".join(map(form, also)).split())
        self.chars += len(chunk) + _CHARS_A_CHUNK
        self[chunk] = words
        return words


def searchable_query(q: str) -> str:
    """*q* as a query for ``websearch_to_tsquery('simple', …)`` over ``searchable`` text.

    The operators of web search are kept: a quoted phrase, a leading minus, the word ``or``.
    Empty if *q* contains nothing searchable.
    """
    terms: list[str] = []
    for minus, phrase, run in _query_parts(q):
        words = _asked(run)
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
    return _asked(term)


def in_order(text: str) -> str:
    """The words of a document without those that it also matches."""
    return line_of(_read(text)[0])


def _asked(term: str) -> str:
    words = in_order(term)
    return meanings.LANGUAGE.get(words, words)


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
