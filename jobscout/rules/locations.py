"""Where a job may be done, read from what boards write about it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.model import Location
from jobscout.rules import countries
from jobscout.rules import location_names as names
from jobscout.rules.location_reader import country_of, read_segment, state_of
from jobscout.rules.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_LOCATIONS: Final = 50
"""Most places kept of one posting; the longest recorded list has 30."""
MAX_TEXT_CHARS: Final = 500
"""Longest text read as a place; longer ones are prose."""
# From the widest part to the narrowest, as in "US-IL-Chicago" and "DE-Berlin".
_CODED: Final = re.compile(r"([A-Z]{2,3})-(?:([A-Z]{2,3})-)?([^\W\d_][^-]*)(?:-(.*))?")
_SEGMENTS: Final = re.compile(r"\s*(?:;|\||•|\n|\s/\s|/(?=[A-Z])|\b(?:or|and|oder|und)\b|&)\s*")


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
    found = [
        location for text in texts[:MAX_LOCATIONS] for location in _read(text[:MAX_TEXT_CHARS])
    ]
    code = countries.code(country) if country else None
    if code:
        found = [_settled(location, code, alone=len(found) == 1) for location in found]
        found = found or [Location(country=code, text=(country or code)[:MAX_TEXT_CHARS].strip())]
    once = {
        (
            location.city,
            location.region,
            location.country,
            location.area,
            _unread(location),
        ): location
        for location in found[::-1]
    }
    return tuple(once.values())[::-1][:MAX_LOCATIONS]


def words(locations: Sequence[Location]) -> str:
    """The text indexed for location filters: all names of all places, and country codes."""
    return " ".join(
        dict.fromkeys(
            part for location in locations for part in (*_names(location), location.country) if part
        )
    )


def spoken(locations: Sequence[Location]) -> str:
    """Like ``words`` without the codes: in a text search, "IT" must not find Italy."""
    return " ".join(
        dict.fromkeys(part for location in locations for part in _names(location) if part)
    )


def _names(location: Location) -> tuple[str | None, ...]:
    code = location.country or ""
    spoken = location.text.replace("_", " ")  # names of places are not identifiers
    country = names.country_names().get(code)
    return (
        location.city,
        location.region,
        country,
        names.SHORT_NAMES.get(code),
        location.area,
        spoken,
    )


def _unread(location: Location) -> str | None:
    """What distinguishes an unrecognised place from others: its text."""
    known = location.city or location.region or location.country or location.area
    return None if known else fold(location.text)


def _settled(location: Location, code: str, *, alone: bool) -> Location:
    """*location* with the board's country, unless something contradicts it."""
    if location.area or (location.country and not alone):
        return location
    if not location.city:
        return location if location.country else msgspec.structs.replace(location, country=code)
    here = next((c for c in names.cities(fold(location.city)) if c.country == code), None)
    if here and location.country != code and not _stated_country(location):
        return msgspec.structs.replace(
            location, country=code, region=location.region or state_of(here)
        )
    return location if location.country else msgspec.structs.replace(location, country=code)


def _stated_country(location: Location) -> bool:
    """Whether the text itself names the country or state."""
    return "," in location.text


@lru_cache(maxsize=8192)
def _read(text: str) -> tuple[Location, ...]:
    found: list[Location] = []
    text = " ".join(text.replace("\xa0", " ").split(" ")).strip(" ,;")
    if names.AREA_NAMES.get(fold(text)) == names.WORLD:  # "Anywhere in the World" has no noise
        return (Location(area=names.WORLD, text=text),)
    whole = names.AREA_NAMES.get(fold(text)) or country_of(text)  # "Trinidad and Tobago"
    for segment in (text,) if whole else _SEGMENTS.split(text):
        if segment:
            for place in _spelled(segment):
                found += read_segment(place)
    if any(location.area == names.WORLD for location in found) and any(
        location.country for location in found
    ):
        found = [
            location for location in found if location.area != names.WORLD
        ]  # "Anywhere in the US"
    if len(found) == 1:
        return (msgspec.structs.replace(found[0], text=text),)
    return tuple(found[:MAX_LOCATIONS])


def _spelled(segment: str) -> list[str]:
    """Each of the places of "US-IL-Chicago, DE-Berlin" as in "United States, IL, Chicago".

    A text that is not only of such places stays as it is.
    """
    spelled: list[str] = []
    for part in segment.split(","):
        coded = _CODED.fullmatch(part.strip())
        country = countries.code(coded[1]) if coded else None
        if coded is None or country is None:
            return [segment]
        region = names.regions().get(coded[2] or "")
        is_known = region is not None and region.country == country
        parts = (countries.name(country), coded[2] if is_known else None, coded[3], coded[4])
        spelled.append(", ".join(filter(None, parts)))
    return spelled
