"""Webhook: a signed POST for each alert, to an address that its person named and we may call."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from jobscout.errors import DeliveryRefused
from jobscout.outside.channels import Adapter, Opening
from jobscout.outside.receiver_client import ReceiverClient
from jobscout.rules.webhook_signatures import signature, standard_headers

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobscout.outgoing import Alerts, Outgoing


class Webhook(Adapter):
    """Calls webhooks for the whole process; *options* are those of ``ReceiverClient``."""

    kind = "webhook"
    has_receivers = True

    def __init__(self, *, clock: Callable[[], float] = time.time, **options: Any) -> None:
        self._client = ReceiverClient(**options)
        self._clock = clock

    @classmethod
    def opened(cls, opening: Opening) -> Webhook:
        settings = opening.settings
        contact = settings.contact_email or settings.base_url
        return cls(contact=contact, allow=settings.fetch_allow)

    async def close(self) -> None:
        await self._client.close()

    async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
        """Returns once the receiver has taken it, which is any status 2xx.

        Raises:
            DeliveryError: it did not, in one sentence without the address; DeliveryRefused
                on its own word that it is gone.
            Busy: its host has enough to do with other calls of ours.
        """
        body, secret, at = alerts.body, outgoing.secret, int(self._clock())
        headers = {
            "Content-Type": "application/json",
            **standard_headers(secret, outgoing.message_id, at, body),
            "X-Jobscout-Delivery": outgoing.message_id,
            "X-Jobscout-Signature": signature(secret, at, body),
        }
        reply = await self._client.post(outgoing.address or "", body, headers)
        if reply.status == 410:
            raise DeliveryRefused("it answers HTTP 410: it is gone for good")
        if not reply.is_taken:
            raise reply.failure()


ADAPTER = Webhook
