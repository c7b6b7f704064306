"""Storing one reading of a board: postings, jobs, cursor and scrape in one transaction.

What takes tens of milliseconds for 10,000 postings is done in threads, so that the loop goes on.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from jobscout.rules import caps, schedule
from jobscout.rules.changes import StoredPosting, compare, hides_changes, listed_ids
from jobscout.rules.expiry import has_expired, keep_closed
from jobscout.rules.scrape_outcomes import scrape_outcome
from jobscout.rules.verdicts import Memory, Streak, Verdict, decide
from jobscout.sql import closings, job_events, openings, posting_companies, source_rates
from jobscout.sql.columns import columns
from jobscout.sql.queries import load
from jobscout.sql.scrape_leases import LEASES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import asyncpg

    from jobscout.model import PollHints, Posting, ScrapeResult, ScrapeStatus
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
    *expired*: how many of the *closed* stated a date that has passed, *ended*: of how many the
    board said that they have ended; the others are not listed any more. *hidden*: see
    ``changes.hides_changes``.
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
    expired: int = 0
    ended: int = 0
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
            verdict = await asyncio.to_thread(_decide, result, rows, source)
            changes, suspicion = verdict.changes, verdict.suspicion
            status, kind, reason = scrape_outcome(result, suspicion)
            written = await _write(t, source, verdict, result.source.scrape_id)
            stored = Stored(
                status=status,
                kind=kind,
                reason=reason,
                unmatched=written.unmatched,
                found=changes.found,
                new=len(changes.new),
                updated=len(changes.changed),
                closed=written.not_listed + written.expired + written.ended,
                unchanged=changes.unchanged,
                duplicates=written.duplicates,
                before=source["last_status"],
                expired=written.expired,
                ended=written.ended,
                hidden=hides_changes(result, changes),
            )
            await _finish(t, result, stored)
            # A doubtful reading's validators are forgotten: the next one must be read in full.
            sound = suspicion is None and not result.rejects
            memory = verdict.memory
            await t.run(
                Q.advance_source,
                source_id=source["id"],
                wait=await source_rates.next_wait(t, source, result, changes),
                shortest=schedule.shortest_interval(result.min_interval, result.poll_after),
                poll_hints=_json(result.poll_hints),
                etag=_etag(result, is_sound=sound, is_believed=suspicion is None),
                last_modified=result.last_modified if sound else None,
                in_full=not result.unchanged,
                distrusts=stored.hidden,
                recent_found=list(memory.recent_found),
                accepted_found=memory.accepted_found,
                suspect_scrapes=list(memory.streak.scrape_ids),
                suspect_sketch=memory.streak.sketch,
                whole=changes.whole,
                restarts=verdict.is_restart,
            )
            if stored.unmatched:
                await t.run(Q.announce_jobs)
        closings.count("not-listed", stored.closed - stored.expired - stored.ended)
        closings.count("expired", stored.expired)
        closings.count("ended", stored.ended)
        return stored


def _etag(result: ScrapeResult, *, is_sound: bool, is_believed: bool) -> str | None:
    """Or the cursor, which stays where it was if the reading is not believed."""
    if result.cursor is not None:
        return result.cursor if is_believed else result.source.etag
    return result.etag if is_sound else None


def _decide(
    result: ScrapeResult, rows: Sequence[asyncpg.Record], source: asyncpg.Record
) -> Verdict:
    known = [StoredPosting(*row) for row in rows]
    changes = compare(
        result,
        known,
        whole_before=source["whole_before"],
        whole_at=source["last_whole_read_at"],
    )
    streak = Streak(
        tuple(source["suspect_scrapes"]), source["suspect_since"], source["suspect_sketch"]
    )
    return decide(
        keep_closed(changes, known, source["now"]),
        Memory(tuple(source["recent_found"]), source["accepted_found"], streak),
        scrape_id=result.source.scrape_id,
        listed=listed_ids(result) if result.whole and not result.unchanged else None,
        now=source["now"],
    )


async def _finish(t: Transaction, result: ScrapeResult, stored: Stored) -> None:
    await LEASES.complete(
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


class _Written(NamedTuple):
    """*unmatched*: jobs to match. *duplicates*: new postings that joined a job we had.

    *not_listed*, *expired*, *ended*: postings that closed, by the reason.
    """

    unmatched: tuple[int, ...]
    duplicates: int
    not_listed: int
    expired: int
    ended: int


async def _write(
    t: Transaction, source: asyncpg.Record, verdict: Verdict, scrape_id: int
) -> _Written:
    """Apply the changes."""
    changes = verdict.changes
    fresh = [*changes.new, *(posting for _, posting in changes.changed)]
    company_ids = await posting_companies.find(t, source["company_id"], fresh)
    watched_since = None if verdict.is_restart else source["watched_since"]
    placed = await openings.assign_jobs(t, source, changes, company_ids, watched_since)
    job_ids = [*placed.job_ids, *(known.job_id for known, _ in changes.changed)]
    upserted = await _upsert(t, source["id"], fresh, job_ids, company_ids)
    posting_ids = [row["id"] for row in upserted]
    if changes.relisted:
        ids, list_hashes = zip(*changes.relisted, strict=True)
        await t.run(Q.relist, ids=ids, list_hashes=list_hashes)
    again = list(changes.completed)
    if changes.reopened:
        never_open = await t.all(Q.never_open, ids=list(changes.reopened))
        again += [row["job_id"] for row in never_open]
    if changes.reappeared:
        await t.run(Q.reappeared, ids=changes.reappeared)
    if changes.missing:
        await t.run(
            Q.missing,
            ids=changes.missing,
            scrape_id=scrape_id,
            last_seen_at=source["last_whole_read_at"],
        )
    not_listed = await closings.close(t, changes.due, "not-listed", verdict.evidence or None)
    ended = await closings.close(t, changes.ended, "ended", [scrape_id])
    over = [
        posting_id
        for posting_id, posting in zip(posting_ids, fresh, strict=True)
        if has_expired(posting.expires_at, source["now"])
    ]
    expired = await closings.close(t, over, "expired", [scrape_id])
    touched = set(job_ids)
    edited = {job_id for job_id, row in zip(job_ids, upserted, strict=True) if row["edited"]}
    if moved := [*changes.reappeared, *changes.due, *changes.ended]:
        jobs = {row["job_id"] for row in await t.all(Q.jobs_of, ids=moved)}
        touched |= jobs
        edited |= jobs
    if touched:
        await t.all(Q.lock_jobs, job_ids=list(touched))
        await job_events.refresh(t, touched, recorded=edited.difference(placed.new_jobs))
    if placed.reposted:
        await job_events.repost(t, placed.reposted)
    await index(t, fresh, job_ids, posting_ids)
    if again:
        again = [row["id"] for row in await t.all(Q.rematch, job_ids=again)]
    duplicates = len(changes.new) - len(placed.new_jobs)
    return _Written((*placed.new_jobs, *again), duplicates, not_listed, expired, ended)


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


def _json(hints: PollHints | None) -> str | None:
    return None if hints is None else msgspec.json.encode(hints).decode()


def _parts(many: int, most: int = ROWS_A_STATEMENT) -> Iterator[slice]:
    """Slices of what one statement takes."""
    return (slice(at, at + most) for at in range(0, many, most))
