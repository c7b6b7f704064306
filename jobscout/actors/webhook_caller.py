"""Webhook caller: the lane of the alerts that are posted, so that no receiver delays a mail.

Reads    WebhookDue; claims the webhook and one delivery to it.
Writes   ``deliveries``: recorded before the call, confirmed after; ``webhooks``: how it fares.
Sends    itself the next call to the same receiver; the alert outside.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from jobscout import actor_metrics, metrics
from jobscout.actors.receiver_caller import ReceiverCaller
from jobscout.messages import WebhookDue
from jobscout.outgoing import Alerts
from jobscout.outside.receiver_client import CALL_S
from jobscout.sql.alerts import WebhookBody
from jobscout.sql.webhook_attempts import WebhookAlert, WebhookAttempt

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.outside.channels import Adapter
    from jobscout.sql.webhook_attempts import WebhookAttempts


class WebhookCaller(ReceiverCaller[WebhookDue, WebhookAttempt, WebhookAlert]):
    name = "webhook_caller"
    readers = 16  # they wait for receivers, and a slow one holds its reader for seconds
    lease = timedelta(minutes=5)  # much longer than a call; what was sent is recorded within it
    # A receiver that was told to the end should not be told again.
    finish_s = CALL_S + 2

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
        return await self._calls.alert(call.alert_id) if call.reachable else None

    async def send(self, call: WebhookAttempt, item: WebhookAlert) -> None:
        body = msgspec.json.encode(WebhookBody(delivery_id=call.message_id, alert=item.alert))
        await self._channel.send(call.outgoing, Alerts(body=body))

    def count(self, _call: WebhookAttempt | None, outcome: str) -> None:
        metrics.DELIVERIES.labels("webhook", outcome).inc()

    def sent(self, call: WebhookAttempt, item: WebhookAlert) -> dict[str, object]:
        if call.attempts == 1:  # else it was late because its receiver was away
            actor_metrics.count_freshness(item)
        return {"user_id": call.user_id, "alerts": 1, "titles": [item.alert.job.title]}
