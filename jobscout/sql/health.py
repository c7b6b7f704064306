"""What readiness asks of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.sql.database import Database

Q = load("health")


async def check(db: Database) -> None:
    """Raises Outage: it does not answer; DiskUnavailable: it cannot write.

    Reading works while the server's disk is full. Once a statement has found it full, a write
    is tried here until one succeeds.
    """
    await db.value(Q.ping)
    if db.refuses_writes:
        async with db.transaction() as t:
            await t.run(Q.write)
        db.refuses_writes = False


async def lacks_migrations(db: Database, known: Sequence[str]) -> bool:
    """Some of the *known* migrations were not applied."""
    return bool(await db.all(Q.lacking, ids=known))
