"""Alerts, and the applications tracked in them."""

from typing import Annotated, ClassVar

import msgspec
from aiohttp import web
from msgspec import UNSET, Meta, UnsetType

from jobscout.http import fields
from jobscout.http.codec import path_id, row_id
from jobscout.http.inputs import Input, given
from jobscout.http.keys import stores, user_id
from jobscout.http.paging import Moment, Page, PageQuery, RowId, page_of, read_cursor
from jobscout.http.routing import Answer
from jobscout.model import ApplicationStatus
from jobscout.sql.alerts import Alert, AlertDetail


class AlertQuery(PageQuery):
    unread: bool | None = None
    saved: bool | None = None
    applied: bool | None = None
    application_status: ApplicationStatus | None = None
    search_id: fields.Id | None = None
    min_score: fields.Score | None = None
    rules: ClassVar = PageQuery.rules | {"min_score": fields.finite}


class NewAlert(Input):
    job_id: fields.Id


class AlertChanges(Input):
    is_read: bool | UnsetType = UNSET
    is_saved: bool | UnsetType = UNSET
    is_applied: bool | UnsetType = UNSET
    notes: Annotated[str, Meta(max_length=10_000)] | UnsetType | None = UNSET


class NewStatus(Input):
    status: ApplicationStatus


class ReadAll(Input):
    before: Moment | None = None
    rules: ClassVar = {"before": fields.utc}


class Updated(msgspec.Struct, frozen=True, kw_only=True):
    updated: int


async def list_alerts(request: web.Request, query: AlertQuery) -> Page[Alert]:
    """The user's alerts, newest first."""
    filters = {
        "is_read": None if query.unread is None else not query.unread,
        "is_saved": query.saved,
        "is_applied": query.applied,
        "application_status": query.application_status,
        "search_id": None if query.search_id is None else fields.known_id(query.search_id),
        "min_score": query.min_score,
    }
    after = read_cursor(query.cursor, "alerts", tuple[Moment, RowId])
    found = await stores(request).alerts.page(user_id(request), filters, after, query.limit + 1)
    return page_of(found, query.limit, "alerts", lambda alert: (alert.created_at, int(alert.id)))


async def track_job(request: web.Request, body: NewAlert) -> Answer[AlertDetail]:
    """Track a job found by browsing; 200 if it is tracked already."""
    alerts = stores(request).alerts
    alert_id, is_new = await alerts.track(user_id(request), row_id(body.job_id))
    alert = await alerts.get(user_id(request), alert_id)
    return Answer(alert, status=201 if is_new else 200)


async def get_alert(request: web.Request) -> AlertDetail:
    """One alert with its history."""
    return await stores(request).alerts.get(user_id(request), path_id(request))


async def change_alert(request: web.Request, body: AlertChanges) -> AlertDetail:
    """Mark as read, saved or applied, or write notes; absent fields stay unchanged."""
    alerts = stores(request).alerts
    await alerts.change(user_id(request), path_id(request), given(body))
    return await alerts.get(user_id(request), path_id(request))


async def change_status(request: web.Request, body: NewStatus) -> AlertDetail:
    """Set the application's status; each change is kept in the history."""
    alerts = stores(request).alerts
    await alerts.set_status(user_id(request), path_id(request), body.status)
    return await alerts.get(user_id(request), path_id(request))


async def read_all(request: web.Request, body: ReadAll) -> Updated:
    """Mark all alerts as read, or those created before a time."""
    updated = await stores(request).alerts.read_all(user_id(request), body.before)
    return Updated(updated=updated)
