"""Recorded postings and damaged copies of them, as records with the truth."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import postings, titles
from jobscout.rules.linkage.blocking import blocking_keys
from jobscout.rules.linkage.records import Record
from jobscout.rules.linkage.sketches import boilerplate, sketch
from seed.linkage import boards, damage
from seed.linkage.sharing import sharing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jobscout.model import Posting
    from seed.linkage.lists import Pair

_ON_BOARD: Final = 0.85
_ON_AGGREGATOR: Final = 0.75


class Copies(NamedTuple):
    """*left*: of the employers' boards, *right*: of an aggregator. Both lack some of the other's.

    *twins*: pairs that nobody can tell from the true one, since the board lists the same
    advertisement twice.
    """

    left: list[Record]
    right: list[Record]
    same: frozenset[Pair]
    twins: frozenset[Pair]
    companies: dict[int, str]
    boilerplate: dict[int, frozenset[int]]

    def candidates(self) -> list[Pair]:
        return sharing(self.left, self.right, blocking_keys)


def make(recordings: Path, seed: int) -> Copies:
    """The same for one *seed*."""
    rng = random.Random(seed)  # noqa: S311  (sample texts, not secrets)
    left: list[Record] = []
    right: list[Record] = []
    same: set[Pair] = set()
    companies: dict[str, int] = {}
    alike: dict[tuple[object, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for recorded in _distinct(boards.read(recordings)):
        posting, company = recorded.posting, recorded.company
        company_id = companies.setdefault(company, len(companies) + 1)
        copied = postings.normalise(
            damage.copied(posting, company, rng), company_key=company, now=boards.NOW
        )
        numbers = len(left), len(right)
        places = frozenset(one.text for one in posting.locations)
        text = posting.description_text
        ours, theirs = alike[company_id, titles.key(posting.title), places, text]
        if here := rng.random() < _ON_BOARD:
            left.append(record(posting, numbers[0], 0, company_id))
            ours.append(numbers[0])
        if there := rng.random() < _ON_AGGREGATOR:
            right.append(record(copied, numbers[1], 1, company_id))
            theirs.append(numbers[1])
        if here and there:
            same.add(numbers)
    twins = {(one, other) for ours, theirs in alike.values() for one in ours for other in theirs}
    return Copies(
        left,
        right,
        frozenset(same),
        frozenset(twins - same),
        {number: name for name, number in companies.items()},
        _boilerplate(left),
    )


def _boilerplate(records: Iterable[Record]) -> dict[int, frozenset[int]]:
    by_company: dict[int, list[bytes]] = defaultdict(list)
    for one in records:
        by_company[one.company_id].append(one.sketch)
    return {company: boilerplate(found) for company, found in by_company.items()}


def _distinct(recorded: Iterable[boards.Recorded]) -> Iterable[boards.Recorded]:
    """Each posting once, where a board was recorded several times."""
    return {(one.company, one.posting.external_id): one for one in recorded}.values()


def record(posting: Posting, number: int, source_id: int, company_id: int) -> Record:
    return Record(
        id=number,
        source_id=source_id,
        company_id=company_id,
        title=posting.title,
        locations=posting.locations,
        workplace=posting.workplace,
        seniority=posting.seniority,
        employment_type=posting.employment_type,
        language=posting.language,
        requisition_key=None,
        posted_at=posting.posted_at,
        sketch=sketch(posting.description_text),
    )
