"""Databases for tests: migrated and empty, and where a test left only rows the same one again."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg import sql

from jobscout.sql import migrations

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE: Final = "template_jobscout"
MAX_BYTES: Final = 256 * 1024
"""A database whose tables have grown to more, dead rows included, is not used again."""

# No test asks what a crash of this server leaves. The log in advance is bounded, as it may lie in
# memory. Statistics are those of a database that was just made, whatever was in it before: with
# those of tables that had just been emptied, what a test does with thousands of rows takes long.
_SETTINGS: Final = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_wal_size": "64MB",
    "min_wal_size": "32MB",
    "autovacuum": "off",
}
# Changes with whatever is more than rows: the schema, and what the planner knows of tables.
_CATALOGS: Final = """
SELECT string_agg(concat_ws(' ', name, many, last), ',' ORDER BY name)
FROM (
    SELECT 'class' AS name, count(*) AS many, sum(xmin::text::bigint) + sum(reltuples) AS last
    FROM pg_class WHERE oid >= 16384
    UNION ALL SELECT 'attribute', count(*), sum(xmin::text::bigint)
    FROM pg_attribute WHERE attrelid >= 16384
    UNION ALL SELECT 'constraint', count(*), sum(xmin::text::bigint)
    FROM pg_constraint WHERE oid >= 16384
    UNION ALL SELECT 'trigger', count(*), sum(xmin::text::bigint) FROM pg_trigger
    UNION ALL SELECT 'function', count(*), sum(xmin::text::bigint)
    FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT 'type', count(*), sum(xmin::text::bigint) FROM pg_type WHERE oid >= 16384
    UNION ALL SELECT 'schema', count(*), sum(xmin::text::bigint) FROM pg_namespace
    WHERE nspname !~ '^pg_(toast_)?temp_'
    UNION ALL SELECT 'statistics', count(*), 0 FROM pg_statistic WHERE starelid >= 16384
    UNION ALL SELECT 'setting', count(*), 0 FROM pg_db_role_setting)
"""
_ALONE: Final = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_FILLED: Final = """
SELECT relname, pg_relation_size(oid) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
"""


def database_named(postgres: str, name: str) -> str:
    """The address of another database on the same server."""
    return postgres.replace("@/postgres?", f"@/{name}?")


class Databases:
    """*postgres* is the address of a server with nothing in it."""

    def __init__(self, postgres: str) -> None:
        self._postgres = postgres
        self._numbers = itertools.count(1)
        self._name: str | None = None
        self._emptying: psycopg.Connection[Any] | None = None  # connecting costs half a test
        with psycopg.connect(postgres, autocommit=True) as connection:
            for name, value in _SETTINGS.items():
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute(f"CREATE DATABASE {TEMPLATE}")
        migrations.apply(database_named(postgres, TEMPLATE))
        with psycopg.connect(database_named(postgres, TEMPLATE)) as connection:
            self._catalogs = _value(connection, _CATALOGS)
            self._kept = [name for name, _ in connection.execute(_FILLED)]
            self._rows = self._rows_kept(connection)

    def use(self) -> Iterator[str]:
        """The address of a database that is the caller's own until the iterator goes on."""
        if self._name is None:
            self._name = f"test_{next(self._numbers)}"
            self._run(f"CREATE DATABASE {self._name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        address = database_named(self._postgres, self._name)
        yield address
        try:
            self._emptying = self._emptying or psycopg.connect(address)
            with self._emptying.transaction():
                is_empty = self._empty(self._emptying)
        except psycopg.OperationalError:  # the test ended every connection, or its database
            is_empty = False
        if not is_empty:
            self.close()
            self._run(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")
            self._name = None

    def close(self) -> None:
        if self._emptying is not None:
            self._emptying.close()
            self._emptying = None

    def _empty(self, connection: psycopg.Connection[Any]) -> bool:
        """Whether it is as it was made, now that rows were deleted and ids begin anew."""
        connection.execute(_ALONE)
        filled = dict(connection.execute(_FILLED).fetchall())
        if (
            sum(filled.values()) > MAX_BYTES
            or _value(connection, _CATALOGS) != self._catalogs
            or self._rows_kept(connection) != self._rows
        ):
            return False
        connection.execute("SET LOCAL session_replication_role = replica")  # in any order
        for name in filled.keys() - set(self._kept):
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
        connection.execute("SELECT setval(seqrelid, seqstart, false) FROM pg_sequence")
        return True

    def _rows_kept(self, connection: psycopg.Connection[Any]) -> list[Any]:
        """Changes with the rows of those tables in which migrations leave some."""
        counted = sql.SQL("SELECT count(*), sum(xmin::text::bigint) FROM {}")
        return [
            connection.execute(counted.format(sql.Identifier(name))).fetchone()
            for name in self._kept
        ]

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._postgres, autocommit=True) as connection:
            connection.execute(statement)


def _value(connection: psycopg.Connection[Any], query: str) -> Any:
    (value,) = connection.execute(query).fetchone() or (None,)
    return value
