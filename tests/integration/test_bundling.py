"""P1 and P12: a person's waiting alerts become deliveries once, when it suits them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from prometheus_client import REGISTRY

from jobscout.sql.deliveries import ALERTS_A_DELIVERY
from tests.integration.alert_rows import add_alert, add_alerts, add_device, deliveries_of, rows
from tests.integration.board_rows import add_search, add_user

if TYPE_CHECKING:
    from jobscout.sql.database import Database

NOW = datetime.now(UTC)


async def waiting(db: Database) -> int:
    (row,) = await db.text("SELECT count(*) FROM alerts WHERE bundled_at IS NULL")
    return int(row[0])


async def prefer(db: Database, user_id: int, **preferences: Any) -> None:
    names = ", ".join(preferences)
    values = ", ".join(f"${n}" for n in range(2, len(preferences) + 2))
    await db.text(
        f"INSERT INTO preferences (user_id, {names}) VALUES ($1, {values})",  # noqa: S608
        user_id,
        *preferences.values(),
    )


async def test_one_mail_and_one_push_a_device(db: Database) -> None:
    """What waits for a person is one mail and one push for each device, best first."""
    user_id = await add_user(db)
    devices = [await add_device(db, user_id, token) for token in ("a", "b")]
    low, search_id = await add_alert(db, user_id, score=0.1)
    high, _ = await add_alert(db, user_id, search_id=search_id, score=0.9)

    ids = await deliveries_of(db).bundle(user_id, NOW)

    made = await rows(db)
    assert [row["id"] for row in made] == ids
    assert [(row["channel"], row["device_id"]) for row in made] == [
        ("email", None),
        ("push", devices[0]),
        ("push", devices[1]),
    ]
    assert [row["alert_ids"] for row in made] == [[high, low]] * 3
    assert {row["status"] for row in made} == {"pending"}
    assert made[0]["message_id"].endswith("@scout.example>")
    assert await deliveries_of(db).due(10) == ids


async def test_a_mail_for_each_search(db: Database) -> None:
    """Two searches are two mails, each with its own unsubscribe; a device gets one notification."""
    user_id = await add_user(db)
    await add_device(db, user_id, "a")
    one, _ = await add_alert(db, user_id, score=0.9)
    two, _ = await add_alert(db, user_id, score=0.1)

    await deliveries_of(db).bundle(user_id, NOW)

    made = [(row["channel"], row["alert_ids"]) for row in await rows(db)]
    assert made == [("email", [one]), ("email", [two]), ("push", [one, two])]


async def test_bundled_once(db: Database) -> None:
    """P1: of many that bundle at the same moment one does, and later ones find nothing."""
    user_id = await add_user(db)
    for _ in range(6):
        await add_alerts(db, user_id, 3)

        made = await asyncio.gather(*(deliveries_of(db).bundle(user_id, NOW) for _ in range(5)))

        assert sum(map(len, made)) == 1
        assert await deliveries_of(db).bundle(user_id, NOW) == []
    told = [alert_id for row in await rows(db) for alert_id in row["alert_ids"]]
    assert len(told) == len(set(told)) == 18


async def test_twenty_at_a_time(db: Database) -> None:
    """A mail has up to twenty alerts; the rest come in the next mails, each of them once."""
    user_id = await add_user(db)
    await add_alerts(db, user_id, ALERTS_A_DELIVERY + 5)

    first = await deliveries_of(db).bundle(user_id, NOW)
    due = await deliveries_of(db).due_bundles(10)
    second = await deliveries_of(db).bundle(user_id, NOW)

    told = [row["alert_ids"] for row in await rows(db)]
    assert (len(first), len(second)) == (1, 1)
    assert due == [user_id]
    assert [len(ids) for ids in told] == [20, 5]
    assert len({*told[0], *told[1]}) == 25


async def test_only_what_is_due(db: Database) -> None:
    """An alert held for the digest is in no delivery before its time."""
    user_id = await add_user(db)
    due, _ = await add_alert(db, user_id)
    await add_alert(db, user_id, bundle_at=NOW + timedelta(hours=5))

    await deliveries_of(db).bundle(user_id, NOW)

    assert [row["alert_ids"] for row in await rows(db)] == [[due]]
    assert await deliveries_of(db).due_bundles(10) == []


async def test_stopped_mail(db: Database) -> None:
    """A search whose mail was stopped is left out of mails, and is still pushed."""
    user_id = await add_user(db)
    await add_device(db, user_id, "a")
    mailed, _ = await add_alert(db, user_id)
    quiet, _ = await add_alert(
        db, user_id, score=0.1, search_id=await add_search(db, user_id, mail_stopped_at=NOW)
    )

    await deliveries_of(db).bundle(user_id, NOW)

    told = {row["channel"]: row["alert_ids"] for row in await rows(db)}
    assert told == {"email": [mailed], "push": [mailed, quiet]}


async def test_all_mail_stopped(db: Database) -> None:
    """Where nothing is left to mail there is no mail."""
    user_id = await add_user(db)
    search_id = await add_search(db, user_id, mail_stopped_at=NOW)
    await add_alert(db, user_id, search_id=search_id)

    assert await deliveries_of(db).bundle(user_id, NOW) == []
    assert await rows(db) == []
    assert await waiting(db) == 0


async def test_unverified_address(db: Database) -> None:
    """Nobody is written to at an address they have not confirmed."""
    user_id = await add_user(db, email_verified_at=None)
    await add_device(db, user_id, "a")
    await add_alert(db, user_id)

    await deliveries_of(db).bundle(user_id, NOW)

    assert [row["channel"] for row in await rows(db)] == ["push"]


async def test_chosen_channels(db: Database) -> None:
    """A channel that a person did not choose is not used."""
    user_id = await add_user(db)
    await add_device(db, user_id, "a")
    await add_alert(db, user_id)
    await prefer(db, user_id, channels=["email"])

    await deliveries_of(db).bundle(user_id, NOW)

    assert [row["channel"] for row in await rows(db)] == ["email"]


async def test_push_not_configured(db: Database) -> None:
    """Without FCM a push is recorded as unconfigured and never tried."""
    user_id = await add_user(db)
    await add_device(db, user_id, "a")
    await add_alert(db, user_id)
    deliveries = deliveries_of(db, push_configured=False)
    labels = {"channel": "push", "outcome": "unconfigured"}
    before = REGISTRY.get_sample_value("jobscout_deliveries_total", labels) or 0

    (mail_id,) = await deliveries.bundle(user_id, NOW)

    assert REGISTRY.get_sample_value("jobscout_deliveries_total", labels) == before + 1

    assert [row["status"] for row in await rows(db)] == ["pending", "unconfigured"]
    assert await deliveries.due(10) == [mail_id]


async def test_quiet_hours(db: Database) -> None:
    """In quiet hours nothing is bundled, and what waits is due when they end."""
    user_id = await add_user(db, timezone="Africa/Nairobi")
    await add_alert(db, user_id)
    local = NOW + timedelta(hours=3)  # Nairobi's clock, all year
    awake_at = (local + timedelta(hours=2)).replace(minute=0, second=0, microsecond=0)
    start = (local - timedelta(hours=1)).time().replace(microsecond=0)
    await prefer(db, user_id, quiet_start=start, quiet_end=awake_at.time())

    made = await deliveries_of(db).bundle(user_id, NOW)

    (alert,) = await db.text("SELECT bundled_at, bundle_at FROM alerts")
    assert made == []
    assert alert["bundled_at"] is None
    assert alert["bundle_at"] == awake_at - timedelta(hours=3)
    assert await deliveries_of(db).due_bundles(10) == []


async def test_daily_limit(db: Database) -> None:
    """A user gets so many alerts a day; the rest is due with the next local day."""
    user_id = await add_user(db)
    await prefer(db, user_id, max_alerts_per_day=3)
    await add_alerts(db, user_id, 5)
    noon = NOW.replace(hour=12, minute=0, second=0, microsecond=0)

    first = await deliveries_of(db).bundle(user_id, noon)
    second = await deliveries_of(db).bundle(user_id, noon)

    (held,) = await db.text(
        "SELECT count(*), min(bundle_at), max(bundle_at) FROM alerts WHERE bundled_at IS NULL"
    )
    tomorrow = datetime.combine(noon.date() + timedelta(days=1), time(), UTC)
    assert (len(first), second) == (1, [])
    assert [len(row["alert_ids"]) for row in await rows(db)] == [3]
    assert tuple(held) == (2, tomorrow, tomorrow)


async def test_yesterday_does_not_count(db: Database) -> None:
    """Alerts told before the person's midnight, or tracked by hand, leave the limit alone."""
    user_id = await add_user(db)
    await prefer(db, user_id, max_alerts_per_day=1)
    await add_alert(db, user_id, bundled_at=NOW - timedelta(days=2))
    await add_alert(db, user_id, bundled_at=NOW, score=0)
    await add_alert(db, user_id)

    assert len(await deliveries_of(db).bundle(user_id, NOW)) == 1


