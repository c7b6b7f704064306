"""What operators do to jobs and deliveries, and what is written down of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.http.routes import ROUTES
from jobscout.sources import pages
from tests.integration.board_rows import Board
from tests.rows import posting, raw

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

ADMIN = [route for route in ROUTES if route.path.startswith("/admin/")]


@pytest.mark.parametrize("route", ADMIN, ids=lambda route: f"{route.method} {route.path}")
async def test_who_may(server: Server, route: Any) -> None:
    """Admins with a verified address alone: nobody is 401, others are 403."""
    user = await server.rows.user()
    unverified = await server.rows.user(admin=True, verified=False)
    path = route.path.replace("{id}", "1")

    assert await server.problem(route.method, path, 401) == "unauthenticated"
    for one, slug in ((user, "forbidden"), (unverified, "email-not-verified")):
        assert await server.problem(route.method, path, 403, headers=one.headers) == slug


@pytest.fixture
async def admin(server: Server) -> SignedInUser:
    return await server.rows.user(admin=True)


async def _two_boards(db: Database) -> tuple[str, list[str]]:
    """A job on two boards, and the ids of its postings."""
    first, second = await Board.open(db), await Board.open(db)
    await first.read(posting("1"))
    await second.read(posting("2"))
    rows = [await first.posting("1"), await second.posting("2")]
    return str(rows[0]["job_id"]), [str(row["id"]) for row in rows]


async def test_split_and_join(server: Server, db: Database, admin: SignedInUser) -> None:
    """Both jobs are answered as anyone sees them, and after the join one of them is gone."""
    job, ids = await _two_boards(db)
    shown = await server.json("GET", f"/jobs/{job}")
    assert [one["id"] for one in shown["postings"]] == ids

    path, body = f"/admin/jobs/{job}", {"posting_ids": [ids[1], ids[1]]}
    apart = await server.json("POST", f"{path}/split", json=body, headers=admin.headers)
    new = apart["new_job"]["id"]
    listed = await server.json("GET", "/jobs")
    together = await server.json(
        "POST", f"{path}/join/", json={"job_id": new}, headers=admin.headers
    )

    assert [one["id"] for one in apart["job"]["postings"]] == ids[:1]
    assert [one["id"] for one in apart["new_job"]["postings"]] == ids[1:]
    assert {one["id"] for one in listed["items"]} == {job, new}
    assert (together["id"], len(together["postings"])) == (job, 2)
    assert await server.problem("GET", f"/jobs/{new}", 404) == "not-found"
    said = await server.json("GET", "/admin/audit", headers=admin.headers)
    assert [
        (entry["action"], entry["target_kind"], entry["target_id"], entry["details"])
        for entry in said["items"]
    ] == [
        ("jobs joined", "job", job, {"other_job_id": new, "posting_ids": ids[1:]}),
        ("job split", "job", job, {"new_job_id": new, "posting_ids": ids[1:]}),
    ]
    assert {entry["actor_id"] for entry in said["items"]} == {str(admin.id)}
    assert {entry["actor_email"] for entry in said["items"]} == {admin.email}
    assert server.scrapes.woken == 2


async def test_merge_and_split_companies(server: Server, db: Database, admin: SignedInUser) -> None:
    """The old slug answers with the company that stays; a split by its aliases undoes it."""
    for name in ("Acme", "Acme HQ"):
        board = await Board.open(db, None)
        given = raw(name, name, company=name)
        await board.read(*pages.normalise([given], None, datetime.now(UTC))[0])
    headers = admin.headers
    one, gone = [await server.json("GET", f"/companies/{slug}") for slug in ("acme", "acme-hq")]
    found = await server.json("GET", "/admin/companies/candidates?limit=1", headers=headers)
    assert [(pair["company"]["id"], pair["other"]["id"]) for pair in found["items"]] == [
        (one["id"], gone["id"])
    ]
    assert found["total"] == 1
    path, body = f"/admin/companies/{gone['id']}", {"into": one["id"]}

    merged = await server.json("POST", f"{path}/merge", json=body, headers=headers)

    assert merged == await server.json("GET", "/companies/acme-hq")
    assert (merged["id"], merged["open_jobs"]) == (one["id"], 2)
    of_it = await server.json("GET", "/jobs?company=acme-hq")
    assert {job["company"]["slug"] for job in of_it["items"]} == {"acme"}
    assert len(of_it["items"]) == 2
    (alias,) = [alias for alias in merged["aliases"] if alias["key"] == "acme hq"]
    path, body = f"/admin/companies/{one['id']}/split", {"alias_ids": [alias["id"]]}
    apart = await server.json("POST", path, json=body, headers=headers)
    assert (apart["company"]["id"], apart["new_company"]["id"]) == (one["id"], gone["id"])
    assert apart["new_company"]["aliases"] == [alias]
    found = await server.json("GET", "/admin/companies/candidates", headers=headers)
    assert found["items"] == []
    said = await server.json("GET", "/admin/audit", headers=headers)
    assert [(entry["action"], entry["target_id"], entry["details"]) for entry in said["items"]] == [
        (
            "company split",
            one["id"],
            {"new_company_id": gone["id"], "alias_ids": [alias["id"]]},
        ),
        ("companies merged", one["id"], {"merged_id": gone["id"]}),
    ]


async def test_merge_and_split_companies_refused(
    server: Server, db: Database, admin: SignedInUser
) -> None:
    """404, 409 and 422 as they are, naming what is wrong; nothing is written down."""
    board = await Board.open(db, None)
    await board.read(*pages.normalise([raw("1", company="Acme")], None, datetime.now(UTC))[0])
    company = await server.json("GET", "/companies/acme")
    (alias,) = company["aliases"]

    async def problem(path: str, status: int, body: Any) -> str:
        return await server.problem(
            "POST", f"/admin/companies/{path}", status, json=body, headers=admin.headers
        )

    for nothing in ("999", "0", "x", str(2**70)):
        assert await problem(f"{nothing}/merge", 404, {"into": company["id"]}) == "not-found"
        assert await problem(f"{company['id']}/merge", 404, {"into": nothing}) == "not-found"
        body = {"alias_ids": [alias["id"]]}
        assert await problem(f"{nothing}/split", 404, body) == "not-found"
    path = f"{company['id']}/merge"
    assert await problem(path, 409, {"into": company["id"]}) == "conflict"
    for action, body, field in (
        ("merge", {}, "into"),
        ("split", {"alias_ids": []}, "alias_ids"),
        ("split", {"alias_ids": [alias["id"]]}, "alias_ids"),
        ("split", {"alias_ids": ["999"]}, "alias_ids[0]"),
    ):
        faults = await server.faults(
            "POST",
            f"/admin/companies/{company['id']}/{action}",
            json=body,
            headers=admin.headers,
        )
        assert faults == [field]
    said = await server.json("GET", "/admin/audit", headers=admin.headers)
    assert said["items"] == []


async def test_split_and_join_refused(server: Server, db: Database, admin: SignedInUser) -> None:
    """404, 409 and 422 as they are, naming what is wrong; nothing is written down."""
    job, ids = await _two_boards(db)
    elsewhere = await Board.open(db, "Globex")
    await elsewhere.read(posting("7", company="Globex"))
    there = await elsewhere.posting("7")

    async def faults(action: str, body: Any) -> list[str]:
        return await server.faults(
            "POST", f"/admin/jobs/{job}/{action}", json=body, headers=admin.headers
        )

    async def problem(path: str, status: int, body: Any) -> str:
        return await server.problem(
            "POST", f"/admin/jobs/{path}", status, json=body, headers=admin.headers
        )

    for nothing in ("999", "0", "x", str(2**70)):
        assert await problem(f"{nothing}/split", 404, {"posting_ids": ids[:1]}) == "not-found"
        assert await problem(f"{nothing}/join", 404, {"job_id": job}) == "not-found"
        assert await problem(f"{job}/join", 404, {"job_id": nothing}) == "not-found"
    assert await problem(f"{job}/join", 409, {"job_id": job}) == "conflict"
    assert await faults("join", {"job_id": str(there["job_id"])}) == ["job_id"]
    assert await faults("join", {"job_id": 1, "b": 2}) == ["b", "job_id"]
    assert await faults("join", {}) == ["job_id"]
    assert await faults("split", {"posting_ids": ids}) == ["posting_ids"]
    assert await faults("split", {"posting_ids": [ids[0], str(there["id"]), "x"]}) == [
        *("posting_ids[1]", "posting_ids[2]"),
    ]
    assert await faults("split", {"posting_ids": []}) == ["posting_ids"]
    assert await faults("split", {"posting_ids": [1], "b": 2}) == ["b", "posting_ids[0]"]
    assert await faults("split", {"posting_ids": ["1"] * 101}) == ["posting_ids"]
    assert await faults("split", {}) == ["posting_ids"]
    said = await server.json("GET", "/admin/audit", headers=admin.headers)
    assert said == {"items": [], "next_cursor": None, "total": 0}


async def test_audit(server: Server, admin: SignedInUser) -> None:
    """Newest first, page by page, narrowed by who and since when; nobody's address in it."""
    other = await server.rows.user(admin=True)
    user = await server.rows.user()
    for by, action in ((admin, "deactivate"), (other, "reactivate"), (admin, "deactivate")):
        await server.json("POST", f"/admin/users/{user.id}/{action}", headers=by.headers)
    await server.stores.accounts.set_admin(user.email, is_admin=True)

    async def found(query: str) -> list[str]:
        said = await server.json("GET", f"/admin/audit?{query}", headers=admin.headers)
        return [entry["action"] for entry in said["items"]]

    acts = [
        *("rights of an admin given", "account deactivated"),
        *("account reactivated", "account deactivated"),
    ]
    said = await server.json("GET", "/admin/audit?limit=3", headers=admin.headers)
    rest = await server.json(
        "GET", f"/admin/audit?cursor={said['next_cursor']}", headers=admin.headers
    )
    assert [entry["action"] for entry in said["items"] + rest["items"]] == acts
    assert (said["total"], rest["total"], rest["next_cursor"]) == (4, 4, None)
    assert said["items"][0]["actor_id"] is None
    assert {entry["target_id"] for entry in said["items"]} == {str(user.id)}
    assert user.email not in str(said)
    assert await found(f"actor={admin.id}") == acts[1:4:2]
    assert await found(f"actor={other.id}&since=2026-01-01T00:00:00Z") == ["account reactivated"]
    assert await found("since=2999-01-01T00:00:00Z") == []
    assert await found("actor=999") == await found("actor=me") == []
    for query, fields in (
        ("since=yesterday&limit=0&who=1", ["limit", "since", "who"]),
        (f"actor={'x' * 101}", ["actor"]),
        ("cursor=x", ["cursor"]),
    ):
        path = f"/admin/audit?{query}"
        assert await server.faults("GET", path, headers=admin.headers) == fields


