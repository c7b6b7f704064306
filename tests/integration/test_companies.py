"""One company for all that it is known by, whatever comes first, and what operators decide."""

from __future__ import annotations

import asyncio
import itertools
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import Conflict, InvalidInput, NotFound
from jobscout.sources import pages
from jobscout.sql.companies import Companies
from jobscout.sql.company_decisions import CompanyDecisions
from jobscout.sql.company_upkeep import CompanyUpkeep
from jobscout.sql.postings import Postings
from tests.integration.board_rows import (
    Board,
    add,
    add_company,
    add_search,
    add_source,
    add_user,
    jobs,
)
from tests.integration.cluster_rows import job_of
from tests.integration.match_rows import match_all
from tests.integration.test_backfills import backfill
from tests.integration.test_source_locks import until_one_waits
from tests.rows import posting, raw

if TYPE_CHECKING:
    from jobscout.model import Posting
    from jobscout.sql.database import Database

NAMES = ("Acme", "Acme Inc.", "ACME GmbH & Co. KG", "The Acme Company")


def named(external_id: str, company: str | None, about: object = "one", **changes: Any) -> Posting:
    """A posting of a board of many companies."""
    given = raw(external_id, about, company=company, **changes)
    ((done,), _) = pages.normalise([given], None, datetime.now(UTC))
    return done


async def company_of(board: Board, external_id: str) -> int:
    found: int = (await board.posting(external_id))["company_id"]
    return found


async def many(db: Database, table: str) -> int:
    return int((await db.text(f"SELECT count(*) AS n FROM {table}"))[0]["n"])  # noqa: S608


async def settle(db: Database) -> None:
    """All that is found out in the background."""
    await backfill(db).tick()


async def aliases(db: Database, company_id: int, *keys: str) -> list[int]:
    rows = await db.text(
        "SELECT id FROM company_aliases WHERE company_id = $1 AND key = ANY($2::text[])",
        company_id,
        list(keys),
    )
    assert len(rows) == len(keys)
    return [row["id"] for row in rows]


async def merge(db: Database, company_id: int, into_id: int) -> None:
    await CompanyDecisions(db).merge(company_id, into_id, by=await add_user(db))


async def split(db: Database, company_id: int, *keys: str) -> int:
    ids = await aliases(db, company_id, *keys)
    return await CompanyDecisions(db).split(company_id, ids, by=await add_user(db))


async def test_spellings_are_one_company(db: Database) -> None:
    """And their postings are compared: twins on two boards are one job."""
    boards = [await Board.open(db, None) for _ in NAMES]
    for board, name in zip(boards, NAMES, strict=True):
        await board.read(named("1", name), named("2", "Acme Kenya", "two"))

    assert len({await company_of(board, "1") for board in boards}) == 1
    assert len({await job_of(board, "1") for board in boards}) == 1
    assert await many(db, "companies") == 2


async def test_companies_from_before(db: Database) -> None:
    """Two rows of one company become one; both slugs lead to it, and their twins are one job."""
    boards = [await Board.open(db, name) for name in ("The Acme", "Acme")]
    for board, company in zip(boards, ("The Acme", "Acme"), strict=True):
        await board.read(posting("1", company=company))
    assert await job_of(boards[0], "1") != await job_of(boards[1], "1")

    await settle(db)

    found = [await Companies(db).get(slug) for slug in ("the-acme", "acme")]
    assert found[0] == found[1]
    assert (found[0].slug, found[0].open_jobs) == ("the-acme", 1)
    assert {(one.kind, one.key) for one in found[0].aliases} >= {("name", "acme")}
    assert await job_of(boards[0], "1") == await job_of(boards[1], "1")
    assert [row["company_id"] for row in await jobs(db)] == [int(found[0].id)]
    assert [one.slug for one in await Companies(db).page(None, "", 10)] == ["the-acme"]
    assert [one.slug for one in await Companies(db).page("acme", "", 10)] == ["the-acme"]


