"""Signing up and in over HTTP, and proving an address."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from jobscout.errors import Outage
from tests.integration.rows import PASSWORD

if TYPE_CHECKING:
    from tests.integration.http_server import Server

NEW = {"email": "Ada@Example.org", "password": "a plain but long one", "full_name": "Ada L."}
LOGIN = {"email": NEW["email"], "password": NEW["password"]}


async def test_registering_signs_in(server: Server) -> None:
    """201 with the person and tokens that work at once; a mail with a token follows."""
    said = await server.json("POST", "/auth/register", 201, json=NEW)
    headers = {"Authorization": f"Bearer {said['access_token']}"}
    me = await server.json("GET", "/users/me", headers=headers)
    (mail,) = await server.due_mails("verify_email")

    assert said["user"] == me
    assert me["email"] == "Ada@Example.org"
    assert me["email_verified"] is False
    assert set(me) == {
        *("id", "email", "full_name", "timezone", "locale"),
        *("email_verified", "is_admin", "created_at", "mail_suppressed"),
    }
    assert said["token_type"] == "Bearer"
    assert said["expires_in"] == 900
    assert len(said["refresh_token"]) >= 43
    # without the name, which is a stranger's word until the address is proven
    assert (mail.email, mail.full_name) == ("Ada@Example.org", None)
    assert mail.token is not None
    assert len(mail.token) >= 43


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
    as_typed = NEW | {"email": "ada.l@m\u00fcnchen.de", "password": "ada.l@m\u00fcnchen.de"}
    assert await server.faults("POST", "/auth/register", json=as_typed) == ["password"]
    assert await server.faults("POST", "/auth/register", json={}) == ["email", "password"]


async def test_every_spelling_is_one_account(server: Server) -> None:
    """What IDNA and NFKC make of it counts: 409 for another, and each signs in and gets mail."""
    spellings = [
        *("ada@m\u00fcnchen.de", " ADA@xn--mnchen-3ya.DE", "ada@M\u00dcNCHEN\u3002de"),
        *("\uff41da@mu\u0308nchen.de", "ada@m\u00fcnchen\uff0ede"),
    ]
    bodies = [NEW | {"email": spelling} for spelling in spellings]

    said = await server.json("POST", "/auth/register", 201, json=bodies[0])

    assert said["user"]["email"] == "ada@xn--mnchen-3ya.de"
    for body in bodies:
        assert await server.problem("POST", "/auth/register", 409, json=body) == "email-taken"
        login = {"email": body["email"], "password": body["password"]}
        again = await server.json("POST", "/auth/login", json=login)
        assert again["user"]["id"] == said["user"]["id"]
    for path in ("/auth/forgot-password", "/auth/resend-verification"):
        await server.json("POST", path, 202, json={"email": spellings[2]})
    mails = await server.claimed_mails()
    assert {mail.email for mail in mails} == {"ada@xn--mnchen-3ya.de"}
    assert sorted(mail.kind for mail in mails) == ["reset_password", *["verify_email"] * 2]


@pytest.mark.parametrize(
    "email",
    [
        *("ada@example.org\u200b", "ada@exam\u00adple.org", "\ufeffada@example.org"),
        *("ada@[127.0.0.1]", '"ada"@example.org', "ada(x)@example.org", "ada@localhost"),
        *("a da@example.org", "ada@example.org\u0085", "ada@\u2603.org", "ada@example.invalid"),
    ],
)
async def test_address_that_gets_no_mail(server: Server, email: str) -> None:
    """422 in words at each door that would send some; at sign-in, credentials that are wrong."""
    await server.json("POST", "/auth/register", 201, json=NEW)
    said = await server.json("POST", "/auth/register", 422, json=NEW | {"email": email})

    (fault,) = said["errors"]
    assert fault["field"] == "email"
    assert fault["message"].startswith("is not an email address: ")
    for path in ("/auth/forgot-password", "/auth/resend-verification"):
        assert await server.faults("POST", path, json={"email": email}) == ["email"]
    login = {"email": email, "password": NEW["password"]}
    assert await server.problem("POST", "/auth/login", 401, json=login) == "invalid-credentials"


async def test_address_beyond_ascii(idle_server: Server) -> None:
    """Taken where the mail server takes it, 422 where it does not, 503 while nobody knows."""

    async def takes_none() -> bool:
        return False

    async def away() -> bool:
        raise Outage("the mail server is away")

    body = NEW | {"email": "\u00fcser@example.org"}
    server = await idle_server.start(takes_utf8=takes_none)
    refused = await server.json("POST", "/auth/register", 422, json=body)
    asked = [
        await server.faults("POST", path, json={"email": body["email"]})
        for path in ("/auth/forgot-password", "/auth/resend-verification")
    ]
    await server.json("POST", "/auth/register", 201, json=NEW)
    server = await idle_server.start(takes_utf8=away)
    unknown = await server.problem("POST", "/auth/register", 503, json=body)
    server = await idle_server.start()
    said = await server.json("POST", "/auth/register", 201, json=body)
    again = body | {"email": "U\u0308SER@example.org"}

    assert [fault["field"] for fault in refused["errors"]] == ["email"]
    assert "the mail server accepts no other address" in refused["errors"][0]["message"]
    assert asked == [["email"]] * 2
    assert unknown == "unavailable"
    assert said["user"]["email"] == body["email"]
    assert await server.problem("POST", "/auth/register", 409, json=again) == "email-taken"


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
    """Any bytes get an answer that says what is wrong with them."""
    headers = {"Content-Type": kind}

    async with await server.ask(
        "POST", "/auth/register", data=io.BytesIO(body), headers=headers
    ) as answer:
        said = await answer.json(content_type="application/problem+json")

    assert (answer.status, said["type"]) == (status, f"/problems/{slug}")
    assert status not in {400, 422} or said["errors"][0]["field"]


async def test_body_that_is_not_what_its_encoding_says(server: Server) -> None:
    """A body that claims to be compressed is refused for the claim, true or not."""
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}

    said = await server.problem("POST", "/auth/login", 415, data=b"no gzip", headers=headers)

    assert said == "unsupported-media-type"


async def test_login(server: Server) -> None:
    """The right password gives a working session, whatever the address's case."""
    user = await server.rows.user()
    body = {"email": f" {user.email.upper()}", "password": PASSWORD}

    said = await server.json("POST", "/auth/login", json=body)

    headers = {"Authorization": f"Bearer {said['access_token']}"}
    assert (await server.json("GET", "/users/me/", headers=headers))["id"] == str(user.id)
    assert await server.rows.value("SELECT last_seen_at IS NOT NULL FROM users") is True


