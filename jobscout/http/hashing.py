"""argon2 takes 20 ms of a core without the GIL: run in threads, few at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import to_thread

from jobscout.errors import Unauthenticated
from jobscout.rules import passwords

if TYPE_CHECKING:
    from jobscout.http.keys import Services
    from jobscout.sql.users import Credentials


async def hash_password(services: Services, password: str) -> str:
    return await to_thread.run_sync(passwords.hash_password, password, limiter=services.hashing)


async def verify(services: Services, password: str, kept: str | None) -> bool:
    """Whether *password* matches the hash; None takes equally long and never matches."""
    return await to_thread.run_sync(passwords.verify, password, kept, limiter=services.hashing)


async def confirm(services: Services, user_id: int, password: str) -> Credentials:
    """The signed-in user's credentials, after *password* was checked against them.

    Raises:
        Unauthenticated: the password is wrong.
        NotFound: the user does not exist any more.
    """
    kept = await services.stores.users.own_credentials(user_id)
    if not await verify(services, password, kept.password_hash):
        raise Unauthenticated("the password is wrong", "invalid-credentials")
    return kept
