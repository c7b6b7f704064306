"""Where a person's alerts are posted, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.integration.alert_rows import add_delivery
from tests.integration.http_server import ALLOWLISTED

if TYPE_CHECKING:
    from jobscout.sql.database import Database
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

PATH = "/users/me/webhook"
URL = "https://hooks.example.org/jobs"


async def put(server: Server, user: SignedInUser, url: str = URL) -> dict[str, Any]:
    said: dict[str, Any] = await server.json("PUT", PATH, json={"url": url}, headers=user.headers)
    return said


async def channels(server: Server, user: SignedInUser) -> list[str]:
    said = await server.json("GET", "/users/me/preferences", headers=user.headers)
    found: list[str] = said["channels"]
    return found


async def test_putting(server: Server, db: Database) -> None:
    """The secret is shown once, in the answer that makes it; all else is to be read again."""
    user = await server.rows.user()

    made = await put(server, user)
    got = await server.json("GET", f"{PATH}/", headers=user.headers)

    (row,) = await db.text("SELECT * FROM webhooks")
    secret = made.pop("secret")
    assert secret.startswith("whsec_")
    assert len(secret) >= 6 + 43  # 32 bytes
    assert row["secret"] == secret
    assert made == got
    assert list(got) == [
        *("url", "created_at", "updated_at", "last_delivered_at", "failing_since", "last_error"),
    ]
    assert got["url"] == URL
    assert (got["last_delivered_at"], got["failing_since"], got["last_error"]) == (None,) * 3


async def test_channel_comes_and_goes_with_it(server: Server) -> None:
    """To put a webhook is to choose it, to delete it is not to; the other preferences stay."""
    user = await server.rows.user()
    preferences = {"channels": ["email"], "cadence": "daily"}
    await server.json("PUT", "/users/me/preferences", json=preferences, headers=user.headers)

    for _ in range(2):
        await put(server, user)
        assert await channels(server, user) == ["email", "webhook"]
    await server.json("DELETE", PATH, 204, headers=user.headers)

    assert await channels(server, user) == ["email"]
    said = await server.json("GET", "/users/me/preferences", headers=user.headers)
    assert said["cadence"] == "daily"


async def test_channel_beside_the_usual_ones(server: Server) -> None:
    """Who has said nothing so far goes on to be told by mail and push."""
    user = await server.rows.user()

    await put(server, user)
    chosen = await channels(server, user)
    await server.json("DELETE", PATH, 204, headers=user.headers)

    assert chosen == ["push", "email", "webhook"]
    assert await channels(server, user) == ["push", "email"]


async def test_rotation(server: Server, db: Database) -> None:
    """Each putting makes a new secret, and begins anew with a receiver that failed."""
    user = await server.rows.user()
    first = await put(server, user)
    ill = (
        "UPDATE webhooks SET failures = 7, failing_since = now(), last_error = 'away',"
        " last_delivered_at = now(), next_try_at = now() + interval '6 h', claimed_until = now()"
    )
    await db.text(ill)
    waits = await add_delivery(db, user.id, channel="webhook")
    await db.text("UPDATE deliveries SET next_try_at = now() + interval '6 h'")

    second = await put(server, user)
    moved = await put(server, user, f"{URL}/2")

    (due,) = await db.text("SELECT id, next_try_at <= now() AS is_due FROM deliveries")
    (row,) = await db.text("SELECT *, next_try_at <= now() AS is_due FROM webhooks")
    assert len({one["secret"] for one in (first, second, moved)}) == 3
    assert first["created_at"] == second["created_at"] == moved["created_at"]
    assert first["updated_at"] < second["updated_at"]
    assert (second["failing_since"], second["last_error"]) == (None, None)
    assert second["last_delivered_at"] is not None
    assert moved["last_delivered_at"] is None  # that was another address
    assert (row["failures"], row["claimed_until"], row["is_due"]) == (0, None, True)
    assert (due["id"], due["is_due"]) == (waits, True)


async def test_deleting(server: Server, db: Database) -> None:
    """What waits is not posted any more, and says why; what was told stays told."""
    user, other = await server.rows.user(), await server.rows.user()
    await put(server, user)
    await put(server, other)
    mine, sent, mail, theirs = [
        await add_delivery(db, one.id, channel=channel, status=status)
        for one, channel, status in (
            (user, "webhook", "pending"),
            (user, "webhook", "sent"),
            (user, "email", "pending"),
            (other, "webhook", "pending"),
        )
    ]

    await server.json("DELETE", f"{PATH}/", 204, headers=user.headers)

    rows = {row["id"]: row for row in await db.text("SELECT * FROM deliveries")}
    assert (rows[mine]["status"], rows[mine]["last_error"]) == ("failed", "the webhook was removed")
    assert rows[mine]["failed_at"] is not None
    assert [rows[one]["status"] for one in (sent, mail, theirs)] == ["sent", "pending", "pending"]
    assert await server.problem("GET", PATH, 404, headers=user.headers) == "not-found"
    assert await server.problem("DELETE", PATH, 404, headers=user.headers) == "not-found"


async def test_nobody_elses(server: Server) -> None:
    """A person has one webhook or none, whatever others have."""
    user, other = await server.rows.user(), await server.rows.user()
    await put(server, other)

    assert await server.problem("GET", PATH, 404, headers=user.headers) == "not-found"
    assert await server.problem("DELETE", PATH, 404, headers=user.headers) == "not-found"


async def test_bad_bodies(server: Server) -> None:
    """Every field that is wrong is named, and nothing is stored."""
    user = await server.rows.user()
    refused: list[tuple[Any, list[str]]] = [
        ({}, ["url"]),
        ({"url": None}, ["url"]),
        ({"url": 7}, ["url"]),
        ({"url": ""}, ["url"]),
        ({"url": "https://example.org/" + "x" * 2000}, ["url"]),
        ({"url": "http://example.org/"}, ["url"]),
        ({"url": "ftp://example.org/"}, ["url"]),
        ({"url": "hooks.example.org"}, ["url"]),
        ({"url": "https://"}, ["url"]),
        ({"url": "https://ada:pw@example.org/"}, ["url"]),
        ({"url": "https://example.org/#top"}, ["url"]),
        ({"url": "https://127.0.0.1/"}, ["url"]),
        ({"url": "https://10.1.2.3/"}, ["url"]),
        ({"url": "https://169.254.169.254/latest/meta-data"}, ["url"]),
        ({"url": "https://[::1]/"}, ["url"]),
        ({"url": "https://[::ffff:127.0.0.1]/"}, ["url"]),
        ({"url": "https://example.org/\r\nX-Evil: 1"}, ["url"]),
        ({"url": "https://example.org/\x00"}, ["url"]),
        ({"url": "x", "secret": "mine", "user_id": "1"}, ["secret", "url", "user_id"]),
    ]

    for body, fields in refused:
        assert await server.faults("PUT", PATH, json=body, headers=user.headers) == fields, body
    assert await server.problem("PUT", PATH, 400, data=b"{", headers=_json(user)) == (
        "malformed-body"
    )
    assert await server.problem("GET", PATH, 404, headers=user.headers) == "not-found"


async def test_host_that_was_opened(server: Server) -> None:
    """A test host that FETCH_ALLOW names may be inside, and without encryption."""
    user = await server.rows.user()

    assert (await put(server, user, f"http://{ALLOWLISTED}/hook"))[
        "url"
    ] == f"http://{ALLOWLISTED}/hook"
    assert await server.faults(
        "PUT", PATH, json={"url": "http://127.0.0.1:10/"}, headers=user.headers
    ) == ["url"]


async def test_who_may(server: Server) -> None:
    """Nobody without a token; to change it the address must be verified, to look it need not."""
    user = await server.rows.user(verified=False)
    body = {"url": URL}

    for method in ("GET", "PUT", "DELETE"):
        assert await server.problem(method, PATH, 401, json=body) == "unauthenticated"
    assert await server.problem("GET", PATH, 404, headers=user.headers) == "not-found"
    for method in ("PUT", "DELETE"):
        said = await server.problem(method, PATH, 403, json=body, headers=user.headers)
        assert said == "email-not-verified"


def _json(user: SignedInUser) -> dict[str, str]:
    return user.headers | {"Content-Type": "application/json"}
