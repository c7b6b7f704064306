"""Where remote jobs are open to, from the readings of boards to who looks for work there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jobscout.rules import postings
from jobscout.sql.jobs import JobFilter, Jobs
from tests.integration.board_rows import Board, add_search, add_user
from tests.integration.cluster_rows import OTHERS, job, job_of, join, split
from tests.integration.match_rows import match_all
from tests.rows import posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database


async def found(db: Database, country: str, **asked: Any) -> list[str]:
    """The ids of the jobs that ``GET /jobs?country=`` lists."""
    page, _ = await Jobs(db).page(JobFilter(country=country, **asked), "newest", None, 100)
    return [one.id for one in page]


async def test_union_of_all_postings(db: Database) -> None:
    """A job is open to the countries of all its postings, and to those of its own when split."""
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("1", locations=("Remote, Germany",)), *OTHERS)
    await second.read(posting("2", "two", title="Engineer", locations=("Remote - US or Canada",)))
    kept, gone = await job_of(first, "1"), await job_of(second, "2")

    await join(db, kept, gone)

    both = await job(db, kept)
    assert both["remote_countries"] == both["countries"] == ["CA", "DE", "US"]
    for country in ("CA", "DE", "US"):
        assert await found(db, country) == [str(kept)]
    shown = await Jobs(db).get(kept, None)
    assert (shown.remote_countries, shown.remote_anywhere) == (["CA", "DE", "US"], False)

    await split(db, second, "2")
    assert (await job(db, kept))["remote_countries"] == ["DE"]
    assert await found(db, "DE") == [str(kept)]


async def test_areas_and_the_world(db: Database) -> None:
    """An area is found by each of its countries, the whole world by any, and "Remote" by none."""
    board = await Board.open(db)
    await board.read(
        posting("1", 1, locations=("Remote (EU)",)),
        posting("2", 2, locations=("Anywhere",)),
        posting("3", 3, locations=("Remote",)),
        posting("4", 4, locations=("Europe",), workplace="onsite"),
    )
    area, world = str(await job_of(board, "1")), str(await job_of(board, "2"))

    assert set(await found(db, "DE")) == {area, world}
    assert await found(db, "KE") == [world]
    assert await found(db, "DE", facets={"workplace": "onsite"}) == []
    assert (await Jobs(db).get(int(world), None)).remote_anywhere


async def test_board_that_narrows(db: Database) -> None:
    """What a board no longer says is gone with its next reading."""
    board = await Board.open(db)
    await board.read(posting("1", locations=("Anywhere",)), *OTHERS)
    await board.read(posting("1", locations=("Remote, Kenya",)), *OTHERS)
    job_id = await job_of(board, "1")

    row = await job(db, job_id)
    assert (row["remote_countries"], row["remote_anywhere"]) == (["KE"], False)
    assert row["countries"] == ["KE"]
    assert str(job_id) not in await found(db, "DE")


async def test_searches(db: Database) -> None:
    """Who looks for work in Germany is told of a remote job that only its text opens to it."""
    board = await Board.open(db)
    told, other = await add_user(db), await add_user(db)
    await add_search(db, told, countries=["DE"], workplace=["remote"])
    await add_search(db, other, countries=["FR"], workplace=["remote"])
    said = "<p>This role is fully remote. You must be based in Germany or Austria.</p>"

    await board.read(posting("1", locations=(), description_html=said))
    await match_all(db)

    alerts = await db.text("SELECT user_id, reasons::text FROM alerts")
    assert [one["user_id"] for one in alerts] == [told]
    assert "Remote, open to Germany" in alerts[0]["reasons"]
    row = await board.posting("1")
    assert json.loads(row["remote_countries"]) == ["AT", "DE"]
    assert row["rules"] == postings.VERSION
