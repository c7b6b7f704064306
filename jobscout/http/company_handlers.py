"""Companies, as users see them."""

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from jobscout.errors import NotFound
from jobscout.http.fields import Name, storable
from jobscout.http.keys import stores
from jobscout.http.paging import Page, PageQuery, page_of, read_cursor
from jobscout.sql.companies import Company


class CompanyQuery(PageQuery):
    q: Annotated[Name, Meta(description="part of the name")] | None = None


async def list_companies(request: web.Request, query: CompanyQuery) -> Page[Company]:
    """Companies by slug."""
    (after,) = read_cursor(query.cursor, "companies", tuple[str]) or ("",)
    found = await stores(request).companies.page(
        (query.q or "").strip() or None, after, query.limit + 1
    )
    return page_of(found, query.limit, "companies", lambda company: (company.slug,))


async def get_company(request: web.Request) -> Company:
    """One company."""
    slug = request.match_info["slug"]
    if not storable(slug):
        raise NotFound("the company does not exist")
    return await stores(request).companies.get(slug)