async def _delivery(server: Server, user: SignedInUser, n: int, **columns: Any) -> int:
    usual = {"channel": "email", "alert_ids": [1, 2], "message_id": f"<{n}>"}
    return await server.rows.insert("deliveries", user_id=user.id, **usual | columns)


async def test_deliveries(server: Server, admin: SignedInUser) -> None:
    """Newest first with attempts and last error, narrowed by status and channel."""
    ids = [
        await _delivery(server, admin, n, status=status, channel=channel, last_error=error)
        for n, (status, channel, error) in enumerate(
            [
                ("sent", "email", None),
                ("failed", "email", "no such mailbox"),
                ("unconfigured", "push", None),
                ("pending", "push", "busy"),
                ("sending", "email", None),
            ]
        )
    ]

    async def found(query: str) -> list[int]:
        said = await server.json("GET", f"/admin/deliveries?{query}", headers=admin.headers)
        return [ids.index(int(item["id"])) for item in said["items"]]

    first = await server.json("GET", "/admin/deliveries?limit=3", headers=admin.headers)
    rest = await server.json(
        "GET", f"/admin/deliveries?cursor={first['next_cursor']}", headers=admin.headers
    )
    items = first["items"] + rest["items"]
    assert [item["id"] for item in items] == [str(one) for one in ids[::-1]]
    assert (first["total"], rest["total"], rest["next_cursor"]) == (5, 5, None)
    failed = items[3]
    assert (failed["status"], failed["last_error"], failed["attempts"], failed["alerts"]) == (
        *("failed", "no such mailbox", 0, 2),
    )
    assert failed["user_id"] == str(admin.id)
    assert [item["next_try_at"] is None for item in items] == [False, False, True, True, True]
    for status in ("sent", "failed", "unconfigured", "pending", "sending"):
        assert [items[4 - n]["status"] for n in await found(f"status={status}")] == [status]
    assert await found("channel=push") == [3, 2]
    assert await found("channel=push&status=pending") == [3]
    assert await found("channel=webhook") == []
    path = "/admin/deliveries?status=lost&channel=fax&limit=0&cursor=x&since=1"
    assert await server.faults("GET", path, headers=admin.headers) == [
        *("channel", "cursor", "limit", "since", "status"),
    ]


