"""Seeds: companies, sources and people for a fresh database. Safe to run twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from jobscout import mail_addresses
from jobscout.model import Priority
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobscout.sources import BoardAddress
    from jobscout.sql.database import Database

Q = load("seeds")


class NewCompany(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    slug: str
    name: str
    website: str | None = None


class NewSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """*company* is a slug, None for boards that carry many companies."""

    kind: str
    config: dict[str, Any]
    name: str
    company: str | None = None
    priority: Priority = "normal"
    interval_seconds: int | None = None
    active: bool = True


class NewSearch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    titles: list[str] = []
    keywords: list[str] = []
    countries: list[str] = []
    workplace: list[str] = []


class Seeds:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def is_empty(self) -> bool:
        """Whether nobody has ever used this database."""
        return bool(await self._db.value(Q.is_empty))

    async def add_companies(self, companies: Sequence[NewCompany]) -> dict[str, int]:
        """Slug to id, of those that were there already too."""
        rows = await self._db.all(
            Q.add_companies,
            slugs=[company.slug for company in companies],
            names=[company.name for company in companies],
            websites=[company.website for company in companies],
        )
        return {row["slug"]: row["id"] for row in rows}

    async def add_sources(
        self,
        sources: Sequence[NewSource],
        companies: dict[str, int],
        board_address: Callable[[str, dict[str, Any]], BoardAddress],
    ) -> int:
        """How many were new. *board_address* is ``jobscout.sources.board_address``.

        Raises:
            BadConfig: a config lacks what its kind needs.
        """
        addresses = [board_address(source.kind, source.config) for source in sources]
        rows = await self._db.all(
            Q.add_sources,
            kinds=[source.kind for source in sources],
            boards=[address.board for address in addresses],
            configs=[msgspec.json.encode(source.config).decode() for source in sources],
            company_ids=[
                companies[source.company] if source.company else None for source in sources
            ],
            names=[source.name for source in sources],
            urls=[address.page_url for address in addresses],
            hosts=[address.host for address in addresses],
            attributions=[address.attribution for address in addresses],
            priorities=[source.priority for source in sources],
            intervals=[source.interval_seconds for source in sources],
            actives=[source.active for source in sources],
        )
        return len(rows)

    async def add_shelves(self, companies: dict[str, int]) -> dict[int, int]:
        """An inactive source for each company, where its sample postings lie.

        Company id to source id, of those that are new.
        """
        slugs = sorted(companies)
        rows = await self._db.all(
            Q.add_sources,
            kinds=["sample"] * len(slugs),
            boards=slugs,
            configs=["{}"] * len(slugs),
            company_ids=[companies[slug] for slug in slugs],
            names=["Sample postings"] * len(slugs),
            urls=["https://jobs.example.com/"] * len(slugs),
            hosts=["jobs.example.com"] * len(slugs),
            attributions=[None] * len(slugs),
            priorities=["low"] * len(slugs),
            intervals=[None] * len(slugs),
            actives=[False] * len(slugs),
        )
        return {row["company_id"]: row["id"] for row in rows}

    async def add_user(
        self,
        *,
        email: str,
        password_hash: str,
        full_name: str,
        timezone: str,
        is_admin: bool,
        email_verified: bool,
        searches: Sequence[NewSearch],
    ) -> int | None:
        """The id of the new account; None when the address has one.

        Raises:
            ValueError: *email* is not an address.
        """
        address, canonical = mail_addresses.parse(email)
        async with self._db.transaction() as t:
            user_id: int | None = await t.value(
                Q.add_user,
                email=address,
                canonical_email=canonical,
                password_hash=password_hash,
                full_name=full_name,
                timezone=timezone,
                is_admin=is_admin,
                email_verified=email_verified,
            )
            for search in searches if user_id is not None else ():
                await t.run(Q.add_search, user_id=user_id, **msgspec.structs.asdict(search))
        return user_id

    async def add_applications(self, user_id: int, statuses: Sequence[str]) -> None:
        await self._db.run(Q.add_applications, user_id=user_id, statuses=list(statuses))
