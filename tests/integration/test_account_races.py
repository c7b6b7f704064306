"""Whatever happens to one person at once, nothing waits for ever and nothing is a 5xx."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import NotFound
from tests.integration.rows import PASSWORD

if TYPE_CHECKING:
    from tests.integration.http_server import Server
    from tests.integration.rows import SignedInUser

ROUNDS = 15
NEW = "quite another long one"


@pytest.mark.timeout(60)
async def test_everything_at_once(server: Server) -> None:
    """Refreshing, signing in and out, new passwords, deactivating and closing race, and pass."""
    seen: set[int] = set()

    async def ask(method: str, path: str, body: dict[str, Any], **options: Any) -> None:
        async with await server.ask(method, path, json=body, **options) as answer:
            seen.add(answer.status)

    async def deactivate(user: SignedInUser) -> None:
        with suppress(NotFound):  # the account may be closed by then
            await server.stores.accounts.disable(user.id)
            await server.stores.accounts.enable(user.id)

    for _ in range(ROUNDS):
        user = await server.rows.user()
        login = {"email": user.email, "password": PASSWORD}
        pairs = [await server.json("POST", "/auth/login", json=login) for _ in range(3)]
        for _ in range(2):
            await server.json("POST", "/auth/forgot-password", 202, json={"email": user.email})
        tokens = [mail.token for mail in await server.due_mails("reset_password")]
        change = {"current_password": PASSWORD, "new_password": NEW}
        me = {"headers": user.headers}
        await asyncio.gather(
            *(ask("POST", "/auth/refresh", _refresh(pair)) for pair in pairs * 3),
            *(
                ask("POST", "/auth/reset-password", {"token": token, "new_password": NEW})
                for token in tokens
            ),
            ask("POST", "/users/me/password", change, **me),
            ask("POST", "/auth/login", login),
            ask("POST", "/auth/logout", {}, **me),
            ask("POST", "/auth/forgot-password", {"email": user.email}),
            ask("DELETE", "/users/me", {"password": PASSWORD}, **me),
            deactivate(user),
        )

    assert max(seen) < 500
    assert {200, 401} <= seen


def _refresh(pair: dict[str, Any]) -> dict[str, Any]:
    return {"refresh_token": pair["refresh_token"]}
