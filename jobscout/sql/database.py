"""The one door to PostgreSQL: a pool, transactions, and errors in our own words."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import asyncpg

from jobscout import metrics
from jobscout.errors import DiskUnavailable, NotFound
from jobscout.sql.outages import outages

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from jobscout.sql.queries import Query

CONNECT_S = 5.0
STATEMENT_S = 60.0  # no statement of ours takes seconds, but those that remove what is old
GRACE_S = 5.0  # the server ends a statement before we give up on a server that says nothing
REMOVE_S = 3600.0
IDLE_S = 60.0  # in a transaction, between two statements; a stalled one holds locks
SEARCHES = 4  # connections that search
SEARCH_S = 5.0  # a search that takes longer is ended
# What PostgreSQL believes of words and values is often wrong: it guesses 0.5 % for a word that it
# has not met, knows nothing right after many rows came, and multiplies shares of what never
# occurs together. It then filters whole tables for a page of 20. So statements that search
# follow the order of an index, or what indexes name, see searching.py.
_IN_ORDER = {
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
    "max_parallel_workers_per_gather": "0",  # or each takes three cores from everybody else
}
NAME_BYTES = 63  # of an application_name; PostgreSQL cuts off the rest


class Transaction:
    """Queries on one connection, inside one transaction. *holder* is that of ``Database``."""

    def __init__(
        self, connection: asyncpg.pool.PoolConnectionProxy, holder: int | None = None
    ) -> None:
        self._connection = connection
        self.holder = holder

    async def all(self, query: Query, **given: Any) -> list[asyncpg.Record]:
        rows: list[asyncpg.Record] = await self._connection.fetch(query.sql, *query.values(given))
        return rows

    async def maybe(self, query: Query, **given: Any) -> asyncpg.Record | None:
        """The first row, or None."""
        return await self._connection.fetchrow(query.sql, *query.values(given))

    async def one(self, query: Query, **given: Any) -> asyncpg.Record:
        """The first row. Raises NotFound when there is none."""
        row = await self.maybe(query, **given)
        if row is None:
            raise NotFound("there is nothing of that id")
        return row

    async def value(self, query: Query, **given: Any) -> Any:
        """The first column of the first row, None when there is none."""
        return await self._connection.fetchval(query.sql, *query.values(given))

    async def run(self, query: Query, **given: Any) -> int:
        """How many rows the statement touched."""
        tag: str = await self._connection.execute(query.sql, *query.values(given))
        return _touched(tag)

    async def remove(self, query: Query, **given: Any) -> int:
        """As ``run``, for what removes old rows and may take minutes."""
        await self._connection.execute("SET LOCAL statement_timeout = 0")
        tag: str = await self._connection.execute(query.sql, *query.values(given), timeout=REMOVE_S)
        return _touched(tag)

    async def text(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        """Rows of a statement whose text was chosen from fixed parts, see ``sql/jobs.py``."""
        rows: list[asyncpg.Record] = await self._connection.fetch(sql, *values)
        return rows


def _touched(tag: str) -> int:
    """The rows that a command's tag counts: ``DELETE 7``."""
    return int(last) if (last := tag.rsplit(" ", 1)[-1]).isdigit() else 0


class PoolUse(NamedTuple):
    """Connections that work now, that are open, and that may be open."""

    busy: int
    open: int
    max: int


