"""Private postings: what a person tracks although no board bears it.

Each is an alert without a job. Nobody else sees it: no row of jobs or postings exists that a list,
a count, a matcher or a merge could come across.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.errors import Conflict, NotFound
from jobscout.rules import companies, locations, remote_countries, titles, workplaces
from jobscout.rules.links import spellings
from jobscout.rules.openings import apply_link
from jobscout.sql.job_views import JobCompany, JobSummary
from jobscout.sql.queries import load

if TYPE_CHECKING:
    import asyncpg

    from jobscout.sql.database import Database

Q = load("private_postings")

MAX_EACH: Final = 300


class PrivatePosting(NamedTuple):
    """What a person says of a posting. *location* as they write it; *url* where it stands."""

    title: str
    company: str
    location: str | None
    url: str | None


class PrivatePostings:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def job_at(self, url: str) -> int | None:
        """The job of the postings at this address; None if there is none, or not just one.

        A site's start page is the address of no posting, whatever its board states.
        """
        if apply_link(url) is None:
            return None
        rows = await self._db.all(Q.jobs_at, urls=spellings(url))
        return rows[0]["job_id"] if len(rows) == 1 else None

    async def track(self, user_id: int, posting: PrivatePosting) -> tuple[int, bool]:
        """(alert id, is it new). The same posting, by its address or its words, is tracked once.

        Raises:
            Conflict: ``too-many-postings``.
        """
        async with self._db.transaction() as t:
            await t.value(Q.lock_owner, user_id=user_id)
            known = await t.value(Q.known, user_id=user_id, **posting._asdict())
            if known is not None:
                return known, False
            if await t.value(Q.count, user_id=user_id) >= MAX_EACH:
                said = f"at most {MAX_EACH} postings that no board bears"
                raise Conflict("too-many-postings", said)
            new = await t.value(Q.add, user_id=user_id, **posting._asdict())
        return new, True

    async def delete(self, user_id: int, alert_id: int) -> None:
        """Raises NotFound: no such alert of this person, or it is about a job."""
        if not await self._db.run(Q.delete, user_id=user_id, alert_id=alert_id):
            raise NotFound("the alert does not exist")


def summary(alert: asyncpg.Record) -> JobSummary:
    """What an alert without a job is about, in the form of a job. Its id leads to no page."""
    place = alert["location"]
    where = locations.read([place]) if place else ()
    workplace = workplaces.workplace(None, [place] if place else [])
    reach = remote_countries.of(where) if workplace == "remote" else remote_countries.UNKNOWN
    return JobSummary(
        id=f"private-{alert['id']}",
        title=alert["title"],
        company=JobCompany(
            slug=companies.slug(alert["company"]), name=alert["company"], logo_url=None
        ),
        locations=list(where),
        remote_countries=list(reach.countries),
        remote_anywhere=reach.anywhere,
        workplace=workplace,
        seniority=titles.seniority(alert["title"]),
        employment_type=None,
        language=None,
        years_min=None,
        visa_sponsorship=None,
        deadline=None,
        salary=None,
        skills=[],
        posted_at=alert["created_at"],
        first_seen_at=alert["created_at"],
        closed_at=None,
        postings=0,
        possible_duplicates=0,
    )
