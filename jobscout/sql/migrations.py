"""The schema: yoyo's migrations, applied, rolled back and compared.

yoyo speaks psycopg; this is the only place that does.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from yoyo import get_backend, read_migrations

from jobscout.errors import DiskUnavailable, Outage, SettingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yoyo.backends import DatabaseBackend
    from yoyo.migrations import MigrationList

FOLDER = Path(__file__).parents[2] / "migrations"
CONNECT_S = 5


def known() -> tuple[str, ...]:
    """Ids of this program's migrations, oldest first."""
    return tuple(migration.id for migration in read_migrations(str(FOLDER)))


def pending(database_url: str) -> list[str]:
    """Ids of migrations that the database lacks, oldest first."""
    with _open(database_url) as (backend, migrations):
        return [migration.id for migration in backend.to_apply(migrations)]


def apply(database_url: str) -> list[str]:
    """Bring the schema up to date; the ids applied. Several processes may call it at once."""
    with _open(database_url) as (backend, migrations), backend.lock():
        todo = backend.to_apply(migrations)
        backend.apply_migrations(todo)
        return [migration.id for migration in todo]


def roll_back(database_url: str) -> list[str]:
    """Undo every migration, newest first; the ids undone."""
    with _open(database_url) as (backend, migrations), backend.lock():
        todo = backend.to_rollback(migrations)
        backend.rollback_migrations(todo)
        return [migration.id for migration in todo]


@contextmanager
def _open(database_url: str) -> Iterator[tuple[DatabaseBackend, MigrationList]]:
    """Raises Outage: nobody answers at *database_url*; DiskUnavailable: its disk is full."""
    scheme, rest = database_url.split("://", 1)
    if scheme not in {"postgres", "postgresql"}:
        raise SettingError("DATABASE_URL", "must begin with postgresql://")
    if "connect_timeout=" not in rest:  # a thread that waits for ever holds up the end
        rest += f"{'&' if '?' in rest else '?'}connect_timeout={CONNECT_S}"
    try:
        backend = get_backend(f"postgresql+psycopg://{rest}")
    except psycopg.OperationalError as error:
        raise Outage(f"PostgreSQL is unavailable: {error}") from error
    try:
        yield backend, read_migrations(str(FOLDER))
    except psycopg.errors.DiskFull as error:
        raise DiskUnavailable(f"PostgreSQL cannot write: {error}", "disk full") from error
    finally:
        backend.connection.close()
