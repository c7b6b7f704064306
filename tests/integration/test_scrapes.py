"""Scrapes: queued, claimed, failed and given up."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import NotFound, SourceError
from jobscout.model import ScrapeStats
from jobscout.rules import schedule
from jobscout.sql import holders
from jobscout.sql.scrapes import Scrapes
from tests.integration.board_rows import Board, add_company, add_source

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database

LEASE = timedelta(minutes=10)
DUE = datetime.now(UTC) - timedelta(hours=1)
LATER = datetime.now(UTC) + timedelta(hours=1)
SLOW = SourceError("timed-out", "no whole answer\0 in 60 s")


async def one(db: Database, table: str, row_id: int) -> asyncpg.Record:
    return (await db.text(f"SELECT * FROM {table} WHERE id = $1", row_id))[0]  # noqa: S608


async def queued(db: Database, **changes: Any) -> tuple[int, int]:
    """A source and its queued scrape."""
    source_id = await add_source(db, **changes)
    scrape_id, _ = await Scrapes(db).trigger(source_id, "manual")
    return source_id, scrape_id


async def test_enqueues_what_is_due(db: Database) -> None:
    """Only active sources of the lane whose time has come are queued, longest due first."""
    scrapes = Scrapes(db)
    older = await add_source(db, next_run_at=DUE - timedelta(hours=1), host="a")
    newer = await add_source(db, next_run_at=DUE, host="b")
    await add_source(db, next_run_at=LATER, host="c")
    await add_source(db, next_run_at=DUE, host="d", active=False)
    await add_source(db, next_run_at=DUE, host="e", priority="high")

    ids = await scrapes.enqueue_due("normal", per_host=2, most=10)
    again = await scrapes.enqueue_due("normal", per_host=2, most=10)

    sources = [(await one(db, "scrapes", scrape_id))["source_id"] for scrape_id in ids]
    assert sources == [older, newer]
    assert again == []
    assert len(await scrapes.enqueue_due("high", per_host=2, most=10)) == 1


async def test_enqueues_no_more_than_asked(db: Database) -> None:
    """The most urgent ones come first where there is not room for all."""
    ids = [
        await add_source(db, next_run_at=DUE - timedelta(hours=n), host=str(n)) for n in range(3)
    ]

    (scrape_id,) = await Scrapes(db).enqueue_due("normal", per_host=2, most=1)

    assert (await one(db, "scrapes", scrape_id))["source_id"] == ids[2]


async def test_few_of_one_host(db: Database) -> None:
    """P9: a host has at most its number of unfinished scrapes in a lane."""
    scrapes = Scrapes(db)
    for _ in range(5):
        await add_source(db, next_run_at=DUE, host="busy")
    calm = await add_source(db, next_run_at=DUE + timedelta(minutes=1), host="calm")

    first = await scrapes.enqueue_due("normal", per_host=2, most=10)
    second = await scrapes.enqueue_due("normal", per_host=2, most=10)
    await scrapes.discard(first[0], SLOW, ScrapeStats())
    third = await scrapes.enqueue_due("normal", per_host=2, most=10)

    assert len(first) == 3
    assert (await one(db, "scrapes", first[1]))["source_id"] == calm
    assert second == []
    assert len(third) == 1


async def test_enqueued_once_by_two_processes(db: Database) -> None:
    """Processes that look at the same moment queue each source once."""
    for number in range(20):
        await add_source(db, next_run_at=DUE, host=str(number))

    found = await asyncio.gather(
        *(Scrapes(db).enqueue_due("normal", per_host=1, most=20) for _ in range(4))
    )

    assert sum(map(len, found)) == 20
    assert len(await db.text("SELECT FROM scrapes")) == 20


async def test_claim_tells_what_to_read(db: Database) -> None:
    """A claim contains the source's kind, config, company and validators."""
    company_id = await add_company(db, "Acme")
    source_id, scrape_id = await queued(
        db, company_id=company_id, etag='"1"', last_modified="Mon", config='{"board": "acme"}'
    )

    due = await Scrapes(db).claim(scrape_id, LEASE)

    row = await one(db, "scrapes", scrape_id)
    assert due is not None
    assert (due.source_id, due.config, due.trigger) == (source_id, {"board": "acme"}, "manual")
    assert (due.company_id, due.company_name) == (company_id, "Acme")
    assert (due.etag, due.last_modified) == ('"1"', "Mon")
    assert (row["status"], row["attempts"]) == ("running", 1)
    assert row["started_at"] is not None


async def test_due_in_its_lane(db: Database) -> None:
    """A scrape is listed for the lane of its source, and for no other."""
    _, scrape_id = await queued(db)

    assert await Scrapes(db).due(10, priority="normal") == [scrape_id]
    assert await Scrapes(db).due(10, priority="high") == []


