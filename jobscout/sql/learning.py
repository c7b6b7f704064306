"""What is learnt of people's reactions to their alerts; see ``rules.learning``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

import anyio.to_thread
import msgspec

from jobscout.rules.learning import Counts, decay, learned
from jobscout.sql.queries import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.rules.scoring import Verdict
    from jobscout.rules.searches import JobFeatures
    from jobscout.sql.database import Database

Q = load("learning")
_COUNTS: Final = msgspec.json.Decoder(Counts)


class Learned(NamedTuple):
    """What was learnt of one person, and what is left of it."""

    counts: Counts
    left: float

    def applied(self, verdict: Verdict, job: JobFeatures) -> Verdict:
        """See ``rules.learning.learned``."""
        return learned(self.counts, job, verdict, self.left)


class LearnedCount(msgspec.Struct, frozen=True, kw_only=True):
    """*liked*, *disliked*: how many of the saved and applied, and of the dismissed jobs have it.

    *weight_liked* and *weight_disliked* are the same as they count today: halved every 90 days.
    """

    kind: str
    value: str
    liked: int
    disliked: int
    weight_liked: float
    weight_disliked: float


class LearningView(msgspec.Struct, frozen=True, kw_only=True):
    """What was learnt, the most telling first. *reset_at*: what was done before does not count."""

    counts: list[LearnedCount]
    reset_at: datetime | None


class Learning:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def view(self, user_id: int) -> LearningView:
        rows = await self._db.all(Q.of_users, user_ids=[user_id])
        if not rows:
            return LearningView(counts=[], reset_at=None)
        (row,) = rows
        counts, left = await anyio.to_thread.run_sync(_learned, row["counts"], row["as_of"])
        found = [
            LearnedCount(
                kind=kind,
                value=value,
                liked=one.likes,
                disliked=one.dislikes,
                weight_liked=round(one.liked * left, 3),
                weight_disliked=round(one.disliked * left, 3),
            )
            for kind, of_kind in counts.values.items()
            for value, one in of_kind.items()
        ]
        found.sort(key=lambda one: (-one.weight_liked - one.weight_disliked, one.kind, one.value))
        return LearningView(counts=found, reset_at=row["reset_at"])

    async def reset(self, user_id: int) -> None:
        """From now on nothing that was done before counts."""
        await self._db.run(Q.reset, user_id=user_id)


async def of_users(db: Database, user_ids: Sequence[int]) -> dict[int, Learned]:
    """What was learnt of those of them who reacted to anything."""
    rows = await db.all(Q.of_users, user_ids=list(user_ids))
    return await anyio.to_thread.run_sync(
        lambda: {row["user_id"]: _learned(row["counts"], row["as_of"]) for row in rows}
    )


def _learned(counts: str, as_of: datetime) -> Learned:
    return Learned(_COUNTS.decode(counts), decay(datetime.now(UTC) - as_of))