async def test_wrong_password_and_unknown_address_read_the_same(server: Server) -> None:
    """401 invalid-credentials with one text, so that nobody learns who has an account."""
    user = await server.rows.user()

    wrong = await server.json(
        "POST", "/auth/login", 401, json={"email": user.email, "password": "not the right one"}
    )
    unknown = await server.json(
        "POST", "/auth/login", 401, json={"email": "nobody@example.org", "password": "x"}
    )

    assert wrong["type"] == "/problems/invalid-credentials"
    assert {**wrong, "request_id": ""} == {**unknown, "request_id": ""}


async def test_disabled_account(server: Server) -> None:
    """403 account-disabled, and only to who knows the password; its tokens are refused."""
    user = await server.rows.user(disabled=True)
    right = {"email": user.email, "password": PASSWORD}

    assert await server.problem("POST", "/auth/login", 403, json=right) == "account-disabled"
    wrong = right | {"password": "something else"}
    assert await server.problem("POST", "/auth/login", 401, json=wrong) == "invalid-credentials"
    said = await server.problem("GET", "/users/me", 401, headers=user.headers)
    assert said == "token-revoked"


async def test_old_hash_is_renewed(server: Server) -> None:
    """A password hashed with other parameters is hashed again when it is next given."""
    user = await server.rows.user()
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    await server.rows.value("UPDATE users SET password_hash = $1", old)

    for _ in range(2):
        await server.json("POST", "/auth/login", json={"email": user.email, "password": PASSWORD})

    kept = await server.rows.value("SELECT password_hash FROM users")
    assert "m=19456,t=2,p=1" in kept


