"""Alerts, as users see and change them. Every query is restricted to the user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from jobscout.errors import NotFound
from jobscout.sql import private_postings
from jobscout.sql.alert_views import Alert, AlertDelivery, AlertDetail, StatusChange, facts
from jobscout.sql.jobs import Jobs
from jobscout.sql.queries import load
from jobscout.sql.query_variants import query_variant
from jobscout.sql.reactions import relearn
from jobscout.sql.rows import struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    import asyncpg

    from jobscout.model import ApplicationStatus
    from jobscout.rules.learning import DismissalReason
    from jobscout.sql.database import Database, Transaction
    from jobscout.sql.job_views import JobSummary

ALERTS = load("alerts")

FILTERS: Final = {
    "application_status": "application_status",
    "search_id": "search",
    "min_score": "min_score",
}
"""Filters of a list: parameter to line of the query."""
SWITCHES: Final = {
    "is_read": "read",
    "is_saved": "saved",
    "is_applied": "applied",
    "is_dismissed": "dismissed",
}
"""The same for flags, which select a line or its opposite: "read" or "unread"."""

A = TypeVar("A", bound=Alert)


class Alerts:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._jobs = Jobs(db)

    async def page(
        self,
        user_id: int,
        filters: Mapping[str, Any],
        after: tuple[datetime, int] | None,
        most: int,
    ) -> list[Alert]:
        """At most *most* alerts older than *after*, newest first.

        Args:
            wanted: values for some of ``FILTERS`` and ``SWITCHES``; None does not filter.
        """
        stated = {name: value for name, value in filters.items() if value is not None}
        given = {name: value for name, value in stated.items() if name in FILTERS}
        lines = {FILTERS[name] for name in given}
        lines |= {
            line if stated[name] else f"un{line}"
            for name, line in SWITCHES.items()
            if name in stated
        }
        if after is not None:
            lines.add("after")
            given |= {"after_created_at": after[0], "after_id": after[1]}
        rows = await self._rows(user_id, lines, given, most)
        jobs = await self._subjects(rows)
        return [
            _alert(Alert, row, job)
            for row in rows
            if (job := jobs.get(row["id"]))  # missing if the job was just deleted
        ]

    async def get(self, user_id: int, alert_id: int) -> AlertDetail:
        """Raises NotFound."""
        rows = await self._rows(user_id, {"alert"}, {"alert_id": alert_id}, 1)
        jobs = await self._subjects(rows)
        if not jobs:
            raise NotFound("the alert does not exist")
        (job,) = jobs.values()
        events = await self._db.all(ALERTS.history, alert_id=alert_id)
        history = [StatusChange(from_=was, to=became, at=at) for was, became, at in events]
        return _alert(AlertDetail, rows[0], job, history=history)

    async def track(self, user_id: int, job_id: int) -> tuple[int, bool]:
        """(alert id, is it new) for a job found by browsing. Raises NotFound: unknown job."""
        new = await self._db.value(ALERTS.track, user_id=user_id, job_id=job_id)
        if new is not None:
            return new, True
        known = await self._db.value(ALERTS.of_job, user_id=user_id, job_id=job_id)
        if known is None:
            raise NotFound("the job does not exist")
        return known, False

    async def change(self, user_id: int, alert_id: int, changes: Mapping[str, Any]) -> None:
        """Set what is given of ``AlertChanges``.

        Raises:
            NotFound: no such alert of this user.
        """
        async with self._db.transaction() as c:
            row = await c.one(ALERTS.lock, user_id=user_id, alert_id=alert_id)
            await c.run(
                ALERTS.change,
                user_id=user_id,
                alert_id=alert_id,
                is_read=changes.get("is_read"),
                is_saved=changes.get("is_saved"),
                set_notes="notes" in changes,
                notes=changes.get("notes"),
                set_interview_at="interview_at" in changes,
                interview_at=changes.get("interview_at"),
                set_deadline="deadline" in changes,
                deadline=changes.get("deadline"),
            )
            was: ApplicationStatus | None = row["application_status"]
            becomes = was
            if "is_applied" in changes:
                becomes = (was or "Applied") if changes["is_applied"] else None
                await _move(c, user_id, alert_id, was, becomes)
            saved = changes.get("is_saved", row["is_saved"])
            restored = row["dismissed_at"] is not None and "is_saved" in changes and saved
            if becomes != was or saved != row["is_saved"] or restored:
                await _react(c, user_id, alert_id)

    async def set_status(self, user_id: int, alert_id: int, status: ApplicationStatus) -> None:
        """Raises NotFound."""
        async with self._db.transaction() as c:
            row = await c.one(ALERTS.lock, user_id=user_id, alert_id=alert_id)
            await _move(c, user_id, alert_id, row["application_status"], status)
            if row["dismissed_at"] is not None:
                await c.run(ALERTS.dismiss, user_id=user_id, alert_id=alert_id, reason=None)
            if status != row["application_status"] or row["dismissed_at"] is not None:
                await _react(c, user_id, alert_id)

    async def dismiss(self, user_id: int, alert_id: int, reason: DismissalReason | None) -> None:
        """Never send it, and learn of the *reason*; None: take the dismissal back.

        Raises:
            NotFound: no such alert of this user.
        """
        async with self._db.transaction() as c:
            row = await c.one(ALERTS.lock, user_id=user_id, alert_id=alert_id)
            if (row["dismissed_at"] and row["dismissal_reason"]) == reason:
                return
            await c.run(ALERTS.dismiss, user_id=user_id, alert_id=alert_id, reason=reason)
            if reason is not None:
                await c.run(ALERTS.unsend, user_id=user_id, alert_id=alert_id)
            await _react(c, user_id, alert_id)

    async def read_all(self, user_id: int, before: datetime | None) -> int:
        """Returns how many alerts became read."""
        return await self._db.run(ALERTS.read_all, user_id=user_id, before=before)

    async def _rows(
        self, user_id: int, lines: set[str], given: dict[str, Any], most: int
    ) -> list[asyncpg.Record]:
        query = query_variant(ALERTS.listing, frozenset(lines), most)
        return await self._db.all(query, user_id=user_id, **given)

    async def _subjects(self, rows: Sequence[asyncpg.Record]) -> dict[int, JobSummary]:
        """What each alert is about, by the alert's id: a job, or a private posting."""
        job_ids = [row["job_id"] for row in rows if row["job_id"] is not None]
        jobs = await self._jobs.summaries(job_ids) if job_ids else {}
        return {
            row["id"]: jobs[row["job_id"]]
            if row["job_id"] in jobs
            else private_postings.summary(row)
            for row in rows
            if row["job_id"] in jobs or row["job_id"] is None
        }


async def _move(
    c: Transaction,
    user_id: int,
    alert_id: int,
    was: ApplicationStatus | None,
    becomes: ApplicationStatus | None,
) -> None:
    """Store a change of status and record it; without a change, nothing."""
    if was != becomes:
        await c.run(ALERTS.set_status, user_id=user_id, alert_id=alert_id, status=becomes)
        await c.run(ALERTS.insert_event, alert_id=alert_id, from_status=was, to_status=becomes)


async def _react(c: Transaction, user_id: int, alert_id: int) -> None:
    await c.run(ALERTS.react, user_id=user_id, alert_id=alert_id)
    await relearn(c, user_id)


def _alert(kind: type[A], row: asyncpg.Record, job: JobSummary, **others: Any) -> A:
    deliveries = [AlertDelivery(channel=by, status=was, at=at) for by, was, at in row["deliveries"]]
    others |= {"deliveries": deliveries, "is_private": row["job_id"] is None}
    return struct(kind, row, **facts(row, job), **others)
