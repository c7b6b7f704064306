"""P2 and P12: alerts are bundled once, and deliveries claimed, sent and retried."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from jobscout.outgoing import Alerts
from jobscout.sql.deliveries import MAX_RESENDS
from jobscout.sql.searches import SEARCHES
from tests.integration.alert_rows import add_alert, add_delivery, add_device, deliveries_of, rows
from tests.integration.board_rows import add_user

if TYPE_CHECKING:
    from jobscout.sql.database import Database

LEASE = timedelta(minutes=5)
PAUSE = timedelta(minutes=7)


async def lapse(db: Database) -> None:
    """The process that held the claims is gone, and its time is over."""
    past = "now() - interval '1 second'"
    await db.text(f"UPDATE deliveries SET claimed_until = {past}, next_try_at = {past}")  # noqa: S608


async def test_claim_tells_whom_and_what(db: Database) -> None:
    """A claim contains the user's address or the device's token, and the message id."""
    user_id = await add_user(db, email="ada@example.org")
    device_id = await add_device(db, user_id, "token-1")
    delivery_id = await add_delivery(db, user_id, channel="push", device_id=device_id)

    outgoing = await deliveries_of(db).claim(delivery_id, LEASE)
    (row,) = await rows(db)
    mail = await deliveries_of(db).claim(await add_delivery(db, user_id), LEASE)

    assert outgoing is not None
    assert mail is not None
    assert (mail.address, mail.full_name, mail.reachable) == ("ada@example.org", "Ada", True)
    assert (outgoing.address, outgoing.device_id, outgoing.attempts) == ("token-1", device_id, 1)
    assert (outgoing.message_id, outgoing.alert_ids) == (row["message_id"], row["alert_ids"])
    assert row["status"] == "sending"


async def test_disabled_is_not_reachable(db: Database) -> None:
    """Who was disabled after the bundling is not to be written to."""
    user_id = await add_user(db)
    delivery_id = await add_delivery(db, user_id)
    await db.text("UPDATE users SET disabled_at = now()")

    outgoing = await deliveries_of(db).claim(delivery_id, LEASE)

    assert outgoing is not None
    assert not outgoing.reachable


async def test_unknown_outcome(db: Database) -> None:
    """P2: what was being sent when its process died goes out once more, with the same id."""
    delivery_id = await add_delivery(db, await add_user(db))
    deliveries = deliveries_of(db)
    first = await deliveries.claim(delivery_id, LEASE)
    held = await deliveries.claim(delivery_id, LEASE)
    await lapse(db)
    due = await deliveries.due(10)

    second = await deliveries.claim(delivery_id, LEASE)

    (row,) = await rows(db)
    assert first is not None
    assert second is not None
    assert (held, due) == (None, [delivery_id])
    assert second.message_id == first.message_id
    assert row["resends"] == 1


async def test_deadly_delivery_is_given_up(db: Database) -> None:
    """One copy for each death, until so many deaths are no accident any more."""
    delivery_id = await add_delivery(db, await add_user(db))
    deliveries = deliveries_of(db)
    claims = []
    for _ in range(MAX_RESENDS + 1):
        assert await deliveries.abandon() == []
        claims.append(await deliveries.claim(delivery_id, LEASE))
        await lapse(db)

    beyond = await deliveries.claim(delivery_id, LEASE)
    given_up = await deliveries.abandon()

    (row,) = await rows(db)
    assert all(claims)
    assert (beyond, given_up) == (None, [delivery_id])
    assert (row["status"], row["resends"]) == ("failed", MAX_RESENDS)
    assert "died each time" in row["last_error"]


async def test_retry(db: Database) -> None:
    """A refused delivery waits, says why, and is then due again under the same id."""
    delivery_id = await add_delivery(db, await add_user(db))
    deliveries = deliveries_of(db)
    first = await deliveries.claim(delivery_id, LEASE)

    again = await deliveries.retry(delivery_id, "the mail server is away", PAUSE)

    (row,) = await rows(db)
    due = await deliveries.due(10)
    await lapse(db)
    second = await deliveries.claim(delivery_id, LEASE)
    assert again
    assert (row["status"], row["last_error"]) == ("pending", "the mail server is away")
    assert timedelta(minutes=6) < row["wait"] <= PAUSE
    assert due == []
    assert first is not None
    assert second is not None
    assert (second.attempts, second.message_id) == (2, first.message_id)
    assert (await rows(db))[0]["resends"] == 0


async def test_forgotten_device(db: Database) -> None:
    """A device that is gone takes no deliveries with it; they have no token any more."""
    user_id = await add_user(db)
    gone, kept = [await add_device(db, user_id, token) for token in ("a", "b")]
    delivery_id = await add_delivery(db, user_id, channel="push", device_id=gone)

    await deliveries_of(db).forget_device(gone)

    outgoing = await deliveries_of(db).claim(delivery_id, LEASE)
    assert [row["id"] for row in await db.text("SELECT id FROM devices")] == [kept]
    assert outgoing is not None
    assert (outgoing.device_id, outgoing.address) == (None, None)


async def test_oldest_due(db: Database) -> None:
    """The age of the oldest delivery that is due; finished ones do not count."""
    deliveries = deliveries_of(db)
    nothing = await deliveries.oldest_due_s()
    user_id = await add_user(db)
    ages: dict[str, Any] = {"sent": "9 hours", "pending": "1 hour"}
    for status, age in ages.items():
        delivery_id = await add_delivery(db, user_id, status=status)
        await db.text(
            "UPDATE deliveries SET created_at = now() - $2::text::interval WHERE id = $1",
            delivery_id,
            age,
        )

    assert nothing == 0
    assert 3600 <= await deliveries.oldest_due_s() < 3700


async def test_purge(db: Database) -> None:
    """Old finished deliveries are removed; due ones stay however old they are."""
    user_id = await add_user(db)
    made = {
        status: await add_delivery(db, user_id, status=status)
        for status in ("sent", "failed", "unconfigured", "pending", "sending")
    }
    await db.text("UPDATE deliveries SET created_at = now() - interval '181 days'")
    fresh = await add_delivery(db, user_id, status="sent")

    removed = await deliveries_of(db).purge(timedelta(days=180))

    assert removed == 3
    assert {row["id"] for row in await rows(db)} == {made["pending"], made["sending"], fresh}


async def test_told(db: Database) -> None:
    """The jobs of a delivery as a person reads them, best first, and their one search."""
    user_id = await add_user(db)
    low, search_id = await add_alert(db, user_id, score=0.2, title="Second")
    high, _ = await add_alert(
        db,
        user_id,
        search_id=search_id,
        score=0.9,
        title="First",
        reasons='[{"kind": "title", "text": "Title says x", "weight": 1.0}]',
    )

    await db.text("UPDATE sources SET attribution = 'Remotive'")

    told, only_search, _ = await deliveries_of(db).alerts([low, high])

    first, second = told
    assert {one.attribution for one in told} == {"Remotive"}
    assert only_search == search_id
    assert (first.alert_id, first.title, first.company) == (high, "First", "Acme")
    assert (first.locations, first.reasons) == (("Nairobi, Kenya",), ("Title says x",))
    assert first.salary == "50,000–70,000 USD a year"
    assert first.url.startswith("https://jobs.example.com/")
    assert first.source.startswith("Board")
    assert first.seen_at <= datetime.now(UTC)
    assert second.title == "Second"
    assert {job.search for job in told} == {
        await db.value(SEARCHES.name, search_id=search_id),
    }


async def test_told_when_it_was_posted(db: Database) -> None:
    """The day the board states, in the person's zone; else the day we first saw it."""
    user_id = await add_user(db)
    await db.text("UPDATE users SET timezone = 'Asia/Tokyo'")
    alert_id, _ = await add_alert(db, user_id)
    moment = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    deliveries = deliveries_of(db)

    await db.text("UPDATE jobs SET first_seen_at = $1", moment + timedelta(days=2))
    await db.text("UPDATE postings SET posted_at = NULL")
    ((unstated,), *_) = await deliveries.alerts([alert_id])
    await db.text("UPDATE postings SET posted_at = $1", moment)
    await db.text("UPDATE jobs SET posted_at = $1", moment)
    ((stated,), *_) = await deliveries.alerts([alert_id])

    assert (unstated.age, stated.age) == ("first seen 7 Mar 2026", "posted 5 Mar 2026")


