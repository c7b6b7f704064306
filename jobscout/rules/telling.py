"""How a job reads in a mail or a notification."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import Pay, Place

PLACES_SHOWN = 3


def place_names(places: Sequence[Place]) -> tuple[str, ...]:
    """The first three places in the board's own words, and how many more there are."""
    names = tuple(dict.fromkeys(place.text or place.city or "" for place in places))
    names = tuple(name for name in names if name)
    if len(names) <= PLACES_SHOWN:
        return names
    return (*names[:PLACES_SHOWN], f"{len(names) - PLACES_SHOWN} more")


def pay_text(pay: Pay | None) -> str | None:
    """``90,000–120,000 USD a year``, ``from 40 EUR an hour``; None where nothing is stated."""
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


def _number(amount: float | None) -> str:
    """``1,250``, ``17.50``; cents only where there are any."""
    return f"{amount or 0:,.2f}".removesuffix(".00")
