"""Audit: admins' actions, with time and target."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.sql.queries import load
from jobscout.sql.query_variants import MAX_TOTAL, query_variant, taken
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    from jobscout.sql.database import Database, Transaction

Q = load("audit")


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One action. *actor_id* is null for an erased user, the command line and Job Scout itself."""

    id: str
    at: datetime
    actor_id: str | None
    actor_email: str | None
    action: str
    target_kind: str
    target_id: str | None
    details: dict[str, Any]


class Audit:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def page(
        self,
        *,
        actor_id: int | None,
        since: datetime | None,
        after: tuple[datetime, int] | None,
        most: int,
    ) -> tuple[list[AuditEntry], int]:
        """At most *most* entries older than *after*, newest first, and the total number.

        The total is counted on an index, up to ``MAX_TOTAL``.
        """
        given: dict[str, Any] = {"actor": actor_id, "since": since}
        lines = frozenset(line for line, value in given.items() if value is not None)
        values: dict[str, Any] = {"actor_id": actor_id, "since": since}
        if after is not None:
            values |= {"after_at": after[0], "after_id": after[1]}
        listing = query_variant(Q.listing, lines | ({"after"} if after else set()), most)
        rows = await self._db.all(listing, **taken(listing, values))
        counting = query_variant(Q.total, lines, MAX_TOTAL)
        total = await self._db.value(counting, **taken(counting, values))
        return [
            struct(
                AuditEntry,
                row,
                id=str(row["id"]),
                actor_id=None if row["actor_id"] is None else str(row["actor_id"]),
                target_id=None if row["target_id"] is None else str(row["target_id"]),
                details=msgspec.json.decode(row["details"]),
            )
            for row in rows
        ], total


async def note(
    t: Transaction,
    actor_id: int | None,
    action: str,
    target: tuple[str, int],
    **details: Any,
) -> None:
    """Record an action in the transaction that performs it.

    Args:
        actor_id: an admin; None for what Job Scout did by itself.
        action: in the past tense, such as "job split".
        target: its kind and id, such as ("job", 7).
        details: ids, words and numbers; never personal data.
    """
    kind, target_id = target
    await t.run(
        Q.add,
        actor_id=actor_id,
        action=action,
        target_kind=kind,
        target_id=target_id,
        details=msgspec.json.encode(details).decode(),
    )
