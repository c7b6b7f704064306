"""Webhook caller: the lane of the alerts that are posted, so that no receiver delays a mail.

Reads    WebhookOwed; claims the webhook and one delivery to it.
Writes   ``deliveries``: recorded before the call, confirmed after; ``webhooks``: how it fares.
Sends    itself the next call to the same receiver; the alert outside.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

import msgspec

from jobscout import actor_metrics, metrics
from jobscout.actors.base import Consumer
from jobscout.errors import Busy, DeliveryError
from jobscout.messages import WebhookOwed
from jobscout.outgoing import Post
from jobscout.outside.webhooks import CALL_S
from jobscout.rules import schedule
from jobscout.sql.webhook_attempts import WebhookBody

if TYPE_CHECKING:
    from jobscout.inbox import Inbox
    from jobscout.sql.webhook_attempts import WebhookAlert, WebhookAttempt

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # much longer than a call; what was sent is recorded within it
HOST_BUSY = timedelta(seconds=5)  # until a host that many people's webhooks share is tried again


class WebhookAttempts(Protocol):
    """The queries this actor needs; ``sql.webhook_attempts`` provides them."""

    async def claim(self, user_id: int, lease: timedelta) -> WebhookAttempt | None: ...

    async def alert(self, alert_id: int) -> WebhookAlert | None: ...

    async def sent(self, call: WebhookAttempt) -> None: ...

    async def failed(
        self, call: WebhookAttempt, error: str, wait: timedelta, *, permanent: bool
    ) -> tuple[bool, int]: ...

    async def put_off(self, call: WebhookAttempt, error: str) -> bool: ...

    async def park(self, call: WebhookAttempt, error: str) -> None: ...

    async def release(self, call: WebhookAttempt, wait: timedelta) -> None: ...


class Sender(Protocol):
    """Posts, or says why not; ``outside.webhooks`` provides it."""

    async def send(self, post: Post) -> None: ...


class WebhookCaller(Consumer[WebhookOwed]):
    """One call at a time to each receiver, and after a failure none until its pause is over."""

    name = "webhook_caller"
    readers = 16  # they wait for receivers, and a slow one holds its reader for seconds
    # A receiver that was told to the end should not be told again.
    finish_s = CALL_S + 2

    def __init__(
        self, inbox: Inbox[WebhookOwed], *, calls: WebhookAttempts, sender: Sender
    ) -> None:
        super().__init__(inbox)
        self._calls = calls
        self._sender = sender
        self._claimed: dict[WebhookOwed, WebhookAttempt] = {}
        self._unrecorded: dict[int, WebhookAttempt] = {}

    async def run(self) -> None:
        await self._record()
        await super().run()

    def key(self, message: WebhookOwed) -> int:
        # A webhook that was changed during a call can be claimed again before that call ends.
        return message.user_id

    async def handle(self, message: WebhookOwed) -> None:
        if await self._call(message):
            # Behind what others wait for. Where there is no room, the row still says so.
            self.inbox.offer(message)

    async def fail(self, message: WebhookOwed, error: Exception) -> None:
        """A defect of ours is no fault of the receiver: this one waits, the others go on."""
        call = self._claimed.pop(message, None)
        if call is not None:
            problem = f"internal: {type(error).__name__}"
            again = await self._calls.put_off(call, problem)
            _count("retried" if again else "failed")

    async def release(self, message: WebhookOwed) -> None:
        """What was sent has been recorded by now; whatever else was claimed was not sent."""
        call = self._claimed.pop(message, None)
        if call is not None:
            await self._calls.release(call, timedelta())

    async def _call(self, message: WebhookOwed) -> bool:
        """Whether to go on with what else is owed to this receiver."""
        call = await self._calls.claim(message.user_id, LEASE)
        if call is None:
            return False
        self._claimed[message] = call
        goes_on = await self._make(call)
        self._claimed.pop(message, None)
        return goes_on

    async def _make(self, call: WebhookAttempt) -> bool:
        """As ``_call``, of what is claimed."""
        item = await self._calls.alert(call.alert_id)
        if item is None or not call.reachable:
            await self._calls.park(call, "nothing left to tell, or nobody to tell")
            _count("dropped")
            return True
        body = msgspec.json.encode(WebhookBody(delivery_id=call.message_id, alert=item.alert))
        try:
            await self._sender.send(
                Post(url=call.url, secret=call.secret, delivery_id=call.message_id, body=body)
            )
        except Busy:
            await self._calls.release(call, HOST_BUSY)
            return False
        except DeliveryError as error:
            await self._failed(call, error)
            return False
        self._unrecorded[call.id] = call
        await self._record()
        _record_sent(call, item)
        return True

    async def _record(self) -> None:
        """Write down what was sent. What an outage hinders waits here for its end (P2)."""
        for call in tuple(self._unrecorded.values()):
            await self._calls.sent(call)
            self._unrecorded.pop(call.id, None)

    async def _failed(self, call: WebhookAttempt, error: DeliveryError) -> None:
        wait = schedule.retry_after_failure(call.failures + 1, error.retry_after_s)
        again, parked = await self._calls.failed(call, str(error), wait, permanent=error.permanent)
        _count("retried" if again else "failed")
        _count("failed", parked)
        said = _said(call) | {"attempts": call.attempts, "error": str(error), "final": not again}
        log.warning("delivery failed", extra=said)


def _record_sent(call: WebhookAttempt, item: WebhookAlert) -> None:
    _count("sent")
    if call.attempts == 1:  # else it was late because its receiver was away
        actor_metrics.count_freshness(item)
    said = _said(call) | {"user_id": call.user_id, "alerts": 1, "titles": [item.alert.job.title]}
    log.info("delivery sent", extra=said)


def _count(outcome: str, many: int = 1) -> None:
    metrics.DELIVERIES.labels("webhook", outcome).inc(many)


def _said(call: WebhookAttempt) -> dict[str, object]:
    return {"delivery_id": call.id, "channel": "webhook"}
