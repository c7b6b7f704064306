"""Places by name, from a file that ``seed/gazetteer/build.py`` makes.

The file is a database, so that a process neither reads it at its start nor holds it in memory:
a name is looked up where it is, in ten microseconds, and remembered. Names are spelled as by
``spelling.place_key``.
"""

from __future__ import annotations

import sqlite3
import threading
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

FILE: Final = Path(__file__).with_name("gazetteer.sqlite")
_REMEMBERED: Final = 65_536
_LONGEST: Final = 100
"""Characters of the longest name looked up."""
_MOST_NAMESAKES: Final = 60
"""Enough for all but the commonest name, San José, of whose namesakes the rest are hamlets."""

_CITIES: Final = """
SELECT name, country, region, population, alias, latitude, longitude
FROM names JOIN cities ON id = city
WHERE key = ? ORDER BY alias, population DESC, id LIMIT ?
"""
_REGIONS: Final = """
SELECT CASE WHEN is_whole THEN regions.name ELSE region_names.name END, country, region,
    population, is_code, is_whole
FROM region_names JOIN regions USING (country, region)
WHERE key = ? ORDER BY is_whole DESC, population DESC, country, region
"""
_REGION_NAMES: Final = """
SELECT name FROM region_names
WHERE country = ? AND region = ? AND NOT is_code AND is_whole ORDER BY rowid
"""
ABBREVIATION, MEANT, OWN, SHORT, OTHER = range(5)
"""Kinds of a city's names: an abbreviation that counts in capitals; one that means this city rather
than those of which it is the name; its own; its own without "am Main" and the like; another."""


class City(NamedTuple):
    """A city under one of its names.

    *region* is GeoNames' first administrative code; for the US it is the state's. *alias* says
    what kind of name it is, from ``ABBREVIATION`` to ``OTHER``. *latitude* and *longitude* are of
    its centre, in thousandths of a degree, north and east positive.
    """

    name: str
    country: str
    region: str
    population: int
    alias: int
    latitude: int
    longitude: int

    @property
    def is_own_name(self) -> bool:
        return self.alias == OWN

    @property
    def is_other_name(self) -> bool:
        """Whether the name is that of a city that usually has another one."""
        return self.alias == OTHER


class Region(NamedTuple):
    """A state or province under one of its names, or a province or county inside it.

    *name* is the usual one in English. *admin* is the code of the whole in ``City.region``.
    *is_code* is true for an abbreviation ("NY"), *is_whole* false for a part ("Torino").
    """

    name: str
    country: str
    admin: str
    population: int
    is_code: bool
    is_whole: bool


class Country(NamedTuple):
    """*code* and *iso3* are those of ISO 3166-1, *continent* is GeoNames' (AF, AS, EU …)."""

    code: str
    iso3: str
    name: str
    continent: str
    population: int


@lru_cache(maxsize=_REMEMBERED)
def cities(name: str) -> tuple[City, ...]:
    """The cities with the name of that key: first by kind of name, then the most populous."""
    if len(name) > _LONGEST:
        return ()
    return tuple(map(City._make, _file().execute(_CITIES, (name, _MOST_NAMESAKES))))


@lru_cache(maxsize=_REMEMBERED)
def regions(name: str) -> tuple[Region, ...]:
    """The states and provinces with the name or code of that key, the most populous first."""
    if len(name) > _LONGEST:
        return ()
    return tuple(
        Region(name, country, admin, population, bool(is_code), bool(is_whole))
        for name, country, admin, population, is_code, is_whole in _file().execute(
            _REGIONS, (name,)
        )
    )


@lru_cache(maxsize=_REMEMBERED)
def region_names(country: str, admin: str) -> tuple[str, ...]:
    """All names of a state or province, its usual one in English first."""
    return tuple(dict.fromkeys(row[0] for row in _file().execute(_REGION_NAMES, (country, admin))))


@cache
def countries() -> tuple[Country, ...]:
    return tuple(map(Country._make, _file().execute("SELECT * FROM countries ORDER BY rowid")))


@cache
def country_names() -> dict[str, str]:
    """Alpha-2 code to the country's English name."""
    return {country.code: country.name for country in countries()}


@cache
def country_codes() -> dict[str, str]:
    """Name in any language, alpha-2 or alpha-3 code to alpha-2 code."""
    return dict(_file().execute("SELECT key, code FROM country_names"))


@cache
def area_names() -> dict[str, str]:
    """Name, in many languages, to area of the world."""
    return dict(_file().execute("SELECT key, area FROM area_names"))


_local: Final = threading.local()


def _file() -> sqlite3.Connection:
    """This thread's connection: one reader does not wait for another."""
    if not hasattr(_local, "connection"):
        _local.connection = sqlite3.connect(f"{FILE.as_uri()}?mode=ro&immutable=1", uri=True)
    connection: sqlite3.Connection = _local.connection
    return connection
