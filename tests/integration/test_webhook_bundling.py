"""P1 and P12: a person's waiting alerts become calls of their webhook, one for each."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import asyncpg
import pytest

from jobscout.sql.webhook_attempts import WebhookAttempts
from jobscout.sql.webhooks import Webhooks
from tests.integration.alert_rows import add_alert, add_alerts, add_delivery, deliveries_of, rows
from tests.integration.board_rows import add_user
from tests.integration.webhook_rows import (
    PAUSE,
    URL,
    add_calls,
    add_receiver,
    claimed,
)

if TYPE_CHECKING:
    from jobscout.sql.database import Database

NOW = datetime.now(UTC)


async def test_one_call_for_each_alert(db: Database) -> None:
    """P1: each alert is one call, best first, bundled once; other channels have their own."""
    user_id = await add_receiver(db)
    await db.text("UPDATE preferences SET channels = '{email,webhook}'")
    low, search_id = await add_alert(db, user_id, score=0.1)
    high, _ = await add_alert(db, user_id, search_id=search_id, score=0.9)

    made = await deliveries_of(db).bundle(user_id, NOW)
    again = await deliveries_of(db).bundle(user_id, NOW)

    calls = [row for row in await rows(db) if row["channel"] == "webhook"]
    (mail,) = [row for row in await rows(db) if row["channel"] == "email"]
    assert [row["alert_ids"] for row in calls] == [[high], [low]]
    assert len({row["message_id"] for row in calls}) == 2
    assert (made, again) == ([mail["id"]], [])


async def test_lanes(db: Database) -> None:
    """P12: a webhook's calls are due to their own lane; mails do not wait behind them."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id, 3)
    mail = await add_delivery(db, user_id)

    assert await deliveries_of(db).due(10) == [mail]
    assert await WebhookAttempts(db).due(10) == [user_id]


async def test_bundling_tells_other_processes(db: Database, database_url: str) -> None:
    """Whoever calls webhooks hears of new ones at once, in whichever process."""
    user_id = await add_receiver(db)
    await add_alert(db, user_id)
    heard: asyncio.Queue[str] = asyncio.Queue()
    connection = await asyncpg.connect(database_url)
    await connection.add_listener("jobscout", lambda *said: heard.put_nowait(said[-1]))

    await deliveries_of(db).bundle(user_id, NOW)

    async with asyncio.timeout(5):
        while await heard.get() != "webhooks":
            pass
    await connection.close()


@pytest.mark.parametrize("chosen", [["webhook"], ["email"]])
async def test_not_without_address_and_wish(db: Database, chosen: list[str]) -> None:
    """The channel without a webhook posts nothing, nor a webhook that is not chosen."""
    user_id = await add_user(db, email_verified_at=None)
    if "webhook" not in chosen:
        await Webhooks(db).put(user_id, URL)
        await db.text("DELETE FROM preferences")
    await db.text("INSERT INTO preferences (user_id, channels) VALUES ($1, $2)", user_id, chosen)
    await add_alert(db, user_id)

    await deliveries_of(db).bundle(user_id, NOW)

    assert await rows(db) == []


async def test_quiet_hours_and_daily_limit(db: Database) -> None:
    """P12: what holds for the other channels holds here."""
    user_id = await add_receiver(db)
    await db.text("UPDATE preferences SET max_alerts_per_day = 2")
    await add_alerts(db, user_id, 5)

    for _ in range(2):
        await deliveries_of(db).bundle(user_id, NOW)

    assert len(await rows(db)) == 2


async def test_what_comes_meanwhile_waits_too(db: Database) -> None:
    """A new alert for a receiver that is away is not the next to try it."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id)
    await WebhookAttempts(db).retry(await claimed(db, user_id), "away", PAUSE)
    await add_alert(db, user_id)

    await deliveries_of(db).bundle(user_id, NOW)

    assert timedelta(minutes=6) < (await rows(db))[-1]["wait"] <= PAUSE
    assert await WebhookAttempts(db).due(10) == []


async def test_removed_while_bundling(db: Database) -> None:
    """However the two race, nothing stays due to a webhook that is gone."""
    for _ in range(5):
        user_id = await add_receiver(db)
        await add_alert(db, user_id)

        await asyncio.gather(deliveries_of(db).bundle(user_id, NOW), Webhooks(db).delete(user_id))

    assert "pending" not in {row["status"] for row in await rows(db)}
