"""Feeds: the jobs that suit a search, for whoever has its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.errors import NotFound
from jobscout.sql.jobs import Jobs
from jobscout.sql.matches import Matches
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from uuid import UUID

    from jobscout.sql.database import Database
    from jobscout.sql.job_views import JobSummary
    from jobscout.sql.search_dry_run import SearchDryRun

Q = load("feeds")

ITEMS: Final = 50
"""What a reader keeps of one feed; one that asks once a day misses none of fifty."""
EXCERPT: Final = 1000  # characters of the description


class FeedItem(NamedTuple):
    """*url* is that of the advertisement; *text* begins its description."""

    job: JobSummary
    url: str
    text: str


class Owner(NamedTuple):
    """The search that a feed's address belongs to."""

    id: int
    user_id: int
    name: str


class Feeds:
    def __init__(self, db: Database, dry_run: SearchDryRun) -> None:
        self._db = db
        self._jobs = Jobs(db)
        self._matches = Matches(db)
        self._dry_run = dry_run

    async def owner(self, token: UUID) -> Owner:
        """Raises NotFound: the address is no feed's, or no longer."""
        row = await self._db.maybe(Q.owner, token=token)
        if row is None:
            raise NotFound("there is no such feed, or it was given another address")
        return Owner(**row)

    async def items(self, owner: Owner) -> list[FeedItem]:
        """Open jobs that pass the search, what we saw last first, also while it is paused.

        Raises:
            Busy: too many searches are being tried.
        """
        criteria, _ = await self._matches.active_searches(owner.user_id, owner.id)
        candidates = await self._dry_run.candidates(criteria, latest=True)
        job_ids = await self._dry_run.passing(criteria, [one.id for one in candidates], most=ITEMS)
        summaries = await self._jobs.summaries(job_ids)
        texts = await self._db.all(Q.texts, job_ids=job_ids, excerpt=EXCERPT)
        texts_by_id = {row["id"]: row for row in texts}
        return [
            FeedItem(summaries[job_id], texts_by_id[job_id]["url"], texts_by_id[job_id]["text"])
            for job_id in job_ids
            if job_id in summaries and job_id in texts_by_id
        ]
