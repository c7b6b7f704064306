"""What matching reads depends on what changed and on who is asked, not on how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.sql.matches import Matches
from jobscout.sql.search_changes import SearchChanges
from tests.integration.plans import explained

if TYPE_CHECKING:
    from jobscout.sql.database import Database

PEOPLE = 5_000
_FILL = (
    "ALTER TABLE users SET (autovacuum_enabled = false)",
    "ALTER TABLE searches SET (autovacuum_enabled = false)",
    "ALTER TABLE search_changes SET (autovacuum_enabled = false)",
    f"""
    INSERT INTO users (id, email, password_hash, full_name)
    SELECT n, n || '@example.org', '-', 'Ada' FROM generate_series(1, {PEOPLE}) n
    """,  # noqa: S608
    "INSERT INTO searches (id, user_id, name, keywords) SELECT id, id, 'one', '{pilot}' FROM users",
)


async def fill(db: Database, *, analyzed: bool) -> None:
    for statement in _FILL:
        await db.text(statement)
    for n in range(20):  # changes of other transactions
        await db.text("UPDATE searches SET name = name || '.' WHERE id % 20 = $1", n)
    if analyzed:
        await db.text("ANALYZE users, searches, search_changes")


@pytest.mark.parametrize("analyzed", [False, True])
async def test_those_who_are_found(
    db: Database, monkeypatch: pytest.MonkeyPatch, analyzed: bool
) -> None:
    """Of 5,000 people those are read who have one of the searches, as often as it is asked."""
    await fill(db, analyzed=analyzed)
    ids = [*range(1, PEOPLE, 100)]

    with explained(monkeypatch, "users") as read:
        for _ in range(7):
            wanted = await Matches(db).wanted(ids)

    assert [one.id for one in wanted.criteria] == ids
    assert read.rows == 7 * len(ids), read.statements


@pytest.mark.parametrize("analyzed", [False, True])
async def test_changes_since(db: Database, monkeypatch: pytest.MonkeyPatch, analyzed: bool) -> None:
    """Of 10,000 changes those are read that are new, as often as it is asked."""
    await fill(db, analyzed=analyzed)
    changes = SearchChanges(db)
    position = await changes.position()
    await db.text("UPDATE searches SET paused = true WHERE id = 7")

    with explained(monkeypatch, "search_changes") as read:
        for _ in range(7):
            changed = await changes.since(position)

    assert changed is not None
    assert changed.search_ids == [7]
    assert read.rows == 7, read.statements
