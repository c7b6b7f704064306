"""The person behind the token over HTTP: their row, their password, their signed-in devices."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import anyio
import pytest

from tests.integration.rows import PASSWORD

if TYPE_CHECKING:
    from tests.integration.http_server import Server

NEW_PASSWORD = "quite another long one"


async def test_changing_oneself(server: Server) -> None:
    """What is given changes, null takes the name away, the rest stays."""
    user = await server.rows.user()
    change = {"full_name": " Ada ", "timezone": "Europe/Berlin", "locale": "de-DE"}

    first = await server.json("PATCH", "/users/me", json=change, headers=user.headers)
    second = await server.json("PATCH", "/users/me", json={"full_name": None}, headers=user.headers)

    assert (first["full_name"], first["timezone"], first["locale"]) == (
        *("Ada", "Europe/Berlin", "de-DE"),
    )
    assert second == first | {"full_name": None}


async def test_bad_changes_are_named(server: Server) -> None:
    """Zones are IANA's, locales are language tags, and the zone cannot be taken away."""
    user = await server.rows.user()
    bad = {"full_name": "a\u0007b", "timezone": "Mars/Base", "locale": "?"}

    assert await server.faults("PATCH", "/users/me", json=bad, headers=user.headers) == [
        *("full_name", "locale", "timezone"),
    ]
    gone = {"timezone": None, "email": "x@example.org"}
    assert await server.faults("PATCH", "/users/me", json=gone, headers=user.headers) == [
        *("email", "timezone"),
    ]


async def test_changing_the_password(server: Server) -> None:
    """The new one signs in, the old one does not; other devices are signed out; a mail tells."""
    user = await server.rows.user()
    other = await server.rows.sign_in(user)
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}

    await server.json("POST", "/users/me/password", 204, json=body, headers=user.headers)

    old, new = ({"email": user.email, "password": word} for word in (PASSWORD, NEW_PASSWORD))
    assert await server.problem("POST", "/auth/login", 401, json=old) == "invalid-credentials"
    await server.json("POST", "/auth/login", json=new)
    await server.json("GET", "/users/me", headers=user.headers)
    said = await server.problem("GET", "/users/me", 401, headers=other.headers)
    assert said == "token-revoked"
    assert server.revoked == [other.session_id]
    assert len(await server.due_mails("password_changed")) == 1


async def test_changing_the_password_needs_the_old_one(server: Server) -> None:
    """401 invalid-credentials, and nothing changes."""
    user = await server.rows.user()
    body = {"current_password": "not the right one", "new_password": NEW_PASSWORD}

    said = await server.problem("POST", "/users/me/password", 401, json=body, headers=user.headers)

    assert said == "invalid-credentials"
    await server.json("POST", "/auth/login", json={"email": user.email, "password": PASSWORD})
    assert server.revoked == []


async def test_new_password_has_rules(server: Server) -> None:
    """Every bad field is named; the address itself is no password."""
    user = await server.rows.user()
    path, me = "/users/me/password", {"headers": user.headers}

    short = {"current_password": 5, "new_password": "short", "more": 1}
    assert await server.faults("POST", path, json=short, **me) == [
        *("current_password", "more", "new_password"),
    ]
    same = {"current_password": PASSWORD, "new_password": user.email}
    assert await server.faults("POST", path, json=same, **me) == ["new_password"]


async def test_guessing_the_password_is_limited(idle_server: Server) -> None:
    """A stolen access token is good for few guesses: 429 after five in a minute."""
    server = await idle_server.start(calls={})
    user = await server.rows.user()
    body = {"current_password": "not the right one", "new_password": NEW_PASSWORD}
    path, me = "/users/me/password", {"headers": user.headers}

    said = [await server.problem("POST", path, 401, json=body, **me) for _ in range(5)]

    assert set(said) == {"invalid-credentials"}
    assert await server.problem("POST", path, 429, json=body, **me) == "rate-limited"


async def test_signed_in_devices(server: Server) -> None:
    """Newest first with what recognises them, page by page, without ended and others' ones."""
    headers = {"User-Agent": "Phone/1.0"}
    user = await server.rows.user()
    await server.rows.user()
    body = {"email": user.email, "password": PASSWORD}
    said = [await server.json("POST", "/auth/login", json=body, headers=headers) for _ in range(3)]
    await server.json("POST", "/auth/logout", 204, json={"refresh_token": said[1]["refresh_token"]})

    me = {"Authorization": f"Bearer {said[2]['access_token']}"}
    first = await server.json("GET", "/users/me/sessions?limit=2", headers=me)
    path = f"/users/me/sessions?limit=2&cursor={first['next_cursor']}"
    second = await server.json("GET", path, headers=me)

    assert [item["current"] for item in first["items"]] == [True, False]
    assert first["items"][0]["user_agent"] == "Phone/1.0"
    assert first["items"][0]["ip"] == "127.0.0.1"
    assert [item["id"] for item in second["items"]] == [user.session_id]
    assert second["next_cursor"] is None
    assert set(first["items"][0]) == {
        *("id", "user_agent", "ip", "created_at", "last_used_at", "expires_at", "current"),
    }


