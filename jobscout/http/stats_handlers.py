"""Statistics and actor states, for admins."""

from aiohttp import web

from jobscout.http.keys import SERVICES, stores
from jobscout.http.paging import CountedPage
from jobscout.model import ActorReport
from jobscout.sql.stats import Stats


async def get_stats(request: web.Request) -> Stats:
    """Figures of users, jobs, alerts, deliveries, sources and freshness."""
    return await stores(request).stats()


async def list_actors(request: web.Request) -> CountedPage[ActorReport]:
    """Each actor of the answering process, in the order of the data flow."""
    actors = list(request.app[SERVICES].actors())
    return CountedPage(items=actors, next_cursor=None, total=len(actors))
