"""What admins do to accounts."""

import logging
from typing import Literal

import msgspec
from aiohttp import web

from jobscout.errors import Conflict
from jobscout.http.codec import path_id
from jobscout.http.keys import SERVICES, user_id
from jobscout.sql.users import User

log = logging.getLogger(__name__)


class ManagedUser(User, frozen=True, kw_only=True):
    """A person, as admins see them."""

    status: Literal["active", "deactivated"]


async def deactivate(request: web.Request) -> ManagedUser:
    """Refuse a person's sign-ins from now on, and end all their sessions."""
    services, whom = request.app[SERVICES], path_id(request)
    if whom == user_id(request):
        raise Conflict("conflict", "nobody can deactivate themselves")
    await services.tell_ended(await services.accounts.disable(whom))
    _note("account deactivated", request, whom)
    return await _managed(request, whom, "deactivated")


async def reactivate(request: web.Request) -> ManagedUser:
    """Let a person sign in again."""
    whom = path_id(request)
    await request.app[SERVICES].accounts.enable(whom)
    _note("account reactivated", request, whom)
    return await _managed(request, whom, "active")


async def _managed(
    request: web.Request, whom: int, status: Literal["active", "deactivated"]
) -> ManagedUser:
    user = await request.app[SERVICES].users.get(whom)
    return ManagedUser(**msgspec.structs.asdict(user), status=status)


def _note(event: str, request: web.Request, whom: int) -> None:
    log.info(event, extra={"security": True, "user_id": whom, "by": user_id(request)})
