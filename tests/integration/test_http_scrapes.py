"""Scrapes over HTTP: triggered by people and by CI systems, looked through, believed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from jobscout.errors import SourceError
from jobscout.model import Reject
from jobscout.sql.scrapes import Scrapes
from tests.integration.board_rows import Board
from tests.integration.test_http_sources import fail
from tests.rows import posting

if TYPE_CHECKING:
    from jobscout.model import Posting
    from jobscout.sql.database import Database
    from jobscout.sql.stored import Stored
    from tests.integration.http_server import Server

_MINUTE = timedelta(minutes=1)
SECRET = "a webhook's secret of more than 32 bytes"
RIGHT = {"Authorization": f"Bearer {SECRET}"}


@pytest.fixture
async def webhooks(idle_server: Server, db: Database) -> Server:
    """An API whose webhooks are set up, over real scrapes, with its usual limits."""
    return await idle_server.start(webhook_secret=SECRET, scrapes=Scrapes(db), calls={})


async def test_webhook(webhooks: Server, db: Database) -> None:
    """202 with a new scrape, which is stored; while it is unfinished, other requests join it."""
    board = await Board.open(db)
    path = f"/webhooks/scrape/{board.id}"

    first = await webhooks.json("POST", path, 202, headers=RIGHT)
    again = await webhooks.json("POST", f"{path}/", 202, headers=RIGHT)

    (row,) = await db.text("SELECT id, trigger, status FROM scrapes")
    assert first == again == {"scrape_id": str(row["id"])}
    assert (row["trigger"], row["status"]) == ("webhook", "queued")
    assert webhooks.scrapes.woken == 1


async def test_webhook_once_a_minute(webhooks: Server, db: Database) -> None:
    """For each source, and together with those that people trigger."""
    board, other = await Board.open(db), await Board.open(db)
    await webhooks.json("POST", f"/webhooks/scrape/{board.id}", 202, headers=RIGHT)
    await db.text("UPDATE scrapes SET status = 'ok', finished_at = now()")
    admin = await webhooks.rows.user(admin=True)

    async with await webhooks.ask("POST", f"/webhooks/scrape/{board.id}", headers=RIGHT) as answer:
        assert answer.status == 429
        assert int(answer.headers["Retry-After"]) > 0
    by_hand = await webhooks.problem(
        "POST", f"/sources/{board.id}/scrape", 429, headers=admin.headers
    )
    await webhooks.json("POST", f"/webhooks/scrape/{other.id}", 202, headers=RIGHT)

    assert by_hand == "rate-limited"


WRONG = ["", "Bearer", f"Bearer {SECRET}x", f"Basic {SECRET}", f"Bearer {SECRET[:-1]}", "Bearer é"]


@pytest.mark.parametrize("header", WRONG)
async def test_wrong_secret(webhooks: Server, db: Database, header: str) -> None:
    """401, and nothing is written."""
    board = await Board.open(db)

    slug = await webhooks.problem(
        "POST", f"/webhooks/scrape/{board.id}", 401, headers={"Authorization": header}
    )

    assert slug == "unauthenticated"
    assert await db.text("SELECT FROM scrapes") == []


async def test_webhook_of_no_source(webhooks: Server) -> None:
    for source_id in ("999999", "x", "0"):
        path = f"/webhooks/scrape/{source_id}"
        assert await webhooks.problem("POST", path, 404, headers=RIGHT) == "not-found"


async def test_no_secret_no_webhooks(server: Server, db: Database) -> None:
    """404, whatever is sent: nobody learns whether there is such a source."""
    board = await Board.open(db)
    for headers in ({}, RIGHT):
        slug = await server.problem("POST", f"/webhooks/scrape/{board.id}", 404, headers=headers)
        assert slug == "not-found"


async def test_by_hand_is_in_the_audit(webhooks: Server, db: Database) -> None:
    """Who had a board read is written down, once, and where a CI system did it nobody is."""
    admin = await webhooks.rows.user(admin=True)
    board, other = await Board.open(db), await Board.open(db)

    new = await webhooks.json("POST", f"/sources/{board.id}/scrape", 202, headers=admin.headers)
    await webhooks.json("POST", f"/sources/{board.id}/scrape", 409, headers=admin.headers)
    await webhooks.json("POST", f"/webhooks/scrape/{other.id}", 202, headers=RIGHT)

    (entry,) = (await webhooks.json("GET", "/admin/audit", headers=admin.headers))["items"]
    assert (entry["actor_id"], entry["action"]) == (str(admin.id), "scrape asked for")
    assert (entry["target_kind"], entry["target_id"]) == ("source", str(board.id))
    assert entry["details"] == {"scrape": int(new["scrape_id"])}


async def test_by_hand_is_one_with_its_entry(webhooks: Server, db: Database) -> None:
    """A scrape that cannot be written down as somebody's is not queued."""
    admin = await webhooks.rows.user(admin=True)
    board = await Board.open(db)
    await db.text("ALTER TABLE audit ADD CHECK (action = '') NOT VALID")

    await webhooks.problem("POST", f"/sources/{board.id}/scrape", 500, headers=admin.headers)

    assert await db.text("SELECT FROM scrapes") == []
    assert await db.text("SELECT FROM events") == []


