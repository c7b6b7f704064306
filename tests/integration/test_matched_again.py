"""A job that becomes right tells whom it had not told, once for each change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.sql.clusters import Clusters
from jobscout.sql.matches import Matches
from tests.integration.board_rows import Board, add_search, add_user, jobs
from tests.integration.cluster_rows import OTHERS
from tests.integration.match_rows import match_all
from tests.rows import posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database

LEASE = timedelta(minutes=5)


async def alerted(db: Database) -> list[int]:
    return [row["user_id"] for row in await db.text("SELECT user_id FROM alerts ORDER BY id")]


@pytest.mark.parametrize(
    ("search", "before", "after"),
    [
        ({"titles": ["nurse"]}, {"title": "Clinical Officer"}, {"title": "Nurse"}),
        ({"locations": ["Mombasa"]}, {}, {"locations": ("Mombasa, Kenya",)}),
        ({"workplace": ["remote"]}, {"workplace": "onsite"}, {"workplace": "remote"}),
        ({"seniority": ["senior"]}, {"seniority": "junior"}, {"seniority": "senior"}),
    ],
    ids=lambda value: next(iter(value), "nothing"),
)
async def test_corrected(
    db: Database, search: dict[str, Any], before: dict[str, Any], after: dict[str, Any]
) -> None:
    """What the board corrects is compared again; who knows of the job is not told twice."""
    board = await Board.open(db)
    knows, waits = await add_user(db), await add_user(db)
    await add_search(db, knows, keywords=["officer", "engineer"])
    await add_search(db, waits, **({"keywords": []} | search))
    await board.read(posting("a", **before))
    await match_all(db)
    first = await alerted(db)

    stored = await board.read(posting("a", **after))
    await match_all(db)

    assert first == [knows]
    assert stored.unmatched == tuple(job["id"] for job in await jobs(db))
    assert await alerted(db) == [knows, waits]


async def test_as_before(db: Database) -> None:
    """A reading that changes nothing that searches compare asks nobody."""
    board = await Board.open(db)
    await board.read(posting("a"))
    await match_all(db)

    stored = await board.read(posting("a", apply_url="https://jobs.example.com/a/apply"))

    assert stored.updated == 1
    assert stored.unmatched == ()
    assert await Matches(db).due(10, tried=False) == []


async def test_opens_after_it_was_matched_closed(db: Database) -> None:
    """What closed before the searches were asked about it, and opens again, is news."""
    await add_search(db, await add_user(db))
    board = await Board.open(db)
    for listed in ((posting("a"), *OTHERS), OTHERS, OTHERS):
        await board.read(*listed)
    await match_all(db)
    before = len(await alerted(db))

    await board.read(posting("a"), *OTHERS)
    await match_all(db)
    for listed in (OTHERS, OTHERS, (posting("a"), *OTHERS)):
        stored = await board.read(*listed)

    assert len(await alerted(db)) == before + 1
    assert stored.unmatched == ()  # it was open when they were asked


async def test_another_place_on_another_board(db: Database) -> None:
    """A second board lists the job in one more place: who looks there is told."""
    user_id = await add_user(db)
    await add_search(db, user_id, keywords=["engineer"], locations=["Mombasa"])
    link = "https://boards.greenhouse.io/acme/jobs/4711"
    await (await Board.open(db)).read(posting("a", apply_url=link))
    await match_all(db)
    before = await alerted(db)

    other = await Board.open(db, kind="lever")
    await other.read(posting("b", apply_url=link, locations=("Mombasa, Kenya",)))
    await match_all(db)

    assert len(await jobs(db)) == 1
    assert before == []
    assert await alerted(db) == [user_id]


async def test_changed_while_it_is_matched(db: Database) -> None:
    """P2: a change that is stored after the job was read for the searches is compared too."""
    board = await Board.open(db)
    user_id = await add_user(db)
    await add_search(db, user_id, titles=["nurse"], keywords=[])
    (job_id,) = (await board.read(posting("a", title="Clinical Officer"))).unmatched
    matches = Matches(db)
    claimed = await matches.claim([job_id], LEASE)

    await board.read(posting("a", title="Nurse"))
    await matches.complete(claimed, [])

    assert await matches.due(10, tried=False) == [job_id]
    await match_all(db)
    assert await alerted(db) == [user_id]


async def test_joined(db: Database) -> None:
    """Jobs that an admin joins are compared as one: the title of one, the place of the other."""
    board, admin, user_id = await Board.open(db), await add_user(db), await add_user(db)
    await add_search(db, user_id, titles=["engineer"], keywords=[], locations=["Mombasa"])
    listed = [
        posting("a", 1, title="Site Engineer", locations=("Nairobi, Kenya",)),
        posting("b", 2, title="Builder", locations=("Mombasa, Kenya",)),
    ]
    await board.read(*listed)
    await match_all(db)
    before = await alerted(db)
    engineer, builder = sorted(await jobs(db), key=lambda job: job["title"] == "Builder")

    await Clusters(db).join(engineer["id"], builder["id"], by=admin)
    await match_all(db)

    assert before == []
    assert await alerted(db) == [user_id]
