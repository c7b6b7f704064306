"""Names of countries, regions, areas of the world and cities, for ``rules.locations``.

Cities, countries and US states are GeoNames', see ``gazetteer``. Localised country names,
provinces, areas and abbreviations, which it lacks, are listed here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import gazetteer
from jobscout.rules.spelling import fold

if TYPE_CHECKING:
    from jobscout.rules.gazetteer import City


class Region(NamedTuple):
    """A state or province. *admin* is its code in ``City.region``."""

    name: str
    country: str
    admin: str


# Names in addition to GeoNames' own: short, former, and as German, French, Spanish, Italian,
# Portuguese, Dutch, Polish and Nordic boards write them.
COUNTRY_NAMES: Final = {
    "AE": "uae, emirates, vereinigte arabische emirate",
    "AR": "argentinien, argentine",
    "AT": "osterreich, autriche, oostenrijk, osterrike",
    "AU": "australien, australie",
    "BE": "belgien, belgique, belgie, belgica, belgio",
    "BG": "bulgarien, bulgarie",
    "BR": "brasil, brasilien, bresil, brasile",
    "CA": "kanada",
    "CD": "dr congo, drc, democratic republic of congo",
    "CH": "schweiz, suisse, svizzera, suiza, zwitserland",
    "CI": "ivory coast, cote d'ivoire",
    "CL": "chili",
    "CN": "prc, mainland china, people's republic of china, chine",
    "CO": "kolumbien, colombie",
    "CY": "zypern, chypre",
    "CZ": "czech republic, tschechien, tschechische republik, cesko, republique tcheque",
    "DE": "deutschland, allemagne, alemania, germania, alemanha, duitsland, niemcy, tyskland",
    "DK": "danmark, danemark, dinamarca",
    "EE": "estland, estonie, eesti",
    "EG": "agypten, egypte",
    "ES": "espana, spanien, espagne, spagna, espanha, spanje, hiszpania",
    "FI": "finnland, finlande, suomi, finlandia",
    "FR": "frankreich, francia, frankrijk, francja, frankrike, francaise",
    "GB": "uk, u.k., u.k, great britain, britain, england, scotland, wales, northern ireland,"
    " grossbritannien, vereinigtes konigreich, royaume-uni, reino unido, regno unito,"
    " verenigd koninkrijk, wielka brytania, storbritannien",
    "GR": "griechenland, grece, grecia, hellas",
    "HK": "hong kong sar, hongkong",
    "HR": "kroatien, croatie, hrvatska",
    "HU": "ungarn, hongrie, magyarorszag",
    "ID": "indonesien, indonesie",
    "IE": "irland, irlande, irlanda, republic of ireland, ierland",
    "IN": "indien, inde",
    "IT": "italia, italien, italie, wlochy",
    "JP": "japon, giappone",
    "KE": "kenia",
    "KR": "korea, republic of korea, korea republic of, korea south, sudkorea, coree du sud",
    "LT": "litauen, lituanie, lietuva",
    "LU": "luxemburg",
    "LV": "lettland, lettonie, latvija",
    "MA": "marokko, maroc, marruecos",
    "MK": "macedonia",
    "MX": "mexiko, mexique",
    "MY": "malaysien",
    "NL": "netherlands, holland, niederlande, pays-bas, nederland, paises bajos, paesi bassi,"
    " holandia",
    "NO": "norwegen, norvege, norge, noruega",
    "NZ": "neuseeland, nouvelle-zelande",
    "PH": "philippinen",
    "PL": "polen, pologne, polska, polonia",
    "PT": "portugiesisch",
    "RO": "rumanien, roumanie",
    "RS": "serbien, serbie",
    "RU": "russian federation, russland, russie",
    "SA": "ksa, saudi-arabien",
    "SE": "schweden, suede, sverige, suecia, zweden",
    "SG": "singapur, singapour",
    "SI": "slowenien, slovenie",
    "SK": "slowakei, slovaquie, slovak republic",
    "TH": "thailande",
    "TN": "tunesien, tunisie",
    "TR": "turkey, turkei, turquie, turkiye",
    "TW": "taiwan roc, chinese taipei",
    "TZ": "tansania, united republic of tanzania",
    "UA": "ukraina",
    "US": "u.s., u.s, u.s.a., u.s.a, united states of america, america, vereinigte staaten,"
    " etats-unis, estados unidos, stati uniti, vereinigte staaten von amerika, the us",
    "VN": "viet nam",
    "ZA": "sudafrika, afrique du sud, rsa",
}
"""Alpha-2 code to folded names, separated by commas."""

NO_COUNTRY: Final = frozenset({"georgia"})
"""Also a US state, so it names the country only together with a city."""

PROVINCES: Final = {
    "GB": "England:ENG, Scotland:SCT, Wales:WLS, Northern Ireland:NIR",
    "CA": "Alberta:01:AB, British Columbia:02:BC, Manitoba:03:MB, New Brunswick:04:NB,"
    " Newfoundland and Labrador:05:NL, Nova Scotia:07:NS, Ontario:08:ON,"
    " Prince Edward Island:09:PE, Quebec:10:QC, Saskatchewan:11:SK",
    "AU": "Australian Capital Territory:01:ACT, New South Wales:02:NSW, Northern Territory:03:NT,"
    " Queensland:04:QLD, South Australia:05:SA, Tasmania:06:TAS, Victoria:07:VIC,"
    " Western Australia:08:WA",
    "DE": "Baden-Württemberg:01, Bavaria:02, Bayern:02, Hesse:05, Hessen:05, Niedersachsen:06,"
    " Lower Saxony:06, Nordrhein-Westfalen:07, North Rhine-Westphalia:07, Saarland:09,"
    " Rheinland-Pfalz:08, Schleswig-Holstein:10, Brandenburg:11, Sachsen:13, Saxony:13,"
    " Sachsen-Anhalt:14, Thüringen:15, Thuringia:15",
}
"""Name, GeoNames code and, if boards use one, abbreviation."""

SHORT_NAMES: Final = {"US": "USA", "GB": "UK", "CZ": "Czech Republic", "AE": "UAE"}
"""Other names that users type when they search for a country."""

CITY_NAMES: Final = {
    "sf": ("San Francisco", "US", "CA"),
    "sfo": ("San Francisco", "US", "CA"),
    "bay area": ("San Francisco", "US", "CA"),
    "san francisco bay area": ("San Francisco", "US", "CA"),
    "nyc": ("New York City", "US", "NY"),
    "ny": ("New York City", "US", "NY"),
    "new york": ("New York City", "US", "NY"),
    "la": ("Los Angeles", "US", "CA"),
    "sea": ("Seattle", "US", "WA"),
    "chi": ("Chicago", "US", "IL"),
    "atl": ("Atlanta", "US", "GA"),
    "dc": ("Washington", "US", "DC"),
    "washington dc": ("Washington", "US", "DC"),
    "washington d.c.": ("Washington", "US", "DC"),
    "d.c.": ("Washington", "US", "DC"),
    "blr": ("Bengaluru", "IN", "19"),
}
"""Abbreviations, and names that do not mean GeoNames' largest city of that name."""

