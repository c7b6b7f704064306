"""Channel caller: the lane of the channels that people added, so that none delays a mail.

Reads    UserChannelDue; claims the channel and one delivery to it.
Writes   ``deliveries``: recorded before the call, confirmed after; ``user_channels``: how it fares.
Sends    itself the next delivery to the same channel; the message outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobscout import actor_metrics
from jobscout.actors.receiver_caller import ReceiverCaller
from jobscout.errors import AddressGone, ChannelUnconfigured
from jobscout.messages import UserChannelDue
from jobscout.outgoing import Alerts
from jobscout.sql.channel_attempts import ChannelAttempt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.errors import DeliveryError
    from jobscout.inbox import Inbox
    from jobscout.outgoing import Channel
    from jobscout.outside.channels import Adapter
    from jobscout.sql.channel_attempts import ChannelAttempts
    from jobscout.sql.deliveries import Deliveries


class ChannelCaller(ReceiverCaller[UserChannelDue, ChannelAttempt, Alerts]):
    name = "channel_caller"

    def __init__(
        self,
        inbox: Inbox[UserChannelDue],
        *,
        attempts: ChannelAttempts,
        deliveries: Deliveries,
        channels: Mapping[Channel, Adapter],
    ) -> None:
        super().__init__(inbox, attempts)
        self._channel_attempts = attempts
        self._deliveries = deliveries
        self._channels = channels

    def due(self, receiver: int) -> UserChannelDue:
        return UserChannelDue(receiver)

    async def content(self, call: ChannelAttempt) -> Alerts | None:
        alerts = await self._deliveries.alerts(call.alert_ids, call.reminder_ids)
        return alerts if alerts.items and call.reachable else None

    async def send(self, call: ChannelAttempt, alerts: Alerts) -> None:
        channel = self._channels.get(call.kind)
        if channel is None or not channel.is_configured:
            raise ChannelUnconfigured(f"{call.kind} is not configured here")
        await channel.send(call.outgoing, alerts)

    async def record_failure(self, call: ChannelAttempt, error: DeliveryError) -> bool:
        if isinstance(error, AddressGone):
            await self._channel_attempts.forget(call, str(error))
            return False
        return await super().record_failure(call, error)

    def sent(self, call: ChannelAttempt, alerts: Alerts) -> dict[str, object]:
        if call.attempts == 1:  # else it was late because its receiver was away
            for job in alerts.items:
                actor_metrics.count_freshness(job)
        return {
            "user_id": call.user_id,
            "alerts": len(alerts.items),
            "titles": [job.title for job in alerts.items[:3]],
        }
