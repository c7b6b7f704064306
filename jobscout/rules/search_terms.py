"""What a search asks: the terms that a user sets, and the facets that lists filter by too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Final, Literal, NamedTuple

import msgspec

from jobscout.model import EmploymentType, SalaryPeriod, Seniority, VisaSponsorship

SoughtWorkplace = Literal["remote", "hybrid", "onsite"]


class WantedFacets(msgspec.Struct, frozen=True, kw_only=True):
    """What a search asks: any value of a list will do, and an empty list asks nothing.

    Each is a column of ``searches``. *languages* are the first parts of BCP 47 tags, "en".
    """

    workplace: Sequence[SoughtWorkplace]
    seniority: Sequence[Seniority]
    employment_types: Sequence[EmploymentType]
    languages: Sequence[str]
    visa_sponsorship: Sequence[VisaSponsorship]


class MinSalary(msgspec.Struct, frozen=True):
    """The least a person would take."""

    amount: float
    currency: str
    period: SalaryPeriod


class Near(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lies within *km* kilometres of the centre of a city."""

    place: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    km: Annotated[float, msgspec.Meta(ge=1, le=500)]


class SearchTerms(WantedFacets, frozen=True):
    """Everything about a search that a person sets; each a column of ``searches``.

    *excluded_keywords* hold for titles, and for texts too where *excluded_in_text* says so.
    *near* are wanted places as *locations* are. *years_max*: the most years of experience that a
    job may ask for.
    """

    name: str
    keywords: list[str]
    excluded_keywords: list[str]
    excluded_in_text: bool
    titles: list[str]
    locations: list[str]
    near: list[Near]
    countries: list[str]
    companies: list[str]
    excluded_companies: list[str]
    min_salary: MinSalary | None
    years_max: int | None
    skills: list[str]
    use_cv_skills: bool
    min_score: float
    paused: bool


def _capitalised(value: str) -> str:
    return value.replace("_", " ").capitalize()


LANGUAGES: Final = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "sw": "Swahili",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""Names of languages for sentences; any other is called by its code."""


def language(code: str) -> str:
    """The name of a language of postings, or its code."""
    return LANGUAGES.get(code, code)


class Facet(NamedTuple):
    """One of ``model.JobAttributes`` that lists and searches filter by.

    Attributes:
        column: its name there, the parameter of ``GET /jobs``, and the kind of its conditions
            and reasons.
        asked: its name in ``WantedFacets``.
        word: what people call it.
        weight: what it may earn, see ``reasons``.
        reason: the sentence for a job's value.
        passes_unknown: a job that does not state it passes, and earns nothing (P7).
        includes: other values of a job that suit who asks for one.
    """

    column: str
    asked: str
    word: str
    weight: float
    reason: Callable[[str], str] = _capitalised
    passes_unknown: bool = True
    includes: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def suiting(self, asked: Iterable[str]) -> frozenset[str | None]:
        """What a job may be that suits who asks for any of *asked*; None is not stated."""
        values = [value for given in asked for value in (given, *self.includes.get(given, ()))]
        return frozenset([*values, None] if self.passes_unknown else values)


_WORKPLACES: Final = {
    "remote": "Remote",
    "hybrid": "Hybrid",
    "onsite": "On site",
    "unknown": "Workplace not stated",
}
FACETS: Final = (
    Facet(
        *("workplace", "workplace", "workplace", 0.05, _WORKPLACES.__getitem__),
        passes_unknown=False,
    ),
    Facet(
        *("seniority", "seniority", "level", 0.07, lambda value: f"{value.capitalize()} level"),
        includes={"lead": ("manager",)},  # who leads people, with or without the name
    ),
    Facet("employment_type", "employment_types", "kind of employment", 0.03),
    Facet("language", "languages", "language", 0.02, lambda code: f"Written in {language(code)}"),
    Facet(
        *("visa_sponsorship", "visa_sponsorship", "visa sponsorship", 0.04),
        {"yes": "Sponsors visas", "no": "Sponsors no visas"}.__getitem__,
    ),
)
