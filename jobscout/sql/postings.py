"""Storing one reading of a board: postings, jobs, cursor and scrape in one transaction.

What takes tens of milliseconds for 10,000 postings is done in threads, so that the loop goes on.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import asyncpg
import msgspec

from jobscout.errors import Busy
from jobscout.rules import caps, schedule
from jobscout.rules.changes import StoredPosting, compare, hides_changes, listed_ids
from jobscout.rules.expiry import keep_closed
from jobscout.rules.scrape_outcomes import scrape_outcome
from jobscout.rules.verdicts import Memory, Streak, Verdict, decide
from jobscout.sql import closings, posting_changes, source_rates
from jobscout.sql.queries import load
from jobscout.sql.scrape_leases import LEASES
from jobscout.sql.stored import Stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.model import PollHints, ScrapeResult
    from jobscout.sql.database import Database, Transaction

Q = load("postings")

TRIES: Final = 5


class Postings:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def list_hashes(self, source_id: int) -> dict[str, bytes]:
        """By external id: which version of the list entry we have the whole text of."""
        rows = await self._db.all(Q.list_hashes, source_id=source_id)
        return {row["external_id"]: row["list_hash"] for row in rows}

    async def store(self, result: ScrapeResult) -> Stored | None:
        """Store a reading. None: the scrape is finished, or another's, so nothing was written.

        Raises:
            Busy: others that store the same companies prevented it again and again.
        """
        for _ in range(TRIES):
            with suppress(asyncpg.DeadlockDetectedError):
                return await self._store(result)
        raise Busy("the companies of this reading are changing too often right now")

    async def _store(self, result: ScrapeResult) -> Stored | None:
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
            written = await posting_changes.write(t, source, verdict, result.source.scrape_id)
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


def _json(hints: PollHints | None) -> str | None:
    return None if hints is None else msgspec.json.encode(hints).decode()
