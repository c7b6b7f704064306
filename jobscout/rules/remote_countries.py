"""Where people may live who do a remote job: the countries that it is open to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import locations
from jobscout.rules.locations import countries
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
        reach = locations.reach(place)
        if place.area == WORLD and reach == countries.of_area(WORLD):
            anywhere = True
        else:
            found |= reach
    return RemoteCountries(tuple(sorted(found)), anywhere)
