"""Accounts over HTTP: registering, signing in, verifying, and the person's own row."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from tests.integration.rows import PASSWORD

if TYPE_CHECKING:
    from tests.integration.http_server import Server

NEW = {"email": "Ada@Example.org", "password": "a plain but long one", "full_name": "Ada L."}


async def test_registering_signs_in(server: Server) -> None:
    """201 with the person and tokens that work at once; a mail with a token follows."""
    said = await server.json("POST", "/auth/register", 201, json=NEW)
    headers = {"Authorization": f"Bearer {said['access_token']}"}
    me = await server.json("GET", "/users/me", headers=headers)
    async with asyncio.timeout(5):
        email, name, token = await server.mails.get()

    assert said["user"] == me
    assert me["email"] == "Ada@Example.org"
    assert me["email_verified"] is False
    assert set(me) == {
        *("id", "email", "full_name", "timezone", "locale"),
        *("email_verified", "is_admin", "created_at"),
    }
    assert said["token_type"] == "Bearer"
    assert said["expires_in"] == 900
    assert len(said["refresh_token"]) >= 43
    assert (email, name) == ("Ada@Example.org", "Ada L.")
    assert len(token) >= 43


async def test_address_is_unique_whatever_its_case(server: Server) -> None:
    """The same address in other letters is 409 email-taken."""
    await server.json("POST", "/auth/register", 201, json=NEW)

    again = NEW | {"email": " ada@EXAMPLE.org "}
    assert await server.problem("POST", "/auth/register", 409, json=again) == "email-taken"


async def test_every_bad_field_is_named(server: Server) -> None:
    """Types, bounds, rules and unknown names, all in one answer."""
    bad = {"email": "no address", "password": "short", "full_name": 5, "age": 3}

    said = await server.faults("POST", "/auth/register", json=bad)

    assert said == ["age", "email", "full_name", "password"]
    same = NEW | {"password": NEW["email"], "full_name": 5}
    assert await server.faults("POST", "/auth/register", json=same) == ["full_name", "password"]
    assert await server.faults("POST", "/auth/register", json={}) == ["email", "password"]


@pytest.mark.parametrize("password", ["ada@example.org", "password1234", "1234567890", "x" * 129])
async def test_weak_password_is_refused(server: Server, password: str) -> None:
    """The address, a common one, or a wrong length: 422 naming the password."""
    said = await server.faults("POST", "/auth/register", json=NEW | {"password": password})

    assert said == ["password"]


@pytest.mark.parametrize(
    ("body", "kind", "status", "slug"),
    [
        (b"{", "application/json", 400, "malformed-body"),
        (b"\xff\xfe", "application/json", 400, "malformed-body"),
        (b'{"email": "\\ud800"}', "application/json", 400, "malformed-body"),
        (b"[" * 50_000, "application/json", 400, "malformed-body"),
        (b"[1]", "application/json", 422, "invalid-field"),
        (b"null", "application/json", 422, "invalid-field"),
        (b'{"email": 1e999}', "application/json", 422, "invalid-field"),
        (b'{"email": ' + b"9" * 4000 + b"}", "application/json", 422, "invalid-field"),
        (b'{"email": "a\\u0000@b.c", "password": "x"}', "application/json", 422, "invalid-field"),
        (b'{"\\u0000": 1}', "application/json", 422, "invalid-field"),
        (b"{}", "text/plain", 415, "unsupported-media-type"),
        (b"{}", "application/json; charset=latin-1", 415, "unsupported-media-type"),
        (b'{"email": "' + b"a" * 1_100_000 + b'"}', "application/json", 413, "too-large"),
    ],
)
async def test_hostile_body(server: Server, body: bytes, kind: str, status: int, slug: str) -> None:
    """Whatever the bytes are, the caller is told what is wrong with them."""
    headers = {"Content-Type": kind}

    said = await server.problem(
        "POST", "/auth/register", status, data=io.BytesIO(body), headers=headers
    )

    assert said == slug


async def test_body_that_is_not_what_its_encoding_says(server: Server) -> None:
    """A body that claims to be compressed and is not cannot be decoded."""
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}

    said = await server.ask("POST", "/auth/login", data=b"no gzip", headers=headers)

    assert said.status == 400


async def test_login(server: Server) -> None:
    """The right password gives a working session, whatever the address's case."""
    person = await server.rows.person()
    body = {"email": f" {person.email.upper()}", "password": PASSWORD}

    said = await server.json("POST", "/auth/login", json=body)

    headers = {"Authorization": f"Bearer {said['access_token']}"}
    assert (await server.json("GET", "/users/me/", headers=headers))["id"] == str(person.id)
    assert await server.rows.value("SELECT last_seen_at IS NOT NULL FROM users") is True


