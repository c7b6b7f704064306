"""P2 and P12 for the channels that people add: from alerts to messages, and what failures cost."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from jobscout.actors.channel_caller import ChannelCaller
from jobscout.inbox import Inbox
from jobscout.messages import UserChannelDue
from jobscout.sql.channel_attempts import ChannelAttempts
from jobscout.sql.deliveries import Deliveries
from jobscout.sql.user_channels import UserChannels
from tests.channel_service import Service, breaks_off, says, takes_and_is_silent
from tests.channel_services import SERVICES
from tests.fakes import served
from tests.integration.alert_rows import add_alert
from tests.integration.board_rows import add_user

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobscout.outgoing import UserChannelKind
    from jobscout.outside.channels.receiver import ReceiverAdapter
    from jobscout.sql.database import Database

KINDS = sorted(SERVICES)
GONE: dict[str, Any] = {
    "webpush": says(410),
    "telegram": says(403, '{"description": "Forbidden: bot was blocked by the user"}'),
    "slack": says(410, "channel_is_archived"),
    "discord": says(404, '{"code": 10015}'),
}

pytestmark = pytest.mark.timeout(60)


class Lane:
    """Everything between alerts and one person's channel at *service*."""

    def __init__(self, db: Database, service: Service, adapter: ReceiverAdapter[Any]) -> None:
        self.db, self.service, self.adapter = db, service, adapter
        channels: Any = {service.kind: adapter}
        self.deliveries = Deliveries(db, domain="scout.example", channels=channels)
        self.attempts = ChannelAttempts(db, channels=channels)
        self.channels = UserChannels(db, channels=channels)
        self.caller = ChannelCaller(
            Inbox("channel_caller", 16),
            attempts=self.attempts,
            deliveries=self.deliveries,
            channels=channels,
        )

    async def add(self, user_id: int) -> int:
        to = await self.service.destination(self.adapter)
        channel, _ = await self.channels.add(user_id, self.service.kind, to)
        return int(channel.id)

    async def step(self) -> bool:
        """Send what is due, as if every pause were over; whether there was anything."""
        past = "next_try_at = now() - interval '1 second'"
        await self.db.text(f"UPDATE deliveries SET {past}")  # noqa: S608
        await self.db.text(f"UPDATE user_channels SET {past}")  # noqa: S608
        due = await self.attempts.due(10)
        await asyncio.gather(*(self.caller.handle(UserChannelDue(one)) for one in due))
        return bool(due)


class Case(NamedTuple):
    """Answers in turn, then the service takes everything; what becomes of one delivery.

    *taken*: how many copies there are; *state*: the channel's.
    """

    answers: Callable[[Service], list[Any]]
    status: str
    attempts: int
    taken: int
    state: str = "ok"


