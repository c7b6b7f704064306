"""P1: one alert for a person and a job, whatever is replayed; and what is due to be matched."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.sql import holders
from jobscout.sql.matches import Found, Matches
from tests.integration.board_rows import Board, add, add_search, add_user, jobs
from tests.integration.match_rows import claimed, match_all
from tests.rows import board_of, posting

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database

LEASE = timedelta(minutes=5)


def found(user_id: int, job_id: int, search_id: int, **changes: Any) -> Found:
    given: dict[str, Any] = {
        "score": 0.5,
        "reasons": (),
        "bundle_at": datetime.now(UTC) - timedelta(seconds=1),
    }
    return Found(user_id=user_id, job_id=job_id, search_id=search_id, **(given | changes))


async def alerts(db: Database) -> list[asyncpg.Record]:
    return await db.text("SELECT * FROM alerts ORDER BY id")


async def stored_job(db: Database) -> int:
    board = await Board.open(db)
    (job_id,) = (await board.read(posting("a"))).unmatched
    return job_id


async def test_alerts_those_who_asked(db: Database) -> None:
    """A new job becomes an alert for whom it suits, with reasons, and for nobody else."""
    engineer = await add_user(db)
    search_id = await add_search(db, engineer, titles=["Site Engineer"], keywords=[])
    await add_search(db, await add_user(db), keywords=["accountant"])
    job_id = await stored_job(db)

    await match_all(db)

    (alert,) = await alerts(db)
    (job,) = await jobs(db)
    assert (alert["user_id"], alert["job_id"], alert["search_id"]) == (engineer, job_id, search_id)
    assert 0 < alert["score"] <= 1
    assert '"kind": "title"' in alert["reasons"]
    assert alert["bundled_at"] is None
    assert job["matched_at"] is not None


async def test_best_search_wins(db: Database) -> None:
    """Two searches of one person make one alert, of the search that the job suits better."""
    user_id = await add_user(db)
    await add_search(db, user_id, keywords=["engineer", "zeppelin", "baker"])
    best = await add_search(db, user_id, keywords=[], titles=["Site Engineer"])
    await add_search(db, user_id, keywords=["mistakes", "zeppelin"])
    await stored_job(db)

    await match_all(db)

    assert [alert["search_id"] for alert in await alerts(db)] == [best]


async def test_matched_twice(db: Database) -> None:
    """P1: a job that is matched again, by a better search even, makes no second alert."""
    user_id = await add_user(db)
    await add_search(db, user_id)
    await stored_job(db)
    await match_all(db)
    before = await alerts(db)

    await add_search(db, user_id, titles=["Site Engineer"], keywords=[])
    await db.text("UPDATE jobs SET matched_at = NULL")
    await match_all(db)

    assert len(before) == 1
    assert await alerts(db) == before


async def test_saved_at_once(db: Database) -> None:
    """P1: processes that save the same matches in any order make one alert each, told once."""
    users = [await add_user(db) for _ in range(20)]
    searches = {user_id: await add_search(db, user_id) for user_id in users}
    job_id = await stored_job(db)
    matches = [found(user_id, job_id, searches[user_id]) for user_id in users]

    held = await claimed(db, job_id)

    saved = await asyncio.gather(
        *(Matches(db).complete(held, turned) for turned in (matches, matches[::-1]) * 2)
    )

    told = [user_id for one in saved for user_id in one.due]
    assert sorted(told) == users
    assert sum(one.alerts for one in saved) == 20
    assert len(await alerts(db)) == 20


async def test_one_bad_row_saves_nothing(db: Database) -> None:
    """A save that fails leaves no alert behind, and the jobs are still due."""
    user_id = await add_user(db)
    search_id = await add_search(db, user_id)
    job_id = await stored_job(db)
    other = await add_user(db)
    rows = [found(user_id, job_id, search_id), found(other, job_id, search_id, score=2.0)]

    with pytest.raises(Exception, match="alerts_score_check"):
        await Matches(db).complete(await claimed(db, job_id), rows)

    assert await alerts(db) == []
    assert await Matches(db).due(10, tried=False) == [job_id]


async def test_who_left_meanwhile(db: Database) -> None:
    """A person, search or job that is gone by the time of saving stops nobody else's alert."""
    user_id, job_id = await add_user(db), await stored_job(db)
    search_id = await add_search(db, user_id)

    saved = await Matches(db).complete(
        await claimed(db, job_id) | {404: datetime.now(UTC)},
        [
            *(found(404, job_id, search_id), found(user_id, 404, search_id)),
            found(user_id, job_id, 404),
        ],
    )

    (alert,) = await alerts(db)
    assert saved == (1, (user_id,))
    assert alert["search_id"] is None


