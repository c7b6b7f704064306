"""Which of the sums that a text states as pay is the pay of the job."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from jobscout.rules.salaries import currencies

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobscout.model import Salary
    from jobscout.rules.salaries.sums import Pay

MAX_SPREAD: Final = 6
"""Highest divided by lowest of joined ranges; beyond it they are of different jobs."""

_PLACES: Final = {
    "US": r"united states|u\.s\.a?\.?|usa?|california|new york|nyc|san francisco|colorado|texas",
    "GB": r"united kingdom|u\.k\.|uk|great britain|england|scotland|london",
    "CA": r"canada|canadian|toronto|vancouver|ontario|british columbia|montreal|quebec",
    "DE": r"germany|deutschland|berlin|munich|münchen|hamburg",
    "FR": r"france|paris",
    "ES": r"spain|españa|madrid|barcelona",
    "PT": r"portugal|lisbon|lisboa",
    "IT": r"italy|italia|milan|milano|rome",
    "NL": r"netherlands|nederland|amsterdam",
    "IE": r"ireland|dublin",
    "BE": r"belgium|belgië|belgique",
    "AT": r"austria|österreich|vienna|wien",
    "CH": r"switzerland|schweiz|suisse|zurich|zürich",
    "PL": r"poland|polska|warsaw|warszawa|kraków|krakow",
    "SE": r"sweden|sverige|stockholm",
    "NO": r"norway|norge|oslo",
    "DK": r"denmark|danmark|copenhagen",
    "FI": r"finland|helsinki",
    "AU": r"australia|sydney|melbourne",
    "NZ": r"new zealand|auckland",
    "IN": r"india|bangalore|bengaluru|mumbai|hyderabad",
    "SG": r"singapore",
    "JP": r"japan|tokyo",
    "MX": r"mexico|méxico",
    "BR": r"brazil|brasil",
}
_PLACE: Final = re.compile(
    r"\b(?:" + "|".join(f"(?P<{code}>{names})" for code, names in _PLACES.items()) + r")(?!\w)"
)


class Mention(NamedTuple):
    """A sum that is pay. *clause* is what the line says right around it; *words* the sentence."""

    pay: Pay
    salary: Salary
    clause: str
    words: str
    at: int


def chosen(mentions: Sequence[Mention], country: str | None) -> tuple[Salary, str] | None:
    """The pay that applies, and the words for it.

    Those that are said to be for another country do not count, and those in the country's
    currency count before others; without either all must be in one currency. Then base pay counts
    before pay with targets met, and ranges before single amounts. What is left in the period of
    the first (for other places, levels or zones) is joined, from the lowest to the highest; so
    are amounts of one sentence, each with its period.
    """
    left = list(mentions)
    if len(left) > 1 and country is not None:
        left = _of_country(left, country)
    if len({mention.salary.currency for mention in left}) > 1:
        return None
    left = _preferred(left, lambda mention: not mention.pay.is_target)
    left = _preferred(left, lambda mention: mention.pay.is_range)
    if not left:
        return None
    first = left[0]
    if not first.pay.is_range:
        if not first.pay.says_period:
            return first.salary, first.words
        left = [mention for mention in left if mention.at == first.at and mention.pay.says_period]
    if None in {first.salary.min, first.salary.max}:
        return first.salary, first.words
    alike = [mention.salary for mention in left if mention.salary.period == first.salary.period]
    low = min(filter(None, (salary.min for salary in alike)))
    high = max(filter(None, (salary.max for salary in alike)))
    if high > low * MAX_SPREAD:
        return None
    return msgspec.structs.replace(first.salary, min=low, max=high), first.words


def _of_country(mentions: list[Mention], country: str) -> list[Mention]:
    said = [{match.lastgroup for match in _PLACE.finditer(mention.clause)} for mention in mentions]
    found = [
        mention
        for mention, places in zip(mentions, said, strict=True)
        if not places or country in places
    ]
    own = currencies.OF_COUNTRY.get(country)
    return _preferred(found or mentions, lambda mention: mention.salary.currency == own)


def _preferred(mentions: list[Mention], wanted: Callable[[Mention], bool]) -> list[Mention]:
    """Those that are *wanted*, or all if none is."""
    return [mention for mention in mentions if wanted(mention)] or mentions
