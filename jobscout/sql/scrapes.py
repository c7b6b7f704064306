"""Scrapes: queued, claimed, failed. A scrape that succeeds is finished by ``postings.store``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from jobscout.model import DueSource
from jobscout.sql.database import load

if TYPE_CHECKING:
    from datetime import timedelta

    from jobscout.errors import SourceError
    from jobscout.model import Priority, Tally, Trigger
    from jobscout.sql.database import Database

Q = load("scrapes")


class Claim(NamedTuple):
    """A scrape taken for a while, and the source's manners."""

    source: DueSource
    priority: Priority
    interval_s: int | None
    failures: int


class Scrapes:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def enqueue_due(self, priority: Priority, per_host: int, most: int) -> list[int]:
        """Ids of scrapes queued now for sources of one lane whose time has come."""
        rows = await self._db.all(Q.enqueue_due, priority=priority, most=most, per_host=per_host)
        return [row["id"] for row in rows]

    async def owed(self, priority: Priority, most: int) -> list[int]:
        return [row["id"] for row in await self._db.all(Q.owed, priority=priority, most=most)]

    async def claim(self, scrape_id: int, lease: timedelta) -> Claim | None:
        """None when it is finished or another process holds it."""
        row = await self._db.maybe(Q.claim, scrape_id=scrape_id, lease=lease)
        if row is None:
            return None
        source = DueSource(
            scrape_id=row["scrape_id"],
            source_id=row["source_id"],
            kind=row["kind"],
            config=msgspec.json.decode(row["config"]),
            company_id=row["company_id"],
            company_name=row["company_name"],
            name=row["name"],
            trigger=row["trigger"],
            etag=row["etag"],
            last_modified=row["last_modified"],
        )
        return Claim(source, row["priority"], row["interval_seconds"], row["failures"])

    async def fail(
        self, scrape_id: int, error: SourceError, tally: Tally, wait: timedelta
    ) -> int | None:
        """How often running the source has failed now; None when it was finished already."""
        failures: int | None = await self._db.value(
            Q.fail,
            scrape_id=scrape_id,
            error_kind=error.kind,
            error=str(error).replace("\0", "")[:1000],
            http_requests=tally.http_requests,
            not_modified=tally.not_modified,
            bytes=tally.bytes,
            found=tally.found,
            wait=wait,
        )
        return failures

    async def trigger(self, source_id: int, trigger: Trigger) -> tuple[int, bool]:
        """The scrape's id, and whether it is new; False: it joins one that runs.

        Raises:
            NotFound: no such source.
        """
        async with self._db.transaction() as t:
            row = await t.maybe(Q.trigger, source_id=source_id, trigger=trigger)
            if row is None:
                # no such source, or the scrape it would join ended between the two looks
                row = await t.one(Q.trigger, source_id=source_id, trigger=trigger)
            if row["is_new"]:
                await t.run(Q.announce)
        return row["id"], row["is_new"]

    async def abandon(self) -> list[int]:
        """Ids of sources whose scrape was given up."""
        return [row["id"] for row in await self._db.all(Q.abandon)]

    async def release_claims(self) -> None:
        await self._db.run(Q.release_claims)

    async def purge(self, older_than: timedelta) -> int:
        return await self._db.run(Q.purge, older_than=older_than)
