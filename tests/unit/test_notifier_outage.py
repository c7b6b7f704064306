"""Notifier: what an outage of PostgreSQL does to mails that are on their way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.errors import Outage
from jobscout.messages import DeliveryDue
from tests.unit.fakes_flow import FakeDeliveries, FakeMailer, outgoing, run_to_end
from tests.unit.notifying import alert_item, notifier

if TYPE_CHECKING:
    from datetime import timedelta

    from jobscout.outgoing import Mail


async def test_sent_before_an_outage_is_recorded_after_it() -> None:
    """P2: a mail that was sent while PostgreSQL went away is written down, not sent again."""

    class Away(FakeDeliveries):
        outages = 2

        async def complete(self, delivery_id: int) -> None:
            if self.outages:
                self.outages -= 1
                raise Outage("away")
            await super().complete(delivery_id)

    deliveries = Away(outgoing(), [alert_item()])
    actor = notifier(deliveries)
    with pytest.raises(ExceptionGroup):
        await run_to_end(actor, DeliveryDue(5))
    with pytest.raises(Outage):
        await run_to_end(actor)
    await run_to_end(actor)

    assert [step[0] for step in deliveries.steps] == ["claim", "mail", "sent"]


async def test_outage_cuts_off_no_mail() -> None:
    """P2: a mail that another reader is sending is sent to its end, and recorded."""
    talking, go_on = asyncio.Event(), asyncio.Event()

    class Talker(FakeMailer):
        async def send(self, mail: Mail) -> None:
            talking.set()
            await go_on.wait()
            await super().send(mail)

    class Away(FakeDeliveries):
        async def claim(self, delivery_id: int, lease: timedelta) -> Any:
            if delivery_id == 6:
                await talking.wait()
                asyncio.get_running_loop().call_later(0.01, go_on.set)
                raise Outage("away")
            return await super().claim(delivery_id, lease)

    deliveries = Away(outgoing(), [alert_item()])
    with pytest.raises(ExceptionGroup):
        await run_to_end(
            notifier(deliveries, mailer=Talker(deliveries.steps)), DeliveryDue(5), DeliveryDue(6)
        )

    assert [step[0] for step in deliveries.steps] == ["claim", "mail", "sent"]


async def test_claimed_and_not_sent_is_released() -> None:
    """An outage between claim and mail is no attempt: the delivery is due again at once."""

    class Away(FakeDeliveries):
        async def alerts(self, alert_ids: list[int], _reminder_ids: Any = ()) -> Any:
            raise Outage("away")

    deliveries = Away(outgoing(), [alert_item()])
    actor = notifier(deliveries)
    with pytest.raises(ExceptionGroup):
        await run_to_end(actor, DeliveryDue(5))
    await run_to_end(actor)

    assert deliveries.steps == [("claim", 5), ("release", 5)]
