"""Making two companies one, by a rule or by an operator.

A step of a transaction. The postings of both are compared as they are read again in the background.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    import asyncpg

    from jobscout.sql.database import Transaction

Q = load("company_aliases")


async def lock(t: Transaction, ids: Sequence[int]) -> dict[int, asyncpg.Record]:
    """The companies of *ids* that exist, with their own boards' sources locked before them."""
    await t.all(Q.lock_sources, ids=list(ids))
    return {row["id"]: row for row in await t.all(Q.lock, ids=list(ids))}


async def absorb(t: Transaction, company_id: int, into_id: int) -> None:
    """Give *into_id* all that is *company_id*'s. Both are locked, and *into_id* is not merged.

    The merged company keeps its row, and with it its slug.
    """
    both = {"company_id": company_id, "into_id": into_id}
    await t.run(Q.move_sources, **both)
    await t.run(Q.mark_merged, **both)
    await t.run(Q.move_aliases, **both)
    await t.run(Q.adopt_website, **both)
    await t.run(Q.move_jobs, **both)
    await t.run(Q.move_postings, **both)
    await t.run(Q.move_openings, **both)
    await t.run(Q.announce)