async def test_reading_before_the_names_are_recorded(db: Database) -> None:
    """A company that an older process made takes the postings of its name."""
    old = await add(db, "companies", slug="the-acme", name="The Acme")
    board = await Board.open(db, None)

    await board.read(named("1", "The Acme"))

    assert await company_of(board, "1") == old
    await settle(db)
    assert await many(db, "companies") == 1


async def test_concurrent_readings_make_a_company_once(db: Database) -> None:
    """In whatever order they name them, none fails, and nobody waits for ever."""
    boards = [await Board.open(db, None) for _ in range(6)]
    spelt = [f"{name} {form}" for name in ("Alfa", "Beta", "Gamma") for form in ("Inc", "Ltd")]
    readings = [
        await board.next(
            *(
                named(str(n), name, f"{name} {n}")
                for n, name in enumerate(spelt if turn % 2 else spelt[::-1])
            )
        )
        for turn, board in enumerate(boards)
    ]

    stored = await asyncio.gather(*(Postings(db).store(reading) for reading in readings))

    assert [one and one.new for one in stored] == [6] * 6
    assert await many(db, "companies") == 3
    assert await many(db, "company_aliases") == 3


def _evidence(db: Database) -> list[Any]:
    """What may come in any order: a company's own board, and what aggregators say."""

    async def own() -> None:
        company = await add_company(db, "Acme")
        url = "https://jobs.lever.co/acmeinc"
        source = await add_source(db, company_id=company, kind="lever", board="acmeinc", url=url)
        await Board(db, source, company).read(posting("own", "own"))

    def says(external_id: str, company: str | None, link: str) -> Any:
        async def read() -> None:
            board = await Board.open(db, None, name=external_id)
            await board.read(named(external_id, company, external_id, apply_url=link))

        return read

    return [
        own,
        says("inc", "Acme Inc.", "https://jobs.example.com/1"),
        says("token", "acmeinc", "https://jobs.lever.co/acmeinc/1"),
        says("none", None, "https://jobs.lever.co/acmeinc/2"),
        says("other", "Acmeinc Kenya", "https://jobs.lever.co/acmeinc/3"),
        says("elsewhere", None, "https://jobs.ashbyhq.com/acmeinc/4"),
    ]


