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
