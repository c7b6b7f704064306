"""Matches one job against many searches without examining each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from jobscout.rules.conditions import checks
from jobscout.rules.locations import distances
from jobscout.rules.scoring import verdict
from jobscout.rules.search_terms import FACETS
from jobscout.rules.searches import PreparedJob, PreparedSearch
from jobscout.rules.wanted_places import WantedCity, WantedState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.rules.conditions import Check
    from jobscout.rules.scoring import Verdict
    from jobscout.rules.searches import JobFeatures, SearchCriteria
    from jobscout.rules.wanted_places import WantedLocation


_Anchor: TypeAlias = tuple[str, str | None]


class Matcher:
    """Searches prepared for comparison with many jobs, one after the other.

    An inverted index leads from a word or value of the job to the searches that require it, so
    that only these are examined. Memory: about 4 kB for each search.
    """

    def __init__(self, criteria: Sequence[SearchCriteria]) -> None:
        self._searches = [(search, checks(search)) for search in map(PreparedSearch, criteria)]
        common = Counter(
            word for search, _ in self._searches for line in _lines(search) for word in line.split()
        )
        # Most searches name countries, so a second key by country removes most candidates.
        self._index: dict[_Anchor, dict[str | None, list[int]]] = {}
        for number, (search, _) in enumerate(self._searches):
            for anchor in set(_anchors(search, common)):
                by_country = self._index.setdefault(anchor, defaultdict(list))
                for code in search.countries if search.criteria.countries else (None,):
                    by_country[code].append(number)

    def match(self, features: JobFeatures) -> list[tuple[SearchCriteria, Verdict]]:
        """The searches that *features* passes with their ``min_score`` or more.

        In the order in which the searches were given; same result as judging each of them.
        Cost: linear in the job's words and in the searches that share a rare word with it.
        """
        job = PreparedJob(features)
        matches: list[tuple[SearchCriteria, Verdict]] = []
        for number in sorted(self._candidates(job)):
            search, needed = self._searches[number]
            if not _passes(needed, search, job):
                continue
            result = verdict(search, needed, job)
            if result.passed and result.score >= search.criteria.min_score:
                matches.append((search.criteria, result))
        return matches

    def _candidates(self, job: PreparedJob) -> set[int]:
        found: set[int] = set()
        countries = (None, *job.countries)
        for key in _keys(job):
            if by_country := self._index.get(key):
                for code in countries:
                    found.update(by_country.get(code, ()))
        return found


def _passes(needed: Sequence[Check], search: PreparedSearch, job: PreparedJob) -> bool:
    return all(check.holds(search, job) for check in needed)


def _anchors(search: PreparedSearch, common: Counter[str]) -> Iterator[_Anchor]:
    """Index keys for one thing that the search asks for; a matching job has at least one."""
    criteria = search.criteria
    if criteria.titles or criteria.keywords:
        titled = (line for wanted in search.titles for line in wanted.asked.lines)
        yield from (("title", _rarest(line.split(), common)) for line in titled)
        yield from (("word", _rarest(phrase.words, common)) for phrase in search.keywords)
    elif criteria.companies:
        yield from (("company", slug) for slug in search.companies)
    elif criteria.countries:
        yield "any", None
    elif search.wanted_locations:
        for target in search.wanted_locations:
            yield from _places(target, common)
    elif search.facets:
        column, values = next(iter(search.facets.items()))
        yield from ((column, value) for value in values)
    elif search.skills:
        yield from (("skill", line) for line in search.skills)
    elif criteria.years_max is not None:  # who states none earns nothing
        yield from (("years", str(years)) for years in range(criteria.years_max + 1))


def _places(target: WantedLocation, common: Counter[str]) -> Iterator[_Anchor]:
    """Index keys of which a job has at least one that lies in *target*."""
    if target.remote and target.is_anywhere:
        yield "workplace", "remote"
    yield from (("country", code) for code in target.countries | target.open_to)
    yield from (("location", _rarest(phrase.words, common)) for phrase in target.phrases)
    for place in target.places:
        if isinstance(place, WantedCity):
            yield from (("location", _rarest(said.words, common)) for said in place.phrases)
        elif isinstance(place, WantedState):
            yield from (("state", f"{place.country}-{admin}") for admin in place.admins)
        else:
            found = distances.cells(place.centre, place.km)
            yield from (("cell", str(cell)) for cell in found)


def _lines(search: PreparedSearch) -> Iterator[str]:
    for wanted in search.titles:
        yield from wanted.asked.lines
    yield from (phrase.line for phrase in search.keywords)


def _rarest(words: Sequence[str], common: Counter[str]) -> str:
    """The one of *words* that the fewest searches contain: the best index key."""
    return min(words, key=lambda word: (common[word], word))


def _keys(job: PreparedJob) -> Iterator[_Anchor]:
    features = job.features
    yield from (("title", word) for word in set(job.readings.split()))
    yield from (("word", word) for word in job.words)
    yield "any", None
    yield from (("company", slug) for slug in features.company_slugs)
    yield from (("country", code) for code in job.countries)
    for spot in job.spots:
        yield from (("location", word) for word in spot.line.split())
        yield from (("state", f"{spot.country}-{admin}") for admin in spot.admins)
        if spot.at:
            yield "cell", str(distances.cell(spot.at))
    yield from ((facet.column, getattr(features, facet.column)) for facet in FACETS)
    yield from (("skill", line) for line in job.skills)
    yield "years", str(features.years_min)
