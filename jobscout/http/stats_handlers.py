"""How everything is, for admins."""

from aiohttp import web

from jobscout.http.keys import SERVICES, stores
from jobscout.http.paging import CountedPage
from jobscout.model import ActorReport
from jobscout.sql.stats import Stats


async def get_stats(request: web.Request) -> Stats:
    """People, jobs, alerts, deliveries, sources and freshness in numbers."""
    return await stores(request).stats()


async def list_actors(request: web.Request) -> CountedPage[ActorReport]:
    """Each actor of the process that answers, in the order in which the data flows."""
    actors = list(request.app[SERVICES].actors())
    return CountedPage(items=actors, next_cursor=None, total=len(actors))
