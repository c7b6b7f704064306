"""What a tracker owes: reminders and nudges, once each, by the channels of their people."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from prometheus_client import REGISTRY

from jobscout.actors.webhook_caller import WebhookCaller
from jobscout.inbox import Inbox
from jobscout.messages import DeliveryDue, WebhookDue
from jobscout.rules.reminders import sentence
from jobscout.sql.alerts import Alerts
from jobscout.sql.clusters import Clusters
from jobscout.sql.deliveries import Deliveries
from jobscout.sql.reminders import Q, Reminders
from jobscout.sql.webhook_attempts import WebhookAttempts
from tests.channels import SILENT, channels
from tests.integration.alert_rows import add_alert, add_device, deliveries_of, rows
from tests.integration.board_rows import add, add_user
from tests.integration.test_bundling import prefer
from tests.integration.webhook_rows import add_receiver
from tests.unit.fakes_flow import FakeMailer, run_to_end
from tests.unit.notifying import notifier

if TYPE_CHECKING:
    import asyncpg

    from jobscout.outgoing import Channel
    from jobscout.sql.database import Database

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


async def tracked(db: Database, user_id: int, **changes: Any) -> int:
    """An alert that was told long ago, and is saved."""
    given: dict[str, Any] = {
        "bundled_at": NOW - 30 * DAY,
        "is_saved": True,
        "created_at": NOW - 30 * DAY,
    }
    alert_id, _ = await add_alert(db, user_id, **(given | changes))
    return alert_id


async def applied(db: Database, user_id: int, days: float, **changes: Any) -> int:
    """The same of an application that was made so many days ago."""
    at = NOW - days * DAY
    given = {"is_applied": True, "application_status": "Applied", "applied_at": at, "acted_at": at}
    return await tracked(db, user_id, **(given | changes))


async def set_job(db: Database, alert_id: int, **columns: Any) -> None:
    for name, value in columns.items():
        await db.text(
            f"UPDATE jobs SET {name} = $2 WHERE id = (SELECT job_id FROM alerts WHERE id = $1)",  # noqa: S608
            alert_id,
            value,
        )


async def owed(db: Database) -> list[asyncpg.Record]:
    return await db.text("SELECT * FROM reminders ORDER BY id")


async def plan(db: Database, now: datetime = NOW) -> int:
    """Plan, and let the morning come."""
    added = await Reminders(db).add_due(now)
    await db.text("UPDATE reminders SET bundle_at = now() WHERE bundled_at IS NULL")
    return added


async def test_deadlines(db: Database) -> None:
    """Of what is saved, tracked or has a deadline of its own; not of the rest."""
    user_id = await add_user(db)
    near = (NOW + 2 * DAY).date()
    saved = await tracked(db, user_id)
    by_hand = await tracked(db, user_id, is_saved=False, score=0, search_id=None)
    own = await tracked(db, user_id, is_saved=False, deadline=near)
    not_wanted = await tracked(db, user_id, is_saved=False)
    done = await applied(db, user_id, 1)
    late, over = await tracked(db, user_id), await tracked(db, user_id)
    closed = await tracked(db, user_id)
    for alert_id in (saved, by_hand, not_wanted, done, closed):
        await set_job(db, alert_id, deadline=near)
    await set_job(db, late, deadline=(NOW + 9 * DAY).date())
    await set_job(db, over, deadline=(NOW - 3 * DAY).date())
    await set_job(db, closed, closed_at=NOW)

    added = await plan(db)

    made = await owed(db)
    assert {(row["alert_id"], row["kind"], row["about"]) for row in made} == {
        (alert_id, "deadline", near) for alert_id in (saved, by_hand, own)
    }
    assert added == 3


async def test_once_each(db: Database) -> None:
    """However many plan and bundle at once, and however often: one reminder and one mail."""
    user_id = await add_user(db)
    alert_id = await tracked(db, user_id)
    await set_job(db, alert_id, deadline=(NOW + 2 * DAY).date())
    await applied(db, user_id, 15)

    added = await asyncio.gather(*(Reminders(db).add_due(NOW) for _ in range(5)))
    await db.text("UPDATE reminders SET bundle_at = now()")
    due = await deliveries_of(db).due_bundles(10)
    made = await asyncio.gather(*(deliveries_of(db).bundle(user_id, NOW) for _ in range(5)))
    await set_job(db, alert_id, deadline=(NOW + DAY).date())  # a board that moves it
    again = await plan(db, NOW + DAY)

    assert (sum(added), due, sum(map(len, made)), again) == (2, [user_id], 1, 0)
    (row,) = await rows(db)
    assert len(row["reminder_ids"]) == len(row["alert_ids"]) == 2
    assert await deliveries_of(db).due_bundles(10) == []


async def test_found_by_two_at_once(db: Database) -> None:
    """What another process added after this one looked is not added again."""
    user_id = await add_user(db)
    alert_id = await tracked(db, user_id)
    given: dict[str, Any] = {
        "user_ids": [user_id] * 2,
        "alert_ids": [alert_id, 404],
        "abouts": [NOW.date()] * 2,
        "own_deadlines": [None] * 2,
        "bundle_ats": [NOW] * 2,
    }

    added = [await db.run(Q.add, kind=kind, **given) for kind in ("quiet", "quiet", "closed")]

    assert added == [1, 0, 1]


async def test_killed_while_bundling(db: Database) -> None:
    """What dies before its deliveries are there has taken nothing, and is bundled later, once."""
    user_id = await add_user(db)
    await add_device(db, user_id, "a")
    await tracked(db, user_id, deadline=(NOW + DAY).date())
    await applied(db, user_id, 15)
    await plan(db)

    class Dying(Deliveries):
        left = 0

        def message_id(self, channel: Channel) -> str:
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            return super().message_id(channel)

    dying = Dying(db, domain="scout.example", channels=channels(pusher=SILENT))
    for dying.left in range(2):
        with pytest.raises(KeyboardInterrupt):
            await dying.bundle(user_id, NOW)
        assert await rows(db) == []
        assert await dying.due_bundles(10) == [user_id]
    dying.left = 9
    made = await dying.bundle(user_id, NOW)

    assert len(made) == len(await rows(db)) == 2
    assert await dying.bundle(user_id, NOW) == []


async def test_another_deadline_of_ones_own(db: Database) -> None:
    """Who moves a deadline is reminded of the new one, and not of the old one again."""
    user_id = await add_user(db)
    days = [(NOW + n * DAY).date() for n in (1, 2)]
    alert_id = await tracked(db, user_id, deadline=days[0])
    added = []
    for day in (*days, *days):
        await db.text("UPDATE alerts SET deadline = $2 WHERE id = $1", alert_id, day)
        added.append(await plan(db))
        await deliveries_of(db).bundle(user_id, NOW)

    assert added == [1, 1, 0, 0]
    assert len(await rows(db)) == 2


async def test_quiet(db: Database) -> None:
    """Fourteen days after the last that happened; not after an offer, and not of years ago."""
    user_id = await add_user(db)
    quiet = await applied(db, user_id, 15)
    after = await applied(db, user_id, 40, interview_at=NOW - 15 * DAY)
    await applied(db, user_id, 13)
    await applied(db, user_id, 400)
    await applied(db, user_id, 15, application_status="Offer")
    await applied(db, user_id, 15, interview_at=NOW + DAY)
    await applied(db, user_id, 40, interview_at=NOW - 13 * DAY)
    noted = await applied(db, user_id, 15)
    await add(db, "alert_events", alert_id=noted, to_status="Interviewing", at=NOW - DAY)

    await plan(db)

    assert [(row["alert_id"], row["kind"]) for row in await owed(db)] == [
        (quiet, "quiet"),
        (after, "quiet"),
    ]
    assert (await owed(db))[0]["about"] == (NOW - 15 * DAY).date()


async def test_closed(db: Database) -> None:
    """The posting of an application closed, after the application."""
    user_id = await add_user(db)
    gone, before, saved = [
        await applied(db, user_id, 5),
        await applied(db, user_id, 5),
        await tracked(db, user_id),
    ]
    await set_job(db, gone, closed_at=NOW - DAY)
    await set_job(db, before, closed_at=NOW - 6 * DAY)
    await set_job(db, saved, closed_at=NOW - DAY)

    await plan(db)

    assert [(row["alert_id"], row["kind"]) for row in await owed(db)] == [(gone, "closed")]


async def test_switched_off(db: Database) -> None:
    """Nobody who does not want them is reminded; also not of one that is planned already."""
    user_id = await add_user(db)
    deadline = await tracked(db, user_id, deadline=(NOW + DAY).date())
    await applied(db, user_id, 15)
    await plan(db)
    await prefer(db, user_id, deadline_reminders=False)

    await deliveries_of(db).bundle(user_id, NOW)
    await db.text("DELETE FROM reminders")
    await plan(db)

    assert [deadline in row["alert_ids"] for row in await rows(db)] == [False]
    assert [row["kind"] for row in await owed(db)] == ["quiet"]
    await db.text("UPDATE preferences SET application_nudges = false, deadline_reminders = true")
    await db.text("DELETE FROM reminders")
    await plan(db)
    assert [row["kind"] for row in await owed(db)] == ["deadline"]


async def test_not_true_any_more(db: Database) -> None:
    """What the person did in the meantime they are not told to do; it is owed when it is again."""
    user_id = await add_user(db)
    alert_id = await tracked(db, user_id, deadline=(NOW + DAY).date())
    await plan(db)
    await db.text("UPDATE alerts SET application_status = 'Applied', applied_at = now()")

    made = await deliveries_of(db).bundle(user_id, NOW)

    assert (made, await owed(db)) == ([], [])
    await db.text("UPDATE alerts SET application_status = NULL, applied_at = NULL")
    assert await plan(db) == 1
    assert len(await deliveries_of(db).bundle(user_id, NOW)) == 1
    assert [row["alert_ids"] for row in await rows(db)] == [[alert_id]]


async def test_moved_meanwhile(db: Database) -> None:
    """Of a deadline that moved after it was planned nobody is reminded before it is near again."""
    user_id = await add_user(db)
    alert_id = await tracked(db, user_id)
    await set_job(db, alert_id, deadline=(NOW + DAY).date())
    await plan(db)
    await set_job(db, alert_id, deadline=(NOW + 30 * DAY).date())

    assert await deliveries_of(db).bundle(user_id, NOW) == []
    assert await plan(db) == 0
    assert await plan(db, NOW + 28 * DAY) == 1


async def test_quiet_hours(db: Database) -> None:
    """In quiet hours nothing is sent; the daily limit is of alerts."""
    user_id = await add_user(db)
    await prefer(
        db,
        user_id,
        quiet_start=(NOW - timedelta(hours=1)).time(),
        quiet_end=(NOW + timedelta(hours=1)).time(),
        max_alerts_per_day=1,
    )
    await tracked(db, user_id, deadline=(NOW + DAY).date())
    await plan(db)

    assert await deliveries_of(db).bundle(user_id, NOW) == []
    assert (await owed(db))[0]["bundle_at"] > NOW + timedelta(minutes=50)
    await db.text("UPDATE preferences SET quiet_start = NULL, quiet_end = NULL")
    await db.text("UPDATE alerts SET bundled_at = $1", NOW)  # the day's alerts were told
    await db.text("UPDATE reminders SET bundle_at = $1", NOW)
    assert len(await deliveries_of(db).bundle(user_id, NOW)) == 1


async def test_closed_account(db: Database) -> None:
    """Nobody is reminded whose account is not in use."""
    user_id = await add_user(db)
    await tracked(db, user_id, deadline=(NOW + DAY).date())
    await plan(db)
    await db.text("UPDATE users SET disabled_at = now()")

    assert await deliveries_of(db).bundle(user_id, NOW) == []
    assert await deliveries_of(db).due_bundles(10) == []
    assert await plan(db) == 0


class Pusher:
    def __init__(self) -> None:
        self.pushes: list[Any] = []

    async def send(self, push: Any) -> None:
        self.pushes.append(push)


class Posting:
    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def send(self, _outgoing: Any, alerts: Any) -> None:
        self.bodies.append(alerts.body)


async def test_as_it_is_told(db: Database) -> None:
    """A mail, a notification and a webhook say what it is about; it counts as no new job."""
    user_id = await add_receiver(db)
    await add_device(db, user_id, "a")
    await db.text("UPDATE preferences SET channels = '{email,push,webhook}'")
    near = (NOW + DAY).date()
    alert_id = await tracked(db, user_id, deadline=near, title="Pilot")
    await plan(db)
    pusher, posting, mailer = Pusher(), Posting(), FakeMailer([])
    before = _fresh()

    ids = await deliveries_of(db).bundle(user_id, NOW)
    actor = notifier(deliveries_of(db), mailer=mailer, pusher=pusher)
    await run_to_end(actor, *map(DeliveryDue, ids))
    channel: Any = posting
    calls = WebhookAttempts(db)
    await run_to_end(
        WebhookCaller(Inbox("webhook_caller", 4), calls=calls, channel=channel),
        WebhookDue(user_id),
    )

    (mail,), (push,) = mailer.mails, pusher.pushes
    (body,) = map(msgspec.json.decode, posting.bodies)
    said = sentence("deadline", near)
    assert mail.subject == f"{said}: Pilot at Acme"
    assert "new job" not in mail.text
    assert said in mail.text
    assert (push.title, push.body) == (said, "Pilot at Acme")
    assert push.link.endswith(f"/alerts/{alert_id}")
    assert body["type"] == "reminder"
    assert body["reminder"] == {"kind": "deadline", "about": f"{near}", "text": said}
    assert body["alert"]["id"] == str(alert_id)
    assert {row["status"] for row in await rows(db)} == {"sent"}
    assert _fresh() == before


def _fresh() -> float:
    labels = {"held_back": "false"}
    return REGISTRY.get_sample_value("jobscout_freshness_seconds_count", labels) or 0.0


async def test_a_private_posting(db: Database) -> None:
    """What no board bears is reminded of likewise."""
    user_id = await add_user(db)
    await add(
        db,
        "alerts",
        user_id=user_id,
        title="Gardener",
        company="Parks",
        location="Kyoto",
        score=0,
        deadline=(NOW + DAY).date(),
        bundled_at=NOW,
    )
    await plan(db)
    ids = await deliveries_of(db).bundle(user_id, NOW)
    mailer = FakeMailer([])

    await run_to_end(notifier(deliveries_of(db), mailer=mailer), *map(DeliveryDue, ids))

    (mail,) = mailer.mails
    assert "Gardener at Parks" in mail.subject
    assert "Kyoto" in mail.text


async def test_merged_jobs(db: Database) -> None:
    """When two jobs become one, nobody is reminded of the kept alert again."""
    user_id = await add_user(db)
    near = (NOW + DAY).date()
    first, second = [await tracked(db, user_id, title="Same") for _ in range(2)]
    await set_job(db, first, deadline=near)
    await set_job(db, second, deadline=near)
    await plan(db)
    await deliveries_of(db).bundle(user_id, NOW)
    jobs = {row["id"]: row["job_id"] for row in await db.text("SELECT id, job_id FROM alerts")}
    admin = await add_user(db)

    await Clusters(db).join(jobs[first], jobs[second], by=admin)
    await db.text("UPDATE jobs SET deadline = $1", near)

    assert await plan(db) == 0
    assert len(await owed(db)) == 1
    (row,) = await rows(db)
    assert len(row["alert_ids"]) == 1


async def test_merged_while_it_waits(db: Database) -> None:
    """A reminder of the alert that goes is sent all the same, about the one that stays."""
    user_id = await add_user(db)
    kept, gone = [await tracked(db, user_id, title="Same") for _ in range(2)]
    interview = NOW + 3 * DAY
    await db.text(
        "UPDATE alerts SET deadline = $2, interview_at = $3 WHERE id = $1",
        gone,
        (NOW + DAY).date(),
        interview,
    )
    await plan(db)
    await deliveries_of(db).bundle(user_id, NOW)
    jobs = {row["id"]: row["job_id"] for row in await db.text("SELECT id, job_id FROM alerts")}

    await Clusters(db).join(jobs[kept], jobs[gone], by=await add_user(db))

    (row,) = await rows(db)
    assert (row["alert_ids"], row["status"]) == ([kept], "pending")
    assert [one["alert_id"] for one in await owed(db)] == [kept]
    (alert,) = await db.text("SELECT * FROM alerts")
    assert (alert["deadline"], alert["interview_at"]) == ((NOW + DAY).date(), interview)
    assert len((await deliveries_of(db).alerts([kept], row["reminder_ids"])).items) == 1


async def test_what_a_person_does_counts(db: Database) -> None:
    """Notes, an interview, a deadline and a status are something that happened; reading is not."""
    user_id = await add_user(db)
    alert_id = await applied(db, user_id, 15)
    alerts = Alerts(db)

    async def acted() -> bool:
        (row,) = await db.text("SELECT acted_at > $1 AS now FROM alerts", NOW - DAY)
        await db.text("UPDATE alerts SET acted_at = applied_at")
        return bool(row["now"])

    found = []
    changes: list[dict[str, Any]] = [
        {"is_read": True},
        {"is_saved": False},
        {"notes": "called"},
        {"interview_at": NOW},
        {"interview_at": None},
        {"deadline": NOW.date()},
    ]
    for change in changes:
        await alerts.change(user_id, alert_id, change)
        found.append(await acted())
    await alerts.set_status(user_id, alert_id, "Interviewing")
    found.append(await acted())

    assert found == [False, False, True, True, True, True, True]
