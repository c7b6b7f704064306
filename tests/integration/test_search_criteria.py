"""What people look for, as the matcher reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jobscout.sql.matches import Matches
from tests.integration.board_rows import add_search, add_user

if TYPE_CHECKING:
    from jobscout.sql.database import Database


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
    others = [
        await add_search(db, user_id, paused=True),
        await add_search(db, await add_user(db, disabled_at=datetime.now(UTC))),
        await add_search(db, await add_user(db, deleted_at=datetime.now(UTC))),
    ]

    (criteria,), preferences, _ = await Matches(db).wanted([search_id, *others])

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
    user_id = await add_user(db)
    await add_search(db, user_id, min_salary_amount=5.0, min_salary_currency="USD")
    await add_search(db, user_id, min_salary_amount=5.0, min_salary_period="hour")

    criteria, *_ = await Matches(db).active_searches(user_id)

    assert [one.min_salary_annual_usd for one in criteria] == [None, None]


async def test_by_user(db: Database) -> None:
    """Searches are told with their users, each user's side by side; what is gone is not."""
    users = [await add_user(db) for _ in range(2)]
    ids = [await add_search(db, users[n]) for n in (0, 1, 0, 1)]

    found = await Matches(db).by_user([*ids, 404])

    assert found == [(ids[n], users[n % 2]) for n in (0, 2, 1, 3)]
