"""Previews: a search is tried before it is stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from jobscout.errors import Busy
from jobscout.rules.searches import SearchCriteria
from jobscout.sql.search_dry_run import MAX_WAITING, SearchDryRun

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

PATH = "/users/me/searches/preview"
ENGINEERS = {"titles": ["Engineer"]}
BERLIN = '[{"city": "Berlin", "country": "DE", "text": "Berlin"}]'


def ago(days: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


async def preview(
    server: Server, user: SignedInUser, body: dict[str, Any], status: int = 200
) -> Any:
    return await server.json("POST", PATH, status, json=body, headers=user.headers)


async def test_what_a_search_finds(server: Server) -> None:
    """Open jobs, newest first; the numbers count what was new in 14 days, also what closed."""
    user = await server.rows.user()
    await server.rows.job("Old Engineer", posted_at=ago(30))
    await server.rows.job("New Engineer", posted_at=ago(13), company="umbrella")
    await server.rows.job("Newest Engineer", posted_at=ago(1))
    await server.rows.job("Closed Engineer", posted_at=ago(5), closed_at=ago(1))
    await server.rows.job("Forgotten Engineer", posted_at=ago(40), closed_at=ago(20))
    await server.rows.job("Pilot", posted_at=ago(2))

    said = await preview(server, user, ENGINEERS)

    assert [job["title"] for job in said.pop("items")] == [
        *("Newest Engineer", "New Engineer", "Old Engineer"),
    ]
    acme = {"slug": "acme", "name": "Acme", "logo_url": None}
    umbrella = {"slug": "umbrella", "name": "Umbrella", "logo_url": None}
    assert said == {
        "alerts_14d": 3,
        "per_week": 1.5,
        "top_companies": [{"company": acme, "jobs": 2}, {"company": umbrella, "jobs": 1}],
        "unknown_locations": [],
        "warning": None,
    }


async def test_nothing_is_written(server: Server) -> None:
    """A preview stores no search; an unverified account may ask, because nothing is written."""
    user = await server.rows.user(verified=False)

    await preview(server, user, ENGINEERS | {"name": "mine"})

    assert await server.rows.value("SELECT count(*) FROM searches") == 0


async def test_same_answer_as_the_stored_search(server: Server) -> None:
    """What a preview shows is what the stored search would match, skills of the CV included."""
    user = await server.rows.user()
    criteria = await server.rows.job("Engineer of boards", posted_at=ago(1))
    await server.rows.job("Engineer of bridges", posted_at=ago(1))
    await server.rows.skill(criteria, "Python")
    known = {"skills": ["python"]}
    await server.json("PUT", "/users/me/skills", json=known, headers=user.headers)
    body = {"name": "x", "use_cv_skills": True}

    said = await preview(server, user, body)
    stored = await server.json("POST", "/users/me/searches", 201, json=body, headers=user.headers)
    gap = await server.json(
        "GET", "/users/me/skill-gap", params={"search_id": stored["id"]}, headers=user.headers
    )

    assert [job["id"] for job in said["items"]] == [str(criteria)]
    assert gap["jobs"] == 1


async def test_twenty_are_shown(server: Server) -> None:
    """Of more matches the newest twenty are shown, and all are counted."""
    user = await server.rows.user()
    for n in range(22):
        await server.rows.job(f"Engineer {n}", posted_at=ago(n / 10))

    said = await preview(server, user, ENGINEERS)

    assert [job["title"] for job in said["items"]] == [f"Engineer {n}" for n in range(20)]
    assert said["alerts_14d"] == 22
    assert said["top_companies"][0]["jobs"] == 22


async def test_obstacles_are_named(server: Server) -> None:
    """Where nothing matches, the condition that most jobs fail is named, and unknown companies."""
    user = await server.rows.user()
    for n in range(3):
        await server.rows.job(f"Engineer {n}", posted_at=ago(1))
    await server.rows.job("Engineer", posted_at=ago(60), closed_at=ago(30), locations=BERLIN)

    place = await preview(server, user, ENGINEERS | {"locations": ["Berlin"]})
    company = await preview(server, user, ENGINEERS | {"companies": ["acme-inc"]})
    excluded = await preview(server, user, ENGINEERS | {"excluded_keywords": ["engineer"]})

    assert place["warning"] == "Nothing open matches; 3 jobs would, but for the place."
    assert (place["items"], place["alerts_14d"], place["top_companies"]) == ([], 0, [])
    assert company["warning"] == "No company here is called acme-inc. Nothing open matches."
    assert "but for the excluded words" in excluded["warning"]
    nowhere = await preview(server, user, ENGINEERS | {"locations": ["Foobarville"]})
    assert nowhere["unknown_locations"] == ["Foobarville"]
    assert "We know no place called Foobarville" in nowhere["warning"]


async def test_more_than_the_user_takes(server: Server) -> None:
    """The warning goes by the person's own daily limit."""
    user = await server.rows.user()
    for n in range(16):
        await server.rows.job(f"Engineer {n}", posted_at=ago(1))
    limit = {"max_alerts_per_day": 1}
    await server.json("PUT", "/users/me/preferences", json=limit, headers=user.headers)

    said = await preview(server, user, ENGINEERS)

    assert said["per_week"] == 8.0
    assert said["warning"] == "That is about 8 alerts a week, and you take at most 1 a day."


async def test_thousands_of_candidates(server: Server, db: Database) -> None:
    """Of more new jobs than are compared, the share that matches is projected, and that is said."""
    user = await server.rows.user()
    company = await server.rows.company()
    await db.text(
        "INSERT INTO jobs (company_id, title, posted_at, words, locations)"
        " SELECT $1, 'Engineer ' || n, now() - n * interval '1 minute',"
        " to_tsvector('simple', 'engineer'),"
        " CASE WHEN n % 2 = 0 THEN $2::jsonb ELSE '[]' END FROM generate_series(1, 2500) n",
        company,
        BERLIN,
    )

    said = await preview(server, user, ENGINEERS | {"locations": ["Berlin"]})

    assert (said["alerts_14d"], said["per_week"]) == (1250, 625.0)
    assert len(said["items"]) == 20
    assert said["warning"].endswith("Estimated from the newest 2,000 jobs with these words.")


async def test_bad_search(server: Server) -> None:
    """Every bad field is named as when it is created; only the name may be missing."""
    user = await server.rows.user()
    bad = {"keywords": [""], "min_score": 2, "countries": ["ZZ"], "colour": "red", "name": ""}

    said = await server.faults("POST", PATH, json=bad, headers=user.headers)

    assert said == ["colour", "countries[0]", "keywords[0]", "min_score", "name"]
    assert await server.faults("POST", PATH, json={}, headers=user.headers) == ["keywords"]
    assert await server.problem("POST", PATH, 401, json=ENGINEERS) == "unauthenticated"


async def test_too_many_at_once(db: Database) -> None:
    """Who comes when many wait already is refused at once, instead of waiting for minutes."""
    comparing = anyio.CapacityLimiter(1)
    dry_run = SearchDryRun(db, comparing=comparing)
    criteria = [SearchCriteria(id=0, user_id=1, titles=("engineer",))]
    owner = object()
    await comparing.acquire_on_behalf_of(owner)

    async with anyio.create_task_group() as waiting:
        with anyio.fail_after(10):
            for _ in range(MAX_WAITING):
                waiting.start_soon(dry_run.passing, criteria, [1])
            while comparing.statistics().tasks_waiting < MAX_WAITING:
                await db.text("SELECT 1")
            with pytest.raises(Busy):
                await dry_run.passing(criteria, [1])
            comparing.release_on_behalf_of(owner)
