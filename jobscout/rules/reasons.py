"""Why a job suits a search, as sentences with weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.model import Salary
from jobscout.rules import formatting, salaries
from jobscout.rules.locations import countries
from jobscout.rules.reason import Reason
from jobscout.rules.search_terms import FACETS
from jobscout.rules.wanted_places import spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobscout.model import Location
    from jobscout.rules.phrases import Phrase
    from jobscout.rules.searches import JobFeatures, PreparedJob, PreparedSearch

# The most that each criterion can earn. Only their ratios count: a score is what was earned
# divided by what could be, so a search that asks one thing and gets it scores 1. Those of
# facets are in ``search_terms.py``.
TITLE: Final = 0.35
KEYWORDS: Final = 0.25
SKILLS: Final = 0.20
LOCATION: Final = 0.10
COMPANY: Final = 0.10
SALARY: Final = 0.08
YEARS: Final = 0.04
_BY_WEIGHT: Final = sorted(FACETS, key=lambda facet: -facet.weight)

IN_TEXT: Final = 0.6
"""A keyword in the text earns this share of one in the title: titles name the work itself, texts
also name what other teams do."""
NAMED: Final = 4
"""How many words or skills a sentence lists; it counts the rest."""


def reasons(search: PreparedSearch, job: PreparedJob) -> tuple[Reason, ...]:
    """The reasons for a job, highest weight first; the weights add up to the score.

    Each criterion of the search adds to the possible total; if the job does not state it, it
    earns nothing. Skills count only if the job names some.
    """
    parts = list(_earned(search, job))
    possible = sum(most for _, _, most, _ in parts)
    found = [Reason(kind, text, got / possible) for kind, text, most, got in parts if got > 0]
    return tuple(sorted(found, key=lambda reason: -reason.weight))


def _earned(search: PreparedSearch, job: PreparedJob) -> Iterator[tuple[str, str, float, float]]:
    """(kind, sentence, possible, earned) for each criterion."""
    criteria, features = search.criteria, job.features
    if search.titles:
        text = _title(search, job)
        yield "title", text, TITLE, TITLE if text else 0.0
    if search.keywords:
        yield _keywords(search.keywords, job)
    if search.skills and job.skills:
        yield _skills(search, job)
    if search.wanted_locations or criteria.countries:
        yield "place", _location(search, job), LOCATION, LOCATION
    if criteria.companies:
        yield "company", f"At {features.company_name}", COMPANY, COMPANY
    if criteria.min_salary_annual_usd:
        stated = features.annual_usd_min is not None or features.annual_usd_max is not None
        yield "salary", _salary(search, job) if stated else "", SALARY, SALARY if stated else 0.0
    if criteria.years_max is not None:
        years = features.years_min
        text, got = ("", 0.0) if years is None else (_years(years), YEARS)
        yield "years", text, YEARS, got
    for facet in _BY_WEIGHT:
        if facet.column in search.facets:
            value = getattr(features, facet.column)
            text, got = (facet.reason(value), facet.weight) if value else ("", 0.0)
            yield facet.column, text, facet.weight, got


def _title(search: PreparedSearch, job: PreparedJob) -> str:
    """Empty where the title is none that is wanted; one that says it before one that means it."""
    hits = [wanted for wanted in search.titles if job.titled(wanted)]
    said = [wanted.given for wanted in hits if job.titled_exactly(wanted)]
    meant = [wanted.given for wanted in hits]
    if not hits:
        return ""
    return f"Title says {_quoted(said[:1])}" if said else f"Title means {_quoted(meant[:1])}"


def _keywords(keywords: Sequence[Phrase], job: PreparedJob) -> tuple[str, str, float, float]:
    titled = [phrase.given for phrase in keywords if job.title_says(phrase)]
    said = [phrase.given for phrase in keywords if job.text_says(phrase)]
    texts = [given for given in said if given not in titled]
    share = (len(titled) + IN_TEXT * len(texts)) / len(keywords)
    sentence = f"Title has {_quoted(titled)}" if titled else f"Mentions {_quoted(texts)}"
    if titled and texts:
        sentence += f", and the text {_quoted(texts)}"
    return "keywords", sentence, KEYWORDS, KEYWORDS * share


def _skills(search: PreparedSearch, job: PreparedJob) -> tuple[str, str, float, float]:
    """Share of the common skills in the shorter of the two lists."""
    both = [given for line, given in job.skills.items() if line in search.skills]
    share = len(both) / min(len(search.skills), len(job.skills))
    return "skills", f"Asks for {_listed(both)}, which you have", SKILLS, SKILLS * share


def _location(search: PreparedSearch, job: PreparedJob) -> str:
    features = job.features
    anywhere = any(target.remote and target.is_anywhere for target in search.wanted_locations)
    if anywhere and features.workplace == "remote":
        return "Remote"
    at = next((location for location in features.locations if _suits(location, search)), None)
    named = _named(at) if at else ""
    if named:
        return f"In {named}"
    return _open_to(search, features) or "In one of your places"


def _open_to(search: PreparedSearch, features: JobFeatures) -> str:
    """Which wanted countries a remote job names; empty if none."""
    wanted = search.countries.union(
        *(target.countries | target.open_to for target in search.wanted_locations)
    )
    if found := sorted(wanted.intersection(features.remote_countries)):
        return f"Remote, open to {_listed([countries.name(code) or code for code in found])}"
    return "Remote, open to all countries" if features.remote_anywhere and wanted else ""


def _suits(location: Location, search: PreparedSearch) -> bool:
    at = spot(location)
    if not search.countries.isdisjoint(at.reach):
        return True
    return any(target.holds(at) for target in search.wanted_locations)


def _named(location: Location) -> str:
    country = countries.name(location.country) if location.country else None
    return (
        ", ".join(part for part in (location.city, country) if part)
        or location.area
        or location.text
    )


def _salary(search: PreparedSearch, job: PreparedJob) -> str:
    """In the job's own currency, and converted to that of the user's minimum."""
    features, least = job.features, search.criteria.min_salary
    stated = features.salary or Salary(
        min=features.annual_usd_min, max=features.annual_usd_max, currency="USD", period="year"
    )
    text = f"Pays {formatting.salary_text(stated)}"
    if least is None or (least.currency, least.period) == (stated.currency, stated.period):
        return text
    converted = formatting.salary_text(salaries.converted(stated, least.currency, least.period))
    return f"{text}, about {converted}" if converted else text


def _years(years: int) -> str:
    if years == 0:
        return "Asks for no experience"
    return f"Asks for {years} year{'s' if years > 1 else ''} of experience"


def _quoted(given: Sequence[str]) -> str:
    return _listed(
        [f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}" for text in given]
    )


def _listed(texts: Sequence[str]) -> str:
    if len(texts) > NAMED:
        return f"{', '.join(texts[:NAMED])} and {len(texts) - NAMED} more"
    return " and ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))
