"""Webhook calls: one delivery after the other to each receiver, claimed, made, recorded."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from jobscout import metrics
from jobscout.sql import claims
from jobscout.sql.alerts import AlertFacts, facts
from jobscout.sql.database import load
from jobscout.sql.deliveries import MAX_ATTEMPTS, MAX_RESENDS
from jobscout.sql.jobs import Jobs

if TYPE_CHECKING:
    from jobscout.sql.database import Database, Transaction

Q = load("webhook_attempts")
DELIVERIES = load("deliveries")


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


class WebhookAttempts:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._jobs = Jobs(db)

    async def owed(self, most: int) -> list[int]:
        """People to whose receiver a call is due."""
        return [row["user_id"] for row in await self._db.all(Q.owed, most=most)]

    async def claim(self, user_id: int, lease: timedelta) -> WebhookAttempt | None:
        """None when nothing is due, or somebody calls this receiver just now."""
        who = {"user_id": user_id, "holder": self._db.holder, "lease": lease}
        async with self._db.transaction() as t:
            webhook = await t.maybe(Q.claim_webhook, **who)
            if webhook is None:
                await end_orphans(t, user_id)
                return None
            row = await t.maybe(Q.claim, **who, resends_max=MAX_RESENDS)
            if row is None:
                await t.run(
                    Q.release_webhook, webhook_id=webhook["webhook_id"], held=webhook["held"]
                )
                return None
        return WebhookAttempt(**claims.counted("delivery", row), **webhook)

    async def alert(self, alert_id: int) -> WebhookAlert | None:
        """None when the alert or its job is gone."""
        row = await self._db.maybe(Q.alert, alert_id=alert_id)
        job = (await self._jobs.summaries([row["job_id"]])).get(row["job_id"]) if row else None
        if row is None or job is None:
            return None
        alert = PostedAlert(**facts(row, job), apply_url=row["apply_url"])
        return WebhookAlert(alert, row["seen_at"], row["held_back"], row["is_backlog"])

    async def sent(self, call: WebhookAttempt) -> None:
        """The receiver took it, and takes at once what else waits."""
        async with self._db.transaction() as t:
            is_same = await t.run(Q.record_success, webhook_id=call.webhook_id, held=call.held)
            await t.run(DELIVERIES.sent, delivery_id=call.id, holder=self._db.holder)
            if is_same and call.failures:
                await t.run(Q.release_backlog, user_id=call.user_id)

    async def failed(
        self, call: WebhookAttempt, error: str, wait: timedelta, *, permanent: bool
    ) -> tuple[bool, int]:
        """Whether it is tried again, and how many that waited too are parked now.

        Everything else for this receiver waits as long. A webhook that was changed or removed
        meanwhile has failed nobody: the delivery is owed to the new one at once.
        """
        error = error[:1000]
        async with self._db.transaction() as t:
            is_same = await t.run(
                Q.record_failure, webhook_id=call.webhook_id, held=call.held, error=error, wait=wait
            )
            parked = 0
            if is_same:
                parked = await t.value(
                    Q.wait_too,
                    user_id=call.user_id,
                    error=error,
                    wait=wait,
                    attempts_max=MAX_ATTEMPTS,
                )
            if permanent and is_same:
                await self._park(t, call, error)
                return False, parked
            again = await self._retry(t, call, error, wait if is_same else timedelta())
        return again, parked

    async def put_off(self, call: WebhookAttempt, error: str) -> bool:
        """This one waits for a failure of ours; False when it is parked."""
        async with self._db.transaction() as t:
            await t.run(Q.release_webhook, webhook_id=call.webhook_id, held=call.held)
            return await self._retry(t, call, error, None)

    async def park(self, call: WebhookAttempt, error: str) -> None:
        """There is nothing to post."""
        async with self._db.transaction() as t:
            await t.run(Q.release_webhook, webhook_id=call.webhook_id, held=call.held)
            await self._park(t, call, error)

    async def release(self, call: WebhookAttempt, wait: timedelta) -> None:
        """Let go a claim of ours under which nothing was posted."""
        async with self._db.transaction() as t:
            await t.run(Q.release_webhook, webhook_id=call.webhook_id, held=call.held)
            await t.run(Q.release, delivery_id=call.id, held=call.held, wait=wait)

    async def _retry(
        self, t: Transaction, call: WebhookAttempt, error: str, wait: timedelta | None
    ) -> bool:
        again = await t.value(
            DELIVERIES.retry,
            delivery_id=call.id,
            holder=self._db.holder,
            error=error[:1000],
            waits=claims.waits(wait),
            attempts_max=MAX_ATTEMPTS,
        )
        return bool(again)

    async def _park(self, t: Transaction, call: WebhookAttempt, error: str) -> None:
        await t.run(
            DELIVERIES.park, delivery_id=call.id, holder=self._db.holder, error=error[:1000]
        )


async def end_orphans(t: Transaction, user_id: int) -> None:
    """Park what is owed to a webhook that is gone, inside a transaction that does more."""
    metrics.DELIVERIES.labels("webhook", "dropped").inc(await t.run(Q.end_orphans, user_id=user_id))
