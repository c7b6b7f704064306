"""Jobs, as anybody may see them."""

from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal

import msgspec
from aiohttp import web
from msgspec import Meta

from jobscout.http import fields
from jobscout.http.codec import path_id, row_id
from jobscout.http.inputs import Input, with_fields
from jobscout.http.keys import IDENTITY, stores, user_id
from jobscout.http.paging import Moment, Page, PageQuery, RowId, make_cursor, read_cursor
from jobscout.model import JobAttributes, Salary
from jobscout.rules.salaries import annual_usd
from jobscout.rules.search_terms import FACETS
from jobscout.rules.words import searchable, searchable_query
from jobscout.sql.explanations import Explanation
from jobscout.sql.job_search import Sort
from jobscout.sql.job_views import Job, JobSummary
from jobscout.sql.jobs import JobFilter

MAX_USD: Final = 2**31 - 1  # maximum of the column
MAX_VALUES: Final = 20  # companies or skills in one query
_MAX_RANK: Final = 1e6

_KEYS: Final[dict[Sort, type[tuple[Any, ...]]]] = {
    "newest": tuple[Moment, RowId],
    "relevance": tuple[
        Annotated[float, Meta(ge=0, le=_MAX_RANK)], RowId, tuple[Moment, RowId] | None
    ],
    "salary": tuple[Annotated[int, Meta(ge=0, le=MAX_USD)] | None, RowId],
}


# the parameters that are facets
_FACETS: Final[dict[str, Any]] = {
    field.name: field.type
    for field in msgspec.structs.fields(JobAttributes)
    if field.name in {facet.column for facet in FACETS}
}


@with_fields((name, kind | None, None) for name, kind in _FACETS.items())
class JobQuery(PageQuery):
    q: Annotated[str, Meta(max_length=500, description='words, "phrase", -not, or')] | None = None
    company: Annotated[list[str], Meta(max_length=MAX_VALUES, description="slugs: any")] = (
        msgspec.field(default_factory=list)
    )
    location: fields.Name | None = None
    country: Annotated[str, Meta(description="ISO 3166-1 alpha-2")] | None = None
    skill: Annotated[list[str], Meta(max_length=MAX_VALUES, description="names: all")] = (
        msgspec.field(default_factory=list)
    )
    min_salary: Annotated[fields.Amount, Meta(description="a year")] | None = None
    currency: Annotated[str, Meta(description="ISO 4217, of min_salary")] = "USD"
    posted_after: Moment | None = None
    years_max: fields.Years | None = None
    deadline_before: Annotated[date, Meta(description="before that day")] | None = None
    deadline_after: Annotated[date, Meta(description="after that day")] | None = None
    source: Annotated[fields.Id, Meta(description="a source's id")] | None = None
    status: Literal["open", "closed", "any"] = "open"
    sort: Sort = "newest"
    rules: ClassVar = PageQuery.rules | {
        "country": fields.country,
        "currency": fields.currency,
        "language": fields.language,
        "min_salary": fields.finite,
        "posted_after": fields.utc,
    }


class ExplainQuery(Input):
    search_id: fields.Id


async def list_jobs(request: web.Request, query: JobQuery) -> Page[JobSummary]:
    """Jobs, newest first unless sorted otherwise; open ones unless requested otherwise."""
    job_filter = _job_filter(query)
    sort: Sort = "newest" if query.sort == "relevance" and job_filter.q is None else query.sort
    after = read_cursor(query.cursor, sort, _KEYS[sort])
    items, keys = await stores(request).jobs.page(job_filter, sort, after, query.limit)
    return Page(items=items, next_cursor=make_cursor(sort, *keys) if keys else None)


async def get_job(request: web.Request) -> Job:
    """One job with all boards that list it; when signed in, with the match if there is one."""
    identity = request.get(IDENTITY)
    return await stores(request).jobs.get(path_id(request), identity.user_id if identity else None)


async def explain_job(request: web.Request, query: ExplainQuery) -> Explanation:
    """Why a job suits one of the user's searches, or why not."""
    job_id, search_id = path_id(request), row_id(query.search_id)
    return await stores(request).explanations.explain(user_id(request), job_id, search_id)


def _job_filter(query: JobQuery) -> JobFilter:
    """Blank texts are ignored; a text without a searchable word matches nothing."""
    salary = Salary(min=query.min_salary, currency=query.currency, period="year")
    usd, _ = annual_usd(salary)
    return JobFilter(
        q=searchable_query(query.q) if query.q and query.q.strip() else None,
        companies=query.company,
        location=searchable(query.location) if query.location and query.location.strip() else None,
        country=query.country,
        skills=query.skill,
        facets={name: value for name in _FACETS if (value := getattr(query, name)) is not None},
        min_usd=None if usd is None else min(usd, MAX_USD),
        posted_after=query.posted_after,
        years_max=query.years_max,
        deadline_before=query.deadline_before,
        deadline_after=query.deadline_after,
        source_id=None if query.source is None else fields.known_id(query.source),
        status=query.status,
    )
