"""Places: what boards write about where a job may be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscout.model import Location
from jobscout.rules import locations
from jobscout.rules.locations import countries, place_names


def read_locations(*texts: str, country: str | None = None) -> list[str]:
    """The places read, each as "city/region/country/area" with empty parts left out."""
    return [
        "/".join(
            part
            for part in (location.city, location.region, location.country, location.area)
            if part
        )
        for location in locations.read(texts, country)
    ]


def rows() -> list[tuple[str, str, str, str]]:
    """Kind of wording, texts separated by ``||``, the board's country, places separated by ``|``.

    A place that stays open is written with a question mark.
    """
    file = Path(__file__).with_name("fixtures") / "places.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(kind, text, country, places) for kind, text, country, places in map(_cells, lines)]


def _cells(line: str) -> list[str]:
    return line.split("\t")


SF = "San Francisco/California/US"
NYC = "New York City/New York/US"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SF, NYC, SEA, CHI", [SF, NYC, "Seattle/Washington/US", "Chicago/Illinois/US"]),
        ("Toronto, New York, San Francisco", ["Toronto/CA", NYC, SF]),
        ("London, UK", ["London/GB"]),
        ("London, England, United Kingdom", ["London/England/GB"]),
        ("San Francisco, California", [SF]),
        ("New York, NY (HQ)", [NYC]),
        ("Columbus, OH, United States", ["Columbus/Ohio/US"]),
        ("Annapolis Junction, MD", ["Annapolis Junction/Maryland/US"]),
        ("Washington, D.C.", ["Washington/District of Columbia/US"]),
        ("Paris, Texas", ["Paris/Texas/US"]),
        ("Cambridge, MA", ["Cambridge/Massachusetts/US"]),
        ("Atlanta, Georgia", ["Atlanta/Georgia/US"]),
        ("Tbilisi, Georgia", ["Tbilisi/GE"]),
        ("Toronto, ON, Canada", ["Toronto/Ontario/CA"]),
        ("Berlin, Berlin, Germany", ["Berlin/DE"]),
        ("Milano, Milan, Italy", ["Milan/IT"]),
        ("Mumbai, Maharashtra, India", ["Mumbai/Maharashtra/IN"]),
        ("Campinas, São Paulo, Brazil", ["Campinas/São Paulo/BR"]),
        ("Adelaide, Adelaide, South Australia, Australia", ["Adelaide/South Australia/AU"]),
        ("Nairobi, Kenya; Kigali, Rwanda", ["Nairobi/KE", "Kigali/RW"]),
        ("Rukanga, Kenya", ["Rukanga/KE"]),
        ("Bauchi, Nigeria", ["Bauchi/NG"]),
        ("Seoul, South Korea", ["Seoul/KR"]),
        ("Singapore; Singapore, Singapore", ["SG"]),
        ("US, CA, San Jose, Rio Robles", ["San Jose/California/US"]),
        ("US, AR, Remote", ["Arkansas/US"]),
        ("Boise, ID - Main Site", ["Boise/Idaho/US"]),
        ("Munich (MDC), Germany", ["Munich/DE"]),
        ("Hiroshima - Fab 15, Japan", ["Hiroshima/JP"]),
        ("New York City, New York (Madison Ave.)", [NYC]),
        ("New York - Remote (B)", [NYC]),
        ("Germany - Maxdorf", ["Maxdorf/DE"]),
        ("Berlin, Rukanga", ["Berlin/DE"]),
        ("3 Standorte", []),
        ("US-IL-Chicago", ["Chicago/Illinois/US"]),
        ("USA-MD-Baltimore", ["Baltimore/Maryland/US"]),
        ("US-CA-San Jose | US-TX-Austin", ["San Jose/California/US", "Austin/Texas/US"]),
        ("US-MA-Boston, CA-ON-Toronto", ["Boston/Massachusetts/US", "Toronto/Ontario/CA"]),
        ("US-CO-Loveland-Bldg E", ["Loveland/Colorado/US"]),
        ("US-CA-Remote", ["California/US"]),
        ("IN-KA-Bengaluru", ["Bengaluru/Karnataka/IN"]),
        ("MX-CMX-Mexico City", ["Mexico City/MX"]),
        ("FR-Paris", ["Paris/FR"]),
        ("US-Virtual", ["US"]),
        ("Baden-Baden", ["Baden-Baden/DE"]),
        ("KY, USA", ["Kentucky/US"]),
        ("IN, USA", ["Indiana/US"]),
        ("CA, Canada", ["CA"]),
        ("Remote in Germany", ["DE"]),
        ("Remoto - Brasil", ["BR"]),
        ("Madrid (híbrido), España", ["Madrid/ES"]),
        ("Télétravail, France", ["FR"]),
        ("Teletrabajo", []),
        ("United States, Washington, Redmond", ["Redmond/Washington/US"]),
        ("United States, Multiple Locations, Multiple Locations", ["US"]),
        ("India, Bangalore, RMZ", ["Bengaluru/IN"]),
        ("Portugal - Lisbon", ["Lisbon/PT"]),
        ("Israel, Tel Aviv", ["Tel Aviv/IL"]),
        ("Dircksenstraße 47, 10178 Berlin, Germany", ["Berlin/DE"]),
        ("Hybrid - Paris", ["Paris/FR"]),
        ("Remote, Italy", ["IT"]),
        ("Remote - US", ["US"]),
        ("Remote in USA", ["US"]),
        ("U.S. Remote", ["US"]),
        ("Remote (US or Canada)", ["US", "CA"]),
        ("Remote - Argentina; Brazil;Chile", ["AR", "BR", "CL"]),
        ("Germany/Remote", ["DE"]),
        ("UK & Europe - Remote", ["GB", "Europe"]),
        ("USA, CST (UTC-6)", ["US"]),
        ("USA, Canada, USA timezones", ["US", "CA"]),
        ("Americas, Europe, Asia", ["Americas", "Europe", "Asia"]),
        ("Europe, UK, Germany, European timezones", ["Europe", "GB", "DE"]),
        ("Trinidad and Tobago", ["TT"]),
        ("Anywhere in the US", ["US"]),
        ("Worldwide", ["Worldwide"]),
        ("Work from anywhere", ["Worldwide"]),
        ("Anywhere in the World", ["Worldwide"]),
        ("EMEA Remote", ["EMEA"]),
        ("Latin America", ["LATAM"]),
        ("Deutschland", ["DE"]),
        ("München", ["Munich/DE"]),
        ("Wrocław", ["Wrocław/PL"]),
        ("Hyderabad", ["Hyderabad/IN"]),
        ("Cambridge", ["Cambridge"]),
        ("Berlin or Remote", ["Berlin/DE"]),
    ],
)
def test_read(text: str, expected: list[str]) -> None:
    """Every wording recorded gives its places, in order."""
    assert read_locations(text) == expected


@pytest.mark.parametrize(("kind", "text", "country", "places"), rows())
def test_read_in_context(kind: str, text: str, country: str, places: str) -> None:
    """Each name is read with its neighbours, whatever kind of wording it is."""
    read = locations.read(text.split(" || "), country or None)

    shown = [
        "/".join(filter(None, (one.city, one.region, one.country, one.area))) or f"?{one.text}"
        for one in read
    ]
    assert " | ".join(shown) == places, kind


def test_other_places_of_the_posting_settle_what_is_open() -> None:
    """Codes that may be countries are states beside other states."""
    assert read_locations("CA", "TX", "WA") == ["California/US", "Texas/US", "Washington/US"]
    assert read_locations("Lisbon", "Porto") == ["Lisbon/PT", "Porto/PT"]


@pytest.mark.parametrize("separator", [", ", " / ", "; ", "\n", " or ", " & ", " | "])
def test_long_lists_are_read_in_time(separator: str) -> None:
    """A text of the names with most namesakes is read as fast as its length allows."""
    text = separator.join(["Springfield", "San José", "Victoria", "Santa Cruz"] * 20)

    assert len(locations.read((text,) * 3)) <= locations.MAX_LOCATIONS


@pytest.mark.parametrize(
    "text",
    ["Remote", "Remote job", "Hybrid", "2 Locations", "Multiple Locations", "", " ; ,", "UTC+1"],
)
def test_no_location_is_none(text: str) -> None:
    """P7: remote without a country is not worldwide, and a count is no place."""
    assert locations.read((text,)) == ()


@pytest.mark.parametrize("text", ["Georgia", "CA", "Stamford Hub", "How"])
def test_doubtful_locations_keep_their_text_alone(text: str) -> None:
    """What may be two places, or none we know, stays open but tells postings apart."""
    assert locations.read((text,)) == (Location(text=text),)


@pytest.mark.parametrize(
    ("texts", "country", "expected"),
    [
        ((), "us", ["US"]),
        (("Remote",), "Germany", ["DE"]),
        (("Cambridge",), "GB", ["Cambridge/GB"]),
        (("Hyderabad",), "PK", ["Hyderabad/PK"]),
        (("Paris, France",), "US", ["Paris/FR"]),
        (("London", "Cambridge"), "US", ["London/GB", "Cambridge/US"]),
        (("Europe",), "DE", ["Europe"]),
        (("Berlin",), "Nowhereland", ["Berlin/DE"]),
        (("Berlin", "Berlin, Germany", "BERLIN"), None, ["Berlin/DE"]),
    ],
)
def test_the_boards_country_settles_what_is_open(
    texts: tuple[str, ...], country: str | None, expected: list[str]
) -> None:
    """The country field helps open places, and contradicts no stated one."""
    assert [
        text.replace("/Massachusetts", "") for text in read_locations(*texts, country=country)
    ] == expected


def test_text_keeps_the_boards_words() -> None:
    """A place shows what the board wrote."""
    assert [location.text for location in locations.read(("Remote - US", "SF, NYC"))] == [
        "Remote - US",
        "SF",
        "NYC",
    ]


def test_locations_are_bounded() -> None:
    """At most 50 places of one posting are kept."""
    assert (
        len(locations.read([f"Hamlet {'x' * n}, Kenya" for n in range(90)]))
        == locations.MAX_LOCATIONS
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Germany", "DE"),
        ("Deutschland", "DE"),
        ("de", "DE"),
        ("DEU", "DE"),
        ("USA", "US"),
        ("United States of America", "US"),
        ("UK", "GB"),
        ("England", "GB"),
        ("Côte d'Ivoire", "CI"),
        ("The Netherlands", "NL"),
        ("Kenya", "KE"),
        ("POL", "PL"),
        ("Türkiye", "TR"),
        ("", None),
        ("Atlantis", None),
    ],
)
def test_country_code(text: str, code: str | None) -> None:
    """Names in several languages and both codes lead to one."""
    assert countries.code(text) == code


@pytest.mark.parametrize(
    ("area", "inside", "outside"),
    [
        ("Europe", "DE", "KE"),
        ("EMEA", "KE", "US"),
        ("LATAM", "BR", "US"),
        ("Americas", "US", "FR"),
        ("north america", "CA", "BR"),
        ("EU", "FR", "GB"),
        ("Worldwide", "NG", "XX"),
        ("Atlantis", "", "US"),
    ],
)
def test_area_countries(area: str, inside: str, outside: str) -> None:
    """An area covers its countries and no others."""
    codes = countries.of_area(area)

    assert not inside or inside in codes
    assert outside not in codes


def test_words_name_everything() -> None:
    """The text to index holds city, region, country, code, area and the board's words."""
    text = place_names.words(locations.read(("SF", "Remote - EMEA")))

    for word in ("San Francisco", "California", "United States", "USA", "US", "SF", "EMEA"):
        assert word in text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("München", "Bayern"),
        ("Munich, Bavaria, Germany", "Bayern"),
        ("Bayern", "Bavaria"),
        ("Glasgow, UK", "Scotland"),
        ("Pune, MH", "Maharashtra"),
        ("Barcelona", "Catalunya"),
    ],
)
def test_words_name_the_region_in_its_languages(text: str, wanted: str) -> None:
    """Who looks for jobs in Bayern finds those in Munich, however the board writes it."""
    assert wanted in place_names.words(locations.read((text,))).split()


def test_spoken_words_hold_no_codes() -> None:
    """Italy's code must not answer a search for IT."""
    assert "IT" not in place_names.spoken(locations.read(("Roma, Italia",))).split()


_PARTS = st.sampled_from(
    [
        "Berlin",
        "US",
        "CA",
        "Georgia",
        "Europe",
        "Remote",
        ",",
        ";",
        " - ",
        "(",
        ")",
        "/",
        " or ",
        "D.C.",
        "x1",
    ]
)


@given(st.lists(st.text() | st.lists(_PARTS).map(" ".join), max_size=5), st.text() | st.none())
def test_never_raises(texts: list[str], country: str | None) -> None:
    """Any text is read; places are distinct and countries are codes."""
    found = locations.read(texts, country)

    assert len(set(found)) == len(found)
    assert all(location.country is None or countries.name(location.country) for location in found)


def test_underscores_part_the_words_of_a_location() -> None:
    """A place is no identifier: both words are found."""
    where = (Location(text="NEW_TOWN"),)

    assert (place_names.words(where), place_names.spoken(where)) == ("NEW TOWN", "NEW TOWN")
