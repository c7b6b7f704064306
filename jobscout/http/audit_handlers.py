"""The audit of admins' actions, for admins."""

from typing import Annotated, ClassVar

from aiohttp import web
from msgspec import Meta

from jobscout.http import fields
from jobscout.http.keys import stores
from jobscout.http.paging import (
    CountedPage,
    Moment,
    PageQuery,
    RowId,
    counted_page_of,
    read_cursor,
)
from jobscout.sql.audit import AuditEntry


class AuditQuery(PageQuery):
    actor: Annotated[fields.Id, Meta(description="an admin's id")] | None = None
    since: Moment | None = None
    rules: ClassVar = PageQuery.rules | {"since": fields.utc}


async def list_audit(request: web.Request, query: AuditQuery) -> CountedPage[AuditEntry]:
    """Actions of admins, with time and target, newest first."""
    found, total = await stores(request).audit.page(
        actor_id=None if query.actor is None else fields.known_id(query.actor),
        since=query.since,
        after=read_cursor(query.cursor, "audit", tuple[Moment, RowId]),
        most=query.limit + 1,
    )
    return counted_page_of(
        found, total, query.limit, "audit", lambda entry: (entry.at, int(entry.id))
    )
