"""Notifier: alerts in, mails and notifications out.

Reads    AlertsCreated, DeliveryDue; claims the deliveries' rows.
Writes   ``deliveries``: recorded before they are sent, confirmed after.
Sends    nothing inside; mail and push outside.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeAlias

from jobscout import actor_metrics, metrics
from jobscout.actors.leases import Sender, Sent
from jobscout.errors import DeliveryError
from jobscout.messages import AlertsCreated, DeliveryDue
from jobscout.outgoing import Push
from jobscout.rules import email_templates, schedule
from jobscout.rules.lines import shortened
from jobscout.rules.unsubscribe import unsubscribe_token
from jobscout.sql.deliveries import Outgoing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.inbox import Inbox
    from jobscout.outgoing import AlertItem
    from jobscout.outside.mail import Mailer
    from jobscout.outside.push import Pusher

log = logging.getLogger(__name__)

Message: TypeAlias = AlertsCreated | DeliveryDue

SEND_S = 120.0  # for all the words with a mail server; FCM's calls end by themselves
# Characters, more than a phone shows; FCM refuses a message of more than 4,096 bytes.
MAX_PUSH_TITLE = 150
MAX_PUSH_BODY = 400


class Deliveries(Sent[Outgoing], Protocol):
    """The queries this actor needs; ``sql.deliveries`` provides them."""

    async def bundle(self, user_id: int, now: datetime) -> list[int]: ...

    async def alert_items(self, alert_ids: list[int]) -> tuple[list[AlertItem], int | None]: ...

    async def discard(self, delivery_id: int, error: str) -> None: ...

    async def forget_device(self, device_id: int) -> None: ...


class Notifier(Sender[Message, Outgoing]):
    """*base_url* is where unsubscribe links lead, *app_url* where notifications open."""

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
        mailer: Mailer,
        pusher: Pusher | None,
        secret: str,
        base_url: str,
        app_url: str,
        send_s: float = SEND_S,
    ) -> None:
        super().__init__(inbox, deliveries)
        self._deliveries = deliveries
        self._mailer = mailer
        self._pusher = pusher
        self._secret = secret
        self._base_url = base_url
        self._app_url = app_url
        self._send_s = send_s

    def row_id(self, message: Message) -> int | None:
        """None: alerts that no delivery has are soon found again."""
        return message.id if isinstance(message, DeliveryDue) else None

    async def handle(self, message: Message) -> None:
        if isinstance(message, DeliveryDue):
            await super().handle(message)
        else:
            for user_id in message.user_ids:
                await self._bundle(user_id)

    def count_defect(self, *, again: bool) -> None:
        metrics.DELIVERIES.labels("unknown", "retried" if again else "failed").inc()

    async def _bundle(self, user_id: int) -> None:
        for delivery_id in await self._deliveries.bundle(user_id, datetime.now(UTC)):
            # Through the inbox, so that other readers send while this one bundles on. Where
            # there is no room, or no more room since we are stopping, at once.
            due = DeliveryDue(delivery_id)
            if not self.inbox.offer(due):
                await self.attempt(due)

    async def process(self, outgoing: Outgoing) -> None:
        jobs, search_id = await self._deliveries.alert_items(outgoing.alert_ids)
        if not jobs or not outgoing.reachable:
            await self._deliveries.discard(outgoing.id, "nothing left to tell, or nobody to tell")
            metrics.DELIVERIES.labels(outgoing.channel, "dropped").inc()
            return
        try:
            async with asyncio.timeout(self._send_s):
                await self._send(outgoing, jobs, search_id)
        except DeliveryError as error:
            await self._refused(outgoing, error)
            return
        except TimeoutError:
            slow = DeliveryError(f"no answer within {self._send_s:g} s")
            await self._refused(outgoing, slow)
            return
        await self.complete(outgoing.id)
        self._count(outgoing, jobs)

    async def _send(
        self, outgoing: Outgoing, jobs: Sequence[AlertItem], search_id: int | None
    ) -> None:
        """Raises DeliveryError."""
        if outgoing.channel == "email":
            await self._mailer.send(
                email_templates.alerts(
                    to=outgoing.email,
                    name=outgoing.full_name,
                    jobs=jobs,
                    unsubscribe_url=self._unsubscribe_url(search_id),
                    message_id=outgoing.message_id,
                )
            )
        elif outgoing.channel == "push":
            if outgoing.token is None or self._pusher is None:
                raise DeliveryError("the device was signed out", permanent=True)
            await self._pusher.send(self._notification(outgoing, outgoing.token, jobs))
        else:
            raise DeliveryError(f"no way to send by {outgoing.channel}", permanent=True)

    async def _refused(self, outgoing: Outgoing, error: DeliveryError) -> None:
        again = False
        if error.permanent:
            await self._deliveries.discard(outgoing.id, str(error))
        else:
            wait = schedule.retry_after_failure(outgoing.attempts, None)
            again = await self._deliveries.retry(outgoing.id, str(error), wait)
        metrics.DELIVERIES.labels(outgoing.channel, "retried" if again else "failed").inc()
        log.warning(
            "delivery failed",
            extra={
                "delivery_id": outgoing.id,
                "channel": outgoing.channel,
                "attempts": outgoing.attempts,
                "error": str(error),
                "final": not again,
            },
        )
        if error.gone and outgoing.device_id is not None:
            await self._deliveries.forget_device(outgoing.device_id)

    def _unsubscribe_url(self, search_id: int | None) -> str | None:
        if search_id is None:
            return None
        token = unsubscribe_token(self._secret, search_id)
        return f"{self._base_url}/unsubscribe?token={token}"

    def _notification(self, outgoing: Outgoing, token: str, jobs: Sequence[AlertItem]) -> Push:
        first = jobs[0]
        if len(jobs) == 1:
            title, body = first.title, " · ".join((first.company, *first.places[:1]))
            link = f"{self._app_url}/alerts/{first.alert_id}"
        else:
            title = f"{len(jobs)} new jobs for you"
            body = ", ".join(f"{job.title} at {job.company}" for job in jobs[:3])
            link = f"{self._app_url}/alerts"
        return Push(
            token=token,
            title=shortened(title, MAX_PUSH_TITLE),
            body=shortened(body, MAX_PUSH_BODY),
            link=link,
            collapse_key=outgoing.message_id,
        )

    def _count(self, outgoing: Outgoing, jobs: Sequence[AlertItem]) -> None:
        metrics.DELIVERIES.labels(outgoing.channel, "sent").inc()
        for job in jobs:
            actor_metrics.count_freshness(job)
        log.info(
            "delivery sent",
            extra={
                "delivery_id": outgoing.id,
                "user_id": outgoing.user_id,
                "channel": outgoing.channel,
                "alerts": len(jobs),
                "titles": [job.title for job in jobs[:3]],
            },
        )
