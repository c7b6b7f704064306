"""Search indexer: the index of all searches, as current as the matcher needs it.

Reads    ``search_changes`` after a NOTIFY, in each pass and whenever jobs are matched, and the
         searches that changed; all searches, or a snapshot under DATA_DIR, when it starts.
Writes   the snapshot, once an hour and when it stops.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

import anyio.to_thread
import msgspec

from jobscout import files, metrics
from jobscout.actors.base import Ticker
from jobscout.errors import DiskUnavailable
from jobscout.rules.search_index import SearchIndex, snapshots
from jobscout.rules.searches import PreparedJob
from jobscout.sql.search_changes import Position

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from pyroaring import BitMap

    from jobscout.rules.searches import JobFeatures, SearchCriteria
    from jobscout.sql.search_changes import SearchChanges

log = logging.getLogger(__name__)

AT_ONCE: Final = 1_000  # searches in memory
FEW: Final = 20  # are indexed at once, as a thread would cost more
SNAPSHOT_S: Final = 3600.0
UNCHANGED_S: Final = 24 * 3600.0
SNAPSHOT_OF: Final = 10_000
"""Fewer searches are read from the table as fast."""
SNAPSHOT: Final = "searches"


class Sought(NamedTuple):
    """A job, and the ids of the searches that it may pass, see ``SearchIndex.find``."""

    id: int
    job: PreparedJob
    asking: BitMap


class SearchIndexer(Ticker):
    """*folder*: where its snapshot is kept; None keeps none. Others may keep theirs there too."""

    name = "search_indexer"

    def __init__(
        self, interval_s: float, *, changes: SearchChanges, folder: Path | None = None
    ) -> None:
        super().__init__(interval_s)
        self._changes = changes
        self._folder = folder
        self._index = SearchIndex()
        self._position: Position | None = None
        self._lock = asyncio.Lock()  # the index is read and edited in threads
        self._tried_at = self._kept_at = time.monotonic()
        self._is_kept = True

    async def run(self) -> None:
        await super().run()
        await self._keep()

    async def tick(self) -> None:
        await self.catch_up()
        if time.monotonic() - self._tried_at >= SNAPSHOT_S:
            await self._keep()

    async def catch_up(self) -> None:
        """Have every change in the index that was committed before this was called."""
        async with self._lock:
            if self._position is None:
                await self._start()
            await self._follow()
        metrics.INDEXED_SEARCHES.set(len(self._index))

    async def find(self, jobs: Sequence[JobFeatures]) -> list[Sought]:
        """The jobs in their order, with the searches that they may pass."""
        async with self._lock:
            return await anyio.to_thread.run_sync(self._find, jobs)

    def _find(self, jobs: Sequence[JobFeatures]) -> list[Sought]:
        prepared = map(PreparedJob, jobs)
        return [Sought(job.features.id, job, self._index.find(job)) for job in prepared]

    async def _follow(self) -> None:
        assert self._position is not None  # noqa: S101 - it was started
        changed = await self._changes.since(self._position)
        if changed is None:
            self._position = None
            await self._read_all()
            return
        ids = set(changed.search_ids)
        if changed.renamed:
            ids.update(self._index.by_skills())
        await self._reread(sorted(ids))
        self._position = changed.position

    async def _start(self) -> None:
        began = time.monotonic()
        source = "snapshot"
        if not await self._read_snapshot():
            source = "table"
            await self._read_all()
        took = time.monotonic() - began
        about = {"searches": len(self._index), "source": source, "seconds": round(took, 1)}
        log.info("searches indexed", extra=about)

    async def _read_all(self) -> None:
        """Read the table. What is changed meanwhile is read again."""
        position = await self._changes.position()
        self._index = SearchIndex()
        reading = asyncio.create_task(self._changes.page(-1, AT_ONCE))
        try:
            while there := await reading:  # PostgreSQL has the next ones ready meanwhile
                reading = asyncio.create_task(self._changes.page(there[-1].id, AT_ONCE))
                await self._edit([], there)
        finally:
            reading.cancel()
        self._position = position

    async def _reread(self, search_ids: Sequence[int]) -> None:
        for start in range(0, len(search_ids), AT_ONCE):
            batch = search_ids[start : start + AT_ONCE]
            there = await self._changes.asked(batch)
            await self._edit(set(batch).difference(one.id for one in there), there)

    async def _edit(self, gone: Collection[int], there: Sequence[SearchCriteria]) -> None:
        many = len(gone) + len(there)
        if many <= FEW:
            self._put(gone, there)
        else:
            await anyio.to_thread.run_sync(self._put, gone, there)
        self._is_kept = False
        metrics.INDEX_EDITS.inc(many)

    def _put(self, gone: Collection[int], there: Sequence[SearchCriteria]) -> None:
        for search_id in gone:
            self._index.remove(search_id)
        for one in there:
            try:
                self._index.put(one)
            except Exception:  # a defect of ours, which costs this search alone
                log.exception("search not indexed", extra={"search_id": one.id})
                self._index.remove(one.id)

    async def _read_snapshot(self) -> bool:
        """Whether there is one that can be followed."""
        if self._folder is None:
            return False
        path = self._folder / SNAPSHOT
        try:
            with suppress(FileNotFoundError):
                index, position = await anyio.to_thread.run_sync(_unpacked, path)
                if await self._changes.since(position) is not None:
                    self._index, self._position = index, position
                    return True
                log.info("snapshot of searches left", extra={"reason": "too old"})
        except (OSError, ValueError) as error:
            log.info("snapshot of searches left", extra={"reason": str(error)})
        return False

    async def _keep(self) -> None:
        """Write a snapshot, unless the last one says the same or there is little to read."""
        self._tried_at = now = time.monotonic()
        says_the_same = self._is_kept and now - self._kept_at < UNCHANGED_S
        if self._folder is None or self._position is None or says_the_same:
            return
        if not self._position.server:
            return  # whoever reads it could not know whether to follow it
        async with self._lock:
            if len(self._index) < SNAPSHOT_OF:
                await anyio.to_thread.run_sync(self._forget_snapshot, self._folder)
                return
            position = msgspec.msgpack.encode(self._position)
            try:
                await anyio.to_thread.run_sync(_write, self._folder, self._index, position)
                self._is_kept, self._kept_at = True, now
            except (DiskUnavailable, OSError) as error:  # the next start takes longer
                log.warning("no snapshot of searches", extra={"error": str(error)})

    @staticmethod
    def _forget_snapshot(folder: Path) -> None:
        (folder / SNAPSHOT).unlink(missing_ok=True)


def _unpacked(path: Path) -> tuple[SearchIndex, Position]:
    index, position = snapshots.unpack(path.read_bytes())
    return index, msgspec.msgpack.decode(position, type=Position)


def _write(folder: Path, index: SearchIndex, position: bytes) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    files.sweep(folder)
    files.write(folder / SNAPSHOT, snapshots.pack(index, position))