async def test_verifying_opens_what_was_closed(server: Server) -> None:
    """An unverified person reads but changes nothing; the token typed into the app works once.

    The session that shows it goes on, and so do the person's others.
    """
    said = await server.json("POST", "/auth/register", 201, json=NEW)
    headers = {"Authorization": f"Bearer {said['access_token']}"}
    other = await server.json("POST", "/auth/login", json=LOGIN)
    token = await server.token("verify_email")

    before = await server.problem("PATCH", "/users/me", 403, json={}, headers=headers)
    shown = {"json": {"token": token}, "headers": headers}
    await server.json("POST", "/auth/verify-email", 204, **shown)
    after = await server.json("PATCH", "/users/me", json={}, headers=headers)
    again = await server.problem("POST", "/auth/verify-email", 400, **shown)

    assert before == "email-not-verified"
    assert after["email_verified"] is True
    assert again == "invalid-token"
    assert server.revoked == []
    for pair in (said, other):
        body = {"refresh_token": pair["refresh_token"]}
        await server.json("POST", "/auth/refresh", json=body)


async def test_link_that_a_stranger_follows(server: Server) -> None:
    """Whoever typed an address that is not theirs has no session once its owner follows the link.

    Neither the tokens given out before nor those to come of them are good; another's session
    saves none of them, nor is it ended. The password stays: signing in again works.
    """
    said = await server.json("POST", "/auth/register", 201, json=NEW)
    other = await server.json("POST", "/auth/login", json=LOGIN)
    stranger = await server.rows.user()
    token = await server.token("verify_email")

    shown = {"json": {"token": token}, "headers": stranger.headers}
    await server.json("POST", "/auth/verify-email", 204, **shown)

    for pair in (said, other):
        headers = {"Authorization": f"Bearer {pair['access_token']}"}
        for method in ("GET", "PATCH"):
            refused = await server.problem(method, "/users/me", 401, json={}, headers=headers)
            assert refused == "token-revoked"
        body = {"refresh_token": pair["refresh_token"]}
        assert await server.problem("POST", "/auth/refresh", 401, json=body) == "token-revoked"
    assert len(set(server.revoked)) == 2
    await server.json("GET", "/users/me", headers=stranger.headers)
    again = await server.json("POST", "/auth/login", json=LOGIN)
    assert again["user"]["email_verified"] is True


async def test_session_that_has_ended_proves_nothing(server: Server) -> None:
    """Its token is refused before the mailed one is spent, which then does its work."""
    said = await server.json("POST", "/auth/register", 201, json=NEW)
    headers = {"Authorization": f"Bearer {said['access_token']}"}
    body = {"token": await server.token("verify_email")}
    await server.json("POST", "/auth/logout", 204, json={}, headers=headers)

    for bad, slug in (
        (headers, "token-revoked"),
        ({"Authorization": "Bearer x"}, "unauthenticated"),
    ):
        refused = await server.problem("POST", "/auth/verify-email", 401, json=body, headers=bad)
        assert refused == slug
    await server.json("POST", "/auth/verify-email", 204, json=body)


async def test_older_mails_are_spent_with_the_first(server: Server) -> None:
    """A second link does not sign anybody out; a reset, which proves the address too, spends it."""
    await server.json("POST", "/auth/register", 201, json=NEW)
    for path in ("/auth/resend-verification", "/auth/forgot-password"):
        await server.json("POST", path, 202, json={"email": NEW["email"]})
    mails = await server.claimed_mails()
    first, second = (mail.token for mail in mails if mail.kind == "verify_email")
    (reset,) = (mail.token for mail in mails if mail.kind == "reset_password")

    await server.json("POST", "/auth/verify-email", 204, json={"token": first})
    said = await server.json("POST", "/auth/login", json=LOGIN)
    body = {"token": second}
    assert await server.problem("POST", "/auth/verify-email", 400, json=body) == "invalid-token"
    headers = {"Authorization": f"Bearer {said['access_token']}"}
    await server.json("GET", "/users/me", headers=headers)

    await server.rows.value("UPDATE one_time_tokens SET used_at = NULL WHERE purpose LIKE 'v%'")
    new = {"token": reset, "new_password": "quite another long one"}
    await server.json("POST", "/auth/reset-password", 204, json=new)
    assert await server.problem("POST", "/auth/verify-email", 400, json=body) == "invalid-token"


