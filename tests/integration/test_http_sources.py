"""Sources over HTTP: what operators see of boards, and what they change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import SourceError
from jobscout.model import ScrapeStats
from jobscout.sources import needs_permission
from jobscout.sources.recognition import Recognised
from jobscout.sql.postings import Postings
from jobscout.sql.scrapes import Scrapes
from tests.integration.board_rows import Board, add_user
from tests.rows import board_of, posting

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

PATH = "/sources"
ACME = {"kind": "greenhouse", "config": {"board": "acme"}}


@pytest.fixture
async def admin(server: Server) -> SignedInUser:
    return await server.rows.user(admin=True)


async def create(server: Server, admin: SignedInUser, **body: Any) -> Any:
    return await server.json("POST", f"{PATH}/", 201, json=body, headers=admin.headers)


async def test_create(server: Server, admin: SignedInUser, db: Database) -> None:
    """By kind and config; its employer is called as the board, and it is due at once."""
    made = await create(server, admin, **ACME, interval_seconds=600, priority="high")

    (row,) = await db.text("SELECT next_run_at <= now() AS due, host, company_id FROM sources")
    assert (row["due"], row["host"]) == (True, "boards-api.greenhouse.io")
    assert made == await server.json("GET", f"{PATH}/{made['id']}", headers=admin.headers)
    assert server.scrapes.woken == 1
    expected = {
        "company": "acme",
        "company_name": "Acme",
        "name": "Acme",
        "kind": "greenhouse",
        "config": {"board": "acme"},
        "url": "https://job-boards.greenhouse.io/acme",
        "priority": "high",
        "interval_seconds": 600,
        "active": True,
        "health": "ok",
        "health_reason": "Not read yet.",
        "breaker": "closed",
        "failures": 0,
        "running": None,
        "last_run": None,
        "last_runs": [],
        "open_jobs": 0,
    }
    assert {name: made[name] for name in expected} == expected


ADDRESSES = [
    ("https://boards.greenhouse.io/acme", "greenhouse", {"board": "acme"}),
    ("jobs.lever.co/acme/1234", "lever", {"board": "acme"}),
    ("https://acme.example/careers", "greenhouse", {"board": "acme-inc"}),
]


@pytest.mark.parametrize(("url", "kind", "config"), ADDRESSES)
async def test_create_from_an_address(
    server: Server, admin: SignedInUser, url: str, kind: str, config: dict[str, Any]
) -> None:
    """Kind and config are worked out from the address, or from a look at the page."""
    page = Recognised("greenhouse", {"board": "acme-inc"})
    server.board_reader.pages["https://acme.example/careers"] = [page]

    made = await create(server, admin, url=url, company="ACME GmbH")

    assert (made["kind"], made["config"]) == (kind, config)
    assert (made["company"], made["company_name"]) == ("acme", "ACME GmbH")


async def test_page_of_several_boards(server: Server, admin: SignedInUser) -> None:
    """409 with the boards to choose from; repeated with a choice the call adds that one."""
    url = "https://acme.example/careers"
    server.board_reader.pages[url] = [
        Recognised("lever", {"board": "acme"}),
        Recognised("greenhouse", {"board": "acme"}),
        Recognised("greenhouse", {"board": "acme-labs"}),
    ]
    server.board_reader.counts["acme"] = 12

    which = await server.json("POST", PATH, 409, json={"url": url}, headers=admin.headers)
    wrong = await server.json(
        "POST", PATH, 422, json={"url": url, "choice": "lever:other"}, headers=admin.headers
    )
    made = await create(server, admin, url=url, choice="greenhouse:acme")
    again = await server.json(
        "PATCH", f"{PATH}/{made['id']}", 409, json={"url": url}, headers=admin.headers
    )
    moved = await server.json(
        "PATCH",
        f"{PATH}/{made['id']}",
        200,
        json={"url": url, "choice": "greenhouse:acme-labs"},
        headers=admin.headers,
    )

    assert which["type"] == again["type"] == "/problems/ambiguous-board"
    assert which["candidates"] == again["candidates"]
    assert which["candidates"][0] == {
        "choice": "lever:acme",
        "kind": "lever",
        "board": "acme",
        "name": "Acme",
        "url": "https://jobs.lever.co/acme",
        "jobs": 12,
    }
    assert [one["choice"] for one in which["candidates"][1:]] == [
        "greenhouse:acme",
        "greenhouse:acme-labs",
    ]
    assert which["candidates"][2]["jobs"] is None
    assert wrong["errors"][0]["field"] == "choice"
    assert "greenhouse:acme-labs" in wrong["errors"][0]["message"]
    assert (made["kind"], made["config"]) == ("greenhouse", {"board": "acme"})
    assert moved["config"] == {"board": "acme-labs"}


async def test_address_with_words_around_it(server: Server, admin: SignedInUser) -> None:
    """What people copied with the address is no part of it."""
    server.board_reader.pages["https://acme.example/careers"] = [
        Recognised("lever", {"board": "acme"})
    ]

    made = await create(server, admin, url="Jobs: <https://acme.example/careers>.")

    assert made["config"] == {"board": "acme"}


async def test_boards_of_one_name_in_two_regions(server: Server, admin: SignedInUser) -> None:
    """Their hosts tell them apart, and each can be chosen."""
    url, europe = "https://acme.example/careers", "https://api.eu.lever.co"
    server.board_reader.pages[url] = [
        Recognised("lever", {"board": "acme"}),
        Recognised("lever", {"board": "acme", "base_url": europe}),
    ]

    asked = await server.json("POST", PATH, 409, json={"url": url}, headers=admin.headers)
    choices = [one["choice"] for one in asked["candidates"]]
    made = await create(server, admin, url=url, choice=choices[1])

    assert choices == ["lever:acme@api.lever.co", "lever:acme@api.eu.lever.co"]
    assert made["config"] == {"board": "acme", "base_url": europe}


async def test_board_that_a_page_only_mentions(server: Server, admin: SignedInUser) -> None:
    """One candidate is none in silence: it is added when it is chosen."""
    url = "https://news.example/item?id=1"
    server.board_reader.pages[url] = [Recognised("lever", {"board": "acme"}, sure=False)]

    asked = await server.json("POST", PATH, 409, json={"url": url}, headers=admin.headers)
    made = await create(server, admin, url=url, choice="lever:acme")

    assert asked["type"] == "/problems/ambiguous-board"
    assert [one["choice"] for one in asked["candidates"]] == ["lever:acme"]
    assert made["config"] == {"board": "acme"}


async def test_address_that_leads_nowhere(server: Server, admin: SignedInUser) -> None:
    """422 with why, whether nothing was there or nobody answered."""
    body = {"url": "https://acme.example/careers"}

    nothing = await server.json("POST", PATH, 422, json=body, headers=admin.headers)
    server.board_reader.error = SourceError("unreachable", "no route to host")
    away = await server.json("POST", PATH, 422, json=body, headers=admin.headers)

    assert nothing["errors"][0]["field"] == away["errors"][0]["field"] == "url"
    assert "not a board of a known kind" in nothing["errors"][0]["message"]
    assert "unreachable" in away["errors"][0]["message"]


BAD: list[tuple[Any, list[str]]] = [
    ({}, ["kind"]),
    ({"kind": "myspace", "config": {}}, ["kind"]),
    ({"kind": "greenhouse"}, ["config.board"]),
    ({"kind": "greenhouse", "config": {"board": "  "}}, ["config.board"]),
    ({"kind": "greenhouse", "config": {"board": ".."}}, ["config.board"]),
    ({"kind": "greenhouse", "config": {"board": "a", "base_url": "ftp://x"}}, ["config.base_url"]),
    ({"kind": "greenhouse", "config": {"board": "a", "x": {"y": 1}}}, ["config"]),
    ({"kind": "greenhouse", "config": {"board": "a", "x": "\0"}}, ["config"]),
    ({"kind": "greenhouse", "config": {str(n): n for n in range(21)}}, ["config"]),
    ({"kind": "greenhouse", "config": []}, ["config"]),
    ({**ACME, "url": "https://x.example"}, ["url"]),
    ({"url": "https://x.example", "config": {}}, ["config"]),
    ({**ACME, "choice": "greenhouse:acme"}, ["choice"]),
    ({"url": "https://x.example", "choice": ""}, ["choice"]),
    (
        {"kind": "greenhouse", "config": {"board": "a", "base_url": "http://169.254.1.1"}},
        ["config"],
    ),
    ({"kind": "oracle", "config": {"host": "x.fa.oraclecloud.com", "site": "CX"}}, ["company"]),
    ({"kind": "oracle", "config": {"host": "x.fa.oraclecloud.com"}}, ["config.site"]),
    (
        {"kind": "oracle", "config": {"host": "x", "site": "?", "base_url": "ftp://x"}},
        ["config.base_url", "config.site"],
    ),
    ({"kind": "oracle", "config": {"host": "x", "site": "?"}}, ["config.host", "config.site"]),
    (
        {**ACME, "priority": "urgent", "interval_seconds": 0, "active": "yes", "surprise": 1},
        ["active", "interval_seconds", "priority", "surprise"],
    ),
    ({**ACME, "name": " ", "company": "x" * 201}, ["company", "name"]),
]


@pytest.mark.parametrize(("body", "fields"), BAD)
async def test_bad_body(server: Server, admin: SignedInUser, body: Any, fields: list[str]) -> None:
    """422 names every field, and what the kind's config lacks; nothing is written."""
    assert await server.faults("POST", PATH, json=body, headers=admin.headers) == fields
    assert (await server.json("GET", PATH, headers=admin.headers))["total"] == 0


