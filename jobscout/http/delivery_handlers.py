"""Deliveries, for admins."""

from aiohttp import web

from jobscout.http.codec import path_id
from jobscout.http.keys import SERVICES, stores, user_id
from jobscout.http.paging import CountedPage, PageQuery, RowId, counted_page_of, read_cursor
from jobscout.model import DeliveryStatus
from jobscout.outgoing import Channel
from jobscout.sql.delivery_log import Delivery


class DeliveryQuery(PageQuery):
    status: DeliveryStatus | None = None
    channel: Channel | None = None


async def list_deliveries(request: web.Request, query: DeliveryQuery) -> CountedPage[Delivery]:
    """Deliveries with attempts and last error, newest first."""
    (after,) = read_cursor(query.cursor, "deliveries", tuple[RowId]) or (None,)
    found, total = await stores(request).delivery_log.page(
        status=query.status, channel=query.channel, after=after, most=query.limit + 1
    )
    return counted_page_of(found, total, query.limit, "deliveries", lambda one: (int(one.id),))


async def retry_delivery(request: web.Request) -> Delivery:
    """Try a delivery again that was given up; one that was sent never is again."""
    services = request.app[SERVICES]
    delivery = await services.stores.delivery_log.retry(path_id(request), by=user_id(request))
    services.wake()
    return delivery