async def test_verification_token_gets_too_old(server: Server) -> None:
    """After 48 hours the token is as good as unknown."""
    await server.json("POST", "/auth/register", 201, json=NEW)
    token = await server.token("verify_email")
    await server.rows.value("UPDATE one_time_tokens SET expires_at = now()")

    said = await server.problem("POST", "/auth/verify-email", 400, json={"token": token})

    assert said == "invalid-token"
    assert await server.faults("POST", "/auth/verify-email", json={}) == ["token"]


async def test_resending_tells_nobody_who_has_an_account(server: Server) -> None:
    """202 for an unverified, a verified and an unknown address; one mail is sent."""
    waiting = await server.rows.user(verified=False)
    verified = await server.rows.user()

    for email in ("nobody@example.org", verified.email, waiting.email.upper()):
        body = {"email": email}
        assert await server.json("POST", "/auth/resend-verification", 202, json=body) is None
    (mail,) = await server.due_mails("verify_email")

    assert mail.email == waiting.email
    await server.json("POST", "/auth/verify-email/", 204, json={"token": mail.token})
    assert await server.faults("POST", "/auth/resend-verification", json={"email": "x"}) == [
        "email"
    ]


async def test_forgotten_password(server: Server) -> None:
    """The mailed token sets a new password once, ends every session, and a mail tells of it."""
    user = await server.rows.user()
    other = await server.rows.sign_in(user)
    asked = {"email": user.email.upper()}
    assert await server.json("POST", "/auth/forgot-password", 202, json=asked) is None
    token = await server.token("reset_password")
    body = {"token": token, "new_password": "quite another long one"}

    await server.json("POST", "/auth/reset-password", 204, json=body)

    assert await server.problem("POST", "/auth/reset-password", 400, json=body) == "invalid-token"
    for gone in (user, other):
        said = await server.problem("GET", "/users/me", 401, headers=gone.headers)
        assert said == "token-revoked"
    assert sorted(server.revoked) == sorted([user.session_id, other.session_id])
    old = {"email": user.email, "password": PASSWORD}
    assert await server.problem("POST", "/auth/login", 401, json=old) == "invalid-credentials"
    await server.json("POST", "/auth/login", json=old | {"password": body["new_password"]})
    assert len(await server.due_mails("password_changed")) == 1


async def test_one_reset_ends_the_others(server: Server) -> None:
    """Of two mails the first one used counts; the other's token is spent with it."""
    user = await server.rows.user()
    for _ in range(2):
        await server.json("POST", "/auth/forgot-password", 202, json={"email": user.email})
    first, second = (mail.token for mail in await server.due_mails("reset_password"))
    body = {"new_password": "quite another long one"}

    await server.json("POST", "/auth/reset-password", 204, json={"token": second, **body})

    said = await server.problem("POST", "/auth/reset-password", 400, json={"token": first, **body})
    assert said == "invalid-token"


async def test_reset_proves_the_address(server: Server) -> None:
    """Who read the mail has shown that the address is theirs."""
    user = await server.rows.user(verified=False)
    await server.json("POST", "/auth/forgot-password", 202, json={"email": user.email})
    token = await server.token("reset_password")

    body = {"token": token, "new_password": "quite another long one"}
    await server.json("POST", "/auth/reset-password", 204, json=body)

    login = {"email": user.email, "password": body["new_password"]}
    said = await server.json("POST", "/auth/login", json=login)
    assert said["user"]["email_verified"] is True


async def test_forgotten_password_tells_nobody_who_has_an_account(server: Server) -> None:
    """202 and no mail for an unknown, a disabled and a deleted account."""
    disabled = await server.rows.user(disabled=True)
    deleted = await server.rows.user()
    await server.rows.value("UPDATE users SET deleted_at = now() WHERE id = $1", deleted.id)

    for email in ("nobody@example.org", disabled.email, deleted.email):
        await server.json("POST", "/auth/forgot-password", 202, json={"email": email})

    assert await server.due_mails("reset_password") == []


async def test_nobody_is_flooded(server: Server) -> None:
    """At most five mails of a kind in an hour, from all callers."""
    user = await server.rows.user()
    for _ in range(7):
        await server.json("POST", "/auth/forgot-password", 202, json={"email": user.email})

    assert len(await server.due_mails("reset_password")) == 5


