"""Stored postings that are read again by the rules of today, without any request to a board.

Nobody is alerted: searches were asked about a job when it was new.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import asyncpg
import msgspec

from jobscout.errors import Busy
from jobscout.model import RawPosting, Stated
from jobscout.rules import postings as rules
from jobscout.rules.changes import Changes, StoredPosting
from jobscout.rules.rereading import Stored
from jobscout.sql import (
    job_events,
    linking,
    posting_changes,
    posting_companies,
    posting_links,
    rows,
)
from jobscout.sql.columns import READ_BY_RULES, columns
from jobscout.sql.job_placement import place
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobscout.model import Posting
    from jobscout.rules.rereading import Reread
    from jobscout.sql.database import Database, Transaction

Q = load("backfills")
_STATED = msgspec.json.Decoder(Stated)


class Backfills:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def due(self, most: int) -> list[Stored]:
        """At most so many postings that an earlier version of the rules read."""
        found = await self._db.all(Q.due, version=rules.VERSION, most=most)
        return [
            Stored(
                id=row["id"],
                content_hash=row["content_hash"],
                own_company=row["own_company"],
                raw=_raw(row),
            )
            for row in found
        ]

    async def store(self, reread: Sequence[Reread]) -> int:
        """Store what the rules read; how many postings that were.

        Those that changed meanwhile, or change now, are left out: their boards were just read.

        Raises:
            Busy: readings or operators prevented it again and again.
        """
        for _ in range(posting_companies.TRIES):
            with suppress(asyncpg.DeadlockDetectedError):
                return await self._store(reread)
        raise Busy("the companies of these postings are changing too often right now")

    async def _store(self, reread: Sequence[Reread]) -> int:
        failed = [one.id for one in reread if one.posting is None]
        async with self._db.transaction() as t:
            company_of = await _companies(t, reread)
            locked = await t.all(
                Q.lock,
                ids=[one.id for one in reread],
                content_hashes=[one.content_hash for one in reread],
                version=rules.VERSION,
            )
            ours = {row["id"] for row in locked}
            read = [one for one in reread if one.posting is not None and one.id in ours]
            read = [one for one in read if one.id in company_of]
            if failed:
                await t.run(Q.keep, ids=failed, version=rules.VERSION)
            if not read:
                return len(failed)
            found = [one.posting for one in read if one.posting is not None]
            values = await asyncio.to_thread(columns, found, READ_BY_RULES)
            put = await t.all(
                Q.put,
                ids=[one.id for one in read],
                company_ids=[company_of[one.id] for one in read],
                **values,
            )
            rows_by_id = {row["id"]: row for row in put}
            stored = [rows_by_id[one.id] for one in read]
            touched, splits = await _link(t, stored, found)
            now_of = await posting_changes.current_jobs(t, [one.id for one in read])
            job_ids = [now_of[one.id] for one in read]
            touched |= set(job_ids)
            await t.all(posting_changes.Q.lock_jobs, job_ids=list(touched))
            await job_events.refresh(t, touched, recorded=())
            for job_id, new_id in splits:
                await job_events.split(t, job_id, new_id)
            await posting_changes.index(t, found, job_ids, [one.id for one in read])
        return len(read) + len(failed)


async def _companies(t: Transaction, reread: Sequence[Reread]) -> dict[int, int]:
    """The company of each posting that was read, by its id. These and those of now are locked."""
    read = {one.id: one.posting for one in reread if one.posting is not None}
    ids = [one.id for one in reread]
    rows = await t.all(Q.companies, ids=ids)
    for _ in range(posting_companies.TRIES):
        stored = [row for row in rows if row["id"] in read]
        found = await posting_companies.find_each(
            t,
            [row["own"] for row in stored],
            [read[row["id"]] for row in stored],
            also={row["company_id"] for row in rows},
        )
        before, rows = rows, await t.all(Q.companies, ids=ids)
        if rows == before:
            return {row["id"]: company_id for row, company_id in zip(stored, found, strict=True)}
    raise Busy("the companies of these postings are changing too often right now")


async def _link(
    t: Transaction, rows: Sequence[asyncpg.Record], found: Sequence[Posting]
) -> tuple[set[int], list[tuple[int, int]]]:
    """Recognise stored postings anew: the jobs that any of them moved from or to, and the splits.

    Their companies are locked, and nobody is alerted.
    """
    by_source: dict[int, list[tuple[StoredPosting, Posting, int]]] = defaultdict(list)
    for row, posting in zip(rows, found, strict=True):
        known = StoredPosting(
            row["id"], posting.external_id, row["job_id"], b"", None, 0, closed=False
        )
        by_source[row["source_id"]].append((known, posting, row["company_id"]))
    touched: set[int] = set()
    splits: list[tuple[int, int]] = []
    for source_id, many in by_source.items():
        source = {"id": source_id, "now": rows[0]["now"]}
        changes = Changes(changed=[(known, posting) for known, posting, _ in many])
        linked = await linking.link(t, source, changes, [one for _, _, one in many], [])
        placed = await place(t, source, linked)
        await posting_links.keep(t, source_id, linked, {})
        jobs = {*placed.touched, *(known.job_id for known, _, _ in many)}
        await posting_links.count_possible(t, linked, jobs)
        touched |= set(placed.touched)
        splits += placed.split
    return touched, splits


def _raw(row: Mapping[str, Any]) -> RawPosting:
    """What the board gave. Of an old row only what the rules made of it is known."""
    if row["stated"] is not None:
        stated = msgspec.structs.asdict(_STATED.decode(row["stated"]))
    else:
        stated = {
            "title": row["title"],
            "company": row["company"],
            "locations": tuple(place.text for place in rows.locations(row) if place.text),
            "workplace": None if row["workplace"] == "unknown" else row["workplace"],
            "department": row["department"],
            "employment_type": row["employment_type"],
            "seniority": row["seniority"],
            "salary": rows.stated_salary(row),
            "posted_at": row["posted_at"],
            "language": row["language"],
        }
    return RawPosting(
        external_id=row["external_id"],
        url=row["url"],
        apply_url=row["apply_url"],
        requisition_id=row["requisition_id"],
        description_html=row["description_html"],
        updated_at=row["updated_at"],
        expires_at=row["expires_at"],
        list_hash=row["list_hash"],
        **stated,
    )
