"""The index of what lists filter by is built anew while jobs are read and written."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

import psycopg
import pytest

from tests.integration.stepping import stepping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.integration.stepping import Stepping

REBUILD: Final = "0037.jobs_found"
# What 0035 did where it was applied before 0037 was there.
OLD_REBUILD: Final = """
CREATE INDEX jobs_found_new ON jobs USING gin (
    words, place_words, countries, company_id, workplace, seniority, employment_type, language,
    (CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END)
) WITH (gin_pending_list_limit = 256);
DROP INDEX jobs_found;
ALTER INDEX jobs_found_new RENAME TO jobs_found;
"""
INDEXES: Final = """
SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE indrelid = 'jobs'::regclass AND indisvalid AND relname ~ '^jobs_(found|deadline)'
ORDER BY relname
"""
COLUMNS: Final = "SELECT pg_get_indexdef('jobs_found'::regclass)"
WAITING: Final = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'CREATE INDEX%'
"""
WAIT_S: Final = 20.0


@pytest.fixture
def schema(servers: tuple[str, str]) -> Iterator[Stepping]:
    """As it is before the rebuild, with a job."""
    with stepping(servers[0], "rebuilt") as steps:
        steps.up(*steps.ids[: steps.ids.index(REBUILD)])
        run(
            steps,
            "INSERT INTO companies (slug, name) VALUES ('acme', 'Acme');"
            "INSERT INTO jobs (company_id, title, posted_at, first_seen_at)"
            " SELECT id, 'Engineer', now(), now() FROM companies",
        )
        yield steps


def run(schema: Stepping, sql: str) -> None:
    with psycopg.connect(schema.url, autocommit=True) as connection:
        connection.execute(sql.encode())


@pytest.mark.parametrize("before", ["", OLD_REBUILD], ids=["new", "upgraded"])
def test_either_history_leads_to_one_index(schema: Stepping, before: str) -> None:
    if before:
        run(schema, before)

    schema.up(REBUILD)

    assert schema.values(INDEXES) == ["jobs_deadline", "jobs_found"]
    (said,) = schema.values(COLUMNS)
    assert "language, visa_sponsorship, COALESCE(years_min" in said

    schema.down(REBUILD)
    assert schema.values(INDEXES) == ["jobs_found"]
    assert "language" not in schema.values(COLUMNS)[0]


@pytest.mark.parametrize("done", ["CREATE", "DROP"])
def test_goes_on_where_it_was_interrupted(schema: Stepping, done: str) -> None:
    """Each statement is for good at once, so a rebuild that ended half-way is begun again."""
    run(schema, "CREATE INDEX jobs_found_new ON jobs (id)")
    if done == "DROP":
        run(schema, "DROP INDEX jobs_found")

    schema.up(REBUILD)

    assert schema.values(INDEXES) == ["jobs_deadline", "jobs_found"]
    assert "language" in schema.values(COLUMNS)[0]


@pytest.mark.parametrize("way", ["up", "down"])
def test_nobody_waits_for_it(schema: Stepping, way: str) -> None:
    """It waits for who writes a job, and who comes after that writes nevertheless."""
    if way == "down":
        schema.up(REBUILD)
    rebuild = threading.Thread(target=getattr(schema, way), args=(REBUILD,))
    with psycopg.connect(schema.url) as writer:
        writer.execute("UPDATE jobs SET title = 'Written first'")
        rebuild.start()
        until = time.monotonic() + WAIT_S
        while schema.values(WAITING) != [1]:
            assert time.monotonic() < until, "the rebuild waits for nobody"
            time.sleep(0.01)
        run(
            schema,
            "SET lock_timeout = '2s'; INSERT INTO jobs (company_id, title, posted_at,"
            " first_seen_at) SELECT id, 'Written meanwhile', now(), now() FROM companies",
        )
    rebuild.join(WAIT_S)

    assert not rebuild.is_alive()
    assert "jobs_found" in schema.values(INDEXES)
    assert len(schema.values("SELECT title FROM jobs WHERE workplace = 'unknown'")) == 2
