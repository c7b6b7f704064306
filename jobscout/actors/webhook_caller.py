"""Webhook caller: the lane of the alerts that are posted, so that no receiver delays a mail.

Reads    WebhookDue; claims the webhook and one delivery to it.
Writes   ``deliveries``: recorded before the call, confirmed after; ``webhooks``: how it fares.
Sends    itself the next call to the same receiver; the alert outside.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

import msgspec

from jobscout import actor_metrics, metrics
from jobscout.actors.leases import Sender, Sent
from jobscout.errors import Busy, DeliveryError
from jobscout.messages import WebhookDue
from jobscout.outgoing import Post
from jobscout.outside.webhooks import CALL_S
from jobscout.rules import schedule
from jobscout.sql.webhook_attempts import WebhookAttempt, WebhookBody

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.sql.webhook_attempts import WebhookAlert

log = logging.getLogger(__name__)

HOST_BUSY = timedelta(seconds=5)  # until a host that many people's webhooks share is tried again


class WebhookAttempts(Sent[WebhookAttempt], Protocol):
    """The queries this actor needs; ``sql.webhook_attempts`` provides them."""

    async def alert(self, alert_id: int) -> WebhookAlert | None: ...

    async def retry(
        self, call: WebhookAttempt, error: str, wait: timedelta | None, *, permanent: bool = False
    ) -> bool: ...

    async def discard(self, call: WebhookAttempt, error: str) -> None: ...


class Poster(Protocol):
    """Posts, or says why not; ``outside.webhooks`` provides it."""

    async def send(self, post: Post) -> None: ...


class WebhookCaller(Sender[WebhookDue, WebhookAttempt]):
    """One call at a time to each receiver, and after a failure none until its pause is over."""

    name = "webhook_caller"
    readers = 16  # they wait for receivers, and a slow one holds its reader for seconds
    lease = timedelta(minutes=5)  # much longer than a call; what was sent is recorded within it
    # A receiver that was told to the end should not be told again.
    finish_s = CALL_S + 2

    def __init__(self, inbox: Inbox[WebhookDue], *, calls: WebhookAttempts, sender: Poster) -> None:
        super().__init__(inbox, calls)
        self._calls = calls
        self._sender = sender
        self._claimed: dict[int, WebhookAttempt] = {}

    def row_id(self, message: WebhookDue) -> int:
        # A webhook that was changed during a call can be claimed again before that call ends.
        return message.user_id

    def held(self, message: WebhookDue) -> WebhookAttempt | None:
        return self._claimed.pop(message.user_id, None)

    def count_defect(self, *, again: bool) -> None:
        """It is no fault of the receiver: this one waits, the others go on."""
        _count("retried" if again else "failed")

    async def process(self, call: WebhookAttempt) -> None:
        self._claimed[call.user_id] = call
        goes_on = await self._make(call)
        self._claimed.pop(call.user_id, None)
        if goes_on:
            # Behind what others wait for. Where there is no room, the row still says so.
            self.inbox.offer(WebhookDue(call.user_id))

    async def _make(self, call: WebhookAttempt) -> bool:
        """Whether to go on with what else is due to this receiver."""
        item = await self._calls.alert(call.alert_id)
        if item is None or not call.reachable:
            await self._calls.discard(call, "nothing left to tell, or nobody to tell")
            _count("dropped")
            return True
        body = msgspec.json.encode(WebhookBody(delivery_id=call.message_id, alert=item.alert))
        try:
            await self._sender.send(
                Post(url=call.url, secret=call.secret, delivery_id=call.message_id, body=body)
            )
        except Busy:
            await self._calls.snooze(call, HOST_BUSY)
            return False
        except DeliveryError as error:
            await self._failed(call, error)
            return False
        await self.complete(call)
        _record_sent(call, item)
        return True

    async def _failed(self, call: WebhookAttempt, error: DeliveryError) -> None:
        wait = schedule.retry_after_failure(call.failures + 1, error.retry_after_s)
        again = await self._calls.retry(call, str(error), wait, permanent=error.permanent)
        _count("retried" if again else "failed")
        said = _said(call) | {"attempts": call.attempts, "error": str(error), "final": not again}
        log.warning("delivery failed", extra=said)


def _record_sent(call: WebhookAttempt, item: WebhookAlert) -> None:
    _count("sent")
    if call.attempts == 1:  # else it was late because its receiver was away
        actor_metrics.count_freshness(item)
    said = _said(call) | {"user_id": call.user_id, "alerts": 1, "titles": [item.alert.job.title]}
    log.info("delivery sent", extra=said)


def _count(outcome: str) -> None:
    metrics.DELIVERIES.labels("webhook", outcome).inc()


def _said(call: WebhookAttempt) -> dict[str, object]:
    return {"delivery_id": call.id, "channel": "webhook"}
