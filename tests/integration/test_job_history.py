"""What changed on a job, in the order in which it happened, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.actors.backfill import Backfill
from jobscout.model import Salary
from jobscout.rules.job_history import KEPT, MAX_CHARS
from jobscout.sources import board_address
from jobscout.sql.backfills import Backfills
from jobscout.sql.closings import Closings
from jobscout.sql.company_upkeep import CompanyUpkeep
from jobscout.sql.jobs import Jobs
from jobscout.sql.skills import Skills
from jobscout.sql.sources import Sources
from tests.hostile_texts import HOSTILE
from tests.integration.board_rows import Board, add_user
from tests.integration.cluster_rows import OTHERS, job_of, join, split, two_boards, two_jobs
from tests.rows import posting

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobscout.sql.database import Database

PAY = Salary(min=50_000.0, max=60_000.0, currency="EUR", period="year")
STATED: dict[str, Any] = {"locations": ("Nairobi, Kenya", "Kigali, Rwanda"), "salary": PAY}


async def in_this_process(function: Callable[..., Any], *arguments: Any, subject: str) -> Any:
    return function(*arguments)


async def history(db: Database, job_id: int) -> list[tuple[str, str | None, str | None]]:
    """Kind, before and after, oldest first."""
    job = await Jobs(db).get(job_id, None)
    return [(one.kind, one.from_, one.to) for one in reversed(job.history)]


async def events(db: Database) -> int:
    (row,) = await db.text("SELECT count(*) FROM job_events")
    many: int = row[0]
    return many


async def test_new_and_unchanged(db: Database) -> None:
    """A job begins without history, and readings that say the same leave it so."""
    board = await Board.open(db)
    for _ in range(3):
        await board.read(posting("1", **STATED), *OTHERS)
    await board.read(posting("1", department="Sites", **STATED), *OTHERS)

    assert await events(db) == 0
    assert await history(db, await job_of(board, "1")) == []


async def test_edits(db: Database) -> None:
    """Title, pay, places and workplace, as people read them; the newest first in the answer."""
    board = await Board.open(db)
    edits: list[dict[str, Any]] = [
        STATED,
        STATED | {"title": "Senior Site Engineer"},
        STATED | {"salary": Salary(min=30.0, currency="USD", period="hour")},
        STATED | {"salary": None},
        STATED | {"salary": None, "locations": ("Kigali, Rwanda", "Lagos, Nigeria")},
        STATED | {"salary": None, "locations": (), "workplace": "Remote"},
    ]
    for said in edits:
        await board.read(posting("1", **said), *OTHERS)
    job = await Jobs(db).get(await job_of(board, "1"), None)

    assert await history(db, int(job.id)) == [
        ("title", "Site Engineer", "Senior Site Engineer"),
        ("title", "Senior Site Engineer", "Site Engineer"),
        ("pay", "50,000–60,000 EUR a year", "from 30 USD an hour"),
        ("pay", "from 30 USD an hour", None),
        ("places", "Kigali, Rwanda; Nairobi, Kenya", "Kigali, Rwanda; Lagos, Nigeria"),
        ("places", "Kigali, Rwanda; Lagos, Nigeria", None),
        ("workplace", None, "remote"),
    ]
    assert job.history[0].kind == "workplace"
    assert job.history == sorted(job.history, key=lambda event: event.at, reverse=True)
    assert all(event.other_job_id is None for event in job.history)


async def test_order_of_places_is_no_change(db: Database) -> None:
    """Nor is a second board that states the same ones otherwise sorted."""
    board = await Board.open(db)
    await board.read(posting("1", **STATED), *OTHERS)
    await board.read(posting("1", **STATED | {"locations": STATED["locations"][::-1]}), *OTHERS)

    assert await events(db) == 0


async def test_closed_and_opened(db: Database) -> None:
    """With the reason, each time; what is posted again under another id is said to be."""
    board = await Board.open(db)
    await board.read(posting("1"), *OTHERS)
    for listed in ([], [], [posting("1")], [], [], [posting("2")]):
        await board.read(*listed, *OTHERS)

    assert await history(db, await job_of(board, "1")) == [
        ("closed", None, "not-listed"),
        ("reopened", "not-listed", None),
        ("closed", None, "not-listed"),
        ("reopened", "not-listed", None),
        ("reposted", None, None),
    ]


async def test_expired(db: Database) -> None:
    """By the clock, also where that was so at first sight."""
    board = await Board.open(db)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    await board.read(
        posting("1", "one", expires_at=tomorrow),
        posting("2", "two", expires_at=datetime(2026, 1, 2, 12, tzinfo=UTC)),
    )
    await Closings(db).expire(tomorrow + timedelta(days=2))

    for external_id in ("1", "2"):
        assert await history(db, await job_of(board, external_id)) == [("closed", None, "expired")]


async def test_gone_board_and_removed_source(db: Database) -> None:
    """An operator ends a board; the job that somebody tracks keeps its history."""
    first, second, job_id = await two_boards(db)
    by = await add_user(db)
    await db.text("INSERT INTO alerts (user_id, job_id, score) VALUES ($1, $2, 0.5)", by, job_id)
    await second.read(posting("2", locations=("Berlin, Germany", "Kenya")))
    sources = Sources(db, board_address)

    await sources.declare_gone(first.id, by)
    await sources.purge(first.id, by)
    await sources.purge(second.id, by)

    assert await history(db, job_id) == [
        ("places", "Nairobi, Kenya", "Berlin, Germany; Kenya; Nairobi, Kenya"),
        ("places", "Berlin, Germany; Kenya; Nairobi, Kenya", "Berlin, Germany; Kenya"),
        ("closed", None, "source-removed"),
    ]


async def test_reason_that_changes(db: Database) -> None:
    """A closed job has the reason of its posting that closed last, also when that is removed."""
    first, second, job_id = await two_boards(db)
    by = await add_user(db)
    sources = Sources(db, board_address)
    for _ in range(2):
        await first.read(*OTHERS)
    await sources.declare_gone(second.id, by)
    await sources.purge(second.id, by)

    assert await history(db, job_id) == [
        ("closed", None, "board-gone"),
        ("closed", "board-gone", "not-listed"),
    ]


async def test_split_and_joined(db: Database) -> None:
    """Both sides of a split name each other; what happened to a merged job comes along."""
    first, second, old = await two_boards(db)
    await second.read(posting("2", title="Engineer, Site", locations=("Berlin, Germany", "Kenya")))
    new = await split(db, second, "2")
    await second.read(posting("2", title="Chief Pilot", locations=("Berlin, Germany", "Kenya")))

    assert await history(db, old) == [
        ("places", "Nairobi, Kenya", "Berlin, Germany; Kenya; Nairobi, Kenya"),
        ("split", None, "Engineer, Site"),
        ("places", "Berlin, Germany; Kenya; Nairobi, Kenya", "Nairobi, Kenya"),
    ]
    assert await history(db, new) == [
        ("split", "Site Engineer", None),
        ("title", "Engineer, Site", "Chief Pilot"),
    ]

    await join(db, old, new)

    job = await Jobs(db).get(old, None)
    assert [(one.kind, one.from_, one.to, one.other_job_id) for one in job.history] == [
        ("places", "Nairobi, Kenya", "Berlin, Germany; Kenya; Nairobi, Kenya", None),
        ("merged", "Chief Pilot", None, str(new)),
        ("title", "Engineer, Site", "Chief Pilot", str(new)),
        ("places", "Berlin, Germany; Kenya; Nairobi, Kenya", "Nairobi, Kenya", None),
        ("split", "Site Engineer", None, str(old)),
        ("split", None, "Engineer, Site", str(new)),
        ("places", "Nairobi, Kenya", "Berlin, Germany; Kenya; Nairobi, Kenya", None),
    ]
    assert (await first.posting("1"))["job_id"] == (await second.posting("2"))["job_id"] == old


async def test_merged_twice(db: Database) -> None:
    """What came from the first job still says so after the second."""
    first, second, one, two = await two_jobs(db)
    await second.read(posting("2", "two", title="Site Engineer", locations=("Mombasa, Kenya",)))
    await first.read(posting("1", "one"), posting("3", "three", title="Pilot"), *OTHERS)
    three = await job_of(first, "3")

    await join(db, one, two)
    await join(db, three, one)

    job = await Jobs(db).get(three, None)
    assert [(event.kind, event.other_job_id) for event in job.history if event.other_job_id] == [
        ("merged", str(one)),
        ("places", str(one)),
        ("merged", str(two)),
        ("title", str(two)),
    ]


WORN = """
UPDATE postings SET rules = 0, title = 'Misread', locations = '[]', workplace = 'onsite',
    salary_min = 1, salary_max = 2, salary_currency = 'EUR', salary_period = 'hour',
    content_hash = 'earlier'
