"""The file of places: what it holds, and that it is the one that its script makes."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from jobscout.rules.locations import gazetteer
from jobscout.rules.spelling import place_key
from seed.gazetteer import build
from tests.drills import drill

if TYPE_CHECKING:
    from pathlib import Path


def _rows(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as db:
        return list(db.iterdump())


@drill("seed/gazetteer", "jobscout/rules")
@pytest.mark.timeout(120)
def test_file_is_what_the_script_makes(tmp_path: Path) -> None:
    build.build(tmp_path / "new.sqlite")

    assert _rows(gazetteer.FILE) == _rows(tmp_path / "new.sqlite")


def test_cities_of_a_name() -> None:
    """The largest first; a name in another language counts for large cities."""
    assert [(city.country, city.region) for city in gazetteer.cities("birmingham")[:2]] == [
        ("GB", "ENG"), ("US", "AL"),
    ]  # fmt: skip
    assert gazetteer.cities("mailand")[0].name == "Milan"
    assert gazetteer.cities("no such town") == ()


def test_threads_look_up_at_once() -> None:
    """A connection of SQLite belongs to the thread that opened it."""
    names = [f"no such town {number}" for number in range(500)] + ["nairobi"]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(gazetteer.cities, names))

    assert [len(cities) for cities in found] == [0] * 500 + [1]


def test_countries() -> None:
    by_code = {country.code: country for country in gazetteer.countries()}

    assert by_code["KE"][:4] == ("KE", "KEN", "Kenya", "AF")
    assert by_code["KE"].population > 40_000_000
    assert len(by_code) > 240


@pytest.mark.parametrize(
    ("name", "code"), [("deutschland", "DE"), ("日本", "JP"), ("россия", "RU"), ("مصر", "EG")]
)
def test_countries_have_their_names_in_many_languages(name: str, code: str) -> None:
    assert gazetteer.country_codes()[place_key(name)] == code


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("AL", ("Alabama", "US")),
        ("Bayern", ("Bavaria", "DE")),
        ("mg", ("Minas Gerais", "BR")),
        ("Torino", ("Torino", "IT")),
        ("Cataluña", ("Catalonia", "ES")),
    ],
)
def test_regions_of_a_name(said: str, region: tuple[str, str]) -> None:
    """By name in any of its languages, by code, and by the name of a part."""
    assert gazetteer.regions(place_key(said))[0][:2] == region


def test_names_of_a_region() -> None:
    """The usual one first; codes and parts are no names of the whole."""
    names = gazetteer.region_names("DE", "02")

    assert (names[0], "Bayern" in names, "BY" in names) == ("Bavaria", True, False)
    assert "Torino" not in gazetteer.region_names("IT", "12")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. John's", "Saint Johns"),
        ("TEL-AVIV", "Tel Aviv"),
        ("Ft. Worth", "Fort Worth"),
        ("Brighton & Hove", "Brighton and Hove"),
        ("Zürich", "Zurich"),
    ],
)
def test_spellings_have_one_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)
