"""The places that a name may begin, and those that a place may become with one more name.

Names of one place lie in each other, inwards ("US, CA, San Jose") or outwards ("Columbus, OH,
United States"). Each function yields a place for every meaning that agrees, with its score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.rules.locations import gazetteer, names, scores
from jobscout.rules.locations.scores import COMMA, SLASH, STRONG, Place
from jobscout.rules.spelling import place_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobscout.rules.locations.gazetteer import City, Region
    from jobscout.rules.locations.meanings import Item, Meanings
    from jobscout.rules.locations.scores import Context

_QUARTER: Final = 0.25
"""Share of a province's main city that another one has that is listed beside it."""


def begun(item: Item) -> Iterator[Place]:
    """The places that may begin with a name."""
    said, _, means = item
    if means.is_weak or not item.known:
        yield Place((said,), name=said, is_town=item.is_name)
        return
    for index, country in enumerate(means.countries):
        yield Place(
            (said,),
            scores.of_lone_country(said, means, country) - index,
            region=_nation(means, country),
            country=country,
            country_stated=True,
            inwards=True,
        )
    for region in _regions(means):
        score = scores.of_lone_region(region, means)
        yield Place((said,), score, region=region, country=region.country, inwards=True)
    cities = means.cities
    if means.countries and not means.is_code:  # Singapore
        cities = tuple(city for city in cities if city.country not in means.countries)
    if cities:
        score = scores.CITY_CODE if means.is_code and means.regions else 0.0
        yield Place((said,), score, cities, said, is_town=item.is_name)
    elif means.countries and not means.is_code:  # "Jamaica, NY"
        yield Place((said,), name=said, is_town=item.is_name)


def _regions(means: Meanings) -> Iterator[Region]:
    """The states that a name may be, without those named like their country: México."""
    for region in means.regions:
        if region.is_code or region.country not in means.countries:
            yield region


def _nation(means: Meanings, country: str) -> Region | None:
    """England, which is named instead of its country."""
    return next((r for r in means.regions if r.country == country == "GB" and not r.is_code), None)


def joined(place: Place, item: Item, context: Context) -> Iterator[Place]:
    """The place with one more name."""
    said, before, means = item
    earlier = {place_key(part) for part in place.parts}
    place = Place((*place.parts, said), place.score + scores.JOIN[before], *place[2:])
    if not means.countries and place_key(said) in earlier:  # "Adelaide, Adelaide"
        again = max((scores.alone(city, confirmed=True) for city in means.cities), default=0.0)
        yield _scored(place, max(again, 0.0) + 0.5)
        if not item.known:
            return
    if not means.is_weak or place.cities:
        yield from _in_countries(place, item)
        yield from _in_regions(place, item, context)
    if not place.name and place.country and not means.is_weak:
        yield from _narrowed(place, item)
    elif place.name and means.cities and not (place.country_stated or place.region):
        yield from _enlarged(place, item)
    yield from _with_extra(place, item)


def _scored(place: Place, gain: float) -> Place:
    return Place(place.parts, place.score + gain, *place[2:])


def _in_countries(place: Place, item: Item) -> Iterator[Place]:
    for country in item.meanings.countries:
        if item.before == SLASH and scores.of_country(item.meanings, country) == scores.COUNTRY:
            continue  # "Chicago / USA" is two
        if not place.country_stated:
            yield from _in_country(place, country, item.meanings)
        elif country == place.country:
            yield _scored(place, scores.of_country(item.meanings, country))


def _in_country(place: Place, country: str, means: Meanings) -> Iterator[Place]:
    gain = scores.of_country(means, country)
    is_named = gain == scores.COUNTRY
    gain -= 0.0 if is_named else 1.5
    if place.region:
        if place.region.country == country:
            gain += scores.REGION_IN_COUNTRY if is_named else 0.2
            yield _scored(place, gain)._replace(country_stated=True)
        return
    if not place.name:
        return
    nation = _nation(means, country)
    cities = tuple(city for city in place.cities or () if city.country == country)
    if nation:
        cities = tuple(city for city in cities if city.region == nation.admin) or cities
    gain += scores.CITY_IN_COUNTRY if cities else -scores.misplaced(place)
    yield _scored(place, gain)._replace(
        cities=cities or None,
        region=nation,
        country=country,
        country_stated=True,
        confirmed=bool(cities),
    )


