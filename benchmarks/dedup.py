"""Record linkage: precision, recall and speed, with weights fitted to other companies' postings."""

from __future__ import annotations

import os
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks import dedup_pairs, dedup_stored
from benchmarks.report import median, number, percentile, table
from jobscout.rules import titles
from jobscout.rules.linkage.assignment import one_to_one
from jobscout.rules.linkage.blocking import blocking_keys
from jobscout.rules.linkage.comparison import MERGE, POSSIBLE, compare, examine, score
from jobscout.rules.linkage.sketches import sketch
from jobscout.rules.linkage.title_words import title_words
from seed.linkage import boards, copies, fit, lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jobscout.rules.linkage.comparison import Examined, Weights
    from jobscout.rules.linkage.records import Record
    from seed.linkage.lists import Pair

_ROUNDS: Final = 5
_DRAWS: Final = 200
_SEED: Final = 99  # of copies other than those that the weights are fitted to
_THRESHOLDS: Final = tuple(at / 100 for at in range(3, 98))

Scored = list[tuple[int, int, float]]


class Count(NamedTuple):
    """Of one company: pairs that are one opening, those found rightly, those found wrongly."""

    same: int
    right: int
    wrong: int


async def run() -> None:
    _fixed_pairs()
    await dedup_stored.run()
    folder = os.environ.get("JOBSCOUT_RECORDINGS")
    if not folder:
        print("dedup: set JOBSCOUT_RECORDINGS to the folder of the recordings to measure the rest.")
        return
    recordings = Path(folder)
    examples = fit.examples(recordings)
    weights = {
        fold: fit.calibrated([one for one in examples if fit.fold_of(one.company) != fold])
        for fold in range(fit.FOLDS)
    }
    told = lists.read(recordings / lists.FILE)
    _titles_only(told, weights)
    _whole_postings(copies.make(recordings, _SEED), weights)
    _speed(told, [one.posting.description_text for one in boards.read(recordings)])


def _fixed_pairs() -> None:
    found = dedup_pairs.judge()
    table(
        f"dedup: {dedup_pairs.MANY} invented pairs, judged by eye",
        ("", "P", "R"),
        [
            (
                f"ours, score >= {MERGE}",
                _share(found.right, found.merged),
                _share(found.right, found.same),
            )
        ],
        f"Shown at least as possible (>= {POSSIBLE}): {found.possible} of {found.same}.",
        *found.wrong,
    )


def _titles_only(told: lists.Lists, weights: Mapping[int, Weights]) -> None:
    def company(pair: Pair) -> int:
        return told.left[pair[0]].company_id

    scored: Scored = []
    exact: Scored = []
    for left, right in told.candidates():
        a, b = told.left[left], told.right[right]
        fold = fit.fold_of(f"{fit.LIST}{a.company_id}")
        scored.append((left, right, score(examine(a, b), weights[fold])))
        if titles.key(a.title) == titles.key(b.title) and a.locations == b.locations:
            exact.append((left, right, 1.0))

    def row(name: str, pairs: Scored, threshold: float) -> tuple[str, ...]:
        counts = _counts(pairs, threshold, told.same, company, told.is_known)
        return name, *_figures(counts)

    best = max(
        _THRESHOLDS,
        key=lambda at: _f1(_sum(_counts(scored, at, told.same, company, told.is_known))),
    )
    table(
        "dedup: titles, places and dates of two lists of internships (95 % intervals)",
        ("", "P", "R", "F1"),
        [
            row(f"ours, best threshold {best}", scored, best),
            row(f"ours, score >= {MERGE}", scored, MERGE),
            row("equal title and places", exact, MERGE),
        ],
        f"{len(told.left):,} and {len(told.right):,} postings, {len(told.same)} pairs are one;"
        f" {len(scored):,} share a blocking key. Weights of {fit.FOLDS} folds by company.",
    )


