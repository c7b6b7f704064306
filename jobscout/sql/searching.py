"""Searches: few at a time, on connections of their own, and what they cost.

A search may ask for anything, so PostgreSQL is not left to guess how much of a table that is: a
statement here follows the order of an index (``in_order``), or reads what the indexes of all
its conditions name, each index once (``through_indexes``).
"""

from __future__ import annotations

import time
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

import asyncpg

from jobscout import metrics
from jobscout.errors import Busy
from jobscout.sql.database import Transaction
from jobscout.sql.outages import outages

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from jobscout.sql.database import Database

WAIT_S: Final = 3.0  # for a connection
_THROUGH_INDEXES: Final = """
SET LOCAL enable_bitmapscan = on; SET LOCAL enable_indexscan = off;
SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_nestloop = off;
"""


class Spent:
    """How many seconds PostgreSQL searched for one caller."""

    def __init__(self) -> None:
        self.seconds = 0.0


_SPENT: ContextVar[Spent | None] = ContextVar("spent", default=None)


@contextmanager
def spending() -> Iterator[Spent]:
    """What searches cost meanwhile, in this task and those it starts."""
    spent = Spent()
    token = _SPENT.set(spent)
    try:
        yield spent
    finally:
        _SPENT.reset(token)


class Searching:
    """Each method may raise Busy: too many search, or this search takes too long; and Outage."""

    def __init__(self, db: Database) -> None:
        self._pool = db.searching

    @asynccontextmanager
    async def in_order(self) -> AsyncIterator[Transaction]:
        """For statements that walk an index as far as they say, outside of a transaction."""
        async with self._connection() as connection:
            yield Transaction(connection)

    @asynccontextmanager
    async def through_indexes(self) -> AsyncIterator[Transaction]:
        """For statements whose conditions are all in indexes, in one transaction."""
        async with self._connection() as connection, connection.transaction():
            await connection.execute(_THROUGH_INDEXES)
            yield Transaction(connection)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[asyncpg.pool.PoolConnectionProxy]:
        queued_at = time.perf_counter()
        with outages():
            try:
                connection = await self._pool.acquire(timeout=WAIT_S)
            except TimeoutError as error:
                raise Busy("too many searches at once") from error
            began = time.perf_counter()
            metrics.DB_WAIT.observe(began - queued_at)
            try:
                yield connection
            except asyncpg.QueryCanceledError as error:
                raise Busy("the search took too long") from error
            finally:
                if spent := _SPENT.get():
                    spent.seconds += time.perf_counter() - began
                await self._pool.release(connection)
