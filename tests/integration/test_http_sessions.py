"""Refreshing and signing out over HTTP: races, reuse, and what a session's end refuses."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.rows import PASSWORD

if TYPE_CHECKING:
    from tests.integration.http_server import Server

OLD = "UPDATE sessions SET last_used_at = last_used_at - interval '6 seconds' RETURNING 1"


def bearer(pair: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {pair['access_token']}"}


async def sign_in(server: Server) -> dict[str, Any]:
    user = await server.rows.user()
    body = {"email": user.email, "password": PASSWORD}
    said: dict[str, Any] = await server.json("POST", "/auth/login", json=body)
    return said


async def refreshed(server: Server, pair: dict[str, Any]) -> Any:
    return await server.json("POST", "/auth/refresh", json={"refresh_token": pair["refresh_token"]})


async def refused(server: Server, pair: dict[str, Any]) -> str:
    """Why this pair's refresh token is refused."""
    body = {"refresh_token": pair["refresh_token"]}
    return await server.problem("POST", "/auth/refresh", 401, json=body)


async def test_refreshing(server: Server) -> None:
    """A new pair that works; the session is the same and lives 30 days from now."""
    first = await sign_in(server)
    await server.rows.value(
        "UPDATE sessions SET expires_at = now() + interval '1 hour' RETURNING 1"
    )

    second = await refreshed(server, first)

    assert set(second) == {"access_token", "refresh_token", "token_type", "expires_in"}
    assert second["refresh_token"] != first["refresh_token"]
    assert (second["token_type"], second["expires_in"]) == ("Bearer", 900)
    me = await server.json("GET", "/users/me", headers=bearer(second))
    assert me == first["user"]
    lives = await server.rows.value(
        "SELECT expires_at - now() > interval '29 days 23 hours' FROM sessions"
        " WHERE expires_at > now() + interval '1 day' AND spent_hash IS NOT NULL"
    )
    assert lives is True
    third = await refreshed(server, second)
    assert third["refresh_token"] not in {first["refresh_token"], second["refresh_token"]}


async def test_fifty_at_once(server: Server) -> None:
    """P: all get the identical bytes, and one new refresh token exists afterwards."""
    first = await sign_in(server)

    async def ask() -> tuple[int, bytes]:
        body = {"refresh_token": first["refresh_token"]}
        async with await server.ask("POST", "/auth/refresh", json=body) as answer:
            return answer.status, await answer.read()

    said = await asyncio.gather(*(ask() for _ in range(50)))

    assert len(set(said)) == 1
    assert said[0][0] == 200
    again = await refreshed(server, first)
    assert again == await refreshed(server, first)
    assert await server.rows.value("SELECT count(*) FROM sessions") == 2
    await refreshed(server, again)


