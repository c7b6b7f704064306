"""Scrapes: queued, claimed, failed. A scrape that succeeds is finished by ``postings.store``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from jobscout.model import DueSource
from jobscout.rules import schedule
from jobscout.sql import audit, claims
from jobscout.sql.database import load

if TYPE_CHECKING:
    from jobscout.errors import SourceError
    from jobscout.model import Priority, ScrapeStats, Trigger
    from jobscout.sql.database import Database

Q = load("scrapes")


class Scrapes:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def enqueue_due(self, priority: Priority, per_host: int, most: int) -> list[int]:
        """Ids of scrapes queued now for sources of one lane whose time has come."""
        async with self._db.transaction() as t:
            rows = await t.all(
                Q.enqueue_due,
                priority=priority,
                most=most,
                per_host=per_host,
                deaths_max=schedule.MAX_DEATHS,
            )
            if rows:
                await t.run(Q.announce)
        return [row["id"] for row in rows]

    async def owed(self, priority: Priority, most: int) -> list[int]:
        rows = await self._db.all(
            Q.owed, priority=priority, most=most, deaths_max=schedule.MAX_DEATHS
        )
        return [row["id"] for row in rows]

    async def claim(self, scrape_id: int, lease: timedelta) -> DueSource | None:
        """None when it is finished or another process holds it."""
        row = await self._db.maybe(
            Q.claim, scrape_id=scrape_id, holder=self._db.holder, lease=lease
        )
        if row is None:
            return None
        values = claims.counted("scrape", row)
        return DueSource(**{**values, "config": msgspec.json.decode(row["config"])})

    async def fail(self, scrape_id: int, error: SourceError, stats: ScrapeStats) -> int | None:
        """How often running the source was not well now; None: finished, or no longer ours.

        A suspect reading just before the first failure counts as one more. The pause before
        the source is read again grows with the failures. What is a failure of ours counts
        nothing here, and has pauses of its own.
        """
        async with self._db.transaction() as t:
            source = await t.maybe(
                Q.fail,
                scrape_id=scrape_id,
                holder=self._db.holder,
                error_kind=error.kind,
                ours=error.is_ours,
                error=str(error).replace("\0", "")[:1000],
                http_requests=stats.http_requests,
                not_modified=stats.not_modified,
                bytes=stats.bytes,
                found=stats.found,
            )
            if source is None:
                return None
            failures: int = source["failures"]
            if error.is_ours:
                wait = schedule.retry_after_own_failure(source["internal_failures"])
            else:
                wait = schedule.retry_after_failure(failures, error.retry_after_s)
            await t.run(Q.wait, source_id=source["id"], wait=wait)
        return failures + int(source["was_suspect"])

    async def release(self, scrape_id: int) -> None:
        """Let go a claim of ours: this try does not count."""
        await self._db.run(Q.release, scrape_id=scrape_id, holder=self._db.holder)

    async def running(self, source_id: int) -> int | None:
        """The unfinished scrape of a source, None when there is none. Raises NotFound."""
        scrape_id: int | None = (await self._db.one(Q.running, source_id=source_id))["scrape_id"]
        return scrape_id

    async def trigger(
        self, source_id: int, trigger: Trigger, by: int | None = None
    ) -> tuple[int, bool]:
        """The scrape's id, and whether it is new; False: it joins one that runs.

        Args:
            by: the admin who asks, written down with a new one.

        Raises:
            NotFound: no such source.
        """
        async with self._db.transaction() as t:
            row = await t.maybe(Q.trigger, source_id=source_id, trigger=trigger)
            if row is None:
                # no such source, or the scrape it would join ended between the two looks
                row = await t.one(Q.trigger, source_id=source_id, trigger=trigger)
            if row["is_new"]:
                if by is not None:
                    about = ("source", source_id)
                    await audit.note(t, by, "scrape asked for", about, scrape=row["id"])
                await t.run(Q.announce)
        return row["id"], row["is_new"]

    async def abandon(self) -> list[int]:
        """Ids of sources whose scrape was given up; they rest, and are as healthy as before."""
        async with self._db.transaction() as t:
            sources = await t.all(Q.abandon, deaths_max=schedule.MAX_DEATHS)
            for source in sources:
                usual = schedule.scrape_interval(
                    source["priority"], timedelta(), source["interval_seconds"], None
                )
                wait = schedule.rest_after_deaths(source["internal_failures"], usual)
                await t.run(Q.wait, source_id=source["id"], wait=wait)
        return [source["id"] for source in sources]

    async def purge(self, older_than: timedelta) -> int:
        return await self._db.remove(Q.purge, older_than=older_than)
