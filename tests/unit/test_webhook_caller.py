"""Webhook caller: one call at a time to each receiver, claimed, made, recorded."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from prometheus_client import REGISTRY

from jobscout.actors.sending import HOST_BUSY
from jobscout.errors import Busy, DeliveryError, DeliveryRefused, Outage
from jobscout.messages import WebhookDue
from tests.unit.calling import FakeCalls, FakeSender, call, caller, steps, webhook_alert
from tests.unit.fakes_flow import run_to_end

if TYPE_CHECKING:
    from jobscout.outgoing import Alerts, Outgoing
    from jobscout.sql.webhook_attempts import WebhookAlert, WebhookAttempt

DUE = WebhookDue(2)
MINUTE = timedelta(minutes=1)


def count(outcome: str) -> float:
    labels = {"channel": "webhook", "outcome": outcome}
    return REGISTRY.get_sample_value("jobscout_deliveries_total", labels) or 0.0


def fresh() -> float:
    labels = {"held_back": "false"}
    return REGISTRY.get_sample_value("jobscout_freshness_seconds_count", labels) or 0.0


async def test_records_posts_confirms() -> None:
    """P2: a call is claimed before it is made, and confirmed after."""
    calls = FakeCalls(call(), what=webhook_alert())
    before = (count("sent"), fresh())

    await run_to_end(caller(calls), DUE)

    assert calls.steps == [("claim", 5), ("post", "id-of-5"), ("sent", 5)]
    assert (count("sent"), fresh()) == (before[0] + 1, before[1] + 1)


async def test_one_call_of_a_user_at_a_time() -> None:
    """What comes for a person who is called just now claims nothing: the call goes on by itself.

    Or else a defect in the one call would be counted on the other.
    """
    on_its_way, go_on = asyncio.Event(), asyncio.Event()

    class Slow(FakeSender):
        async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
            await super().send(outgoing, alerts)
            on_its_way.set()
            await go_on.wait()

    calls = FakeCalls(call(), call(id=6, message_id="id-of-6"), what=webhook_alert())
    made = caller(calls, sender=Slow(calls.steps))
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(made.attempt(DUE))
        await on_its_way.wait()
        await made.attempt(DUE)
        assert steps(calls) == ["claim", "post"]
        go_on.set()

    await run_to_end(made)
    assert steps(calls)[:5] == ["claim", "post", "sent", "claim", "post"]


async def test_body() -> None:
    """The body is the alert as GET /alerts tells it, under the delivery's own id."""
    calls = FakeCalls(call(), what=webhook_alert())
    sender = FakeSender(calls.steps)

    await run_to_end(caller(calls, sender=sender), DUE)

    ((outgoing, alerts),) = sender.posts
    said = msgspec.json.decode(alerts.body)
    assert (outgoing.address, outgoing.secret) == ("https://hooks.example.org/", "whsec_0123456789")
    assert (said["type"], said["delivery_id"]) == ("alert", "id-of-5")
    alert = said["alert"]
    assert list(alert) == [
        *("id", "job", "search_id", "score", "reasons", "created_at", "apply_url", "attribution"),
    ]
    assert (alert["id"], alert["search_id"], alert["job"]["title"]) == ("31", "3", "Ingénieur")
    assert alert["created_at"] == "2026-11-24T10:15:00Z"


async def test_nothing_due() -> None:
    """A message that comes twice, or late, calls nobody."""
    calls = FakeCalls(call(), what=webhook_alert())

    await run_to_end(caller(calls), DUE, DUE, DUE)

    assert sorted(steps(calls)) == ["claim", "claim", "claim", "post", "sent"]


async def test_goes_on_with_the_next() -> None:
    """What else is due to a receiver that took one follows at once, one after the other."""
    calls = FakeCalls(call(5), call(6), what=webhook_alert())
    actor = caller(calls)
    nothing_left = asyncio.Event()
    claim = calls.claim

    async def last(user_id: int, lease: timedelta) -> WebhookAttempt | None:
        found = await claim(user_id, lease)
        if found is None:
            nothing_left.set()
        return found

    calls.claim = last  # type: ignore[method-assign]
    await actor.inbox.put(DUE)
    async with asyncio.timeout(5):
        running = asyncio.create_task(actor.run())
        await nothing_left.wait()
        await actor.stop()
        await actor.stop()
        await running

    assert calls.steps == [
        *(("claim", 5), ("post", "id-of-5"), ("sent", 5)),
        *(("claim", 6), ("post", "id-of-6"), ("sent", 6), ("claim", None)),
    ]


async def test_no_room_for_the_next() -> None:
    """Where the inbox is full nobody waits: the row says what is due."""
    calls = FakeCalls(call(), what=webhook_alert())
    actor = caller(calls, size=1)
    await actor.inbox.put(WebhookDue(3))

    async with asyncio.timeout(5):
        await actor.handle(DUE)

    assert (steps(calls), len(actor.inbox)) == (["claim", "post", "sent"], 1)


@pytest.mark.parametrize(
    ("one", "what"),
    [(call(reachable=False), webhook_alert()), (call(), None)],
    ids=["disabled", "gone"],
)
async def test_nothing_to_post(one: WebhookAttempt, what: WebhookAlert | None) -> None:
    """With nobody or nothing to tell nothing is posted, and the delivery is given up."""
    calls = FakeCalls(one, what=what)
    before = count("dropped")

    await run_to_end(caller(calls), DUE)

    assert steps(calls) == ["claim", "discard"]
    assert count("dropped") == before + 1


