"""P2 for webhooks: one call at a time, claimed with its receiver, made, recorded."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from prometheus_client import REGISTRY

from jobscout.errors import NotFound
from jobscout.sql.webhook_attempts import WebhookAttempts
from jobscout.sql.webhooks import Webhooks
from tests.integration.alert_rows import add_alert, rows
from tests.integration.board_rows import add_user
from tests.integration.webhook_rows import (
    LEASE,
    PAUSE,
    URL,
    add_calls,
    add_receiver,
    claimed,
    lapse,
    webhook,
)

if TYPE_CHECKING:
    from jobscout.sql.database import Database

NOW = datetime.now(UTC)


async def test_claim(db: Database) -> None:
    """A claim contains the address, the secret, the alert and the id, and marks both rows."""
    user_id = await add_receiver(db)
    (delivery_id,) = await add_calls(db, user_id)

    call = await claimed(db, user_id)

    (row,), hook = await rows(db), await webhook(db)
    assert (call.id, call.user_id, call.alert_id) == (delivery_id, user_id, 1)
    assert (call.url, call.secret, call.webhook_id) == (URL, hook["secret"], hook["id"])
    assert (call.message_id, call.attempts, call.failures) == (row["message_id"], 1, 0)
    assert call.reachable
    assert row["status"] == "sending"
    assert row["claimed_until"] == hook["claimed_until"] == call.held


async def test_one_call_at_a_time(db: Database) -> None:
    """Of many that want a receiver's calls at the same moment one gets one, and no more."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id, 6)
    calls = WebhookAttempts(db)

    first = await asyncio.gather(*(calls.claim(user_id, LEASE) for _ in range(5)))
    held = await calls.due(10)
    (call,) = filter(None, first)
    await calls.complete(call)
    after = await calls.due(10)
    second = await claimed(db, user_id)

    assert (held, after) == ([], [user_id])
    assert call.id < second.id


async def test_nothing_due(db: Database) -> None:
    """A claim that finds nothing holds nothing."""
    user_id = await add_receiver(db)

    assert await WebhookAttempts(db).claim(user_id, LEASE) is None
    assert (await webhook(db))["claimed_until"] is None


async def test_sent(db: Database) -> None:
    """What was taken is never sent again, and the webhook says when."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id)
    await WebhookAttempts(db).complete(await claimed(db, user_id))
    await lapse(db)

    (row,), hook = await rows(db), await webhook(db)
    assert (row["status"], row["sent_at"] is None) == ("sent", False)
    assert hook["last_delivered_at"] is not None
    assert await WebhookAttempts(db).due(10) == []
    assert await WebhookAttempts(db).claim(user_id, LEASE) is None


async def test_unknown_outcome(db: Database) -> None:
    """P2: what was on its way when its process died goes out once more, under the same id."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id)
    first = await claimed(db, user_id)
    nobody = await WebhookAttempts(db).claim(user_id, LEASE)
    await lapse(db)
    before = REGISTRY.get_sample_value("jobscout_claims_taken_over_total", {"kind": "delivery"})

    assert await WebhookAttempts(db).due(10) == [user_id]
    second = await claimed(db, user_id)

    (row,) = await rows(db)
    assert nobody is None
    assert (second.id, second.message_id, row["resends"]) == (first.id, first.message_id, 1)
    after = REGISTRY.get_sample_value("jobscout_claims_taken_over_total", {"kind": "delivery"})
    assert (after or 0) == (before or 0) + 1


async def test_late_word_of_a_lapsed_claim(db: Database) -> None:
    """Who comes back after its claim lapsed changes nothing about the webhook of another."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id, 2)
    late = await claimed(db, user_id)
    await lapse(db, "webhooks")
    other = await claimed(db, user_id)

    await WebhookAttempts(db).retry(late, "away", PAUSE)

    hook = await webhook(db)
    assert (hook["claimed_until"], hook["failures"]) == (other.held, 0)


async def test_nothing_to_tell(db: Database) -> None:
    """One that has nothing to tell is given up, and its receiver is free for the next."""
    user_id = await add_receiver(db)
    _, second = await add_calls(db, user_id, 2)

    await WebhookAttempts(db).discard(await claimed(db, user_id), "nothing left to tell")

    assert [row["status"] for row in await rows(db)] == ["failed", "pending"]
    assert (await claimed(db, user_id)).id == second


async def test_nobody_there(db: Database) -> None:
    """A token that outlives its account puts nothing."""
    user_id = await add_user(db, deleted_at=NOW)

    with pytest.raises(NotFound):
        await Webhooks(db).put(user_id, URL)
    assert await db.text("SELECT FROM webhooks") == []


async def test_nobody_starves(db: Database) -> None:
    """P12: behind a person with very many calls everybody else comes in turn."""
    crowd, single = await add_receiver(db), await add_receiver(db)
    await db.text(
        "INSERT INTO deliveries (user_id, channel, alert_ids, message_id, next_try_at)"
        " SELECT $1, 'webhook', '{1}', n::text, now() - interval '1 h'"
        " FROM generate_series(1, 3000) n",
        crowd,
    )
    await add_calls(db, single)

    assert await WebhookAttempts(db).due(2) == [crowd, single]
    assert await WebhookAttempts(db).due(1) == [crowd]


@pytest.mark.parametrize("column", ["disabled_at", "deleted_at"])
async def test_not_reachable(db: Database, column: str) -> None:
    """No call goes to a user who was disabled or has left since the bundling."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id)
    await db.text(f"UPDATE users SET {column} = now()")  # noqa: S608

    assert not (await claimed(db, user_id)).reachable


async def test_told(db: Database) -> None:
    """What is posted is the alert as GET /alerts shows it, and where to apply."""
    user_id = await add_receiver(db)
    reasons = '[{"kind": "title", "text": "Title says x", "weight": 1.0}]'
    alert_id, search_id = await add_alert(db, user_id, score=0.9, title="First", reasons=reasons)
    await db.text("UPDATE sources SET attribution = 'Remotive'")

    told = await WebhookAttempts(db).alert(alert_id)

    assert told is not None
    alert: Any = told.alert
    assert (alert.id, alert.search_id, alert.score) == (str(alert_id), str(search_id), 0.9)
    assert (alert.job.title, alert.job.company.slug) == ("First", "acme")
    assert alert.apply_url.startswith("https://jobs.example.com/")
    assert alert.attribution == "Remotive"
    assert told.seen_at <= datetime.now(UTC)


async def test_told_of_nothing(db: Database) -> None:
    """An alert that was removed meanwhile leaves nothing to tell."""
    assert await WebhookAttempts(db).alert(404) is None
