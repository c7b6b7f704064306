"""Why a job suits a search, or why not, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser


async def explain(server: Server, user: SignedInUser, job_id: int, search_id: int) -> Any:
    return await server.json(
        "GET",
        f"/jobs/{job_id}/explain",
        params={"search_id": search_id},
        headers=user.headers,
    )


async def test_match(server: Server) -> None:
    """Conditions hold and reasons speak for it; the reasons add up to the score."""
    user = await server.rows.user(verified=False)
    job = await server.rows.job("Python Engineer", countries=["KE"])
    search = await server.rows.search(user, keywords=["python"], titles=["pilot", "engineer"])

    said = await explain(server, user, job, search)

    assert said["verdict"] == "match"
    assert {condition["kind"]: condition["passed"] for condition in said["conditions"]} == {
        "words": True
    }
    assert {reason["kind"] for reason in said["reasons"]} == {"title", "keywords"}
    assert sum(reason["weight"] for reason in said["reasons"]) == pytest.approx(said["score"])


async def test_blocked(server: Server) -> None:
    """A sentence says why it does not match; also for a closed job and a paused search."""
    user = await server.rows.user()
    now = await server.rows.value("SELECT now()")
    job = await server.rows.job("Python Engineer", closed_at=now)
    search = await server.rows.search(user, workplace=["remote"], paused=True)

    said = await explain(server, user, job, search)

    blocked = {c["kind"]: c["text"] for c in said["conditions"] if not c["passed"]}
    assert (said["verdict"], said["score"], said["reasons"]) == ("blocked", 0, [])
    assert blocked == {"workplace": "Another workplace, or none stated"}


async def test_salary_is_the_jobs_own(server: Server) -> None:
    """The salary is shown as the board states it, and converted to the user's currency."""
    user = await server.rows.user()
    columns: dict[str, Any] = {
        "salary_currency": "JPY",
        "salary_period": "month",
        "salary_min": 900_000.0,
        "salary_max": 1_200_000.0,
        "annual_usd_min": 69_120,
        "annual_usd_max": 92_160,
    }
    job = await server.rows.job("Python Engineer", **columns)
    least = {"min_salary_currency": "USD", "min_salary_period": "year"}
    search = await server.rows.search(user, min_salary_amount=50_000.0, **least)

    said = await explain(server, user, job, search)

    (salary,) = [reason["text"] for reason in said["reasons"] if reason["kind"] == "salary"]
    assert salary == "Pays 900,000–1,200,000 JPY a month, about 69,000–92,000 USD a year"


async def test_below_score(server: Server) -> None:
    user = await server.rows.user()
    job = await server.rows.job("Python Engineer")
    search = await server.rows.search(user, keywords=["python", "cobol", "fortran"], min_score=0.9)

    said = await explain(server, user, job, search)

    assert said["verdict"] == "below_score"
    assert 0 < said["score"] < 0.9


async def test_refused(server: Server) -> None:
    """Another's search and an unknown job are 404, nobody is 401, a missing search 422."""
    user, other = await server.rows.user(), await server.rows.user()
    job = await server.rows.job()
    search, theirs = await server.rows.search(user), await server.rows.search(other)
    for path, search_id in (
        (f"/jobs/{job}", theirs),
        (f"/jobs/{job}", "x"),
        ("/jobs/999999", search),
        ("/jobs/x", search),
    ):
        asked = {"search_id": search_id}
        slug = await server.problem(
            "GET", f"{path}/explain", 404, params=asked, headers=user.headers
        )
        assert slug == "not-found"
    path = f"/jobs/{job}/explain"
    assert await server.problem("GET", path, 401) == "unauthenticated"
    assert await server.faults("GET", path, headers=user.headers) == ["search_id"]