def _in_regions(place: Place, item: Item, context: Context) -> Iterator[Place]:
    for region in _regions(item.meanings):
        if place.region:
            if region[1:3] == place.region[1:3]:
                yield _scored(place, scores.SAME_REGION)
        elif place.name:
            yield from _in_region(place, region, item, context)
        elif place.country_stated and place.country == region.country:
            gain = scores.of_inner_region(region, item.meanings)
            yield _scored(place, gain)._replace(region=region, inwards=True)


def _in_region(place: Place, region: Region, item: Item, context: Context) -> Iterator[Place]:
    """A town in the state that is named after it."""
    if place.country and place.country != region.country:
        return
    there = place._replace(region=region, country=region.country)
    inside = tuple(
        city
        for city in place.cities or ()
        if (city.country, city.region) == (region.country, region.admin)
    )
    if inside:
        if not _is_beside(inside, region, item.meanings):
            gain = scores.of_city_region(region, gazetteer.cities(place_key(region.name)))
            yield _scored(there, gain)._replace(cities=inside, confirmed=True)
    elif not (item.meanings.is_weak or (place.country and place.cities)):
        lone = scores.of_town_region(region, place, item.before, context)
        if lone is not None:
            yield _scored(there, lone)._replace(cities=None)


def _is_beside(cities: tuple[City, ...], region: Region, means: Meanings) -> bool:
    """Whether a province's name is rather its city, beside another: "Leeds or Manchester"."""
    if region.is_whole or region.is_code:
        return False
    main = [city.population for city in means.cities if scores.is_main(city, region)]
    return bool(main) and max(city.population for city in cities) > _QUARTER * max(main)


def _narrowed(place: Place, item: Item) -> Iterator[Place]:
    """A city in the country or state that was named before it."""
    said, before, means = item
    if place.middle or before >= SLASH:
        return
    region = place.region
    cities = tuple(
        city
        for city in means.cities
        if city.country == place.country and (region is None or city.region == region.admin)
    )
    if cities:
        gain = scores.CITY_IN_REGION if region else scores.CITY_IN_COUNTRY
        if not place.country_stated:
            gain -= 3.0 if means.regions or (region and not region.is_whole) else 1.0
        if means.is_code and means.regions:
            gain += 2 * scores.CITY_CODE
        yield _scored(place, gain)._replace(cities=cities, name=said, confirmed=True)
    elif not item.known and item.is_name:
        yield _scored(place, -0.5)._replace(name=said, is_town=True)
    elif not item.known:
        yield _scored(place, -0.3)


def _enlarged(place: Place, item: Item) -> Iterator[Place]:
    """The city that the names before are streets, buildings or quarters of."""
    said, before, means = item
    if before > COMMA:
        return
    if not place.cities:
        is_state = any(
            region.is_whole and not any(scores.is_main(city, region) for city in means.cities)
            for region in means.regions
        )
        loss = 2.5 if is_state else 0.3
        yield _scored(place, -loss)._replace(cities=means.cities, name=said, middle=None)
        return
    common = {city[1:3] for city in place.cities} & {city[1:3] for city in means.cities}
    if not common:
        return
    quarter = tuple(city for city in place.cities if city[1:3] in common)
    city = tuple(city for city in means.cities if city[1:3] in common)
    known = max(scores.alone(one) for one in place.cities)
    given_up = known - max(scores.alone(one) for one in quarter)
    place = _scored(place, -1.0 - given_up)._replace(cities=quarter, confirmed=True)
    if max(one.population for one in city) > max(one.population for one in quarter):
        place = place._replace(cities=city, name=said)
    yield place


def _with_extra(place: Place, item: Item) -> Iterator[Place]:
    """The place with a name that says nothing of it: a street, a quarter, an unknown province."""
    said, before, means = item
    if not place.name or before == STRONG or not (place.cities or not place.inwards):
        return
    if item.known and place.cities is None:
        return
    loss = 0.0
    if item.known:
        loss = 2.5 if means.is_code else 4.0 if means.countries or means.regions else 2.0
    if means.cities:
        larger = scores.alone(means.cities[0])
        # "India, Hyderabad, Orion": the third is a building, unless it is a large city
        is_inside = place.inwards and place.country_stated and place.confirmed
        is_inside = is_inside and not (means.countries or means.regions)
        loss = max(0.0, larger - 1.0) if is_inside else max(loss, 1.0 + larger)
    between = not item.known and not place.country and item.is_province
    yield _scored(place, scores.EXTRA[before] - loss)._replace(
        middle=said if between else place.middle
    )


def is_ignored(item: Item, last: Place | None) -> bool:
    """Whether a code is a word or a time zone, unless it says where the last place is."""
    word = item.said in names.WORDS and last is not None and not last.is_known
    return word or item.said in names.HOURS