async def test_logs(server: Server, db: Database) -> None:
    """Of one source, or of all: newest first, by status and time, page by page."""
    admin = await server.rows.user(admin=True)
    board, other = await Board.open(db), await Board.open(db)
    for n in range(3):
        await board.read(posting("a", n))
    await fail(db, other, "unreachable")

    everything = await server.json("GET", "/admin/scrape-logs", headers=admin.headers)
    first = await server.json(
        "GET", f"/sources/{board.id}/logs", params={"limit": 2}, headers=admin.headers
    )
    rest = await server.json(
        "GET",
        f"/sources/{board.id}/logs",
        params={"limit": 2, "cursor": first["next_cursor"]},
        headers=admin.headers,
    )
    failed = await server.json(
        "GET", "/admin/scrape-logs/", params={"status": "failed"}, headers=admin.headers
    )
    none = await server.json(
        "GET",
        "/admin/scrape-logs",
        params={"since": "2100-01-01T00:00:00Z"},
        headers=admin.headers,
    )

    assert (everything["total"], first["total"]) == (4, 3)
    assert [log["source_id"] for log in everything["items"]] == [
        str(other.id),
        *([str(board.id)] * 3),
    ]
    assert [log["new"] for log in (*first["items"], *rest["items"])] == [0, 0, 1]
    assert rest["next_cursor"] is None
    (log,) = failed["items"]
    assert (log["error_kind"], log["error"], log["http_requests"]) == ("unreachable", "HTTP 404", 1)
    assert log["duration_ms"] >= 0
    assert (none["items"], none["total"]) == ([], 0)


@pytest.mark.parametrize("path", ["/admin/scrape-logs", "/sources/1/logs"])
async def test_bad_log_query(server: Server, path: str) -> None:
    admin = await server.rows.user(admin=True)
    query = "?status=done&since=yesterday&limit=0&surprise=1"

    assert await server.faults("GET", path + query, headers=admin.headers) == [
        "limit",
        "since",
        "status",
        "surprise",
    ]


async def test_reset(server: Server, db: Database) -> None:
    """The failures are forgotten, and a scrape is queued that forgives the host too."""
    admin = await server.rows.user(admin=True)
    board = await Board.open(db)
    await fail(db, board)

    said = await server.json("POST", f"/sources/{board.id}/reset", headers=admin.headers)

    claimed = await Scrapes(db).claim(int(said["running"]), _MINUTE)
    assert (said["failures"], said["breaker"]) == (0, "closed")
    assert claimed is not None
    assert claimed.forgives
    assert server.scrapes.woken == 1


async def test_reset_while_one_is_queued(server: Server, db: Database) -> None:
    """The scrape that waits is the one that forgives."""
    admin = await server.rows.user(admin=True)
    board = await Board.open(db)
    scrape_id, _ = await Scrapes(db).trigger(board.id, "schedule")

    said = await server.json("POST", f"/sources/{board.id}/reset", headers=admin.headers)

    claimed = await Scrapes(db).claim(scrape_id, _MINUTE)
    assert said["running"] == str(scrape_id)
    assert claimed is not None
    assert claimed.forgives


