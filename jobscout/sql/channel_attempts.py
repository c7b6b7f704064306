"""Attempts to reach people by channels of their own: one message at a time to each address."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobscout.outgoing import Channel, Outgoing
from jobscout.sql import deliveries, user_channels
from jobscout.sql.leases import Leases
from jobscout.sql.queries import load
from jobscout.sql.receiver_attempts import NO_PACE, ReceiverAttempts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from jobscout.outgoing import ChannelTraits
    from jobscout.sql.database import Database

Q = load("channel_attempts")
LEASES = Leases(
    deliveries.LEASES.work._replace(
        noun="channel_attempts",
        claimable="user_channel_id IS NOT NULL"
        f" AND (status = 'pending' OR resends < {deliveries.MAX_RESENDS})",
        # Channels that nobody calls and that may be called again; what is due longest.
        one_per="user_channel_id",
        due_if="EXISTS (SELECT FROM user_channels c WHERE c.id = deliveries.user_channel_id"
        " AND c.next_try_at <= now() AND (c.claimed_until IS NULL OR c.claimed_until < now()))",
        chosen="user_channel_id = :id",
        chosen_first="ORDER BY next_try_at, id LIMIT 1",
        claimed=Q.claimed,
    )
)


class ChannelAttempt(NamedTuple):
    """A claimed delivery and the claimed channel it goes to, see ``receiver_attempts``."""

    id: int
    user_id: int
    alert_ids: list[int]
    message_id: str
    attempts: int
    reachable: bool
    user_channel_id: int
    kind: Channel
    address: str
    failures: int
    held: datetime
    reminder_ids: Sequence[int] = ()

    @property
    def receiver(self) -> int:
        return self.user_channel_id

    @property
    def row_id(self) -> int:
        return self.user_channel_id

    @property
    def channel(self) -> Channel:
        return self.kind

    @property
    def outgoing(self) -> Outgoing:
        """As its channel takes it."""
        return Outgoing(
            id=self.id,
            user_id=self.user_id,
            channel=self.kind,
            alert_ids=self.alert_ids,
            message_id=self.message_id,
            attempts=self.attempts,
            reachable=self.reachable,
            address=self.address,
            reminder_ids=self.reminder_ids,
        )


class ChannelAttempts(ReceiverAttempts[ChannelAttempt]):
    """*channels* are those of ``outside.channels``."""

    leases = LEASES
    receivers = user_channels.RECEIVERS
    claimed_type = ChannelAttempt
    removed = user_channels.REMOVED
    channel_of_orphans = "unknown"

    def __init__(self, db: Database, *, channels: Mapping[Channel, ChannelTraits]) -> None:
        super().__init__(db, deliveries.MAX_ATTEMPTS)
        self._channels = channels

    def pace(self, attempt: ChannelAttempt) -> timedelta:
        traits = self._channels.get(attempt.kind)
        return traits.pace if traits else NO_PACE

    async def forget(self, attempt: ChannelAttempt, error: str) -> None:
        """Its service says that nothing leads there, so that nothing is sent there any more."""
        async with self._db.transaction() as t:
            await self.leases.discard(t, attempt.id, error)
            await user_channels.end(t, attempt.user_channel_id, attempt.kind, error)
