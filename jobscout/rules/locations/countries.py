"""Countries by their codes (ISO 3166-1), names and areas."""

from __future__ import annotations

from functools import cache
from typing import Final

from jobscout.rules.locations import gazetteer, names
from jobscout.rules.spelling import place_key

MAX_NAME_CHARS: Final = 500
"""Longest text read as a country; longer ones are prose."""


def code(text: str) -> str | None:
    """The alpha-2 code for a country's name (in any of 40 languages), alpha-2 or alpha-3.

    None for anything else. Accepts codes in any case: *text* must come from a country field.
    """
    known = gazetteer.country_codes()
    name = place_key(text[:MAX_NAME_CHARS])
    return known.get(name) or known.get(name.removeprefix("the "))


def name(code: str) -> str | None:
    """The English name of an alpha-2 code."""
    return gazetteer.country_names().get(code)


def of_area(area: str) -> frozenset[str]:
    """The alpha-2 codes of the countries in "Europe", "LATAM", "EMEA" …; empty if unknown."""
    known = gazetteer.area_names().get(place_key(area), area)
    return _areas().get(known, frozenset())


@cache
def _areas() -> dict[str, frozenset[str]]:
    """Area to the alpha-2 codes of its countries."""
    found = {name: frozenset(codes.split()) for name, codes in names.AREA_LISTS.items()}
    for name, continents in names.CONTINENTS.items():
        found[name] = frozenset(
            country.code for country in gazetteer.countries() if country.continent in continents
        )
    found["LATAM"] = (found["Americas"] - {"US", "CA", "BM", "GL", "PM"}) | {"MX"}
    found["EMEA"] = found["Europe"] | found["Middle East"] | found["Africa"]
    found[names.WORLD] = frozenset(country.code for country in gazetteer.countries())
    return found
