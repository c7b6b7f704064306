"""Leases: how due work of every kind is claimed, and what becomes of a claim.

A claim lasts until a deadline, and for as long as its process lives. ``holders`` has
the second half: what a dead process held is due again within seconds. The deadline is for a
process that lives and has forgotten what it claimed. What ends a claim names its holder, so
that a process that was taken for dead and is not cannot undo what another has begun.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from jobscout import metrics
from jobscout.rules import schedule
from jobscout.sql.lease_statements import Work, statements
from jobscout.sql.queries import Queries
from jobscout.sql.query_variants import taken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import asyncpg

    from jobscout.sql.database import Database, Transaction

    Connection: TypeAlias = Database | Transaction

K = TypeVar("K")
C = TypeVar("C")

MAX_ERROR: Final = 1000  # characters of an error that are kept


class Leases:
    """The statements for one kind of work. *db* is where they run, in whose holder's name."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.queries = Queries(work.noun or work.table, statements(work))

    @property
    def own_pauses(self) -> Sequence[timedelta]:
        """After failures of ours, by the number of attempts."""
        return self.work.own_pauses or schedule.own_retries()

    async def due(self, db: Connection, most: int, **only: Any) -> list[int]:
        """Ids whose time has come and that nobody holds, longest due first."""
        return [row["id"] for row in await db.all(self.queries.due, most=most, **only)]

    async def claim(self, db: Connection, row_id: Any, lease: timedelta) -> list[dict[str, Any]]:
        """What could be claimed of it: it is due, and nobody holds it."""
        rows = await db.all(self.queries.claim, id=row_id, holder=db.holder, lease=lease)
        claimed = [dict(row) for row in rows]
        over = sum(row.pop("taken_over") for row in claimed)
        metrics.CLAIMS_TAKEN_OVER.labels(self.work.kind).inc(over)
        return claimed

    async def complete(self, db: Connection, row_id: Any, **result: Any) -> asyncpg.Record | None:
        """It is done; None: another process has it by now."""
        return await db.maybe(self.queries.complete, id=row_id, holder=db.holder, **result)

    async def retry(self, db: Connection, row_id: Any, error: str, wait: timedelta | None) -> bool:
        """It failed, and is due again after *wait*; None: it was our fault, which has pauses.

        False: that was the last attempt, and it is given up.
        """
        pauses = self.own_pauses if wait is None else (wait,)
        given = {"id": row_id, "holder": db.holder, "error": kept(error), "waits": pauses}
        query = self.queries.retry
        return bool(await db.value(query, **taken(query, given)))

    async def snooze(self, db: Connection, row_id: Any, wait: timedelta) -> None:
        """It is due again after *wait*, through no fault of its own: no attempt is used."""
        await db.run(self.queries.snooze, id=row_id, holder=db.holder, wait=wait)

    async def discard(
        self, db: Connection, row_id: Any, error: str, **given: Any
    ) -> asyncpg.Record | None:
        """It is given up for good; None: another process has it by now."""
        query = self.queries.discard
        return await db.maybe(query, id=row_id, holder=db.holder, error=kept(error), **given)

    async def reclaim(self, db: Connection, holders: list[int] | None, *, died: bool) -> int:
        """How many of these holders' claims, or of everybody's, are void from now on."""
        pauses = schedule.own_retries() if died else ()
        given = {"holders": holders, "died": int(died), "pauses": pauses}
        query = self.queries.reclaim
        return await db.run(query, **taken(query, given))


def kept(error: str) -> str:
    """What a row keeps of an error."""
    return error.replace("\0", "")[:MAX_ERROR]


class LeaseStore(Generic[K, C]):
    """Due work of one kind, as its actor takes it.

    It is known by a *K*, and what is claimed is a *C*. Each kind has besides these ``complete``:
    it is done; and most have ``discard``: it is given up for good.
    """

    leases: Leases
    claimed_type: Callable[..., Any]

    def __init__(self, db: Database) -> None:
        self._db = db

    async def due(self, most: int, **only: Any) -> list[int]:
        """Longest due first."""
        return await self.leases.due(self._db, most, **only)

    async def claim(self, row_id: K, lease: timedelta) -> C | None:
        """None when it is done, its time has not come, or somebody holds it."""
        rows = await self.leases.claim(self._db, row_id, lease)
        return self._claimed(rows[0]) if rows else None

    def _claimed(self, row: dict[str, Any]) -> C:
        found: C = self.claimed_type(**row)
        return found

    async def retry(self, row_id: K, error: str, wait: timedelta | None) -> bool:
        """It failed; False: for the last time. *wait* None: it was our fault."""
        return await self.leases.retry(self._db, row_id, error, wait)

    async def snooze(self, row_id: K, wait: timedelta) -> None:
        """Later again, through no fault of its own: no attempt is used."""
        await self.leases.snooze(self._db, row_id, wait)

    async def release(self, row_id: K) -> None:
        """The claim, if it is ours, is let go and nothing has happened."""
        await self.snooze(row_id, timedelta())


class SendingStore(LeaseStore[K, C]):
    """Due work that is to be sent."""

    async def complete(self, row_id: K) -> None:
        """It was sent: nothing that happens afterwards sends it again."""
        await self.leases.complete(self._db, row_id)

    async def discard(self, row_id: K, error: str) -> None:
        await self.leases.discard(self._db, row_id, error)