async def test_fail(db: Database) -> None:
    """A failure is written on the scrape, counted on the source, and ends the scrape."""
    scrapes = Scrapes(db)
    source_id, scrape_id = await queued(db, etag='"1"')
    await scrapes.claim(scrape_id, LEASE)

    failures = await scrapes.discard(
        scrape_id, SLOW, ScrapeStats(http_requests=3, bytes=5, found=2)
    )
    again = await scrapes.discard(scrape_id, SLOW, ScrapeStats())

    scrape, source = await one(db, "scrapes", scrape_id), await one(db, "sources", source_id)
    assert (failures, again) == (1, None)
    assert (scrape["status"], scrape["error_kind"]) == ("failed", "timed-out")
    assert scrape["error"] == "no whole answer in 60 s"
    assert (scrape["http_requests"], scrape["bytes"], scrape["found"]) == (3, 5, 2)
    assert (source["failures"], source["etag"]) == (1, '"1"')
    assert await scrapes.claim(scrape_id, LEASE) is None


async def test_failing_after_suspect(db: Database) -> None:
    """A board that was suspect and now fails broke once: only from 0 to 1 it is said."""
    scrapes = Scrapes(db)
    source_id, scrape_id = await queued(db)
    await db.text("UPDATE scrapes SET status = 'suspect', finished_at = now()")
    counted = []
    for _ in range(2):
        scrape_id, _ = await scrapes.trigger(source_id, "manual")
        counted.append(await scrapes.discard(scrape_id, SLOW, ScrapeStats()))

    assert counted == [2, 2]
    assert (await one(db, "sources", source_id))["failures"] == 2


async def test_pauses_grow(db: Database) -> None:
    """Each further failure doubles the pause; the board's own word makes it longer still."""
    scrapes = Scrapes(db)
    source_id, scrape_id = await queued(db)
    asked = SourceError("rate-limited", "HTTP 429", retry_after_s=7200.0)
    waits = []
    for error in (SLOW, SLOW, SLOW, asked):
        await scrapes.discard(scrape_id, error, ScrapeStats())
        finished_at = (await one(db, "scrapes", scrape_id))["finished_at"]
        waits.append((await one(db, "sources", source_id))["next_run_at"] - finished_at)
        scrape_id, _ = await scrapes.trigger(source_id, "manual")

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 120)]


async def test_trigger_joins(db: Database) -> None:
    """A second trigger joins the unfinished scrape; after its end there is a new one."""
    scrapes = Scrapes(db)
    source_id, scrape_id = await queued(db)

    joined = await scrapes.trigger(source_id, "webhook")
    await scrapes.discard(scrape_id, SLOW, ScrapeStats())
    fresh = await scrapes.trigger(source_id, "webhook")

    assert joined == (scrape_id, False)
    assert fresh[1] is True
    assert (await one(db, "scrapes", fresh[0]))["trigger"] == "webhook"


async def test_triggers_at_once(db: Database) -> None:
    """Of any number of simultaneous requests one makes a scrape, and all get its id."""
    source_id = await add_source(db)

    told = await asyncio.gather(*(Scrapes(db).trigger(source_id, "manual") for _ in range(5)))

    assert len({scrape_id for scrape_id, _ in told}) == 1
    assert sum(is_new for _, is_new in told) == 1


async def test_running(db: Database) -> None:
    """The unfinished scrape of a source is known until it is finished."""
    scrapes = Scrapes(db)
    source_id, scrape_id = await queued(db)

    during = await scrapes.running(source_id)
    await scrapes.discard(scrape_id, SLOW, ScrapeStats())

    assert during == scrape_id
    assert await scrapes.running(source_id) is None


async def test_unknown_source(db: Database) -> None:
    """There is nothing to trigger, and nothing that runs, where there is no source."""
    with pytest.raises(NotFound):
        await Scrapes(db).trigger(404, "manual")
    with pytest.raises(NotFound):
        await Scrapes(db).running(404)


@pytest.mark.parametrize("freed", [False, True])
async def test_abandon(db: Database, *, freed: bool) -> None:
    """A scrape begun five times and never finished is given up; nobody is offered it again."""
    scrapes = Scrapes(db)
    source_id, scrape_id = await queued(db)
    for _ in range(5):
        assert await scrapes.abandon() == []
        assert await scrapes.claim(scrape_id, LEASE) is not None
        if freed:
            await holders.take_up(db)
            await db.text("UPDATE scrapes SET next_try_at = now()")
        else:
            await db.text("UPDATE scrapes SET claimed_until = now() - interval '1 second'")
    due = await scrapes.due(10, priority="normal")

    abandoned = await scrapes.abandon()

    scrape, source = await one(db, "scrapes", scrape_id), await one(db, "sources", source_id)
    assert due == []
    assert abandoned == [source_id]
    assert (scrape["status"], scrape["error_kind"]) == ("failed", "internal")
    assert (source["failures"], source["internal_failures"]) == (0, 1)
    usual = schedule.DEFAULT_INTERVALS["normal"]
    assert source["next_run_at"] - scrape["finished_at"] == usual