@pytest.mark.parametrize("path", ["/auth/verify-email", "/auth/reset-password"])
async def test_tokens_age_and_have_one_purpose(server: Server, path: str) -> None:
    """Too old, unknown, or meant for something else: 400 invalid-token."""
    user = await server.rows.user(verified=False)
    for asking in ("/auth/resend-verification", "/auth/forgot-password"):
        await server.json("POST", asking, 202, json={"email": user.email})
    tokens = {mail.kind: mail.token for mail in await server.claimed_mails()}
    wrong, right = tokens["reset_password"], tokens["verify_email"]
    more = {}
    if path == "/auth/reset-password":
        wrong, right, more = right, wrong, {"new_password": "quite another long one"}

    for token in (wrong, "x" * 43):
        body = {"token": token, **more}
        assert await server.problem("POST", path, 400, json=body) == "invalid-token"
    await server.rows.value(
        "UPDATE one_time_tokens SET expires_at = now() - interval '1 second' RETURNING 1"
    )
    body = {"token": right, **more}
    assert await server.problem("POST", path, 400, json=body) == "invalid-token"


@pytest.mark.parametrize("column", ["disabled_at", "deleted_at"])
async def test_tokens_of_an_account_that_is_no_more(server: Server, column: str) -> None:
    """A mail that came before does not open an account that was disabled or closed since."""
    user = await server.rows.user(verified=False)
    for asking in ("/auth/resend-verification", "/auth/forgot-password"):
        await server.json("POST", asking, 202, json={"email": user.email})
    tokens = {mail.kind: mail.token for mail in await server.claimed_mails()}
    before = await server.rows.value("SELECT password_hash FROM users")
    await server.rows.value(f"UPDATE users SET {column} = now() RETURNING 1")  # noqa: S608
    reset = {"token": tokens["reset_password"], "new_password": "quite another long one"}

    refused = [
        await server.problem("POST", "/auth/reset-password", 400, json=reset),
        await server.stores.accounts.reset_password(reset["token"] or "", "a hash"),
    ]
    if column == "deleted_at":
        body = {"token": tokens["verify_email"]}
        refused.append(await server.problem("POST", "/auth/verify-email", 400, json=body))

    assert set(refused) <= {"invalid-token", None}
    assert await server.rows.value("SELECT password_hash FROM users") == before
    assert await server.rows.value("SELECT email_verified_at FROM users") is None


async def test_reset_has_the_rules_of_a_new_account(server: Server) -> None:
    """A weak password, or the address itself, is named and spends no token."""
    user = await server.rows.user()
    await server.json("POST", "/auth/forgot-password", 202, json={"email": user.email})
    token, path = await server.token("reset_password"), "/auth/reset-password"

    for word in ("short", "password1234", user.email, "x" * 129):
        body = {"token": token, "new_password": word}
        assert await server.faults("POST", path, json=body) == ["new_password"]
    assert await server.faults("POST", path, json={"a": 1}) == ["a", "new_password", "token"]
    good = {"token": token, "new_password": "quite another long one"}
    await server.json("POST", path, 204, json=good)


async def test_racing_resets(server: Server) -> None:
    """One token sets one password, however many try at once."""
    user = await server.rows.user()
    await server.json("POST", "/auth/forgot-password", 202, json={"email": user.email})
    token = await server.token("reset_password")

    async def reset(number: int) -> int:
        body = {"token": token, "new_password": f"quite another long one {number}"}
        async with await server.ask("POST", "/auth/reset-password", json=body) as answer:
            return answer.status

    said = await asyncio.gather(*(reset(number) for number in range(6)))

    assert sorted(said) == [204] + [400] * 5


@pytest.mark.parametrize("path", ["forgot-password", "resend-verification"])
async def test_no_mail_can_be_asked_for(idle_server: Server, path: str) -> None:
    """With PostgreSQL away no answer promises a mail, with or without an account."""

    class Away:
        async def can_ask(self) -> None:
            raise Outage("PostgreSQL is away")

    server = await idle_server.start(account_mails=Away())
    user = await server.rows.user()

    for email in (user.email, "nobody@example.org"):
        slug = await server.problem("POST", f"/auth/{path}", 503, json={"email": email})
        assert slug == "unavailable"
