"""A notifier with stand-ins around it, and a job to tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from jobscout.actors.notifier import Notifier
from jobscout.inbox import Inbox
from jobscout.outgoing import AlertItem
from tests.unit.fakes_flow import FakeDeliveries, FakeMailer, FakePusher

SECRET = "a-secret-of-at-least-thirty-two-bytes"


def alert_item(alert_id: int = 1, **changes: Any) -> AlertItem:
    given: dict[str, Any] = {
        "title": "Site Engineer",
        "company": "Acme",
        "places": ("Nairobi, Kenya", "Berlin"),
        "pay": None,
        "url": "https://jobs.example.com/1",
        "source": "Acme on Greenhouse",
        "reasons": (),
        "seen_at": datetime.now(UTC) - timedelta(seconds=45),
    }
    return AlertItem(alert_id=alert_id, **(given | changes))


def notifier(deliveries: FakeDeliveries, **changes: Any) -> Notifier:
    given: dict[str, Any] = {
        "mailer": FakeMailer(deliveries.steps),
        "pusher": FakePusher(),
        "secret": SECRET,
        "base_url": "https://scout.example",
        "app_url": "https://app.example",
    }
    return Notifier(Inbox("notifier", 4), deliveries=deliveries, **(given | changes))