async def test_abandon_spares_the_running(db: Database) -> None:
    """A scrape that somebody still holds is not given up, even in its fifth attempt."""
    scrapes = Scrapes(db)
    _, scrape_id = await queued(db)
    await db.text("UPDATE scrapes SET attempts = 4")
    await scrapes.claim(scrape_id, LEASE)

    assert await scrapes.abandon() == []


async def test_purge(db: Database) -> None:
    """Old finished scrapes are removed; new and unfinished ones stay."""
    scrapes = Scrapes(db)
    board = await Board.open(db)
    await board.read()
    await board.read()
    _, running = await queued(db)
    old = (await board.scrape())["id"]
    await db.text("UPDATE scrapes SET finished_at = now() - interval '91 days' WHERE id = $1", old)

    removed = await scrapes.purge(timedelta(days=90))

    left = {row["id"] for row in await db.text("SELECT id FROM scrapes")}
    assert removed == 1
    assert old not in left
    assert running in left


async def claimed_hosts(scrapes: Scrapes, most: int = 100, **changes: Any) -> list[str]:
    given: dict[str, Any] = {"per_host": 2, "held": {}, "lease": timedelta(minutes=1)}
    return [one.host for one in await scrapes.claim_next("normal", most, **(given | changes))]


async def test_small_host_beside_a_large_one(db: Database) -> None:
    """A host with a thousand due boards neither fills the queue nor what is claimed of it."""
    scrapes = Scrapes(db)
    await db.text(
        "INSERT INTO sources (kind, board, config, name, url, host, next_run_at)"
        " SELECT 'lever', n::text, '{}', 'Large', 'https://l.example', 'large', $1"
        " FROM generate_series(1, 1000) n",
        DUE - timedelta(days=1),
    )
    await add_source(db, next_run_at=DUE, host="small")

    queued = await scrapes.enqueue_due("normal", per_host=500, most=3)
    claimed = await claimed_hosts(scrapes)

    assert len(queued) == 3
    assert sorted(claimed) == ["large", "large", "small"]


async def test_claims_first_one_of_each_host(db: Database) -> None:
    """Where there is not room for all, no host has a second board in hand before others a first."""
    scrapes = Scrapes(db)
    for host in "aaabbbccc":
        await add_source(db, next_run_at=DUE, host=host)
    await scrapes.enqueue_due("normal", per_host=3, most=100)

    first = await claimed_hosts(scrapes, most=4)
    second = await claimed_hosts(scrapes, held={"a": 2, "b": 1})

    assert sorted(first[:4]) in (["a", "a", "b", "c"], ["a", "b", "b", "c"], ["a", "b", "c", "c"])
    assert "a" not in second
    assert second.count("b") == 1
    assert second.count("c") >= 1


async def test_claimed_once_by_three_processes(db: Database) -> None:
    """Processes that claim at the same moment share the work, and nothing is claimed twice."""
    for number in range(30):
        await add_source(db, next_run_at=DUE, host=str(number))
    await Scrapes(db).enqueue_due("normal", per_host=2, most=100)

    found: list[int] = []
    while claimed := await asyncio.gather(
        *(
            Scrapes(db).claim_next("normal", 7, per_host=2, held={}, lease=timedelta(minutes=1))
            for _ in range(3)
        )
    ):
        if not any(claimed):
            break
        found += [one.due.scrape_id for batch in claimed for one in batch]

    assert len(found) == len(set(found)) == 30
    assert len(await db.text("SELECT FROM scrapes WHERE status = 'running'")) == 30


async def test_claim_next_passes_over(db: Database) -> None:
    """What is held, paused after a death, given up or of another lane is not claimed."""
    scrapes = Scrapes(db)
    for _ in range(4):
        await add_source(db, next_run_at=DUE, host="a")
    await add_source(db, next_run_at=DUE, host="a", priority="low")
    held, paused, hopeless, free = await scrapes.enqueue_due("normal", per_host=9, most=9)
    await scrapes.enqueue_due("low", per_host=9, most=9)
    await scrapes.claim(held, timedelta(minutes=1))
    await db.text("UPDATE scrapes SET next_try_at = now() + interval '1 h' WHERE id = $1", paused)
    await db.text("UPDATE scrapes SET attempts = 5 WHERE id = $1", hopeless)

    claimed = await scrapes.claim_next("normal", 9, per_host=9, held={}, lease=timedelta(minutes=1))

    assert [one.due.scrape_id for one in claimed] == [free]
    assert (await one(db, "scrapes", free))["attempts"] == 1