async def test_signing_a_device_out(server: Server) -> None:
    """Its tokens are refused at once and it leaves the list; a second time is 404."""
    user = await server.rows.user()
    other = await server.rows.sign_in(user)
    path = f"/users/me/sessions/{other.session_id}"

    await server.json("DELETE", path, 204, headers=user.headers)

    said = await server.problem("GET", "/users/me", 401, headers=other.headers)
    assert said == "token-revoked"
    assert server.revoked == [other.session_id]
    assert await server.problem("DELETE", path, 404, headers=user.headers) == "not-found"
    left = await server.json("GET", "/users/me/sessions", headers=user.headers)
    assert [item["id"] for item in left["items"]] == [user.session_id]


async def test_devices_of_others(server: Server) -> None:
    """Another person's session, or no session's id, is 404 and ends nothing."""
    user, stranger = await server.rows.user(), await server.rows.user()

    for session_id in (stranger.session_id, "7", "no-id", "0" * 40):
        path = f"/users/me/sessions/{session_id}"
        assert await server.problem("DELETE", path, 404, headers=user.headers) == "not-found"

    assert server.revoked == []
    await server.json("GET", "/users/me", headers=stranger.headers)


async def test_changing_the_password_ends_mails_that_set_it(server: Server) -> None:
    """A token that was mailed before is of no use after."""
    user = await server.rows.user()
    await server.json("POST", "/auth/forgot-password", 202, json={"email": user.email})
    token = await server.token("reset_password")
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}

    await server.json("POST", "/users/me/password", 204, json=body, headers=user.headers)

    late = {"token": token, "new_password": "a third and also long one"}
    assert await server.problem("POST", "/auth/reset-password", 400, json=late) == "invalid-token"


async def test_two_changes_of_the_password_at_once(server: Server) -> None:
    """One of them holds; the other learns that the password is no longer what it compared."""
    user = await server.rows.user()

    async def change(new: str) -> tuple[int, str]:
        body = {"current_password": PASSWORD, "new_password": new}
        async with await server.ask(
            "POST", "/users/me/password", json=body, headers=user.headers
        ) as answer:
            return answer.status, new

    words = [f"quite another long one {n}" for n in range(4)]
    said = await asyncio.gather(*(change(word) for word in words))

    (changed,) = [word for status, word in said if status == 204]
    assert {status for status, _ in said} <= {204, 401, 409}
    await server.json("POST", "/auth/login", json={"email": user.email, "password": changed})


async def test_few_passwords_are_hashed_at_a_time(idle_server: Server) -> None:
    """While as many as may be are hashed, the next waits its turn, and everybody else does not."""
    hashing = anyio.CapacityLimiter(1)
    server = await idle_server.start(hashing=hashing)
    user = await server.rows.user()
    body = {"email": user.email, "password": PASSWORD}
    async with asyncio.timeout(10):
        async with hashing:
            login = asyncio.create_task(server.json("POST", "/auth/login", json=body))
            while not hashing.statistics().tasks_waiting:
                assert not login.done()
                await server.json("GET", "/health")
        said = await login

    assert said["user"]["id"] == str(user.id)


@pytest.mark.parametrize("change", ["password_hash = 'another'", "disabled_at = now()"])
async def test_sign_in_that_comes_too_late(idle_server: Server, change: str) -> None:
    """A password that was right when it was read, and no longer when the session begins."""
    hashing = anyio.CapacityLimiter(1)
    server = await idle_server.start(hashing=hashing)
    user = await server.rows.user()
    body = {"email": user.email, "password": PASSWORD}
    async with asyncio.timeout(10):
        async with hashing:
            login = asyncio.create_task(server.problem("POST", "/auth/login", 401, json=body))
            while not hashing.statistics().tasks_waiting:
                await server.json("GET", "/health")
            await server.rows.value(f"UPDATE users SET {change} RETURNING 1")  # noqa: S608
        said = await login

    assert said == "invalid-credentials"
    assert await server.rows.value("SELECT count(*) FROM sessions") == 1