@pytest.mark.parametrize("turn", range(12))
async def test_order_of_arrival_does_not_matter(db: Database, turn: int) -> None:
    """A token leads to the company of its board, and only where a posting says no more."""
    orders = list(itertools.permutations(range(6)))
    for step in orders[turn * len(orders) // 12 + turn]:
        await _evidence(db)[step]()

    await settle(db)

    rows = await db.text(
        "SELECT array_agg(p.external_id ORDER BY p.external_id) AS ids"
        " FROM postings p GROUP BY p.company_id"
    )
    assert sorted(row["ids"] for row in rows) == [
        ["elsewhere"],
        ["inc", "none", "own", "token"],
        ["other"],
    ]


async def _two(db: Database) -> tuple[Board, Board]:
    """Twins of two companies, on a company's own board and on one of many."""
    own = await Board.open(db, "Acme")
    other = await Board.open(db, None)
    await own.read(posting("1"), posting("2", "two"))
    await other.read(named("1", "Acme Robotics"), named("3", "Acme Robotics", "three"))
    await settle(db)
    assert await job_of(own, "1") != await job_of(other, "1")
    return own, other


async def _read_again(own: Board, other: Board) -> None:
    """With something new, and something edited."""
    await own.read(posting("1"), posting("2", "two", title="Deputy Engineer"), posting("4", "four"))
    await other.read(
        named("1", "Acme Robotics"),
        named("3", "Acme Robotics", "three", title="Deputy Engineer"),
        named("5", "Acme Robotics, Inc.", "five"),
    )


async def test_merge(db: Database) -> None:
    """P1: twins become one job, nobody is alerted again, and the next readings leave it so."""
    user = await add_user(db)
    await add_search(db, user)
    own, other = await _two(db)
    await match_all(db)
    company, gone = await company_of(own, "1"), await company_of(other, "1")

    await merge(db, gone, company)
    await settle(db)
    await match_all(db)

    assert await job_of(own, "1") == await job_of(other, "1")
    assert await many(db, "alerts") == len(await jobs(db)) == 3
    for _ in range(2):
        await _read_again(own, other)
        await settle(db)
    rows = await db.text("SELECT DISTINCT company_id FROM postings")
    assert [row["company_id"] for row in rows] == [company]
    assert await job_of(own, "1") == await job_of(other, "1")
    found = await Companies(db).get("acme-robotics")
    assert (found.slug, found.id) == ("acme", str(company))
    assert {one.key for one in found.aliases if one.kind == "name"} == {"acme", "acme robotics"}


async def test_split(db: Database) -> None:
    """What was merged is two again, its jobs too, and the next readings leave it so."""
    user = await add_user(db)
    await add_search(db, user)
    own, other = await _two(db)
    company, gone = await company_of(own, "1"), await company_of(other, "1")
    await merge(db, gone, company)
    await settle(db)
    await match_all(db)
    alerts = await db.text("SELECT id, job_id FROM alerts ORDER BY id")

    assert await split(db, company, "acme robotics") == gone
    await settle(db)
    await match_all(db)

    assert await db.text("SELECT id, job_id FROM alerts ORDER BY id") == alerts != []
    for _ in range(2):
        assert {await company_of(own, one) for one in "12"} == {company}
        assert {await company_of(other, one) for one in "13"} == {gone}
        assert await job_of(own, "1") != await job_of(other, "1")
        await _read_again(own, other)
        await settle(db)
    assert await company_of(other, "5") == gone
    rows = await db.text(
        "SELECT FROM jobs j JOIN postings p ON p.job_id = j.id WHERE p.company_id <> j.company_id"
    )
    assert rows == []
    assert (await Companies(db).get("acme-robotics")).id == str(gone)


async def test_split_of_a_board(db: Database) -> None:
    """Two companies of one name: the board goes with its token, and stays there."""
    urls = [f"https://jobs.lever.co/apex{n}" for n in (1, 2)]
    boards = [
        await Board.open(db, "Apex", kind="lever", board=f"apex{n}", url=url)
        for n, url in enumerate(urls, 1)
    ]
    for board in boards:
        await board.read(posting("1", company="Apex"))
    await settle(db)
    assert await job_of(boards[0], "1") == await job_of(boards[1], "1")
    company = await company_of(boards[0], "1")

    new = await split(db, company, "lever:apex2")
    await settle(db)
    for board in boards:
        await board.read(posting("1", company="Apex"), posting("2", "two", company="Apex"))
    await settle(db)

    assert [await company_of(board, "2") for board in boards] == [company, new]
    assert await job_of(boards[0], "1") != await job_of(boards[1], "1")
    shown = await Companies(db).by_id(new)
    assert (shown.name, shown.slug.startswith("apex-")) == ("Apex", True)
    assert await CompanyDecisions(db).candidates((0, 0), 10) == ([], 0)


async def test_operators_are_told_what_is_wrong(db: Database) -> None:
    """And nothing has changed."""
    own, other = await _two(db)
    company, gone = await company_of(own, "1"), await company_of(other, "1")
    decisions = CompanyDecisions(db)
    await other.read(named("9", None, "nine"), whole=False)
    unnamed = await company_of(other, "9")

    with pytest.raises(NotFound):
        await decisions.merge(company, 10**9, by=1)
    with pytest.raises(Conflict):
        await decisions.merge(company, company, by=1)
    for one, into in ((unnamed, company), (company, unnamed)):
        with pytest.raises(InvalidInput):
            await decisions.merge(one, into, by=1)
    with pytest.raises(NotFound):
        await decisions.split(10**9, [1], by=1)
    ids = await aliases(db, gone, "acme robotics")
    for wrong in (ids, await aliases(db, company, "acme")):
        with pytest.raises(InvalidInput):
            await decisions.split(gone, wrong, by=1)
    await merge(db, gone, company)
    with pytest.raises(Conflict):
        await decisions.merge(gone, company, by=1)
    with pytest.raises(Conflict):
        await decisions.merge(company, gone, by=1)


async def test_candidates(db: Database) -> None:
    """Companies that are the same when run together; nothing follows, and a split settles it."""
    board = await Board.open(db, None)
    names = ("Acme HQ", "Acme", "Acme Kenya", "Acme-Kenya Jobs", "Other")
    await board.read(*(named(str(n), name, n) for n, name in enumerate(names)))

    found, total = await CompanyDecisions(db).candidates((0, 0), 10)

    assert total == 2

    assert {frozenset((pair.company.name, pair.other.name)) for pair in found} == {
        frozenset(("Acme HQ", "Acme")),
        frozenset(("Acme Kenya", "Acme-Kenya Jobs")),
    }
    assert found[0].evidence[0].kind == "name"
    first = found[0]
    after = (int(first.company.id), int(first.other.id))
    assert await CompanyDecisions(db).candidates(after, 10) == (found[1:], 2)
    assert await many(db, "companies") == len(names)


async def test_searches_for_a_merged_company(db: Database) -> None:
    """Who asks for a company by the slug of before is told of its jobs."""
    await add_search(db, await add_user(db), keywords=[], companies=["acme-robotics"])
    own, other = await _two(db)
    await merge(db, await company_of(other, "1"), await company_of(own, "1"))
    await settle(db)
    await own.read(posting("7", "seven"), whole=False)

    await match_all(db)

    rows = await db.text("SELECT job_id FROM alerts")
    assert await job_of(own, "7") in {row["job_id"] for row in rows}


async def test_merged_while_a_reading_waits(db: Database) -> None:
    """Its postings are of the company that stays."""
    own, other = await _two(db)
    company, gone = await company_of(own, "1"), await company_of(other, "1")
    reading = await other.next(named("8", "Acme Robotics", "eight"), whole=False)
    async with db.transaction() as t:
        await t.text("SELECT FROM companies WHERE id = $1 FOR NO KEY UPDATE", gone)
        storing = asyncio.create_task(Postings(db).store(reading))
        await until_one_waits(db)
        await t.text("UPDATE companies SET merged_into = $2 WHERE id = $1", gone, company)
        await t.text(
            "UPDATE company_aliases SET company_id = $2 WHERE company_id = $1", gone, company
        )
    await storing

    assert await company_of(other, "8") == company


async def test_split_while_the_backfill_waits(db: Database) -> None:
    """A board that goes to another company meanwhile takes its postings along."""
    company = await add_company(db, "Apex")
    boards = [
        await Board.open(db, "Apex", kind="lever", board=name, url=f"https://jobs.lever.co/{name}")
        for name in ("apex1", "apex2")
    ]
    for board in boards:
        await board.read(posting("1", company="Apex"))
    await settle(db)
    await db.text("UPDATE postings SET rules = 0")
    async with db.transaction() as t:
        await t.text("SELECT FROM companies WHERE id = $1 FOR NO KEY UPDATE", company)
        reading = asyncio.create_task(settle(db))
        await until_one_waits(db)
        (new,) = await t.text(
            "INSERT INTO companies (slug, name, keyed) VALUES ('apex-2', 'Apex', true) RETURNING id"
        )
        await t.text("UPDATE sources SET company_id = $2 WHERE id = $1", boards[1].id, new["id"])
    await reading

    assert [await company_of(board, "1") for board in boards] == [company, new["id"]]


async def test_older_process_adds_to_a_merged_company(db: Database) -> None:
    """What it adds comes to the company that stays."""
    own, other = await _two(db)
    company, gone = await company_of(own, "1"), await company_of(other, "1")
    await merge(db, gone, company)
    await db.text("UPDATE postings SET company_id = $1 WHERE source_id = $2", gone, other.id)

    assert await CompanyUpkeep(db).run() == 1
    await settle(db)

    assert await company_of(other, "3") == company