async def test_one_source_for_a_board(server: Server, admin: SignedInUser) -> None:
    first = await create(server, admin, **ACME)
    other = await create(server, admin, kind="lever", config={"board": "acme"})

    again = await server.json("POST", PATH, 409, json=ACME, headers=admin.headers)
    moved = await server.json(
        "PATCH",
        f"{PATH}/{other['id']}",
        200,
        json={"config": {"board": "other"}},
        headers=admin.headers,
    )

    assert again["type"] == "/problems/source-exists"
    assert f"source {first['id']} " in again["detail"]
    assert moved["config"] == {"board": "other"}


async def test_board_of_many_companies(server: Server, admin: SignedInUser) -> None:
    """Has no company of its own."""
    made = await create(server, admin, kind="remotive", config={})

    assert (made["company"], made["name"]) == (None, "Remotive")


NEEDS_PERMISSION = {"kind": "weworkremotely", "config": {}}


async def test_board_that_needs_permission(server: Server, admin: SignedInUser) -> None:
    """Is added, but not read until the operator says so; the reason is on the source."""
    made = await create(server, admin, **NEEDS_PERMISSION)
    path = f"{PATH}/{made['id']}"

    listed = await server.json("GET", f"{PATH}/", headers=admin.headers)
    resumed = await server.json("PATCH", path, json={"active": True}, headers=admin.headers)
    reset = await server.json("POST", f"{path}/reset", headers=admin.headers)
    other = await create(server, admin, **ACME)

    assert (made["active"], made["health"]) == (False, "paused")
    assert made["needs_permission"] == needs_permission("weworkremotely")
    assert "agreed" in made["needs_permission"]
    assert listed["items"][0]["needs_permission"] == made["needs_permission"]
    assert (resumed["active"], resumed["needs_permission"]) == (True, made["needs_permission"])
    assert reset["needs_permission"] == made["needs_permission"]
    assert (other["active"], other["needs_permission"]) == (True, None)


