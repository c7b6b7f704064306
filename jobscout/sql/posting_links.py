"""What the postings of a reading are found by and what they were compared with, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jobscout.sql.parts import IDS_A_STATEMENT, POSTINGS_A_PART, in_parts
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jobscout.sql.database import Transaction
    from jobscout.sql.linking import Linked

Q = load("linking")


async def keep(t: Transaction, source_id: int, linked: Linked, ids: Mapping[int, int]) -> None:
    """Keep what a reading's postings are found by and what they were compared with.

    Args:
        ids: of the new postings, by their numbers.
    """
    mine = {one: ids.get(one, one) for one in linked.keys}
    for changed in in_parts((one for one in linked.keys if one > 0), IDS_A_STATEMENT):
        await t.run(Q.forget, ids=changed)
    for some in in_parts(linked.keys.items(), POSTINGS_A_PART):
        keys = [(mine[one], key) for one, many in some for key in (*many.shared, *many.own)]
        await t.run(
            Q.put_keys,
            source_id=source_id,
            posting_ids=[one for one, _ in keys],
            keys=[key for _, key in keys],
        )
    for pairs in in_parts(linked.pairs, IDS_A_STATEMENT):
        found = [pair.comparison for pair in pairs]
        await t.run(
            Q.put_links,
            posting_ids=[mine[pair.number] for pair in pairs],
            other_ids=[pair.other_id for pair in pairs],
            scores=[one.score for one in found],
            parts=[msgspec.json.encode(one.parts).decode() for one in found],
        )


async def count_possible(t: Transaction, linked: Linked, job_ids: Iterable[int]) -> None:
    """Count the possible duplicates of these jobs anew, if there can be any."""
    if linked.pairs or linked.moved:
        await t.run(Q.count_possible, job_ids=list(job_ids))
