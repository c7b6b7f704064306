"""Feeds: the jobs that match a search, for everybody who has its secret URL."""

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
"""Feed readers keep about this many; with fifty, a daily reader misses none."""
EXCERPT: Final = 1000  # characters of the description


class FeedItem(NamedTuple):
    """*url*: of the posting; *text*: the beginning of its description.

    *attribution* is how its board's terms ask to name it, if they do.
    """

    job: JobSummary
    url: str
    text: str
    attribution: str | None = None


class Owner(NamedTuple):
    """The search that a feed belongs to."""

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
        """Raises NotFound: the token is unknown or was replaced."""
        row = await self._db.maybe(Q.owner, token=token)
        if row is None:
            raise NotFound("the feed does not exist, or its address was changed")
        return Owner(**row)

    async def items(self, owner: Owner) -> list[FeedItem]:
        """Open jobs that pass the search, newest first, also while the search is paused.

        Raises:
            Busy: too many concurrent dry runs.
        """
        criteria, _, people = await self._matches.active_searches(owner.user_id, owner.id)
        candidates = await self._dry_run.candidates(criteria, latest=True)
        job_ids = await self._dry_run.passing(
            criteria, [one.id for one in candidates], most=ITEMS, learned=people.get(owner.user_id)
        )
        summaries = await self._jobs.summaries(job_ids)
        texts = await self._db.all(Q.texts, job_ids=job_ids, excerpt=EXCERPT)
        texts_by_id = {row["id"]: row for row in texts}
        return [
            FeedItem(summaries[job_id], row["url"], row["text"], row["attribution"])
            for job_id in job_ids
            if job_id in summaries and (row := texts_by_id.get(job_id))
        ]
