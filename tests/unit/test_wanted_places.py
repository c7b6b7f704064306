"""Whether a job is where a search wants it, in tables of wanted places and places of jobs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from jobscout.rules import locations
from jobscout.rules.locations import distances
from jobscout.rules.matching import Matcher
from jobscout.rules.scoring import judge
from jobscout.rules.search_terms import Near
from jobscout.rules.searches import JobFeatures, PreparedJob, SearchCriteria
from jobscout.rules.wanted_places import unknown

_TABLES = Path(__file__).parent / "fixtures"


def _rows(table: str) -> list[dict[str, str]]:
    with (_TABLES / table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def _job(place: str, workplace: str = "unknown", reach: str = "") -> JobFeatures:
    return JobFeatures(
        id=1,
        title="Nurse",
        company_slug="acme",
        company_name="Acme",
        locations=locations.read((place,) if place else ()),
        workplace=workplace,  # type: ignore[arg-type]
        remote_countries=() if reach == "*" else tuple(reach.split()),
        remote_anywhere=reach == "*",
    )


def test_table() -> None:
    """P7: what names a country holds what is known to be there; the index finds the same."""
    faults = []
    for row in _rows("wanted_places.tsv"):
        search = SearchCriteria(id=1, user_id=1, locations=(row["wanted"],))
        job = _job(row["place"], row["workplace"], row["remote_countries"])
        passed = judge(search, job).passed
        assert bool(Matcher([search]).match(job)) == passed, row
        if passed != (row["is_wanted"] == "yes"):
            faults.append(row)

    assert faults == []


def test_unknown_places() -> None:
    """What the gazetteer lacks is said once, as it was written; its words are compared alone."""
    given = ["Nairobi", "Foobarville", "Remote", "Remote EU", "??", "東京", "Foobarville", "TX"]

    assert unknown([*given, "Silicon Valley", "New England", "Remote, Xyzzy"]) == [
        *("Foobarville", "??", "Remote, Xyzzy"),
    ]
    search = SearchCriteria(id=1, user_id=1, locations=("Foobarville",))
    assert judge(search, _job("Foobarville")).passed
    assert not judge(search, _job("Nairobi")).passed


@pytest.mark.parametrize(
    ("place", "country", "held"),
    [
        ("Worldwide (except US)", "US", False),
        ("Worldwide (except US)", "DE", True),
        ("Global, except Russia", "RU", False),
        ("Global (excl. US & Canada)", "CA", False),
        ("Global (excl. US & Canada)", "DE", True),
        ("Europe (excluding UK and Switzerland)", "GB", False),
        ("Europe (excluding UK and Switzerland)", "CH", False),
        ("Europe (excluding UK and Switzerland)", "FR", True),
        ("EMEA ohne Deutschland", "DE", False),
        ("LATAM excepto Brasil", "BR", False),
        ("LATAM excepto Brasil", "AR", True),
        ("Worldwide, not US", "US", False),
        ("Worldwide (US excluded)", "US", False),
        ("Worldwide (US excluded)", "DE", True),
        ("Europe without UK", "GB", False),
        ("APAC (not including India)", "IN", False),
    ],
)
def test_areas_with_exceptions(place: str, country: str, *, held: bool) -> None:
    """A stated exception is in no area."""
    assert (country in PreparedJob(_job(place)).countries) == held


def test_near() -> None:
    """102 cities around three, whose distances on the ellipsoid are known, lie where they do."""
    faults = []
    for row in _rows("near.tsv"):
        job, km = _job(row["place"]), float(row["km"])
        for most, held in ((km * 1.01 + 0.3, True), (km * 0.99 - 0.3, False)):
            search = SearchCriteria(id=1, user_id=1, near=(Near(row["centre"], most),))
            passed = judge(search, job).passed
            assert bool(Matcher([search]).match(job)) == passed, row
            if passed != held:
                faults.append((row, most))

    assert faults == []


@pytest.mark.parametrize(
    ("place", "held"),
    [("Nairobi", True), ("Westlands", True), ("Kenya", False), ("Remote", False), ("", False)],
)
def test_near_a_city(place: str, *, held: bool) -> None:
    """P7: a job that is somewhere in the country is not known to be near."""
    search = SearchCriteria(id=1, user_id=1, near=(Near("Nairobi", 10),))

    assert judge(search, _job(place)).passed == held


@pytest.mark.parametrize(
    ("centre", "other"),
    [((89.9, 0), (89.9, 180)), ((0, 179.9), (0, -179.9)), ((-89.99, 10), (-89.99, -170))],
)
def test_cells_at_the_edges(centre: tuple[float, float], other: tuple[float, float]) -> None:
    """The index finds what is near over a pole and over the date line."""
    one, there = distances.Point(*centre), distances.Point(*other)

    assert distances.km(one, there) < 30
    assert distances.cell(there) in set(distances.cells(one, 30))
