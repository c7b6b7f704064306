"""A database whose migrations are applied and undone one at a time, and what is in its tables."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg import sql
from yoyo import get_backend, read_migrations

from jobscout.sql import migrations
from tests.databases import database_named
from tests.integration.made_up_rows import make_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yoyo.backends import DatabaseBackend

ROWS: Final = Path(__file__).parent / "migration_rows"

# by table, a row as its columns
Rows = dict[str, list[dict[str, Any]]]


class Stepping:
    """*url* is the database's address; *ids* are the migrations, oldest first."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.ids = migrations.known()

    def up(self, *ids: str) -> None:
        with self._backend() as backend:
            backend.apply_migrations(backend.to_apply(self._named(ids)))

    def down(self, *ids: str) -> None:
        with self._backend() as backend:
            backend.rollback_migrations(backend.to_rollback(self._named(ids)))

    def fill(self, migration_id: str) -> None:
        """Add the rows of ``migration_rows`` that its tables and columns are there for.

        What they lack is made up.
        """
        file = ROWS / f"{migration_id}.sql"
        if file.exists():
            with psycopg.connect(self.url) as connection:
                connection.execute(file.read_bytes())
        make_up(self.url)

    def rows(self) -> Rows:
        """Every row there is."""
        with psycopg.connect(self.url) as connection:
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                " AND tablename NOT LIKE '%yoyo%'"
            ).fetchall()
            return {
                name: [
                    row
                    for (row,) in connection.execute(
                        sql.SQL("SELECT to_jsonb(t) FROM {} t").format(sql.Identifier(name))
                    )
                ]
                for (name,) in tables
            }

    def values(self, query: str) -> list[Any]:
        """Every value of one statement's answer."""
        with psycopg.connect(self.url) as connection:
            return [value for row in connection.execute(query.encode()) for value in row]

    @contextmanager
    def _backend(self) -> Iterator[DatabaseBackend]:
        backend = get_backend(self.url.replace("postgresql://", "postgresql+psycopg://"))
        try:
            with backend.lock():
                yield backend
        finally:
            backend.connection.close()

    def _named(self, ids: tuple[str, ...]) -> Any:
        return read_migrations(str(migrations.FOLDER)).filter(lambda one: one.id in ids)


@contextmanager
def stepping(postgres: str, name: str) -> Iterator[Stepping]:
    """A new database without a schema on the server *postgres*."""
    named = sql.Identifier(name)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(named))
    try:
        yield Stepping(database_named(postgres, name))
    finally:
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))
