"""Scrapes: queued, claimed, failed. One that succeeds is completed by ``postings.store``."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.errors import Conflict
from jobscout.model import DueSource
from jobscout.rules import gone_boards, schedule
from jobscout.rules.gone_boards import Failure
from jobscout.sql import audit, closings, source_rates, source_views
from jobscout.sql.gone_boards import after_failure
from jobscout.sql.leases import LeaseStore
from jobscout.sql.queries import load
from jobscout.sql.scrape_leases import BATCHES, LEASES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.errors import SourceError
    from jobscout.model import Priority, RobotsDecision, ScrapeStats, Trigger
    from jobscout.sql.database import Database

Q = load("scrapes")


class ClaimedScrape(NamedTuple):
    """*host* is that of the source, as in ``sources.host``."""

    due: DueSource
    host: str


class Scrapes(LeaseStore[int, DueSource]):
    """*gone_after*: see ``rules.gone_boards.GONE_AFTER``.

    *unconfigured*: the kinds that cannot be read, each with the settings that it lacks.
    """

    leases = LEASES

    def __init__(
        self,
        db: Database,
        gone_after: timedelta = gone_boards.GONE_AFTER,
        unconfigured: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(db)
        self._gone_after = gone_after
        self._unconfigured = unconfigured

    async def enqueue_due(self, priority: Priority, per_host: int, most: int) -> list[int]:
        """Ids of scrapes queued now for sources of one lane whose time has come."""
        async with self._db.transaction() as t:
            rows = await t.all(
                Q.enqueue_due,
                priority=priority,
                most=most,
                per_host=per_host,
                deaths_max=schedule.MAX_DEATHS,
                unconfigured=list(self._unconfigured),
            )
            if rows:
                await t.run(Q.announce_queued)
        return [row["id"] for row in rows]

    async def claim_next(
        self,
        priority: Priority,
        most: int,
        *,
        per_host: int,
        held: Mapping[str, int],
        lease: timedelta,
    ) -> list[ClaimedScrape]:
        """Claim up to *most* scrapes of one lane, first of the hosts with the fewest.

        With those that the caller has *held* so far, by host, these are at most *per_host* of each.
        Fewer than there are if other processes claim at the same time.
        """
        rows = await self._db.all(
            Q.next,
            priority=priority,
            most=most,
            per_host=per_host,
            hosts=list(held),
            held=list(held.values()),
            deaths_max=schedule.MAX_DEATHS,
        )
        if not rows:
            return []
        claimed = await BATCHES.claim(self._db, [row["id"] for row in rows], lease)
        return [ClaimedScrape(host=row["host"], due=self._claimed(row)) for row in claimed]

    def _claimed(self, row: dict[str, Any]) -> DueSource:
        given = {name: row[name] for name in row if name != "host"}
        return DueSource(
            **given
            | {
                "config": msgspec.json.decode(row["config"]),
                "robots": source_views.robots(row["robots"]),
                "poll_hints": source_rates.poll_hints(row["poll_hints"]),
            }
        )

    async def asked(self, slot: timedelta, slots: int) -> list[tuple[str, int, int]]:
        """The requests that scrapes made of each host, in each of the last *slots* times.

        Host, number of the slot since the epoch, and requests. Without those of other kinds:
        robots.txt, previews, and scrapes that a dead process did not finish.
        """
        rows = await self._db.all(Q.asked, slot=slot, slots=slots)
        return [(row["host"], row["slot"], row["requests"]) for row in rows]

    async def note_robots(self, source_id: int, decision: RobotsDecision) -> None:
        """Write down what robots.txt says of a source's address, which differs from before."""
        robots = msgspec.json.encode(decision).decode()
        await self._db.run(Q.note_robots, source_id=source_id, robots=robots)

    async def discard(self, scrape_id: int, error: SourceError, stats: ScrapeStats) -> int | None:
        """End a scrape that brought nothing; its source is read again by another one.

        How often running the source was not well now; None: finished, or no longer ours.

        A suspect reading just before the first failure counts as one more. The pause before
        the source is read again grows with the failures. What is a failure of ours counts
        nothing here, and has pauses of its own; nor does a missing setting. A board that its host
        has not known for days is gone: its postings close, and it is asked once a day.
        """
        async with self._db.transaction() as t:
            ended = await LEASES.discard(
                t,
                scrape_id,
                str(error),
                error_kind=error.kind,
                http_requests=stats.http_requests,
                not_modified=stats.not_modified,
                bytes=stats.bytes,
                found=stats.found,
            )
            if ended is None:
                return None
            source_id = ended["source_id"]
            if error.kind == "unconfigured":  # queued while there was the setting
                return 0
            source = await t.one(
                Q.count_failure, source_id=source_id, scrape_id=scrape_id, ours=error.is_ours
            )
            failures: int = source["failures"]
            if error.is_ours:
                wait = schedule.retry_after_own_failure(source["internal_failures"])
            else:
                wait = schedule.retry_after_failure(failures, error.retry_after_s)
            failure = Failure(scrape_id, error.kind, stats.found)
            is_gone, closed = await after_failure(t, source_id, failure, self._gone_after)
            if is_gone:
                wait = max(wait, gone_boards.INTERVAL)
            await t.run(Q.wait, source_id=source_id, wait=wait)
        closings.count("board-gone", closed)
        return failures + int(source["was_suspect"])

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
            Conflict: ``unconfigured``, no board of its kind can be read.
        """
        async with self._db.transaction() as t:
            lacks = self._unconfigured and self._unconfigured.get(
                await t.value(Q.kind, source_id=source_id) or ""
            )
            if lacks:
                said = f"boards of this kind need the setting {lacks}"
                raise Conflict("unconfigured", said)
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
                usual = schedule.DEFAULT_INTERVALS[source["priority"]]
                if (stated_s := source["interval_seconds"]) is not None:
                    usual = schedule.stated_interval(stated_s, timedelta())
                wait = schedule.rest_after_deaths(source["internal_failures"], usual)
                await t.run(Q.wait, source_id=source["id"], wait=wait)
        return [source["id"] for source in sources]

    async def purge(self, older_than: timedelta) -> int:
        return await self._db.remove(Q.purge, older_than=older_than)
