"""Placing the postings of a reading: their jobs are made, and stored postings move.

A step of the transaction of a reading, whose source and companies are locked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jobscout.rules import freshness
from jobscout.rules.clustering import number
from jobscout.sql import job_merges
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from jobscout.model import Posting
    from jobscout.rules.dedupe import Assignment
    from jobscout.sql.database import Transaction
    from jobscout.sql.linking import Linked

CLUSTERS = load("clusters")
LINKING = load("linking")
OPENINGS = load("openings")


class Placed(NamedTuple):
    """The job of each new posting; which of them are new, and which were posted again.

    *touched*: jobs that stored postings moved from or to. *due*: those of them that others were
    merged into, which are to be matched again. *split*: a job and a new one, to which stored
    postings of it moved.
    """

    job_ids: Sequence[int]
    new_jobs: Sequence[int]
    reposted: Collection[int]
    touched: Collection[int]
    due: Sequence[int]
    split: Sequence[tuple[int, int]]

    @property
    def made(self) -> set[int]:
        """All jobs that were not there before."""
        return {*self.new_jobs, *(new_id for _, new_id in self.split)}


async def place(
    t: Transaction,
    source: Mapping[str, Any],
    linked: Linked,
    assigned: Sequence[Assignment] = (),
    *,
    new: Sequence[Posting] = (),
    company_ids: Sequence[int] = (),
    watched_since: datetime | None = None,
) -> Placed:
    """Give each new posting of a reading its job, and move stored ones.

    Args:
        assigned: what exact rules said of the new postings.
        company_ids: of the new postings, in their order; more may follow.
        watched_since: see ``freshness.possible_at``.
    """
    fresh = await _insert_jobs(
        t, source, linked, new=new, company_ids=company_ids, watched_since=watched_since
    )
    touched, due = await _move(t, linked, fresh)
    placed = [linked.placement.job_of[number(index)] for index in range(len(new))]
    job_ids = [fresh.get(job_id, job_id) for job_id in placed]
    old = {one.job_id for one in assigned if one.reposted and one.job_id}
    return Placed(
        job_ids=job_ids,
        new_jobs=sorted({fresh[job_id] for job_id in placed if job_id in fresh} - touched),
        reposted=old & set(job_ids),
        touched=touched,
        due=due,
        split=sorted(
            {
                (linked.job_before[one], fresh[job_id])
                for one, job_id in linked.moved.items()
                if job_id in fresh and linked.job_before[one] not in linked.placement.absorbed
            }
        ),
    )


async def _insert_jobs(
    t: Transaction,
    source: Mapping[str, Any],
    linked: Linked,
    *,
    new: Sequence[Posting],
    company_ids: Sequence[int],
    watched_since: datetime | None,
) -> dict[int, int]:
    """The ids of the new jobs, by the numbers that the placement gives them."""
    moved = {job_id: one for one, job_id in linked.moved.items() if job_id < 0}
    made = {
        job_id: await t.value(CLUSTERS.add_job, job_id=linked.job_before[one])
        for job_id, one in moved.items()
    }
    first: dict[int, int] = {}
    for index in range(len(new)):
        job_id = linked.placement.job_of[number(index)]
        if job_id < 0 and job_id not in made:
            first.setdefault(job_id, index)
    ids = [row["id"] for row in await t.all(OPENINGS.next_job_ids, many=len(first))]
    of_new = list(first.values())
    await t.run(
        OPENINGS.insert_jobs,
        ids=ids,
        company_ids=[company_ids[index] for index in of_new],
        titles=[new[index].title for index in of_new],
        posted_ats=[new[index].posted_at for index in of_new],
        possible_ats=[
            freshness.possible_at(new[index].posted_at, watched_since, source["last_whole_read_at"])
            for index in of_new
        ],
    )
    return made | dict(zip(first, ids, strict=True))


async def _move(
    t: Transaction, linked: Linked, fresh: Mapping[int, int]
) -> tuple[set[int], list[int]]:
    """Move stored postings to the jobs that they are of: the jobs concerned, and those due."""
    moves = {one: fresh.get(job_id, job_id) for one, job_id in linked.moved.items()}
    if not moves:
        return set(), []
    before = {linked.job_before[one] for one in moves}
    await t.all(CLUSTERS.lock_jobs, job_ids=list(before | set(moves.values())))
    await t.run(LINKING.move_postings, posting_ids=list(moves), job_ids=list(moves.values()))
    due = []
    for gone, into in linked.placement.absorbed.items():
        kept = fresh.get(into, into)
        await job_merges.absorb(t, kept, gone, joined=False)
        due.append(kept)
    return (before | set(moves.values())) - set(linked.placement.absorbed), due
