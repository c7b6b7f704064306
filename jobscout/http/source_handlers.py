"""Sources, for admins."""

import msgspec
from aiohttp import web

from jobscout.errors import Conflict
from jobscout.http.codec import path_id
from jobscout.http.keys import SERVICES


class ScrapeQueued(msgspec.Struct, frozen=True, kw_only=True):
    scrape_id: str


async def scrape(request: web.Request) -> ScrapeQueued:
    """Read a board now. The row is written first, so a full inbox only delays it."""
    services = request.app[SERVICES]
    scrape_id, is_new = await services.scrapes.trigger(path_id(request), "manual")
    if not is_new:
        raise Conflict(
            "already-running", "a scrape of this source is not finished", scrape_id=str(scrape_id)
        )
    services.offer_scrape(scrape_id)
    return ScrapeQueued(scrape_id=str(scrape_id))
