"""Names and codes of places that need more than looking up: codes that are words, and areas."""

from __future__ import annotations

from typing import Final

SHORT_NAMES: Final = {"US": "USA", "GB": "UK", "CZ": "Czech Republic", "AE": "UAE"}
"""Other names that users type when they search for a country."""

HOURS: Final = frozenset({"ET", "PT"})
"""Codes of countries that without a city are time zones."""

WORDS: Final = frozenset({"AI", "BI", "IT", "ML", "PM", "QA", "TV"})
"""Codes of countries that after an unknown name are words."""

OTHER_CODES: Final = {"SA": "ZA", "UK": "GB", "EL": "GR", "UAE": "AE", "KSA": "SA", "RSA": "ZA"}
"""Codes that boards use for a country besides ISO's, which may mean another one."""

_COUNTIES: Final = {
    "ENG": "avon bedfordshire berkshire cheshire cleveland-county county-durham humberside"
    " merseyside middlesex north-yorkshire south-yorkshire sussex tyne-and-wear tyne-&-wear"
    " west-midlands west-yorkshire yorkshire cumbria northamptonshire co-durham",
    "SCT": "ayrshire dunbartonshire lanarkshire lothian renfrewshire strathclyde tayside",
    "WLS": "clwyd dyfed glamorgan mid-glamorgan south-glamorgan west-glamorgan",
    "NIR": "county-antrim county-armagh county-down county-fermanagh county-tyrone",
}
COUNTIES: Final = {
    name.replace("-", " "): admin for admin, names in _COUNTIES.items() for name in names.split()
}
"""British counties that are no administrative units, so that the gazetteer lacks them, by key:
GeoNames' code of their nation."""

WORLD: Final = "Worldwide"
CONTINENTS: Final = {
    "Africa": ("AF",),
    "Americas": ("NA", "SA"),
    "APAC": ("AS", "OC"),
    "Asia": ("AS",),
    "Europe": ("EU",),
    "Oceania": ("OC",),
    "South America": ("SA",),
}
"""Area to GeoNames' codes of its continents."""

_MIDDLE_EAST: Final = "AE BH CY EG IL IQ IR JO KW LB OM PS QA SA SY TR YE"
_NORTH_AMERICA: Final = "BM CA GL MX PM US"
_EU: Final = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
AREA_LISTS: Final = {
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
    "CIS": "AM AZ BY KG KZ MD RU TJ UZ",
    "GCC": "AE BH KW OM QA SA",
}
"""Area to the alpha-2 codes of its countries."""

_AREA_CODES: Final = "anz apac apj amer cee cis dach eea emea eu gcc latam mena namer noram ue"
AREA_CODES: Final = frozenset(_AREA_CODES.split())
"""Those that may be words unless they are in capitals."""

_SURROUNDINGS: Final = (
    "greater metro metroplex"
    " metropolitan area surrounding vicinity region umgebung grossraum raum umkreis"
    " agglomeration okolice omgeving omstreken"
)
SURROUNDINGS: Final = frozenset(_SURROUNDINGS.split())
"""Words beside a city that want what lies around it too, folded."""
SURROUNDINGS_KM: Final = 40.0
_METROPOLITAN: Final = (
    (
        80,
        "bay area, san francisco bay area, sf bay area, sf bay, kansai, 関西, kanto, 関東, 首都圏",
    ),
    (40, "silicon valley, twin cities, minneapolis st paul, minneapolis saint paul"),
    (60, "tri state area, new york metropolitan area, dallas fort worth, dallas ft worth, dfw"),
    (60, "dallas fort worth metroplex, puget sound, silicon slopes, wasatch front, dmv"),
    (45, "raleigh durham, raleigh durham chapel hill, research triangle, rtp, tampa bay"),
    (45, "research triangle park, tampa st petersburg, dc metro, region parisienne"),
    (60, "washington dc baltimore, delhi ncr, ncr delhi, ncr, national capital region"),
    (50, "toronto area, gta toronto, gta, lower mainland, metro vancouver, klang valley"),
    (50, "rhein main, rhein main gebiet, ruhrgebiet, ruhr area, ruhrpott"),
    (30, "metro manila"),
    (150, "pearl river delta, 珠三角, yangtze river delta, 长三角"),
)
METROPOLITAN_KM: Final = {
    name.strip(): float(km) for km, names in _METROPOLITAN for name in names.split(",")
}
"""Keys of metropolitan areas to how far they reach from the city that their names mean."""

_MIDWEST: Final = "IA IL IN KS MI MN MO ND NE OH SD WI"
_NEW_ENGLAND: Final = "CT MA ME NH RI VT"
_STATES_TOGETHER: Final = {
    "midwest": _MIDWEST,
    "midwestern us": _MIDWEST,
    "new england": _NEW_ENGLAND,
    "pacific northwest": "OR WA",
    "us east coast": f"{_NEW_ENGLAND} NY NJ DE MD VA NC SC GA FL DC",
    "us west coast": "CA OR WA",
    "east coast": f"{_NEW_ENGLAND} NY NJ DE MD VA NC SC GA FL DC",
    "west coast": "CA OR WA",
}
STATES_TOGETHER: Final = {
    name: frozenset(codes.split()) for name, codes in _STATES_TOGETHER.items()
}
"""Keys of parts of the US to the codes of their states."""
