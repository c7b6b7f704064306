"""Searches, and the unsubscribe link in each mail."""

import html
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Final, Literal

import msgspec
from aiohttp import web
from msgspec import UNSET, Meta, UnsetType

from jobscout.errors import FieldError, InvalidInput, NotFound
from jobscout.http import fields, pages
from jobscout.http.codec import path_id
from jobscout.http.inputs import Input, Rules, given
from jobscout.http.keys import SERVICES, user_id
from jobscout.http.paging import Page, PageQuery, RowId, page_of, read_cursor
from jobscout.model import EmploymentType, PayPeriod, Seniority
from jobscout.rules.lines import line
from jobscout.rules.unsubscribe import search_of
from jobscout.sql.previews import Preview
from jobscout.sql.searches import MinSalary, Search, SearchTerms

MAX_TERMS: Final = 50

Name = Annotated[str, Meta(min_length=1, max_length=100)]
Terms = Annotated[list[Name], Meta(max_length=MAX_TERMS)]
Workplaces = Annotated[list[Literal["remote", "hybrid", "onsite"]], Meta(max_length=MAX_TERMS)]
Seniorities = Annotated[list[Seniority], Meta(max_length=MAX_TERMS)]
EmploymentTypes = Annotated[list[EmploymentType], Meta(max_length=MAX_TERMS)]


class LeastSalary(Input):
    amount: fields.Amount
    currency: str
    period: PayPeriod = "year"
    rules: ClassVar = {"currency": fields.currency}


_RULES: Rules = {
    "name": fields.line,
    **dict.fromkeys(
        ("keywords", "excluded_keywords", "titles", "locations", "companies", "skills"),
        fields.each(fields.line),
    ),
    "countries": fields.each(fields.country),
    **dict.fromkeys(("workplace", "seniority", "employment_types"), fields.each(str)),
}

_WANTS = frozenset(SearchTerms.__struct_fields__) - {"name", "min_score", "paused"}


class NewSearch(Input):
    name: Name
    keywords: Terms = msgspec.field(default_factory=list)
    excluded_keywords: Terms = msgspec.field(default_factory=list)
    titles: Terms = msgspec.field(default_factory=list)
    locations: Terms = msgspec.field(default_factory=list)
    countries: Terms = msgspec.field(default_factory=list)
    workplace: Workplaces = msgspec.field(default_factory=list)
    seniority: Seniorities = msgspec.field(default_factory=list)
    employment_types: EmploymentTypes = msgspec.field(default_factory=list)
    companies: Terms = msgspec.field(default_factory=list)
    min_salary: LeastSalary | None = None
    skills: Terms = msgspec.field(default_factory=list)
    use_cv_skills: bool = False
    min_score: fields.Score = 0.0
    paused: bool = False
    rules: ClassVar = _RULES
    across: ClassVar = _WANTS

    def check(self) -> Iterator[FieldError]:
        yield from _nothing_wanted(_terms(msgspec.structs.asdict(self)))


class SearchToTry(NewSearch):
    """A search as it would be created; it needs no name yet."""

    name: Name = "preview"


class SearchChanges(Input):
    name: Name | UnsetType = UNSET
    keywords: Terms | UnsetType = UNSET
    excluded_keywords: Terms | UnsetType = UNSET
    titles: Terms | UnsetType = UNSET
    locations: Terms | UnsetType = UNSET
    countries: Terms | UnsetType = UNSET
    workplace: Workplaces | UnsetType = UNSET
    seniority: Seniorities | UnsetType = UNSET
    employment_types: EmploymentTypes | UnsetType = UNSET
    companies: Terms | UnsetType = UNSET
    min_salary: LeastSalary | UnsetType | None = UNSET
    skills: Terms | UnsetType = UNSET
    use_cv_skills: bool | UnsetType = UNSET
    min_score: fields.Score | UnsetType = UNSET
    paused: bool | UnsetType = UNSET
    rules: ClassVar = _RULES


class UnsubscribeQuery(Input):
    token: str


async def list_searches(request: web.Request, query: PageQuery) -> Page[Search]:
    """The user's searches, oldest first."""
    (after,) = read_cursor(query.cursor, "searches", tuple[RowId]) or (0,)
    found = await request.app[SERVICES].searches.page(user_id(request), after, query.limit + 1)
    return page_of(found, query.limit, "searches", lambda search: (int(search.id),))


async def create_search(request: web.Request, body: NewSearch) -> Search:
    """Store a search; jobs found from now on lead to alerts."""
    terms = _terms(msgspec.structs.asdict(body))
    return await request.app[SERVICES].searches.create(user_id(request), terms)


async def preview_search(request: web.Request, body: SearchToTry) -> Preview:
    """What a search finds, and how many alerts it would have caused; nothing is written."""
    terms = _terms(msgspec.structs.asdict(body))
    previews = request.app[SERVICES].previews
    return await previews.preview(user_id(request), terms, datetime.now(UTC))


async def get_search(request: web.Request) -> Search:
    """One of the user's searches."""
    return await request.app[SERVICES].searches.get(user_id(request), path_id(request))


async def change_search(request: web.Request, body: SearchChanges) -> Search:
    """Change a search; absent fields stay unchanged."""

    def changed(search: Search) -> SearchTerms:
        stored = {name: getattr(search, name) for name in SearchTerms.__struct_fields__}
        terms = _terms(stored | given(body))
        if faults := list(_nothing_wanted(terms)):
            raise InvalidInput(faults)
        return terms

    return await request.app[SERVICES].searches.change(user_id(request), path_id(request), changed)


async def delete_search(request: web.Request) -> None:
    """Delete a search; its alerts stay."""
    await request.app[SERVICES].searches.delete(user_id(request), path_id(request))


async def ask_unsubscribe(request: web.Request, query: UnsubscribeQuery) -> web.Response:
    """A confirmation page; it changes nothing, because mail scanners follow links."""
    search = await _named(request, _search_of(request, query.token))
    return pages.page(
        "Stop these mails?",
        f"<p>You will get no more mail for {search}. Alerts in the app go on.</p>"
        '<form method="post"><button>Stop mail for this search</button></form>',
    )


async def unsubscribe(request: web.Request, query: UnsubscribeQuery) -> web.Response:
    """Stop the mails of one search: RFC 8058 one-click, without signing in."""
    search_id = _search_of(request, query.token)
    await request.app[SERVICES].searches.stop_mail(search_id)
    search = await _named(request, search_id)
    return pages.page("Done", f"<p>You will get no more mail for {search}.</p>")


async def _named(request: web.Request, search_id: int) -> str:
    """The search as text for HTML."""
    name = await request.app[SERVICES].searches.name(search_id)
    if name is None:
        return "this search, which was deleted"
    return f"your search “{html.escape(line(name))}”"


def _search_of(request: web.Request, token: str) -> int:
    search_id = search_of(token, request.app[SERVICES].secrets)
    if search_id is None:
        raise NotFound("this link is incomplete or invalid")
    return search_id


def _terms(said: dict[str, Any]) -> SearchTerms:
    least = said["min_salary"]
    if isinstance(least, LeastSalary):
        said = said | {"min_salary": MinSalary(**msgspec.structs.asdict(least))}
    return SearchTerms(**said)


def _nothing_wanted(terms: SearchTerms) -> Iterator[FieldError]:
    """A search without any condition would alert its user about every job."""
    if not any(getattr(terms, name) for name in _WANTS):
        yield FieldError("keywords", "set at least one condition: a word, a title, a place")
