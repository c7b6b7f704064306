"""How fast we are is measured on what was published while its board was being watched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import asyncpg
import pytest
from prometheus_client import REGISTRY

from jobscout import actor_metrics
from jobscout.outgoing import FRESHNESS_PARTS
from jobscout.sources import board_address
from jobscout.sql.migrations import FOLDER
from jobscout.sql.sources import Sources
from jobscout.sql.stats import stats
from jobscout.sql.webhook_attempts import WebhookAttempts
from tests.integration.alert_rows import deliveries_of
from tests.integration.board_rows import Board, add_search, add_user
from tests.integration.cluster_rows import job, join, two_jobs
from tests.integration.match_rows import match_all
from tests.rows import board_of, posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from jobscout.sql.stats import Freshness

NOTHING = (None, None)
LONG_AGO = datetime.now(UTC) - timedelta(days=28)
A_MINUTE = 60.0
# A later view reads the columns of the migration that is undone and done again.
UNDONE_AND_DONE = (
    "0021.board_requests.rollback.sql",
    "0015.openings.rollback.sql",
    "0015.openings.sql",
    "0021.board_requests.sql",
)


async def reader(db: Database) -> int:
    user_id = await add_user(db)
    await add_search(db, user_id, keywords=["engineer"])
    return user_id


async def deliver(db: Database, user_id: int) -> list[bool]:
    """Match and mail what there is; of each job told, whether it was backlog."""
    await match_all(db)
    deliveries, told = deliveries_of(db), []
    for delivery_id in await deliveries.bundle(user_id, datetime.now(UTC)):
        claimed = await deliveries.claim(delivery_id, timedelta(minutes=1))
        assert claimed is not None
        jobs, *_ = await deliveries.alerts(claimed.alert_ids)
        for one in jobs:
            actor_metrics.count_freshness(one)
        told += [one.is_backlog for one in jobs]
        await deliveries.complete(delivery_id)
    return told


async def freshness(db: Database) -> Freshness:
    return (await stats(db)).freshness


def observed() -> float:
    labels = {"held_back": "false"}
    return REGISTRY.get_sample_value("jobscout_freshness_seconds_count", labels) or 0.0


async def test_new_install(db: Database) -> None:
    """A backlog of 28 days says nothing; a posting that comes then was told within seconds."""
    user_id, board = await reader(db), await Board.open(db)
    backlog = [posting(str(n), n, posted_at=LONG_AGO) for n in range(5)]
    before = observed()
    await board.read(*backlog)
    first = await deliver(db, user_id)
    none = await freshness(db)
    counted = observed() - before
    await board.read(*backlog, posting("new", "new", posted_at=datetime.now(UTC)))
    second = await deliver(db, user_id)

    assert (first, counted) == ([True] * 5, 0)
    assert (none.p50_seconds, none.p95_seconds) == NOTHING
    assert (second, observed() - before) == ([False], 1)
    said = await freshness(db)
    assert said.p50_seconds is not None
    assert 0 <= said.p50_seconds < A_MINUTE


async def test_since_the_last_reading_without_it(db: Database) -> None:
    """What states no date could be seen from the last whole reading on, whatever came between."""
    user_id, board = await reader(db), await Board.open(db)
    await board.read(*board_of(3))
    await db.text(
        "UPDATE sources SET watched_since = now() - interval '9 days',"
        " last_whole_read_at = now() - interval '2 hours'"
    )
    await board.read(*board_of(2), whole=False)

    await board.read(*board_of(3), posting("new", "new"))
    await deliver(db, user_id)

    said = await freshness(db)
    assert said.p50_seconds is not None
    assert 7200 <= said.p50_seconds < 7200 + A_MINUTE


async def test_old_posting_shown_again(db: Database) -> None:
    """A posting from before we watched is backlog, whenever it is listed."""
    user_id, board = await reader(db), await Board.open(db)
    await board.read(*board_of(3))

    await board.read(*board_of(3), posting("old", "old", posted_at=LONG_AGO))

    assert (await deliver(db, user_id))[-1:] == [True]
    assert (await freshness(db)).p50_seconds is None


async def gap(db: Database, board: Board, kind: str) -> None:
    sources, by = Sources(db, board_address), await add_user(db)
    if kind == "paused":
        await sources.pause(board.id, by)
        await sources.change(board.id, {"active": True}, by)
    elif kind == "moved":
        await sources.change(board.id, {"config": {"board": "other"}}, by)
    else:
        await board.read()
        await sources.accept(board.id, by)


@pytest.mark.parametrize("kind", ["paused", "moved", "accepted"])
async def test_after_a_gap(db: Database, kind: str) -> None:
    """What came while nobody watched this board is backlog, what comes afterwards is not."""
    user_id, board = await reader(db), await Board.open(db)
    some = [posting("a", "a"), posting("b", "b")]
    await board.read(*some)
    await deliver(db, user_id)
    await gap(db, board, kind)

    await board.read(*some, posting("c", "c"))
    first = await deliver(db, user_id)
    await board.read(*some, posting("c", "c"), posting("d", "d"))
    second = await deliver(db, user_id)

    assert (first, second) == ([True], [False])


async def test_windows_prove_nothing(db: Database) -> None:
    """A board that is never read whole may have had it all the time."""
    user_id, board = await reader(db), await Board.open(db)
    await board.read(*board_of(3), whole=False)
    await board.read(posting("new", "new"), whole=False)

    assert set(await deliver(db, user_id)) == {True}


async def test_what_it_was_spent_on(db: Database) -> None:
    """The parts add up to the whole, in the stats and in the metric."""
    user_id, board = await reader(db), await Board.open(db)
    await board.read(*board_of(2))
    await deliver(db, user_id)
    await board.read(*board_of(3))
    await match_all(db)
    # the reading that stored a job is known by its moment
    known = "SELECT FROM jobs j WHERE first_seen_at IN (SELECT finished_at FROM scrapes)"
    assert len(await db.text(known)) == 3
    now = datetime.now(UTC)
    at = {s: now - timedelta(seconds=s) for s in (100, 57, 50, 40)}
    await db.text("UPDATE jobs SET first_seen_at = $1, possible_at = $2", at[50], at[100])
    await db.text("UPDATE postings SET first_seen_at = $1", at[50])
    await db.text(
        "UPDATE scrapes SET started_at = $1, finished_at = $2"
        " WHERE id = (SELECT max(id) FROM scrapes)",
        at[57],
        at[50],
    )
    await db.text("UPDATE alerts SET created_at = $1, bundle_at = $1", at[40])
    before = _spent()
    await deliver(db, user_id)

    parts = (await freshness(db)).parts
    spent = [later - earlier for earlier, later in zip(before, _spent(), strict=True)]

    p50 = [getattr(parts, part).p50_seconds for part in FRESHNESS_PARTS]
    assert [round(seconds / 10) for seconds in p50] == [4, 1, 1, 4]
    assert round((await freshness(db)).p50_seconds or 0) == round(sum(p50))
    assert [round(seconds / 10) for seconds in spent] == [4, 1, 1, 4]


def _spent() -> list[float]:
    return [
        REGISTRY.get_sample_value(
            "jobscout_freshness_part_seconds_sum", {"stage": part, "held_back": "false"}
        )
        or 0.0
        for part in FRESHNESS_PARTS
    ]


async def test_reminders(db: Database) -> None:
    """A reminder of a job says nothing of how fast its alert was."""
    user_id, board = await reader(db), await Board.open(db)
    await board.read(*board_of(2))
    await board.read(*board_of(3))
    await match_all(db)
    sent = (
        "INSERT INTO deliveries (user_id, channel, alert_ids, reminder_ids, message_id, status,"
        " sent_at) SELECT user_id, 'email', ARRAY[id], $1::bigint[], concat($1::bigint[], id),"
        " 'sent', now()"
        " FROM alerts"
    )

    await db.text(sent, [1])
    reminded = await freshness(db)
    await db.text(sent, [])

    assert reminded.p50_seconds is None
    assert (await freshness(db)).p50_seconds is not None
    assert user_id


async def test_edited(db: Database) -> None:
    """A job that became right only when its board edited it says nothing of how fast we are."""
    user_id, board = await reader(db), await Board.open(db)
    await board.read(posting("a", "a", title="Painter"))
    await board.read(posting("a", "a", title="Painter"), posting("b", "b", title="Painter"))
    await deliver(db, user_id)
    await board.read(posting("a", "a", title="Painter"), posting("b", "b", title="Site Engineer"))

    assert await deliver(db, user_id) == [True]
    assert (await freshness(db)).p50_seconds is None


async def test_webhooks_are_told_the_same(db: Database) -> None:
    """A call says of its job what a mail says."""
    user_id, board = await reader(db), await Board.open(db)
    await board.read(*board_of(2))
    await board.read(*board_of(3))
    await match_all(db)
    rows = await db.text("SELECT id FROM alerts WHERE user_id = $1 ORDER BY job_id", user_id)

    told = [await WebhookAttempts(db).alert(row["id"]) for row in rows]

    assert [one is not None and one.is_backlog for one in told] == [True, True, False]
    assert told[2] is not None
    assert datetime.now(UTC) - told[2].seen_at < timedelta(seconds=A_MINUTE)


async def test_joined(db: Database) -> None:
    """What two jobs become counts from the first of them."""
    *_, one, other = await two_jobs(db)
    date = "UPDATE jobs SET is_backlog = false, possible_at = $2 WHERE id = $1"
    await db.text(date, one, LONG_AGO)
    await db.text(date, other, datetime.now(UTC))

    await join(db, other, one)

    row = await job(db, other)
    assert (row["is_backlog"], row["possible_at"]) == (False, LONG_AGO)


async def test_database_that_was_there_before(db: Database, database_url: str) -> None:
    """Upgraded, a source is watched since its first reading, and what came with that is backlog."""
    board, off = await Board.open(db), await Board.open(db, active=False)
    old = posting("old", "old", posted_at=LONG_AGO)
    await board.read(*board_of(2))
    await board.read(*board_of(3), old)
    await off.read(posting("off", "off"))
    (first,) = await db.text("SELECT min(finished_at) AS at FROM scrapes")
    connection = await asyncpg.connect(database_url)
    try:
        for name in UNDONE_AND_DONE:
            await connection.execute((FOLDER / name).read_text())
    finally:
        await connection.close()

    rows = await db.text(
        "SELECT p.external_id, j.is_backlog FROM postings p JOIN jobs j ON j.id = p.job_id"
    )
    await board.read(*board_of(4), old)

    assert (await board.row())["watched_since"] == first["at"]
    assert (await off.row())["watched_since"] is None
    assert {row["external_id"] for row in rows if not row["is_backlog"]} == {"2"}
    (new,) = await db.text("SELECT is_backlog, possible_at FROM jobs ORDER BY id DESC LIMIT 1")
    assert (new["is_backlog"], new["possible_at"] is None) == (False, False)
