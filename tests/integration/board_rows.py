"""Boards whose readings a test hands in, and people who look for jobs."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from jobscout.rules import companies
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes
from tests.rows import due_source, scrape_result

if TYPE_CHECKING:
    import asyncpg

    from jobscout.model import Posting, ScrapeResult
    from jobscout.sql.database import Database
    from jobscout.sql.stored import Stored

_numbers = itertools.count(1)


async def add(db: Database, table: str, **columns: Any) -> int:
    """The id of a new row."""
    names = ", ".join(columns)
    values = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
    sql = f"INSERT INTO {table} ({names}) VALUES ({values}) RETURNING id"  # noqa: S608
    found: int = (await db.text(sql, *columns.values()))[0]["id"]
    return found


async def add_company(db: Database, name: str = "Acme") -> int:
    """The company of that name, made if need be."""
    slug = companies.slug(name)
    rows = await db.text("SELECT id FROM companies WHERE slug = $1", slug)
    return rows[0]["id"] if rows else await add(db, "companies", slug=slug, name=name)


async def add_source(db: Database, **changes: Any) -> int:
    number = next(_numbers)
    given: dict[str, Any] = {
        "kind": "greenhouse",
        "board": f"board-{number}",
        "config": f'{{"board": "board-{number}"}}',
        "name": f"Board {number}",
        "url": "https://boards.example.com",
        "host": "boards.example.com",
    }
    return await add(db, "sources", **(given | changes))


async def add_user(db: Database, **changes: Any) -> int:
    given: dict[str, Any] = {
        "email": f"person-{next(_numbers)}@example.org",
        "password_hash": "-",
        "full_name": "Ada",
    }
    user_id = await add(db, "users", **(given | changes))
    if "email_verified_at" not in changes:
        await db.text("UPDATE users SET email_verified_at = now() WHERE id = $1", user_id)
    return user_id


async def add_search(db: Database, user_id: int, **changes: Any) -> int:
    given: dict[str, Any] = {"name": f"search {next(_numbers)}", "keywords": ["engineer"]}
    return await add(db, "searches", user_id=user_id, **(given | changes))


class Board:
    """A source. *company* None makes it one that carries many companies."""

    def __init__(self, db: Database, source_id: int, company_id: int | None) -> None:
        self._db = db
        self.id = source_id
        self._company_id = company_id

    @classmethod
    async def open(cls, db: Database, company: str | None = "Acme", **changes: Any) -> Board:
        company_id = await add_company(db, company) if company else None
        return cls(db, await add_source(db, company_id=company_id, **changes), company_id)

    async def next(self, *listed: Posting, **changes: Any) -> ScrapeResult:
        """A reading for a scrape that is queued now."""
        scrape_id, _ = await Scrapes(self._db).trigger(self.id, "manual")
        source = due_source(scrape_id=scrape_id, source_id=self.id, company_id=self._company_id)
        return scrape_result(*listed, source=source, **changes)

    async def read(self, *listed: Posting, **changes: Any) -> Stored:
        """Store one more reading of this board."""
        stored = await Postings(self._db).store(await self.next(*listed, **changes))
        assert stored is not None
        return stored

    async def row(self) -> asyncpg.Record:
        return (await self._db.text("SELECT * FROM sources WHERE id = $1", self.id))[0]

    async def scrape(self) -> asyncpg.Record:
        """The newest scrape."""
        return (
            await self._db.text(
                "SELECT * FROM scrapes WHERE source_id = $1 ORDER BY id DESC LIMIT 1", self.id
            )
        )[0]

    async def posting(self, external_id: str) -> asyncpg.Record:
        return (
            await self._db.text(
                "SELECT * FROM postings WHERE source_id = $1 AND external_id = $2",
                self.id,
                external_id,
            )
        )[0]

    async def open_ids(self) -> set[str]:
        rows = await self._db.text(
            "SELECT external_id FROM postings WHERE source_id = $1 AND closed_at IS NULL", self.id
        )
        return {row["external_id"] for row in rows}


async def jobs(db: Database) -> list[asyncpg.Record]:
    return await db.text("SELECT * FROM jobs ORDER BY id")
