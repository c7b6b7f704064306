"""Feeds: a search's jobs for feed readers and spreadsheets, at a secret URL."""

import re
from typing import Final
from uuid import UUID

from aiohttp import web

from jobscout.errors import NotFound
from jobscout.http import feeds
from jobscout.http.codec import path_id
from jobscout.http.keys import SERVICES, stores, user_id
from jobscout.http.limits import FEED, count
from jobscout.sql.feeds import FeedItem, Owner
from jobscout.sql.searches import Search

RSS: Final = "application/rss+xml"
CSV: Final = "text/csv"
_TOKEN: Final = re.compile("[0-9a-f]{32}")


async def rss_feed(request: web.Request) -> web.Response:
    """The newest open jobs that match a search, as RSS 2.0."""
    owner, items = await _read(request)
    body = feeds.as_rss(owner.name, items, **_addresses(request))
    return web.Response(body=body, content_type=RSS, charset="utf-8")


async def json_feed(request: web.Request) -> feeds.JsonFeed:
    """The same as JSON Feed 1.1."""
    owner, items = await _read(request)
    return feeds.as_json(owner.name, items, **_addresses(request))


async def csv_feed(request: web.Request) -> web.Response:
    """The same as CSV for a spreadsheet."""
    _, items = await _read(request)
    return web.Response(
        body=feeds.as_csv(items).encode("utf-8-sig"),  # otherwise a spreadsheet reads it as Latin-1
        content_type=CSV,
        charset="utf-8",
        headers={"Content-Disposition": 'attachment; filename="jobs.csv"'},
    )


async def renew_feeds(request: web.Request) -> Search:
    """Create new feed URLs for a search, after the old ones have leaked."""
    return await stores(request).searches.renew_feeds(user_id(request), path_id(request))


async def _read(request: web.Request) -> tuple[Owner, list[FeedItem]]:
    """Raises NotFound before anything is counted, so that guessed tokens create no counters."""
    store, token = stores(request).feeds, request.match_info["token"]
    if not _TOKEN.fullmatch(token):
        raise NotFound("the feed does not exist")
    owner = await store.owner(UUID(token))
    await count(FEED, request, owner.user_id)
    return owner, await store.items(owner)


def _addresses(request: web.Request) -> dict[str, str]:
    home = request.app[SERVICES].base_url
    return {"home": home, "address": f"{home}{request.path.rstrip('/')}"}
