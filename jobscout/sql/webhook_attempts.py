"""Webhook calls: one delivery after the other to each receiver, claimed, made, recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jobscout.outgoing import Channel, Outgoing, Steps
from jobscout.rules.reminders import sentence
from jobscout.sql import deliveries, private_postings
from jobscout.sql.alert_views import PostedAlert, PostedReminder, facts
from jobscout.sql.jobs import Jobs
from jobscout.sql.leases import Leases
from jobscout.sql.queries import load
from jobscout.sql.receiver_attempts import ReceiverAttempts
from jobscout.sql.rows import struct
from jobscout.sql.webhooks import RECEIVERS, REMOVED

if TYPE_CHECKING:
    from datetime import datetime

    from jobscout.sql.database import Database

Q = load("webhook_attempts")
REMINDERS = load("reminders")

CHANNEL: Final[Channel] = "webhook"
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
    *reachable*: the account is still in use. *reminder_id*: what it reminds of, if it does.
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
    reminder_id: int | None = None

    @property
    def receiver(self) -> int:
        return self.user_id

    @property
    def row_id(self) -> int:
        return self.webhook_id

    @property
    def channel(self) -> Channel:
        return CHANNEL

    @property
    def outgoing(self) -> Outgoing:
        """As its channel takes it."""
        return Outgoing(
            id=self.id,
            user_id=self.user_id,
            channel=CHANNEL,
            alert_ids=[self.alert_id],
            message_id=self.message_id,
            attempts=self.attempts,
            reachable=self.reachable,
            address=self.url,
            secret=self.secret,
        )


class WebhookAlert(NamedTuple):
    """An alert to post. *seen_at*, *held_back*, *is_backlog* and *steps* are as in ``AlertItem``.

    *reminder*: what of it the person is reminded of, if it is not new.
    """

    alert: PostedAlert
    seen_at: datetime
    held_back: bool
    is_backlog: bool = False
    steps: Steps | None = None
    reminder: PostedReminder | None = None


class WebhookAttempts(ReceiverAttempts[WebhookAttempt]):
    leases = LEASES
    receivers = RECEIVERS
    claimed_type = WebhookAttempt
    removed = REMOVED
    channel_of_orphans = CHANNEL

    def __init__(self, db: Database) -> None:
        super().__init__(db, deliveries.MAX_ATTEMPTS)
        self._jobs = Jobs(db)

    async def reminder(self, reminder_id: int) -> WebhookAlert | None:
        """None when the reminder, its alert or its job is gone."""
        row = await self._db.maybe(REMINDERS.one, reminder_id=reminder_id)
        if row is None:
            return None
        if row["job_id"] is None:
            job = private_postings.summary(row)
        else:
            found = (await self._jobs.summaries([row["job_id"]])).get(row["job_id"])
            if found is None:
                return None
            job = found
        said = PostedReminder(
            kind=row["kind"], about=row["about"], text=sentence(row["kind"], row["about"])
        )
        alert = struct(PostedAlert, row, **facts(row, job))
        return WebhookAlert(
            alert, row["created_at"], held_back=False, is_backlog=True, reminder=said
        )

    async def alert(self, alert_id: int) -> WebhookAlert | None:
        """None when the alert or its job is gone."""
        row = await self._db.maybe(Q.alert, alert_id=alert_id)
        job = (await self._jobs.summaries([row["job_id"]])).get(row["job_id"]) if row else None
        if row is None or job is None:
            return None
        alert = struct(PostedAlert, row, **facts(row, job))
        steps = Steps(row["read_at"], row["first_seen_at"], row["created_at"])
        return WebhookAlert(alert, row["seen_at"], row["held_back"], row["is_backlog"], steps)
