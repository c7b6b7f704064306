"""P1: a source that is removed and added again tells nobody twice."""

from __future__ import annotations

import asyncio
import itertools
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.sources import board_address
from jobscout.sql import database
from jobscout.sql.clusters import Clusters
from jobscout.sql.erasures import Erasures
from jobscout.sql.postings import Postings
from jobscout.sql.sources import Sources
from tests.drills import drill
from tests.integration.board_rows import Board, add, add_search, add_user, jobs
from tests.integration.match_rows import match_all
from tests.rows import posting

if TYPE_CHECKING:
    import asyncpg

    from jobscout.model import Posting
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server

_numbers = itertools.count(1)
LEVER = {"kind": "lever"}
ACME = {"board": "acme"}


async def purge(db: Database, board: Board) -> None:
    await Sources(db, board_address).purge(board.id, by=await add_user(db))


async def with_alerts(db: Database, *listed: Posting, **board: Any) -> Board:
    """A board on which these were found, and one person was told of each."""
    user_id = await add_user(db, email=f"told-{next(_numbers)}@example.org")
    await add_search(db, user_id, keywords=["engineer"])
    found = await Board.open(db, **board)
    await found.read(*listed)
    await match_all(db)
    return found


async def alerted(db: Database) -> list[int]:
    """Of which job each alert is."""
    return [row["job_id"] for row in await db.text("SELECT job_id FROM alerts ORDER BY id")]


async def again(db: Database, *listed: Posting, **board: Any) -> Board:
    """A board that is added now, on which these are found and matched."""
    found = await Board.open(db, **board)
    await found.read(*listed)
    await match_all(db)
    return found


async def test_added_again(server: Server, db: Database) -> None:
    """The job that people were told of is closed, and open again with its history; nobody else."""
    admin = await server.rows.user(admin=True)
    first = await with_alerts(db, posting("a"), **ACME)
    (job_id,) = await alerted(db)
    await db.text("INSERT INTO alert_events (alert_id, to_status) SELECT id, 'Applied' FROM alerts")
    before = (await jobs(db))[0]
    await server.json("DELETE", f"/sources/{first.id}?purge=true", 204, headers=admin.headers)
    (closed,) = await jobs(db)
    gone = await server.json("GET", "/jobs?q=engineer")

    board = await again(db, posting("a"), **ACME)

    (back,) = await jobs(db)
    there = await server.json("GET", "/jobs?q=engineer")
    assert (closed["id"], closed["closed_at"] is None, closed["postings"]) == (job_id, False, 0)
    assert gone["items"] == []
    assert [item["id"] for item in there["items"]] == [str(job_id)]
    assert (back["closed_at"], back["postings"], back["reposted"]) == (None, 1, 0)
    assert (back["first_seen_at"], back["posted_at"]) == (
        before["first_seen_at"],
        before["posted_at"],
    )
    assert await alerted(db) == [job_id]
    assert len(await db.text("SELECT FROM alert_events")) == 1
    assert await db.text("SELECT FROM openings") == []
    assert (await board.posting("a"))["job_id"] == job_id


SAME: list[tuple[Posting, dict[str, Any], Posting, dict[str, Any]]] = [
    (posting("a"), ACME, posting("b"), ACME),
    (posting("a"), ACME, posting("b"), {"board": "acme-inc"}),
    (posting("a"), ACME, posting("b"), LEVER),
    (posting("a"), ACME, posting("a", "edited"), ACME),
    (posting("a"), ACME, posting("a", company="Acme Group"), ACME | {"company": "Acme Group"}),
    (
        posting("a", requisition_id="R1"),
        ACME,
        posting("b", "edited", requisition_id="R1"),
        {"board": "acme-inc"},
    ),
    (
        posting("a", apply_url="https://acme.example/apply/7"),
        ACME,
        posting("b", "edited", apply_url="https://www.acme.example/apply/7/?utm_source=lever"),
        LEVER,
    ),
]


@pytest.mark.parametrize(("before", "was", "after", "becomes"), SAME)
async def test_same_opening(
    db: Database, before: Posting, was: Any, after: Posting, becomes: Any
) -> None:
    """Under another id, kind, address or company, or edited: the job that people know."""
    await purge(db, await with_alerts(db, before, **was))
    (job_id,) = await alerted(db)

    board = await again(db, after, **becomes)

    assert await alerted(db) == [job_id]
    (job,) = await jobs(db)
    assert (job["id"], job["closed_at"]) == (job_id, None)
    (row,) = await db.text("SELECT * FROM postings WHERE source_id = $1", board.id)
    assert row["company_id"] == job["company_id"]


OTHER = [
    (posting("a", requisition_id="R1"), posting("a", requisition_id="R2")),
    (posting("a", requisition_id="R1"), posting("b", requisition_id="R2")),
    (posting("a"), posting("b", title="Senior Site Engineer")),
    (posting("a"), posting("b", locations=("Mombasa, Kenya",))),
]


@pytest.mark.parametrize(("before", "after"), OTHER)
async def test_other_opening(db: Database, before: Posting, after: Posting) -> None:
    """P5: another requisition, seniority or location is another job, which raises alerts."""
    await purge(db, await with_alerts(db, before, **ACME))

    await again(db, after, **ACME)

    assert len(await alerted(db)) == 2
    assert len(await jobs(db)) == 2


