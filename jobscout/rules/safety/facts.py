"""What people should know of a job before they apply, with the words that say so, and no verdict.

What the text says is kept when a posting is read. What depends on what else is stored, the
employer's domains and earlier postings, is added when the job is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.model import SafetyFact, SafetyWords
from jobscout.rules.evidence import Found
from jobscout.rules.linkage import sketches
from jobscout.rules.safety import addresses, money

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

COPIED: Final = 0.9
"""Share of what either text says that the other one says too."""


def read(text: str) -> tuple[SafetyWords, ...]:
    """What the text of one posting asks for, and its addresses."""
    asked = (SafetyWords(kind=one.value, words=one.words) for one in money.find(text))
    said = (
        SafetyWords(kind="address", words=one.words, address=one.value)
        for one in addresses.collected(text)
    )
    return (*asked, *said)


def of_job(
    said: Iterable[SafetyWords], links: Iterable[str], own: Collection[str]
) -> list[SafetyFact]:
    """The facts of a job, from the words of all its postings; each kind and its words once.

    Args:
        links: where one applies.
        own: the employer's domains.
    """
    named: list[Found[str]] = []
    found: dict[tuple[str, str], SafetyFact] = {}
    for one in said:
        if one.kind == "address":
            named.append(Found(one.address or "", one.words))
        else:
            found.setdefault((one.kind, one.words), SafetyFact(kind=one.kind, words=one.words))
    named += [Found(host, link) for link in links if (host := addresses.host_of(link))]
    for fact in addresses.differing(named, own):
        found.setdefault((fact.value, fact.words), SafetyFact(kind=fact.value, words=fact.words))
    return list(found.values())


def is_copy(sketch: bytes, other: bytes) -> bool:
    """Whether two texts, by their sketches, say the same; False for texts that are too short."""
    shared = sketches.containment(sketch, other)
    if shared is None or shared < COPIED:
        return False
    sizes = sorted((len(sketch), len(other)))
    return sizes[0] >= COPIED * sizes[1]
