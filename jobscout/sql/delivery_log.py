"""The delivery log: deliveries as operators see them, and how one is due again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from jobscout.errors import Conflict, NotFound
from jobscout.model import DeliveryStatus
from jobscout.outgoing import Channel
from jobscout.sql import audit
from jobscout.sql.queries import load
from jobscout.sql.query_variants import MAX_TOTAL, query_variant, taken
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    import asyncpg

    from jobscout.outgoing import ChannelTraits
    from jobscout.sql.database import Database

Q = load("delivery_log")


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One sending over one channel.

    *alerts*: how many it tells. *resends*: how often it was sent again because a process died
    in between. *next_try_at* is null once nobody tries any more.
    """

    id: str
    user_id: str
    channel: Channel
    status: DeliveryStatus
    alerts: int
    attempts: int
    resends: int
    created_at: datetime
    next_try_at: datetime | None
    sent_at: datetime | None
    failed_at: datetime | None
    last_error: str | None


class DeliveryLog:
    """*channels* are those of ``outside.channels``."""

    def __init__(self, db: Database, *, channels: Mapping[Channel, ChannelTraits]) -> None:
        self._db = db
        self._channels = channels

    async def page(
        self,
        *,
        status: DeliveryStatus | None,
        channel: Channel | None,
        after: int | None,
        most: int,
    ) -> tuple[list[Delivery], int]:
        """At most *most* deliveries older than *after*, newest first, and how many there are.

        The total counts rows until ``MAX_TOTAL``, where it stops.
        """
        lines = frozenset(({status} if status else set()) | ({"channel"} if channel else set()))
        values: dict[str, Any] = {"channel": channel, "after_id": after}
        listing = query_variant(
            Q.listing, lines | ({"after"} if after is not None else set()), most
        )
        rows = await self._db.all(listing, **taken(listing, values))
        counting = query_variant(Q.total, lines, MAX_TOTAL)
        total = await self._db.value(counting, **taken(counting, values))
        return [_delivery(row) for row in rows], total

    async def retry(self, delivery_id: int, *, by: int) -> Delivery:
        """Make a delivery that nobody sends any more due again, at once.

        Raises:
            NotFound: no such delivery.
            Conflict: it was sent, or is on its way; or push is not configured, or the
                receiver gone.
        """
        async with self._db.transaction() as t:
            row = await t.maybe(Q.requeue, delivery_id=delivery_id)
            if row is None:
                raise _refusal(await t.value(Q.status, delivery_id=delivery_id))
            if not self._channels[row["channel"]].is_configured:
                raise Conflict("conflict", f"{row['channel']} is not configured here")
            if not row["has_receiver"]:
                said = f"the person has no {row['channel']} in use any more"
                raise Conflict("conflict", said)
            await audit.note(
                *(t, by, "delivery retried", ("delivery", delivery_id)),
                status=row["was"],
                attempts=row["attempts"],
                channel=row["channel"],
            )
            await t.run(Q.announce)
            found = await t.one(
                query_variant(Q.listing, frozenset({"one"}), 1), delivery_id=delivery_id
            )
        return _delivery(found)


def _refusal(status: DeliveryStatus | None) -> NotFound | Conflict:
    if status is None:
        return NotFound("the delivery does not exist")
    if status == "sent":
        return Conflict("conflict", "it was sent, and nothing is sent twice")
    return Conflict("conflict", "it is due already")


def _delivery(row: asyncpg.Record) -> Delivery:
    next_try_at = row["next_try_at"] if row["status"] in {"pending", "sending"} else None
    ids = {name: str(row[name]) for name in ("id", "user_id")}
    return struct(Delivery, row, **ids, next_try_at=next_try_at)