async def test_equal_postings_stay_apart(db: Database) -> None:
    """Two openings with one text come back as the two that they were, in any order."""
    board = await with_alerts(db, posting("a"), posting("b"), **ACME)
    was = {key: (await board.posting(key))["job_id"] for key in ("a", "b")}
    await purge(db, board)

    back = await again(db, posting("c"), posting("b"), posting("a"), **ACME)

    assert {key: (await back.posting(key))["job_id"] for key in ("a", "b")} == was
    assert (await back.posting("c"))["job_id"] not in was.values()
    assert len(await alerted(db)) == 3


async def test_job_on_two_boards(db: Database) -> None:
    """A job whose boards are removed one after the other comes back with either, once."""
    first = await with_alerts(db, posting("a"), board="one")
    second = await again(db, posting("b"), board="two")
    (job_id,) = await alerted(db)
    await purge(db, first)
    await again(db, posting("a", "edited"), board="one")
    await purge(db, second)
    after = await alerted(db)

    other = await Board.open(db, board="two", kind="lever")
    await other.read(posting("x"))

    assert after == [job_id]
    assert (await other.posting("x"))["job_id"] == job_id
    assert len(await jobs(db)) == 1


async def test_two_boards_at_once(db: Database) -> None:
    """Two boards that bring a posting back at the same moment bring back one job."""
    for number in range(5):
        company = f"Company {number}"
        listed = posting("a", company=company)
        await purge(db, await with_alerts(db, listed, company=company))
        boards = [await Board.open(db, company) for _ in range(2)]

        await asyncio.gather(*[Postings(db).store(await board.next(listed)) for board in boards])

        assert len({(await board.posting("a"))["job_id"] for board in boards}) == 1


async def test_joined_job(db: Database) -> None:
    """What a removed board's job would be known by goes over to the job that it is joined to."""
    first = await with_alerts(db, posting("a"), **ACME)
    await with_alerts(db, posting("b", "two", title="Site Engineer II"), **LEVER)
    one, other = sorted(set(await alerted(db)))
    await purge(db, first)
    await Clusters(db).join(other, one, by=await add_user(db))

    board = await Board.open(db, **ACME)
    await board.read(posting("a"))

    assert (await board.posting("a"))["job_id"] == other


async def test_nobody_was_told(db: Database) -> None:
    """A job that nobody has an alert on goes with its board, and nothing of it stays."""
    board = await Board.open(db)
    await board.read(posting("a"))

    await purge(db, board)

    assert await jobs(db) == []
    assert await db.text("SELECT FROM openings") == []


async def test_erased_with_the_last_user(db: Database) -> None:
    """With the last alert, what was kept for it goes too, and a job without postings."""
    board = await with_alerts(db, posting("a"), **ACME)
    shared = await Board.open(db)
    await shared.read(posting("x", "two"))
    (row,) = await db.text("SELECT user_id FROM alerts")
    (job_id,) = await alerted(db)
    other = await add(db, "alerts", user_id=await add_user(db), job_id=job_id, score=0)
    await purge(db, board)
    erasures, now = Erasures(db), datetime.now(UTC)
    due = {"user_id": row["user_id"], "due_at": now, "next_try_at": now}
    erasure_id = await add(db, "erasures", **due)

    await erasures.erase_rows(erasure_id, row["user_id"])
    kept = len(await db.text("SELECT FROM openings"))
    await db.text("DELETE FROM alerts WHERE id = $1", other)
    await erasures.erase_rows(erasure_id, row["user_id"])

    assert kept == 1
    assert await db.text("SELECT FROM openings") == []
    assert [job["id"] for job in await jobs(db)] == [(await shared.posting("x"))["job_id"]]


@drill("migrations", "jobscout")
@pytest.mark.timeout(60)
async def test_ten_thousand(db: Database, database_url: str) -> None:
    """A board of 10,000 is removed, and comes back, in a few statements."""
    board = await Board.open(db, **ACME)
    template = posting("x", "x")
    listed = [
        msgspec.structs.replace(
            template, external_id=str(n), fingerprint=b"%d" % n, content_hash=b"%d" % n
        )
        for n in range(10_000)
    ]
    await board.read(*listed)
    await db.text(
        "INSERT INTO alerts (user_id, job_id, score, bundled_at) SELECT $1, id, 0, now() FROM jobs",
        await add_user(db),
    )
    await db.text("UPDATE jobs SET matched_at = now()")
    before = {row["id"] for row in await jobs(db)}
    statements: list[str] = []

    async def count(query: asyncpg.connection.LoggedQuery) -> None:
        statements.append(query.query)

    async with database.connect(database_url, min_size=1, max_size=1) as counted:
        async with counted._pool.acquire() as connection:
            connection.add_query_logger(count)
        await purge(counted, board)
    remembered = (await db.text("SELECT count(*) FROM openings"))[0]["count"]
    back = await Board.open(db, **ACME)
    stored = await back.read(*listed)

    assert 5 < len(statements) < 25
    assert remembered == 10_000
    assert (stored.new, stored.duplicates, stored.unmatched) == (10_000, 10_000, ())
    assert {row["id"] for row in await jobs(db)} == before


async def test_widest_columns(db: Database) -> None:
    """What is as long as a board may make it is remembered like anything else."""
    letters = "".join(chr(0x4E00 + number) for number in range(500))
    wide = posting(
        letters,
        requisition_id=letters,
        apply_url=f"https://acme.example/{letters * 3}",
        title="Engineer " + letters,
    )
    await purge(db, await with_alerts(db, wide, board=letters))
    (job_id,) = await alerted(db)

    board = await again(db, wide, board=letters)

    assert await alerted(db) == [job_id]
    assert (await board.posting(letters))["job_id"] == job_id
