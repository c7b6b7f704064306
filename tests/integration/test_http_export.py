"""P13: the export holds every row about the person, and nothing about anybody else."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from jobscout.sql.exports import PAGE
from tests.integration import complete_user

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server

# What is not told: what proves who somebody is, and when which process works on what.
SECRET = {
    "users": {"password_hash", "deleted_at"},
    "sessions": {"refresh_hash", "family_hash", "spent_hash", "sealed_pair"},
    "one_time_tokens": {"token_hash"},
    "cvs": {"storage_key"},
    "user_skills": {"skill_id"},
    "alerts": {"bundle_at"},
    "webhooks": {"secret"},
    "user_channels": {"address", "address_hash"},
}
PLUMBING = {"user_id", "next_try_at", "claimed_until", "claimed_by"}
MEMBERS = {"users": "account", "user_skills": "skills"}


async def export(server: Server, headers: dict[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = await server.json("GET", "/users/me/data-export", headers=headers)
    return said


async def test_every_column_of_every_table(server: Server, db: Database) -> None:
    """A table or column that is new must be exported, or named here as one that is not."""
    user = await server.rows.user()
    await complete_user.fill(server.rows, user, "Ada")
    await server.rows.value("UPDATE cvs SET status = 'processing', attempts = 1 RETURNING 1")

    said = await export(server, user.headers)

    # an erasure is due only once nobody can sign in to ask; an event only names, for a day,
    # an alert or a CV that is told here
    skipped = {"erasures", "events"}
    tables = set(await complete_user.user_tables(db)) - skipped | {"users"}
    for table in sorted(tables):
        member = said[MEMBERS.get(table, table)]
        rows = member if isinstance(member, list) else [member]
        assert rows, table
        columns = await db.text(
            "SELECT column_name FROM information_schema.columns WHERE table_name = $1"
            " AND table_schema = 'public'",
            table,
        )
        wanted = {row["column_name"] for row in columns} - PLUMBING - SECRET.get(table, set())
        if table == "cvs":
            wanted.remove("attempts")
        assert wanted - set(rows[0]) == set(), table
    assert said["alerts"][0]["history"][0]["to"] == "Applied"
    assert said["cvs"][0]["findings"] == {"name": "Ada"}
    assert [(act["action"], act["by_person"]) for act in said["audit"]] == [
        *(("job split", True), ("account deactivated", False)),
    ]


async def test_a_file_to_keep(server: Server) -> None:
    """200 as an attachment in JSON, whose ids are those of the API; nobody stores it on the way."""
    user = await server.rows.user(verified=False)

    async with await server.ask("GET", "/users/me/data-export/", headers=user.headers) as answer:
        said = await answer.json()

    assert answer.status == 200
    assert answer.content_type == "application/json"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Cache-Control"] == "no-store"
    assert said["account"]["id"] == str(user.id)
    assert said["preferences"] is None
    assert said["alerts"] == []


async def test_nothing_of_others(server: Server) -> None:
    """Whatever others have, none of it is in here; no hash of anything either."""
    user, other = await server.rows.user(), await server.rows.user()
    await complete_user.fill(server.rows, user, "Ada")
    await complete_user.fill(server.rows, other, "Grace Otherwise")

    text = json.dumps(await export(server, user.headers))

    assert "Grace" not in text
    assert other.email not in text
    assert "argon2" not in text
    assert "hash" not in text
    assert "whsec" not in text
    assert "services" not in text


async def test_more_rows_than_a_page(server: Server) -> None:
    """Each row once and in order, however many there are."""
    user = await server.rows.user()
    await server.rows.value(
        "INSERT INTO searches (user_id, name) SELECT $1, n::text FROM generate_series(1, $2::int) n"
        " RETURNING 1",
        user.id,
        2 * PAGE + 3,
    )

    said = await export(server, user.headers)

    names = [search["name"] for search in said["searches"]]
    assert names == [str(n) for n in range(1, 2 * PAGE + 4)]


async def test_slow_reader_holds_no_connection(server: Server, db: Database) -> None:
    """Somebody who reads their export a byte a minute keeps no connection of the pool busy."""
    user = await server.rows.user()
    await server.rows.value(
        "INSERT INTO searches (user_id, name, keywords)"
        " SELECT $1, n::text, ARRAY[repeat('x', 9000)] FROM generate_series(1, 3000) n RETURNING 1",
        user.id,
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", server.client.port)
    sign_in = f"Authorization: {user.headers['Authorization']}"
    request = ["GET /users/me/data-export HTTP/1.1", "Host: x", sign_in, "", ""]
    writer.write("\r\n".join(request).encode())
    async with asyncio.timeout(10):
        await reader.readuntil(b"\r\n\r\n")
        while db.in_use[0]:
            await server.json("GET", "/health")

    writer.close()


async def test_nobody_is_answered_nothing(server: Server) -> None:
    """No token 401; a revoked one 401; an unknown parameter 422."""
    user = await server.rows.user()
    path = "/users/me/data-export"

    assert await server.problem("GET", path, 401) == "unauthenticated"
    assert await server.faults("GET", f"{path}?all=1", headers=user.headers) == ["all"]
    await server.json("POST", "/auth/logout", 204, headers=user.headers)
    assert await server.problem("GET", path, 401, headers=user.headers) == "token-revoked"


async def test_head(server: Server) -> None:
    """The headers alone, so that the connection can go on."""
    user = await server.rows.user()

    async with await server.ask("HEAD", "/users/me/data-export", headers=user.headers) as answer:
        assert (answer.status, await answer.read()) == (200, b"")
        assert answer.content_type == "application/json"
    assert (await export(server, user.headers))["account"]["email"] == user.email
