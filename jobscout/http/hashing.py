"""argon2 holds a core for 20 ms without the GIL: in threads, and few at a time."""

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
    """Whether *password* belongs to the hash; None takes as long and is never right."""
    return await to_thread.run_sync(passwords.verify, password, kept, limiter=services.hashing)


async def confirm(services: Services, user_id: int, password: str) -> Credentials:
    """What is kept of a signed-in person, whose password *password* must be.

    Raises:
        Unauthenticated: it is another.
        NotFound: there is no such person any more.
    """
    kept = await services.stores.users.own_credentials(user_id)
    if not await verify(services, password, kept.password_hash):
        raise Unauthenticated("the password is wrong", "invalid-credentials")
    return kept
