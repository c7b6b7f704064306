"""Deliveries: bundled, claimed, sent, confirmed."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from jobscout import metrics
from jobscout.outgoing import AlertItem, Alerts, Outgoing, Steps
from jobscout.rules import formatting, notification_times
from jobscout.sql import mail_suppressions, reminders
from jobscout.sql.lease_statements import Work
from jobscout.sql.leases import Leases, SendingStore
from jobscout.sql.notification_preferences import channels, notification_preferences
from jobscout.sql.queries import load
from jobscout.sql.rows import locations, stated_salary, struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime, timedelta

    import asyncpg

    from jobscout.outgoing import Channel, ChannelTraits
    from jobscout.rules.notification_times import NotificationPreferences
    from jobscout.sql.database import Database, Transaction

Q = load("deliveries")
REMINDERS = load("reminders")
CALLS = load("webhook_attempts")
USER_CHANNELS = load("user_channels")

# A mail of more jobs is not read; the rest comes in the next one.
ALERTS_A_DELIVERY = 20
# With pauses that grow to six hours, some four days: longer than a weekend without mail.
MAX_ATTEMPTS = 24
# One copy for each death of a process in mid-sending; so many deaths are no accident.
MAX_RESENDS = 5

LEASES = Leases(
    Work(
        kind="delivery",
        table="deliveries",
        is_open="status IN ('pending', 'sending')",
        held_as="status = 'sending'",
        # What goes to receivers is due in webhook_attempts and channel_attempts. One that was being
        # sent when its process died is sent once more for that death, under the same message id,
        # because nobody knows how that ended (P2).
        claimable="channel IN ('email', 'push')"
        f" AND (status = 'pending' OR resends < {MAX_RESENDS})",
        on_claim="status = 'sending', resends = resends + (status = 'sending')::integer",
        on_complete="status = 'sent', sent_at = now(), last_error = NULL",
        on_discard="status = 'failed', failed_at = now()",
        on_wait="status = 'pending'",
        attempts_max=MAX_ATTEMPTS,
        is_uncertain=True,
        claimed=Q.claimed,
    )
)


class _ReasonText(msgspec.Struct):
    text: str = ""


class Deliveries(SendingStore[int, Outgoing]):
    """*domain* ends the Message-IDs; *channels* are those of ``outside.channels``."""

    leases = LEASES

    def __init__(
        self, db: Database, *, domain: str, channels: Mapping[Channel, ChannelTraits]
    ) -> None:
        super().__init__(db)
        self._domain = domain
        self._channels = channels

    async def due_bundles(self, most: int) -> list[int]:
        return [row["user_id"] for row in await self._db.all(Q.due_bundles, most=most)]

    async def bundle(self, user_id: int, now: datetime) -> list[int]:
        """Turn a person's waiting alerts and reminders into deliveries, as their channels have it.

        Ids of those to send; calls of the webhook are made by others. Each is bundled once, in the
        transaction that adds its deliveries, so it can be in no second one. Quiet hours hold, and
        the daily limit of alerts: what exceeds them waits.
        """
        async with self._db.transaction() as t:
            user = await t.maybe(Q.reach, user_id=user_id)
            if user is None:
                await t.run(Q.drop_pending, user_id=user_id)
                await t.run(REMINDERS.drop_pending, user_id=user_id)
                return []
            preferences = notification_preferences(user)
            # The cadence was weighed when the alert was made; the quiet hours are now.
            awake_at = notification_times.bundle_at(
                msgspec.structs.replace(preferences, cadence="instant"), now
            )
            if awake_at > now:
                await t.run(Q.postpone, user_id=user_id, until=awake_at)
                await t.run(REMINDERS.postpone, user_id=user_id, until=awake_at)
                return []
            ids: list[int] = []
            if alerts := await self._take_alerts(t, user_id, preferences, now):
                ids += await self._add(t, user, lambda channel: _parts(channel, user, alerts))
            if due := await reminders.take_pending(t, user_id, now):
                ids += await self._add(t, user, lambda channel: _reminding(channel, user, due))
            return ids

    async def _take_alerts(
        self, t: Transaction, user_id: int, preferences: NotificationPreferences, now: datetime
    ) -> list[asyncpg.Record]:
        """Those to tell a person now; they are not taken again."""
        today = notification_times.local_day_start(preferences, now)
        sent_today = await t.value(Q.sent_since, user_id=user_id, since=today)
        room = min(preferences.max_alerts_per_day - sent_today, ALERTS_A_DELIVERY)
        if room <= 0:
            until = notification_times.bundle_at(
                preferences, notification_times.next_day(preferences, now)
            )
            await t.run(Q.postpone, user_id=user_id, until=until)
            return []
        alerts = await t.all(Q.pending_alerts, user_id=user_id, most=room)
        if alerts:
            await t.run(Q.bundled, alert_ids=[alert["id"] for alert in alerts])
        return alerts

    async def _add(
        self,
        t: Transaction,
        user: asyncpg.Record,
        parts_by: Callable[[ChannelTraits], list[_Part]],
    ) -> list[int]:
        """Ids of those that can be sent."""
        ids: list[int] = []
        allowed = {*channels(user), *(kind for _, kind in user["user_channels"])}
        for kind, channel in self._channels.items():
            if kind not in allowed or (channel.by_mail and not user["email"]):
                continue
            parts = parts_by(channel)
            if kind == "webhook":
                await self._add_calls(t, user["id"], parts)
                continue
            for part in parts:
                delivery_id = await t.value(
                    Q.add,
                    user_id=user["id"],
                    channel=kind,
                    device_id=part.device_id,
                    user_channel_id=part.user_channel_id,
                    alert_ids=part.alert_ids,
                    reminder_ids=part.reminder_ids,
                    message_id=self.message_id(kind),
                    status="pending" if channel.is_configured else "unconfigured",
                )
                if not channel.is_configured:
                    metrics.DELIVERIES.labels(kind, "unconfigured").inc()
                elif not channel.has_receivers:
                    ids.append(delivery_id)
        if user["user_channels"]:
            await t.run(USER_CHANNELS.announce)
        return ids

    async def _add_calls(self, t: Transaction, user_id: int, parts: list[_Part]) -> None:
        """*parts*: each of one alert, or of one reminder of it."""
        added = await t.run(
            Q.add_calls,
            user_id=user_id,
            alert_ids=[part.alert_ids[0] for part in parts],
            reminder_ids=[next(iter(part.reminder_ids), None) for part in parts],
            message_ids=[uuid.uuid4().hex for _ in parts],
        )
        if added:
            await t.run(CALLS.announce)

    def message_id(self, channel: Channel) -> str:
        """A new one, as that channel has it."""
        return f"<{uuid.uuid4()}@{self._domain}>" if channel == "email" else uuid.uuid4().hex

    def _claimed(self, row: dict[str, Any]) -> Outgoing:
        token, email = row.pop("token"), row.pop("email")
        channel = self._channels.get(row["channel"])
        address = email if channel and channel.by_mail else token
        return Outgoing(**row, address=address or None)

    async def alerts(self, alert_ids: list[int], reminder_ids: Sequence[int] = ()) -> Alerts:
        """What these tell, or remind of, in no more words than a person reads."""
        if reminder_ids:
            return Alerts(await reminders.items(self._db, reminder_ids))
        rows = await self._db.all(Q.alert_items, alert_ids=alert_ids)
        searches = {row["search_id"] for row in rows}
        only = searches.pop() if len(searches) == 1 else None
        return Alerts([_alert_item(row) for row in rows], only)

    async def abandon(self) -> list[int]:
        rows = await self._db.all(Q.abandon, resends_max=MAX_RESENDS)
        return [row["id"] for row in rows]

    async def forget_device(self, device_id: int) -> None:
        await self._db.run(Q.forget_device, device_id=device_id)

    async def suppress_mail(self, user_id: int, email: str, reason: str) -> None:
        """The mail server says that nobody has that address."""
        await mail_suppressions.suppress(self._db, user_id, email, reason)

    async def oldest_due_s(self) -> float:
        return float(await self._db.value(Q.oldest_due_s))

    async def purge(self, older_than: timedelta) -> int:
        return await self._db.remove(Q.purge, older_than=older_than)


class _Part(NamedTuple):
    """The alerts of one delivery, and the device or channel of the person's that it is for.

    *reminder_ids*: what of them it reminds of, if it does.
    """

    alert_ids: list[int]
    reminder_ids: Sequence[int] = ()
    device_id: int | None = None
    user_channel_id: int | None = None


def _parts(
    channel: ChannelTraits, user: asyncpg.Record, alerts: list[asyncpg.Record]
) -> list[_Part]:
    """What each delivery by that channel is about."""
    ids = [alert["id"] for alert in alerts]
    if channel.one_per == "device":
        return [_Part(ids, device_id=device_id) for device_id in user["devices"]]
    if channel.one_per == "channel":
        theirs = [row_id for row_id, kind in user["user_channels"] if kind == channel.kind]
        return [_Part(ids, user_channel_id=row_id) for row_id in theirs]
    if channel.one_per == "search":
        return [_Part(part) for part in _by_search(alerts)]
    return [_Part([alert_id]) for alert_id in ids]


def _reminding(
    channel: ChannelTraits, user: asyncpg.Record, due: list[tuple[int, int]]
) -> list[_Part]:
    """The same of reminders, which come from no search."""
    if channel.one_per == "alert":
        return [_Part([alert_id], [reminder_id]) for reminder_id, alert_id in due]
    reminder_ids = [reminder_id for reminder_id, _ in due]
    part = _Part(list(dict.fromkeys(alert_id for _, alert_id in due)), reminder_ids)
    if channel.one_per == "device":
        return [part._replace(device_id=device_id) for device_id in user["devices"]]
    if channel.one_per == "channel":
        theirs = [row_id for row_id, kind in user["user_channels"] if kind == channel.kind]
        return [part._replace(user_channel_id=row_id) for row_id in theirs]
    return [part]


def _by_search(alerts: list[asyncpg.Record]) -> list[list[int]]:
    """The alerts of each mail: one search each, so that its one-click stop is plain."""
    groups: dict[int | None, list[int]] = {}
    for alert in alerts:
        if not alert["mail_stopped"]:
            groups.setdefault(alert["search_id"], []).append(alert["id"])
    return list(groups.values())


def _alert_item(row: asyncpg.Record) -> AlertItem:
    said = msgspec.json.decode(row["reasons"], type=list[_ReasonText])
    zone = notification_times.time_zone(row["timezone"])
    return struct(
        AlertItem,
        row,
        locations=formatting.location_names(locations(row)),
        salary=formatting.salary_text(stated_salary(row)),
        reasons=tuple(reason.text for reason in said),
        age=formatting.age_text(row["posted_at"], row["first_seen_at"], zone),
        steps=Steps(row["read_at"], row["first_seen_at"], row["matched_at"]),
        reminder=None,
    )
