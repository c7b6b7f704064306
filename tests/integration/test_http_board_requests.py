"""Boards that people propose over HTTP: what becomes of them, and what admins decide."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import Postponed, SourceError
from jobscout.http.visits import Visits
from jobscout.model import Previewed
from jobscout.rules.board_requests import MAX_AUTOMATIC, MAX_EACH
from jobscout.sources.recognition import Recognised
from tests.rows import posting
from tests.unit.fakes_flow import FakeFetcher
from tests.unit.scraping import board_reader, page_reader

if TYPE_CHECKING:
    from jobscout.model import DueSource
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

MINE = "/users/me/boards"
ADMIN = "/admin/board-requests"
ACME = "https://jobs.lever.co/acme"


@pytest.fixture
async def user(server: Server) -> SignedInUser:
    return await server.rows.user()


@pytest.fixture
async def admin(server: Server) -> SignedInUser:
    return await server.rows.user(admin=True)


async def propose(
    server: Server, user: SignedInUser, url: str = ACME, status: int = 201, **body: Any
) -> Any:
    body = {"url": url, **body}
    return await server.json("POST", MINE, status, json=body, headers=user.headers)


async def mine(server: Server, user: SignedInUser) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await server.json("GET", MINE, headers=user.headers))["items"]
    return items


async def decide(
    server: Server, admin: SignedInUser, request: str, word: str, status: int = 200, **body: Any
) -> Any:
    path = f"{ADMIN}/{request}/{word}"
    return await server.json("POST", path, status, json=body, headers=admin.headers)


async def test_waits_for_an_admin(server: Server, user: SignedInUser, admin: SignedInUser) -> None:
    """By default nothing is read that nobody accepted: shown at once, listed, accepted, active."""
    server.board_reader.listed = [posting(str(n), title=f"Pilot {n}") for n in range(30)]

    made = await propose(server, user)
    waiting = await server.json("GET", f"{ADMIN}?state=waiting", headers=admin.headers)
    sources_before = await server.rows.value("SELECT count(*) FROM sources")
    accepted = await decide(server, admin, made["id"], "accept")
    (after,) = await mine(server, user)
    source = await server.json("GET", f"/sources/{after['source_id']}", headers=admin.headers)

    assert [one["title"] for one in made.pop("preview")] == [f"Pilot {n}" for n in range(20)]
    assert [one["choice"] for one in made.pop("candidates")] == ["lever:acme"]
    assert made == {
        "id": made["id"],
        "url": ACME,
        "kind": "lever",
        "name": "Acme",
        "state": "waiting",
        "reason": None,
        "source_id": None,
        "first_read_at": None,
        "postings": 0,
        "created_at": made["created_at"],
    }
    (row,) = waiting["items"]
    assert (waiting["total"], row["user_email"], row["board"]) == (1, user.email, "acme")
    assert sources_before == 0
    assert (accepted["state"], after["state"]) == ("active", "active")
    assert (source["kind"], source["company"], source["active"]) == ("lever", "acme", True)
    assert server.scrapes.woken == 1
    audit = await server.json("GET", "/admin/audit", headers=admin.headers)
    assert [(one["action"], one["actor_id"]) for one in audit["items"]] == [
        ("board request accepted", str(admin.id)),
        ("source added", str(admin.id)),
    ]


async def test_what_the_board_lists(idle_server: Server) -> None:
    """The page is fetched, and the list of its board: twenty postings as they would be stored."""
    jobs = [
        {
            "id": n,
            "title": f"Python Pilot {n}",
            "absolute_url": f"https://acme.example/{n}",
            "location": {"name": "Nairobi, Kenya"},
        }
        for n in range(30)
    ]
    answers = {
        "https://acme.example/careers": b'<a href="https://boards.greenhouse.io/acme">Jobs</a>',
        "https://boards-api.greenhouse.io/v1/boards/acme/jobs": json.dumps({"jobs": jobs}).encode(),
    }
    fetcher = FakeFetcher(lambda request: answers[request.url.partition("?")[0]])
    server = await idle_server.start(boards=board_reader(fetcher), pages=page_reader(fetcher))
    user = await server.rows.user()

    made = await propose(server, user, "acme.example/careers")

    assert (made["state"], made["kind"], made["name"]) == ("waiting", "greenhouse", "Acme")
    assert made["url"] == "https://acme.example/careers"
    assert [one["title"] for one in made["preview"]] == [f"Python Pilot {n}" for n in range(20)]
    assert made["preview"][0]["locations"][0]["city"] == "Nairobi"
    assert made["preview"][0]["skills"] == ["python"]
    assert [url.partition("?")[0] for url in fetcher.asked] == list(answers)
    assert await server.rows.value("SELECT count(*) FROM postings") == 0


async def test_refused_with_a_reason(
    server: Server, user: SignedInUser, admin: SignedInUser
) -> None:
    """All who wait for the board see why; the audit names no person; accepted after all, it is."""
    other = await server.rows.user()
    made = await propose(server, user)
    await propose(server, other, "https://jobs.lever.co/acme/123")

    refused = await decide(server, admin, made["id"], "refuse", reason="An agency.")
    twice = await server.json(
        "POST", f"{ADMIN}/{made['id']}/refuse", 409, json={}, headers=admin.headers
    )
    seen = [
        (one["state"], one["reason"]) for who in (user, other) for one in await mine(server, who)
    ]
    (entry,) = (await server.json("GET", "/admin/audit", headers=admin.headers))["items"]
    accepted = await decide(server, admin, made["id"], "accept")

    assert refused["state"] == "refused"
    assert twice["type"] == "/problems/not-waiting"
    assert seen == [("refused", "An agency.")] * 2
    assert entry["details"] == {"kind": "lever", "board": "acme"}
    assert accepted["state"] == "active"
    assert [one["state"] for one in await mine(server, other)] == ["active"]


async def test_known_board(server: Server, user: SignedInUser) -> None:
    """A source already: nothing is fetched of it, and nothing of its operators is told."""
    server.board_reader.error = None
    source = await server.rows.source(
        kind="lever", board="acme", name="Acme", config='{"board": "acme", "base_url": "http://x"}'
    )
    await server.rows.posting(await server.rows.job(), source)

    async def never(due: DueSource, many: int) -> Previewed:
        raise AssertionError(due, many)

    server.board_reader.preview = never  # type: ignore[method-assign]
    made = await propose(server, user)

    assert (made["state"], made["source_id"], made["postings"]) == ("known", str(source), 1)
    assert made["preview"] == []
    assert "base_url" not in str(made)
    assert {"config", "health", "last_run", "failures", "host"}.isdisjoint(made)


async def test_automatic(idle_server: Server) -> None:
    """Set to auto, a board of a vendor is read at once; what an admin refused is not."""
    server = await idle_server.start(board_policy="auto")
    user, other = await server.rows.user(), await server.rows.user()
    admin = await server.rows.user(admin=True)

    made = await propose(server, user)
    again = await propose(server, other)
    await server.json(
        "DELETE", f"/sources/{made['source_id']}?purge=true", 204, headers=admin.headers
    )
    gone = await mine(server, user)
    third = await propose(server, await server.rows.user())
    oracle = await propose(
        server, user, "https://acme.fa.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1"
    )

    assert (made["state"], again["state"]) == ("active", "known")
    assert server.scrapes.woken == 1
    assert [(one["state"], one["reason"]) for one in gone] == [
        ("refused", "The board is no longer read.")
    ]
    assert third["state"] == "waiting"
    assert oracle["state"] == "waiting"  # nobody knows whose it is
    path = f"{ADMIN}/{oracle['id']}/accept"
    assert await server.faults("POST", path, json={}, headers=admin.headers) == ["company"]
    named = await decide(server, admin, oracle["id"], "accept", company="Acme GmbH")
    assert named["name"] == "Acme GmbH"


async def test_needs_a_permission(idle_server: Server) -> None:
    """Never read because a user says so; accepted, it waits until an admin has the permission."""
    server = await idle_server.start(board_policy="auto")
    user, admin = await server.rows.user(), await server.rows.user(admin=True)

    made = await propose(server, user, "https://weworkremotely.com/remote-jobs.rss")
    accepted = await decide(server, admin, made["id"], "accept")
    source = await server.json("GET", f"/sources/{accepted['source_id']}", headers=admin.headers)

    assert (made["state"], made["preview"], server.board_reader.previewed) == ("waiting", [], [])
    assert (source["kind"], source["active"]) == ("weworkremotely", False)


async def test_kind_that_is_no_longer_installed(server: Server, user: SignedInUser) -> None:
    """The package that brought it was removed after somebody proposed a board of it."""
    admin = await server.rows.user(admin=True)
    made = await propose(server, user)
    await server.rows.value("UPDATE board_requests SET kind = 'noticeboard' RETURNING id")

    path = f"{ADMIN}/{made['id']}/accept"
    assert await server.faults("POST", path, json={}, headers=admin.headers) == ["kind"]
    assert (await mine(server, user))[0]["state"] == "waiting"


async def test_automatic_has_a_limit(idle_server: Server) -> None:
    """So many a day over all people, also when they come at the same time; the others wait."""
    server = await idle_server.start(board_policy="auto")
    users = [await server.rows.user() for _ in range(MAX_AUTOMATIC + 6)]
    urls = [f"https://jobs.lever.co/b{n}" for n in range(len(users))]
    first, last = zip(users[:-7], urls[:-7], strict=True), zip(users[-7:], urls[-7:], strict=True)
    meeting = asyncio.Barrier(7)

    for who, url in first:
        assert (await propose(server, who, url))["state"] == "active"

    async def meet(due: DueSource, many: int) -> Previewed:
        await meeting.wait()
        return Previewed(postings=())

    server.board_reader.preview = meet  # type: ignore[method-assign]
    made = await asyncio.gather(*(propose(server, who, url) for who, url in last))

    assert sorted(one["state"] for one in made) == ["active", *["waiting"] * 6]


async def test_off(idle_server: Server) -> None:
    """Nothing is taken and nothing fetched."""
    server = await idle_server.start(board_policy="off")
    server.board_reader.error = SourceError("internal", "nobody may ask")
    user = await server.rows.user()

    said = await server.problem("POST", MINE, 403, json={"url": ACME}, headers=user.headers)

    assert said == "forbidden"
    assert await mine(server, user) == []


async def test_page_of_several_boards(server: Server, user: SignedInUser) -> None:
    """The same 409 as for admins; repeated with a choice it is that board."""
    url = "https://acme.example/careers"
    server.board_reader.pages[url] = [
        Recognised("lever", {"board": "acme"}),
        Recognised("greenhouse", {"board": "acme"}),
    ]
    server.board_reader.counts["acme"] = 12

    which = await propose(server, user, url, 409)
    made = await propose(server, user, url, choice="greenhouse:acme")

    assert which["type"] == "/problems/ambiguous-board"
    assert [(one["choice"], one["jobs"]) for one in which["candidates"]] == [
        ("lever:acme", 12),
        ("greenhouse:acme", 12),
    ]
    assert (made["kind"], made["url"]) == ("greenhouse", url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript://boards.greenhouse.io/acme%0aalert(1)",
        "ftp://jobs.lever.co/acme",
        "https://me:word@jobs.lever.co/acme",
        "data:text/html,acme",
        "https://",
        "x" * 2001,
    ],
)
async def test_no_address_of_the_web(server: Server, user: SignedInUser, url: str) -> None:
    """Admins and the person see it as a link: nothing else is stored."""
    faults = await server.faults("POST", MINE, json={"url": url}, headers=user.headers)

    assert faults == ["url"]


async def test_unreadable(server: Server, user: SignedInUser) -> None:
    """A page, or a board, that cannot be read is refused with why, and is not stored."""
    error = SourceError("address-refused", "10.0.0.1 is not a public address")

    async def fail(due: DueSource, many: int) -> Previewed:
        raise error

    server.board_reader.preview = fail  # type: ignore[method-assign]
    by_board = await propose(server, user, ACME, 422)
    server.board_reader.error = error
    by_page = await propose(server, user, "https://acme.example/careers", 422)

    for said in (by_page, by_board):
        (fault,) = said["errors"]
        assert fault["field"] == "url"
        assert fault["message"].startswith("could not be read: address-refused")
    assert await mine(server, user) == []


async def test_host_that_had_its_requests_of_a_day(server: Server, user: SignedInUser) -> None:
    """Nothing of ours is away: it is said what is, and for how long."""

    async def spent(due: DueSource, many: int) -> Previewed:
        raise Postponed("api.lever.co has had its 20000 requests of a day", 7199.2)

    server.board_reader.preview = spent  # type: ignore[method-assign]
    answer = await server.ask("POST", MINE, json={"url": ACME}, headers=user.headers)

    assert (answer.status, answer.headers["Retry-After"]) == (503, "7200")
    assert "20000 requests of a day" in (await answer.json())["detail"]


async def test_same_board_twice(server: Server, user: SignedInUser) -> None:
    """At once or later, it is one request: 201 once, then 200 with the same."""
    both = await asyncio.gather(
        *(server.ask("POST", MINE, json={"url": ACME}, headers=user.headers) for _ in range(2))
    )
    later = await propose(server, user, f"{ACME}/123", 200)

    assert sorted(answer.status for answer in both) == [200, 201]
    assert {(await answer.json())["id"] for answer in both} == {later["id"]}
    assert await server.rows.value("SELECT count(*) FROM board_requests") == 1


async def test_five_a_day(idle_server: Server) -> None:
    """Failed attempts count, as they fetch; the sixth is 429 with Retry-After, others go on."""
    server = await idle_server.start(calls={})
    user = await server.rows.user()
    server.board_reader.error = SourceError("not-found", "HTTP 404")
    for _ in range(5):
        await propose(server, user, status=422)

    async with await server.ask("POST", MINE, json={"url": ACME}, headers=user.headers) as sixth:
        assert sixth.status == 429
        assert int(sixth.headers["Retry-After"]) > 0
    server.board_reader.error = None
    assert (await propose(server, await server.rows.user()))["state"] == "waiting"
    assert await mine(server, user) == []


async def test_bounded_in_all(server: Server, user: SignedInUser) -> None:
    """A person's boards have a bound whatever the limiter says; a withdrawn one makes room."""
    await server.rows.db.text(
        "INSERT INTO board_requests (user_id, url, kind, board, config, name)"
        " SELECT $1, 'https://x', 'lever', n::text, '{}', 'x' FROM generate_series(1, $2::int) n",
        user.id,
        MAX_EACH,
    )

    full = await server.problem("POST", MINE, 409, json={"url": ACME}, headers=user.headers)
    (first, *_) = await mine(server, user)
    await server.json("DELETE", f"{MINE}/{first['id']}", 204, headers=user.headers)
    made = await propose(server, user)

    assert full == "too-many-boards"
    assert made["state"] == "waiting"


