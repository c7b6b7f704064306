"""Holders: what the dead held is taken up by others; what they say later counts no more."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout import metrics
from jobscout.errors import OWNERS, SourceError
from jobscout.model import ScrapeStats
from jobscout.rules import schedule
from jobscout.sql import database, holders
from jobscout.sql.deliveries import Deliveries
from jobscout.sql.holders import NOBODY, Holders
from jobscout.sql.matches import Matches
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes
from jobscout.sql.webhook_attempts import WebhookAttempts
from tests.channels import channels
from tests.integration.alert_rows import add_delivery
from tests.integration.board_rows import Board, add_source, add_user
from tests.integration.lease_rows import KINDS, taken_over
from tests.integration.webhook_rows import add_calls, add_receiver
from tests.rows import due_source, posting, scrape_result

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import asyncpg

    from jobscout.sql.database import Database

LONG = timedelta(minutes=10)
OURS = SourceError("internal", "KeyError: 'x'")


class Process:
    """A process of Job Scout: a pool, and a heartbeat on demand."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.holders = Holders(db, db, name="test")

    async def grow_old(self) -> None:
        """It has been heard for so long that it may say who is dead."""
        await self.db.text(
            "UPDATE holders SET steady_since = now() - $2::interval WHERE id = $1",
            self.db.holder,
            self.holders.lease,
        )

    async def fall_silent(self) -> None:
        """As if it had not been heard for a lease."""
        await self.db.text(
            "UPDATE holders SET alive_until = now() - interval '1 ms' WHERE id = $1",
            self.db.holder,
        )

    async def bury_the_dead(self) -> dict[str, int]:
        dead = await self.holders.beat()
        assert dead
        return await self.holders.bury(dead)


@asynccontextmanager
async def process(url: str) -> AsyncIterator[Process]:
    async with database.connect(url, min_size=1, max_size=3) as db:
        one = Process(db)
        await one.holders.join()
        yield one


@pytest.fixture
async def one(database_url: str) -> AsyncIterator[Process]:
    async with process(database_url) as opened:
        yield opened


@pytest.fixture
async def other(database_url: str) -> AsyncIterator[Process]:
    async with process(database_url) as opened:
        await opened.grow_old()
        yield opened


async def row(db: Database, table: str) -> asyncpg.Record:
    (found,) = await db.text(f"SELECT * FROM {table}")  # noqa: S608
    return found


@pytest.mark.parametrize("kind", metrics.CLAIMED)
async def test_dead_ones_work_is_taken_up(one: Process, other: Process, kind: str) -> None:
    """Long before the claim's deadline, once its holder is dead, and not while that lives."""
    mine = await KINDS[kind].add(one.db)
    theirs = mine.at(other.db)
    before = taken_over(kind)
    first, refused = await mine.claim(), await theirs.claim()
    while_alive = await other.holders.beat()
    await one.fall_silent()

    taken = await other.bury_the_dead()

    assert first
    assert not refused
    assert while_alive == []
    assert taken == {kind: 1}
    assert taken_over(kind) == before + 1
    assert await theirs.claim()


@pytest.mark.parametrize("kind", metrics.CLAIMED)
async def test_orderly_end_leaves_nothing_claimed(one: Process, other: Process, kind: str) -> None:
    """What a process could not finish before it stopped is due at once, and no try is counted."""
    mine = await KINDS[kind].add(one.db)
    theirs = mine.at(other.db)
    tries = (await mine.row())["attempts"]
    before = taken_over(kind)
    assert await mine.claim()

    await one.holders.leave()

    if kind != "delivery":  # of which each beginning counts
        assert (await mine.row())["attempts"] == tries
    assert await theirs.claim()
    assert taken_over(kind) == before
    assert not await mine.claim()


async def test_webhook_of_a_dead_process(one: Process, other: Process) -> None:
    """The receiver is called again, by the one that took over and by nobody else."""
    user_id = await add_receiver(one.db)
    await add_calls(one.db, user_id)
    mine, theirs = WebhookAttempts(one.db), WebhookAttempts(other.db)
    first = await mine.claim(user_id, LONG)
    assert first is not None
    assert await theirs.claim(user_id, LONG) is None
    await one.fall_silent()
    await other.bury_the_dead()

    second = await theirs.claim(user_id, LONG)
    await mine.retry(first, "late", timedelta(), permanent=True)

    assert second is not None
    assert second.message_id == first.message_id
    assert (await row(one.db, "webhooks"))["failures"] == 0
    assert (await row(one.db, "deliveries"))["status"] == "sending"


async def test_nothing_is_claimed_in_a_dead_ones_name(one: Process, other: Process) -> None:
    """Who wakes up after its death finds out, takes a new name and goes on."""
    mine = await KINDS["scrape"].add(one.db)
    dead_name = one.db.holder
    await one.fall_silent()
    await other.bury_the_dead()

    refused = await mine.claim()
    told = await one.holders.beat()
    await one.holders.join()

    assert not refused
    assert told is None
    assert one.db.holder not in {dead_name, NOBODY}
    assert await mine.claim()


