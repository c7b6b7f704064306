"""Webhook calls: one delivery after the other to each receiver, claimed, made, recorded."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from jobscout import metrics
from jobscout.outgoing import Outgoing
from jobscout.sql import deliveries
from jobscout.sql.alerts import AlertFacts, facts
from jobscout.sql.database import load
from jobscout.sql.jobs import Jobs
from jobscout.sql.leases import Leases, SendingStore, kept
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    from jobscout.sql.database import Database, Transaction

Q = load("webhook_attempts")

LEASES = Leases(
    deliveries.LEASES.work._replace(
        noun="webhook_attempts",
        claimable="channel = 'webhook'"
        f" AND (status = 'pending' OR resends < {deliveries.MAX_RESENDS})",
        # People whose receiver nobody calls; of what is due to one, what is due longest.
        one_per="user_id",
        due_if="NOT EXISTS (SELECT FROM webhooks w"
        " WHERE w.user_id = deliveries.user_id AND w.claimed_until >= now())",
        chosen="user_id = :id",
        chosen_first="ORDER BY next_try_at, id LIMIT 1",
        claimed=Q.claimed,
    )
)


class WebhookAttempt(NamedTuple):
    """A claimed delivery and the claimed webhook it goes to.

    *failures* of the webhook in a row, before this call. *held*: what the claim is known by.
    *reachable*: the account is still in use.
    """

    id: int
    user_id: int
    alert_id: int
    message_id: str
    attempts: int
    reachable: bool
    webhook_id: int
    url: str
    secret: str
    failures: int
    held: datetime

    @property
    def outgoing(self) -> Outgoing:
        """As its channel takes it."""
        return Outgoing(
            id=self.id,
            user_id=self.user_id,
            channel="webhook",
            alert_ids=[self.alert_id],
            message_id=self.message_id,
            attempts=self.attempts,
            reachable=self.reachable,
            address=self.url,
            secret=self.secret,
        )


class PostedAlert(AlertFacts, frozen=True, kw_only=True):
    """An alert as it is posted. *apply_url* is where the job's own board takes applications."""

    apply_url: str | None


class WebhookBody(msgspec.Struct, frozen=True, kw_only=True):
    """What a receiver is sent. *delivery_id* is the same on every attempt."""

    type: Literal["alert"] = "alert"
    delivery_id: str
    alert: PostedAlert


class WebhookAlert(NamedTuple):
    """An alert to post. *seen_at*, *held_back* and *is_backlog* are as in ``AlertItem``."""

    alert: PostedAlert
    seen_at: datetime
    held_back: bool
    is_backlog: bool = False


class WebhookAttempts(SendingStore[Any, WebhookAttempt]):
    """Due and claimed by person; what ends a claim names the attempt."""

    leases = LEASES

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        self._jobs = Jobs(db)

    async def claim(self, user_id: int, lease: timedelta) -> WebhookAttempt | None:
        """None when nothing is due, or somebody calls this receiver just now."""
        async with self._db.transaction() as t:
            webhook = await t.maybe(
                Q.claim_webhook, user_id=user_id, holder=self._db.holder, lease=lease
            )
            if webhook is None:
                await end_orphans(t, user_id)
                return None
            rows = await LEASES.claim(t, user_id, lease)
            if not rows:
                await t.run(
                    Q.release_webhook, webhook_id=webhook["webhook_id"], held=webhook["held"]
                )
                return None
        return WebhookAttempt(**rows[0], **webhook)

    async def alert(self, alert_id: int) -> WebhookAlert | None:
        """None when the alert or its job is gone."""
        row = await self._db.maybe(Q.alert, alert_id=alert_id)
        job = (await self._jobs.summaries([row["job_id"]])).get(row["job_id"]) if row else None
        if row is None or job is None:
            return None
        alert = struct(PostedAlert, row, **facts(row, job))
        return WebhookAlert(alert, row["seen_at"], row["held_back"], row["is_backlog"])

    async def complete(self, call: WebhookAttempt) -> None:
        """The receiver took it, and takes at once what else waits."""
        async with self._db.transaction() as t:
            is_same = await t.run(Q.record_success, webhook_id=call.webhook_id, held=call.held)
            await LEASES.complete(t, call.id)
            if is_same and call.failures:
                await t.run(Q.release_backlog, user_id=call.user_id)

    async def retry(
        self, call: WebhookAttempt, error: str, wait: timedelta | None, *, permanent: bool = False
    ) -> bool:
        """The receiver failed, or we did, where *wait* is None; False: the delivery is given up.

        Everything else for a receiver that failed waits as long. A webhook that was changed or
        removed meanwhile has failed nobody: the delivery is due to the new one at once.
        *permanent*: it is of no use to send this one delivery to the same webhook again.
        """
        async with self._db.transaction() as t:
            if wait is None:
                await self._let_go(t, call)
            elif not await self._count_failure(t, call, error, wait):
                wait = timedelta()
            elif permanent:
                await LEASES.discard(t, call.id, error)
                return False
            return await LEASES.retry(t, call.id, error, wait)

    async def snooze(self, call: WebhookAttempt, wait: timedelta) -> None:
        async with self._db.transaction() as t:
            await self._let_go(t, call)
            await LEASES.snooze(t, call.id, wait)

    async def discard(self, call: WebhookAttempt, error: str) -> None:
        """There is nothing to post."""
        async with self._db.transaction() as t:
            await self._let_go(t, call)
            await LEASES.discard(t, call.id, error)

    async def _let_go(self, t: Transaction, call: WebhookAttempt) -> None:
        await t.run(Q.release_webhook, webhook_id=call.webhook_id, held=call.held)

    async def _count_failure(
        self, t: Transaction, call: WebhookAttempt, error: str, wait: timedelta
    ) -> bool:
        """Of the webhook, and of all that waits for it; False where it is another one by now."""
        error = kept(error)
        is_same = await t.run(
            Q.record_failure, webhook_id=call.webhook_id, held=call.held, error=error, wait=wait
        )
        if is_same:
            given_up = await t.value(
                Q.wait_too,
                user_id=call.user_id,
                error=error,
                wait=wait,
                attempts_max=deliveries.MAX_ATTEMPTS,
            )
            metrics.DELIVERIES.labels("webhook", "failed").inc(given_up)
        return bool(is_same)


async def end_orphans(t: Transaction, user_id: int) -> None:
    """Give up what is due to a webhook that is gone, inside a transaction that does more."""
    metrics.DELIVERIES.labels("webhook", "dropped").inc(await t.run(Q.end_orphans, user_id=user_id))