async def test_retry(server: Server, db: Database, admin: SignedInUser) -> None:
    """One that was given up is due at once, under its message id; who asked is written down."""
    given_up = await _delivery(
        server, admin, 1, status="failed", attempts=24, resends=5, last_error="no"
    )
    path = f"/admin/deliveries/{given_up}/retry"

    both = await asyncio.gather(
        *(server.ask("POST", path, headers=admin.headers) for _ in range(2))
    )

    assert sorted(answer.status for answer in both) == [200, 409]
    (row,) = await db.text("SELECT * FROM deliveries")
    assert (row["status"], row["attempts"], row["resends"], row["message_id"]) == (
        *("pending", 0, 0, "<1>"),
    )
    assert row["failed_at"] is None
    assert server.scrapes.woken == 1
    audit = await server.json("GET", "/admin/audit", headers=admin.headers)
    (entry,) = audit["items"]
    assert (entry["action"], entry["target_kind"], entry["target_id"]) == (
        *("delivery retried", "delivery", str(given_up)),
    )
    assert entry["details"] == {"status": "failed", "attempts": 24, "channel": "email"}


@pytest.mark.parametrize("status", ["sent", "sending", "pending"])
async def test_nothing_is_sent_twice(server: Server, admin: SignedInUser, status: str) -> None:
    """P2: 409 for what was sent or is due already, and nothing changes."""
    delivery = await _delivery(server, admin, 1, status=status, attempts=3)

    said = await server.problem(
        "POST", f"/admin/deliveries/{delivery}/retry", 409, headers=admin.headers
    )

    assert said == "conflict"
    assert await server.rows.value("SELECT status FROM deliveries") == status
    assert await server.rows.value("SELECT count(*) FROM audit") == 0


