"""Companies, as people see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jobscout.sql.choose import containing
from jobscout.sql.database import load

if TYPE_CHECKING:
    from jobscout.sql.database import Database

COMPANIES = load("companies")


class Company(msgspec.Struct, frozen=True, kw_only=True):
    """A company and how many of its jobs are open."""

    slug: str
    name: str
    website: str | None
    logo_url: str | None
    open_jobs: int


class Companies:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(self, q: str | None, after: str, most: int) -> list[Company]:
        """At most *most* companies with a slug after *after*, by slug.

        Args:
            q: part of the name in any case, None for all.
        """
        pattern = containing(q) if q else None
        rows = await self._db.all(COMPANIES.page, pattern=pattern, after=after, most=most)
        return [Company(**row) for row in rows]

    async def get(self, slug: str) -> Company:
        """Raises NotFound."""
        return Company(**await self._db.one(COMPANIES.get, slug=slug))
