"""Stored postings gain from better rules, and nobody hears of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from jobscout.actors.backfill import Backfill
from jobscout.model import Salary
from jobscout.rules import postings as rules
from jobscout.rules import rereading
from jobscout.sources import pages
from jobscout.sql.backfills import Backfills
from jobscout.sql.company_upkeep import CompanyUpkeep
from jobscout.sql.skills import Skills
from tests import rows as rows_module
from tests.integration.board_rows import Board, add, add_search, add_source, add_user, jobs
from tests.integration.match_rows import match_all
from tests.rows import posting

if TYPE_CHECKING:
    from collections.abc import Callable

    import asyncpg
    import pytest

    from jobscout.sql.database import Database

WORN = """
UPDATE postings SET rules = 0, locations = '[]', place_text = '', workplace = 'unknown',
    seniority = NULL, employment_type = NULL, salary_min = NULL, salary_max = NULL,
    salary_currency = NULL, salary_period = NULL, annual_usd_min = NULL, annual_usd_max = NULL,
    content_hash = 'earlier' WHERE id = ANY($1::bigint[])
"""
STATED: dict[str, Any] = {
    "title": "Senior R\N{LATIN SMALL LETTER E WITH ACUTE}seau Engineer (m/w/d)",
    "locations": ("Nairobi, Kenya", "Kigali, Rwanda", "Sector 4"),
    "country": "Kenya",
    "workplace": "Hybrid",
    "department": "Operations",
    "employment_type": "Full-time",
    "salary": Salary(min=50_000.0, max=60_000.0, currency="USD", period="year"),
    "language": "fr",
    "posted_at": datetime(2026, 7, 1, 12, tzinfo=UTC),
    "description_html": "<p>Some &amp; <b>words</b><script>x</script> <a href='https://a.example'>b</a></p>",
}


async def in_this_process(function: Callable[..., Any], *arguments: Any, subject: str) -> Any:
    return function(*arguments)


def backfill(db: Database) -> Backfill:
    return Backfill(
        Backfills(db),
        upkeep=CompanyUpkeep(db),
        skills=Skills(db),
        work=in_this_process,  # type: ignore[arg-type]
    )


async def rows(db: Database) -> list[asyncpg.Record]:
    return await db.text("SELECT * FROM postings ORDER BY id")


async def wear(db: Database, *ids: int) -> None:
    """What an earlier version of the rules may have made of them."""
    await db.text(WORN, [*ids] or [row["id"] for row in await rows(db)])
    await db.text("UPDATE jobs SET locations = '[]', countries = '{}', workplace = 'unknown'")


async def test_stored_postings_are_read_again(db: Database) -> None:
    """As a new reading would: the next one finds nothing changed, and nobody is alerted."""
    board = await Board.open(db)
    listed = [posting(str(number), number, **STATED) for number in range(3)]
    await add_search(db, await add_user(db), keywords=["engineer"])
    await board.read(*listed)
    await match_all(db)
    before, jobs_before = await rows(db), await jobs(db)
    alerts = await db.text("SELECT * FROM alerts ORDER BY id")
    await wear(db)

    await backfill(db).tick()

    assert await rows(db) == before
    changed = {"changed_at"}
    assert [
        {name: value for name, value in job.items() if name not in changed}
        for job in await jobs(db)
    ] == [
        {name: value for name, value in job.items() if name not in changed} for job in jobs_before
    ]
    await match_all(db)
    assert await db.text("SELECT * FROM alerts ORDER BY id") == alerts != []
    stored = await board.read(*listed)
    assert (stored.updated, stored.unchanged) == (0, 3)


async def test_rows_from_before_it_was_kept(db: Database) -> None:
    """What the board stated is not known; the wording of its places is."""
    board = await Board.open(db)
    await board.read(posting("1", 1, **STATED))
    await db.text(
        "UPDATE postings SET rules = 0, stated = NULL, locations = $1",
        '[{"city": "Nairobi, Kenya", "text": "Nairobi, Kenya"}]',
    )

    await backfill(db).tick()

    (row,) = await rows(db)
    (job,) = await jobs(db)
    assert '"country": "KE"' in row["locations"]
    assert job["countries"] == ["KE"]
    assert (row["workplace"], row["salary_min"], row["rules"]) == (
        "hybrid",
        50_000.0,
        rules.VERSION,
    )


async def test_fingerprints_are_those_of_readings(db: Database) -> None:
    """Whatever its company is called by now: exact merging finds the same words again."""
    board = await Board.open(db, None)
    given = [
        rows_module.raw(str(number), number, company=name)
        for number, name in enumerate((None, "Acme Inc.", "The Acme", "AT&T", "!!!"))
    ]
    listed, _ = pages.normalise(given, None, datetime.now(UTC))
    await board.read(*listed)
    seed = await add(db, "companies", slug="acme-of-kenya", name="Acme Kenya Ltd")
    own = Board(db, await add_source(db, company_id=seed), seed)
    named, _ = pages.normalise([rows_module.raw("own")], "Acme Kenya Ltd", datetime.now(UTC))
    await own.read(*named)
    before = {row["id"]: row["fingerprint"] for row in await rows(db)}
    await db.text("UPDATE postings SET rules = 0, fingerprint = 'earlier'")

    await backfill(db).tick()

    assert {row["id"]: row["fingerprint"] for row in await rows(db)} == before


async def test_posting_that_changes_meanwhile(db: Database) -> None:
    """Its board was just read, and what was worked out before is out of date."""
    board = await Board.open(db)
    await board.read(posting("1", 1), posting("2", 2))
    await wear(db)
    backfills = Backfills(db)
    due = await backfills.due(10)
    done = rereading.unpack(rereading.reread_packed(rereading.pack(due), datetime.now(UTC), b""))
    await board.read(posting("1", 1), posting("2", 2, title="Deputy Engineer"))
    after = await rows(db)

    assert await backfills.store(done) == 0

    assert await rows(db) == after


async def test_posting_on_which_a_rule_fails(
    db: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It stays as it is, is tried once, and holds up no other."""
    board = await Board.open(db)
    await board.read(posting("1", 1), posting("2", 2, title="Cursed"))
    await wear(db)
    sound = rules.normalise

    def broken(raw: Any, **others: Any) -> Any:
        if raw.title == "Cursed":
            raise ValueError("a rule")
        return sound(raw, **others)

    monkeypatch.setattr(rules, "normalise", broken)

    await backfill(db).tick()

    first, second = await rows(db)
    assert (first["workplace"], first["rules"]) == ("unknown", rules.VERSION)
    assert '"country": "KE"' in first["locations"]
    assert (second["locations"], second["rules"]) == ("[]", rules.VERSION)
    assert [one.getMessage() for one in caplog.records].count("posting not read again") == 1


async def test_more_than_a_batch(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """All, in one pass."""
    monkeypatch.setattr("jobscout.actors.backfill.POSTINGS_A_BATCH", 2)
    board = await Board.open(db)
    await board.read(*(posting(str(number), number) for number in range(5)))
    await wear(db)

    await backfill(db).tick()

    assert {row["rules"] for row in await rows(db)} == {rules.VERSION}
    assert all('"country": "KE"' in row["locations"] for row in await rows(db))
