"""Invented inputs of one field each, as boards and texts word it in many countries.

``field_rows.jsonl`` has a row a line: the field, the input, and what it says. Places are
"City/CC", "Region/CC", "City/Region/CC", "CC" or an area; pay is [currency, min, max, period].
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pytest

from jobscout.rules import (
    application_deadlines,
    employment,
    experience,
    languages,
    locations,
    salaries,
    titles,
    visas,
    workplaces,
)
from jobscout.rules.salaries import mentions
from jobscout.rules.spelling import place_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobscout.model import Location, Salary

FIRST_READ: Final = datetime(2026, 2, 20, tzinfo=UTC)


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """*field*: a key of ``READERS``, or "places"."""

    field: str
    input: str
    expected: Any


def _rows() -> list[Row]:
    lines = Path(__file__).with_name("field_rows.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Row) for line in lines]


def _pay(salary: Salary | None) -> list[Any] | None:
    if salary is None:
        return None
    return [salary.currency, salary.min, salary.max, salary.period]


def _found(find: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: (found := find(text)) and found.value


def _years(text: str) -> int | None:
    found = experience.find("", text)
    return None if found is None else found.value.min


def _deadline(text: str) -> str | None:
    found = application_deadlines.find(text, FIRST_READ, None)
    return None if found is None else found.value.isoformat()


READERS: Final[dict[str, Callable[[str], Any]]] = {
    "workplace": lambda text: workplaces.workplace(None, (text,)),
    "workplace in text": _found(workplaces.find),
    "pay": lambda text: _pay(salaries.parse(text)),
    "pay in text": lambda text: _pay(_found(mentions.find)(text)),
    "level": titles.seniority,
    "employment type": employment.employment_type,
    "years": _years,
    "visa": _found(visas.find),
    "deadline": _deadline,
    "language": languages.detect,
}


def _is(place: Location, said: str) -> bool:
    *names, country = said.split("/")
    if not names:
        return country == place.area or (
            country == place.country and not place.city and not place.region
        )
    keys = [place_key(name) for name in names]
    read = [place_key(name) for name in (place.city, place.region) if name]
    return place.country == country and read[: len(keys)] == keys


@pytest.mark.parametrize("row", [row for row in _rows() if row.field != "places"], ids=str)
def test_field(row: Row) -> None:
    """What the input says, or that it says nothing."""
    assert READERS[row.field](row.input) == row.expected


@pytest.mark.parametrize("row", [row for row in _rows() if row.field == "places"], ids=str)
def test_places(row: Row) -> None:
    """All places, and no others."""
    read = locations.read((row.input,))

    assert len(read) == len(row.expected), read
    assert all(any(_is(place, said) for place in read) for said in row.expected), read
