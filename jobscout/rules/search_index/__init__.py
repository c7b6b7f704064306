"""All searches as bitmaps: which of them a job passes, found without looking at each.

Each key, one thing that searches ask (``terms``), has a bitmap of the ids of those that ask it.
A job's keys are united and intersected as the conditions of a search are (``conditions``). Only
a minimum of pay is left to be judged exactly: it is known by its step on a scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pyroaring import BitMap

from jobscout.rules.search_index import terms
from jobscout.rules.search_index.anchors import Anchors
from jobscout.rules.search_index.rows import KeyRows
from jobscout.rules.search_terms import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jobscout.rules.searches import PreparedJob, SearchCriteria

_WORDS: Final = frozenset((terms.TITLE, terms.KEYWORD))
_EXCLUDED: Final = frozenset((terms.EXCLUDED, terms.EXCLUDED_IN_TITLE))
_PLACES: Final = frozenset((terms.LOCATION, terms.NEAR))
_KINDS: Final = {kind: kinds for kinds in (_WORDS, _EXCLUDED, _PLACES) for kind in kinds}


class State(NamedTuple):
    """What an index is made of; numbers whose key is empty are free."""

    searches: BitMap
    keys: list[str]
    bitmaps: list[BitMap]
    pages: dict[int, bytes]


class SearchIndex:
    """Searches by their ids, from 0 to 2**32 - 1. Not for several threads at once.

    Memory: about 40 bytes a search, and 500 for each thing that nobody else asks. Adding,
    changing or removing one: 20 to 100 µs.
    """

    def __init__(self) -> None:
        self._all = BitMap()
        self._rows = KeyRows()
        self._anchors = Anchors()
        self._numbers: dict[str, int] = {}
        self._keys: list[str] = []
        self._bitmaps: list[BitMap] = []
        self._free: list[int] = []  # numbers of keys that nobody asks any more

    @classmethod
    def of(cls, state: State) -> SearchIndex:
        """The index that ``state`` described."""
        index = cls()
        index._all, index._keys, index._bitmaps = state.searches, state.keys, state.bitmaps
        index._rows = KeyRows(state.pages)
        index._free = [number for number, key in enumerate(state.keys) if not key]
        index._numbers = {key: number for number, key in enumerate(state.keys) if key}
        for key, number in index._numbers.items():
            if key[0] in terms.TESTED:
                index._anchors.add(key, number)
        return index

    def state(self) -> State:
        """All of it, not copied."""
        return State(self._all, self._keys, self._bitmaps, self._rows.pages)

    def __len__(self) -> int:
        return len(self._all)

    def put(self, criteria: SearchCriteria) -> None:
        """Add a search, or replace the one with its id. One that asks for nothing is left out."""
        self._replace(criteria.id, terms.keys(criteria))

    def remove(self, search_id: int) -> None:
        """Forget a search; an unknown one is none."""
        self._replace(search_id, ())

    @property
    def is_empty(self) -> bool:
        """Whether nothing of any search is left, of those that were removed neither."""
        return not (self._all or self._numbers or self._rows.pages or self._anchors)

    def leading(self, job: PreparedJob) -> set[int]:
        """The numbers of the keys that are tested on a job."""
        return self._anchors.leading(job)

    def by_skills(self) -> list[int]:
        """The ids of the searches that are found by the skills they ask for."""
        return list(self._of(terms.NEEDS_EVIDENCE))

    def find(self, job: PreparedJob) -> BitMap:
        """The ids of the searches whose conditions the job passes, and that it gives a reason.

        Also of a few whose minimum of pay is a little above the job's. ``min_score`` is not
        regarded. Cost: linear in the job's words; at a million searches about a millisecond.
        """
        keys = self._may_have(job)
        features = job.features
        found = _union(self._bitmaps[n] for n in keys[_WORDS] if self._holds(n, job))
        found |= self._all - self._of(terms.ASKS_WORDS)
        self._keep(found, f"{terms.ASKS}{terms.COUNTRY}", self._coded(terms.COUNTRY, job.countries))
        for facet in FACETS:
            value = getattr(features, facet.column)
            if value is not None:  # else it is the judge who may have to say no
                suits = self._of(f"{terms.FACET}{facet.column}={value}")
                self._keep(found, f"{terms.ASKS}{facet.column}", suits)
        slugs = features.company_slugs
        self._keep(found, f"{terms.ASKS}{terms.COMPANY}", self._coded(terms.COMPANY, slugs))
        self._keep(found, terms.ASKS_ONLY_SKILLS, self._coded(terms.SKILL, job.skills))
        found -= self._of(f"{terms.EXCLUDED_COMPANY}{features.company_slug}")
        self._enough(found, job)
        found = self._with_evidence(found, job)
        # Most of these are asked by few, so fewer are tested the fewer are left.
        elsewhere = found & self._of(terms.ASKS_PLACE)
        self._leave_out(elsewhere, keys[_PLACES], job)
        found -= elsewhere
        self._leave_out(found, keys[_EXCLUDED], job)
        return found

    def _may_have(self, job: PreparedJob) -> Mapping[frozenset[str], Sequence[int]]:
        """The numbers of all keys that are to be tested on the job, by their kinds."""
        numbers: dict[frozenset[str], list[int]] = {kinds: [] for kinds in _KINDS.values()}
        for number in self.leading(job):
            numbers[_KINDS[self._keys[number][0]]].append(number)
        return numbers

    def _holds(self, number: int, job: PreparedJob) -> bool:
        return terms.holds(self._keys[number], job)

    def _leave_out(self, found: BitMap, numbers: Iterable[int], job: PreparedJob) -> None:
        """Leave out those of *found* that ask a key which the job has."""
        for number in numbers:
            bitmap = self._bitmaps[number]
            if not found.isdisjoint(bitmap) and self._holds(number, job):
                found -= bitmap

    def _of(self, key: str) -> BitMap:
        number = self._numbers.get(key)
        return _NONE if number is None else self._bitmaps[number]

    def _coded(self, kind: str, values: Iterable[str]) -> BitMap:
        return _union(self._of(f"{kind}{value}") for value in values)

    def _keep(self, found: BitMap, asks: str, suits: BitMap) -> None:
        """Leave out those of *found* that ask something of which none suits."""
        asking = self._of(asks)
        if asking:
            asking = found & asking
            asking -= suits
            found -= asking

    def _enough(self, found: BitMap, job: PreparedJob) -> None:
        """Leave out those that ask for more pay, or for less experience, than the job states."""
        features = job.features
        if features.annual_usd_max is not None:
            last = terms.step(features.annual_usd_max)
            for step in range(last + 1, terms.STEPS):
                found -= self._of(f"{terms.SALARY}{step}")
        for years in range(features.years_min or 0):
            found -= self._of(f"{terms.YEARS}{years}")

    def _with_evidence(self, found: BitMap, job: PreparedJob) -> BitMap:
        """Without those that ask for nothing that the job states."""
        bare = found & self._of(terms.NEEDS_EVIDENCE)
        if not bare:
            return found
        features = job.features
        for facet in FACETS:
            if getattr(features, facet.column):
                bare -= self._of(f"{terms.ASKS}{facet.column}")
        if features.years_min is not None:
            bare -= self._of(f"{terms.ASKS}{terms.YEARS}")
        if features.annual_usd_min is not None or features.annual_usd_max is not None:
            bare -= self._of(f"{terms.ASKS}{terms.SALARY}")
        bare -= self._coded(terms.SKILL, job.skills)
        return found - bare

    def _replace(self, search_id: int, keys: Iterable[str]) -> None:
        before = self._rows.get(search_id)
        after = [self._number(key) for key in keys]
        gone = set(before).difference(after)
        for number in set(after).difference(before):
            self._bitmaps[number].add(search_id)
        for number in gone:
            bitmap = self._bitmaps[number]
            bitmap.discard(search_id)
            if not bitmap:
                self._forget(number)
        self._rows.put(search_id, after)
        (self._all.add if after else self._all.discard)(search_id)

    def _number(self, key: str) -> int:
        number = self._numbers.get(key)
        if number is not None:
            return number
        if self._free:
            number = self._free.pop()
            self._keys[number] = key
        else:
            number = len(self._keys)
            self._keys.append(key)
            self._bitmaps.append(BitMap())
        self._numbers[key] = number
        if key[0] in terms.TESTED:
            self._anchors.add(key, number)
        return number

    def _forget(self, number: int) -> None:
        key = self._keys[number]
        del self._numbers[key]
        if key[0] in terms.TESTED:
            self._anchors.remove(key, number)
        self._keys[number] = ""
        self._free.append(number)


_NONE: Final = BitMap()


def _union(bitmaps: Iterable[BitMap]) -> BitMap:
    found = BitMap()
    for bitmap in bitmaps:
        found |= bitmap
    return found
