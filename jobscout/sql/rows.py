"""Rows as values: the one place that says how their columns are read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from jobscout.model import Location, Salary

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T", bound=msgspec.Struct)

_LOCATIONS = msgspec.json.Decoder(tuple[Location, ...])


def struct(kind: type[T], row: Mapping[str, Any], **others: Any) -> T:
    """A struct with *others*, and the columns of *row* that are named like its other fields."""
    for name in _columns(kind, *others):
        others[name] = row[name]
    return kind(**others)


@cache
def _columns(kind: type[msgspec.Struct], *others: str) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name not in others)


def locations(row: Mapping[str, Any]) -> tuple[Location, ...]:
    """Those of a job or a posting."""
    return _LOCATIONS.decode(row["locations"])


def stated_salary(row: Mapping[str, Any]) -> Salary | None:
    """The salary as the board states it; None where it states none."""
    if row["salary_currency"] is None or row["salary_period"] is None:
        return None
    return Salary(
        min=row["salary_min"],
        max=row["salary_max"],
        currency=row["salary_currency"],
        period=row["salary_period"],
    )


def as_stored(text: str) -> Any:
    """JSON of our own from the database, passed on as it is instead of read and written."""
    return msgspec.Raw(text.encode())
