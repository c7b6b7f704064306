"""How much a word of a title says: the rarer it is in titles, the more."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("rarity.txt")


def rarity(word: str) -> float:
    """The inverse document frequency of *word*, in nats; of an unknown word the largest."""
    known, unknown = table()
    return known.get(word, unknown)


@cache
def table() -> tuple[dict[str, float], float]:
    """Each known word's rarity, and that of all others."""
    known: dict[str, float] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            value, *words = line.split()
            known.update(dict.fromkeys(words, float(value)))
    return known, max(known.values(), default=1.0)
