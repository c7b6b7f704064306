"""Where cities lie, and how far from each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobscout.rules.locations.gazetteer import City

_EARTH_KM: Final = 6371.0
_KM_A_DEGREE: Final = 110.5
"""At least so many lie between two parallels."""
_CELL: Final = 5
"""Degrees of latitude and longitude of the cells of an index."""


class Point(NamedTuple):
    """Degrees, north and east positive."""

    latitude: float
    longitude: float


def point(city: City) -> Point:
    """The centre of a city."""
    return Point(city.latitude / 1_000, city.longitude / 1_000)


def km(one: Point, other: Point) -> float:
    """Along a great circle, on a sphere: at most 0.6 % wrong."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    chord = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def cell(at: Point) -> tuple[int, int]:
    """The cell of an index in which a point lies."""
    return math.floor(at.latitude / _CELL), math.floor(at.longitude / _CELL) % (360 // _CELL)


def cells(centre: Point, radius_km: float) -> Iterator[tuple[int, int]]:
    """All cells in which a point may lie that is not farther from *centre*."""
    height = radius_km / _KM_A_DEGREE
    south, north = centre.latitude - height, centre.latitude + height
    farthest = max(abs(south), abs(north))
    # the meridians that touch a circle do so nearer to the pole than at its centre
    ratio = math.sin(math.radians(height)) / max(1e-9, math.cos(math.radians(centre.latitude)))
    width = 180.0 if farthest >= 90 or ratio >= 1 else math.degrees(math.asin(ratio))
    rows = range(math.floor(south / _CELL), math.floor(north / _CELL) + 1)
    west, east = centre.longitude - width, centre.longitude + width
    columns = {
        column % (360 // _CELL)
        for column in range(math.floor(west / _CELL), math.floor(east / _CELL) + 1)
    }
    yield from ((row, column) for row in rows for column in columns)