async def test_deleted_search_counts(db: Database) -> None:
    """The limit is not lifted by removing the search that alerts came from."""
    user_id = await add_user(db)
    await prefer(db, user_id, max_alerts_per_day=1)
    await add_alert(db, user_id, bundled_at=NOW)
    await db.text("DELETE FROM searches")
    await add_alert(db, user_id)

    assert await deliveries_of(db).bundle(user_id, NOW) == []


async def test_daily_limit_of_a_digest(db: Database) -> None:
    """What exceeds a digest waits for the hour of the next one."""
    user_id = await add_user(db)
    await prefer(db, user_id, cadence="daily", digest_hour=8, max_alerts_per_day=1)
    await add_alerts(db, user_id, 2)
    noon = NOW.replace(hour=12, minute=0, second=0, microsecond=0)

    for _ in range(2):
        await deliveries_of(db).bundle(user_id, noon)

    (held,) = await db.text("SELECT bundle_at FROM alerts WHERE bundled_at IS NULL")
    assert held["bundle_at"] == noon.replace(hour=8) + timedelta(days=1)


async def test_disabled_user(db: Database) -> None:
    """Alerts of somebody who was disabled are dropped, not due for ever."""
    user_id = await add_user(db, disabled_at=NOW)
    await add_alert(db, user_id)

    assert await deliveries_of(db).bundle(user_id, NOW) == []
    assert (await rows(db), await waiting(db)) == ([], 0)


async def test_nobody_starves(db: Database) -> None:
    """P12: behind a person with very many waiting alerts everybody else comes in turn."""
    crowd, single = await add_user(db), await add_user(db)
    await add_alerts(db, crowd, 5000)
    await add_alert(db, single)
    deliveries = deliveries_of(db)

    first = await deliveries.due_bundles(2)
    for user_id in first:
        await deliveries.bundle(user_id, NOW)

    assert first == [crowd, single]
    assert sorted(len(row["alert_ids"]) for row in await rows(db)) == [1, 20]


async def test_longest_waiting_first(db: Database) -> None:
    """People come in the order in which their oldest alert fell due."""
    users = [await add_user(db) for _ in range(3)]
    for user_id, minutes in zip(users, (5, 30, 10), strict=True):
        await add_alert(db, user_id, bundle_at=NOW - timedelta(minutes=minutes))

    due = await deliveries_of(db).due_bundles(2)

    assert due == [users[1], users[2]]
