"""The door to PostgreSQL: outages in our own words, whole transactions, checked parameters."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import asyncpg
import pytest

from jobscout.errors import NotFound, Outage
from jobscout.sql import database, queries
from jobscout.sql.database import SEARCHES
from jobscout.sql.notifications import Notifications
from jobscout.sql.queries import Query

if TYPE_CHECKING:
    from jobscout.sql.database import Database

PAIR = Query("test.pair", "SELECT $1::integer AS a, $2::integer AS b", ("a", "b"))
NOTHING = Query("test.nothing", "SELECT 1 AS id WHERE false", ())
SLOW = Query("test.slow", "SELECT pg_sleep(10)", ())
ADD = Query("test.add", "INSERT INTO companies (slug, name) VALUES ($1, $1)", ("slug",))
COUNT = Query("test.count", "SELECT count(*) FROM companies", ())
SHOW = Query("test.show", "SELECT current_setting($1)", ("name",))
OWN_PID = Query("test.own_pid", "SELECT pg_backend_pid()", ())
IS_THERE = Query("test.is_there", "SELECT true FROM pg_stat_activity WHERE pid = $1", ("pid",))
KILL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE $1"
    " AND application_name LIKE 'jobscout%'"
)


async def kill(url: str, query: str) -> None:
    """End the backend that runs *query*, as soon as there is one."""
    connection = await asyncpg.connect(url)
    try:
        async with asyncio.timeout(5):
            while not await connection.fetch(KILL, query):
                pass  # each look at the server lets the others run
    finally:
        await connection.close()


def pids(db: Database) -> set[int]:
    """Of the backends that the pool's open connections lead to."""
    connections = [holder._con for holder in db._pool._holders]
    return {each.get_server_pid() for each in connections if each and not each.is_closed()}


async def test_values_in_order(db: Database) -> None:
    """Parameters go by name, in whatever order they are given."""
    row = await db.one(PAIR, b=2, a=1)

    assert tuple(row) == (1, 2)


@pytest.mark.parametrize("given", [{"a": 1}, {"a": 1, "c": 2}, {"a": 1, "b": 2, "c": 3}, {}])
def test_wrong_parameters(given: dict[str, int]) -> None:
    """A missing, misspelt or superfluous parameter is an error with the query's name."""
    with pytest.raises(TypeError, match=r"test\.pair takes \('a', 'b'\)"):
        PAIR.values(given)


def test_unknown_query() -> None:
    """A query that the file does not have is an AttributeError with its name."""
    with pytest.raises(AttributeError, match="no_such_query"):
        _ = queries.load("postings").no_such_query


def test_every_query_is_there() -> None:
    """No named query of a file is lost on the way, whatever it is called."""
    for path in queries.FOLDER.glob("*.sql"):
        named = path.read_text("utf-8").count("-- name: ")
        assert len(queries.load(path.stem).by_name) == named, path.stem


async def test_one_and_maybe(db: Database) -> None:
    """No row is None where that is allowed, and NotFound where it is not."""
    assert await db.maybe(NOTHING) is None
    assert await db.value(NOTHING) is None
    with pytest.raises(NotFound):
        await db.one(NOTHING)


async def test_run_counts(db: Database) -> None:
    """A statement without rows says how many it touched."""
    assert await db.run(ADD, slug="acme") == 1
    assert await db.run(Query("test.none", "DELETE FROM companies WHERE false", ())) == 0


async def test_rollback(db: Database) -> None:
    """When anything in a transaction fails, nothing of it is kept, and the error passes."""

    async def add_twice() -> None:
        async with db.transaction() as t:
            await t.run(ADD, slug="acme")
            await t.run(ADD, slug="acme")

    with pytest.raises(asyncpg.UniqueViolationError):
        await add_twice()

    assert await db.value(COUNT) == 0


async def test_our_own_error_rolls_back(db: Database) -> None:
    """An error of ours inside a transaction undoes it and passes unchanged."""

    async def add_and_fail() -> None:
        async with db.transaction() as t:
            await t.run(ADD, slug="acme")
            raise KeyError("ours")

    with pytest.raises(KeyError, match="ours"):
        await add_and_fail()

    assert await db.value(COUNT) == 0


async def test_killed_query(db: Database, database_url: str) -> None:
    """P11: a server that ends our connection is an Outage, and the next call works again."""
    killer = asyncio.create_task(kill(database_url, "%pg_sleep(10)%"))

    with pytest.raises(Outage, match="PostgreSQL is unavailable"):
        await db.all(SLOW)

    await killer
    assert await db.value(COUNT) == 0


async def test_killed_transaction(db: Database, database_url: str) -> None:
    """P11: a connection lost inside a transaction is an Outage, and nothing was written."""

    async def work() -> None:
        async with db.transaction() as t:
            await t.run(ADD, slug="acme")
            await t.all(SLOW)

    killer = asyncio.create_task(kill(database_url, "%pg_sleep(10)%"))

    with pytest.raises(Outage):
        await work()

    await killer
    assert await db.value(COUNT) == 0


