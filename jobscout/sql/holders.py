"""Holders: this process as one that claims work, and what those held that died.

One heartbeat for a process, however much it holds, on a connection of its own: a pool that is
busy must not look like a death. All times are the database's.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from jobscout import metrics
from jobscout.errors import Outage
from jobscout.sql import (
    account_mails,
    cvs,
    deliveries,
    erasures,
    matches,
    recent_searches,
    scrape_leases,
)
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.sql.database import Database

Q = load("holders")

BEAT_S: Final = 5.0
BEATS: Final = 4  # a process that was not heard for so many is dead: three may be missed
NOBODY: Final = 0  # in whose name nothing can be claimed
KINDS: Final = tuple(  # in the order in which others lock them
    store.LEASES
    for store in (scrape_leases, matches, recent_searches, deliveries, account_mails, cvs, erasures)
)


class Holders:
    """*db* is where this process claims, *line* the connection of its heartbeat."""

    def __init__(self, db: Database, line: Database, *, name: str, beat_s: float = BEAT_S) -> None:
        self._db = db
        self._line = line
        self._name = name
        self.beat_s = beat_s
        self.lease = timedelta(seconds=BEATS * beat_s)
        self.living = 1  # processes, this one included
        self.place = 0  # of this one among them
        db.holder = NOBODY

    async def join(self) -> None:
        """From now on this process claims in its own name, under a new number."""
        self._db.holder = await self._line.value(Q.join, name=self._name, lease=self.lease)

    async def beat(self) -> list[int] | None:
        """Say that this process lives; who is dead by now. None: we are, for the others."""
        row = await self._line.one(Q.beat, holder=self._db.holder, lease=self.lease)
        self.living, self.place = max(1, row["living"]), row["before"]
        return list(row["dead"]) if row["alive"] else None

    async def bury(self, dead: Sequence[int]) -> dict[str, int]:
        """What these held is due again; how much of each kind that was."""
        found = await _reclaim(self._db, dead, died=True)
        await self._db.run(Q.forget, holders=list(dead))
        if found:
            await self._db.run(Q.announce)
        return found

    async def leave(self) -> None:
        """Claim nothing more, and leave what is still held to others. In an outage it lapses."""
        me, self._db.holder = self._db.holder, NOBODY
        if me is None or me == NOBODY:
            return
        with suppress(Outage):
            found = await _reclaim(self._db, [me], died=False)
            await self._db.run(Q.forget, holders=[me])
            if found:
                await self._db.run(Q.announce)


async def take_up(db: Database) -> dict[str, int]:
    """Where nobody else can hold a claim: whatever is held was held by a process that died."""
    await db.run(Q.forget, holders=None)
    return await _reclaim(db, None, died=True)


async def _reclaim(db: Database, holders: Sequence[int] | None, *, died: bool) -> dict[str, int]:
    """Each kind in a statement of its own, so that none waits for a lock with another's in hand.

    A webhook or a user's channel is held with a delivery to it, and counts as that.
    """
    whose = None if holders is None else list(holders)
    await db.run(Q.reclaim_webhooks, holders=whose)
    await db.run(Q.reclaim_user_channels, holders=whose)
    found: dict[str, int] = {}
    for leases in KINDS:
        if many := await leases.reclaim(db, whose, died=died):
            kind = leases.work.kind
            found[kind] = many
            metrics.CLAIMS_TAKEN_OVER.labels(kind).inc(many if died else 0)
    return found
