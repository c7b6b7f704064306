"""Searches: users' stored conditions for jobs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import asyncpg
import msgspec

from jobscout.errors import Conflict, NotFound
from jobscout.rules.search_terms import MinSalary, Near, SearchTerms
from jobscout.sql.columns import MIN_SALARY
from jobscout.sql.queries import load
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobscout.sql.database import Database

SEARCHES = load("searches")
RECENT = load("recent_searches")

MAX_SEARCHES: Final = 20
_NEAR: Final = msgspec.json.Decoder(list[Near])


class FeedLinks(msgspec.Struct, frozen=True, kw_only=True):
    """Secret URLs: everybody who has one can read the feed without signing in."""

    rss: str
    json: str
    csv: str


class Search(SearchTerms, frozen=True):
    """A stored search. *mail_stopped_at*: when its mails were unsubscribed from."""

    id: str
    feeds: FeedLinks
    mail_stopped_at: datetime | None
    created_at: datetime
    updated_at: datetime


class SavedSearch(Search, frozen=True):
    """A search that was just created or changed."""

    unknown_locations: Annotated[
        list[str], msgspec.Meta(description="wanted places that the gazetteer does not know")
    ]


class Searches:
    """*base_url*: base of the feeds' URLs."""

    def __init__(self, db: Database, *, base_url: str) -> None:
        self._db = db
        self._base_url = base_url

    async def create(
        self, user_id: int, terms: SearchTerms, *, notify_recent: bool = False
    ) -> Search:
        """*notify_recent*: of recent jobs too, which are shown in any case.

        Raises Conflict: ``too-many-searches`` or ``name-taken``.
        """
        async with self._db.transaction() as c:
            await c.value(SEARCHES.lock_owner, user_id=user_id)
            if await c.value(SEARCHES.count, user_id=user_id) >= MAX_SEARCHES:
                raise Conflict("too-many-searches", f"at most {MAX_SEARCHES} searches")
            try:
                row = await c.one(SEARCHES.insert, user_id=user_id, **columns(terms))
            except asyncpg.UniqueViolationError as error:
                raise _name_taken() from error
            await c.run(RECENT.add, search_id=row["id"], notify=notify_recent)
            await c.run(SEARCHES.announce_changes)
        return self._search(row)

    async def page(self, user_id: int, after: int, most: int) -> list[Search]:
        """At most *most* searches with an id above *after*, oldest first."""
        rows = await self._db.all(SEARCHES.page, user_id=user_id, after=after, most=most)
        return [self._search(row) for row in rows]

    async def get(self, user_id: int, search_id: int) -> Search:
        """Raises NotFound."""
        return self._search(await self._db.one(SEARCHES.get, user_id=user_id, search_id=search_id))

    async def change(
        self,
        user_id: int,
        search_id: int,
        changed: Callable[[Search], SearchTerms],
        *,
        notify_recent: bool = False,
    ) -> Search:
        """Store the result of *changed* for the current search, which is locked meanwhile.

        Raises:
            NotFound: no such search of this user.
            Conflict: ``name-taken``.
        """
        async with self._db.transaction() as c:
            was = await c.one(SEARCHES.lock, user_id=user_id, search_id=search_id)
            stated = columns(changed(self._search(was)))
            try:
                row = await c.one(SEARCHES.update, user_id=user_id, search_id=search_id, **stated)
            except asyncpg.UniqueViolationError as error:
                raise _name_taken() from error
            if notify_recent or any(row[name] != was[name] for name in stated if name != "name"):
                await c.run(RECENT.add, search_id=search_id, notify=notify_recent)
            await c.run(SEARCHES.announce_changes)
        return self._search(row)

    async def delete(self, user_id: int, search_id: int) -> None:
        """Raises NotFound."""
        async with self._db.transaction() as c:
            if not await c.run(SEARCHES.delete, user_id=user_id, search_id=search_id):
                raise NotFound("the search does not exist")
            await c.run(SEARCHES.announce_changes)

    async def renew_feeds(self, user_id: int, search_id: int) -> Search:
        """Give the feeds new URLs; the old ones become invalid. Raises NotFound."""
        row = await self._db.one(SEARCHES.renew_feeds, user_id=user_id, search_id=search_id)
        return self._search(row)

    async def name(self, search_id: int) -> str | None:
        """The name of a search; None if it was deleted."""
        return cast("str | None", await self._db.value(SEARCHES.name, search_id=search_id))

    async def stop_mail(self, search_id: int) -> None:
        """Stop mail for this search; a deleted search sends none anyway."""
        await self._db.run(SEARCHES.stop_mail, search_id=search_id)

    def _search(self, row: asyncpg.Record) -> Search:
        salary = MinSalary(*(row[column] for column in MIN_SALARY))
        feed = f"{self._base_url}/feeds/{row['feed_token'].hex}"
        return struct(
            Search,
            row,
            near=_NEAR.decode(row["near"]),
            id=str(row["id"]),
            min_salary=None if salary.amount is None else salary,
            feeds=FeedLinks(rss=f"{feed}.rss", json=f"{feed}.json", csv=f"{feed}.csv"),
        )


def _name_taken() -> Conflict:
    return Conflict("name-taken", "another search of yours has this name")


def columns(terms: SearchTerms) -> dict[str, Any]:
    """What a user sets as columns; the salary is three of them, and places to be near are JSON."""
    stated = msgspec.structs.asdict(terms)
    salary: MinSalary | None = stated.pop("min_salary")
    said = (None,) * len(MIN_SALARY) if salary is None else msgspec.structs.astuple(salary)
    stated["near"] = msgspec.json.encode(terms.near).decode()
    return stated | dict(zip(MIN_SALARY, said, strict=True))
