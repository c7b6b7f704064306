"""Where people may live who do a remote job: the countries that it is open to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import locations
from jobscout.rules.locations import countries
from jobscout.rules.locations.cleaning import excepted
from jobscout.rules.locations.names import WORLD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import Location


class RemoteCountries(NamedTuple):
    """*countries* are ISO 3166-1 alpha-2, sorted; *anywhere*: none is shut out.

    Neither: not known (P7).
    """

    countries: tuple[str, ...] = ()
    anywhere: bool = False


UNKNOWN: Final = RemoteCountries()


def of(where: Sequence[Location]) -> RemoteCountries:
    """The countries of these places; those of an area are its members."""
    found: set[str] = set()
    anywhere = False
    for place in where:
        without = _whole(locations.read(excepted(place.text))) if place.area else set()
        if place.area == WORLD and not without:
            anywhere = True
        elif place.area:
            found |= countries.of_area(place.area) - without
        elif place.country:
            found.add(place.country)
    return RemoteCountries(tuple(sorted(found)), anywhere)


def _whole(where: Sequence[Location]) -> set[str]:
    """The countries that these places are, not those that they lie in."""
    found: set[str] = set()
    for place in where:
        if place.area:
            found |= countries.of_area(place.area)
        elif place.country and not (place.city or place.region):
            found.add(place.country)
    return found
