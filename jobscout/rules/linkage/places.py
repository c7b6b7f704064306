"""How alike the places of two postings are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules.linkage.stems import stem
from jobscout.rules.locations.countries import of_area as countries_of
from jobscout.rules.locations.place_names import spoken
from jobscout.rules.spelling import place_key
from jobscout.rules.titles import key

if TYPE_CHECKING:
    from jobscout.model import Location


class Places(NamedTuple):
    """All places of a posting, in the spelling of ``spelling.place_key``.

    *broad* are the regions that are named without a city: "Washington" may be meant as the city.
    *whole* are the countries that are named without either: they contain what lies in them.
    *areas* are larger, as "Europe", and *reach* are all countries in them and those named. *words*
    are those of all their names and of the board's own wording, which titles repeat, in the form
    of ``stems.stem``.
    """

    cities: frozenset[str]
    regions: frozenset[str]
    broad: frozenset[str]
    countries: frozenset[str]
    whole: frozenset[str]
    areas: frozenset[str]
    reach: frozenset[str]
    words: frozenset[str]


class PlaceMatch(NamedTuple):
    """*contained*: the share of the shorter list's places that the longer one has, 0 to 1.

    *differ*: no place is the same, as with two towns of a region, or "Europe" and "Spain".
    *apart*: they are in different regions or countries. Nothing is known if either has no place:
    then all are False, and *contained* None.
    """

    contained: float | None
    equal: bool
    differ: bool
    apart: bool


@lru_cache(maxsize=32_768)
def places_of(locations: tuple[Location, ...]) -> Places:
    cities, regions, broad = set[str](), set[str](), set[str]()
    countries, whole, areas = set[str](), set[str](), set[str]()
    for one in locations:
        if one.country:
            countries.add(one.country)
        if one.region:
            regions.add(f"{one.country or ''} {place_key(one.region)}")
        if one.city:
            cities.add(place_key(one.city))
        elif one.region:
            broad.add(place_key(one.region))
        elif one.country:
            whole.add(one.country)
        elif one.area:
            areas.add(one.area)
        elif one.text:
            cities.add(place_key(one.text))
    said = set(map(stem, key(spoken(locations)).split())) - _NO_PLACES
    reach = countries.union(*map(countries_of, areas))
    found = (cities, regions, broad, countries, whole, areas, reach, said)
    return Places._make(map(frozenset, found))


_UNKNOWN: Final = PlaceMatch(None, equal=False, differ=False, apart=False)
_NEAR: Final = PlaceMatch(0.0, equal=False, differ=True, apart=False)
_APART: Final = PlaceMatch(0.0, equal=False, differ=True, apart=True)
_NO_PLACES: Final = frozenset({"remote", "hybrid", "office", "onsite", "or", "and"})
_IN_PART: Final = 0.7
"""How much of a place is contained in the country or region that contains it."""


def match(a: Places, b: Places) -> PlaceMatch:
    """Order-free. A country contains its cities: "United States" and "Boston" do not differ."""
    if not (a.cities or a.regions or a.reach) or not (b.cities or b.regions or b.reach):
        return _UNKNOWN
    is_within = bool(
        a.whole & b.countries or b.whole & a.countries or a.broad & b.cities or b.broad & a.cities
    )
    if _disjoint(a.reach, b.reach) or (not is_within and _disjoint(a.regions, b.regions)):
        return _APART
    both = a.cities & b.cities
    if not both and (a.areas != b.areas or (not is_within and a.cities and b.cities)):
        return _NEAR
    if both and not is_within:
        share = len(both) / min(len(a.cities), len(b.cities))
        return PlaceMatch(share, a.cities == b.cities, differ=False, apart=False)
    return PlaceMatch(_share(a, b), a[:-1] == b[:-1], differ=False, apart=False)


def _share(a: Places, b: Places) -> float:
    """How much of the shorter list is in the longer one; what only lies in it counts in part."""
    ours, theirs = _named(a), _named(b)
    least = min(len(ours), len(theirs))
    same = len(ours & theirs)
    return (same + _IN_PART * (least - same)) / least if least else _IN_PART


def _named(places: Places) -> set[tuple[str, str]]:
    listed = {"city": places.cities, "region": places.broad, "country": places.whole}
    return {(kind, name) for kind, names in listed.items() for name in names}


def _disjoint(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both name something, and nothing in common."""
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)
