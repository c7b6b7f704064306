"""Sources, for admins."""

import msgspec
from aiohttp import web

from jobscout.errors import Conflict
from jobscout.http.codec import path_id
from jobscout.http.keys import SERVICES
from jobscout.http.limits import SCRAPE, count


class ScrapeQueued(msgspec.Struct, frozen=True, kw_only=True):
    scrape_id: str


async def scrape(request: web.Request) -> ScrapeQueued:
    """Read a board now. The row is written first, so a full inbox only delays it."""
    services, source_id = request.app[SERVICES], path_id(request)
    # Whoever asks while one runs is told which, and uses up no call by asking.
    running = await services.scrapes.running(source_id)
    if running is None:
        await count(SCRAPE, request)
        running, is_new = await services.scrapes.trigger(source_id, "manual")
        if is_new:
            services.wake()
            return ScrapeQueued(scrape_id=str(running))
    raise Conflict(
        "already-running", "a scrape of this source is not finished", scrape_id=str(running)
    )