async def test_idle_connection_told_of_the_end(db: Database) -> None:
    """P11: the server's last words to an idle connection make the next query an Outage."""
    said = "cannot switch to state 12; another operation (2) is in progress"

    with pytest.raises(Outage):
        async with db.transaction():
            raise asyncpg.InternalClientError(said)


async def test_closed_pool(database_url: str) -> None:
    """After the end a query is an Outage, not a crash."""
    async with database.connect(database_url, min_size=1, max_size=1) as db:
        await db.value(COUNT)

    with pytest.raises(Outage):
        await db.value(COUNT)


async def test_nobody_answers() -> None:
    """A server that is not there is an Outage from the first call."""

    async def connect() -> None:
        async with database.connect("postgresql://nobody@127.0.0.1:1/none"):
            pass

    with pytest.raises(Outage):
        await connect()


async def test_a_mistake_is_no_outage(db: Database) -> None:
    """A wrong statement is raised unchanged, not as an outage: waiting would not mend it."""
    with pytest.raises(asyncpg.UndefinedTableError):
        await db.text("SELECT FROM no_such_table")


async def test_in_use(db: Database) -> None:
    """The pool says how many of its connections work, are open, and may be open."""
    idle = db.in_use
    async with db.transaction():
        busy = db.in_use

    assert (idle.busy, busy.busy) == (0, 1)
    assert busy.open >= 1
    assert busy.max == 5 + SEARCHES


async def test_the_server_knows_who_we_are(database_url: str) -> None:
    """``pg_stat_activity`` names the process; our limits are the server's."""
    async with database.connect(
        database_url, min_size=1, max_size=1, statement_s=7.5, name=f"jobscout {'x' * 80}"
    ) as db:
        name = await db.value(SHOW, name="application_name")
        statement = await db.value(SHOW, name="statement_timeout")
        idle = await db.value(SHOW, name="idle_in_transaction_session_timeout")

    assert name == f"jobscout {'x' * 54}"
    assert (statement, idle) == ("7500ms", "1min")


async def test_long_statement(database_url: str) -> None:
    """A statement that takes too long is ended by the server; what removes old rows is not.

    The limit is back for whatever comes next on the same connection.
    """
    limit = 0.05
    async with database.connect(database_url, min_size=1, max_size=1, statement_s=limit) as db:
        assert await db.remove(Query("test.long", "SELECT pg_sleep(0.2)", ())) == 1
        with pytest.raises(Outage, match="statement timeout"):
            await db.all(SLOW)
        assert await db.value(SHOW, name="statement_timeout") == "50ms"


async def test_stalled_transaction(
    database_url: str, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who stalls in a transaction loses the connection and its locks, and nothing was written."""
    monkeypatch.setattr(database, "IDLE_S", 0.01)

    async def stall(hasty: Database) -> None:
        async with hasty.transaction() as t:
            await t.run(ADD, slug="acme")
            pid = await t.value(OWN_PID)
            while await db.value(IS_THERE, pid=pid):
                pass  # each look at the server lets time pass
            await t.value(COUNT)

    async with database.connect(database_url, min_size=1, max_size=1) as hasty:
        async with asyncio.timeout(10):
            with pytest.raises(Outage):
                await stall(hasty)
        assert await hasty.value(COUNT) == 0


async def test_dead_connections_are_replaced(database_url: str) -> None:
    """When the server ended every connection while they were idle, the next queries work."""
    async with database.connect(database_url, min_size=3, max_size=3) as db:
        killer = await asyncpg.connect(database_url)
        before = pids(db)
        ended = await killer.fetch(KILL, "%")
        async with asyncio.timeout(10):
            while pids(db) & before:
                await killer.fetch("SELECT 1")  # until the news are here
        await killer.close()
        counts = await asyncio.gather(*(db.value(COUNT) for _ in range(3)))
        async with db.transaction() as t:
            await t.run(ADD, slug="acme")

        assert len(ended) == len(before) == 3
        assert counts == [0, 0, 0]
        assert not pids(db) & before


async def test_notifications(db: Database, database_url: str) -> None:
    """What is announced is heard, until told to stop."""
    heard, stopping = asyncio.Event(), asyncio.Event()
    said: list[str] = []

    def hear(payload: str) -> None:
        said.append(payload)
        heard.set()

    notifications = Notifications(database_url, "news", hear)
    listening = asyncio.create_task(notifications.run_until(stopping))
    async with asyncio.timeout(5):
        while not heard.is_set():
            await db.text("SELECT pg_notify('news', 'jobs')")
        stopping.set()
        await listening

    assert set(said) == {"jobs"}


async def test_notifications_lost(database_url: str) -> None:
    """A lost connection is an Outage, so that the listener connects again."""
    notifications = Notifications(database_url, "news", lambda _payload: None)
    listening = asyncio.create_task(notifications.run_until(asyncio.Event()))

    await kill(database_url, "LISTEN%")

    with pytest.raises(Outage):
        async with asyncio.timeout(5):
            await listening
