"""Notifier: alerts in, mails and notifications out."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from prometheus_client import REGISTRY

from jobscout.errors import AddressGone, DeliveryError, DeliveryRefused, Outage
from jobscout.messages import AlertsCreated, DeliveryDue
from jobscout.rules.unsubscribe import search_of
from tests.channels import SECRET
from tests.unit.fakes_flow import FakeDeliveries, FakeMailer, FakePusher, outgoing, run_to_end
from tests.unit.notifying import alert_item, notifier

if TYPE_CHECKING:
    from jobscout.outgoing import AlertItem, Mail

MINUTE = timedelta(minutes=1)


def count(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"jobscout_{name}", labels) or 0.0


async def test_records_sends_confirms() -> None:
    """P2: a delivery is claimed before it is sent, and confirmed after."""
    deliveries = FakeDeliveries(outgoing(), [alert_item()])

    await run_to_end(notifier(deliveries), DeliveryDue(5))

    assert deliveries.steps == [("claim", 5), ("mail", "<same@scout.example>"), ("sent", 5)]


async def test_held_by_another() -> None:
    """What another process holds, or has sent, is not sent here."""
    deliveries = FakeDeliveries(None, [alert_item()])

    await run_to_end(notifier(deliveries), DeliveryDue(5), DeliveryDue(5))

    assert deliveries.steps == [("claim", 5), ("claim", 5)]


async def test_mail() -> None:
    """A mail names the jobs, and its one-click link stops the search they came from."""
    deliveries = FakeDeliveries(outgoing(), [alert_item(), alert_item(2, title="Pilot")])
    mailer = FakeMailer(deliveries.steps)

    await run_to_end(notifier(deliveries, mailer=mailer), DeliveryDue(5))

    (mail,) = mailer.mails
    link = mail.headers["List-Unsubscribe"].strip("<>")
    address, _, token = link.partition("?token=")
    assert (mail.to, mail.subject) == ("ada@example.org", "2 new jobs: Site Engineer at Acme")
    assert "Pilot" in mail.text
    assert address == "https://scout.example/unsubscribe"
    assert search_of(token, [SECRET]) == 3


async def test_mail_of_several_searches() -> None:
    """Where no one search is behind a mail it has no link that stops one."""
    deliveries = FakeDeliveries(outgoing(), [alert_item()], search_id=None)
    mailer = FakeMailer(deliveries.steps)

    await run_to_end(notifier(deliveries, mailer=mailer), DeliveryDue(5))

    assert "List-Unsubscribe" not in mailer.mails[0].headers


async def test_push_of_one_job() -> None:
    """One job's notification names it and opens its alert."""
    pusher = FakePusher()
    one = outgoing(channel="push", address="t", device_id=8, message_id="key")

    await run_to_end(notifier(FakeDeliveries(one, [alert_item(6)]), pusher=pusher), DeliveryDue(5))

    (push,) = pusher.pushes
    assert (push.title, push.body) == ("Site Engineer", "Acme · Nairobi, Kenya")
    assert push.link == "https://app.example/alerts/6"
    assert (push.token, push.collapse_key) == ("t", "key")


async def test_push_of_many_jobs() -> None:
    """Several jobs are one notification that names three and opens the list."""
    pusher = FakePusher()
    one = outgoing(channel="push", address="t")
    jobs = [alert_item(n, title=f"Job {n}") for n in range(5)]

    await run_to_end(notifier(FakeDeliveries(one, jobs), pusher=pusher), DeliveryDue(5))

    (push,) = pusher.pushes
    assert push.title == "5 new jobs for you"
    assert push.body == "Job 0 at Acme, Job 1 at Acme, Job 2 at Acme"
    assert push.link == "https://app.example/alerts"


@pytest.mark.parametrize("many", [1, 3])
async def test_push_is_short_and_plain(many: int) -> None:
    """A notification is two lines, and small enough for FCM, whatever a board wrote."""
    pusher = FakePusher()
    text = "x\r\n\u202e\x00\ud800" + "\U0001f469" * 5000
    jobs = [alert_item(n, title=text, company=text, locations=(text,)) for n in range(many)]

    await run_to_end(
        notifier(FakeDeliveries(outgoing(channel="push", address="t"), jobs), pusher=pusher),
        DeliveryDue(5),
    )

    (push,) = pusher.pushes
    assert len((push.title + push.body).encode()) < 3000
    assert len(f"{push.title} {push.body}".splitlines()) == 1
    assert "\u202e" not in push.title + push.body