async def test_reuse_ends_the_session(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """After five seconds a spent token is a thief's or was one's: everything of it is refused."""
    first = await sign_in(server)
    second = await refreshed(server, first)
    await server.rows.value(OLD)

    said = await refused(server, first)

    assert said == "token-reused"
    assert await refused(server, second) == "token-revoked"
    assert await refused(server, first) == "token-reused"
    assert await server.problem("GET", "/users/me", 401, headers=bearer(second)) == "token-revoked"
    (session_id, *_) = server.revoked
    events = [record for record in caplog.records if record.message == "refresh token reused"]
    assert events[0].levelno == logging.WARNING
    assert vars(events[0])["session_id"] == session_id
    assert vars(events[0])["security"] is True
    assert first["refresh_token"] not in caplog.text


async def test_older_tokens_are_reuse_at_once(server: Server) -> None:
    """Only the token spent last is in a race; one spent before it has no excuse."""
    first = await sign_in(server)
    second = await refreshed(server, first)
    third = await refreshed(server, second)

    assert await refused(server, first) == "token-reused"
    assert await refused(server, third) == "token-revoked"


async def test_reuse_ends_one_session_only(server: Server) -> None:
    """The person's other devices go on."""
    user = await server.rows.user()
    body = {"email": user.email, "password": PASSWORD}
    one, two = [await server.json("POST", "/auth/login", json=body) for _ in range(2)]
    await refreshed(server, one)
    await server.rows.value(OLD)

    assert await refused(server, one) == "token-reused"

    await refreshed(server, two)
    await server.json("GET", "/users/me", headers=bearer(two))


@pytest.mark.parametrize(
    "token", ["x", "x" * 65, "\u00e9" * 65, "\u20ac" * 200, "a.b.c", " " * 65, "%00"]
)
async def test_tokens_nobody_gave_out(server: Server, token: str) -> None:
    """401 unauthenticated with WWW-Authenticate."""
    async with await server.ask("POST", "/auth/refresh", json={"refresh_token": token}) as answer:
        assert answer.status == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        said = await answer.json(content_type=None)
    assert said["type"] == "/problems/unauthenticated"


async def test_a_guess_within_a_family_is_reuse(server: Server) -> None:
    """Who knows how a token begins has held one of its family."""
    first = await sign_in(server)
    forged = {"refresh_token": first["refresh_token"][:22] + "x" * 43}

    assert await refused(server, forged) == "token-reused"
    assert await refused(server, first) == "token-revoked"


async def test_expired(server: Server) -> None:
    """A refresh token of more than 30 days is no token any more."""
    first = await sign_in(server)
    await server.rows.value("UPDATE sessions SET expires_at = now() RETURNING 1")

    assert await refused(server, first) == "unauthenticated"


@pytest.mark.parametrize("column", ["disabled_at", "deleted_at"])
async def test_account_that_is_no_more(server: Server, column: str) -> None:
    """Neither token of a disabled or deleted account works."""
    first = await sign_in(server)
    await server.rows.value(f"UPDATE users SET {column} = now() RETURNING 1")  # noqa: S608

    assert await refused(server, first) == "token-revoked"
    assert await server.problem("GET", "/users/me", 401, headers=bearer(first)) == "token-revoked"


async def test_every_bad_field_of_a_refresh(server: Server) -> None:
    """Missing, too long, of another type, unknown: each is named."""
    path = "/auth/refresh"
    assert await server.faults("POST", path, json={}) == ["refresh_token"]
    assert await server.faults("POST", path, json={"refresh_token": 1}) == ["refresh_token"]
    long = {"refresh_token": "x" * 201, "a": 1}
    assert await server.faults("POST", path, json=long) == ["a", "refresh_token"]
    assert await server.faults("POST", path, json={"refresh_token": "a\x00"}) == ["refresh_token"]


async def test_logout(server: Server) -> None:
    """Both tokens are refused from then on; other sessions are not."""
    first, other = await sign_in(server), await sign_in(server)
    second = await refreshed(server, first)

    await server.json("POST", "/auth/logout", 204, headers=bearer(second))

    for pair in (first, second):
        said = await server.problem("GET", "/users/me", 401, headers=bearer(pair))
        assert said == "token-revoked"
        assert await refused(server, pair) == "token-revoked"
    assert len(server.revoked) == 1
    again = await server.problem("POST", "/auth/logout", 401, headers=bearer(second))
    assert again == "token-revoked"
    await server.json("GET", "/users/me", headers=bearer(other))


async def test_logout_by_refresh_token(server: Server) -> None:
    """Whose access token has expired can still sign out, and never learns more than that."""
    first = await sign_in(server)
    body = {"refresh_token": first["refresh_token"]}

    for _ in range(2):
        await server.json("POST", "/auth/logout", 204, json=body)
    await server.json("POST", "/auth/logout", 204, json={"refresh_token": "unknown"})

    assert await refused(server, first) == "token-revoked"
    assert len(server.revoked) == 1


async def test_logout_of_nobody(server: Server) -> None:
    """Without any token 401; with a bad one 401; a bad field is named."""
    bad = {"Authorization": "Bearer x.y.z"}

    assert await server.problem("POST", "/auth/logout", 401, json={}) == "unauthenticated"
    assert await server.problem("POST", "/auth/logout", 401) == "unauthenticated"
    assert await server.problem("POST", "/auth/logout", 401, headers=bad) == "unauthenticated"
    assert await server.faults("POST", "/auth/logout", json={"refresh_token": 5}) == [
        "refresh_token"
    ]


async def test_logout_races_with_refresh(server: Server) -> None:
    """Whichever comes first, nothing of the session is good afterwards."""
    first = await sign_in(server)
    body = {"refresh_token": first["refresh_token"]}

    async def logout() -> None:
        await server.json("POST", "/auth/logout", 204, headers=bearer(first))

    async def refresh() -> Any:
        async with await server.ask("POST", "/auth/refresh", json=body) as answer:
            return await answer.json(content_type=None)

    said = await asyncio.gather(*(refresh() for _ in range(5)), logout())

    for pair in said:
        if pair and "access_token" in pair:
            said_me = await server.problem("GET", "/users/me", 401, headers=bearer(pair))
            assert said_me == "token-revoked"
            assert await refused(server, pair) in {"token-revoked", "token-reused"}
