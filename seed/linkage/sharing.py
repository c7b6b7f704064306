"""Which pairs of two lists share a key, by the keys of the program or by wider ones."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jobscout.rules.linkage import sketches
from jobscout.rules.linkage.blocking import MAX_TEXT_HASHES, rarest_words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from jobscout.rules.linkage.records import Record


def sharing(
    left: Iterable[Record],
    right: Iterable[Record],
    keys: Callable[[Record], Iterable[Hashable]],
) -> list[tuple[int, int]]:
    """The ids of each pair that shares a key, in order."""
    by_key: dict[Hashable, list[int]] = defaultdict(list)
    for record in right:
        for key in keys(record):
            by_key[key].append(record.id)
    found = {
        (record.id, other)
        for record in left
        for key in keys(record)
        for other in by_key.get(key, ())
    }
    return sorted(found)


def wide_keys(record: Record) -> set[Hashable]:
    """What two postings share that look alike at all: one rare word, or one hash of the texts.

    Weights are fitted to such pairs. The program compares fewer, and leaves out those that are
    easily told apart, from which weights learn what tells two openings apart.
    """
    company = record.company_id
    said, rarest = rarest_words(record)
    lowest = sketches.hashes(record.sketch)[:MAX_TEXT_HASHES]
    return {(company, said.canonical), *((company, word) for word in rarest), *lowest}
