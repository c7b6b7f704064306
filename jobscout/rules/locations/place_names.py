"""The names of places, as text that searches and titles are compared with."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jobscout.rules.locations import gazetteer, names
from jobscout.rules.spelling import place_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import Location


def words(locations: Sequence[Location]) -> str:
    """The text indexed for location filters: all names of all places, and country codes."""
    return " ".join(
        dict.fromkeys(
            part for location in locations for part in (*_names(location), location.country) if part
        )
    )


def spoken(locations: Sequence[Location]) -> str:
    """Like ``words`` without the codes: in a text search, "IT" must not find Italy."""
    return " ".join(
        dict.fromkeys(part for location in locations for part in _names(location) if part)
    )


def _names(location: Location) -> tuple[str | None, ...]:
    code = location.country or ""
    spoken = location.text.replace("_", " ")  # names of places are not identifiers
    country = gazetteer.country_names().get(code)
    return (
        location.city,
        location.region,
        *_region_names(location),
        country,
        names.SHORT_NAMES.get(code),
        location.area,
        spoken,
    )


def _region_names(location: Location) -> tuple[str, ...]:
    """All names of the state or province, stated or not: Munich is in Bayern and in Bavaria."""
    if not location.country or not (location.city or location.region):
        return ()
    return _names_of_region(location.country, location.region, location.city)


@lru_cache(maxsize=8192)
def _names_of_region(country: str, region: str | None, city: str | None) -> tuple[str, ...]:
    if region:
        found = gazetteer.regions(place_key(region))
        admins = [one.admin for one in found if one.country == country and not one.is_code]
    else:
        known = gazetteer.cities(place_key(city or ""))
        admins = [one.region for one in known if one.country == country and one.name == city]
    return gazetteer.region_names(country, admins[0]) if admins else ()
