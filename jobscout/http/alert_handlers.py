"""Alerts, and the applications tracked in them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, ClassVar, TypeVar

import msgspec
from aiohttp import web
from msgspec import UNSET, Meta, UnsetType

from jobscout.errors import Conflict, FieldError, InvalidInput
from jobscout.http import fields
from jobscout.http.codec import path_id, row_id
from jobscout.http.inputs import Input, given
from jobscout.http.keys import SERVICES, stores, user_id
from jobscout.http.limits import TRACK, count
from jobscout.http.paging import Moment, Page, PageQuery, RowId, page_of, read_cursor
from jobscout.http.routing import Answer
from jobscout.model import ApplicationStatus
from jobscout.rules import titles
from jobscout.rules.learning import DismissalReason
from jobscout.sources.posting_page import PostingPage
from jobscout.sql.alert_views import Alert, AlertDetail
from jobscout.sql.learning import LearningView
from jobscout.sql.private_postings import PrivatePosting


class AlertQuery(PageQuery):
    unread: bool | None = None
    saved: bool | None = None
    applied: bool | None = None
    dismissed: bool | None = None
    application_status: ApplicationStatus | None = None
    search_id: fields.Id | None = None
    min_score: fields.Score | None = None
    rules: ClassVar = PageQuery.rules | {"min_score": fields.finite}


Title = Annotated[str, Meta(max_length=titles.MAX_TITLE_CHARS)]
Notes = Annotated[str, Meta(max_length=10_000)]


class NewAlert(Input):
    """A job by its id, or a posting: by its address, or by its title and company, or by both."""

    job_id: fields.Id | None = None
    url: fields.Url | None = None
    title: Title | None = None
    company: fields.Name | None = None
    location: fields.Name | None = None
    notes: Notes | None = None
    rules: ClassVar = {
        "url": fields.pasted_address,
        **dict.fromkeys(("title", "company", "location"), fields.line),
    }
    across: ClassVar = frozenset(("job_id", "url", "title", "company"))

    def check(self) -> Iterator[FieldError]:
        about = {"url": self.url, "title": self.title, "company": self.company}
        if self.job_id is not None:
            for name, value in (about | {"location": self.location}).items():
                if value is not None:
                    yield FieldError(name, "is known of a job; give one or the other")
        elif all(value is None for value in about.values()):
            yield FieldError("job_id", "is required without a url, or a title with a company")
        elif self.url is None:
            for name in ("title", "company"):
                if about[name] is None:
                    yield FieldError(name, "is required without a url")


D = TypeVar("D", date, datetime)


def _plausible(when: D) -> D:
    """Calendars need years of four digits; anything far off is a slip."""
    if not 2000 <= when.year < 2100:
        raise ValueError("must be between 2000 and 2100")
    return when


def _interview(moment: datetime) -> datetime:
    return _plausible(fields.utc(moment))


class AlertChanges(Input):
    is_read: bool | UnsetType = UNSET
    is_saved: bool | UnsetType = UNSET
    is_applied: bool | UnsetType = UNSET
    notes: Notes | UnsetType | None = UNSET
    interview_at: Moment | UnsetType | None = UNSET
    deadline: date | UnsetType | None = UNSET
    rules: ClassVar = {"interview_at": _interview, "deadline": _plausible}


class NewStatus(Input):
    status: ApplicationStatus


class Dismissal(Input):
    reason: DismissalReason = "other"


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
        "is_dismissed": query.dismissed,
        "application_status": query.application_status,
        "search_id": None if query.search_id is None else fields.known_id(query.search_id),
        "min_score": query.min_score,
    }
    after = read_cursor(query.cursor, "alerts", tuple[Moment, RowId])
    found = await stores(request).alerts.page(user_id(request), filters, after, query.limit + 1)
    return page_of(found, query.limit, "alerts", lambda alert: (alert.created_at, int(alert.id)))


async def track_job(request: web.Request, body: NewAlert) -> Answer[AlertDetail]:
    """Track a job found by browsing, or a posting found elsewhere; 200 if it is tracked already.

    A posting at a known address is tracked as its job. Any other stays private: nobody else sees
    it. What is not given of it is read from its page.
    """
    alerts, me = stores(request).alerts, user_id(request)
    if body.job_id is not None:
        alert_id, is_new = await alerts.track(me, row_id(body.job_id))
    else:
        await count(TRACK, request)
        job_id = body.url and await stores(request).private_postings.job_at(body.url)
        if job_id:
            alert_id, is_new = await alerts.track(me, job_id)
        else:
            posting = await _private_posting(request, body)
            alert_id, is_new = await stores(request).private_postings.track(me, posting)
    if is_new and body.notes:
        await alerts.change(me, alert_id, {"notes": body.notes})
    alert = await alerts.get(me, alert_id)
    return Answer(alert, status=201 if is_new else 200)


async def _private_posting(request: web.Request, body: NewAlert) -> PrivatePosting:
    """Raises InvalidInput: the page cannot be read, or does not say what is missing."""
    page = PostingPage(title=body.title, company=body.company, location=body.location)
    if body.url is not None and (page.title is None or page.company is None):
        services = request.app[SERVICES]
        async with services.visits.of(user_id(request)):
            said = await services.pages.read_posting(body.url)
        page = PostingPage(*(given or read for given, read in zip(page, said, strict=True)))
    if page.title is None or page.company is None:
        missing = [name for name in ("title", "company") if getattr(page, name) is None]
        raise InvalidInput(
            [FieldError(name, "is required: the page does not say it") for name in missing]
        )
    return PrivatePosting(page.title, page.company, page.location, body.url)


async def get_alert(request: web.Request) -> AlertDetail:
    """One alert with its history."""
    return await stores(request).alerts.get(user_id(request), path_id(request))


async def change_alert(request: web.Request, body: AlertChanges) -> AlertDetail:
    """Mark as read, saved or applied, write notes, an interview or a deadline.

    Absent fields stay unchanged.
    """
    alerts = stores(request).alerts
    await alerts.change(user_id(request), path_id(request), given(body))
    return await alerts.get(user_id(request), path_id(request))


async def change_status(request: web.Request, body: NewStatus) -> AlertDetail:
    """Set the application's status; each change is kept in the history."""
    alerts = stores(request).alerts
    await alerts.set_status(user_id(request), path_id(request), body.status)
    return await alerts.get(user_id(request), path_id(request))


