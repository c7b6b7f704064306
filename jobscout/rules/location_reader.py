"""Reads one text as places, part by part; other modules use ``locations``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.model import Location
from jobscout.rules import location_names as names
from jobscout.rules.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.rules.gazetteer import City
    from jobscout.rules.location_names import Region

BY_FAR: Final = 3
"""How many times larger a city must be than its namesake abroad to be chosen without a country:
Hyderabad in India is 3.6 times the one in Pakistan, Cambridge 1.1 times the one in Canada."""
LARGE: Final = 400_000
"""A city of this size is not moved to another country because that country is named next to it."""

LONGEST_CODE: Final = 3
"""Longest country code; in lower case such a text is a word, as in "in" and "or"."""

_PARTS: Final = re.compile(r"\s*(?:,|\(|\)|\[|\]|:|\s[-–—]\s|(?<=[a-z])-\s)\s*")
_ASIDES: Final = frozenset("([-–—")
"""What stands before a part that may be a building or a part of a town: "Boise, ID - Main Site"."""
_NOISE: Final = re.compile(
    r"\b(?:fully|100 ?%|non-|not|partly|primarily)?\s?\b(?:remote|remotely|hybrid|on-?site"
    r"|in-?office|in-person|home ?office|home|work from home|work from|wfh|telecommute|office"
    r"|offices|based|only|flexible|job|position|hq|headquarters?|head office"
    r"|telework|remot[oa]|h[ií]brid[oa]|presencial|virtual|teletraba[jl]h?o|t[ée]l[ée]travail|zdalnie"
    r"|within|across|city of|greater|metro area|area)\b"
    r"|\bin\b(?!$)|\banywhere\b(?= .)|^the\b|^\d[\d-]*\s",
    re.IGNORECASE,
)
_NO_LOCATION: Final = re.compile(
    r".*\d|(?:utc|gmt|cst|est|edt|pst|pdt|cet|cest|eet|ist|et|pt|ct|mt)\b.*|.*\btime ?zones?"
    r"|standorte|emplacements|lieux|sites|ubicaciones|locais|sedi|locaties|[a-z]"
    r"|multiple locations?|various.*|several.*|tbd|n/?a|none|unknown|.*\blocations?",
)


def read_segment(segment: str) -> list[Location]:
    """The places in a text that has no stronger separators than commas."""
    parts: list[tuple[str, bool]] = []
    start, sign = 0, ","
    for end, after, following_sign in _ends(segment):
        if part := _token(segment[start:end]):
            parts.append((part, sign in _ASIDES))
        start, sign = after, following_sign
    reader = _Reader(segment)
    for index, (part, is_aside) in enumerate(parts):
        following = parts[index + 1][0] if index + 1 < len(parts) else None
        reader.take(part, following, is_aside=is_aside)
    return reader.finish()


def _ends(segment: str) -> Iterator[tuple[int, int, str]]:
    """Where each part ends, where the next one begins, and the sign between them."""
    for found in _PARTS.finditer(segment):
        yield found.start(), found.end(), found[0].strip()
    yield len(segment), len(segment), ""


def names_a_place(text: str) -> bool:
    """Whether anything remains without words for how one works: not of "Hybrid", "In-Office"."""
    return any(_token(raw) for raw in _PARTS.split(text))


@lru_cache(maxsize=8192)
def _token(raw: str) -> str:
    """One part without words that name no place; empty if nothing remains."""
    token = " ".join(_NOISE.sub(" ", raw).split()).strip(" -–/.*'\"") or ""
    if raw.strip().lower() in {"d.c.", "d.c", "washington d.c."}:
        return "DC" if raw.strip()[0] in "dD" else "Washington DC"
    return "" if _NO_LOCATION.fullmatch(fold(token)) else token


def country_of(token: str) -> str | None:
    """A country in free text: codes count only in capitals, and "Georgia" never counts."""
    folded = fold(token)
    code = len(folded) <= LONGEST_CODE
    if folded in names.NO_COUNTRY or (code and not token.isupper()):
        return None
    return names.countries().get(folded)


def _torn(token: str) -> bool:
    """Whether *token* alone may be a country or a state."""
    if fold(token) in names.NO_COUNTRY:
        return True
    return (
        token not in {"DE", "IN"}
        and token in names.regions()
        and token.lower() in names.countries()
    )


def _region(token: str) -> Region | None:
    return names.regions().get(token) if token.isupper() else names.regions().get(fold(token))


def _cities(token: str) -> tuple[City, ...]:
    folded = fold(token)
    if folded in names.CODES_IN_CAPITALS and not token.isupper():
        return ()
    return names.cities(folded) or names.cities(folded.removesuffix(" city"))


def _is_known(token: str) -> bool:
    return bool(_cities(token) or _region(token) or country_of(token))


def state_of(city: City) -> str | None:
    """The state's name, for the US only: boards elsewhere rarely state one."""
    region = names.regions().get(city.region) if city.country == "US" else None
    return region.name if region else None


def _meant(cities: Sequence[City]) -> City | None:
    """The city that a name without a country means; None if it is ambiguous."""
    if not cities:
        return None
    abroad = [city for city in cities if city.country != cities[0].country]
    at_home = [city for city in cities[1:] if city.country == cities[0].country]
    if abroad and cities[0].population < BY_FAR * abroad[0].population:
        return None
    twin = at_home and cities[0].population < BY_FAR * at_home[0].population
    return cities[0]._replace(region="") if twin else cities[0]