@pytest.mark.parametrize(
    ("changes", "jobs"),
    [({"reachable": False}, [alert_item()]), ({}, [])],
    ids=["disabled", "nothing"],
)
async def test_nothing_to_send(changes: dict[str, Any], jobs: list[AlertItem]) -> None:
    """With nobody or nothing to tell, nothing is sent and the delivery is given up."""
    deliveries = FakeDeliveries(outgoing(**changes), jobs)
    dropped = count("deliveries_total", channel="email", outcome="dropped")

    await run_to_end(notifier(deliveries), DeliveryDue(5))

    assert [step[0] for step in deliveries.steps] == ["claim", "discard"]
    assert count("deliveries_total", channel="email", outcome="dropped") == dropped + 1


@pytest.mark.parametrize(
    "one",
    [
        outgoing(channel="push", address=None),
        outgoing(channel="webhook"),
    ],
    ids=["signed out", "no such channel"],
)
async def test_no_way(one: Any) -> None:
    """A delivery that cannot be sent at all is given up at once."""
    deliveries = FakeDeliveries(one, [alert_item()])

    await run_to_end(notifier(deliveries), DeliveryDue(5))

    assert [step[0] for step in deliveries.steps] == ["claim", "discard"]


async def test_push_not_configured() -> None:
    """A push that was due when FCM was taken away is given up, not tried for ever."""
    deliveries = FakeDeliveries(outgoing(channel="push", address="t"), [alert_item()])

    await run_to_end(notifier(deliveries, pusher=None), DeliveryDue(5))

    assert [step[0] for step in deliveries.steps] == ["claim", "discard"]


async def test_refused_for_now() -> None:
    """A refusal that may pass is tried again after a pause that grows with the attempts."""
    deliveries = FakeDeliveries(outgoing(attempts=3), [alert_item()])
    mailer = FakeMailer(deliveries.steps, DeliveryError("the mail server is away"))
    before = count("deliveries_total", channel="email", outcome="retried")

    await run_to_end(notifier(deliveries, mailer=mailer), DeliveryDue(5))

    assert deliveries.steps[-1] == ("retry", 5, "the mail server is away", 4 * MINUTE)
    assert count("deliveries_total", channel="email", outcome="retried") == before + 1


async def test_refused_for_the_last_time(caplog: pytest.LogCaptureFixture) -> None:
    """When the row says that was the last attempt, it counts as failed."""
    deliveries = FakeDeliveries(outgoing(attempts=10), [alert_item()], again=False)
    mailer = FakeMailer(deliveries.steps, DeliveryError("away"))
    before = count("deliveries_total", channel="email", outcome="failed")

    await run_to_end(notifier(deliveries, mailer=mailer), DeliveryDue(5))

    assert count("deliveries_total", channel="email", outcome="failed") == before + 1
    assert vars(caplog.records[-1])["final"] is True


async def test_refused_for_good() -> None:
    """P12: a permanent refusal is given up; without FCM's word the device stays."""
    deliveries = FakeDeliveries(outgoing(channel="push", address="t", device_id=8), [alert_item()])
    pusher = FakePusher(DeliveryRefused("FCM refuses"))

    await run_to_end(notifier(deliveries, pusher=pusher), DeliveryDue(5))

    assert deliveries.steps == [("claim", 5), ("discard", 5, "FCM refuses")]


async def test_gone_token() -> None:
    """P12: on FCM's own word that a token is gone its device is forgotten."""
    deliveries = FakeDeliveries(outgoing(channel="push", address="t", device_id=8), [alert_item()])
    pusher = FakePusher(AddressGone("gone"))

    await run_to_end(notifier(deliveries, pusher=pusher), DeliveryDue(5))

    assert deliveries.steps[-2:] == [("discard", 5, "gone"), ("forget", 8)]


