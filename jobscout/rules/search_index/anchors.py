"""Which keys to test on a job: those that share a rare word or a place with it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jobscout.rules.search_index.terms import anchors_of, lines

if TYPE_CHECKING:
    from jobscout.rules.searches import PreparedJob


class Anchors:
    """Numbers of keys by an anchor: of each way to have a key, the one that leads to the fewest.

    One number stands alone, as most anchors lead to one key.
    """

    def __init__(self) -> None:
        self._leads: dict[str, dict[str, int | list[int]]] = defaultdict(dict)

    def __bool__(self) -> bool:
        return any(self._leads.values())

    def add(self, key: str, number: int) -> None:
        for kind, line in lines(key):
            leads = self._leads[kind]
            anchor = min(line, key=lambda anchor: _many(leads.get(anchor)))
            there = leads.setdefault(anchor, number)
            if isinstance(there, list):
                if number not in there:
                    there.append(number)
            elif there != number:
                leads[anchor] = [there, number]

    def remove(self, key: str, number: int) -> None:
        """Which anchors it has is not kept: they are among those that it could have."""
        for kind, anchor in {(kind, anchor) for kind, line in lines(key) for anchor in line}:
            leads = self._leads[kind]
            there = leads.get(anchor)
            if there == number:
                del leads[anchor]
            elif isinstance(there, list) and number in there:
                there.remove(number)
                if len(there) == 1:
                    leads[anchor] = there[0]

    def leading(self, job: PreparedJob) -> set[int]:
        """The numbers of all keys that a job may have."""
        found: set[int] = set()
        for kind, anchors in anchors_of(job):
            leads = self._leads[kind]
            for anchor in leads.keys() & anchors:
                there = leads[anchor]
                if isinstance(there, list):
                    found.update(there)
                else:
                    found.add(there)
        return found


def _many(there: int | list[int] | None) -> int:
    return len(there) if isinstance(there, list) else int(there is not None)
