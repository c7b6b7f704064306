"""The databases that tests are handed: nothing that a test did is there for the next."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.databases import Databases

COMPANY = "INSERT INTO companies (slug, name) VALUES ('acme', 'Acme') RETURNING id"


@contextmanager
def handed(databases: Databases) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the next database, which is given back open, as by a careless test."""
    given = databases.use()
    try:
        with psycopg.connect(next(given), autocommit=True) as connection:
            yield connection
            assert next(given, None) is None
    finally:
        next(given, None)


def test_rows_are_gone_and_ids_begin_anew(databases: Databases) -> None:
    """The same database, in which rows that others lead to were deleted like any others."""
    found = []
    for _ in range(2):
        with handed(databases) as connection:
            assert connection.execute("SELECT id FROM companies").fetchall() == []
            connection.execute(COMPANY)
            connection.execute(
                "INSERT INTO jobs (company_id, title, posted_at)"
                " SELECT id, 'Engineer', now() FROM companies"
            )
            found.append(
                connection.execute("SELECT current_database(), id FROM companies").fetchone()
            )

    assert found[0] == found[1]
    assert found[0] is not None
    assert found[0][1] == 1


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE companies ADD more integer",
        "ALTER TABLE companies DROP name CASCADE",
        "ALTER TABLE companies ALTER name SET DEFAULT 'x'",
        "ALTER TABLE companies ADD CHECK (id > 0)",
        "ALTER TABLE companies SET (autovacuum_enabled = false)",
        "ALTER TABLE companies DISABLE TRIGGER ALL",
        "CREATE TABLE more ()",
        "CREATE INDEX ON companies (name)",
        "CREATE SCHEMA more",
        "CREATE FUNCTION more() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "DROP TABLE holders CASCADE",
        "TRUNCATE companies CASCADE",
        "ANALYZE companies",
        "DELETE FROM _yoyo_migration",
        "UPDATE _yoyo_migration SET applied_at_utc = now()",
        "ALTER DATABASE {database} SET work_mem = '1MB'",
        "INSERT INTO companies (slug, name) SELECT n, 'Acme' FROM generate_series(1, 9000) n",
    ],
)
def test_more_than_rows(databases: Databases, change: str) -> None:
    """Where a test changed more than rows, or very many, the next has a new database."""
    with handed(databases) as connection:
        connection.execute(COMPANY)
        connection.execute(change.format(database=connection.info.dbname))
        changed = connection.info.dbname
    with handed(databases) as connection:
        assert connection.info.dbname != changed
        assert connection.execute("SELECT id, slug, name FROM companies").fetchall() == []
        assert connection.execute("SELECT count(*) > 0 FROM _yoyo_migration").fetchone() == (True,)