"""


@pytest.mark.parametrize("by", ["backfill", "board", "board of an old row"])
async def test_better_rules_are_no_change(db: Database, by: str) -> None:
    """Whether the backfill or the next reading comes first, nothing changed on the board."""
    board = await Board.open(db)
    listed = [posting("1", **STATED), *OTHERS]
    await board.read(*listed)
    await db.text(WORN)
    if by == "board of an old row":
        await db.text("UPDATE postings SET stated = NULL")
    await db.text("UPDATE jobs SET title = 'Misread', locations = '[]', workplace = 'onsite'")
    changed_at = (await board.posting("1"))["changed_at"]

    if by == "backfill":
        work: Any = in_this_process
        upkeep = CompanyUpkeep(db)
        await Backfill(Backfills(db), upkeep=upkeep, skills=Skills(db), work=work).tick()
    else:
        assert (await board.read(*listed)).updated == len(listed)

    job = await Jobs(db).get(await job_of(board, "1"), None)
    assert job.title == "Site Engineer"
    assert job.history == []
    assert (await board.posting("1"))["changed_at"] == changed_at


async def test_edit_that_better_rules_find(db: Database) -> None:
    """The board stated something else, and the rules are newer, too."""
    board = await Board.open(db)
    await board.read(posting("1"), *OTHERS)
    await db.text("UPDATE postings SET rules = 0, content_hash = 'earlier'")

    await board.read(posting("1", title="Pilot"), *OTHERS)

    assert await history(db, await job_of(board, "1")) == [("title", "Site Engineer", "Pilot")]
    assert await events(db) == 1


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_titles(db: Database, title: str) -> None:
    """A text is one short line, and is told from another by what is shown of it."""
    board = await Board.open(db)
    for said in ("Pilot", title, "Pilot"):
        done = posting("1", title="Pilot")
        changed = msgspec.structs.replace(
            posting("1", title=said) if said.strip() else done,
            content_hash=said.encode("utf-8", "replace"),
        )
        await board.read(changed, *OTHERS)

    told = await history(db, await job_of(board, "1"))

    assert [one[0] for one in told] in ([], ["title", "title"])
    for _, before, after in told:
        for text in (before, after):
            assert text is not None
            assert len(text) <= MAX_CHARS
            assert text.isprintable() or "\u200d" in text
            assert len(text.splitlines()) <= 1


async def test_many_places(db: Database) -> None:
    """As many as there is room for, and how many more."""
    board = await Board.open(db)
    many = tuple(f"Old{one}{two} Town, Kenya" for one in "abcde" for two in "abcdefgh")
    await board.read(posting("1"), *OTHERS)
    await board.read(posting("1", locations=many), *OTHERS)

    ((kind, before, after),) = await history(db, await job_of(board, "1"))

    assert (kind, before) == ("places", "Nairobi, Kenya")
    assert after is not None
    assert len(after) <= MAX_CHARS
    shown = after.count(" Town")
    assert after.startswith(many[0])
    assert after.endswith(f"; {len(many) - shown} more")


async def test_bounded(db: Database) -> None:
    """Of a job that is edited all the time the newest events stay."""
    board = await Board.open(db)
    for number in range(KEPT + 3):
        await board.read(posting("1", title=f"Pilot {number}"), *OTHERS)

    told = await history(db, await job_of(board, "1"))

    assert len(told) == KEPT
    assert told[-1] == ("title", f"Pilot {KEPT + 1}", f"Pilot {KEPT + 2}")