async def test_no_answer() -> None:
    """A server that takes longer than the claim lasts is left, and tried again later."""

    class Silent:
        async def send(self, mail: Mail) -> None:
            await asyncio.Event().wait()

    deliveries = FakeDeliveries(outgoing(), [alert_item()])

    await run_to_end(notifier(deliveries, mailer=Silent(), send_s=0.01), DeliveryDue(5))

    assert deliveries.steps[-1] == ("retry", 5, "no answer within 0.01 s", MINUTE)


async def test_poison_delivery() -> None:
    """An error of ours puts the delivery back with a long pause, and the next one is sent."""
    deliveries = FakeDeliveries(outgoing(), [alert_item()])
    mailer = FakeMailer(deliveries.steps, KeyError("template"))
    before = [
        count("deliveries_total", channel="unknown", outcome=outcome)
        for outcome in ("retried", "failed")
    ]

    await run_to_end(notifier(deliveries, mailer=mailer), DeliveryDue(5), DeliveryDue(6))

    after = [
        count("deliveries_total", channel="unknown", outcome=outcome)
        for outcome in ("retried", "failed")
    ]
    assert sum(after) == sum(before) + 2

    retried = [step for step in deliveries.steps if step[0] == "retry"]
    assert retried == [
        ("retry", 5, "internal: KeyError", None),
        ("retry", 6, "internal: KeyError", None),
    ]


async def test_outage_passes() -> None:
    """An outage goes up; the claimed row lapses by itself."""
    deliveries = FakeDeliveries(outgoing(), [alert_item()])
    mailer = FakeMailer(deliveries.steps, Outage("away"))

    with pytest.raises(ExceptionGroup) as caught:
        await run_to_end(notifier(deliveries, mailer=mailer), DeliveryDue(5))

    assert caught.group_contains(Outage)
    assert [step[0] for step in deliveries.steps] == ["claim", "mail"]


async def test_bundles_then_sends() -> None:
    """For each person told of, alerts are bundled, and each delivery is sent in turn."""
    deliveries = FakeDeliveries(outgoing(), [alert_item()], bundles=[5])
    actor = notifier(deliveries)
    sent = asyncio.Event()
    note = deliveries.complete

    async def confirm(delivery_id: int) -> None:
        await note(delivery_id)
        sent.set()

    deliveries.complete = confirm  # type: ignore[method-assign]
    await actor.inbox.put(AlertsCreated((2,)))
    async with asyncio.timeout(5):
        running = asyncio.create_task(actor.run())
        await sent.wait()
        await actor.stop()
        await actor.stop()
        await running

    assert [step[0] for step in deliveries.steps] == ["bundle", "claim", "mail", "sent"]


async def test_full_inbox_does_not_block() -> None:
    """Deliveries that find no room in the inbox are sent at once, and the bundling goes on."""
    deliveries = FakeDeliveries(outgoing(), [alert_item()], bundles=list(range(10)))
    actor = notifier(deliveries)

    async with asyncio.timeout(5):
        await actor.handle(AlertsCreated((2, 3)))

    sent = [step[1] for step in deliveries.steps if step[0] == "sent"]
    assert [step for step in deliveries.steps if step[0] == "bundle"] == [
        ("bundle", 2),
        ("bundle", 3),
    ]
    assert len(actor.inbox) == 4
    assert sent == [*range(4, 10), *range(10)]


async def test_freshness() -> None:
    """How long a job took from its first sight to its person is measured when it is sent."""
    before = (
        count("freshness_seconds_sum", held_back="false"),
        count("freshness_seconds_count", held_back="false"),
    )
    sent = count("deliveries_total", channel="email", outcome="sent")

    await run_to_end(
        notifier(FakeDeliveries(outgoing(), [alert_item(), alert_item(2)])), DeliveryDue(5)
    )

    assert count("freshness_seconds_count", held_back="false") == before[1] + 2
    assert 90 <= count("freshness_seconds_sum", held_back="false") - before[0] < 100
    assert count("deliveries_total", channel="email", outcome="sent") == sent + 1


async def test_backlog_says_nothing_of_freshness() -> None:
    """What was there before its board was watched is sent, and not measured."""
    before = count("freshness_seconds_count", held_back="false")
    jobs = [alert_item(), alert_item(2, is_backlog=True)]

    await run_to_end(notifier(FakeDeliveries(outgoing(), jobs)), DeliveryDue(5))

    assert count("freshness_seconds_count", held_back="false") == before + 1