CODES_IN_CAPITALS: Final = frozenset(
    {"sf", "ny", "la", "sea", "chi", "atl", "dc", "sfo", "blr", "nyc"}
)

WORLD: Final = "Worldwide"
_CONTINENTS: Final = {
    "Africa": ("AF",),
    "Americas": ("NA", "SA"),
    "APAC": ("AS", "OC"),
    "Asia": ("AS",),
    "Europe": ("EU",),
    "Oceania": ("OC",),
    "South America": ("SA",),
}
_MIDDLE_EAST: Final = "AE BH CY EG IL IQ IR JO KW LB OM PS QA SA SY TR YE"
_NORTH_AMERICA: Final = "BM CA GL MX PM US"
_EU: Final = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
_AREA_LISTS: Final = {
    "North America": _NORTH_AMERICA,
    "Middle East": _MIDDLE_EAST,
    "EU": _EU,
    "EEA": f"{_EU} IS LI NO",
    "DACH": "DE AT CH",
    "Benelux": "BE NL LU",
    "Nordics": "DK FI IS NO SE",
    "Baltics": "EE LV LT",
    "Iberia": "ES PT",
    "ANZ": "AU NZ",
    "Caribbean": "AG BB BS CU DM DO GD HT JM KN LC TT VC",
    "Central America": "BZ CR GT HN NI PA SV",
    "Southeast Asia": "BN ID KH LA MM MY PH SG TH TL VN",
    "East Africa": "BI DJ ER ET KE RW SO SS TZ UG",
    "West Africa": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SL SN TG",
    "MENA": f"{_MIDDLE_EAST} DZ LY MA SD TN",
}
AREA_NAMES: Final = {
    **{name.lower(): name for name in (*_CONTINENTS, *_AREA_LISTS)},
    **dict.fromkeys(
        ("worldwide", "world wide", "world", "anywhere", "anywhere in the world", "global"), WORLD
    ),
    **dict.fromkeys(("globally", "all countries", "earth", "weltweit", "international"), WORLD),
    **dict.fromkeys(("latam", "latin america"), "LATAM"),
    **dict.fromkeys(("northern america", "noram", "amer"), "North America"),
    **dict.fromkeys(("european union", "eu countries"), "EU"),
    **dict.fromkeys(("european economic area", "eu/eea"), "EEA"),
    **dict.fromkeys(("asia pacific", "asia-pacific", "apj"), "APAC"),
    **dict.fromkeys(("scandinavia", "nordic", "the nordics", "nordic countries"), "Nordics"),
    **dict.fromkeys(("european", "northern europe", "western europe", "eastern europe"), "Europe"),
    **dict.fromkeys(
        ("emea", "europe, middle east and africa", "europe, middle east & africa"), "EMEA"
    ),
    **dict.fromkeys(("the americas", "america's"), "Americas"),
    **dict.fromkeys(("australia and new zealand", "anz", "aunz"), "ANZ"),
    **dict.fromkeys(("south east asia", "south-east asia"), "Southeast Asia"),
}
"""Folded name to area. Parts of Europe count as Europe: boards do not separate them."""