@pytest.mark.parametrize("active", [True, False])
async def test_operator_says_whether_a_board_is_read(
    server: Server, admin: SignedInUser, active: bool
) -> None:
    """Whatever its kind's default is."""
    asked = await create(server, admin, **NEEDS_PERMISSION, active=active)
    other = await create(server, admin, **ACME, active=active)

    assert (asked["active"], other["active"]) == (active, active)


async def test_source_moved_to_a_kind_that_needs_permission(
    server: Server, admin: SignedInUser
) -> None:
    """Is paused, unless the operator says otherwise or it was of that kind before."""
    path = f"{PATH}/{(await create(server, admin, **ACME))['id']}"

    async def change(**body: Any) -> bool:
        changed = await server.json("PATCH", path, json=body, headers=admin.headers)
        return bool(changed["active"])

    assert not await change(**NEEDS_PERMISSION)
    assert await change(active=True)
    assert await change(kind="weworkremotely", config={"category": "design"})
    assert await change(kind="greenhouse", config={"board": "acme2"})
    assert await change(**NEEDS_PERMISSION, active=True)


async def test_change(server: Server, admin: SignedInUser, db: Database) -> None:
    """What is left out stays; null takes an interval away; another board is read anew."""
    made = await create(server, admin, **ACME, interval_seconds=600)
    path = f"{PATH}/{made['id']}"
    await db.text(
        "UPDATE sources SET etag = 'x', failures = 3, next_run_at = now() + interval '1 day'"
    )

    same = await server.json(
        "PATCH", path, json={"priority": "low", "interval_seconds": None}, headers=admin.headers
    )
    (kept,) = await db.text("SELECT etag, failures, next_run_at > now() AS later FROM sources")
    moved = await server.json(
        "PATCH",
        path,
        json={"config": {"board": "acme2"}, "company": "Acme Two", "name": "Two"},
        headers=admin.headers,
    )
    (anew,) = await db.text("SELECT etag, failures, next_run_at > now() AS later FROM sources")

    assert (same["priority"], same["interval_seconds"], same["name"]) == ("low", None, "Acme")
    assert tuple(kept) == ("x", 3, True)
    assert tuple(anew) == (None, 0, False)
    assert (moved["url"], moved["company"], moved["name"]) == (
        "https://job-boards.greenhouse.io/acme2",
        "acme-two",
        "Two",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "lever"},
        {"kind": "lever", "config": {"board": "acme"}},
        {"url": "https://jobs.lever.co/acme"},
    ],
)
async def test_another_kind(
    server: Server, admin: SignedInUser, db: Database, change: dict[str, Any]
) -> None:
    """An employer that moved to another board keeps its source, which is read anew."""
    made = await create(server, admin, **ACME)
    path = f"{PATH}/{made['id']}"
    await db.text("UPDATE sources SET etag = 'x', next_run_at = now() + interval '1 day'")

    moved = await server.json("PATCH", path, json=change, headers=admin.headers)
    (anew,) = await db.text("SELECT etag, next_run_at > now() AS later FROM sources")

    assert (moved["kind"], moved["config"]) == ("lever", {"board": "acme"})
    assert moved["url"] == "https://jobs.lever.co/acme"
    assert tuple(anew) == (None, False)


