"""What a migration's statements do to others, as ``migrate --plan`` and ``--rollback`` say."""

from __future__ import annotations

import pytest

from jobscout.sql import migrations
from jobscout.sql.migration_effects import Effect, Loss, effects, losses


@pytest.mark.parametrize(
    ("statement", "table", "says"),
    [
        ("ALTER TABLE jobs ADD COLUMN x int", "jobs", "blocks reads and writes for a moment"),
        (
            "ALTER TABLE jobs ALTER COLUMN x SET NOT NULL",
            "jobs",
            "blocks reads and writes while all of it is read",
        ),
        (
            "alter table only jobs ADD CONSTRAINT y CHECK (x > 0)",
            "jobs",
            "blocks reads and writes while all of it is read",
        ),
        (
            "ALTER TABLE jobs ADD CONSTRAINT y CHECK (x > 0) NOT VALID",
            "jobs",
            "blocks reads and writes for a moment",
        ),
        ("CREATE INDEX i ON jobs (x)", "jobs", "blocks writes while all of it is read"),
        (
            "CREATE UNIQUE INDEX\n  CONCURRENTLY IF NOT EXISTS i\nON jobs (x)",
            "jobs",
            "reads all of it beside others",
        ),
        ("DROP TABLE IF EXISTS jobs", "jobs", "blocks reads and writes for a moment"),
        (
            "CREATE TRIGGER t AFTER INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION f()",
            "jobs",
            "blocks writes for a moment",
        ),
        ("UPDATE jobs SET x = 1", "jobs", "blocks writes of the rows that it changes"),
        ("DELETE FROM jobs", "jobs", "blocks writes of the rows that it deletes"),
    ],
)
def test_effect(statement: str, table: str, says: str) -> None:
    assert effects([f"-- why; because\n{statement};\nSELECT 1;"]) == [[Effect(table, says)]]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE jobs (id int)",
        "CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN UPDATE jobs SET x = 1; END $$",
        "COMMENT ON TABLE jobs IS 'UPDATE jobs'",
        "",
    ],
)
def test_no_effect(statement: str) -> None:
    assert effects([statement]) == [[]]


def test_table_that_the_plan_creates() -> None:
    """Nobody uses it yet, also not when a later migration changes it."""
    found = effects(["CREATE TABLE a (id int)", "ALTER TABLE a ADD x int; UPDATE b SET x = 1"])

    assert found == [[], [Effect("b", "blocks writes of the rows that it changes")]]


@pytest.mark.parametrize(
    ("statement", "loss"),
    [
        ("DROP TABLE notes", [Loss("notes")]),
        ("ALTER TABLE jobs DROP COLUMN x, DROP COLUMN y", [Loss("jobs", "x"), Loss("jobs", "y")]),
        ("DELETE FROM alerts WHERE title IS NOT NULL", [Loss("alerts", None, True)]),
        ("ALTER TABLE jobs ALTER COLUMN x SET NOT NULL", []),
        ("DROP INDEX i", []),
    ],
)
def test_loss(statement: str, loss: list[Loss]) -> None:
    assert losses(f"{statement};") == loss


def test_migrations_of_this_release() -> None:
    """Every file is understood: what creates and changes tables is no mere text."""
    ids = migrations.known()
    of_all = effects(migrations.texts(ids))
    undone = dict(zip(ids, map(losses, migrations.texts(ids, undoing=True)), strict=True))

    assert of_all[0] == []  # the first creates all that it uses
    assert Loss("informed_users") in undone["0054.informed_users"]
