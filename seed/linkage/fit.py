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
import textwrap
from collections import defaultdict
from hashlib import sha256
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import jobscout.rules.linkage
from jobscout.rules.linkage import rarity
from jobscout.rules.linkage.assignment import one_to_one
from jobscout.rules.linkage.comparison import FEATURES, MERGE, Examined, Weights, examine, score
from jobscout.rules.linkage.title_words import title_words
from seed.linkage import boards, copies, lists, logistic
from seed.linkage.sharing import sharing, wide_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PACKAGE: Final = Path(jobscout.rules.linkage.__path__[0])
SEED: Final = 7
"""Of the copies that the weights are fitted to; those that are measured have others."""
PENALTY: Final = 3.0
AIM: Final = 0.95
FOLDS: Final = 5
LIST: Final = "list "
"""How the company of an example from the lists begins."""
TEXT_MIDDLE: Final = 0.6
"""A text of which less is found in the other speaks against one opening."""
_TEXT_PRIOR: Final = 8.0
_FIXED: Final = 1e9
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
    alike = sharing(told.left, told.right, wide_keys)
    pairs = (pair for pair in alike if told.is_known(pair))
    return [
        Example(f"{LIST}{told.left[pair[0]].company_id}", pair, found, pair in told.same)
        for pair in pairs
        if not (found := examine(told.left[pair[0]], told.right[pair[1]])).veto
    ]


def of_copies(told: copies.Copies) -> list[Example]:
    """Those of one opening, and a part of the others."""
    chosen: list[Example] = []
    for n, pair in enumerate(sharing(told.left, told.right, wide_keys)):
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
        [one.found.values for one in bare],
        [one.same for one in bare],
        PENALTY,
    )
    read = [one for one in given if one.found.text is not None]
    offsets = [intercept + sum(map(mul, weights, one.found.values)) for one in read]
    _, slope = logistic.fit(
        [((one.found.text or 0.0) - TEXT_MIDDLE,) for one in read],
        [one.same for one in read],
        PENALTY,
        offsets=offsets,
        prior=[_TEXT_PRIOR],
        intercept_penalty=_FIXED,
    )
    return Weights(intercept, tuple(weights), slope, TEXT_MIDDLE)


def folds(given: Sequence[Example]) -> Iterator[tuple[list[Example], list[Example]]]:
    """Examples to fit to, and those of other companies to measure on; ``FOLDS`` times."""
    for fold in range(FOLDS):
        yield (
            [one for one in given if fold_of(one.company) != fold],
            [one for one in given if fold_of(one.company) == fold],
        )


def fold_of(company: str) -> int:
    return sha256(company.encode()).digest()[0] % FOLDS


def calibrated(given: Sequence[Example]) -> Weights:
    """``trained``, with the intercept at which a score of ``MERGE`` has a precision of ``AIM``.

    The threshold is that of weights fitted to other companies than they are measured on.
    """
    listed: list[tuple[int, int, float]] = []
    for others, own in folds(given):
        weights = trained(others)
        listed += (
            (*one.pair, score(one.found, weights)) for one in own if one.company.startswith(LIST)
        )
    same = {one.pair for one in given if one.same and one.company.startswith(LIST)}
    threshold = next(
        (at / 100 for at in range(5, 95) if _precision(listed, same, at / 100) >= AIM), MERGE
    )
    weights = trained(given)
    shift = math.log(MERGE / (1 - MERGE)) - math.log(threshold / (1 - threshold))
    return weights._replace(intercept=weights.intercept + shift)


def _precision(
    listed: Iterable[tuple[int, int, float]], same: set[lists.Pair], threshold: float
) -> float:
    taken = one_to_one(pair for pair in listed if pair[2] >= threshold)
    return sum(pair[:2] in same for pair in taken) / max(1, len(taken))


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


def main() -> int:
    folder = os.environ.get("JOBSCOUT_RECORDINGS")
    if not folder:
        print("JOBSCOUT_RECORDINGS does not name the folder of recordings", file=sys.stderr)
        return 2
    recordings = Path(folder)
    told = lists.read(recordings / lists.FILE)
    titles = [(f"{LIST}{one.company_id}", one.title) for one in (*told.left, *told.right)]
    titles += ((one.company, one.posting.title) for one in boards.read(recordings))
    _write_rarities(rarities(titles))
    title_words.cache_clear()
    rarity.table.cache_clear()
    _write_weights(calibrated(examples(recordings)))
    return 0


def _write_rarities(found: dict[str, float]) -> None:
    by_value: dict[float, list[str]] = defaultdict(list)
    for word, value in found.items():
        by_value[value].append(word)
    lines = [
        f"{value} {word}\n"
        for value, words in sorted(by_value.items())
        for word in textwrap.wrap(" ".join(sorted(words)), 90)
    ]
    head = (
        "# Made by seed/linkage/fit.py: inverse document frequencies of words of titles, stemmed.\n"
    )
    (PACKAGE / "rarity.txt").write_text(head + "".join(lines), encoding="utf-8")


def _write_weights(weights: Weights) -> None:
    lines = [
        "# Made by seed/linkage/fit.py from the lists Summer2025-Internships of SimplifyJobs and",
        "# cvrve (24 and 25 October 2024) and from damaged copies of recorded postings; figures in",
        "# docs/decisions/0026-record-linkage.md.",
        f"intercept = {weights.intercept:.3f}",
        f"text = {weights.text:.3f}",
        f"text_middle = {weights.text_middle:.3f}",
        "",
        "[features]",
        *(f"{name} = {value:.3f}" for name, value in zip(FEATURES, weights.features, strict=True)),
    ]
    (PACKAGE / "weights.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