async def test_not_taken(caplog: pytest.LogCaptureFixture) -> None:
    """A failure is recorded with a pause that grows with the receiver's failures in a row."""
    calls = FakeCalls(call(failures=2), what=webhook_alert())
    before = count("retried")

    await run_to_end(caller(calls, DeliveryError("it answers HTTP 500")), DUE)

    assert calls.steps[2:] == [("retry", 5, "it answers HTTP 500", 4 * MINUTE, False)]
    assert count("retried") == before + 1
    said = vars(caplog.records[-1])
    assert (said["message"], said["error"]) == ("delivery failed", "it answers HTTP 500")
    assert "whsec" not in str(said)
    assert "hooks.example" not in str(said)


@pytest.mark.parametrize(
    ("requested_s", "wait"),
    [(1.0, MINUTE), (7200.0, timedelta(hours=2)), (1e12, timedelta(days=1))],
)
async def test_asked_to_wait(requested_s: float, wait: timedelta) -> None:
    """A receiver may ask for a longer pause, up to a day, never for a shorter one."""
    calls = FakeCalls(call(), what=webhook_alert())

    await run_to_end(caller(calls, DeliveryError("busy", retry_after_s=requested_s)), DUE)

    assert calls.steps[-1][3] == wait


async def test_last_attempt() -> None:
    """What a failure gives up counts as failed."""
    calls = FakeCalls(call(), what=webhook_alert(), again=False)
    before = count("failed")

    await run_to_end(caller(calls, DeliveryRefused("gone")), DUE)

    assert calls.steps[-1][-1] is True
    assert count("failed") == before + 1


async def test_late_through_its_receiver() -> None:
    """An alert that waited for its receiver says nothing about how fresh we are."""
    before = fresh()

    await run_to_end(caller(FakeCalls(call(attempts=2), what=webhook_alert())), DUE)

    assert fresh() == before


async def test_backlog_says_nothing_of_freshness() -> None:
    """Nor does a job that was there before its board was watched."""
    before = fresh()

    await run_to_end(caller(FakeCalls(call(), what=webhook_alert(is_backlog=True))), DUE)

    assert fresh() == before


async def test_host_has_enough_to_do() -> None:
    """Where its host has enough calls of ours the delivery goes back, which is no attempt."""
    calls = FakeCalls(call(), what=webhook_alert())

    await run_to_end(caller(calls, Busy("enough")), DUE)

    assert calls.steps[-1] == ("snooze", 5, HOST_BUSY)


async def test_poison() -> None:
    """A defect of ours puts off the one delivery, blames no receiver, and the next is made."""
    calls = FakeCalls(call(5), call(6), what=webhook_alert())

    await run_to_end(caller(calls, KeyError("x")), DUE, DUE)

    assert ("retry", 5, "internal: KeyError", None, False) in calls.steps
    assert ("sent", 6) in calls.steps


async def test_poison_before_anything_is_claimed() -> None:
    """An error of ours in the claim itself leaves the rows as they are."""

    class Broken(FakeCalls):
        async def claim(self, user_id: int, lease: timedelta) -> WebhookAttempt | None:
            raise KeyError("x")

    calls = Broken()

    await run_to_end(caller(calls), DUE)

    assert calls.steps == []


async def test_claimed_and_not_sent_is_released() -> None:
    """An outage between claim and call is no attempt: it is due again at once."""

    class Away(FakeCalls):
        async def alert(self, alert_id: int) -> WebhookAlert | None:
            raise Outage("away")

    calls = Away(call())
    actor = caller(calls)
    with pytest.raises(ExceptionGroup):
        await run_to_end(actor, DUE)
    await run_to_end(actor)

    assert calls.steps == [("claim", 5), ("release", 5)]


async def test_sent_before_an_outage_is_recorded_after_it() -> None:
    """P2: what was posted while PostgreSQL went away is written down, not posted again."""

    class Away(FakeCalls):
        outages = 2

        async def complete(self, call: WebhookAttempt) -> None:
            if self.outages:
                self.outages -= 1
                raise Outage("away")
            await super().complete(call)

    calls = Away(call(), what=webhook_alert())
    actor = caller(calls)
    with pytest.raises(ExceptionGroup):
        await run_to_end(actor, DUE)
    with pytest.raises(Outage):
        await run_to_end(actor)
    await run_to_end(actor)

    assert steps(calls) == ["claim", "post", "sent"]


async def test_slow_receiver_holds_up_nobody() -> None:
    """While one receiver takes its time, those of others are called."""
    others_done = asyncio.Event()

    class Slow(FakeSender):
        async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
            if outgoing.message_id == "id-of-5":
                await others_done.wait()
            await super().send(outgoing, alerts)
            if len(self.posts) == 3:
                others_done.set()

    users: list[Any] = [call(number, user_id=number) for number in (5, 6, 7, 8)]
    calls = FakeCalls(*users, what=webhook_alert())

    messages = [WebhookDue(one.user_id) for one in users]
    await run_to_end(caller(calls, size=8, sender=Slow(calls.steps)), *messages)

    assert [step[1] for step in calls.steps if step[0] == "sent"] == [6, 7, 8, 5]
