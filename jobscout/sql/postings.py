"""Storing one reading of a board: postings, jobs, cursor and scrape in one transaction.

What takes tens of milliseconds for 10,000 postings is done in threads, so that the loop goes on.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from jobscout.rules import caps, companies, lifecycle, schedule
from jobscout.rules.changes import Changes, StoredPosting, accepted, compare, hides_changes
from jobscout.rules.scrape_outcomes import scrape_outcome
from jobscout.sql import openings, scrapes, source_rates
from jobscout.sql.columns import columns
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import asyncpg

    from jobscout.model import Posting, ScrapeResult, ScrapeStatus
    from jobscout.sql.database import Database, Transaction

Q = load("postings")
SKILLS = load("skills")

ROWS_A_STATEMENT = 250  # packing their texts for the wire keeps the loop for some 5 ms
TAGS_A_STATEMENT = 2000  # a few words each
_UNHEALTHY = frozenset({"suspect", "failed"})


class Stored(NamedTuple):
    """What a reading changed.

    *kind* and *reason* are None for a sound reading. *unmatched* are the jobs that the searches
    must be asked about. *before* is how the source's last scrape ended, None for the first.
    *hidden*: see ``changes.hides_changes``.
    """

    status: ScrapeStatus
    kind: str | None
    reason: str | None
    unmatched: tuple[int, ...]
    found: int
    new: int
    updated: int
    closed: int
    unchanged: int
    duplicates: int
    before: ScrapeStatus | None
    hidden: bool = False

    @property
    def broke(self) -> bool:
        """A board that was well cannot be believed any more."""
        return self.status == "suspect" and self.before not in _UNHEALTHY

    @property
    def recovered(self) -> bool:
        return self.status != "suspect" and self.before in _UNHEALTHY


class Postings:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def list_hashes(self, source_id: int) -> dict[str, bytes]:
        """By external id: which version of the list entry we have the whole text of."""
        rows = await self._db.all(Q.list_hashes, source_id=source_id)
        return {row["external_id"]: row["list_hash"] for row in rows}

    async def store(self, result: ScrapeResult) -> Stored | None:
        """Store a reading. None: the scrape is finished, or another's, so nothing was written."""
        async with self._db.transaction() as t:
            source = await t.maybe(
                Q.lock_source, scrape_id=result.source.scrape_id, holder=self._db.holder
            )
            if source is None:
                return None
            rows = await t.all(Q.known, source_id=source["id"])
            changes = await asyncio.to_thread(_compare, result, rows, source)
            recent = tuple(source["recent_found"])
            suspicion = lifecycle.judge(
                found=changes.found,
                recent_found=recent,
                open_now=changes.open_now,
                overlaps=changes.overlaps,
                accepted=source["accepted_found"],
            )
            earlier = lifecycle.EmptyReads(source["empty_reads"], source["empty_since"])
            if changes.whole and lifecycle.is_emptied(
                changes.found, changes.open_now, earlier, source["now"]
            ):
                suspicion, recent = None, ()
                changes = changes._replace(due=changes.missing)
            changes = accepted(changes, suspicion)
            status, kind, reason = scrape_outcome(result, suspicion)
            unmatched, duplicates = await _write(t, source, changes)
            stored = Stored(
                status=status,
                kind=kind,
                reason=reason,
                unmatched=unmatched,
                found=changes.found,
                new=len(changes.new),
                updated=len(changes.changed),
                closed=len(changes.due),
                unchanged=changes.unchanged,
                duplicates=duplicates,
                before=source["last_status"],
                hidden=hides_changes(result, changes),
            )
            await _finish(t, result, stored)
            if suspicion is None and result.whole and not result.unchanged:
                recent = lifecycle.with_latest(recent, changes.found)
            # A doubtful reading's validators are forgotten: the next one must be read in full.
            sound = suspicion is None and not result.rejects
            await t.run(
                Q.advance_source,
                source_id=source["id"],
                wait=await source_rates.next_wait(t, source, result, changes),
                shortest=schedule.shortest_interval(result.min_interval, result.poll_after),
                etag=result.etag if sound else None,
                last_modified=result.last_modified if sound else None,
                in_full=not result.unchanged,
                distrusts=stored.hidden,
                recent_found=list(recent),
                whole=changes.whole,
                # what an operator accepted counts until all that was missing has closed
                settled=suspicion is None
                and changes.whole
                and bool(changes.due or not changes.missing),
            )
            if unmatched:
                await t.run(Q.announce_jobs)
        return stored


