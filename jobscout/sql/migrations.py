"""The schema: yoyo's migrations, applied, rolled back and compared.

yoyo speaks psycopg; this is the only place that does.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import psycopg
from yoyo import get_backend, read_migrations

from jobscout.errors import DiskUnavailable, Outage, SettingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from yoyo.backends import DatabaseBackend
    from yoyo.migrations import Migration, MigrationList

    from jobscout.sql.migration_effects import Loss

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parents[2] / "migrations"
CONNECT_S = 5
LOCK: Final = 7668064519204989044  # the advisory lock of whoever changes the schema
ASK_AGAIN_S: Final = 0.5


class Schema(NamedTuple):
    """How a database's schema compares with this program's.

    Attributes:
        missing: ids of migrations that the database lacks, oldest first.
        unknown: those that it has and this program does not know: a newer release made them.
        applied: when each of the others was applied, in UTC.
    """

    missing: list[str]
    unknown: list[str]
    applied: dict[str, datetime]


def known() -> tuple[str, ...]:
    """Ids of this program's migrations, oldest first."""
    return tuple(migration.id for migration in read_migrations(str(FOLDER)))


def compare(database_url: str) -> Schema:
    """Which migrations the database has."""
    with _open(database_url) as (backend, migrations):
        return _compare(backend, migrations)


def _compare(backend: DatabaseBackend, migrations: MigrationList) -> Schema:
    missing = [migration.id for migration in backend.to_apply(migrations)]
    rows = backend.execute(
        f"SELECT migration_id, applied_at_utc FROM {backend.migration_table_quoted}"  # noqa: S608
        " ORDER BY applied_at_utc, migration_id"
    ).fetchall()
    ids = {migration.id for migration in migrations}
    return Schema(
        missing=missing,
        unknown=[one for one, _ in rows if one not in ids],
        applied={one: at for one, at in rows if one in ids},
    )


def newer(unknown: Iterable[str]) -> str:
    """Why this program cannot use a schema, and what to do."""
    return (
        f"leads to a schema of a newer release, with {', '.join(unknown)}; start that release, or"
        " let it go back: python main.py migrate --rollback"
    )


def apply(
    database_url: str, *, break_lock: bool = False, setting: str = "DATABASE_URL"
) -> list[str]:
    """Bring the schema up to date; the ids applied.

    Several processes may call it at once: one works, and the others wait for it. A migration and
    the record that it was applied are one transaction, so that a process may die at any moment.

    Args:
        break_lock: ignore the lock that an earlier release left when it was killed.
        setting: what led to the database.

    Raises:
        SettingError: a newer release made this schema.
        Outage: an earlier release is changing the schema, or was killed while it did.
    """
    with _changing(database_url, break_lock=break_lock) as (backend, migrations):
        if unknown := _compare(backend, migrations).unknown:
            raise SettingError(setting, newer(unknown))
        todo = backend.to_apply(migrations)
        for migration in todo:
            _run(backend, migration, "apply")
        return [migration.id for migration in todo]


def texts(ids: Iterable[str], *, undoing: bool = False) -> list[str]:
    """The statements of these migrations, or those that undo them; none where it is Python."""
    paths = [FOLDER / f"{one}{'.rollback' if undoing else ''}.sql" for one in ids]
    return [path.read_text() if path.exists() else "" for path in paths]


def count(database_url: str, losses: Iterable[Loss]) -> list[int]:
    """How many rows, or values of a column, each of these is."""
    with _open(database_url) as (backend, _):
        return [
            backend.execute(
                f"SELECT count({_name(one.column) if one.column else '*'})"  # noqa: S608
                f" FROM {_name(one.table)}"
            ).fetchone()[0]
            for one in losses
        ]


def sizes(database_url: str, tables: Iterable[str]) -> dict[str, tuple[int, int]]:
    """About how many rows each of these tables has, and bytes with its indexes."""
    with _open(database_url) as (backend, _):
        rows = backend.execute(
            "SELECT relname, greatest(reltuples, 0)::bigint, pg_total_relation_size(oid)"
            " FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relname = ANY(:tables)",
            {"tables": list(tables)},
        ).fetchall()
        return {name: (many, size) for name, many, size in rows}


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def roll_back(database_url: str, *, most: int | None = None) -> list[str]:
    """Undo every migration, or *most* of them, newest first; the ids undone."""
    with _changing(database_url) as (backend, migrations):
        todo = backend.to_rollback(migrations)[:most]
        for migration in todo:
            _run(backend, migration, "rollback")
        return [migration.id for migration in todo]


def _run(backend: DatabaseBackend, migration: Migration, direction: str) -> None:
    """One migration, and its record. What runs in no transaction can be run again, see 0037."""
    migration.load()
    if not migration.use_transactions:
        migration.process_steps(backend, direction)
    with backend.transaction():
        if migration.use_transactions:
            migration.process_steps(backend, direction)
        backend.log_migration(migration, direction)
        if direction == "apply":
            backend.mark_one(migration, log=False)
        else:
            backend.unmark_one(migration, log=False)


@contextmanager
def _changing(
    database_url: str, *, break_lock: bool = False
) -> Iterator[tuple[DatabaseBackend, MigrationList]]:
    """The right to change the schema, which ends with our connection, however that ends."""
    with _open(database_url) as (backend, migrations):
        backend.ensure_internal_schema_updated()
        is_waiting = False
        # Not one statement that waits: building an index concurrently waits for all that are open.
        while not _is_ours(backend):
            if not is_waiting:
                is_waiting = True
                log.warning("waiting for another process that changes the schema")
            time.sleep(ASK_AGAIN_S)
        _check_old_lock(backend, break_lock=break_lock)
        yield backend, migrations


def _is_ours(backend: DatabaseBackend) -> bool:
    with backend.transaction():
        (is_ours,) = backend.execute(f"SELECT pg_try_advisory_lock({LOCK})").fetchone()
        return bool(is_ours)


def _check_old_lock(backend: DatabaseBackend, *, break_lock: bool) -> None:
    """Earlier releases took a row for a lock, which outlives a process that is killed."""
    with backend.transaction():
        row = backend.execute(
            f"SELECT pid, ctime FROM {backend.lock_table_quoted}"  # noqa: S608
        ).fetchone()
        if row is None:
            return
        if not break_lock:
            raise Outage(
                f"process {row[0]} of an earlier release has held the schema since {row[1]:%F %T}"
                " UTC; if it does not run any more: python main.py migrate --break-lock"
            )
        backend.execute(f"DELETE FROM {backend.lock_table_quoted}")  # noqa: S608


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
