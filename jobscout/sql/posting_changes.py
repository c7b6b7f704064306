"""Writing what a reading changed of its source's postings, and of their jobs.

Steps of the transaction of a reading, whose source is locked.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from jobscout.rules.clustering import number
from jobscout.rules.expiry import has_expired
from jobscout.sql import closings, job_events, linking, openings, posting_companies, posting_links
from jobscout.sql.columns import columns
from jobscout.sql.job_placement import place
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    import asyncpg

    from jobscout.model import Posting
    from jobscout.rules.changes import Changes
    from jobscout.rules.verdicts import Verdict
    from jobscout.sql.database import Transaction
    from jobscout.sql.job_placement import Placed

Q = load("postings")
SKILLS = load("skills")

ROWS_A_STATEMENT = 250  # packing their texts for the wire keeps the loop for some 5 ms
TAGS_A_STATEMENT = 2000  # a few words each


class Written(NamedTuple):
    """*unmatched*: jobs to match. *duplicates*: new postings that joined a job we had.

    *not_listed*, *expired*, *ended*: postings that closed, by the reason.
    """

    unmatched: tuple[int, ...]
    duplicates: int
    not_listed: int
    expired: int
    ended: int


async def write(
    t: Transaction, source: asyncpg.Record, verdict: Verdict, scrape_id: int
) -> Written:
    """Apply the changes. The source is locked; its companies and jobs are locked on the way."""
    changes = verdict.changes
    fresh = [*changes.new, *(posting for _, posting in changes.changed)]
    company_ids = await posting_companies.find(t, source["company_id"], fresh)
    assigned = await openings.assign(t, source, changes, company_ids)
    linked = await linking.link(t, source, changes, company_ids, [one.job_id for one in assigned])
    placed = await place(
        t,
        source,
        linked,
        assigned,
        new=changes.new,
        company_ids=company_ids,
        watched_since=None if verdict.is_restart else source["watched_since"],
    )
    current = await current_jobs(t, [known.id for known, _ in changes.changed])
    job_ids = [*placed.job_ids, *(current[known.id] for known, _ in changes.changed)]
    upserted = await _upsert(t, source["id"], fresh, job_ids, company_ids)
    posting_ids = [row["id"] for row in upserted]
    edited = {job_id for job_id, row in zip(job_ids, upserted, strict=True) if row["edited"]}
    numbers = map(number, range(len(changes.new)))
    await posting_links.keep(t, source["id"], linked, dict(zip(numbers, posting_ids, strict=False)))
    again = [*placed.due, *(current[one] for one in changes.completed)]
    again += await _mark_seen(t, changes, scrape_id, source["last_whole_read_at"])
    not_listed = await closings.close(t, changes.due, "not-listed", verdict.evidence or None)
    ended = await closings.close(t, changes.ended, "ended", [scrape_id])
    over = [
        posting_id
        for posting_id, posting in zip(posting_ids, fresh, strict=True)
        if has_expired(posting.expires_at, source["now"])
    ]
    expired = await closings.close(t, over, "expired", [scrape_id])
    touched, restated = await _sum_up(t, changes, set(job_ids), edited, placed)
    await posting_links.count_possible(t, linked, touched)
    for job_id, new_id in placed.split:
        await job_events.split(t, job_id, new_id)
    if placed.reposted:
        await job_events.repost(t, placed.reposted)
    await index(t, fresh, job_ids, posting_ids)
    if placed.touched:
        await t.run(Q.read_leads_again, job_ids=list(placed.touched))
    if again:
        again = [row["id"] for row in await t.all(Q.rematch, job_ids=again)]
    again = list(dict.fromkeys([*again, *restated]))
    duplicates = len(changes.new) - len(placed.new_jobs)
    return Written((*placed.new_jobs, *again), duplicates, not_listed, expired, ended)


async def _mark_seen(
    t: Transaction, changes: Changes, scrape_id: int, last_whole_read_at: datetime | None
) -> list[int]:
    """Store which postings are there and which are missing: the jobs that are open at last."""
    if changes.relisted:
        ids, list_hashes = zip(*changes.relisted, strict=True)
        await t.run(Q.relist, ids=ids, list_hashes=list_hashes)
    never_open = []
    if changes.reopened:
        never_open = await t.all(Q.never_open, ids=list(changes.reopened))
    if changes.reappeared:
        await t.run(Q.reappeared, ids=changes.reappeared)
    if changes.missing:
        await t.run(
            Q.missing, ids=changes.missing, scrape_id=scrape_id, last_seen_at=last_whole_read_at
        )
    return [row["job_id"] for row in never_open]


async def _sum_up(
    t: Transaction,
    changes: Changes,
    written: set[int],
    edited: set[int],
    placed: Placed,
) -> tuple[set[int], list[int]]:
    """Update all jobs whose postings were written, moved, opened or closed.

    Args:
        written: jobs of postings that were written.
        edited: those of them of which the board says more or other than it did.

    Returns:
        All jobs that were updated, and those that are to be matched again. Postings that move
        from one job to another tell nobody.
    """
    recorded = edited.union(placed.touched)
    if opened_or_closed := [*changes.reappeared, *changes.due, *changes.ended]:
        recorded |= {row["job_id"] for row in await t.all(Q.jobs_of, ids=opened_or_closed)}
    touched = written.union(placed.touched, recorded)
    if not touched:
        return touched, []
    await t.all(Q.lock_jobs, job_ids=list(touched))
    restated = await job_events.refresh(
        t, touched, recorded=recorded - placed.made, rematched=edited - placed.made
    )
    return touched, restated


async def current_jobs(t: Transaction, posting_ids: Sequence[int]) -> dict[int, int]:
    """The job of each posting: a reading of another board may just have moved it."""
    rows = await t.all(Q.current_jobs, ids=list(posting_ids)) if posting_ids else []
    return {row["id"]: row["job_id"] for row in rows}


async def index(
    t: Transaction,
    fresh: Sequence[Posting],
    job_ids: Sequence[int],
    posting_ids: Sequence[int],
) -> None:
    """What jobs are found by: the words and the skills of their leads."""
    for part in _parts(len(fresh)):
        await t.run(
            Q.index_words,
            job_ids=job_ids[part],
            posting_ids=posting_ids[part],
            titles=[posting.title_words for posting in fresh[part]],
            words=[posting.words for posting in fresh[part]],
        )
    for part in _parts(len(fresh), TAGS_A_STATEMENT):
        await t.run(
            SKILLS.tag,
            job_ids=job_ids[part],
            posting_ids=posting_ids[part],
            slugs=[" ".join(posting.skills) for posting in fresh[part]],
        )


async def _upsert(
    t: Transaction,
    source_id: int,
    postings: Sequence[Posting],
    job_ids: Sequence[int],
    company_ids: Sequence[int],
) -> list[asyncpg.Record]:
    """Each stored posting, in their order: its id, and whether it is new or was edited."""
    stored: dict[str, asyncpg.Record] = {}
    for part in _parts(len(postings)):
        values = await asyncio.to_thread(columns, postings[part])
        rows = await t.all(
            Q.upsert,
            source_id=source_id,
            job_ids=job_ids[part],
            company_ids=company_ids[part],
            **values,
        )
        stored |= {row["external_id"]: row for row in rows}
    return [stored[posting.external_id] for posting in postings]


def _parts(many: int, most: int = ROWS_A_STATEMENT) -> Iterator[slice]:
    """Slices of what one statement takes."""
    return (slice(at, at + most) for at in range(0, many, most))