async def test_moved_while_it_is_read(server: Server, admin: SignedInUser, db: Database) -> None:
    """What was read of the old board is not stored under the new one, which is read at once."""
    board = await Board.open(db)
    result = await board.next(posting("old", 1), etag='"old"', last_modified="Tue")
    path = f"{PATH}/{board.id}"

    await server.json("PATCH", path, json={"kind": "lever"}, headers=admin.headers)
    stored = await Postings(db).store(result)
    said = await server.json("GET", f"{path}/logs", headers=admin.headers)

    (source,) = await db.text("SELECT kind, etag, next_run_at <= now() AS due FROM sources")
    assert stored is None
    assert tuple(source) == ("lever", None, True)
    assert await db.text("SELECT 1 FROM postings") == []
    (log,) = said["items"]
    assert log["status"] == "failed"
    assert "another board" in log["error"]


async def test_moved_to_another_employers_board(
    server: Server, admin: SignedInUser, db: Database
) -> None:
    """P3: what the new board lists proves nothing about the postings of the old one."""
    board = await Board.open(db)
    await board.read(*board_of(10))
    path = f"{PATH}/{board.id}"
    await server.json("PATCH", path, json={"config": {"board": "other"}}, headers=admin.headers)

    stored = [await board.read(*board_of(10, first=100)) for _ in range(3)]
    said = await server.json("GET", path, headers=admin.headers)

    assert {(one.status, one.new, one.closed) for one in stored} == {("suspect", 0, 0)}
    assert (said["health"], said["open_jobs"]) == ("suspect", 10)
    assert "only 0 of the 10 that were open" in said["health_reason"]


BAD_CHANGES: list[tuple[Any, list[str]]] = [
    ({"config": {}}, ["config.board"]),
    (
        {"config": None, "priority": None, "active": None, "name": None},
        ["active", "config", "name", "priority"],
    ),
    ({"kind": "lever", "url": "https://jobs.lever.co/acme"}, ["url"]),
    ({"config": {"board": "x"}, "url": "https://jobs.lever.co/acme"}, ["url"]),
    ({"url": "https://nowhere.example/careers"}, ["url"]),
    ({"kind": None, "url": None}, ["kind", "url"]),
    ({"kind": "myspace"}, ["kind"]),
    ({"kind": "oracle"}, ["config.host", "config.site"]),
    ({"interval_seconds": 2_592_001}, ["interval_seconds"]),
]


