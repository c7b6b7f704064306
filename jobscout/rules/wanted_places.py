"""Whether a job is where a search wants it.

A search names places as people write them. ``WantedLocation`` says once which countries, states
and cities those are, or how far around one. A job's places are read once too (``spot``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import msgspec

from jobscout.rules import locations, words
from jobscout.rules.locations import distances, gazetteer, names, parts, place_names
from jobscout.rules.phrases import Phrase, phrases
from jobscout.rules.spelling import fold, place_key
from jobscout.rules.workplaces.words import HYBRID, NOT_REMOTE, REMOTE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobscout.model import Location
    from jobscout.rules.locations.distances import Point
    from jobscout.rules.locations.meanings import Item

_SAME_CITY_KM: Final = 50
"""How far a place that bears a city's name besides its own may be from it: Shibuya is in Tokyo,
and Buffalo, New York is not in New York City."""


class Spot(NamedTuple):
    """A place of a job.

    *line* has the words of all its names, *city* is the key of its own, *admins* are GeoNames'
    codes of its state, and *reach* are the countries that it lies in or consists of.
    """

    line: str
    city: str
    country: str | None
    admins: frozenset[str]
    reach: frozenset[str]
    at: Point | None


class WantedCity(NamedTuple):
    """A city in the country that was named with it. *admins* is empty unless the state was too."""

    phrases: tuple[Phrase, ...]
    country: str
    admins: frozenset[str]
    key: str
    at: Point | None

    def holds(self, spot: Spot) -> bool:
        if spot.country != self.country or not _says(spot, self.phrases):
            return False
        if self.admins and spot.admins and self.admins.isdisjoint(spot.admins):
            return False
        if spot.city in ("", self.key) or spot.at is None or self.at is None:
            return True
        return distances.km(spot.at, self.at) <= _SAME_CITY_KM


class WantedState(NamedTuple):
    """A state or province, by GeoNames' codes."""

    country: str
    admins: frozenset[str]

    def holds(self, spot: Spot) -> bool:
        return spot.country == self.country and not self.admins.isdisjoint(spot.admins)


class Circle(NamedTuple):
    """What lies at most *km* kilometres from a point."""

    centre: Point
    km: float

    def holds(self, spot: Spot) -> bool:
        return spot.at is not None and distances.km(spot.at, self.centre) <= self.km


WantedPlace: TypeAlias = WantedCity | WantedState | Circle


class WantedLocation(msgspec.Struct, frozen=True):
    """A wanted location as the user wrote it; any of what it names is enough.

    *phrases* are the words of places whose country is left open, *countries* those that are wanted
    whole. *remote*: only work that is done remotely, if *open_to* is not empty from there.
    *is_known*: the gazetteer has a place of that name.
    """

    given: str
    phrases: tuple[Phrase, ...] = ()
    countries: frozenset[str] = frozenset()
    places: tuple[WantedPlace, ...] = ()
    remote: bool = False
    open_to: frozenset[str] = frozenset()
    is_known: bool = True

    @classmethod
    def of(cls, given: str) -> WantedLocation:
        return _wanted(given)

    @property
    def is_anywhere(self) -> bool:
        """Whether no place is named: "Remote"."""
        return not (self.phrases or self.countries or self.places)

    def holds(self, spot: Spot) -> bool:
        """Whether a place of a job is one that is wanted."""
        return (
            not self.countries.isdisjoint(spot.reach)
            or _says(spot, self.phrases)
            or any(place.holds(spot) for place in self.places)
        )


def unknown(given: Iterable[str]) -> list[str]:
    """Those of the wanted locations that the gazetteer does not know, once each."""
    return [text for text in dict.fromkeys(given) if not _wanted(text).is_known]


def near(place: str, km: float) -> WantedLocation:
    """What lies around a city; nothing does around what is none."""
    centre = point(place)
    return WantedLocation(place, places=(Circle(centre, km),) if centre else ())


@lru_cache(maxsize=8192)
def point(place: str) -> Point | None:
    """Where the city that *place* names lies, the largest where it may be several.

    None if the gazetteer knows no such city.
    """
    cities = (_city(location) for location in locations.read((place,)) if location.city)
    return next((distances.point(city) for city in cities if city), None)


