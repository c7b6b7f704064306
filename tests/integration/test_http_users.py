"""People, as admins list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.integration.http_server import Server

USERS = "/admin/users"


async def test_users_page_by_page(server: Server) -> None:
    """Newest first, each once, while others register; with the number of all."""
    admin = await server.rows.user(admin=True)
    users = [await server.rows.user() for _ in range(4)]
    seen: list[str] = []
    path = f"{USERS}?limit=2"
    totals = []

    while True:
        said = await server.json("GET", path, headers=admin.headers)
        seen += [item["id"] for item in said["items"]]
        totals.append(said["total"])
        if said["next_cursor"] is None:
            break
        await server.rows.user()
        path = f"{USERS}?limit=2&cursor={said['next_cursor']}"

    assert seen == [str(one.id) for one in (*users[::-1], admin)]
    assert totals == [5, 6, 7]


@pytest.mark.parametrize(
    "spelling", ["ada@m\u00fcnchen.de", "ADA@xn--mnchen-3ya.de", "\uff41da@m\u00fcnchen\u3002de"]
)
async def test_found_by_any_spelling(server: Server, spelling: str) -> None:
    """What a person writes to support is not the form in which their address is kept."""
    admin = await server.rows.user(admin=True)
    body = {"email": "Ada@m\u00fcnchen.de", "password": "a plain but long one"}
    registered = await server.json("POST", "/auth/register", 201, json=body)

    said = await server.json("GET", USERS, params={"q": spelling}, headers=admin.headers)

    assert [one["id"] for one in said["items"]] == [registered["user"]["id"]]
    assert said["total"] == 1


async def test_who_is_found(server: Server) -> None:
    """By part of the address or the name in any case, and by what has become of the account."""
    rows = server.rows
    admin = await rows.user(admin=True)
    unverified = await rows.user(verified=False)
    disabled = await rows.user(disabled=True)
    closed = await rows.user(verified=False, disabled=True)
    await rows.value("UPDATE users SET deleted_at = now() WHERE id = $1 RETURNING 1", closed.id)
    await rows.value(
        "UPDATE users SET full_name = 'Ada 100%_Love' WHERE id = $1 RETURNING 1", admin.id
    )

    async def found(query: str) -> list[tuple[str, str]]:
        said = await server.json("GET", f"{USERS}?{query}", headers=admin.headers)
        assert said["total"] == len(said["items"])
        return [(item["id"], item["status"]) for item in said["items"]]

    everyone = {
        "active": (str(admin.id), "active"),
        "unverified": (str(unverified.id), "unverified"),
        "deactivated": (str(disabled.id), "deactivated"),
        "closed": (str(closed.id), "closed"),
    }
    for status, one in everyone.items():
        assert await found(f"status={status}") == [one]
    assert await found("") == list(everyone.values())[::-1]
    assert await found(f"q={disabled.email.upper()}") == [everyone["deactivated"]]
    assert await found("q=100%25_love&status=active") == [everyone["active"]]
    assert await found("q=100%25_love&status=closed") == []
    assert await found("q=%25%25") == []
    assert await found("q=%20") == await found("")


async def test_one_user(server: Server) -> None:
    """What they are, and how much they use Job Scout."""
    rows = server.rows
    admin, user = await rows.user(admin=True), await rows.user()
    jobs = [await rows.job() for _ in range(3)]
    for job in jobs:
        await rows.alert(user, job, is_applied=job == jobs[0])
    await rows.search(user)
    await rows.insert("devices", user_id=user.id, token="t", platform="ios")
    await rows.alert(admin, jobs[0], is_applied=True)

    said = await server.json("GET", f"{USERS}/{user.id}/", headers=admin.headers)

    assert (said["id"], said["email"], said["status"]) == (str(user.id), user.email, "active")
    assert said["usage"] == {
        "searches": 1,
        "alerts": 3,
        "applications": 1,
        "cvs": 0,
        "devices": 1,
        "last_seen_at": None,
    }


async def test_reactivated_is_as_before(server: Server) -> None:
    """Whoever had not verified their address has not done so by being let in again."""
    admin = await server.rows.user(admin=True)
    user = await server.rows.user(verified=False)

    off = await server.json("POST", f"{USERS}/{user.id}/deactivate", headers=admin.headers)
    on = await server.json("POST", f"{USERS}/{user.id}/reactivate", headers=admin.headers)

    assert (off["status"], on["status"]) == ("deactivated", "unverified")


async def test_bad_queries(server: Server) -> None:
    """422 naming each; a cursor of another list is none of this one."""
    admin = await server.rows.user(admin=True)
    await server.rows.user()

    audit = "/admin/audit?limit=1"
    path = f"{USERS}/{admin.id}"
    for action in ("deactivate", "reactivate") * 2:
        user = await server.rows.user()
        await server.json("POST", f"{USERS}/{user.id}/{action}", headers=admin.headers)
    other = (await server.json("GET", audit, headers=admin.headers))["next_cursor"]

    for query, fields in (
        ("status=gone&limit=0&cursor=x", ["cursor", "limit", "status"]),
        (f"q={'x' * 201}&role=admin", ["q", "role"]),
        (f"cursor={other}", ["cursor"]),
        ("limit=101", ["limit"]),
    ):
        assert await server.faults("GET", f"{USERS}?{query}", headers=admin.headers) == fields
    assert await server.faults("GET", f"{path}?q=1", headers=admin.headers) == ["q"]


@pytest.mark.parametrize("nobody", ["999", "0", "x", str(2**70), "%00"])
async def test_unknown_user(server: Server, nobody: str) -> None:
    """404."""
    admin = await server.rows.user(admin=True)

    said = await server.problem("GET", f"{USERS}/{nobody}", 404, headers=admin.headers)

    assert said == "not-found"
