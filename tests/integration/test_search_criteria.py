"""What people look for, as the matcher reads it, and when it must be read again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from jobscout.sql.matches import Matches
from tests.integration.board_rows import add, add_search, add_user

if TYPE_CHECKING:
    from jobscout.sql.database import Database

CHANGES = {
    "edited": "UPDATE searches SET keywords = '{pilot}', updated_at = now()",
    "paused": "UPDATE searches SET paused = true, updated_at = now()",
    "removed": "DELETE FROM searches",
    "disabled": "UPDATE users SET disabled_at = now()",
    "deleted": "UPDATE users SET deleted_at = now()",
    "moved": "UPDATE users SET timezone = 'Africa/Nairobi'",
    "preferences": "INSERT INTO preferences (user_id, cadence) SELECT id, 'daily' FROM users",
    "skill": "INSERT INTO user_skills (user_id, skill_id, source)"
    " SELECT users.id, skills.id, 'cv' FROM users, skills",
}


@pytest.mark.parametrize("change", CHANGES)
async def test_version_changes(db: Database, change: str) -> None:
    """Whatever changes what is asked, or how its person is reached, changes the version."""
    matches = Matches(db)
    await add(db, "skills", slug="go", name="Go", category="language")
    await add_search(db, await add_user(db), use_cv_skills=True)
    before, criteria = await matches.version(), await matches.active_searches()

    same = await matches.version()
    await db.text(CHANGES[change])

    assert same == before
    assert await matches.version() != before
    assert await matches.active_searches() != criteria


async def test_version_of_changes_that_overlap(db: Database, database_url: str) -> None:
    """Of two changes at once, the one that began earlier and ended later is noticed too."""
    matches = Matches(db)
    first, second = [await add_search(db, await add_user(db)) for _ in range(2)]
    change = "UPDATE searches SET paused = true, updated_at = now() WHERE id = $1"
    async with db.transaction() as early:
        await early.text("SELECT now()")
        await db.text(change, first)
        before = await matches.version()
        await early.text(change, second)

    assert await matches.version() != before


async def test_sign_in_changes_nothing(db: Database) -> None:
    """People who come and go do not make the searches be read again."""
    user_id = await add_user(db)
    await add_search(db, user_id)
    before = await Matches(db).version()

    await db.text("UPDATE users SET last_seen_at = now()")

    assert await Matches(db).version() == before


async def test_wanted(db: Database) -> None:
    """Active searches of people in use, with the defaults of who chose nothing."""
    user_id = await add_user(db, timezone="Africa/Nairobi")
    search_id = await add_search(
        db,
        user_id,
        min_salary_amount=1000.0,
        min_salary_currency="EUR",
        min_salary_period="month",
    )
    await add_search(db, user_id, paused=True)
    await add_search(db, await add_user(db, disabled_at=datetime.now(UTC)))

    (criteria,), preferences = await Matches(db).active_searches()

    assert (criteria.id, criteria.user_id, criteria.keywords) == (search_id, user_id, ("engineer",))
    assert criteria.min_salary_annual_usd == 12_480
    assert list(preferences) == [user_id]
    assert (preferences[user_id].timezone, preferences[user_id].cadence) == (
        "Africa/Nairobi",
        "instant",
    )
    assert preferences[user_id].max_alerts_per_day == 50


async def test_half_a_salary(db: Database) -> None:
    """A minimum without a currency or period asks nothing, and breaks no other search."""
    await add_search(db, await add_user(db), min_salary_amount=5.0, min_salary_currency="USD")
    await add_search(db, await add_user(db), min_salary_amount=5.0, min_salary_period="hour")

    criteria, _ = await Matches(db).active_searches()

    assert [one.min_salary_annual_usd for one in criteria] == [None, None]