def _whole_postings(told: copies.Copies, weights: Mapping[int, Weights]) -> None:
    def company(pair: Pair) -> int:
        return told.left[pair[0]].company_id

    found: dict[Pair, Examined] = {}
    scored: Scored = []
    for left, right in told.candidates():
        a, b = told.left[left], told.right[right]
        fold = fit.fold_of(f"board {told.companies[a.company_id]}")
        found[left, right] = examine(a, b, told.boilerplate[a.company_id])
        scored.append((left, right, score(found[left, right], weights[fold])))
    with_texts = {
        pair for pair in told.same if told.left[pair[0]].sketch and told.right[pair[1]].sketch
    }
    right = told.same | told.twins

    def row(name: str, same: set[Pair] | frozenset[Pair], *, texts: bool) -> tuple[str, ...]:
        chosen = [
            pair
            for pair in scored
            if not texts or (told.left[pair[0]].sketch and told.right[pair[1]].sketch)
        ]
        counts = _counts(chosen, MERGE, right, company, lambda _: True, wanted=same)
        return name, *_figures(counts)

    table(
        f"dedup: recorded postings and damaged copies of them, score >= {MERGE}",
        ("", "P", "R", "F1"),
        [
            row("both have a text", with_texts, texts=True),
            row("all", told.same, texts=False),
        ],
        f"{len(told.left):,} postings, {len(told.right):,} copies, {len(told.same):,} pairs are"
        f" one, {len(with_texts):,} with two texts. Negatives: the other openings of the company.",
    )


def _counts(
    scored: Scored,
    threshold: float,
    right: Iterable[Pair],
    company: Callable[[Pair], int],
    is_known: Callable[[Pair], bool],
    *,
    wanted: Iterable[Pair] | None = None,
) -> dict[int, Count]:
    """By company. *wanted*: the pairs to be found, by default all that are *right*."""
    rights = set(right)
    by_company: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for pair in rights if wanted is None else wanted:
        by_company[company(pair)][0] += 1
    for left, other, _ in one_to_one(pair for pair in scored if pair[2] >= threshold):
        if (left, other) in rights:
            by_company[company((left, other))][1] += 1
        elif is_known((left, other)):
            by_company[company((left, other))][2] += 1
    return {number: Count(*counted) for number, counted in by_company.items()}


def _sum(counts: Mapping[int, Count]) -> Count:
    return Count(*(sum(column) for column in zip(*counts.values(), strict=True)))


def _precision(count: Count) -> float:
    return count.right / max(1, count.right + count.wrong)


def _recall(count: Count) -> float:
    return count.right / max(1, count.same)


def _f1(count: Count) -> float:
    return 2 * count.right / max(1, count.same + count.right + count.wrong)


def _figures(counts: Mapping[int, Count]) -> list[str]:
    """Each with the interval of draws of companies, with replacement."""
    rng = random.Random(1)
    companies = sorted(counts)
    draws = [
        _sum({n: counts[rng.choice(companies)] for n in range(len(companies))})
        for _ in range(_DRAWS)
    ]
    total = _sum(counts)
    return [
        f"{measure(total):.3f} ({percentile(drawn, 0.025):.2f}-{percentile(drawn, 0.975):.2f})"
        for measure in (_precision, _recall, _f1)
        for drawn in [[measure(draw) for draw in draws]]
    ]


def _share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.3f}"


def _speed(told: lists.Lists, texts: list[str]) -> None:
    candidates = told.candidates()
    records: list[Record] = [*told.left, *told.right]
    compared, keyed, read, sketched = [], [], [], []
    for _ in range(_ROUNDS):
        began = time.process_time()
        for left, right in candidates:
            compare(told.left[left], told.right[right])
        compared.append(len(candidates) / (time.process_time() - began))
        began = time.process_time()
        for record in records:
            blocking_keys(record)
        keyed.append(len(records) / (time.process_time() - began))
        title_words.cache_clear()
        began = time.process_time()
        for record in records:
            title_words(record.title)
        read.append(len(records) / (time.process_time() - began))
        began = time.process_time()
        for text in texts:
            sketch(text)
        sketched.append(len(texts) / (time.process_time() - began))
    table(
        "dedup: a second on one core",
        ("", "many"),
        [
            ("pairs compared", number(median(compared))),
            ("postings' blocking keys", number(median(keyed))),
            ("titles read", number(median(read))),
            ("texts sketched", number(median(sketched))),
        ],
        f"Median of {_ROUNDS} rounds.",
    )
