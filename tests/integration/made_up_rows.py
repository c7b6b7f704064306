"""Rows that nobody wrote, for tables and columns that are new.

Where a constraint refuses them, they are written by hand: in ``migration_rows`` or in
``complete_user``.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import psycopg

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from jobscout.sql.database import Database

_COLUMNS: Final = """
SELECT c.relname AS relation, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
    NOT a.attnotnull AS nullable, a.attidentity <> '' OR a.atthasdef AS is_given,
    f.confrelid::regclass::text AS target,
    coalesce((SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k
        WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]), '') AS rule
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
LEFT JOIN pg_constraint f ON f.conrelid = c.oid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum]
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE '%yoyo%'
  AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY c.oid, a.attnum
"""
_ALLOWED: Final = re.compile(r"'([^']+)'::text")
_SAMPLES: Final[dict[str, str]] = {
    "text": "'made up'",
    "boolean": "true",
    "jsonb": "'{}'",
    "uuid": "gen_random_uuid()",
    "bytea": "'\\x01'",
    "inet": "'192.0.2.1'",
    "date": "'2026-11-30'",
    "character varying(3)": "'yes'",
    "text[]": "'{made up}'",
    "timestamp with time zone": "now()",
    "time without time zone": "'12:00'",
}


class Column(NamedTuple):
    """*is_given*: it has a default. *target*: the table that it refers to. *rule*: its checks."""

    relation: str
    name: str
    type: str
    nullable: bool
    is_given: bool
    target: str | None
    rule: str

    def sample(self, user_id: int | None = None) -> str:
        """An expression for a value; what refers to a person refers to *user_id*."""
        if self.target == "users" and user_id is not None:
            return str(user_id)
        if self.target is not None:
            return f"(SELECT min(id) FROM {self.target})"  # noqa: S608  (from the catalog)
        if allowed := _ALLOWED.search(self.rule):
            return f"'{{{allowed[1]}}}'" if self.type.endswith("[]") else f"'{allowed[1]}'"
        return _SAMPLES.get(self.type, "1")


def make_up(url: str) -> None:
    """Two rows for each table without one, and some null and some other value in each column."""
    with psycopg.connect(url, autocommit=True) as connection:
        for table, columns in _tables(connection.execute(_COLUMNS.encode())).items():
            if not _any(connection, table):
                _try(connection, _insert(table, [one for one in columns if not one.nullable]))
                _try(connection, _insert(table, columns))
            for one in columns:
                if one.nullable and not _any(connection, f"{table} WHERE {one.name} IS NOT NULL"):
                    first = f"(SELECT min(ctid) FROM {table})"  # noqa: S608
                    _try(
                        connection,
                        f"UPDATE {table} SET {one.name} = {one.sample()} WHERE ctid = {first}",  # noqa: S608
                    )


async def make_up_of(db: Database, user_id: int, *, but: Collection[str] = ()) -> None:
    """A row of that person in each table with a ``user_id`` that has none of theirs."""
    for table, columns in _tables(await db.text(_COLUMNS)).items():
        if table not in but and any(one.name == "user_id" for one in columns):
            theirs = f"SELECT FROM {table} WHERE user_id = $1"
            if not await db.text(theirs, user_id):
                await db.text(_insert(table, columns, user_id))


def _tables(rows: Iterable[Iterable[Any]]) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = {}
    for row in rows:
        one = Column(*row)
        found.setdefault(one.relation, []).append(one)
    return found


def _insert(table: str, columns: Iterable[Column], user_id: int | None = None) -> str:
    stated = [one for one in columns if not one.is_given]
    names = ", ".join(one.name for one in stated)
    values = ", ".join(one.sample(user_id) for one in stated)
    return f"INSERT INTO {table} ({names}) VALUES ({values})"  # noqa: S608


def _any(connection: psycopg.Connection[Any], what: str) -> bool:
    return connection.execute(f"SELECT FROM {what} LIMIT 1".encode()).fetchone() is not None


def _try(connection: psycopg.Connection[Any], statement: str) -> None:
    with suppress(psycopg.IntegrityError):
        connection.execute(statement.encode())
