"""Decides what the names in a text mean together; other modules use ``locations``.

All meanings of each name are tried with its neighbours, from left to right, and the best
``_KEPT`` readings are continued. What agrees scores, as do size and being in the country of the
context or of the place before; every new place costs (``location_scores``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.model import Location
from jobscout.rules.locations import gazetteer, scores
from jobscout.rules.locations.joins import begun, is_ignored, joined
from jobscout.rules.locations.scores import STRONG, Place
from jobscout.rules.spelling import place_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.rules.locations.gazetteer import City
    from jobscout.rules.locations.meanings import Item
    from jobscout.rules.locations.scores import Context

_KEPT: Final = 8
_HOPELESS: Final = 7.0
"""What scores so much less than the best is given up."""
_DOUBT: Final = 0.5
"""Two readings in different countries that differ by less leave the place open."""
BY_FAR: Final = 3
"""How many times larger a city must be than its namesakes abroad to be meant without a country:
Hyderabad in India is 3.6 times the one in Pakistan, Cambridge 1.1 times the one in Canada."""
LARGE: Final = 400_000
"""Inhabitants of the smallest city that is not in the country that the board states."""
_LONE_TOWN: Final = 15_000
_LONE_FOREIGN_TOWN: Final = 5_000
"""Inhabitants of the smallest town that its name alone means; in English it may be a word."""
_DISTINCT_CHARS: Final = 6
_ENGLISH: Final = frozenset(
    {"AU", "CA", "GB", "GH", "IE", "IN", "JM", "KE", "NG", "NZ", "PH", "SG", "US", "ZA"}
)
_STATED_ALWAYS: Final = frozenset({"US", "CA", "GB", "AU"})
"""Where a state is shown though it is called like its city."""
_DC: Final = ("US", "DC")


class _Reading(NamedTuple):
    """A reading of the text so far: finished places and areas, and their score without *last*."""

    score: float
    done: tuple[Place | str, ...]
    last: Place | None

    def places(self) -> tuple[Place | str, ...]:
        return (*self.done, self.last) if self.last else self.done

    def total(self, context: Context) -> float:
        return self.score + (scores.of_place(self.last, context) if self.last else 0.0)


def read(items: Sequence[Item], context: Context) -> list[Location]:
    """The places that *items* name; those that stay open have only a text.

    Unknown names are places only where no known one is.
    """
    readings = [(0.0, _Reading(0.0, (), None))]
    for item in items:
        grown: dict[tuple[object, ...], tuple[float, _Reading]] = {}
        beginnings = tuple(begun(item))
        for so_far, reading in readings:
            for new in _continued(reading, so_far, item, beginnings, context):
                total = new.total(context)
                alike = (len(new.done), new.last and new.last[2:], new.done[-1:])
                if alike not in grown or grown[alike][0] < total:
                    grown[alike] = (total, new)
        ranked = sorted(grown.values(), key=lambda pair: -pair[0])[:_KEPT]
        readings = [pair for pair in ranked if pair[0] > ranked[0][0] - _HOPELESS]
    most, best = readings[0]
    rivals = [other.places() for total, other in readings[1:] if total > most - _DOUBT]
    return _locations(best.places(), rivals, context)


def _continued(
    reading: _Reading, before: float, item: Item, beginnings: Sequence[Place], context: Context
) -> Iterator[_Reading]:
    """All readings of the text with one more name, which may begin the places *beginnings*.

    *before* is the total of *reading*.
    """
    last = reading.last
    if item.meanings.area:
        yield _Reading(before, (*reading.places(), item.meanings.area), None)
        return
    ignored = is_ignored(item, last)
    if last and not (ignored and not last.is_known):
        for place in joined(last, item, context):
            yield _Reading(reading.score, reading.done, place)
    if ignored:
        yield reading._replace(score=reading.score - 0.5)
        return
    for place in beginnings:
        score = before + _following(place, reading, item, context)
        yield _Reading(score, reading.places(), place)


def _following(place: Place, reading: _Reading, item: Item, context: Context) -> float:
    """The score of a new place by those before it."""
    last = reading.last
    score = scores.NEW[item.before] if last or reading.done else 0.0
    if place.kind == context.kind:
        score += scores.KIND
    if last is None:
        return score
    if place.country and place.country == last.likely_country:
        score += scores.SAME_COUNTRY
    code = item.meanings.is_code and (place.kind != "city" or last.kind == "country")
    if place.kind == last.kind:
        score += scores.SAME_KIND
        if code and place.kind == "region" and last.ends_in_code:
            score += scores.SAME_CODES
    if code and not last.ends_in_code and item.before < STRONG:
        score += scores.LONE_CODE
    return score


def _locations(
    places: Sequence[Place | str], rivals: Sequence[Sequence[Place | str]], context: Context
) -> list[Location]:
    found: list[Location] = []
    unknown: list[Location] = []
    for index, place in enumerate(places):
        if isinstance(place, str):
            found.append(Location(area=place, text=place))
            continue
        others = [other[index] for other in rivals if len(other) == len(places)]
        location = _location(place, others, context)
        (found if place.cities or location.country else unknown).append(location)
    return found or unknown


def _location(place: Place, others: Sequence[Place | str], context: Context) -> Location:
    """The place as read; what is in doubt is left out."""
    text = ", ".join(place.parts)
    city, country, name = _settled(place, context)
    rivals = (other for other in others if isinstance(other, Place) and other.parts == place.parts)
    doubtful = any(_settled(other, context)[1] != country for other in rivals)
    if doubtful or not (name or country):
        return Location(text=text)
    region = place.region if country else None
    if region and (region.country, region.admin) == _DC and not name:
        name = "Washington"
    if city and city.name == gazetteer.country_names().get(city.country):
        name = None  # Singapore
    return Location(
        city=name, region=_shown_region(place, city, country), country=country, text=text
    )


def _shown_region(place: Place, city: City | None, country: str | None) -> str | None:
    if not country:
        return None
    region = place.region
    if city and region and _is_called(city, place.name or "", region):
        return None
    if region:
        return region.name
    between = place.middle if place.country_stated else None  # "Berlin, Wuhlheide" is no province
    return between or (_state_of(city) if city else None)


def _is_called(city: City, said: str, region: gazetteer.Region) -> bool:
    """Whether the state or province is called like its city: Bern, Basel-Stadt, Torino."""
    if not region.is_whole:
        namesakes = gazetteer.cities(place_key(region.name))
        return any(other[:4] == city[:4] for other in namesakes)
    if city.country in _STATED_ALWAYS:
        return False
    called = {f" {place_key(name)} " for name in (city.name, said)}
    known = gazetteer.region_names(region.country, region.admin)
    return any(own in f" {place_key(name)} " for own in called for name in known)


def _settled(place: Place, context: Context) -> tuple[City | None, str | None, str | None]:
    """The city, its country and its name, as far as they are beyond doubt."""
    if not place.cities:
        return None, _lone_country(place, context), _lone_name(place)
    weighed = sorted(
        (
            (10 ** (scores.of_city(city, place, context) / scores.SCALE), city)
            for city in place.cities
        ),
        key=lambda pair: -pair[0],
    )
    weight, city = weighed[0]
    rivals = [pair for pair in weighed[1:] if weight < BY_FAR * pair[0]]
    if any(rival.country != city.country for _, rival in rivals):
        own = all(one.is_own_name for one in (city, *(rival for _, rival in rivals)))
        return None, None, place.name if own else None
    if not (place.confirmed or context.liking(city.country)) and _is_doubtful(
        city, place.cities, context
    ):
        return None, None, None
    twins = [rival for _, rival in rivals]
    if twins and not place.region:
        same = city.name == twins[0].name
        return city._replace(region=""), city.country, city.name if same else _written(place.name)
    return city, city.country, city.name


def _lone_country(place: Place, context: Context) -> str | None:
    """The country of a place that is no known city."""
    elsewhere = context.is_stated and not context.liking(place.country)
    guessed = not place.name and place.region is not None and not place.country_stated
    return None if elsewhere and guessed else place.country


def _lone_name(place: Place) -> str | None:
    """The name of a town that the gazetteer lacks where it is said to be."""
    return _written(place.name) if place.country and place.is_town else None


def _is_doubtful(city: City, cities: Sequence[City], context: Context) -> bool:
    """Whether a city that only its name states is too small for that."""
    if context.is_stated:
        return scores.alone(city) < scores.size(LARGE)
    distinct = city.is_own_name and len(city.name) >= _DISTINCT_CHARS
    foreign = distinct and not any(other.country in _ENGLISH for other in cities)
    return city.population < (_LONE_FOREIGN_TOWN if foreign else _LONE_TOWN)


def _written(name: str | None) -> str | None:
    """A name in capitals as others are written."""
    return name.title() if name and name.isupper() and name.isascii() else name


def _state_of(city: City) -> str | None:
    """The state's name, for the US only: boards elsewhere rarely state one."""
    if city.country != "US" or not city.region:
        return None
    return next(iter(gazetteer.region_names("US", city.region)), None)