def _compare(
    result: ScrapeResult, rows: Sequence[asyncpg.Record], source: asyncpg.Record
) -> Changes:
    return compare(
        result,
        [StoredPosting(*row) for row in rows],
        whole_before=source["whole_before"],
        whole_at=source["last_whole_read_at"],
    )


async def _finish(t: Transaction, result: ScrapeResult, stored: Stored) -> None:
    await scrapes.LEASES.complete(
        t,
        result.source.scrape_id,
        status=stored.status,
        http_requests=result.stats.http_requests,
        not_modified=result.stats.not_modified,
        bytes=result.stats.bytes,
        found=stored.found,
        new=stored.new,
        updated=stored.updated,
        closed=stored.closed,
        unchanged=stored.unchanged,
        duplicates=stored.duplicates,
        error_kind=stored.kind,
        error=stored.reason,
        rejects=msgspec.json.encode(result.rejects[: caps.REJECTS_KEPT]).decode(),
    )


async def _write(
    t: Transaction, source: asyncpg.Record, changes: Changes
) -> tuple[tuple[int, ...], int]:
    """Apply the changes; jobs to match, and how many new postings joined a job we had."""
    fresh = [*changes.new, *(posting for _, posting in changes.changed)]
    company_ids = await _companies(t, source["company_id"], fresh)
    placed = await openings.assign_jobs(t, source, changes, company_ids)
    job_ids = [*placed.job_ids, *(known.job_id for known, _ in changes.changed)]
    posting_ids = await _upsert(t, source["id"], fresh, job_ids, company_ids)
    if changes.relisted:
        ids, list_hashes = zip(*changes.relisted, strict=True)
        await t.run(Q.relist, ids=ids, list_hashes=list_hashes)
    if changes.reappeared:
        await t.run(Q.reappeared, ids=changes.reappeared)
    if changes.missing:
        await t.run(Q.missing, ids=changes.missing, last_seen_at=source["last_whole_read_at"])
    if changes.due:
        await t.run(Q.close, ids=changes.due)
    touched = set(job_ids)
    if moved := [*changes.reappeared, *changes.due]:
        touched |= {row["job_id"] for row in await t.all(Q.jobs_of, ids=moved)}
    if touched:
        await t.all(Q.lock_jobs, job_ids=list(touched))
        await t.run(Q.refresh_jobs, job_ids=list(touched))
    if placed.reposted:
        await t.run(Q.count_reposts, job_ids=list(placed.reposted))
    await _index(t, fresh, job_ids, posting_ids)
    again: list[int] = []
    if changes.completed:
        again = [row["id"] for row in await t.all(Q.rematch, job_ids=changes.completed)]
    return (*placed.new_jobs, *again), len(changes.new) - len(placed.new_jobs)


async def _index(
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


async def _companies(
    t: Transaction, company_id: int | None, postings: Sequence[Posting]
) -> list[int]:
    """The company of each posting: the board's own, or by the name an aggregator gives."""
    if not postings:
        return []
    if company_id is not None:
        found = [company_id] * len(postings)
    else:
        named = [companies.clean(posting.company or "") or "Unknown" for posting in postings]
        slugs = [companies.slug(name) for name in named]
        by_slug = dict(zip(slugs, named, strict=True))
        await t.run(Q.add_companies, slugs=list(by_slug), names=list(by_slug.values()))
        rows = await t.all(Q.company_ids, slugs=list(by_slug))
        ids = {row["slug"]: row["id"] for row in rows}
        found = [ids[slug] for slug in slugs]
    await t.all(Q.lock_companies, ids=list(set(found)))
    return found


async def _upsert(
    t: Transaction,
    source_id: int,
    postings: Sequence[Posting],
    job_ids: Sequence[int],
    company_ids: Sequence[int],
) -> list[int]:
    """Ids of the stored postings, in their order."""
    ids: dict[str, int] = {}
    for part in _parts(len(postings)):
        values = await asyncio.to_thread(columns, postings[part])
        rows = await t.all(
            Q.upsert,
            source_id=source_id,
            job_ids=job_ids[part],
            company_ids=company_ids[part],
            **values,
        )
        ids |= {row["external_id"]: row["id"] for row in rows}
    return [ids[posting.external_id] for posting in postings]


def _parts(many: int, most: int = ROWS_A_STATEMENT) -> Iterator[slice]:
    """Slices of what one statement takes."""
    return (slice(at, at + most) for at in range(0, many, most))