async def test_nothing_is_claimed_before_there_is_a_name(database_url: str) -> None:
    async with database.connect(database_url, min_size=1, max_size=2) as db:
        work = await KINDS["scrape"].add(db)
        Holders(db, db, name="test")

        assert not await work.claim()


async def test_zombie_finishes_no_scrape_of_another(one: Process, other: Process) -> None:
    """What it read or failed to read is dropped; the one that took over stores its own."""
    board = await Board.open(one.db)
    scrape_id, _ = await Scrapes(one.db).trigger(board.id, "manual")
    assert await Scrapes(one.db).claim(scrape_id, LONG)
    await one.fall_silent()
    await other.bury_the_dead()
    assert await Scrapes(other.db).claim(scrape_id, LONG)
    source = due_source(scrape_id=scrape_id, source_id=board.id)
    read = scrape_result(posting("a"), source=source)

    stored = await Postings(one.db).store(read)
    failed = await Scrapes(one.db).discard(scrape_id, OURS, ScrapeStats())
    await Scrapes(one.db).release(scrape_id)

    running = await row(one.db, "scrapes")
    assert (stored, failed) == (None, None)
    assert (running["status"], running["claimed_by"]) == ("running", other.db.holder)
    assert await Postings(other.db).store(read)


async def test_nobody_is_dead_after_an_outage(one: Process, other: Process) -> None:
    """Everybody's lease is over then: who was not heard itself judges nobody for a lease."""
    work = await KINDS["delivery"].add(one.db)
    assert await work.claim()
    await one.fall_silent()
    await other.fall_silent()

    back = await other.holders.beat()
    again = await one.holders.beat()
    await other.grow_old()

    assert (back, again) == ([], [])
    assert await other.holders.beat() == []
    assert not await work.claim()


async def test_young_process_judges_nobody(one: Process, database_url: str) -> None:
    """One that has just been started cannot know whether the others could be heard."""
    await one.fall_silent()
    async with process(database_url) as young:
        early = await young.holders.beat()
        await young.grow_old()

        assert early == []
        assert await young.holders.beat() == [one.db.holder]


async def test_two_bury_the_same(one: Process, other: Process, database_url: str) -> None:
    """What the first of them gave away and somebody claimed is not taken from that one."""
    work = await KINDS["scrape"].add(one.db)
    await work.claim()
    await one.fall_silent()
    async with process(database_url) as third:
        await third.grow_old()
        dead = await other.holders.beat()
        again = await third.holders.beat()
        assert dead == again == [one.db.holder]

        await other.holders.bury(dead)
        assert await work.at(other.db).claim()
        late = await third.holders.bury(dead)

    assert late == {}
    assert (await row(other.db, "scrapes"))["claimed_by"] == other.db.holder


async def test_dead_claims_take_no_place_of_their_host(one: Process, other: Process) -> None:
    """P9 counts who reads: before anybody has noticed the death the host's others are queued."""
    due = datetime.now(UTC) - timedelta(hours=1)
    for _ in range(6):
        await add_source(one.db, next_run_at=due, host="one")
    for scrape_id in await Scrapes(one.db).enqueue_due("normal", per_host=2, most=10):
        await Scrapes(one.db).claim(scrape_id, LONG)
    full = await Scrapes(other.db).enqueue_due("normal", per_host=2, most=10)
    await one.fall_silent()

    free = await Scrapes(other.db).enqueue_due("normal", per_host=2, most=10)

    assert full == []
    assert len(free) == 2


async def test_deadly_reading(one: Process, other: Process) -> None:
    """Begun by five that died: it ends as ours, the source stays well, and nobody waits for it."""
    source_id = await add_source(one.db, host="one", interval_seconds=60)
    scrape_id, _ = await Scrapes(one.db).trigger(source_id, "manual")
    pauses = []
    for number in range(schedule.MAX_DEATHS):
        await other.db.text("UPDATE scrapes SET next_try_at = now()")
        assert await Scrapes(one.db).claim(scrape_id, LONG)
        await one.fall_silent()
        await other.bury_the_dead()
        await one.holders.join()
        died = await row(other.db, "scrapes")
        assert died["attempts"] == number + 1
        pauses.append(died["next_try_at"] - datetime.now(UTC) > timedelta(seconds=5))
    second, third = [await add_source(one.db, host="one") for _ in range(2)]

    queued = await Scrapes(other.db).enqueue_due("normal", per_host=2, most=10)
    due_now = await Scrapes(other.db).due(10, priority="normal")
    given_up = await Scrapes(other.db).abandon()

    (state,) = await other.db.text("SELECT * FROM source_states WHERE id = $1", source_id)
    (ended,) = await other.db.text("SELECT * FROM scrapes WHERE id = $1", scrape_id)
    assert pauses == [False, True, True, True, True]
    assert set(due_now) == set(queued)
    assert {second, third} == {
        found["source_id"]
        for found in await other.db.text("SELECT * FROM scrapes WHERE id = ANY($1)", queued)
    }
    assert given_up == [source_id]
    assert (ended["status"], ended["error_kind"]) == ("failed", "internal")
    assert "ended 5 times" in ended["error"]
    assert (state["health"], state["failures"]) == ("ok", 0)
    assert state["next_run_at"] - ended["finished_at"] == timedelta(minutes=1)


