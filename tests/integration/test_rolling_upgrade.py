"""While processes of the last release run on, the schema is the new one: they must not break.

What the last release asks is in ``fixtures/released.json``, see ``released_queries``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import asyncpg
import pytest

from tests.integration.released_queries import columns, proofread, released

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

RELEASE = released()


@pytest.fixture
async def connection(database_url: str) -> AsyncIterator[asyncpg.Connection[Any]]:
    opened = await asyncpg.connect(database_url)
    yield opened
    await opened.close()


async def test_queries_of_the_last_release(connection: asyncpg.Connection[Any]) -> None:
    """Each can still run, takes the same types, and gives what it gave; more may be given."""
    broken = {}
    for name, query in RELEASE.queries.items():
        try:
            found = await proofread(connection, query.sql)
        except asyncpg.PostgresError as error:
            broken[name] = str(error)
            continue
        if found.takes != query.takes:
            broken[name] = f"takes {found.takes}, not {query.takes}"
        elif not query.gives.items() <= found.gives.items():
            broken[name] = f"gives {found.gives}, not {query.gives}"

    said = "\n".join(f"{name}: {fault}" for name, fault in broken.items())
    assert RELEASE.queries
    assert not broken, f"queries of {RELEASE.version} break on the new schema:\n{said}"


async def test_rows_of_the_last_release(connection: asyncpg.Connection[Any]) -> None:
    """What the last release inserts says nothing of newer columns, which must not be demanded."""
    demanded = await connection.fetch(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL"
        " AND is_identity = 'NO' AND is_generated = 'NEVER'"
    )
    new = [
        f"{table}.{column}"
        for table, column in demanded
        if table in RELEASE.columns and column not in RELEASE.columns[table]
    ]

    assert RELEASE.columns.keys() <= (await columns(connection)).keys()
    assert new == []
