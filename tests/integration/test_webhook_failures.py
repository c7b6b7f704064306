"""P12 for webhooks: what fails is retried, all that waits for one receiver together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from prometheus_client import REGISTRY

from jobscout.sql.deliveries import MAX_ATTEMPTS
from jobscout.sql.webhook_attempts import WebhookAttempts
from jobscout.sql.webhooks import Webhooks
from tests.integration.alert_rows import add_delivery, deliveries_of, rows
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


def given_up() -> float:
    """Deliveries that waited for a receiver too long, besides those that were tried."""
    labels = {"channel": "webhook", "outcome": "failed"}
    return REGISTRY.get_sample_value("jobscout_deliveries_total", labels) or 0.0


async def test_all_wait_for_the_same_receiver(db: Database) -> None:
    """P12: after a failure nothing else is tried before the pause is over, for this person."""
    user_id, other = await add_receiver(db), await add_receiver(db)
    first, *others = await add_calls(db, user_id, 3)
    (mail,) = [await add_delivery(db, user_id)]
    (theirs,) = await add_calls(db, other)
    call = await claimed(db, user_id)

    said = await WebhookAttempts(db).retry(call, "it answers HTTP 500", PAUSE)

    found = {row["id"]: row for row in await rows(db)}
    assert said is True
    for one in (first, *others):
        assert (found[one]["status"], found[one]["attempts"]) == ("pending", 1)
        assert found[one]["last_error"] == "it answers HTTP 500"
        assert timedelta(minutes=6) < found[one]["wait"] <= PAUSE
    for one in (mail, theirs):
        assert (found[one]["attempts"], found[one]["wait"] <= timedelta()) == (0, True)
    assert await WebhookAttempts(db).due(10) == [other]
    assert await WebhookAttempts(db).claim(user_id, LEASE) is None


async def test_how_it_fares(db: Database) -> None:
    """The webhook says since when it fails and why, and after a success that it is well."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id)
    calls, seen = WebhookAttempts(db), []
    for error in ("it answers HTTP 500", "no answer within 10 s"):
        await calls.retry(await claimed(db, user_id), error, PAUSE)
        seen.append(await Webhooks(db).get(user_id))
        await lapse(db)

    call = await claimed(db, user_id)
    await calls.complete(call)

    first, second = seen
    well = await Webhooks(db).get(user_id)
    assert call.failures == 2
    assert first.failing_since == second.failing_since is not None
    assert (first.last_error, second.last_error) == (
        *("it answers HTTP 500", "no answer within 10 s"),
    )
    assert (well.failing_since, well.last_error) == (None, None)
    assert well.last_delivered_at is not None


async def test_one_asks_for_all(db: Database) -> None:
    """When the pause is over one call is made; where it is taken, the others follow at once."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id, 3)
    calls = WebhookAttempts(db)
    await calls.retry(await claimed(db, user_id), "away", PAUSE)
    await db.text(
        "UPDATE deliveries SET next_try_at = now() - interval '1 s'"
        " WHERE id = (SELECT min(id) FROM deliveries)"
    )

    probe = await claimed(db, user_id)
    none_beside = await calls.claim(user_id, LEASE)
    await calls.complete(probe)

    assert none_beside is None
    assert [row["wait"] <= timedelta() for row in (await rows(db))[1:]] == [True, True]


async def test_given_up_together(db: Database) -> None:
    """P12: after the last attempt what waited through all of them is given up with its error."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id, 2)
    calls, said, before = WebhookAttempts(db), [], given_up()
    for number in range(MAX_ATTEMPTS):
        if number == 3:
            await add_calls(db, user_id)
        said.append(await calls.retry(await claimed(db, user_id), "away", PAUSE))
        await lapse(db)

    assert said == [True] * (MAX_ATTEMPTS - 1) + [False]
    assert given_up() == before + 1
    assert [(row["status"], row["attempts"]) for row in await rows(db)] == [
        *(("failed", MAX_ATTEMPTS), ("failed", MAX_ATTEMPTS)),
        ("pending", MAX_ATTEMPTS - 3),
    ]


async def test_gone(db: Database) -> None:
    """410 gives up the one alert and leaves the webhook, which says so; the others wait."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id, 2)
    before = given_up()

    said = await WebhookAttempts(db).retry(
        await claimed(db, user_id), "it answers HTTP 410", PAUSE, permanent=True
    )

    assert said is False
    assert given_up() == before
    assert [row["status"] for row in await rows(db)] == ["failed", "pending"]
    assert (await Webhooks(db).get(user_id)).last_error == "it answers HTTP 410"
    assert await WebhookAttempts(db).due(10) == []


async def test_another_address_meanwhile(db: Database) -> None:
    """What failed at the old address is no failure of the new one, and goes there at once."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id, 2)
    call = await claimed(db, user_id)
    await Webhooks(db).put(user_id, f"{URL}new")

    said = await WebhookAttempts(db).retry(call, "away", PAUSE, permanent=True)

    hook, (row, other) = await webhook(db), await rows(db)
    assert said is True
    assert (hook["failures"], hook["last_error"]) == (0, None)
    assert (row["status"], row["wait"] <= timedelta(), other["attempts"]) == ("pending", True, 0)
    assert (await claimed(db, user_id)).url == f"{URL}new"


async def test_taken_by_the_old_address(db: Database) -> None:
    """Calls that the old address answered stay listed, and do not count for the new one."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id)
    call = await claimed(db, user_id)
    await Webhooks(db).put(user_id, f"{URL}new")

    await WebhookAttempts(db).complete(call)

    assert [row["status"] for row in await rows(db)] == ["sent"]
    assert (await webhook(db))["last_delivered_at"] is None


async def test_removed_meanwhile(db: Database) -> None:
    """A call that fails after its webhook was removed is made no more."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id)
    call = await claimed(db, user_id)
    await Webhooks(db).delete(user_id)
    on_its_way = [row["status"] for row in await rows(db)]

    await WebhookAttempts(db).retry(call, "away", PAUSE)
    due = await WebhookAttempts(db).due(10)
    nothing = await WebhookAttempts(db).claim(user_id, LEASE)

    (row,) = await rows(db)
    assert (on_its_way, due, nothing) == (["sending"], [user_id], None)
    assert (row["status"], row["last_error"]) == ("failed", "the webhook was removed")
    assert await WebhookAttempts(db).due(10) == []


async def test_put_off(db: Database) -> None:
    """Through a defect of ours one waits, and the others of this receiver go on."""
    user_id = await add_receiver(db)
    first, second = await add_calls(db, user_id, 2)

    again = await WebhookAttempts(db).retry(await claimed(db, user_id), "internal", None)

    assert again
    assert (await webhook(db))["failures"] == 0
    assert [row["id"] for row in await rows(db) if row["wait"] > timedelta()] == [first]
    assert (await claimed(db, user_id)).id == second


async def test_dead_receiver_is_no_matter_of_ours(db: Database) -> None:
    """The age of what is due, which wakes operators, leaves out whom only its person can help."""
    user_id = await add_receiver(db)
    await add_calls(db, user_id)
    await db.text("UPDATE deliveries SET created_at = now() - interval '9 h'")

    assert await deliveries_of(db).oldest_due_s() == 0