async def test_deadly_job_is_matched_alone(one: Process, other: Process) -> None:
    """Those that were matched beside it are matched one by one, and only that one is given up."""
    board = await Board.open(one.db)
    jobs = (await board.read(posting("a", "one"), posting("b", "two"))).unmatched
    deadly, innocent = jobs
    mine, theirs = Matches(one.db), Matches(other.db)
    assert len(await mine.claim(jobs, LONG)) == 2
    for _ in range(schedule.MAX_DEATHS - 1):
        await one.fall_silent()
        await other.bury_the_dead()
        await one.holders.join()
        await other.db.text("UPDATE jobs SET next_try_at = now()")
        assert await theirs.due(5, tried=False) == []
        assert sorted(await theirs.due(5, tried=True)) == sorted(jobs)
        assert await mine.claim(jobs, LONG) == {}
        assert list(await mine.claim([deadly], LONG)) == [deadly]
    await one.fall_silent()
    await other.bury_the_dead()

    assert await theirs.due(5, tried=True) == [innocent]
    (given_up,) = await other.db.text("SELECT * FROM jobs WHERE id = $1", deadly)
    assert given_up["last_error"] == "the process ended while it was matched"


@pytest.mark.parametrize(
    ("kind", "owner"), [one for one in OWNERS.items() if one[0] != "unconfigured"]
)
async def test_failures_know_whose_they_are(db: Database, kind: str, owner: str) -> None:
    """What is ours leaves the source's health, failures and breaker as they were."""
    scrapes = Scrapes(db)
    source_id = await add_source(db, interval_seconds=60)
    scrape_id, _ = await scrapes.trigger(source_id, "manual")

    await scrapes.discard(scrape_id, SourceError(kind, "why"), ScrapeStats())

    (state,) = await db.text("SELECT * FROM source_states WHERE id = $1", source_id)
    ended = await row(db, "scrapes")
    ours = owner == "ours"
    assert (state["health"], state["failures"]) == (("ok", 0) if ours else ("failing", 1))
    assert state["internal_failures"] == int(ours)
    assert (ended["error_kind"], ended["error"]) == (kind, "why")
    wait = state["next_run_at"] - ended["finished_at"]
    assert wait == timedelta(seconds=15 if ours else 60)


async def test_pauses_of_ours_grow_and_end(db: Database) -> None:
    """They double up to an hour; a reading that is stored, or fails for its board, ends the row."""
    board, scrapes = await Board.open(db), Scrapes(db)
    waits = []
    for _ in range(11):
        scrape_id, _ = await scrapes.trigger(board.id, "manual")
        await scrapes.discard(scrape_id, OURS, ScrapeStats())
        waits.append((await board.row())["next_run_at"] - (await board.scrape())["finished_at"])
    await board.read(posting("a"))
    after = (await board.row())["internal_failures"]

    assert [wait.total_seconds() for wait in waits[:5]] == [15, 30, 60, 120, 240]
    assert waits[-2:] == [timedelta(hours=1)] * 2
    assert after == 0


async def test_suspect_board_stays_suspect(db: Database) -> None:
    """A failure of ours is no news of the board: what an operator must look at still stands."""
    board, scrapes = await Board.open(db), Scrapes(db)
    await board.read(*(posting(str(n), f"text {n}") for n in range(10)))
    suspect = await board.read()
    scrape_id, _ = await scrapes.trigger(board.id, "manual")
    await scrapes.discard(scrape_id, OURS, ScrapeStats())

    (state,) = await db.text("SELECT * FROM source_states WHERE id = $1", board.id)
    assert suspect.status == "suspect"
    assert (state["health"], state["last_status"]) == ("suspect", "suspect")


async def test_crash_of_the_only_process(database_url: str) -> None:
    """On an embedded database nobody else can be: a start takes everything up at once."""
    async with process(database_url) as killed:
        work = await KINDS["scrape"].add(killed.db)
        await work.claim()
    async with process(database_url) as restarted:
        taken = await holders.take_up(restarted.db)
        await restarted.holders.join()

        assert taken == {"scrape": 1}
        assert await work.at(restarted.db).claim()
        assert len(await restarted.db.text("SELECT FROM holders")) == 1


def deliveries(process: Process) -> Deliveries:
    return Deliveries(process.db, domain="x", channels=channels())


async def test_mail_to_a_slow_server_is_not_taken_over(one: Process, other: Process) -> None:
    """While its process is heard, however long that takes within the claim's deadline."""
    delivery_id = await add_delivery(one.db, await add_user(one.db))
    await deliveries(one).claim(delivery_id, LONG)
    found: list[Any] = []
    for _ in range(3):
        await one.holders.beat()
        found.append(await other.holders.beat())

    assert found == [[], [], []]
    assert await deliveries(other).due(5) == []
    assert await deliveries(other).claim(delivery_id, LONG) is None
