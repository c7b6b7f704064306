"""How a job is described in a mail, a notification or a feed."""

from __future__ import annotations

from datetime import UTC, time
from typing import TYPE_CHECKING

from jobscout.rules.lines import line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from jobscout.model import Location, Salary

LOCATIONS_SHOWN = 3


def location_names(locations: Sequence[Location]) -> tuple[str, ...]:
    """The first three of ``all_location_names``, and how many more there are."""
    names = all_location_names(locations)
    if len(names) <= LOCATIONS_SHOWN:
        return names
    return (*names[:LOCATIONS_SHOWN], f"{len(names) - LOCATIONS_SHOWN} more")


def all_location_names(locations: Sequence[Location]) -> tuple[str, ...]:
    """The places in the board's wording, each once.

    Each is one line without a semicolon, because ``listed`` separates them with it.
    """
    said = (location.text or location.city or "" for location in locations)
    return tuple(filter(None, dict.fromkeys(line(name.replace(";", ",")) for name in said)))


def listed(names: Sequence[str]) -> str:
    """``Taipei, Taiwan; Tokyo, Japan``: names of places contain commas."""
    return "; ".join(names)


def salary_text(salary: Salary | None) -> str | None:
    """``90,000–120,000 USD a year``, ``from 40 EUR an hour``; None if no pay is stated."""
    if salary is None or (salary.min is None and salary.max is None):
        return None
    article = "an" if salary.period == "hour" else "a"
    if salary.min is None or salary.max is None:
        amount = (
            f"from {_number(salary.min)}" if salary.max is None else f"up to {_number(salary.max)}"
        )
    elif salary.min == salary.max:
        amount = _number(salary.min)
    else:
        amount = f"{_number(salary.min)}–{_number(salary.max)}"
    return f"{amount} {salary.currency} {article} {salary.period}"


def age_text(posted_at: datetime | None, first_seen_at: datetime, zone: tzinfo) -> str:
    """``posted 26 Nov 2026``; ``first seen …`` if the board states no date.

    Args:
        zone: the reader's time zone. Midnight UTC stands for a date without a time, which many
            boards state; it is shown as that date in every zone.
    """
    moment = (posted_at or first_seen_at).astimezone(UTC)
    day = moment if posted_at and moment.time() == time() else moment.astimezone(zone)
    return f"{'posted' if posted_at else 'first seen'} {day.day} {day:%b %Y}"


def _number(amount: float | None) -> str:
    """``1,250``, ``17.50``; cents only if they are not zero."""
    return f"{amount or 0:,.2f}".removesuffix(".00")
