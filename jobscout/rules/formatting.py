"""How a job is described in a mail, a notification or a feed."""

from __future__ import annotations

from datetime import UTC, time
from typing import TYPE_CHECKING

from jobscout.rules.lines import line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from jobscout.model import Pay, Place

PLACES_SHOWN = 3


def place_names(places: Sequence[Place]) -> tuple[str, ...]:
    """The first three places in the board's wording, and how many more there are.

    Each is one line without a semicolon, because ``listed`` separates them with it.
    """
    said = (place.text or place.city or "" for place in places)
    names = tuple(filter(None, dict.fromkeys(line(name.replace(";", ",")) for name in said)))
    if len(names) <= PLACES_SHOWN:
        return names
    return (*names[:PLACES_SHOWN], f"{len(names) - PLACES_SHOWN} more")


def listed(names: Sequence[str]) -> str:
    """``Taipei, Taiwan; Tokyo, Japan``: names of places contain commas."""
    return "; ".join(names)


def pay_text(pay: Pay | None) -> str | None:
    """``90,000–120,000 USD a year``, ``from 40 EUR an hour``; None if no pay is stated."""
    if pay is None or (pay.min is None and pay.max is None):
        return None
    article = "an" if pay.period == "hour" else "a"
    if pay.min is None or pay.max is None:
        amount = f"from {_number(pay.min)}" if pay.max is None else f"up to {_number(pay.max)}"
    elif pay.min == pay.max:
        amount = _number(pay.min)
    else:
        amount = f"{_number(pay.min)}–{_number(pay.max)}"
    return f"{amount} {pay.currency} {article} {pay.period}"


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
