"""What a search asks as keys of an index, and which of them a job may have.

A *key* is one thing that a search asks, as a line of text: its kind, then what is asked.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import words
from jobscout.rules.locations import countries, distances
from jobscout.rules.search_terms import FACETS
from jobscout.rules.wanted_places import WantedCity, WantedLocation, WantedState, near
from jobscout.rules.wording import titles
from jobscout.rules.wording.titles import AskedTitle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from jobscout.rules.searches import PreparedJob, SearchCriteria

TITLE: Final = "t"
KEYWORD: Final = "k"
EXCLUDED_IN_TITLE: Final = "x"
EXCLUDED: Final = "X"
LOCATION: Final = "l"
NEAR: Final = "n"
COMPANY: Final = "c"
EXCLUDED_COMPANY: Final = "C"
COUNTRY: Final = "o"
FACET: Final = "f"
YEARS: Final = "y"
SALARY: Final = "$"
SKILL: Final = "s"
ASKS: Final = "?"
"""Of everybody who asks such a thing at all: what follows is the kind, or a facet's column."""
ASKS_WORDS: Final = f"{ASKS}{TITLE}"
ASKS_PLACE: Final = f"{ASKS}{LOCATION}"
ASKS_ONLY_SKILLS: Final = f"{ASKS}{SKILL}"
NEEDS_EVIDENCE: Final = "!"
"""Of searches that a job may pass without stating anything of what they ask (P7)."""
TESTED: Final = frozenset((TITLE, KEYWORD, EXCLUDED_IN_TITLE, EXCLUDED, LOCATION, NEAR))
"""Kinds that are found by an anchor, and then tested on the job; others are looked up."""

_BREAK: Final = "\n"
_STEPS_AN_OCTAVE: Final = 4
STEPS: Final = 32 * _STEPS_AN_OCTAVE
"""Above is no salary: PostgreSQL's integers and ours are smaller."""
_KNOWN: Final = 65_536
"""Texts whose keys are kept: people ask for the same, and reading one takes 10 to 100 µs."""


class Line(NamedTuple):
    """Anchors of one kind: words, or where a place lies."""

    kind: str
    anchors: Sequence[str]


def keys(criteria: SearchCriteria) -> set[str]:
    """Everything that a search asks; nothing where it asks for nothing, so that no job matches."""
    words, places, companies = _words(criteria), _places(criteria), _companies(criteria)
    facets = _facets(criteria)
    found = words | places | companies | facets
    if words <= {ASKS_WORDS} and not places and not companies:
        skills = _keys(SKILL, map(_line, criteria.skills))
        if skills and not facets:
            skills.add(ASKS_ONLY_SKILLS)
        if not (skills or facets or criteria.years_max is not None):
            return set()
        found |= skills | {NEEDS_EVIDENCE}
    if criteria.years_max is not None:
        found |= {f"{YEARS}{criteria.years_max}", f"{ASKS}{YEARS}"}
    if criteria.min_salary_annual_usd:
        found |= {salary(criteria.min_salary_annual_usd), f"{ASKS}{SALARY}"}
    kind = EXCLUDED if criteria.excluded_in_text else EXCLUDED_IN_TITLE
    found |= _keys(kind, map(_line, criteria.excluded_keywords))
    return found | _keys(EXCLUDED_COMPANY, criteria.excluded_companies)


def salary(annual_usd: int) -> str:
    """The step of a scale on which a salary lies; of those on one step none is above another."""
    return f"{SALARY}{step(annual_usd)}"


def step(annual_usd: int) -> int:
    """Never less for more."""
    return min(STEPS - 1, math.floor(_STEPS_AN_OCTAVE * math.log2(max(1, annual_usd))))


def holds(key: str, job: PreparedJob) -> bool:
    """Whether a job has what a key of a ``TESTED`` kind asks."""
    kind, asked = key[0], key[1:]
    if kind == TITLE:
        return job.is_titled(_asked_title(asked))
    if kind == EXCLUDED_IN_TITLE:
        return asked in job.title_line
    if kind in {KEYWORD, EXCLUDED}:
        return asked in job.title_line or asked in job.text_line
    return job.lies_in(_wanted(kind, asked))


def lines(key: str) -> list[Line]:
    """For each way to have what the key asks, anchors of which a job that has it has all."""
    kind, asked = key[0], key[1:]
    if kind == TITLE:
        return [Line(kind, line.split()) for line in _asked_title(asked).lines]
    if kind in {LOCATION, NEAR}:
        return [Line(LOCATION, line) for line in _anchors(_wanted(kind, asked))]
    return [Line(KEYWORD, asked.split())]


