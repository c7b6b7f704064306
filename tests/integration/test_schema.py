"""The schema against a real PostgreSQL: migrations both ways, and every query proofread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import asyncpg
import psycopg
import pytest

from jobscout.sql import migrations
from tests.conftest import database_named
from tests.integration.released_queries import queries

if TYPE_CHECKING:
    from jobscout.sql.database import Query

QUERIES = queries()


def test_down_and_up_again(servers: tuple[str, str]) -> None:
    """Every migration can be undone and applied again, and leaves nothing behind."""
    postgres, _ = servers
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE down_and_up")
    url = database_named(postgres, "down_and_up")

    applied = migrations.apply(url)
    undone = migrations.roll_back(url)
    with psycopg.connect(url) as connection:
        left = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tablename NOT LIKE '%yoyo%'"
        ).fetchall()
    again = migrations.apply(url)

    assert applied
    assert undone == applied[::-1]
    assert left == []
    assert again == applied
    assert migrations.pending(url) == []


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
async def test_query_prepares(database_url: str, query: Query) -> None:
    """PostgreSQL parses and plans the query: tables, columns and types are right."""
    connection = await asyncpg.connect(database_url)
    try:
        taken = len((await connection.prepare(query.sql)).get_parameters())
    finally:
        await connection.close()

    assert taken == len(query.parameters)
