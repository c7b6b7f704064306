"""Maintenance: ends what is over or cannot be finished, plans readings, and removes old data.

Reads    abandoned scrapes, deliveries of unknown outcome, postings whose date has passed, old rows,
         interrupted uploads, and how often sources publish.
Writes   their final state or removal, the removal of files without a row, and how often each
         source is read.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from jobscout import actor_metrics, metrics
from jobscout.actors.base import Ticker
from jobscout.errors import Outage
from jobscout.sql import search_changes
from jobscout.sql.events import KEPT

if TYPE_CHECKING:
    from jobscout.outside.mail import Mailer
    from jobscout.outside.storage import Storage
    from jobscout.sql.stores import Stores

log = logging.getLogger(__name__)

INTERVAL_S = 60.0
PURGE_EVERY_TICKS = 60
SCRAPES_KEPT = timedelta(days=90)
GONE_CHANNELS_KEPT = timedelta(days=30)
DELIVERIES_KEPT = timedelta(days=180)
MAILS_KEPT = timedelta(days=30)
EVENTS_KEPT = KEPT
SEARCH_CHANGES_KEPT = search_changes.KEPT


class Maintenance(Ticker):
    name = "maintenance"

    def __init__(self, stores: Stores, *, files: Storage, mailer: Mailer) -> None:
        super().__init__(INTERVAL_S)
        self._stores = stores
        self._files = files
        self._mailer = mailer
        self._ticks = 0

    async def tick(self) -> None:
        for source_id in await self._stores.scrapes.abandon():
            actor_metrics.count_failure(None, "internal")
            log.error("scrape abandoned", extra={"source_id": source_id})
        for delivery_id in await self._stores.deliveries.abandon():
            metrics.DELIVERIES.labels("unknown", "failed").inc()
            log.error("delivery outcome unknown", extra={"delivery_id": delivery_id})
        if expired := await self._stores.closings.expire(datetime.now(UTC)):
            log.info("postings expired", extra={"closed": expired})
        metrics.OLDEST_DELIVERY.set(await self._stores.deliveries.oldest_due_s())
        await self._stores.source_plans.refresh()
        if self._ticks % PURGE_EVERY_TICKS == 0:
            await self.purge()
        self._ticks += 1

    async def purge(self) -> None:
        """Remove expired data; runs once an hour."""
        removed = {
            "scrapes": await self._stores.scrapes.purge(SCRAPES_KEPT),
            "user_channels": await self._stores.user_channels.purge(GONE_CHANNELS_KEPT),
            "deliveries": await self._stores.deliveries.purge(DELIVERIES_KEPT),
            "sessions": await self._stores.sessions.purge_expired(),
            "tokens": await self._stores.accounts.purge_tokens(),
            "account_mails": await self._stores.account_mails.purge(MAILS_KEPT),
            "events": await self._stores.events.purge(EVENTS_KEPT),
            "search_changes": await self._stores.search_changes.purge(SEARCH_CHANGES_KEPT),
            "lost_files": await self._remove_lost(),
            "half_written_mails": await self._mailer.sweep(),
        }
        if any(removed.values()):
            log.info("purged", extra=removed)

    async def _remove_lost(self) -> int:
        """Remove the files of interrupted uploads; returns their number."""
        removed = 0
        for key in await self._stores.cvs.lost():
            try:
                removed += await self._files.delete_under(key.rpartition("/")[0])
            except Outage as error:  # the storage's; PostgreSQL's is raised by the other calls
                log.warning("lost files left", extra={"error": str(error)})
                break
            await self._stores.cvs.forget(key)
        return removed
