"""A webhook caller with stand-ins around it, a claimed call and an alert to post."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from jobscout.actors.webhook_caller import WebhookCaller
from jobscout.inbox import Inbox
from jobscout.sql.alert_views import PostedAlert
from jobscout.sql.job_views import JobCompany, JobSummary, Reason
from jobscout.sql.webhook_attempts import WebhookAlert, WebhookAttempt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobscout.outgoing import Alerts, Outgoing

AT = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)


def call(number: int = 5, **changes: Any) -> WebhookAttempt:
    given: dict[str, Any] = {
        "id": number,
        "user_id": 2,
        "alert_id": 31,
        "message_id": f"id-of-{number}",
        "attempts": 1,
        "reachable": True,
        "webhook_id": 1,
        "url": "https://hooks.example.org/",
        "secret": "whsec_0123456789",
        "failures": 0,
        "held": AT,
    }
    return WebhookAttempt(**(given | changes))


def webhook_alert(**changes: Any) -> WebhookAlert:
    job = JobSummary(
        id="7",
        title="Ingénieur",
        company=JobCompany(slug="acme", name="Acme", logo_url=None),
        locations=[],
        remote_countries=["DE"],
        remote_anywhere=False,
        workplace="remote",
        seniority=None,
        employment_type=None,
        language=None,
        years_min=None,
        visa_sponsorship=None,
        deadline=None,
        salary=None,
        skills=["Python"],
        posted_at=AT,
        first_seen_at=AT,
        closed_at=None,
        postings=1,
        possible_duplicates=0,
    )
    alert = PostedAlert(
        id="31",
        job=job,
        search_id="3",
        score=0.5,
        reasons=[Reason(kind="title", text="Title says x", weight=1.0)],
        created_at=AT,
        apply_url="https://jobs.example.com/1",
        attribution=None,
    )
    seen_at = datetime.now(UTC) - timedelta(seconds=45)
    return WebhookAlert(alert, seen_at, held_back=False)._replace(**changes)


class FakeCalls:
    """Hands out *due* calls one after the other, and notes what became of each."""

    def __init__(
        self,
        *due: WebhookAttempt,
        what: WebhookAlert | None = None,
        again: bool = True,
    ) -> None:
        self._due = list(due)
        self._what = what
        self._again = again
        self.steps: list[tuple[Any, ...]] = []

    async def claim(self, user_id: int, lease: timedelta) -> WebhookAttempt | None:
        found = self._due.pop(0) if self._due else None
        self.steps.append(("claim", found.id if found else None))
        return found

    async def alert(self, alert_id: int) -> WebhookAlert | None:
        return self._what

    async def complete(self, call: WebhookAttempt) -> None:
        self.steps.append(("sent", call.id))

    async def retry(
        self, call: WebhookAttempt, error: str, wait: timedelta | None, *, permanent: bool = False
    ) -> bool:
        self.steps.append(("retry", call.id, error, wait, permanent))
        return self._again

    async def snooze(self, call: WebhookAttempt, wait: timedelta) -> None:
        self.steps.append(("snooze", call.id, wait))

    async def discard(self, call: WebhookAttempt, error: str) -> None:
        self.steps.append(("discard", call.id))

    async def release(self, call: WebhookAttempt) -> None:
        if ("sent", call.id) not in self.steps:
            self.steps.append(("release", call.id))


class FakeSender:
    """Notes each post in *steps*; raises each of *refusals* in turn, then takes everything."""

    def __init__(self, steps: list[tuple[Any, ...]], *refusals: Exception) -> None:
        self._steps = steps
        self._refusals = list(refusals)
        self.posts: list[tuple[Outgoing, Alerts]] = []

    async def send(self, outgoing: Outgoing, alerts: Alerts) -> None:
        self._steps.append(("post", outgoing.message_id))
        self.posts.append((outgoing, alerts))
        if self._refusals:
            raise self._refusals.pop(0)


def caller(
    calls: FakeCalls, *refusals: Exception, size: int = 4, sender: Any = None
) -> WebhookCaller:
    given: dict[str, Any] = {
        "calls": calls,
        "channel": sender or FakeSender(calls.steps, *refusals),
    }
    return WebhookCaller(Inbox("webhook_caller", size), **given)


def steps(calls: FakeCalls) -> Sequence[str]:
    return [step[0] for step in calls.steps]
