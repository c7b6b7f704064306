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
from typing import TYPE_CHECKING, Final

import anyio.to_thread
from pyroaring import BitMap

from jobscout import metrics
from jobscout.actors.leases import LeaseConsumer
from jobscout.messages import AlertsCreated, JobsStored
from jobscout.rules import notification_times
from jobscout.rules.matching import Judge, passing
from jobscout.sql.matches import Found

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from jobscout.actors.search_indexer import SearchIndexer, Sought
    from jobscout.inbox import Inbox
    from jobscout.sql.matches import Matches, Wanted

log = logging.getLogger(__name__)

SEARCHES_AT_ONCE: Final = 1_000
"""Prepared in memory."""
ALERTS_AT_ONCE: Final = 20_000
"""Stored by one transaction, which takes about a second; a few more where a person asks often."""


class Matcher(LeaseConsumer[JobsStored, Mapping[int, datetime]]):
    name = "matcher"
    lease = timedelta(minutes=5)

    def __init__(
        self,
        inbox: Inbox[JobsStored],
        *,
        matches: Matches,
        searches: SearchIndexer,
        notifier: Inbox[AlertsCreated] | None,
    ) -> None:
        super().__init__(inbox, matches)
        self._matches = matches
        self._searches = searches
        self._notifier = notifier

    def row_id(self, message: JobsStored) -> tuple[int, ...]:
        return message.job_ids

    async def process(self, claimed: Mapping[int, datetime]) -> None:
        # After the claim, so that no job is asked about searches that had been changed before.
        await self._searches.catch_up()
        jobs = await self._searches.find(await self._matches.job_features([*claimed]))
        left = dict(claimed)
        alerts = 0
        *parts, last = [*_parts(jobs)] or [[]]
        for part in parts:
            alerts += await self._match_part({one.id: left.pop(one.id) for one in part}, part)
        alerts += await self._match_part(left, last)  # with those that closed: nothing to tell
        if jobs:
            log.info("jobs matched", extra={"jobs": len(jobs), "alerts": alerts})

    async def _match_part(self, claimed: Mapping[int, datetime], part: Sequence[Sought]) -> int:
        """Match jobs with the searches that ask for them; how many alerts are new."""
        found: list[Found] = []
        alerts = 0
        async for search_ids in self._batches(BitMap().union(*(one.asking for one in part))):
            wanted = await self._matches.wanted(search_ids)
            began = time.monotonic()
            # In a thread: matching a batch would block the event loop for too long.
            found += await anyio.to_thread.run_sync(_match, part, wanted, datetime.now(UTC))
            metrics.MATCH_SECONDS.observe(time.monotonic() - began)
            if len(found) >= ALERTS_AT_ONCE:
                alerts += await self._save(claimed, found, finished=False)
                found = []
        return alerts + await self._save(claimed, found)

    async def _batches(self, asking: BitMap) -> AsyncIterator[Sequence[int]]:
        """Searches that are prepared together, all of a person in one."""
        if len(asking) <= SEARCHES_AT_ONCE:
            if asking:
                yield list(asking)
            return
        batch: list[int] = []
        last: int | None = None
        for search_id, user_id in await self._matches.by_user(list(asking)):
            if len(batch) >= SEARCHES_AT_ONCE and user_id != last:
                yield batch
                batch = []
            batch.append(search_id)
            last = user_id
        if batch:
            yield batch

    async def _save(
        self, claimed: Mapping[int, datetime], found: Sequence[Found], *, finished: bool = True
    ) -> int:
        saved = await self._matches.complete(claimed, found, finished=finished)
        metrics.ALERTS.inc(saved.alerts)
        if saved.due and self._notifier is not None:
            await self._notifier.put(AlertsCreated(saved.due))
        return saved.alerts

    async def fail(self, message: JobsStored, error: Exception) -> None:
        """Count the failure for a single job; retry several jobs one by one to find the bad one."""
        if len(message.job_ids) == 1:
            await self._matches.retry(message.job_ids, f"{type(error).__name__}: {error}", None)
            return
        await self._matches.release(message.job_ids)
        for job_id in message.job_ids:
            self.inbox.offer(JobsStored((job_id,)))  # no room: the scheduler offers them again


def _parts(jobs: Sequence[Sought]) -> Iterator[Sequence[Sought]]:
    """Jobs whose alerts are stored together; one that very many ask for is alone."""
    part: list[Sought] = []
    many = 0
    for one in jobs:
        if part and many + len(one.asking) > ALERTS_AT_ONCE:
            yield part
            part, many = [], 0
        part.append(one)
        many += len(one.asking)
    if part:
        yield part


def _match(jobs: Sequence[Sought], wanted: Wanted, now: datetime) -> list[Found]:
    """One alert for each user and job, from the user's best matching search."""
    found: list[Found] = []
    when: dict[int, datetime] = {}
    judges = {criteria.id: Judge.of(criteria) for criteria in wanted.criteria}
    ids = BitMap(judges)
    for job_id, job, asking in jobs:
        best: dict[int, Found] = {}
        for criteria, stated in passing((judges[search_id] for search_id in asking & ids), job):
            user_id, verdict = criteria.user_id, stated
            if learned := wanted.learned.get(user_id):
                verdict = learned.applied(verdict, job.features)
                if verdict.score < criteria.min_score:
                    continue
            if user_id in best and best[user_id].score >= verdict.score:
                continue
            if user_id not in when:
                when[user_id] = notification_times.bundle_at(wanted.preferences[user_id], now)
            best[user_id] = Found(
                user_id, job_id, criteria.id, verdict.score, verdict.reasons, when[user_id]
            )
        found += best.values()
    return found
