"""Companies, as users see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec

from jobscout.errors import NotFound
from jobscout.rules.company_keys import Kind
from jobscout.sql.queries import load
from jobscout.sql.query_variants import containing, query_variant
from jobscout.sql.searching import Searching

if TYPE_CHECKING:
    from jobscout.sql.database import Database

COMPANIES = load("companies")
ALIASES = load("company_aliases")
MAX_ALIASES: Final = 500
MAX_COUNTED: Final = 10_000
"""Maximum for the count of a company's jobs, which limits the cost of a page of 100."""


class Company(msgspec.Struct, frozen=True, kw_only=True):
    """A company and how many of its jobs are open."""

    slug: str
    name: str
    website: str | None
    logo_url: str | None
    open_jobs: Annotated[int, msgspec.Meta(description=f"at most {MAX_COUNTED:,} are counted")]


class CompanyAlias(msgspec.Struct, frozen=True, kw_only=True):
    """A name, a board (``vendor:token``) or a domain by which a company is known."""

    id: str
    kind: Kind
    key: str
    spelling: str


class CompanyDetails(Company, frozen=True, kw_only=True):
    """A company and what it is known by."""

    id: str
    aliases: Annotated[list[CompanyAlias], msgspec.Meta(description=f"at most {MAX_ALIASES}")]


class Companies:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._searching = Searching(db)

    async def page(self, q: str | None, after: str, most: int) -> list[Company]:
        """At most *most* companies with a slug after *after*, by slug.

        Args:
            q: part of the name in any case, None for all.

        Raises:
            Busy: the search takes too long.
        """
        if q is None:
            return await self._listed("after", most, after=after)
        named = query_variant(COMPANIES.named, frozenset(), most)
        async with self._searching.through_indexes() as t:
            rows = await t.all(named, pattern=containing(q), after=after)
        return await self._listed("slugs", most, slugs=[row["slug"] for row in rows])

    async def get(self, slug: str) -> CompanyDetails:
        """The company of a slug, also of one that was merged into it. Raises NotFound."""
        return await self._details(await self._db.value(ALIASES.by_slug, slug=slug))

    async def by_id(self, company_id: int) -> CompanyDetails:
        """Raises NotFound."""
        return await self._details(company_id)

    async def _details(self, company_id: int | None) -> CompanyDetails:
        rows = await self._db.all(COMPANIES.by_id, company_id=company_id, counted=MAX_COUNTED)
        if not rows:
            raise NotFound("the company does not exist")
        known = await self._db.all(ALIASES.of_company, company_id=company_id, most=MAX_ALIASES)
        aliases = [
            CompanyAlias(
                id=str(row["id"]), kind=row["kind"], key=row["key"], spelling=row["spelling"]
            )
            for row in known
        ]
        return CompanyDetails(**dict(rows[0]) | {"id": str(company_id)}, aliases=aliases)

    async def _listed(self, line: str, most: int, **values: Any) -> list[Company]:
        query = query_variant(COMPANIES.page, frozenset((line,)), most, counted=MAX_COUNTED)
        async with self._searching.in_order() as t:
            return [Company(**row) for row in await t.all(query, **values)]
