"""Users with a webhook, calls that are due, and claims that lapse."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jobscout.sql.webhook_attempts import WebhookAttempt, WebhookAttempts
from jobscout.sql.webhooks import Webhooks
from tests.integration.alert_rows import add_delivery
from tests.integration.board_rows import add_user

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database

LEASE = timedelta(minutes=5)
PAUSE = timedelta(minutes=7)
URL = "https://hooks.example.org/"


async def webhook(db: Database) -> asyncpg.Record:
    (row,) = await db.text("SELECT *, next_try_at - now() AS wait FROM webhooks")
    return row


async def add_receiver(db: Database) -> int:
    """A user whose only channel is the webhook."""
    user_id = await add_user(db)
    await Webhooks(db).put(user_id, URL)
    await db.text("UPDATE preferences SET channels = '{webhook}'")
    return user_id


async def add_calls(db: Database, user_id: int, many: int = 1) -> list[int]:
    return [await add_delivery(db, user_id, channel="webhook") for _ in range(many)]


async def claimed(db: Database, user_id: int) -> WebhookAttempt:
    call = await WebhookAttempts(db).claim(user_id, LEASE)
    assert call is not None
    return call


async def lapse(db: Database, *tables: str) -> None:
    past = "now() - interval '1 second'"
    for table in tables or ("deliveries", "webhooks"):
        await db.text(f"UPDATE {table} SET claimed_until = {past}, next_try_at = {past}")  # noqa: S608