@cache
def areas() -> dict[str, frozenset[str]]:
    """Area to the alpha-2 codes of its countries."""
    found = {name: frozenset(codes.split()) for name, codes in _AREA_LISTS.items()}
    for name, continents in _CONTINENTS.items():
        found[name] = frozenset(
            country.code for country in gazetteer.countries() if country.continent in continents
        )
    found["LATAM"] = (found["Americas"] - {"US", "CA", "BM", "GL", "PM"}) | {"MX"}
    found["EMEA"] = found["Europe"] | found["Middle East"] | found["Africa"]
    found[WORLD] = frozenset(country.code for country in gazetteer.countries())
    return found


@cache
def countries() -> dict[str, str]:
    """Folded name, alpha-2 or alpha-3 code to alpha-2 code."""
    found: dict[str, str] = {}
    for code, iso3, name, _ in gazetteer.countries():
        found |= dict.fromkeys((fold(name), iso3.lower(), code.lower()), code)
    for code, names in COUNTRY_NAMES.items():
        found |= dict.fromkeys((name.strip() for name in names.split(",")), code)
    return found


@cache
def country_names() -> dict[str, str]:
    """Alpha-2 code to the country's English name."""
    return {country.code: country.name for country in gazetteer.countries()}


@cache
def regions() -> dict[str, Region]:
    """Folded name, or abbreviation in capitals, to state or province."""
    found: dict[str, Region] = {}
    for country, provinces in PROVINCES.items():
        for province in provinces.split(","):
            name, admin, *codes = province.strip().split(":")
            found |= dict.fromkeys((fold(name), *codes), Region(name, country, admin))
    for code, state in gazetteer.us_states().items():
        found |= dict.fromkeys((fold(state), code), Region(state, "US", code))
    return found


def cities(folded: str) -> tuple[City, ...]:
    """The cities with that folded name: first the one that it means, then the most populous."""
    found = gazetteer.cities(folded)
    meant = CITY_NAMES.get(folded)
    if meant is None:
        return found
    name, *where = meant
    (known,) = (c for c in gazetteer.cities(fold(name)) if [c.country, c.region] == where)
    return (known, *(city for city in found if city != known))
