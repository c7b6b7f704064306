"""Alerts and reminders as people and their receivers see them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from jobscout.model import ApplicationStatus, DeliveryStatus, ReminderKind
from jobscout.outgoing import Channel
from jobscout.rules.learning import DismissalReason
from jobscout.sql.job_views import JobSummary, Reason
from jobscout.sql.rows import as_stored

if TYPE_CHECKING:
    import asyncpg


class AlertDelivery(msgspec.Struct, frozen=True, kw_only=True):
    """A past or pending delivery of an alert."""

    channel: Channel
    status: DeliveryStatus
    at: datetime


class StatusChange(msgspec.Struct, frozen=True, kw_only=True):
    """One step of an application; null is "not applied"."""

    from_: ApplicationStatus | None = msgspec.field(name="from")
    to: ApplicationStatus | None
    at: datetime


class AlertFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of an alert that are shown everywhere."""

    id: str
    job: JobSummary
    search_id: str | None
    score: float
    reasons: list[Reason]
    created_at: datetime


class PostedAlert(AlertFacts, frozen=True, kw_only=True):
    """An alert as it is posted. *apply_url* is where the job's own board takes applications.

    *attribution*: the board's terms ask that it is named so where the job is shown.
    """

    apply_url: str | None
    attribution: str | None


class WebhookBody(msgspec.Struct, frozen=True, kw_only=True):
    """What a receiver is sent. *delivery_id* is the same on every attempt."""

    type: Literal["alert"] = "alert"
    delivery_id: str
    alert: PostedAlert


class PostedReminder(msgspec.Struct, frozen=True, kw_only=True):
    """What of an alert its user is reminded of.

    *about*: the deadline, or the day since when the application is quiet, or its posting closed.
    """

    kind: ReminderKind
    about: date
    text: str


class WebhookReminder(msgspec.Struct, frozen=True, kw_only=True):
    """What a receiver is sent for a reminder. *delivery_id* is the same on every attempt."""

    type: Literal["reminder"] = "reminder"
    delivery_id: str
    reminder: PostedReminder
    alert: PostedAlert


class WebhookTest(msgspec.Struct, frozen=True, kw_only=True):
    """What a receiver is sent where its user asks for a test."""

    type: Literal["test"] = "test"
    delivery_id: str


class Alert(AlertFacts, frozen=True, kw_only=True):
    """An alert with its state, application and deliveries.

    *deadline*: as the user states it; else that of its job holds.
    *is_private*: it is about a posting that no board bears and that the user described: nobody
    else sees it, and its job has no page. *url* is what the user gave as that posting's address.
    *dismissed_at*: since when it is not sent any more.
    """

    is_read: bool
    is_saved: bool
    is_applied: bool
    application_status: ApplicationStatus | None
    applied_at: datetime | None
    dismissed_at: datetime | None
    dismissal_reason: DismissalReason | None
    notes: str | None
    interview_at: datetime | None
    deadline: date | None
    deliveries: list[AlertDelivery]
    is_private: bool
    url: str | None


class AlertDetail(Alert, frozen=True, kw_only=True):
    """An alert with its history, oldest change first."""

    history: list[StatusChange]


def facts(row: asyncpg.Record, job: JobSummary) -> dict[str, Any]:
    """The fields of ``AlertFacts`` that are not as in the row."""
    search_id = row["search_id"]
    return {
        "id": str(row["id"]),
        "job": job,
        "search_id": None if search_id is None else str(search_id),
        "reasons": as_stored(row["reasons"]),
    }