class Database:
    """A pool of connections. Every method may raise Outage: PostgreSQL is unavailable.

    *holder* is in whose name rows are claimed, see ``holders``; None is nobody's.
    *searching* is a small one beside it, so that searches leave the others to the rest.
    *refuses_writes*: a statement said that the server's disk takes no more.
    """

    def __init__(self, pool: asyncpg.Pool, *, searching: asyncpg.Pool) -> None:
        self._pool = pool
        self.searching = searching
        self.refuses_writes = False
        self.holder: int | None = None

    @contextmanager
    def _outages(self) -> Iterator[None]:
        try:
            with outages():
                yield
        except DiskUnavailable:
            self.refuses_writes = True
            raise

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """All of it or nothing. A unique violation passes through for the caller to name."""
        with self._outages():
            began = time.perf_counter()
            async with self._pool.acquire() as connection, connection.transaction():
                metrics.DB_WAIT.observe(time.perf_counter() - began)
                yield Transaction(connection, self.holder)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Transaction]:
        with self._outages():
            began = time.perf_counter()
            async with self._pool.acquire() as connection:
                metrics.DB_WAIT.observe(time.perf_counter() - began)
                yield Transaction(connection, self.holder)

    async def all(self, query: Query, **given: Any) -> list[asyncpg.Record]:
        async with self._connection() as connection:
            return await connection.all(query, **given)

    async def maybe(self, query: Query, **given: Any) -> asyncpg.Record | None:
        async with self._connection() as connection:
            return await connection.maybe(query, **given)

    async def one(self, query: Query, **given: Any) -> asyncpg.Record:
        async with self._connection() as connection:
            return await connection.one(query, **given)

    async def value(self, query: Query, **given: Any) -> Any:
        async with self._connection() as connection:
            return await connection.value(query, **given)

    async def run(self, query: Query, **given: Any) -> int:
        async with self._connection() as connection:
            return await connection.run(query, **given)

    async def remove(self, query: Query, **given: Any) -> int:
        async with self.transaction() as connection:
            return await connection.remove(query, **given)

    async def text(self, sql: str, *values: Any) -> list[asyncpg.Record]:
        async with self._connection() as connection:
            return await connection.text(sql, *values)

    @property
    def in_use(self) -> PoolUse:
        """Of both pools."""
        pools = (self._pool, self.searching)
        size = sum(pool.get_size() for pool in pools)
        return PoolUse(
            size - sum(pool.get_idle_size() for pool in pools),
            size,
            sum(pool.get_max_size() for pool in pools),
        )


class _Connection(asyncpg.Connection):  # type: ignore[misc]
    """Skips asyncpg's reset on release, which costs a fifth of a short request.

    Safe because no code leaves state in a session: no SET outside a transaction, no LISTEN
    and no advisory lock on a pooled connection.
    """

    def get_reset_query(self) -> str:
        return ""


@asynccontextmanager
async def connect(
    url: str,
    *,
    min_size: int = 2,
    max_size: int = 30,
    searches: int = SEARCHES,
    statement_s: float = STATEMENT_S,
    name: str = "jobscout",
) -> AsyncIterator[Database]:
    """Open the pools, and close them at the end.

    *searches* connections search, besides the *max_size* others. The server ends a statement
    after *statement_s*; *name* is what it calls us in ``pg_stat_activity``. A connection that
    died is replaced when it is wanted next.

    Raises:
        Outage: nobody answers at *url*.
    """
    settings = {"application_name": name[:NAME_BYTES], "statement_timeout": _ms(statement_s)}
    search_s = min(SEARCH_S, statement_s)
    searching = settings | _IN_ORDER | {"statement_timeout": _ms(search_s)}
    with outages():
        pools = [
            await _pool(url, min_size, max_size, statement_s, settings),
            await _pool(url, 0, searches, search_s, searching),
        ]
    try:
        yield Database(pools[0], searching=pools[1])
    finally:
        for pool in pools:
            pool.terminate()


async def _pool(
    url: str, min_size: int, max_size: int, statement_s: float, settings: dict[str, str]
) -> asyncpg.Pool:
    return await asyncpg.create_pool(
        url,
        min_size=min_size,
        max_size=max_size,
        connection_class=_Connection,
        command_timeout=statement_s + GRACE_S,
        timeout=CONNECT_S,
        server_settings={
            "idle_in_transaction_session_timeout": _ms(IDLE_S),
            "jit": "off",
            "TimeZone": "UTC",
            **settings,
        },
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"