class _Reader:
    """Takes the parts of one segment from left to right and joins them to places.

    A part narrows or widens the current place ("Columbus", "OH", "United States"; "US", "CA",
    "San Jose"), or begins the next one ("SF", "NYC").
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Location] = []
        self._clear()

    def _clear(self) -> None:
        self._parts: list[str] = []
        self._name: str | None = None
        self._cities: tuple[City, ...] = ()
        self._region: Region | None = None
        self._region_name: str | None = None
        self._country: str | None = None
        self._outside_in = False

    def take(self, part: str, following: str | None, *, is_aside: bool) -> None:
        area = names.AREA_NAMES.get(fold(part))
        if area:
            self._end()
            self._found.append(Location(area=area, text=part))
            return
        if is_aside and self._is_complete() and not _is_known(part):
            self._parts.append(part)
            return
        again = self._name is not None and fold(part) == fold(self._name)
        if not (again or self._widened(part, following) or self._narrowed(part)):
            self._end()
            self._begin(part, following)
        self._parts.append(part)

    def _is_complete(self) -> bool:
        """Whether there is a town, from where on unknown words name no other one."""
        return not self._outside_in and bool(self._cities)

    def finish(self) -> list[Location]:
        self._end()
        if len(self._found) == 1:
            return [msgspec.structs.replace(self._found[0], text=self._text)]
        return self._found

    def _begin(self, part: str, following: str | None) -> None:
        cities, region, country = _cities(part), _region(part), country_of(part)
        if region and not cities and following is None and _torn(part):
            self._name = part  # "CA" may be Canada, "Georgia" a country
            return
        is_inside = region and following and country_of(following) == region.country != country
        if country and not is_inside and not (region and cities):
            self._country, self._outside_in = country, True
            if region and region.country == country:
                self._region = region  # England, Scotland
        elif cities:
            self._name, self._cities = part, cities
        elif region:
            self._region, self._country, self._outside_in = region, region.country, True
        else:
            self._name = part

    def _widened(self, part: str, following: str | None) -> bool:
        """Whether *part* is the region or country of the current place."""
        if self._outside_in and not self._name:
            country = country_of(part)
            if country and country == self._country:
                return True
            if self._region and country and not _region(part):
                return False
        if not self._name or (self._country and self._region):
            return country_of(part) is not None and country_of(part) == self._country
        region = _region(part)
        if region and not self._region and self._in_region(region, part):
            self._region, self._country = region, region.country
            return True
        country = country_of(part) or (names.countries()[fold(part)] if _torn(part) else None)
        if country:
            return self._in_country(country)
        return self._in_unknown_region(part, following)

    def _in_region(self, region: Region, part: str) -> bool:
        if self._country and self._country != region.country:
            return False
        inside = [
            c for c in self._cities if (c.country, c.region) == (region.country, region.admin)
        ]
        if inside:
            self._cities = tuple(inside)
            return True
        large = any(city.population >= LARGE for city in self._cities)
        return not self._cities or (not large and (part.isupper() or not _cities(part)))

    def _in_country(self, country: str) -> bool:
        if self._country:
            return self._country == country
        inside = tuple(city for city in self._cities if city.country == country)
        if self._cities and not inside and self._cities[0].population >= LARGE:
            return False
        self._country, self._cities = country, inside
        return True

    def _in_unknown_region(self, part: str, following: str | None) -> bool:
        """A middle part before a country: "Munich, Bavaria, Germany", "Milano, Milan, Italy"."""
        country = country_of(following) if following else None
        if self._country or self._region_name or not country:
            return False
        here = next((city for city in self._cities if city.country == country), None)
        there = next((city for city in _cities(part) if city.country == country), None)
        if (self._cities and not here) or (here and there and here.region != there.region):
            return False
        if not (here and there and here.name == there.name):
            self._region_name = part
        return True

    def _narrowed(self, part: str) -> bool:
        """Whether *part* lies inside the country or region that was named before."""
        if not self._outside_in or (country_of(part) and not _region(part)):
            return False
        if self._name:
            return not _cities(part)  # a building: "India, Bangalore, RMZ"
        region = _region(part)
        if region and region.country == self._country and not self._region:
            self._region = region
            return True
        cities = tuple(city for city in _cities(part) if city.country == self._country)
        if self._region:
            inside = tuple(city for city in cities if city.region == self._region.admin)
            cities = inside or cities
        abroad = _cities(part)
        if not cities and abroad and abroad[0].population >= LARGE:
            return False
        self._name, self._cities = part, cities
        return True

    def _end(self) -> None:
        if self._parts:
            self._found.append(self._location())
        self._clear()

    def _location(self) -> Location:
        city = self._cities[0] if self._cities and self._country else _meant(self._cities)
        text = ", ".join(self._parts)
        known = self._cities or self._country
        name = city.name if city else self._name if known else None
        region = (
            self._region.name
            if self._region
            else self._region_name or (state_of(city) if city else None)
        )
        return Location(
            city=name,
            region=region,
            country=self._country or (city.country if city else None),
            text=text,
        )
