"""P1: alerts and deliveries when jobs are taken apart or put together by a person."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import NotFound
from jobscout.sql.alerts import Alerts
from jobscout.sql.deliveries import Deliveries
from jobscout.sql.queries import load
from tests.channels import channels
from tests.integration.board_rows import Board, add, add_search, add_user
from tests.integration.cluster_rows import job, job_of, join, split, two_boards, two_jobs
from tests.integration.match_rows import match_all
from tests.rows import posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database

ALERT_QUERIES = load("alerts")
CLUSTER_QUERIES = load("clusters")


async def test_nobody_is_alerted_of_a_split(db: Database) -> None:
    """P1: who was told of the job keeps their alert on it, and hears nothing of the other."""
    await add_search(db, await add_user(db))
    _, second, old = await two_boards(db)
    await match_all(db)
    before = await db.text("SELECT id, job_id FROM alerts WHERE job_id = $1", old)

    new = await split(db, second, "2")
    await match_all(db)

    assert len(before) == 1
    assert await db.text("SELECT FROM alerts WHERE job_id = $1", new) == []
    assert await db.text("SELECT id, job_id FROM alerts WHERE job_id = $1", old) == before


async def test_split_tells_whom_only_the_new_job_suits(db: Database) -> None:
    """P1: who was told of the whole job knows of its parts; who was not is told of what suits."""
    knows, waits = await add_user(db), await add_user(db)
    await add_search(db, knows)
    await add_search(db, waits, keywords=["gardener"])
    _, second, old = await two_boards(db)
    await match_all(db)
    new = await split(db, second, "2")
    newest = await _split_again(db, second, new)
    await second.read(*[posting(one, title="Gardener Engineer") for one in ("2", "3")])
    await match_all(db)

    rows = await db.text(
        "SELECT user_id, job_id FROM alerts WHERE job_id IN ($1, $2, $3)", old, new, newest
    )
    assert {tuple(row) for row in rows} == {(knows, old), (waits, new), (waits, newest)}


async def _split_again(db: Database, board: Board, job_id: int) -> int:
    """One more posting of the same job, split from it too."""
    await board.read(posting("2"), posting("3"))
    await db.text("UPDATE postings SET job_id = $1 WHERE external_id = '3'", job_id)
    return await split(db, board, "3")


async def test_split_of_a_job_that_nobody_was_told_of(db: Database) -> None:
    """Two openings instead of one: each is matched once."""
    await add_search(db, await add_user(db))
    _, second, old = await two_boards(db)

    new = await split(db, second, "2")
    await match_all(db)

    told = await db.text("SELECT job_id FROM alerts WHERE job_id IN ($1, $2)", old, new)
    assert sorted(row["job_id"] for row in told) == [old, new]


ALERTS = "SELECT * FROM alerts WHERE user_id = $1"


async def test_join_keeps_what_is_tracked(db: Database) -> None:
    """P1: one alert, the tracked one, with the history, notes and marks of both."""
    _, _, one, other = await two_jobs(db)
    user_id = await add_user(db)
    old = await add(
        *(db, "alerts"), user_id=user_id, job_id=one, score=0.9, notes="old", is_saved=True
    )
    tracked = await add(
        *(db, "alerts"),
        user_id=user_id,
        job_id=other,
        score=0,
        notes="mine",
        is_applied=True,
        application_status="Interviewing",
    )
    await add(db, "alert_events", alert_id=old, to_status=None, from_status="Applied")
    await add(db, "alert_events", alert_id=tracked, to_status="Applied")
    single = await add(db, "alerts", user_id=await add_user(db), job_id=other, score=0.5)

    await join(db, one, other)

    (alert,) = await db.text(ALERTS, user_id)
    assert (alert["id"], alert["job_id"]) == (tracked, one)
    assert (alert["notes"], alert["is_saved"], alert["score"]) == ("mine\n\nold", True, 0.9)
    assert alert["application_status"] == "Interviewing"
    assert len(await db.text("SELECT FROM alert_events WHERE alert_id = $1", tracked)) == 2
    (row,) = await db.text("SELECT job_id FROM alerts WHERE id = $1", single)
    assert row["job_id"] == one


async def test_join_keeps_the_older_of_equals(db: Database) -> None:
    """Nothing tracked: the one that came first stays, and long notes lose nothing."""
    _, _, one, other = await two_jobs(db)
    user_id = await add_user(db)
    old = await add(db, "alerts", user_id=user_id, job_id=other, score=0.5, notes="a" * 10_000)
    await add(db, "alerts", user_id=user_id, job_id=one, score=0.5, notes="b" * 10_000)

    await join(db, one, other)

    (alert,) = await db.text(ALERTS, user_id)
    assert alert["id"] == old
    assert len(alert["notes"]) == 20_002


async def _bundled(db: Database, alert_ids: list[int]) -> None:
    await db.text("UPDATE alerts SET bundled_at = now() WHERE id = ANY($1::bigint[])", alert_ids)


async def test_join_tells_nobody_twice(db: Database) -> None:
    """P1: of two tellings that wait one stays; what was told before is not told again."""
    _, _, one, other = await two_jobs(db)
    deliveries = {}
    for name, told_of_old in (("told", True), ("waiting", False)):
        user_id = await add_user(db)
        old = await add(db, "alerts", user_id=user_id, job_id=one, score=0.5)
        new = await add(db, "alerts", user_id=user_id, job_id=other, score=0.5)
        given = {"user_id": user_id, "channel": "email"}
        sent = None
        if told_of_old:
            sent = await add(
                db, "deliveries", **given, alert_ids=[old], message_id=f"{name} 1", status="sent"
            )
        due = await add(db, "deliveries", **given, alert_ids=[new], message_id=f"{name} 2")
        await _bundled(db, [old, new] if told_of_old else [new])
        deliveries[name] = (user_id, old, sent, due)

    await join(db, one, other)

    user_id, old, sent, due = deliveries["told"]
    rows = await db.text("SELECT id, alert_ids FROM deliveries WHERE user_id = $1", user_id)
    assert [(row["id"], row["alert_ids"]) for row in rows] == [(sent, [old])]
    user_id, old, _, due = deliveries["waiting"]
    rows = await db.text("SELECT id, alert_ids FROM deliveries WHERE user_id = $1", user_id)
    assert [(row["id"], row["alert_ids"]) for row in rows] == [(due, [old])]
    store = Deliveries(db, domain="scout.example", channels=channels())
    assert await store.due_bundles(10) == []
    told, *_ = await store.alerts([old])
    assert [job.alert_id for job in told] == [old]


async def test_join_with_a_job_that_went_out_first(db: Database) -> None:
    """P1: the alert that stays still waits, but its twin has told of the job, on one channel."""
    _, _, one, other = await two_jobs(db)
    user_id = await add_user(db)
    old = await add(db, "alerts", user_id=user_id, job_id=one, score=0.5)
    new = await add(db, "alerts", user_id=user_id, job_id=other, score=0.5)
    third = await add(db, "alerts", user_id=await add_user(db), job_id=one, score=0.5)
    await _bundled(db, [old, new])
    mail: dict[str, Any] = {"user_id": user_id, "channel": "email"}
    await add(db, "deliveries", **mail, alert_ids=[old], message_id="1")
    await add(db, "deliveries", **mail, alert_ids=[third, old], message_id="2")
    await add(db, "deliveries", **mail, alert_ids=[new], message_id="3", status="sent")
    push = await add(
        *(db, "deliveries"), user_id=user_id, channel="webhook", alert_ids=[old], message_id="4"
    )

    await join(db, one, other)

    rows = await db.text("SELECT id, channel, alert_ids FROM deliveries ORDER BY message_id")
    assert [(row["channel"], row["alert_ids"]) for row in rows] == [
        ("email", [third]),
        ("email", [old]),
        ("webhook", [old]),
    ]
    assert rows[-1]["id"] == push


async def test_join_in_one_delivery(db: Database) -> None:
    """A delivery with both alerts has one afterwards; what was sent names the alert that stays."""
    _, _, one, other = await two_jobs(db)
    user_id = await add_user(db)
    old = await add(db, "alerts", user_id=user_id, job_id=one, score=0.5)
    new = await add(db, "alerts", user_id=user_id, job_id=other, score=0.5)
    third = await add(db, "alerts", user_id=await add_user(db), job_id=one, score=0.5)
    await _bundled(db, [old, new])  # the older is told of, or on its way
    given = {"user_id": user_id}
    both, with_third = {"alert_ids": [new, old]}, {"alert_ids": [new, third]}
    await add(db, "deliveries", **given, **both, channel="email", message_id="1")
    sent = {"channel": "push", "message_id": "2", "status": "sent"}
    await add(db, "deliveries", **given, **with_third, **sent)
    await add(db, "deliveries", **given, **with_third, channel="webhook", message_id="3")

    await join(db, one, other)

    rows = await db.text("SELECT alert_ids FROM deliveries ORDER BY id")
    assert [row["alert_ids"] for row in rows] == [[old], [old, third], [third]]


async def test_join_with_a_job_that_nobody_was_told_of(db: Database) -> None:
    """The searches are asked about the joined job; who has an alert gets no second one."""
    knows, new = await add_user(db), await add_user(db)
    first = await Board.open(db)
    await first.read(posting("1", "one"))
    await add_search(db, knows)
    await match_all(db)
    await add_search(db, new, locations=["Mombasa"])
    second = await Board.open(db)
    await second.read(posting("2", "two Mombasa", locations=("Mombasa, Kenya",)))
    one = await job_of(first, "1")

    await join(db, one, await job_of(second, "2"))
    due = (await job(db, one))["matched_at"] is None
    await match_all(db)

    assert due
    rows = await db.text("SELECT user_id FROM alerts ORDER BY user_id")
    assert [row["user_id"] for row in rows] == [knows, new]


async def test_join_while_the_searches_are_asked(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """P1, P2: in either order each user has one alert for the joined job, and nothing fails."""
    users = [await add_user(db) for _ in range(3)]
    for user_id in users:
        await add_search(db, user_id)
    for number in range(4):
        boards = [await Board.open(db) for _ in range(2)]
        for about, board in enumerate(boards):
            title = f"{('Site', 'Power')[about]} Engineer"
            await board.read(posting("1", f"{number} {about}", title=title))
        one, other = [await job_of(board, "1") for board in boards]

        pair = (one, other) if number % 2 else (other, one)
        await asyncio.gather(match_all(db), join(db, *pair), match_all(db))
        await db.text("UPDATE jobs SET claimed_until = NULL")
        await match_all(db)

        rows = await db.text("SELECT user_id FROM alerts WHERE job_id = $1", pair[0])
        assert sorted(row["user_id"] for row in rows) == users
        assert (await job(db, pair[0]))["matched_at"] is not None
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def _blocked(db: Database) -> None:
    """Until somebody waits for a lock in this test's database."""
    waiting = (
        "SELECT FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    async with asyncio.timeout(10):
        while not await db.text(waiting):
            pass


async def test_join_while_a_job_is_tracked(db: Database) -> None:
    """An alert that somebody is just adding is waited for, and moves along."""
    _, _, one, other = await two_jobs(db)
    user_id = await add_user(db)
    async with db.transaction() as t:
        alert_id = await t.value(ALERT_QUERIES.track, user_id=user_id, job_id=other)
        joining = asyncio.create_task(join(db, one, other))
        await _blocked(db)
    await joining

    rows = await db.text("SELECT id, job_id FROM alerts WHERE user_id = $1", user_id)
    assert [(row["id"], row["job_id"]) for row in rows] == [(alert_id, one)]


async def test_tracking_a_job_that_is_being_joined(db: Database) -> None:
    """404 where the job is gone by the time, as for any other that never was."""
    _, _, one, other = await two_jobs(db)
    user_id = await add_user(db)
    async with db.transaction() as t:
        await t.all(CLUSTER_QUERIES.lock_jobs, job_ids=[one, other])
        tracking = asyncio.create_task(Alerts(db).track(user_id, other))
        await _blocked(db)
        await t.run(CLUSTER_QUERIES.move_postings, posting_ids=[], job_id=one)
        await t.run(CLUSTER_QUERIES.forget_job, job_id=other)

    with pytest.raises(NotFound):
        await tracking
