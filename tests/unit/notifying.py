"""A notifier with stand-ins around it, and a job to tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from jobscout.actors.notifier import Notifier
from jobscout.inbox import Inbox
from jobscout.outgoing import AlertItem
from tests.channels import channels
from tests.unit.fakes_flow import FakeMailer


def alert_item(alert_id: int = 1, **changes: Any) -> AlertItem:
    given: dict[str, Any] = {
        "title": "Site Engineer",
        "company": "Acme",
        "locations": ("Nairobi, Kenya", "Berlin"),
        "salary": None,
        "url": "https://jobs.example.com/1",
        "source": "Acme on Greenhouse",
        "reasons": (),
        "seen_at": datetime.now(UTC) - timedelta(seconds=45),
    }
    return AlertItem(alert_id=alert_id, **(given | changes))


def notifier(
    deliveries: Any, *, mailer: Any = None, pusher: Any = None, **changes: Any
) -> Notifier:
    ways = channels(mailer=mailer or FakeMailer(deliveries.steps), pusher=pusher)
    return Notifier(Inbox("notifier", 4), deliveries=deliveries, channels=ways, **changes)