async def test_withdrawing(server: Server, user: SignedInUser, admin: SignedInUser) -> None:
    """One's own, while it waits; another's is unknown."""
    other = await server.rows.user()
    made = await propose(server, user)
    kept = await propose(server, user, "https://jobs.lever.co/umbrella")
    await decide(server, admin, kept["id"], "refuse")
    paths = [f"{MINE}/{one['id']}" for one in (made, kept)]

    assert await server.problem("DELETE", paths[0], 404, headers=other.headers) == "not-found"
    assert await server.problem("DELETE", paths[1], 409, headers=user.headers) == "not-waiting"
    await server.json("DELETE", paths[0], 204, headers=user.headers)
    assert await server.problem("DELETE", paths[0], 404, headers=user.headers) == "not-found"
    assert [one["id"] for one in await mine(server, user)] == [kept["id"]]
    assert await mine(server, other) == []


async def test_source_added_meanwhile(
    server: Server, user: SignedInUser, admin: SignedInUser
) -> None:
    """An admin who adds the board without looking at the requests answers them all the same."""
    made = await propose(server, user)
    await server.json("POST", "/sources", 201, json={"url": ACME}, headers=admin.headers)

    (seen,) = await mine(server, user)
    waiting = await server.json("GET", f"{ADMIN}?state=waiting", headers=admin.headers)
    late = await decide(server, admin, made["id"], "accept", 409)

    assert seen["state"] == "known"
    assert waiting == {"items": [], "next_cursor": None, "total": 0}
    assert late["type"] == "/problems/not-waiting"