async def dismiss_alert(request: web.Request, body: Dismissal) -> AlertDetail:
    """This job is not wanted: it is never sent, and the reason counts for jobs like it.

    Saving it, or a status of its application, takes that back.
    """
    alerts = stores(request).alerts
    await alerts.dismiss(user_id(request), path_id(request), body.reason)
    return await alerts.get(user_id(request), path_id(request))


async def restore_alert(request: web.Request) -> AlertDetail:
    """Take a dismissal back; what was not sent by then is shown, and not sent."""
    alerts = stores(request).alerts
    await alerts.dismiss(user_id(request), path_id(request), None)
    return await alerts.get(user_id(request), path_id(request))


async def get_learning(request: web.Request) -> LearningView:
    """What was learnt of the user's dismissals, saved jobs and applications."""
    return await stores(request).learning.view(user_id(request))


async def reset_learning(request: web.Request) -> None:
    """Forget what was learnt; alerts stay as they are."""
    await stores(request).learning.reset(user_id(request))


async def delete_alert(request: web.Request) -> None:
    """Delete an alert about a private posting.

    One about a job stays, or its user would be told of the job again.
    """
    alerts, me, alert_id = stores(request).alerts, user_id(request), path_id(request)
    if not (await alerts.get(me, alert_id)).is_private:
        raise Conflict("conflict", "an alert about a job cannot be deleted")
    await stores(request).private_postings.delete(me, alert_id)


async def read_all(request: web.Request, body: ReadAll) -> Updated:
    """Mark all alerts as read, or those created before a time."""
    updated = await stores(request).alerts.read_all(user_id(request), body.before)
    return Updated(updated=updated)
