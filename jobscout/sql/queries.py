"""Named queries.

They live in ``sql/<noun>.sql`` and are read by aiosql. They are called by keyword, so that the
order of parameters inside the SQL does not matter::

    POSTINGS = load("postings")
    rows = await db.all(POSTINGS.hashes, source_id=7)
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import aiosql
from aiosql.adapters.asyncpg import AsyncPGAdapter

from jobscout.sql.columns import expand

FOLDER = Path(__file__).parent


class Query(NamedTuple):
    """One statement and the names of its ``$1, $2 …`` in order."""

    name: str
    sql: str
    parameters: tuple[str, ...]

    def values(self, given: dict[str, Any]) -> list[Any]:
        """*given* in the order of the SQL; every name exactly once."""
        if len(given) == len(self.parameters):
            with suppress(KeyError):
                return [given[name] for name in self.parameters]
        raise TypeError(f"{self.name} takes {self.parameters}, got {tuple(given)}")


class Queries:
    """The queries of a ``.sql`` file, or of a *text* like one, as attributes."""

    def __init__(self, noun: str, text: str) -> None:
        adapter = AsyncPGAdapter()  # type: ignore[no-untyped-call]
        # the same mistake as a missing query, told at start and not at the first call
        loaded = aiosql.from_str(text, lambda: adapter, mandatory_parameters=False)
        self.by_name: dict[str, Query] = {}
        names = set(loaded.available_queries)
        for name in names:
            if name.removesuffix("_cursor") in names - {name}:
                continue  # aiosql's twin of a query, not one of ours
            sql = getattr(loaded, name).sql
            self.by_name[name] = Query(f"{noun}.{name}", sql, tuple(adapter.var_sorted[name]))

    def __getattr__(self, name: str) -> Query:
        try:
            return self.by_name[name]
        except KeyError:
            raise AttributeError(name) from None


@cache
def load(noun: str) -> Queries:
    """The queries of ``sql/<noun>.sql``, read once."""
    return Queries(noun, expand((FOLDER / f"{noun}.sql").read_text()))
