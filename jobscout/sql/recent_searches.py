"""Recent searches: those that were added or changed, and whose recent jobs are due to be shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.rules import notification_times
from jobscout.sql.lease_statements import Work
from jobscout.sql.leases import Leases, LeaseStore
from jobscout.sql.matches import Found
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from jobscout.sql.database import Database
    from jobscout.sql.matches import Matches, Saved
    from jobscout.sql.search_dry_run import SearchDryRun

Q = load("recent_searches")

RECENT: Final = timedelta(days=14)
MAX_ATTEMPTS: Final = 5

LEASES = Leases(
    Work(
        kind="search",
        table="recent_searches",
        is_open="done_at IS NULL",
        on_complete="done_at = now(), last_error = NULL",
        on_discard="done_at = now()",
        attempts_max=MAX_ATTEMPTS,
        claimed=Q.claimed,
    )
)


class RecentSearch(NamedTuple):
    """*asked_at*: which of its changes was claimed. *notify*: its person wants to be told."""

    id: int
    asked_at: datetime
    notify: bool
    attempts: int


class RecentSearches(LeaseStore[int, RecentSearch]):
    """*recent*: how long ago a job may have been posted that is shown."""

    leases = LEASES
    claimed_type = RecentSearch

    def __init__(
        self, db: Database, matches: Matches, dry_run: SearchDryRun, recent: timedelta = RECENT
    ) -> None:
        super().__init__(db)
        self._matches = matches
        self._dry_run = dry_run
        self._recent = recent

    async def found(self, search: RecentSearch) -> AsyncIterator[list[Found]]:
        """What it finds of recent open jobs, in batches, of the newest ``max_candidates``.

        Nothing while it is paused.
        """
        wanted = await self._matches.wanted([search.id])
        if not wanted.criteria:
            return
        now = datetime.now(UTC)
        (criteria,) = wanted.criteria
        learned = wanted.learned.get(criteria.user_id)
        bundle_at = notification_times.bundle_at(wanted.preferences[criteria.user_id], now)
        candidates = await self._dry_run.candidates([criteria], posted_since=now - self._recent)
        async for batch in self._dry_run.verdicts([criteria], [one.id for one in candidates]):
            found = []
            for job, _, stated in batch:
                verdict = learned.applied(stated, job) if learned else stated
                if verdict.score >= criteria.min_score:
                    score, reasons = verdict.score, verdict.reasons
                    found.append(
                        Found(criteria.user_id, job.id, search.id, score, reasons, bundle_at)
                    )
            yield found

    async def show(self, search: RecentSearch, found: list[Found]) -> Saved:
        """Store the alerts: a job of which its person has one already keeps that."""
        return await self._matches.show(found, silent=not search.notify)

    async def complete(self, search: RecentSearch) -> None:
        """It is done; due again at once where it was changed since it was claimed."""
        async with self._db.transaction() as t:
            row = await t.maybe(Q.lock, search_id=search.id)
            if row is not None and row["asked_at"] == search.asked_at:
                await LEASES.complete(t, search.id)
            else:
                await LEASES.snooze(t, search.id, timedelta())