@pytest.mark.parametrize(("body", "fields"), BAD_CHANGES)
async def test_bad_change(
    server: Server, admin: SignedInUser, body: Any, fields: list[str]
) -> None:
    made = await create(server, admin, **ACME)
    path = f"{PATH}/{made['id']}"

    assert await server.faults("PATCH", path, json=body, headers=admin.headers) == fields
    assert await server.json("GET", path, headers=admin.headers) == made | {
        "fresh_seconds": None,
    }


async def test_pause_and_go_on(server: Server, admin: SignedInUser, db: Database) -> None:
    """DELETE pauses; a source that is active again is looked at at once."""
    made = await create(server, admin, **ACME)
    path = f"{PATH}/{made['id']}"
    await db.text("UPDATE sources SET next_run_at = now() + interval '1 day'")

    await server.json("DELETE", path, 204, headers=admin.headers)
    paused = await server.json("GET", path, headers=admin.headers)
    again = await server.json("PATCH", path, json={"active": True}, headers=admin.headers)

    assert (paused["active"], paused["health"]) == (False, "paused")
    assert paused["health_reason"] == "Paused by an operator; it is not read."
    assert (again["active"], again["health"]) == (True, "ok")
    assert again["next_run_at"] < paused["next_run_at"]


async def test_purge(server: Server, admin: SignedInUser, db: Database) -> None:
    """The source and its postings go; a job on another board stays, one that is tracked closes."""
    here, there = await Board.open(db), await Board.open(db)
    alone, tracked, shared = (
        await here.read(posting("a", 1), posting("b", 2), posting("c", 3))
    ).unmatched
    await there.read(posting("z", 3))
    user_id = await add_user(db)
    await db.text(
        "INSERT INTO alerts (user_id, job_id, score, is_applied) VALUES ($1, $2, 0, true)",
        user_id,
        tracked,
    )

    await server.json(
        "DELETE", f"{PATH}/{here.id}", 204, params={"purge": "true"}, headers=admin.headers
    )

    jobs = {row["id"]: row for row in await db.text("SELECT * FROM jobs")}
    assert jobs.keys() == {tracked, shared}
    assert (jobs[tracked]["closed_at"] is None, jobs[tracked]["postings"]) == (False, 0)
    assert (jobs[shared]["closed_at"], jobs[shared]["postings"]) == (None, 1)
    assert alone not in jobs
    assert await db.text("SELECT FROM postings WHERE source_id = $1", here.id) == []
    assert len(await db.text("SELECT FROM alerts")) == 1
    await server.problem("GET", f"{PATH}/{here.id}", 404, headers=admin.headers)
    await server.json("GET", f"/jobs/{tracked}", headers=admin.headers)


async def test_audit(server: Server, admin: SignedInUser, db: Database) -> None:
    """Who did what to which source, in the order in which it was done; a refusal is no act."""
    made = await create(server, admin, **ACME)
    path = f"{PATH}/{made['id']}"
    await server.json("PATCH", path, json={"priority": "low"}, headers=admin.headers)
    await server.json("POST", f"{path}/reset", headers=admin.headers)
    await server.json("POST", f"{path}/accept", 409, headers=admin.headers)
    await server.json("DELETE", path, 204, headers=admin.headers)
    await server.json("DELETE", f"{path}?purge=true", 204, headers=admin.headers)

    said = await server.json("GET", "/admin/audit", headers=admin.headers)

    acts = [(entry["action"], entry["details"]) for entry in said["items"][::-1]]
    assert acts == [
        ("source added", {"kind": "greenhouse", "board": "acme"}),
        ("source changed", {"fields": ["priority"]}),
        ("source reset", {}),
        ("source paused", {}),
        ("source purged", {"kind": "greenhouse", "board": "acme", "jobs": 0}),
    ]
    assert {entry["actor_id"] for entry in said["items"]} == {str(admin.id)}
    assert {entry["target_id"] for entry in said["items"]} == {made["id"]}


