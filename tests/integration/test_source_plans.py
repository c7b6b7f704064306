"""P9: readings are planned by what sources publish, within the budgets of requests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.model import PollHints, RobotsDecision
from jobscout.rules import schedule
from jobscout.rules.schedule.request_prices import PLANNED_SHARE, Budgets
from jobscout.sources import board_address
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.source_plans import SourcePlans
from jobscout.sql.sources import Sources
from jobscout.sql.unchanged import UnchangedReadings
from tests.integration.board_rows import Board, add, add_search, add_source, add_user
from tests.rows import posting

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database

AMPLE = Budgets(1e6, 1e6)


async def rates(db: Database, board: Board) -> asyncpg.Record:
    return (await db.text("SELECT * FROM source_rates WHERE source_id = $1", board.id))[0]


async def plan(db: Database, source_id: int) -> asyncpg.Record:
    return (await db.text("SELECT * FROM source_plans WHERE source_id = $1", source_id))[0]


def published(many: int, **changes: Any) -> list[Any]:
    """*many* postings of the last four weeks."""
    now = datetime.now(UTC)
    return [
        posting(str(n), n, posted_at=now - timedelta(hours=5 * n + 1), **changes)
        for n in range(many)
    ]


async def test_readings_teach(db: Database) -> None:
    """The first by all times that the board states, later ones by new postings, others nothing."""
    board = await Board.open(db)
    await board.read(*published(100))
    first = await rates(db, board)
    await board.read(*published(100))
    second = await rates(db, board)
    await board.read(*published(100), posting("new"))
    third = await rates(db, board)

    assert first["postings"] == pytest.approx(100)
    assert sum(first["counts"]) == pytest.approx(100, rel=0.01)
    assert dict(second) == dict(first)
    assert third["postings"] == pytest.approx(101, abs=0.1)


async def test_busy_boards_are_read_more_often(db: Database) -> None:
    """Than dead ones; and within what the board asks for."""
    waits = []
    for many, asked in ((100, timedelta(0)), (0, timedelta(0)), (100, timedelta(hours=9))):
        board = await Board.open(db)
        await board.read(*published(many), poll_after=asked)
        row = await board.row()
        waits.append(row["next_run_at"] - row["last_whole_read_at"])

    assert waits[0] < waits[1]
    assert waits[2] == row["shortest_interval"] == timedelta(hours=9)


async def test_what_a_feed_asks_for_is_kept(db: Database) -> None:
    """Its next reading knows it, operators are told, and another board has asked for nothing."""
    config = '{"url": "https://a.example/jobs.rss"}'
    board = await Board.open(db, kind="feed", config=config, interval_seconds=60)
    hints = PollHints(ttl_s=7200.0, skipped=(3, 4))
    await board.read(poll_after=timedelta(hours=2), poll_hints=hints)
    scrapes = Scrapes(db)
    await scrapes.trigger(board.id, "manual")
    lease = timedelta(minutes=1)
    (claimed,) = await scrapes.claim_next("normal", 9, per_host=9, held={}, lease=lease)
    source = await Sources(db, board_address).get(board.id)
    admin = await add_user(db)
    moved = {"config": {"url": "https://b.example/jobs.rss"}}
    await Sources(db, board_address).change(board.id, moved, admin)

    assert claimed.due.poll_hints == hints
    assert source.planned_interval_seconds == 7200
    assert source.schedule_reason.startswith("The feed itself asks")
    assert source.schedule_reason.endswith("(skipHours, skipDays).")
    assert (await board.row())["poll_hints"] is None


async def test_hours_that_a_feed_excludes(db: Database) -> None:
    """A reading that brought nothing is followed by one after them."""
    board = await Board.open(db, interval_seconds=60)
    hints = PollHints(skipped=tuple(range(168)))
    await board.read(poll_hints=hints)
    first = await board.row()
    changed = await board.next(unchanged=True, poll_hints=hints)
    await UnchangedReadings(db).store([changed])
    second = await board.row()

    for row in (first, second):
        assert row["next_run_at"] - row["last_whole_read_at"] == schedule.MAX_INTERVAL


async def test_what_is_usual_is_planned_with(db: Database) -> None:
    """Among small sources little is expected of one that had nothing for long."""
    board = await Board.open(db)
    await board.read()
    alone = SourcePlans(db, AMPLE)
    await alone.refresh()
    before = await Sources(db, board_address).get(board.id)
    for _ in range(40):
        source_id = await add_source(db)
        await db.text(
            "INSERT INTO source_rates (source_id, counts, postings, weeks, as_of, squares)"
            " SELECT $1, counts, 28, 7, now(), 0 FROM source_rates WHERE source_id = $2",
            source_id,
            board.id,
        )
    await db.text("DELETE FROM source_plans")
    await alone.refresh()
    after = await Sources(db, board_address).get(board.id)

    stored = await plan(db, board.id)
    assert stored["prior_postings"] / stored["prior_weeks"] == 4
    assert after.postings_per_week > 2 * before.postings_per_week
    assert after.planned_interval_seconds < before.planned_interval_seconds


async def test_another_board_is_learnt_anew(db: Database) -> None:
    """What the old address published means nothing any more."""
    board = await Board.open(db)
    admin = await add_user(db)
    await board.read(*published(20))

    await Sources(db, board_address).change(board.id, {"config": {"board": "other"}}, admin)

    assert await db.text("SELECT FROM source_rates") == []


async def test_plans_keep_to_the_budget_of_a_host(db: Database) -> None:
    """Boards of a crowded host wait longer, and a source that is added is planned soon."""
    crowded = [await add_source(db, host="crowded") for _ in range(20)]
    alone = await add_source(db, host="alone")
    await add_source(db, active=False)
    plans = SourcePlans(db, Budgets(200, 1e6))

    assert await plans.refresh() == 21
    assert await plans.refresh() == 0
    added = await add_source(db, host="alone")
    assert await plans.refresh() == 0
    await db.text("UPDATE source_plans SET planned_at = now() - interval '2 minutes'")
    assert await plans.refresh() == 22
    assert await plans.refresh() == 0
    await db.text("UPDATE source_plans SET planned_at = now() - interval '2 hours'")
    assert await plans.refresh() == 22

    assert (await plan(db, alone))["price"] == pytest.approx(schedule.LEAST_PRICE)
    assert (await plan(db, added))["bound"] == "value"
    one = await plan(db, crowded[0])
    assert one["bound"] == "host"
    assert one["price"] > 20 * schedule.LEAST_PRICE
    source = await Sources(db, board_address).get(crowded[0])
    assert source.schedule_reason == "The budget of requests of its host allows no more."
    assert source.planned_interval_seconds > 86_400 * 20 / (200 * PLANNED_SHARE)
    assert source.postings_per_week == 2


async def test_crawl_delay_is_planned_with(db: Database) -> None:
    """What robots.txt said to one board of a host is a budget of all."""
    host = {"host": "slow", "created_at": datetime.now(UTC) - timedelta(days=2)}
    boards = [await add_source(db, **host) for _ in range(5)]
    said = RobotsDecision(allowed=True, crawl_delay_s=3600.0)  # longer than is waited for
    await Scrapes(db).note_robots(boards[0], said)
    await SourcePlans(db, Budgets(20_000, 1e6)).refresh()
    ample = await plan(db, boards[1])
    more = [await add_source(db, **host) for _ in range(100)]
    await db.text("DELETE FROM source_plans")
    await SourcePlans(db, Budgets(20_000, 1e6)).refresh()

    assert ample["bound"] == "value"
    assert {(await plan(db, one))["bound"] for one in (boards[1], *more[:3])} == {"host"}
    source = await Sources(db, board_address).get(more[0])
    each_s = 60 * 105 / PLANNED_SHARE  # on a weekday; there are fewer readings at weekends
    assert each_s < source.planned_interval_seconds < 1.4 * each_s


async def test_more_boards_than_requests(db: Database) -> None:
    """Without a request left for more, the boards of a host take turns."""
    long_ago = datetime.now(UTC) - timedelta(days=2)
    crowded = [await add_source(db, host="crowded", created_at=long_ago) for _ in range(40)]
    await SourcePlans(db, Budgets(20, 1e6)).refresh()

    source = await Sources(db, board_address).get(crowded[0])

    assert source.planned_interval_seconds == round(86_400 * 40 / (20 * PLANNED_SHARE))
    assert source.schedule_reason.startswith("There are more boards than")


async def test_what_a_plan_weighs(db: Database) -> None:
    """The lane, the alerts that a posting causes, and the requests that a reading takes."""
    board = await Board.open(db)
    high = await add_source(db, priority="high")
    await board.read(posting("a"), posting("b", "other"))
    job_id = (await board.posting("a"))["job_id"]
    for _ in range(4):
        user_id = await add_user(db)
        search_id = await add_search(db, user_id)
        given = {"user_id": user_id, "search_id": search_id, "score": 0.5}
        await add(db, "alerts", job_id=job_id, bundle_at=datetime.now(UTC), **given)
    await db.text("UPDATE scrapes SET http_requests = 3")

    await SourcePlans(db, AMPLE).refresh()

    assert (await plan(db, board.id))["weight"] == 1 + 4 / 2
    assert (await plan(db, board.id))["requests"] == 3
    assert (await plan(db, high))["weight"] == schedule.LANE_WEIGHTS["high"]
