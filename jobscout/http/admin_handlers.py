"""Users, for admins."""

import logging
from typing import Annotated

from aiohttp import web
from msgspec import Meta

from jobscout.errors import Conflict
from jobscout.http.codec import path_id
from jobscout.http.fields import Name
from jobscout.http.keys import SERVICES, stores, user_id
from jobscout.http.paging import CountedPage, PageQuery, RowId, counted_page_of, read_cursor
from jobscout.sql.user_directory import ManagedUser, ManagedUserDetail, UserStatus

log = logging.getLogger(__name__)


class UserQuery(PageQuery):
    q: Annotated[Name, Meta(description="part of the address or name")] | None = None
    status: UserStatus | None = None


async def list_users(request: web.Request, query: UserQuery) -> CountedPage[ManagedUser]:
    """Users, newest first; closed accounts are included until they are erased."""
    (after,) = read_cursor(query.cursor, "users", tuple[RowId]) or (None,)
    found, total = await stores(request).user_directory.page(
        q=(query.q or "").strip() or None,
        status=query.status,
        after=after,
        most=query.limit + 1,
    )
    return counted_page_of(found, total, query.limit, "users", lambda user: (int(user.id),))


async def get_user(request: web.Request) -> ManagedUserDetail:
    """One user, with figures of their usage."""
    return await stores(request).user_directory.detail(path_id(request))


async def deactivate(request: web.Request) -> ManagedUser:
    """Refuse a user's sign-ins from now on, and end all their sessions."""
    services, whom = request.app[SERVICES], path_id(request)
    if whom == user_id(request):
        raise Conflict("conflict", "you cannot deactivate your own account")
    await services.revoke(await services.stores.accounts.disable(whom, by=user_id(request)))
    _note("account deactivated", request, whom)
    return await services.stores.user_directory.get(whom)


async def reactivate(request: web.Request) -> ManagedUser:
    """Allow a user to sign in again."""
    services, whom = request.app[SERVICES], path_id(request)
    await services.stores.accounts.enable(whom, by=user_id(request))
    _note("account reactivated", request, whom)
    return await services.stores.user_directory.get(whom)


def _note(event: str, request: web.Request, whom: int) -> None:
    log.info(event, extra={"security": True, "user_id": whom, "by": user_id(request)})
