"""The schema against a real PostgreSQL: migrations both ways, and every query proofread."""

from __future__ import annotations

import asyncpg
import psycopg

from jobscout.sql import migrations
from tests.databases import database_named
from tests.integration.released_queries import queries

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
    assert migrations.compare(url).missing == []


async def test_every_query_prepares(database_url: str) -> None:
    """PostgreSQL parses and plans each query: tables, columns and types are right."""
    faults = {}
    connection = await asyncpg.connect(database_url)
    try:
        for query in QUERIES:
            try:
                taken = len((await connection.prepare(query.sql)).get_parameters())
            except asyncpg.PostgresError as error:
                faults[query.name] = str(error)
                continue
            if taken != len(query.parameters):
                faults[query.name] = f"takes {taken}, not {len(query.parameters)}"
    finally:
        await connection.close()

    assert QUERIES
    assert faults == {}