def anchors_of(job: PreparedJob) -> Iterator[tuple[str, AbstractSet[str]]]:
    """The anchors of everything that a job has, by their kind."""
    yield TITLE, set(job.readings.split())
    yield KEYWORD, job.words
    places = {f"={code}" for code in job.countries}
    for spot in job.spots:
        places.update(spot.line.split(), (f"={spot.country}-{admin}" for admin in spot.admins))
        if spot.at:
            places.add(f"@{distances.cell(spot.at)}")
    if job.features.workplace == "remote":
        places.add("*")
    yield LOCATION, places


def _words(criteria: SearchCriteria) -> set[str]:
    if not (criteria.titles or criteria.keywords):
        return set()
    titled = _keys(TITLE, map(_title, criteria.titles))
    return titled | _keys(KEYWORD, map(_line, criteria.keywords)) | {ASKS_WORDS}


def _places(criteria: SearchCriteria) -> set[str]:
    found = set()
    if criteria.locations or criteria.near:
        found |= {f"{LOCATION}{given}" for given in criteria.locations}
        found |= {f"{NEAR}{one.km!r} {one.place}" for one in criteria.near}
        found.add(ASKS_PLACE)
    if criteria.countries:
        found |= {*_keys(COUNTRY, map(_country, criteria.countries)), f"{ASKS}{COUNTRY}"}
    return found


def _companies(criteria: SearchCriteria) -> set[str]:
    if not criteria.companies:
        return set()
    return {f"{ASKS}{COMPANY}", *(f"{COMPANY}{slug}" for slug in criteria.companies)}


def _facets(criteria: SearchCriteria) -> set[str]:
    found: set[str] = set()
    for facet in FACETS:
        if asked := getattr(criteria, facet.asked):
            found |= _facet(facet.column, tuple(asked))
    return found


def _keys(kind: str, asked: Iterable[str]) -> set[str]:
    return {f"{kind}{one}" for one in asked if one}


@lru_cache(maxsize=_KNOWN)
def _line(given: str) -> str:
    """The words of a phrase with a space around each; empty if there are none."""
    canonical = words.canonical(given)
    return f" {canonical} " if canonical else ""


@lru_cache(maxsize=_KNOWN)
def _title(given: str) -> str:
    """A title that is asked, as a line that ``_asked_title`` reads; empty if it has no words."""
    asked = titles.asked(given)
    if not asked.lines:
        return ""
    levels = " ".join(sorted(asked.levels))
    kinds = f"{'w' * asked.whole}{'p' * asked.profession}"
    return _BREAK.join((f"{asked.exact}{kinds}", levels, *asked.lines))


def _asked_title(line: str) -> AskedTitle:
    first, levels, *ways = line.split(_BREAK)
    exact = int(first.rstrip("wp"))
    whole, profession = "w" in first, "p" in first
    return AskedTitle(tuple(ways), frozenset(levels.split()), exact, whole, profession, ())


@lru_cache(maxsize=_KNOWN)
def _country(given: str) -> str:
    return countries.code(given) or given.upper()


@lru_cache(maxsize=_KNOWN)
def _facet(column: str, asked: tuple[str, ...]) -> frozenset[str]:
    facet = next(one for one in FACETS if one.column == column)
    suiting = {f"{FACET}{column}={value}" for value in facet.suiting(asked) if value is not None}
    return frozenset(suiting | {f"{ASKS}{column}"})


def _wanted(kind: str, asked: str) -> WantedLocation:
    if kind == LOCATION:
        return WantedLocation.of(asked)
    km, place = asked.split(" ", 1)
    return near(place, float(km))


def _anchors(target: WantedLocation) -> Iterator[Sequence[str]]:
    if target.remote and target.is_anywhere:
        yield ("*",)
    yield from ((f"={code}",) for code in target.countries | target.open_to)
    said = [*target.phrases]
    for place in target.places:
        if isinstance(place, WantedCity):
            said += place.phrases
        elif isinstance(place, WantedState):
            yield from ((f"={place.country}-{admin}",) for admin in place.admins)
        else:
            yield from ((f"@{cell}",) for cell in distances.cells(place.centre, place.km))
    yield from (phrase.words for phrase in said)
