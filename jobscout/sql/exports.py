"""Exports: all data about one user, as the pieces of one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobscout.errors import NotFound
from jobscout.sql.queries import FOLDER, load

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from jobscout.sql.database import Database
    from jobscout.sql.queries import Query

Q = load("exports")

PAGE: Final = 500  # rows in memory at a time, about two kilobytes each
LISTS: Final = {
    **{name: query for name, query in Q.by_name.items() if "after" in query.parameters},
    **{
        path.stem: query
        for path in sorted(FOLDER.glob("*.sql"))
        if (query := load(path.stem).by_name.get("export"))
    },
}
"""By the member of the document, the query that pages through it."""


class Exports:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def document(self, user_id: int) -> AsyncIterator[str]:
        """The document in pieces; between two pieces no connection is held.

        It is not a snapshot: rows added or deleted during the export may be included or not.

        Raises:
            NotFound: the user does not exist; before the first piece.
        """
        account = await self._db.value(Q.account, user_id=user_id)
        if account is None:
            raise NotFound("the account does not exist")
        preferences = await self._db.value(Q.preferences, user_id=user_id)
        sessions = await self._db.all(Q.sessions, user_id=user_id)
        yield f'{{"account":{account},"preferences":{preferences or "null"}'
        yield f',"sessions":[{",".join(row["document"] for row in sessions)}]'
        for name, query in LISTS.items():
            yield f',"{name}":['
            async for piece in self._rows(query, user_id):
                yield piece
            yield "]"
        yield "}"

    async def _rows(self, query: Query, user_id: int) -> AsyncIterator[str]:
        after, comma = -1, ""
        while rows := await self._db.all(query, user_id=user_id, after=after, most=PAGE):
            yield comma + ",".join(row["document"] for row in rows)
            after, comma = rows[-1]["key"], ","