async def test_wrong_password_and_unknown_address_read_the_same(server: Server) -> None:
    """401 invalid-credentials with one text, so that nobody learns who has an account."""
    person = await server.rows.person()

    wrong = await server.json(
        "POST", "/auth/login", 401, json={"email": person.email, "password": "not the right one"}
    )
    unknown = await server.json(
        "POST", "/auth/login", 401, json={"email": "nobody@example.org", "password": "x"}
    )

    assert wrong["type"] == "/problems/invalid-credentials"
    assert {**wrong, "request_id": ""} == {**unknown, "request_id": ""}


async def test_disabled_account(server: Server) -> None:
    """403 account-disabled, and only to who knows the password; its tokens are refused."""
    person = await server.rows.person(disabled=True)
    right = {"email": person.email, "password": PASSWORD}

    assert await server.problem("POST", "/auth/login", 403, json=right) == "account-disabled"
    wrong = right | {"password": "something else"}
    assert await server.problem("POST", "/auth/login", 401, json=wrong) == "invalid-credentials"
    said = await server.problem("GET", "/users/me", 401, headers=person.headers)
    assert said == "token-revoked"


async def test_old_hash_is_renewed(server: Server) -> None:
    """A password hashed with other parameters is hashed again when it is next given."""
    person = await server.rows.person()
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    await server.rows.value("UPDATE users SET password_hash = $1", old)

    for _ in range(2):
        await server.json("POST", "/auth/login", json={"email": person.email, "password": PASSWORD})

    kept = await server.rows.value("SELECT password_hash FROM users")
    assert "m=19456,t=2,p=1" in kept


async def test_verifying_opens_what_was_closed(server: Server) -> None:
    """An unverified person reads but changes nothing; the mailed token works once."""
    said = await server.json("POST", "/auth/register", 201, json=NEW)
    headers = {"Authorization": f"Bearer {said['access_token']}"}
    async with asyncio.timeout(5):
        _, _, token = await server.mails.get()

    before = await server.problem("PATCH", "/users/me", 403, json={}, headers=headers)
    await server.json("POST", "/auth/verify-email", 204, json={"token": token})
    after = await server.json("PATCH", "/users/me", json={}, headers=headers)
    again = await server.problem("POST", "/auth/verify-email", 400, json={"token": token})

    assert before == "email-not-verified"
    assert after["email_verified"] is True
    assert again == "invalid-token"


async def test_verification_token_gets_too_old(server: Server) -> None:
    """After 48 hours the token is as good as unknown."""
    await server.json("POST", "/auth/register", 201, json=NEW)
    async with asyncio.timeout(5):
        _, _, token = await server.mails.get()
    await server.rows.value("UPDATE one_time_tokens SET expires_at = now()")

    said = await server.problem("POST", "/auth/verify-email", 400, json={"token": token})

    assert said == "invalid-token"
    assert await server.faults("POST", "/auth/verify-email", json={}) == ["token"]


async def test_resending_tells_nobody_who_has_an_account(server: Server) -> None:
    """202 for an unverified, a verified and an unknown address; one mail is sent."""
    waiting = await server.rows.person(verified=False)
    verified = await server.rows.person()

    for email in ("nobody@example.org", verified.email, waiting.email.upper()):
        body = {"email": email}
        assert await server.json("POST", "/auth/resend-verification", 202, json=body) is None
    async with asyncio.timeout(5):
        email, _, token = await server.mails.get()

    assert email == waiting.email
    assert server.mails.empty()
    await server.json("POST", "/auth/verify-email/", 204, json={"token": token})
    assert await server.faults("POST", "/auth/resend-verification", json={"email": "x"}) == [
        "email"
    ]


async def test_changing_oneself(server: Server) -> None:
    """What is given changes, null takes the name away, the rest stays."""
    person = await server.rows.person()
    change = {"full_name": " Ada ", "timezone": "Europe/Berlin", "locale": "de-DE"}

    first = await server.json("PATCH", "/users/me", json=change, headers=person.headers)
    second = await server.json(
        "PATCH", "/users/me", json={"full_name": None}, headers=person.headers
    )

    assert (first["full_name"], first["timezone"], first["locale"]) == (
        *("Ada", "Europe/Berlin", "de-DE"),
    )
    assert second == first | {"full_name": None}


async def test_bad_changes_are_named(server: Server) -> None:
    """Zones are IANA's, locales are language tags, and the zone cannot be taken away."""
    person = await server.rows.person()
    bad = {"full_name": "a\u0007b", "timezone": "Mars/Base", "locale": "?"}

    assert await server.faults("PATCH", "/users/me", json=bad, headers=person.headers) == [
        *("full_name", "locale", "timezone"),
    ]
    gone = {"timezone": None, "email": "x@example.org"}
    assert await server.faults("PATCH", "/users/me", json=gone, headers=person.headers) == [
        *("email", "timezone"),
    ]
