"""Where a job may be done, read from what boards write about it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.model import Location
from jobscout.rules.locations import countries, gazetteer, names
from jobscout.rules.locations import parts as location_parts
from jobscout.rules.locations import reader as location_reader
from jobscout.rules.locations.cleaning import excepted
from jobscout.rules.locations.meanings import city_before
from jobscout.rules.locations.scores import AROUND, CONTEXT, Context
from jobscout.rules.spelling import fold, place_key

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_LOCATIONS: Final = 50
"""Most places kept of one posting; the longest recorded list has 30."""
MAX_TEXT_CHARS: Final = 500
"""Longest text read as a place; longer ones are prose."""
_MOST_AROUND: Final = 5
"""Countries around a place that say something about it."""


def read(texts: Sequence[str], country: str | None = None) -> tuple[Location, ...]:
    """The places that a board's texts name, in order, at most ``MAX_LOCATIONS``, each once.

    Args:
        texts: one or several places each: "SF, NYC", "Remote - US", "US, CA, San Jose".
        country: the board's own country field, a name or a code. It resolves ambiguous
            places, and is the only place if the texts name none.

    Returns:
        Places with the board's wording in ``text``. A city without a country gets one only
        if it is by far the largest of its name. "Remote" alone is no place (P7);
        "Worldwide" and "Europe" are areas. Unknown texts are returned with ``text`` only, so
        that they still distinguish two postings.
    """
    code = countries.code(country) if country else None
    given = [text[:MAX_TEXT_CHARS] for text in texts[:MAX_LOCATIONS]]
    found = _all_read(given, _context(code, (), alone=len(given) == 1))
    if len(found) > 1:
        found = _all_read(given, _context(code, found, alone=len(given) == 1))
    if code:
        found = [_placed(location, code) for location in found]
        found = found or [Location(country=code, text=(country or code)[:MAX_TEXT_CHARS].strip())]
    once: dict[tuple[str | None, ...], Location] = {}
    for location in found:
        known = (location.city, location.region, location.country, location.area)
        once.setdefault((*known, _unread(location)), location)
    return tuple(once.values())[:MAX_LOCATIONS]


@lru_cache(maxsize=8192)
def reach(location: Location) -> frozenset[str]:
    """The country in which *location* lies, or those of its area but for stated exceptions."""
    if not location.area:
        return frozenset((location.country,)) if location.country else frozenset()
    without = read(excepted(location.text))
    out = (reach(place) for place in without if not (place.city or place.region))
    return countries.of_area(location.area).difference(*out)


def names_a_place(text: str) -> bool:
    """Whether anything remains without words for how one works: not of "Hybrid", "In-Office"."""
    return bool(location_parts.items(text[:MAX_TEXT_CHARS]))


def _unread(location: Location) -> str | None:
    """What distinguishes an unrecognised place from others: its text."""
    known = location.city or location.region or location.country or location.area
    return None if known else fold(location.text)


def _is_open(location: Location) -> bool:
    return not (location.country or location.area)


def _placed(location: Location, code: str) -> Location:
    """*location* in the board's country, if it is in no other."""
    return msgspec.structs.replace(location, country=code) if _is_open(location) else location


def _context(code: str | None, around: Sequence[Location], *, alone: bool) -> Context:
    """Countries that are likely: the one stated for one place more than for several."""
    there = {location.country for location in around if location.country}
    scores = dict.fromkeys(there, AROUND) if len(there) <= _MOST_AROUND else {}
    if code:
        scores[code] = CONTEXT if alone else CONTEXT / 2
    known = [location for location in around if location.country]
    states = sum(location.region is not None and not location.city for location in known)
    kind = "region" if states * 2 > len(known) else None
    return Context(tuple(sorted(scores.items())), kind, code is not None)


def _all_read(texts: Sequence[str], context: Context) -> list[Location]:
    return [location for text in texts for location in _read(text, context)]


@lru_cache(maxsize=8192)
def _read(text: str, context: Context) -> tuple[Location, ...]:
    text = " ".join(text.split()).strip(" ,;")
    whole = gazetteer.area_names().get(place_key(text))
    if whole:  # "Europe, Middle East and Africa"
        return (Location(area=whole, text=text),)
    found = location_reader.read(location_parts.items(text), context)
    if len(found) == 1 and _is_open(found[0]) and (city := city_before(text)):
        found = location_reader.read(location_parts.items(city), context)
    smaller = [location for location in found if location.area != names.WORLD]
    if any(location.country or location.area for location in smaller):
        found = smaller  # "Anywhere in the US"
    if len(found) == 1:
        return (msgspec.structs.replace(found[0], text=text),)
    return tuple(found[:MAX_LOCATIONS])