async def fail(db: Database, board: Board, kind: str = "not-found") -> None:
    scrapes = Scrapes(db)
    scrape_id, _ = await scrapes.trigger(board.id, "schedule")
    await scrapes.claim(scrape_id, timedelta(minutes=1))
    await scrapes.discard(scrape_id, SourceError(kind, "HTTP 404"), ScrapeStats(http_requests=1))


async def test_health(server: Server, admin: SignedInUser, db: Database) -> None:
    """Each state with a sentence to act on, its last runs, and a list that finds it."""
    boards = {name: await Board.open(db, name=name) for name in ("well", "ill", "odd", "off")}
    await boards["well"].read(posting("a", 1), posting("b", 2))
    await fail(db, boards["ill"])
    await boards["odd"].read(*(posting(str(n), n) for n in range(4)))
    await boards["odd"].read()
    await db.text("UPDATE sources SET active = false WHERE id = $1", boards["off"].id)

    said = await server.json("GET", PATH, headers=admin.headers)
    found = {source["name"]: source for source in said["items"]}

    assert said["total"] == 4
    assert {name: source["health"] for name, source in found.items()} == {
        "well": "ok",
        "ill": "failing",
        "odd": "suspect",
        "off": "paused",
    }
    assert found["well"]["health_reason"] is None
    assert found["ill"]["health_reason"] == (
        "The board does not exist any more; check whether its name has changed."
        " Last error: HTTP 404."
    )
    assert "4 postings are open. Accept it if it is right." in found["odd"]["health_reason"]
    assert (found["ill"]["breaker"], found["ill"]["failures"]) == ("open", 1)
    assert found["well"]["open_jobs"] == 2
    assert found["well"]["last_run"]["new"] == 2
    assert [run["status"] for run in found["odd"]["last_runs"]] == ["suspect", "ok"]
    assert found["well"]["changes_per_day"] > 0
    for name, health in (("ill", "failing"), ("odd", "suspect")):
        only = await server.json("GET", PATH, params={"status": health}, headers=admin.headers)
        assert ([source["name"] for source in only["items"]], only["total"]) == ([name], 1)


async def test_list_by_pages(server: Server, admin: SignedInUser, db: Database) -> None:
    """By name, with the total of what was asked for; a search's signs mean themselves."""
    for name in ("b", "A", "c%", "a_b", "D"):
        await Board.open(db, name=name)
    names: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        asked = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = await server.json("GET", f"{PATH}/", params=asked, headers=admin.headers)
        names += [source["name"] for source in page["items"]]
        cursor = page["next_cursor"]
        assert page["total"] == 5

    found = await server.json("GET", PATH, params={"q": "%"}, headers=admin.headers)
    assert names == ["A", "a_b", "b", "c%", "D"]
    assert [source["name"] for source in found["items"]] == ["c%"]
    assert (await server.json("GET", PATH, params={"kind": "lever"}, headers=admin.headers))[
        "total"
    ] == 0


BAD_QUERIES = [("status=ill", "status"), ("kind=" + "x" * 51, "kind"), ("cursor=x", "cursor")]


@pytest.mark.parametrize(("query", "field"), BAD_QUERIES)
async def test_bad_query(server: Server, admin: SignedInUser, query: str, field: str) -> None:
    assert await server.faults("GET", f"{PATH}?{query}", headers=admin.headers) == [field]


ROUTES = [
    ("GET", ""),
    ("POST", ""),
    ("GET", "/1"),
    ("PATCH", "/1"),
    ("DELETE", "/1"),
    ("POST", "/1/scrape"),
    ("GET", "/1/logs"),
    ("POST", "/1/reset"),
    ("POST", "/1/accept"),
    ("POST", "/1/preview"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_only_for_admins(server: Server, method: str, path: str) -> None:
    """403 for an ordinary user, 401 for nobody, 404 for an id that never was."""
    user, admin = await server.rows.user(), await server.rows.user(admin=True)

    assert await server.problem(method, PATH + path, 401) == "unauthenticated"
    assert await server.problem(method, PATH + path, 403, headers=user.headers) == "forbidden"
    if path:
        for other in ("999999", "x", "0"):
            url = PATH + path.replace("1", other, 1)
            slug = await server.problem(method, url, 404, headers=admin.headers)
            assert slug == "not-found"
