"""What people know, and what jobs ask for, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jobscout.rules.skills.skill import Skill
from jobscout.sql.skills import Skills
from tests.integration.test_http_cv import DOCX, read, upload

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

PATH = "/users/me/skills"
GAP = "/users/me/skill-gap"
ROWS = [
    Skill(slug="python", name="Python", category="language", aliases=("py3",)),
    Skill(slug="kubernetes", name="Kubernetes", category="devops", aliases=("k8s",)),
    Skill(slug="go", name="Go", category="language", aliases=("golang",)),
    Skill(slug="sql", name="SQL", category="language"),
    Skill(slug="postgresql", name="PostgreSQL", category="database", implies=("sql",)),
]


@pytest.fixture(autouse=True)
async def _taxonomy(db: Database) -> None:
    await Skills(db).replace(ROWS)


async def known(server: Server, user: SignedInUser) -> dict[str, str]:
    """Name to source."""
    said = await server.json("GET", PATH, headers=user.headers)
    assert said["next_cursor"] is None
    return {skill["name"]: skill["source"] for skill in said["items"]}


async def put(server: Server, user: SignedInUser, *names: str) -> dict[str, str]:
    said = await server.json("PUT", PATH, json={"skills": list(names)}, headers=user.headers)
    return {skill["name"]: skill["source"] for skill in said["items"]}


async def test_put_and_get(server: Server) -> None:
    """In any spelling, once each; an empty list removes everything."""
    user = await server.rows.user()

    said = await put(server, user, "K8S", "kubernetes", " golang ")

    assert said == await known(server, user) == {"Go": "manual", "Kubernetes": "manual"}
    assert await put(server, user) == {}


async def test_manual_words_win(server: Server, db: Database) -> None:
    """A removed skill does not come back with the next CV; an added one survives it."""
    user = await server.rows.user()
    first = await upload(server, user)
    await read(db, first["id"], "python", "go")
    await put(server, user, "Go", "Kubernetes")

    second = await upload(server, user, DOCX)
    await read(db, second["id"], "python", "postgresql")

    assert await known(server, user) == {"Kubernetes": "manual", "PostgreSQL": "cv"}
    await server.json("DELETE", f"/users/me/cv/{second['id']}", 204, headers=user.headers)
    assert await known(server, user) == {"Go": "cv", "Kubernetes": "manual"}


async def test_removed_and_added_again(server: Server, db: Database) -> None:
    """Whoever changes their mind has the skill by their own word."""
    user = await server.rows.user()
    cv = await upload(server, user)
    await read(db, cv["id"], "python")

    await put(server, user)
    await put(server, user, "Python")

    assert await known(server, user) == {"Python": "manual"}


async def test_older_cv_that_is_ready_late(server: Server, db: Database) -> None:
    """The newest CV speaks for the person, whichever was read last."""
    user = await server.rows.user()
    old = await upload(server, user)
    new = await upload(server, user, DOCX)

    await read(db, new["id"], "python")
    await read(db, old["id"], "go")

    assert await known(server, user) == {"Python": "cv"}


async def test_unknown_skills(server: Server) -> None:
    """Each is named, with what may have been meant; nothing is changed."""
    user = await server.rows.user()
    await put(server, user, "Go")
    body = {"skills": ["Kubernets", "Python", "underwater basket weaving"]}

    said = await server.json("PUT", PATH, 422, json=body, headers=user.headers)

    assert said["errors"] == [
        {"field": "skills[0]", "message": "is not a known skill; did you mean Kubernetes?"},
        {"field": "skills[2]", "message": "is not a known skill"},
    ]
    assert await known(server, user) == {"Go": "manual"}


BAD: list[tuple[Any, list[str]]] = [
    ({}, ["skills"]),
    ({"skills": None}, ["skills"]),
    ({"skills": "Python"}, ["skills"]),
    ({"skills": ["", 7, "x" * 101, "a\0b"]}, ["skills[1]", "skills[2]"]),
    ({"skills": ["", "a\nb"]}, ["skills[0]", "skills[1]"]),
    ({"skills": ["Go"] * 301}, ["skills"]),
    ({"skills": [], "also": 1}, ["also"]),
]


@pytest.mark.parametrize(("body", "fields"), BAD)
async def test_bad_body(server: Server, body: Any, fields: list[str]) -> None:
    user = await server.rows.user()

    assert await server.faults("PUT", PATH, json=body, headers=user.headers) == fields


async def test_unverified_reads_only(server: Server) -> None:
    user = await server.rows.user(verified=False)

    slug = await server.problem("PUT", PATH, 403, json={"skills": []}, headers=user.headers)

    assert slug == "email-not-verified"
    assert await known(server, user) == {}


async def job(server: Server, title: str, *skills: str, **columns: Any) -> int:
    job_id = await server.rows.job(title, **columns)
    for skill in skills:
        await server.rows.skill(job_id, skill)
    return job_id


async def test_gap(server: Server) -> None:
    """Over the open jobs that match: how many ask for it, what share, and who has it."""
    user = await server.rows.user()
    await put(server, user, "PostgreSQL")
    search = await server.rows.search(user, keywords=[], titles=["engineer"])
    await job(server, "Data Engineer", "SQL", "Python", posted=1)
    await job(server, "Site Engineer", "Python", "Kubernetes", posted=2)
    await job(server, "Engineer", "SQL", "Python", posted=3)
    await job(server, "Engineer without skills", posted=4)
    await job(server, "Pilot", "Go")
    await job(server, "Closed Engineer", "Go", closed_at=(await server.rows.value("SELECT now()")))

    said = await server.json("GET", GAP, params={"search_id": search}, headers=user.headers)

    assert said["jobs"] == 4
    assert said["items"] == [
        {"skill": "Python", "category": "language", "jobs": 3, "share": 0.75, "has": False},
        {"skill": "SQL", "category": "language", "jobs": 2, "share": 0.5, "has": True},
        {"skill": "Kubernetes", "category": "devops", "jobs": 1, "share": 0.25, "has": False},
    ]


async def test_jobs_behind_a_number(server: Server) -> None:
    """As many as the number said, newest first, page by page."""
    user = await server.rows.user()
    search = await server.rows.search(user, keywords=[], titles=["engineer"])
    for day in (1, 2, 3):
        await job(server, f"Engineer {day}", "Python", posted=day)
    await job(server, "Engineer of Go", "Go", posted=4)
    await job(server, "Pilot", "Python", posted=5)
    asked = {"search_id": search, "skill": "py3", "limit": 2}

    first = await server.json("GET", f"{GAP}/jobs", params=asked, headers=user.headers)
    second = await server.json(
        "GET",
        f"{GAP}/jobs",
        params=asked | {"cursor": first["next_cursor"]},
        headers=user.headers,
    )

    assert [job["title"] for job in first["items"]] == ["Engineer 3", "Engineer 2"]
    assert [job["title"] for job in second["items"]] == ["Engineer 1"]
    assert second["next_cursor"] is None


async def test_gap_over_all_searches(server: Server) -> None:
    """Jobs that match any active search count once; a paused one counts when it is asked for."""
    user = await server.rows.user()
    await server.rows.search(user, "a", keywords=[], titles=["engineer"])
    await server.rows.search(user, "b", keywords=["data"])
    paused = await server.rows.search(user, "c", keywords=["pilot"], paused=True)
    await job(server, "Data Engineer", "Python")
    await job(server, "Pilot", "Go")

    everything = await server.json("GET", GAP, headers=user.headers)
    one = await server.json("GET", GAP, params={"search_id": paused}, headers=user.headers)

    assert [(item["skill"], item["jobs"]) for item in everything["items"]] == [("Python", 1)]
    assert [(item["skill"], item["jobs"]) for item in one["items"]] == [("Go", 1)]


async def test_gap_without_words(server: Server) -> None:
    """A search by country alone looks at every open job; one whose words say nothing, at none."""
    user = await server.rows.user()
    here = await server.rows.search(user, "here", keywords=[], countries=["KE"])
    blank = await server.rows.search(user, "blank", keywords=["!!"])
    await job(
        server, "Cook", "Go", countries=["KE"], locations='[{"country": "KE", "text": "Kenya"}]'
    )

    found = await server.json("GET", GAP, params={"search_id": here}, headers=user.headers)
    none = await server.json("GET", GAP, params={"search_id": blank}, headers=user.headers)

    assert found["jobs"] == 1
    assert none == {"items": [], "jobs": 0, "next_cursor": None}


async def test_gap_of_nothing(server: Server) -> None:
    """No search and no job is an empty gap, and an unknown skill has no jobs behind it."""
    user = await server.rows.user()

    assert (await server.json("GET", GAP, headers=user.headers))["items"] == []
    asked = {"skill": "zorbling"}
    none = await server.json("GET", f"{GAP}/jobs", params=asked, headers=user.headers)
    assert none == {"items": [], "next_cursor": None}


@pytest.mark.parametrize("path", [GAP, f"{GAP}/jobs"])
async def test_gap_of_another_user(server: Server, path: str) -> None:
    """Another's search is 404, as one that never was; nobody gets 401."""
    user, other = await server.rows.user(), await server.rows.user()
    search = await server.rows.search(other)
    for search_id in (search, 999_999, "x", "0"):
        asked = {"search_id": search_id, "skill": "Go"}
        if path == GAP:
            del asked["skill"]
        slug = await server.problem("GET", path, 404, params=asked, headers=user.headers)
        assert slug == "not-found"
    assert await server.faults("GET", path, params={"x": 1}, headers=user.headers) == (
        ["x"] if path == GAP else ["skill", "x"]
    )
    assert await server.problem("GET", path, 401) == "unauthenticated"
