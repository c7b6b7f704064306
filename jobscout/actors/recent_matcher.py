"""Recent matcher: shows at once what a new or changed search finds of the last days.

Reads    RecentSearchDue; claims the search's row in ``recent_searches``.
Writes   ``alerts``, which are not sent unless their person asked for that, batch by batch.
Sends    AlertsCreated to the notifier.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from jobscout import metrics
from jobscout.actors.leases import LeaseConsumer
from jobscout.messages import AlertsCreated, RecentSearchDue

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.sql.recent_searches import RecentSearch, RecentSearches

log = logging.getLogger(__name__)


class RecentMatcher(LeaseConsumer[RecentSearchDue, "RecentSearch"]):
    """A batch that was stored before a crash is found again, and changes nothing."""

    name = "recent_matcher"
    lease = timedelta(minutes=5)

    def __init__(
        self,
        inbox: Inbox[RecentSearchDue],
        *,
        searches: RecentSearches,
        notifier: Inbox[AlertsCreated] | None,
    ) -> None:
        super().__init__(inbox, searches)
        self._searches = searches
        self._notifier = notifier

    async def process(self, claimed: RecentSearch) -> None:
        alerts = 0
        async for found in self._searches.found(claimed):
            saved = await self._searches.show(claimed, found)
            alerts += saved.alerts
            metrics.ALERTS.inc(saved.alerts)
            if saved.due and self._notifier is not None:
                await self._notifier.put(AlertsCreated(saved.due))
        await self._searches.complete(claimed)
        log.info("recent jobs shown", extra={"search_id": claimed.id, "alerts": alerts})
