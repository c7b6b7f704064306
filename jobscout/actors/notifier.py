"""Notifier: alerts in, mails, notifications and messages of other channels out.

Reads    AlertsCreated, DeliveryDue; claims the deliveries' rows.
Writes   ``deliveries``: recorded before they are sent, confirmed after.
Sends    nothing inside; by the channels outside.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from jobscout import actor_metrics, metrics
from jobscout.actors.sending import SEND_S, Sender
from jobscout.errors import AddressGone, ChannelUnconfigured, DeliveryRefused
from jobscout.messages import AlertsCreated, DeliveryDue
from jobscout.outgoing import Alerts, Outgoing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobscout.errors import DeliveryError
    from jobscout.inbox import Inbox
    from jobscout.outgoing import Channel
    from jobscout.outside.channels import Adapter
    from jobscout.sql.deliveries import Deliveries

Message: TypeAlias = AlertsCreated | DeliveryDue


class Notifier(Sender[Message, Outgoing, Alerts]):
    name = "notifier"
    readers = 4
    lease = timedelta(minutes=5)  # longer than any provider is given to answer
    # What a mail server was half told, it may take for a whole mail, and get it once more.
    finish_s = SEND_S

    def __init__(
        self,
        inbox: Inbox[Message],
        *,
        deliveries: Deliveries,
        channels: Mapping[Channel, Adapter],
        send_s: float = SEND_S,
    ) -> None:
        super().__init__(inbox, deliveries, send_s)
        self._deliveries = deliveries
        self._channels = channels

    def row_id(self, message: Message) -> int | None:
        """None: alerts that no delivery has are soon found again."""
        return message.id if isinstance(message, DeliveryDue) else None

    async def handle(self, message: Message) -> None:
        if isinstance(message, DeliveryDue):
            await super().handle(message)
        else:
            for user_id in message.user_ids:
                await self._bundle(user_id)

    async def _bundle(self, user_id: int) -> None:
        for delivery_id in await self._deliveries.bundle(user_id, datetime.now(UTC)):
            # Through the inbox, so that other readers send while this one bundles on. Where
            # there is no room, or no more room since we are stopping, at once.
            due = DeliveryDue(delivery_id)
            if not self.inbox.offer(due):
                await self.attempt(due)

    async def content(self, outgoing: Outgoing) -> Alerts | None:
        alerts = await self._deliveries.alerts(outgoing.alert_ids, outgoing.reminder_ids)
        return alerts if alerts.items and outgoing.reachable else None

    async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
        channel = self._channels.get(outgoing.channel)
        if channel is None or channel.has_receivers or not channel.is_configured:
            raise ChannelUnconfigured(f"{outgoing.channel} is not configured here")
        if outgoing.address is None:
            gone = "the address takes no mail" if channel.by_mail else "the device was signed out"
            raise DeliveryRefused(f"{gone}, or was removed")
        await channel.send(outgoing, alerts)

    async def record_failure(self, outgoing: Outgoing, error: DeliveryError) -> bool:
        # First, or a process that dies in between would not know of it.
        if isinstance(error, AddressGone) and outgoing.channel == "email" and outgoing.address:
            await self._deliveries.suppress_mail(outgoing.user_id, outgoing.address, str(error))
        again = await super().record_failure(outgoing, error)
        if isinstance(error, AddressGone) and outgoing.device_id is not None:
            await self._deliveries.forget_device(outgoing.device_id)
        return again

    def count(self, outgoing: Outgoing | None, outcome: str) -> None:
        metrics.DELIVERIES.labels(outgoing.channel if outgoing else "unknown", outcome).inc()

    def about(self, outgoing: Outgoing) -> dict[str, object]:
        return {"delivery_id": outgoing.id, "channel": outgoing.channel}

    def sent(self, outgoing: Outgoing, alerts: Alerts) -> dict[str, object]:
        for job in alerts.items:
            actor_metrics.count_freshness(job)
        return {
            "user_id": outgoing.user_id,
            "alerts": len(alerts.items),
            "titles": [job.title for job in alerts.items[:3]],
        }
