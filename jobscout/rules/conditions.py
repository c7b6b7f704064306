"""Whether a job passes a search: one check for each thing that a search can ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from jobscout.rules.search_terms import FACETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobscout.rules.search_terms import Facet
    from jobscout.rules.searches import PreparedJob, PreparedSearch


class Condition(msgspec.Struct, frozen=True):
    """The outcome of one check. *text* is a sentence for the user who made the search."""

    kind: str
    passed: bool
    text: str


class Check(NamedTuple):
    """One thing a search can ask for. ``yes`` and ``no`` are the sentences for its outcomes."""

    kind: str
    asked: Callable[[PreparedSearch], bool]
    holds: Callable[[PreparedSearch, PreparedJob], bool]
    yes: str
    no: str
    obstacle: str = ""

    def condition(self, asked: PreparedSearch, heard: PreparedJob) -> Condition:
        passed = self.holds(asked, heard)
        return Condition(self.kind, passed, self.yes if passed else self.no)


def checks(asked: PreparedSearch) -> tuple[Check, ...]:
    """The checks that a search needs, cheap ones first; all must pass.

    An empty search would match everything, so it gets one check that always fails.
    Unknown values (P7): a job with unknown workplace or country fails a filter on it. Unknown
    seniority, employment type or salary passes, since most boards do not state them, but adds
    nothing to the score.
    """
    if not _asks_for_something(asked):
        return (_EMPTY,)
    return tuple(check for check in _CHECKS if check.asked(asked))


def _asks_for_something(asked: PreparedSearch) -> bool:
    wanted = asked.wanted
    return bool(
        (asked.titles or asked.keywords or asked.skills or asked.facets)
        or (wanted.locations or wanted.countries or wanted.companies)
    )


def _only_skills(asked: PreparedSearch) -> bool:
    """Skills add to the score; they are a filter only if the search asks for nothing else."""
    wanted = asked.wanted
    others = (asked.titles or asked.keywords or asked.facets) or (
        wanted.locations or wanted.countries or wanted.companies
    )
    return bool(asked.skills) and not others


def _salary(asked: PreparedSearch, heard: PreparedJob) -> bool:
    highest = heard.offered.annual_usd_max
    return highest is None or highest >= (asked.wanted.min_salary_annual_usd or 0)


def _words(asked: PreparedSearch, heard: PreparedJob) -> bool:
    return any(map(heard.titled, asked.titles)) or any(map(heard.says, asked.keywords))


def _facet(facet: Facet) -> Check:
    column, word = facet.column, facet.word
    return Check(
        column,
        lambda asked: column in asked.facets,
        lambda asked, heard: getattr(heard.offered, column) in asked.facets[column],
        f"The {word} suits you{', or is not stated' if facet.passes_unknown else ''}",
        f"Another {word}{'' if facet.passes_unknown else ', or none stated'}",
        f"for the {word}",
    )


_EMPTY: Final = Check("empty", lambda _: True, lambda *_: False, "", "The search asks for nothing")
_CHECKS: Final = (
    Check(
        "company",
        lambda asked: bool(asked.wanted.companies),
        lambda asked, heard: heard.offered.company_slug in asked.companies,
        "One of your companies",
        "Not one of your companies",
        "for the companies",
    ),
    *map(_facet, FACETS),
    Check(
        "salary",
        lambda asked: bool(asked.wanted.min_salary_annual_usd),
        _salary,
        "The pay is enough, or is not stated",
        "Pays less than you ask for",
        "for the pay",
    ),
    Check(
        "country",
        lambda asked: bool(asked.wanted.countries),
        lambda asked, heard: not heard.countries.isdisjoint(asked.countries),
        "In one of your countries",
        "In another country, or none stated",
        "for the country",
    ),
    Check(
        "location",
        lambda asked: bool(asked.wanted.locations),
        lambda asked, heard: any(map(heard.lies_in, asked.spots)),
        "In one of your places",
        "In another place, or none stated",
        "for the place",
    ),
    Check(
        "skills",
        _only_skills,
        lambda asked, heard: not asked.skills.isdisjoint(heard.skills),
        "Asks for skills you have",
        "Asks for none of your skills",
        "for the skills",
    ),
    Check(
        "words",
        lambda asked: bool(asked.wanted.titles or asked.wanted.keywords),
        _words,
        "Has your title or keywords",
        "Has neither your title nor your keywords",
        "for the titles and keywords",
    ),
    Check(
        "excluded",
        lambda asked: bool(asked.excluded),
        lambda asked, heard: not any(map(heard.says, asked.excluded)),
        "Has none of the words you excluded",
        "Has a word you excluded",
        "for the excluded words",
    ),
)
OBSTACLES: Final = {check.kind: check.obstacle for check in _CHECKS} | {
    "evidence": "they state nothing of what you ask for"
}
"""How a sentence ends that begins "3 jobs would match, but", by the kind of condition."""