async def test_pages_of_requests(server: Server, user: SignedInUser, admin: SignedInUser) -> None:
    """Newest first, each once, with the total."""
    made = [await propose(server, user, f"https://jobs.lever.co/b{n}") for n in range(3)]
    ids = [one["id"] for one in made][::-1]

    for path, who in ((MINE, user), (ADMIN, admin)):
        first = await server.json("GET", f"{path}?limit=2", headers=who.headers)
        cursor = f"&cursor={first['next_cursor']}"
        second = await server.json("GET", f"{path}?limit=2{cursor}", headers=who.headers)
        assert [one["id"] for one in first["items"] + second["items"]] == ids
        assert second["next_cursor"] is None
    assert first["total"] == 3


async def test_who_may(server: Server, user: SignedInUser) -> None:
    """People with a verified address propose; admins decide."""
    unverified = await server.rows.user(verified=False)
    ask = {"json": {"url": ACME}}

    assert await server.problem("POST", MINE, 401, **ask) == "unauthenticated"
    said = await server.problem("POST", MINE, 403, **ask, headers=unverified.headers)
    assert said == "email-not-verified"
    assert await server.problem("GET", ADMIN, 403, headers=user.headers) == "forbidden"
    for word in ("accept", "refuse"):
        path = f"{ADMIN}/1/{word}"
        assert await server.problem("POST", path, 403, headers=user.headers) == "forbidden"
    admin = await server.rows.user(admin=True)
    for word in ("accept", "refuse"):
        path = f"{ADMIN}/1/{word}"
        assert await server.problem("POST", path, 404, headers=admin.headers) == "not-found"


async def test_slow_pages(idle_server: Server) -> None:
    """A page that does not answer in time is told; one more at a time than allowed: 503."""
    server = await idle_server.start(visits=Visits(1, within_s=0.2))
    user, other = await server.rows.user(), await server.rows.user()
    asked, forever = asyncio.Event(), asyncio.Event()

    async def slow(_url: str) -> list[Recognised]:
        asked.set()
        await forever.wait()
        return []

    server.board_reader.recognise = slow  # type: ignore[method-assign, assignment]
    late = await propose(server, user, status=422)

    held = await idle_server.start(visits=Visits(1, within_s=60))
    asked.clear()
    first = asyncio.create_task(held.ask("POST", MINE, json={"url": ACME}, headers=user.headers))
    await asked.wait()
    busy = await held.problem("POST", MINE, 503, json={"url": ACME}, headers=other.headers)
    forever.set()
    await first

    assert late["errors"][0]["message"] == "could not be read: timed-out, no answer in 0.2 s"
    assert busy == "busy"
