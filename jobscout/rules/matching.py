"""Matches one job against many searches without examining each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from jobscout.rules.conditions import checks
from jobscout.rules.scoring import verdict
from jobscout.rules.search_terms import FACETS
from jobscout.rules.searches import PreparedJob, PreparedSearch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.rules.conditions import Check
    from jobscout.rules.scoring import Verdict
    from jobscout.rules.searches import JobFeatures, Phrase, SearchCriteria


_Anchor: TypeAlias = tuple[str, str | None]


class Matcher:
    """Searches prepared for comparison with many jobs, one after the other.

    An inverted index leads from a word or value of the job to the searches that require it, so
    that only these are examined. Memory: about 4 kB for each search.
    """

    def __init__(self, wanted: Sequence[SearchCriteria]) -> None:
        self._searches = [(asked, checks(asked)) for asked in map(PreparedSearch, wanted)]
        common = Counter(
            word
            for asked, _ in self._searches
            for phrase in (*asked.titles, *asked.keywords)
            for word in phrase.words
        )
        # Most searches name countries, so a second key by country removes most candidates.
        self._index: dict[_Anchor, dict[str | None, list[int]]] = {}
        for number, (asked, _) in enumerate(self._searches):
            for anchor in set(_anchors(asked, common)):
                by_country = self._index.setdefault(anchor, defaultdict(list))
                for code in asked.countries if asked.wanted.countries else (None,):
                    by_country[code].append(number)

    def match(self, offered: JobFeatures) -> list[tuple[SearchCriteria, Verdict]]:
        """The searches that *offered* passes with their ``min_score`` or more.

        In the order in which the searches were given; same result as judging each of them.
        Cost: linear in the job's words and in the searches that share a rare word with it.
        """
        heard = PreparedJob(offered)
        matches: list[tuple[SearchCriteria, Verdict]] = []
        for number in sorted(self._candidates(heard)):
            asked, needed = self._searches[number]
            if not _passes(needed, asked, heard):
                continue
            result = verdict(asked, needed, heard)
            if result.passed and result.score >= asked.wanted.min_score:
                matches.append((asked.wanted, result))
        return matches

    def _candidates(self, heard: PreparedJob) -> set[int]:
        found: set[int] = set()
        countries = (None, *heard.countries)
        for key in _keys(heard):
            if by_country := self._index.get(key):
                for code in countries:
                    found.update(by_country.get(code, ()))
        return found


def _passes(needed: Sequence[Check], asked: PreparedSearch, heard: PreparedJob) -> bool:
    return all(check.holds(asked, heard) for check in needed)


def _anchors(asked: PreparedSearch, common: Counter[str]) -> Iterator[_Anchor]:
    """Index keys for one thing that the search asks for; a matching job has at least one."""
    wanted = asked.wanted
    if wanted.titles or wanted.keywords:
        yield from (("title", _rarest(phrase, common)) for phrase in asked.titles)
        yield from (("word", _rarest(phrase, common)) for phrase in asked.keywords)
    elif wanted.companies:
        yield from (("company", slug) for slug in asked.companies)
    elif wanted.countries:
        yield "any", None
    elif wanted.locations:
        for spot in asked.spots:
            yield from (("country", code) for code in spot.countries)
            yield from (("place", _rarest(phrase, common)) for phrase in spot.phrases)
            if spot.remote:
                yield "workplace", "remote"
    elif asked.facets:
        column, values = next(iter(asked.facets.items()))
        yield from ((column, value) for value in values)
    else:
        yield from (("skill", line) for line in asked.skills)


def _rarest(phrase: Phrase, common: Counter[str]) -> str:
    """The word of *phrase* that the fewest searches contain: the best index key."""
    return min(phrase.words, key=lambda word: (common[word], word))


def _keys(heard: PreparedJob) -> Iterator[_Anchor]:
    offered = heard.offered
    yield from (("title", word) for word in heard.title_words)
    yield from (("word", word) for word in heard.words)
    yield "any", None
    yield "company", offered.company_slug
    yield from (("country", code) for code in heard.countries)
    yield from (("place", word) for word in heard.place_line.split())
    yield from ((facet.column, getattr(offered, facet.column)) for facet in FACETS)
    yield from (("skill", line) for line in heard.skills)
