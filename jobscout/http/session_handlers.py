"""Signed-in devices: list them and sign them out."""

import uuid
from datetime import UTC, datetime
from typing import Final

import msgspec
from aiohttp import web

from jobscout.errors import NotFound
from jobscout.http.keys import IDENTITY, SERVICES, stores, user_id
from jobscout.http.paging import Moment, Page, PageQuery, page_of, read_cursor
from jobscout.sql.sessions import Session

_NEWEST: Final = (datetime.max.replace(tzinfo=UTC), str(uuid.UUID(int=2**128 - 1)))


class SignedInDevice(Session, frozen=True, kw_only=True):
    """A session of the user; *current* is the one of this request."""

    current: bool


async def list_sessions(request: web.Request, query: PageQuery) -> Page[SignedInDevice]:
    """The user's sessions, newest sign-in first."""
    before = read_cursor(query.cursor, "sessions", tuple[Moment, uuid.UUID])
    found = await stores(request).sessions.page(
        user_id(request), (before[0], str(before[1])) if before else _NEWEST, query.limit + 1
    )
    mine = request[IDENTITY].sid
    shown = [
        SignedInDevice(**msgspec.structs.asdict(each), current=each.id == mine) for each in found
    ]
    return page_of(shown, query.limit, "sessions", lambda each: (each.created_at, each.id))


async def end_session(request: web.Request) -> None:
    """Sign a device out: its tokens are refused at once."""
    services = request.app[SERVICES]
    try:
        session_id = str(uuid.UUID(request.match_info["id"]))
    except ValueError as error:
        raise NotFound("the session does not exist") from error
    revoked = await services.stores.sessions.end_own(user_id(request), session_id)
    if not revoked:
        raise NotFound("the session does not exist")
    await services.revoke(revoked)
