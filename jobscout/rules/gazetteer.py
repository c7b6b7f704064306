"""Countries, states and cities by name, from a file that ``seed/gazetteer/build.py`` makes.

The file is a database, so that a process neither reads it at its start nor holds it in memory:
a name is looked up where it is, in ten microseconds, and remembered. Names are folded, see
``spelling.fold``.
"""

from __future__ import annotations

import sqlite3
import threading
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

FILE: Final = Path(__file__).with_name("gazetteer.sqlite")
_REMEMBERED: Final = 65_536

_CITIES: Final = """
SELECT name, country, region, population FROM names JOIN cities ON id = city
WHERE folded = ? ORDER BY population DESC, id
"""


class City(NamedTuple):
    """One city. *region* is GeoNames' first administrative code; for the US it is the state's."""

    name: str
    country: str
    region: str
    population: int


class Country(NamedTuple):
    """*code* and *iso3* are those of ISO 3166-1, *continent* is GeoNames' (AF, AS, EU …)."""

    code: str
    iso3: str
    name: str
    continent: str


@lru_cache(maxsize=_REMEMBERED)
def cities(folded: str) -> tuple[City, ...]:
    """The cities with that name, most populous first."""
    return tuple(map(City._make, _file().execute(_CITIES, (folded,))))


@cache
def countries() -> tuple[Country, ...]:
    return tuple(map(Country._make, _file().execute("SELECT * FROM countries ORDER BY rowid")))


@cache
def us_states() -> dict[str, str]:
    """Name by code."""
    return dict(_file().execute("SELECT code, name FROM us_states ORDER BY rowid"))


_local: Final = threading.local()


def _file() -> sqlite3.Connection:
    """This thread's connection: one reader does not wait for another."""
    if not hasattr(_local, "connection"):
        _local.connection = sqlite3.connect(f"{FILE.as_uri()}?mode=ro&immutable=1", uri=True)
    connection: sqlite3.Connection = _local.connection
    return connection
