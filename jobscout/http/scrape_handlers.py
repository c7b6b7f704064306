"""Scrapes, for admins and CI systems: trigger, list and accept them."""

from typing import Annotated, ClassVar

import msgspec
from aiohttp import web
from msgspec import Meta

from jobscout.errors import Conflict
from jobscout.http import fields
from jobscout.http.auth import check_secret
from jobscout.http.codec import path_id, row_id
from jobscout.http.keys import SERVICES, stores, user_id
from jobscout.http.limits import SCRAPE, count
from jobscout.http.paging import (
    CountedPage,
    Moment,
    PageQuery,
    RowId,
    counted_page_of,
    read_cursor,
)
from jobscout.http.source_permissions import told
from jobscout.model import ScrapeStatus, Trigger
from jobscout.sql.source_views import ScrapeLog, Source


class ScrapeQueued(msgspec.Struct, frozen=True, kw_only=True):
    scrape_id: str


class LogQuery(PageQuery):
    status: ScrapeStatus | None = None
    since: Annotated[Moment, Meta(description="queued then or later")] | None = None
    rules: ClassVar = PageQuery.rules | {"since": fields.utc}


async def scrape(request: web.Request) -> ScrapeQueued:
    """Read a board now. The row is written first, so a full inbox only delays it."""
    scrape_id, is_new = await _trigger(request, path_id(request), "manual", user_id(request))
    if not is_new:
        raise Conflict(
            "already-running", "a scrape of this source is still running", scrape_id=str(scrape_id)
        )
    return ScrapeQueued(scrape_id=str(scrape_id))


async def scrape_trigger(request: web.Request) -> ScrapeQueued:
    """Read a board now, for a CI system that just deployed it. A running scrape is reused."""
    check_secret(request)
    source_id = row_id(request.match_info["source_id"])
    scrape_id, _ = await _trigger(request, source_id, "webhook")
    return ScrapeQueued(scrape_id=str(scrape_id))


async def source_logs(request: web.Request, query: LogQuery) -> CountedPage[ScrapeLog]:
    """The scrapes of one source, newest first."""
    return await _logs(request, query, path_id(request))


async def scrape_logs(request: web.Request, query: LogQuery) -> CountedPage[ScrapeLog]:
    """The scrapes of all sources, newest first; *total* counts up to ten thousand."""
    return await _logs(request, query, None)


async def reset(request: web.Request) -> Source:
    """Close the breakers of a source and its host, and read the source now."""
    services = request.app[SERVICES]
    found = await services.stores.sources.reset(path_id(request), user_id(request))
    services.wake()
    return told(found)


async def accept(request: web.Request) -> Source:
    """Accept a suspect reading: postings it lacks close once they are missing twice."""
    services = request.app[SERVICES]
    found = await services.stores.sources.accept(path_id(request), user_id(request))
    services.wake()
    return told(found)


async def gone(request: web.Request) -> Source:
    """Say that a board is gone: its postings close, and open again if it is ever read soundly."""
    return await stores(request).sources.declare_gone(path_id(request), user_id(request))


async def _trigger(
    request: web.Request, source_id: int, trigger: Trigger, by: int | None = None
) -> tuple[int, bool]:
    """The scrape and whether it is new. A request during a running scrape uses up no call."""
    services = request.app[SERVICES]
    running = await services.stores.scrapes.running(source_id)
    if running is not None:
        return running, False
    await count(SCRAPE, request)
    scrape_id, is_new = await services.stores.scrapes.trigger(source_id, trigger, by)
    if is_new:
        services.wake()
    return scrape_id, is_new


async def _logs(
    request: web.Request, query: LogQuery, source_id: int | None
) -> CountedPage[ScrapeLog]:
    after = read_cursor(query.cursor, "scrapes", tuple[RowId])
    found, total = await stores(request).sources.logs(
        source_id, query.status, query.since, after[0] if after else None, query.limit + 1
    )
    return counted_page_of(found, total, query.limit, "scrapes", lambda log: (int(log.id),))
