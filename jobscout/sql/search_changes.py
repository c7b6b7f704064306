"""Search changes: what an index of all searches has to read, at its start and from then on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from jobscout.sql.matches import Matches
from jobscout.sql.queries import load
from jobscout.sql.query_variants import BEYOND_ALL, query_variant

if TYPE_CHECKING:
    from collections.abc import Sequence

    import asyncpg

    from jobscout.rules.searches import SearchCriteria
    from jobscout.sql.database import Database

Q = load("search_changes")

KEPT: Final = timedelta(days=7)
# An hour less: a change's time is the start of its transaction.
RESUMED_WITHIN: Final = KEPT - timedelta(hours=1)


class Position(msgspec.Struct, frozen=True):
    """Up to where changes were read.

    *snapshot* is PostgreSQL's, *server* says in which history it means something and is empty where
    nobody knows, *at* is the server's time. *taxonomy* is the digest by which skills were named.
    """

    snapshot: str
    server: str
    at: datetime
    taxonomy: bytes | None


class Changed(NamedTuple):
    """What changed since a position. *renamed*: skills may have other names."""

    position: Position
    search_ids: list[int]
    renamed: bool


class SearchChanges:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._matches = Matches(db)

    async def position(self) -> Position:
        """From where changes are to be read by whoever reads all searches from now on."""
        return _position(await self._db.one(Q.since, snapshot=None))

    async def since(self, last: Position) -> Changed | None:
        """The searches that were added, changed or removed; None: nobody knows, read them all.

        That is so after a week, and where the database was restored from a backup.
        """
        row = await self._db.one(Q.since, snapshot=last.snapshot)
        now = _position(row)
        if row["is_ahead"] or now.server != last.server or now.at - last.at > RESUMED_WITHIN:
            return None
        return Changed(now, row["search_ids"], renamed=now.taxonomy != last.taxonomy)

    async def asked(self, search_ids: Sequence[int]) -> list[SearchCriteria]:
        """Those of the searches that are there and not paused, for ``SearchIndex.put``."""
        asked = query_variant(Q.asked, frozenset({"ids"}), BEYOND_ALL)
        rows = await self._db.all(asked, search_ids=list(search_ids))
        return await self._matches.criteria(rows)

    async def page(self, after: int, most: int) -> list[SearchCriteria]:
        """The next searches that are not paused, in the order of their ids, as ``asked`` has them.

        Without those before the id *after*, and at most *most*.
        """
        rows = await self._db.all(query_variant(Q.asked, frozenset({"page"}), most), after=after)
        return await self._matches.criteria(rows)

    async def purge(self, older_than: timedelta) -> int:
        return await self._db.remove(Q.purge, older_than=older_than)


def _position(row: asyncpg.Record) -> Position:
    return Position(row["snapshot"], row["server"], row["at"], row["taxonomy"])
