"""Erasures: a closed account has one; finished, it is a receipt that names nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from jobscout.sql import openings
from jobscout.sql.lease_statements import Work
from jobscout.sql.leases import Leases, LeaseStore
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from jobscout.sql.database import Transaction
    from jobscout.sql.queries import Query

Q = load("erasures")
AUDIT = load("audit")

AFTER: Final = timedelta(days=30)  # in which a person, or who did it for them, may think again
BATCH: Final = 5_000  # rows a transaction; their rows are nobody else's, but the disk is

LEASES = Leases(
    Work(
        kind="erasure",
        table="erasures",
        is_open="finished_at IS NULL",
        # From here on nothing in it leads to anybody. There is no giving up.
        on_complete="finished_at = now(), user_id = NULL, last_error = NULL",
        returns="erased",
        claimed=Q.claimed,
    )
)


class ClaimedErasure(NamedTuple):
    """An erasure to be done now. *email* is None once the person's row is gone."""

    id: int
    receipt: str
    user_id: int
    attempts: int
    email: str | None


class Erasures(LeaseStore[int, ClaimedErasure]):
    leases = LEASES
    claimed_type = ClaimedErasure

    async def sessions_of(self, user_id: int) -> list[str]:
        return [row["id"] for row in await self._db.all(Q.sessions_of, user_id=user_id)]

    async def note_files(self, erasure_id: int, files: int) -> None:
        await self._note(erasure_id, {"files": files})

    async def erase_rows(self, erasure_id: int, user_id: int) -> None:
        """Every row about the person, the large tables in batches, their own row last."""
        for name, query in (("deliveries", Q.delete_deliveries), ("alerts", Q.delete_alerts)):
            await self._note(erasure_id, {name: await self._in_batches(query, user_id)})
        async with self._db.transaction() as t:
            counts = dict(await t.one(Q.counts, user_id=user_id))
            await t.run(AUDIT.forget_user, user_id=user_id)
            await t.run(Q.delete_user, user_id=user_id)
            await _add(t, erasure_id, counts)
        await openings.forget_without_alerts(self._db)

    async def complete(self, erasure_id: int) -> dict[str, int] | None:
        """Make it a receipt; what was erased. None: another process is about to."""
        row = await LEASES.complete(self._db, erasure_id)
        return msgspec.json.decode(row["erased"], type=dict[str, int]) if row else None

    async def receipt(self, erasure_id: int) -> str | None:
        """The number of an erasure that is done, None for any other."""
        found: str | None = await self._db.value(Q.receipt, erasure_id=erasure_id)
        return found

    async def _note(self, erasure_id: int, counts: dict[str, int]) -> None:
        async with self._db.transaction() as t:
            await _add(t, erasure_id, counts)

    async def _in_batches(self, query: Query, user_id: int) -> int:
        erased = 0
        while found := await self._db.run(query, user_id=user_id, most=BATCH):
            erased += found
        return erased


async def close(t: Transaction, user_id: int) -> bool:
    """Close an account, inside a transaction that does more; False when it is closed already."""
    return await t.value(Q.close, user_id=user_id, after=AFTER) is not None


async def _add(t: Transaction, erasure_id: int, counts: dict[str, int]) -> None:
    found = {name: count for name, count in counts.items() if count}
    if found:
        said = msgspec.json.encode(found).decode()
        await t.run(Q.add_counts, erasure_id=erasure_id, counts=said)
