"""Postings that no board bears, tracked over HTTP: by their address, or by what is said of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import SourceError
from jobscout.sources.posting_page import PostingPage
from jobscout.sql.private_postings import MAX_EACH
from tests.integration.complete_user import whole_database

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

URL = "https://flights.example/jobs/7"
PILOT: dict[str, Any] = {"title": "Secret Pilot", "company": "Flights GmbH"}
NEEDLES = ("Secret Pilot", "secret pilot", "secret-pilot", "Flights", "flights.example")


@pytest.fixture
async def user(server: Server) -> SignedInUser:
    return await server.rows.user()


async def track(server: Server, user: SignedInUser, status: int = 201, **body: Any) -> Any:
    return await server.json("POST", "/alerts", status, json=body, headers=user.headers)


async def test_by_words(server: Server, user: SignedInUser) -> None:
    """Tracked like a job that was found: statuses, notes and times; read, and told to nobody."""
    made = await track(
        server, user, **PILOT, location="Nairobi, Kenya", url=URL, notes="ask for Ada"
    )
    path = f"/alerts/{made['id']}"
    await server.json(
        "PATCH", f"{path}/status", json={"status": "Interviewing"}, headers=user.headers
    )
    after = await server.json("GET", path, headers=user.headers)
    listed = await server.json("GET", "/alerts?applied=true", headers=user.headers)

    assert (made["is_private"], made["url"], made["notes"]) == (True, URL, "ask for Ada")
    assert (made["is_read"], made["score"], made["deliveries"]) == (True, 0, [])
    job = made["job"]
    assert (job["title"], job["company"]["name"]) == ("Secret Pilot", "Flights GmbH")
    assert [(one["city"], one["country"]) for one in job["locations"]] == [("Nairobi", "KE")]
    assert after["application_status"] == "Interviewing"
    assert after["applied_at"] is not None
    assert [step["to"] for step in after["history"]] == ["Interviewing"]
    assert [one["id"] for one in listed["items"]] == [made["id"]]
    assert await server.problem("GET", f"/jobs/{job['id']}", 404, headers=user.headers)
    assert await server.rows.value("SELECT count(*) FROM events") == 0
    assert await server.rows.value("SELECT count(*) FROM alerts WHERE bundled_at IS NULL") == 0


async def test_by_address_of_a_page(server: Server, user: SignedInUser) -> None:
    """What its page says, unless the person says otherwise."""
    page = PostingPage("Secret Pilot", "Flights GmbH", "Berlin")
    server.board_reader.posting_pages[URL] = page

    made = await track(server, user, url=URL)
    other = await track(server, await server.rows.user(), url=URL, title="Captain")

    assert (made["job"]["title"], made["job"]["company"]["name"]) == page[:2]
    assert made["job"]["locations"][0]["city"] == "Berlin"
    assert (other["job"]["title"], other["job"]["company"]["name"]) == ("Captain", "Flights GmbH")


async def test_by_address_of_a_known_posting(server: Server, user: SignedInUser) -> None:
    """However it was copied, it becomes its job's alert; one address of two jobs is none."""
    job, second = await server.rows.job("Known"), await server.rows.job("Second")
    source = await server.rows.source()
    await server.rows.posting(job, source, url=URL, apply_url=f"{URL}/apply")
    for one in (job, second):
        await server.rows.posting(one, source, url="https://flights.example/careers")
    server.board_reader.posting_pages["https://flights.example/careers"] = PostingPage("A", "B")

    made = await track(server, user, url=f"{URL}/?utm_source=mail", notes="mine")
    again = await track(server, user, 200, url=f"{URL}/apply#form", notes="other")
    several = await track(server, user, url="https://flights.example/careers")

    assert (made["job"]["id"], made["is_private"], made["url"]) == (str(job), False, None)
    assert (again["id"], again["notes"]) == (made["id"], "mine")
    assert several["is_private"]
    assert await server.rows.value("SELECT count(*) FROM alerts WHERE job_id IS NULL") == 1


async def test_start_page_of_a_site(server: Server, user: SignedInUser) -> None:
    """A board may state it for its only posting; whoever tracks it means something else."""
    job = await server.rows.job()
    await server.rows.posting(job, await server.rows.source(), url="https://flights.example/")

    made = await track(server, user, **PILOT, url="https://flights.example/")

    assert made["is_private"]