CASES = {
    "at once": Case(lambda _: [], "sent", 1, 1),
    "away for a while": Case(lambda _: [says(500), says(502), breaks_off], "sent", 4, 1),
    "asks for a pause": Case(lambda _: [says(429, Retry_After="60")], "sent", 2, 1),
    "never": Case(lambda _: [says(400)], "failed", 1, 0, "failing"),
    "connection lost in the middle": Case(lambda _: [breaks_off], "sent", 2, 1),
    # nobody can know that it was taken, so there is one copy for each such answer
    "silent after it took it": Case(lambda s: [takes_and_is_silent(s)], "sent", 2, 2),
    "gone": Case(lambda s: [GONE[s.kind]], "failed", 1, 0, "gone"),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_what_becomes_of_a_delivery(db: Database, kind: UserChannelKind) -> None:
    """One message bears all alerts that were due; each way to fail costs exactly so much."""
    faults: list[tuple[str, object]] = []
    for name, case in CASES.items():
        if name == "gone" and kind not in GONE:
            continue
        async with served(SERVICES[kind]()) as service:
            assert isinstance(service, Service)
            adapter = service.adapter_of()
            lane = Lane(db, service, adapter)
            user_id = await add_user(db)
            channel_id = await lane.add(user_id)
            await db.text("INSERT INTO preferences (user_id, channels) VALUES ($1, '{}')", user_id)
            for title in ("First", "Second"):
                await add_alert(db, user_id, title=title)
            assert await lane.deliveries.bundle(user_id, datetime.now(UTC)) == []

            service.next = case.answers(service)
            while await lane.step():
                pass
            rows = await db.text("SELECT * FROM deliveries WHERE user_id = $1", user_id)
            channel = await lane.channels.get(user_id, channel_id)
            await adapter.close()

        found = [(row["status"], row["attempts"], len(row["alert_ids"])) for row in rows]
        if found != [(case.status, case.attempts, 2)]:
            faults.append((name, found))
        if (sum(service.taken.values()), channel.state) != (case.taken, case.state):
            faults.append((name, [sum(service.taken.values()), channel.state]))
        if any("First" not in text or "Second" not in text for text in service.taken):
            faults.append((name, list(service.taken)))

    assert faults == []


async def test_one_message_at_a_time(db: Database) -> None:
    """Each address gets one message at a time, and the next after its pace; nobody waits for it."""
    async with served(SERVICES["slack"]()) as slack, served(SERVICES["ntfy"]()) as ntfy:
        assert isinstance(slack, Service)
        assert isinstance(ntfy, Service)
        adapters = {"slack": slack.adapter_of(), "ntfy": ntfy.adapter_of()}
        lanes = [Lane(db, service, adapters[service.kind]) for service in (slack, ntfy)]
        people = [await add_user(db) for _ in lanes]
        for lane, user_id in zip(lanes, people, strict=True):
            await lane.add(user_id)
            for title in ("First", "Second"):
                await add_alert(db, user_id, title=title)
                await lane.deliveries.bundle(user_id, datetime.now(UTC))
        attempts = lanes[0].attempts
        due = await attempts.due(10)
        await asyncio.gather(*(lanes[0].caller.handle(UserChannelDue(due[0])) for _ in range(3)))
        after = await attempts.due(10)
        await lanes[1].caller.handle(UserChannelDue(due[1]))
        (pace,) = await db.text(
            "SELECT next_try_at - now() AS wait FROM user_channels WHERE id = $1", due[0]
        )
        for adapter in adapters.values():
            await adapter.close()

    assert len(due) == 2
    assert after == due[1:]
    assert (sum(slack.taken.values()), sum(ntfy.taken.values())) == (1, 1)
    assert 0 < pace["wait"].total_seconds() <= 1


async def test_failing_receiver_is_probed(db: Database) -> None:
    """While an address fails all its messages wait, and one is tried; then all go at once."""
    async with served(SERVICES["slack"]()) as service:
        assert isinstance(service, Service)
        adapter = service.adapter_of()
        lane = Lane(db, service, adapter)
        user_id = await add_user(db)
        await lane.add(user_id)
        for title in ("First", "Second", "Third"):
            await add_alert(db, user_id, title=title)
            await lane.deliveries.bundle(user_id, datetime.now(UTC))
        service.next = [says(500), says(500)]
        await lane.step()
        asked = len(service.asked)
        due_while_it_fails = await lane.attempts.due(10)
        await lane.step()
        for _ in range(3):
            await lane.step()
        rows = await db.text("SELECT status FROM deliveries")
        await adapter.close()

    assert (asked, due_while_it_fails) == (1, [])
    assert len(service.asked) == 5
    assert [row["status"] for row in rows] == ["sent"] * 3
    assert set(service.taken.values()) == {1}


async def test_who_is_not_told(db: Database) -> None:
    """Nothing goes to channels that are paused, unconfirmed or gone, or to who left meanwhile."""
    async with served(SERVICES["ntfy"]()) as service:
        assert isinstance(service, Service)
        adapter = service.adapter_of()
        lane = Lane(db, service, adapter)
        told = []
        for change in (
            *("active = false", "confirmed_at = NULL", "gone_at = now()"),
            "active = true",
        ):
            user_id = await add_user(db)
            await lane.add(user_id)
            await db.text(f"UPDATE user_channels SET {change} WHERE user_id = $1", user_id)  # noqa: S608
            await add_alert(db, user_id)
            await lane.deliveries.bundle(user_id, datetime.now(UTC))
            told += [
                row["channel"]
                for row in await db.text("SELECT * FROM deliveries WHERE user_id = $1", user_id)
                if row["channel"] != "email"
            ]
        await db.text("UPDATE users SET disabled_at = now()")
        await lane.step()
        rows = await db.text("SELECT status, last_error FROM deliveries WHERE channel = 'ntfy'")
        await adapter.close()

    assert told == ["ntfy"]
    assert [row["status"] for row in rows] == ["failed"]
    assert sum(service.taken.values()) == 0
