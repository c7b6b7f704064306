"""Webhooks: where a person's alerts are posted, as the person sees it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from jobscout import metrics
from jobscout.errors import NotFound
from jobscout.rules.webhook_signatures import new_secret
from jobscout.sql.queries import Queries, load
from jobscout.sql.receiver_statements import Receiver, statements

if TYPE_CHECKING:
    from jobscout.sql.database import Database

Q = load("webhooks")
ATTEMPTS = load("webhook_attempts")
RECEIVERS = Queries(
    "webhooks",
    statements(
        Receiver(
            table="webhooks",
            column="user_id",
            whose="user_id",
            sent="channel = 'webhook'",
            claimed="id AS webhook_id, url, secret",
        )
    ),
)
REMOVED: Final = "the webhook was removed"

SECRET_BYTES: Final = 32  # as many as HMAC-SHA256 makes use of


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """Where alerts are posted, and how that fares.

    *updated_at*: since when this address and its secret hold. *failing_since* and
    *last_error*: from the first failure until the receiver takes an alert again.
    """

    url: str
    created_at: datetime
    updated_at: datetime
    last_delivered_at: datetime | None
    failing_since: datetime | None
    last_error: str | None


class WebhookWithSecret(Webhook, frozen=True, kw_only=True):
    """*secret* signs what is posted; it is shown here and nowhere else."""

    secret: str


class Webhooks:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, user_id: int) -> Webhook:
        """Raises NotFound."""
        row = await self._db.maybe(Q.get, user_id=user_id)
        if row is None:
            raise NotFound("there is no webhook")
        return Webhook(**row)

    async def put(self, user_id: int, url: str) -> WebhookWithSecret:
        """Post to *url* from now on, under a new secret; what waits goes there at once.

        The channel is chosen with it. Raises NotFound: the user does not exist.
        """
        secret = new_secret(secrets.token_bytes(SECRET_BYTES))
        async with self._db.transaction() as t:
            await t.one(Q.lock, user_id=user_id)
            row = await t.one(Q.put, user_id=user_id, url=url, secret=secret)
            await t.run(Q.choose, user_id=user_id)
            await t.run(RECEIVERS.release_backlog, receiver=user_id)
            await t.run(ATTEMPTS.announce)
        return WebhookWithSecret(**row, secret=secret)

    async def delete(self, user_id: int) -> None:
        """Post no more, not even what waits. Raises NotFound."""
        async with self._db.transaction() as t:
            await t.one(Q.lock, user_id=user_id)
            if await t.value(Q.delete, user_id=user_id) is None:
                raise NotFound("there is no webhook")
            await t.run(Q.unchoose, user_id=user_id)
            ended = await t.run(RECEIVERS.end_orphans, receiver=user_id, error=REMOVED)
        metrics.DELIVERIES.labels("webhook", "dropped").inc(ended)