@lru_cache(maxsize=32_768)
def spot(location: Location) -> Spot:
    """A job's place as it is compared."""
    city = _city(location) if location.city and location.country else None
    return Spot(
        f" {words.searchable(place_names.words((location,)))} ",
        place_key(location.city or ""),
        location.country,
        _admins(location, city),
        locations.reach(location),
        distances.point(city) if city else None,
    )


@lru_cache(maxsize=32_768)
def _wanted(given: str) -> WantedLocation:
    if admins := names.STATES_TOGETHER.get(place_key(given)):
        return WantedLocation(given, phrases([given]), places=(WantedState("US", admins),))
    read = locations.read((given,))
    remote = _is_remote(given)
    said: list[str] = [] if read or remote else [given]
    whole: set[str] = set()
    places: list[WantedPlace] = []
    for location in read:
        found = parts.items(location.text)
        is_qualified = sum(item.known for item in found) > 1
        state = _state(location)
        if location.city and location.country and is_qualified:
            places.append(_wanted_city(location, found))
        elif location.region and state and is_qualified:
            places.append(state)
        else:
            circles = _surroundings(location, found)
            named = None if circles else location.city or location.region
            said += filter(None, (location.text, named))
            whole |= _whole(location)
            places += [state] if state else []
            places += circles
    inside = {location.country for location in read if location.country}
    return WantedLocation(
        given,
        phrases(said),
        frozenset(whole),
        tuple(places),
        remote,
        frozenset(whole | inside) if remote else frozenset(),
        is_known=any(one.city or one.region or one.country or one.area for one in read)
        or (remote and not read),
    )


def _is_remote(given: str) -> bool:
    """Whether remote work alone is wanted; "Anywhere in Germany" wants any."""
    plain = fold(given).replace("anywhere in", " ")
    return bool(REMOTE.search(plain)) and not (NOT_REMOTE.search(plain) or HYBRID.search(plain))


def _says(spot: Spot, wanted: Iterable[Phrase]) -> bool:
    return any(phrase.line in spot.line for phrase in wanted)


def _whole(location: Location) -> frozenset[str]:
    """The countries that are wanted whole."""
    if location.city or location.region:
        return frozenset()
    return locations.reach(location)


def _state(location: Location) -> WantedState | None:
    """None for a city, and for counties, which are known by their words."""
    if location.city or not (location.region and location.country):
        return None
    wholes = _regions(location, whole=True)
    return WantedState(location.country, wholes) if wholes else None


def _wanted_city(location: Location, found: Iterable[Item]) -> WantedCity:
    country, name = location.country or "", location.city or ""
    city = _city(location)
    codes = {city.region} if city else _regions(location)
    states = {
        region.admin
        for item in found
        if place_key(item.said) != place_key(name)
        for region in item.meanings.regions
        if region.country == country and region.admin in codes
    }
    return WantedCity(
        phrases([name]),
        country,
        frozenset(states),
        place_key(name),
        distances.point(city) if city else None,
    )


def _surroundings(location: Location, found: Iterable[Item]) -> list[Circle]:
    """What a metropolitan area has around its city: Silicon Valley, Greater London."""
    city = _city(location) if location.city and location.country else None
    if city is None:
        return []
    stated = (names.METROPOLITAN_KM.get(place_key(item.said)) for item in found)
    around = next(filter(None, stated), None)
    if around is None and not names.SURROUNDINGS.isdisjoint(fold(location.text).split()):
        around = names.SURROUNDINGS_KM
    return [Circle(distances.point(city), around)] if around else []


def _city(location: Location) -> gazetteer.City | None:
    """The largest that *location* may be."""
    known = gazetteer.cities(place_key(location.city or ""))
    there = [city for city in known if location.country in (None, city.country)]
    if location.region:
        admins = _regions(location)
        there = [city for city in there if city.region in admins] or there
    named = [city for city in there if city.name == location.city]
    return max(named or there, key=lambda city: city.population, default=None)


def _admins(location: Location, city: gazetteer.City | None) -> frozenset[str]:
    if location.region:
        return _regions(location)
    return frozenset((city.region,)) if city else frozenset()


def _regions(location: Location, *, whole: bool = False) -> frozenset[str]:
    """The codes of the state that *location* names, or, unless *whole*, in which its county is."""
    return frozenset(
        region.admin
        for region in gazetteer.regions(place_key(location.region or ""))
        if region.country == location.country and not region.is_code
        if region.is_whole or not whole
    )