class Accepted(NamedTuple):
    """A board that listed ten postings, then two, which was *suspect* and then taken for true."""

    board: Board
    listed: list[Posting]
    suspect: Stored
    said: dict[str, Any]


async def accepted(server: Server, db: Database) -> Accepted:
    admin = await server.rows.user(admin=True)
    board = await Board.open(db)
    listed = [posting(str(n), n) for n in range(10)]
    await board.read(*listed)
    suspect = await board.read(*listed[:2])
    said = await server.json("POST", f"/sources/{board.id}/accept", headers=admin.headers)
    await db.text("DELETE FROM scrapes WHERE finished_at IS NULL")
    return Accepted(board, listed, suspect, said)


async def test_accept(server: Server, db: Database) -> None:
    """A board that really shrank closes what it lacks after two more readings; then it is usual."""
    board, listed, suspect, said = await accepted(server, db)

    first, second = await board.read(*listed[:2]), await board.read(*listed[:2])
    settled = (await board.row())["accepted_found"]

    assert suspect.status == "suspect"
    assert said["running"] is not None
    assert [(each.status, each.closed) for each in (first, second)] == [("ok", 0), ("ok", 8)]
    assert await board.open_ids() == {"0", "1"}
    assert settled is None


async def test_accepted_and_it_gets_worse(server: Server, db: Database) -> None:
    """What was accepted is so many postings, not any number: an empty list is suspect again."""
    board, *_ = await accepted(server, db)

    empty = await board.read()

    assert (empty.status, empty.closed) == ("suspect", 0)
    assert len(await board.open_ids()) == 10


async def test_accepted_and_it_was_wrong(server: Server, db: Database) -> None:
    """The board is whole again: nothing closes, and what was accepted is forgotten."""
    board, listed, *_ = await accepted(server, db)

    whole = await board.read(*listed)
    again = await board.read(*listed[:2])

    assert (whole.status, again.status) == ("ok", "suspect")
    assert len(await board.open_ids()) == 10


async def test_nothing_to_accept(server: Server, db: Database) -> None:
    admin = await server.rows.user(admin=True)
    board = await Board.open(db)
    await board.read(posting("a"))

    slug = await server.problem("POST", f"/sources/{board.id}/accept", 409, headers=admin.headers)

    assert slug == "not-suspect"


async def test_preview(server: Server, db: Database) -> None:
    """The first twenty as they would be stored, and nothing is written."""
    admin = await server.rows.user(admin=True)
    board = await Board.open(db)
    server.board_reader.listed = [posting(str(n), n, skills=("python",)) for n in range(30)]

    said = await server.json("POST", f"/sources/{board.id}/preview", headers=admin.headers)

    assert (said["total"], len(said["items"])) == (20, 20)
    first = said["items"][0]
    assert (first["title"], first["skills"]) == ("Site Engineer", ["python"])
    assert first["locations"][0]["city"] == "Nairobi"
    assert await db.text("SELECT FROM postings") == []
    assert await db.text("SELECT FROM scrapes") == []


async def test_preview_says_what_could_not_be_read(server: Server, db: Database) -> None:
    """Twenty entries with their reasons, and how many there are."""
    admin = await server.rows.user(admin=True)
    board = await Board.open(db)
    server.board_reader.rejects = [
        Reject(external_id=None, reason=f"static: fields.title: `h{n}` found nothing")
        for n in range(30)
    ]

    said = await server.json("POST", f"/sources/{board.id}/preview", headers=admin.headers)

    assert (len(said["unread"]), said["unread_total"]) == (20, 31)
    assert said["unread"][0] == {
        "external_id": None, "reason": "static: fields.title: `h0` found nothing",
    }  # fmt: skip
    assert said["without_text"] == ["changed, no text"]


DRAFT: dict[str, Any] = {
    "kind": "static",
    "config": {
        "url": "https://careers.acme-mining.example/",
        "list": "ul",
        "item": "li",
        "fields": {"title": "a", "url": "a@href", "location": ["p", "i"]},
    },
}


