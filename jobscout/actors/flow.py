"""The flow of this process: which actors it has, in the order the data flows."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import anyio

from jobscout.actors.account_mailer import AccountMailer
from jobscout.actors.broadcaster import Broadcaster
from jobscout.actors.cv_parser import CVParser
from jobscout.actors.embedded_servers import EmbeddedServers
from jobscout.actors.eraser import Eraser
from jobscout.actors.heartbeat import Heartbeat
from jobscout.actors.ingester import JOBS_A_MESSAGE, Ingester
from jobscout.actors.listener import Listener
from jobscout.actors.maintenance import Maintenance
from jobscout.actors.matcher import Matcher
from jobscout.actors.notifier import Notifier
from jobscout.actors.revocation_sync import RevocationSync
from jobscout.actors.scheduler import DueWork, Scheduler
from jobscout.actors.scraper import READERS, Scraper
from jobscout.actors.watchdog import Watchdog
from jobscout.actors.webhook_caller import WebhookCaller
from jobscout.inbox import Inbox
from jobscout.messages import (
    AccountMailDue,
    AlertsCreated,
    CVUploaded,
    DeliveryDue,
    ErasureDue,
    JobsStored,
    ScrapeQueued,
    WebhookDue,
)
from jobscout.model import PRIORITIES
from jobscout.sql.holders import Holders
from jobscout.sql.notifications import Notifications

if TYPE_CHECKING:
    from jobscout.actors.base import Actor
    from jobscout.resources import Resources
    from jobscout.settings import Settings

PER_HOST = 2  # unfinished scrapes of one host in a lane; more would only wait for its pace
QUEUED_A_TICK = 200
INBOX_SIZE = 64
BOARDS_IN_MEMORY = 4  # whole readings between a scraper and the ingester
CHANNEL = "jobscout"


class Flow(NamedTuple):
    actors: list[Actor]
    scheduler: Scheduler
    broadcaster: Broadcaster
    heartbeat: Heartbeat


def build(settings: Settings, resources: Resources) -> Flow:
    """Make the actors of this process's roles, from the end of the flow to its beginning.

    Each is handed the inbox of the next; where the next has no role here, another process
    finds the rows.
    """
    roles, sweep_s, stores = settings.roles, settings.sweep_s, resources.stores
    app_url = settings.dashboard_url or settings.base_url
    due_work: list[DueWork] = []
    stages: list[Actor] = []
    _add_eraser(resources, due_work, stages)
    notifier: Inbox[Any] | None = None
    if "notifier" in roles:
        _add_account_mailer(resources, app_url, due_work, stages)
        _add_webhook_caller(resources, due_work, stages)
        notifier = Inbox("notifier", INBOX_SIZE)
        due_work.append(DueWork(stores.deliveries.due, lambda ids: DeliveryDue(ids[0]), notifier))
        due_work.append(DueWork(stores.deliveries.due_bundles, AlertsCreated, notifier))
        stages.append(
            Notifier(
                notifier,
                deliveries=stores.deliveries,
                mailer=resources.mailer,
                pusher=resources.pusher,
                secret=resources.secret,
                base_url=settings.base_url,
                app_url=app_url,
            )
        )
    matcher: Inbox[JobsStored] | None = None
    if "matcher" in roles:
        matcher = Inbox("matcher", INBOX_SIZE)
        for tried, batch in ((False, JOBS_A_MESSAGE), (True, 1)):
            due = partial(stores.matches.due, tried=tried)
            due_work.append(DueWork(due, JobsStored, matcher, batch))
        stages.append(Matcher(matcher, matches=stores.matches, notifier=notifier))
    if "cv" in roles:
        _add_cv_parser(resources, due_work, stages)
    if "scraper" in roles:
        _add_scrapers(resources, matcher, due_work, stages)
    enqueues = [
        partial(stores.scrapes.enqueue_due, lane, PER_HOST, QUEUED_A_TICK)
        for lane in PRIORITIES
        if "scheduler" in roles
    ]
    scheduler = Scheduler(due_work[::-1], sweep_s, enqueues=enqueues)
    broadcaster = Broadcaster(sweep_s, events=stores.events, sessions=stores.sessions)

    def wake(payload: str) -> None:
        broadcaster.wake()
        if payload != "events":  # by which nothing becomes due
            scheduler.wake()

    listener = Listener(
        Notifications(resources.database_url, CHANNEL, wake, name=settings.process_name)
    )
    maintenance = Maintenance(
        scrapes=stores.scrapes,
        deliveries=stores.deliveries,
        accounts=stores.accounts,
        account_mails=stores.account_mails,
        sessions=stores.sessions,
        events=stores.events,
        cvs=stores.cvs,
        files=resources.storage,
        mailer=resources.mailer,
    )
    holders = Holders(
        resources.db,
        resources.heartbeat_db,
        name=settings.process_name,
        beat_s=settings.heartbeat_s,
    )
    heartbeat = Heartbeat(holders, maintenance.wake)
    beside: list[Actor] = [maintenance, Watchdog()]
    if "http" in roles:
        beside.append(RevocationSync(sweep_s, sessions=stores.sessions, redis=resources.ended))
        beside.append(broadcaster)
    # The heartbeat behind all that work, as so long this process lives; then what it needs.
    actors: list[Actor] = [listener, scheduler, *stages[::-1], *beside, heartbeat]
    if resources.servers.names:
        actors.append(EmbeddedServers(resources.servers, first_pause_s=settings.restart_s))
    return Flow(actors, scheduler, broadcaster, heartbeat)


def _add_eraser(resources: Resources, due_work: list[DueWork], stages: list[Actor]) -> None:
    stores = resources.stores
    inbox: Inbox[ErasureDue] = Inbox("eraser", INBOX_SIZE)
    due_work.append(DueWork(stores.erasures.due, lambda ids: ErasureDue(ids[0]), inbox))
    stages.append(
        Eraser(
            inbox,
            erasures=stores.erasures,
            files=resources.storage,
            mailer=resources.mailer,
            ended=resources.ended,
            limits=resources.limits,
        )
    )


def _add_account_mailer(
    resources: Resources, app_url: str, due_work: list[DueWork], stages: list[Actor]
) -> None:
    stores = resources.stores
    inbox: Inbox[AccountMailDue] = Inbox("account_mailer", INBOX_SIZE)
    due_work.append(DueWork(stores.account_mails.due, lambda ids: AccountMailDue(ids[0]), inbox))
    stages.append(
        AccountMailer(
            inbox,
            mails=stores.account_mails,
            mailer=resources.mailer,
            pages=app_url,
        )
    )


def _add_webhook_caller(resources: Resources, due_work: list[DueWork], stages: list[Actor]) -> None:
    stores = resources.stores
    inbox: Inbox[WebhookDue] = Inbox("webhook_caller", INBOX_SIZE)
    due_work.append(DueWork(stores.webhook_attempts.due, lambda ids: WebhookDue(ids[0]), inbox))
    stages.append(
        WebhookCaller(inbox, calls=stores.webhook_attempts, sender=resources.webhook_sender)
    )


def _add_cv_parser(resources: Resources, due_work: list[DueWork], stages: list[Actor]) -> None:
    stores = resources.stores
    inbox: Inbox[CVUploaded] = Inbox("cv_parser", INBOX_SIZE)
    due_work.append(DueWork(stores.cvs.due, lambda ids: CVUploaded(ids[0]), inbox))
    stages.append(
        CVParser(
            inbox,
            cvs=stores.cvs,
            skills=stores.skills,
            files=resources.storage,
            scratch=resources.scratch,
            workers=anyio.CapacityLimiter(os.cpu_count() or 1),
        )
    )


def _add_scrapers(
    resources: Resources,
    matcher: Inbox[JobsStored] | None,
    due_work: list[DueWork],
    stages: list[Actor],
) -> None:
    stores = resources.stores
    ingester: Inbox[Any] = Inbox("ingester", BOARDS_IN_MEMORY)
    stages.append(
        Ingester(ingester, postings=stores.postings, scrapes=stores.scrapes, matcher=matcher)
    )
    for lane in reversed(PRIORITIES):
        inbox: Inbox[ScrapeQueued] = Inbox(f"scraper[{lane}]", READERS[lane] * 2)
        due = partial(stores.scrapes.due, priority=lane)
        due_work.append(DueWork(due, lambda ids: ScrapeQueued(ids[0]), inbox))
        stages.append(
            Scraper(
                lane,
                inbox,
                scrapes=stores.scrapes,
                reader=resources.boards,
                ingester=ingester,
            )
        )
