"""P1, P5: what a person takes apart stays apart, and what they put together stays together."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from jobscout.errors import Busy, Conflict, FieldError, InvalidInput, NotFound
from jobscout.rules.skills.skill import Skill
from jobscout.sql import clusters as clusters_module
from jobscout.sql.clusters import Clusters
from jobscout.sql.database import Transaction
from jobscout.sql.postings import Postings
from jobscout.sql.skills import Skills
from jobscout.sql.stored import Stored
from tests.integration.board_rows import Board, add_user, jobs
from tests.integration.cluster_rows import (
    OTHERS,
    job,
    job_of,
    join,
    split,
    two_boards,
    two_jobs,
)
from tests.rows import board_of, posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database


async def test_split_is_what_each_says(db: Database) -> None:
    """Both jobs have the words, places, dates and counts of their own postings."""
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("1"))
    await second.read(posting("2"))
    await second.read(posting("2", locations=("Berlin, Germany", "Kenya")))
    old = await job_of(first, "1")
    assert (await job(db, old))["countries"] == ["DE", "KE"]

    new = await split(db, second, "2")

    rest, apart = await job(db, old), await job(db, new)
    assert (rest["postings"], apart["postings"]) == (1, 1)
    assert (rest["countries"], apart["countries"]) == (["KE"], ["DE", "KE"])
    assert apart["lead_posting_id"] == (await second.posting("2"))["id"]
    assert apart["first_seen_at"] == (await second.posting("2"))["first_seen_at"]
    assert apart["matched_at"] is None  # as the other: nobody has been told of either
    for job_id, words in ((old, "nairobi"), (new, "berlin")):
        found = await db.text(
            "SELECT id FROM jobs WHERE words @@ to_tsquery('simple', $1)"
            " AND place_words @@ to_tsquery('simple', $1)",
            words,
        )
        assert [row["id"] for row in found] == [job_id]


async def test_split_keeps_the_dates_of_what_stays(db: Database) -> None:
    """The lead may leave: the rest is as young as its own postings."""
    first, second, old = await two_boards(db)
    await db.text("UPDATE postings SET posted_at = '2026-01-01' WHERE external_id = '1'")
    await db.text("UPDATE jobs SET posted_at = '2026-01-01' WHERE id = $1", old)

    new = await split(db, first, "1")

    rest, apart = await job(db, old), await job(db, new)
    assert (apart["posted_at"].year, apart["posted_at"].month) == (2026, 1)
    assert rest["posted_at"] == (await second.posting("2"))["first_seen_at"]
    assert rest["lead_posting_id"] == (await second.posting("2"))["id"]


async def test_skills_of_both(db: Database) -> None:
    """Each job asks for what its own lead asks for."""
    names = ("Python", "Rust")
    await Skills(db).replace(
        [Skill(slug=name.lower(), name=name, category="language") for name in names]
    )
    text = f"<p>{'Many years of work with machines of all kinds. ' * 9}You write {{}}.</p>"
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("1"))
    await second.read(posting("2"))
    await first.read(posting("1", description_html=text.format("Python")))
    await second.read(posting("2", description_html=text.format("Rust")))
    old = await job_of(first, "1")

    async def asked(job_id: int) -> list[str]:
        rows = await db.text(
            "SELECT s.slug FROM job_skills JOIN skills s ON s.id = skill_id WHERE job_id = $1",
            job_id,
        )
        return [row["slug"] for row in rows]

    new = await split(db, second, "2")
    apart = await asked(old), await asked(new)
    await join(db, new, old)

    assert apart == (["python"], ["rust"])
    assert await asked(new) == ["python"]


@pytest.mark.parametrize("which", ["stays", "leaves"])
async def test_split_is_for_good(db: Database, which: str) -> None:
    """Read again, closed, and posted again under another id: each side goes on by itself."""
    first, second, old = await two_boards(db)
    new = await split(db, second if which == "leaves" else first, "2" if which == "leaves" else "1")
    apart = (await job_of(first, "1"), await job_of(second, "2"))

    await second.read(posting("2", department="Sites"))
    for _ in range(3):
        await first.read(*OTHERS)
    await first.read(posting("1-again"), *OTHERS)
    await second.read(posting("2-again"))

    assert set(apart) == {old, new}
    assert (await job_of(first, "1-again"), await job_of(second, "2-again")) == apart
    assert [(await job(db, one))["reposted"] for one in apart] == [1, 1]


async def test_split_bars_an_posting_whose_own_job_is_full(db: Database) -> None:
    """One more posting of a board whose first is split off joins no job that it was split from."""
    first, second, old = await two_boards(db)
    new = await split(db, second, "2")

    stored = await second.read(posting("2"), posting("3"))

    assert len(stored.unmatched) == 1
    assert await job_of(second, "3") not in {old, new}
    assert await job_of(first, "1") == old


async def test_third_board_joins_one_of_the_two(db: Database) -> None:
    """A board that has been on neither side is merged as before, and the sides stay two."""
    first, second, old = await two_boards(db)
    new = await split(db, second, "2")
    third = await Board.open(db)

    await third.read(posting("9"))

    assert await job_of(third, "9") == old
    assert (await job_of(first, "1"), await job_of(second, "2")) == (old, new)


async def test_join_against_the_rules(db: Database) -> None:
    """Other words and places: one job with the postings and places of both; the other is gone."""
    first, second, one, other = await two_jobs(db)
    seen = [(await job(db, job_id))["first_seen_at"] for job_id in (one, other)]

    await join(db, other, one)

    (row,) = await jobs(db)
    assert (row["id"], row["postings"], row["joined"]) == (other, 2, True)
    assert row["first_seen_at"] == min(seen)
    assert row["lead_posting_id"] == (await first.posting("1"))["id"]
    assert await job_of(second, "2") == other
    cities = {location["city"] for location in msgspec.json.decode(row["locations"])}
    assert cities == {"Nairobi", "Mombasa"}
    assert (
        len(await db.text("SELECT FROM jobs WHERE words @@ to_tsquery('simple', 'nairobi')")) == 1
    )


async def test_join_is_for_good(db: Database) -> None:
    """Read again and posted again, on either board, all of it stays in the one job."""
    first, second, one, other = await two_jobs(db)
    await join(db, one, other)
    moved: dict[str, Any] = {"title": "Site Engineer (m/f)", "locations": ("Mombasa, Kenya",)}

    await second.read(posting("2", "two", department="Sites", **moved))
    await second.read(posting("2-again", "two", department="Sites", **moved))
    await first.read(posting("1-again", "one"))
    third = await Board.open(db)
    stored = await third.read(posting("9", "two", department="Sites", **moved))

    assert {row["id"] for row in await jobs(db)} == {one}
    assert stored.unmatched == ()


async def test_join_of_twins_of_one_board(db: Database) -> None:
    """Both of one board, with requisitions of their own: all reposted at once, still one job."""
    board = await Board.open(db)
    await board.read(posting("1", requisition_id="R1"), posting("2", requisition_id="R2"), *OTHERS)
    one, other = await job_of(board, "1"), await job_of(board, "2")
    await join(db, one, other)

    stored = await board.read(
        posting("3", requisition_id="R1"), posting("4", requisition_id="R2"), *OTHERS
    )
    third = await board.read(
        posting("3", requisition_id="R1"),
        posting("4", requisition_id="R2"),
        posting("5", requisition_id="R3"),
        *OTHERS,
    )

    assert one != other
    assert stored.unmatched == ()
    assert await job_of(board, "3") == await job_of(board, "4") == one
    assert len(third.unmatched) == 1  # a third requisition is a third opening


async def test_split_undoes_a_join_and_a_join_a_split(db: Database) -> None:
    """The last word counts, whatever was said before."""
    first, second, one, other = await two_jobs(db)

    await join(db, one, other)
    again = await split(db, second, "2")
    cannot_links = await db.text("SELECT FROM partings")
    await join(db, one, again)

    assert len(cannot_links) == 2
    assert await db.text("SELECT FROM partings") == []
    assert await job_of(first, "1") == await job_of(second, "2") == one


async def test_cannot_links_are_inherited(db: Database) -> None:
    """What is split or joined further stays apart from whom it was split from."""
    boards = [await Board.open(db) for _ in range(3)]
    for number, board in enumerate(boards):
        await board.read(posting(f"{number}"))
    first, second, third = boards
    old = await job_of(first, "0")
    two = await split(db, second, "1")
    three = await split(db, third, "2")

    async def pairs() -> set[tuple[int, int]]:
        rows = await db.text("SELECT job_id, other_id FROM partings WHERE job_id < other_id")
        return {(row["job_id"], row["other_id"]) for row in rows}

    split_twice = await pairs()
    await join(db, two, three)

    assert split_twice == {(old, two), (two, three), (old, three)}
    assert await pairs() == {(old, two)}


async def test_errors(db: Database) -> None:
    """Nothing changes where it makes no sense."""
    first, second, one, other = await two_jobs(db)
    elsewhere = await Board.open(db, "Globex")
    await elsewhere.read(posting("7", company="Globex"))
    mine, theirs = (await first.posting("1"))["id"], (await second.posting("2"))["id"]
    clusters = Clusters(db)

    async def refused(work: Any) -> Any:
        with pytest.raises((NotFound, InvalidInput, Conflict)) as raised:
            await work
        error = raised.value
        if isinstance(error, InvalidInput):
            return [fault.field for fault in error.fields if isinstance(fault, FieldError)]
        return type(error)

    assert await refused(clusters.split(999, [mine], by=1)) is NotFound
    assert await refused(clusters.split(one, [mine], by=1)) == ["posting_ids"]
    assert await refused(clusters.split(one, [mine, theirs, 0], by=1)) == [
        *("posting_ids[1]", "posting_ids[2]"),
    ]
    assert await refused(clusters.join(one, one, by=1)) is Conflict
    assert await refused(clusters.join(one, 999, by=1)) is NotFound
    assert await refused(clusters.join(999, one, by=1)) is NotFound
    there = await job_of(elsewhere, "7")
    assert await refused(clusters.join(one, there, by=1)) == ["job_id"]
    assert len(await jobs(db)) == 3
    assert await db.text("SELECT FROM audit") == []
    assert {row["id"] for row in await jobs(db)} >= {one, other}


async def test_readings_at_the_same_time(db: Database) -> None:
    """Boards that are stored while jobs are split and joined undo none of it, and all end."""
    boards = [await Board.open(db) for _ in range(2)]
    for board in boards:
        await board.read(*board_of(8))
    clusters, user = Clusters(db), await add_user(db)
    rows = [await boards[1].posting(str(number)) for number in range(8)]
    readings = [
        await board.next(*(posting(str(number), number, department="New") for number in range(8)))
        for board in boards
    ]

    results = await asyncio.gather(
        *(Postings(db).store(one) for one in readings),
        *(clusters.split(row["job_id"], [row["id"]], by=user) for row in rows[:4]),
        clusters.join(rows[4]["job_id"], rows[5]["job_id"], by=user),
        clusters.join(rows[7]["job_id"], rows[6]["job_id"], by=user),
    )

    assert [one.updated for one in results if isinstance(one, Stored)] == [8, 8]
    found = await jobs(db)
    assert len(found) == 8 + 4 - 2
    for row in found:
        members = await db.text("SELECT * FROM postings WHERE job_id = $1", row["id"])
        assert row["postings"] == len({member["source_id"] for member in members})
        assert row["lead_posting_id"] in {member["id"] for member in members}
        assert {member["department"] for member in members} == {"New"}
    for number in range(4):
        assert await job_of(boards[0], str(number)) != await job_of(boards[1], str(number))


async def test_begins_again(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that added to the jobs meanwhile costs another try; five of them are Busy."""
    _, second, old = await two_boards(db)
    locked, disturbed = clusters_module._locked, 4

    async def disturb(t: Any, job_ids: Any) -> Any:
        nonlocal disturbed
        disturbed -= 1
        if disturbed >= 0:
            raise clusters_module._MovedError
        return await locked(t, job_ids)

    monkeypatch.setattr(clusters_module, "_locked", disturb)
    new = await split(db, second, "2")
    disturbed = 5
    with pytest.raises(Busy):
        await join(db, old, new)

    assert {row["id"] for row in await jobs(db)} >= {old, new}


async def test_source_that_came_between(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose source was not locked with the others, is not moved under the feet of its reading."""
    _, second, _ = await two_boards(db)
    tries = 0

    async def none_at_first(self: Transaction, query: Any, **given: Any) -> Any:
        nonlocal tries
        if query.name == "clusters.lock_sources":
            tries += 1
            if tries == 1:
                return []
        return await every(self, query, **given)

    every = Transaction.all
    monkeypatch.setattr(Transaction, "all", none_at_first)
    await split(db, second, "2")

    assert tries == 2
