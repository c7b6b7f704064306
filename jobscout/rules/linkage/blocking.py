"""Which postings are worth comparing: those that share a key."""

from __future__ import annotations

from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING, Final

from jobscout.rules.linkage import sketches
from jobscout.rules.linkage.places import places_of
from jobscout.rules.linkage.title_words import title_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobscout.rules.linkage.records import Record

MAX_WORDS: Final = 3
FEW_WORDS: Final = 3
LEAST_RARITY: Final = 5.0
"""In nats. In a title of at most ``FEW_WORDS`` one word that is as rare is a key by itself."""
MAX_PLACES: Final = 3
MAX_TEXT_HASHES: Final = 4
TEXT_HASHES_A_KEY: Final = 2


def blocking_keys(record: Record) -> tuple[int, ...]:
    """At most 17 signed integers of 64 bits, rising, each once.

    Two postings are compared if they share one, whatever else is stored. So a key is specific
    enough that few share it: one common word of a title, or one hash of what a company writes
    in all its texts, is none.

    Inside a company: two of the rarest words of the title, or one of a short title; the whole
    title; and this with each town, as a company with hundreds of equal titles has them in many.
    The title is that without the posting's own places, which some boards add to it. Anywhere: the
    requisition key, and two of the lowest hashes of the text, for boards that hide the company.
    """
    found = list(_title_keys(record))
    if record.requisition_key:
        found.append(_hash("requisition", record.requisition_key))
    lowest = sketches.hashes(record.sketch)[:MAX_TEXT_HASHES]
    found += (
        _hash("text", " ".join(map(str, some))) for some in combinations(lowest, TEXT_HASHES_A_KEY)
    )
    return tuple(sorted(set(found)))


def _title_keys(record: Record) -> Iterator[int]:
    said = title_words(record.title)
    where = places_of(record.locations)
    named = said.words & where.words
    if named and named != said.words:
        said = said.less(named)
    rarest = sorted(said.words, key=lambda word: (-said.weights[word], word))[:MAX_WORDS]
    for one, other in combinations(sorted(rarest), 2):
        yield _hash("words", f"{record.company_id} {one} {other}")
    if len(said.words) <= FEW_WORDS:
        for word in rarest:
            if said.weights[word] >= LEAST_RARITY or len(rarest) == 1:
                yield _hash("word", f"{record.company_id} {word}")
    whole = f"{record.company_id} {said.canonical}"
    yield _hash("title", whole)
    for city in sorted(where.cities)[:MAX_PLACES]:
        yield _hash("place", f"{whole}\n{city}")


def _hash(kind: str, value: str) -> int:
    digest = blake2b(f"{kind} {value}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
