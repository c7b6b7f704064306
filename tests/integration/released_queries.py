"""The queries of the last release, which run on while the next one has migrated already.

``python -m tests.integration.released_queries`` writes them, at a release, into
``fixtures/released.json``: each with what it takes and gives, and the columns there are.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import asyncpg
import msgspec

from jobscout import __version__
from jobscout.embedded import Embedded
from jobscout.sql import (
    channel_attempts,
    holders,
    migrations,
    user_channels,
    webhook_attempts,
    webhooks,
)
from jobscout.sql.queries import FOLDER, load

if TYPE_CHECKING:
    from jobscout.sql.queries import Query

PATH: Final = Path(__file__).parent / "fixtures" / "released.json"
_COLUMNS: Final = """
SELECT table_name, array_agg(column_name::text ORDER BY column_name::text) AS columns
FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '%yoyo%'
GROUP BY table_name ORDER BY table_name
"""


class ReleasedQuery(msgspec.Struct, frozen=True, kw_only=True):
    """*takes* are the types of ``$1, $2 …``, *gives* those of the answer's columns."""

    sql: str
    takes: list[str]
    gives: dict[str, str]


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """*queries* by their names, *columns* by table."""

    version: str
    queries: dict[str, ReleasedQuery]
    columns: dict[str, list[str]]


def released() -> Release:
    return msgspec.json.decode(PATH.read_bytes(), type=Release)


async def proofread(connection: asyncpg.Connection[Any], sql: str) -> ReleasedQuery:
    """What PostgreSQL says of a statement. Raises PostgresError: it cannot run."""
    statement = await connection.prepare(sql)
    return ReleasedQuery(
        sql=sql,
        takes=[kind.name for kind in statement.get_parameters()],
        gives={column.name: column.type.name for column in statement.get_attributes()},
    )


async def columns(connection: asyncpg.Connection[Any]) -> dict[str, list[str]]:
    return {row["table_name"]: row["columns"] for row in await connection.fetch(_COLUMNS)}


def queries() -> list[Query]:
    """The statements of this version, by name."""
    files = [
        *(webhooks.RECEIVERS, user_channels.RECEIVERS),
        *(load(path.stem) for path in FOLDER.glob("*.sql")),
    ]
    made = [
        leases.queries
        for leases in (*holders.KINDS, webhook_attempts.LEASES, channel_attempts.LEASES)
    ]
    found = [query for each in (*files, *made) for query in each.by_name.values()]
    return sorted(found, key=lambda query: query.name)


async def _write(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        release = Release(
            version=__version__,
            queries={query.name: await proofread(connection, query.sql) for query in queries()},
            columns=await columns(connection),
        )
    finally:
        await connection.close()
    encoded = msgspec.json.encode(release)
    PATH.write_bytes(msgspec.json.format(encoded, indent=1) + b"\n")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="jobscout-release-") as folder:
        servers = Embedded(Path(folder))
        database_url, _ = servers.start(postgres=True, valkey=False)
        assert database_url is not None
        try:
            migrations.apply(database_url)
            asyncio.run(_write(database_url))
        finally:
            servers.stop()


if __name__ == "__main__":
    main()