async def test_page_that_says_nothing(server: Server, user: SignedInUser) -> None:
    """422 that names what is missing; then the person says it."""
    server.board_reader.posting_pages[URL] = PostingPage(title="Secret Pilot")

    half = await track(server, user, 422, url=URL)
    nothing = await track(server, user, 422, url=f"{URL}0")
    server.board_reader.error = SourceError("too-large", "the answer is over 2 MiB")
    unread = await track(server, user, 422, url=URL)
    told = await track(server, user, url=URL, **PILOT)

    said = "is required: the page does not say it"
    assert half["errors"] == [{"field": "company", "message": said}]
    assert [fault["field"] for fault in nothing["errors"]] == ["title", "company"]
    assert unread["errors"][0]["message"] == (
        "could not be read: too-large, the answer is over 2 MiB"
    )
    assert told["is_private"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, ["job_id"]),
        ({"notes": "x", "location": "x"}, ["job_id"]),
        ({"title": "x"}, ["company"]),
        ({"company": "x"}, ["title"]),
        ({"job_id": "1", "url": URL, "title": "x"}, ["title", "url"]),
        ({"job_id": "1", "location": "x"}, ["location"]),
        ({"url": "javascript:alert(1)"}, ["url"]),
        ({"url": "javascript://x/%0aalert(1)", **PILOT}, ["url"]),
        ({"url": "https://me:word@flights.example/", **PILOT}, ["url"]),
        ({"title": " ", "company": "\n"}, ["company", "title"]),
        ({"title": "x" * 301, "company": "x" * 201}, ["company", "title"]),
        ({**PILOT, "notes": "x" * 10_001}, ["notes"]),
        ({**PILOT, "salary": 1}, ["salary"]),
    ],
)
async def test_bad_bodies(
    server: Server, user: SignedInUser, body: dict[str, Any], expected: list[str]
) -> None:
    """Each wrong field is named; one way to say what is tracked at a time."""
    assert await server.faults("POST", "/alerts", json=body, headers=user.headers) == expected


async def test_nobody_else_sees_it(server: Server, user: SignedInUser, db: Database) -> None:
    """Not in search, counts, companies, feeds, previews, sources or stats, and no admin either."""
    other, admin = await server.rows.user(), await server.rows.user(admin=True)
    source = await server.rows.source()
    await server.rows.posting(await server.rows.job(), source)
    search = {"name": "all", "titles": ["pilot"], "keywords": []}
    made = await server.json("POST", "/users/me/searches", 201, json=search, headers=other.headers)
    before = await server.json("GET", "/admin/stats", headers=admin.headers)
    mine = await track(server, user, **PILOT, url=URL, notes="Secret Pilot of Flights")
    await server.json(
        "PATCH",
        f"/alerts/{mine['id']}",
        json={"is_applied": True, "is_read": True},
        headers=user.headers,
    )

    paths = [
        *("/jobs?q=secret", "/jobs?q=pilot&status=any", "/jobs?company=flights", "/companies"),
        *("/companies?q=flights", "/alerts", "/users/me/searches", "/users/me/data-export"),
        *("/sources", "/admin/audit", "/admin/deliveries", f"/admin/users/{user.id}"),
        made["feeds"]["json"].partition("8080")[2],
        made["feeds"]["csv"].partition("8080")[2],
        "/metrics",
    ]
    for path in paths:
        for who in (other, admin):
            async with await server.ask("GET", path, headers=who.headers) as answer:
                text = await answer.text()
                if path == "/jobs?q=secret" or answer.status == 403:
                    text = text.replace("secret", "")
                assert answer.status in {200, 403}, (path, text)
                assert [needle for needle in NEEDLES if needle in text] == [], path
    usage = await server.json("GET", f"/admin/users/{user.id}", headers=admin.headers)
    preview = await server.json(
        "POST", "/users/me/searches/preview", json=search, headers=other.headers
    )
    after = await server.json("GET", "/admin/stats", headers=admin.headers)

    assert (usage["usage"]["alerts"], usage["usage"]["applications"]) == (0, 0)
    assert (preview["items"], preview["alerts_14d"]) == ([], 0)
    assert after["alerts"] == before["alerts"]
    assert after["jobs"] == before["jobs"]
    places = [name for name, text in (await whole_database(db)).items() if "Secret Pilot" in text]
    assert places == ["alerts"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("PATCH", "", {"notes": "x"}),
        ("PATCH", "/status", {"status": "Offer"}),
        ("DELETE", "", None),
    ],
)
async def test_of_somebody_else(
    server: Server, user: SignedInUser, method: str, path: str, body: dict[str, Any] | None
) -> None:
    """404, and nothing changes."""
    other = await server.rows.user()
    made = await track(server, user, **PILOT)

    said = await server.problem(
        method, f"/alerts/{made['id']}{path}", 404, json=body, headers=other.headers
    )

    assert said == "not-found"
    assert await server.json("GET", f"/alerts/{made['id']}", headers=user.headers) == made


