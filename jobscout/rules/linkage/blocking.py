"""Which postings are worth comparing: those that share a key."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from jobscout.rules.linkage import sketches
from jobscout.rules.linkage.title_words import title_words

if TYPE_CHECKING:
    from jobscout.rules.linkage.records import Record

MAX_WORDS: Final = 3
MAX_TEXT_HASHES: Final = 4


def blocking_keys(record: Record) -> tuple[int, ...]:
    """At most nine signed integers of 64 bits, rising, each once.

    Inside a company: the rarest words of the title and the whole title. Anywhere: the requisition
    key, and the lowest hashes of the text, for boards that hide the company.
    """
    found = list(_title_keys(record.company_id, record.title))
    if record.requisition_key:
        found.append(_hash("requisition", record.requisition_key))
    found += (
        _hash("text", str(hashed)) for hashed in sketches.hashes(record.sketch)[:MAX_TEXT_HASHES]
    )
    return tuple(sorted(set(found)))


@lru_cache(maxsize=32_768)
def _title_keys(company_id: int, title: str) -> tuple[int, ...]:
    said = title_words(title)
    rarest = sorted(said.words, key=lambda word: (-said.weights[word], word))[:MAX_WORDS]
    return (
        *(_hash("word", f"{company_id} {word}") for word in rarest),
        _hash("title", f"{company_id} {said.canonical}"),
    )


def _hash(kind: str, value: str) -> int:
    digest = blake2b(f"{kind} {value}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
