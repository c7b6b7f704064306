"""Sources, as operators see and change them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout.errors import Conflict, NotFound
from jobscout.model import DueSource
from jobscout.rules import source_health
from jobscout.sql import (
    audit,
    closings,
    gone_boards,
    job_events,
    new_sources,
    openings,
    source_views,
)
from jobscout.sql.queries import load
from jobscout.sql.query_variants import BEYOND_ALL, containing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    import asyncpg

    from jobscout.model import ScrapeStatus
    from jobscout.rules.source_health import Health
    from jobscout.sources import BoardAddress
    from jobscout.sql.database import Database, Transaction
    from jobscout.sql.new_sources import NewSource
    from jobscout.sql.source_views import ScrapeLog, Source

Q = load("sources")
RATES = load("source_rates")
SCRAPES = load("scrapes")

COUNTED = 10_000
"""Scrapes that a total counts at most."""


class SourceFilter(NamedTuple):
    """Which sources of a list; what is None asks nothing."""

    status: Health | None = None
    kind: str | None = None
    q: str | None = None


class Sources:
    """*board_address* is ``jobscout.sources.board_address``: it raises BadConfig.

    *unconfigured*: the kinds that cannot be read, each with the settings that it lacks.
    """

    def __init__(
        self,
        db: Database,
        board_address: Callable[[str, Mapping[str, Any]], BoardAddress],
        unconfigured: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._db = db
        self._address = board_address
        self._unconfigured = unconfigured

    async def page(
        self, source_filter: SourceFilter, after: tuple[str, int] | None, most: int
    ) -> tuple[list[Source], int]:
        """At most *most* by name, and how many there are in all."""
        pattern = None if source_filter.q is None else containing(source_filter.q)
        conditions = source_filter._replace(q=pattern)._asdict()
        conditions["unconfigured"] = list(self._unconfigured)
        name, source_id = after or ("", 0)
        rows = await self._db.all(
            Q.page, **conditions, after_name=name, after_id=source_id, most=most
        )
        found = [source_views.source(row, self._unconfigured) for row in rows]
        return found, await self._db.value(Q.count, **conditions)

    async def network_notice(self) -> str | None:
        """A sentence when no host at all can be reached, which is hardly the boards' fault."""
        return source_health.network_notice(await self._db.value(Q.unreachable_hosts))

    async def get(self, source_id: int) -> Source:
        """Raises NotFound."""
        after = await self._db.one(Q.list_position, source_id=source_id)
        rows = await self._db.all(
            Q.page,
            **SourceFilter()._asdict(),
            unconfigured=list(self._unconfigured),
            after_name=after["name"],
            after_id=source_id - 1,
            most=1,
        )
        if not rows or rows[0]["id"] != source_id:
            raise NotFound("the source does not exist")
        return source_views.source(rows[0], self._unconfigured)

    async def due(self, source_id: int) -> DueSource:
        """The source as a scraper knows it, with no scrape behind it. Raises NotFound."""
        found = await self.get(source_id)
        return unscraped(
            found.kind, found.config, found.name, found.company_name, source_id=source_id
        )

    async def add(self, new: NewSource, by: int) -> Source:
        """*by* is the admin, here and below.

        Raises:
            BadConfig: the config lacks something.
            Conflict: the board is a source already.
        """
        address = self._address(new.kind, new.config)
        async with self._db.transaction() as t:
            source_id = await new_sources.insert(t, new, address, by)
            if source_id is None:
                known = await t.value(Q.known, kind=new.kind, board=address.board)
                raise Conflict("source-exists", f"source {known} reads this board already")
        return await self.get(source_id)

    async def change(self, source_id: int, changes: Mapping[str, Any], by: int) -> Source:
        """*changes*: some of kind, config, company, name, priority, interval_seconds and active.

        Raises:
            NotFound: the source does not exist.
            BadConfig: the new config lacks something.
            Conflict: another source reads that board.
        """
        async with self._db.transaction() as t:
            await t.maybe(SCRAPES.hold, source_id=source_id)
            before = dict(await t.one(Q.settings, source_id=source_id))
            old = (before["kind"], msgspec.json.decode(before["config"]))
            kind, config = changes.get("kind", old[0]), changes.get("config", old[1])
            moved = (kind, config) != old
            values = before | {
                name: changes[name]
                for name in ("name", "priority", "interval_seconds", "active")
                if name in changes
            }
            if "company" in changes:
                values["company_id"] = await new_sources.company(t, changes["company"])
                if values["company_id"] != before["company_id"]:
                    await new_sources.give(t, before | {"id": source_id}, values["company_id"])
            if moved:
                values |= await self._moved(t, source_id, kind, config)
            await t.run(Q.change, source_id=source_id, **values, moved=moved)
            if moved:  # what is being read just now is the old board
                await t.run(
                    SCRAPES.call_off,
                    source_id=source_id,
                    error_kind="bad-config",
                    error="the source was given another board meanwhile",
                )
                await t.run(RATES.forget, source_id=source_id)
            fields = sorted(changes)
            await audit.note(t, by, "source changed", ("source", source_id), fields=fields)
            await t.run(SCRAPES.announce)
        return await self.get(source_id)

    async def _moved(
        self, t: Transaction, source_id: int, kind: str, config: Mapping[str, Any]
    ) -> dict[str, Any]:
        """What a source's row says of another board. Raises BadConfig and Conflict."""
        address = self._address(kind, config)
        known = await t.value(Q.known, kind=kind, board=address.board)
        if known not in {None, source_id}:
            raise Conflict("source-exists", f"source {known} reads this board already")
        return {
            "kind": kind,
            "config": new_sources.encoded(config),
            "board": address.board,
            "url": address.page_url,
            "host": address.host,
            "attribution": address.attribution,
        }

    async def pause(self, source_id: int, by: int) -> None:
        """Raises NotFound."""
        async with self._db.transaction() as t:
            await t.one(Q.lock, source_id=source_id)
            await t.run(Q.pause, source_id=source_id)
            await audit.note(t, by, "source paused", ("source", source_id))

    async def purge(self, source_id: int, by: int) -> None:
        """Remove a source with its postings; a job that somebody tracks stays, closed.

        What it would be known by stays as long: added again, the board tells nobody twice.

        Raises:
            NotFound: the source does not exist.
        """
        async with self._db.transaction() as t:
            source = await _locked(t, source_id)
            await t.all(Q.companies_of, source_id=source_id)
            job_ids = [row["id"] for row in await t.all(Q.jobs_of, source_id=source_id)]
            await openings.keep_openings(t, source)
            closed = await closings.close_source(t, source_id, "source-removed", ())
            await t.run(Q.delete, source_id=source_id)
            await openings.forget_jobs(t, job_ids)
            await t.run(Q.close_jobs, job_ids=job_ids)
            left = [row["job_id"] for row in await t.all(Q.left, job_ids=job_ids)]
            if left:
                await job_events.refresh(t, left)
            about = {"kind": source["kind"], "board": source["board"], "jobs": len(job_ids)}
            await audit.note(t, by, "source purged", ("source", source_id), **about)
        closings.count("source-removed", closed)

    async def reset(self, source_id: int, by: int) -> Source:
        """Forget the failures, also the host's, and look now. Raises NotFound."""
        async with self._db.transaction() as t:
            locked = await _locked(t, source_id)
            await t.run(Q.reset, source_id=source_id)
            if locked["kind"] not in self._unconfigured:
                row = await t.one(SCRAPES.trigger, source_id=source_id, trigger="manual")
                await t.run(Q.forgive, scrape_id=row["id"])
            await audit.note(t, by, "source reset", ("source", source_id))
            await t.run(SCRAPES.announce)
        return await self.get(source_id)

    async def declare_gone(self, source_id: int, by: int) -> Source:
        """The board is gone: close its postings, and ask it once a day from now on.

        A reading that is under way is not stored; a later sound one opens them again.

        Raises:
            NotFound: the source does not exist.
            Conflict: it is taken for gone already.
        """
        async with self._db.transaction() as t:
            source = await _locked(t, source_id)
            if source["gone_at"] is not None:
                raise Conflict("already-gone", f"the board is gone since {source['gone_at']:%F}")
            await t.run(
                SCRAPES.call_off,
                source_id=source_id,
                error_kind="not-found",
                error="an operator said that the board is gone",
            )
            closed = await gone_boards.close(t, source_id, ())
            await audit.note(t, by, "board gone", ("source", source_id), closed=closed)
        closings.count("board-gone", closed)
        return await self.get(source_id)

    async def accept(self, source_id: int, by: int) -> Source:
        """Take the last, suspect reading for true, and look now.

        What it lacked closes after two readings, as ever.

        Raises:
            NotFound: the source does not exist.
            Conflict: the last reading is not suspect.
        """
        async with self._db.transaction() as t:
            locked = await t.one(Q.lock, source_id=source_id)
            found = await t.value(Q.accept, source_id=source_id)
            if found is None:
                raise Conflict("not-suspect", "the last reading of this source is not suspect")
            await audit.note(t, by, "reading accepted", ("source", source_id), found=found)
            if locked["kind"] not in self._unconfigured:
                await t.one(SCRAPES.trigger, source_id=source_id, trigger="manual")
            await t.run(SCRAPES.announce)
        return await self.get(source_id)

    async def logs(
        self,
        source_id: int | None,
        status: ScrapeStatus | None,
        since: datetime | None,
        after: int | None,
        most: int,
    ) -> tuple[list[ScrapeLog], int]:
        """At most *most* scrapes, newest first, and how many there are, up to COUNTED.

        Raises:
            NotFound: the source does not exist.
        """
        if source_id is not None:
            await self._db.one(Q.list_position, source_id=source_id)
        conditions = {"source_id": source_id, "status": status, "since": since}
        rows = await self._db.all(
            Q.logs, **conditions, after=BEYOND_ALL if after is None else after, most=most
        )
        total: int = await self._db.value(Q.count_logs, **conditions, most=COUNTED)
        return [source_views.scrape_log(row) for row in rows], total


def unscraped(
    kind: str, config: dict[str, Any], name: str, company_name: str | None, *, source_id: int = 0
) -> DueSource:
    """A board as a scraper knows it, with no scrape behind it; without an id it is no source."""
    return DueSource(
        scrape_id=0,
        source_id=source_id,
        kind=kind,
        config=config,
        company_id=None,
        company_name=company_name,
        name=name,
        trigger="manual",
        etag=None,
        last_modified=None,
    )


async def _locked(t: Transaction, source_id: int) -> asyncpg.Record:
    """The source, for a transaction that also writes its scrape. Raises NotFound."""
    await t.maybe(SCRAPES.hold, source_id=source_id)
    return await t.one(Q.lock, source_id=source_id)
