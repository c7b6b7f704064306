"""Why a job suits a search, as sentences with weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from jobscout.model import Pay
from jobscout.rules import formatting, pay, places, words
from jobscout.rules.search_terms import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.model import Place
    from jobscout.rules.searches import Phrase, PreparedJob, PreparedSearch

# The most that each criterion can earn. Only their ratios count: a score is what was earned
# divided by what could be, so a search that asks one thing and gets it scores 1. Those of
# facets are in ``search_terms.py``.
TITLE: Final = 0.35
KEYWORDS: Final = 0.25
SKILLS: Final = 0.20
PLACE: Final = 0.10
COMPANY: Final = 0.10
SALARY: Final = 0.08
_BY_WEIGHT: Final = sorted(FACETS, key=lambda facet: -facet.weight)

IN_TEXT: Final = 0.6
"""A keyword in the text earns this share of one in the title: titles name the work itself, texts
also name what other teams do."""
NAMED: Final = 4
"""How many words or skills a sentence lists; it counts the rest."""


class Reason(msgspec.Struct, frozen=True):
    """One reason for a job. *weight* is its part of the score."""

    kind: str
    text: str
    weight: float


def reasons(asked: PreparedSearch, heard: PreparedJob) -> tuple[Reason, ...]:
    """The reasons for a job, highest weight first; the weights add up to the score.

    Each criterion of the search adds to the possible total; if the job does not state it, it
    earns nothing. Skills count only if the job names some.
    """
    parts = list(_earned(asked, heard))
    possible = sum(most for _, _, most, _ in parts)
    found = [Reason(kind, text, got / possible) for kind, text, most, got in parts if got > 0]
    return tuple(sorted(found, key=lambda reason: -reason.weight))


def _earned(asked: PreparedSearch, heard: PreparedJob) -> Iterator[tuple[str, str, float, float]]:
    """(kind, sentence, possible, earned) for each criterion."""
    wanted, offered = asked.wanted, heard.offered
    if asked.titles:
        hits = [phrase.given for phrase in asked.titles if heard.titled(phrase)]
        yield "title", f"Title says {_quoted(hits[:1])}", TITLE, TITLE if hits else 0.0
    if asked.keywords:
        yield _keywords(asked.keywords, heard)
    if asked.skills and heard.skills:
        yield _skills(asked, heard)
    if wanted.locations or wanted.countries:
        yield "place", _place(asked, heard), PLACE, PLACE
    if wanted.companies:
        yield "company", f"At {offered.company_name}", COMPANY, COMPANY
    if wanted.min_salary_annual_usd:
        stated = offered.annual_usd_min is not None or offered.annual_usd_max is not None
        yield "salary", _pay(asked, heard) if stated else "", SALARY, SALARY if stated else 0.0
    for facet in _BY_WEIGHT:
        if facet.column in asked.facets:
            value = getattr(offered, facet.column)
            text, got = (facet.reason(value), facet.weight) if value else ("", 0.0)
            yield facet.column, text, facet.weight, got


def _keywords(keywords: Sequence[Phrase], heard: PreparedJob) -> tuple[str, str, float, float]:
    titled = [phrase.given for phrase in keywords if phrase.line in heard.title_line]
    said = [phrase.given for phrase in keywords if heard.tells(phrase)]
    texts = [given for given in said if given not in titled]
    share = (len(titled) + IN_TEXT * len(texts)) / len(keywords)
    sentence = f"Title has {_quoted(titled)}" if titled else f"Mentions {_quoted(texts)}"
    if titled and texts:
        sentence += f", and the text {_quoted(texts)}"
    return "keywords", sentence, KEYWORDS, KEYWORDS * share


def _skills(asked: PreparedSearch, heard: PreparedJob) -> tuple[str, str, float, float]:
    """Share of the common skills in the shorter of the two lists."""
    both = [given for line, given in heard.skills.items() if line in asked.skills]
    share = len(both) / min(len(asked.skills), len(heard.skills))
    return "skills", f"Asks for {_listed(both)}, which you have", SKILLS, SKILLS * share


def _place(asked: PreparedSearch, heard: PreparedJob) -> str:
    offered = heard.offered
    if any(spot.remote for spot in asked.spots) and offered.workplace == "remote":
        return "Remote"
    at = next((place for place in offered.places if _suits(place, asked)), None)
    named = _named(at) if at else ""
    return f"In {named}" if named else "In one of your places"


def _suits(place: Place, asked: PreparedSearch) -> bool:
    wanted = asked.countries.union(*(spot.countries for spot in asked.spots))
    area = places.area_countries(place.area) if place.area else frozenset()
    if asked.spots and not wanted.intersection(area | {place.country}):
        line = _line(place)
        return any(phrase.line in line for spot in asked.spots for phrase in spot.phrases)
    return bool(wanted.intersection(area | {place.country}))


def _line(place: Place) -> str:
    return f" {words.searchable(places.words((place,)))} "


def _named(place: Place) -> str:
    country = places.country_name(place.country) if place.country else None
    return ", ".join(part for part in (place.city, country) if part) or place.area or place.text


def _pay(asked: PreparedSearch, heard: PreparedJob) -> str:
    """In the job's own currency, and converted to that of the user's minimum."""
    offered, least = heard.offered, asked.wanted.min_salary
    stated = offered.pay or Pay(
        min=offered.annual_usd_min, max=offered.annual_usd_max, currency="USD", period="year"
    )
    text = f"Pays {formatting.pay_text(stated)}"
    if least is None or (least.currency, least.period) == (stated.currency, stated.period):
        return text
    about = formatting.pay_text(pay.about(stated, least.currency, least.period))
    return f"{text}, about {about}" if about else text


def _quoted(given: Sequence[str]) -> str:
    return _listed(
        [f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}" for text in given]
    )


def _listed(texts: Sequence[str]) -> str:
    if len(texts) > NAMED:
        return f"{', '.join(texts[:NAMED])} and {len(texts) - NAMED} more"
    return " and ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))
