"""Companies, as users see them."""

from typing import Annotated, Final

import msgspec
from aiohttp import web
from msgspec import Meta

from jobscout.errors import NotFound
from jobscout.http import fields
from jobscout.http.codec import path_id, row_id
from jobscout.http.fields import Name, storable
from jobscout.http.inputs import Input
from jobscout.http.keys import stores, user_id
from jobscout.http.paging import (
    CountedPage,
    Page,
    PageQuery,
    RowId,
    counted_page_of,
    page_of,
    read_cursor,
)
from jobscout.sql.companies import Company, CompanyDetails
from jobscout.sql.company_decisions import CompanyCandidate

MAX_ALIASES: Final = 100


class CompanyQuery(PageQuery):
    q: Annotated[Name, Meta(description="part of the name")] | None = None


async def list_companies(request: web.Request, query: CompanyQuery) -> Page[Company]:
    """Companies by slug."""
    (after,) = read_cursor(query.cursor, "companies", tuple[str]) or ("",)
    found = await stores(request).companies.page(
        (query.q or "").strip() or None, after, query.limit + 1
    )
    return page_of(found, query.limit, "companies", lambda company: (company.slug,))


async def get_company(request: web.Request) -> CompanyDetails:
    """One company, also by a slug of one that was merged into it, and what it is known by."""
    slug = request.match_info["slug"]
    if not storable(slug):
        raise NotFound("the company does not exist")
    return await stores(request).companies.get(slug)


class MergeInto(Input):
    into: Annotated[fields.Id, Meta(description="the id of the company that stays")]


class SplitAliases(Input):
    alias_ids: Annotated[list[fields.Id], Meta(min_length=1, max_length=MAX_ALIASES)]


class SplitCompany(msgspec.Struct, frozen=True, kw_only=True):
    """*company* keeps the remaining aliases, *new_company* has the others."""

    company: CompanyDetails
    new_company: CompanyDetails


async def list_candidates(request: web.Request, query: PageQuery) -> CountedPage[CompanyCandidate]:
    """Pairs of companies whose names, boards or domains are the same when run together."""
    after = read_cursor(query.cursor, "company_candidates", tuple[RowId, RowId]) or (0, 0)
    found, total = await stores(request).company_decisions.candidates(after, query.limit + 1)
    return counted_page_of(
        found,
        total,
        query.limit,
        "company_candidates",
        lambda pair: (int(pair.company.id), int(pair.other.id)),
    )


async def merge_company(request: web.Request, body: MergeInto) -> CompanyDetails:
    """Make a company part of another one, for good; its slug leads there, nobody is alerted."""
    into_id = row_id(body.into)
    by = user_id(request)
    await stores(request).company_decisions.merge(path_id(request), into_id, by=by)
    return await stores(request).companies.by_id(into_id)


async def split_company(request: web.Request, body: SplitAliases) -> SplitCompany:
    """Give aliases of a company to another one, for good; postings follow in the background."""
    company_id = path_id(request)
    ids = [fields.known_id(alias_id) for alias_id in body.alias_ids]
    new_id = await stores(request).company_decisions.split(company_id, ids, by=user_id(request))
    return SplitCompany(
        company=await stores(request).companies.by_id(company_id),
        new_company=await stores(request).companies.by_id(new_id),
    )