async def test_retry_of_a_webhook(server: Server, admin: SignedInUser) -> None:
    """Owed at once where there is a webhook, 409 where it was removed meanwhile."""
    delivery = await _delivery(server, admin, 1, status="failed", channel="webhook")
    path = f"/admin/deliveries/{delivery}/retry"

    said = await server.problem("POST", path, 409, headers=admin.headers)
    unchanged = await server.rows.value("SELECT status FROM deliveries")
    await server.stores.webhooks.put(admin.id, "https://hooks.example.org/")
    due = await server.json("POST", path, headers=admin.headers)
    found = await server.json("GET", "/admin/deliveries?channel=webhook", headers=admin.headers)

    assert (said, unchanged) == ("conflict", "failed")
    assert (due["status"], due["channel"], due["attempts"]) == ("pending", "webhook", 0)
    assert [item["id"] for item in found["items"]] == [str(delivery)]


async def test_retry_without_push(server: Server, admin: SignedInUser) -> None:
    """409 where push cannot be sent at all; unknown deliveries are 404."""
    delivery = await _delivery(server, admin, 1, status="unconfigured", channel="push")
    path = "/admin/deliveries/{}/retry"

    said = await server.problem("POST", path.format(delivery), 409, headers=admin.headers)

    assert said == "conflict"
    assert await server.rows.value("SELECT status FROM deliveries") == "unconfigured"
    for nothing in ("999", "0", "x", str(2**70)):
        said = await server.problem("POST", path.format(nothing), 404, headers=admin.headers)
        assert said == "not-found"
