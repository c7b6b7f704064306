"""What a search asks for and what a job offers, each prepared once for comparison."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import msgspec

from jobscout.model import (
    EmploymentType,
    JobAttributes,
    Location,
    Salary,
    Seniority,
    VisaSponsorship,
    Workplace,
)
from jobscout.rules import words
from jobscout.rules.locations import countries
from jobscout.rules.locations.names import WORLD
from jobscout.rules.phrases import Phrase, phrases
from jobscout.rules.search_terms import FACETS, Near, SoughtWorkplace, WantedFacets
from jobscout.rules.wanted_places import Spot, WantedLocation, near, spot
from jobscout.rules.wording import titles


class SearchCriteria(WantedFacets, frozen=True, kw_only=True):
    """One search. An empty tuple asks for nothing; within a field any one value is enough.

    *countries* are codes or names, *companies* and *excluded_companies* slugs, *skills* the
    user's own. *excluded_in_text*: the excluded keywords hold for texts too, not for titles alone.
    *min_salary* is what the user stated, *min_salary_annual_usd* the same for comparison.
    *years_max* is the most experience that a job may ask for.
    """

    id: int
    user_id: int
    keywords: tuple[str, ...] = ()
    excluded_keywords: tuple[str, ...] = ()
    excluded_in_text: bool = False
    titles: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
    countries: tuple[str, ...] = ()
    workplace: Sequence[SoughtWorkplace] = ()
    seniority: Sequence[Seniority] = ()
    employment_types: Sequence[EmploymentType] = ()
    languages: Sequence[str] = ()
    visa_sponsorship: Sequence[VisaSponsorship] = ()
    companies: tuple[str, ...] = ()
    excluded_companies: tuple[str, ...] = ()
    min_salary: Salary | None = None
    min_salary_annual_usd: int | None = None
    years_max: int | None = None
    skills: tuple[str, ...] = ()
    min_score: float = 0.0


class JobFeatures(JobAttributes, frozen=True, kw_only=True):
    """One job as the matcher sees it. *text* is its description, raw or ``searchable``.

    *merged_slugs* are those of companies that were merged into its own.
    *salary* is what the board states, *annual_usd_min* and *annual_usd_max* are comparable.
    """

    id: int
    title: str
    company_slug: str
    company_name: str
    merged_slugs: tuple[str, ...] = ()
    locations: tuple[Location, ...] = ()
    remote_countries: Sequence[str] = ()
    remote_anywhere: bool = False
    workplace: Workplace = "unknown"
    seniority: Seniority | None = None
    employment_type: EmploymentType | None = None
    language: str | None = None
    years_min: int | None = None
    visa_sponsorship: VisaSponsorship | None = None
    deadline: date | None = None
    salary: Salary | None = None
    annual_usd_min: int | None = None
    annual_usd_max: int | None = None
    skills: tuple[str, ...] = ()
    text: str = ""

    @property
    def company_slugs(self) -> tuple[str, ...]:
        """By all of which searches may ask for its company."""
        return self.company_slug, *self.merged_slugs


class WantedTitle(msgspec.Struct, frozen=True):
    """A title as the user wrote it, and what to look for in a job's title."""

    given: str
    asked: titles.AskedTitle


def wanted_titles(given: Sequence[str]) -> tuple[WantedTitle, ...]:
    """Each title once, without titles that contain no word."""
    read = (WantedTitle(text, titles.asked(text)) for text in given)
    return tuple({one.asked: one for one in read if one.asked.lines}.values())


class PreparedSearch:
    """A ``SearchCriteria`` with its phrases and places parsed."""

    def __init__(self, criteria: SearchCriteria) -> None:
        self.criteria = criteria
        self.titles = wanted_titles(criteria.titles)
        self.keywords = phrases(criteria.keywords)
        self.excluded = phrases(criteria.excluded_keywords)
        self.wanted_locations = (
            *map(WantedLocation.of, criteria.locations),
            *(near(one.place, one.km) for one in criteria.near),
        )
        codes = (countries.code(country) or country.upper() for country in criteria.countries)
        self.countries = frozenset(codes)
        self.companies = frozenset(criteria.companies)
        self.excluded_companies = frozenset(criteria.excluded_companies)
        self.skills = frozenset(phrase.line for phrase in phrases(criteria.skills))
        # by column, what a job may be of each facet that is asked
        self.facets: dict[str, frozenset[str | None]] = {
            facet.column: facet.suiting(values)
            for facet in FACETS
            if (values := getattr(criteria, facet.asked))
        }


class PreparedJob:
    """A ``JobFeatures`` with its words and places parsed."""

    def __init__(self, features: JobFeatures) -> None:
        self.features = features
        self.title_line = f" {words.searchable(features.title)} "
        self.text_line = f" {words.searchable(features.text[: words.MAX_TEXT_CHARS])} "
        self.title_words = frozenset(self.title_line.split())
        self.readings = titles.readings(features.title)
        self.words = self.title_words.union(self.text_line.split())
        self._contains: dict[str, bool] = {}  # thousands of searches ask for the same phrases

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        return tuple(map(spot, self.features.locations))

    @cached_property
    def countries(self) -> frozenset[str]:
        """Where the job may be done, if only by who works remotely.

        Stated countries, and those of stated areas (P7).
        """
        world = [countries.of_area(WORLD)] if self.features.remote_anywhere else []
        stated = (spot.reach for spot in self.spots)
        return frozenset(self.features.remote_countries).union(*stated, *world)

    @cached_property
    def skills(self) -> dict[str, str]:
        """Canonical words of each skill to the skill as the job names it."""
        return {phrase.line: phrase.given for phrase in phrases(self.features.skills)}

    def says(self, phrase: Phrase) -> bool:
        """Whether the title or the text contains *phrase*, word after word."""
        return self.title_says(phrase) or self.text_says(phrase)

    def title_says(self, phrase: Phrase) -> bool:
        """Whether the title contains *phrase*, word after word."""
        return phrase.line in self.title_line

    def text_says(self, phrase: Phrase) -> bool:
        """Whether the text contains *phrase*, word after word."""
        found = self._contains.get(phrase.line)
        if found is None:
            found = self._contains[phrase.line] = phrase.line in self.text_line
        return found

    def titled(self, wanted: WantedTitle) -> bool:
        """Whether the title is the one that is wanted, see ``wording.titles``."""
        return self.is_titled(wanted.asked)

    def is_titled(self, asked: titles.AskedTitle) -> bool:
        return asked.is_in(self.readings, self.title_words)

    def titled_exactly(self, wanted: WantedTitle) -> bool:
        """Whether a title that it has names itself so, and not by a synonym."""
        return wanted.asked.is_in(self.readings, self.title_words, exactly=True)

    def lies_in(self, target: WantedLocation) -> bool:
        if target.remote:
            return self.features.workplace == "remote" and self._open_to(target)
        if not self.countries.isdisjoint(target.countries):
            return True
        return any(map(target.holds, self.spots))

    def _open_to(self, target: WantedLocation) -> bool:
        """Whether who works remotely may be where *target* says; unknown is nowhere (P7)."""
        if target.is_anywhere:
            return True
        reach = self.countries if self.features.remote_anywhere else self.features.remote_countries
        return not target.open_to.isdisjoint(reach) or any(map(target.holds, self.spots))
