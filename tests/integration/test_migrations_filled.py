"""Migrations over filled tables: no row and no value is lost, up, down and up again.

``migration_rows/<id>.sql`` adds rows once that migration is applied, so that each later one
meets rows in every table, with values and without.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.drills import drill
from tests.integration.stepping import stepping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.integration.stepping import Rows, Stepping

# What a migration makes of the rows that it finds: statements whose every value is true.
MADE: Final[dict[str, tuple[str, ...]]] = {
    "0004.sessions": (
        "SELECT family_hash = refresh_hash AND spent_hash IS NULL FROM sessions",
        "SELECT count(*) = 2 FROM sessions",
    ),
    "0006.erasures": (
        """
        SELECT e.user_id = 3 AND e.requested_at = u.deleted_at AND e.finished_at IS NULL
            AND e.due_at = u.deleted_at + interval '30 days' AND e.next_try_at = e.due_at
        FROM erasures e JOIN users u ON u.id = e.user_id
        """,
        "SELECT count(*) = 1 FROM erasures",
    ),
    "0007.taxonomy": ("SELECT NOT retired FROM skills",),
    "0008.audit": (
        "SELECT (failed_at IS NOT NULL) = (status = 'failed') FROM deliveries",
        "SELECT failed_at = next_try_at FROM deliveries WHERE id = 2",
        "SELECT failed_at <= now() AND next_try_at > now() FROM deliveries WHERE id = 3",
        "SELECT NOT joined FROM jobs",
        "SELECT read_at IS NULL FROM alerts",
    ),
    "0010.sources": (
        "SELECT count(*) = 4 FROM source_states",
        """
        SELECT health = CASE id WHEN 2 THEN 'failing' WHEN 3 THEN 'paused' ELSE 'ok' END
        FROM source_states
        """,
        "SELECT NOT forgives FROM scrapes",
    ),
    "0012.feeds": ("SELECT count(DISTINCT feed_token) = 2 FROM searches",),
    "0013.cv_uploads": ("SELECT count(*) = 0 FROM cv_uploads",),
    "0014.searching": (
        "SELECT count(*) = 1 FROM jobs WHERE words @@ 'senior & pilot' AND countries @> '{KE}'",
    ),
    "0015.openings": (
        """
        SELECT s.watched_since = c.finished_at FROM sources s JOIN scrapes c ON c.id = 1
        WHERE s.id = 1
        """,
        "SELECT watched_since = last_whole_read_at FROM sources WHERE id = 2",
        "SELECT watched_since IS NULL FROM sources WHERE id IN (3, 4)",
        "SELECT is_backlog = (id <> 1) AND possible_at IS NULL FROM jobs",
        "SELECT count(*) = 4 FROM job_sights",
    ),
    "0016.canonical_email": (
        """
        SELECT canonical_email
            IS NOT DISTINCT FROM CASE WHEN deleted_at IS NULL THEN lower(email) END
        FROM users
        """,
        "SELECT account_of('ADA@example.org', 'ada@example.org') = 1",
    ),
    "0017.holders": (
        *(
            f"SELECT claimed_by IS NULL FROM {table}"  # noqa: S608  (a fixed word)
            for table in (
                *("scrapes", "jobs", "deliveries", "webhooks"),
                *("account_mails", "cvs", "erasures"),
            )
        ),
        "SELECT internal_failures = 0 FROM sources",
        "SELECT can_hold(NULL)",
        "SELECT count(*) = 4 FROM source_states",
    ),
    "0018.full_reads": ("SELECT full_read_at IS NULL AND NOT validators_distrusted FROM sources",),
    "0019.closings": (
        *(
            f"SELECT evidence = '{{}}' AND closed_reason IS NULL FROM {table}"  # noqa: S608  (a fixed word)
            for table in ("postings", "jobs")
        ),
        "SELECT suspect_scrapes = '{}' AND not_found_scrapes = '{}' FROM sources",
        "SELECT gone_at IS NULL AND suspect_sketch IS NULL FROM sources",
        """
        SELECT health = CASE id WHEN 2 THEN 'failing' WHEN 3 THEN 'paused' ELSE 'ok' END
        FROM source_states
        """,
    ),
    "0020.source_rates": ("SELECT shortest_interval = '0' FROM sources",),
    "0021.board_requests": (
        "SELECT job_id IS NOT NULL AND num_nonnulls(title, company, location, url) = 0 FROM alerts",
    ),
    "0023.attribution": (
        """
        SELECT attribution IS NOT DISTINCT FROM CASE kind WHEN 'remotive' THEN 'Remotive' END
        FROM sources
        """,
    ),
    "0024.robots": ("SELECT robots IS NULL FROM sources",),
    "0025.poll_hints": ("SELECT poll_hints IS NULL FROM sources",),
    "0026.rate_priors": (
        "SELECT squares = postings FROM source_rates",
        "SELECT prior_postings = 0.25 AND prior_weeks = 0.125 FROM source_plans",
    ),
    "0030.rule_versions": ("SELECT stated IS NULL AND rules = 0 FROM postings",),
    "0031.job_facts": (
        "SELECT field_evidence = '[]' AND num_nonnulls(years_min, deadline) = 0 FROM postings",
        """
        SELECT j.language IS NOT DISTINCT FROM split_part(p.language, '-', 1)
        FROM jobs j LEFT JOIN postings p ON p.id = j.lead_posting_id
        """,
    ),
    "0053.safety_words": ("SELECT safety_words = '[]' FROM postings",),
}
# How many rows go when a migration is undone whose tables cannot hold them.
UNDONE: Final[dict[str, dict[str, int]]] = {
    "0021.board_requests": {"alerts": 3},  # of private postings
    "0041.silent-alerts": {"alerts": 1},  # is sent, to nobody
    "0007.taxonomy": {"skills": 1, "user_skills": 1},  # a retired skill may share its name
}

pytestmark = [
    drill("migrations", "jobscout/sql", "tests/integration/migration_rows"),
    pytest.mark.timeout(90),
]


@pytest.fixture
def schema(servers: tuple[str, str]) -> Iterator[Stepping]:
    with stepping(servers[0], "filled") as steps:
        yield steps


def columns(rows: Rows) -> set[str]:
    """Every ``table.column``; a table without rows shows none."""
    return {f"{table}.{name}" for table, found in rows.items() for name in _names(found)}


def lost(before: Rows, after: Rows) -> dict[str, int]:
    """How many rows of tables that are still there differ, in columns that are still there."""
    missing = {}
    for table in before.keys() & after.keys():
        names = _names(before[table]) & (_names(after[table]) or _names(before[table]))
        left = _shown(before[table], names) - _shown(after[table], names)
        if left:
            missing[table] = left.total()
    return missing


def _names(rows: list[dict[str, Any]]) -> set[str]:
    return {name for row in rows for name in row}


def _shown(rows: list[dict[str, Any]], names: set[str]) -> Counter[str]:
    return Counter(json.dumps({name: row[name] for name in names}, sort_keys=True) for row in rows)


def lacking(rows: Rows, nullable: set[str]) -> list[str]:
    """Tables without a row, and columns that are null in all rows, or could be and are in none."""
    lack = [table for table, found in rows.items() if not found]
    for column in sorted(nullable):
        table, _, name = column.partition(".")
        nulls = {row[name] is None for row in rows[table]}
        if rows[table] and nulls != {True, False}:
            lack.append(column)
    return lack


def test_rows_are_kept(schema: Stepping) -> None:
    """Each migration keeps every row, makes of them what it should, and can be undone at once."""
    for one in schema.ids:
        before = schema.rows()

        schema.up(one)
        after = schema.rows()
        assert columns(before) - columns(after) == set(), one
        assert lost(before, after) == {}, one
        for query in MADE.get(one, ()):
            values = schema.values(query)
            assert values, (one, query)
            assert all(value is True for value in values), (one, query, values)

        schema.down(one)
        undone = schema.rows()
        assert columns(undone) == columns(before), one
        assert lost(before, undone) == lost(undone, before) == {}, one

        schema.up(one)
        assert lost(before, schema.rows()) == {}, one
        schema.fill(one)


def test_down_and_up_with_rows(schema: Stepping) -> None:
    """With rows of every version each migration is undone and applied again, newest first."""
    for one in schema.ids:
        schema.up(one)
        schema.fill(one)
    for one in schema.ids[::-1]:
        before = schema.rows()
        schema.down(one)
        undone = schema.rows()
        assert lost(before, undone) == UNDONE.get(one, {}), one

        schema.up(one)
        assert lost(undone, schema.rows()) == {}, one
        schema.down(one)

    assert schema.rows() == {}


def test_rows_of_every_kind(schema: Stepping) -> None:
    """At each version every table has rows, and what may be null is so in some and not in all."""
    for one in schema.ids:
        schema.up(one)
        schema.fill(one)
        nullable = schema.values(
            "SELECT table_name || '.' || column_name FROM information_schema.columns"
            " JOIN information_schema.tables USING (table_schema, table_name)"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
            " AND is_nullable = 'YES' AND table_name NOT LIKE '%yoyo%'"
        )
        assert lacking(schema.rows(), set(nullable)) == [], f"add rows to migration_rows/{one}.sql"
