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
    applies: Callable[[PreparedSearch], bool]
    holds: Callable[[PreparedSearch, PreparedJob], bool]
    yes: str
    no: str
    obstacle: str = ""

    def condition(self, search: PreparedSearch, job: PreparedJob) -> Condition:
        passed = self.holds(search, job)
        return Condition(self.kind, passed, self.yes if passed else self.no)


def checks(search: PreparedSearch) -> tuple[Check, ...]:
    """The checks that a search needs, cheap ones first; all must pass.

    An empty search would match everything, so it gets one check that always fails.
    Unknown values (P7): a job with unknown workplace or country fails a filter on it. Unknown
    seniority, employment type, years of experience or salary passes, since most boards do not
    state them, but adds nothing to the score.
    """
    asks_years = search.criteria.years_max is not None
    if not (search.skills or asks_years or _asks_beyond_skills(search)):
        return (_EMPTY,)
    return tuple(check for check in _CHECKS if check.applies(search))


def _asks_beyond_skills(search: PreparedSearch) -> bool:
    criteria = search.criteria
    return bool(
        (search.titles or search.keywords or search.facets)
        or (search.wanted_locations or criteria.countries or criteria.companies)
    )


def _only_skills(search: PreparedSearch) -> bool:
    """Skills add to the score; they are a filter only if the search asks for nothing else."""
    return bool(search.skills) and not _asks_beyond_skills(search)


def _salary(search: PreparedSearch, job: PreparedJob) -> bool:
    highest = job.features.annual_usd_max
    return highest is None or highest >= (search.criteria.min_salary_annual_usd or 0)


def _years(search: PreparedSearch, job: PreparedJob) -> bool:
    asked, most = job.features.years_min, search.criteria.years_max
    return asked is None or most is None or asked <= most


def _words(search: PreparedSearch, job: PreparedJob) -> bool:
    return any(map(job.titled, search.titles)) or any(map(job.says, search.keywords))


def _excluded(search: PreparedSearch, job: PreparedJob) -> bool:
    says = job.says if search.criteria.excluded_in_text else job.title_says
    return any(map(says, search.excluded))


def _facet(facet: Facet) -> Check:
    column, word = facet.column, facet.word
    return Check(
        column,
        lambda search: column in search.facets,
        lambda search, job: getattr(job.features, column) in search.facets[column],
        f"The {word} suits you{', or is not stated' if facet.passes_unknown else ''}",
        f"Another {word}{'' if facet.passes_unknown else ', or none stated'}",
        f"for the {word}",
    )


_EMPTY: Final = Check("empty", lambda _: True, lambda *_: False, "", "The search asks for nothing")
_CHECKS: Final = (
    Check(
        "company",
        lambda search: bool(search.criteria.companies),
        lambda search, job: not search.companies.isdisjoint(job.features.company_slugs),
        "One of your companies",
        "Not one of your companies",
        "for the companies",
    ),
    Check(
        "excluded_company",
        lambda search: bool(search.excluded_companies),
        lambda search, job: job.features.company_slug not in search.excluded_companies,
        "At none of the companies you excluded",
        "At a company you excluded",
        "for the excluded companies",
    ),
    *map(_facet, FACETS),
    Check(
        "salary",
        lambda search: bool(search.criteria.min_salary_annual_usd),
        _salary,
        "The pay is enough, or is not stated",
        "Pays less than you ask for",
        "for the pay",
    ),
    Check(
        "years",
        lambda search: search.criteria.years_max is not None,
        _years,
        "Asks for no more experience than you have, or does not say",
        "Asks for more experience than you have",
        "for the years of experience",
    ),
    Check(
        "country",
        lambda search: bool(search.criteria.countries),
        lambda search, job: not job.countries.isdisjoint(search.countries),
        "In one of your countries",
        "In another country, or none stated",
        "for the country",
    ),
    Check(
        "location",
        lambda search: bool(search.wanted_locations),
        lambda search, job: any(map(job.lies_in, search.wanted_locations)),
        "In one of your places",
        "In another place, or none stated",
        "for the place",
    ),
    Check(
        "skills",
        _only_skills,
        lambda search, job: not search.skills.isdisjoint(job.skills),
        "Asks for skills you have",
        "Asks for none of your skills",
        "for the skills",
    ),
    Check(
        "words",
        lambda search: bool(search.criteria.titles or search.criteria.keywords),
        _words,
        "Has your title or keywords",
        "Has neither your title nor your keywords",
        "for the titles and keywords",
    ),
    Check(
        "excluded",
        lambda search: bool(search.excluded),
        lambda search, job: not _excluded(search, job),
        "Has none of the words you excluded",
        "Has a word you excluded",
        "for the excluded words",
    ),
)
OBSTACLES: Final = {check.kind: check.obstacle for check in _CHECKS} | {
    "evidence": "they state nothing of what you ask for"
}
"""How a sentence ends that begins "3 jobs would match, but", by the kind of condition."""
