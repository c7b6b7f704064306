"""Maintenance: gives up what cannot be finished, and forgets what nobody needs any more.

Reads    abandoned scrapes, deliveries of unknown outcome, old rows, uploads that broke off.
Writes   their last state, or their removal, and that of files which no row names.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Protocol

from jobscout import actor_metrics, metrics
from jobscout.actors.base import Ticker
from jobscout.errors import Outage
from jobscout.sql.events import KEPT

log = logging.getLogger(__name__)

INTERVAL_S = 60.0
PURGE_EVERY_TICKS = 60
SCRAPES_KEPT = timedelta(days=90)
DELIVERIES_KEPT = timedelta(days=180)
MAILS_KEPT = timedelta(days=30)
EVENTS_KEPT = KEPT


class Scrapes(Protocol):
    async def abandon(self) -> list[int]: ...

    async def purge(self, older_than: timedelta) -> int: ...


class Deliveries(Protocol):
    async def abandon(self) -> list[int]: ...

    async def oldest_due_s(self) -> float: ...

    async def purge(self, older_than: timedelta) -> int: ...


class Sessions(Protocol):
    async def purge_expired(self) -> int: ...


class Accounts(Protocol):
    async def purge_tokens(self) -> int: ...


class AccountMails(Protocol):
    async def purge(self, older_than: timedelta) -> int: ...


class Events(Protocol):
    async def purge(self, older_than: timedelta) -> int: ...


class CVs(Protocol):
    async def lost(self) -> list[str]: ...

    async def forget(self, storage_key: str) -> None: ...


class Files(Protocol):
    """Of ``outside.storage``."""

    async def delete_under(self, prefix: str) -> int: ...


class Mailer(Protocol):
    async def sweep(self) -> int: ...


class Maintenance(Ticker):
    name = "maintenance"

    def __init__(
        self,
        *,
        scrapes: Scrapes,
        deliveries: Deliveries,
        sessions: Sessions,
        accounts: Accounts,
        account_mails: AccountMails,
        events: Events,
        cvs: CVs,
        files: Files,
        mailer: Mailer,
    ) -> None:
        super().__init__(INTERVAL_S)
        self._scrapes = scrapes
        self._deliveries = deliveries
        self._sessions = sessions
        self._accounts = accounts
        self._account_mails = account_mails
        self._events = events
        self._cvs = cvs
        self._files = files
        self._mailer = mailer
        self._ticks = 0

    async def tick(self) -> None:
        for source_id in await self._scrapes.abandon():
            actor_metrics.count_failure(None, "internal")
            log.error("scrape abandoned", extra={"source_id": source_id})
        for delivery_id in await self._deliveries.abandon():
            metrics.DELIVERIES.labels("unknown", "failed").inc()
            log.error("delivery outcome unknown", extra={"delivery_id": delivery_id})
        metrics.OLDEST_DELIVERY.set(await self._deliveries.oldest_due_s())
        if self._ticks % PURGE_EVERY_TICKS == 0:
            await self.purge()
        self._ticks += 1

    async def purge(self) -> None:
        """Remove what is past its time; the maintenance's one pass of an hour."""
        removed = {
            "scrapes": await self._scrapes.purge(SCRAPES_KEPT),
            "deliveries": await self._deliveries.purge(DELIVERIES_KEPT),
            "sessions": await self._sessions.purge_expired(),
            "tokens": await self._accounts.purge_tokens(),
            "account_mails": await self._account_mails.purge(MAILS_KEPT),
            "events": await self._events.purge(EVENTS_KEPT),
            "lost_files": await self._remove_lost(),
            "half_written_mails": await self._mailer.sweep(),
        }
        if any(removed.values()):
            log.info("purged", extra=removed)

    async def _remove_lost(self) -> int:
        """How many files there were of uploads that broke off."""
        removed = 0
        for key in await self._cvs.lost():
            try:
                removed += await self._files.delete_under(key.rpartition("/")[0])
            except Outage as error:  # the storage; PostgreSQL is not kept waiting for it
                log.warning("lost files left", extra={"error": str(error)})
                break
            await self._cvs.forget(key)
        return removed