async def test_same_posting_twice(server: Server, user: SignedInUser) -> None:
    """One alert: by its address, else by its words in any case. Others have their own."""
    again = {"title": "SECRET pilot", "company": "flights gmbh"}
    first = await track(server, user, **PILOT)
    later = await track(server, user, 200, **again)
    by_url = await track(server, user, **PILOT, url=URL)
    by_url_later = await track(server, user, 200, **again, url=URL)
    elsewhere = await track(server, user, **PILOT, location="Berlin")
    other = await track(server, await server.rows.user(), **PILOT)

    assert (first["id"], by_url["id"]) == (later["id"], by_url_later["id"])
    assert len({first["id"], by_url["id"], elsewhere["id"], other["id"]}) == 4


async def test_two_at_once(server: Server, user: SignedInUser) -> None:
    """Of calls whose pages are read at the same time one is the first, and the other finds it."""
    meeting = asyncio.Barrier(2)

    async def meet(url: str) -> PostingPage:
        assert url == URL
        await meeting.wait()
        return PostingPage("Secret Pilot", "Flights GmbH")

    server.board_reader.read_posting = meet  # type: ignore[method-assign]
    both = await asyncio.gather(
        *(server.ask("POST", "/alerts", json={"url": URL}, headers=user.headers) for _ in range(2))
    )

    assert sorted(answer.status for answer in both) == [200, 201]
    assert len({(await answer.json())["id"] for answer in both}) == 1


async def test_bounds(idle_server: Server) -> None:
    """A person's number is bounded, a deleted one makes room, and so is the rate; jobs are free."""
    server = await idle_server.start(calls={})
    user = await server.rows.user()
    await server.rows.db.text(
        "INSERT INTO alerts (user_id, score, title, company, bundled_at)"
        " SELECT $1, 0, n::text, 'x', now() FROM generate_series(1, $2::int) n",
        user.id,
        MAX_EACH,
    )
    job = await server.rows.job()
    tracked = await track(server, user, job_id=str(job))

    full = await server.problem("POST", "/alerts", 409, json=PILOT, headers=user.headers)
    one = await server.rows.value("SELECT min(id) FROM alerts WHERE job_id IS NULL")
    await server.json("DELETE", f"/alerts/{one}", 204, headers=user.headers)
    made = await track(server, user, **PILOT)
    kept = await server.problem("DELETE", f"/alerts/{tracked['id']}", 409, headers=user.headers)
    for _ in range(28):
        await track(server, user, 200, **PILOT)
    async with await server.ask("POST", "/alerts", json=PILOT, headers=user.headers) as refused:
        assert refused.status == 429
        assert int(refused.headers["Retry-After"]) > 0
    await track(server, user, 200, job_id=str(job))

    assert (full, kept) == ("too-many-postings", "conflict")
    assert made["is_private"]


async def test_exported(server: Server, user: SignedInUser) -> None:
    """It is in the person's own export, with the address and the history."""
    made = await track(server, user, **PILOT, url=URL, location="Berlin", notes="mine")
    await server.json(
        "PATCH", f"/alerts/{made['id']}", json={"is_applied": True}, headers=user.headers
    )

    (alert,) = (await server.json("GET", "/users/me/data-export", headers=user.headers))["alerts"]

    assert (PILOT | {"url": URL, "location": "Berlin"}).items() <= alert.items()
    assert alert["job_id"] is None
    assert alert["history"][0]["to"] == "Applied"
