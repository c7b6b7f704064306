"""What a name in a text about places may mean by itself: cities, states, countries, or nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from jobscout.rules.locations import gazetteer, names
from jobscout.rules.locations.gazetteer import Region
from jobscout.rules.locations.words import NOISE, NOISE_IN_CAPITALS, PLACELESS, QUALIFIERS, SMALL
from jobscout.rules.spelling import fold, place_key

if TYPE_CHECKING:
    from jobscout.rules.locations.gazetteer import City

Kind = Literal["", "noise", "number", "qualifier"]
"""What a word is beside names: none of a place, a number, which part of a place; "" is a name."""

LONGEST_CODE: Final = 3
LARGE: Final = 100_000
"""Inhabitants of a city that a name in a compound means: Berlin-Mitte, Granada Hills."""
_MAX_TOWN_WORDS: Final = 4
_LONGEST_ACRONYM: Final = 4
_CITY_OF_QUARTERS: Final = 3
"""How much larger a city is than its quarters."""
_AROUND_CITY: Final = re.compile(
    r"(?:gran|grande|grand|groot|stor|(?:(?:city|town|ville|ciudad|cidade|comune|municip(?:io|ality)"
    r"|munic[íi]pio|regi[oó]n|região|regiao|r[ée]gion|[áa]rea|aire|zona|zone|provinc[ie]a?) )"
    r"(?:metropolitan[ao]? |m[ée]tropolitaine |urban[ao] )?(?:of|de|do|da|di|del|du|von|van))"
    r"[ -](?=\w)",
    re.IGNORECASE,
)
"""What stands before the name of a city, with or without what lies around it."""
_CITY_WITH_SURROUNDINGS: Final = 100_000
_METROPOLIS: Final = 400_000
_MAX_QUARTER_WORDS: Final = 4
_NUMBER: Final = re.compile(r"\d")
_INSTITUTION: Final = re.compile(
    r"(?:university|college|school|hospital|institute|department|ministry|bank) of "
)
_ROMAN: Final = re.compile(r"[IVX]{2,5}")
_LOWER: Final = re.compile(r"[a-z]")


class Meanings(NamedTuple):
    """All that a name may be. *countries* are codes; *is_code* says that the name is one.

    *is_weak* marks a code in small letters, which must be confirmed by a neighbour.
    """

    cities: tuple[City, ...] = ()
    regions: tuple[Region, ...] = ()
    countries: tuple[str, ...] = ()
    area: str | None = None
    is_code: bool = False
    is_weak: bool = False

    @property
    def is_metropolitan(self) -> bool:
        """Whether it is the name of a metropolitan area, such as "Bay Area"."""
        return bool(self.cities) and self.cities[0].alias < gazetteer.OWN

    @property
    def is_large(self) -> bool:
        """Whether it may be a large city."""
        return any(city.population > LARGE and not city.is_other_name for city in self.cities)


NOTHING: Final = Meanings()


class Item(NamedTuple):
    """A name in a text. *said* is as written, *before* is the separator that stands there."""

    said: str
    before: int
    meanings: Meanings

    @property
    def known(self) -> bool:
        return self.meanings is not NOTHING

    @property
    def is_name(self) -> bool:
        """Whether it may be the name of a town that the gazetteer lacks."""
        return is_name(self.said)

    @property
    def is_province(self) -> bool:
        """Whether it may be the name of a province that the gazetteer lacks."""
        return is_province(self.said)


@lru_cache(maxsize=65_536)
def meanings(said: str) -> Meanings:
    """All that a name may mean."""
    name = place_key(said.strip(".'\"!?*#"))
    capitals = said.isupper()
    area = gazetteer.area_names().get(name)
    if not name:
        return NOTHING
    if area and (capitals or name not in names.AREA_CODES):
        return Meanings(area=area)
    code = len(name) <= LONGEST_CODE and name.isascii()
    regions = gazetteer.regions(name) or gazetteer.regions(name.removeprefix("state of "))
    regions = regions or _county(name, said)
    countries: tuple[str, ...] = ()
    if code and not said.isascii():  # Ås
        regions = tuple(region for region in regions if not region.is_code)
        code = False
    else:
        known = gazetteer.country_codes()
        country = known.get(name) or known.get(name.removeprefix("the "))
        countries = tuple(filter(None, (country, names.OTHER_CODES.get(name.upper()))))
    code = code and bool(countries or any(region.is_code for region in regions))
    cities = _cities(name, said)
    weak = code and not capitals
    if weak and cities:
        regions, countries, code, weak = (), (), False, False
    if not (cities or regions or countries):
        return _around(said)
    return Meanings(cities, regions, countries, None, code, weak)


def _around(said: str) -> Meanings:
    """The large city that an unknown name is said to be, or to lie around: "Gran Santiago"."""
    begin = _AROUND_CITY.match(said)
    if not begin:
        return NOTHING
    known = meanings(said[begin.end() :])
    is_known = known.cities and known.cities[0].population >= _CITY_WITH_SURROUNDINGS
    return Meanings(known.cities) if is_known else NOTHING


def _county(name: str, said: str) -> tuple[Region, ...]:
    """A county of Britain, or of Ireland as "Co. Clare"."""
    if admin := names.COUNTIES.get(name):
        return (Region(said, "GB", admin, 0, is_code=False, is_whole=False),)
    if not name.startswith(("county ", "co ")):
        return ()
    inside = gazetteer.regions(name.partition(" ")[2])
    return tuple(
        region for region in inside if region.country in {"GB", "IE"} and not region.is_whole
    )


def _cities(name: str, said: str) -> tuple[City, ...]:
    found = gazetteer.cities(name) or gazetteer.cities(name.removesuffix(" city"))
    if found and found[0].alias == gazetteer.ABBREVIATION:
        return found if said.isupper() else ()
    return () if len(name) < LONGEST_CODE and said.isascii() else found


def kind(word: str, part: str) -> Kind:
    """What *word* of *part* is."""
    if _NUMBER.search(word) or (part != word and _is_numeral(word)):
        return "number"
    if _is_noise(word, part):
        return "noise"
    return "qualifier" if _plain(word) in QUALIFIERS else ""


def _is_numeral(word: str) -> bool:
    """Roman ("Budapest XIII"), or a single letter ("Aarhus C")."""
    return word.isupper() and (len(word) == 1 or _ROMAN.fullmatch(word) is not None)


def _plain(word: str) -> str:
    return fold(word).strip(".'\"!?*#- ")


@lru_cache(maxsize=16_384)
def _is_noise(word: str, part: str) -> bool:
    plain = _plain(word)
    if len(plain) < LONGEST_CODE and not word.isascii() and plain.isascii() and plain.isalpha():
        return False  # Ås
    if "-" in plain and meanings(word) is NOTHING:
        return all(_is_noise(piece, part) for piece in word.split("-") if piece)
    if plain not in NOISE:
        return not any(letter.isalnum() for letter in plain)
    if len(plain) > LONGEST_CODE or not word.isupper() or plain in NOISE_IN_CAPITALS:
        return True
    if meanings(word) is NOTHING:
        return True
    # in a text of capitals, IN and OR are words, unless they end it
    letters = [other for other in part.split() if not _NUMBER.search(other)]
    return part != word and part.isupper() and letters[-1] != word


def is_placeless(word: str) -> bool:
    return _plain(word) in PLACELESS


def is_name(said: str) -> bool:
    """Whether an unknown text may be the name of a town: no acronym, sentence, team or street."""
    words = said.split()
    if not words or len(words) > _MAX_TOWN_WORDS or _NUMBER.search(said):
        return False
    acronym = said.isupper() and len(said) <= _LONGEST_ACRONYM
    if said.isascii() and (len(said) < LONGEST_CODE or acronym):
        return False
    lower = [word for word in words if _LOWER.match(word) and word not in SMALL]
    plain = [_plain(word) for word in words]
    return not (
        words[0] in lower
        or _INSTITUTION.match(said.lower())
        or len(lower) > 1
        or any(word in PLACELESS for word in plain[1:] or plain)
        or all(word in QUALIFIERS or word in NOISE for word in plain)
    )


def is_province(said: str) -> bool:
    """Whether an unknown text between a city and its country may name a province."""
    return is_name(said) or fold(said) in QUALIFIERS


def province_behind(said: Meanings, before: Meanings) -> Meanings:
    """What is called a province behind a name: nothing where the gazetteer puts the city elsewhere.

    Provinces are divided anew, and some cities are listed in the former ones.
    """
    countries = {region.country for region in said.regions}
    near = [city for city in before.cities if city.country in countries]
    wholes = {(region.country, region.admin) for region in said.regions}
    if near and not any((city.country, city.region) in wholes for city in near):
        return NOTHING
    return said._replace(cities=())


def city_of_quarter(part: str, whole: Meanings) -> str | None:
    """The city of a known place that is called by it and its quarter: Amsterdam-Zuidoost."""
    city, hyphen, quarter = part.partition("-")
    if not hyphen or "-" in quarter or whole.regions or whole.countries or not whole.cities:
        return None
    outer = meanings(city)
    found = outer.cities[:1]
    if not found or not outer.is_large or found[0].is_other_name:
        return None
    inside = [one for one in whole.cities if one[1:3] == found[0][1:3]]
    if inside and found[0].population > _CITY_OF_QUARTERS * inside[0].population:
        return city
    return None


def city_before(text: str) -> str | None:
    """The large city that an unknown quarter or place is named behind: "Rotterdam Haven"."""
    words = text.split()
    if len(words) > _MAX_QUARTER_WORDS or not text.replace(" ", "").isalpha() or not text.istitle():
        return None
    for end in range(len(words) - 1, 0, -1):
        name = " ".join(words[:end])
        known = meanings(name)
        if known.cities and known.cities[0].population > _METROPOLIS:
            is_plain = known.is_large and not (known.countries or is_placeless(words[end]))
            return name if is_plain else None
    return None
