"""The file of places: what it holds, and that it is the one that its script makes."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

from jobscout.rules import gazetteer
from seed.gazetteer import build

if TYPE_CHECKING:
    from pathlib import Path


def _rows(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as db:
        return list(db.iterdump())


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

    assert by_code["KE"] == ("KE", "KEN", "Kenya", "AF")
    assert len(by_code) > 240
    assert gazetteer.us_states()["AL"] == "Alabama"
