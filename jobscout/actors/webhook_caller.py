"""Webhook caller: the lane of the alerts that are posted, so that no receiver delays a mail.

Reads    WebhookDue; claims the webhook and one delivery to it.
Writes   ``deliveries``: recorded before the call, confirmed after; ``webhooks``: how it fares.
Sends    itself the next call to the same receiver; the alert outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jobscout import actor_metrics, metrics
from jobscout.actors.receiver_caller import ReceiverCaller
from jobscout.messages import WebhookDue
from jobscout.outgoing import Alerts
from jobscout.sql.alert_views import WebhookBody, WebhookReminder
from jobscout.sql.webhook_attempts import WebhookAlert, WebhookAttempt

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.outside.channels import Adapter
    from jobscout.sql.webhook_attempts import WebhookAttempts


class WebhookCaller(ReceiverCaller[WebhookDue, WebhookAttempt, WebhookAlert]):
    name = "webhook_caller"

    def __init__(
        self, inbox: Inbox[WebhookDue], *, calls: WebhookAttempts, channel: Adapter
    ) -> None:
        super().__init__(inbox, calls)
        self._calls = calls
        self._channel = channel

    def row_id(self, message: WebhookDue) -> int:
        # A webhook that was changed during a call can be claimed again before that call ends.
        return message.user_id

    def due(self, receiver: int) -> WebhookDue:
        return WebhookDue(receiver)

    async def content(self, call: WebhookAttempt) -> WebhookAlert | None:
        if not call.reachable:
            return None
        if call.reminder_id is not None:
            return await self._calls.reminder(call.reminder_id)
        return await self._calls.alert(call.alert_id)

    async def send(self, call: WebhookAttempt, item: WebhookAlert) -> None:
        said: WebhookBody | WebhookReminder
        if item.reminder is not None:
            said = WebhookReminder(
                delivery_id=call.message_id, reminder=item.reminder, alert=item.alert
            )
        else:
            said = WebhookBody(delivery_id=call.message_id, alert=item.alert)
        await self._channel.send(call.outgoing, Alerts(body=msgspec.json.encode(said)))

    def count(self, _call: WebhookAttempt | None, outcome: str) -> None:
        metrics.DELIVERIES.labels("webhook", outcome).inc()

    def sent(self, call: WebhookAttempt, item: WebhookAlert) -> dict[str, object]:
        if call.attempts == 1:  # else it was late because its receiver was away
            actor_metrics.count_freshness(item)
        return {"user_id": call.user_id, "alerts": 1, "titles": [item.alert.job.title]}
