"""How much likelier one reading of a text about places is than another.

All scores are decimal logarithms of likelihoods, times 1.2.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.rules.locations.gazetteer import City, Region
    from jobscout.rules.locations.meanings import Meanings

GLUED, COMMA, SLASH, STRONG = range(4)
"""What stands before a name: a space or hyphen inside a part, a comma or dash, a slash or "and",
a semicolon or line."""

KNOWN_CODES: Final = frozenset({"US", "GB"})
"""Countries whose codes, USA and UK, are as good as names."""

SCALE: Final = 1.2
_SMALLEST: Final = -1.5
_ALIAS: Final = (-0.8, -0.8, 0.0, 0.3, 0.9)
"""Loss of a city by the kind of its name, see ``gazetteer.City``."""
_ALIAS_CEILING: Final = 300_000
"""However large a city, another name of it means rather a town whose own name it is."""
_MAIN_CITY: Final = 0.1
"""Share of a region's people that its namesake city has where the city is meant."""
_STATES_WITH_CODES: Final = frozenset({"US", "CA", "AU"})
"""Whose states' codes are written after towns that are not in the gazetteer."""
_WITH_COUNTIES: Final = frozenset({"GB", "IE"})
"""Whose counties are written after towns: "Stansted, Essex" is not in Maryland."""
_COUNTRY_FIRST: Final = frozenset({"DE", "IN"})
"""Codes that alone rather mean the country than the state."""

_MARKET_CODES: Final = (
    "AE AR AT AU BE BG BR CA CH CL CO CY CZ DE DK EE EG ES FI FR GB GR HK HR HU ID IE IL IN IS IT"
    " JP KE KR LT LU LV MA MT MX MY NG NL NO NZ PH PL PT QA RO SA SE SG SI SK TH TR TW UA US VN ZA"
)
_MARKETS: Final = frozenset(_MARKET_CODES.split())
"""Countries that most postings are from."""
_OTHER_MARKET: Final = 0.6
"""Loss of a city elsewhere: Barcelona is the one in Spain, not the one in Venezuela."""

_TOWN: Final = 1.5
"""Score of a city of 180,000, above which its namesake elsewhere is less likely."""

# a name by itself
COUNTRY: Final = 4.0
COUNTRY_CODE: Final = 2.5
STATE_CODE: Final = -0.5
_OTHER_STATE_CODE: Final = -0.8
_REGION_CODE: Final = -3.0
CITY_CODE: Final = -3.0
"""NY rather means the state."""
UNKNOWN: Final = -1.0

# a name with those before it
CITY_IN_REGION: Final = 4.0
CITY_IN_PART: Final = 3.0
CITY_IN_COUNTRY: Final = 2.0
COUNTY: Final = 2.5
"""A county after a town that the gazetteer lacks."""
REGION_IN_COUNTRY: Final = 1.5
STATED_CODE: Final = 1.5
"""A code directly after a name: "Town, ST"."""
SAME_REGION: Final = 5.0
"""A state twice: "Brooklyn, New York, NY"."""
EXTRA: Final = {GLUED: -0.6, COMMA: -0.3, SLASH: -1.0}
JOIN: Final = {GLUED: 0.3, COMMA: 0.0, SLASH: -0.8, STRONG: -9.0}

# a place with those before it
NEW: Final = {GLUED: -9.0, COMMA: -2.5, SLASH: -0.7, STRONG: 0.0}
LONE_CODE: Final = -2.0
SAME_COUNTRY: Final = 0.7
SAME_KIND: Final = 0.7
SAME_CODES: Final = 1.0
"""Two codes of states in a row."""
KIND: Final = 2.0
"""Being a state where most places of the posting are."""

CONTEXT: Final = 2.5
"""Being in the country that the board states: 120 times as likely."""
AROUND: Final = 1.2
"""Being in the country of another place: ten times as likely."""


class Context(NamedTuple):
    """What is likelier: countries, with their scores, and the kind of the other places."""

    scores: tuple[tuple[str, float], ...] = ()
    kind: str | None = None
    is_stated: bool = False

    def loss(self, country: str | None) -> float:
        """Of being elsewhere than in the likeliest country; zero or less."""
        if not self.scores:
            return 0.0
        return self.liking(country) - max(score for _, score in self.scores)

    def liking(self, country: str | None) -> float:
        return next((score for code, score in self.scores if code == country), 0.0)


class Place(NamedTuple):
    """A place as far as it is read.

    *parts* are its names as written, *name* is that of the city, and *cities* are those that all
    names so far allow: None if the gazetteer has none there, and then *is_town* says whether the
    name may be a town's. *middle* is an unknown name between a city and its country.
    """

    parts: tuple[str, ...]
    score: float = 0.0
    cities: tuple[City, ...] | None = None
    name: str | None = None
    region: Region | None = None
    middle: str | None = None
    country: str | None = None
    country_stated: bool = False
    confirmed: bool = False
    inwards: bool = False
    is_town: bool = False

    @property
    def kind(self) -> str:
        return "city" if self.name else "region" if self.region else "country"

    @property
    def is_known(self) -> bool:
        return bool(self.cities or self.country)

    @property
    def likely_country(self) -> str | None:
        return self.country or (self.cities[0].country if self.cities else None)

    @property
    def ends_in_code(self) -> bool:
        return len(self.parts[-1]) <= len("USA") and self.parts[-1].isupper()