async def test_told_of_several_searches(db: Database) -> None:
    """Where alerts come from several searches, or from one that is gone, none is named."""
    user_id = await add_user(db)
    one, _ = await add_alert(db, user_id)
    two, search_id = await add_alert(db, user_id)
    mixed = await deliveries_of(db).alerts([one, two])
    await db.text("DELETE FROM searches WHERE id = $1", search_id)

    gone = await deliveries_of(db).alerts([two])

    assert mixed[1] is None
    assert len({job.search for job in mixed[0]}) == 2
    assert ([job.search for job in gone[0]], gone[1]) == ([None], None)


async def test_told_of_nothing(db: Database) -> None:
    """Alerts that were removed meanwhile leave nothing to tell."""
    assert await deliveries_of(db).alerts([404]) == Alerts([], None)


async def test_held_back(db: Database) -> None:
    """Waiting for a digest, quiet hours or the daily limit is distinguished from being slow."""
    user_id = await add_user(db)
    now = datetime.now(UTC)
    at_once, _ = await add_alert(db, user_id, bundle_at=now, created_at=now)
    digest, _ = await add_alert(
        db, user_id, bundle_at=now + timedelta(hours=8), created_at=now, score=0.4
    )

    jobs, *_ = await deliveries_of(db).alerts([at_once, digest])

    assert [(job.alert_id, job.held_back) for job in jobs] == [(at_once, False), (digest, True)]
