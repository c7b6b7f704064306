"""Matcher: compares new jobs with searches and creates alerts.

Reads    JobsStored; claims the jobs' rows.
Writes   ``alerts``, and ``jobs.matched_at``, in one transaction.
Sends    AlertsCreated to the notifier.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import anyio

from jobscout import metrics
from jobscout.actors.leases import LeaseConsumer
from jobscout.messages import AlertsCreated, JobsStored
from jobscout.rules import notification_times
from jobscout.rules.matching import Matcher as Index
from jobscout.sql.matches import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.inbox import Inbox
    from jobscout.rules.notification_times import NotificationPreferences
    from jobscout.rules.searches import JobFeatures
    from jobscout.sql.matches import Matches

log = logging.getLogger(__name__)


class Matcher(LeaseConsumer[JobsStored, Mapping[int, datetime]]):
    name = "matcher"
    lease = timedelta(minutes=5)

    def __init__(
        self,
        inbox: Inbox[JobsStored],
        *,
        matches: Matches,
        notifier: Inbox[AlertsCreated] | None,
    ) -> None:
        super().__init__(inbox, matches)
        self._matches = matches
        self._notifier = notifier
        self._version: str | None = None
        self._index = Index([])
        self._preferences: dict[int, NotificationPreferences] = {}

    def row_id(self, message: JobsStored) -> tuple[int, ...]:
        return message.job_ids

    async def process(self, claimed: Mapping[int, datetime]) -> None:
        await self._refresh()
        jobs = await self._matches.job_features([*claimed])
        began = time.monotonic()
        # In a thread: matching a batch would block the event loop for too long.
        found = await anyio.to_thread.run_sync(self._match, jobs, datetime.now(UTC))
        metrics.MATCH_SECONDS.observe(time.monotonic() - began)
        saved = await self._matches.complete(claimed, found)
        metrics.ALERTS.inc(saved.alerts)
        if jobs:
            log.info("jobs matched", extra={"jobs": len(jobs), "alerts": saved.alerts})
        if saved.due and self._notifier is not None:
            await self._notifier.put(AlertsCreated(saved.due))

    async def fail(self, message: JobsStored, error: Exception) -> None:
        """Count the failure for a single job; retry several jobs one by one to find the bad one."""
        if len(message.job_ids) == 1:
            await self._matches.retry(message.job_ids, f"{type(error).__name__}: {error}", None)
            return
        await self._matches.release(message.job_ids)
        for job_id in message.job_ids:
            self.inbox.offer(JobsStored((job_id,)))  # no room: the scheduler offers them again

    async def _refresh(self) -> None:
        """Read the searches again if one of them changed."""
        version = await self._matches.version()
        if version != self._version:
            criteria, self._preferences = await self._matches.active_searches()
            self._index = await anyio.to_thread.run_sync(Index, criteria)
            self._version = version

    def _match(self, jobs: Sequence[JobFeatures], now: datetime) -> list[Found]:
        """One alert for each user and job, from the user's best matching search."""
        found: list[Found] = []
        when: dict[int, datetime] = {}
        for job in jobs:
            best: dict[int, Found] = {}
            for criteria, verdict in self._index.match(job):
                user_id = criteria.user_id
                if user_id in best and best[user_id].score >= verdict.score:
                    continue
                if user_id not in when:
                    when[user_id] = notification_times.bundle_at(self._preferences[user_id], now)
                best[user_id] = Found(
                    user_id, job.id, criteria.id, verdict.score, verdict.reasons, when[user_id]
                )
            found += best.values()
        return found