async def test_held_back(db: Database) -> None:
    """Alerts that are not due yet are stored, and no delivery is made now."""
    user_id, job_id = await add_user(db), await stored_job(db)
    later = datetime.now(UTC) + timedelta(hours=3)
    one = found(user_id, job_id, await add_search(db, user_id), bundle_at=later)

    saved = await Matches(db).complete(await claimed(db, job_id), [one])

    assert saved == (1, ())
    assert (await alerts(db))[0]["bundle_at"] == later


async def test_lost_message(db: Database) -> None:
    """P2: a process that dies between storing and matching leaves the job due."""
    await add_search(db, await add_user(db))
    job_id = await stored_job(db)
    matches = Matches(db)

    first = await matches.claim([job_id], LEASE)
    held = (await matches.due(10, tried=False), await matches.claim([job_id], LEASE))
    await db.text("UPDATE jobs SET claimed_until = now() - interval '1 second'")
    await match_all(db)

    assert list(first) == [job_id]
    assert held == ([], {})
    assert len(await alerts(db)) == 1
    assert await matches.due(10, tried=False) == []


async def test_claimed_once(db: Database) -> None:
    """Jobs that several processes want at once are shared out, each to one."""
    board = await Board.open(db)
    ids = (await board.read(*board_of(30))).unmatched

    claims = await asyncio.gather(*(Matches(db).claim(ids, LEASE) for _ in range(4)))

    assert sorted(job_id for claim in claims for job_id in claim) == sorted(ids)


async def test_closed_jobs_are_not_job_features(db: Database) -> None:
    """What closed before it was matched is nothing to tell, and due no more."""
    await add_search(db, await add_user(db))
    await stored_job(db)
    await db.text("UPDATE jobs SET closed_at = now()")

    await match_all(db)

    assert await alerts(db) == []
    assert await Matches(db).due(10, tried=False) == []


async def test_job_features(db: Database) -> None:
    """A job is offered with its company, places, pay, skills and text."""
    board = await Board.open(db)
    (job_id,) = (await board.read(posting("a", workplace="remote"))).unmatched
    for name in ("Rust", "Go"):
        skill_id = await add(db, "skills", slug=name.lower(), name=name, category="language")
        await db.text("INSERT INTO job_skills VALUES ($1, $2)", job_id, skill_id)

    (features,) = await Matches(db).job_features([job_id])

    assert (features.id, features.company_slug, features.company_name) == (job_id, "acme", "Acme")
    assert (features.workplace, features.skills) == ("remote", ("Go", "Rust"))
    assert [location.city for location in features.locations] == ["Nairobi"]
    assert features.text.startswith("We look after")


async def test_taking_up_keeps_the_pauses(db: Database) -> None:
    """After a crash what was held is due at once, but not what waits after a failure."""
    board, matches = await Board.open(db), Matches(db)
    held, failed = (await board.read(*board_of(2))).unmatched
    await matches.claim([held, failed], LEASE)
    await matches.retry([failed], "no", None)

    await holders.take_up(db)

    assert await matches.due(10, tried=False) == []
    assert await matches.due(10, tried=True) == [held]