def of_place(place: Place, context: Context) -> float:
    if not place.name:
        return place.score + context.loss(place.country)
    if not place.cities:
        return place.score + UNKNOWN + context.loss(place.country)
    return place.score + _best(place.cities, context, confirmed=place.confirmed)


@lru_cache(maxsize=16_384)
def _best(cities: tuple[City, ...], context: Context, *, confirmed: bool) -> float:
    return max(alone(city, confirmed=confirmed) + context.loss(city.country) for city in cities)


def of_city(city: City, place: Place, context: Context) -> float:
    """The score of one city that *place* may be."""
    return alone(city, confirmed=place.confirmed) + context.loss(city.country)


def alone(city: City, *, confirmed: bool = False) -> float:
    """The score of a city by its size and name, which counts more if something confirms it."""
    if confirmed:
        return size(city.population) - _ALIAS[city.alias]
    ceiling = _ALIAS_CEILING if city.is_other_name else city.population
    market = 0.0 if city.country in _MARKETS else _OTHER_MARKET
    return size(min(city.population, ceiling)) - _ALIAS[city.alias] - market


@lru_cache(maxsize=65_536)
def size(population: int) -> float:
    return max(_SMALLEST, SCALE * (math.log10(population + 1) - 4))


def of_country(means: Meanings, country: str) -> float:
    code = means.is_code and country not in KNOWN_CODES
    return COUNTRY_CODE if code else COUNTRY


def of_lone_country(said: str, means: Meanings, country: str) -> float:
    """The score of a country that may be a state as well, as CA and Georgia may."""
    if said.casefold() == "georgia":
        return of_region(means.regions[0])
    torn = means.is_code and any(
        region.country == "US" and region.is_code for region in means.regions
    )
    if torn:
        return STATE_CODE + (1.0 if said in _COUNTRY_FIRST else 0.0)
    return of_country(means, country)


def of_region(region: Region) -> float:
    return 2.0 + 0.5 * (math.log10(region.population + 1) - 6)


def of_lone_region(region: Region, means: Meanings) -> float:
    """The score of a state's name or code that may be a city's or country's too."""
    if region.is_code:
        if region.country not in _STATES_WITH_CODES:
            return _REGION_CODE
        return STATE_CODE if region.country == "US" else _OTHER_STATE_CODE
    value = of_region(region) - (0.0 if region.is_whole else 2.0)
    if any(is_main(city, region) or _is_larger(city, region) for city in means.cities):
        value -= 2.0
    return value


def _is_larger(city: City, region: Region) -> bool:
    """Whether a city elsewhere has this very name, and more people than the region: Freiburg."""
    return city.is_own_name and city.population > region.population


def of_inner_region(region: Region, means: Meanings) -> float:
    """The score of a state after its country: "US, CA"."""
    if region.is_code:
        return 1.2 if region.country in _STATES_WITH_CODES else 0.7
    return REGION_IN_COUNTRY + of_lone_region(region, means)


def of_city_region(region: Region, namesakes: Sequence[City]) -> float:
    """The score of a state after a city that is in it; *namesakes* are named like the state."""
    score = (CITY_IN_REGION if region.is_whole else CITY_IN_PART) + STATED_CODE
    if region.is_code:
        return score + (0.5 if region.country == "US" else 0.0)
    if any(is_main(city, region) for city in namesakes):
        score -= 1.5  # "Hamburg, New York" may be two cities
    return score


def of_town_region(region: Region, place: Place, before: int, context: Context) -> float | None:
    """The score of a state after a town that the gazetteer lacks there; None if it says nothing."""
    if not region.is_code and not region.is_whole:
        return COUNTY if region.country in _WITH_COUNTIES and not place.cities else None
    if not region.is_code:
        return of_region(region) - misplaced(place) * 3
    expected = place.country == region.country or context.liking(region.country) > 1
    if region.country not in _STATES_WITH_CODES and not expected:
        return None
    score = STATED_CODE + (0.5 if region.country == "US" else -0.5)
    largest = max((alone(city) for city in place.cities or ()), default=0.0)
    score -= max(0.0, largest - _TOWN) * 1.5  # "London, NY" may be two cities
    return score - (1.0 if before > COMMA else 0.0)


def misplaced(place: Place) -> float:
    """Loss of a known name that the gazetteer does not have where it is said to be."""
    return 0.3 if place.cities else 0.0


def is_main(city: City, region: Region) -> bool:
    """Whether the city that is named like the region is meant where neither is said."""
    if (city.country, city.region) != (region.country, region.admin):
        return False
    if not region.is_whole:
        return True
    own = not city.is_other_name or city.name == region.name  # Lisboa
    return own and city.population > _MAIN_CITY * region.population
