"""Fits the weights of ``rules.linkage``, and counts how rare the words of titles are.

    JOBSCOUT_RECORDINGS=FOLDER python -m seed.linkage.fit

Writes ``rarity.txt`` and ``weights.toml`` of ``jobscout/rules/linkage``, always alike from the
same recordings. ``benchmarks/dedup.py`` measures with weights that were fitted on other companies
than those measured, by ``trained``.
"""

from __future__ import annotations

import math
import os
import sys
from collections import defaultdict
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import jobscout.rules.linkage
from jobscout.rules.linkage import sketches
from jobscout.rules.linkage.comparison import FEATURES, Examined, Weights, examine, score
from jobscout.rules.linkage.title_words import title_words
from seed.linkage import boards, copies, lists, logistic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jobscout.rules.linkage.records import Record

PACKAGE: Final = Path(jobscout.rules.linkage.__path__[0])
SEED: Final = 7
"""Of the copies that the weights are fitted to; those that are measured have others."""
PENALTY: Final = 3.0
TEXT_MIDDLE: Final = 0.4
_FEWEST_COMPANIES: Final = 3
_EVERY: Final = 4


class Example(NamedTuple):
    """A pair: its company, what was found of it, and whether it is one opening."""

    company: str
    pair: lists.Pair
    found: Examined
    same: bool


def examples(recordings: Path) -> list[Example]:
    """The pairs of which it is known whether they are one, and which no veto decides."""
    return of_lists(lists.read(recordings / lists.FILE)) + of_copies(copies.make(recordings, SEED))


def of_lists(told: lists.Lists) -> list[Example]:
    pairs = (pair for pair in told.candidates() if told.is_known(pair))
    return [
        Example(f"list {told.left[pair[0]].company_id}", pair, found, pair in told.same)
        for pair in pairs
        if not (found := examine(told.left[pair[0]], told.right[pair[1]])).veto
    ]


def of_copies(told: copies.Copies) -> list[Example]:
    """Those of one opening, and a part of the others."""
    chosen: list[Example] = []
    for n, pair in enumerate(told.candidates()):
        same = pair in told.same
        if pair in told.twins or not (same or n % _EVERY == 0):
            continue
        a, b = told.left[pair[0]], told.right[pair[1]]
        found = examine(a, b, told.boilerplate[a.company_id])
        if not found.veto:
            chosen.append(Example(f"board {told.companies[a.company_id]}", pair, found, same))
    return chosen


def trained(given: Sequence[Example]) -> Weights:
    """Weights for *given*: first what needs no text, then what a text adds to it."""
    bare = [one for one in given if one.found.text is None]
    intercept, *weights = logistic.fit(
        [one.found.values for one in bare], [one.same for one in bare], PENALTY
    )
    read = [one for one in given if one.found.text is not None]
    offsets = [intercept + sum(map(mul, weights, one.found.values)) for one in read]
    base, slope = logistic.fit(
        [(one.found.text or 0.0,) for one in read], [one.same for one in read], PENALTY, offsets
    )
    return Weights(intercept, tuple(weights), slope, -base / slope)


def rarities(titles: Iterable[tuple[str, str]]) -> dict[str, float]:
    """The inverse document frequency of each word, in nats; a company is a document."""
    companies: set[str] = set()
    seen: dict[str, set[str]] = defaultdict(set)
    for company, title in titles:
        companies.add(company)
        for word in title_words(title).words:
            seen[word].add(company)
    many = len(companies) + 1
    return {
        word: round(math.log(many / (len(names) + 1)), 1)
        for word, names in seen.items()
        if len(names) >= _FEWEST_COMPANIES
    }