async def test_preview_of_a_draft(server: Server, db: Database) -> None:
    """A kind and config are tried before there is a source; nothing is written."""
    admin = await server.rows.user(admin=True)
    server.board_reader.listed = [posting("a", 1)]

    said = await server.json("POST", "/sources/preview", json=DRAFT, headers=admin.headers)
    named = DRAFT | {"company": "Acme"}
    await server.json("POST", "/sources/preview", json=named, headers=admin.headers)

    assert (said["total"], said["items"][0]["title"]) == (1, "Site Engineer")
    tried = server.board_reader.previewed
    assert [(one.kind, one.config, one.company_name) for one in tried] == [
        ("static", DRAFT["config"], "Acme Mining"),
        ("static", DRAFT["config"], "Acme"),
    ]
    assert await db.text("SELECT FROM sources") == []


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        ({}, ["kind"]),
        ({"kind": "myspace"}, ["kind"]),
        ({"kind": "greenhouse", "config": {}}, ["config.board"]),
        ({"kind": "greenhouse", "config": {"board": "a", "x": [1]}}, ["config"]),
        (DRAFT | {"config": {"url": "https://a.example/", "itme": "li"}},
         ["config.fields.title", "config.fields.url", "config.item", "config.itme"]),
        (DRAFT | {"config": {"url": "https://169.254.169.254/"} | {
            name: DRAFT["config"][name] for name in ("item", "fields")}}, ["config"]),
        (DRAFT | {"config": DRAFT["config"] | {"item": "x" * 501}}, ["config"]),
        (DRAFT | {"config": DRAFT["config"] | {"x": [[[[[[[["a"]]]]]]]]}}, ["config"]),
        (DRAFT | {"config": DRAFT["config"] | {"x": ["a"] * 200}}, ["config"]),
        (DRAFT | {"config": DRAFT["config"] | {"x": {"a\0": 1}}}, ["config"]),
    ],
)  # fmt: skip
async def test_faults_of_a_draft(server: Server, draft: Any, fields: list[str]) -> None:
    """All at once, each with its path; no board is asked."""
    admin = await server.rows.user(admin=True)

    said = await server.faults("POST", "/sources/preview", json=draft, headers=admin.headers)

    assert said == fields
    assert server.board_reader.previewed == []


async def test_draft_that_cannot_be_read(server: Server) -> None:
    admin, user = await server.rows.user(admin=True), await server.rows.user()
    server.board_reader.error = SourceError("changed", "static: list: `ul` is not on the page")
    path = "/sources/preview"

    said = await server.json("POST", path, 409, json=DRAFT, headers=admin.headers)

    assert said["type"] == "/problems/board-unreadable"
    assert said["detail"] == "changed: static: list: `ul` is not on the page"
    assert await server.problem("POST", path, 403, json=DRAFT, headers=user.headers) == "forbidden"
    assert await server.problem("POST", path, 401, json=DRAFT) == "unauthenticated"


async def test_draft_becomes_a_source(server: Server) -> None:
    admin = await server.rows.user(admin=True)

    made = await server.json("POST", "/sources/", 201, json=DRAFT, headers=admin.headers)

    assert (made["config"], made["company_name"]) == (DRAFT["config"], "Acme Mining")


async def test_preview_of_a_board_that_fails(server: Server, db: Database) -> None:
    admin = await server.rows.user(admin=True)
    board = await Board.open(db)
    server.board_reader.error = SourceError("timed-out", "no whole answer in 60 s")

    said = await server.json("POST", f"/sources/{board.id}/preview", 409, headers=admin.headers)

    assert said["type"] == "/problems/board-unreadable"
    assert said["detail"] == "timed-out: no whole answer in 60 s"


@pytest.mark.parametrize("path", ["/admin/scrape-logs"])
async def test_only_for_admins(server: Server, path: str) -> None:
    user = await server.rows.user()

    assert await server.problem("GET", path, 401) == "unauthenticated"
    assert await server.problem("GET", path, 403, headers=user.headers) == "forbidden"
