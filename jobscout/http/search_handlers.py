"""Searches, and the unsubscribe link in each mail."""

import html
import typing
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Final

import anyio.to_thread
import msgspec
from aiohttp import web
from msgspec import Meta

from jobscout.errors import FieldError, InvalidInput, NotFound
from jobscout.http import fields, pages
from jobscout.http.codec import path_id
from jobscout.http.fields import storable
from jobscout.http.inputs import Input, Rules, changes_of, given, with_fields
from jobscout.http.keys import SERVICES, stores, user_id
from jobscout.http.paging import Page, PageQuery, RowId, page_of, read_cursor
from jobscout.model import SalaryPeriod
from jobscout.rules import wanted_places
from jobscout.rules.lines import line
from jobscout.rules.search_terms import MinSalary, Near, SearchTerms
from jobscout.rules.unsubscribe import search_of
from jobscout.sql.previews import Preview
from jobscout.sql.searches import SavedSearch, Search

MAX_TERMS: Final = 50

Name = Annotated[str, Meta(min_length=1, max_length=100)]


class LeastSalary(Input):
    amount: fields.Amount
    currency: str
    period: SalaryPeriod = "year"
    rules: ClassVar = {"currency": fields.currency}


# the lists of a search, with what each holds
_LISTS: Final[dict[str, Any]] = {
    field.name: Name if items == (str,) else items[0]
    for field in msgspec.structs.fields(SearchTerms)
    if len(items := typing.get_args(field.type)) == 1 and items[0] is not Near
}
MAX_NEAR: Final = 10


def _near(given: list[Near]) -> list[Near]:
    """Each once, with its place as one line."""
    if not all(storable(one.place) for one in given):
        raise ValueError("contains a character that cannot be stored")
    return list(dict.fromkeys(Near(fields.line(one.place), one.km) for one in given))


_RULES: Rules = {
    "name": fields.line,
    **{name: fields.each(fields.line if item is Name else str) for name, item in _LISTS.items()},
    "near": _near,
    "countries": fields.each(fields.country),
    "languages": fields.each(fields.language),
}
_WANTS = frozenset(SearchTerms.__struct_fields__) - {
    *("name", "min_score", "paused", "excluded_in_text", "excluded_companies")
}


NotifyRecent = Annotated[
    bool, Meta(description="send jobs of the last days that it finds, which are shown anyway")
]


@with_fields(
    (
        name,
        Annotated[list[item], Meta(max_length=MAX_TERMS)],  # type: ignore[valid-type]
        msgspec.field(default_factory=list),
    )
    for name, item in _LISTS.items()
)
class NewSearch(Input):
    name: Name
    near: Annotated[
        list[Near],
        Meta(max_length=MAX_NEAR, description="jobs within so many kilometres of a city"),
    ] = msgspec.field(default_factory=list)
    excluded_in_text: bool = False
    min_salary: LeastSalary | None = None
    years_max: fields.Years | None = None
    use_cv_skills: bool = False
    min_score: fields.Score = 0.0
    paused: bool = False
    notify_recent: NotifyRecent = False
    rules: ClassVar = _RULES
    across: ClassVar = _WANTS

    def check(self) -> Iterator[FieldError]:
        yield from _without_criteria(_terms(msgspec.structs.asdict(self)))


class SearchToTry(NewSearch):
    """A search as it would be created; it needs no name yet."""

    name: Name = "preview"


@changes_of(NewSearch)
class SearchChanges(Input):
    rules: ClassVar = _RULES


class UnsubscribeQuery(Input):
    token: str


async def list_searches(request: web.Request, query: PageQuery) -> Page[Search]:
    """The user's searches, oldest first."""
    (after,) = read_cursor(query.cursor, "searches", tuple[RowId]) or (0,)
    found = await stores(request).searches.page(user_id(request), after, query.limit + 1)
    return page_of(found, query.limit, "searches", lambda search: (int(search.id),))


async def create_search(request: web.Request, body: NewSearch) -> SavedSearch:
    """Store a search; jobs found from now on lead to alerts, and recent ones are shown soon."""
    await _check_places(body.near)
    terms = _terms(msgspec.structs.asdict(body))
    searches, notify = stores(request).searches, body.notify_recent
    return await _saved(await searches.create(user_id(request), terms, notify_recent=notify))


async def preview_search(request: web.Request, body: SearchToTry) -> Preview:
    """What a search finds, and how many alerts it would have caused; nothing is written."""
    await _check_places(body.near)
    terms = _terms(msgspec.structs.asdict(body))
    previews = stores(request).previews
    return await previews.preview(user_id(request), terms, datetime.now(UTC))


async def get_search(request: web.Request) -> Search:
    """One of the user's searches."""
    return await stores(request).searches.get(user_id(request), path_id(request))


async def change_search(request: web.Request, body: SearchChanges) -> SavedSearch:
    """Change a search; absent fields stay unchanged. What it finds of recent jobs is shown."""
    said = given(body)
    notify = said.pop("notify_recent", False)

    def changed(search: Search) -> SearchTerms:
        stored = {name: getattr(search, name) for name in SearchTerms.__struct_fields__}
        terms = _terms(stored | said)
        if faults := list(_without_criteria(terms)):
            raise InvalidInput(faults)
        return terms

    await _check_places(said.get("near", []))
    searches, one = stores(request).searches, path_id(request)
    return await _saved(await searches.change(user_id(request), one, changed, notify_recent=notify))


async def delete_search(request: web.Request) -> None:
    """Delete a search; its alerts stay."""
    await stores(request).searches.delete(user_id(request), path_id(request))


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
    await stores(request).searches.stop_mail(search_id)
    search = await _named(request, search_id)
    return pages.page("Done", f"<p>You will get no more mail for {search}.</p>")


async def _check_places(near: list[Near]) -> None:
    """Raises InvalidInput: around what is no known city nothing is near."""

    def unknown() -> list[FieldError]:
        return [
            FieldError(f"near[{n}].place", "unknown place")
            for n, one in enumerate(near)
            if wanted_places.point(one.place) is None
        ]

    if faults := await anyio.to_thread.run_sync(unknown):
        raise InvalidInput(faults)


async def _saved(search: Search) -> SavedSearch:
    """With what we do not know; to read places takes up to a millisecond each."""
    said = {name: getattr(search, name) for name in Search.__struct_fields__}
    nowhere = await anyio.to_thread.run_sync(wanted_places.unknown, search.locations)
    return SavedSearch(**said, unknown_locations=nowhere)


async def _named(request: web.Request, search_id: int) -> str:
    """The search as text for HTML."""
    name = await stores(request).searches.name(search_id)
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
    said = {name: value for name, value in said.items() if name != "notify_recent"}
    if isinstance(least, LeastSalary):
        said = said | {"min_salary": MinSalary(**msgspec.structs.asdict(least))}
    return SearchTerms(**said)


def _without_criteria(terms: SearchTerms) -> Iterator[FieldError]:
    """A search without any condition would alert its user about every job."""
    if terms.years_max is None and not any(getattr(terms, name) for name in _WANTS):
        yield FieldError("keywords", "set at least one condition: a word, a title, a place")
