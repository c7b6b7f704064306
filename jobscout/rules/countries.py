"""Countries by their codes (ISO 3166-1), names and areas."""

from __future__ import annotations

from typing import Final

from jobscout.rules import location_names as names
from jobscout.rules.spelling import fold

MAX_NAME_CHARS: Final = 500
"""Longest text read as a country; longer ones are prose."""


def code(text: str) -> str | None:
    """The alpha-2 code for a country's name (English, native, or common), alpha-2 or alpha-3.

    None for anything else. Accepts codes in any case: *text* must come from a country field.
    """
    folded = " ".join(fold(text[:MAX_NAME_CHARS]).split()).strip(" .")
    return names.countries().get(folded) or names.countries().get(folded.removeprefix("the "))


def name(code: str) -> str | None:
    """The English name of an alpha-2 code."""
    return names.country_names().get(code)


def of_area(area: str) -> frozenset[str]:
    """The alpha-2 codes of the countries in "Europe", "LATAM", "EMEA" …; empty if unknown."""
    known = names.AREA_NAMES.get(fold(area).strip(), area)
    return names.areas().get(known, frozenset())
