"""What admins do to accounts, and who may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobscout.errors import NotFound
from tests.integration.rows import PASSWORD

if TYPE_CHECKING:
    from tests.integration.http_server import Server

ACTIONS = ["deactivate", "reactivate"]


async def test_deactivated_and_back(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """Every session ends at once and no sign-in works; reactivated, one signs in anew."""
    caplog.set_level("INFO", "jobscout.http")
    admin, user = await server.rows.user(admin=True), await server.rows.user()
    other = await server.rows.sign_in(user)
    login = {"email": user.email, "password": PASSWORD}

    path = f"/admin/users/{user.id}"
    off = await server.json("POST", f"{path}/deactivate", headers=admin.headers)
    refused = [
        await server.problem("GET", "/users/me", 401, headers=gone.headers)
        for gone in (user, other)
    ]
    no_login = await server.problem("POST", "/auth/login", 403, json=login)
    on = await server.json("POST", f"{path}/reactivate/", headers=admin.headers)

    assert (off["id"], off["email"], off["status"]) == (*(str(user.id), user.email, "deactivated"),)
    assert on == off | {"status": "active"}
    assert refused == ["token-revoked"] * 2
    assert no_login == "account-disabled"
    assert sorted(server.revoked) == sorted([user.session_id, other.session_id])
    assert await server.problem("GET", "/users/me", 401, headers=user.headers) == "token-revoked"
    await server.json("POST", "/auth/login", json=login)
    events = {record.message: vars(record) for record in caplog.records}
    assert events["account deactivated"]["by"] == admin.id
    assert events["account reactivated"]["user_id"] == user.id


@pytest.mark.parametrize("action", ACTIONS)
async def test_who_may(server: Server, action: str) -> None:
    """Admins alone; nobody 401, others 403, unknown accounts 404."""
    admin, user = await server.rows.user(admin=True), await server.rows.user()
    unverified = await server.rows.user(admin=True, verified=False)
    path = f"/admin/users/{user.id}/{action}"

    assert await server.problem("POST", path, 401) == "unauthenticated"
    assert await server.problem("POST", path, 403, headers=user.headers) == "forbidden"
    said = await server.problem("POST", path, 403, headers=unverified.headers)
    assert said == "email-not-verified"
    for nobody in ("999", "0", "x", str(2**70)):
        path = f"/admin/users/{nobody}/{action}"
        assert await server.problem("POST", path, 404, headers=admin.headers) == "not-found"


async def test_nobody_locks_themselves_out(server: Server) -> None:
    """409: an admin stays one until another sees to it."""
    admin = await server.rows.user(admin=True)
    path = f"/admin/users/{admin.id}/deactivate"

    assert await server.problem("POST", path, 409, headers=admin.headers) == "conflict"
    await server.json("GET", "/users/me", headers=admin.headers)


async def test_rights_given_and_taken(server: Server) -> None:
    """Either ends the sessions whose tokens say otherwise; the next sign-in knows."""
    user = await server.rows.user()
    accounts = server.stores.accounts
    login = {"email": user.email, "password": PASSWORD}

    for is_admin in (True, False):
        before = await server.json("POST", "/auth/login", json=login)
        ended = await accounts.set_admin(user.email.upper(), is_admin=is_admin)
        headers = {"Authorization": f"Bearer {before['access_token']}"}
        said = await server.problem("GET", "/users/me", 401, headers=headers)
        after = await server.json("POST", "/auth/login", json=login)

        assert said == "token-revoked"
        assert len(ended) >= 1
        assert after["user"]["is_admin"] is is_admin

    with pytest.raises(NotFound):
        await accounts.set_admin("nobody@example.org", is_admin=True)
